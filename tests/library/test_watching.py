from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from tui.library import watching
from tui.library.watching import changes

WITHIN = 20.0


async def noticed(paths: list[str], change: object) -> None:
    """Wait until a change is noticed; it is made again and again until the watch has begun."""
    assert callable(change)

    async def wait() -> None:
        async for _ in changes(paths):
            return

    waiting = asyncio.create_task(wait())
    for number in range(int(WITHIN / 0.1)):
        await asyncio.sleep(0.1)
        change(number)
        if waiting.done():
            break
    await asyncio.wait_for(waiting, WITHIN)


class Watched:
    """A folder that is watched.

    Attributes:
        told: how often a change was told of.
    """

    def __init__(self) -> None:
        self.told = 0

    async def count(self, folder: Path) -> None:
        """Count for as long as it is watched."""
        async for _ in changes([str(folder)]):
            self.told += 1

    async def until_told(self, change: Callable[[int], object]) -> None:
        """Make a change again and again until it is told of."""
        before = self.told
        for number in range(int(WITHIN / 0.1)):
            change(number)
            await asyncio.sleep(0.1)
            if self.told > before:
                return
        raise AssertionError(self.told)

    async def settled(self) -> None:
        """Wait for what is still on its way of a change, so that the next one is told of by itself."""
        before = -1
        while self.told > before:
            before = self.told
            await asyncio.sleep(0.6)


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[Watched]:
    """Watches a folder."""
    watch = Watched()
    counting = asyncio.create_task(watch.count(folder))
    try:
        yield watch
    finally:
        counting.cancel()


@pytest.mark.parametrize("told", [True, False], ids=["told", "looked for"])
async def test_a_changed_file_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch, told: bool) -> None:
    if not told:
        monkeypatch.setitem(sys.modules, "watchfiles", None)
        monkeypatch.setattr(watching, "LOOK_EVERY", 0.05)
    await noticed([str(folder)], lambda number: (folder / "新.md").write_text("x" * number, "utf-8"))
    one = str(folder / "船.txt")

    def replace(number: int) -> None:
        (folder / "other").write_text("y" * number, "utf-8")
        (folder / "other").replace(one)

    await noticed([one], replace)


async def test_a_folder_that_was_removed_is_watched_again_once_it_is_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.05)
    async with watched(folder) as watch:
        await watch.until_told(lambda number: (folder / "a.md").write_text("x" * number, "utf-8"))
        await watch.until_told(lambda _: shutil.rmtree(folder, ignore_errors=True))
        await watch.until_told(lambda _: folder.mkdir(exist_ok=True))
        for _ in range(3):
            await watch.until_told(lambda number: (folder / "b.md").write_text("x" * number, "utf-8"))


def other_file(folder: Path, outside: Path) -> Callable[[int], object]:
    """A link to a file elsewhere, which is replaced."""
    (outside / "far.md").write_text("x", "utf-8")
    (folder / "near.md").symlink_to(outside / "far.md")

    def change(number: int) -> None:
        (outside / "new").write_text("y" * number, "utf-8")
        (outside / "new").replace(outside / "far.md")

    return change


def gone_file(folder: Path, outside: Path) -> Callable[[int], object]:
    """A link to a file elsewhere, which comes and goes."""
    (folder / "near.md").symlink_to(outside / "far.md")

    def change(number: int) -> None:
        if number % 6 < 3:
            (outside / "far.md").write_text("x", "utf-8")
        else:
            (outside / "far.md").unlink(missing_ok=True)

    return change


def moved_folder(folder: Path, outside: Path) -> Callable[[int], object]:
    """A link to a folder, which is moved away and back."""
    (outside / "far").mkdir()
    (outside / "far" / "a.md").write_text("x", "utf-8")
    (folder / "near").symlink_to(outside / "far")

    def change(number: int) -> None:
        names = ["far", "away"] if number % 6 < 3 else ["away", "far"]
        if (outside / names[0]).exists():
            (outside / names[0]).rename(outside / names[1])

    return change


@pytest.mark.parametrize("kind", [other_file, gone_file, moved_folder])
async def test_what_is_reached_through_links_is_noticed(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: Callable[..., Callable[[int], object]],
) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.05)
    (tmp_path / "outside").mkdir()
    await noticed([str(folder)], kind(folder, tmp_path / "outside"))


async def test_a_folder_that_is_linked_in_later_is_watched_too(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.05)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("x", "utf-8")

    def link(_number: int) -> None:
        (folder / "near").unlink(missing_ok=True)
        (folder / "near").symlink_to(outside)

    async with watched(folder) as watch:
        await watch.until_told(link)
        await watch.settled()
        await watch.until_told(lambda number: (outside / "a.md").write_text("y" * number, "utf-8"))


async def test_a_file_whose_folder_is_renamed_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.05)
    away = folder.with_name("away")

    def rename(number: int) -> None:
        first, second = (folder, away) if number % 6 < 3 else (away, folder)
        if first.exists():
            first.rename(second)

    await noticed([str(folder / "船.txt")], rename)


async def test_a_name_that_is_no_utf_8_hinders_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.05)
    bad = os.path.join(os.fsencode(folder), b"\xff\xfe.md")  # noqa: PTH118

    def write(name: bytes, number: int) -> None:
        with open(name, "wb") as file:  # noqa: PTH123
            file.write(b"x" * number)

    async with watched(folder) as watch:
        for name in (bad, os.fsencode(folder / "b.md"), os.fsencode(folder / "c.md")):
            await watch.until_told(partial(write, name))
            await watch.settled()


async def test_what_is_asked_besides_is_a_change_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.05)
    answer = 0

    async def wait() -> None:
        async for _ in changes([str(folder)], lambda: answer):
            return

    waiting = asyncio.create_task(wait())
    while not waiting.done():
        answer += 1
        await asyncio.sleep(0.1)
        assert answer < WITHIN / 0.1
