"""Each thing that the interpreter tells of before it does it, and that a kiosk never does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tui.cli.kiosk import is_wanted

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
