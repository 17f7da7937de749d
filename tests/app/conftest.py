"""What the tests of the application share: an interview, and the application on it at a size."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from tui.app.application import FangtanApp
from tui.app.reading.screen import ReadingScreen
from tui.interview.model.interview import Interview
from tui.interview.reading import read, read_bytes
from tui.locale import set_language
from tui.paths import bundled_interview
from tui.settings import Settings

Opening = Callable[..., AbstractAsyncContextManager["Opened"]]


PATIENCE = 60
"""Seconds after which what is waited for will never come; nothing that is well takes a tenth of them."""


async def until(pilot: Pilot[int], condition: Callable[[], object], what: str = "it") -> None:
    """Wait until it is so, and has been shown; `what` says what was missing where it never is."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"{what} never came"
        await pilot.pause(0.01)
    await pilot.pause()


class Opened:
    """A running application with what a test asks of it."""

    def __init__(self, app: FangtanApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen, wherever it stands in the stack."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, ReadingScreen))

    async def settled(self) -> None:
        """Wait until no thread works for the application any more and what it found is shown."""
        await self.pilot.pause()
        deadline = time.monotonic() + PATIENCE
        while self.app.workers:
            assert time.monotonic() < deadline, f"never at rest: {list(self.app.workers)}"
            # One that another has taken the place of is nobody's loss.
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def until(self, condition: Callable[[], object], what: str = "it") -> None:
        """Wait until it is so, and has been shown; `what` says what was missing where it never is."""
        try:
            await until(self.pilot, condition, what)
        except AssertionError as never:
            never.add_note(f"the screen:\n{self.text()}")
            raise

    async def said_elsewhere(self, sidecar: Path, words: str) -> None:
        """Write a sidecar as another window does, until this one, which may not watch yet, has seen it."""
        for _ in range(200):
            sidecar.write_text(words, "utf-8")
            await self.pilot.pause(0.05)
            if self.screen.file_watch.has_changed:
                break

    async def press(self, *keys: str) -> None:
        """Press keys and wait until all that follows has happened."""
        await self.pilot.press(*keys)
        await self.settled()

    async def type(self, words: str) -> None:
        """Type words, one key a character."""
        for char in words:
            await self.pilot.press(char)
        await self.settled()

    async def shown(self, words: str) -> bool:
        """Wait until some words stand on screen; false where they never do."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if words in self.text():
                return True
            await self.pilot.pause(0.02)
        return False

    def lines(self) -> list[str]:
        """The text on screen, one string a row."""
        height = self.app.size.height
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips][:height]

    def text(self) -> str:
        """All that is on screen."""
        return "\n".join(self.lines())


@pytest.fixture(scope="session")
def seed() -> Interview:
    """The bundled interview."""
    return read(bundled_interview())


@pytest.fixture(autouse=True)
def english() -> None:
    """Tests read the English words unless they say otherwise."""
    set_language("en")


@pytest.fixture(autouse=True)
def all_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see all colours, whatever the terminal that they run in."""
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")
    monkeypatch.delenv("COLORFGBG", raising=False)


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that whoever runs the tests has said of speakers is read or changed."""
    monkeypatch.setenv("FANGTAN_DATA", str(tmp_path / "data"))


@pytest.fixture
def opening(tmp_path: Path, seed: Interview) -> Opening:
    """Opens the application: `async with opening(size=(80, 24), text="…") as opened`."""

    @asynccontextmanager
    async def open_app(
        size: tuple[int, int] = (120, 40),
        text: str | None = None,
        settings: Settings | None = None,
        data: Path | None = None,
        path: Path | None = None,
    ) -> AsyncIterator[Opened]:
        interview = read_bytes(text.encode("utf-8"), "interview.md") if text else read(path) if path else seed
        app = FangtanApp(interview, [], settings=settings or Settings(), data=data or tmp_path / "data")
        async with app.run_test(size=size, notifications=True) as pilot:
            opened = Opened(app, pilot)
            await opened.until(lambda: opened.screen.session.collection is not None, "the collection")
            await opened.settled()
            yield opened

    return open_app
