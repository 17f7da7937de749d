"""Quotes packed as the store keeps them: what never changes as one JSON text, the rest as columns."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from tui.interview.model.interview import Credits, Interview
from tui.quotes.quote import Decision, Quote, Segment, Side, Source
from tui.store.quote_store import DamagedRecord, QuoteRecord, SourceRecord

_decode = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A row that is not as it was written.

    Attributes:
        row: its number in the table.
        id: the quote's id, "" where it can't be read.
        turn: the turn that it seems to be of, or None.
        words: what seems to be its words, "" where they can't be read; nothing to be cited.
    """

    row: int
    id: str = ""
    turn: int | None = None
    words: str = ""


def body(quote: Quote) -> str:
    """Pack what never changes in a quote."""
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
    """Pack a decision as its column holds it."""
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


class Sources:
    """The sources of quotes by their digest, each made once; many quotes share one.

    Args:
        interview: the one that is open: it tells of itself what can't be read.
    """

    def __init__(self, interview: Interview | None = None) -> None:
        self._interview = interview
        self._known: dict[tuple[str, str], Source] = {}
        self._tags: dict[str, tuple[str, ...]] = {}

    def tags(self, packed: str) -> tuple[str, ...]:
        """Unpack the tags of a record; many quotes have the same."""
        tags = self._tags.get(packed)
        if tags is None:
            tags = self._tags[packed] = tuple(json.loads(packed))
        return tags

    def of(self, source: SourceRecord, path: str) -> Source:
        """Tell the source that a quote was taken from, without what can't be trusted of it.

        Args:
            source: the state of the interview, as the store knows it.
            path: where it was read from then.
        """
        known = self._known.get((source.digest, path))
        if known is None:
            known = self._known[source.digest, path] = self._made(source, path)
        return known

    def _made(self, source: SourceRecord, path: str) -> Source:
        if source.is_sound:
            return Source(source.digest, path, source.title, source.credits)
        one = self._interview
        if one and one.digest == source.digest:
            return Source(source.digest, path, storable(one.title), Credits(*map(storable, one.credits)))
        return Source(source.digest, path)


def read(
    record: QuoteRecord | DamagedRecord, sources: Sources, interview: int | None = None
) -> Quote | Spoilt:
    """Read a quote from its record, its passage still unknown; `Spoilt` where it is not as it was written.

    Args:
        record: as the store gives it.
        sources: those already read.
        interview: the number of the interview that it has to be of, None for any.
    """
    if isinstance(record, QuoteRecord) and (interview is None or record.interview == interview):
        try:
            return unpacked(record, sources)
        except (ValueError, LookupError, TypeError, AttributeError):
            pass  # It was spoilt before there were seals.
    return _spoilt(record)


def unpacked(record: QuoteRecord, sources: Sources) -> Quote:
    """Read a quote from its record, its passage still unknown.

    Raises:
        ValueError, LookupError, TypeError, AttributeError: it can't be read.
    """
    # Unpacked at once: ten thousand are read before the panel shows them.
    id, source, path, created, note, tags, body, colour, decision = record[5:]
    kept = _decode(body)[0]
    return Quote(
        id=id,
        segments=tuple([Segment(*segment) for segment in kept["segments"]]),
        turn=kept["turn"],
        speaker=kept["speaker"],
        section=kept["section"],
        section_title=kept["section_title"],
        note=note,
        tags=sources.tags(tags),
        warnings=tuple(kept["warnings"]),
        created=created,
        question=tuple([Segment(*segment) for segment in kept["question"]]),
        prefix=kept["prefix"],
        suffix=kept["suffix"],
        fraction=kept["fraction"],
        source=sources.of(source, path),
        colour=colour,
        cuts=tuple(kept.get("cuts", ())),
        sides=tuple(Side(*side) for side in kept.get("sides", ())) if "sides" in kept else (),
        decision=_decision(decision) if decision else None,
    )


def _spoilt(record: QuoteRecord | DamagedRecord) -> Spoilt:
    """What can be made out of a row, for a person who looks for the quote."""
    turn, words = None, ""
    with contextlib.suppress(ValueError, LookupError, TypeError):
        kept = json.loads(record.body)
        words = "\n".join(str(segment[3]) for segment in kept["segments"])
        turn = kept["turn"] if isinstance(kept["turn"], int) else None
    if turn is None and (found := re.search(r'"turn":([0-9]{1,9})[,}]', record.body)):
        turn = int(found[1])
    return Spoilt(record.row, record.id if is_id(record.id) else "", turn, words)


def words_of(body: str) -> str:
    """Read the words in a quote's body, "" where it can't be read."""
    with contextlib.suppress(ValueError, LookupError, TypeError):
        return "\n".join(segment[3] for segment in json.loads(body)["segments"])
    return ""


def is_id(text: str) -> bool:
    """Tell whether a text can be a quote's id: also in Markdown, and where words are parted by blanks."""
    return re.fullmatch(r"q-[A-Za-z0-9][A-Za-z0-9-]{0,62}", text) is not None


def storable(text: str) -> str:
    """Make a text one that a store can hold: lone surrogates, as of arguments in no UTF-8, become escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Clean tags as they are kept: without "#" and blanks around them, none twice, none empty."""
    bare = (" ".join(storable(tag).strip().lstrip("#＃").split()) for tag in tags)
    return tuple(dict.fromkeys(tag for tag in bare if tag))


def pack_tags(tags: Sequence[str]) -> str:
    """Pack tags as their column holds them."""
    return json.dumps(list(tags), ensure_ascii=False)
