from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.search.index import InterviewIndex
from tui.search.sounds import InterviewSounds
from tui.search.tiers.exact import Literal
from tui.search.vocabulary import ENDS, STARTS, vocabulary_of
from tui.text.matchkey import MatchKey, fold

from .making import interview_of

PIECES = st.sampled_from([
    "长文本", "長", "，", " ", "——", "…", "·", "GPT-3.5", "don't", "3", "３", ".", "．", "²", "①", "ﬁ", "㎏",
    "é", "e\u0301", "_", "\n", "\u3164", "\u200b", "\ud800", "GPTs-42master", "カ゛", "ﾊﾟ", "한", "का",
    "B2B", "＿",
])  # fmt: skip
TEXT = st.lists(st.one_of(PIECES, st.characters()), min_size=1, max_size=14).map("".join)


@settings(max_examples=120, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=4))
@example(["第 3 . 5 节", "3..5，3.5", "1.２", "3.", ".5"])
@example(["U.S. 的 3.5-B 与 4.2.0", "a.5 5.a"])
@example(["ﬁ\u3164", "\u3164ﬁ"])
def test_every_place_leads_back_to_the_words_it_came_from(texts: list[str]) -> None:
    index = InterviewIndex(interview_of(*texts))
    vocabulary_of(index)
    for number, paragraph in enumerate(index.interview.paragraphs):
        known = MatchKey(paragraph.text)
        start, end = index.bounds(number)
        for first in range(start, end):
            for last in range(first + 1, end + 1):
                assert index.range_of(number, first, last) == known.span(first - start, last - start)


@settings(max_examples=80, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=4))
def test_words_begin_and_end_where_letters_do(texts: list[str]) -> None:
    index = InterviewIndex(interview_of(*texts))
    vocabulary = vocabulary_of(index)
    for word, places in vocabulary.places.items():
        for place in places:
            assert index.text.startswith(word, place)
            assert vocabulary.edges[place] & STARTS
            assert vocabulary.edges[place + len(word) - 1] & ENDS
    heads = {(letter, place) for letter, places in vocabulary.heads.items() for place in places}
    assert heads == {(index.text[at], at) for at, edge in enumerate(vocabulary.edges) if edge & STARTS}


@pytest.mark.parametrize("seed", range(4))
def test_a_term_is_found_in_every_paragraph_that_has_it(seed: int) -> None:
    # Of frequent and rare characters, so that every way to look a term up has its turn.
    chance = random.Random(seed)
    rare = [chr(0x4E00 + number) for number in range(300)]
    texts = [
        "".join(chance.choices(["的", "是", "gpt模型", " ", *rare], [60, 20, 8, 8, *[0.1] * 300], k=40))
        for _ in range(400)
    ]
    index = InterviewIndex(interview_of(*texts))
    vocabulary, sounds = vocabulary_of(index), InterviewSounds(index)
    terms = {"的", "是", "的是", "是的的", "模型", "gpt模型的", "gpt模型", "型", "龘", "的龘", *rare[:20]}
    for _ in range(100):
        at = chance.randrange(len(index.text) - 6)
        terms.add(index.text[at : at + chance.randint(1, 6)].partition("\n")[0] or "的")
    for term in sorted(terms):
        expected = [number for number in range(len(index)) if term in index.key(number)]
        reading = Literal(index, None, term)
        assert list(reading) == expected
        assert reading.anywhere == bool(expected)
        if any(char >= "\u4e00" for char in term):
            looked_up = Literal(index, vocabulary, term, sounds)
            assert list(looked_up) == expected
            assert looked_up.anywhere == bool(expected)
            assert looked_up.among(range(len(texts))) == expected
            assert {match.start for number in expected for match in looked_up.places(number)} <= set(
                looked_up.occurrences()
            )


def test_short_letters_are_found_at_every_beginning_of_a_word() -> None:
    index = InterviewIndex(interview_of("a GPT, chatGPT", "gpt的gpts", "Egpt", "不 gp-t"))
    vocabulary = vocabulary_of(index)
    assert list(Literal(index, vocabulary, "gpt", InterviewSounds(index))) == [0, 1, 3]
    assert list(Literal(index, vocabulary, "gpt", InterviewSounds(index), inside=True)) == [2]
    assert fold("GP-T") == "gpt"
