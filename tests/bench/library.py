"""What a library of 1,000 interviews costs: its index, its list, and the search over all of them.

Beside it, in the same run and query by query, what else would search the same folder: fzf over all paragraphs
and grep over all files, each as a whole process. What is printed is Markdown; run it as a script.

    python tests/bench/library.py [--quick] [--only build list queries pauses] [--folder DIR]
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from tests.bench.figures import against, percentile, short, table
from tests.bench.library_folder import fill
from tests.bench.search import in_process_of_its_own, milliseconds
from tests.bench.search_queries import Asked, QueryMaker
from tests.bench.terminal import Terminal, environment, fangtan_command
from tui.interview.reading import read
from tui.library.library import Library
from tui.library.search import LibrarySearch

PARTS = ("build", "list", "queries", "pauses")
CHARACTERS = 20_000
SEED = 7
SHOWN = 20
"""Interviews of an answer whose hits are put in order: as many as have room on a screen, and more."""

FIGURES: tuple[Callable[[Sequence[float]], float], ...] = (
    lambda times: percentile(times, 50),
    lambda times: percentile(times, 95),
    max,
)

LIST, QUERY, PAUSE = 1000.0, 100.0, 30.0
"""Limits, in milliseconds: the list when it was opened before, the p95 of a query, a pause."""


def answered(engine: LibrarySearch) -> Callable[[str], object]:
    """Answers a query and puts in order what a screen shows of it."""

    def run(query: str) -> object:
        return [group.hits(3) for group in engine.search(query).groups[:SHOWN]]

    return run


def with_fzf(folder: Path, lines: Path) -> Callable[[str], object] | None:
    """Runs fzf's filter over all paragraphs."""
    fzf = shutil.which("fzf")
    if fzf is None:
        return None
    with lines.open("wb") as file:
        for path in sorted(folder.iterdir()):
            file.writelines(line for line in path.read_bytes().splitlines(keepends=True) if line.strip())

    def run(query: str) -> object:
        with lines.open("rb") as file:
            command = [fzf, f"--filter={query}"]
            return subprocess.run(command, stdin=file, stdout=subprocess.DEVNULL, check=False, env={})

    return run


def with_grep(folder: Path) -> Callable[[str], object]:
    """Runs grep over all files, which finds exact words alone."""

    def run(query: str) -> object:
        command = ["grep", "-rFin", "--", query, str(folder)]
        return subprocess.run(command, stdout=subprocess.DEVNULL, check=False, env={"LANG": "C.UTF-8"})

    return run


def report_build(folder: Path, interviews: int) -> bool:
    """Make the index from nothing, as the interface has it made, and once more with nothing to do."""
    rows = []
    index = Library([folder]).folder
    for name in ("from nothing", "nothing to do", "one file changed"):
        if name == "from nothing":
            shutil.rmtree(index)
            index.mkdir(mode=0o700)
        if name == "one file changed":
            first = min(folder.iterdir())
            first.write_text(first.read_text("utf-8") + "\n这是新的一句。\n", "utf-8")
        command = [sys.executable, "-P", "-m", "tui.library.process", str(index), str(folder)]
        begun, most, used = time.perf_counter(), 0, 0.0
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                most = max(most, watched.memory_info().rss)
                used = sum(watched.cpu_times()[:2])
            except psutil.Error:
                break
            time.sleep(0.01)
        process.wait()
        seconds = time.perf_counter() - begun
        rows.append([name, f"{seconds:.1f}", f"{used:.1f}", f"{most / 1e6:.0f}"])
    size = sum(path.stat().st_size for path in index.iterdir())
    text = sum(path.stat().st_size for path in folder.iterdir())
    print(
        table(
            [f"index of {interviews:,} interviews", "seconds", "of the processor", "memory at most, MB"], rows
        )
    )
    print(f"The index takes {size / 1e6:.0f} MB on disk, for {text / 1e6:.0f} MB of text.\n")
    return True


def report_list(folder: Path, home: Path, rounds: int) -> bool:
    """From exec to the last title that has room on the first screen."""
    rows, within = [], True
    for name in ("opened before", "never opened"):
        taken = []
        for number in range(rounds + 1):
            if name == "never opened":
                shutil.rmtree(home / "cache", ignore_errors=True)
            with Terminal([*fangtan_command(), str(folder)], environment(home)) as terminal:
                taken.append(terminal.until(b"0030", 60.0))
                if name == "opened before" and number == 0:
                    # Its index is made now.
                    Path(home / "cache").mkdir(exist_ok=True)
                    environ = environment(home)
                    subprocess.run(
                        [*fangtan_command(), "search", str(folder), "访谈"], env=environ, check=False,
                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                    )  # fmt: skip
        taken = taken[1:]
        median = statistics.median(taken)
        if name == "opened before":
            within = max(taken) <= LIST
        rows.append([name, short(median), short(min(taken)), short(max(taken))])
    print(table(["the list, from exec to its titles, ms", "median", "least", "most"], rows))
    return within


def report_queries(folder: Path, each: int, typed: int, every: int) -> bool:
    """Ask every kind of query; the others each so many times."""
    library = Library([folder])
    engine, whole = library.search()
    assert whole
    asked = QueryMaker(read(min(folder.iterdir())), SEED).queries(each, typed)
    asked += [Asked("filters", f"{field} {query.text}") for field, query in zip(
        ["speaker:杨", "section:3", "asked:", "said:", "turn:1-40"] * each, asked, strict=False
    )][: each]  # fmt: skip
    ask = answered(engine)
    with tempfile.TemporaryDirectory() as place:
        others = {"fzf": with_fzf(folder, Path(place) / "lines"), "grep": with_grep(folder)}
        taken: dict[str, list[float]] = {"fangtan": [], "fzf": [], "grep": []}
        worked: list[float] = []
        pairs: dict[str, list[float]] = {"fzf": [], "grep": []}
        for warm in ("访谈", "fangtan"):
            ask(warm)
        # As the application does.
        gc.freeze()
        for number, (_kind, query) in enumerate(asked):
            begun = time.thread_time()
            taken["fangtan"].append(milliseconds(ask, query))
            worked.append((time.thread_time() - begun) * 1000)
            for name, other in others.items():
                if other is not None and query.strip() and number % every == 0:
                    taken[name].append(milliseconds(other, query))
                    pairs[name].append(taken["fangtan"][-1] / taken[name][-1])
    by_kind: dict[str, list[tuple[float, float]]] = {}
    for (kind, _query), *spent in zip(asked, taken["fangtan"], worked, strict=True):
        by_kind.setdefault(kind, []).append((spent[0], spent[1]))
    by_kind = dict(sorted(by_kind.items())) | {"**all**": list(zip(taken["fangtan"], worked, strict=True))}
    rows = [
        [
            kind,
            str(len(times)),
            *(short(figure(column)) for column in zip(*times, strict=True) for figure in FIGURES),
        ]
        for kind, times in by_kind.items()
    ]
    p95 = percentile(taken["fangtan"], 95)
    head = ["a search over all, ms", "queries", "p50", "p95", "most", "work p50", "p95", "most"]
    print(table(head, rows))
    print("Work is the processor's time, which does not grow with what else the machine does.\n")
    rows = [
        [name, str(len(times)), short(percentile(times, 50)), short(percentile(times, 95)),
         f"{statistics.median(pairs[name]):.3f}"]
        for name, times in taken.items() if name in pairs and times
    ]  # fmt: skip
    print(table(["the whole process, ms", "queries", "p50", "p95", "fangtan's part of it"], rows))
    print(f"p95 within {QUERY:.0f} ms: {against(p95, QUERY)}.\n")
    return p95 <= QUERY


def report_pauses(folder: Path, rounds: int) -> bool:
    """Let an event loop tick beside the search, beside opening the index, and beside the list."""
    runs = [
        in_process_of_its_own("library_pauses.py", str(folder), str(SEED + number))
        for number in range(rounds)
    ]
    rows, within = [], True
    for phase in runs[0]:
        p50, p99, longest = (
            percentile([run[phase][key] for run in runs], 50) for key in ("p50", "p99", "longest")
        )
        within = within and (phase == "idle" or longest <= PAUSE)
        rows.append([phase, f"{p50:.2f}", f"{p99:.2f}", f"{longest:.1f}"])
    print(table(["pauses of an event loop", "p50 ms", "p99 ms", "longest ms"], rows))
    return within


def main() -> int:
    """Print the tables asked for; 1 where something is beyond its limit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer queries and rounds")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART")
    parser.add_argument("--interviews", type=int, default=1000)
    parser.add_argument("--folder", type=Path, help="where the interviews are, or are made")
    given = parser.parse_args()
    quick = given.quick
    with tempfile.TemporaryDirectory() as place:
        folder = given.folder or Path(place) / "interviews"
        home = Path(place) / "home"
        home.mkdir()
        os.environ["XDG_CACHE_HOME"] = str(Path(place) / "cache")
        fill(folder, given.interviews, CHARACTERS)
        print(f"Load of the machine at the start: {os.getloadavg()[0]:.1f}\n")
        work: dict[str, Callable[[], bool]] = {
            "build": lambda: report_build(folder, given.interviews),
            "list": lambda: report_list(folder, home, 2 if quick else 5),
            "queries": lambda: report_queries(folder, *((10, 2, 10) if quick else (40, 6, 10))),
            "pauses": lambda: report_pauses(folder, 1 if quick else 3),
        }
        if "build" not in given.only:
            from tui.library.building import refresh

            library = Library([folder])
            refresh(library.roots, library.folder)
        within = [work[part]() for part in PARTS if part in given.only]
    print("Within every limit." if all(within) else "Beyond a limit.")
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main())
