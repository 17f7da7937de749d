"""What `fangtan --kiosk` does to its process before anything of the folder is opened."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tui.cli import kiosk, opening
from tui.kiosk import confinement, policy


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
