"""What the commands do with a folder of interviews: search, quotes and export over all of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from tui.cli.exporting import format_for, template_at, write_out
from tui.cli.hits import excerpt, hit_facts, remark_more, where
from tui.cli.opening import interviews_in_folder
from tui.cli.output import Fault, in_line, print_json, print_text, remark, say
from tui.cli.quote_words import described, quote_facts, remark_state
from tui.library.array_file import Damaged
from tui.library.folder import walk
from tui.locale import _, ngettext

if TYPE_CHECKING:
    from tui.library.building import Progress
    from tui.library.quotes import Part
    from tui.library.results import Group, LibraryAnswer
    from tui.library.search import LibrarySearch
    from tui.search.answer import Hit


def search(data: Path, folder: str, asked: Sequence[str], limit: int, json: bool, *, named: bool) -> int:
    """Answer queries over all interviews of a folder; 1 where nothing at all was found.

    Raises:
        InputError: the folder can't be read, or there is no interview in it.
        Fault: the index can't be written.
    """
    from tui.library.quotes import Notes

    interviews_in_folder(Path(folder))
    engine = _engine(folder)
    noted = Notes(data, [file.path for file in walk([folder]).files])
    any_hits = False
    for query in asked:
        began = perf_counter()
        try:
            answer = engine.search(query, noted=noted)
            hits = list(answer.hits(limit))
        except Damaged:
            # Somebody has written to the index meanwhile.
            engine = _engine(folder)
            answer = engine.search(query, noted=noted)
            hits = list(answer.hits(limit))
        milliseconds = (perf_counter() - began) * 1000
        any_hits = any_hits or bool(hits)
        if json:
            facts = [_hit_facts(group, hit) for group, hit in hits]
            print_json({"query": query, "milliseconds": round(milliseconds, 3), "hits": facts})
        else:
            _show(answer, hits, named=named)
    if not any_hits and not json and not named:
        remark(_("nothing found"))
    return 0 if any_hits else 1


def _engine(folder: str) -> LibrarySearch:
    """What searches a folder, its index made or brought up to date before."""
    from tui.library.building import refresh
    from tui.library.library import Library

    library = Library([folder])
    told = _Told()
    # What is damaged is made again, once.
    for _attempt in range(2):
        try:
            refresh(library.roots, library.folder, told)
        except OSError as error:
            reason = error.strerror or str(error)
            raise Fault(_("The index can't be made: {reason}").format(reason=reason)) from None
        engine, whole = library.search()
        if whole:
            break
    told.end()
    return engine


class _Told:
    """Says on a terminal how far the reading has got, on one line that goes again."""

    def __init__(self) -> None:
        self._shown = False
        self._terminal = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, progress: Progress) -> None:
        if self._terminal and (progress.whole > 20 or progress.waiting):
            words = _("reading {done} of {whole}").format(done=progress.done, whole=progress.whole)
            if progress.waiting:
                words = _("Another window is reading this folder; waiting for it to finish.")
            print(f"\r{words}\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = True

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _title(group: Group) -> str:
    return in_line(group.about.title or Path(group.path).stem)


def _hit_facts(group: Group, hit: Hit) -> dict[str, Any]:
    facts = hit_facts(group.interview, hit, group.words(hit.paragraph))
    return {**facts, "path": group.path, "title": group.about.title or Path(group.path).stem}


def _show(answer: LibraryAnswer, hits: Sequence[tuple[Group, Hit]], *, named: bool) -> None:
    """Print the passages for a person, under the interviews they are from."""
    if named:
        count = ngettext("{count} passage", "{count} passages", answer.total).format(count=answer.total)
        say(f"{answer.query}: {count}")
    by_group: dict[str, list[tuple[Group, Hit]]] = {}
    for group, hit in hits:
        by_group.setdefault(group.path, []).append((group, hit))
    for path, some in by_group.items():
        group = some[0][0]
        say(f"{_title(group)}  ({in_line(path)})")
        for _group, hit in some:
            say("  " + where(group.interview, hit))
            print("     " + excerpt(group.words(hit.paragraph), hit.ranges))
    if not named:
        remark_more(answer.total - len(hits))


def _parts(data: Path, folder: str) -> list[Part]:
    """The interviews of a folder that have quotes, with these, by path.

    Raises:
        InputError, StoreError: the folder or the collection can't be read.
    """
    from tui.library.quotes import quoted
    from tui.locale.trust import spoilt_words
    from tui.quotes.mending import spoilt_rows
    from tui.store.sqlite.opening import open_database
    from tui.store.sqlite.overview import Overview
    from tui.store.sqlite.presence import is_begun

    paths = interviews_in_folder(Path(folder))
    if not is_begun(data):
        return []
    database = open_database(data, reading=True)
    try:
        remark_state(database)
        known = Overview(database)
        if spoilt := spoilt_rows(database):
            remark(spoilt_words(spoilt))
        return list(quoted(database, known.of_paths(map(str, paths))))
    finally:
        database.close()


def list_quotes(data: Path, folder: str, json: bool) -> int:
    """List the quotes of all interviews of a folder; 1 where there are none."""
    from tui.export.words import title_of

    parts = _parts(data, folder)
    if json:
        print_json([
            quote_facts(it, quote) | {"path": it.path, "title": title_of(it)}
            for it, quotes in parts
            for quote in quotes
        ])  # fmt: skip
    elif parts:
        blocks = []
        for part in parts:
            blocks.append(f"{in_line(title_of(part.interview))}  ({in_line(part.interview.path)})")
            blocks += [described(part.interview, quote) for quote in part.quotes]
        say("\n\n".join(blocks))
    else:
        remark(_("no quotes from the interviews of this folder"))
    return 0 if parts else 1


def export(
    data: Path,
    folder: str,
    form: str | None,
    with_question: bool,
    template: str | None,
    output: str | None,
    changed: str | None,
    json: bool,
) -> int:
    """Write the quotes of all interviews of a folder; as `tui.cli.quotes.export`."""
    from tui.export.document import ExportOfSeveral
    from tui.store.sqlite.opening import open_database

    parts = _parts(data, folder)
    if not parts:
        remark(_("no quotes from the interviews of this folder"))
        return 1
    form = format_for(form, output, json)
    going = ExportOfSeveral(folder, parts, form, with_question, template_at(template))
    if output is None or output == "-":
        print_text(going.text())
        return 0
    database = open_database(data)
    try:
        return write_out(going, output, changed, database, json)
    finally:
        database.close()
