"""One file of named arrays that is mapped into memory, not read: what is not looked at costs nothing.

The file is a line that says what it is, the length of a table, the table (name → kind, offset, bytes,
CRC-32), and the arrays behind each other. It is written under another name and then renamed, so nobody ever
sees half of one; and it is never changed, so whoever has it mapped may go on when it is removed.

Another program may change it all the same. What is mapped and then cut off can't be read: the system ends
whoever tries, with SIGBUS, and Python can't hinder it. So `ArrayFile.check` compares size and time of change,
which is a question to the system that takes a microsecond, before anything is looked up and now and then
during a search. What remains is a file that is cut off in the few milliseconds between such a check and the
reading behind it.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
import tempfile
import weakref
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

MAGIC = b"fangtan sheaf 1\n"

_HEADER = struct.Struct("<QI")
_ALIGNED = 16

Buffer = bytes | bytearray | memoryview
Kind = Literal["B", "H", "I"]
"""What the items of an array are, as `struct` calls it: 1, 2 or 4 bytes without a sign."""


class Damaged(Exception):
    """A file of the cache is not what was written, or is gone; it has to be made again."""


def write(path: Path, arrays: Mapping[str, tuple[Kind, Buffer]]) -> None:
    """Write arrays to a file that only this user may read.

    Args:
        path: the file.
        arrays: by name, the kind of its items and its bytes.

    Raises:
        OSError: it can't be written.
    """
    table: dict[str, tuple[Kind, int, int, int]] = {}
    at = 0
    for name, (kind, data) in arrays.items():
        size = memoryview(data).nbytes
        table[name] = (kind, at, size, zlib.crc32(data))
        at += -(-size // _ALIGNED) * _ALIGNED
    told = json.dumps({"order": sys.byteorder, "arrays": table}).encode()
    head = MAGIC + _HEADER.pack(len(told), zlib.crc32(told)) + told
    head += bytes(-len(head) % _ALIGNED)
    # mkstemp's files are 0600, whatever the umask.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(head)
            for _kind, data in arrays.values():
                file.write(data)
                file.write(bytes(-memoryview(data).nbytes % _ALIGNED))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class ArrayFile:
    """The arrays of a file.

    Args:
        path: the file.

    Raises:
        Damaged: it is gone, cut off, or something else.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            weakref.finalize(self, os.close, self._descriptor)
            self._stamp = self._now()
            self._map = mmap.mmap(self._descriptor, self._stamp[0], access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise Damaged(str(path)) from error
        begin = len(MAGIC) + _HEADER.size
        try:
            if self._map[: len(MAGIC)] != MAGIC:
                raise Damaged(str(path))
            length, checksum = _HEADER.unpack(self._map[len(MAGIC) : begin])
            told = self._map[begin : begin + length]
            if zlib.crc32(told) != checksum:
                raise Damaged(str(path))
            head = json.loads(told)
            self._table: dict[str, tuple[Kind, int, int, int]] = head["arrays"]
            self._base = -(-(begin + length) // _ALIGNED) * _ALIGNED
            ends = (offset + size for _kind, offset, size, _crc in self._table.values())
            if head["order"] != sys.byteorder or self._base + max(ends, default=0) > len(self._map):
                raise Damaged(str(path))
        except (ValueError, KeyError, TypeError, AttributeError, struct.error) as error:
            raise Damaged(str(path)) from error
        self._view = memoryview(self._map)

    def _now(self) -> tuple[int, int]:
        """Size in bytes and time of change in nanoseconds of the file that is open, wherever it lies now."""
        state = os.fstat(self._descriptor)
        return state.st_size, state.st_mtime_ns

    def check(self) -> None:
        """See to it that nobody has written to the file, or cut it off, since it was opened.

        Raises:
            Damaged: somebody has. Nothing of it may be looked at any more.
        """
        if self._now() != self._stamp:
            raise Damaged(str(self.path))

    def verify(self) -> None:
        """Compare everything with its checksum; this also has the system read it ahead.

        Raises:
            Damaged: something differs.
        """
        for name, (_kind, _offset, _size, checksum) in self._table.items():
            self.check()
            if zlib.crc32(self.raw(name)) != checksum:
                raise Damaged(str(self.path))

    def raw(self, name: str) -> memoryview:
        """Return a view of the bytes of an array.

        Raises:
            Damaged: the file has no array of that name.
        """
        try:
            _kind, offset, size, _crc = self._table[name]
        except KeyError:
            raise Damaged(f"{self.path}: {name}") from None
        return self._view[self._base + offset : self._base + offset + size]

    def array(self, name: str) -> memoryview:
        """Return a view of an array by its items.

        Raises:
            Damaged: the file has no array of that name.
        """
        raw = self.raw(name)
        return raw.cast(self._table[name][0])
