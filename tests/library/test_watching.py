from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Callable
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
    told = 0

    async def count() -> None:
        nonlocal told
        async for _ in changes([str(folder)]):
            told += 1

    async def until_told(change: Callable[[int], object]) -> None:
        """Make a change again and again until it is told of."""
        before = told
        for number in range(int(WITHIN / 0.1)):
            change(number)
            await asyncio.sleep(0.1)
            if told > before:
                return
        raise AssertionError(told)

    counting = asyncio.create_task(count())
    await until_told(lambda number: (folder / "a.md").write_text("x" * number, "utf-8"))
    await until_told(lambda _: shutil.rmtree(folder, ignore_errors=True))
    await until_told(lambda _: folder.mkdir(exist_ok=True))
    for _ in range(3):
        await until_told(lambda number: (folder / "b.md").write_text("x" * number, "utf-8"))
    counting.cancel()
