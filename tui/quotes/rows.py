"""Quotes as rows of the store: what never changes as one JSON text, the rest as columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from tui.interview.model import Credits
from tui.quotes.quote import Decision, Quote, Segment, Side, Source

SELECT = (
    "SELECT quote.id, quote.created, quote.removed, quote.position, quote.note, quote.tags, quote.body,"
    " quote.path, source.digest, source.title, source.author, source.publisher, source.date, source.url,"
    " quote.colour, quote.decision"
    " FROM quote JOIN source ON source.digest = quote.source"
)
"""Reads what `read` wants; REMOVED and POSITION are the columns that it leaves to the caller."""

REMOVED, POSITION = 2, 3


def body(quote: Quote) -> str:
    """What never changes in a quote."""
    # ASCII alone: a text may hold lone surrogates, which only JSON's escapes carry through the database.
    return json.dumps(
        {
            "segments": [astuple(segment) for segment in quote.segments],
            "question": [astuple(segment) for segment in quote.question],
            "turn": quote.turn,
            "speaker": quote.speaker,
            "section": quote.section,
            "section_title": quote.section_title,
            "warnings": quote.warnings,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
            "fraction": round(quote.fraction, 6),
            **({"cuts": quote.cuts, "sides": _sides(quote.sides)} if quote.cuts or quote.sides else {}),
        },
        separators=(",", ":"),
    )


def _sides(sides: Iterable[Side]) -> list[tuple[str, str, float]]:
    return [(side.prefix, side.suffix, round(side.fraction, 6)) for side in sides]


def pack_decision(decision: Decision | None) -> str:
    """A decision as its column holds it."""
    if decision is None:
        return ""
    kept = {
        "digest": decision.digest,
        "segments": [astuple(segment) for segment in decision.segments],
        "cuts": decision.cuts,
        "sides": _sides(decision.sides),
    }
    return json.dumps(kept, separators=(",", ":"))


def _decision(packed: str) -> Decision | None:
    if not packed:
        return None
    kept = json.loads(packed)
    return Decision(
        digest=kept["digest"],
        segments=tuple(Segment(*segment) for segment in kept["segments"]),
        cuts=tuple(kept["cuts"]),
        sides=tuple(Side(*side) for side in kept["sides"]),
    )


def read(row: Sequence[Any], sources: dict[str, Source]) -> Quote:
    """The quote of a row, its passage still unknown.

    Args:
        row: as SELECT gives it.
        sources: those already read, by digest and path; many quotes share one.
    """
    kept = json.loads(row[6])
    key = f"{row[8]} {row[7]}"
    source = sources.get(key)
    if source is None:
        source = sources[key] = Source(row[8], row[7], row[9], Credits(*row[10:14]))
    return Quote(
        id=row[0],
        segments=tuple(Segment(*segment) for segment in kept["segments"]),
        turn=kept["turn"],
        speaker=kept["speaker"],
        section=kept["section"],
        section_title=kept["section_title"],
        note=row[4],
        tags=tuple(json.loads(row[5])),
        warnings=tuple(kept["warnings"]),
        created=row[1],
        question=tuple(Segment(*segment) for segment in kept["question"]),
        prefix=kept["prefix"],
        suffix=kept["suffix"],
        fraction=kept["fraction"],
        source=source,
        colour=row[14],
        cuts=tuple(kept.get("cuts", ())),
        sides=tuple(Side(*side) for side in kept.get("sides", ())),
        decision=_decision(row[15]),
    )


def storable(text: str) -> str:
    """A text that the database can hold: lone surrogates, as of arguments in no UTF-8, become escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: without "#" and blanks around them, none twice, none empty."""
    bare = (" ".join(storable(tag).strip().lstrip("#＃").split()) for tag in tags)
    return tuple(dict.fromkeys(tag for tag in bare if tag))


def pack_tags(tags: Sequence[str]) -> str:
    """Tags as their column holds them."""
    return json.dumps(list(tags), ensure_ascii=False)
