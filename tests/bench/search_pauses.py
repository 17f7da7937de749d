"""The pauses of an event loop while a thread beside it searches; prints JSON, a part of search.py.

The loop does what the interface's does: it waits in the main thread, a millisecond at a time, while the index
is built and queries are answered by `asyncio.to_thread`.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from collections.abc import Awaitable, Callable, Sequence

from tests.bench.search_queries import QueryMaker, beginnings
from tui.interview.reading import read
from tui.search.answer import Answer
from tui.search.engine import Engine

STEP = 0.001
MOST_HITS = 500
BETWEEN_KEYS = 0.025
"""Seconds from key to key: faster than anyone types, so searches are called off and pile up."""


async def pauses(work: Callable[[], Awaitable[object]]) -> dict[str, float]:
    """How much later than asked a sleep ended while something was under way, in milliseconds."""
    late: list[float] = []
    done = asyncio.ensure_future(work())
    while not done.done():
        begun = time.perf_counter()
        await asyncio.sleep(STEP)
        late.append((time.perf_counter() - begun - STEP) * 1000)
    await done
    late.sort()
    return {"p50": late[len(late) // 2], "p99": late[len(late) * 99 // 100], "longest": late[-1]}


class Typist:
    """Searches at every key; a search is no longer wanted once the next key is pressed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._wanted = ""

    def _search(self, query: str) -> Awaitable[Answer]:
        def cancelled() -> bool:
            return query != self._wanted

        return asyncio.to_thread(self._engine.search, query, MOST_HITS, cancelled)

    def _complete(self, query: str) -> Awaitable[list[str]]:
        return asyncio.to_thread(lambda: self._engine.complete(query) if query == self._wanted else [])

    async def type(self, keys: Sequence[str]) -> None:
        searches: list[asyncio.Future[object]] = []
        for key in keys:
            self._wanted = key
            searches += [asyncio.ensure_future(self._search(key)), asyncio.ensure_future(self._complete(key))]
            await asyncio.sleep(BETWEEN_KEYS)
        await asyncio.gather(*searches)


async def measure(path: str, seed: int) -> dict[str, dict[str, float]]:
    """The pauses by what goes on."""
    interview = read(path)
    maker = QueryMaker(interview, seed)
    asked = [query.text for query in maker.queries(4, 0)]
    keys = beginnings([query.text for query in maker.queries(1, 0)])
    hostile = list(maker.hostile().values())
    # As the application does once the first page is shown.
    gc.collect()
    gc.freeze()
    engine = Engine(interview)

    async def one_by_one(queries: Sequence[str]) -> None:
        for query in queries:
            await asyncio.to_thread(engine.search, query, MOST_HITS)

    return {
        "idle": await pauses(lambda: asyncio.sleep(1)),
        "building the index": await pauses(lambda: asyncio.to_thread(engine.prepare)),
        "query after query": await pauses(lambda: one_by_one(asked)),
        "a query at every key": await pauses(lambda: Typist(engine).type(keys)),
        "queries that nobody means": await pauses(lambda: one_by_one(hostile)),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(sys.argv[1], int(sys.argv[2])))))
