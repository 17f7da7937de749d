from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.quotes.changes import ChangeKind
from tui.quotes.collection import Collection, Order
from tui.quotes.quote import State
from tui.quotes.quote_error import QuoteError
from tui.store.quote_store import QuoteStore
from tui.store.sqlite.opening import Database, open_database
from tui.store.store_error import StoreError

from .conftest import OpenStore
from .making import TALK, again, kept_text, make, passage_of, set_tags

WORDS = ["你什么时候", "十二个人", "我们不知道", "我是后来", "信任危机", "谢谢你们"]


def texts(collection: Collection) -> list[str]:
    return [quote.text for quote in collection.quotes()]


def test_a_quote_is_there_with_all_it_had_after_reopening(
    open_store: OpenStore, tmp_path: Path, talk: Interview
) -> None:
    with open_store(tmp_path) as store:
        taken = Collection(store, talk).add(
            passage_of(talk, "信任危机"), note="第一行\n第二行 ', \"", tags=["#信任", "a b", "信任", " "]
        )
        assert taken.tags == ("信任", "a b")
    with open_store(tmp_path) as store:
        (quote,) = Collection(store, make(TALK)).quotes()
    assert quote == taken
    assert quote.state is State.OK
    assert quote.passage == passage_of(talk, "信任危机")
    assert quote.note == "第一行\n第二行 ', \""
    assert quote.question[0].text == "公司遇到过什么困难？"


def test_an_interview_without_quotes_leaves_the_store_alone(
    store: QuoteStore, collection: Collection
) -> None:
    assert collection.quotes() == []
    assert collection.undo() is None
    assert collection.redo() is None
    with store.reading_quotes() as reading:
        assert list(reading.all_quotes()) == []


def test_quotes_come_in_the_order_of_the_text_until_moved(collection: Collection, talk: Interview) -> None:
    for words in (WORDS[3], WORDS[0], WORDS[5], WORDS[1]):
        collection.add(passage_of(talk, words))
    assert texts(collection) == [WORDS[0], WORDS[1], WORDS[3], WORDS[5]]
    ids = [quote.id for quote in collection.quotes()]
    collection.move(ids[3], 0)
    assert texts(collection) == [WORDS[5], WORDS[0], WORDS[1], WORDS[3]]
    collection.move(ids[0], 99)
    assert texts(collection) == [WORDS[5], WORDS[1], WORDS[3], WORDS[0]]
    collection.add(passage_of(talk, WORDS[4]))
    assert texts(collection) == [WORDS[5], WORDS[1], WORDS[3], WORDS[4], WORDS[0]]
    assert [quote.text for quote in collection.quotes(Order.PLACE)] == [*WORDS[:2], *WORDS[3:]]


def test_moving_between_the_same_two_never_runs_out_of_room(collection: Collection, talk: Interview) -> None:
    for words in WORDS[:4]:
        collection.add(passage_of(talk, words))
    expected = [quote.id for quote in collection.quotes()]
    for _ in range(130):
        last = expected.pop()
        expected.insert(1, last)
        collection.move(last, 1)
        assert [quote.id for quote in collection.quotes()] == expected
    for _ in range(130):
        collection.undo()
    assert texts(collection) == WORDS[:4]


def test_note_tags_removal_and_their_undoing(collection: Collection, talk: Interview) -> None:
    id = collection.add(passage_of(talk, WORDS[1])).id
    assert collection.set_note(id, "甲").note == "甲"
    assert set_tags(collection, id, ["＃乙", "丙"]).tags == ("乙", "丙")
    collection.remove(id)
    assert collection.quotes() == []
    with pytest.raises(KeyError):
        collection.get(id)
    done = [collection.undo() for _ in range(5)]
    assert [change and change.kind for change in done] == [
        ChangeKind.REMOVE,
        ChangeKind.TAGS,
        ChangeKind.NOTE,
        ChangeKind.ADD,
        None,
    ]
    assert collection.quotes() == []
    for _ in range(3):
        assert collection.redo()
    assert (collection.get(id).note, collection.get(id).tags) == ("甲", ("乙", "丙"))
    collection.set_note(id, "丁")
    assert collection.redo() is None
    assert collection.get(id).note == "丁"


def test_doing_what_changes_nothing_is_not_undone(collection: Collection, talk: Interview) -> None:
    id = collection.add(passage_of(talk, WORDS[1]), note="n", tags=["t"]).id
    collection.set_note(id, "n")
    set_tags(collection, id, ["#t"])
    collection.move(id, 0)
    change = collection.undo()
    assert change
    assert (change.kind, change.quote) == (ChangeKind.ADD, id)


def test_undo_and_redo_go_on_after_a_restart(open_store: OpenStore, tmp_path: Path, talk: Interview) -> None:
    with open_store(tmp_path) as store:
        collection = Collection(store, talk)
        id = collection.add(passage_of(talk, WORDS[1])).id
        collection.set_note(id, "甲")
    with open_store(tmp_path) as store:
        collection = Collection(store, talk)
        collection.undo()
        assert collection.get(id).note == ""
    with open_store(tmp_path) as store:
        collection = Collection(store, talk)
        collection.redo()
        assert collection.get(id).note == "甲"


def test_undo_stays_within_its_interview(store: QuoteStore, collection: Collection, talk: Interview) -> None:
    other_interview = make("王敏：另一个。\n", path="other.md")
    other = Collection(store, other_interview)
    collection.add(passage_of(talk, WORDS[1]))
    other.add(passage_of(other_interview, "另一个"))
    assert other.undo()
    assert other.undo() is None
    assert texts(collection) == [WORDS[1]]


@pytest.mark.parametrize("deed", ["remove", "note", "tags", "move", "get"])
def test_an_unknown_id(collection: Collection, deed: str) -> None:
    deeds: dict[str, Callable[[], object]] = {
        "remove": lambda: collection.remove("q-x"),
        "note": lambda: collection.set_note("q-x", "n"),
        "tags": lambda: set_tags(collection, "q-x", ["t"]),
        "move": lambda: collection.move("q-x", 0),
        "get": lambda: collection.get("q-x"),
    }
    with pytest.raises(KeyError):
        deeds[deed]()


def test_an_empty_passage_is_no_quote(collection: Collection, talk: Interview) -> None:
    with pytest.raises(ValueError, match="empty"):
        collection.add(Passage(Place(3, 0), Place(3, 3)))
    assert collection.undo() is None


def test_where_quotes_stand(collection: Collection, talk: Interview) -> None:
    second = collection.add(passage_of(talk, "信任危机"))
    first = collection.add(passage_of(talk, "最大的困难是信任"))
    assert collection.passages() == [(first.passage, first.id), (second.passage, second.id)]
    place = passage_of(talk, "危机").start
    assert [quote.id for quote in collection.at(place)] == [second.id]
    assert [quote.id for quote in collection.at(passage_of(talk, "信任危").start)] == [first.id, second.id]
    assert collection.at(passage_of(talk, "，我们用了").start) == []
    assert [quote.id for quote in collection.overlapping(passage_of(talk, "机，我们"))] == [second.id]


def test_tags_in_use(collection: Collection, talk: Interview) -> None:
    collection.add(passage_of(talk, WORDS[0]), tags=["一", "二"])
    id = collection.add(passage_of(talk, WORDS[1]), tags=["二", "三"]).id
    assert collection.tags() == ["二", "一", "三"]
    collection.remove(id)
    assert collection.tags() == ["一", "二"]


def test_a_preview_takes_nothing(collection: Collection, talk: Interview) -> None:
    assert collection.preview(passage_of(talk, WORDS[4])).text == WORDS[4]
    assert collection.quotes() == []


def test_words_of_a_turn(collection: Collection, talk: Interview) -> None:
    assert collection.add_words(5, "信任危機").text == "信任危机"
    assert collection.add_words(1).text == "你什么时候开始创业的？"
    with pytest.raises(QuoteError):
        collection.add_words(5, "没有这句")


def test_two_windows_see_each_other(open_store: OpenStore, tmp_path: Path, talk: Interview) -> None:
    with open_store(tmp_path) as one, open_store(tmp_path) as two:
        here, there = Collection(one, talk), Collection(two, talk)
        quote = here.add(passage_of(talk, WORDS[1]))
        assert not here.changed_elsewhere()
        assert there.changed_elsewhere()
        assert there.quotes() == [quote]
        assert not there.changed_elsewhere()
        there.set_note(quote.id, "从那边")
        set_tags(here, quote.id, ["从这边"])
        assert there.get(quote.id).tags == ("从这边",)
        assert here.get(quote.id).note == "从那边"
        there.remove(quote.id)
        with pytest.raises(KeyError):
            here.set_note(quote.id, "zu spät")
        assert there.undo()
        assert there.quotes() == here.quotes() != []


def start_writer(folder: Path, count: int) -> subprocess.Popen[str]:
    # This folder's parent comes last on the path, for there are folders in it that are named like modules.
    code = "import sys; sys.path.append(sys.argv[1]); from quotes import writer; writer.main(*sys.argv[2:])"
    arguments = [str(Path(__file__).parents[1]), str(folder), str(count)]
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True)


def test_processes_adding_at_once_lose_no_quote(tmp_path: Path, talk: Interview) -> None:
    writers = [start_writer(tmp_path, 30) for _ in range(2)]
    said = {id for writer in writers for id in writer.communicate(timeout=60)[0].split()}
    assert len(said) == 60
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        assert {quote.id for quote in collection.quotes()} == said
        for _ in range(60):
            assert collection.undo()
        assert collection.quotes() == []


def test_killed_while_adding_every_acknowledged_quote_is_there(tmp_path: Path, talk: Interview) -> None:
    for lines in (1, 25):
        writer = start_writer(tmp_path / str(lines), 100_000)
        assert writer.stdout
        said = [writer.stdout.readline().strip() for _ in range(lines)]
        os.kill(writer.pid, signal.SIGKILL)
        said += writer.communicate()[0].split()
        with open_database(tmp_path / str(lines)) as database:
            collection = Collection(database, talk)
            kept = {quote.id for quote in collection.quotes()}
            assert set(said) <= kept
            assert len(kept) <= len(said) + 1
            # What undo goes through was committed with them.
            assert database.rows("SELECT count(*) FROM change") == [(len(kept),)]


def test_threads_share_a_collection(collection: Collection, talk: Interview) -> None:
    def work() -> None:
        for _ in range(10):
            id = collection.add(passage_of(talk, WORDS[1])).id
            collection.set_note(id, id)
            collection.quotes()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(collection.quotes()) == 30
    assert all(quote.note == quote.id for quote in collection.quotes())


def test_a_full_disk_takes_no_half_a_quote(database: Database, talk: Interview) -> None:
    collection = Collection(database, talk)
    kept = collection.add(passage_of(talk, WORDS[0]))
    database.rows(f"PRAGMA max_page_count = {database.rows('PRAGMA page_count')[0][0] + 2}")
    with pytest.raises(StoreError) as raised:
        collection.add(passage_of(talk, WORDS[1]), note="x" * 100_000)
    assert raised.value.kind == "full"
    assert collection.quotes() == [kept]
    database.rows("PRAGMA max_page_count = 1000000")
    collection.add(passage_of(talk, WORDS[1]), note="x" * 100_000)
    assert texts(collection) == WORDS[:2]


def test_a_moved_file_is_known_by_its_content(open_store: OpenStore, tmp_path: Path, talk: Interview) -> None:
    with open_store(tmp_path) as store:
        quote = Collection(store, talk).add(passage_of(talk, WORDS[4]))
        moved = again(talk, path="archive/renamed.md")
        assert [found.id for found in Collection(store, moved).quotes()] == [quote.id]
        # Having been opened there it is also known by the new path when it is edited next.
        edited = make(TALK.replace("谢谢你们", "多谢各位"), path="archive/renamed.md")
        (found,) = Collection(store, edited).quotes()
        assert (found.id, found.state) == (quote.id, State.OK)


def test_a_changed_file_keeps_its_quotes_and_the_stored_words(
    open_store: OpenStore, tmp_path: Path, talk: Interview
) -> None:
    with open_store(tmp_path) as store:
        collection = Collection(store, talk)
        kept = collection.add(passage_of(talk, "我是后来才加入的"))
        touched = collection.add(passage_of(talk, "那时候公司一共有十二个人"))
        gone = collection.add(passage_of(talk, "谢谢你们"))
        edited_text = "# 前言\n王敏：新的第一句话。\n" + TALK.replace("十二个人", "十五个人").replace(
            "王敏：谢谢你们。\n", ""
        )
        edited = make(edited_text)
        for _ in range(2):
            found = {quote.id: quote for quote in Collection(store, edited).quotes()}
            assert found[kept.id].state is State.OK
            assert found[kept.id].passage == passage_of(edited, "我是后来才加入的")
            assert (found[kept.id].turn, found[kept.id].section) == (4, 2)
            assert found[touched.id].state is State.REVIEW
            assert found[touched.id].text == "那时候公司一共有十二个人"
            assert found[gone.id].state is State.ORPHAN
            assert found[gone.id].passage is None
        assert kept_text(store, talk.digest) == TALK
        # With the old file back everything stands where it stood.
        assert {quote.state for quote in Collection(store, talk).quotes()} == {State.OK}


def test_the_kept_text_tells_what_was_said_once_and_what_twice(open_store: OpenStore, tmp_path: Path) -> None:
    start = "记者：当时大家是怎么过来的，有没有人想过要走，还是说都坚持住了？\n"
    once, twice = "我们谁也没有退路可以选。", "说实话那时候真的是很难的。"
    text = f"{start}王敏：{twice}{once}后来就慢慢好起来了，人也多了，钱也有了，大家的信心都回来了。\n"
    text += f"记者：那么第二年又怎么样呢，听说你们换了办公室，也换了方向？\n王敏：{twice}不过都过去了。\n"
    with open_store(tmp_path) as store:
        talk = make(text)
        collection = Collection(store, talk)
        for words in (once, twice):
            collection.add(passage_of(talk, words))
        edited = make(text.replace("大家的信心都回来了", "信心也回来了").replace("那么第二年又", "第二年"))
        edited = make(edited.source.replace("有没有人想过要走，还是说都坚持住了", "有人想过要走吗"))
        found = {quote.text: quote.state for quote in Collection(store, edited).quotes()}
        assert found == {once: State.OK, twice: State.REVIEW}


def test_standard_input_is_known_by_its_content_alone(store: QuoteStore, talk: Interview) -> None:
    piped = again(talk, path="-")
    Collection(store, piped).add(passage_of(talk, WORDS[1]))
    assert len(Collection(store, piped).quotes()) == 1
    assert Collection(store, make("王敏：别的。\n", path="-")).quotes() == []


def test_any_text_and_any_note_come_back_as_they_were(store: QuoteStore) -> None:
    odd = "王敏：\U0001f468\u200d\U0001f469 \ud800 \0 [00:12:03]: x <laugh> e\u0301 完"
    interview = again(make("王敏：x\n"), digest="odd")
    paragraph = interview.paragraphs[0]._replace(text=odd)
    interview = again(interview, paragraphs=(paragraph,), source=odd)
    taken = Collection(store, interview).add(Passage(Place(0, 0), Place(0, len(odd))), note="a\udcffb\0c")
    assert taken.text == odd[3:]
    found = Collection(store, interview).get(taken.id)
    assert found == taken
    assert found.state is State.OK


deeds = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "note", "tags", "move", "undo", "redo"]),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
def test_any_sequence_is_undone_and_done_again_exactly(
    tmp_path_factory: pytest.TempPathFactory, talk: Interview, deeds: list[tuple[str, int, int]]
) -> None:
    with open_database(tmp_path_factory.mktemp("data")) as database:
        database.rows("PRAGMA synchronous = OFF")
        collection = Collection(database, talk)
        states, at = [collection.quotes()], 0
        for deed, one, other in deeds:
            quotes = collection.quotes()
            if deed == "undo":
                assert (collection.undo() is not None) == (at > 0)
                at = max(0, at - 1)
            elif deed == "redo":
                assert (collection.redo() is not None) == (at < len(states) - 1)
                at = min(len(states) - 1, at + 1)
            else:
                if deed == "add":
                    collection.add(passage_of(talk, WORDS[one]))
                elif quotes:
                    id = quotes[one % len(quotes)].id
                    if deed == "remove":
                        collection.remove(id)
                    elif deed == "note":
                        collection.set_note(id, str(other))
                    elif deed == "tags":
                        set_tags(collection, id, [str(other)])
                    else:
                        collection.move(id, other)
                if collection.quotes() != quotes:
                    del states[at + 1 :]
                    states.append(collection.quotes())
                    at += 1
            assert collection.quotes() == states[at]
        assert Collection(database, talk).quotes() == states[at]


def test_of_quotes_that_begin_at_one_place_the_later_one_is_behind(
    store: QuoteStore, talk: Interview
) -> None:
    collection = Collection(store, talk)
    whole = passage_of(talk, "十二个人")
    starts = [Passage(whole.start, Place(whole.end.paragraph, whole.end.offset - back)) for back in (0, 2, 1)]
    collection.add(passage_of(talk, "信任危机"))
    taken = [collection.add(passage).text for passage in starts]
    assert taken == ["十二个人", "十二", "十二个"]
    assert [quote.text for quote in collection.quotes()] == [*taken, "信任危机"]
    assert [quote.text for quote in Collection(store, talk).quotes()] == [*taken, "信任危机"]
