"""What the store knows of interviews that were read before: where each was left, how many quotes it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.quotes.making import TALK, again, kept_text, make, passage_of
from tui.interview.model.interview import Credits, Interview
from tui.interview.model.place import Place
from tui.quotes.collection import Collection
from tui.store import bookmarks
from tui.store.sqlite import kv, positions, sources
from tui.store.sqlite.opening import Database, open_database
from tui.store.sqlite.overview import Known, Overview

EDITS: dict[str, tuple[Callable[[str], str], str]] = {
    "unchanged": (lambda text: text, "我们用了 3.5 年"),
    "a paragraph before it": (lambda text: text.replace("# 开始", "多了一段。\n\n# 开始"), "我们用了 3.5"),
    "words before it": (lambda text: text.replace("王敏：最大", "王敏：我想说，最大"), "我们用了 3.5 年"),
    "words behind it": (lambda text: text.replace("才走出来", "终于出来了"), "我们用了 3.5 年终"),
    "other words on both sides": (
        lambda text: text.replace("最大的困难", "最要紧的").replace("才走出来", "终于出来了"),
        "我们用了 3.5 年终",
    ),
    "nothing left before it": (lambda text: text.replace("最大的困难是信任危机，", ""), "我们用了 3.5 年"),
    "nothing left behind it": (
        lambda text: text.replace("我们用了 3.5 年才走出来，花掉了 40% 的钱。", "完了。"),
        "完了。",
    ),
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "data") as opened:
        yield opened


@pytest.mark.parametrize("edit", EDITS)
def test_reading_goes_on_at_the_very_character(database: Database, edit: str) -> None:
    talk = make(TALK)
    positions.remember(database, talk, passage_of(talk, "我们用了").start)
    change, expected = EDITS[edit]
    edited = make(change(TALK))
    found = positions.recall(database, edited)
    assert found is not None
    assert edited.paragraphs[found.paragraph].text[found.offset :].startswith(expected)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (Place(0, 3), Place(0, 3)), (Place(0, 99), Place(0, 10)), (Place(0, -4), Place(0, 0)),
        (Place(-1, 2), Place(0, 2)), (Place(99, 0), Place(12, 8)),
    ],
)  # fmt: skip
def test_a_place_beyond_the_text_is_the_nearest_in_it(database: Database, asked: Place, kept: Place) -> None:
    talk = make(TALK)
    assert len(talk.paragraphs) == 13
    positions.remember(database, talk, asked)
    assert positions.recall(database, talk) == kept


def test_a_place_at_a_texts_end_stays_at_the_end_of_a_shorter_one(database: Database) -> None:
    positions.remember(database, make(TALK), make(TALK).end)
    other = make("完全不同的内容。\n\n只有两段。\n")
    assert positions.recall(database, other) == other.end


def known(database: Database, interview: Interview) -> Known:
    return Overview(database).of(interview.path, interview.digest)


def test_how_many_quotes_an_interview_has_and_where_it_was_left(database: Database, tmp_path: Path) -> None:
    talk = make(TALK, path=str(tmp_path / "a.md"))
    assert known(database, talk) == Known(None, 0)
    collection = Collection(database, talk)
    first = collection.add(passage_of(talk, "信任危机"))
    collection.add(passage_of(talk, "十二个人"))
    assert known(database, talk) == Known(None, 2)
    positions.remember(database, talk, Place(4, 2))
    assert known(database, talk) == Known(4, 2)
    collection.remove(first.id)
    assert known(database, talk) == Known(4, 1)
    collection.undo()
    assert known(database, talk) == Known(4, 2)
    # Moved, it is known by what stands in it; edited, by where it lies; another is neither.
    assert known(database, again(talk, path=str(tmp_path / "b.md"))) == Known(4, 2)
    assert known(database, again(talk, digest="0" * 64)) == Known(4, 2)
    assert known(database, again(talk, path=str(tmp_path / "b.md"), digest="0" * 64)) == Known(None, 0)
    assert known(database, again(talk, path="-", digest="0" * 64)) == Known(None, 0)


def test_an_overview_is_another_when_something_was_read_or_taken(database: Database, tmp_path: Path) -> None:
    talk = make(TALK, path=str(tmp_path / "a.md"))
    collection = Collection(database, talk)
    seen = Overview(database)
    assert not seen.is_like(None)
    assert seen.is_like(Overview(database))
    for deed in (
        lambda: collection.add(passage_of(talk, "信任危机")),
        lambda: collection.set_note(collection.quotes()[0].id, "注"),
        lambda: positions.remember(database, talk, Place(4, 2)),
        lambda: positions.remember(database, talk, Place(5, 2)),
        lambda: collection.undo(),
    ):
        before = Overview(database)
        deed()
        assert not Overview(database).is_like(before)
    before = Overview(database)
    kv.put(database, "theme", "dark")
    assert Overview(database).is_like(before)


def test_which_files_may_have_quotes(database: Database, tmp_path: Path) -> None:
    quoted, read, gone = (make(TALK + word, path=str(tmp_path / f"{word}.md")) for word in "甲乙丙")
    Collection(database, quoted).add(passage_of(quoted, "信任危机"))
    removed = Collection(database, gone)
    removed.remove(removed.add(passage_of(gone, "信任危机")).id)
    positions.remember(database, read, Place(1, 0))
    paths = [quoted.path, read.path, gone.path, str(tmp_path / "unknown.md")]
    assert Overview(database).of_paths(paths) == [quoted.path]
    # Where the one with quotes lies elsewhere by now, any file that was never seen may be it.
    assert Overview(database).of_paths(paths[1:]) == [paths[3]]
    assert Overview(database).of_paths([]) == []


def test_what_is_remembered_of_a_source_is_what_was_read_last(database: Database, tmp_path: Path) -> None:
    talk = make(TALK, path=str(tmp_path / "a.md"))
    columns = "title, author, publisher, date, url, encoding, format"
    told = []
    for number in range(2):
        credits = Credits(*(f"{what} {number}" for what in ("author", "publisher", "date", "url")))
        seen = again(
            talk, title=f"title {number}", credits=credits, encoding=f"utf-{number}", format=f"form {number}"
        )
        with database.transaction() as connection:
            sources.enrol(connection, seen)
            assert sources.is_enrolled(connection, seen)
        told += database.rows(f"SELECT {columns} FROM source")
    assert told == [
        (f"title {n}", f"author {n}", f"publisher {n}", f"date {n}", f"url {n}", f"utf-{n}", f"form {n}")
        for n in range(2)
    ]
    assert kept_text(database, talk.digest) is None
    Collection(database, talk).add(passage_of(talk, "信任危机"))
    assert kept_text(database, talk.digest) == TALK


def test_bookmarks_of_interviews_and_libraries(tmp_path: Path) -> None:
    talk, other = make(TALK), make(TALK + "另")
    assert bookmarks.marked(tmp_path, talk) is None
    assert bookmarks.window_left(tmp_path, talk) == {}
    for place in (Place(0, 0), talk.end, Place(12, 0), Place(4, 2)):
        bookmarks.mark(tmp_path, talk, place, {"pane": "大纲", "width": 30})
        assert bookmarks.marked(tmp_path, talk) == place
    assert bookmarks.window_left(tmp_path, talk) == {"pane": "大纲", "width": 30}
    bookmarks.mark(tmp_path, talk, Place(1, 0))
    assert (bookmarks.marked(tmp_path, talk), bookmarks.window_left(tmp_path, talk)) == (Place(1, 0), {})
    assert bookmarks.marked(tmp_path, other) is None
    for place in (Place(13, 0), Place(0, 11), Place(-1, 0), Place(0, -1)):
        bookmarks.mark(tmp_path, talk, place)
        assert bookmarks.marked(tmp_path, talk) is None
    bookmarks.mark_library(tmp_path, "one", {"sorted": "date"})
    assert bookmarks.library_left(tmp_path, "one") == {"sorted": "date"}
    assert bookmarks.library_left(tmp_path, "two") == {}
    bookmarks.note_theme(tmp_path, "fangtan-dark")
    assert bookmarks.noted_theme(tmp_path) == "fangtan-dark"
