"""The name of a file is completed where one is asked for, and nowhere in a kiosk."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.app.conftest import Opening
from tui.app.widgets.suggesters import PathSuggester, completed
from tui.kiosk import policy
from tui.kiosk.policy import Policy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("摘录", "notes", ".hidden"):
        (tmp_path / name).mkdir()
    for name in ("摘录.json", "note.md", "摘录/一.json", ".secret", "bad\x1bname"):
        (tmp_path / name).write_text("")
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("not", "note.md"),
        ("notes", "notes/"),
        ("note.md", None),
        ("摘", "摘录/"),
        ("摘录.", "摘录.json"),
        ("摘录/", "摘录/一.json"),
        (".", ".hidden/"),
        (".s", ".secret"),
        ("bad", None),
        ("none/", None),
        ("note.md/", None),
        ("\0", None),
    ],
)
def test_the_first_name_that_begins_so(folder: Path, typed: str, whole: str | None) -> None:
    found = completed(f"{folder}/{typed}")
    assert found == (whole and f"{folder}/{whole}")


def test_a_name_without_a_folder_is_one_of_this_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(folder))
    assert completed("no") == "note.md"
    assert completed("~/摘录.") == "~/摘录.json"
    assert completed("") is None


def test_only_what_is_wanted(folder: Path) -> None:
    assert completed(f"{folder}/", lambda name: name.endswith(".json")) == f"{folder}/notes/"
    assert completed(f"{folder}/note", lambda name: name.endswith(".json")) == f"{folder}/notes/"


async def test_never_in_a_kiosk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await PathSuggester().get_suggestion(f"{folder}/no") == f"{folder}/note.md"
    monkeypatch.setattr(policy, "_current", Policy(folder=folder, files=False))
    assert await PathSuggester().get_suggestion(f"{folder}/no") is None


async def test_the_file_of_an_export_and_of_an_import_is_completed(opening: Opening, folder: Path) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "a", "e")
        line = opened.app.screen.query_one("#file", Input)
        line.value = f"{folder}/"
        line.action_end()
        await opened.type("no")
        await opened.press("right")
        assert line.value == f"{folder}/note.md"
        assert await opened.shown("There is another file of this name")
        await opened.press("escape", "E")
        line = opened.app.screen.query_one("#answer", Input)
        line.value = f"{folder}/"
        line.action_end()
        await opened.type("摘")
        await opened.press("tab")
        await opened.type("一")
        await opened.press("right")
        assert line.value == f"{folder}/摘录/一.json"
