"""The files in folders that may be interviews, however the folders are nested and linked."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tui.interview.errors import InputError
from tui.interview.readers import READERS
from tui.interview.reading import ENDING
from tui.kiosk.policy import current

MOST_FILES = 20_000
"""Files that are listed; of a folder with more, those that come first."""

MOST_ENTRIES = 200_000
"""Names of files and folders that are looked at before it is given up: somebody named the whole disk."""

DEEPEST = 16
"""Folders within folders."""


class Stamp(NamedTuple):
    """What tells without reading it that a file is still the same: bytes, nanoseconds, number on its disk."""

    size: int
    modified: int
    inode: int


class File(NamedTuple):
    """A file that may be an interview.

    Attributes:
        path: as it was reached from what was named; bytes that are no UTF-8 are lone surrogates in it.
        stamp: what it is like now.
        beside: what its sidecar is like now, None where it has none; see `tui.interview.sidecar`.
    """

    path: str
    stamp: Stamp
    beside: Stamp | None = None


class Walk(NamedTuple):
    """What was found.

    Attributes:
        files: by path, each once, however many links lead to it.
        complete: False where there were too many to look at all.
    """

    files: tuple[File, ...]
    complete: bool = True


def suffixes() -> frozenset[str]:
    """What the names of interviews in a folder end in; a file named outright may be called anything."""
    return frozenset(suffix for entry in READERS.values() for suffix in entry.suffixes if suffix)


def walk(paths: Sequence[str | Path], *, lenient: bool = False) -> Walk:
    """The files that some paths name, and those in the folders that they name.

    Hidden files and folders are left out, as is what can't be looked into. A file named outright is always
    in it.

    Args:
        paths: files and folders.
        lenient: leave out a path that was named and is gone, instead of the error.

    Raises:
        InputError: "missing" or "unreadable", of a path that was named.
    """
    policy = current()
    most = policy.interviews or MOST_FILES
    seen: set[tuple[int, int]] = set()
    wanted = suffixes()
    files: list[File] = []
    looked = 0
    for named in paths:
        path = os.fspath(named)
        try:
            state = _state(path)
        except InputError:
            if lenient:
                continue
            raise
        if not stat.S_ISDIR(state.st_mode):
            if _new(state, seen) and policy.may_open(path):
                files.append(File(path, stamp_of(state), stamp_at(path + ENDING)))
            continue
        try:
            with os.scandir(path):
                pass
        except OSError as error:
            if lenient:
                continue
            raise InputError("unreadable", path, reason=error.strerror or "") from None
        for file in _walked(path, seen, wanted):
            looked += 1
            # Of links, those that lead out of a kiosk's folder are not there.
            if file is not None and policy.may_open(file.path):
                files.append(file)
            if looked > MOST_ENTRIES or len(files) > most:
                return Walk(tuple(files[:most]), complete=False)
    return Walk(tuple(files))


def _state(path: str) -> os.stat_result:
    try:
        return Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        raise InputError("missing", path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError("unreadable", path, reason=reason) from None


def stamp_of(state: os.stat_result) -> Stamp:
    """The stamp of a file whose state is known."""
    return Stamp(state.st_size, state.st_mtime_ns, state.st_ino)


def stamp_at(path: str | Path) -> Stamp | None:
    """The stamp of the file there now; None where there is none, or something else that can't be read."""
    try:
        state = Path(path).stat()
    except (OSError, ValueError):
        return None
    return stamp_of(state) if stat.S_ISREG(state.st_mode) else None


def digest_at(path: str | Path) -> str:
    """SHA-256 of what is in the file there now, in hexadecimal; "" where it can't be read."""
    from hashlib import file_digest

    try:
        with Path(path).open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _new(state: os.stat_result, seen: set[tuple[int, int]]) -> bool:
    """Whether a file or folder was not met before: links may lead round in a circle."""
    key = state.st_dev, state.st_ino
    if key in seen:
        return False
    seen.add(key)
    return True


def _walked(root: str, seen: set[tuple[int, int]], wanted: frozenset[str]) -> Iterator[File | None]:
    """The files in and under a folder, its own before those of the folders in it; None for what is none."""
    waiting: list[tuple[str, int]] = [(root, 0)]
    while waiting:
        folder, depth = waiting.pop()
        inner: list[tuple[str, int]] = []
        try:
            if not _new(Path(folder).stat(), seen):
                continue
            entries = sorted(_entries(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        sidecars = {entry.path for entry in entries if entry.name.endswith(ENDING)}
        for entry in entries:
            yield None
            try:
                if entry.is_dir():
                    if depth < DEEPEST:
                        inner.append((entry.path, depth + 1))
                    continue
                if Path(entry.name).suffix.lower() not in wanted:
                    continue
                state = entry.stat()
            except OSError:
                # A link that leads nowhere, or round in a circle; or it is gone already.
                continue
            if stat.S_ISREG(state.st_mode) and _new(state, seen):
                beside = entry.path + ENDING
                yield File(entry.path, stamp_of(state), stamp_at(beside) if beside in sidecars else None)
        waiting += reversed(inner)


def links_in(folders: Sequence[str]) -> list[str]:
    """The links in and under some folders that may lead to interviews; behind them is not looked."""
    wanted = suffixes()
    found: list[str] = []
    waiting = [(folder, 0) for folder in folders]
    looked = 0
    while waiting and looked <= MOST_ENTRIES:
        folder, depth = waiting.pop()
        with suppress(OSError):
            for entry in _entries(folder):
                looked += 1
                if entry.is_symlink():
                    if Path(entry.name).suffix.lower() in wanted or entry.is_dir():
                        found.append(entry.path)
                elif entry.is_dir() and depth < DEEPEST:
                    waiting.append((entry.path, depth + 1))
    return found


def _entries(folder: str) -> list[os.DirEntry[str]]:
    found: list[os.DirEntry[str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith("."):
                found.append(entry)
                if len(found) > MOST_ENTRIES:
                    break
    return found


def interviews_in(folder: Path) -> list[Path]:
    """The files in and under a folder that look like interviews, by path.

    A kiosk has only what lies in its own folder, and no more of it than its policy lists.

    Raises:
        InputError: the folder can't be read, or holds none.
    """
    found = walk([folder]).files
    if not found:
        raise InputError("folder", str(folder))
    return [Path(file.path) for file in found]
