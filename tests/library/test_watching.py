from __future__ import annotations

import asyncio
import sys
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
