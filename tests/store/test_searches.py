"""Earlier queries in the store."""

from __future__ import annotations

from pathlib import Path

from tui.search.history import remembering
from tui.store.sqlite import kv
from tui.store.sqlite.opening import open_database
from tui.store.sqlite.searches import keep, recall


def test_queries_outlive_the_program(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        assert recall(database) == []
        keep(database, lambda queries: remembering(queries, "长文本"))
        keep(database, lambda queries: remembering(queries, "\ud800 开源"))
    with open_database(tmp_path) as database:
        assert recall(database) == ["长文本", "\ud800 开源"]


def test_two_windows_keep_each_others_queries(tmp_path: Path) -> None:
    with open_database(tmp_path) as one, open_database(tmp_path) as other:
        keep(one, lambda queries: remembering(queries, "甲"))
        assert keep(other, lambda queries: remembering(queries, "乙")) == ["甲", "乙"]
        assert recall(one) == ["甲", "乙"]


def test_what_another_version_wrote_there_is_no_error(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        kv.put(database, "searches", {"not": "a list"})
        assert recall(database) == []
        kv.put(database, "searches", ["甲", 3])
        assert recall(database) == ["甲"]
