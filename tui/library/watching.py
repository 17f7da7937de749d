"""Notices that files change: told by the system through watchfiles, or else by looking again and again.

What lies behind a link the system does not tell of, nor that a folder is another than it was: for that it is
looked now and then all the same.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path

from tui.interview.files import ENDING
from tui.library.folder import links_in, stamp_at, walk

LOOK_EVERY = 2.0
"""Seconds between two looks at what the system can't tell of."""

_RESTS = 20
"""So many times longer than a look takes nothing is looked at after it."""

_TOGETHER = 200
"""Milliseconds within which changes are told as one."""


async def changes(
    paths: Sequence[str], besides: Callable[[], object] = lambda: None
) -> AsyncGenerator[None, None]:
    """Yield whenever something in these folders, or of these files, may have changed, until cancelled.

    What is said of a file's speakers in its sidecar is of that file. A file is watched by its folder, so that
    one that was put in its place by an editor is noticed too.

    Args:
        paths: folders and files.
        besides: asked now and then, in a thread; another answer is a change too.
    """
    folders = [path for path in paths if os.path.isdir(path)]  # noqa: PTH112
    named = [os.path.abspath(path) for path in paths if path not in folders]  # noqa: PTH100
    files = {path + ending for path in named for ending in ("", ENDING)}
    told: asyncio.Queue[None] = asyncio.Queue(1)

    def tell() -> None:
        """Tell that something changed, once until it is heard."""
        with contextlib.suppress(asyncio.QueueFull):
            told.put_nowait(None)

    tasks = []
    if folders:
        tasks.append(asyncio.create_task(_watch(folders, None, besides, tell)))
    if files:
        parents = sorted({os.path.dirname(file) for file in files})  # noqa: PTH120
        tasks.append(asyncio.create_task(_watch(parents, files, besides, tell)))
    try:
        while True:
            await told.get()
            yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watch(
    folders: Sequence[str], files: set[str] | None, besides: Callable[[], object], tell: Callable[[], None]
) -> None:
    """Watch folders with all in them, or of their files only some.

    A folder that was removed is waited for: one of that name that is there again is another.
    """
    try:
        while True:
            await _be_told(folders, files, besides, tell)
            tell()
            while None in _identities(folders):
                await asyncio.sleep(LOOK_EVERY)
            tell()
    except Exception:
        # Not installed, no more watches to be had, a file system that can't tell, a name that is no UTF-8
        # (which comes in a group of errors): whatever it is, it is looked again and again instead.
        tell()
    await _look(lambda: (_all(folders, files), besides()), tell)


async def _be_told(
    folders: Sequence[str], files: set[str] | None, besides: Callable[[], object], tell: Callable[[], None]
) -> None:
    """Be told by the system, and look at what it can't tell of, until a folder is another than it was."""
    from watchfiles import awatch

    before, over = _identities(folders), asyncio.Event()

    def look_and_tell() -> None:
        """Tell, and end the watch where a folder was replaced."""
        tell()
        if _identities(folders) != before:
            over.set()

    looking = asyncio.create_task(_look(lambda: (_untold(folders, files), besides()), look_and_tell))
    watch = awatch(*folders, watch_filter=None, debounce=_TOGETHER, recursive=files is None, stop_event=over)
    try:
        async with contextlib.aclosing(watch):
            async for some in watch:
                if files is None or any(os.path.abspath(path) in files for _kind, path in some):  # noqa: PTH100
                    tell()
                if _identities(folders) != before:
                    return
    finally:
        looking.cancel()


def _identities(folders: Sequence[str]) -> list[tuple[int, int] | None]:
    """What tells folders from others of the same name; None for one that is not there."""
    identities: list[tuple[int, int] | None] = []
    for folder in folders:
        try:
            state = Path(folder).stat()
            identities.append((state.st_dev, state.st_ino))
        except OSError:
            identities.append(None)
    return identities


async def _look(look: Callable[[], object], tell: Callable[[], None]) -> None:
    """Look again and again, in a thread, and tell when it looks otherwise."""
    before = await asyncio.to_thread(look)
    spent = 0.0
    while True:
        await asyncio.sleep(max(LOOK_EVERY, _RESTS * spent))
        began = time.monotonic()
        now = await asyncio.to_thread(look)
        spent = time.monotonic() - began
        if now != before:
            before = now
            tell()


def _all(folders: Sequence[str], files: set[str] | None) -> object:
    """What there is, however it is reached."""
    if files is not None:
        return {path: stamp_at(path) for path in files}
    return walk(folders, lenient=True).files


def _untold(folders: Sequence[str], files: set[str] | None) -> object:
    """What there is that the system may not tell of: which folders, and what is reached through links."""
    if files is not None:
        return _identities(folders), _all(folders, files)
    return _identities(folders), walk(links_in(folders), lenient=True).files
