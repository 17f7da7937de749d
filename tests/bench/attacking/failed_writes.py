"""Writes that fail: no room on the disk, a file that may not grow, a disk that may only be read.

It runs on a small disk of its own, in a namespace where it may mount one.
"""

from __future__ import annotations

import contextlib
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.attacking.quoting import (
    INTERVIEW,
    Kept,
    Process,
    Say,
    Wait,
    acknowledged,
    kept,
    said,
    take,
)
from tests.quotes.making import is_sound
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database
from tui.store.store_error import StoreError

_SIZE = 4 << 20
_KINDS = ("no room", "no room at once", "quota", "read-only")
_TAKEN = 60
"""Quotes at most that are tried for; with their notes they take more than there is room for."""


def attack(count: int, seed: int) -> Iterator[str]:
    """Have so many writes fail; a line for each, "" where nothing was lost and the reason was said."""
    mount = (
        f'mount -t tmpfs -o size={_SIZE} none "$1" && exec "$2" -m tests.bench.attacking.failed_writes "$@"'
    )
    command = ["unshare", "-Urm", "sh", "-c", f'd=$(mktemp -d); set -- "$d" "$@"; {mount}', "sh"]
    done = subprocess.run(
        [*command, sys.executable, str(count), str(seed)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    lines = done.stdout.splitlines()
    yield from (line.removeprefix("tried ") for line in lines if line.startswith("tried "))
    if len(lines) < count:
        yield f"ended after {len(lines)} tries: {done.stderr[-300:]}"


def main(disk: Path, count: int, seed: int) -> None:
    """Attack on a disk of our own, and print a line for each try."""
    rng = random.Random(seed)
    for number in range(count):
        kind = _KINDS[number % len(_KINDS)]
        print("tried " + _fail(disk, kind, rng), flush=True)
        for path in disk.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _fail(disk: Path, kind: str, rng: random.Random) -> str:
    folder, room = disk / "data", rng.choice([0, 4, 8, 16, 40, 80, 160, 400]) * 1024
    known = said(_take(folder, kind, 0, few=True).end())
    if kind in ("no room", "no room at once"):
        _fill(disk, room)
    if kind == "read-only":
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    lines = _take(folder, kind, room).end()
    known |= acknowledged(lines)
    told = [line for line in lines if line.startswith("!")]
    if kind == "read-only":
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    (disk / "filler").unlink(missing_ok=True)
    wanted = "!read-only" if kind == "read-only" else "!full"
    if told != [wanted]:
        return f"{kind}, {room} bytes: said {told} after {len(known)}"
    return _compare(folder, known, f"{kind}, {room} bytes")


def _compare(folder: Path, known: Kept, what: str) -> str:
    there = kept(folder)
    if there != known:
        return f"{what}: {len(known.items() - there.items())} lost, {len(there.items() - known.items())} more"
    return "" if is_sound(folder) else f"{what}: not sound"


def _take(folder: Path, kind: str, room: int, *, few: bool = False) -> Process:
    """A process that takes quotes until it can't any more, and says why and that all can still be read."""

    def do(say: Say, _wait: Wait) -> None:
        taken = 0
        try:
            if kind == "quota" and not few:
                size = (folder / "collection.sqlite3").stat().st_size
                resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, resource.RLIM_INFINITY))
            with open_database(folder) as database:
                collection = Collection(database, INTERVIEW)
                for number in range(3 if few else _TAKEN):
                    say(take(collection, f"{number} " + ("" if few else "长" * 20_000)))
                    taken += 1
        except StoreError as error:
            say(f"!{error.kind}")
            if len(kept(folder)) < taken + 3:
                say("!fewer to be read than were said to be kept")

    return Process(do)


def _fill(disk: Path, room: int) -> None:
    with (disk / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while left := shutil.disk_usage(disk).free - room:
            filler.write(b"0" * left)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[3]), int(sys.argv[4]))
