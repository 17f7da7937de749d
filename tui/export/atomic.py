"""Files written so that at every moment either the old one or the new one stands there, whole."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from tui.export.errors import ExportError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextlib.contextmanager
def as_export_errors(path: Path) -> Iterator[None]:
    """Turn what the operating system says of `path` into an ExportError of one of its kinds."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        if error.errno in _FULL:
            kind = "full"
        elif isinstance(error, IsADirectoryError):
            kind = "folder"
        elif isinstance(error, FileNotFoundError | NotADirectoryError) and not path.parent.is_dir():
            kind = "missing-folder"
        else:
            kind = "unwritable"
        raise ExportError(kind, str(path), reason=reason) from None


def existing(path: Path) -> bytes | None:
    """Read what the file holds; None where there is none.

    Raises:
        ExportError: "folder", "missing-folder", "unwritable" (also for a file that can't be read).
    """
    with as_export_errors(path):
        if path.is_dir():
            raise ExportError("folder", str(path))
        if not path.parent.is_dir():
            raise ExportError("missing-folder", str(path))
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def is_device(path: Path) -> bool:
    """Tell whether something that is neither file nor folder stands there: a terminal, a pipe, /dev/null."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def write_device(path: Path, data: bytes) -> None:
    """Write straight into something that can't be replaced.

    Raises:
        ExportError: as `write_atomically`.
    """
    with as_export_errors(path), open(path, "wb", buffering=0, opener=_at_once) as file:
        view = memoryview(data)
        while view:
            view = view[file.write(view) or 0 :]


def _at_once(path: str, flags: int) -> int:
    """Open a device without waiting: a pipe that nobody reads is an error, not a place to stand for ever."""
    if not hasattr(os, "O_NONBLOCK"):
        return os.open(path, flags)
    handle = os.open(path, (flags & ~os.O_CREAT) | os.O_NONBLOCK)
    os.set_blocking(handle, True)
    return handle


def write_atomically(path: Path, data: bytes, replaces: bytes | None) -> None:
    """Write the whole file or leave what stands there: a file beside it, fsync, then a rename over it.

    Args:
        path: with symbolic links resolved, so that a link stays one.
        data: all that the file is to hold.
        replaces: what the file must still hold; None where there must be none. The mode of a replaced file is
            kept; a new one gets what the umask leaves of 0666.

    Raises:
        ExportError: "full", "unwritable", "missing-folder", "folder".
        FileExistsError: the file holds something else by now.
    """
    mode = None
    with as_export_errors(path):
        if replaces is not None:
            if not os.access(path, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            mode = stat.S_IMODE(path.stat().st_mode)
        beside = path.with_name(f".fangtan-{secrets.token_hex(8)}.tmp")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                if mode is not None:
                    beside.chmod(mode)
                os.fsync(file.fileno())
            _put(beside, path, replaces)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink()
        _sync_folder(path.parent)


def _put(beside: Path, path: Path, replaces: bytes | None) -> None:
    if replaces is None:
        try:
            # Unlike a rename, a hard link never takes the place of a file that came in the meantime.
            os.link(beside, path)
            return
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
    elif existing(path) != replaces:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    beside.replace(path)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
