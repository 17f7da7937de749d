"""What goes wrong is told as what it is; what is no collection is neither offered nor put in its place."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.test_backup import age, fill
from tui.locale import set_language
from tui.locale.messages import STORE_ERRORS, store_error_words
from tui.store.sqlite import backup, copies, read_only, restoring, schema
from tui.store.sqlite.opening import NAME, open_database
from tui.store.sqlite.translated_errors import translated
from tui.store.store_error import StoreError

OF_SQLITE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_PROTOCOL: "locked",
    sqlite3.SQLITE_BUSY_SNAPSHOT: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_CORRUPT_INDEX: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_READONLY: "unwritable",
    sqlite3.SQLITE_CANTOPEN: "unwritable",
    sqlite3.SQLITE_PERM: "unwritable",
    sqlite3.SQLITE_IOERR_WRITE: "unwritable",
    sqlite3.SQLITE_IOERR_SHORT_READ: "swapped",
    sqlite3.SQLITE_IOERR_LOCK: "no-locks",
    sqlite3.SQLITE_IOERR_RDLOCK: "no-locks",
    sqlite3.SQLITE_IOERR_UNLOCK: "no-locks",
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK: "no-locks",
    sqlite3.SQLITE_ERROR: "unwritable",
    None: "unwritable",
}


def told_of(path: Path, error: Exception) -> StoreError:
    with pytest.raises(StoreError) as caught, translated(path):
        raise error
    return caught.value


@pytest.mark.parametrize(("code", "kind"), OF_SQLITE.items())
def test_every_error_of_sqlites_is_told_in_its_kind(tmp_path: Path, code: int | None, kind: str) -> None:
    error = sqlite3.OperationalError("in its own words")
    if code is not None:
        error.sqlite_errorcode = code
    told = told_of(tmp_path / NAME, error)
    assert (told.kind, told.path) == (kind, str(tmp_path / NAME))
    assert told.details["reason"] == "in its own words"
    # Where nobody has put the damaged file aside there is nothing to decide yet.
    assert not told.asks


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, "full"), (errno.EDQUOT, "full"), (errno.EFBIG, "full"), (errno.EACCES, "unwritable"),
        (errno.EROFS, "unwritable"), (errno.ENOTDIR, "unwritable"), (errno.EIO, "unwritable"),
    ],
)  # fmt: skip
def test_every_error_of_the_systems_is_told_in_its_kind(tmp_path: Path, number: int, kind: str) -> None:
    told = told_of(tmp_path / NAME, OSError(number, os.strerror(number)))
    assert (told.kind, told.details["reason"]) == (kind, os.strerror(number))


@pytest.mark.parametrize(
    ("number", "readable"),
    [
        (errno.EROFS, True),
        (errno.EACCES, True),
        (errno.EPERM, True),
        (errno.ENOTDIR, False),
        (errno.EIO, False),
    ],
)
def test_what_may_not_be_written_is_read_and_nothing_else(
    tmp_path: Path, number: int, readable: bool
) -> None:
    told = told_of(tmp_path / NAME, OSError(number, os.strerror(number)))
    assert read_only.is_cause(told) is readable


@pytest.mark.parametrize(
    ("kind", "reading", "readable"),
    [
        ("full", False, True), ("no-locks", False, True), ("locked", False, False), ("locked", True, True),
        ("damaged", True, False), ("newer", True, False), ("foreign", True, False), ("swapped", True, False),
    ],
)  # fmt: skip
def test_of_what_kinds_it_is_read_all_the_same(
    tmp_path: Path, kind: str, reading: bool, readable: bool
) -> None:
    assert read_only.is_cause(StoreError(kind, tmp_path / NAME), reading=reading) is readable


@pytest.mark.parametrize(
    ("kind", "aside", "asks"),
    [
        ("damaged", "somewhere", True), ("damaged", "", False), ("missing", "", True), ("emptied", "", True),
        ("foreign", "", True), ("newer", "", False), ("locked", "", False), ("full", "", False),
        ("swapped", "", False), ("unwritable", "", False), ("tables", "", False), ("no-locks", "", False),
    ],
)  # fmt: skip
def test_a_person_decides_of_what_stands_in_the_collections_place(kind: str, aside: str, asks: bool) -> None:
    assert StoreError(kind, NAME, aside=aside).asks is asks


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_has_words_of_its_own(language: str) -> None:
    set_language(language)
    try:
        told = {kind: store_error_words(StoreError(kind, "/x/y", limit=3)) for kind in STORE_ERRORS}
    finally:
        set_language(None)
    assert len(set(told.values())) == len(told)
    assert not any("{" in words or words == kind for kind, words in told.items())
    limits = ("too-many", "too-long")
    assert all(("3" if kind in limits else "/x/y") in words for kind, words in told.items())


def _of_version(version: int) -> Callable[[Path], None]:
    def change(copy: Path) -> None:
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute(f"PRAGMA user_version = {version}")

    return change


def _of_another_program(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA application_id = 77")


def _a_folder(copy: Path) -> None:
    copy.unlink()
    copy.mkdir()


NO_COLLECTION: dict[str, Callable[[Path], object]] = {
    "of a later version": _of_version(schema.VERSION + 1),
    "of no version": _of_version(0),
    "of a version before the first": _of_version(-1),
    "of another program": _of_another_program,
    "cut off": lambda copy: copy.write_bytes(copy.read_bytes()[:6000]),
    "empty": lambda copy: copy.write_bytes(b""),
    "a text": lambda copy: copy.write_text("SQLite format 4"),
    "a folder": _a_folder,
}


@pytest.mark.parametrize("spoil", NO_COLLECTION.values(), ids=NO_COLLECTION)
def test_what_is_no_collection_is_neither_offered_nor_restored(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    fill(tmp_path, "first")
    with open_database(tmp_path) as database:
        good = backup.back_up(database, "one")
        bad = backup.back_up(database, "two")
    assert copies.newest(tmp_path) in (good, bad, *copies.backups(tmp_path))
    spoil(bad)
    for copy in copies.backups(tmp_path):
        if copy not in (good, bad):
            copy.unlink()
    assert copies.newest(tmp_path) == good
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(StoreError) as caught:
        restoring.restore(tmp_path, bad)
    assert (caught.value.kind, caught.value.path) == ("unsound", str(bad))
    assert (tmp_path / NAME).read_bytes() == before
    assert not list(tmp_path.glob("*.replaced-*"))
    restoring.restore(tmp_path, good)
    assert len(list(tmp_path.glob("*.replaced-*"))) == 1


@pytest.mark.parametrize(("hours", "many"), [(0.5, 1), (3, 1), (23, 1), (24.1, 2), (49, 2)])
def test_the_next_copy_is_made_a_day_after_the_last(tmp_path: Path, hours: float, many: int) -> None:
    fill(tmp_path, "first")
    open_database(tmp_path).close()
    assert len(copies.backups(tmp_path)) == 1
    age(tmp_path, hours / 24)
    open_database(tmp_path).close()
    assert len(copies.backups(tmp_path)) == many
