"""fangtan at the far end of a real SSH connection, as a command among others and as a stranger's only one."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tui.paths import bundled_interview

from .harness import Terminal, assert_given_back, read_for_a_while
from .ssh_server import MANUAL, Reader, Server, files_under, has_ended, manual_rules, missing, until

REASON = missing()
if REASON and os.environ.get("FANGTAN_SSHD") == "required":
    raise RuntimeError(REASON)
pytestmark = [pytest.mark.terminal, pytest.mark.skipif(bool(REASON), reason=REASON)]

FIRST_WORDS = "如果所有人都觉得你正常"
Open = Callable[..., Terminal]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.end()


@pytest.fixture(scope="module")
def command(reader: Reader) -> str:
    return reader.command()


@pytest.fixture
def data(reader: Reader) -> Iterator[Path]:
    # Each test has its own: a session that is just ending still writes down where it was.
    folder = reader.own_folder(f"data-{secrets.token_hex(4)}")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(reader: Reader, data: Path) -> Iterator[Server]:
    """One that runs what it is asked to."""
    started = Server(reader, f"SetEnv FANGTAN_DATA={data} LANG=C.UTF-8")
    yield started
    started.end()


@pytest.fixture
def interviews(reader: Reader) -> Iterator[Path]:
    """A folder of interviews that belongs to somebody else, where root can see to that."""
    folder = reader.folder / "interviews"
    folder.mkdir()
    shutil.copy(bundled_interview(), folder / "杨植麟.md")
    (folder / "短的.md").write_text("# 短的\n\n问：你好吗？\n\n答：很好，谢谢。\n", "utf-8")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def kiosk(reader: Reader, command: str, interviews: Path) -> Iterator[Server]:
    """One that is configured as the manual says."""
    started = Server(reader, manual_rules(reader, command, interviews))
    yield started
    started.end()
    shutil.rmtree(reader.home / ".local", ignore_errors=True)


@pytest.fixture
def at(request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens terminals on a server, and sees to it that none is left."""
    opened: list[Terminal] = []

    def start(server: Server, *words: str, **options: Any) -> Terminal:
        opened.append(server.open(*words, **options))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.end()


def test_open_search_collect_export_leave(server: Server, command: str, data: Path, at: Open) -> None:
    terminal = at(server, command)
    terminal.wait_for(FIRST_WORDS)
    terminal.type("/长文本")
    terminal.wait_for("长文本是登月第一步")
    terminal.type("\r")
    terminal.wait_for(lambda: "exact" not in terminal.text())
    terminal.type("a")
    terminal.wait_for("Collected.")
    terminal.type("e")
    terminal.wait_for(".md")
    target = data / "out.md"
    terminal.type("\x1b[F\x15" + str(target) + "\r")
    terminal.wait_for("Written:")
    terminal.type("q")
    assert terminal.exit_status() == 0
    assert_given_back(terminal)
    assert "长文本" in target.read_text("utf-8")
    listed = server.run(f"{command} quotes list --json")
    (quote,) = json.loads(listed.stdout)
    assert "长文本" in quote["text"]


def drop_the_connection(server: Server, terminal: Terminal) -> None:
    terminal.signal(signal.SIGKILL)


def drop_the_terminal(server: Server, terminal: Terminal) -> None:
    terminal.hang_up()


def kill_the_server(server: Server, terminal: Terminal) -> None:
    server.kill()


def ask_it_to_end(server: Server, terminal: Terminal) -> None:
    for process in server.reader.processes("fangtan"):
        process.send_signal(signal.SIGTERM)


@pytest.mark.parametrize(
    "drop", [drop_the_connection, drop_the_terminal, kill_the_server, ask_it_to_end], ids=lambda f: f.__name__
)
def test_a_line_that_drops_loses_nothing(
    server: Server, command: str, data: Path, at: Open, drop: Callable[[Server, Terminal], None]
) -> None:
    words = f"exec {command}"
    terminal = at(server, words)
    terminal.wait_for(FIRST_WORDS)
    read_for_a_while(terminal)
    seen = terminal.at_rest(2.0)
    running = server.reader.processes("fangtan") + server.reader.processes("jieba_words")
    assert running
    drop(server, terminal)
    until(lambda: all(map(has_ended, running)), "it runs on")
    terminal.end()
    if server.process.poll() is not None:
        server = Server(server.reader, f"SetEnv FANGTAN_DATA={data} LANG=C.UTF-8")
    try:
        again = at(server, words)
        again.wait_for("长文本")
        again.wait_for(lambda: again.screen() == seen)
    finally:
        server.end()


def test_whatever_is_asked_for_a_kiosk_answers(kiosk: Server, interviews: Path, at: Open) -> None:
    for words in (("sh",), ("cat", "/etc/passwd"), ("fangtan", "show", "/etc/passwd")):
        terminal = at(kiosk, *words)
        terminal.wait_for("杨植麟")
        assert "短的" in terminal.text()
        terminal.type("q")
        assert terminal.exit_status() == 0
        assert "root:" not in terminal.output.decode("utf-8", "replace")
        # Without a terminal there is one line.
        told = kiosk.run(*words)
        assert told.returncode == 2
        assert told.stdout == ""
        assert len(told.stderr.strip().splitlines()) == 1


def test_people_who_share_an_account_are_told_apart_by_their_keys(
    reader: Reader, command: str, interviews: Path, data: Path, at: Open
) -> None:
    manual = MANUAL.read_text("utf-8")
    (options,) = re.findall(r"^(restrict,pty,command=.*) ssh-ed25519 …$", manual, re.M)
    for theirs, ours in (
        ("/opt/fangtan/bin/fangtan", command),
        ("/srv/interviews", str(interviews)),
        ("/srv/quotes/anna", str(data / "anna")),
    ):
        assert theirs in options
        options = options.replace(theirs, ours)
    server = Server(reader, "", options)
    try:
        terminal = at(server, "sh")
        terminal.wait_for("Library")
        terminal.type("\r")
        terminal.wait_for("Outline")
        terminal.type("a")
        terminal.wait_for("Collected.")
        terminal.type("q")
        terminal.wait_for("Library")
        terminal.type("q")
        assert terminal.exit_status() == 0
    finally:
        server.end()
    assert (data / "anna" / "collection.sqlite3").exists()


def test_nothing_else_of_ssh_works_in_a_kiosk(kiosk: Server, interviews: Path) -> None:
    before = list(files_under(interviews))
    assert kiosk.run(program="sftp").returncode != 0
    copied = kiosk.run(program="sftp", options=("-b", "/dev/null"))
    assert copied.returncode != 0
    with socket.socket() as inside:
        inside.bind(("127.0.0.1", 0))
        inside.listen()
        forward = kiosk.run(options=("-W", f"127.0.0.1:{inside.getsockname()[1]}"))
        assert forward.returncode != 0
        inside.setblocking(False)
        with pytest.raises(BlockingIOError):
            inside.accept()
    assert list(files_under(interviews)) == before


def test_in_a_kiosk_one_reads_collects_copies_and_writes_nothing_else(
    kiosk: Server, interviews: Path, at: Open, tmp_path: Path
) -> None:
    home = kiosk.reader.home
    before = list(files_under(interviews))
    # What a client sends of its environment is not taken by the server, or not believed.
    elsewhere = str(interviews)
    terminal = at(kiosk, FANGTAN_DATA=elsewhere, XDG_DATA_HOME=elsewhere, PYTHONPATH=str(tmp_path))
    terminal.wait_for("杨植麟")
    terminal.type("\x1b[B\r")
    terminal.wait_for(lambda: "Outline" in terminal.text())
    terminal.type("/长文本\ra")
    terminal.wait_for("Collected.")
    terminal.type("e")
    terminal.wait_for("y copies all")
    assert not terminal.mode(1003), "the mouse is the terminal's own on the page to copy from"
    terminal.type("y")
    terminal.wait_for_bytes(b"\x1b]52;c;")
    terminal.type("q")
    terminal.wait_for("Outline")
    terminal.type("\x1a!:!sh\r")
    terminal.wait_for("There is no such place here.")
    terminal.type("\x1b")
    terminal.wait_for(lambda: "Go to" not in terminal.text())
    terminal.type("q")
    terminal.wait_for("Library")
    terminal.type("q")
    assert terminal.exit_status() == 0
    assert list(files_under(interviews)) == before
    written = {Path(line.rsplit(" ", 2)[0]).relative_to(home).parts[:3] for line in files_under(home)}
    assert written == {(".local", "share", "fangtan")}
