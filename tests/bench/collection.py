"""What the panel costs at 10,000 quotes, beside what it costs at ten; run as a script, it prints a table.

    python tests/bench/collection.py [quotes]

Opening, reading what has changed, filtering, and the frames of the panel are measured in one process, in
milliseconds of its time; so is the longest pause of the event loop while the application opens, filters and
scrolls. At the end, how long it takes until an open window shows what another process has collected.
"""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tui.app.terminal.capabilities import prepare_environment

prepare_environment()
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"

from tests.bench.document import document  # noqa: E402
from tests.bench.figures import short, table  # noqa: E402
from tui.app.application import FangtanApp  # noqa: E402
from tui.app.reading.change_queue import snapshot  # noqa: E402
from tui.app.reading.screen import ReadingScreen  # noqa: E402
from tui.interview.model.interview import Interview  # noqa: E402
from tui.interview.model.place import Place  # noqa: E402
from tui.interview.model.steps import Granularity, Steps  # noqa: E402
from tui.interview.model.view import Shown  # noqa: E402
from tui.interview.reading import read  # noqa: E402
from tui.locale import set_language  # noqa: E402
from tui.quotes import packing  # noqa: E402
from tui.quotes.anchoring.joined_key import Stream  # noqa: E402
from tui.quotes.collection import Collection  # noqa: E402
from tui.quotes.filtering import Filtering  # noqa: E402
from tui.quotes.quote_from_passage import take  # noqa: E402
from tui.settings import Settings  # noqa: E402
from tui.store.sqlite import seals, sources  # noqa: E402
from tui.store.sqlite.opening import open_database  # noqa: E402

FEW = 10
MANY = 10_000
QUERIES = ("模型", "speaker:杨植麟 长文本", "#标签3", "changwenben")


def fill(data: Path, interview: Interview, count: int) -> None:
    """A collection of so many sentences, spread over the whole text, written at once."""
    steps = Steps(interview, lambda text: [(0, len(text))], Shown(interview))
    passages = []
    for number, paragraph in enumerate(interview.paragraphs):
        offset = paragraph.label
        while offset < len(paragraph.text):
            unit = steps.unit_at(Place(number, offset), Granularity.SENTENCE)
            passages.append(unit)
            offset = max(unit.end.offset, offset + 1)
    stream = Stream(interview)
    with open_database(data) as database, database.transaction() as connection:
        number = sources.enrol(connection, interview)
        sources.keep_text(connection, interview)
        step = len(passages) / count
        for index in range(count):
            try:
                quote = take(interview, stream, passages[int(index * step)])
            except ValueError:
                continue
            connection.execute(
                "INSERT INTO quote (id, interview, source, path, created, revision, removed, position, note,"
                " tags, body) VALUES (?, ?, ?, ?, ?, 1, 0, ?, '', ?, ?)",
                (
                    quote.id,
                    number,
                    interview.digest,
                    quote.source.path,
                    quote.created,
                    float(index),
                    packing.pack_tags([f"标签{index % 10}"]),
                    packing.body(quote),
                ),
            )
        connection.execute("UPDATE interview SET revision = 1 WHERE id = ?", (number,))
        seals.seal(connection, "quote")


def timed(deed: Callable[[], object], times: int = 7) -> float:
    """The median of several runs, in milliseconds of this process's time."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        deed()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


class Pauses:
    """The longest time for which the event loop did nothing else, in milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def watch(self) -> None:
        """Look at the clock each millisecond."""
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            self.longest = max(self.longest, (now - last) * 1000 - 1)
            last = now


async def in_the_app(interview: Interview, data: Path) -> dict[str, float]:
    """What keys in the panel cost, and the longest pauses."""
    found: dict[str, float] = {}
    pauses = Pauses()
    app = FangtanApp(interview, [], settings=Settings(), data=data)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        # As the application does once the first page is shown.
        gc.collect()
        gc.freeze()
        watching = asyncio.create_task(pauses.watch())
        while not screen.quotes.panel.snapshot.quotes:
            await pilot.pause(0.01)
        await app.workers.wait_for_complete()
        found["longest pause, opening"] = pauses.longest

        async def press(name: str, *keys: str, times: int = 20) -> None:
            pauses.longest = 0.0
            taken = []
            for number in range(times):
                began = time.process_time()
                await pilot.press(keys[number % len(keys)])
                taken.append((time.process_time() - began) * 1000)
            await app.workers.wait_for_complete()
            found[f"a key, {name}"] = statistics.median(taken)
            found[f"longest pause, {name}"] = pauses.longest

        screen.collection_pane.focus()
        await pilot.pause()
        await press("next quote", "j")
        await press("next page", "pagedown")
        await press("end and start", "G", "g")
        await press("marking", "space")
        await press("colour", "C", "2", times=6)
        await pilot.press("slash")
        await press("filtering", *"model", times=5)
        await press("collecting", "escape", "escape", "shift+tab", "j", "j", "a", times=6)
        watching.cancel()
    return found


async def seen_after(interview: Interview, path: Path, data: Path, times: int = 8) -> list[float]:
    """Milliseconds from another process's commit until this window shows the quote."""
    app = FangtanApp(interview, [], settings=Settings(), data=data)
    waited = []
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        while screen.session.collection is None:
            await pilot.pause(0.01)
        await app.workers.wait_for_complete()
        for turn in range(1, times + 1):
            # The other process says that it has committed, then waits to be ended.
            code = (
                "import sys; from pathlib import Path; from tui.interview.reading import read;"
                "from tui.quotes.collection import Collection;"
                "from tui.store.sqlite.opening import open_database;"
                "c = Collection(open_database(Path(sys.argv[1])), read(Path(sys.argv[2])));"
                "c.add_words(int(sys.argv[3])); print('done', flush=True); sys.stdin.read()"
            )
            arguments = [sys.executable, "-c", code, str(data), str(path), str(turn)]
            before = len(screen.collection_pane.quotes)
            other = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            assert other.stdout
            await asyncio.to_thread(other.stdout.readline)
            began = time.perf_counter()
            while len(screen.collection_pane.quotes) == before:
                await asyncio.sleep(0.005)
            waited.append((time.perf_counter() - began) * 1000)
            other.communicate(b"")
    return waited


def main(many: int = MANY) -> None:
    """Measure and print."""
    set_language("en")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.md"
        path.write_text(document(60 * many), encoding="utf-8")
        interview = read(path)
        figures: list[dict[str, float]] = []
        for count in (FEW, many):
            data = Path(folder) / str(count)
            fill(data, interview, count)
            found: dict[str, float] = {}
            with open_database(data) as database:
                found["open the collection"] = timed(lambda d=database: Collection(d, interview), 3)  # type: ignore[misc]
                collection = Collection(database, interview)
                found["look at all of it"] = timed(lambda c=collection: snapshot(c), 3)  # type: ignore[misc]
                quotes = collection.quotes()
                filtering = Filtering(interview)
                for query in QUERIES:
                    filtering.matching(query, quotes)
                    found[f"filter: {query}"] = timed(
                        lambda q=query, f=filtering, all=quotes: f.matching(q, all)  # type: ignore[misc]
                    )
            found |= asyncio.run(in_the_app(interview, data))
            figures.append(found)
        lines = [
            [name, short(one), short(other), f"{other / max(one, 0.05):.1f}"]
            for (name, one), other in zip(figures[0].items(), figures[1].values(), strict=True)
        ]
        print(table(["milliseconds", f"{FEW} quotes", f"{many:,} quotes", "ratio"], lines))
        waited = asyncio.run(seen_after(interview, path, Path(folder) / "other"))
        print(f"another process's quote is shown after {min(waited):.0f} to {max(waited):.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
