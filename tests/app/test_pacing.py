from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from concurrent import futures
from concurrent.futures import ThreadPoolExecutor

import pytest

from tui.app.terminal.diff_screen import TerminalScreen
from tui.app.terminal.pacing import (
    ASK_MODE,
    ASK_STATUS,
    BURST,
    PATIENCE,
    RATE,
    STATUS,
    Pacing,
    is_multiplexed,
)
from tui.app.terminal.terminal_file import TerminalFile

MODE = "\x1b[?2026;2$y"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def send(pacing: Pacing, size: int = 1000) -> str:
    question = pacing.sent(size, frame=True)
    pacing.written(1)
    return question


@pytest.mark.parametrize(
    ("answers", "question"), [([MODE], ASK_MODE), ([STATUS], ASK_STATUS), ([MODE, STATUS, MODE], ASK_STATUS)]
)
def test_a_frame_waits_for_the_answer_to_the_last_one(
    clock: Clock, answers: list[str], question: str
) -> None:
    pacing = Pacing(multiplexed=False, clock=clock)
    for answer in answers:
        pacing.heard(answer)
    assert pacing.wait() == 0
    assert send(pacing, 10 * BURST) == question
    clock.now += 0.4
    assert pacing.wait() == pytest.approx(PATIENCE - 0.4)
    pacing.heard(answers[-1])
    assert pacing.wait() == 0
    assert pacing.round_trip == pytest.approx(0.4)


def test_what_paints_nothing_is_not_asked_about(clock: Clock) -> None:
    pacing = Pacing(multiplexed=False, clock=clock)
    pacing.heard(STATUS)
    assert pacing.sent(10, frame=False) == ""
    pacing.written(1)
    assert pacing.wait() == 0


def test_an_answer_that_never_comes_is_not_waited_for_long(clock: Clock) -> None:
    pacing = Pacing(multiplexed=False, clock=clock)
    pacing.heard(STATUS)
    for _ in range(3):
        assert send(pacing)
        clock.now += PATIENCE
        assert pacing.wait() == 0
    assert send(pacing) == ""
    assert pacing.wait() == 0
    pacing.heard(STATUS)
    assert send(pacing) == ASK_STATUS


def test_answers_that_fail_to_come_now_and_then_are_waited_for_all_the_same(clock: Clock) -> None:
    pacing = Pacing(multiplexed=False, clock=clock)
    pacing.heard(STATUS)
    for _ in range(5):
        for _ in range(2):
            assert send(pacing) == ASK_STATUS
            clock.now += PATIENCE
            assert pacing.wait() == 0
        assert send(pacing) == ASK_STATUS
        pacing.heard(STATUS)


def test_one_question_at_a_time_is_on_its_way(clock: Clock) -> None:
    pacing = Pacing(multiplexed=False, clock=clock)
    pacing.heard(STATUS)
    assert send(pacing) == ASK_STATUS
    # What can't be held back, as the screen that is given back: its answer would be the first one's.
    assert send(pacing) == ""
    clock.now += 0.3
    pacing.heard(STATUS)
    assert pacing.round_trip == pytest.approx(0.3)


def test_a_long_rest_saves_up_no_more_than_a_burst(clock: Clock) -> None:
    pacing = Pacing(multiplexed=True, clock=clock)
    clock.now += 3600
    sent = 0
    while pacing.wait() == 0:
        send(pacing, 1000)
        sent += 1000
    assert BURST <= sent <= BURST + 2000


@pytest.mark.parametrize("multiplexed", [False, True])
def test_without_answers_from_afar_no_more_is_sent_than_a_slow_line_carries(
    clock: Clock, multiplexed: bool
) -> None:
    pacing = Pacing(multiplexed=multiplexed, clock=clock)
    if multiplexed:
        pacing.heard(STATUS)
    sent = 0
    for _ in range(300):
        if pacing.wait() == 0:
            send(pacing, 3500)
            sent += 3500
            if multiplexed:
                pacing.heard(STATUS)
        clock.now += 0.01
    assert RATE * 2 < sent <= BURST + RATE * 3 + 3500


def test_nothing_is_sent_while_the_system_has_not_taken_the_last(clock: Clock) -> None:
    pacing = Pacing(multiplexed=False, clock=clock)
    pacing.heard(STATUS)
    pacing.sent(1000, frame=True)
    pacing.heard(STATUS)
    clock.now += 60
    assert pacing.wait() is None
    pacing.written(1)
    assert pacing.wait() == 0


def test_how_far_away_the_terminal_is_follows_the_last_answers(clock: Clock) -> None:
    pacing = Pacing(multiplexed=False, clock=clock)
    pacing.heard(STATUS)
    told = []
    for took in (0.2, 0.2, 0.5, 0.5, 0.5, 0.5):
        send(pacing)
        clock.now += took
        pacing.heard(STATUS)
        told.append(pacing.round_trip)
    assert told[:2] == pytest.approx([0.2, 0.2])
    assert told[1:] == sorted(set(told[1:]))
    assert 0.4 < told[-1] <= 0.5


def test_all_that_was_sent_has_to_be_taken_by_the_system(clock: Clock) -> None:
    pacing = Pacing(multiplexed=True, clock=clock)
    for _ in range(3):
        pacing.sent(10, frame=False)
    pacing.written(2)
    assert pacing.wait() is None
    pacing.written(1)
    assert pacing.wait() == 0


def test_what_was_on_its_way_is_forgotten_when_the_terminal_is_taken_again(clock: Clock) -> None:
    pacing = Pacing(multiplexed=False, clock=clock)
    pacing.heard(STATUS)
    pacing.sent(1000, frame=True)
    pacing.begin()
    assert pacing.wait() == 0


def test_a_multiplexer_is_known_by_what_it_sets() -> None:
    assert is_multiplexed({"TMUX": "/tmp/tmux-0/default,1,0"})
    assert is_multiplexed({"STY": "1.pts"})
    assert not is_multiplexed({"TERM": "tmux-256color"})


def test_frames_that_are_held_back_become_one() -> None:
    screen = TerminalScreen(20, 3)
    screen.feed("\x1b[?2026h\x1b[1H汉字\x1b[?2026l")
    assert screen.feed("\x1b[?2026h\x1b[1Hone\x1b[?2026l", hold=True) == ""
    assert screen.feed("\x1b[?2026h\x1b[1Htwo\x1b[?2026l\x07", hold=True) == "\x07"
    assert screen.is_behind
    frame = screen.frame()
    assert "two" in frame
    assert "one" not in frame
    assert frame.startswith("\x1b[?2026h")
    assert not screen.is_behind
    assert screen.frame() == ""


def test_what_waits_when_the_screen_is_left_is_never_drawn() -> None:
    screen = TerminalScreen(20, 3)
    screen.feed("\x1b[1Hone\x1b[2;3Htwo", hold=True)
    assert screen.is_behind
    screen.let_go()
    assert not screen.is_behind
    assert screen.frame() == ""


def test_a_terminal_that_knows_no_bracketed_frames_is_sent_none() -> None:
    screen = TerminalScreen(20, 3)
    screen.feed("\x1b[1H汉字")
    screen.feed("\x1b[1Hone", hold=True)
    frame = screen.frame()
    assert "one" in frame
    assert "2026" not in frame


def test_what_was_held_back_is_not_drawn_on_the_screen_of_before() -> None:
    screen = TerminalScreen(20, 3)
    screen.feed("\x1b[1H汉字")
    screen.feed("\x1b[1Hone", hold=True)
    assert screen.feed("\x1b[?1049l", hold=True) == "\x1b[?1049l"


def test_the_file_tells_when_the_terminal_has_taken_it() -> None:
    taken: list[int] = []
    source, target = os.pipe()
    file = TerminalFile(target, lambda: None, taken.append)
    file.write("a")
    file.write("b")
    assert taken == []
    file.flush()
    assert taken == [2]
    assert os.read(source, 10) == b"ab"


def test_what_the_system_takes_in_parts_goes_out_whole() -> None:
    source, target = os.pipe()
    os.set_blocking(target, False)
    file = TerminalFile(target, lambda: None)
    words = "长文本" * 100_000
    with ThreadPoolExecutor(1) as threads, os.fdopen(source, "rb") as stream:
        read = threads.submit(stream.read)
        file.write(words)
        file.flush()
        os.close(target)
        assert read.result().decode() == words


def test_a_terminal_that_is_gone_is_told_of_once() -> None:
    lost: list[str] = []
    source, target = os.pipe()
    file = TerminalFile(target, lambda: lost.append("lost"))
    os.close(source)
    for _ in range(3):
        file.write("x")
        file.flush()
    os.close(target)
    assert lost == ["lost"]


@pytest.fixture
def stuck() -> Iterator[int]:
    """A descriptor that takes nothing any more."""
    source, target = os.pipe()
    os.set_blocking(target, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(target, b"x" * 65536)
    yield target
    os.close(source)
    os.close(target)


@pytest.mark.timeout(20)
def test_a_terminal_that_takes_nothing_is_given_up_only_near_the_end(stuck: int) -> None:
    lost: list[str] = []
    written: list[int] = []
    file = TerminalFile(stuck, lambda: lost.append("lost"), written.append)
    assert (file.fileno(), file.isatty()) == (stuck, False)
    file.write("what nobody takes")
    file.hurry(0.02)
    # The first word counts.
    file.hurry(3600)
    file.flush()
    assert file.dropped
    assert written == [1]
    assert lost == []
    assert file.write("more") == 4
    file.flush()
    assert written == [1]


def test_without_haste_it_is_waited_for(stuck: int) -> None:
    file = TerminalFile(stuck, lambda: None)
    file.write("late")
    with ThreadPoolExecutor(1) as threads:
        flushed = threads.submit(file.flush)
        assert futures.wait([flushed], 0.4).done == set()
        file.hurry(0)
        flushed.result()
    assert file.dropped
