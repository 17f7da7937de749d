"""What is known of the files of a library without reading them: one small file in the cache."""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from tui import __version__
from tui.interview.model.interview import Interview, Role
from tui.library.folder import File, Stamp
from tui.library.shard import Place
from tui.paths import cache_dir
from tui.text.words import private_folder

FORMAT = f"13 {__version__} {unicodedata.unidata_version}"
"""What must have written a catalogue for it to be of use; the number goes with the form of the shards too."""

FOLDER, NAME = "library", "catalogue"

_DOUBT = 2_000_000_000
"""Nanoseconds: a file that was changed so shortly before it was read may have been changed again since, with
the very same stamp."""

_PEOPLE = 8
_CHECKSUM = 4


class Entry(msgspec.Struct, array_like=True, frozen=True):
    """One file as it was read.

    Attributes:
        path: as bytes, for a name need not be UTF-8.
        stamp: what the file was like.
        read_at: when it was read, in nanoseconds since 1970.
        digest: SHA-256 of its bytes, "" where they could not be read.
        shard: the file of the index that holds it, "" where none does.
        number: which one in that shard, from 0.
        title: as the source says, "" where it does not.
        people: who speaks, most first, interviewers last; without speakers, the author.
        date: ISO 8601, "" where the source does not say.
        characters, turns: how many; characters are code points.
        parts: at which paragraph (from 0) each hundredth of the text begins.
        error: the kind of `InputError` that reading it raised, "" for none.
        beside: what its sidecar was like, None where it had none.
        said: SHA-256 of the sidecar's bytes, "" where there were none.
        sure: whether the people are surely those who speak.
    """

    path: bytes
    stamp: Stamp
    read_at: int
    digest: str
    shard: str = ""
    number: int = 0
    title: str = ""
    people: tuple[str, ...] = ()
    date: str = ""
    characters: int = 0
    turns: int = 0
    parts: tuple[int, ...] = ()
    error: str = ""
    beside: Stamp | None = None
    said: str = ""
    sure: bool = True

    @property
    def place(self) -> Place | None:
        """Where it lies in the index."""
        return Place(self.shard, self.number) if self.shard else None

    def is_like(self, file: File) -> bool:
        """Tell whether the file and its sidecar are sure to be what was read.

        A file that could not be read never is: its stamp does not say who may read it.
        """
        if self.error == "unreadable":
            return False
        return self._is_sure(self.stamp, file.stamp) and self._is_sure(self.beside, file.beside)

    def _is_sure(self, then: Stamp | None, now: Stamp | None) -> bool:
        return then == now and (then is None or self.read_at - then.modified > _DOUBT)

    def percent(self, paragraph: int) -> int:
        """Work out how far into the text a paragraph (from 0) begins, in percent, 0 to 100."""
        return bisect_left(self.parts, paragraph)


class Catalogue(msgspec.Struct, array_like=True, frozen=True):
    """What is known of a library."""

    format: str = FORMAT
    entries: tuple[Entry, ...] = ()

    def by_path(self) -> dict[str, Entry]:
        """Return the entries by path."""
        return {os.fsdecode(entry.path): entry for entry in self.entries}

    def places(self) -> list[Place]:
        """List where in the index the entries lie that can be searched."""
        return [entry.place for entry in self.entries if entry.place is not None]


def describe(file: File, read_at: int, interview: Interview, said: str = "") -> Entry:
    """Make the entry of a file that was read, with a sidecar of the digest `said`; it is in no shard yet."""
    speakers = sorted(interview.speakers, key=lambda s: (s.role is Role.INTERVIEWER, -s.characters))
    people = [_clean(speaker.name) for speaker in speakers[:_PEOPLE]]
    if not people and interview.credits.author:
        people = [_clean(interview.credits.author)]
    whole, before = max(1, interview.characters), interview.before
    parts = tuple(max(0, bisect_right(before, whole * hundredth // 100) - 1) for hundredth in range(100))
    return Entry(
        os.fsencode(file.path), file.stamp, read_at, interview.digest, "", 0, _clean(interview.title),
        tuple(people), _clean(interview.credits.date), interview.characters, len(interview.turns), parts,
        beside=file.beside, said=said, sure=interview.sure,
    )  # fmt: skip


def _clean(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def folder_of(roots: Sequence[str], beside: Path | None = None) -> Path:
    """Return the folder in the cache, or in `beside`, for the library of some paths, only for this user.

    It is made where it is missing.

    Raises:
        OSError: it can't be made, or it is somebody else's.
    """
    return private_folder(private_folder((beside or cache_dir()) / FOLDER) / name_of(roots))


def name_of(roots: Sequence[str]) -> str:
    """Work out a name that tells the library of some paths from others, whatever way they are written."""
    names = sorted({str(Path(os.path.realpath(root))) for root in roots})
    return hashlib.sha256(os.fsencode("\0".join(names))).hexdigest()[:24]


def load(folder: Path) -> Catalogue:
    """Load the catalogue in a folder of the cache; an empty one where there is none that is of use."""
    try:
        data = (folder / NAME).read_bytes()
        if zlib.crc32(data[_CHECKSUM:]) != int.from_bytes(data[:_CHECKSUM]):
            return Catalogue()
        catalogue = msgspec.msgpack.decode(memoryview(data)[_CHECKSUM:], type=Catalogue)
    except (OSError, msgspec.MsgspecError, ValueError):
        return Catalogue()
    return catalogue if catalogue.format == FORMAT else Catalogue()


def save(folder: Path, entries: Iterable[Entry]) -> None:
    """Put a catalogue in the place of the one that is there, all at once.

    Raises:
        OSError: it can't be written.
    """
    data = msgspec.msgpack.encode(Catalogue(FORMAT, tuple(entries)))
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(zlib.crc32(data).to_bytes(_CHECKSUM))
            file.write(data)
        Path(name).replace(folder / NAME)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
