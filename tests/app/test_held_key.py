from __future__ import annotations

from collections.abc import Iterable

from tui.app.terminal.held_key import HeldKey


def dealt_with(presses: Iterable[tuple[str, float]], takes: float) -> list[tuple[str, float]]:
    """The presses not dropped by a program that takes so many seconds for each; with when it begins."""
    held, now, done = HeldKey(), 0.0, []
    for key, pressed in presses:
        now = max(now, pressed)
        if not held.is_left_behind(key, pressed, now):
            done.append((key, now))
            now += takes
    return done


def repeats(key: str, seconds: float, rate: float = 30) -> list[tuple[str, float]]:
    return [(key, number / rate) for number in range(int(seconds * rate))]


def test_a_machine_that_follows_drops_nothing() -> None:
    presses = repeats(" ", 3)
    assert len(dealt_with(presses, 0.02)) == len(presses)


def test_one_that_does_not_stands_still_soon_after_the_key_is_let_go() -> None:
    done = dealt_with(repeats(" ", 3), 0.1)
    assert done[-1][1] < 3.5
    assert len(done) > 20


def test_what_is_typed_ahead_counts_however_late_its_turn_comes() -> None:
    at_once = [("}", 0.0001 * number) for number in range(60)]
    assert len(dealt_with(at_once, 0.1)) == 60
    by_hand = repeats("j", 5, rate=9)
    assert len(dealt_with(by_hand, 0.5)) == len(by_hand)


def test_another_key_is_never_dropped() -> None:
    presses = [*repeats(" ", 3), ("a", 3.01), ("q", 3.02)]
    assert [key for key, _ in dealt_with(presses, 0.1)][-2:] == ["a", "q"]
