from __future__ import annotations

from pathlib import Path

import pytest

from tui import paths


def test_the_folder_named_outright_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANGTAN_DATA", str(tmp_path / "environment"))
    assert paths.data_dir(str(tmp_path / "option")) == tmp_path / "option"
    assert paths.data_dir() == tmp_path / "environment"


def test_without_a_name_the_systems_folder_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FANGTAN_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.data_dir() == tmp_path / "fangtan"
    # An empty variable names nothing, least of all the working folder.
    monkeypatch.setenv("FANGTAN_DATA", "")
    assert paths.data_dir() == tmp_path / "fangtan"


def test_a_tilde_is_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths.data_dir("~/interviews") == tmp_path / "interviews"


def test_settings_and_cache_stand_apart_from_the_collection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FANGTAN_DATA", raising=False)
    monkeypatch.delenv("FANGTAN_CONFIG", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert paths.cache_dir() == tmp_path / "cache" / "fangtan"
    assert paths.config_dir() == tmp_path / "config" / "fangtan"
    assert len({paths.data_dir(), paths.cache_dir(), paths.config_dir()}) == 3


def test_asking_makes_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANGTAN_CONFIG", str(tmp_path / "config"))
    paths.data_dir(str(tmp_path / "data"))
    paths.config_dir()
    assert list(tmp_path.iterdir()) == []


def test_the_bundled_interview_is_there() -> None:
    assert "杨植麟" in paths.bundled_interview().read_text("utf-8")
