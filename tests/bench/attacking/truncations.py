"""The collection, its journal, its memory and its copies cut, emptied, deleted: nothing goes unsaid."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.attacking.quoting import Kept, acknowledged, kept, said, taking
from tests.bench.attacking.replaced_files import add, adding, missing
from tui.quotes.collection import Collection
from tui.store.sqlite import copies, restoring
from tui.store.sqlite.opening import NAME, open_database
from tui.store.store_error import StoreError

from .quoting import INTERVIEW

_FILES = ("", "-wal", "-shm", "backup")
_HARMS = ("cut", "emptied", "deleted")


def attack(count: int, seed: int) -> Iterator[str]:
    """Harm files so often; a line for each time, "" where all is there, or is told of and can be restored."""
    rng = random.Random(seed)
    for number in range(count):
        file, harm = _FILES[number % len(_FILES)], rng.choice(_HARMS)
        with tempfile.TemporaryDirectory(prefix="cut-") as made:
            # To take away the memory that processes share in place ends them: that is no matter of ours.
            window = rng.random() < 0.4 and file != "" and harm == "deleted"
            fell = (_under_a_window if window else _closed)(Path(made) / "data", file, harm, rng)
            yield f"{file or NAME} {harm}{' under a window' if window else ''}: {fell}" if fell else ""


def _harm(folder: Path, file: str, harm: str, rng: random.Random) -> None:
    path = copies.backups(folder)[0] if file == "backup" else folder / f"{NAME}{file}"
    if harm == "deleted":
        path.unlink(missing_ok=True)
    elif path.exists():
        data = path.read_bytes()
        path.write_bytes(data[: rng.randrange(len(data) or 1)] if harm == "cut" else b"")


def _closed(folder: Path, file: str, harm: str, rng: random.Random) -> str:
    known = add(folder, rng.randrange(1, 4))
    kept(folder)
    writer = taking(folder, "w")
    for _ in range(rng.randrange(1, 6)):
        known |= said([writer.line()])
    known |= said(writer.end(kill=True))
    copied = len(copies.backups(folder))
    _harm(folder, file, harm, rng)
    try:
        with open_database(folder) as database:
            there = {quote.id: quote.note for quote in Collection(database, INTERVIEW).quotes()}
            lost = known.items() - there.items()
            if lost and not database.lost:
                return f"{len(lost)} of {len(known)} lost without a word"
            return f"{len(lost)} lost" if lost and file in ("-shm", "backup") else ""
    except StoreError as error:
        if not error.asks:
            return f"can't be opened and nothing is offered: {error}"
        if copied and not error.details["backup"]:
            return f"the copy is not offered: {error}"
        restoring.restore(folder, Path(str(error.details["backup"])))
    there = kept(folder)
    return "" if there and there.items() <= known.items() else "the copy holds something else"


def _under_a_window(folder: Path, file: str, harm: str, rng: random.Random) -> str:
    known: Kept = add(folder, rng.randrange(1, 4))
    kept(folder)
    window = adding(folder, 3, pauses=True)
    while line := window.line():
        known |= said([line])
    _harm(folder, file, harm, rng)
    known |= add(folder, rng.randrange(3))
    window.go_on()
    known |= acknowledged(window.end())
    known |= add(folder, 1)
    return missing(folder, known)
