"""Two windows on one collection: each undoes what it did itself, and no undo takes another's work away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tui.interview.model.interview import Interview
from tui.quotes.changes import ChangeKind
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database

from .conftest import OpenStore
from .making import passage_of

WORDS = ["你什么时候", "十二个人", "我们不知道", "我是后来", "信任危机", "谢谢你们"]
Two = tuple[Collection, Collection]


@pytest.fixture
def two(open_store: OpenStore, tmp_path: Path, talk: Interview) -> Iterator[Two]:
    with open_store(tmp_path) as one, open_store(tmp_path) as other:
        yield Collection(one, talk), Collection(other, talk)


def test_each_undoes_its_own(two: Two) -> None:
    here, there = two
    mine = here.add(passage_of(here.interview, WORDS[0]))
    yours = there.add(passage_of(there.interview, WORDS[1]))
    change = here.undo()
    assert change
    assert (change.quote, change.words, change.mine) == (mine.id, WORDS[0], True)
    assert here.quotes() == there.quotes() == [yours]
    assert here.undo() is None
    # What the other does now is no end of what can be done again here.
    there.set_note(yours.id, "n")
    assert here.redo()
    assert len(here.quotes()) == 2


def test_what_was_there_at_opening_can_be_undone_and_is_told_apart(
    open_store: OpenStore, tmp_path: Path, talk: Interview
) -> None:
    with open_store(tmp_path) as store:
        Collection(store, talk).add(passage_of(talk, WORDS[0]))
        later = Collection(store, talk)
        later.add(passage_of(talk, WORDS[1]))
        first, second = later.undo(), later.undo()
        assert first
        assert second
        assert (first.mine, second.mine) == (True, False)
        assert later.undo() is None
        assert later.redo()
        assert later.redo()
        assert len(later.quotes()) == 2


def test_what_another_has_worked_on_since_is_left_alone(two: Two) -> None:
    here, there = two
    quote = here.add(passage_of(here.interview, WORDS[0]))
    here.set_note(quote.id, "甲")
    there.set_note(quote.id, "乙")
    change = here.undo()
    assert change
    assert (change.kind, change.overtaken) == (ChangeKind.NOTE, True)
    assert here.get(quote.id).note == "乙"
    # It stands in nobody's way.
    change = here.undo()
    assert change
    assert (change.kind, change.overtaken) == (ChangeKind.ADD, False)
    assert there.undo()
    assert there.undo() is None


deeds = st.lists(
    st.tuples(
        st.integers(0, 1), st.sampled_from(["add", "remove", "note", "undo", "redo"]), st.integers(0, 5)
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
# What is undone and at once done again is one's own work, though the note in between is the other's.
@example([(1, "add", 0), (1, "note", 0), (0, "note", 0), (0, "undo", 0), (0, "redo", 0)])
def test_no_undo_takes_what_the_other_wrote(
    tmp_path_factory: pytest.TempPathFactory, talk: Interview, deeds: list[tuple[int, str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("data")
    with open_database(folder) as one, open_database(folder) as other:
        for database in (one, other):
            database.rows("PRAGMA synchronous = OFF")
        windows = Collection(one, talk), Collection(other, talk)
        wrote: dict[str, int] = {}
        for number, (who, deed, which) in enumerate(deeds):
            mine, quotes = windows[who], windows[who].quotes()
            before = {quote.id: quote.note for quote in quotes}
            if deed == "add":
                mine.add(passage_of(talk, WORDS[which]))
            elif deed in ("undo", "redo"):
                mine.undo() if deed == "undo" else mine.redo()
                for quote in mine.quotes():
                    note = before.get(quote.id, quote.note)
                    # A note written by the other, and not put back by oneself, is what it was.
                    others = note.startswith(str(1 - who)) and wrote.get(quote.id) != who
                    assert quote.note == note or not others
            elif quotes:
                id = quotes[which % len(quotes)].id
                mine.remove(id) if deed == "remove" else mine.set_note(id, f"{who}-{number}")
            assert windows[0].quotes() == windows[1].quotes()
            changed = [quote for quote in mine.quotes() if before.get(quote.id, "") != quote.note]
            wrote |= {quote.id: who for quote in changed}
