"""Quotes as a W3C Web Annotation collection; `incoming` reads it in again, without loss.

Each quote is an Annotation: its note and tags are TextualBodies, its words a TextQuoteSelector (with the text
on either side where its place is sure), its place a TextPositionSelector in code points of the decoded
source. What the model has no name for stands under `fangtan:` names, so that the file can be read in again.
https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from tui.export.selection import Selection
from tui.export.words import time_words, title_of
from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.quotes.quote import Quote, State

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAMES = "urn:fangtan:"
AROUND = 32
"""Code points of text given on each side of a quote."""


def render(selection: Selection) -> str:
    """Write the collection as JSON; lone surrogates are spelled as JSON escapes, nothing is changed."""
    return _json(_collection(selection))


def render_several(_title: str, selections: Sequence[Selection]) -> str:
    """Write a JSON array of the interviews' collections."""
    return _json([_collection(selection) for selection in selections])


def _json(document: object) -> str:
    text = json.dumps(document, ensure_ascii=False, indent=2)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(document, ensure_ascii=True, indent=2)
    return text + "\n"


def _collection(selection: Selection) -> dict[str, Any]:
    interview = selection.interview
    items = [_annotation(interview, quote) for quote in selection.quotes]
    credits = interview.credits
    return {
        "@context": [CONTEXT, {"fangtan": NAMES}],
        "id": f"{NAMES}collection:{interview.digest}",
        "type": "AnnotationCollection",
        "label": title_of(interview),
        "total": len(items),
        "fangtan:interview": {
            "title": interview.title,
            "author": credits.author,
            "publisher": credits.publisher,
            "date": credits.date,
            "url": credits.url,
            "sha256": interview.digest,
        },
        "first": {
            "id": f"{NAMES}page:{interview.digest}",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def _annotation(interview: Interview, quote: Quote) -> dict[str, Any]:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in quote.tags]
    if quote.note:
        note = {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": quote.note}
        bodies.insert(0, note)
    purposes = list(dict.fromkeys(body["purpose"] for body in bodies)) or ["highlighting"]
    runs = quote.runs()
    sure = quote.state in (State.OK, State.CHANGED) and len(quote.placed_passages) == len(runs)
    places = quote.placed_passages if sure else (None,) * len(runs)
    # What the cuts of a merged quote leave out is left out here too: each part is a target of its own.
    targets = [_target(interview, run, place) for run, place in zip(runs, places, strict=True)]
    annotation: dict[str, Any] = {
        "id": NAMES + quote.id,
        "type": "Annotation",
        "motivation": purposes if len(purposes) > 1 else purposes[0],
        "target": targets if len(targets) > 1 else targets[0],
        "fangtan:quote": _rest(quote),
    }
    if bodies:
        annotation["body"] = bodies
    if quote.created:
        annotation["created"] = quote.created
    if time := time_words(interview, quote):
        annotation["fangtan:time"] = time
    return annotation


def _target(interview: Interview, run: Quote, place: Passage | None) -> dict[str, Any]:
    """Words without cuts, with what stands around them where their place is sure."""
    source = run.source.credits.url or interview.credits.url
    words: dict[str, Any] = {"type": "TextQuoteSelector", "exact": run.text}
    selectors = [words]
    if place is not None:
        words["prefix"], words["suffix"] = _around(interview, place)
        start, end = source_span(interview, place)
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    return {
        "type": "SpecificResource",
        "source": source or f"urn:sha256:{run.source.digest or interview.digest}",
        "selector": selectors,
    }


def _around(interview: Interview, passage: Passage) -> tuple[str, str]:
    """Up to AROUND code points of the text before and behind the passage; a line feed between paragraphs."""
    paragraphs = interview.paragraphs
    number, offset = passage.start
    before = paragraphs[number].text[:offset]
    while len(before) < AROUND and number > 0:
        number -= 1
        before = f"{paragraphs[number].text}\n{before}"
    number, offset = passage.end
    behind = paragraphs[number].text[offset:]
    while len(behind) < AROUND and number < len(paragraphs) - 1:
        number += 1
        behind = f"{behind}\n{paragraphs[number].text}"
    return before[-AROUND:], behind[:AROUND]


def source_span(interview: Interview, passage: Passage) -> tuple[int, int]:
    """Find the passage in the decoded source, [start, end) in code points.

    Where the source spells a stretch in another way than it reads, the whole spelling is covered.
    """
    return _source_offset(interview, passage.start), _source_offset(interview, passage.end, is_end=True)


def _source_offset(interview: Interview, place: Place, is_end: bool = False) -> int:
    paragraph = interview.paragraphs[place.paragraph]
    starts = [piece.at for piece in paragraph.pieces]
    # An end belongs to the piece of the character before it.
    index = max(0, bisect_right(starts, place.offset - is_end) - 1)
    piece = paragraph.pieces[index]
    behind = starts[index + 1] if index + 1 < len(starts) else len(paragraph.text)
    if piece.end - piece.start == behind - piece.at:
        return piece.start + place.offset - piece.at
    return piece.end if is_end else piece.start


def _rest(quote: Quote) -> dict[str, Any]:
    """What the model has no name for; what it has is not said twice."""
    import msgspec

    record: dict[str, Any] = msgspec.to_builtins(quote)
    for named in ("id", "note", "tags", "created"):
        del record[named]
    return record
