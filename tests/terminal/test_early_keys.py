"""What is pressed before the first page: at no moment does it bring up where in whose files Python was."""

from __future__ import annotations

import shlex
import signal
import subprocess
from pathlib import Path

import pytest

from .conftest import Open
from .harness import FANGTAN, Terminal, environment

pytestmark = pytest.mark.terminal

PRESSES = """
import os, signal, sys

def press(event, arguments):
    if event == "{event}" and "{of}" in ("", arguments[0]):
        {how}

sys.addaudithook(press)
"""
"""Run by the interpreter at its start: the signal comes at the moment that is named, and at no other."""

MOMENTS = [
    ("import", "typing"),  # the first of size that is loaded
    ("import", "tui.cli.opening"),
    ("import", "textual.app"),
    ("import", "tui.app.reading.screen"),
    ("socket.__new__", ""),  # the event loop begins
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two short interviews."""
    folder = tmp_path / "interviews"
    folder.mkdir()
    for name in ("一.md", "二.md"):
        (folder / name).write_text("# 短的\n\n问：你好吗？\n\n答：很好，谢谢。\n", "utf-8")
    return folder


def hooked(folder: Path, event: str, of: str, how: str = "signal.raise_signal(signal.SIGINT)") -> str:
    """The PYTHONPATH of a process that is interrupted at a moment of its start."""
    path = folder / "hook"
    path.mkdir()
    (path / "sitecustomize.py").write_text(PRESSES.format(event=event, of=of, how=how))
    return str(path)


@pytest.mark.parametrize("in_kiosk", [False, True], ids=["own", "kiosk"])
@pytest.mark.parametrize(("event", "of"), MOMENTS)
def test_an_interruption_before_the_first_page_ends_it_without_a_word(
    open_terminal: Open, tmp_path: Path, folder: Path, event: str, of: str, in_kiosk: bool
) -> None:
    words = ["--kiosk", str(folder)] if in_kiosk else []
    terminal: Terminal = open_terminal(*words, PYTHONPATH=hooked(tmp_path, event, of))
    assert terminal.exit_status() == -signal.SIGINT
    assert not terminal.output


def test_what_reads_a_long_interview_beside_ends_with_it(open_terminal: Open, tmp_path: Path) -> None:
    long = tmp_path / "长.md"
    long.write_text("# 长的\n\n" + "问：你好吗？\n\n答：很好，谢谢。再说一遍，很好。\n\n" * 20_000, "utf-8")
    # All that belongs to the program gets it, as from the terminal itself.
    path = hooked(tmp_path, "import", "textual.app", "os.killpg(os.getpgrp(), signal.SIGINT)")
    terminal = open_terminal(str(long), PYTHONPATH=path)
    assert terminal.exit_status() == -signal.SIGINT
    assert not terminal.output


def test_what_is_told_to_ignore_interruptions_opens_all_the_same(
    open_terminal: Open, tmp_path: Path, folder: Path
) -> None:
    path = hooked(tmp_path, "import", "textual.app")
    command = shlex.join([*FANGTAN, "--kiosk", str(folder)])
    terminal = open_terminal("-c", f"trap '' INT; exec {command}", argv=("/bin/sh",), PYTHONPATH=path)
    terminal.wait_for("Library")
    terminal.type("q")
    assert terminal.exit_status() == 0


@pytest.mark.parametrize("event", ["open", "os.link"])
def test_a_command_that_is_interrupted_says_nothing_and_leaves_no_half_written_file(
    tmp_path: Path, folder: Path, event: str
) -> None:
    environ, path = environment(tmp_path), str(folder / "一.md")
    subprocess.run([*FANGTAN, "quotes", "add", path, "--turn", "1"], env=environ, check=True)
    out = folder / "out.md"
    # Before its first byte, and when it is about to take its name.
    how = f"str(arguments[0]).startswith({str(folder / '.fangtan')!r}) and signal.raise_signal(signal.SIGINT)"
    done = subprocess.run(
        [*FANGTAN, "export", path, "-o", str(out)],
        env={**environ, "PYTHONPATH": hooked(tmp_path, event, "", how)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert sorted(path.name for path in folder.iterdir()) == ["一.md", "二.md"]
