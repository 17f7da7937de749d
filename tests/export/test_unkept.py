"""What could not be written is in a file, and comes out of it as it would have been."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quotes.making import make
from tui.export.errors import ExportError
from tui.export.unkept import take_in, waiting, write
from tui.interview.model.interview import Interview
from tui.kiosk import policy
from tui.quotes.collection import Collection
from tui.quotes.quote import Quote
from tui.store.sqlite.opening import NAME, open_database
from tui.store.sqlite.scratch import scratch_copy

TALK = "".join(f"记者：第{n}问是什么？\n王敏：第{n}答，说的是{n}号的事情。\n" for n in range(1, 6))


@pytest.fixture
def talk() -> Interview:
    return make(TALK)


def content(collection: Collection) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(quote.text, quote.note, quote.tags) for quote in collection.quotes()}


def _nth(collection: Collection, at: int) -> Quote:
    quotes = collection.quotes()
    return quotes[at % len(quotes)]


def deed(kind: str, number: int) -> Callable[[Collection], object]:
    """A change that only adds; what it is about is found when it is done."""
    if kind == "add":
        return lambda collection: collection.add_words(number % 10 + 1, tags=[f"t{number}"])
    if kind == "note":
        return lambda collection: collection.set_note(_nth(collection, number).id, f"note {number}")
    if kind == "tags":
        return lambda collection: collection.retag([_nth(collection, number).id], [f"tag{number}"])
    return lambda collection: collection.undo()


STEPS = st.lists(st.tuples(st.sampled_from(["add", "note", "tags"]), st.integers(0, 30)), max_size=6)


@settings(max_examples=30, deadline=None)
@given(before=STEPS, begun=STEPS, undos=st.integers(0, 2), readable=st.booleans())
def test_the_file_brings_back_what_was_begun(
    before: list[tuple[str, int]], begun: list[tuple[str, int]], undos: int, readable: bool
) -> None:
    talk = make(TALK)
    with tempfile.TemporaryDirectory() as name, open_database(Path(name)) as database:
        data = Path(name)
        collection = Collection(database, talk)
        collection.add_words(10, note="there")
        for step in before:
            deed(*step)(collection)
        steps = [deed(*step) for step in begun]
        if readable:
            # Else the history is not known, and what was undone of it is not in the file.
            steps += [deed("undo", 0)] * undos
        with scratch_copy(data) as ideal_database:
            ideal = collection.rehearsed_in(ideal_database)
            for do in steps:
                do(ideal)
            want = content(ideal)
        if not readable:
            # Nothing can be read of it any more; the window still knows what it has read.
            (data / NAME).rename(data / "elsewhere")
        written = write(data, talk, steps, collection)
        if not readable:
            (data / "elsewhere").rename(data / NAME)
        assert collection.quotes() == Collection(database, talk).quotes(), "the collection itself changed"
        if written.path:
            take_in(collection, data)
        assert not waiting(data, talk)
        for text, note, tags in want:
            # A note that was replaced stays above the new one: nothing is thrown away by taking in.
            assert any(
                text == words and note in noted and set(tags) <= set(tagged)
                for words, noted, tagged in content(collection)
            )


def test_nothing_else_in_the_data_folder_tells_of_it(talk: Interview, tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        collection.add_words(1)

        def there() -> dict[str, bytes]:
            return {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}

        before = there()
        steps = [lambda collection, turn=turn: collection.add_words(turn) for turn in (2, 3, 4)]
        written = write(tmp_path, talk, steps, collection)
        assert written.path
        written.path.unlink()
        assert there() == before


def test_what_it_cannot_say_is_counted(talk: Interview, tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        first, second = collection.add_words(1), collection.add_words(2)
        written = write(
            tmp_path,
            talk,
            [
                lambda collection: collection.remove(first.id),
                lambda collection: collection.set_note("gone", "words"),
                lambda collection: collection.set_note(second.id, "words"),
            ],
            collection,
        )
    assert (written.quotes, written.undone) == (1, 2)


def test_a_removal_alone_needs_no_file(talk: Interview, tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        first = collection.add_words(1)
        written = write(tmp_path, talk, [lambda collection: collection.remove(first.id)], collection)
    assert (written.path, written.quotes, written.undone) == (None, 0, 1)


def test_it_waits_for_nobody_who_keeps_the_collection(talk: Interview, tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        Collection(database, talk).add_words(1)
    other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    # Whoever switches the journal keeps readers out too.
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    written = write(tmp_path, talk, [lambda collection: collection.add_words(2)], None)
    other.close()
    assert written.quotes == 1


def test_where_the_data_folder_takes_nothing_it_lies_beside_the_interview(tmp_path: Path) -> None:
    (tmp_path / "talks").mkdir()
    talk = make(TALK, path=str(tmp_path / "talks" / "talk.md"))
    (tmp_path / "data").write_text("no folder")
    written = write(tmp_path / "data", talk, [lambda collection: collection.add_words(2)], None)
    assert written.path
    assert written.path.parent == tmp_path / "talks"
    assert written.path.stat().st_mode & 0o077 == 0


def test_what_came_from_no_file_lies_at_home_and_else_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = make(TALK, path="-")
    (tmp_path / "data").write_text("no folder")
    (tmp_path / "home").mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    for home, expected in (("home", "home"), ("data", "temporary")):
        monkeypatch.setenv("HOME", str(tmp_path / home))
        written = write(tmp_path / "data", talk, [lambda collection: collection.add_words(2)], None)
        assert written.path
        assert written.path.parent == tmp_path / expected


def test_a_stranger_leaves_nothing_outside_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "talks").mkdir()
    talk = make(TALK, path=str(tmp_path / "talks" / "talk.md"))
    (tmp_path / "data").write_text("no folder")
    monkeypatch.setattr(policy, "_current", policy.kiosk(tmp_path / "talks"))
    with pytest.raises(ExportError, match="unwritable"):
        write(tmp_path / "data", talk, [lambda collection: collection.add_words(2)], None)
    assert list((tmp_path / "talks").iterdir()) == []


def test_what_is_no_collection_is_left_where_it_is(talk: Interview, tmp_path: Path) -> None:
    file = tmp_path / f"unkept-{talk.digest[:16]}-00000000.json"
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        file.write_text("{")
        assert take_in(collection, tmp_path) == []
    assert waiting(tmp_path, talk) == [file]


def test_no_place_at_all_is_an_error_and_nothing_else(
    talk: Interview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.export.unkept._places", lambda data, _interview: [data])
    (tmp_path / "data").write_text("no folder")
    with pytest.raises(ExportError, match="unwritable"):
        write(tmp_path / "data", talk, [lambda collection: collection.add_words(2)], None)
