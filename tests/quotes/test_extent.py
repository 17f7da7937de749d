"""A quote given another extent: its words are exact in every version of the file, back and forth."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.quotes.collection import Collection
from tui.quotes.quote import Quote

from .conftest import OpenStore
from .making import TALK, make, passage_of

NEWER = "记者：先说一句别的好吗？\n王敏：当然可以，请说。\n" + TALK
NEWEST = "记者：再多一句开场白呢？\n王敏：也行，没有问题。\n" + NEWER


def stands(collection: Collection, quote: Quote) -> str:
    """The words that stand where a quote is shown to be."""
    assert quote.passage is not None
    return collection.interview.words(quote.passage)


def test_note_tags_and_order_stay(open_store: OpenStore, tmp_path: Path, talk: Interview) -> None:
    with open_store(tmp_path) as store:
        collection = Collection(store, talk)
        collection.add(passage_of(talk, "我们不知道"))
        id = collection.add(passage_of(talk, "信任危机"), note="批注", tags=["t"]).id
        collection.move(id, 0)
        before = collection.get(id)
        passage = passage_of(talk, "信任")
        after = collection.retake(id, passage)
        assert (after.text, after.note, after.tags, after.created) == ("信任", "批注", ("t",), before.created)
        assert next(iter(collection.quotes())).id == id
        assert collection.retake(id, passage) == after
        assert collection.undo()
        assert collection.get(id) == before
        assert collection.redo()
        assert collection.get(id) == after


def test_an_extent_is_never_taken_for_that_of_another_version(
    open_store: OpenStore, tmp_path: Path, talk: Interview
) -> None:
    newer, newest = make(NEWER), make(NEWEST)
    with open_store(tmp_path) as store:
        id = Collection(store, talk).add(passage_of(talk, "信任危机")).id
        for version in (newer, newest):
            # Each version looks for it once and keeps what it found.
            collection = Collection(store, version)
            assert stands(collection, collection.get(id)) == "信任危机"
        collection = Collection(store, newer)
        old = collection.get(id)
        assert old.passage is not None
        start, end = old.passage
        wider = Passage(Place(start.paragraph, start.offset - 2), end)
        taken = collection.retake(id, wider)
        assert stands(collection, taken) == taken.text
        for version in (talk, newer, newest):
            seen = Collection(store, version)
            assert stands(seen, seen.get(id)) == seen.get(id).text == taken.text
        assert Collection(store, newest).undo()
        for version in (talk, newer, newest):
            seen = Collection(store, version)
            assert stands(seen, seen.get(id)) == seen.get(id).text == "信任危机"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 400)), min_size=1, max_size=6))
def test_any_extents_undone_and_redone_are_those_that_were_taken(
    open_store: OpenStore, talk: Interview, cuts: list[tuple[int, int]]
) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
        collection = Collection(store, talk)
        first = collection.add(passage_of(talk, "信任危机"))
        seen = [first]
        for at, length in cuts:
            start, end = at % talk.characters, min(at % talk.characters + length, talk.characters)
            passage = Passage(_place(talk, start), _place(talk, end))
            try:
                quote = collection.retake(first.id, passage)
            except ValueError:
                continue
            if quote != seen[-1]:
                seen.append(quote)
        for before in reversed(seen[:-1]):
            assert collection.undo()
            assert collection.get(first.id) == before
        for after in seen[1:]:
            assert collection.redo()
            assert collection.get(first.id) == after


def _place(interview: Interview, position: int) -> Place:
    paragraph = max(
        number for number, before in enumerate(interview.before[:-1]) if before <= max(0, position)
    )
    return Place(paragraph, position - interview.before[paragraph])
