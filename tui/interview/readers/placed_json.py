"""JSON that knows where in its source each string stands, which json.loads does not tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tui.interview.errors import InputError
from tui.interview.readers.weave import BLANKS, LINE_ENDS, Weave


class Placed(NamedTuple):
    """A string and its place.

    Attributes:
        value: what it says.
        start, end: code points of the source, from behind one quotation mark to before the other.
    """

    value: str
    start: int
    end: int


@cache
def _string() -> re.Pattern[str]:
    return re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)


@cache
def _escape() -> re.Pattern[str]:
    pair = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    return re.compile(rf"{pair}|\\u[0-9a-fA-F]{{4}}|\\.", re.DOTALL)


def trees(source: str) -> Iterator[Any]:
    """The values of a source, one or a line each: objects as dicts with folded keys, strings as `Placed`.

    Raises:
        InputError: "malformed" (line) for what is no JSON.
        RecursionError: for what is nested too deep.
    """
    return (_placed(value, tokens) for value, tokens in _values(source))


def _values(source: str) -> Iterator[tuple[Any, Iterator[re.Match[str]]]]:
    """The JSON values in a source, objects as tuples of pairs, with all their strings in order."""
    decoder = json.JSONDecoder(object_pairs_hook=tuple, strict=False)
    at = _behind(source, 1 if source.startswith("\ufeff") else 0)
    while at < len(source):
        try:
            value, end = decoder.raw_decode(source, at)
        except json.JSONDecodeError as error:
            raise InputError("malformed", "", line=error.lineno) from None
        except ValueError:  # a number of thousands of digits
            raise InputError("malformed", "", line=source.count("\n", 0, at) + 1) from None
        yield value, _string().finditer(source, at, end)
        at = _behind(source, end)


def _behind(source: str, at: int) -> int:
    while at < len(source) and source[at] in " \t\r\n,\x1e\x00":
        at += 1
    return at


def _placed(value: Any, tokens: Iterator[re.Match[str]]) -> Any:
    """The value with the place of each string; objects become dicts with their keys folded."""
    kind = type(value)
    if kind is str:
        start, end = next(tokens).span()
        return Placed(value, start + 1, end - 1)
    if kind is tuple:
        fields: dict[str, Any] = {}
        for name, held in value:
            next(tokens)
            fields[folded(name)] = _placed(held, tokens)
        return fields
    if kind is list:
        # In its place, so that what it is made of goes as it is made.
        for number, held in enumerate(value):
            value[number] = _placed(held, tokens)
    return value


@cache
def _fold_table() -> dict[int, None]:
    return dict.fromkeys(map(ord, "_- ."))


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A key without its case and what joins its words: speaker_label and SpeakerLabel are one."""
    return name.lower().translate(_fold_table())


def lines_of(source: str, words: Placed) -> list[Weave]:
    """The lines of a string, each with its places; none is empty."""
    lines = [Weave()]
    raw = source[words.start : words.end]
    if "\\" not in raw and words.value.splitlines() == [words.value]:
        lines[0].add(raw, words.start)
        return lines
    at = 0
    for found in [*_escape().finditer(raw), None]:
        until = found.start() if found else len(raw)
        for part in re.split(f"([{LINE_ENDS}])", raw[at:until]):
            if part and part in LINE_ENDS:
                lines.append(Weave())
            else:
                lines[-1].add(part, words.start + at)
            at += len(part)
        if found:
            said = _unescaped(found[0])
            if said in LINE_ENDS:
                lines.append(Weave())
            else:
                lines[-1].put(said, words.start + at, words.start + found.end())
            at = found.end()
    return [line for line in lines if line and line.text.strip(BLANKS)]


def _unescaped(escape: str) -> str:
    said = str(json.loads(f'"{escape}"', strict=False))
    return "\ufffd" if "\ud800" <= said <= "\udfff" else said
