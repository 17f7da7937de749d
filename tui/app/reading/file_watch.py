"""The file behind an interview: noticed when it changes or goes while it is being read."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from tui.locale import _

if TYPE_CHECKING:
    from tui.app.reading.parts import Parts
    from tui.library.folder import Stamp


class FileWatch:
    """What has become of the file of a reading screen.

    Attributes:
        has_changed: whether it holds something else than what is shown.
    """

    def __init__(self, screen: Parts) -> None:
        self.screen = screen
        self.has_changed = False
        self._is_gone = False
        self._sidecar: tuple[Path, Stamp | None] | None = None
        self._task: asyncio.Task[None] | None = None

    def watch(self) -> None:
        """Begin to watch it; what came from standard input has no file."""
        if self.screen.interview.path != "-":
            # No worker: those are waited for, and this has no end.
            self._task = asyncio.create_task(self._watch())

    def end(self) -> None:
        """Watch it no more."""
        if self._task is not None:
            self._task.cancel()

    async def _watch(self) -> None:
        from tui.library.watching import changes

        path = self.screen.interview.path
        self._sidecar = await asyncio.to_thread(self._sidecar_now)
        await self._look()
        async for _change in changes([path], self._sidecar_now):
            await self._look()

    def _sidecar_now(self) -> tuple[Path, Stamp | None] | None:
        """Return the file that says who the speakers are, with its stamp; None where there is none."""
        from tui.interview.speakers.sidecar_places import standing
        from tui.library.folder import stamp_at

        file = standing(self.screen.interview.path, self.screen.interview.digest)
        return (file, stamp_at(file)) if file else None

    async def _look(self) -> None:
        from tui.library.folder import digest_at

        path = self.screen.interview.path
        digest = await asyncio.to_thread(digest_at, path)
        sidecar = await asyncio.to_thread(self._sidecar_now)
        if not digest and not self._is_gone:
            self.screen.say(_("The file is gone; what is shown is what stood in it."), warning=True)
        self._is_gone = not digest
        renamed = bool(digest) and sidecar != self._sidecar
        changed = bool(digest) and digest != self.screen.interview.digest
        if changed and not self.has_changed:
            self.screen.say(_("The file has changed. R reloads it, at the same place."), warning=True)
        elif renamed and not self.has_changed:
            self.screen.say(_("Who speaks was said elsewhere. R reloads it."), warning=True)
        if (changed or renamed) != self.has_changed:
            self.has_changed = changed or renamed
            self.screen.show_keys()
