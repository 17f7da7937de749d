"""Bringing the index of a library up to date: what is new or changed is read, what is gone is dropped.

Only one process at a time does it for one library; another waits, and then finds it done. What is finished is
kept at once, so that work that is broken off, in whatever way, is never lost and leaves nothing wrong.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from tui.interview.files import LARGEST, digest_of
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview
from tui.interview.reading import as_said_beside, read_bytes
from tui.interview.speakers.sidecar import LARGEST as LARGEST_SIDECAR
from tui.interview.speakers.sidecar_places import standing
from tui.kiosk.policy import current
from tui.kiosk.regular_file import open_regular, read_open
from tui.library import catalogue, shard_writing
from tui.library.catalogue import Entry
from tui.library.folder import File, Stamp, digest_at, stamp_of, walk

INDEXED = 16 * 1024 * 1024
"""Bytes of the largest file that is searched in a library; a larger one is listed, and can be opened."""

SMALL = shard_writing.CHARACTERS // 4
"""Code points of a shard that is better put together with others; the very first is no larger.

So of a library that is read for the first time something can soon be searched.
"""

MOST_SMALL = 8
"""So many small shards may be."""

SUFFIX = ".shard"


class Progress(NamedTuple):
    """How far it has got.

    Attributes:
        done, whole: files that are read, of how many that have to be.
        saved: whether the catalogue on disk is new since the last time.
        waiting: whether another process is at it, and is waited for.
    """

    done: int
    whole: int
    saved: bool = False
    waiting: bool = False


def _nothing(_progress: Progress) -> None:
    return


def refresh(
    roots: Sequence[str],
    folder: Path,
    report: Callable[[Progress], None] = _nothing,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Bring the index of some paths up to date.

    Args:
        roots: files and folders.
        folder: where the index is kept; see `catalogue.folder_of`.
        report: told of every file that is read.
        cancelled: asked before every file; once it says True, what is done so far is kept and that is all.

    Raises:
        OSError: the index can't be written.
    """
    try:
        _refresh(roots, folder, report, cancelled)
    except FileNotFoundError:
        # Somebody has cleared the cache meanwhile.
        if folder.exists():
            raise
        _refresh(roots, folder, report, cancelled)


def _refresh(
    roots: Sequence[str], folder: Path, report: Callable[[Progress], None], cancelled: Callable[[], bool]
) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(folder, lambda: report(Progress(0, 0, waiting=True))):
        _Building(folder, report, cancelled).run(roots)


@contextmanager
def _alone(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Wait until no other process is at it, which is told, and keep others from it."""
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class _Building:
    """One run over a library."""

    def __init__(
        self, folder: Path, report: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> None:
        self._folder, self._report, self._cancelled = folder, report, cancelled
        self._entries: dict[str, Entry] = {}
        self._held: list[tuple[Entry, Interview]] = []
        self._done = self._whole = 0
        self._left_out: set[str] = set()
        self._is_first = False

    def run(self, roots: Sequence[str]) -> None:
        """See `refresh`."""
        known = catalogue.load(self._folder).by_path()
        files = {file.path: file for file in walk(roots, lenient=True).files}
        self._is_first = not any(entry.shard for entry in known.values())
        self._left_out = _beyond(files.values(), current().searched)
        self._entries = {path: entry for path, entry in known.items() if path in files}
        changed = len(self._entries) != len(known)
        waiting: list[File] = []
        for path, file in files.items():
            entry = self._still(self._entries.get(path), file)
            if entry is None:
                waiting.append(file)
            elif entry is not self._entries[path]:
                self._entries[path] = entry
                changed = True
        scattered = self._scattered()
        waiting += [files[path] for path in scattered if path in files]
        self._whole = len(waiting)
        if changed:
            self._save()
        self._report(Progress(0, self._whole, changed))
        for file in waiting:
            if self._cancelled():
                break
            self._read(file)
        if self._held or self._done:
            self._flush()
        self._sweep()

    def _still(self, entry: Entry | None, file: File) -> Entry | None:
        """The entry of a file, where that is what was read; None where it has to be read again."""
        if entry is None:
            return None
        if entry.shard and not (self._folder / entry.shard).exists():
            return None
        if entry.is_like(file):
            return entry
        if not entry.digest or entry.stamp.size != file.stamp.size:
            return None
        # Touched, moved or copied back: only what stands in it can tell.
        at = time.time_ns()
        if digest_at(file.path) != entry.digest or _said(file) != entry.said:
            return None
        return msgspec.structs.replace(entry, stamp=file.stamp, read_at=at, beside=file.beside)

    def _scattered(self) -> list[str]:
        """The files in small shards, where these have become too many, and in shards mostly out of date."""
        alive: Counter[str] = Counter()
        for entry in self._entries.values():
            if entry.shard:
                alive[entry.shard] += max(1, entry.characters)
        small = [name for name, characters in alive.items() if characters < SMALL]
        if len(small) <= MOST_SMALL:
            small = []
        return [path for path, entry in self._entries.items() if entry.shard in small]

    def _read(self, file: File) -> None:
        at = time.time_ns()
        path = os.fsencode(file.path)
        try:
            data, stamp = (None, file.stamp) if file.path in self._left_out else _bytes(file)
        except OSError:
            # It is gone again, or it is not ours to read.
            self._entries[file.path] = Entry(path, file.stamp, at, "", error="unreadable", beside=file.beside)
        else:
            self._take(file._replace(stamp=stamp), at, data)
        self._done += 1
        self._report(Progress(self._done, self._whole))

    def _take(self, file: File, at: int, data: bytes | None) -> None:
        """Take the bytes of a file into the index."""
        path, name = file.path, os.fsencode(file.path)
        if data is None:
            self._entries[path] = Entry(name, file.stamp, at, "", error="too-large", beside=file.beside)
            return
        said = _said(file)
        try:
            interview = read_bytes(data, path, said=True)
        except InputError as error:
            digest = digest_of(data)
            self._entries[path] = Entry(
                name, file.stamp, at, digest, error=error.kind, beside=file.beside, said=said
            )
            return
        interview = as_said_beside(interview)
        characters = sum(entry.characters for entry, _ in self._held) + interview.characters
        paragraphs = sum(len(held.paragraphs) for _, held in self._held) + len(interview.paragraphs)
        most = min(SMALL, shard_writing.CHARACTERS) if self._is_first else shard_writing.CHARACTERS
        if self._held and (characters > most or paragraphs > shard_writing.PARAGRAPHS):
            self._flush()
        self._held.append((catalogue.describe(file, at, interview, said), interview))

    def _flush(self) -> None:
        """Write what was read as a shard, and then the catalogue that knows of it."""
        held, self._held = self._held, []
        if held:
            self._is_first = False
            name = f"{secrets.token_hex(8)}{SUFFIX}"
            shard_writing.make(self._folder / name, [(entry.path, interview) for entry, interview in held])
            for number, (entry, _interview) in enumerate(held):
                placed = msgspec.structs.replace(entry, shard=name, number=number)
                self._entries[os.fsdecode(entry.path)] = placed
        self._save()
        self._report(Progress(self._done, self._whole, saved=True))

    def _save(self) -> None:
        catalogue.save(self._folder, self._entries.values())

    def _sweep(self) -> None:
        """Remove the files that nothing leads to any more."""
        used = {entry.shard for entry in self._entries.values()}
        for path in self._folder.iterdir():
            if (path.suffix == SUFFIX and path.name not in used) or path.name.startswith(".new-"):
                path.unlink(missing_ok=True)


def _said(file: File) -> str:
    """SHA-256 of a file's sidecar; "" where it has none, or one so large that it is not followed."""
    beside = standing(file.path) if file.beside and file.beside.size <= LARGEST_SIDECAR else None
    return digest_at(beside) if beside else ""


def _beyond(files: Iterable[File], searched: int | None) -> set[str]:
    """The files that are more than so many bytes, together with those before them."""
    left_out, size = set(), 0
    for file in files:
        if searched is not None and size + file.stamp.size > searched:
            left_out.add(file.path)
        else:
            size += file.stamp.size
    return left_out


def _bytes(file: File) -> tuple[bytes | None, Stamp]:
    """What stands in a file, None where that is too much, and the stamp that it had then.

    Raises:
        OSError: it can't be read.
    """
    descriptor = open_regular(file.path)
    try:
        stamp = stamp_of(os.fstat(descriptor))
        if stamp.size > min(INDEXED, LARGEST):
            return None, stamp
        return read_open(descriptor, INDEXED), stamp
    finally:
        os.close(descriptor)
