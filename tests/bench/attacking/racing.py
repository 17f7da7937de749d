"""Windows that act on one collection at once while another program locks it now and then, and then leave.

Every action that was told to be done is in the collection at the end, and nothing else; what was under way
when a window left is in the collection or in the file that it wrote, and comes back from there.
"""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.terminal.harness import FANGTAN, Terminal, environment
from tui.export.unkept import take_in
from tui.interview.reading import read
from tui.interview.speakers import sidecar
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database
from tui.store.sqlite.presence import NAME

_WINDOWS = 3
_EACH = 50
"""Windows in a round, and what each does in it."""

_PATIENCE = 60.0
_ROOT = Path(__file__).parents[3]
_LINES = ["S{}：第一句，你好吗？", "S{}：第二句，很好。", "S{}：第三句，真的吗？", "S{}：第四句，不好。"]
_TALK = "\n\n".join(_LINES[at % 4].format(at % 3) for at in range(36))
_SENTENCES = [f"第{at}句话说的是一件事情。" for at in range(20)]


def attack(count: int, seed: int) -> Iterator[str]:
    """Race so often; a sixth of it in real windows on terminals."""
    drawn = random.Random(seed)
    tried = 0
    while tried < count:
        outcomes = _in_a_terminal(drawn) if drawn.random() < 0.3 else _round(drawn)
        for fell in outcomes[: count - tried]:
            tried += 1
            yield fell


def _round(drawn: random.Random) -> list[str]:
    """One race: what fell in each action."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data, file, gate = folder / "data", folder / "talk.md", folder / "gate"
        gate.mkdir()
        file.write_text(_TALK, "utf-8")
        open_database(data).close()
        windows = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.bench.attacking.racing_window", *map(str, given)],
                cwd=_ROOT,
                env=environment(folder),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for given in (
                (data, file, gate, number, _EACH, drawn.randrange(1 << 30)) for number in range(_WINDOWS)
            )
        ]
        _wait(gate, "ready", windows)
        (gate / "go").touch()
        until = time.monotonic() + _PATIENCE
        other = sqlite3.connect(data / NAME, isolation_level=None, timeout=_PATIENCE)
        while len(list(gate.glob("leaving-*"))) < _WINDOWS and time.monotonic() < until:
            other.execute("BEGIN EXCLUSIVE")
            # Now and then for longer than a window waits.
            time.sleep(drawn.choice([0.002, 0.01, 0.05, 0.1]) if drawn.random() < 0.98 else 2.2)
            other.execute("ROLLBACK")
            time.sleep(drawn.uniform(0, 0.1))
        if drawn.random() < 0.5:
            other.execute("BEGIN EXCLUSIVE")
        (gate / "leave").touch()
        told = [window.communicate(timeout=_PATIENCE) for window in windows]
        other.close()
        outcomes: list[str] = []
        results: list[dict[str, Any]] = []
        for out, err in told:
            if err or not out:
                outcomes.append(f"a window ended with {err[-300:]!r}")
            else:
                results.append(json.loads(out))
        return outcomes + _judged(data, file, results)


def _wait(gate: Path, what: str, windows: Sequence[subprocess.Popen[str]]) -> None:
    until = time.monotonic() + _PATIENCE
    while len(list(gate.glob(f"{what}-*"))) < len(windows) and time.monotonic() < until:
        time.sleep(0.01)


def _judged(data: Path, file: Path, results: Sequence[dict[str, Any]]) -> list[str]:
    """What fell in each action and each thing that was under way, by what is there now."""
    interview = read(file)
    outcomes: list[str] = []
    with open_database(data) as database:
        collection = Collection(database, interview)
        there = {quote.id: (quote.note, tuple(quote.tags)) for quote in collection.quotes()}
        take_in(collection, data)
        # Words that two have taken are one quote when they are taken in, with the notes of both.
        notes = [note for quote in collection.quotes() for note in quote.note.split("\n\n")]
    said = sidecar.load(file, interview.digest)
    for number, result in enumerate(results):
        fell = list(result["actions"])
        wanted = {id: (note, tuple(tags)) for id, (note, tags) in result["quotes"].items()}
        mine = {id: kept for id, kept in there.items() if f"w{number}" in kept[1]}
        if mine != wanted:
            lost, risen = wanted.keys() - mine.keys(), mine.keys() - wanted.keys()
            changed = [id for id in mine.keys() & wanted.keys() if mine[id] != wanted[id]]
            fell[-1] = f"told to be done and isn't: lost {lost}, back {risen}, other {changed}"
        name = said.names.get(f"S{number}", "") if said else ""
        if name != result["name"]:
            fell[-1] = fell[-1] or f"named {result['name']!r}, and is called {name!r}"
        for note in result["notes"]:
            missing = "" if notes.count(note) == 1 else f"{note!r} is there {notes.count(note)} times"
            fell.append(missing)
        outcomes += fell
    return outcomes


def _in_a_terminal(drawn: random.Random) -> list[str]:
    """Quotes taken in a real window, some under a lock in which it is left: each is there or in the file."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        file, data = home / "talk.md", home / "data"
        lines = [f"{'问' if at % 2 == 0 else '答'}：{words}" for at, words in enumerate(_SENTENCES)]
        file.write_text("\n\n".join(lines), "utf-8")
        open_database(data).close()
        with Terminal([*FANGTAN, str(file)], environment(home), columns=120, lines=40) as terminal:
            terminal.wait_for("No quotes yet")
            taken = drawn.randint(3, 8)
            for at in range(taken):
                terminal.type("a")
                terminal.wait_for(f"Quotes  {at + 1}")
                terminal.type("j")
            other = sqlite3.connect(data / NAME, isolation_level=None, timeout=_PATIENCE)
            other.execute("BEGIN EXCLUSIVE")
            more = drawn.randint(1, 3)
            for at in range(taken, taken + more):
                terminal.type("a")
                terminal.wait_for("Still being written")
                terminal.type("j")
                # A key that the window has not read yet when it is ended was never taken.
                terminal.wait_for(f"turn {at + 2}/")
            way = drawn.choice(["wait", "file", "SIGTERM", "SIGHUP", "hang up"])
            if way in ("wait", "file"):
                terminal.type(drawn.choice(["q", "\x11"]))
                terminal.wait_for("not in the collection yet")
                if way == "wait":
                    other.execute("ROLLBACK")
                else:
                    terminal.type("\x1b[B\r")
            elif way == "hang up":
                terminal.hang_up()
            else:
                terminal.signal(getattr(signal, way))
            terminal.exit_status()
            complaint = "Traceback" in terminal.text()
            other.close()
        with open_database(data) as database:
            collection = Collection(database, read(file))
            written = len(collection.quotes())
            take_in(collection, data)
            kept = {quote.text for quote in collection.quotes()}
    fell = "" if kept == set(_SENTENCES[: taken + more]) else f"{way}: {len(kept)} of {taken + more} are left"
    fell = fell or ("" if written >= taken else f"{way}: {written} of {taken} that were shown are left")
    return [fell or ("a traceback" if complaint else ""), *[""] * (taken + more - 1)]
