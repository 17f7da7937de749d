"""What a kiosk believes of the environment that somebody logs in with."""

from __future__ import annotations

import os
import pwd

import pytest

from tui.kiosk import confinement


def kept(given: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What is left of what was given, beside what is always set."""
    monkeypatch.setattr(os, "environ", dict(given))
    confinement.clean_environment()
    left = dict(os.environ)
    assert left.pop("PATH") == "/usr/bin:/bin"
    assert left.pop("HOME") == confinement.home()
    return left


TERMINAL = {
    "TERM": "xterm",
    "COLORTERM": "truecolor",
    "NO_COLOR": "1",
    "LANG": "zh_CN.UTF-8",
    "LC_ALL": "C",
    "LC_CTYPE": "C.UTF-8",
    "LANGUAGE": "zh",
    "TMUX": "/tmp/t,1,0",
    "STY": "1.x",
    "SSH_CONNECTION": "1.2.3.4 1 5.6.7.8 22",
    "SSH_CLIENT": "1.2.3.4",
    "SSH_TTY": "/dev/pts/0",
}
HOSTILE = (
    "HOME PATH SHELL EDITOR PAGER BROWSER LD_PRELOAD LD_LIBRARY_PATH PYTHONPATH PYTHONSTARTUP FANGTAN_DATA"
    " FANGTAN_CONFIG XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME TMPDIR TERMINFO TERMINFO_DIRS"
    " TEXTUAL_DRIVER TEXTUAL_LOG SSH_ORIGINAL_COMMAND DISPLAY WAYLAND_DISPLAY SSLKEYLOGFILE"
    " COLUMNS LINES LC XLC_ALL"
)


@pytest.mark.parametrize("name", HOSTILE.split())
def test_nothing_that_names_a_file_or_a_program_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept({name: "/hostile"}, monkeypatch) == {}


@pytest.mark.parametrize(
    ("value", "believed"),
    [("x" * 256, True), ("x" * 257, False), ("xterm\x1b]0;x\x07", False), ("a\nb", False), ("\udcff", False)],
)
def test_nor_what_is_endless_or_steers(value: str, believed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TERM", "LC_ALL"):
        assert kept({name: value}, monkeypatch) == ({name: value} if believed else {})


def test_home_is_that_of_the_password_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/hostile")
    assert confinement.home() == pwd.getpwuid(os.getuid()).pw_dir

    def unknown(_number: int) -> object:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert confinement.home() == "/nonexistent"
