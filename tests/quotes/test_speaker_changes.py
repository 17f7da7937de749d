"""What is said of the speakers is undone and done again in one order with what is done to the quotes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.test_changing import locked
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview, Role
from tui.interview.reading import read
from tui.interview.speakers import sidecar
from tui.interview.speakers.sidecar import Sidecar, assigned, labelled, renamed
from tui.kiosk import policy
from tui.quotes.changes import ChangeKind
from tui.quotes.collection import Collection
from tui.quotes.quote_error import QuoteError
from tui.store.quote_store import QuoteStore
from tui.store.sqlite.opening import Database, open_database
from tui.store.store_error import StoreError

TALK = "\n\n".join(["S1：你好吗？", "S2：很好。", "S3：不好。", "S1：真的？", "S2：真的。", "S3：假的。"] * 3)


@pytest.fixture
def talk(tmp_path: Path) -> Interview:
    path = tmp_path / "talk.md"
    path.write_text(TALK, "utf-8")
    return read(path)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "data", busy_seconds=0.1) as opened:
        yield opened


def said(talk: Interview) -> Sidecar:
    return sidecar.load(talk.path, talk.digest) or Sidecar()


def name(collection: Collection, label: str, new: str) -> None:
    before = said(collection.interview)
    collection.say_of_speakers(before, renamed(collection.interview, before, label, new))


def test_undo_takes_back_what_was_done_last_whatever_it_was(store: QuoteStore, talk: Interview) -> None:
    collection = Collection(store, talk)
    first = collection.add_words(1)
    name(collection, "S1", "Ann")
    collection.set_note(first.id, "words")
    before = said(talk)
    collection.say_of_speakers(before, assigned(before, "S2", Role.GUEST))

    def undone() -> tuple[ChangeKind, str, bool]:
        change = collection.undo()
        assert change
        return change.kind, change.words, change.mine

    assert undone() == (ChangeKind.SPEAKERS, "S2", True)
    assert said(talk) == Sidecar({"S1": "Ann"})
    assert undone() == (ChangeKind.NOTE, first.text, True)
    assert undone() == (ChangeKind.SPEAKERS, "Ann → S1", True)
    assert said(talk) == Sidecar()
    assert undone()[0] is ChangeKind.ADD
    for _step in range(4):
        assert collection.redo()
    assert said(talk) == Sidecar({"S1": "Ann"}, {"S2": Role.GUEST})
    assert [quote.note for quote in collection.quotes()] == ["words"]
    assert collection.redo() is None


def test_a_window_that_shows_the_file_anew_is_the_same_window(store: QuoteStore, talk: Interview) -> None:
    collection = Collection(store, talk)
    collection.add_words(1)
    name(collection, "S1", "Ann")
    again = Collection(store, read(talk.path), collection.window)
    change = again.undo()
    assert change
    assert (change.kind, change.mine) == (ChangeKind.SPEAKERS, True)
    change = again.undo()
    assert change
    assert (change.kind, change.mine) == (ChangeKind.ADD, True)


def test_what_was_said_elsewhere_meanwhile_is_left(store: QuoteStore, talk: Interview) -> None:
    collection = Collection(store, talk)
    name(collection, "S1", "Ann")
    sidecar.write(talk.path, Sidecar({"S1": "Bo"}), talk.digest)
    change = collection.undo()
    assert change
    assert change.overtaken
    assert said(talk) == Sidecar({"S1": "Bo"})
    with pytest.raises(QuoteError, match="named-elsewhere"):
        collection.say_of_speakers(Sidecar(), Sidecar({"S1": "Cy"}))
    assert said(talk) == Sidecar({"S1": "Bo"})
    assert collection.undo() is None


def test_what_cannot_be_recorded_is_not_said(database: Database, talk: Interview, tmp_path: Path) -> None:
    collection = Collection(database, talk)
    with locked(tmp_path / "data"), pytest.raises(StoreError, match="locked"):
        name(collection, "S1", "Ann")
    assert said(talk) == Sidecar()
    name(collection, "S1", "Ann")
    assert said(talk) == Sidecar({"S1": "Ann"})


def test_what_is_not_recorded_after_all_is_not_said_any_more(
    database: Database, talk: Interview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection, write = Collection(database, talk), sidecar.write
    collection.add_words(1)
    name(collection, "S1", "Ann")

    def write_and_lose(path: str | Path, said: Sidecar, digest: str = "") -> Path:
        for file in (tmp_path / "data").glob("*.sqlite3*"):
            file.rename(tmp_path / file.name)
        monkeypatch.setattr(sidecar, "write", write)
        return write(path, said, digest)

    monkeypatch.setattr(sidecar, "write", write_and_lose)
    with pytest.raises(StoreError):
        name(collection, "S1", "Bo")
    assert said(talk) == Sidecar({"S1": "Ann"})


def test_what_cannot_be_said_is_not_recorded(store: QuoteStore, talk: Interview, tmp_path: Path) -> None:
    collection = Collection(store, talk)
    (tmp_path / "talk.md.fangtan.toml").write_text("[names", "utf-8")
    with pytest.raises(InputError):
        collection.say_of_speakers(Sidecar(), Sidecar({"S1": "Ann"}))
    assert collection.undo() is None


def test_where_nothing_can_be_recorded_names_are_given_all_the_same(
    database: Database, talk: Interview
) -> None:
    database.refuse(StoreError("read-only", database.path))
    name(Collection(database, talk), "S1", "Ann")
    assert said(talk) == Sidecar({"S1": "Ann"})
    # What somebody else said meanwhile is left there too.
    with pytest.raises(QuoteError, match="named-elsewhere"):
        Collection(database, talk).say_of_speakers(Sidecar(), Sidecar({"S1": "Cy"}))
    assert said(talk) == Sidecar({"S1": "Ann"})


def test_a_kiosk_undoes_no_names(
    database: Database, talk: Interview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = Collection(database, talk)
    name(collection, "S1", "Ann")
    monkeypatch.setattr(policy, "_current", policy.kiosk(tmp_path))
    change = collection.undo()
    assert change
    assert change.overtaken
    assert said(talk) == Sidecar({"S1": "Ann"})


def test_what_is_said_of_labels_is_undone_too(store: QuoteStore, talk: Interview) -> None:
    collection = Collection(store, talk)
    before = said(talk)
    collection.say_of_speakers(before, labelled(before, {"S1": True, "S3": False}))
    before = said(talk)
    collection.say_of_speakers(before, before._replace(pattern="(?P<name>S.)"))
    change = collection.undo()
    assert change
    assert change.words == "–"
    assert said(talk) == Sidecar(labels={"S1": True, "S3": False})
    assert [*read(talk.path).rules.refused] == ["S3"]
    change = collection.undo()
    assert change
    assert change.words == "S1 –, S3 –"
    assert said(talk) == Sidecar()
    redone = [collection.redo(), collection.redo()]
    assert [change.words for change in redone if change] == ["S1 ✓, S3 ✗", "(?P<name>S.)"]
    assert said(talk) == Sidecar(labels={"S1": True, "S3": False}, pattern="(?P<name>S.)")


STEPS = st.lists(st.sampled_from(["add", "name", "role", "label", "note", "undo", "redo"]), max_size=14)


@settings(max_examples=25, deadline=None)
@given(steps=STEPS)
def test_any_steps_go_back_through_every_state(
    steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path_factory.getbasetemp()))
    (folder / "talk.md").write_text(TALK, "utf-8")
    talk = read(folder / "talk.md")
    with open_database(folder / "data") as database:
        collection = Collection(database, talk)

        def state() -> object:
            quotes = sorted((quote.text, quote.note) for quote in collection.quotes())
            now = said(talk)
            return quotes, dict(now.names), dict(now.roles), dict(now.labels)

        states, at = [state()], 0
        for number, step in enumerate(steps):
            if step in ("undo", "redo"):
                to = at - 1 if step == "undo" else at + 1
                change = collection.undo() if step == "undo" else collection.redo()
                assert (change is not None) == (0 <= to < len(states))
                at = to if change else at
                assert state() == states[at]
                continue
            if step == "note" and not collection.quotes():
                continue
            if step == "add":
                collection.add_words(number % 12 + 1)
            elif step == "note":
                collection.set_note(collection.quotes()[0].id, f"{number}")
            elif step == "label":
                before = said(talk)
                collection.say_of_speakers(before, labelled(before, {"S2": not before.labels.get("S2")}))
            elif step == "name":
                name(collection, f"S{number % 3 + 1}", f"N{number}")
            else:
                before = said(talk)
                role = Role.GUEST if before.roles.get("S1") is not Role.GUEST else Role.INTERVIEWER
                collection.say_of_speakers(before, assigned(before, "S1", role))
            del states[at + 1 :]
            states.append(state())
            at += 1
