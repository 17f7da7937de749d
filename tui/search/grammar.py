"""The query language: words, "exact phrases", -without, this | that, and filters such as speaker:杨.

Every text is a query. What is only half typed (`speaker:`, a lone quotation mark, `-`) asks for nothing yet,
and what merely looks like an operator (11:30, C++, -1, http://…) is a word. Operators count where a word
begins; full-width ones, as an input method types them, are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Literal, NamedTuple

from tui.interview.model.times import LONGEST, milliseconds
from tui.text.matchkey import fold

PASTED = 200
"""Code points from which on a query was pasted, not typed: its quotation marks and dashes are its own."""

MOST_CLAUSES = 16
"""Of the ways to choose one of each group of alternatives, how many are looked for."""

MOST_EXCLUDED = 16
"""Words that must not be there which are looked for; each takes its time in every clause."""

MOST = 10**9
"""The end of a range that was left open."""

FIELDS = ("speaker", "section", "turn", "at", "asked", "said", "has")

_AS_TYPED = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
_AS_TYPED |= dict.fromkeys(map(ord, "“”„‟"), '"') | dict.fromkeys(map(ord, "‘’‚‛"), "'")
_HINT = re.compile(r"[\"'|:]|(?:^|\s)[-!]")
_FIELD = re.compile(r"([A-Za-z]+):")
_RUN = re.compile(r"[^\s|]*")
_NUMBER = re.compile(r"[\d.,:%/~+-]+")
_SPAN = re.compile(r"(\d{1,9})?\s*([-–—~至到])?\s*(\d{1,9})?")
_DASH = re.compile("[–—~至到]")
_PARTIAL_TIME = re.compile(r"[\d:.\s–—~至到-]*")
_OPENING = re.compile(r"\s[-!]?'")
_CLOSING = re.compile(r"(?<=[^\s'])'(?=\s|\||$)")


class Filter(NamedTuple):
    """A condition on a paragraph's surroundings.

    Attributes:
        field: one of `FIELDS`.
        value: as typed, "" for asked: and said:.
        span: the first and the last number, for turns and numbered sections; for at: milliseconds from the
            first until before the last.
        negated: whether it must not hold.
    """

    field: str
    value: str = ""
    span: tuple[int, int] | None = None
    negated: bool = False


class Clause(NamedTuple):
    """What one paragraph must have, all of it.

    Attributes:
        words: what may be found in any way, as typed.
        phrases: match keys of what must stand there as it is.
        whole: the words and phrases, in their order.
        excluded: match keys of what must not stand there.
        filters: conditions on its surroundings.
    """

    words: str = ""
    phrases: tuple[str, ...] = ()
    whole: str = ""
    excluded: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()


class _Atom(NamedTuple):
    kind: Literal["word", "phrase", "without", "filter", "or", "nothing"]
    text: str = ""
    filter: Filter | None = None


def clauses(text: str) -> tuple[Clause, ...]:
    """Split a query into clauses, any of which will do; () where it asks for nothing.

    `|` binds nearer than a blank: a b | c is a with b or c. Text without operators is one clause of words,
    untouched.
    """
    # A message of two lines was not typed into a search bar either.
    if len(text) > PASTED or "\n" in text.strip() or not _HINT.search(text.translate(_AS_TYPED)):
        return (Clause(text, whole=text),) if fold(text) else ()
    groups: list[list[_Atom]] = []
    plain, joins = True, False
    for atom in _atoms(text):
        plain = plain and atom.kind == "word"
        if atom.kind == "or":
            joins = bool(groups)
        elif atom.kind == "filter" or (atom.kind != "nothing" and fold(atom.text)):
            if joins:
                groups[-1].append(atom)
            else:
                groups.append([atom])
            joins = False
    if plain:
        return (Clause(text, whole=text),) if fold(text) else ()
    if not groups:
        return ()
    return tuple(dict.fromkeys(map(_clause, islice(product(*groups), MOST_CLAUSES))))


def _clause(atoms: Sequence[_Atom]) -> Clause:
    return Clause(
        " ".join(atom.text for atom in atoms if atom.kind == "word"),
        tuple(dict.fromkeys(fold(atom.text) for atom in atoms if atom.kind == "phrase")),
        " ".join(atom.text for atom in atoms if atom.kind in ("word", "phrase")),
        tuple(dict.fromkeys(fold(atom.text) for atom in atoms if atom.kind == "without"))[:MOST_EXCLUDED],
        tuple(dict.fromkeys(atom.filter for atom in atoms if atom.filter)),
    )


def _atoms(text: str) -> Iterator[_Atom]:
    """A query's parts in order; the operators are looked for in a text of the same length, in half width."""
    shadow = text.translate(_AS_TYPED)
    at = 0
    while at < len(shadow):
        if shadow[at].isspace():
            at += 1
            continue
        if shadow[at] == "|":
            yield _Atom("or")
            at += 1
            continue
        start = at
        negated = _negates(shadow, at)
        at += negated
        filtered = _filter(text, shadow, at, negated)
        if filtered:
            atom, at = filtered
            yield atom
            continue
        quoted = _quoted(shadow, at)
        if quoted:
            first, last, at = quoted
            yield _Atom("without" if negated else "phrase", text[first:last])
            continue
        at = _run_end(shadow, at)
        yield _Atom("without", text[start + 1 : at]) if negated else _Atom("word", text[start:at])


def _run_end(shadow: str, at: int) -> int:
    match = _RUN.match(shadow, at)
    return match.end() if match else at


def _negates(shadow: str, at: int) -> bool:
    """Whether a word begins with the sign of what is not wanted: -1, --json, -> and != do not."""
    run = shadow[at + 1 : _run_end(shadow, at)]
    if shadow[at] == "-":
        return run[:1] not in ("", "-", "!", ">", "=") and not _NUMBER.fullmatch(run)
    return shadow[at] == "!" and run[:1] not in ("", "-", "!", "=")


def _quoted(shadow: str, at: int) -> tuple[int, int, int] | None:
    """A phrase that begins at a place: (its first code point, its end, where the query goes on)."""
    mark = shadow[at : at + 1]
    if mark == '"':
        close = shadow.find('"', at + 1)
        if close < 0:
            return at + 1, len(shadow), len(shadow)
        after = _run_end(shadow, close + 1)
        # “我们”说: quotation marks of a sentence.
        return None if any(map(str.isalnum, shadow[close + 1 : after])) else (at + 1, close, after)
    if mark == "'":
        closing = _CLOSING.search(shadow, at + 1)
        if closing and not _OPENING.search(shadow, at + 1, closing.start()):
            return at + 1, closing.start(), closing.end()
        stop = _run_end(shadow, at)
        return at + 1, stop, stop
    return None


def _filter(text: str, shadow: str, at: int, negated: bool) -> tuple[_Atom, int] | None:
    """The filter that begins at a place and where the query goes on; None for what is none."""
    match = _FIELD.match(shadow, at)
    if match is None:
        return None
    field, at = match[1].lower(), match.end()
    if field in ("asked", "said"):
        return _Atom("filter", filter=Filter(field, negated=negated)), at
    if field not in FIELDS:
        return None
    first, last, after = _quoted(shadow, at) or (at, _run_end(shadow, at), _run_end(shadow, at))
    value, given = text[first:last].strip(), shadow[first:last].strip()
    span = _span(given)
    if not fold(value):
        return _Atom("nothing"), after
    if field == "has":
        if given.lower() in ("note", "notes"):
            return _Atom("filter", filter=Filter(field, "note", None, negated)), after
        return (_Atom("nothing"), after) if "note".startswith(given.lower()) else None
    if field == "at":
        moments = _moments(given)
        if moments is None and not _PARTIAL_TIME.fullmatch(given):
            return None
        return (
            _Atom("filter", filter=Filter(field, value, moments, negated)) if moments else _Atom("nothing")
        ), after
    if field == "turn" and span is None:
        return None
    return _Atom("filter", filter=Filter(field, value, None if field == "speaker" else span, negated)), after


def _moments(value: str) -> tuple[int, int] | None:
    """The milliseconds of "0:12" (that second), "1:02-1:05", "0:12-" or "-0:12"; None for other words."""
    first, dash, last = (part.strip() for part in _DASH.sub("-", value).partition("-"))
    start = milliseconds(first) if first else 0
    end = milliseconds(last) if last else LONGEST if dash else start
    if start is None or end is None or not (first or last):
        return None
    start, end = min(start, end), max(start, end)
    return start, end + 1000 - end % 1000


def _span(value: str) -> tuple[int, int] | None:
    """The numbers of "4", "50-80", "50-" or "-80", the smaller first."""
    match = _SPAN.fullmatch(value)
    if match is None or not (match[1] or match[3]):
        return None
    first = int(match[1] or 0)
    last = int(match[3]) if match[3] else MOST if match[2] else first
    return min(first, last), max(first, last)
