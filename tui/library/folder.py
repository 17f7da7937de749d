"""The files in folders that may be interviews, however the folders are nested and linked."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from tui.interview.files import ENDING
from tui.interview.formats import READERS
from tui.interview.model.errors import InputError
from tui.interview.speakers.sidecar_places import has_any, standing
from tui.kiosk.policy import current
from tui.kiosk.regular_file import open_folder, open_regular

MOST_FILES = 20_000
"""Files that are listed; of a folder with more, those that come first."""

MOST_ENTRIES = 200_000
"""Names of files and folders that are looked at before it is given up: somebody named the whole disk."""

DEEPEST = 16
"""Folders within folders."""

LONGEST = 30.0
"""Seconds for which is looked, on a disk that answers slowly; ten thousand files on a network take less."""

_MADE_UP = frozenset({
    "proc", "sysfs", "cgroup", "cgroup2", "debugfs", "tracefs", "devpts", "devtmpfs", "securityfs", "bpf",
    "configfs", "pstore", "fusectl", "hugetlbfs", "mqueue", "binfmt_misc", "efivarfs", "selinuxfs", "nsfs",
    "rpc_pipefs",
})  # fmt: skip
"""The file systems that Linux makes up: no interview lies there, and links in /proc lead to everything."""

_AT_ONCE = 1 << 20
"""Bytes of a file that are read at once for its digest."""


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
        beside: what its sidecar is like now, None where it has none; see `tui.interview.speakers.sidecar`.
    """

    path: str
    stamp: Stamp
    beside: Stamp | None = None


class Walk(NamedTuple):
    """What was found.

    Attributes:
        files: by path, each once, however many links lead to it.
        complete: False where there were too many to look at all, or it took too long.
    """

    files: tuple[File, ...]
    complete: bool = True


def suffixes() -> frozenset[str]:
    """Collect the endings by which files in a folder are interviews; a file named outright may have any."""
    return frozenset(suffix for entry in READERS.values() for suffix in entry.suffixes if suffix)


def walk(paths: Sequence[str | Path], *, lenient: bool = False) -> Walk:
    """Find the files that some paths name, and those in the folders they name that may be interviews.

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
    looked, until = 0, monotonic() + LONGEST
    for named in paths:
        path = os.fspath(named)
        try:
            state = _state(path)
        except InputError:
            if lenient:
                continue
            raise
        if not stat.S_ISDIR(state.st_mode):
            if _new(state, seen) and policy.may_list(path):
                files.append(File(path, stamp_of(state), _said_of(path)))
            continue
        try:
            os.close(open_folder(path))
        except OSError as error:
            if lenient:
                continue
            raise InputError("unreadable", path, reason=error.strerror or "") from None
        for file in _walked(path, seen, wanted):
            looked += 1
            if file is not None:
                files.append(file)
            if looked > MOST_ENTRIES or len(files) > most or monotonic() > until:
                return Walk(tuple(files[:most]), complete=False)
    return Walk(tuple(files))


def _said_of(path: str) -> Stamp | None:
    """What the sidecar of an interview is like that is known by its path; None where it has none."""
    file = standing(path)
    return stamp_at(file) if file else None


def _state(path: str) -> os.stat_result:
    try:
        return Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        raise InputError("missing", path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError("unreadable", path, reason=reason) from None


def stamp_of(state: os.stat_result) -> Stamp:
    """Make the stamp of a file whose state is known."""
    return Stamp(state.st_size, state.st_mtime_ns, state.st_ino)


def stamp_at(path: str | Path) -> Stamp | None:
    """Take the stamp of the file there now; None where there is none, or what is there can't be looked at."""
    try:
        if not current().may_list(path):
            return None
        state = Path(path).stat()
    except (OSError, ValueError):
        return None
    return stamp_of(state) if stat.S_ISREG(state.st_mode) else None


def digest_at(path: str | Path) -> str:
    """Work out the SHA-256 of the file there now, in hexadecimal; "" where it can't be read."""
    from hashlib import sha256

    digest = sha256()
    try:
        descriptor = open_regular(path)
        try:
            while part := os.read(descriptor, _AT_ONCE):
                digest.update(part)
        finally:
            os.close(descriptor)
    except (OSError, ValueError):
        return ""
    return digest.hexdigest()


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
    may_be_said = has_any()
    while waiting:
        folder, depth = waiting.pop()
        inner: list[tuple[str, int]] = []
        with suppress(OSError), _entries(folder) as (state, entries):
            if not _new(state, seen):
                continue
            sidecars = {entry.name for entry in entries if entry.name.endswith(ENDING)}
            for entry in sorted(entries, key=lambda entry: entry.name):
                yield None
                path = os.path.join(folder, entry.name)  # noqa: PTH118
                try:
                    if entry.is_dir():
                        if depth < DEEPEST:
                            inner.append((path, depth + 1))
                        continue
                    if Path(entry.name).suffix.lower() not in wanted:
                        continue
                    state = _state_of(entry, path)
                except OSError:
                    # A link that leads nowhere, round in a circle or out of a kiosk; or it is gone already.
                    continue
                if stat.S_ISREG(state.st_mode) and _new(state, seen):
                    beside = _said_of(path) if may_be_said or entry.name + ENDING in sidecars else None
                    yield File(path, stamp_of(state), beside)
        waiting += reversed(inner)


def _state_of(entry: os.DirEntry[str], path: str) -> os.stat_result:
    """What is like the file that an entry of a folder leads to.

    Raises:
        OSError: it leads to none.
    """
    state = entry.stat(follow_symlinks=False)
    if not stat.S_ISLNK(state.st_mode):
        return state
    if not current().is_kiosk:
        return entry.stat()
    descriptor = open_regular(path)
    try:
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def links_in(folders: Sequence[str]) -> list[str]:
    """Find the links in and under some folders that may lead to interviews; they are not walked into."""
    wanted = suffixes()
    links: list[str] = []
    waiting = [(folder, 0) for folder in folders]
    looked = 0
    while waiting and looked <= MOST_ENTRIES:
        folder, depth = waiting.pop()
        with suppress(OSError), _entries(folder) as (_state, entries):
            for entry in entries:
                looked += 1
                path = os.path.join(folder, entry.name)  # noqa: PTH118
                if entry.is_symlink():
                    if Path(entry.name).suffix.lower() in wanted or entry.is_dir():
                        links.append(path)
                elif entry.is_dir() and depth < DEEPEST:
                    waiting.append((path, depth + 1))
    return links


@contextmanager
def _entries(folder: str) -> Iterator[tuple[os.stat_result, list[os.DirEntry[str]]]]:
    """A folder that is open meanwhile: what it is like, and what in it is not hidden.

    Raises:
        OSError: it can't be looked into.
    """
    descriptor = open_folder(folder)
    try:
        state = os.fstat(descriptor)
        listed: list[os.DirEntry[str]] = []
        if state.st_dev in _made_up():
            yield state, listed
            return
        with os.scandir(descriptor) as entries:
            for entry in entries:
                if not entry.name.startswith("."):
                    listed.append(entry)
                    if len(listed) > MOST_ENTRIES:
                        break
        yield state, listed
    finally:
        os.close(descriptor)


@cache
def _made_up() -> frozenset[int]:
    """The numbers of the devices that are none: see `_MADE_UP`."""
    devices = set()
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/self/mountinfo").read_bytes().splitlines():
            left, _, right = line.partition(b" - ")
            if right.split(b" ")[0].decode("ascii", "replace") in _MADE_UP:
                major, _, minor = left.split(b" ")[2].partition(b":")
                devices.add(os.makedev(int(major), int(minor)))
    return frozenset(devices)


def listed_in(folder: Path) -> Walk:
    """List the files in and under a folder that look like interviews, by path.

    A kiosk has only what lies in its own folder, and no more of it than its policy lists.

    Raises:
        InputError: the folder can't be read, or holds none ("folder"), or so much else that none was found
            ("too-much").
    """
    listing = walk([folder])
    if not listing.files:
        raise InputError("folder" if listing.complete else "too-much", str(folder))
    return listing


def interviews_in(folder: Path) -> list[Path]:
    """List the paths of the interviews in and under a folder; see `listed_in`."""
    return [Path(file.path) for file in listed_in(folder).files]
