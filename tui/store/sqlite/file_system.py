"""What the file system under a data folder can do: take more, keep locks, share memory with others."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

# Shared memory, which WAL needs, reaches no further than one machine. https://www.sqlite.org/wal.html
_NETWORK = (
    " 9p afs afpfs beegfs ceph cifs coda davfs fuse.davfs2 fuse.glusterfs fuse.rclone fuse.s3fs fuse.sshfs"
    " gfs2 glusterfs gpfs lustre ncpfs nfs nfs4 ocfs2 orangefs smb2 smb3 smbfs vboxsf webdav "
)

_PAGES = 1 << 16
"""Bytes that SQLite writes at once at most: a page of any size, or the memory that it shares with others."""

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says where a file can't grow."""

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EPERM, errno.EINVAL)


def has_room(folder: Path) -> bool:
    """Tell whether a file in a folder can grow by what SQLite writes at once; found out by writing one.

    Where nothing can be written for another reason, room is not what is missing.
    """
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            return file.write(b"\0" * _PAGES) == _PAGES
    except OSError as error:
        return error.errno not in NO_ROOM


def may_not_grow(path: Path) -> bool:
    """Tell whether a database or its journal is as large as a file of this process may be."""
    try:
        import resource
    except ImportError:
        return False
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    if limit == resource.RLIM_INFINITY:
        return False
    for suffix in ("", "-wal", "-journal"):
        with contextlib.suppress(OSError):
            if path.with_name(path.name + suffix).stat().st_size + _PAGES >= limit:
                return True
    return False


def refuses_locks(folder: Path) -> bool:
    """Tell whether files in a folder can't be locked at all, as on NFS without its lock daemon.

    SQLite takes that for a lock of somebody else's, for which it would wait.
    """
    try:
        import fcntl

        with tempfile.TemporaryFile(dir=folder) as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, ValueError):
        return False
    except OSError as error:
        return error.errno in _NO_LOCKS
    return False


def on_network(folder: Path) -> bool:
    """Tell whether a folder lies on a file system that other machines write, as far as this system tells."""
    try:
        lines = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines()
        wanted = os.fspath(folder.resolve())
    except OSError:
        return False
    best, kind = -1, ""
    for line in lines:
        left, _, right = line.partition(" - ")
        # The kernel writes blanks and a few others in octal.
        mount = left.split(" ")[4]
        for escape, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
            mount = mount.replace(escape, char)
        under = wanted == mount or wanted.startswith(mount.rstrip("/") + "/")
        # Of two mounts on one folder the later covers the earlier.
        if under and len(mount) >= best:
            best, kind = len(mount), right.split(" ")[0]
    return bool(kind) and f" {kind} " in _NETWORK
