"""What `fangtan search` does."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.cli.opening import interview_at, is_library
from tui.cli.output import Fault, print_json, remark, say, strong
from tui.cli.reading import section_title
from tui.locale import _, ngettext
from tui.locale.messages import tier_words

if TYPE_CHECKING:
    from tui.interview.model import Interview
    from tui.search.answer import Answer, Hit

AROUND = 60
"""Code points shown on either side of what was found, for a person; a script gets the whole passage."""


def search(
    data: Path,
    path: str,
    words: Sequence[str],
    queries: str | None,
    limit: int | None,
    kwic: bool,
    sort: str | None,
    json: bool,
) -> int:
    """Answer one query, or one a line of a file; 1 where nothing at all was found.

    Args:
        data: the folder of the collection, which has:note asks.
        path: the interview, or a folder of them.
        words: the query's.
        queries: a file of queries instead.
        limit: the most hits of a query, or lines of a concordance; None for all.
        kwic: give concordances.
        sort: how these are sorted: place, left or right.
        json: for a script.

    Raises:
        InputError, StoreError: the interview or the collection can't be read.
        Fault: there is no query, or the file of queries can't be read.
    """
    if queries is None and not words:
        raise Fault(_("search takes a query, or --queries FILE"))
    if queries is not None and words:
        raise Fault(_("search takes a query or --queries FILE, not both"))
    if queries == "-" == path:
        raise Fault(_("standard input is either the interview or the queries"))
    if sort is not None and not kwic:
        raise Fault(_("--sort goes with --kwic"))
    asked = [" ".join(words)] if queries is None else _lines(queries)
    if not kwic and is_library(path):
        from tui.cli import library

        return library.search(data, path, asked, limit or sys.maxsize, json, named=queries is not None)
    interview = interview_at(path)

    from tui.search.engine import Engine

    engine = Engine(interview)
    # Made ready first: the milliseconds of an answer are those of the query alone.
    engine.prepare()
    noted = _Noted(data, interview)
    found = False
    for query in asked:
        if kwic:
            from tui.cli.kwic import tell

            some = tell(engine.concordance(query, noted=noted), sort, limit, json, named=queries is not None)
            found = found or some
            continue
        answer = engine.search(query, limit or sys.maxsize, noted=noted)
        found = found or bool(answer.hits)
        if json:
            print_json(_facts(interview, query, answer))
        else:
            _show(interview, query, answer, named=queries is not None)
    if not found and not json and queries is None:
        remark(_("nothing found"))
    return 0 if found else 1


class _Noted:
    """Whether a paragraph has a quote with a note; the collection is opened when this is first asked."""

    def __init__(self, data: Path, interview: Interview) -> None:
        self._data, self._interview = data, interview
        self._paragraphs: set[int] | None = None

    def __call__(self, paragraph: int) -> bool:
        if self._paragraphs is None:
            self._paragraphs = set(self._found())
        return paragraph in self._paragraphs

    def _found(self) -> Iterator[int]:
        from tui.quotes.collection import Collection
        from tui.store.database import NAME, open_database

        if not (self._data / NAME).exists():
            # Looking for notes makes no collection.
            return
        database = open_database(self._data)
        try:
            for quote in Collection(database, self._interview).quotes():
                if quote.note and quote.passage:
                    yield from (number for number, _start, _end in self._interview.slices(quote.passage))
        finally:
            database.close()


def _lines(queries: str) -> list[str]:
    """The queries of a file or of standard input, one a line; an empty line is a query without an answer."""
    try:
        data = sys.stdin.buffer.read() if queries == "-" else Path(queries).read_bytes()
    except OSError as error:
        raise Fault(f"{queries}: {error.strerror}") from None
    lines = data.decode("utf-8-sig", errors="replace").split("\n")
    if lines[-1] == "":
        lines.pop()
    return [line.removesuffix("\r") for line in lines]


def _facts(interview: Interview, query: str, answer: Answer) -> dict[str, Any]:
    return {
        "query": query,
        "milliseconds": round(answer.milliseconds, 3),
        "hits": [hit_facts(interview, hit, interview.paragraphs[hit.paragraph].text) for hit in answer.hits],
    }


def hit_facts(interview: Interview, hit: Hit, text: str) -> dict[str, Any]:
    """A hit for a script; `text` is its paragraph's."""
    turn, section = interview.turn_at(hit.paragraph), interview.section_at(hit.paragraph)
    return {
        "tier": str(hit.tier),
        "score": round(hit.score, 4),
        "section": section.number if section else None,
        "turn": turn.number if turn else None,
        "paragraph": hit.paragraph + 1,
        "speaker": turn.speaker if turn else None,
        "text": text,
        "ranges": [list(span) for span in hit.ranges],
    }


def _show(interview: Interview, query: str, answer: Answer, *, named: bool) -> None:
    """Print the passages for a person, what was found in bold."""
    if named:
        count = ngettext("{count} passage", "{count} passages", answer.total).format(count=answer.total)
        say(f"{query}: {count}")
    for number, hit in enumerate(answer.hits, 1):
        turn, section = interview.turn_at(hit.paragraph), interview.section_at(hit.paragraph)
        where = [f"[{tier_words(hit.tier)}]"]
        if section:
            where.append(section_title(section.number, section.title))
        if turn:
            where.append(_("turn {number}").format(number=turn.number))
            where.append(turn.speaker)
        say(f"{number:3}. " + " · ".join(where))
        print("     " + excerpt(interview.paragraphs[hit.paragraph].text, hit.ranges))
    if not named and answer.total > len(answer.hits):
        more = answer.total - len(answer.hits)
        remark(
            ngettext("{count} more; --limit shows it", "{count} more; --limit shows them", more).format(
                count=more
            )
        )


def excerpt(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    """What was found, with some text around it."""
    first = max(0, min((start for start, _end in ranges), default=0) - AROUND)
    last = min(len(text), max((end for _start, end in ranges), default=0) + AROUND)
    shown = strong(text[first:last], [(start - first, end - first) for start, end in ranges])
    return ("…" if first else "") + shown + ("…" if last < len(text) else "")
