"""Notices that files change: told by the system through watchfiles, or else by looking again and again."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from tui.interview.reading import ENDING
from tui.library.folder import File, stamp_at, walk

LOOK_EVERY = 2.0
"""Seconds between two looks where the system can't tell."""

_TOGETHER = 200
"""Milliseconds within which changes are told as one."""


async def changes(paths: Sequence[str]) -> AsyncIterator[None]:
    """Yields whenever something in these folders, or of these files, may have changed, until cancelled.

    What is said of a file's speakers in its sidecar is of that file. A file is watched by its folder, so that
    one that was put in its place by an editor is noticed too.
    """
    folders = [path for path in paths if os.path.isdir(path)]  # noqa: PTH112
    named = [os.path.abspath(path) for path in paths if path not in folders]  # noqa: PTH100
    files = {path + ending for path in named for ending in ("", ENDING)}
    told: asyncio.Queue[None] = asyncio.Queue(1)

    def tell() -> None:
        with contextlib.suppress(asyncio.QueueFull):
            told.put_nowait(None)

    tasks = []
    if folders:
        tasks.append(asyncio.create_task(_watch(folders, None, tell)))
    if files:
        tasks.append(asyncio.create_task(_watch(sorted({os.path.dirname(f) for f in files}), files, tell)))  # noqa: PTH120
    try:
        while True:
            await told.get()
            yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watch(folders: Sequence[str], files: set[str] | None, tell: Callable[[], None]) -> None:
    """Watch folders with all in them, or of their files only some.

    A folder that was removed is waited for: one of that name that is there again is another.
    """
    try:
        from watchfiles import awatch

        while True:
            before = _identities(folders)
            watch = awatch(*folders, watch_filter=None, debounce=_TOGETHER, recursive=files is None)
            async for some in watch:
                if files is None or any(os.path.abspath(path) in files for _kind, path in some):  # noqa: PTH100
                    tell()
                if _identities(folders) != before:
                    break
            while None in _identities(folders):
                await asyncio.sleep(LOOK_EVERY)
            tell()
    except (ImportError, OSError, RuntimeError):
        # Not installed, no more watches to be had, or a file system that can't tell.
        pass
    await _poll(folders, files, tell)


def _identities(folders: Sequence[str]) -> list[tuple[int, int] | None]:
    """What tells folders from others of the same name; None for one that is not there."""
    found: list[tuple[int, int] | None] = []
    for folder in folders:
        try:
            state = Path(folder).stat()
            found.append((state.st_dev, state.st_ino))
        except OSError:
            found.append(None)
    return found


async def _poll(folders: Sequence[str], files: set[str] | None, tell: Callable[[], None]) -> None:
    before = await asyncio.to_thread(_look, folders, files)
    while True:
        await asyncio.sleep(LOOK_EVERY)
        now = await asyncio.to_thread(_look, folders, files)
        if now != before:
            before = now
            tell()


def _look(folders: Sequence[str], files: set[str] | None) -> object:
    if files is not None:
        return {path: stamp_at(path) for path in files}
    found: tuple[File, ...] = walk(folders, lenient=True).files
    return found
