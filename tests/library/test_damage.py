"""An index that others write to, or cut off, while it is open: never a wrong answer, never the end of it."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.library.making import found, names, opened, shards
from tui.library.array_file import Damaged
from tui.library.building import refresh
from tui.library.library import Library


def shorten(path: Path) -> None:
    """Cut a file in half where it lies."""
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    """Leave nothing of a file."""
    os.truncate(path, 0)


def blank(path: Path) -> None:
    """Write zeros over a file."""
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))


def flip(path: Path) -> None:
    """Change bytes all over a file."""
    chance = random.Random(7)
    data = bytearray(path.read_bytes())
    for _ in range(max(200, len(data) // 50)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    with path.open("r+b") as file:
        file.write(data)


DAMAGES = [shorten, empty, blank, flip]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_while_it_is_open_is_noticed_and_made_again(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    library = opened(folder)
    engine, _whole = library.search()
    shown = engine.search("龙骨").groups[0]
    later = engine.search("登山").groups[0]
    (hit,) = shown.hits(9)
    for path in shards(library):
        damage(path)
    with pytest.raises(Damaged):
        engine.search("龙骨")
    with pytest.raises(Damaged):
        shown.words(hit.paragraph)
    with pytest.raises(Damaged):
        later.hits(9)
    with pytest.raises(Damaged):
        _ = later.interview
    # What was told of it stays told.
    assert shown.path.endswith("船.txt")
    _engine, whole = library.search()
    assert not whole
    refresh(library.roots, library.folder)
    assert names(found(library, "龙骨")) == ["船.txt"]


def test_damage_in_the_midst_of_a_search_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.library.search._CHECK_EVERY", 0.0)
    library = opened(folder)
    engine, _whole = library.search()
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        if asked == 2:
            for path in shards(library):
                blank(path)
        return False

    with pytest.raises(Damaged):
        engine.search("龙骨", cancelled)


def test_what_was_only_touched_goes_on(folder: Path) -> None:
    library = opened(folder)
    for path in shards(library):
        os.utime(path, (1, 1))
    assert names(found(library, "龙骨")) == ["船.txt"]


def test_a_fault_that_is_none_of_the_file_stays_a_fault(folder: Path) -> None:
    library = opened(folder)
    engine, _whole = library.search()

    def noted(_path: str) -> list[int]:
        raise KeyError("of its own")

    with pytest.raises(KeyError, match="of its own"):
        engine.search("has:note 龙骨", noted=noted)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_catalogue_is_none(folder: Path, damage: Callable[[Path], None]) -> None:
    library = opened(folder)
    damage(library.folder / "catalogue")
    assert library.catalogue().entries == ()
    refresh(library.roots, library.folder)
    assert names(found(Library(library.roots), "龙骨")) == ["船.txt"]
