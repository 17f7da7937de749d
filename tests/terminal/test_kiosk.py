"""A stranger at `fangtan --kiosk`: what they might try to get out, and what they find instead."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tui.paths import bundled_interview

from .conftest import Open
from .harness import FANGTAN, Terminal, environment
from .ssh_server import files_under

pytestmark = pytest.mark.terminal

SECRET = "这是别人的秘密"
SHORT = "# 短的\n\n问：你好吗？\n\n答：很好，谢谢。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with interviews, links and names that mean harm, beside one that is nobody's business."""
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "秘密.md").write_text(f"# {SECRET}\n\n问：{SECRET}？\n\n答：嘘。\n", "utf-8")
    folder = tmp_path / "interviews"
    folder.mkdir()
    (folder / "一.md").write_bytes(bundled_interview().read_bytes())
    (folder / "二.md").write_text(SHORT, "utf-8")
    (folder / "出口.md").symlink_to(secret / "秘密.md")
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "上面.md").symlink_to("../secret/秘密.md")
    (folder / "\x1b]52;c;aGFybQ==\x07\x1b[2Jx.md").write_text(SHORT, "utf-8")
    (folder / "[@click=app.suspend_process]click[].md").write_text(SHORT, "utf-8")
    os.mkfifo(folder / "pipe.md")
    return folder


@pytest.fixture
def kiosk(open_terminal: Open, folder: Path, tmp_path: Path) -> Callable[..., Terminal]:
    def start(**options: object) -> Terminal:
        data = str(tmp_path / "data" / "own")
        terminal = open_terminal("--kiosk", str(folder), "--data", data, **options)
        terminal.wait_for("Library")
        return terminal

    return start


def test_only_what_lies_in_the_folder_is_listed(kiosk: Callable[..., Terminal], folder: Path) -> None:
    terminal = kiosk()
    text = terminal.text()
    assert "二" in text
    for name in ("出口", "passwd", "上面", "pipe", str(folder)):
        assert name not in text
    assert b"\x1b]52" not in terminal.output, "a file's name reached the terminal as a command"
    assert b"\x1b[2J" not in terminal.output
    terminal.type("q")
    assert terminal.exit_status() == 0


@pytest.mark.parametrize(
    "words",
    [
        ["--kiosk", "{folder}", "{secret}"],
        ["--kiosk", "{folder}", "show", "/etc/passwd"],
        ["--kiosk", "{folder}", "--template", "x"],
        ["--kiosk", "{folder}", "--", "-"],
        ["--kiosk", "{folder}/一.md"],
        ["--kiosk", "/nonexistent"],
        ["--kiosk"],
        ["show", "{secret}", "--kiosk", "{folder}"],
        ["--kiosk={folder}", "--kiosk={secret}"],
    ],
    ids=range(9),
)
def test_other_words_on_the_command_line_are_refused(folder: Path, tmp_path: Path, words: list[str]) -> None:
    secret = tmp_path / "secret" / "秘密.md"
    given = [word.format(folder=folder, secret=secret) for word in words]
    done = subprocess.run(
        [*FANGTAN, *given], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert SECRET not in done.stderr


def test_the_environment_leads_nowhere(kiosk: Callable[..., Terminal], folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "hostile"
    config.mkdir()
    (config / "settings.toml").write_text('theme = "nothing"\n[keymap]\n"quit" = "f9"\n')
    tool = config / "tmux"
    tool.write_text(f"#!/bin/sh\ntouch {shlex.quote(str(config / 'ran'))}\n")
    tool.chmod(0o755)
    before = list(files_under(folder))
    terminal = kiosk(
        SSH_ORIGINAL_COMMAND=f"cat {tmp_path}/secret/秘密.md",
        FANGTAN_DATA=str(folder),
        FANGTAN_CONFIG=str(config),
        XDG_DATA_HOME=str(folder),
        HOME=str(folder),
        TEXTUAL_LOG=str(folder / "log"),
        TEXTUAL_SCREENSHOT="1",
        TEXTUAL_SCREENSHOT_LOCATION=str(folder),
        TEXTUAL_DRIVER="os:system",
        TEXTUAL_PRESS="q",
        TMUX="/tmp/nowhere,1,0",
        DISPLAY=":7",
        EDITOR=str(tool),
        PAGER=str(tool),
        BROWSER=str(tool),
        PATH=f"{config}:{os.environ['PATH']}",
        SSH_TTY="/dev/pts/0",
    )
    terminal.type("\r")
    terminal.wait_for("Outline")
    terminal.type("ay")
    terminal.wait_for("Sent to the terminal's clipboard.")
    terminal.type("q")
    terminal.wait_for("Library")
    terminal.type("q")
    assert terminal.exit_status() == 0
    assert list(files_under(folder)) == before
    assert not (config / "ran").exists()
    assert SECRET not in terminal.text()


def test_keys_and_pastes_that_mean_harm_do_none(
    kiosk: Callable[..., Terminal], folder: Path, tmp_path: Path
) -> None:
    before = list(files_under(folder, tmp_path / "secret"))
    terminal = kiosk()
    terminal.type("\r")
    terminal.wait_for("Outline")
    process = psutil.Process(terminal.pid)
    assert not process.children(), "a kiosk starts no program"
    for keys in ("\x1a", "\x1a\x1a", "!", "\x03", "\x1c", "\x04", "\x0f", "\x18\x05", "\x1b[24~"):
        terminal.type(keys)
    terminal.type("a")
    terminal.wait_for("Collected.")
    terminal.type("m")
    terminal.wait_for("Note")
    pasted = "\x1b]52;c;aGFybQ==\x07\x1b[2J\x1b[?1049l`id`$(id)\x1b[201~"
    terminal.type(f"\x1b[200~{pasted}\x1b[201~")
    terminal.wait_for("$(id)")
    del terminal.output[:]
    terminal.type("\x1b[200~" + "字" * 300_000 + "\x1b[201~")
    terminal.type("\x13")
    terminal.wait_for(lambda: b"\x1b[?1049l" not in terminal.output)
    assert b"aGFybQ" not in terminal.output
    assert process.status() != psutil.STATUS_STOPPED
    assert not process.children()
    assert list(files_under(folder, tmp_path / "secret")) == before
    assert process.memory_info().rss < 400 << 20


@pytest.mark.parametrize(("columns", "lines"), [(1, 1), (2000, 2000)])
def test_no_size_breaks_or_swells_it(kiosk: Callable[..., Terminal], columns: int, lines: int) -> None:
    terminal = kiosk()
    terminal.type("\r")
    terminal.wait_for("Outline")
    process = psutil.Process(terminal.pid)
    terminal.resize(columns, lines)
    terminal.type("j")
    terminal.at_rest(0.5)
    terminal.resize(100, 30)
    terminal.wait_for("collect")
    assert process.memory_info().rss < 300 << 20
    terminal.type("qq")
    assert terminal.exit_status() == 0


@pytest.mark.parametrize("becomes", ["link", "link up", "pipe", "huge"])
def test_what_a_file_becomes_while_it_is_listed_leads_nowhere(
    kiosk: Callable[..., Terminal], folder: Path, tmp_path: Path, becomes: str
) -> None:
    file = folder / "另一篇.md"
    file.write_text(SHORT.replace("短的", "另一篇"), "utf-8")
    terminal = kiosk()
    terminal.type("f")
    terminal.type("另一篇")
    terminal.wait_for("1 of")
    terminal.type("\r")
    terminal.wait_for("Enter open")
    file.unlink()
    if becomes == "pipe":
        os.mkfifo(file)
    elif becomes == "huge":
        with file.open("wb") as stream:
            stream.truncate(1 << 30)
    else:
        file.symlink_to("../secret/秘密.md" if becomes == "link up" else tmp_path / "secret" / "秘密.md")
    # Whether the list has noticed or not.
    terminal.type("\r")
    told = ("no such file", "larger than", "No interview has")
    terminal.wait_for(lambda: any(words in terminal.text() for words in told))
    terminal.type("\x11")
    assert terminal.exit_status() == 0
    assert SECRET not in terminal.output.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("?", "Help"),
        ("am", "Note"),
        ("a#", "Tags"),
        ("ae", "y copies all"),
        (":", "Go to"),
        ("\x10", "Search the"),
    ],
)
def test_no_size_breaks_what_stands_over_the_text(
    kiosk: Callable[..., Terminal], keys: str, words: str
) -> None:
    terminal = kiosk()
    terminal.type("\r")
    terminal.wait_for("Outline")
    for key in keys:
        terminal.type(key)
        terminal.wait_for("Collected." if key == "a" else words)
    for size in ((1, 1), (3, 40), (40, 1), (2000, 2000)):
        terminal.resize(*size)
        terminal.at_rest(0.3)
    terminal.resize(100, 30)
    terminal.wait_for(words)


def test_the_whole_folder_is_searched_by_an_index_beside_the_quotes(
    kiosk: Callable[..., Terminal], folder: Path, tmp_path: Path
) -> None:
    before = list(files_under(folder))
    terminal = kiosk()
    terminal.wait_for("腾讯新闻")  # who speaks is known once a file has been read
    terminal.type("/")
    terminal.type("changwenben")
    terminal.wait_for("为什么长文本是登月第一步")
    assert str(folder) not in terminal.text()
    terminal.type("\r")
    terminal.wait_for("Outline")
    terminal.type("a")
    terminal.wait_for("Collected.")
    terminal.type("q")
    terminal.wait_for("Search in all")
    terminal.type("\x1b")
    terminal.wait_for(lambda: "Search in all" not in terminal.text())
    terminal.type("c")
    terminal.wait_for("All quotes")
    assert not psutil.Process(terminal.pid).children(), "a kiosk starts no program"
    terminal.type("q")
    assert terminal.exit_status() == 0
    assert list(files_under(folder)) == before
    own = tmp_path / "data" / "own"
    assert list(own.glob("library/*/catalogue"))
    # Nothing was written anywhere else.
    assert {path.name for path in tmp_path.iterdir()} == {"secret", "interviews", "data"}
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["own"]


def test_what_is_typed_behind_enter_is_meant_for_the_interview(kiosk: Callable[..., Terminal]) -> None:
    terminal = kiosk()
    # As it arrives on a slow line: all at once.
    terminal.type("\r/很好a")
    terminal.wait_for("/ 很好a")
    assert "Outline" in terminal.text()
    assert "Collected" not in terminal.text()


def test_an_empty_folder_is_one_line(folder: Path, tmp_path: Path, open_terminal: Open) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "out.md").symlink_to(folder / "二.md")
    terminal = open_terminal("--kiosk", str(empty), "--data", str(tmp_path / "d"))
    assert terminal.exit_status() == 2
    assert "no interviews in this folder" in terminal.text()


CONFINED = """
import os, sys
from pathlib import Path
folder, data, outside = map(Path, sys.argv[1:4])
from tui.interview import reading
from tui.kiosk import beneath
from tui.kiosk.confinement import confine
from tui.kiosk.policy import Closed, kiosk, restrict
restrict(kiosk(folder))
confine(folder, data)
known = beneath.openat2
for way in (known, lambda: None):
    beneath.openat2 = way
    for name in ("二.md", "里/三.md", "里/二.md"):
        assert reading.read(folder / name).paragraphs
def closed(deed):
    try:
        deed()
    except Closed:
        return
    except Exception as error:
        sys.exit(f"line {deed.__code__.co_firstlineno}: {error!r}")
    sys.exit(f"line {deed.__code__.co_firstlineno} went through")
import sqlite3, subprocess, socket, shutil, tempfile
assert (folder / "二.md").read_text("utf-8")
(data / "mine").write_text("x")
(data / "mine").rename(data / "yours")
sqlite3.connect(data / "db").close()
for deed in (
    lambda: outside.read_text(),
    lambda: (folder / "出口.md").read_text(),
    lambda: (folder / ".." / "secret" / "秘密.md").read_text(),
    lambda: (folder / "二.md").write_text("x"),
    lambda: (folder / "new").touch(),
    lambda: (folder / "二.md").unlink(),
    lambda: (folder / "二.md").rename(data / "x"),
    lambda: (data / "yours").rename(folder / "x"),
    lambda: (data / "link").symlink_to(outside),
    lambda: (data / "link").hardlink_to(outside),
    lambda: (folder / "x").mkdir(),
    lambda: (folder / "二.md").chmod(0o777),
    lambda: os.truncate(folder / "二.md", 0),
    lambda: os.listdir(outside.parent),
    lambda: list(os.scandir("/")),
    lambda: Path("/etc/passwd").read_text(),
    lambda: Path("/proc/self/root/etc/passwd").read_text(),
    lambda: Path("/proc/1/environ").read_bytes(),
    lambda: os.open(outside, os.O_RDONLY),
    lambda: os.open(outside, os.O_RDONLY | os.O_NOFOLLOW),
    lambda: os.open("..", os.O_RDONLY | os.O_NOFOLLOW),
    lambda: os.open("new", os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW),
    lambda: sqlite3.connect(outside.with_name("db")),
    lambda: sqlite3.connect(f"file:{outside}?mode=ro", uri=True),
    lambda: subprocess.run(["true"]),
    lambda: os.system("true"),
    lambda: os.posix_spawn("/bin/true", ["true"], {}),
    lambda: os.execv("/bin/true", ["true"]),
    lambda: os.fork(),
    lambda: os.kill(os.getpid(), 0),
    lambda: os.chdir("/"),
    lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: tempfile.mkstemp(dir="/tmp"),
    lambda: shutil.copy(folder / "二.md", outside.with_name("copy")),
    lambda: restrict(kiosk(Path("/"))),
):
    closed(deed)
try:
    reading.read(outside)
except Exception as error:
    assert error.kind == "missing", error
else:
    sys.exit("the outside was read")
print("confined")
"""


def test_what_no_door_was_thought_of_for_is_closed(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "own"
    data.mkdir()
    secret = tmp_path / "secret" / "秘密.md"
    (folder / "里").mkdir()
    (folder / "里" / "三.md").write_text(SHORT, "utf-8")
    (folder / "里" / "二.md").symlink_to(folder / "二.md")
    # A name of the folder within is not taken for that of the folder around it.
    (folder / "三.md").symlink_to(secret)
    before = list(files_under(folder, secret.parent))
    done = subprocess.run(
        [sys.executable, "-c", CONFINED, str(folder), str(data), str(secret)],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "confined\n", done.stderr
    assert list(files_under(folder, secret.parent)) == before
