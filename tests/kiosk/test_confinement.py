"""Each thing that the interpreter tells of before it does it, and that a kiosk never does."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tui.cli.kiosk import is_wanted
from tui.kiosk import confinement

NEVER = (
    "subprocess.Popen os.system os.exec os.posix_spawn os.spawn os.fork os.forkpty pty.spawn os.startfile"
    " webbrowser.open os.kill os.killpg socket.connect socket.bind socket.sendto socket.sendmsg"
    " socket.getaddrinfo socket.gethostbyname ctypes.dlopen os.chdir os.chroot os.link os.symlink os.chown"
    " os.setxattr os.mkfifo sqlite3.load_extension sqlite3.enable_load_extension urllib.Request"
    " smtplib.connect ftplib.connect"
)
CHANGES = (
    "os.remove os.rename os.mkdir os.rmdir os.chmod os.truncate os.utime shutil.copyfile shutil.move"
    " shutil.rmtree shutil.chown tempfile.mkstemp tempfile.mkdtemp sqlite3.connect"
)
LOOKS = "os.listdir os.scandir os.walk glob.glob os.getxattr os.listxattr"

TOLD = """
import sys
from pathlib import Path
from tui.kiosk.confinement import confine
from tui.kiosk.policy import Closed
folder, data, *events = sys.argv[1:]
confine(Path(folder), Path(data))
for event in events:
    name, *given = event.split("|")
    if name == "open":
        given = [given[0], given[1] or None, int(given[2])]
    try:
        sys.audit(name, *given)
    except Closed:
        print("closed")
    else:
        print("open")
"""


def told(folder: Path, events: list[str]) -> dict[str, str]:
    """Of each event with its arguments, whether it is open or closed to a process that is closed."""
    data = folder.parent / "own"
    data.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", TOLD, str(folder), str(data), *events],
        cwd=folder.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(events, done.stdout.split(), strict=True))


def test_no_program_connection_or_link_is_made(folder: Path) -> None:
    found = told(folder, NEVER.split())
    assert [event for event, said in found.items() if said != "closed"] == []


def test_only_the_persons_own_folder_is_changed_and_only_the_two_are_looked_into(folder: Path) -> None:
    own, outside = folder.parent / "own", folder.parent / "interviews-secret"
    closed = [f"{name}|{place}/x|{own}/y" for name in CHANGES.split() for place in (folder, outside)]
    closed += [f"{name}|{own}/x|{folder}/y" for name in ("os.rename", "shutil.move")]
    closed += [f"{name}|{outside}" for name in LOOKS.split()]
    allowed = [f"{name}|{own}/x|{own}/y" for name in CHANGES.split()]
    allowed += [f"{name}|{place}" for name in LOOKS.split() for place in (folder, own)]
    found = told(folder, closed + allowed)
    assert [event for event in closed if found[event] != "closed"] == []
    assert [event for event in allowed if found[event] != "open"] == []


def opened(path: str | Path, flags: int = os.O_RDONLY, mode: str = "") -> str:
    """What is told of a file that is to be opened."""
    return f"open|{path}|{mode}|{flags}"


WRITING = [os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC, os.O_APPEND, os.O_WRONLY | os.O_NOFOLLOW]


def test_files_are_read_in_the_two_folders_and_written_in_the_persons_own(folder: Path) -> None:
    own, outside = folder.parent / "own", folder.parent / "interviews-secret"
    allowed = [opened(f"{place}/{name}") for place in (folder, own) for name in ("x", "里/二.md", "..x")]
    allowed += [opened(place) for place in (folder, own)]
    allowed += [opened(f"{own}/x", flags) for flags in WRITING]
    allowed += [opened(f"{own}/x", mode=mode) for mode in ("w", "a", "x", "r+", "wb")]
    # What the interpreter and its libraries read, and a name in a folder that is open already.
    allowed += [opened(path) for path in (confinement.__file__, os.__file__, "/usr/share/x", "/usr/lib/x")]
    allowed += [opened(path) for path in ("/dev/tty", "/dev/urandom", "/proc/self/maps", "/etc/localtime")]
    allowed += [opened("/dev/null", os.O_WRONLY), opened("bare", os.O_NOFOLLOW)]
    allowed += [f"sqlite3.connect|{name}" for name in (f"{own}/db", f"file:{own}/db?mode=ro", ":memory:")]
    allowed += [f"sqlite3.connect|{(own / '馆 藏#1?' / 'db').as_uri()}?mode=ro"]
    closed = [opened(f"{folder}/x", flags) for flags in WRITING]
    closed += [opened(f"{folder}/x", mode=mode) for mode in ("w", "a", "x", "r+", "wb")]
    closed += [opened(f"{outside}/x", flags) for flags in (os.O_RDONLY, os.O_NOFOLLOW, *WRITING)]
    closed += [
        opened(path) for path in ("/etc/passwd", "/etc/localtime2", "/proc/1/environ", "/", "/dev/sda")
    ]
    closed += [opened(path) for path in (f"{folder}2", f"{own}2/x", f"{folder}/../x", folder / "出口.md")]
    closed += [opened(path) for path in ("/usr/sharex", "bare", "~/x")]
    closed += [opened(path, os.O_NOFOLLOW) for path in ("..", "../x", "a/b")]
    closed += [opened("/dev/random", os.O_WRONLY), opened(os.__file__, os.O_WRONLY)]
    closed += [f"sqlite3.connect|file:{outside}/db?mode=ro", f"sqlite3.connect|{folder}/db"]
    closed += [f"sqlite3.connect|file:{own}/{up}/interviews-secret/db" for up in ("..", "%2e%2e", "%2E.")]
    closed += [f"sqlite3.connect|file:{outside}/db#/../../own/db", f"sqlite3.connect|file://host{own}/db"]
    found = told(folder, closed + allowed)
    assert [event for event in closed if found[event] != "closed"] == []
    assert [event for event in allowed if found[event] != "open"] == []


@pytest.mark.parametrize("hard", [resource.RLIM_INFINITY, 8 << 30, 300, 256, 100])
def test_a_bound_is_drawn_where_there_is_none_or_a_wider_one(
    hard: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (hard, hard))
    monkeypatch.setattr(resource, "setrlimit", drawn.__setitem__)
    confinement.limit_resources()
    most = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 256 << 20,
        resource.RLIMIT_AS: 2 << 30,
        resource.RLIMIT_NOFILE: 256,
    }
    wider = {kind: (bound, bound) for kind, bound in most.items() if hard > bound or hard == -1}
    assert drawn == wider


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["--kiosk", "x"], True),
        (["--kiosk=x"], True),
        (["show", "--kiosk", "x"], True),
        (["--kiosks"], False),
        (["kiosk"], False),
        (["--", "--kiosk"], False),
        (["--", "--kiosk=x"], False),
        ([], False),
    ],
)
def test_behind_two_hyphens_everything_is_a_path(words: list[str], wanted: bool) -> None:
    assert is_wanted(words) is wanted
