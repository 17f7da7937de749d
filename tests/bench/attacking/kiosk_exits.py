"""Ways out of a kiosk: words of the command line, keys, names, links, the environment, and forgotten doors.

After each of them nothing of what lies outside was shown, nothing was started, nothing was written outside of
the person's own folder, and the program is still there, or ended in order.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from tests.bench.attacking.window import Window
from tests.terminal.harness import FANGTAN, environment
from tests.terminal.ssh_server import files_under
from tui.paths import bundled_interview

_SECRET = "这是别人的秘密"
_TALK = "# {words}\n\n问：{words}？\n\n答：[看这里](file:///etc/passwd) https://example.org/ {words}。\n"

_WORDS = {
    "another path": ["{secret}"],
    "another command": ["show", "/etc/passwd"],
    "a command before": ["--version"],
    "info": ["info", "{secret}"],
    "doctor": ["doctor"],
    "quotes": ["quotes", "import", "{secret}"],
    "export": ["export", "{secret}", "-o", "{folder}/x.md"],
    "a template": ["--template", "{secret}"],
    "standard input": ["--", "-"],
    "standard input at once": ["-"],
    "another folder": ["--kiosk={home}"],
    "an encoding": ["--encoding", "utf-8"],
    "settings": ["--config", "{home}"],
    "a language of paths": ["--language", "../../secret"],
    "a flag with a value": ["--plain={secret}"],
    "completion": ["completion", "bash"],
    "help": ["--help"],
    "a line end": ["--language", "en\n{secret}"],
}
"""What is added to `fangtan --kiosk FOLDER`: each is refused in a line."""

_KEYS = {
    "Ctrl+Z": ["\x1a", "\x1a\x1a"],
    "Ctrl+Z in an interview": ["\r", "\x1a"],
    "Ctrl+C, Ctrl+\\, Ctrl+D": ["\r", "\x03\x03", "\x1c", "\x04"],
    "a shell": ["\r", "!", ":!sh\r", "\x1b:!sh\r"],
    "the palette: export": ["\r", "\x10", "export", "\r", "../../out.md", "\r"],
    "the palette: suspend": ["\r", "\x10", "suspend", "\r"],
    "the palette: screenshot": ["\r", "\x10", "screenshot", "\r", "\r"],
    "the palette: import": ["\r", "\x10", "import", "\r", "{secret}", "\r"],
    "the palette: template": ["\r", "\x10", "template", "\r", "{secret}", "\r"],
    "the palette: settings": ["\r", "\x10", "settings", "\r", "\r"],
    "the palette of the list": ["\x10", "open", "\r", "{secret}", "\r"],
    "the export screen": ["\r", "a", "e", "{home}/out.md", "\r", "\x13", "\x1b"],
    "E": ["\r", "a", "E", "\r", "\r"],
    "a page to copy from": ["\r", "a", "V", "\x1a", "q"],
    "speakers": ["\r", "P", "x\r", "\r"],
    "its file anew": ["\r", "R", "R"],
    "a path to go to": ["\r", ":", "{secret}", "\r"],
    "a path searched for": ["\r", "/", "/etc/passwd", "\r"],
    "a path searched for in all": ["/", "../secret", "\r", "\r"],
    "a path in the filter": ["f", "{secret}", "\r", "\r"],
    "a note that steers": ["\r", "a", "m", "\x1b[200~\x1b]52;c;aGk=\x07\x1b[2J`id`$(id)\x1b[201~", "\x13"],
    "a paste without end": ["\r", "a", "m", "\x1b[200~" + "字" * 300_000 + "\x1b[201~", "\x13"],
    "tags that are paths": ["\r", "a", "#", "../../x, {secret}", "\r"],
    "a click on every row": ["".join(f"\x1b[<0;12;{row}M\x1b[<0;12;{row}m" for row in range(1, 30))],
    "a link that is clicked": [
        "\r",
        "".join(f"\x1b[<16;30;{row}M\x1b[<16;30;{row}m" for row in range(1, 30)),
    ],
    "Textual's own keys": ["\r", "\x11", "\x1b[24~", "\x0f", "\x18\x05"],
}
"""What is typed, piece by piece, on the list of interviews."""

_HOSTILE = {
    "HOME": "{folder}", "FANGTAN_DATA": "{folder}", "FANGTAN_CONFIG": "{home}/hostile",
    "XDG_DATA_HOME": "{folder}", "SSH_ORIGINAL_COMMAND": "cat {secret}", "TEXTUAL_LOG": "{folder}/log",
    "TEXTUAL_SCREENSHOT": "1", "TEXTUAL_SCREENSHOT_LOCATION": "{folder}",
    "TEXTUAL_DRIVER": "os:system", "TMUX": "{home}/hostile/tmux,1,0",
    "EDITOR": "{home}/hostile/tmux", "PAGER": "{home}/hostile/tmux", "BROWSER": "{home}/hostile/tmux",
    "PATH": "{home}/hostile:/usr/bin:/bin", "TERMINFO": "{home}/secret", "TMPDIR": "{folder}",
    "XDG_CACHE_HOME": "{folder}", "DISPLAY": ":7", "WAYLAND_DISPLAY": "x",
}  # fmt: skip

_DOORS = """
import os, sys
from pathlib import Path
from tui.interview import reading
from tui.kiosk.confinement import confine
from tui.kiosk.policy import Closed, kiosk, restrict
folder, data, outside = map(Path, sys.argv[1:4])
restrict(kiosk(folder))
confine(folder, data)
import shutil, socket, sqlite3, subprocess, tempfile
inside = folder / "二.md"
for deed in (
    lambda: outside.read_text(),
    lambda: (folder / "出口.md").read_text(),
    lambda: os.open(outside, os.O_RDONLY),
    lambda: Path("/etc/passwd").read_text(),
    lambda: Path("/proc/self/root/etc/passwd").read_text(),
    lambda: Path("/proc/1/environ").read_bytes(),
    lambda: os.listdir(outside.parent),
    lambda: os.scandir("/"),
    lambda: inside.write_text("x"),
    lambda: inside.unlink(),
    lambda: inside.rename(data / "x"),
    lambda: inside.chmod(0o777),
    lambda: os.truncate(inside, 0),
    lambda: (folder / "x").mkdir(),
    lambda: (data / "link").symlink_to(outside),
    lambda: (data / "link").hardlink_to(outside),
    lambda: sqlite3.connect(outside.with_name("db")),
    lambda: subprocess.run(["true"]),
    lambda: os.system("true"),
    lambda: os.posix_spawn("/bin/true", ["true"], {}),
    lambda: os.execv("/bin/true", ["true"]),
    lambda: os.fork(),
    lambda: os.kill(os.getpid(), 0),
    lambda: os.chdir("/"),
    lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: tempfile.mkstemp(dir="/tmp"),
    lambda: shutil.copy(inside, outside.with_name("copy")),
    lambda: restrict(kiosk(Path("/"))),
    lambda: reading.read(outside),
    lambda: reading.read(folder / "外" / "秘密.md"),
):
    try:
        deed()
    except Closed:
        print("closed")
    except Exception as error:
        print("closed" if getattr(error, "kind", "") == "missing" else repr(error))
    else:
        print("open")
"""

Way = Callable[[Path], str]


def attack(count: int, seed: int) -> Iterator[str]:
    """Try so many of the ways, from the first on again after the last."""
    for name, way in itertools.islice(itertools.cycle(_ways().items()), count):
        with tempfile.TemporaryDirectory() as place:
            home = Path(place)
            _laid_out(home)
            before = _written(home)
            fell = way(home)
            if not fell and (more := _written(home) ^ before):
                fell = f"written: {more}"
            yield fell and f"{name}: {fell}"


def _written(home: Path) -> set[str]:
    """All that stands outside of the person's own folder, but for what is swapped by those who try."""
    swapped = tuple(f"{home}/interviews/{name}" for name in ("二.md ", "里"))
    inside = {line for line in files_under(home) if not line.startswith((*swapped, f"{home}/own/"))}
    return inside | {str(path) for path in home.iterdir()}


def _ways() -> dict[str, Way]:
    ways: dict[str, Way] = {}
    for name, words in _WORDS.items():
        ways[f"words, {name}"] = lambda home, words=words: _refused(home, words)  # type: ignore[misc]
    for name, keys in _KEYS.items():
        ways[f"keys, {name}"] = lambda home, keys=keys: _typed(home, keys)  # type: ignore[misc]
    for name, change in (
        ("a file", _becomes_link),
        ("a folder", _folder_becomes_link),
        ("a pipe", _becomes_pipe),
    ):
        ways[f"{name} that is swapped"] = lambda home, change=change: _typed(
            home, ["f", "二", "\r", change, "\r"]
        )  # type: ignore[misc]
    ways["the environment"] = lambda home: _typed(home, ["\r", "a", "y", "?"], **_HOSTILE)
    for number in range(_DOORS.count("    lambda: ")):
        ways[f"door {number + 1}"] = lambda home, number=number: _door(home, number)  # type: ignore[misc]
    return ways


def _laid_out(home: Path) -> None:
    """Interviews, links and names that mean harm, beside a folder that is nobody's business."""
    for name in ("secret", "interviews/里", "hostile", "own"):
        (home / name).mkdir(parents=True)
    secret, folder = home / "secret" / "秘密.md", home / "interviews"
    secret.write_text(_TALK.format(words=_SECRET), "utf-8")
    (home / "secret" / "names.toml").write_text(f'[names]\n"问" = "{_SECRET}"\n', "utf-8")
    (folder / "一.md").write_bytes(bundled_interview().read_bytes())
    for name in ("二.md", "里/三.md", "\x1b]52;c;aGk=\x07x.md", "[@click=app.suspend_process]x[].md"):
        (folder / name).write_text(_TALK.format(words="你好"), "utf-8")
    (folder / "二.md.fangtan.toml").symlink_to(home / "secret" / "names.toml")
    os.mkfifo(folder / "一.md.fangtan.toml")
    os.mkfifo(folder / "pipe.md")
    (folder / "出口.md").symlink_to(secret)
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "上.md").symlink_to("../secret/秘密.md")
    (folder / "外").symlink_to(home / "secret")
    (home / "hostile" / "settings.toml").write_text('[keymap]\n"quit" = "f9"\n', "utf-8")
    tool = home / "hostile" / "tmux"
    tool.write_text(f"#!/bin/sh\ntouch {home}/hostile/ran\n", "utf-8")
    tool.chmod(0o755)


def _filled(words: str, home: Path) -> str:
    return words.format(home=home, folder=home / "interviews", secret=home / "secret" / "秘密.md")


def _refused(home: Path, words: list[str]) -> str:
    """Whether words of the command line are refused in a line."""
    done = subprocess.run(
        [*FANGTAN, "--kiosk", str(home / "interviews"), *(_filled(word, home) for word in words)],
        env={**environment(home), "FANGTAN_DATA": str(home / "own")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 2 or done.stdout or len(done.stderr.splitlines()) != 1 or _SECRET in done.stderr:
        return f"{done.returncode}, {done.stdout[-200:]!r}, {done.stderr[-200:]!r}"
    return ""


def _typed(home: Path, pieces: list[str | Callable[[Path], None]], **env: str) -> str:
    """What became of a kiosk in which this was typed, or done to the files behind it."""
    argv = [*FANGTAN, "--kiosk", str(home / "interviews"), "--data", str(home / "own")]
    hostile = {name: _filled(value, home) for name, value in env.items()}
    with Window(argv, {**environment(home), **hostile}, columns=100, lines=32) as window:
        if not window.until(lambda: b"Library" in window.output and window.is_at_rest()):
            return f"it did not open: {bytes(window.output[-300:])!r}"
        begun = len(window.output)
        for piece in pieces:
            if callable(piece):
                piece(home)
            else:
                window.type(_filled(piece, home) if "{" in piece else piece)
            if not window.until(lambda: window.ended() or window.is_at_rest()):
                return "it froze"
            if fell := _is_out(window, begun):
                return fell
        window.type("\x11")
        if not window.until(window.ended):
            return "it does not leave"
        return f"it ended with {window.exit_status()}" if window.exit_status() else ""


def _is_out(window: Window, begun: int) -> str:
    """Whether something outside was shown or started, or the terminal given away."""
    shown = bytes(window.output).decode("utf-8", "replace")
    if _SECRET in shown or "root:x:0" in shown:
        return "what lies outside was shown"
    if any(sign in shown for sign in ("\x1b]52;c;aGk=", "\x1b[2Jx", "\x1b[2J`id`")):
        return "a name or a note steered the terminal"
    try:
        process = psutil.Process(window.pid)
        if process.children():
            return "a program was started"
        if process.status() == psutil.STATUS_STOPPED:
            return "it was suspended"
    except psutil.NoSuchProcess:
        pass
    if b"\x1b[?1049l" in window.output[begun:] and not window.ended():
        return "the screen was given back"
    return ""


def _becomes_link(home: Path) -> None:
    (home / "interviews" / "二.md").unlink()
    (home / "interviews" / "二.md").symlink_to(home / "secret" / "秘密.md")


def _folder_becomes_link(home: Path) -> None:
    folder = home / "interviews" / "里"
    (folder / "三.md").unlink()
    folder.rmdir()
    folder.symlink_to(home / "secret")


def _becomes_pipe(home: Path) -> None:
    (home / "interviews" / "二.md").unlink()
    os.mkfifo(home / "interviews" / "二.md")


def _door(home: Path, number: int) -> str:
    """Whether the deed of that number, from 0, is closed to a process that is closed."""
    if number == 0 or not _answers:
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                _DOORS,
                *(str(home / name) for name in ("interviews", "own", "secret/秘密.md")),
            ],
            env=environment(home),
            capture_output=True,
            text=True,
            check=False,
        )
        _answers[:] = done.stdout.splitlines() or [done.stderr[-200:]]
    said = _answers[number] if number < len(_answers) else _answers[-1]
    return "" if said == "closed" else said


_answers: list[str] = []
"""What each of the doors said, which are tried in one process."""
