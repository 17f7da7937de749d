"""What the doctor advises: each finding has its sentence, and a good one has none."""

from __future__ import annotations

from typing import Any

import pytest

from tui.cli.doctor.advice import advise
from tui.cli.doctor.widths import AMBIGUOUS, CHINESE, EMOJI, width_advice, width_lines
from tui.locale import set_language
from tui.text.width import text_width


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    set_language("en")
    monkeypatch.delenv("NO_COLOR", raising=False)


def widths(cells: int = 1, setting: int = 1, answer: str = "told", **more: Any) -> dict[str, Any]:
    """What was measured on a terminal that draws ambiguous characters on so many cells."""
    measured = dict.fromkeys(AMBIGUOUS, cells) | {CHINESE: 2} | {text: text_width(text) for text in EMOJI}
    found = {"measured": measured, "ambiguous": cells, "setting": setting, "answer": answer}
    return found | {"milliseconds": 5.0, "background": ""} | more


@pytest.mark.parametrize(
    "told",
    [
        widths(answer="typed"),
        widths(answer="silent"),
        widths(2),
        widths(1, setting=2),
        widths(measured={**widths()["measured"], CHINESE: 1}, ambiguous=None),
        widths(measured={**widths()["measured"], CHINESE: 6}, ambiguous=None),
    ],
)
def test_advice_on_widths_is_in_the_language_that_is_spoken(told: dict[str, Any]) -> None:
    in_english = width_advice(told, "/s/settings.toml")
    set_language("zh_CN")
    in_chinese = width_advice(told, "/s/settings.toml")
    assert len(in_english) == len(in_chinese) == 1
    assert not set(in_english) & set(in_chinese)


def found(**changed: dict[str, Any]) -> dict[str, Any]:
    """What is found where all is well, with some of it otherwise."""
    well: dict[str, Any] = {
        "terminal": {"problem": "", "size": (120, 40), "term": "xterm-256color"},
        "tmux": {"inside": False, "set_clipboard": ""},
        "screen": {"inside": False},
        "clipboard": {"ssh": False, "desktop": True, "native": ["wl-copy"]},
        "colours": "truecolor",
        "widths": widths(),
        "settings": {"path": "/s/settings.toml", "problem": ""},
        "data": {"writable": True, "journal": "wal"},
    }
    for name, value in changed.items():
        well[name] = well[name] | value if isinstance(value, dict) else value
    return well


TMUX = {"inside": True, "set_clipboard": "on"}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"terminal": {"problem": "no terminal"}}, ["The reader can't open here: no terminal"]),
        ({"terminal": {"size": (60, 20)}}, []),
        ({"terminal": {"size": (59, 40)}}, ["The terminal is small"]),
        ({"terminal": {"size": (120, 19)}}, ["The terminal is small"]),
        ({"terminal": {"size": None}}, []),
        ({"terminal": {"term": "linux"}}, ["The console of Linux"]),
        ({"tmux": TMUX}, []),
        ({"tmux": TMUX | {"set_clipboard": "external"}}, []),
        ({"tmux": TMUX | {"set_clipboard": "off"}}, ["tmux keeps the clipboard to itself"]),
        ({"tmux": TMUX, "colours": "256"}, ["tmux shows 256 colours"]),
        ({"colours": "256"}, []),
        ({"tmux": TMUX, "clipboard": {"desktop": False}}, []),
        ({"screen": {"inside": True}}, ["GNU screen needs screen -U"]),
        ({"screen": {"inside": True}, "tmux": TMUX}, []),
        ({"clipboard": {"desktop": False}}, ["Copying goes through the terminal"]),
        ({"clipboard": {"native": []}}, ["Copying goes through the terminal"]),
        ({"clipboard": {"ssh": True}}, []),
        ({"clipboard": {"ssh": True}, "widths": {"milliseconds": 101.0}}, ["The line is slow"]),
        ({"widths": {"milliseconds": 101.0}}, []),
        ({"widths": widths(cells=2)}, ["The terminal draws — … “ · ① on 2 cells; set ambiguous_width = 2"]),
        ({"data": {"writable": False}}, ["The folder of the collection can't be written"]),
        ({"data": {"journal": "delete"}}, ["The collection is on a file system without shared memory"]),
        ({"data": {"journal": ""}}, []),
        ({"settings": {"problem": "line 3: no such setting"}}, ["line 3: no such setting"]),
    ],
)
def test_each_finding_has_its_advice(changed: dict[str, Any], expected: list[str]) -> None:
    advice = advise(found(**changed))
    assert [line[: len(words)] for line, words in zip(advice, expected, strict=True)] == expected


def test_colours_that_are_forbidden_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    (line,) = advise(found())
    assert line.startswith("NO_COLOR is set")


MIXED = dict.fromkeys(AMBIGUOUS, 2) | {AMBIGUOUS[0]: 1, CHINESE: 2}


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        (widths(1, 1), ""),
        (widths(2, 2), ""),
        (widths(1, 2), "on 1 cell; set ambiguous_width = 1 in F"),
        (widths(2, 2, measured=MIXED), "most of them fit ambiguous_width = 2, which is set."),
        (widths(2, 1, measured=MIXED), "fit another setting: set ambiguous_width = 2 in F"),
        (widths(None, 1, measured=MIXED), ""),  # type: ignore[arg-type]
        (widths(1, 1, "typed", measured={}), "was not asked how wide it draws; try again."),
        (widths(1, 1, "silent", measured={}), "set ambiguous_width = 2 in F"),
        (widths(1, 2, "silent", measured={}), "set ambiguous_width = 1 in F"),
        (widths(1, 1, "unasked", measured={}), ""),
        (
            widths(2, 1, measured=MIXED | {CHINESE: 1}),
            "draws 中 on 1 cell instead of 2; set its encoding to UTF-8.",
        ),
    ],
)
def test_the_width_that_is_drawn_is_the_one_to_set(measured: dict[str, Any], expected: str) -> None:
    advice = width_advice(measured, "F")
    assert len(advice) == bool(expected)
    assert "".join(advice).endswith(expected)


def test_what_is_drawn_otherwise_than_counted_is_named() -> None:
    assert width_lines(widths()) == ["1 cell: — … “ · ①", "2 cells: 中 " + " ".join(EMOJI)]
    ragged = widths()
    ragged["measured"][EMOJI[0]] = 1
    assert width_lines(ragged)[-1] == f"fangtan counts differently: {EMOJI[0]}"
    assert width_lines(widths(answer="silent", measured={})) == ["no answer"]
    assert width_lines(widths(answer="unasked", measured={})) == ["not asked"]
