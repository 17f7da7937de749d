"""What `fangtan --kiosk` does to its process before anything of the folder is opened."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tui import locale
from tui.cli import kiosk, opening
from tui.cli.output import Fault
from tui.interview.model.errors import InputError
from tui.kiosk import confinement, policy


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell is in the folder above."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What is done to the process, in this order; none of it is, here."""
    deeds: list[tuple[Any, ...]] = []

    def noted(name: str) -> Any:
        def note(*given: object, **_more: object) -> int:
            deeds.append((name, *given))
            return 0

        return note

    for name in ("clean_environment", "limit_resources", "confine"):
        monkeypatch.setattr(confinement, name, noted(name))
    monkeypatch.setattr(policy, "restrict", noted("restrict"))
    monkeypatch.setattr(os, "chdir", noted("chdir"))
    monkeypatch.setattr(opening, "open_reader", noted("open_reader"))
    return deeds


def test_the_process_is_closed_before_it_opens_anything(
    done: list[tuple[Any, ...]], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANGTAN_DATA", str(folder))
    (tmp_path / "by-link").symlink_to(folder)
    own = tmp_path / "own"
    assert kiosk.run(["--kiosk", str(tmp_path / "by-link"), "--data", str(own), "--plain"]) == 0
    names = [deed[0] for deed in done]
    assert names[0] == "clean_environment"
    assert names[-2:] == ["confine", "open_reader"]
    assert sorted(names[1:-2]) == ["chdir", "limit_resources", "restrict"]
    deeds = {name: given for name, *given in done}
    assert deeds["restrict"] == [policy.kiosk(folder)]
    assert deeds["chdir"] == [folder]
    assert deeds["confine"] == [folder, own]
    paths, settings, data = deeds["open_reader"]
    assert paths == [str(folder)]
    assert settings.plain
    assert data == str(own)
    assert own.stat().st_mode & 0o077 == 0


def test_without_a_folder_of_their_own_it_is_that_of_the_password_file(
    done: list[tuple[Any, ...]], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confinement, "home", lambda: str(tmp_path / "home"))
    kiosk.run(["--kiosk", str(folder)])
    assert done[-1][3] == str(tmp_path / "home" / ".local" / "share" / "fangtan")


@pytest.mark.parametrize(
    ("words", "language", "plain"),
    [
        (["--kiosk", "{folder}"], "en", False),
        (["--kiosk={folder}", "--language", "zh_CN"], "zh_CN", False),
        (["--plain", "--language=zh", "--kiosk", "{folder}"], "zh_CN", True),
    ],
)
def test_the_keeper_says_how_it_speaks_and_draws(
    done: list[tuple[Any, ...]],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    language: str,
    plain: bool,
) -> None:
    monkeypatch.setattr(confinement, "home", lambda: str(tmp_path / "home"))
    monkeypatch.setenv("LANGUAGE", "en")
    before = locale.language()
    try:
        kiosk.run([word.format(folder=folder) for word in words])
        assert locale.language() == language
    finally:
        locale.set_language(before)
    assert done[-1][2].plain is plain


def test_a_language_that_there_is_not_is_told_in_the_keepers_own(
    done: list[tuple[Any, ...]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = locale.language()
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    try:
        locale.set_language(None)
        with pytest.raises(Fault, match="没有这种语言"):
            kiosk.run(["--kiosk", str(folder), "--language", "fr"])
    finally:
        locale.set_language(before)


def test_a_folder_of_its_own_is_meant_from_where_the_shell_began(
    elsewhere: None, done: list[tuple[Any, ...]], folder: Path, tmp_path: Path
) -> None:
    kiosk.run(["--kiosk", "interviews", "--data", "own"])
    deeds = {name: given for name, *given in done}
    assert deeds["confine"] == [folder, tmp_path / "own"]
    assert deeds["open_reader"][0] == [str(folder)]
    assert deeds["open_reader"][2] == str(tmp_path / "own")


def test_a_collection_that_can_not_be_made_keeps_nobody_from_reading(
    done: list[tuple[Any, ...]], folder: Path
) -> None:
    assert kiosk.run(["--kiosk", str(folder), "--data", str(folder / "一.md" / "inside")]) == 0
    assert done[-1][0] == "open_reader"


@pytest.mark.parametrize("words", [["--kiosk", ""], ["--kiosk="], ["--kiosk", "{folder}", "--data="]])
def test_an_empty_name_is_not_the_folder_that_the_shell_began_in(
    done: list[tuple[Any, ...]], folder: Path, words: list[str]
) -> None:
    with pytest.raises(Fault):
        kiosk.run([word.format(folder=folder) for word in words])
    assert [deed[0] for deed in done] == ["clean_environment"]


@pytest.mark.parametrize("named", ["none", "一.md"])
def test_what_is_no_folder_is_none(done: list[tuple[Any, ...]], folder: Path, named: str) -> None:
    with pytest.raises(InputError) as caught:
        kiosk.run(["--kiosk", str(folder / named)])
    assert caught.value.kind == "missing"
    assert [deed[0] for deed in done] == ["clean_environment"]
