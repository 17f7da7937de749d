"""Positions of the order by hand: numbers that are in the order of the quotes, whatever room there is."""

from __future__ import annotations

from itertools import pairwise
from math import inf, nextafter

import pytest

from tui.quotes.ordering import positions_among, positions_at

ORDER = ["a", "b", "c", "d"]
ROOM = {"a": 1.0, "b": 2.0, "c": 4.0, "d": 8.0}
NONE = {
    "a": 1.0,
    "b": (second := nextafter(1.0, inf)),
    "c": (third := nextafter(second, inf)),
    "d": nextafter(third, inf),
}


@pytest.mark.parametrize("positions", [ROOM, NONE])
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("index", range(5))
def test_what_comes_in_is_where_it_was_put_and_the_others_stay_in_order(
    index: int, count: int, positions: dict[str, float]
) -> None:
    found, moved = positions_at(index, ORDER, positions, count)
    assert len(found) == count
    now = {**positions, **moved}
    row = [*(now[id] for id in ORDER[:index]), *found, *(now[id] for id in ORDER[index:])]
    assert all(one < other for one, other in pairwise(row)), row
    assert (not moved) == (positions is ROOM or index in (0, 4))


@pytest.mark.parametrize("positions", [ROOM, NONE])
@pytest.mark.parametrize(
    "order", ["xabcd", "xyabcd", "axbcd", "axyzbcd", "abcdx", "abcdxy", "xaybzcwdv", "axbycdz"]
)
def test_those_without_a_position_get_one_where_they_are_listed(
    order: str, positions: dict[str, float]
) -> None:
    added = [id for id in order if id not in positions]
    found, moved = positions_among(list(order), added, positions)
    assert sorted(found) == sorted(added)
    assert not set(moved) & set(added)
    now = {**positions, **found, **moved}
    assert all(now[one] < now[other] for one, other in pairwise(order)), now
    assert not moved or positions is NONE


def test_without_any_other_they_are_counted() -> None:
    assert positions_at(0, [], {}, 2)[1] == {}
    found, moved = positions_among(["x", "y"], ["x", "y"], {})
    assert (found["x"] < found["y"], moved) == (True, {})
