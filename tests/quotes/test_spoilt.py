"""A row that is not as it was written is set apart and told of; the others go on, and it comes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.interview.model.interview import Credits, Interview
from tui.quotes import packing
from tui.quotes.collection import Collection
from tui.quotes.mending import discard, mend, spoilt_rows
from tui.quotes.quote import Quote, Source
from tui.quotes.quote_error import QuoteError
from tui.store.quote_store import SourceRecord
from tui.store.sqlite import backup, copies, seals
from tui.store.sqlite.opening import NAME, Database, open_database
from tui.store.store_error import StoreError

from .making import TALK, kept_text, make, passage_of

WORDS = ["你什么时候", "十二个人", "信任危机"]

Spoil = Callable[..., None]


@pytest.fixture
def taken(tmp_path: Path, talk: Interview) -> list[Quote]:
    """Three quotes with notes, closed, and a backup of them."""
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        for words in WORDS:
            collection.add(passage_of(talk, words), note=f"注：{words}", tags=["标签"])
        backup.back_up(database, "by-hand")
        return collection.quotes()


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Writes into the file as no program of ours does."""

    def write(sql: str, *values: Any) -> None:
        connection = sqlite3.connect(tmp_path / NAME, isolation_level=None)
        connection.execute(sql, values)
        connection.close()

    return write


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", "replace(body, '\\u5341\\u4e8c', '\\u5341\\u4e94')"),
        ("body", "substr(body, 1, 80)"),
        ("body", "replace(body, 'speaker', 'speakes')"),
        ("body", "CAST(x'ff' || body AS TEXT)"),
        ("note", "note || '。'"),
        ("note", "CAST(x'e4b8' AS TEXT)"),
        ("tags", "'['"),
        ("colour", "'red'"),
        ("decision", "'{'"),
        ("created", "'2001-01-01T00:00:00Z'"),
        ("source", "'" + "0" * 64 + "'"),
        ("interview", "7"),
        ("removed", "1"),
        ("revision", "-1"),
        ("position", "'x'"),
        ("seal", "seal + 1"),
    ],
)
def test_any_column_altered_sets_that_quote_apart(
    tmp_path: Path, talk: Interview, taken: list[Quote], spoil: Spoil, column: str, value: str
) -> None:
    spoil(f"UPDATE quote SET {column} = {value} WHERE id = ?", taken[1].id)
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        assert collection.quotes() == [taken[0], taken[2]]
        (spoilt,) = collection.spoilt
        assert spoilt.id == taken[1].id
        assert [one.id for one in spoilt_rows(database)] == [taken[1].id]
        # The others go on.
        collection.set_note(taken[0].id, "neu")
        assert len(collection.quotes()) == 2
        (mended,) = mend(database, copies.backups(tmp_path))
        assert mended.is_back
        assert {quote.id: quote.note for quote in collection.quotes()} == {
            taken[0].id: "neu",
            taken[1].id: taken[1].note,
            taken[2].id: taken[2].note,
        }
        assert collection.spoilt == []
        assert Collection(database, talk).get(taken[1].id) == taken[1]


def test_an_id_that_was_altered_is_found_by_its_row(
    tmp_path: Path, talk: Interview, taken: list[Quote], spoil: Spoil
) -> None:
    spoil("UPDATE quote SET id = 'q-\x01' WHERE id = ?", taken[1].id)
    with open_database(tmp_path) as database:
        (spoilt,) = Collection(database, talk).spoilt
        assert (spoilt.id, spoilt.turn, spoilt.words) == ("", taken[1].turn, taken[1].text)
        assert mend(database, copies.backups(tmp_path))[0].is_back
        assert Collection(database, talk).quotes() == taken


def test_without_a_backup_the_source_is_the_second_witness(
    tmp_path: Path, talk: Interview, taken: list[Quote], spoil: Spoil
) -> None:
    spoil(
        'UPDATE quote SET body = replace(body, \'"speaker":"\', \'"speaker":"x\') WHERE id = ?', taken[1].id
    )
    spoil("UPDATE quote SET body = replace(body, '\\u4fe1', '\\u4fe0') WHERE id = ?", taken[2].id)
    with open_database(tmp_path) as database:
        first, second = mend(database, [], talk)
        assert (first.by_source, second.is_back) == (True, False)
        collection = Collection(database, talk)
        back = collection.get(taken[1].id)
        assert back == taken[1]
        assert collection.quotes()[:2] == taken[:2]
        assert [one.id for one in collection.spoilt] == [taken[2].id]


def test_what_nothing_brings_back_can_be_discarded_and_stays_in_a_copy(
    tmp_path: Path, talk: Interview, taken: list[Quote], spoil: Spoil
) -> None:
    spoil("UPDATE quote SET body = '{' WHERE id = ?", taken[1].id)
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        copy = discard(database, collection.spoilt[0])
        assert spoilt_rows(database) == []
        assert Collection(database, talk).quotes() == [taken[0], taken[2]]
        with sqlite3.connect(copy) as old:
            assert old.execute("SELECT body FROM quote WHERE id = ?", (taken[1].id,)).fetchone() == ("{",)
        old.close()


def test_a_window_that_knew_the_quote_does_not_vouch_for_what_it_became(
    tmp_path: Path, talk: Interview, taken: list[Quote], spoil: Spoil
) -> None:
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        spoil("UPDATE quote SET body = replace(body, '\\u5341', '\\u4e5d') WHERE id = ?", taken[1].id)
        with pytest.raises(QuoteError) as caught:
            collection.set_colour([taken[1].id], "red")
        assert caught.value.kind == "spoilt"
        assert [one.id for one in Collection(database, talk).spoilt] == [taken[1].id]


def test_a_spoilt_change_ends_undo_and_alters_nothing(
    tmp_path: Path, talk: Interview, taken: list[Quote], spoil: Spoil
) -> None:
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        collection.retake(taken[1].id, passage_of(talk, "一共有十二个人"))
    spoil("UPDATE change SET images = replace(images, 'u4e8c', 'u4e94')")
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        before = collection.quotes()
        with pytest.raises(QuoteError) as caught:
            collection.undo()
        assert caught.value.kind == "undo-spoilt"
        assert collection.quotes() == before
    spoil("UPDATE change SET images = '[{'")
    with open_database(tmp_path) as database, pytest.raises(QuoteError):
        Collection(database, talk).undo()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE source SET interview = 9",
        "UPDATE source SET title = 'x', url = CAST(x'ff' AS TEXT)",
        "UPDATE source SET text = x'00'",
        "UPDATE source SET digest = upper(digest)",
        "UPDATE interview SET id = 9",
        "UPDATE interview SET revision = 'x'",
        "UPDATE path SET interview = 9",
        "UPDATE state SET value = '{'",
        "INSERT INTO position SELECT id, '', 'x', 'y', '', '' FROM interview",
    ],
)
def test_what_stands_beside_the_quotes_hides_none_of_them(
    tmp_path: Path, talk: Interview, taken: list[Quote], spoil: Spoil, sql: str
) -> None:
    spoil(sql)
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        assert collection.quotes() == taken
        collection.add(passage_of(talk, "谢谢你们"))
        assert collection.spoilt == []
    with open_database(tmp_path) as database:
        assert len(Collection(database, talk).quotes()) == 4


def test_a_stored_source_that_cannot_be_unpacked_is_none(
    tmp_path: Path, talk: Interview, taken: list[Quote], spoil: Spoil
) -> None:
    spoil("UPDATE source SET text = x'789c00'")
    with open_database(tmp_path) as database:
        assert kept_text(database, talk.digest) is None


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("PRAGMA user_version = 0", "tables"),
        ("PRAGMA user_version = 1", "tables"),
        ("PRAGMA user_version = -5", "tables"),
        ("PRAGMA user_version = 99", "newer"),
        ("DROP TABLE anchor", "tables"),
        ("ALTER TABLE quote DROP COLUMN note", "tables"),
        ("ALTER TABLE change RENAME TO changf", "tables"),
    ],
)
def test_tables_that_are_not_of_their_version_are_left_as_they_are(
    tmp_path: Path, taken: list[Quote], spoil: Spoil, sql: str, kind: str
) -> None:
    assert taken
    spoil("PRAGMA journal_mode = DELETE")
    spoil(sql)
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(StoreError) as caught:
        open_database(tmp_path)
    assert caught.value.kind == kind
    assert (tmp_path / NAME).read_bytes() == before


def test_an_older_backup_without_seals_gives_back_too(
    tmp_path: Path, talk: Interview, taken: list[Quote], spoil: Spoil
) -> None:
    (copy,) = copies.backups(tmp_path)
    with sqlite3.connect(copy, isolation_level=None) as old:
        for table in seals.NAMES:
            old.execute(f"ALTER TABLE {table} DROP COLUMN seal")
        old.execute("PRAGMA user_version = 2")
    old.close()
    spoil("UPDATE quote SET body = '' WHERE id = ?", taken[0].id)
    with open_database(tmp_path) as database:
        assert mend(database, [copy])[0].copy == copy
        assert Collection(database, talk).quotes() == taken


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_bit_of_a_row_is_noticed(database: Database, talk: Interview, data: st.DataObject) -> None:
    collection = Collection(database, talk)
    quote = collection.quotes()[0] if collection.quotes() else collection.add(passage_of(talk, WORDS[1]))
    names = ("id", "path", "created", "note", "tags", "body", "colour", "decision")
    column = data.draw(st.sampled_from(names))
    (value,) = database.rows(f"SELECT CAST({column} AS BLOB) FROM quote")[0]
    altered = bytearray(value or b"\0")
    altered[data.draw(st.integers(0, len(altered) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with database.transaction() as connection:
        connection.execute(f"UPDATE quote SET {column} = CAST(? AS TEXT)", (bytes(altered),))
    again = Collection(database, talk)
    assert (again.quotes(), len(again.spoilt)) == ([], 1)
    with database.transaction() as connection:
        connection.execute(f"UPDATE quote SET {column} = CAST(? AS TEXT)", (value,))
    assert Collection(database, talk).quotes() == [quote]


@pytest.mark.parametrize(
    "value",
    [
        "'{'",
        "''",
        "CAST(x'ff' AS TEXT)",
        "replace(found, 'ok', 'oj')",
        "replace(found, 'passage', 'passagf')",
        "replace(found, 'passage\": [', 'passage\": [1')",
        "replace(found, 'passage\": [', 'passage\": [\"x\", ')",
    ],
)
def test_a_place_that_is_spoilt_is_looked_for_again(
    tmp_path: Path, taken: list[Quote], spoil: Spoil, value: str
) -> None:
    edited = make("前言。\n\n" + TALK)
    with open_database(tmp_path) as database:
        before = Collection(database, edited).quotes()
    spoil(f"UPDATE anchor SET found = {value}")
    with open_database(tmp_path) as database:
        assert Collection(database, edited).quotes() == before
    assert len(before) == len(taken)


def test_a_row_is_not_given_back_where_another_has_its_id_by_now(
    tmp_path: Path, talk: Interview, taken: list[Quote], spoil: Spoil
) -> None:
    spoil("UPDATE quote SET id = 'q-\x01' WHERE id = ?", taken[1].id)
    spoil("UPDATE quote SET id = ?, note = 'another' WHERE id = ?", taken[1].id, taken[2].id)
    spoil(
        "UPDATE quote SET seal = ? WHERE id = ?",
        _seal_now(tmp_path, taken[1].id),
        taken[1].id,
    )
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        before = collection.quotes()
        assert [(quote.id, quote.text) for quote in before] == [
            (taken[0].id, taken[0].text),
            (taken[1].id, taken[2].text),
        ]
        (mended,) = mend(database, copies.backups(tmp_path))
        assert not mended.is_back
        assert Collection(database, talk).quotes() == before


def _seal_now(folder: Path, id: str) -> int:
    with sqlite3.connect(folder / NAME) as connection:
        row = connection.execute(f"SELECT {seals.columns('quote')} FROM quote WHERE id = ?", (id,)).fetchone()
    connection.close()
    return seals.seal_of("quote", row)


@pytest.mark.parametrize("is_open", [True, False])
def test_of_a_source_that_is_spoilt_no_more_is_told_than_is_known(talk: Interview, is_open: bool) -> None:
    sources = packing.Sources(talk if is_open else None)
    title, credits = (talk.title, talk.credits) if is_open else ("", Credits())
    assert sources.of(SourceRecord(talk.digest, "x"), "/a.md") == Source(talk.digest, "/a.md", title, credits)
    assert sources.of(SourceRecord("0" * 64, "x"), "/b.md") == Source("0" * 64, "/b.md")
    whole = SourceRecord("1" * 64, "题", Credits(author="甲"), is_sound=True)
    assert sources.of(whole, "/c.md") == Source("1" * 64, "/c.md", "题", Credits(author="甲"))
