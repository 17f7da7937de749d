"""A paragraph as long as a book: what it costs to find something in it, and what is told of it."""

from __future__ import annotations

import re

import pytest

from tui.cli.hits import LONGEST, excerpt
from tui.search import concordance as concordances
from tui.search import hit_list as hit_list
from tui.search import matches as found
from tui.search.index import InterviewIndex
from tui.search.tiers.exact import Literal

from .making import Searched, interview_of

WHALES = "鲸鱼很大。" * 3000


@pytest.fixture
def cut_out(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The paragraphs whose words were cut out of the source, each time once more."""
    asked: list[int] = []
    words = InterviewIndex.words

    def counted(self: InterviewIndex, paragraph: int) -> str:
        asked.append(paragraph)
        return words(self, paragraph)

    monkeypatch.setattr(InterviewIndex, "words", counted)
    return asked


@pytest.mark.parametrize("text", [WHALES, "鯨魚很大。ﬁ" * 3000], ids=["regular", "irregular"])
@pytest.mark.parametrize("query", [
    "鲸鱼", "鲸", "京鱼", "jingyu", "jyhd", "鲸鱼狠大", "speaker:答 鲸鱼", '"鲸鱼"', "鲸鱼 | 很大",
])  # fmt: skip
def test_every_match_is_told_and_the_words_are_cut_out_a_few_times(
    text: str, query: str, cut_out: list[int]
) -> None:
    made = Searched(interview_of("问：怎么样？", "答：" + text, "问：好的。"))
    del cut_out[:]
    (hit,) = made.ask(query).hits
    assert hit.paragraph == 1
    assert len(hit.ranges) == 3000 * (2 if "|" in query else 1)
    # By the hundred thousand they would take minutes.
    assert len(cut_out) < 10


def test_a_concordance_cuts_the_words_out_a_few_times(cut_out: list[int]) -> None:
    made = Searched(interview_of("答：" + WHALES))
    del cut_out[:]
    lines = made.engine.concordance("鲸鱼")
    assert [(one.start, one.end) for one in lines.occurrences] == [
        match.span() for match in re.finditer("鲸鱼", "答：" + WHALES)
    ]
    assert lines.complete
    assert len(cut_out) < 10


def test_finishing_a_word_cuts_the_words_out_a_few_times(cut_out: list[int]) -> None:
    made = Searched(interview_of("whales are big and whales sing. " * 2000))
    del cut_out[:]
    assert made.engine.complete("whales ") == ["whales are", "whales sing"]
    assert len(cut_out) < 10


def test_of_very_many_matches_the_first_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hit_list, "MARKED", 20)
    made = Searched(interview_of("好" * 100, "号，好。"))
    first = {hit.paragraph: hit.ranges for hit in made.ask("好").hits}[0]
    assert first == tuple((at, at + 1) for at in range(20))
    assert made.ask("好").total == 2


def test_of_many_hits_with_very_many_matches_fewer_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hit_list, "MARKED", 20)
    monkeypatch.setattr(hit_list, "MARKED_IN_ALL", 45)
    monkeypatch.setattr(hit_list, "MARKED_STILL", 3)
    made = Searched(interview_of(*["好" * 100] * 5))
    assert [len(hit.ranges) for hit in made.ask("好").hits] == [20, 20, 5, 3, 3]


def test_what_sounds_alike_is_bounded_in_each_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "MOST_PLACES", 10)
    index = InterviewIndex(interview_of("好" * 30, "好" * 5, "坏", "好" * 40))
    starts = [at for at, char in enumerate(index.text) if char == "好"]
    matches = found.Matches(index, {(1, 0.5): starts})
    assert list(matches.paragraphs) == [0, 1, 3]
    for paragraph, count in ((0, 10), (1, 5), (2, 0), (3, 10)):
        begin = index.starts[paragraph]
        assert [match.start - begin for match in matches.places(paragraph)] == list(range(count))


def test_a_literal_is_bounded_in_a_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.search.tiers.exact.MOST_PLACES", 10)
    index = InterviewIndex(interview_of("好" * 30))
    assert len(Literal(index, None, "好").places(0)) == 10


@pytest.mark.parametrize("texts", [("好" * 30,), ("好" * 10, "好" * 20)])
def test_a_concordance_says_that_there_is_more(
    monkeypatch: pytest.MonkeyPatch, texts: tuple[str, ...]
) -> None:
    made = Searched(interview_of(*texts))
    for most, complete in ((29, False), (30, True), (31, True)):
        monkeypatch.setattr(concordances, "MOST", most)
        lines = made.engine.concordance("好")
        assert (len(lines.occurrences), lines.complete) == (min(30, most), complete)


def test_a_concordance_of_a_paragraph_cut_short_says_that_there_is_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("tui.search.tiers.exact", "tui.search.concordance"):
        monkeypatch.setattr(f"{module}.MOST_PLACES", 10)
    lines = Searched(interview_of("好：" + "好" * 30)).engine.concordance("好")
    assert not lines.complete


def test_a_concordance_that_is_called_off_ends_within_a_paragraph() -> None:
    made = Searched(interview_of("好" * 5000))
    answers = iter([False, False, True])
    lines = made.engine.concordance("好", cancelled=lambda: next(answers))
    assert 0 < len(lines.occurrences) < 5000
    assert not lines.complete


def test_a_person_is_shown_the_beginning_of_what_was_found() -> None:
    text = "前" * 500 + WHALES
    assert excerpt(text, [(500, 502), (510, 512), (9000, 9002)]) == f"…{text[440 : 440 + LONGEST]}…"
    assert excerpt(text, [(500, 502), (510, 512)]) == f"…{text[440:572]}…"
