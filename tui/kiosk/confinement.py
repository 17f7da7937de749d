"""The process closed behind the policy: what no door was thought of for is refused by the interpreter itself.

CPython tells audit hooks (PEP 578) of every file that is opened, every process that is started and every
connection that is made, and a hook that raises keeps it from happening; once set it stays. This is no wall
against code of an attacker's, which never runs here; it holds where a door was forgotten.
"""

from __future__ import annotations

import os
import pwd
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote

from tui.kiosk.beneath import openat2
from tui.kiosk.policy import Closed

_KEPT = ("TERM", "COLORTERM", "NO_COLOR", "LANG", "LANGUAGE", "TMUX", "STY",
         "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")  # fmt: skip
"""What is believed of the environment: what the terminal is like. Nothing that names a file or a program."""

_LONGEST = 256
"""Characters of the longest value that is believed."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_DEVICES = ("/dev/null", "/dev/tty", "/dev/urandom")
_SYSTEM = ("/usr/share", "/usr/lib", "/usr/local/lib", "/etc/localtime", "/etc/terminfo", "/lib/terminfo",
           "/proc/self", "/proc/meminfo")  # fmt: skip
"""What the interpreter and its libraries read by themselves, and holds nobody's secrets."""

_NEVER = frozenset({
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty",
    "pty.spawn", "os.startfile", "webbrowser.open", "os.kill", "os.killpg", "socket.connect", "socket.bind",
    "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname", "ctypes.dlopen",
    "os.chdir", "os.link", "os.symlink", "os.chown", "os.setxattr", "os.mkfifo", "sqlite3.load_extension",
    "sqlite3.enable_load_extension", "urllib.Request", "smtplib.connect", "ftplib.connect", "os.chroot",
})  # fmt: skip
_CHANGES = frozenset({
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.utime",
    "shutil.copyfile", "shutil.copymode", "shutil.copystat", "shutil.copytree", "shutil.move",
    "shutil.rmtree", "shutil.chown", "tempfile.mkstemp", "tempfile.mkdtemp", "sqlite3.connect",
})  # fmt: skip
_LOOKS = frozenset({"os.listdir", "os.scandir", "os.walk", "glob.glob", "os.getxattr", "os.listxattr"})


def clean_environment() -> None:
    """Forget what whoever logged in has put into the environment, but for what the terminal is like.

    The home folder is that of the password file.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if (name in _KEPT or name.startswith("LC_")) and len(value) <= _LONGEST and value.isprintable()
    }
    os.environ.clear()
    os.environ.update(kept, PATH="/usr/bin:/bin", HOME=home())


def home() -> str:
    """Find this user's home folder in the password file; "/nonexistent" where there is none."""
    try:
        return pwd.getpwuid(os.getuid()).pw_dir or "/nonexistent"
    except KeyError:
        return "/nonexistent"


def limit_resources() -> None:
    """Bound what one person can take of the machine: files of 256 MB, 2 GB of memory, 256 open files."""
    import resource

    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 256 << 20),
        (resource.RLIMIT_AS, 2 << 30),
        (resource.RLIMIT_NOFILE, 256),
    ):
        hard = resource.getrlimit(kind)[1]
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(kind, (most, most))


def confine(folder: Path, data: Path) -> None:
    """Close this process: it can read nothing outside, write only the collection, and start no program.

    Args:
        folder: of the interviews; may be read.
        data: of the collection; may be written.
    """
    package = Path(__file__).parents[1]
    code = {sys.prefix, sys.base_prefix, sys.exec_prefix, str(package), str(package.parent / "seeds")}
    code |= {
        entry for entry in sys.path if entry and Path(entry).is_absolute() and len(Path(entry).parts) > 2
    }
    readable = _inside([str(folder), str(data), *code, *_SYSTEM], files=_DEVICES)
    writable = _inside([str(data)], files=_DEVICES)
    openat2()  # no library can be loaded any more once the process is closed

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        """Refuse an event that leads out of the kiosk."""
        if event in _NEVER:
            raise Closed(13, "not here", event)
        if event == "open":
            path, mode, flags = arguments[:3]
            writes = bool(isinstance(flags, int) and flags & _WRITING) or (
                isinstance(mode, str) and any(letter in mode for letter in "wax+")
            )
            if writes or not (isinstance(flags, int) and _is_within_what_is_open(path, flags)):
                _require(writable if writes else readable, path)
        elif event in _CHANGES:
            for argument in arguments[: 2 if event in ("os.rename", "shutil.move") else 1]:
                _require(writable, argument)
        elif event in _LOOKS and arguments:
            _require(readable, arguments[0])

    sys.addaudithook(watch)


def _is_within_what_is_open(path: object, flags: int) -> bool:
    """Whether a name can lead nowhere but into a folder that is open already, and so may be read.

    The interpreter doesn't tell which folder that is; a bare name that may be no link leads out of none.
    """
    return isinstance(path, str) and bool(flags & os.O_NOFOLLOW) and "/" not in path and path != ".."


def _inside(folders: Iterable[str], files: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path, all links resolved, is one of these files or in one of these folders."""
    real = {os.path.realpath(folder) for folder in folders}
    heads = tuple(folder.rstrip("/") + "/" for folder in real)
    alone = frozenset(real | set(files))

    def inside(path: str) -> bool:
        """Say whether a path may be opened."""
        return path in alone or path.startswith(heads)

    return inside


def _require(allowed: Callable[[str], bool], path: object) -> None:
    if isinstance(path, int) or path is None:
        return  # a descriptor that is open already
    name = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else str(path)
    if name.startswith("file:"):
        # As SQLite takes it, blanks and Chinese encoded.
        name = unquote(re.split("[?#]", name.removeprefix("file:"), maxsplit=1)[0])
    if name != ":memory:" and not allowed(os.path.realpath(name)):
        raise Closed(13, "not here", name)
