"""What becomes of the file while it is being read is told once, and as long as it is so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.app.conftest import Opening

TALK = "记者：你好吗？\n\n王敏：很好。\n" * 3


async def test_what_becomes_of_the_file_is_told_once(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: asyncio.Queue[None] = asyncio.Queue()

    async def changes(*_: object) -> AsyncIterator[None]:
        while True:
            await looks.get()
            yield
            looks.task_done()

    monkeypatch.setattr("tui.library.watching.changes", changes)
    file = tmp_path / "talk.md"
    file.write_text(TALK, "utf-8")
    async with opening(path=file) as opened:

        async def told() -> str:
            """What is said when the file is looked at once more."""
            await opened.press("v", "escape")
            looks.put_nowait(None)
            await asyncio.wait_for(looks.join(), 20)
            await opened.settled()
            said = [words for words in ("file is gone", "file has changed") if words in opened.text()]
            return " and ".join(said)

        screen = opened.screen
        assert await told() == ""
        file.unlink()
        assert await told() == "file is gone"
        assert await told() == ""
        file.write_text(TALK, "utf-8")
        assert await told() == ""
        assert not screen.file_watch.has_changed
        file.write_text(TALK.replace("很好", "不好"), "utf-8")
        assert await told() == "file has changed"
        assert screen.file_watch.has_changed
        assert await told() == ""
        file.unlink()
        assert await told() == "file is gone"
        file.write_text(TALK, "utf-8")
        assert await told() == ""
        assert not screen.file_watch.has_changed
