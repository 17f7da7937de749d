"""A new size: its first frame is right, so that nothing on the screen is corrected behind it."""

from __future__ import annotations

import pytest

from .conftest import Opening


async def test_the_first_frame_of_a_new_width_is_the_last(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening(size=(120, 40)) as opened:
        await opened.press("colon", *"100", "enter")
        display = opened.app._display
        frames: list[list[str]] = []

        def seen(*painted: object) -> None:
            display(*painted)  # type: ignore[arg-type]
            frames.append(opened.lines())

        monkeypatch.setattr(opened.app, "_display", seen)
        for _ in range(6):
            for width in (100, 120):
                frames.clear()
                await opened.pilot.resize_terminal(width, 40)
                await opened.settled()
                assert frames, "it was painted"
                assert frames[0] == frames[-1]
            await opened.press("space")
