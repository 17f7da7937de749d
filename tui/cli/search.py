"""What `fangtan search` does."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.cli.hits import excerpt, hit_facts, remark_more, where
from tui.cli.opening import interview_at, is_library
from tui.cli.output import Fault, print_json, remark, say
from tui.locale import _, ngettext

if TYPE_CHECKING:
    from tui.interview.model.interview import Interview
    from tui.search.answer import Answer


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
    any_hits = False
    for query in asked:
        if kwic:
            from tui.cli.kwic import tell

            some = tell(engine.concordance(query, noted=noted), sort, limit, json, named=queries is not None)
            any_hits = any_hits or some
            continue
        answer = engine.search(query, limit or sys.maxsize, noted=noted)
        any_hits = any_hits or bool(answer.hits)
        if json:
            print_json(_facts(interview, query, answer))
        else:
            _show(interview, query, answer, named=queries is not None)
    if not any_hits and not json and queries is None:
        remark(_("nothing found"))
    return 0 if any_hits else 1


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
        from tui.store.sqlite.opening import open_database
        from tui.store.sqlite.presence import is_begun

        if not is_begun(self._data):
            # Looking for notes makes no collection.
            return
        database = open_database(self._data, reading=True)
        try:
            for quote in Collection(database, self._interview).quotes():
                if quote.note and quote.passage:
                    yield from (number for number, _start, _end in self._interview.slices(quote.passage))
        finally:
            database.close()


def _lines(queries: str) -> list[str]:
    """The queries of a file or of standard input, one a line; an empty line is a query without an answer."""
    from tui.cli.opening import standard_input
    from tui.interview.files import bytes_of

    data = standard_input() if queries == "-" else bytes_of(queries)
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


def _show(interview: Interview, query: str, answer: Answer, *, named: bool) -> None:
    """Print the passages for a person, what was found in bold."""
    if named:
        count = ngettext("{count} passage", "{count} passages", answer.total).format(count=answer.total)
        say(f"{query}: {count}")
    for number, hit in enumerate(answer.hits, 1):
        say(f"{number:3}. " + where(interview, hit))
        print("     " + excerpt(interview.paragraphs[hit.paragraph].text, hit.ranges))
    if not named:
        remark_more(answer.total - len(answer.hits))
