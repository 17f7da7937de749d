"""How long a search takes, beside fzf's whole process, at 20,000, 200,000 and 2,000,000 characters.

Also how long the index takes and what memory, the longest pause that a search in a thread causes to an event
loop beside it, and how soon what nobody means is answered. Every query goes to each program in turn, so that
whatever else the machine does falls on all of them. What is printed is Markdown; run it as a script.

    python tests/bench/search.py [--quick] [--only queries build pauses hostile] [--sizes 20000 2000000]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.bench.document import document
from tests.bench.figures import percentile, table
from tests.bench.search_queries import Asked, QueryMaker
from tui.interview.model.interview import Interview
from tui.interview.reading import read
from tui.search.engine import Engine

SIZES = (20_000, 200_000, 2_000_000)
PARTS = ("queries", "build", "pauses", "hostile")
SEED = 7
MOST_HITS = 500
"""As many as the search bar asks for."""

LIMITS = {20_000: (3.0, 0.4), 200_000: (10.0, 0.3), 2_000_000: (30.0, 0.25)}
"""By characters: what the p95 of a query must not exceed, in ms and as a part of fzf's."""

BUILD, MEMORY, PAUSE, HOSTILE = 2000.0, 150.0, 30.0, 200.0
"""What the same holds for: all of the index in ms and in MB, a pause and a hostile query in ms."""


def milliseconds(work: Callable[[str], object], query: str) -> float:
    """How long a piece of work takes for a query."""
    begun = time.perf_counter()
    work(query)
    return (time.perf_counter() - begun) * 1000


def with_fzf(lines: Path) -> Callable[[str], object] | None:
    """Runs fzf's filter over a file of paragraphs, the whole process; None where it is not installed."""
    fzf = shutil.which("fzf")
    if fzf is None:
        return None

    def run(query: str) -> None:
        with lines.open("rb") as file:
            command = [fzf, f"--filter={query}"]
            subprocess.run(command, stdin=file, stdout=subprocess.DEVNULL, check=False, env={})

    return run


def with_rapidfuzz(texts: Sequence[str]) -> Callable[[str], object]:
    """Compares a query with every paragraph, as is usual with rapidfuzz."""
    from rapidfuzz.fuzz import partial_ratio
    from rapidfuzz.process import extract

    return lambda query: extract(query, texts, scorer=partial_ratio, limit=MOST_HITS, score_cutoff=70)


def time_queries(interview: Interview, asked: Sequence[Asked], every: int) -> dict[str, list[float]]:
    """Ask every program every query in turn, rapidfuzz only each so many times; milliseconds by program."""
    engine = Engine(interview)
    engine.prepare()
    texts = [paragraph.text for paragraph in interview.paragraphs]
    taken: dict[str, list[float]] = {"fangtan": [], "fzf": [], "rapidfuzz": []}
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "paragraphs.txt"
        lines.write_text("\n".join(texts) + "\n", encoding="utf-8")
        fzf, rapidfuzz = with_fzf(lines), with_rapidfuzz(texts)

        def fangtan(query: str) -> object:
            return engine.search(query, MOST_HITS)

        for warm in ("访谈", "fangtan"):
            fangtan(warm)
            if fzf:
                fzf(warm)
        for number, (_, query) in enumerate(asked):
            taken["fangtan"].append(milliseconds(fangtan, query))
            if fzf:
                taken["fzf"].append(milliseconds(fzf, query))
            if number % every == 0:
                taken["rapidfuzz"].append(milliseconds(rapidfuzz, query))
    return taken


def report_queries(made: dict[int, Path], each: int, typed: int) -> bool:
    """Time queries of every kind in each text."""
    rows: list[list[str]] = []
    kinds: dict[str, list[str]] = {}
    within = True
    for size, path in made.items():
        interview = read(path)
        asked = QueryMaker(interview, SEED).queries(each, typed)
        taken = time_queries(interview, asked, every=max(1, size // 200_000))
        limit, part = LIMITS.get(size, (float("inf"), float("inf")))
        for name, times in taken.items():
            if not times:
                rows.append([name, f"{size:,}", "not installed", "", "", ""])
                continue
            figures = [percentile(times, 50), percentile(times, 95), max(times)]
            ratio = figures[1] / percentile(taken["fzf"], 95) if taken["fzf"] else 0.0
            if name == "fangtan":
                within = within and figures[1] <= limit and ratio <= part
            told = f"{ratio:.2f}" if taken["fzf"] else ""
            rows.append([name, f"{size:,}", *(f"{figure:.2f}" for figure in figures), told])
        for kind, times in by_kind(asked, taken["fangtan"]).items():
            figure = f"{percentile(times, 50):.2f} / {percentile(times, 95):.2f}"
            kinds.setdefault(kind, [kind]).append(figure)
    print(table(["", "characters", "p50 ms", "p95 ms", "longest ms", "p95 / fzf's p95"], rows))
    print(
        f"{each} queries of each kind, and of {typed} of each what stands there after every key. fzf is its"
    )
    print("whole process, `fzf --filter`; rapidfuzz is `process.extract` with `partial_ratio`.\n")
    head = ["p50 / p95 in ms, characters:", *(f"{size:,}" for size in made)]
    print(table(head, [kinds[kind] for kind in sorted(kinds)]))
    return within


def by_kind(asked: Sequence[Asked], taken: Sequence[float]) -> dict[str, list[float]]:
    """The times of the queries of each kind."""
    kinds: dict[str, list[float]] = {}
    for query, took in zip(asked, taken, strict=True):
        kinds.setdefault(query.kind, []).append(took)
    return kinds


def in_process_of_its_own(script: str, *arguments: str) -> Any:
    """What one of the scripts beside this one prints as JSON; its memory and its threads are its own."""
    path = Path(__file__).with_name(script)
    done = subprocess.run([sys.executable, str(path), *arguments], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def report_build(made: dict[int, Path], rounds: int) -> bool:
    """Build the index of each text, each time in a new process."""
    rows, within = [], True
    for size, path in made.items():
        runs = [in_process_of_its_own("search_build.py", str(path)) for _ in range(rounds)]
        median = {key: percentile([run[key] for run in runs], 50) for key in runs[0]}
        within = within and median["all"] <= BUILD and median["peak"] <= MEMORY
        rows.append([f"{size:,}", *(f"{median[key]:.0f}" for key in ("exact", "all", "grown", "peak"))])
    print(table(["characters", "exact words from, ms", "all from, ms", "memory MB", "at most MB"], rows))
    print(f"Medians of {rounds} processes, imports included; memory is what the process grew by.\n")
    return within


def report_pauses(path: Path, size: int, rounds: int) -> bool:
    """Let an event loop tick beside a search in a thread."""
    runs = [in_process_of_its_own("search_pauses.py", str(path), str(SEED + n)) for n in range(rounds)]
    rows, within = [], True
    for phase in runs[0]:
        p50, p99, longest = (
            percentile([run[phase][key] for run in runs], 50) for key in ("p50", "p99", "longest")
        )
        within = within and (phase == "idle" or longest <= PAUSE)
        worst = max(run[phase]["longest"] for run in runs)
        rows.append([phase, f"{p50:.2f}", f"{p99:.2f}", f"{longest:.1f}", f"{worst:.1f}"])
    head = [f"pauses of an event loop, {size:,} characters", "p50 ms", "p99 ms", "longest ms", "of all runs"]
    print(table(head, rows))
    print(f"Medians of {rounds} runs. A pause is how much later than asked a sleep of 1 ms ended.\n")
    return within


def report_hostile(path: Path, size: int, rounds: int) -> bool:
    """Ask what nobody means."""
    interview = read(path)
    engine = Engine(interview)
    engine.prepare()
    queries = QueryMaker(interview, SEED).hostile()
    taken: dict[str, list[float]] = {name: [] for name in queries}
    complete: dict[str, bool] = {}
    order, chance = list(queries), random.Random(SEED)
    for _ in range(rounds):
        chance.shuffle(order)
        for name in order:
            begun = time.perf_counter()
            complete[name] = engine.search(queries[name], MOST_HITS).complete
            taken[name].append((time.perf_counter() - begun) * 1000)
    rows = [
        [name, f"{max(times):.0f}", "" if complete[name] else "given up"]
        for name, times in sorted(taken.items(), key=lambda pair: -max(pair[1]))
    ]
    print(table([f"what nobody means, {size:,} characters", "longest ms", ""], rows))
    return all(max(times) <= HOSTILE for times in taken.values())


def main() -> int:
    """Print the tables asked for; 1 where something is beyond its limit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer queries and rounds")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="CHARACTERS")
    given = parser.parse_args()
    quick, largest = given.quick, max(given.sizes)
    with tempfile.TemporaryDirectory() as folder:
        made = {size: Path(folder) / f"{size}.md" for size in given.sizes}
        for size, path in made.items():
            path.write_text(document(size), encoding="utf-8")
        work: dict[str, Callable[[], bool]] = {
            "queries": lambda: report_queries(made, *((10, 2) if quick else (40, 6))),
            "build": lambda: report_build(made, 1 if quick else 5),
            "pauses": lambda: report_pauses(made[largest], largest, 1 if quick else 7),
            "hostile": lambda: report_hostile(made[largest], largest, 1 if quick else 3),
        }
        print(f"Load of the machine at the start: {os.getloadavg()[0]:.1f}\n")
        within = [work[part]() for part in PARTS if part in given.only]
    print("Within every limit." if all(within) else "Beyond a limit.")
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main())
