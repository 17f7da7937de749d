"""Quotes from another collection taken into this one, each once, and nothing of either lost."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tui.interview.model.interview import Credits
from tui.locale.messages import WARNED_QUOTES
from tui.quotes import changes, ordering, packing
from tui.quotes.changes import ChangeKind, Image, image
from tui.quotes.contents import Action, Contents
from tui.quotes.deciding import places_for
from tui.quotes.quote import UNSURE, Decision, Quote, Segment, Side, State
from tui.quotes.quote_error import QuoteError
from tui.quotes.witness import DOUBTS, REFUTED, UNCHECKED, Witness, Witnesses, differences
from tui.store.quote_store import QuoteRecord
from tui.text.sanitize import without_controls


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of quotes that came in.

    Attributes:
        added: ids of those that are new here, or were removed here once.
        merged: ids of those that were here and have got a note, tags or a colour besides.
        known: how many were here already as they came.
        differing: ids of those among the new ones that came under the id of a quote that is here with other
            words: both are kept.
        missing: how many have words that don't stand in the interview that they are from, as far as it is at
            hand.
        corrected: of those that said something else than their source, the id and what it was; what came in
            is what the source says.
        unchecked: how many came in as they were, for their source is not at hand.
    """

    added: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    known: int = 0
    missing: int = 0
    differing: tuple[str, ...] = ()
    corrected: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unchecked: int = 0


def import_quotes(contents: Contents, quotes: Sequence[Quote]) -> Imported:
    """Take quotes in, as one change that can be undone.

    A quote is here already if its id is with these words, or if the same words of the same text are; then
    only what it lacks is added: a note below its own, tags, a colour. The others come in each behind the
    one that it came behind, and are looked for in the interview like any others. Where the text that they
    were taken from is at hand, everything that a citation says is taken from that, never from the file;
    where it isn't they carry a warning until it is.

    Args:
        contents: the quotes of the interview.
        quotes: in their order by hand. Of those whose source has no digest only the words are taken,
            where they stand in the interview as they are.

    Raises:
        QuoteError: "other-interview": none stands in this text or is from an earlier state of it.
        StoreError: it could not be written, and nothing was.
    """
    witnesses = Witnesses(contents.store, contents.interview, contents.placing.stream)
    arriving = [_arriving(contents, quote, witnesses) for quote in quotes]
    coming = [quote for quote in arriving if quote is not None]
    missing = len(arriving) - len(coming)
    ours = any(quote.source.digest == contents.interview.digest for quote in quotes)
    if quotes and not ours and not any(_belongs(contents, quote) for quote in coming):
        raise QuoteError("other-interview", title=quotes[0].source.title)
    added: list[str] = []
    grown: dict[str, Quote] = {}
    differing: list[str] = []
    with contents.acting() as action:
        here = {key: id for id, quote in contents.quotes.items() for key in _keys(quote)}
        order = list(contents.order)
        images: list[Image] = []
        before: str | None = None
        for quote in coming:
            id = next((here[key] for key in _keys(quote) if key in here), None)
            # Of two in the file that have the same words, neither is here yet, and both are kept.
            if id is not None and id in contents.quotes:
                # Several of them may add to one and the same.
                grown[id] = _grown(grown.get(id, contents.quotes[id]), quote)
            else:
                id, made = _admit(contents, action, quote)
                if quote.id in contents.quotes:
                    differing.append(id)
                images.append(made)
                added.append(id)
                here.update(dict.fromkeys(_keys(quote), id))
                index = order.index(before) + 1 if before in order else _start_for(contents, quote, order)
                order.insert(index, id)
            before = id
        merged = [id for id, quote in grown.items() if quote != contents.quotes[id]]
        images += [action.altered(id, _besides(contents.quotes[id], grown[id])) for id in merged]
        positions, moved = ordering.positions_among(order, added, contents.positions)
        images = [_placed(one, positions) for one in images] + contents.making_room(moved)
        if images:
            action.record(ChangeKind.IMPORT, images)
    known = len(coming) - len(added) - len(merged)
    corrected = tuple(
        (one.id, wrong)
        for quote, one in zip(quotes, arriving, strict=True)
        if quote.source.digest and one and (wrong := _wrong(quote, one))
    )
    unchecked = sum(UNCHECKED in quote.warnings for quote in coming)
    return Imported(tuple(added), tuple(merged), known, missing, tuple(differing), corrected, unchecked)


def _arriving(contents: Contents, quote: Quote, witnesses: Witnesses) -> Quote | None:
    """A quote as it is to be kept; None for words that don't stand in the text that they are from."""
    from tui.quotes.anchoring.anchor import find
    from tui.quotes.quote_from_passage import take

    clean = harmless(quote)
    if quote.source.digest:
        witness = witnesses.of(quote.source.digest)
        said: Quote | None
        if witness is None:
            said = replace(clean, warnings=(*clean.warnings, UNCHECKED))
        else:
            said = witness.says(clean)
        return said and replace(said, decision=_borne_out(contents, said, quote.decision, witnesses))
    stream = contents.placing.stream
    _state, passage = find(stream, clean)
    if passage is None or _bare(contents.interview.words(passage)) != _bare(quote.text):
        return None
    taken = take(contents.interview, stream, passage, clean.note, clean.tags)
    return replace(taken, id=quote.id, created=quote.created or taken.created)


def _borne_out(
    contents: Contents, quote: Quote, decision: Decision | None, witnesses: Witnesses
) -> Decision | None:
    """A decision that came along, if it is on this very text and what it says stands where it says so.

    A place that has nothing to do with the quote is none that anybody can have decided on.
    """
    here = witnesses.of(contents.interview.digest)
    if decision is None or decision.digest != contents.interview.digest or here is None:
        return None
    if not decision.segments:
        return Decision(decision.digest)
    there = here.says(replace(quote, segments=decision.segments, cuts=decision.cuts, sides=decision.sides))
    likely = places_for(contents, contents.placing.place(replace(quote, decision=None)))
    places = [place for runs in likely for place in runs]
    if there is None or not any(one.overlaps(other) for one in there.placed_passages for other in places):
        return None
    sides = there.sides or (Side(there.prefix, there.suffix, there.fraction),)
    return Decision(decision.digest, there.segments, there.cuts, sides)


def check_imported(contents: Contents) -> None:
    """Look at what came in while this text was not at hand: now it tells what it says.

    Raises:
        StoreError: it could not be written, and nothing was.
    """
    waiting = [
        quote
        for quote in contents.quotes.values()
        if UNCHECKED in quote.warnings and quote.source.digest == contents.interview.digest
    ]
    if not waiting:
        return
    witness = Witness(contents.interview, contents.placing.stream)
    with contents.acting() as action:
        images = []
        for quote in waiting:
            doubted = tuple(kind for kind in quote.warnings if kind not in DOUBTS)
            said = witness.says(quote) or replace(quote, warnings=(*doubted, REFUTED))
            images.append(action.altered(quote.id, {"body": packing.body(said), "path": said.source.path}))
        # No change of the person's: there is nothing to undo about what a text says.
        changes.apply(action.store, action.number, images)


def _belongs(contents: Contents, quote: Quote) -> bool:
    """Whether a quote is from this interview, by what is known here: a file may say anything of itself."""
    digest = quote.source.digest
    if digest == contents.interview.digest or _is_earlier_state(contents, digest):
        return True
    return contents.placing.place(quote).state is not State.ORPHAN


def _is_earlier_state(contents: Contents, digest: str) -> bool:
    """Whether a quote was once taken from that state of this interview, though it may be removed by now."""
    if contents.number is None:
        return False
    with contents.store.reading_quotes() as reading:
        return any(
            isinstance(record, QuoteRecord) and record.source.digest == digest
            for record in reading.quotes_since(contents.number, 0)
        )


def _admit(contents: Contents, action: Action, quote: Quote) -> tuple[str, Image]:
    """Write a quote, hidden; its id, and the image that makes it appear."""
    from tui.quotes.quote_from_passage import new_id

    source = quote.source
    if source.digest == contents.interview.digest:
        action.store.keep_source(contents.interview)
    else:
        action.store.introduce(action.number, source.digest, source.title, source.credits)
    columns: dict[str, Any] = {
        "source": source.digest,
        "path": packing.storable(source.path),
        "note": quote.note,
        "tags": packing.pack_tags(quote.tags),
        "body": packing.body(quote),
        "colour": quote.colour,
        "decision": packing.pack_decision(quote.decision),
    }
    id = quote.id
    while owner := action.store.owner(id):
        if owner == (action.number, True):
            # It was removed here once, and is asked for again.
            return id, action.altered(id, {**columns, "removed": 0})
        id = new_id()
    action.store.insert(action.number, {"id": id, "created": quote.created, "position": 0.0, **columns})
    return id, image(id, {"removed": 1}, {"removed": 0})


def _start_for(contents: Contents, quote: Quote, order: Sequence[str]) -> int:
    """The index of the first that comes in: behind what stands before it in the text."""
    if not contents.order:
        return 0
    index = contents.index_for(quote)
    return order.index(contents.order[index - 1]) + 1 if index else 0


def _placed(one: Image, positions: Mapping[str, float]) -> Image:
    """The image, with a position for a quote that has none yet."""
    id = one["id"]
    if id not in positions:
        return one
    return image(id, one["before"], {**one["after"], "position": positions[id]})


def harmless(quote: Quote) -> Quote:
    """Take out of a quote from elsewhere whatever a terminal or a reader of files might obey.

    Its words keep their length, for places count by it; of the warnings those stay that we know.
    """
    source = quote.source
    credits = Credits(*map(_line, source.credits))
    return replace(
        quote,
        segments=_harmless_parts(quote.segments),
        question=_harmless_parts(quote.question),
        speaker=_line(quote.speaker),
        section_title=_line(quote.section_title),
        note=packing.storable(without_controls(quote.note)),
        tags=packing.clean_tags(map(without_controls, quote.tags)),
        warnings=tuple(
            kind
            for kind in dict.fromkeys(quote.warnings)
            if kind in WARNED_QUOTES and kind not in {*DOUBTS, UNSURE}
        ),
        source=replace(source, path=_line(source.path), title=_line(source.title), credits=credits),
    )


def _harmless_parts(parts: tuple[Segment, ...]) -> tuple[Segment, ...]:
    return tuple(
        replace(
            part,
            text=without_controls(part.text, "\ufffd"),
            label=_line(part.label),
            speaker=_line(part.speaker),
        )
        for part in parts
    )


def _line(text: str) -> str:
    return packing.storable(" ".join(without_controls(text).split()))


def _wrong(came: Quote, kept: Quote) -> tuple[str, ...]:
    """What a quote said otherwise than the source that it was checked against."""
    if UNCHECKED in kept.warnings:
        return ()
    wrong = differences(came, kept)
    return (*wrong, "place") if came.decision and kept.decision is None else wrong


def _keys(quote: Quote) -> list[Hashable]:
    """What a quote is known by: its id with its words, and its words where they stood in its text."""
    words = tuple((part.paragraph, part.start, part.end, part.text) for part in quote.segments)
    return [(quote.id, quote.text), (quote.source.digest, words)]


def _grown(own: Quote, other: Quote) -> Quote:
    """A quote with what another copy of it has besides."""
    note = own.note
    if other.note.strip() not in own.note:
        note = other.note if own.note.strip() in other.note else f"{own.note}\n\n{other.note}"
    tags = tuple(dict.fromkeys((*own.tags, *other.tags)))
    return replace(own, note=note, tags=tags, colour=own.colour or other.colour)


def _besides(own: Quote, grown: Quote) -> dict[str, Any]:
    """The columns in which a quote has more to it than it had."""
    columns = {"note": grown.note, "tags": packing.pack_tags(grown.tags), "colour": grown.colour}
    had = {"note": own.note, "tags": packing.pack_tags(own.tags), "colour": own.colour}
    return {name: value for name, value in columns.items() if value != had[name]}


def _bare(text: str) -> str:
    return "".join(text.split())
