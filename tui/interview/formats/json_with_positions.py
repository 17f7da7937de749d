"""JSON that knows where in its source each string stands, which json.loads does not tell."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import compress
from typing import Any, NamedTuple

from tui.interview.formats.source_text import BLANKS, LINE_ENDS, SourceText
from tui.interview.model.errors import InputError
from tui.text.lazy_pattern import lazy_pattern

_BEGINS = frozenset(" \t\r\n{[")
_DEEPEST = 4  # strings of JSON within each other that are read


class Placed(NamedTuple):
    """A string and its place.

    Attributes:
        value: what it says.
        start, end: code points of the source, from behind one quotation mark to before the other.
        depth: in how many strings of JSON it stands, and so how many times over its characters are escaped.
    """

    value: str
    start: int
    end: int
    depth: int = 0


_STRING = lazy_pattern(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_PAIR_OF_SURROGATES = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = lazy_pattern(rf"{_PAIR_OF_SURROGATES}|\\u[0-9a-fA-F]{{4}}|\\.", re.DOTALL)


def trees(source: str) -> tuple[list[Any], bool]:
    """Parse the values of a source, one or a line each, with the places of their strings.

    Returns:
        The values, objects as dicts with folded keys and strings as `Placed`; and whether the source ends in
        the middle of something, in the last of its lines or behind a comma.

    Raises:
        InputError: "malformed" (line) for what is no JSON.
        RecursionError: for what is nested too deep.
    """
    decoder = _decoder()
    values: list[Any] = []
    at = _behind(source, 1 if source.startswith("\ufeff") else 0)
    while at < len(source):
        try:
            value, end = decoder.raw_decode(source, at)
        except ValueError as error:
            if values and _is_cut_line(source, at):
                return values, True
            closed = _closed(source, at)
            if closed and not values:
                return [closed[0]], True
            line = getattr(error, "lineno", 0)  # none for a number of thousands of digits
            raise InputError("malformed", "", line=line or source.count("\n", 0, at) + 1) from None
        values.append(_placed(value, _STRING.finditer(source, at, end), None))
        at = _behind(source, end)
    return values, False


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(object_pairs_hook=tuple, strict=False)


def _is_cut_line(source: str, at: int) -> bool:
    """Whether what begins here is the last line, and not whole."""
    before, rest = source[:at].rstrip(" \t,"), source[at:].rstrip()
    return before[-1:] == "\n" and "\n" not in rest and rest[-1:] != "}"


_LAST_COMMA = lazy_pattern(r",\s*([\]}\s]*)\Z")


def _closed(source: str, at: int) -> tuple[Any] | None:
    """The value of a source whose last comma is followed only by what closes it, if that; None for others."""
    match = _LAST_COMMA.search(source, max(at, len(source) - 200))
    if match is None:
        return None
    text = source[: match.start()] + (match[1] or "]")
    try:
        value, end = _decoder().raw_decode(text, at)
    except ValueError:
        return None
    return (
        (_placed(value, _STRING.finditer(text, at, end), None),) if _behind(text, end) == len(text) else None
    )


def _behind(source: str, at: int) -> int:
    while at < len(source) and source[at] in " \t\r\n,\x1e\x00":
        at += 1
    return at


class _Within(NamedTuple):
    """A string that is JSON itself: where its characters and its end stand, and how deep."""

    places: Sequence[int]
    depth: int


def _placed(value: Any, tokens: Iterator[re.Match[str]], within: _Within | None) -> Any:
    """The value with the place of each string; objects become dicts with their keys folded."""
    kind = type(value)
    if kind is str:
        start, end = next(tokens).span()
        if within is not None:
            return Placed(value, within.places[start + 1], within.places[end - 1], within.depth)
        return Placed(value, start + 1, end - 1)
    if kind is tuple:
        fields: dict[str, Any] = {}
        for name, held in value:
            next(tokens)
            fields[folded(name)] = _placed(held, tokens, within)
        return fields
    if kind is list:
        # In its place, so that what it is made of goes as it is made.
        for number, held in enumerate(value):
            value[number] = _placed(held, tokens, within)
    return value


def with_strings(source: str, tree: list[Any]) -> None:
    """Put what strings of JSON hold in their place, where they make up most of a source.

    Raises:
        RecursionError: for what is nested too deep.
    """
    if '\\"' not in source:
        return
    held = list(_json_strings(tree))
    if 2 * sum(words.end - words.start for _, _, words in held) < len(source):
        return
    while held:
        container, key, words = held.pop()
        value = _held_by(source, words)
        if value is not None:
            container[key] = value
            if words.depth < _DEEPEST:
                held += _json_strings(value)


_JSON_WITHIN = lazy_pattern(r'\s*[\[{][\s\[{]*"')


def _json_strings(tree: Any) -> Iterator[tuple[Any, Any, Placed]]:
    """The strings that look like JSON, with the list or dict that holds them and their index or key."""
    work = [tree]
    while work:
        container = work.pop()
        for key, held in container.items() if isinstance(container, dict) else enumerate(container):
            if isinstance(held, Placed):
                if held.value[:1] in _BEGINS and _JSON_WITHIN.match(held.value):
                    yield container, key, held
            elif isinstance(held, (list, dict)):
                work.append(held)


def _held_by(source: str, words: Placed) -> Any:
    """The value that a string of JSON holds; None where it holds none."""
    text, places = _spelled(source, words)
    try:
        value, end = _decoder().raw_decode(text, _behind(text, 0))
    except ValueError:
        return None
    return _placed(value, _STRING.finditer(text, 0, end), _Within(places, words.depth + 1))


def _spelled(source: str, words: Placed) -> tuple[str, array[int]]:
    """What a string says, and where in the source each character of it begins, and the last one ends."""
    text = source[words.start : words.end]
    places = array("i", range(words.start, words.end + 1))
    for _ in range(words.depth + 1):
        # As many characters as the text, of which the first of each escape is no NUL and the others are: what
        # holds a whole transcript has millions, too many to go to one after the other.
        marks = text.replace("\0", " ")
        if "\\u" in text:
            marks = _ESCAPE.sub(lambda escape: "1" + "\0" * (len(escape[0]) - 1), marks)
        else:
            marks = _SHORT_ESCAPE.sub("1\0", marks)
        places = array("i", compress(places, marks.encode("latin-1", "replace") + b"1"))
        text = _SURROGATE.sub("\ufffd", _decoder().decode(f'"{text}"'))
    return text, places


_SHORT_ESCAPE = lazy_pattern(r"\\.", re.DOTALL)
_SURROGATE = lazy_pattern("[\ud800-\udfff]")


@cache
def _fold_table() -> dict[int, None]:
    return dict.fromkeys(map(ord, "_- .@"))


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Remove a key's case and what joins its words: speaker_label and SpeakerLabel are one."""
    return name.lower().translate(_fold_table())


def lines_of(source: str, words: Placed) -> list[SourceText]:
    """Split a string into its lines, each with its places in the source; none is empty."""
    lines = [SourceText()]
    raw = source[words.start : words.end]
    if "\\" not in raw and words.value.splitlines() == [words.value]:
        lines[0].add(raw, words.start)
        return lines
    if words.depth:
        text, places = _spelled(source, words)
        for at, mark in enumerate(text):
            if mark in LINE_ENDS:
                lines.append(SourceText())
            elif places[at + 1] == places[at] + 1:
                lines[-1].add(mark, places[at])
            else:
                lines[-1].put(mark, places[at], places[at + 1])
        return [line for line in lines if line and line.text.strip(BLANKS)]
    at = 0
    for match in [*_ESCAPE.finditer(raw), None]:
        until = match.start() if match else len(raw)
        for part in re.split(f"([{LINE_ENDS}])", raw[at:until]):
            if part and part in LINE_ENDS:
                lines.append(SourceText())
            else:
                lines[-1].add(part, words.start + at)
            at += len(part)
        if match:
            said = _unescaped(match[0])
            if said in LINE_ENDS:
                lines.append(SourceText())
            else:
                lines[-1].put(said, words.start + at, words.start + match.end())
            at = match.end()
    return [line for line in lines if line and line.text.strip(BLANKS)]


def _unescaped(escape: str) -> str:
    said = str(json.loads(f'"{escape}"', strict=False))
    return "\ufffd" if "\ud800" <= said <= "\udfff" else said
