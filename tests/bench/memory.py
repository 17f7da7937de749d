"""How much memory a text takes, beside a text of hardly any words."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.bench.figures import against, megabytes, table
from tests.bench.keys import LOADED_WITHIN
from tests.bench.terminal import Silent, Terminal, environment
from tests.bench.texts import Text

TIMES = 3.0
"""How many times its own size a text may take."""

_PLACES = 20
"""From how many places the text is read on."""

_QUERIES = ("的", "moxing", "cwb")
"""What is searched for: words, their pronunciation, initials."""


class Memory(NamedTuple):
    """Bytes in memory (RSS) at one time after another; its children's are not among the program's.

    Attributes:
        first_page: when its words have come.
        loaded: when the program rests.
        read_on: after pages in many places.
        searched: after searches, once all that searching needs is there.
        peak: the most so far.
        children: what the children hold, once the program rests.
        seconds: from exec until it rests.
    """

    first_page: int
    loaded: int
    read_on: int
    searched: int
    peak: int
    children: int
    seconds: float


def memory(command: list[str], texts: list[Text], home: Path, rounds: int) -> dict[str, list[Memory]]:
    """What each text takes, one after the other in each round.

    Raises:
        Silent: a first page did not come, or the program never rests.
    """
    taken: dict[str, list[Memory]] = {text.name: [] for text in texts}
    for number in range(1, rounds + 1):
        print(f"  round {number} of {rounds}", file=sys.stderr)
        for text in texts:
            taken[text.name].append(_memory(command, text, home))
    return taken


def _memory(command: list[str], text: Text, home: Path) -> Memory:
    # A data folder of its own: a place that was remembered would be opened the next time.
    with (
        tempfile.TemporaryDirectory() as data,
        Terminal([*command, str(text.path)], {**environment(home), "FANGTAN_DATA": data}) as terminal,
    ):
        terminal.until(text.needle, LOADED_WITHIN)
        first_page = terminal.memory()
        seconds = terminal.settle(LOADED_WITHIN)
        loaded, children = terminal.memory(), terminal.memory_of_children()
        for number in range(1, _PLACES + 1):
            for keys in (b":%d%%\r" % (100 * number // (_PLACES + 1)), b" "):
                with suppress(Silent):  # where there is hardly a word, nothing may change
                    terminal.painted(keys, patience=1.0)
        read_on = terminal.memory()
        for query in _QUERIES:
            terminal.write(b"/" + query.encode())
            terminal.settle(LOADED_WITHIN)
            terminal.write(b"\x1b")
            terminal.listen(1.0)
        searched = terminal.memory()
        return Memory(first_page, loaded, read_on, searched, terminal.peak_memory(), children, seconds)


def memory_table(taken: Mapping[str, list[Memory]], texts: list[Text]) -> str:
    """Medians; the last of the texts is compared to the first."""
    rows, least = [], _median(taken[texts[0].name])
    for text in texts:
        own = _median(taken[text.name])
        rows.append([f"{text.name}, MB", *map(megabytes, own[:6]), f"{own.seconds:.1f}"])
    own = _median(taken[texts[-1].name])
    for words, size in (("UTF-8", texts[-1].size), ("str", texts[-1].in_memory)):
        times = [(mine - other) / size for mine, other in zip(own[:5], least[:5], strict=True)]
        verdict = f"≤ {TIMES:.0f}: {against(max(times[1:3]), TIMES)}"
        name = f"({texts[-1].name} - {texts[0].name}) / the text as {words}, {megabytes(size)} MB"
        rows.append([name, *(f"{value:.1f}" for value in times), "", verdict])
    moments = ["first page", "all loaded", "read on", "searched", "peak", "children"]
    head = ["memory (RSS)", *moments, "loaded after, s"]
    return table(head, rows)


def _median(of: list[Memory]) -> Memory:
    first_page, loaded, read_on, searched, peak, children = (
        int(statistics.median(one[field] for one in of)) for field in range(6)
    )
    seconds = statistics.median(one.seconds for one in of)
    return Memory(first_page, loaded, read_on, searched, peak, children, seconds)
