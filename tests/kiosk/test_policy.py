"""What a kiosk's policy allows, and what it bounds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.quotes.making import TALK, make, set_tags
from tui.app.commands import COMMANDS as READING
from tui.app.commands import Command
from tui.app.commands.library_commands import LIBRARY
from tui.app.terminal.clipboard import copy
from tui.interview.files import bytes_of
from tui.interview.model.errors import InputError
from tui.kiosk import policy
from tui.kiosk.policy import Closed, Policy, current, kiosk, restrict
from tui.library.folder import walk
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database
from tui.store.store_error import StoreError

InKiosk = Callable[..., None]


def test_nothing_of_a_kiosk_is_left_open(folder: Path) -> None:
    closed, open_ = kiosk(folder), Policy()
    assert [name for name in Policy._fields if getattr(closed, name) == getattr(open_, name)] == []
    assert closed.is_kiosk
    assert not open_.is_kiosk


def test_what_a_kiosk_takes_of_the_machine_is_little(folder: Path) -> None:
    closed = kiosk(folder)
    for bytes_read in (closed.largest, closed.searched):
        assert bytes_read is not None
        assert 1 << 20 <= bytes_read <= 64 << 20
    assert closed.interviews is not None
    assert 100 <= closed.interviews <= 10_000
    assert closed.quotes is not None
    assert closed.note is not None
    assert closed.quotes * closed.note <= 100_000_000


HAS = [
    "sentence.next",
    "sentence.previous",
    "page.next",
    "page.previous",
    "page.back",
    "turn.next",
    "turn.previous",
    "section.next",
    "section.previous",
    "start",
    "end",
    "goto",
    "visited.back",
    "visited.forward",
    "speaker",
    "answers",
    "fold",
    "fold.all",
    "everything",
    "glosses",
    "search",
    "search.land",
    "search.back",
    "search.next",
    "search.previous",
    "search.order",
    "search.collect",
    "search.accept",
    "search.word",
    "concordance",
    "word.next",
    "word.previous",
    "hit.next",
    "hit.previous",
    "select",
    "select.sentence.next",
    "select.sentence.previous",
    "select.word.next",
    "select.word.previous",
    "select.character.next",
    "select.character.previous",
    "select.paragraph",
    "select.turn",
    "select.other-end",
    "collect",
    "copy",
    "note",
    "tags",
    "quote.up",
    "quote.down",
    "quote.remove",
    "undo",
    "redo",
    "export",
    "page",
    "back",
    "pane.next",
    "pane.previous",
    "outline",
    "collection",
    "theme",
    "help",
    "manual",
    "palette",
    "redraw",
    "quit",
    "library.open",
    "library.search",
    "library.filter",
    "library.sort",
    "library.sort.turn",
    "library.quotes",
    "library.refresh",
    "library.stop",
    "library.back",
]


def test_a_kiosk_has_only_what_writes_no_file_and_starts_no_program(in_kiosk: InKiosk) -> None:
    known: list[Command[Any]] = [*READING.values(), *LIBRARY.values()]
    assert all(one.is_there for one in known)
    in_kiosk()
    assert {one.id for one in known if one.is_there} == set(HAS)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("一.md", True),
        ("旁.md", True),
        ("绝.md", True),
        ("门/二.md", True),
        ("无.md", True),
        ("", False),
        ("..", False),
        ("出口.md", False),
        ("外/秘密.md", False),
        ("../interviews-secret/秘密.md", False),
        ("../interviews-secret", False),
        ("../interviews.md", False),
    ],
)
def test_only_what_lies_in_the_folder_may_be_opened(folder: Path, name: str, may: bool) -> None:
    assert kiosk(folder).may_list(folder / name) is may
    assert Policy().may_list(folder / name)


def test_a_folder_that_is_named_by_a_link_is_what_it_leads_to(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "by-link").symlink_to(folder)
    named = kiosk(tmp_path / "by-link")
    assert named.folder == folder
    assert named.may_list(folder / "一.md")
    assert named.may_list(tmp_path / "by-link" / "一.md")


def test_a_kiosk_stays_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_current", Policy())
    restrict(kiosk(folder))
    for looser in (Policy(), kiosk(folder)):
        with pytest.raises(Closed):
            restrict(looser)
    assert current() == kiosk(folder)


def test_an_interview_is_no_larger_than_the_policy_has_it(folder: Path, in_kiosk: InKiosk) -> None:
    in_kiosk(largest=3)
    assert bytes_of(folder / "一.md").decode() == "一"
    (folder / "一.md").write_text("一二", "utf-8")
    with pytest.raises(InputError) as caught:
        bytes_of(folder / "一.md")
    assert caught.value.kind == "too-large"


def test_no_more_is_listed_than_the_policy_has_it(folder: Path, in_kiosk: InKiosk) -> None:
    in_kiosk(interviews=1)
    walked = walk([folder])
    assert len(walked.files) == 1
    assert not walked.complete


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return Collection(open_database(tmp_path / "data"), make(TALK))


def test_no_more_quotes_are_kept_than_the_policy_has_it(in_kiosk: InKiosk, collection: Collection) -> None:
    in_kiosk(quotes=2)
    for turn in (1, 2):
        collection.add_words(turn)
    with pytest.raises(StoreError) as caught:
        collection.add_words(3)
    assert caught.value.kind == "too-many"
    assert caught.value.details["limit"] == 2
    passages = [quote.passage for quote in collection.quotes() if quote.passage]
    with pytest.raises(StoreError):
        collection.add_all(passages)
    assert len(collection.quotes()) == 2


def test_notes_and_tags_are_no_longer_than_the_policy_has_it(
    in_kiosk: InKiosk, collection: Collection
) -> None:
    in_kiosk(note=10)
    quote = collection.add_words(1, note="字" * 10)
    with pytest.raises(StoreError) as caught:
        collection.set_note(quote.id, "字" * 11)
    assert caught.value.kind == "too-long"
    with pytest.raises(StoreError):
        collection.add_words(2, note="字" * 11)
    set_tags(collection, quote.id, ["字" * 5, "词" * 5])
    with pytest.raises(StoreError):
        set_tags(collection, quote.id, ["字" * 6, "词" * 5])
    # Nor by one after the other.
    with pytest.raises(StoreError):
        collection.retag([quote.id], add=["话"])
    collection.retag([quote.id], add=["话"], drop=["字" * 5])
    assert len(collection.quotes()) == 1
    assert collection.get(quote.id).note == "字" * 10


def test_copying_starts_no_program(in_kiosk: InKiosk) -> None:
    in_kiosk()
    started: list[object] = []
    sent: list[str] = []

    def start(given: object) -> bool:
        started.append(given)
        return True

    def send(sequence: str) -> None:
        sent.append(sequence)

    environ = {"TMUX": "/tmp/t,1,0", "DISPLAY": ":0"}
    assert copy(send, "x", environ=environ, native=start, tmux=start).kind == "sent"
    assert started == []
    assert sent


LIMITS = """
import resource
from tui.kiosk.confinement import limit_resources
limit_resources()
print(*(resource.getrlimit(kind)[0] for kind in (
    resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_AS, resource.RLIMIT_NOFILE)))
"""


def test_what_one_person_can_take_of_the_machine_is_bounded() -> None:
    done = subprocess.run([sys.executable, "-c", LIMITS], capture_output=True, text=True, check=True)
    core, file, memory, files = map(int, done.stdout.split())
    assert core == 0
    assert 0 < file <= 256 << 20
    assert 0 < memory <= 2 << 30
    assert 0 < files <= 256
