"""Quotes from a file in the W3C Web Annotation model: one of ours comes in equal to what went out.

Whatever is malformed in one annotation is told and left out; the others are read all the same. Annotations of
other programs have words and what stands around them, and it remains to be seen where they stand.
https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from hashlib import sha256
from math import isfinite
from pathlib import Path
from typing import Any

from tui.export.errors import ExportError
from tui.export.webannotation import NAMES
from tui.kiosk.regular_file import read_regular
from tui.quotes.anchoring.joined_key import CONTEXT
from tui.quotes.packing import is_id
from tui.quotes.quote import Colour, Quote, Segment, Side, State
from tui.text.matchkey import fold

LIMIT = 100_000_000
"""Bytes of a file that is read; ten thousand quotes with their questions take a third of it."""

_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z")
_LONGEST = 4 * CONTEXT
_BOUNDS = {
    "words": 200_000,
    "question": 200_000,
    "note": 100_000,
    "tags": 10_000,
    "names": 2_000,
    "parts": 5_000,
}
"""Code points, of parts and warnings how many there are, of what comes in; nobody writes more by hand."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file holds.

    Attributes:
        quotes: in the file's order; those of other programs have a source without a digest.
        refused: of each annotation that is left out, its number in the file, from 1, and why.
    """

    quotes: tuple[Quote, ...]
    refused: tuple[str, ...] = ()


def load(path: str | Path, *, beneath: Path | None = None) -> Incoming:
    """Read a file.

    Args:
        path: the file.
        beneath: the folder out of which no link may lead; by default that of the policy.

    Raises:
        ExportError: "unreadable", with the system's `reason`; "annotations" as by `read`.
    """
    try:
        data = read_regular(Path(path).expanduser(), LIMIT + 1, beneath=beneath)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ExportError("unreadable", str(path), reason=reason) from None
    if len(data) > LIMIT:
        raise ExportError("annotations", str(path), reason=f"> {LIMIT // 1_000_000} MB")
    try:
        return read(data.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise ExportError("annotations", str(path), reason="not UTF-8") from None


def read(text: str, path: str = "") -> Incoming:
    """Read the quotes in a text.

    Args:
        text: an AnnotationCollection with its first page, an AnnotationPage, an Annotation or an array of
            them.
        path: the file's name, for the error.

    Raises:
        ExportError: "annotations", with the `reason` and, where known, the `line`; also where there are
            annotations and every one of them is malformed.
    """
    try:
        document = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise ExportError("annotations", path, line=error.lineno, reason=error.msg) from None
    except (RecursionError, ValueError):
        # Nested beyond all bounds, or a number of thousands of digits.
        raise ExportError("annotations", path, reason="nested too deep") from None
    quotes: dict[str, Quote] = {}
    refused: list[str] = []
    for number, item in enumerate(_items(document, path), 1):
        try:
            quote = _quote(item)
        except (_Malformed, RecursionError) as error:
            refused.append(f"{number}: {error or 'nested too deep'}")
            continue
        quotes.setdefault(quote.id, quote)
    if refused and not quotes:
        raise ExportError("annotations", path, reason=refused[0])
    return Incoming(tuple(quotes.values()), tuple(refused))


class _Malformed(Exception):
    """An annotation can't be read; says why."""


def _items(document: Any, path: str) -> list[Any]:
    """The annotations of a document, whatever it wraps them in."""
    if isinstance(document, dict) and document.get("type") == "AnnotationCollection":
        document = document.get("first")
    if isinstance(document, dict) and document.get("type") == "AnnotationPage":
        document = document.get("items")
    if isinstance(document, dict) and document.get("type") == "Annotation":
        document = [document]
    if not isinstance(document, list):
        raise ExportError("annotations", path, reason="no AnnotationCollection")
    return document


def _quote(item: Any) -> Quote:
    if not isinstance(item, dict) or not isinstance(item.get("id", ""), str):
        raise _Malformed("no Annotation")
    named = item.get("id", "").removeprefix(NAMES)
    note, tags = _bodies(item.get("body", []))
    created = item.get("created")
    known: dict[str, Any] = {
        "id": named if is_id(named) else _id_for(item),
        "note": note,
        "tags": tags,
        "created": created if isinstance(created, str) and _TIME.fullmatch(created) else "",
    }
    if "fangtan:quote" in item:
        return _bounded(_checked(_converted(item["fangtan:quote"], known)))
    words, before, behind = _selected(item.get("target"))
    lines = [line for line in words.replace("\r\n", "\n").split("\n") if line.strip()]
    segments = tuple(Segment(at, 0, len(line), line) for at, line in enumerate(lines))
    if not segments:
        raise _Malformed("exact")
    return _bounded(
        Quote(
            segments=segments,
            prefix=fold(before[-_LONGEST:])[-CONTEXT:],
            suffix=fold(behind[:_LONGEST])[:CONTEXT],
            fraction=0.5,
            **known,
        )
    )


def _bounded(quote: Quote) -> Quote:
    """The quote, if nothing in it is longer than a person would have made it."""
    decided = quote.decision.segments if quote.decision else ()
    parts = [*quote.segments, *quote.question, *decided]
    source = quote.source
    named = [quote.speaker, quote.section_title, source.path, source.title, *source.credits, *quote.warnings]
    named += [name for part in parts for name in (part.label, part.speaker)]
    sizes = {
        "words": sum(len(part.text) for part in (*quote.segments, *decided)),
        "question": sum(len(part.text) for part in quote.question),
        "note": len(quote.note),
        "tags": sum(len(tag) + 1 for tag in quote.tags),
        "names": max(map(len, named)),
        "parts": max(len(parts), len(quote.warnings), len(quote.cuts), len(quote.sides)),
    }
    for name, size in sizes.items():
        if size > _BOUNDS[name]:
            raise _Malformed(f"{name}: {size} > {_BOUNDS[name]}")
    return quote


def _converted(record: Any, known: dict[str, Any]) -> Quote:
    import msgspec

    if not isinstance(record, dict):
        raise _Malformed("fangtan:quote")
    try:
        return msgspec.convert({**record, **known}, Quote)
    except (msgspec.ValidationError, ValueError, TypeError) as error:
        raise _Malformed(str(error)) from None


def _checked(quote: Quote) -> Quote:
    """The quote, if all in it can have come from an interview; where it stands is looked for anew."""
    decided = quote.decision
    sides = [
        Side(quote.prefix, quote.suffix, quote.fraction),
        *quote.sides,
        *(decided.sides if decided else ()),
    ]
    parts = [*quote.segments, *quote.question, *(decided.segments if decided else ())]
    whole = {
        "segments": bool(quote.segments) and all(map(_is_whole, parts)),
        "cuts": _are_cuts(quote.cuts, len(quote.segments))
        and (decided is None or _are_cuts(decided.cuts, len(decided.segments))),
        "sides": all(map(_is_side, sides)),
        "turn": quote.turn is None or quote.turn > 0,
        "section": quote.section >= 0,
        "colour": quote.colour in ("", *Colour),
        "source": bool(re.fullmatch(r"[0-9a-f]{64}", quote.source.digest)),
    }
    for name, holds in whole.items():
        if not holds:
            raise _Malformed(name)
    return replace(quote, passage=None, places=(), state=State.ORPHAN, settled=False)


def _is_whole(part: Segment) -> bool:
    return (
        0 <= part.start < part.end < 2**53
        and part.end - part.start == len(part.text)
        and 0 <= part.paragraph < 2**53
        and 0 <= part.head <= len(part.text)
        and (part.turn is None or part.turn > 0)
    )


def _are_cuts(cuts: tuple[int, ...], segments: int) -> bool:
    # A cut before the first words says that they go on from what the first voice said.
    return all(0 <= cut < segments for cut in cuts)


def _is_side(side: Side) -> bool:
    return (
        len(side.prefix) <= _LONGEST >= len(side.suffix)
        and isfinite(side.fraction)
        and 0 <= side.fraction <= 1
    )


def _bodies(body: Any) -> tuple[str, tuple[str, ...]]:
    """The note and the tags; bodies of other kinds are none of ours."""
    note, tags = [], []
    for one in body if isinstance(body, list) else [body]:
        if isinstance(one, str):
            one = {"value": one}
        if not isinstance(one, dict) or not isinstance(one.get("value"), str):
            continue
        if one.get("purpose") == "tagging":
            tags.append(one["value"])
        elif one.get("purpose", "commenting") in ("commenting", "describing", "replying"):
            note.append(one["value"])
    return "\n\n".join(note), tuple(tags)


def _selected(target: Any) -> tuple[str, str, str]:
    """The exact words of a target, and the text before and behind them."""
    if isinstance(target, list):
        target = target[0] if target else None
    selectors = target.get("selector") if isinstance(target, dict) else None
    for selector in selectors if isinstance(selectors, list) else [selectors]:
        if isinstance(selector, dict) and selector.get("type") == "TextQuoteSelector":
            words = [selector.get(name) or "" for name in ("exact", "prefix", "suffix")]
            if all(isinstance(text, str) for text in words):
                return words[0], words[1], words[2]
    raise _Malformed("no TextQuoteSelector")


def _id_for(item: dict[str, Any]) -> str:
    """An id for an annotation whose own can't be one of ours: always the same, so that it comes in once."""
    what = item.get("id") or json.dumps(item, sort_keys=True)
    return "q-" + sha256(str(what).encode("utf-8", "surrogatepass")).hexdigest()[:16]
