"""Others' files in the collection's place, older copies, stamps from the future, also under a window."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.bench.attacking.quoting import INTERVIEW, Kept, Process, Say, Wait, acknowledged, kept, said, take
from tui.quotes.collection import Collection
from tui.store.sqlite import copies, restoring
from tui.store.sqlite.opening import NAME, open_database
from tui.store.store_error import StoreError

_DEEDS = (
    "foreign",
    "foreign wal",
    "empty sqlite",
    "bytes",
    "older",
    "future",
    "under a window",
    "journal under",
)


def attack(count: int, seed: int) -> Iterator[str]:
    """Replace files so often; a line for each time, "" where nothing was lost, written to or forged."""
    rng = random.Random(seed)
    for number in range(count):
        with tempfile.TemporaryDirectory(prefix="replaced-") as made:
            deed = _DEEDS[number % len(_DEEDS)]
            if fell := _replace(Path(made) / "data", deed, rng):
                yield f"{deed}: {fell}"
            else:
                yield ""


def adding(folder: Path, count: int, *, pauses: bool = False) -> Process:
    """A process that takes so many quotes, the last after a pause, and says them or why it could not."""

    def do(say: Say, wait: Wait) -> None:
        try:
            with open_database(folder) as database:
                collection = Collection(database, INTERVIEW)
                for number in range(count):
                    if pauses and number == count - 1:
                        say("")
                        wait()
                    say(take(collection, f"{os.getpid()} {number}"))
        except StoreError as error:
            say(f"!{error.kind}")

    return Process(do)


def add(folder: Path, count: int) -> Kept:
    """What a process of its own was told is kept."""
    return acknowledged(adding(folder, count).end())


def _replace(folder: Path, deed: str, rng: random.Random) -> str:
    known = add(folder, rng.randrange(1, 5))
    path = folder / NAME
    older = path.read_bytes()
    known |= add(folder, rng.randrange(1, 5))
    kept(folder)
    if "under" in deed:
        return _under(folder, known, rng, "-wal" if "journal" in deed else "")
    if deed == "future":
        return _future(folder, known)
    if deed == "older":
        path.write_bytes(older)
        with open_database(folder) as database:
            return "" if database.lost else "an older copy was not told of"
    path.unlink()
    if deed == "bytes":
        path.write_bytes(rng.randbytes(rng.randrange(1, 400)))
    else:
        with closing(sqlite3.connect(path)) as connection:
            if deed != "empty sqlite":
                connection.executescript("PRAGMA journal_mode = wal" if deed.endswith("wal") else "")
                connection.executescript("CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)")
            connection.execute("VACUUM")
    before = path.read_bytes()
    for _ in range(2):
        if told := add(folder, 1):
            return f"took {told}"
        if path.read_bytes() != before:
            return "was written to"
    try:
        open_database(folder)
    except StoreError as error:
        if not error.asks or not error.details["backup"]:
            return f"offers nothing: {error}"
        restoring.restore(folder, Path(str(error.details["backup"])))
    else:
        return "was opened"
    there = kept(folder)
    return "" if there and there.items() <= known.items() else "the copy holds something else"


def _future(folder: Path, known: Kept) -> str:
    copy = copies.backups(folder)[0]
    late = copy.rename(copy.with_name("20991231T000000.000000Z-daily.sqlite3"))
    os.utime(late, (4_000_000_000, 4_000_000_000))
    known |= add(folder, 2)
    kept(folder)
    if len(copies.backups(folder)) != 2:
        return f"{len(copies.backups(folder))} copies"
    if copies.newest(folder) == late:
        return "the copy from the future is the newest"
    return "" if kept(folder) == known else "lost"


def _under(folder: Path, known: Kept, rng: random.Random, suffix: str) -> str:
    window = adding(folder, 3, pauses=True)
    while line := window.line():
        known |= said([line])
    path = folder / f"{NAME}{suffix}"
    if rng.random() < 0.5:
        path.unlink()
    else:
        shutil.copyfile(path, path.with_name("other"))
        path.with_name("other").replace(path)
    if suffix:
        (folder / f"{NAME}-shm").unlink()
    known |= add(folder, rng.randrange(3))
    window.go_on()
    known |= acknowledged(window.end())
    known |= add(folder, 1)
    return missing(folder, known)


def missing(folder: Path, known: Kept) -> str:
    """What is neither in the collection nor in what was rescued from under a window; "" where nothing is."""
    there: Kept = {}
    files = [*folder.glob("collection.rescued-*"), *folder.glob("collection.*aside*")]
    try:
        there |= kept(folder)
    except StoreError as error:
        if not error.asks:
            return f"can't be opened: {error}"
    for file in files:
        with tempfile.TemporaryDirectory() as beside:
            shutil.copyfile(file, Path(beside) / NAME)
            there |= kept(Path(beside))
    lost = known.items() - there.items()
    return f"{len(lost)} of {len(known)} lost" if lost else ""
