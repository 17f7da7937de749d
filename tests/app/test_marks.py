"""What is marked in a stretch of a paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.app.widgets.reader.marks import Mark, Marks, Passages
from tui.interview.model.place import Passage, Place

PLACES = st.builds(Place, st.integers(0, 3), st.integers(0, 30))
ANY = st.builds(Passage.between, PLACES, PLACES)
WITHIN = st.builds(
    lambda paragraph, start, length: Passage(Place(paragraph, start), Place(paragraph, start + length)),
    st.integers(0, 3), st.integers(0, 30), st.integers(1, 8),
)  # fmt: skip


@given(
    st.one_of(st.lists(ANY, max_size=12), st.lists(WITHIN, max_size=12)),
    st.integers(0, 3), st.integers(0, 30), st.integers(1, 10),
)  # fmt: skip
def test_nothing_that_reaches_into_a_stretch_is_left_out(
    passages: list[Passage], paragraph: int, first: int, length: int
) -> None:
    last = first + length
    stretch = Passage(Place(paragraph, first), Place(paragraph, last))
    wanted = sorted(one for one in passages if one.overlaps(stretch))
    found = Passages(passages)
    near = list(found.touching(paragraph, first, last))
    assert sorted(one for one in near if one.overlaps(stretch)) == wanted
    assert set(near) <= set(found.touching(paragraph))


def test_of_thousands_of_hits_in_a_paragraph_a_row_asks_for_its_own() -> None:
    marks = Marks()
    marks.hits = Passages(Passage(Place(0, at), Place(0, at + 2)) for at in range(0, 50_000, 5))
    nowhere = Passage(Place(1, 0), Place(1, 1))
    spans = marks.spans(0, 50_000, 20_000, 20_050, nowhere, None)
    assert len(spans) < 15
    assert {(at, at + 2, Mark.HIT) for at in range(20_000, 20_050, 5)} <= set(spans)
