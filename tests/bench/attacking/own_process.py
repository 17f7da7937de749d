"""A command run in a process of its own, which is forked where everything is loaded already: quick enough for
hundreds of them. Each tenth is started as it is installed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.outcome import Outcome

_EACH = 10
_ENVIRONMENT = {"LANGUAGE": "en", "LANG": "C.UTF-8", "NO_COLOR": "1"}
_PATIENCE = 120


class Commands:
    """Runs commands on one data folder after the other."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._run = 0

    def __call__(self, data: Path, *words: str | Path) -> Outcome:
        """Run `fangtan` with these words; a traceback is on `err` as it would be on the screen."""
        argv = ["--data", str(data), *map(str, words)]
        self._run += 1
        own = {**_ENVIRONMENT, "XDG_CACHE_HOME": str(self._home), "FANGTAN_CONFIG": str(self._home)}
        if self._run % _EACH == 0:
            done = subprocess.run(
                [sys.executable, "-m", "tui", *argv],
                env={**os.environ, **own},
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_PATIENCE,
            )
            return Outcome(done.returncode, done.stdout, done.stderr)
        return _forked(argv, own)


def _forked(argv: Sequence[str], own: dict[str, str]) -> Outcome:
    from tui.cli import main

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            status = 70
            with contextlib.suppress(BaseException):
                os.environ.update(own)
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
                sys.stderr = open(2, "w", encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
                try:
                    status = main(list(argv))
                except BaseException:
                    import traceback

                    traceback.print_exc()
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(status)
        _pid, status = os.waitpid(child, 0)
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode("utf-8", "replace"))
    return Outcome(os.waitstatus_to_exitcode(status), *said)


def is_fault(said: str) -> bool:
    """Whether a command told of a fault of its own, or was ended by one."""
    return "Traceback" in said or "unexpected error" in said
