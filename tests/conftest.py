"""What holds for all tests: how examples are drawn, what a test is called, and what none may leave behind."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.outcome import Outcome, Run
from tui.cli import main

LONGEST_ID = 60
"""Characters of a parameter that are told in the name of a test; some are whole documents."""

# A failing example is printed so that anybody can have it again; how long one takes says more of the
# machine than of the code. What decides on a change draws the same examples each time, so that no change
# fails for what another did; everywhere else new ones are tried at each run, and what fell once is tried
# first.
settings.register_profile("here", deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_configure() -> None:
    # Whoever runs the tests in the background has the interrupt ignored, and so have all that they start.
    with contextlib.suppress(ValueError):
        if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_make_parametrize_id(val: object) -> str | None:
    """A parameter's part of the name of a test; None for pytest's own."""
    if not isinstance(val, str | bytes) or len(val) <= LONGEST_ID:
        return None
    shown = val[:LONGEST_ID]
    text = shown if isinstance(shown, str) else shown.decode("latin-1")
    return f"{text.encode('unicode_escape').decode('ascii')[:LONGEST_ID]}…{len(val)}"


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Take back what the program sets for its whole process; the next test is not in it."""
    interval = sys.getswitchinterval()
    yield
    sys.setswitchinterval(interval)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command in this process, with folders of its own and in English."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FANGTAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FANGTAN_CONFIG", str(tmp_path / "config"))

    def command(*words: object) -> Outcome:
        monkeypatch.setenv("LANG", "C.UTF-8")
        monkeypatch.setenv("LANGUAGE", "en")
        return Outcome(main([str(word) for word in words]), *capsys.readouterr())

    return command
