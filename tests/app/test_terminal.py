from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest

from tui.app.terminal.capabilities import (
    TURN,
    TerminalError,
    after_first_page,
    may_ask_background,
    prepare_environment,
    reported_background,
    require_terminal,
    stated_background,
    stated_encoding,
)


class Screen:
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "__stdin__", Screen())
    monkeypatch.setattr(sys, "__stderr__", Screen())


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize(
    "locale",
    [
        {},
        {"LANG": "zh_CN.UTF-8"},
        {"LC_ALL": "C.utf8"},
        {"LANG": "zh_CN"},
        {"LC_ALL": "C", "PYTHONUTF8": "1"},
    ],
)
def test_a_terminal_of_utf8_will_do(locale: dict[str, str]) -> None:
    require_terminal({"TERM": "xterm", **locale})


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize(
    ("environ", "kind", "detail"),
    [
        ({"TERM": "dumb"}, "dumb", {"term": "dumb"}),
        ({}, "dumb", {"term": ""}),
        ({"TERM": "xterm", "LC_ALL": "C"}, "encoding", {"encoding": "ASCII"}),
        (
            {"TERM": "xterm", "LC_ALL": "zh_CN.GB18030", "LANG": "C.UTF-8"},
            "encoding",
            {"encoding": "GB18030"},
        ),
        ({"TERM": "xterm", "LANG": "de_DE.ISO-8859-15@euro"}, "encoding", {"encoding": "ISO-8859-15"}),
    ],
)
def test_what_is_missing_is_named(environ: dict[str, str], kind: str, detail: dict[str, str]) -> None:
    with pytest.raises(TerminalError) as caught:
        require_terminal(environ)
    assert (caught.value.kind, caught.value.details) == (kind, detail)


@pytest.mark.parametrize("name", ["stdin", "stderr"])
@pytest.mark.parametrize("stream", [None, sys.__stdout__])
@pytest.mark.usefixtures("at_a_terminal")
def test_both_ends_must_be_terminals(monkeypatch: pytest.MonkeyPatch, name: str, stream: object) -> None:
    class File:
        def isatty(self) -> bool:
            return False

    monkeypatch.setattr(sys, f"__{name}__", None if stream is None else File())
    with pytest.raises(TerminalError) as caught:
        require_terminal({"TERM": "xterm"})
    assert (caught.value.kind, caught.value.details) == ("no-terminal", {"stream": name})


def test_the_first_that_is_set_names_the_encoding() -> None:
    assert stated_encoding({"LC_ALL": "", "LC_CTYPE": "zh_CN.GBK", "LANG": "C.UTF-8"}) == "GBK"


@pytest.mark.parametrize(
    ("stated", "background"),
    [("0;15", "light"), ("15;0", "dark"), ("0;7", "light"), ("0;8", "dark"), ("0;9", "light"),
     ("15;6", "dark"), ("0;16", "dark"), ("0;default;15", "light"), ("default;default", ""), ("", "")],
)  # fmt: skip
def test_a_light_background_is_known_by_the_colours_that_are_light(stated: str, background: str) -> None:
    assert stated_background({"COLORFGBG": stated}) == background


@pytest.mark.parametrize(
    ("colour", "background"),
    [("rgb:ffff/ffff/ffff", "light"), ("rgb:0000/0000/0000", "dark"), ("rgb:00/ff/00", "light"),
     ("rgb:00/00/ff", "dark"), ("rgb:ff/00/00", "dark"), ("rgb:f/f/e", "light"),
     ("rgba:fd/f6/e3/ff", "light"), ("rgb:28/2c/34", "dark"), ("?", "")],
)  # fmt: skip
def test_a_light_background_is_known_by_how_bright_it_looks(colour: str, background: str) -> None:
    assert reported_background(f"\x1b]11;{colour}\x07") == background
    assert reported_background(f"\x1b]10;{colour}\x07") == ""


def test_only_terminals_that_know_the_question_are_asked_for_their_background() -> None:
    for name in ("xterm-256color", "tmux-256color", "screen", "alacritty"):
        assert may_ask_background({"TERM": name})
    for name in ("linux", "vt100", "dumb", "", "ansi", "Eterm"):
        assert not may_ask_background({"TERM": name})


def test_what_the_person_has_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {"TEXTUAL_DISABLE_KITTY_KEY": "0", "COLUMNS": "33"}
    monkeypatch.setattr(os, "environ", environ)
    try:
        prepare_environment()
        assert not gc.isenabled()
    finally:
        gc.enable()
    assert environ["TEXTUAL_DISABLE_KITTY_KEY"] == "0"
    assert environ["TEXTUAL_ANIMATIONS"] == "none"
    assert "COLUMNS" not in environ
    try:
        environ.clear()
        prepare_environment(animations=True)
    finally:
        gc.enable()
    assert "TEXTUAL_ANIMATIONS" not in environ


LIBRARY = {
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_FPS": "120",
    "TEXTUAL_SMOOTH_SCROLL": "0",
}


def test_what_is_set_for_the_library_is_this_and_what_is_stale_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {"COLUMNS": "33", "LINES": "7", "TERM": "xterm"}
    monkeypatch.setattr(os, "environ", environ)
    try:
        prepare_environment()
        assert environ == {"TERM": "xterm", **LIBRARY}
        assert sys.getswitchinterval() == pytest.approx(TURN)
        environ.update(own := dict.fromkeys(LIBRARY, "own"))
        prepare_environment()
        assert environ == {"TERM": "xterm", **own}
    finally:
        gc.enable()


def test_behind_the_first_page_garbage_is_looked_for_again() -> None:
    before = gc.get_threshold()
    try:
        # Whatever an application in this process has set already.
        gc.set_threshold(700, 10, 10)
        gc.disable()
        after_first_page()
        assert gc.isenabled()
        assert gc.get_threshold()[2] > 10
        # Called twice it changes nothing any more.
        gc.set_threshold(700, 10, 10)
        after_first_page()
        assert gc.get_threshold() == (700, 10, 10)
    finally:
        gc.set_threshold(*before)
        gc.enable()
        gc.unfreeze()


def test_it_loads_no_textual() -> None:
    code = "import sys; from tui.app.terminal import capabilities, key_stream, terminal_file, clipboard; "
    code += "sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_input_beyond_the_limit_is_refused_and_without_a_terminal_so_is_the_rest() -> None:
    code = "import tui.app.terminal.capabilities as t\n"
    code += "try: t.adopt_piped_input(5)\nexcept t.TerminalError as e: print(e.kind)"
    for text, kind in ((b"123456", "too-large"), (b"12345", "no-terminal")):
        done = subprocess.run(
            [sys.executable, "-c", code], input=text, capture_output=True, check=True, start_new_session=True
        )
        assert done.stdout.decode().strip() == kind
