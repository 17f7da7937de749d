"""How long fangtan and all its processes run on after the line has dropped, alone and over a real sshd."""

from __future__ import annotations

import contextlib
import signal
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.bench.figures import table
from tests.bench.terminal import environment, fangtan_command
from tests.terminal.harness import Terminal
from tests.terminal.ssh_server import Reader, Server, has_ended, missing
from tui.paths import bundled_interview

LIMIT = 2.0
"""Seconds that it may take."""

TIMES = 5

_WORDS = "如果所有人都觉得你正常"


def measure_ends(home: Path) -> None:
    """Print it."""
    rows = []
    for name, drop in (
        ("closed terminal", Terminal.hang_up),
        ("SIGHUP", lambda terminal: terminal.signal(signal.SIGHUP)),
        ("SIGTERM", lambda terminal: terminal.signal(signal.SIGTERM)),
        ("SIGTERM, and the terminal takes nothing", _stall_and_end),
    ):
        rows.append(_row(name, [_alone(home, drop) for _ in range(TIMES)]))
    if not missing():
        reader = Reader()
        try:
            command = reader.command()
            ways: tuple[tuple[str, Callable[[Server, Terminal], None]], ...] = (
                ("ssh: the client is killed", lambda _server, terminal: terminal.signal(signal.SIGKILL)),
                ("ssh: the server is killed (-9)", lambda server, _terminal: server.kill()),
                ("ssh: SIGTERM", lambda server, _terminal: _tell(server.reader)),
            )
            for name, over in ways:
                rows.append(_row(name, [_over_ssh(reader, command, over) for _ in range(TIMES)]))
        finally:
            reader.end()
    print(f"## the line drops: until no process is left (limit {LIMIT:.0f} s)\n")
    print(table(["", "median s", "longest s", "processor s"], rows))


def _row(name: str, runs: list[tuple[float, float]]) -> list[str]:
    took, worked = [run[0] for run in runs], [run[1] for run in runs]
    return [name, f"{statistics.median(took):.2f}", f"{max(took):.2f}", f"{max(worked):.2f}"]


def _alone(home: Path, drop: Callable[[Terminal], None]) -> tuple[float, float]:
    env = environment(home) | {"FANGTAN_DATA": str(home / f"data-{time.monotonic_ns()}")}
    with Terminal([*fangtan_command(), str(bundled_interview())], env) as terminal:
        _read(terminal)
        process = psutil.Process(terminal.pid)
        running = [process, *process.children(recursive=True)]
        return _until_ended(running, lambda: drop(terminal), terminal)


def _over_ssh(reader: Reader, command: str, drop: Callable[[Server, Terminal], None]) -> tuple[float, float]:
    data = reader.own_folder(f"data-{time.monotonic_ns()}")
    server = Server(reader, f"SetEnv FANGTAN_DATA={data} LANG=C.UTF-8")
    try:
        with server.open(f"exec {command}") as terminal:
            _read(terminal)
            return _until_ended(_theirs(reader), lambda: drop(server, terminal), terminal)
    finally:
        server.end()


def _theirs(reader: Reader) -> list[psutil.Process]:
    found = reader.processes("fangtan") + reader.processes("jieba_words")
    return [process for process in found if "sshd" not in process.name()]


def _tell(reader: Reader) -> None:
    for process in _theirs(reader):
        process.send_signal(signal.SIGTERM)


def _stall_and_end(terminal: Terminal) -> None:
    # All drawn anew, more often than the terminal holds.
    for _ in range(60):
        terminal.type("\x0c")
        time.sleep(0.03)
    terminal.signal(signal.SIGTERM)


def _read(terminal: Terminal) -> None:
    terminal.wait_for(_WORDS)
    terminal.type("}}}a")
    terminal.wait_for("Collected.")
    terminal.type("/长文本\r")
    while terminal.read(1.0):
        pass


def _until_ended(
    running: list[psutil.Process], drop: Callable[[], None], terminal: Terminal
) -> tuple[float, float]:
    """Seconds until all have ended, and of the processor that they have taken meanwhile."""
    before = {process.pid: _worked(process) for process in running}
    after = dict(before)
    drop()
    begun = time.monotonic()
    left = running
    while left and time.monotonic() - begun < 30:
        terminal.ended()
        for process in left:
            after[process.pid] = max(after[process.pid], _worked(process))
        left = [process for process in left if not has_ended(process)]
        time.sleep(0.002)
    return time.monotonic() - begun, sum(after.values()) - sum(before.values())


def _worked(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.Error):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0
