"""What the tests of the library share: a cache of their own, and a folder of small interviews."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.making import TALKS


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of whoever runs the tests is read or changed."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return cache / "fangtan"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three interviews."""
    made = tmp_path / "talks"
    made.mkdir()
    for name, text in TALKS.items():
        (made / name).write_text(text, "utf-8")
    return made
