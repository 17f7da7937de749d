"""What `fangtan doctor` finds in the environment and the folders, and the page that it makes of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.outcome import Run
from tui import __version__
from tui.cli.doctor import _is_pipe, terminal_answers
from tui.cli.doctor.findings import findings
from tui.cli.doctor.page import page
from tui.cli.doctor.terminal_answers import _columns
from tui.cli.doctor.widths import AMBIGUOUS, CHINESE, EMOJI, _most, width_lines
from tui.locale import set_language
from tui.text.width import ambiguous_width

UNSET = (
    "NO_COLOR COLORTERM COLORFGBG TMUX STY SSH_CONNECTION SSH_CLIENT SSH_TTY DISPLAY WAYLAND_DISPLAY"
    " WSL_DISTRO_NAME LC_ALL LC_CTYPE LC_MESSAGES PYTHONUTF8 PYTHONIOENCODING"
)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """English, on a terminal of which nothing is told."""
    set_language("en")
    for name in UNSET.split():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("FANGTAN_CONFIG", str(tmp_path / "config"))


def found(tmp_path: Path, name: str = "data") -> dict[str, Any]:
    return findings(tmp_path / name, ask=False)


def test_a_script_finds_these_keys_and_no_others(tmp_path: Path) -> None:
    told = found(tmp_path)
    assert {name: list(value) if isinstance(value, dict) else None for name, value in told.items()} == {
        "version": ["fangtan", "python", "textual"],
        "terminal": ["stdin", "stdout", "stderr", "term", "size", "problem"],
        "colours": None,
        "background": None,
        "locale": ["language", "encoding", "variables"],
        "tmux": ["inside", "version", "set_clipboard"],
        "screen": ["inside"],
        "clipboard": ["ssh", "desktop", "native"],
        "data": ["path", "exists", "writable", "journal"],
        "settings": ["path", "exists", "problem"],
        "widths": ["ambiguous", "measured", "setting", "answer", "milliseconds"],
    }
    assert told["version"]["fangtan"] == __version__
    assert told["version"]["python"] == sys.version.split()[0]
    assert told["version"]["textual"].startswith("8.2.")


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({}, "256"),
        ({"TERM": "xterm"}, "16"),
        ({"TERM": "dumb"}, "none"),
        ({"TERM": ""}, "none"),
        ({"TERM": "xterm-direct"}, "truecolor"),
        ({"COLORTERM": "truecolor"}, "truecolor"),
        ({"COLORTERM": "24bit"}, "truecolor"),
        ({"COLORTERM": "yes"}, "256"),
        ({"COLORTERM": "truecolor", "NO_COLOR": ""}, "none"),
        ({"COLORTERM": "truecolor", "TERM": "dumb"}, "none"),
    ],
)
def test_colours(
    environ: dict[str, str], colours: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert found(tmp_path)["colours"] == colours


@pytest.mark.parametrize(
    ("stated", "background"), [("", ""), ("0;15", "light"), ("15;0", "dark"), ("default;default", "dark")]
)
def test_what_is_behind_the_letters(
    stated: str, background: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORFGBG", stated)
    assert found(tmp_path)["background"] == background


def test_the_locale_is_told_as_it_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    told = found(tmp_path)["locale"]
    assert told["language"] == "en"
    assert told["variables"] == {"LC_ALL": "zh_CN.UTF-8", "LANG": "C.UTF-8"}


def tool(folder: Path, name: str, script: str) -> None:
    """A program of that name."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_tmux_is_asked_only_inside_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(
        tmp_path / "bin",
        "tmux",
        'case $1 in -V) echo tmux 3.4;; *) echo "$@" | grep -q set-clipboard && echo on;; esac',
    )
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    outside = {"inside": False, "version": "", "set_clipboard": ""}
    assert found(tmp_path)["tmux"] == outside
    monkeypatch.setenv("TMUX", "/tmp/t,1,0")
    assert found(tmp_path)["tmux"] == {"inside": True, "version": "3.4", "set_clipboard": "on"}
    tool(tmp_path / "bin", "tmux", "echo tmux 3.4; exit 1")
    assert found(tmp_path)["tmux"] == {**outside, "inside": True}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert found(tmp_path)["tmux"] == {**outside, "inside": True}
    assert found(tmp_path)["screen"] == {"inside": False}
    monkeypatch.setenv("STY", "1.x")
    assert found(tmp_path)["screen"] == {"inside": True}


def test_where_a_clipboard_is_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert found(tmp_path)["clipboard"] == {"ssh": False, "desktop": False, "native": []}
    for name in ("xsel", "wl-copy", "sleep"):
        tool(tmp_path / "bin", name, "true")
    monkeypatch.setenv("DISPLAY", ":0")
    assert found(tmp_path)["clipboard"] == {"ssh": False, "desktop": True, "native": ["wl-copy", "xsel"]}
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    assert found(tmp_path)["clipboard"] == {"ssh": True, "desktop": False, "native": ["wl-copy", "xsel"]}


def test_the_collections_folder(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "data")
    assert found(tmp_path)["data"] == {"path": path, "exists": False, "writable": True, "journal": ""}
    (tmp_path / "data").mkdir()
    assert found(tmp_path)["data"] == {"path": path, "exists": True, "writable": True, "journal": ""}
    talk = tmp_path / "talk.md"
    talk.write_text("问：好吗？\n\n答：好。\n", "utf-8")
    assert run("quotes", "add", talk, "--turn", 2).status == 0
    assert found(tmp_path)["data"]["journal"] == "wal"
    (tmp_path / "data" / "collection.sqlite3").write_bytes(b"no database" * 99)
    assert found(tmp_path)["data"]["journal"] == ""
    # Above a folder that is not there yet the nearest that is decides.
    assert found(tmp_path, "a/b/c")["data"]["writable"] is True
    inside = found(tmp_path, "talk.md/inside")["data"]
    assert (inside["exists"], inside["writable"]) == (False, False)


def test_the_settings_file(tmp_path: Path) -> None:
    path = str(tmp_path / "config" / "settings.toml")
    assert found(tmp_path)["settings"] == {"path": path, "exists": False, "problem": ""}
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("ambiguous_width = 2")
    told = found(tmp_path)
    assert told["settings"] == {"path": path, "exists": True, "problem": ""}
    assert told["widths"]["setting"] == 2
    (tmp_path / "config" / "settings.toml").write_text("colum = 2")
    assert "colum" in found(tmp_path)["settings"]["problem"]


def test_why_the_reader_does_not_open_is_told(tmp_path: Path) -> None:
    terminal = found(tmp_path)["terminal"]
    assert terminal["stdout"] is False
    assert (
        terminal["problem"] == "the reader needs a terminal; in scripts use: fangtan show, search, export …"
    )


class Screen:
    """A stream that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("sizes", "size"),
    [
        ({2: (100, 30)}, [100, 30]),
        ({2: (0, 0), 1: (90, 20)}, [90, 20]),
        ({0: (80, 24)}, [80, 24]),
        ({2: (0, 0)}, None),
        ({}, None),
    ],
)
def test_the_size_is_that_of_the_first_stream_that_knows_one(
    sizes: dict[int, tuple[int, int]], size: list[int] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(number: int) -> os.terminal_size:
        if number in sizes:
            return os.terminal_size(sizes[number])
        raise OSError

    monkeypatch.setattr(os, "get_terminal_size", told)
    assert found(tmp_path)["terminal"]["size"] == size


@pytest.mark.parametrize(
    ("ask", "encoding", "asked"), [(True, "", True), (False, "", False), (True, "zh_CN.GB18030", False)]
)
def test_only_a_terminal_of_utf8_is_asked_for_its_widths(
    ask: bool, encoding: str, asked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def measure(setting: int, ask: bool) -> dict[str, Any]:
        seen.append(ask)
        return {"background": "light"}

    monkeypatch.setattr(sys.modules["tui.cli.doctor.findings"], "measure_widths", measure)
    monkeypatch.setattr(sys, "stdout", Screen())
    if encoding:
        monkeypatch.setenv("LC_ALL", encoding)
    assert findings(tmp_path, ask=ask)["background"] == "light"
    assert seen == [asked]
    monkeypatch.setattr(sys, "stdout", None)
    findings(tmp_path, ask=ask)
    assert seen[1:] == [False]


def test_a_pipe_is_known_from_a_file(tmp_path: Path) -> None:
    source, target = os.pipe()
    assert _is_pipe(target)
    os.close(source)
    os.close(target)
    assert not _is_pipe(target)
    with (tmp_path / "file").open("w") as file:
        assert not _is_pipe(file.fileno())


# -- the page -----------------------------------------------------------------------------------------------


def well(**changed: Any) -> dict[str, Any]:
    """What is found on a terminal where all is well, with some of it otherwise."""
    measured = dict.fromkeys(AMBIGUOUS, 1) | {CHINESE: 2} | dict.fromkeys(EMOJI, 2)
    told: dict[str, Any] = {
        "version": {"fangtan": "1.0", "python": "3.11.7", "textual": "8.2.1"},
        "terminal": {
            "stdin": True, "stdout": True, "stderr": True, "term": "xterm", "size": [200, 40], "problem": "",
        },
        "colours": "truecolor",
        "background": "dark",
        "locale": {"language": "en", "encoding": "utf-8", "variables": {}},
        "tmux": {"inside": False, "version": "", "set_clipboard": ""},
        "screen": {"inside": False},
        "clipboard": {"ssh": False, "desktop": True, "native": ["wl-copy", "xsel"]},
        "data": {"path": "/d", "exists": True, "writable": True, "journal": "wal"},
        "settings": {"path": "/s/settings.toml", "exists": True, "problem": ""},
        "widths": {
            "ambiguous": 1, "measured": measured, "setting": 1, "answer": "told", "milliseconds": 5.5,
        },
    }  # fmt: skip
    return {
        name: value | changed.get(name, {}) if isinstance(value, dict) else changed.get(name, value)
        for name, value in told.items()
    }


PAGE = f"""\
fangtan     1.0 · Python 3.11.7 · Textual 8.2.1
Terminal    TERM=xterm · 200 × 40
Widths      1 cell: {" ".join(AMBIGUOUS)}
            2 cells: 中 {" ".join(EMOJI)}
Line        on this machine · the terminal answers after 5.5 ms
Colours     truecolor · dark background
Locale      en · utf-8
tmux        no
Clipboard   OSC 52 · wl-copy · xsel
Collection  /d · writable · journal wal
Settings    /s/settings.toml

Nothing needs to be set."""


def test_where_all_is_well_the_page_says_so() -> None:
    assert page(well(), []) == PAGE


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"terminal": {"size": None}}, "Terminal    TERM=xterm · size unknown"),
        ({"terminal": {"stdin": False}}, "Terminal    TERM=xterm · 200 × 40 · only stdout stderr"),
        (
            {"terminal": dict.fromkeys(("stdin", "stdout", "stderr"), False)},
            "Terminal    TERM=xterm · 200 × 40 · no terminal",
        ),
        ({"clipboard": {"ssh": True}}, "Line        over SSH · the terminal answers after 5.5 ms"),
        ({"widths": {"milliseconds": 0}}, "Line        on this machine"),
        ({"tmux": {"inside": True}}, "Line        on this machine"),
        ({"screen": {"inside": True}, "clipboard": {"ssh": True}}, "Line        over SSH"),
        ({"screen": {"inside": True}}, "screen      yes"),
        ({"colours": "none", "background": ""}, "Colours     none"),
        ({"colours": "16", "background": "light"}, "Colours     16 · light background"),
        (
            {"tmux": {"inside": True, "version": "3.4", "set_clipboard": "on"}},
            "tmux        3.4 · set-clipboard on",
        ),
        ({"tmux": {"inside": True}}, "tmux        ? · set-clipboard ?"),
        ({"clipboard": {"native": []}}, "Clipboard   OSC 52"),
        ({"data": {"writable": False}}, "Collection  /d · can't be written · journal wal"),
        ({"data": {"exists": False, "journal": ""}}, "Collection  /d · writable · not made yet"),
        ({"settings": {"exists": False}}, "Settings    /s/settings.toml · not made yet"),
        ({"widths": {"measured": {}, "answer": "silent"}}, "Widths      no answer"),
        ({"widths": {"measured": {}, "answer": "unasked", "ambiguous": None}}, "Widths      not asked"),
    ],
)
def test_what_is_otherwise_is_told_in_its_line(changed: dict[str, Any], line: str) -> None:
    lines = page(well(**changed), []).splitlines()
    assert line in lines
    # And in no other, but that a multiplexer and the widths are told of in two.
    names = {
        line.split()[0],
        *(("Line", "Widths", "2", "tmux") if {"tmux", "screen", "widths"} & set(changed) else ()),
    }
    assert [
        one for one in PAGE.splitlines() if one and one.split()[0] not in names and one not in lines
    ] == []


def test_advice_has_a_mark_and_is_broken_between_words() -> None:
    told = well(
        terminal={"size": [44, 30]}, settings={"path": "/a/path/that/is/longer/than/a/line/of/forty-four"}
    )
    lines = page(
        told, ["Set ambiguous_width = 2 in /some/where and all is well.", "两个字一行也不断在标点前。"]
    ).splitlines()
    assert lines[lines.index("") + 1 :] == [
        "! Set ambiguous_width = 2 in /some/where and",
        "  all is well.",
        "! 两个字一行也不断在标点前。",
    ]
    # A path is left whole, whatever room there is.
    assert "Settings    /a/path/that/is/longer/than/a/line/of/forty-four" in lines
    assert "fangtan     1.0 · Python 3.11.7" in lines
    assert "            Textual 8.2.1" in lines
    told["terminal"]["stdout"] = False
    assert "fangtan     1.0 · Python 3.11.7 · Textual 8.2.1" in page(told, []).splitlines()


# -- the answers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heard", "columns"),
    [
        (b"\x1b[5;2R\x1b[5;3R\x1b[?64;1;22c", [2, 3]),
        (b"\x1b[5;2Rjk\x1b[5;3R", [2, 3]),
        # Shift+F3 sends what a cursor in the first line does.
        (b"\x1b[5;2R\x1b[1;2R\x1b[5;3R", [2, 3]),
        (b"\x1b[?64;1;22c", []),
        (b"", []),
    ],
)
def test_the_places_on_one_line_are_the_answers(heard: bytes, columns: list[int]) -> None:
    assert _columns(heard) == columns


@pytest.mark.parametrize(
    ("cells", "most"),
    [
        (dict.fromkeys(AMBIGUOUS, 1) | {CHINESE: 2}, 1),
        (dict.fromkeys(AMBIGUOUS, 2) | {CHINESE: 2}, 2),
        (dict(zip(AMBIGUOUS, (1, 1, 2, 2, 2), strict=True)) | {CHINESE: 2}, 2),
        (dict(zip(AMBIGUOUS, (1, 1, 2, 2, 3), strict=True)) | {CHINESE: 2}, None),
        (dict.fromkeys(AMBIGUOUS, 3) | {CHINESE: 2}, None),
        (dict.fromkeys(AMBIGUOUS, 1) | {CHINESE: 3}, None),
        ({}, None),
    ],
)
def test_what_most_characters_take_is_the_width(cells: dict[str, int], most: int | None) -> None:
    assert _most(cells) == most


def test_where_chinese_is_drawn_wrongly_nothing_is_concluded_of_the_rest() -> None:
    measured = dict.fromkeys((*AMBIGUOUS, CHINESE, *EMOJI), 3)
    assert width_lines({"measured": measured, "answer": "told"}) == [
        f"3 cells: {' '.join((*AMBIGUOUS, CHINESE, *EMOJI))}"
    ]


def test_the_page_is_laid_out_by_what_the_terminal_draws() -> None:
    # With two cells for the dots between them, one less has room in a line.
    narrow = {"terminal": {"size": [58, 30]}}
    drawn = {"measured": {}, "answer": "silent", "setting": 1}
    lines = page(well(**narrow, widths={**drawn, "ambiguous": None}), []).splitlines()
    assert lines[0] == "fangtan     1.0 · Python 3.11.7 · Textual 8.2.1"
    for widths in ({"ambiguous": 2}, {"ambiguous": None, "setting": 2}):
        told = well(terminal={"size": [48, 30]}, widths={**drawn, **widths})
        assert page(told, []).splitlines()[0] == "fangtan     1.0 · Python 3.11.7"
    told = well(terminal={"size": [48, 30]}, widths={**drawn, "ambiguous": 1, "setting": 2})
    assert page(told, []).splitlines()[0] == "fangtan     1.0 · Python 3.11.7 · Textual 8.2.1"
    assert ambiguous_width() == 1


@pytest.mark.parametrize("term", ["dumb", "DUMB", "", "unknown"])
def test_what_has_no_screen_is_not_asked(term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(terminal_answers, "_open_terminal", lambda: pytest.fail("it was opened"))
    assert terminal_answers.drawn_widths(("中",)) == terminal_answers.UNASKED


def test_where_there_is_no_terminal_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_there() -> int:
        raise OSError

    monkeypatch.setattr(terminal_answers, "_open_terminal", none_there)
    assert terminal_answers.drawn_widths(("中",)) == terminal_answers.UNASKED
    source, target = os.pipe()
    try:
        monkeypatch.setattr(terminal_answers, "_open_terminal", lambda: os.dup(source))
        assert terminal_answers.drawn_widths(("中",)) == terminal_answers.UNASKED
    finally:
        os.close(source)
        os.close(target)
