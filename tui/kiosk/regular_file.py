"""Opening a file for reading: a regular one only, and in a kiosk only from beneath its folder.

Whatever is named by a person or found in a folder is opened here. Nothing that is opened is waited for, and
what is looked at is what is read: the descriptor, not the name.
"""

from __future__ import annotations

import errno
import os
import stat

from tui.kiosk.policy import current

_READING = os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_AT_ONCE = 1 << 20
"""Bytes that are asked for at once of a file whose size nobody knows."""


class NotRegular(OSError):
    """It is a pipe, a socket or a device: reading it may wait for ever, or never end."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.EINVAL, "not a regular file", path)


def open_regular(path: str | os.PathLike[str], *, beneath: str | os.PathLike[str] | None = None) -> int:
    """Open a file for reading; returns the descriptor, which whoever calls closes.

    Args:
        path: the file; what a link points to is opened.
        beneath: the folder, all links resolved, out of which no link may lead; by default that of the policy.

    Raises:
        FileNotFoundError: there is none, or it lies elsewhere.
        IsADirectoryError: it is a folder.
        NotRegular: it is something else that is no file.
        OSError: it can't be opened.
        ValueError: no file can be called so.
    """
    name = os.fspath(path)
    folder = beneath if beneath is not None else current().folder
    if folder is None:
        # Some devices do something as soon as they are opened.
        _require_regular(os.stat(name), name)  # noqa: PTH116
        descriptor = os.open(name, _READING)
    else:
        from tui.kiosk.beneath import open_beneath

        descriptor = open_beneath(os.fspath(folder), name, _READING)
    try:
        _require_regular(os.fstat(descriptor), name)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _require_regular(state: os.stat_result, path: str) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if not stat.S_ISREG(state.st_mode):
        raise NotRegular(path)


def read_open(descriptor: int, most: int) -> bytes:
    """Read at most `most` bytes of an open file, from its current position on.

    Raises:
        OSError: it can't be read; BlockingIOError where it would be waited for, as for the kernel's log.
    """
    parts: list[bytes] = []
    left = most
    size = os.fstat(descriptor).st_size
    while left > 0 and (part := os.read(descriptor, min(left, size + 1 if size else _AT_ONCE))):
        parts.append(part)
        left -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def read_regular(
    path: str | os.PathLike[str], most: int, *, beneath: str | os.PathLike[str] | None = None
) -> bytes:
    """Read at most `most` bytes of a file: ask for one more than may be to know whether there is more.

    Raises:
        OSError: as by `open_regular` and `read_open`.
        ValueError: no file can be called so.
    """
    descriptor = open_regular(path, beneath=beneath)
    try:
        return read_open(descriptor, most)
    finally:
        os.close(descriptor)


def open_folder(path: str | os.PathLike[str]) -> int:
    """Open a folder to look into it, in a kiosk beneath its own; returns the descriptor, to be closed.

    Raises:
        OSError: there is none, or it can't be looked into.
    """
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY
    folder = current().folder
    if folder is None:
        return os.open(path, flags)
    from tui.kiosk.beneath import open_beneath

    return open_beneath(os.fspath(folder), os.fspath(path), flags)
