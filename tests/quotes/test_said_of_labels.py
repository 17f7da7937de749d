"""Quotes keep their words when a person says who speaks, and their speakers are compared anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unsure import TALK, doubt
from tui.export.document import Export
from tui.interview.reading import read
from tui.interview.speakers import sidecar
from tui.interview.speakers.sidecar import Sidecar
from tui.quotes.collection import Collection
from tui.quotes.quote import UNSURE, State
from tui.store.sqlite.opening import Database, open_database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(TALK, "utf-8")
    return path


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "data") as opened:
        yield opened


def test_a_quote_of_another_s_words_by_now_is_to_be_checked(file: Path, database: Database) -> None:
    collection = Collection(database, read(file))
    note = collection.add_words(4, "注意：以上是第一段。")
    other = collection.add_words(6)
    assert (note.speaker, note.state) == ("答者", State.OK)
    sidecar.write(file, Sidecar(labels={"注意": True}))
    again = Collection(database, read(file))
    first, second = again.quotes()
    assert (first.text, first.state) == (note.text, State.REVIEW)
    assert first.is_undecided
    # Whose words are the same person's is where it was, in a turn of another number.
    assert (second.text, second.state, second.speaker) == (other.text, State.OK, other.speaker)
    assert (other.turn, second.turn) == (6, 7)
    # A person may take the speaker of today, or keep the one it was taken from.
    places = again.places_for(first)[0]
    assert again.take_words(first.id, places).speaker == "注意"
    again.undo()
    kept = again.keep_words(first.id, places)
    assert (kept.text, kept.speaker, kept.is_undecided) == (note.text, "答者", False)
    # What was unsaid again is as it was.
    sidecar.write(file, Sidecar())
    assert [one.state for one in Collection(database, read(file)).quotes()] == [State.OK, State.OK]


def test_what_is_joined_is_no_other(file: Path, database: Database) -> None:
    Collection(database, read(file)).add_words(2)
    sidecar.write(file, Sidecar(names={"答者": "问者"}))
    (quote,) = Collection(database, read(file)).quotes()
    assert (quote.state, quote.speaker) == (State.OK, "问者")


def test_a_quote_carries_the_doubt_until_somebody_settles_it(
    file: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubt(monkeypatch)
    interview = read(file)
    collection = Collection(database, interview)
    quote = collection.add_words(2)
    assert quote.warnings == (UNSURE,)
    assert quote.passage
    assert collection.preview(quote.passage).warnings == (UNSURE,)
    for form, words in (
        ("markdown", "问者, 答者"),
        ("obsidian", "问者, 答者"),
        ("csv", UNSURE),
        ("json", UNSURE),
    ):
        assert words in Export(interview, (quote,), form).text()
    sidecar.write(file, Sidecar(labels={"问者": True, "答者": True}))
    interview = read(file)
    collection = Collection(database, interview)
    (quote,) = collection.quotes()
    assert quote.warnings == ()
    assert "Caution" not in Export(interview, (quote,), "markdown").text()
    # Note and tags are given meanwhile; the doubt is not written down with them.
    sidecar.write(file, Sidecar())
    collection = Collection(database, read(file))
    collection.set_note(quote.id, "x")
    sidecar.write(file, Sidecar(labels={"问者": True, "答者": True}))
    assert Collection(database, read(file)).get(quote.id).warnings == ()
