from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.quotes.anchoring.align import best_span, common_start, distances, likeness

few = st.text("abc的", max_size=12)


def slow(pattern: str, text: str, anchored: bool) -> list[int]:
    """The same by the textbook's table."""
    column = list(range(len(pattern) + 1))
    found = [column[-1]]
    for at, char in enumerate(text, 1):
        diagonal, column[0] = column[0], at if anchored else 0
        for row, own in enumerate(pattern, 1):
            diagonal, column[row] = (
                column[row],
                min(column[row] + 1, column[row - 1] + 1, diagonal + (own != char)),
            )
        found.append(column[-1])
    return found


@settings(max_examples=200)
@given(few, few, st.booleans())
def test_distances_are_those_of_the_textbook(pattern: str, text: str, anchored: bool) -> None:
    assert distances(pattern, text, anchored=anchored) == slow(pattern, text, anchored)


@given(few.filter(bool), few)
def test_the_best_span_is_as_near_as_it_says(pattern: str, text: str) -> None:
    span = best_span(pattern, text)
    assert 0 <= span.start <= span.end <= len(text)
    assert slow(pattern, text[span.start : span.end], True)[-1] == span.distance
    assert span.distance == min(slow(pattern, text, False))


@given(few, st.text("xyz", min_size=1, max_size=9), few)
def test_an_exact_copy_is_found_with_both_its_ends(before: str, pattern: str, after: str) -> None:
    text = before + pattern + after
    assert best_span(pattern, text, before, after) == (len(before), len(before) + len(pattern), 0)


def test_an_edit_at_an_end_is_settled_by_what_stands_beside_it() -> None:
    assert best_span("bcdef", "uvwXcdefxyz", "uvw", "xyz")[:2] == (3, 8)
    assert best_span("bcdef", "uvwbcdeXxyz", "uvw", "xyz")[:2] == (3, 8)
    assert best_span("bcdef", "uvwbcdexyz", "uvw", "xyz")[:2] == (3, 7)
    assert best_span("bcdef", "uvwbcdefXxyz", "uvw", "xyz")[:2] == (3, 8)


def test_likeness() -> None:
    assert likeness("", "x") == 1
    assert likeness("abcd", "abcdzzzz") == 1
    assert likeness("abcd", "abXdzzzz") == 0.75
    assert likeness("abcd", "") == 0


def test_common_start() -> None:
    assert common_start("abc", "abd") == 2
    assert common_start("", "a") == 0


def test_a_hopeless_repetition_ends_soon() -> None:
    # The shape on which an alignment by windows did not come back for a minute.
    assert best_span("hello" * 400, "hello" * 2_000).distance == 0
