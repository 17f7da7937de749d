"""HTML's tokens with their places: tags, characters by name, words.

Why no library: each word's place in the source must be known, and no page may take more than a moment. lxml
and lexbor (selectolax) are ten times as fast, but tell no places, and of elements nested 100,000 deep lxml
drops the words while lexbor needs the square of their number. html.parser tells places, and needs the square
of the length for what is not closed: 1.3 s for 5,000 opened attributes, 5.4 s for 10,000. html5lib takes 4 s
for 250,000 comments. The source is cut here, once through, in 0.2 s for any of these, and never into a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from tui.text.lazy_pattern import lazy_pattern

WORDS, START, END, CHARACTER = "words", "start", "end", "character"
_RAW = ("script", "style", "textarea", "xmp", "title")
_LONGEST_ATTRIBUTES = 20_000  # code points of a tag that are looked at; pictures written out are longer


class Token(NamedTuple):
    """A stretch [start, end) of the source.

    Attributes:
        kind: WORDS, START or END (of an element), CHARACTER (written as an entity).
        start, end: in code points.
        name: the element's, in lower case.
    """

    kind: str
    start: int
    end: int
    name: str = ""


_NEXT = lazy_pattern(
    r"<(?P<name>/?[a-zA-Z][^\s/>\x00]{0,60})|<(?P<rest>[!?])|&(?:#[xX]?[0-9a-fA-F]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)"
)
_ATTRIBUTE = lazy_pattern(r"([^\s=/>\"']{1,200})\s{0,9}(?:=\s{0,9}(\"[^\"]*\"|'[^']*'|[^\s>\"']*))?")


def tokens(source: str, start: int = 0) -> Iterator[Token]:
    """Cut HTML into its tokens; comments, declarations and scripts are left out."""
    ends = _Ends(source)
    search = _NEXT.search
    at = words = start
    while match := search(source, at):
        here = match.start()
        if match["rest"]:
            end = ends.of_declaration(here)
        elif match["name"]:
            end = ends.of_tag(match.end())
        else:
            if words < here:
                yield Token(WORDS, words, here)
            yield Token(CHARACTER, here, match.end())
            at = words = match.end()
            continue
        if end < 0:  # no tag: a sign that something is smaller
            at = here + 1
            continue
        if words < here:
            yield Token(WORDS, words, here)
        at = words = end
        if not match["name"]:
            continue
        name = match["name"].lower()
        if name[0] == "/":
            yield Token(END, here, end, name[1:])
            continue
        yield Token(START, here, end, name)
        if source[end - 2] == "/" and name not in _RAW:
            yield Token(END, end, end, name)
        elif name in _RAW:
            at = ends.of_raw(end, name)
            if name in ("title", "textarea") and end < at:
                yield Token(WORDS, end, at)
            words = at
    if words < len(source):
        yield Token(WORDS, words, len(source))


def attributes(source: str, token: Token) -> dict[str, str]:
    """Read the attributes of a START token, by their names in lower case."""
    start = token.start + 1 + len(token.name)
    end = min(token.end - 1, start + _LONGEST_ATTRIBUTES)
    if end - start < 3:
        return {}
    values: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(source, start, end):
        if value[:1] in ('"', "'"):
            value = value[1:-1]
        values.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return values


class _Ends:
    """Finds where things end, looking over no part of the source again and again.

    Args:
        source: the whole of it.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.last = {mark: source.rfind(mark) for mark in (">", '"', "'", "-->", "]]>", "?>")}
        self.wasted = 0

    def _find(self, mark: str, at: int) -> int:
        return self.source.find(mark, at) if at <= self.last[mark] else -1

    def of_tag(self, at: int) -> int:
        """Find the place behind the > of a tag of which `at` is within; -1 if it has none."""
        if at > self.last[">"] or self.wasted > 4 * len(self.source):
            return -1
        quick = self.source.find(">", at)
        inside = self.source[at:quick] if quick - at < 2_000 else '"'
        if '"' not in inside and "'" not in inside:
            return quick + 1
        position = at
        marks = re.compile("[>\"']")
        while match := marks.search(self.source, position):
            mark, position = match[0], match.end()
            if mark == ">":
                return position
            if self.source[match.start() - 1] != "=" and not self.source[match.start() - 1].isspace():
                continue  # an apostrophe within a bare word
            close = self._find(mark, position)
            if close >= 0:
                position = close + 1
        self.wasted += len(self.source) - at
        return -1

    def of_declaration(self, at: int) -> int:
        """Find the end of a comment, declaration or instruction that begins at `at`; -1 if it has none."""
        source = self.source
        if source.startswith("<!--", at):
            if source.startswith(("<!-->", "<!--->"), at):
                return source.index(">", at) + 1
            end = self._find("-->", at + 4)
            return end + 3 if end >= 0 else self._behind(at)
        if source.startswith("<![CDATA[", at):
            end = self._find("]]>", at)
            return end + 3 if end >= 0 else self._behind(at)
        return self._behind(at)

    def _behind(self, at: int) -> int:
        end = self._find(">", at)
        return end + 1 if end >= 0 else -1

    def of_raw(self, at: int, name: str) -> int:
        """Find where the end tag of a script or title begins, or the source ends."""
        found = re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE).search(self.source, at)
        return found.start() if found else len(self.source)
