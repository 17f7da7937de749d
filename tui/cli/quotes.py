"""What `fangtan quotes` and `fangtan export` do."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.cli.exporting import format_for, template_at, write_out
from tui.cli.opening import interview_at, is_library
from tui.cli.output import Fault, complain, print_json, print_text, remark, say, text_argument
from tui.cli.quote_words import described, quote_facts, remark_state
from tui.locale import _, ngettext
from tui.locale.messages import change_words, imported_words, state_words, warning_line
from tui.locale.trust import corrected_words, mended_words, spoilt_words, unchecked_words

if TYPE_CHECKING:
    from tui.interview.model.interview import Interview
    from tui.quotes.collection import Collection
    from tui.quotes.mending import Mended
    from tui.quotes.quote import Quote
    from tui.quotes.witness import Witnesses
    from tui.store.sqlite.opening import Database

_TOLD = 20
"""How many quotes of an import are told of one by one."""


@contextmanager
def _opened(
    data: Path, path: str | None, *, reading: bool = False
) -> Iterator[tuple[Interview, Database, Collection]]:
    """The interview and the collection of its quotes, which may only have to be read."""
    interview = interview_at(path)

    from tui.quotes.collection import Collection
    from tui.store.sqlite.opening import open_database

    database = open_database(data, reading=reading)
    try:
        collection = Collection(database, interview)
        if collection.spoilt:
            remark(spoilt_words(collection.spoilt))
        yield interview, database, collection
    finally:
        database.close()


def add(
    data: Path, path: str, turn: int, text: str | None, note: str, tags: Sequence[str], json: bool
) -> int:
    """Collect a turn's words, or some of them; 1 where these words are not in it.

    Raises:
        InputError, StoreError: the interview or the collection can't be used.
        QuoteError: there is no such turn.
    """
    from tui.quotes.quote_error import QuoteError

    note = text_argument(note, "--note")
    tags = [text_argument(tag, "--tag") for tag in tags]
    words = text_argument(text, "--text") if text is not None else None
    with _opened(data, path) as (interview, _database, collection):
        try:
            quote = collection.add_words(turn, words, note=note, tags=tags)
        except QuoteError as error:
            if error.kind != "words-not-found":
                raise
            complain(error)
            return 1
        _tell(interview, quote, json)
        for warning in interview.warnings_of(turn):
            remark(warning_line(warning))
    return 0


def show_list(data: Path, path: str | None, json: bool) -> int:
    """List the quotes; 1 where there are none."""
    if path is not None and is_library(path):
        from tui.cli import library

        return library.list_quotes(data, path, json)
    with _opened(data, path, reading=True) as (interview, database, collection):
        quotes = collection.quotes()
        remark_state(database)
    if json:
        print_json([quote_facts(interview, quote) for quote in quotes])
    elif quotes:
        say("\n\n".join(described(interview, quote) for quote in quotes))
    else:
        remark(_("no quotes from this interview"))
    return 0 if quotes else 1


def _tell(interview: Interview, quote: Quote, json: bool) -> None:
    if json:
        print_json(quote_facts(interview, quote))
    else:
        say(described(interview, quote))


def remove(data: Path, words: Sequence[str], json: bool) -> int:
    """Remove quotes by id; the first word may be the interview; 1 where an id is not in the collection.

    Raises:
        InputError, StoreError: the interview or the collection can't be used.
        Fault: no id was given.
    """
    # Ids begin with "q-"; a file of such a name is meant only where it is there.
    named = words[0] == "-" or os.path.lexists(words[0]) or not words[0].startswith("q-")
    path, ids = (words[0], words[1:]) if named else (None, words)
    if not ids:
        raise Fault(_("remove takes the id of a quote; `fangtan quotes list` shows them"))
    status = 0
    removed = []
    with _opened(data, path) as (interview, database, collection):
        for id in ids:
            try:
                quote = collection.get(id)
                collection.remove(id)
            except KeyError:
                if spoilt := next((one for one in collection.spoilt if one.id == id), None):
                    from tui.quotes.mending import discard

                    copy = discard(database, spoilt)
                    if not json:
                        say(_("removed {id}").format(id=id))
                    remark(_("the damaged quote is kept in {path}").format(path=copy))
                    continue
                remark(_("no quote {id}").format(id=id))
                status = 1
                continue
            removed.append(quote)
    if json:
        print_json([quote_facts(interview, quote) for quote in removed])
    else:
        for quote in removed:
            say(_("removed {id}").format(id=quote.id))
    return status


def step(data: Path, path: str | None, json: bool, *, back: bool) -> int:
    """Undo or redo one change; 1 where there is none."""
    with _opened(data, path) as (_interview, _database, collection):
        change = collection.undo() if back else collection.redo()
    if change is None:
        if json:
            print_json(None)
        remark(_("nothing to undo") if back else _("nothing to redo"))
        return 1
    if change.overtaken:
        remark(
            _("not changed, because it was changed elsewhere since: {change}").format(
                change=change_words(change)
            )
        )
        return 1
    if json:
        print_json({"action": str(change.kind), "id": change.quote})
    else:
        message = _("undone: {change}") if back else _("redone: {change}")
        say(message.format(change=change_words(change)))
    return 0


def check(data: Path, path: str | None, json: bool) -> int:
    """Say of each quote how surely it was found in the file as it is; 1 where there are none.

    The text that it was taken from is asked too, where it is at hand.
    """
    from tui.quotes.witness import Witnesses

    with _opened(data, path, reading=True) as (interview, database, collection):
        quotes = collection.quotes()
        witnesses = Witnesses(database, interview)
        if json:
            print_json([_checked(interview, quote, witnesses) for quote in quotes])
            return 0 if quotes else 1
        for quote in quotes:
            checked = _checked(interview, quote, witnesses)
            say(f"{quote.id}  {state_words(quote.state)}")
            if checked["source"] is False:
                say("  " + _("the text that it was taken from doesn't contain it"))
            if quote.state != "ok":
                say("  " + _("stored: {text}").format(text=quote.text.replace("\n", " ")))
                if checked["found"] is not None:
                    say("  " + _("now:    {text}").format(text=checked["found"].replace("\n", " ")))
    if not quotes:
        remark(_("no quotes from this interview"))
    return 0 if quotes else 1


def _checked(interview: Interview, quote: Quote, witnesses: Witnesses) -> dict[str, Any]:
    words_there = interview.words(quote.passage) if quote.passage else None
    witness = witnesses.of(quote.source.digest)
    facts = {"id": quote.id, "state": str(quote.state), "turn": quote.turn, "text": quote.text}
    return {**facts, "found": words_there, "source": witness.says(quote) is not None if witness else None}


def export(
    data: Path,
    path: str | None,
    form: str | None,
    with_question: bool,
    template: str | None,
    output: str | None,
    changed: str | None,
    order: str,
    only: Sequence[str],
    json: bool,
) -> int:
    """Write the quotes to a file or to standard output; 1 where there are none.

    `form` is a format's name, by default the one that the file's name asks for; `changed` is what to do where
    the file is not, or no longer, what fangtan wrote: "beside" or "append"; `order` is "hand" or "place";
    `only` holds the ids of those to write, all where it is empty.

    Raises:
        InputError, StoreError, ExportError: something can't be read or written.
        Fault: the file was changed by a person, and it was not said what to do then.
    """
    if path is not None and is_library(path):
        from tui.cli import library

        return library.export(data, path, form, with_question, template, output, changed, json)
    with _opened(data, path, reading=True) as (interview, database, collection):
        from tui.quotes.collection import Order

        remark_state(database)
        quotes = collection.quotes(Order(order))
        if missing := [id for id in only if id not in {quote.id for quote in quotes}]:
            remark(_("no quote {id}").format(id=missing[0]))
            return 1
        quotes = [quote for quote in quotes if not only or quote.id in only]
        if not quotes:
            remark(_("no quotes from this interview"))
            return 1

        from tui.export.document import Export

        form = format_for(form, output, json)
        going = Export(interview, tuple(quotes), form, with_question, template_at(template))
        if output is None or output == "-":
            print_text(going.text())
            return 0
        return write_out(going, output, changed, database, json)


def take_in(data: Path, file: str, path: str | None, json: bool) -> int:
    """Import quotes from a file in the Web Annotation model; 1 where it holds none, or none that stands here.

    Raises:
        InputError, StoreError, ExportError: something can't be read or written.
        QuoteError: the quotes are from another interview.
    """
    from tui.export.incoming import load

    incoming = load(file)
    with _opened(data, path) as (_interview, _database, collection):
        done = collection.import_quotes(incoming.quotes)
    for reason in incoming.refused:
        remark(_("left out because it can't be read: annotation {reason}").format(reason=reason))
    for id, wrong in done.corrected[:_TOLD]:
        remark(corrected_words(id, wrong))
    if len(done.corrected) > _TOLD:
        remark(_("… and {count} more").format(count=len(done.corrected) - _TOLD))
    if done.unchecked:
        remark(unchecked_words(done.unchecked))
    if json:
        facts = {"added": list(done.added), "merged": list(done.merged), "known": done.known}
        facts |= {"missing": done.missing, "differing": list(done.differing), "unchecked": done.unchecked}
        facts["corrected"] = [{"id": id, "what": list(wrong)} for id, wrong in done.corrected]
        print_json(facts | {"refused": list(incoming.refused)})
    else:
        differing = len(done.differing)
        say(imported_words(len(done.added), len(done.merged), done.known, done.missing, differing))
    return 0 if done.added or done.merged or done.known else 1


def restore_damaged(data: Path, copy: str | None, json: bool) -> int:
    """Take back the damaged quotes alone, from a backup or all of them; 1 where one of them is in none.

    Raises:
        StoreError: the collection can't be written.
    """
    from tui.quotes.mending import mend
    from tui.store.sqlite import copies
    from tui.store.sqlite.opening import open_database

    with open_database(data) as database:
        mended = mend(database, [Path(copy)] if copy else reversed(copies.backups(data)))
    if json:
        print_json([_mended_facts(one) for one in mended])
    else:
        for one in mended:
            say(mended_words(one.spoilt, str(one.copy or ""), by_source=one.by_source))
    if not mended:
        remark(_("no quote is damaged"))
    return 0 if all(one.is_back for one in mended) else 1


def _mended_facts(one: Mended) -> dict[str, Any]:
    facts = {"id": one.spoilt.id, "turn": one.spoilt.turn, "restored": one.is_back}
    return {**facts, "backup": str(one.copy) if one.copy else None, "from_source": one.by_source}


def restore(data: Path, copy: str | None, json: bool, *, empty: bool) -> int:
    """Put a backup in the collection's place; what stood there is put aside. 1 where there is no backup.

    Where it is to be `empty` one is begun only if there is none: nothing is put aside for it.

    Raises:
        StoreError: the backup is damaged itself, or can't be put there.
    """
    from tui.store.sqlite import copies, restoring

    if empty:
        from tui.store.sqlite.opening import open_database

        open_database(data, anew=True).close()
        return 0
    chosen = Path(copy) if copy else copies.newest(data)
    if chosen is None:
        remark(_("no backup in {folder}").format(folder=data / copies.FOLDER))
        return 1
    count = copies.quotes_in(chosen)
    aside = restoring.restore(data, chosen)
    words = ngettext("{count} quote restored from {path}", "{count} quotes restored from {path}", count)
    if json:
        print_json({"path": str(chosen), "quotes": count, "aside": str(aside) if aside else None})
    else:
        say(words.format(count=count, path=chosen))
    if aside:
        remark(_("what stood there was put aside as {path}").format(path=aside))
    return 0
