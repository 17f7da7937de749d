from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.app.terminal.clipboard import LARGEST, copy, has_native, sequences


class Sent(list[str]):
    def __call__(self, sequence: str) -> bool:
        self.append(sequence)
        return True


def refused(_: object) -> bool:
    return False


def taken(_: object) -> bool:
    return True


def decoded(sequence: str) -> str:
    found = re.fullmatch("\x1b]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert found, sequence
    return base64.b64decode(found[1]).decode()


@given(st.text(max_size=300))
def test_the_terminal_is_asked_for_exactly_the_text(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    sent = Sent()
    outcome = copy(sent, text, environ={"SSH_TTY": "/dev/pts/1", "DISPLAY": ":0"})
    assert outcome.kind == "sent"
    assert outcome.size == len(text.encode())
    assert [decoded(sequence) for sequence in sent] == [text]


def test_what_is_too_large_is_not_sent_and_says_so() -> None:
    sent = Sent()
    outcome = copy(sent, "字" * (LARGEST // 3 + 1), environ={})
    assert (outcome.kind, outcome.limit, sent) == ("too-large", LARGEST, [])
    assert copy(sent, "字" * (LARGEST // 3), environ={}).kind == "sent"
    assert len(sent[0]) <= 100_000


def test_on_this_machine_its_own_clipboard_is_known_to_have_it() -> None:
    sent = Sent()
    assert copy(sent, "x" * 10**6, environ={"DISPLAY": ":0"}, native=taken).kind == "copied"
    assert sent == []


def test_where_that_fails_the_terminal_is_asked() -> None:
    sent = Sent()
    assert copy(sent, "x", environ={"DISPLAY": ":0"}, native=refused).kind == "sent"
    assert decoded(sent[0]) == "x"


@pytest.mark.parametrize("way", ["fails", "hangs", "works"])
def test_copied_is_said_only_of_what_the_desktop_took(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    over, taken_by_it = threading.Event(), []

    def take(text: str) -> None:
        if way == "fails":
            raise OSError
        if way == "hangs":
            over.wait(30)
        taken_by_it.append(text)

    monkeypatch.setattr("pyperclip.copy", take)
    monkeypatch.setattr("tui.app.terminal.clipboard._PATIENCE", 30 if way == "works" else 0.01)
    try:
        outcome = copy(Sent(), "x", environ={"DISPLAY": ":0"})
    finally:
        over.set()
    assert outcome.kind == ("copied" if way == "works" else "sent")


def test_over_ssh_the_far_machine_is_left_alone() -> None:
    def never(_: str) -> bool:
        raise AssertionError("the wrong machine's clipboard")

    assert (
        copy(Sent(), "x", environ={"SSH_CONNECTION": "a b c d", "DISPLAY": ":0"}, native=never).kind == "sent"
    )
    assert not has_native({"SSH_CONNECTION": "a b c d"}, "darwin")
    assert has_native({}, "darwin")
    assert not has_native({}, "linux")


def test_tmux_holds_it() -> None:
    given_to_tmux: list[bytes] = []

    def tmux(data: bytes) -> bool:
        given_to_tmux.append(data)
        return True

    sent = Sent()
    assert copy(sent, "长", environ={"TMUX": "/tmp/t,1,0"}, tmux=tmux).kind == "tmux"
    assert given_to_tmux == ["长".encode()]
    assert sent == []


def test_where_tmux_can_not_the_terminal_is_asked_through_it() -> None:
    sent = Sent()
    assert copy(sent, "长", environ={"TMUX": "/tmp/t,1,0"}, tmux=refused).kind == "sent"
    assert decoded(sent[0]) == "长"
    inner = re.fullmatch("\x1bPtmux;(.*)\x1b\\\\", sent[1], re.DOTALL)
    assert inner
    assert decoded(inner[1].replace("\x1b\x1b", "\x1b")) == "长"


def test_gnu_screen_gets_chunks_that_it_takes() -> None:
    text = "长文本" * 500
    (sequence,) = sequences(text.encode(), {"STY": "1.x", "TERM": "screen"})
    chunks = re.findall("\x1bP(.*?)\x1b\\\\", sequence, re.DOTALL)
    assert all(len(chunk) < 256 for chunk in chunks)
    assert decoded("".join(chunks)) == text


@pytest.mark.parametrize(
    ("environ", "wrapped"),
    [
        ({"TERM": "xterm-256color"}, []),
        ({"TERM": "tmux-256color"}, ["\x1bPtmux;"]),
        ({"TERM": "xterm", "TMUX": "/tmp/t,1,0"}, ["\x1bPtmux;"]),
        ({"TERM": "screen", "TMUX": "/tmp/t,1,0", "STY": "1.x"}, ["\x1bPtmux;"]),
        ({"TERM": "screen-256color"}, ["\x1bP\x1b]52"]),
    ],
)
def test_behind_ssh_what_the_terminal_is_called_tells_what_stands_between(
    environ: dict[str, str], wrapped: list[str]
) -> None:
    bare, *others = sequences("长".encode(), environ)
    assert decoded(bare) == "长"
    assert len(others) == len(wrapped)
    assert all(map(str.startswith, others, wrapped))


def test_nothing_to_send_it_to_is_no_success() -> None:
    assert copy(refused, "x", environ={}).kind == "nowhere"


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_a_real_tmux_has_it_in_its_buffer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    socket = str(tmp_path / "t")
    tmux = ["tmux", "-S", socket]
    env = {key: value for key, value in os.environ.items() if not key.startswith("TMUX")}
    # "cat" waits for ever, so that the server stays; it is ended below, by its own socket.
    subprocess.run([*tmux, "-f", "/dev/null", "new-session", "-d", "cat"], env=env, check=True)
    try:
        monkeypatch.setenv("TMUX", f"{socket},0,0")
        text = "第一行\n第二行 ' \" $HOME"
        assert copy(Sent(), text, environ={"TMUX": f"{socket},0,0"}).kind == "tmux"
        shown = subprocess.run([*tmux, "show-buffer"], env=env, capture_output=True, check=True)
        assert shown.stdout.decode() == text
    finally:
        subprocess.run([*tmux, "kill-server"], env=env, check=False)


def test_tmux_that_refuses_is_not_said_to_hold_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmux = tmp_path / "tmux"
    tmux.write_text("#!/bin/sh\ncat > /dev/null\nexit ${REFUSES:-0}\n")
    tmux.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    inside = {"TMUX": "/tmp/tmux-0/default,1,0", "TERM": "tmux-256color"}
    assert copy(Sent(), "字", environ=inside).kind == "tmux"
    monkeypatch.setenv("REFUSES", "1")
    sent = Sent()
    # Then the terminal is asked, which tells nobody whether it did.
    assert copy(sent, "字", environ=inside).kind == "sent"
    assert sent
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert copy(Sent(), "字", environ=inside).kind == "sent"
