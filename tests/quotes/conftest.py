from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from tui.interview.model.interview import Interview
from tui.quotes.collection import Collection
from tui.store.quote_store import QuoteStore
from tui.store.sqlite.opening import Database, open_database

from .making import SEEDS, TALK, make, make_seed
from .memory_store import MemoryData, MemoryStore

OpenStore = Callable[[Path], AbstractContextManager[QuoteStore]]


@pytest.fixture
def talk() -> Interview:
    return make(TALK)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "data") as opened:
        yield opened


@pytest.fixture(params=["sqlite", "memory"])
def open_store(request: pytest.FixtureRequest) -> OpenStore:
    """Opens the store of a folder, once more too: a database, or one in memory."""
    if request.param == "sqlite":
        return open_database
    kept: dict[Path, MemoryData] = {}
    return lambda folder: nullcontext(MemoryStore(kept.setdefault(folder, MemoryData())))


@pytest.fixture
def store(open_store: OpenStore, tmp_path: Path) -> Iterator[QuoteStore]:
    with open_store(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def collection(store: QuoteStore, talk: Interview) -> Collection:
    return Collection(store, talk)


@pytest.fixture(scope="session")
def seed() -> Interview:
    return make_seed(next(SEEDS.glob("*.md")).read_text("utf-8"))
