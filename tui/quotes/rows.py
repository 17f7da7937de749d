"""Quotes as rows of the store: what never changes as one JSON text, the rest as columns."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from tui.interview.model.interview import Credits, Interview
from tui.quotes.quote import Decision, Quote, Segment, Side, Source
from tui.store.sqlite import seals

_OF_QUOTE, _OF_SOURCE = (("rowid", *seals.NAMES[table], "seal") for table in ("quote", "source"))
_AT = {name: at for at, name in enumerate(_OF_QUOTE)}
_SOURCE_AT = {name: len(_OF_QUOTE) + at for at, name in enumerate(_OF_SOURCE[1:])}
_TEXTS = slice(_AT["id"], _AT["decision"] + 1)
_SOURCE, _PATH = _AT["source"], _AT["path"]
_decode = json.JSONDecoder().raw_decode
REMOVED, POSITION, INTERVIEW = _AT["removed"], _AT["position"], _AT["interview"]
"""The columns that `read` leaves to the caller."""


def select(*, anew: bool) -> str:
    """SQL that reads what `read` wants, up to its WHERE.

    Args:
        anew: read the rows themselves, all of them: a fault in the index would hide a quote without a word.
    """
    return (
        f"SELECT quote.rowid, {seals.columns('quote')}, {seals.columns('source')}"
        f" FROM quote{' NOT INDEXED' * anew} LEFT JOIN source ON source.digest = quote.source"
    )


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


def _decision(packed: bytes) -> Decision | None:
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
        self._known: dict[tuple[bytes, bytes], Source] = {}
        self._tags: dict[bytes, tuple[str, ...]] = {}

    def tags(self, packed: bytes) -> tuple[str, ...]:
        """The tags of a row; many quotes have the same."""
        tags = self._tags.get(packed)
        if tags is None:
            tags = self._tags[packed] = tuple(json.loads(packed))
        return tags

    def of(self, row: tuple[Any, ...]) -> Source:
        """The source of a row that `select` read; without title and credits where they can't be trusted."""
        digest, path = row[_SOURCE], row[_PATH]
        known = self._known.get((digest, path))
        if known is None:
            known = self._known[digest, path] = self._read(row, digest.decode(), path.decode())
        return known

    def _read(self, row: tuple[Any, ...], digest: str, path: str) -> Source:
        sealed = row[len(_OF_QUOTE) :]
        if not seals.holds("source", sealed):
            one = self._interview
            if one and one.digest == digest:
                return Source(digest, path, storable(one.title), Credits(*map(storable, one.credits)))
            return Source(digest, path)
        names = ("title", "author", "publisher", "date", "url")
        title, *credits = (row[_SOURCE_AT[name]].decode() for name in names)
        return Source(digest, path, title, Credits(*credits))


def read(row: tuple[Any, ...], sources: Sources, interview: int | None = None) -> Quote | Spoilt:
    """The quote of a row, its passage still unknown; `Spoilt` where it is not as it was written.

    Args:
        row: as `select` gives it.
        sources: those already read.
        interview: the number of the interview that it has to be of, None for any.
    """
    if seals.holds("quote", row[1:]) and (interview is None or row[INTERVIEW] == interview):
        try:
            return read_unsealed(row, sources)
        except (ValueError, LookupError, TypeError, AttributeError):
            pass  # It was spoilt before there were seals.
    return _spoilt(row)


def read_unsealed(row: tuple[Any, ...], sources: Sources) -> Quote:
    """The quote of a row, whether it is as it was written or not.

    Raises:
        ValueError, LookupError, TypeError, AttributeError: it can't be read.
    """
    # Unpacked and decoded at once: ten thousand rows are read before the panel shows them.
    id, _source, _path, created, note, tags, body, colour, decision = row[_TEXTS]
    kept = _decode(body.decode())[0]
    return Quote(
        id=id.decode(),
        segments=tuple([Segment(*segment) for segment in kept["segments"]]),
        turn=kept["turn"],
        speaker=kept["speaker"],
        section=kept["section"],
        section_title=kept["section_title"],
        note=note.decode(),
        tags=sources.tags(tags),
        warnings=tuple(kept["warnings"]),
        created=created.decode(),
        question=tuple([Segment(*segment) for segment in kept["question"]]),
        prefix=kept["prefix"],
        suffix=kept["suffix"],
        fraction=kept["fraction"],
        source=sources.of(row),
        colour=colour.decode(),
        cuts=tuple(kept.get("cuts", ())),
        sides=tuple(Side(*side) for side in kept.get("sides", ())) if "sides" in kept else (),
        decision=_decision(decision) if decision else None,
    )


def _spoilt(row: Sequence[Any]) -> Spoilt:
    """What can be made out of a row, for a person who looks for the quote."""
    id, body = (value if isinstance(value, bytes) else b"" for value in (row[_AT["id"]], row[_AT["body"]]))
    turn, words = None, ""
    with contextlib.suppress(ValueError, LookupError, TypeError):
        kept = json.loads(body.decode("utf-8", "replace"))
        words = "\n".join(str(segment[3]) for segment in kept["segments"])
        turn = kept["turn"] if isinstance(kept["turn"], int) else None
    if turn is None and (found := re.search(rb'"turn":(\d{1,9})[,}]', body)):
        turn = int(found[1])
    readable = id.decode("utf-8", "replace")
    return Spoilt(row[0], readable if is_id(readable) else "", turn, words)


def words_of(body: object) -> str:
    """The words in a quote's body, "" where it can't be read."""
    with contextlib.suppress(ValueError, LookupError, TypeError):
        return "\n".join(segment[3] for segment in json.loads(body)["segments"])  # type: ignore[arg-type]
    return ""


def is_id(text: str) -> bool:
    """Whether a text can be a quote's id: also in Markdown, and where words are parted by blanks."""
    return re.fullmatch(r"q-[A-Za-z0-9][A-Za-z0-9-]{0,62}", text) is not None


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
