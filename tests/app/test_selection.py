"""A selection: one end stays, the other moves, and what it grew from is kept whichever way it goes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.app.widgets.reader.selection import Selection
from tui.interview.model.place import Passage, Place
from tui.interview.model.steps import Granularity, Steps
from tui.interview.reading import read_bytes
from tui.text.words import rough_words

TEXT = "甲：第一句。第二句，长一点。第三句？\n\n乙：答一句。再 answer 一句！\n\n接着说。\n\n甲：好。"
STEPS = Steps(read_bytes(TEXT.encode(), "x.md"), rough_words)
MOVES = st.lists(
    st.tuples(
        st.sampled_from([Granularity.SENTENCE, Granularity.WORD, Granularity.CHARACTER]),
        st.sampled_from([-1, 1]),
    ),
    max_size=25,
)


def words(selection: Selection) -> str:
    return STEPS.interview.words(selection.passage)


def begun() -> Selection:
    return Selection.of(STEPS.unit_at(Place(0, 8), Granularity.SENTENCE))


def test_grows_and_shrinks_by_sentences() -> None:
    selection = begun()
    assert words(selection) == "第二句，长一点。"
    selection = selection.moved(STEPS, Granularity.SENTENCE, 1)
    assert words(selection) == "第二句，长一点。第三句？"
    selection = selection.moved(STEPS, Granularity.SENTENCE, -1)
    assert words(selection) == "第二句，长一点。"
    selection = selection.moved(STEPS, Granularity.SENTENCE, -1)
    assert words(selection) == "第一句。第二句，长一点。"
    selection = selection.moved(STEPS, Granularity.SENTENCE, 1)
    assert words(selection) == "第二句，长一点。"


def test_the_other_end_trims() -> None:
    selection = (
        begun().other_end().moved(STEPS, Granularity.CHARACTER, 1).moved(STEPS, Granularity.CHARACTER, 1)
    )
    assert words(selection) == "句，长一点。"
    selection = selection.other_end().moved(STEPS, Granularity.CHARACTER, -1)
    assert words(selection) == "句，长一点"


@settings(max_examples=150)
@given(MOVES, st.booleans())
def test_whatever_moves_the_passage_stays_in_order_and_is_never_empty_for_long(
    moves: list[tuple[Granularity, int]], swap: bool
) -> None:
    selection = begun()
    if swap:
        selection = selection.other_end()
    for granularity, direction in moves:
        before = selection
        selection = selection.moved(STEPS, granularity, direction)
        start, end = selection.passage
        assert STEPS.interview.start <= start <= end <= STEPS.interview.end
        if selection != before:
            assert (selection.passage != before.passage) or selection.passage.is_empty


@given(st.integers(0, 17), st.integers(0, 17))
def test_dragging_takes_both_characters_pointed_at(one: int, other: int) -> None:
    first = STEPS.unit_at(Place(0, one), Granularity.CHARACTER)
    last = STEPS.unit_at(Place(0, other), Granularity.CHARACTER)
    dragged = Selection.of(first).reaching(last)
    assert dragged.passage == Passage(min(first.start, last.start), max(first.end, last.end))


def test_what_it_grew_from_stays_selected_whatever_is_reached_for() -> None:
    def reached(offset: int) -> str:
        return words(begun().reaching(STEPS.unit_at(Place(0, offset), Granularity.CHARACTER)))

    assert reached(7) == reached(8) == reached(10) == reached(13) == "第二句，长一点。"
    assert reached(14) == "第二句，长一点。第"
    assert reached(5) == "。第二句，长一点。"
    # And back again.
    far = begun().reaching(STEPS.unit_at(Place(0, 15), Granularity.CHARACTER))
    assert words(far.reaching(STEPS.unit_at(Place(0, 9), Granularity.CHARACTER))) == "第二句，长一点。"
