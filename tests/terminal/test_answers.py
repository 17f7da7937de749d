"""What a terminal answers is no key, in a real terminal, whole and torn; Escape is a key of its own."""

from __future__ import annotations

import random
import time

import pytest

from tests.app.answers import ANSWERS, torn

from .conftest import Open
from .test_driver import opened

pytestmark = pytest.mark.terminal


def test_no_answer_is_typed_whole_or_torn(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    drawn = random.Random(13)
    for answer in ANSWERS:
        data = ("a" + answer + "长").encode()
        # Not right behind the escape: on a busy machine that would pass for the key.
        cuts = [drawn.randrange(3, len(data) - 3) for _ in range(drawn.randrange(3))]
        for part in torn(data, cuts):
            terminal.type(part)
            terminal.read(0.01)
        terminal.wait_for("typed[a长]")
        terminal.type("\x15")
        terminal.wait_for("typed[]")


@pytest.mark.parametrize("gap", [0.0, 0.05])
def test_escape_and_a_letter_are_two_keys(open_terminal: Open, gap: float) -> None:
    terminal = open_terminal()
    terminal.wait_for("search: words")
    terminal.type("/模型")
    terminal.wait_for("exact")
    terminal.type(b"\x1b")
    time.sleep(gap)
    terminal.type("c")
    # The search is given up, and the letter hides the collection.
    terminal.wait_for(lambda: "exact" not in terminal.text() and "Quotes" not in terminal.text())
    terminal.wait_for("search: words")
