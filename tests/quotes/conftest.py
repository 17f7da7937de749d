from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.interview.model.interview import Interview
from tui.store.sqlite.opening import Database, open_database

from .making import SEEDS, TALK, make, make_seed


@pytest.fixture
def talk() -> Interview:
    return make(TALK)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "data") as opened:
        yield opened


@pytest.fixture(scope="session")
def seed() -> Interview:
    return make_seed(next(SEEDS.glob("*.md")).read_text("utf-8"))
