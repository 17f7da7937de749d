"""What it costs to keep a quote and to find it again, and how surely it is found.

The store is measured beside a bare SQLite table with the same promise (WAL, FULL, one commit an insert), in
one run and in turn; re-finding beside rapidfuzz's alignment of the quote with the whole text, which is what a
program would do that has nothing of its own. What is printed is Markdown; run it as a script.

    python tests/bench/quotes.py [--quick] [--only store processes finding export]
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.bench.document import document
from tests.bench.figures import against, percentile, short, table
from tests.quotes import edits
from tests.quotes.edits import Edit, Script, copies, fault, noise, some, span_of, stood
from tests.quotes.making import make_seed
from tui.export.document import render
from tui.export.formats import FORMATS
from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.paths import bundled_interview
from tui.quotes.anchoring.anchor import find
from tui.quotes.anchoring.joined_key import Stream
from tui.quotes.collection import Collection
from tui.quotes.quote import Quote, State
from tui.quotes.quote_from_passage import new_id, take
from tui.store.sqlite.opening import open_database

PARTS = ("store", "processes", "finding", "export")
MANY = 10_000
SEED = 11
FINDING = 20.0
"""What the mean of finding one quote must not exceed, in milliseconds."""


_INSERT = "INSERT INTO quote VALUES (?, ?)"


def milliseconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def seed_interview() -> Interview:
    """The bundled interview, read as the quotes' tests read it."""
    return make_seed(bundled_interview().read_text("utf-8"))


def many(interview: Interview, count: int) -> list[Quote]:
    """So many quotes from all over an interview."""
    stream = Stream(interview)
    taken = some(interview, stream, random.Random(SEED), min(count, 500))
    return [replace(taken[at % len(taken)], id=new_id(), note=f"{at}") for at in range(count)]


def distinct(interview: Interview, count: int) -> list[Quote]:
    """So many quotes of which no two have the same words."""
    stream = Stream(interview)
    found = [
        (number, start)
        for number, paragraph in enumerate(interview.paragraphs)
        for start in range(paragraph.label, len(paragraph.text) - 12, 6)
    ]
    chosen = random.Random(SEED).sample(found, min(count, len(found)))
    return [
        take(interview, stream, Passage(Place(number, start), Place(number, start + 12)))
        for number, start in chosen
    ]


def bare(folder: Path) -> sqlite3.Connection:
    """A table of texts, as safe as ours."""
    connection = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE quote (id TEXT PRIMARY KEY, body TEXT)")
    return connection


def report_store(commits: int) -> bool:
    """One commit in an empty collection and in a full one, and opening them."""
    interview = make_seed(document(400_000))
    rows, opening = [], []
    quotes = distinct(interview, MANY + commits)
    for held in (10, MANY):
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            with open_database(folder) as database:
                collection = Collection(database, interview)
                collection.import_quotes(quotes[:held])
                other = bare(folder)
                ours, theirs, looks = [], [], []
                with open_database(folder) as second:
                    window = Collection(second, interview)
                    for quote in quotes[MANY : MANY + commits]:
                        ours.append(milliseconds(partial(collection.add, stood(quote))))
                        row = (quote.id, repr(quote))
                        theirs.append(milliseconds(partial(other.execute, _INSERT, row)))
                        looks.append(milliseconds(window.quotes))
                other.close()
            with open_database(folder) as database:
                opening.append(milliseconds(lambda: Collection(database, interview).quotes()))
        middle = [percentile(values, 50) for values in (ours, theirs, looks)]
        rows.append(
            [
                f"{held:,}",
                short(middle[0]),
                short(percentile(ours, 95)),
                short(middle[1]),
                f"{middle[0] / middle[1]:.1f}",
                short(middle[2]),
                short(opening[-1]),
            ]
        )
    head = [
        "quotes held", "a commit, p50 ms", "p95", "bare SQLite, p50", "ratio", "seen by another window",
        "opened",
    ]  # fmt: skip
    print(table(head, rows))
    return True


WRITER = """
import sys
from pathlib import Path
from tests.quotes.making import TALK, make, passage_of
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database
talk = make(TALK)
with open_database(Path(sys.argv[1]), busy_seconds=120) as database:
    collection = Collection(database, talk)
    print(flush=True)
    sys.stdin.readline()
    for _ in range(int(sys.argv[2])):
        collection.add(passage_of(talk, "信任危机"))
"""


def report_processes(commits: int) -> bool:
    """One, two and eight processes that write at once: how long a commit takes, and whether all are there."""
    rows, whole = [], True
    for processes in (1, 2, 8):
        with tempfile.TemporaryDirectory() as made:
            command = [sys.executable, "-c", WRITER, made, str(commits // processes)]
            writers = [
                subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
                for _ in range(processes)
            ]
            for writer in writers:
                assert writer.stdout
                writer.stdout.readline()

            def go(writers: list[subprocess.Popen[str]] = writers) -> None:
                for writer in writers:
                    assert writer.stdin
                    writer.stdin.write("\n")
                    writer.stdin.flush()
                for writer in writers:
                    writer.wait()

            taken = milliseconds(go)
            for writer in writers:
                writer.communicate()
            with open_database(Path(made)) as database:
                ((kept,),) = database.rows("SELECT count(*) FROM quote WHERE NOT removed")
        wanted = commits // processes * processes
        whole &= kept == wanted
        rows.append([str(processes), short(taken / wanted), f"{kept} of {wanted}", against(wanted - kept, 0)])
    print(table(["processes", "ms a commit", "there afterwards", "none lost"], rows))
    return whole


def with_rapidfuzz(quote: Quote, text: str) -> tuple[int, int]:
    """Where rapidfuzz sees the quote in the whole text."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    seen = partial_ratio_alignment(quote.text, text)
    return (seen.dest_start, seen.dest_end) if seen else (0, 0)


def is_near(found: tuple[int, int], there: tuple[int, int] | None) -> bool:
    """Whether both ends together are where they should be, but for a few characters."""
    return there is not None and abs(found[0] - there[0]) + abs(found[1] - there[1]) <= edits.LOOSE


def report_finding(count: int) -> bool:
    """Quotes of the bundled interview after edits of every kind."""
    old = seed_interview()
    kinds: list[tuple[str, list[Edit]]] = [
        ("nothing but an added head", [lambda script, _rng: script.edited([(0, 0, "一段新的话。\n\n")])]),
        *((f"noise {rate:.0%}", [noise(rate)]) for rate in (0.01, 0.02, 0.05, 0.1, 0.15, 0.2)),
        ("light edits", [edits.light]),
        ("re-punctuated", [edits.repunctuated]),
        ("traditional", [edits.traditional]),
        ("paragraphs split", [edits.relined]),
        ("paragraphs moved", [edits.moved]),
        ("half the paragraphs gone", [edits.halved]),
        ("a third of the sentences gone", [edits.unsaid]),
        ("other numbers", [edits.recounted]),
        ("denials dropped and added", [edits.contradicted]),
        ("labels exchanged", [edits.relabelled]),
        ("traditional, re-punctuated, noise 5%", [edits.traditional, edits.repunctuated, noise(0.05)]),
    ]
    rows, good = [], True
    then = Stream(old).key
    for name, done in kinds:
        rng = random.Random(f"bench {name}")
        quotes = some(old, Stream(old), rng, count)
        script = Script.of(old.source)
        for edit in done:
            script = edit(script, rng)
        new = make_seed(script.text)
        stream = Stream(new)
        taken, theirs, states, wrong, placed, left, guessed = [], [], [], 0, 0, 0, 0
        for quote in quotes:
            begun = time.process_time()
            state, passage = find(stream, quote, partial(copies, then, quote))
            found = time.process_time()
            guess = with_rapidfuzz(quote, script.text)
            taken.append((found - begun) * 1000)
            theirs.append((time.process_time() - found) * 1000)
            states.append(state)
            wrong += bool(fault(quote, script, old, new, state, passage))
            there = script.now(*span_of(old, edits.unlabelled(old, stood(quote))))
            left += there is not None
            if passage:
                placed += is_near(span_of(new, edits.unlabelled(new, passage)), there)
            guessed += not is_near(guess, there)
        good &= not wrong and sum(taken) / count <= FINDING
        shares = [f"{sum(one is state for one in states) / count:.0%}" for state in State]
        times = [short(percentile(taken, 50)), short(percentile(taken, 95)), short(percentile(theirs, 50))]
        rows.append([name, *times, f"{placed / max(1, left):.0%}", *shares, str(wrong), str(guessed)])
    head = [
        "after", "CPU ms p50", "p95", "rapidfuzz p50", "at their place", *map(str, State), "sure and wrong",
        "rapidfuzz wrong",
    ]  # fmt: skip
    print(table(head, rows))
    return good


def report_export(count: int) -> bool:
    """Rendering a full collection in each format."""
    old = seed_interview()
    quotes = many(old, count)
    rows = []
    for form in FORMATS:
        taken = [milliseconds(partial(render, old, quotes, form)) for _ in range(3)]
        rows.append([form, short(min(taken)), f"{1000 * min(taken) / count:.0f}"])
    print(table([f"{count:,} quotes as", "ms", "µs a quote"], rows))
    return True


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    arguments = parser.parse_args()
    part = 10 if arguments.quick else 1
    reports = {
        "store": lambda: report_store(500 // part),
        "processes": lambda: report_processes(800 // part),
        "finding": lambda: report_finding(1000 // part),
        "export": lambda: report_export(MANY // part),
    }
    results = [reports[name]() for name in arguments.only]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
