"""Waiting for other connections' commits, where the file is locked, replaced or closed meanwhile."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from tests.quotes.making import TALK, make, passage_of
from tui.quotes.collection import Collection
from tui.store.sqlite import change_watch
from tui.store.sqlite.opening import NAME, open_database
from tui.store.store_error import StoreError


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_watch, "LOOK_EVERY", 0.01)


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
@pytest.mark.parametrize("replaced", [True, False], ids=["replaced", "deleted"])
def test_files_taken_away_under_a_wait_are_told_of_by_the_next_change(
    tmp_path: Path, suffix: str, replaced: bool
) -> None:
    with open_database(tmp_path) as database:
        collection = Collection(database, make(TALK))
        collection.add(passage_of(make(TALK), "信任危机"))
        watch = database.watch()
        waiting = threading.Thread(target=watch.wait)
        waiting.start()
        path = tmp_path / f"{NAME}{suffix}"
        if replaced:
            shutil.copyfile(path, tmp_path / "other")
            (tmp_path / "other").replace(path)
        else:
            path.unlink()
        with pytest.raises(StoreError) as raised:
            collection.add(passage_of(make(TALK), "十二个人"))
        assert raised.value.kind == "swapped"
        assert Path(str(raised.value.details["rescued"])).exists()
        assert [quote.text for quote in collection.quotes()] == ["信任危机"]
        watch.end()
        waiting.join(60)
        assert not waiting.is_alive()


def test_where_it_cannot_be_told_somebody_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.store.sqlite.opening.on_network", lambda folder: True)
    with open_database(tmp_path, busy_seconds=0.01) as database:
        watch = database.watch()
        other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        assert watch.wait() is True
        with pytest.raises(StoreError):
            Collection(database, make(TALK))
        other.execute("ROLLBACK")
        other.close()
        # Whatever was done meanwhile, it is looked at once more.
        assert watch.wait() is True
        assert Collection(database, make(TALK)).quotes() == []


def test_a_wait_ends_once_the_database_is_closed(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    watch = database.watch()
    database.close()
    assert watch.wait() is False
