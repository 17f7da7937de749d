"""Whole conversations with the command line: each word, sign and line that is printed, and each exit status.

A transcript is a text file. A line that begins with "$" is a command, with "%" something that is done beside
it (see `Stage`), with "#" a remark; what comes of them follows: "|" is standard output, "!" standard error,
"=" the exit status where it is not 0. What is another one at each run (ids, times, the folder) has a name,
and what would steer a terminal is written as \\e and \\a.

`pytest tests/cli/test_transcripts.py --snapshot-update` writes down what comes of the commands today; then
read it, word for word.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.files import FILES
from tui.cli import main
from tui.store.sqlite import backup
from tui.store.sqlite.opening import open_database

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))

_ID = re.compile(r"\bq-[a-z0-9]{10}\b")
_AT_EACH_RUN = {
    "TIME": re.compile(r"\b\d{8}T\d{6}\.\d+Z|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
    "Added DAY": re.compile(r"Added \d{4}-\d\d-\d\d"),
    '"milliseconds": 0': re.compile(r'"milliseconds": [\d.]+'),
}
"""What stands in a transcript for what is another one at each run."""


class Stage:
    """Where a transcript is played: a folder with the files of `FILES`, and what is done there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self._language = "en"
        self._input: bytes | None = None
        self._columns = 0
        self._ids: dict[str, str] = {}

    def played(self, script: str) -> str:
        """The transcript anew: its commands and remarks, and what comes of them today."""
        lines: list[str] = []
        for line in script.splitlines():
            if not line.startswith(("$", "%", "#")):
                continue
            if lines and not lines[-1].startswith("%"):
                lines.append("")
            lines.append(line)
            if line.startswith("$"):
                lines += self._run(line.removeprefix("$ fangtan"))
            elif line.startswith("%"):
                lines += self._do(*shlex.split(line.removeprefix("% ")))
        return "\n".join(lines) + "\n"

    def _run(self, command: str) -> Iterator[str]:
        given = [self._own(word) for word in shlex.split(command)]
        # As a shell has it, so that no name has to stand here that steers whoever reads this.
        words = [str(next(Path().glob(word), word)) if "*" in word else word for word in given]
        before = dict(os.environ)
        with self._monkeypatch.context() as patched:
            # The words of the help are chosen once, when it is loaded: for the first command of a process.
            patched.delitem(sys.modules, "tui.cli.commands", raising=False)
            patched.setenv("LANGUAGE", self._language)
            if self._input is not None:
                patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(self._input)))
            if self._columns:
                patched.setenv("COLUMNS", str(self._columns))
                patched.setattr(sys.stdout, "isatty", lambda: True)
            status = main(words)
        # What a command sets for its process is not for the next one.
        os.environ.clear()
        os.environ.update(before)
        out, err = self._capsys.readouterr()
        for sign, said in (("|", out), ("!", err)):
            for line in self._same(said).removesuffix("\n").split("\n") if said else ():
                yield f"{sign} {line}".rstrip()
        if status:
            yield f"= {status}"

    def _do(self, deed: str, *given: str) -> Iterator[str]:
        """What stands behind "%": a word, and what it is about."""
        match deed, given:
            case "language", [language]:
                self._language = language
            case "input", [name]:
                self._input = Path(name).read_bytes()
            case "terminal", [columns]:
                self._columns = int(columns)
            case "replace", [name, old, new]:
                text = Path(name).read_text("utf-8")
                assert old in text
                Path(name).write_text(text.replace(old, new), "utf-8")
            case "write", [name, text]:
                Path(name).write_text(text, "utf-8")
            case "complete", [shell, line, *at]:
                yield from self._complete(shell, line, *at)
            case "spoil", [id]:
                with open_database(Path("data")) as database, database.transaction() as connection:
                    connection.execute("UPDATE quote SET body = '{' WHERE id = ?", (self._own(id),))
            case "back-up", []:
                with open_database(Path("data")) as database:
                    backup.back_up(database, "by-hand")
            case "cat", [name]:
                (path,) = Path.cwd().glob(name)
                text = path.read_text("utf-8")
                yield from (f"| {line}".rstrip() for line in self._same(text).removesuffix("\n").split("\n"))
            case _:
                pytest.fail(f"nobody knows how to {deed} {given}")

    def _complete(self, shell: str, line: str, at: str = "") -> Iterator[str]:
        """What a shell is told that asks how a line goes on, at its word of that number."""
        with self._monkeypatch.context() as patched:
            patched.setenv("_FANGTAN_COMPLETE", f"{shell}_complete")
            patched.setenv("COMP_WORDS", line)
            patched.setenv("COMP_CWORD", at or line.rpartition(" ")[2])
            yield from self._run("")

    def _same(self, said: str) -> str:
        """What was said, with what is different at each run named in the order in which it comes."""

        def named(found: re.Match[str]) -> str:
            return self._ids.setdefault(found[0], f"q-{len(self._ids) + 1}")

        said = said.replace(str(Path.cwd()), "HERE")
        for name, found in _AT_EACH_RUN.items():
            said = found.sub(name, said)
        said = said.replace("\x1b", "\\e").replace("\a", "\\a")
        return _ID.sub(named, said)

    def _own(self, word: str) -> str:
        """A word of a command, with the id that stands behind a name like q-1."""
        return next((id for id, name in self._ids.items() if name == word), word)


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Stage:
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("FANGTAN_DATA", "data")
    monkeypatch.setenv("FANGTAN_CONFIG", "config")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place = tmp_path / "here"
    for name, content in FILES.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.chdir(place)
    return Stage(monkeypatch, capsys)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_what_is_said_is_what_was_written_down(
    path: Path, stage: Stage, request: pytest.FixtureRequest
) -> None:
    expected = path.read_text("utf-8")
    played = stage.played(expected)
    if request.config.getoption("--snapshot-update"):
        path.write_text(played, "utf-8")
    else:
        assert played == expected
