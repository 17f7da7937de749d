"""Lets other threads have their turn sooner while a long piece of work goes on beside them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

_REST = 0.0001


def rest() -> None:
    """Stand still for a tenth of a millisecond.

    A thread that waits for the interpreter gets it then for sure, however the system shares out its time.
    """
    time.sleep(_REST)


def with_rests(items: Iterable[Item], every: int) -> Iterator[Item]:
    """Yield the items, and rest for a moment after each `every` of them."""
    for number, item in enumerate(items, 1):
        yield item
        if number % every == 0:
            rest()
