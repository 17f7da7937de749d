"""Light or dark: what a person chose, else what goes with the terminal, else what was shown the last time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.app.theme_choice import ThemeChoice
from tui.app.themes import DARK, LIGHT, variant
from tui.store.bookmarks import note_theme, noted_theme


class Shown:
    """A choice, and the themes that it has shown."""

    def __init__(self, data: Path, setting: str = "auto", *, few_colours: bool = False) -> None:
        self.themes: list[str] = []
        self.choice = ThemeChoice(setting, data, few_colours=few_colours, show=self.themes.append)


@pytest.mark.parametrize(
    ("setting", "stated", "noted", "theme"),
    [
        ("light", "15;0", DARK, LIGHT),
        ("dark", "0;15", LIGHT, DARK),
        ("auto", "0;15", DARK, LIGHT),
        ("auto", "15;0", LIGHT, DARK),
        ("auto", "", LIGHT, LIGHT),
        ("auto", "", DARK, DARK),
        ("auto", "", "", DARK),
    ],
)
def test_the_first_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, stated: str, noted: str, theme: str
) -> None:
    if stated:
        monkeypatch.setenv("COLORFGBG", stated)
    if noted:
        note_theme(tmp_path, noted)
    shown = Shown(tmp_path, setting)
    assert (shown.choice.name, shown.choice.shown) == (theme, theme)
    few = Shown(tmp_path, setting, few_colours=True)
    assert few.choice.shown == variant(theme, few=True) != theme


@pytest.mark.parametrize(("background", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_the_terminal_is_followed_until_somebody_chooses(tmp_path: Path, background: str, theme: str) -> None:
    shown = Shown(tmp_path)
    shown.choice.follow_terminal(background)
    assert (shown.themes, noted_theme(tmp_path)) == ([theme], theme)
    other = shown.choice.toggle()
    assert {theme, other} == {LIGHT, DARK}
    assert (shown.themes, noted_theme(tmp_path)) == ([theme, other], other)
    shown.choice.follow_terminal(background)
    assert shown.themes == [theme, other]


def test_what_was_chosen_the_last_time_is_taken_up_again(tmp_path: Path) -> None:
    shown = Shown(tmp_path)
    for left in (None, "", "monokai", 3):
        shown.choice.take_up(left)
    assert shown.themes == []
    shown.choice.take_up(LIGHT)
    shown.choice.follow_terminal("dark")
    assert shown.themes == [LIGHT]


@pytest.mark.parametrize("setting", ["light", "dark"])
def test_what_is_set_stays_unless_it_is_toggled(tmp_path: Path, setting: str) -> None:
    shown = Shown(tmp_path, setting)
    shown.choice.take_up(DARK if setting == "light" else LIGHT)
    shown.choice.follow_terminal("dark" if setting == "light" else "light")
    assert shown.themes == []
    shown.choice.toggle()
    assert shown.themes == [DARK if setting == "light" else LIGHT]


def test_in_few_colours_it_is_the_theme_for_few_that_is_shown(tmp_path: Path) -> None:
    shown = Shown(tmp_path, few_colours=True)
    shown.choice.toggle()
    assert (shown.themes, shown.choice.name) == ([variant(LIGHT, few=True)], LIGHT)
