"""How a command ends that does not end well: faults of its own, interruptions, streams that are gone."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.outcome import Outcome, Run
from tui.app.failure import Failure
from tui.cli import failure, interruption, main, output, reading
from tui.kiosk import policy
from tui.kiosk.policy import Closed, kiosk

UNFORESEEN = "An unexpected error has occurred ({kind}), and fangtan has stopped."


@pytest.fixture
def failing(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], Outcome]:
    """Runs a command in which something is raised."""

    def fail(error: BaseException) -> Outcome:
        def raising(_path: str | None) -> None:
            raise error

        monkeypatch.setattr(reading, "interview_at", raising)
        return run("info")

    return fail


def test_a_fault_of_its_own_is_one_line_and_is_written_down(
    failing: Callable[[BaseException], Outcome], tmp_path: Path
) -> None:
    told = failing(ZeroDivisionError("by nought"))
    log = tmp_path / "data" / "failures.log"
    said = UNFORESEEN.format(kind="ZeroDivisionError")
    assert told == Outcome(2, "", f"fangtan: {said} The details are in {log}\n")
    text = log.read_text()
    assert "ZeroDivisionError: by nought" in text
    assert text.count("Traceback") == 1
    assert (log.stat().st_mode & 0o777, log.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    failing(LookupError("again"))
    text = log.read_text()
    assert (text.count("Traceback"), text.count(" fangtan ")) == (2, 2)
    assert text.index("by nought") < text.index("again")


def test_what_is_written_down_does_not_grow_for_ever(
    failing: Callable[[BaseException], Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failure, "LARGEST", 100)
    for number in range(3):
        failing(ZeroDivisionError(f"number {number}"))
        assert f"number {number}" in (tmp_path / "data" / "failures.log").read_text()
    assert (tmp_path / "data" / "failures.log").read_text().count("Traceback") == 1


def test_where_it_can_not_be_written_down_it_is_one_line_all_the_same(
    failing: Callable[[BaseException], Outcome], tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file")
    told = failing(ZeroDivisionError())
    assert told == Outcome(2, "", f"fangtan: {UNFORESEEN.format(kind='ZeroDivisionError')}\n")


def test_it_is_written_where_the_command_line_says(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raising(_path: str | None) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "interview_at", raising)
    for words in (["info", "--data", tmp_path / "one"], [f"--data={tmp_path}/two", "info"]):
        assert run(*words).status == 2
    assert (tmp_path / "one" / "failures.log").exists()
    assert (tmp_path / "two" / "failures.log").exists()


def test_what_stops_the_reader_is_told_by_its_cause(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    failure.tell(Failure(ZeroDivisionError("within")), str(tmp_path))
    said = f"{UNFORESEEN.format(kind='ZeroDivisionError')} Your quotes and your place are kept."
    log = tmp_path / "failures.log"
    assert capsys.readouterr().err == f"fangtan: {said} The details are in {log}\n"
    assert "ZeroDivisionError: within" in log.read_text()
    failure.tell(Failure(Closed(13, "not here")), str(tmp_path))
    said = "This is not possible here, and fangtan has stopped. Your quotes and your place are kept."
    assert capsys.readouterr().err.startswith(f"fangtan: {said}")


def test_a_kiosk_writes_nothing_down_and_names_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "_current", kiosk(tmp_path / "talks"))
    failure.tell(Closed(13, "not here", str(tmp_path / "secret")), str(tmp_path / "data"))
    said = "This is not possible here, and fangtan has stopped."
    assert capsys.readouterr().err == f"fangtan: {said}\n"
    assert not (tmp_path / "data").exists()
    assert output.error_words(Closed(13, "not here", "/secret")) is None


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied", "/a/file"), "/a/file: Permission denied"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError("all by itself"), "all by itself"),
        (ZeroDivisionError(), None),
    ],
)
def test_what_the_system_refuses_is_told_in_its_words(error: Exception, words: str | None) -> None:
    assert output.error_words(error) == words


# -- interruptions ------------------------------------------------------------------------------------------


@pytest.fixture
def handler() -> Callable[[], object]:
    """What is done at Ctrl+C."""
    return lambda: signal.getsignal(signal.SIGINT)


@pytest.fixture(autouse=True)
def signals_as_they_were(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_command_puts_in_order_what_ctrl_c_leaves(handler: Callable[[], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with pytest.raises(KeyboardInterrupt), interruption.put_in_order():
        signal.raise_signal(signal.SIGINT)
    assert handler() == signal.SIG_DFL


@pytest.mark.parametrize("before", [signal.SIG_IGN, signal.default_int_handler])
def test_what_is_ignored_or_raises_already_stays_so(before: Any, handler: Callable[[], object]) -> None:
    signal.signal(signal.SIGINT, before)
    with interruption.put_in_order():
        assert handler() == before
    assert handler() == before


def test_an_interruption_that_no_error_leaves_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[int, int]] = []
    passed: list[Any] = []
    monkeypatch.setattr(os, "kill", lambda process, number: sent.append((process, number)))
    monkeypatch.setattr(sys, "__unraisablehook__", passed.append)

    for error in (ValueError(), KeyboardInterrupt()):
        interruption._unraisable(cast(Any, SimpleNamespace(exc_value=error)))
    assert sent == [(os.getpid(), signal.SIGINT)]
    assert [type(one.exc_value) for one in passed] == [ValueError, KeyboardInterrupt]


@pytest.mark.parametrize(
    ("before", "after"),
    [(signal.default_int_handler, signal.SIG_DFL), (signal.SIG_IGN, signal.SIG_IGN)],
)
def test_until_there_is_something_to_put_in_order_ctrl_c_ends_the_process(
    before: Any, after: object, handler: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["fangtan", "--language", "fr"])
    signal.signal(signal.SIGINT, before)
    assert main() == 2
    assert handler() == after
    # In somebody else's process nothing of it is touched.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    assert main(["--language", "fr"]) == 2
    assert handler() == signal.default_int_handler


# -- streams ------------------------------------------------------------------------------------------------


class Gone(io.StringIO):
    """Standard output of which nobody reads any more, or that has no room."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def isatty(self) -> bool:
        return False

    def flush(self) -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (BrokenPipeError(32, "Broken pipe"), (0, "")),
        (OSError(28, "No space left on device"), (2, "fangtan: No space left on device\n")),
    ],
)
def test_what_takes_no_more_output(
    error: OSError,
    outcome: tuple[int, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr(sys, "stdout", Gone(error))
    assert (main(["info", "--language", "en"]), capsys.readouterr().err) == outcome


def test_without_any_streams_nothing_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["info", "none.md"]) == 2
    output.remark("said to nobody")


def test_what_the_encoding_lacks_is_escaped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = tmp_path / "talk.md"
    talk.write_text("问：好吗？\n\n答：好。\n", "utf-8")
    poor = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", poor)
    assert main(["show", str(talk), "--turn", "2"]) == 0
    poor.seek(0)
    assert poor.read() == "\\u7b54\\uff1a\\u597d\\u3002\n"


@pytest.mark.parametrize("instruction", ["bash_source", "tcsh_complete", "bash", "complete", "1"])
def test_a_shell_that_asks_in_a_way_nobody_knows_is_told_nothing(
    run: Run, instruction: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_FANGTAN_COMPLETE", instruction)
    assert run() == Outcome(1, "", "")


@pytest.mark.parametrize(
    ("ranges", "shown"),
    [
        ([(1, 2)], "a[b]cdef"),
        ([(3, 5), (0, 2)], "[ab]c[de]f"),
        ([(1, 4), (2, 5)], "a[bcd][e]f"),
        ([(1, 4), (2, 3)], "a[bcd]ef"),
        ([(2, 2)], "abcdef"),
        ([], "abcdef"),
        ([(0, 6)], "[abcdef]"),
    ],
)
def test_what_is_bold_stands_there_once(
    ranges: list[tuple[int, int]], shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert output.strong("abcdef", ranges).replace("\x1b[1m", "[").replace("\x1b[0m", "]") == shown
    monkeypatch.setenv("TERM", "dumb")
    assert output.strong("abcdef", ranges) == "abcdef"


def test_columns_are_aligned_by_cells() -> None:
    rows = [("汉字", "x", "last"), ("a", "长", ""), ("", "", "end")]
    assert output.columns(rows) == ["汉字  x   last", "a     长  ", "          end"]
    assert output.columns([]) == []
