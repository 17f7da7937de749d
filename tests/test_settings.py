from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.locale import set_language
from tui.locale.messages import settings_error_words
from tui.settings import Settings, SettingsError, load, parse


def settings_of(folder: Path, words: str) -> tuple[Settings, SettingsError | None]:
    file = folder / "settings.toml"
    file.write_text(words, "utf-8")
    return load(file)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path / "none" / "settings.toml") == (Settings(), None)


def test_a_file_sets_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    words = 'language = "zh_CN"\ncolumn = 66\n[keymap]\n"turn.next" = "t,ctrl+t"\n'
    settings, problem = settings_of(tmp_path, words)
    assert problem is None
    assert settings == Settings(language="zh_CN", column=66, keymap={"turn.next": "t,ctrl+t"})


def test_the_file_is_looked_for_in_the_settings_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANGTAN_CONFIG", str(tmp_path))
    (tmp_path / "settings.toml").write_text('theme = "light"', "utf-8")
    assert load()[0].theme == "light"


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("column = ?", "syntax", "line 1"),
        ("colum = 80", "unknown", "colum"),
        ('column = "wide"', "value", "column"),
        ("column = 5", "value", "20-200"),
        ("reading_speed = 0", "value", "reading_speed"),
        ("ambiguous_width = 3", "value", "1-2"),
        ('theme = "pink"', "value", "light"),
        ('language = "fr"', "value", "zh_CN"),
        ('[keymap]\n"turn.next" = 3', "value", "keymap"),
        ("keymap = 3", "value", "keymap"),
    ],
)
def test_a_bad_file_is_told_of_in_one_line_and_the_defaults_hold(
    tmp_path: Path, words: str, kind: str, said: str
) -> None:
    set_language("en")
    settings, problem = settings_of(tmp_path, words)
    assert settings == Settings()
    assert problem is not None
    assert problem.kind == kind
    line = settings_error_words(problem)
    assert said in line
    assert "settings.toml" in line
    assert "\n" not in line


def test_a_folder_in_its_place_is_told_of(tmp_path: Path) -> None:
    settings, problem = load(tmp_path)
    assert settings == Settings()
    assert problem is not None
    assert problem.kind == "unreadable"


@given(st.binary(max_size=60))
def test_any_bytes_are_settings_or_one_error(data: bytes) -> None:
    told = None
    try:
        settings = parse(data, Path("settings.toml"))
    except SettingsError as error:
        told = settings_error_words(error)
    else:
        assert isinstance(settings, Settings)
    assert told is None or "settings.toml" in told
