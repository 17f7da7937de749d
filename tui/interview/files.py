"""The files of an interview: its bytes, their fingerprint, and what a file that says more of it is called."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from tui.interview.model.errors import InputError
from tui.kiosk.policy import current
from tui.kiosk.regular_file import NotRegular, open_regular, read_open

ENDING = ".fangtan.toml"
"""What the name of a file that says more of an interview has behind the interview's."""

LARGEST = 100 * 1024 * 1024
"""Bytes of the largest file that is read."""

_READINGS = 5
"""How often a file is read that others are writing; then what was read last has to do."""


def bytes_of(path: str | Path) -> bytes:
    """Read all bytes of a file; one that is shortened or written meanwhile is read again.

    Raises:
        InputError: "missing", "folder", "unreadable" or "too-large".
    """
    policy, name = current(), os.fspath(path)
    try:
        for _ in range(_READINGS):
            data, settled = _read_at_once(name, policy.largest or LARGEST)
            if settled:
                break
        return data
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError("missing", name) from error
    except IsADirectoryError as error:
        raise InputError("folder", name) from error
    except (OSError, ValueError) as error:
        if policy.is_kiosk and isinstance(error, NotRegular):
            raise InputError("missing", name) from error
        raise InputError("unreadable", name, reason=getattr(error, "strerror", None) or str(error)) from error


def _read_at_once(name: str, largest: int) -> tuple[bytes, bool]:
    """What is in a file, and whether nobody wrote or shortened it meanwhile.

    Raises:
        InputError: "too-large", in bytes.
        OSError: as by `open_regular`.
    """
    descriptor = open_regular(name)
    try:
        before = os.fstat(descriptor)
        if before.st_size > largest:
            raise InputError("too-large", name, limit=largest, size=before.st_size)
        data = read_open(descriptor, largest + 1)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if len(data) > largest:
        raise InputError("too-large", name, limit=largest, size=max(len(data), after.st_size))
    # The system makes up some files, such as those in /proc, as they are read: they have no size.
    if not before.st_size:
        return data, True
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data, same and len(data) == before.st_size


def digest_of(data: bytes) -> str:
    """Compute the SHA-256 of some bytes, in hexadecimal."""
    return str(_sha256()(data).hexdigest())


@cache
def _sha256() -> Callable[[bytes], Any]:
    """The function of Python's own.

    hashlib would load OpenSSL for it: 3.8 MB and 2.6 ms, where opening an interview without quotes needs
    nothing else of it. `random` goes the same way.
    """
    for module in ("_sha2", "_sha256"):  # from Python 3.12 on, and before
        with suppress(ImportError):
            return cast("Callable[[bytes], Any]", import_module(module).sha256)
    from hashlib import sha256

    return sha256
