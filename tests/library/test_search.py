from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.search_queries import QueryMaker
from tests.library.making import TALKS, found, names, opened, words
from tui.interview.model import place
from tui.interview.model.interview import Interview
from tui.interview.reading import read, read_text
from tui.library.quotes import Notes
from tui.library.search import LibrarySearch
from tui.library.shard import Place, Shard
from tui.library.shard_writing import make
from tui.library.stored import StoredIndex
from tui.paths import bundled_interview
from tui.quotes.collection import Collection
from tui.search.answer import Hit, Tier
from tui.search.engine import Engine
from tui.search.index import InterviewIndex
from tui.search.sounds import InterviewSounds
from tui.store.sqlite.opening import open_database

ALL = 10_000


def searching(tmp_path: Path, *shards: list[Interview]) -> LibrarySearch:
    """A search over shards of these interviews."""
    made, places = {}, []
    for number, interviews in enumerate(shards):
        name = f"{number}.shard"
        make(tmp_path / name, [(i.path.encode(), i) for i in interviews])
        made[name] = Shard(tmp_path / name)
        made[name].load()
        places += [Place(name, at) for at in range(len(interviews))]
    return LibrarySearch(made, places)


def gist(hits: list[Hit]) -> list[tuple[object, ...]]:
    return [(hit.tier, round(hit.score, 4), hit.paragraph, hit.ranges) for hit in hits]


@pytest.fixture(scope="module")
def seed() -> Interview:
    return read(bundled_interview())


@pytest.mark.parametrize("query", [
    "speaker:杨 模型", "section:4 数据", "asked: 为什么", "said: 数据", "turn:3-90 Kimi", "模型 -数据",
    "\"长文本\"", "算力 | 数据", "turn:3", "", "\"", "speaker:nobody x",
])  # fmt: skip
def test_one_interview_is_found_in_as_by_its_own_engine(tmp_path: Path, seed: Interview, query: str) -> None:
    engine = Engine(seed)
    engine.prepare()
    answer = searching(tmp_path, [seed]).search(query)
    expected = engine.search(query, ALL)
    got = [hit for group in answer.groups for hit in group.hits(ALL)]
    assert answer.total == expected.total
    assert sorted(gist(got)) == sorted(gist(list(expected.hits)))


def test_every_kind_of_query_finds_as_by_its_own_engine(tmp_path: Path, seed: Interview) -> None:
    engine = Engine(seed)
    engine.prepare()
    library = searching(tmp_path, [seed])
    for kind, query in QueryMaker(seed, 3).queries(8, 1):
        answer, expected = library.search(query), engine.search(query, ALL)
        got = [hit for group in answer.groups for hit in group.hits(ALL)]
        assert (kind, query, sorted(gist(got))) == (kind, query, sorted(gist(list(expected.hits))))
        assert [hit.tier for hit in got] == [hit.tier for hit in expected.hits]


def test_it_does_not_matter_how_the_index_is_cut(tmp_path: Path, seed: Interview) -> None:
    talks = [read_text(text, name) for name, text in TALKS.items()]
    (tmp_path / "one").mkdir()
    (tmp_path / "many").mkdir()
    one = searching(tmp_path / "one", [*talks, seed])
    many = searching(tmp_path / "many", *([talk] for talk in [*talks, seed]))
    for _kind, query in QueryMaker(seed, 5).queries(5, 1):
        a, b = one.search(query), many.search(query)
        if any(Tier.RELATED in group.tiers for group in (*a.groups, *b.groups)):
            # These are weighed by how rare words are in a shard; the surer ways know no such thing.
            continue
        assert [(g.path, g.count, gist(list(g.hits(ALL)))) for g in a.groups] == [
            (g.path, g.count, gist(list(g.hits(ALL)))) for g in b.groups
        ], query


@pytest.mark.parametrize(
    ("query", "name", "highlighted", "tier"),
    [
        ("龙骨", "船.txt", "龙骨", "exact"),
        ("龍骨", "船.txt", "龙骨", "exact"),
        ("changwenben", "登山.md", "长文本", "pinyin"),
        ("gangqin", "登山.md", "钢琴", "pinyin"),
        ("archtecture", "letter.md", "architecture", "typo"),
        ("龙谷", "船.txt", "龙骨", "homophone"),
    ],
)
def test_half_remembered_words_lead_to_the_interview(
    folder: Path, query: str, name: str, highlighted: str, tier: str
) -> None:
    answer = found(opened(folder), query)
    assert (names(answer)[0], words(answer)[0]) == (name, highlighted)
    assert next(answer.hits(1))[1].tier == tier


def test_terms_in_two_interviews_are_no_hit(folder: Path) -> None:
    answer = found(opened(folder), "龙骨 钢琴")
    assert {tier for group in answer.groups for tier in group.tiers} <= {Tier.RELATED}


def test_filters_hold_within_each_interview(folder: Path) -> None:
    library = opened(folder)
    assert names(found(library, "speaker:林一 三年")) == ["船.txt"]
    assert names(found(library, "speaker:linyi")) == ["船.txt"]
    assert sorted(names(found(library, "turn:2"))) == ["登山.md", "船.txt"]
    assert names(found(library, "section:第一步")) == ["登山.md"]
    assert names(found(library, "asked: 怎么造")) == ["船.txt"]
    assert names(found(library, "said: 怎么造")) == []


def test_times_are_searched_by_over_all(tmp_path: Path) -> None:
    talk = "\n\n".join(f"[00:0{n}:30] {'问' if n % 2 else '答'}：第{n}句话在这里。" for n in range(6))
    (tmp_path / "timed").mkdir()
    for name, text in (
        ("a.md", talk),
        ("b.md", talk.replace("00:0", "00:1")),
        ("c.md", "问：好？\n\n答：好。"),
    ):
        (tmp_path / "timed" / name).write_text(text, "utf-8")
    library = opened(tmp_path / "timed")
    assert names(found(library, "at:2:40")) == ["a.md"]
    assert names(found(library, "at:12:40 第2句")) == ["b.md"]
    ((group, hit),) = found(library, "at:0:12:40").hits(9)
    assert "第2句" in group.words(hit.paragraph)
    assert group.interview.time_at(place.Place(hit.paragraph, 99)) == 750_000
    assert names(found(library, "at:30:00-40:00")) == []
    assert "c.md" not in names(found(library, "at:0:00-59:00"))
    engine = Engine(read(tmp_path / "timed" / "a.md"))
    engine.prepare()
    for query in ("at:0:31-3:00", "at:5:59", "-at:3:30 句话"):
        (own,) = (g for g in found(library, query).groups if g.path.endswith("a.md"))
        assert gist(list(own.hits(ALL))) == gist(list(engine.search(query, ALL).hits))


LETTERS = "长文本是的ab𠮷１.㐀\ud800"


@given(
    st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=5), st.text(LETTERS, min_size=1, max_size=3)
)
def test_what_stands_beside_a_character_is_told_as_by_the_text(texts: list[str], wanted: str) -> None:
    interview = read_text("\n\n".join(texts), "x.txt")
    sounds = InterviewSounds(InterviewIndex(interview))
    with TemporaryDirectory() as folder:
        make(Path(folder, "x"), [(b"x", interview)])
        stored = Shard(Path(folder, "x")).sounds
        for char in LETTERS:
            for by in (1, -1):
                assert stored.beside(char, by, frozenset(wanted)) == sounds.beside(
                    char, by, frozenset(wanted)
                )


def test_equals_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    talks = [read_text("问：龙骨？\n\n答：好。", f"{number}.md") for number in range(9)]
    answer = searching(tmp_path, talks[5:], talks[:2], talks[2:5]).search("龙骨")
    assert [group.path for group in answer.groups] == [f"{number}.md" for number in range(9)]


def test_notes_are_asked_of_the_interview(folder: Path) -> None:
    engine, _ = opened(folder).search()
    answer = engine.search("has:note", noted=lambda path: [2] if path.endswith("船.txt") else [])
    assert [(names(answer)[0], hit.paragraph) for _group, hit in answer.hits(9)] == [("船.txt", 2)]


def test_only_quotes_with_notes_are_noted(folder: Path, tmp_path: Path) -> None:
    path = folder / "船.txt"
    interview = read(path)
    data = tmp_path / "data"
    assert Notes(data, [str(path)])(str(path)) == ()
    with open_database(data) as database:
        collection = Collection(database, interview)
        collection.add_words(1)
        noted = collection.add_words(2, note="要紧")
    assert noted.passage is not None
    notes = Notes(data, [str(path)])
    assert set(notes(str(path))) == {noted.passage.start.paragraph}
    assert not set(notes(str(folder / "登山.md")))
    engine, _ = opened(folder).search()
    answer = engine.search("has:note", noted=notes)
    assert [hit.paragraph for _group, hit in answer.hits(9)] == [noted.passage.start.paragraph]


def test_the_interview_with_the_most_comes_first_and_hits_keep_their_tiers(folder: Path) -> None:
    (folder / "三.md").write_text("问：龙骨？\n\n答：龙骨。\n\n问：还有呢？\n\n答：龙骨。\n", "utf-8")
    answer = found(opened(folder), "龙骨")
    assert names(answer) == ["三.md", "船.txt"]
    assert answer.groups[0].count == 3
    assert answer.total == 4
    assert len(list(answer.hits(2))) == 2


def test_a_search_that_was_called_off_says_so(folder: Path) -> None:
    engine, _ = opened(folder).search()
    answer = engine.search("龙骨", lambda: True)
    assert (answer.groups, answer.complete) == ((), False)


@pytest.mark.parametrize("text", ["鲸鱼很大。" * 3000, "鯨魚很大。ﬁ" * 3000], ids=["regular", "irregular"])
@pytest.mark.parametrize("query", ["鲸鱼", "京鱼", "jyhd", "鲸鱼 | 很大"])
def test_the_words_of_a_paragraph_as_long_as_a_book_are_read_a_few_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, query: str
) -> None:
    interview = read_text(f"问：怎么样？\n\n答：{text}\n\n问：好的。\n")
    engine = Engine(interview)
    engine.prepare()
    search = searching(tmp_path, [interview])
    asked: list[int] = []
    words = StoredIndex.words

    def counted(self: StoredIndex, paragraph: int) -> str:
        asked.append(paragraph)
        return words(self, paragraph)

    monkeypatch.setattr(StoredIndex, "words", counted)
    hits = [hit for _, hit in search.search(query).hits(1)]
    assert gist(hits) == gist(list(engine.search(query).hits))
    assert len(hits[0].ranges) >= 3000
    # By the hundred thousand they would take minutes.
    assert len(asked) < 10
