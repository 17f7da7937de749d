"""The pauses of an event loop beside the search over a library; prints JSON, a part of library.py."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.search_pauses import BETWEEN_KEYS, pauses
from tests.bench.search_queries import QueryMaker, beginnings
from tui.app.terminal.capabilities import TURN
from tui.interview.reading import read
from tui.library.library import Library
from tui.library.results import LibraryAnswer
from tui.library.rows import Column, filtered, ordered
from tui.library.search import LibrarySearch


class Typist:
    """Searches at every key; a search is no longer wanted once the next key is pressed."""

    def __init__(self, engine: LibrarySearch) -> None:
        self._engine = engine
        self._wanted = ""
        self._answer: LibraryAnswer | None = None

    async def _search(self, query: str) -> None:
        # Only the last answer is kept, as on the screen.
        self._answer = await asyncio.to_thread(self._engine.search, query, lambda: query != self._wanted)

    async def type(self, keys: Sequence[str]) -> None:
        searches = []
        for key in keys:
            self._wanted = key
            searches.append(asyncio.ensure_future(self._search(key)))
            await asyncio.sleep(BETWEEN_KEYS)
        await asyncio.gather(*searches)


async def measure(folder: str, seed: int) -> dict[str, dict[str, float]]:
    """The pauses by what goes on."""
    maker = QueryMaker(read(min(Path(folder).iterdir())), seed)
    asked = [query.text for query in maker.queries(3, 0)]
    keys = beginnings([query.text for query in maker.queries(1, 0)])
    gc.collect()
    gc.freeze()
    # As in the application.
    sys.setswitchinterval(TURN)
    library = Library([folder])
    found: list[LibrarySearch] = []

    async def opened() -> None:
        found.append((await asyncio.to_thread(library.search))[0])
        # As the application does.
        gc.freeze()

    async def one_by_one() -> None:
        for query in asked:
            answer = await asyncio.to_thread(found[0].search, query)
            # What the screen shows is put in order where it is painted.
            for group in answer.groups[:10]:
                group.hits(3)

    async def listed() -> None:
        # As the screen does when the index has grown.
        walked = await asyncio.to_thread(library.walk)

        def work() -> None:
            ordered(library.rows(walked, library.catalogue(), None), Column.TITLE, down=False)

        for _ in range(5):
            await asyncio.to_thread(work)

    async def narrowed() -> None:
        rows = library.rows(library.walk(), library.catalogue(), None)
        await asyncio.sleep(0.01)
        for typed in beginnings(["yangzhilin", "第 0123"]):
            filtered(rows, typed)
            await asyncio.sleep(0.01)

    return {
        "idle": await pauses(lambda: asyncio.sleep(1)),
        "opening the index": await pauses(opened),
        "query after query": await pauses(one_by_one),
        "a query at every key": await pauses(lambda: Typist(found[0]).type(keys)),
        "the list anew": await pauses(listed),
        "the list filtered": await pauses(narrowed),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(sys.argv[1], int(sys.argv[2])))))
