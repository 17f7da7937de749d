"""The table of candidate labels that the judgement of speakers is fitted to: numbers, and no words.

A row is one candidate label of one document: the document and its source as hashes, what kind of document
it is, whether the label is a speaker's, how often it stands, and its features (see `features` of the
speakers). A document is a whole text, a window cut out of one around some of its labels, or a small invented
text of the tests. `python -m tests.bench.speakers_table TRUTH FOLDER` adds the rows of other texts: TRUTH is
a JSON list of {"file", "source", "turns_by_label": {label as printed: turns}}.
"""

from __future__ import annotations

import argparse
import copy
import csv
import gzip
import hashlib
import io
import json
import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tui.interview.decoding.encoding import decode
from tui.interview.formats import format_of, reader
from tui.interview.speakers.candidates import find
from tui.interview.speakers.features import Document
from tui.interview.speakers.quoted_dialogue import without_quoted_dialogue
from tui.interview.structure import time_stamps

TABLE = Path(__file__).with_name("speakers_labels.csv.gz")
WINDOWS = (8, 16, 40)  # labels in a window
_ABOUT = ("source", "document", "kind", "speaker", "times")


class Row(NamedTuple):
    """One candidate label of one document.

    Attributes:
        source: hash of its publisher or repository.
        document: hash of its name.
        kind: "text", "window" or "fixture".
        speaker: whether it is a speaker's label.
        times: how often it stands.
        features: by name.
    """

    source: str
    document: str
    kind: str
    speaker: bool
    times: int
    features: dict[str, float]


def read_rows(path: Path = TABLE) -> list[Row]:
    """Read the table."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        names = next(lines)[len(_ABOUT) :]
        return [
            Row(
                source,
                document,
                kind,
                speaker == "1",
                int(times),
                {name: float(value or 0) for name, value in zip(names, values, strict=True)},
            )
            for source, document, kind, speaker, times, *values in lines
        ]


def write_rows(rows: Sequence[Row], path: Path = TABLE) -> None:
    """Write the table; the same rows give the same bytes."""
    stream = io.StringIO()
    lines = csv.writer(stream, lineterminator="\n")
    names = list(rows[0].features)
    lines.writerow([*_ABOUT, *names])
    for row in rows:
        values = [f"{row.features[name]:.4g}" if row.features[name] else "" for name in names]
        lines.writerow([row.source, row.document, row.kind, int(row.speaker), row.times, *values])
    path.write_bytes(gzip.compress(stream.getvalue().encode(), 9, mtime=0))


def hashed(words: str) -> str:
    """Hash what nobody needs to know."""
    return hashlib.sha256(words.encode()).hexdigest()[:10]


def rows_of(document: Document, speakers: set[str], source: str, name: str, kind: str) -> Iterator[Row]:
    """Make the rows of a document whose speakers' keys are known."""
    for key, group in document.groups.items():
        yield Row(hashed(source), hashed(name), kind, key in speakers, group.times, document.of_label(group))


def document_in(path: Path) -> Document | None:
    """Read the candidate labels in a file; None where its container names the speakers."""
    text = decode(path.read_bytes(), str(path), None).text
    reading = reader(format_of(path.suffix, text))(text)
    if reading.labelled:
        return None
    if reading.prose:
        time_stamps.set_apart(reading.drafts, text)
    drafts = [draft for draft in reading.drafts if not draft.beside] or list(reading.drafts)
    found = without_quoted_dialogue(drafts, find(drafts, lines=reading.prose))
    return Document(drafts, found, lines=reading.prose)


def speakers_in(document: Document, labels: Sequence[str]) -> set[str]:
    """Find the keys of the labels that are counted as speakers', in any spelling or with more in brackets."""
    wanted = {_plain(label) for label in labels}
    return {
        key
        for key, group in document.groups.items()
        if not wanted.isdisjoint(
            spelt
            for candidate in group.candidates[:400]
            for spelt in (_plain(candidate.name), _plain(re.split(r"[(（\[【]", candidate.name)[0]))
        )
    }


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name)).casefold()


def windows(document: Document, speakers: set[str], chosen: random.Random) -> Iterator[Document]:
    """Cut shorter documents out of a long one, each around some of its labels."""
    count = len(document.found)
    for size in WINDOWS:
        for _ in range(3 if size < WINDOWS[-1] else 1) if count > 1.3 * size else ():
            at = chosen.randrange(0, count - size)
            start = max(0, document.found[at].index - chosen.choice((0, 0, 1, 3)))
            end = document.found[at + size].index
            found = []
            for candidate in document.found[at : at + size]:
                moved = copy.copy(candidate)
                moved.index -= start
                found.append(moved)
            if all(0 <= c.index < end - start for c in found):
                window = Document(document.drafts[start:end], found, lines=document.lines)
                spoken = sum(g.times for key, g in window.groups.items() if key in speakers)
                if not speakers or spoken > 2:
                    yield window


def main() -> None:
    """Add the rows of the texts in a folder to the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("truth", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    rows, chosen = read_rows(), random.Random(5)
    for said in json.loads(options.truth.read_text("utf-8")):
        document = document_in(options.folder / said["file"])
        if document is None or not document.groups:
            continue
        speakers = speakers_in(document, list(said["turns_by_label"]))
        source, name = said["source"], f"{said['source']}/{said['file']}"
        rows += rows_of(document, speakers, source, name, "text")
        for number, window in enumerate(windows(document, speakers, chosen)):
            rows += rows_of(window, speakers, source, f"{name}/{number}", "window")
    write_rows(rows)
    print(f"{len(rows)} rows: {TABLE}")


if __name__ == "__main__":
    main()
