"""Paragraphs and turns are kept as numbers: what is made of them is what was put in."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.interview.model.paragraph import Kind, Paragraph, Paragraphs, Piece
from tui.interview.model.turn import Turn, Turns

KINDS = st.sampled_from(list(Kind))
WORDS = st.text("甲乙丙丁 ab&;", min_size=1, max_size=12)


@st.composite
def readings(draw: st.DrawFn) -> tuple[str, list[Paragraph]]:
    """A source, and paragraphs of one or several pieces, some of which it spells in another way."""
    source = ""
    made: list[Paragraph] = []
    for _ in range(draw(st.integers(0, 6))):
        text = ""
        pieces: list[Piece] = []
        for _ in range(draw(st.integers(1, 3))):
            source += draw(st.sampled_from(["", "\n", "**", "# "]))
            words = draw(WORDS)
            spelt = draw(st.sampled_from([words, words, "&#x41;", "&amp;" + words]))
            pieces.append(Piece(len(text), len(source), len(source) + len(spelt)))
            source += spelt
            text += words
        made.append(Paragraph(draw(KINDS), text, tuple(pieces), draw(st.integers(0, len(text)))))
    return source, made


@settings(max_examples=200, deadline=None)
@given(readings())
def test_every_paragraph_comes_back_as_it_was(reading: tuple[str, list[Paragraph]]) -> None:
    source, made = reading
    kept = Paragraphs.of(source, made)
    assert list(kept) == made
    assert [kept[number] for number in range(len(made))] == made
    assert [kept[-1 - number] for number in range(len(made))] == made[::-1]
    assert list(kept.texts()) == [paragraph.text for paragraph in made]
    assert list(kept.before) == [sum(len(p.text) for p in made[:number]) for number in range(len(made) + 1)]
    assert kept.of_kind(Kind.TEXT, Kind.TITLE) == [
        number for number, paragraph in enumerate(made) if paragraph.kind in (Kind.TEXT, Kind.TITLE)
    ]
    assert kept[1:3] == tuple(made[1:3])
    assert kept == made
    assert kept != [*made, Paragraph(Kind.TEXT, "a", (Piece(0, 0, 1),))]


def test_words_that_stand_as_they_are_need_no_pieces() -> None:
    source = "# 题\n\n甲：一\n"
    kept = Paragraphs(source, [Kind.HEADING, Kind.TEXT], ["题", "甲：一"], [2, 5], [0, 2])
    assert kept[1] == Paragraph(Kind.TEXT, "甲：一", (Piece(0, 5, 8),), 2)
    assert source[slice(*kept[0].span)] == "题"


def test_words_are_never_others_than_those_given() -> None:
    # Wherever they are said to stand: a reader that is wrong about the place must not change the words.
    assert Paragraphs("甲乙丙", [Kind.TEXT], ["乙丙"], [0], [0])[0].text == "乙丙"


def test_a_paragraph_that_is_not_there_is_asked_for_in_vain() -> None:
    kept = Paragraphs.of("甲", [Paragraph(Kind.TEXT, "甲", (Piece(0, 0, 1),))])
    for number in (1, -2):
        try:
            kept[number]
        except IndexError:
            continue
        raise AssertionError(number)


def test_more_paragraphs_than_are_kept_as_made_are_still_right() -> None:
    source = "".join(map(chr, range(0x4E00, 0x5000)))
    made = [Paragraph(Kind.TEXT, char, (Piece(0, at, at + 1),)) for at, char in enumerate(source)]
    kept = Paragraphs.of(source, made)
    assert [kept[number].text for number in range(len(source))] == list(source)
    assert [kept[number].text for number in (0, 300, -1)] == [source[0], source[300], source[-1]]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["甲", "甲 ", "乙"]), st.integers(1, 9)), max_size=9))
def test_every_turn_comes_back_as_it_was(spoken: list[tuple[str, int]]) -> None:
    made: list[Turn] = []
    for number, (label, length) in enumerate(spoken, 1):
        start = made[-1].end if made else 0
        made.append(Turn(number, label, label.strip(), start, start + length))
    kept = Turns(made)
    assert list(kept) == made == kept
    assert [kept[-1 - index] for index in range(len(made))] == made[::-1]
    assert kept[1:4] == tuple(made[1:4])
    assert list(kept.starts) == [turn.start for turn in made]
