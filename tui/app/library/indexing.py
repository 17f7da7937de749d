"""Keeping a library's index up to date behind its list: a process that reads, and a watch on the files."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import threading
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.app.deferred import deferred
from tui.app.glyphs import window_block
from tui.interview.speakers.sidecar_places import said_in_data_folder
from tui.kiosk.policy import current
from tui.library.watching import changes
from tui.locale import _

if TYPE_CHECKING:
    from tui.app.library.parts import LibraryParts

_SHOWN_EVERY = 1.0
"""Seconds between two looks at what is new in the catalogue, while there is more every moment."""

_SETTLED_AFTER = 0.3
"""Seconds that files are left in peace after a change: it seldom comes alone."""

_ATTEMPTS = 3
"""How often in a row what is damaged is made again: a disk that loses all it gets must not keep it busy."""

_BAR = 10


class Indexing:
    """The work behind a library screen."""

    def __init__(self, screen: LibraryParts) -> None:
        self.screen = screen
        self.done = self.whole = 0
        self._process: Process | None = None
        self._reading = False
        self._again = False
        self._stopped = False
        self._shown = 0.0
        self._waited = ""
        self._watching: asyncio.Task[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether files are being read."""
        return self._reading and self.whole > 0

    def begin(self) -> None:
        """Bring the index up to date, and keep it so."""
        # No worker: those are waited for, and this has no end.
        self._watching = asyncio.create_task(self._watch())
        self.start()

    def start(self) -> None:
        """Read what is new or changed; where that is under way, once more behind it."""
        if self._reading:
            self._again = True
            return
        self._stopped = False
        self.screen.run_worker(deferred(self._run), group="index", exclusive=True)

    def look_again(self) -> None:
        """Look at the files now, whatever the watch says."""
        self.screen.run_worker(deferred(self._look), group="look", exclusive=True)

    async def _look(self) -> None:
        await self.screen.interviews.walk_again()
        await self.screen.interviews.restock(resort=True)
        self.start()

    async def _watch(self) -> None:
        async for _change in changes(self.screen.library.roots, self._not_in_the_folders):
            await asyncio.sleep(_SETTLED_AFTER)
            await self._look()

    def _not_in_the_folders(self) -> tuple[list[str], object]:
        """What changes elsewhere: which files may be read by now, what the data folder says of speakers."""
        return self._readable_by_now(), said_in_data_folder()

    def _readable_by_now(self) -> list[str]:
        """The files that could not be read when it was tried, and may be by now: who may is in no stamp."""
        tried = [row.path for row in self.screen.interviews.all if row.error == "unreadable"]
        return [path for path in tried if os.access(path, os.R_OK)]

    async def _run(self) -> None:
        damaged = 0
        while True:
            self._again = False
            await self._read_once()
            whole = await self.screen.renew_search()
            damaged = 0 if whole else damaged + 1
            if self._stopped or damaged > _ATTEMPTS or not (self._again or not whole):
                break
        await self.screen.interviews.restock(resort=True)
        self.screen.search_again()
        self.screen.load_quotes()

    async def _read_once(self) -> None:
        self._reading, self.done, self.whole = True, 0, 0
        try:
            if current().programs:
                await self._read_in_process()
            elif self.screen.library.lasting:
                await self._read_in_thread()
        finally:
            self._reading, self.whole = False, 0
            self.screen.show_state()

    async def _read_in_thread(self) -> None:
        """The same in a thread, where no program may be started."""
        loop, reports = asyncio.get_running_loop(), asyncio.Queue[dict[str, object] | None]()

        def tell(what: dict[str, object] | None) -> None:
            with contextlib.suppress(RuntimeError):  # it has been left
                loop.call_soon_threadsafe(reports.put_nowait, what)

        # No worker: whoever leaves would wait for it.
        threading.Thread(target=self._read, args=(tell,), name="index", daemon=True).start()
        while (what := await reports.get()) is not None:
            await self._take(what)

    def _read(self, tell: Callable[[dict[str, object] | None], None]) -> None:
        from tui.library.building import refresh

        library = self.screen.library
        try:
            refresh(
                library.roots,
                library.folder,
                lambda progress: tell(progress._asdict()),
                lambda: self._stopped,
            )
        except OSError as error:
            tell({"error": "cache", "reason": error.strerror or str(error)})
        finally:
            tell(None)

    async def _read_in_process(self) -> None:
        library = self.screen.library
        command = [sys.executable, "-P", "-m", "tui.library.process", str(library.folder), *library.roots]
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                start_new_session=True,
                env={**os.environ, "FANGTAN_DATA": str(self.screen.navigator.data.absolute())},
            )
        except OSError as error:
            self.screen.say(
                _("The index can't be made: {reason}").format(reason=error.strerror or error), warning=True
            )
            return
        self._process = process
        try:
            assert process.stdout is not None
            async for line in process.stdout:
                with contextlib.suppress(ValueError):
                    await self._take(json.loads(line))
            await process.wait()
        finally:
            self._process = None
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()

    async def _take(self, report: dict[str, object]) -> None:
        if "error" in report:
            reason = str(report.get("reason") or report["error"])
            self.screen.say(_("The index can't be made: {reason}").format(reason=reason), warning=True)
            self._stopped = True
            return
        if report.get("waiting"):
            self._waited = _("Another window is reading this folder; waiting for it to finish.")
            self.screen.say(self._waited)
            return
        if self._waited and self._waited == self.screen.message:
            self.screen.say("")
        self._waited = ""
        self.done, self.whole = int(str(report["done"])), int(str(report["whole"]))
        now = asyncio.get_running_loop().time()
        if report.get("saved") and now - self._shown >= _SHOWN_EVERY:
            self._shown = now
            await self.screen.interviews.restock(resort=False)
            await self.screen.renew_search()
            self.screen.search_again()
        self.screen.show_state()

    def progress_words(self, width: int) -> str:
        """Return how far the reading has got, or ""."""
        if not self.is_running:
            return ""
        filled = self.done * _BAR // max(1, self.whole)
        bar = window_block() * filled + "." * (_BAR - filled) if width >= 70 else ""
        words = _("reading {done} of {whole}").format(done=f"{self.done:,}", whole=f"{self.whole:,}")
        return f"{words} {bar}".strip()

    def stop(self) -> None:
        """Stop reading; what has been read is kept. Asked for once more, stop at once."""
        process = self._process
        if self._stopped or process is None or process.stdin is None:
            self._kill()
        else:
            with contextlib.suppress(OSError):
                process.stdin.write(b"\n")
        self._stopped = True
        self._again = False
        self.screen.say(_("Stopped; r goes on."))

    def end(self) -> None:
        """Stop everything: the screen is gone."""
        self._stopped = True
        if self._watching is not None:
            self._watching.cancel()
        self._kill()

    def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
