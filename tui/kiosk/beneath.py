"""Opening what lies beneath a folder, so that no link swapped in meanwhile leads out of it.

A name that is looked at and then opened may have become a link between the two. Here the links are resolved
first, and then the system is told to follow none at all: by `openat2`, which Linux has from 5.6 on, and
elsewhere by a descriptor for each folder on the way. What is one by then was not, and is looked at again.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from collections.abc import Callable
from functools import cache

_OPENAT2 = 437
"""The number of the system call, on every processor but Alpha; Python has no function for it."""

_HOW = struct.Struct("=QQQ")
_NO_MAGIC_LINKS, _NO_LINKS, _BENEATH = 0x02, 0x04, 0x08

_TRIES = 4
"""How often a file is looked for that others are swapping; by then it may as well not be there."""

_SWAPPED = frozenset({errno.ELOOP, errno.ENOTDIR, errno.EXDEV, errno.EAGAIN, errno.EMLINK})
"""What the system says of a link where none was; FreeBSD has a word of its own."""

_PASSING = getattr(os, "O_PATH", getattr(os, "O_SEARCH", os.O_RDONLY)) | os.O_DIRECTORY
"""For a folder on the way, which need not be readable."""

Opener = Callable[[int, str, int], int]
"""Opens what a path without links means from a folder's descriptor, with some flags."""


def open_beneath(folder: str, path: str, flags: int) -> int:
    """Open what lies beneath a folder, or the folder itself, for reading; returns the descriptor.

    Args:
        folder: with all links resolved.
        path: may lead through links, as long as they end beneath the folder.
        flags: as `os.open` takes them.

    Raises:
        FileNotFoundError: it lies elsewhere, of which nothing is told, or isn't there.
        OSError: it can't be opened.
    """
    flags |= os.O_NOFOLLOW | os.O_CLOEXEC
    head = folder.rstrip("/") + "/"
    for _ in range(_TRIES):
        real = os.path.realpath(path)
        if not f"{real}/".startswith(head):
            break
        # "a/" is nothing where "a" is a file.
        within = (real[len(head) :] or ".") + ("/" if path.endswith("/") else "")
        top = os.open(folder, _PASSING | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            return (openat2() or descend)(top, within, flags)
        except OSError as error:
            if error.errno not in _SWAPPED:
                raise OSError(error.errno, os.strerror(error.errno or 0), path) from None
        finally:
            os.close(top)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)


def descend(top: int, within: str, flags: int) -> int:
    """Open it by a descriptor for each folder on the way; see `Opener`."""
    *folders, name = within.rstrip("/").split("/")
    if within.endswith("/"):
        flags |= os.O_DIRECTORY
    at = os.dup(top)
    try:
        for folder in folders:
            # No link is a folder here, so one that was swapped in can't be passed.
            inner = os.open(folder, _PASSING | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=at)
            os.close(at)
            at = inner
        return os.open(name, flags, dir_fd=at)
    finally:
        os.close(at)


@cache
def openat2() -> Opener | None:
    """Find the system's own way to open a file beneath a folder, `openat2`; None where it has none.

    It is looked for once, before the process is closed: no library can be loaded any more by then.
    """
    if sys.platform != "linux" or os.uname().machine.startswith("alpha"):
        return None
    try:
        import ctypes

        call = ctypes.CDLL(None, use_errno=True).syscall
    except (ImportError, OSError, AttributeError):
        return None
    call.restype = ctypes.c_long

    def opened(top: int, within: str, flags: int) -> int:
        """Open a path beneath a folder without following links."""
        how = _HOW.pack(flags, 0, _BENEATH | _NO_LINKS | _NO_MAGIC_LINKS)
        while True:
            descriptor = int(call(_OPENAT2, top, ctypes.c_char_p(os.fsencode(within)), how, len(how)))
            number = ctypes.get_errno()
            if descriptor >= 0:
                return descriptor
            if number != errno.EINTR:
                raise OSError(number, os.strerror(number), within)

    try:
        probe = os.open("/", _PASSING | os.O_CLOEXEC)
        try:
            os.close(opened(probe, ".", _PASSING | os.O_CLOEXEC))
        finally:
            os.close(probe)
    except OSError:  # an old kernel, or one that was told to know no such call
        return None
    return opened
