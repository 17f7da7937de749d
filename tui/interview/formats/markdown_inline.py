"""Markdown within a line: which characters are markup, and which are words.

Only what is plain to see is taken for markup: bold, links, pictures, escapes, entities, the few HTML tags
that converters leave behind. A single * or _ within a line stays as it is, since in a transcript it is as
often a word's.
"""

from __future__ import annotations

from bisect import bisect_right

from tui.interview.model.interview import Piece
from tui.text.lazy_pattern import lazy_pattern

# Each pattern is compiled when a line first needs it: most interviews need one or two, and a page is waiting.


_MARKS = lazy_pattern(r"\\[!-/:-@\[-`{-~]|!?\[|<[!/A-Za-z]|&[#A-Za-z]|\*{2,}|%%|==| \^")
_BARE_TARGET = r"[^()\s]{0,4000}(?:\([^()\s]{0,2000}\)[^()\s]{0,4000}){0,8}"
_TARGET = lazy_pattern(rf'\(\s*(<[^<>]{{0,4000}}>|{_BARE_TARGET})(?:\s+"[^"]{{0,500}}")?\s*\)')
_BLANK_TARGET = lazy_pattern(r"\(\s*([^()]{0,4000}(?:\([^()]{0,2000}\)[^()]{0,4000}){0,8})\)")
"""A path with blanks, which Markdown wants in angle brackets, and people write without."""
_COMMENT = lazy_pattern(r"(?<!\d)%%.{0,4000}?(?<!\d)%%")
_HIGHLIGHT = lazy_pattern(r"==(?=[^\s=])([^=]{1,2000})(?<=\S)==(?!=)")
_BLOCK_NAME = lazy_pattern(r" \^(?=[0-9-]*[A-Za-z])[A-Za-z0-9-]{1,60}\s*$")
_CLOCK = lazy_pattern(r"\d[:：]\d")
_BOX = lazy_pattern(r"\[(?:[ xX]\]|![A-Za-z-]{1,40}\][+-]?)(?=\s|$)")
"""Before a task, and before the title of a call-out."""
_TAG_NAMES = "a|b|br|center|div|em|figure|figcaption|font|hr|i|img|p|section|span|strong|u"
_TAG = lazy_pattern(
    rf"<(?P<address>(?:https?://|mailto:)[^<>\s]{{1,2000}})>"
    rf"|(?:</?(?P<name>(?i:{_TAG_NAMES}))(?=[\s/>])[^<>]{{0,1000}}>|<!--[^<>]{{0,1000}}-->)"
)
_ENTITY = lazy_pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def _closing_bracket(source: str, start: int) -> int:
    """Where the bracket opened at `start` closes, with at most two more levels within; -1 if it does not."""
    depth, position, limit = 1, start + 1, start + 3000
    while True:
        close = source.find("]", position, limit)
        if close < 0:
            return -1
        opening = source.find("[", position, close)
        if opening >= 0:
            depth += 1
            position = opening + 1
            if depth > 3:
                return -1
            continue
        depth -= 1
        if not depth:
            return close
        position = close + 1


class Line:
    """One line being read: what is cut out of it, and what it may still lose."""

    __slots__ = ("cuts", "drop", "links", "pictured", "source", "stars", "start", "swaps")

    def __init__(self, source: str, start: int) -> None:
        self.source = source
        self.start = start
        self.cuts: list[tuple[int, int]] = []
        self.swaps: list[tuple[int, int, str]] = []
        self.links: list[tuple[int, int, str]] = []
        self.stars: list[tuple[int, int]] = []
        self.drop: list[tuple[int, int, bool]] = []
        self.pictured = False
        self._scan()

    def _scan(self) -> None:
        source, cuts = self.source, self.cuts
        if len(source) > 1 and source[0] in "*_" and source[-1] == source[0]:
            inner = source[1:-1]
            if inner and source[0] not in inner and not inner[0].isspace() and not inner[-1].isspace():
                cuts += [(0, 1), (len(source) - 1, len(source))]
        if source.startswith("__") and not source.startswith("___"):
            end = source.find("__", 3)
            if (
                end > 0
                and source[2] != " "
                and (source[end + 2 : end + 3] in ("", " ", ":", "：") or source[end - 1] in ":：")
            ):
                self.stars += [(0, 2), (end, end + 2)]
        search = _MARKS.search
        position = 0
        tails: list[tuple[int, int]] = []  # where the links that are open end, the innermost last
        while found := search(source, position):
            start, position = found.span()
            if tails and start >= tails[-1][0]:
                position = tails.pop()[1]
                continue
            mark = source[start]
            if mark == "\\":
                cuts.append((start, start + 1))
            elif mark == "*":
                self._star(start, position)
            elif mark == "<":
                position = self._angle(start)
            elif mark == "&":
                position = self._entity(start)
            elif mark in "%= ":
                position = self._mark_of_notes(start, position)
            else:
                tail = self._bracket(start, position - 1)
                if tail is None:
                    position = self._brackets_of_notes(start, position)
                    continue
                if mark == "!":
                    position = tail[1]
                else:
                    tails.append(tail)

    def _star(self, start: int, end: int) -> None:
        before, after = self.source[start - 1 : start], self.source[end : end + 1]
        if before.isdigit() and after.isdigit():
            return  # a power
        if before.strip() or after.strip() or end - start > 2:
            self.stars.append((start, end))

    def _angle(self, start: int) -> int:
        match = _TAG.match(self.source, start)
        if not match:
            return start + 1
        if match["address"]:
            self.cuts += [(start, start + 1), (match.end() - 1, match.end())]
            self.links.append((start + 1, match.end() - 1, match["address"]))
        else:
            if (match["name"] or "").lower() == "br" and self._parts_words(*match.span()):
                self.swaps.append((*match.span(), " "))
            else:
                self.cuts.append(match.span())
            self.pictured = self.pictured or (match["name"] or "").lower() == "img"
        return match.end()

    def _parts_words(self, start: int, end: int) -> bool:
        """Whether words that need a blank between them stand right before and behind a stretch."""
        before, behind = self.source[start - 1 : start], self.source[end : end + 1]
        return bool(before.strip() and behind.strip()) and (before < "\u2e80" or behind < "\u2e80")

    def _entity(self, start: int) -> int:
        match = _ENTITY.match(self.source, start)
        if not match:
            return start + 1
        from html import unescape

        words = unescape(match[0])
        if len(words) < len(match[0]) and not any("\ud800" <= c <= "\udfff" for c in words):
            self.swaps.append((*match.span(), words if words.splitlines() == [words] else " "))
        return match.end()

    def _bracket(self, start: int, opening: int) -> tuple[int, int] | None:
        """Cut the markup of the picture or link at `start`; its tail's span, None if neither."""
        close = _closing_bracket(self.source, opening)
        match = _TARGET.match(self.source, close + 1) if close >= 0 else None
        if not match and close >= 0:
            match = _BLANK_TARGET.match(self.source, close + 1)
            if match and not ("." in match[1] or "/" in match[1]):
                return None  # words
        if not match:
            return None
        address = match[1].partition(' "')[0].strip("<> ")
        if self.source[start] == "!":
            self.cuts.append((start, match.end()))
            self.pictured = True
        elif _is_address(address):
            self.cuts += [(start, start + 1), (close, match.end())]
            self.links.append((start + 1, close, address))
        else:
            return None
        return close, match.end()

    def _mark_of_notes(self, start: int, end: int) -> int:
        """Cut a comment, the marks of a highlight or the name of a block, if one begins at `start`."""
        mark = self.source[start]
        match = (_COMMENT if mark == "%" else _HIGHLIGHT if mark == "=" else _BLOCK_NAME).match(
            self.source, start
        )
        if not match:
            return end
        if mark == "=":
            self.cuts += [(start, end), (match.end(1), match.end())]
            return end
        self.cuts.append(match.span())
        return match.end()

    def _brackets_of_notes(self, start: int, end: int) -> int:
        """Cut what a program for notes writes in brackets: a link [[note|words]], an embed ![[…]], a box."""
        source = self.source
        if source.startswith("[", end):
            close = source.find("]]", end, end + 1000)
            inner = source[end + 1 : close]
            if close < 0 or not inner.strip() or "[" in inner or _CLOCK.search(inner):
                return end
            if source[start] == "!":
                self.cuts.append((start, close + 2))
                self.pictured = True
            else:
                self.cuts += [(start, end + 1 + inner.rfind("|") + 1), (close, close + 2)]
            return close + 2
        if start == 0 and (found := _BOX.match(source)):
            self.cuts.append(found.span())
            return found.end()
        return end

    def finish(self) -> tuple[str, tuple[Piece, ...], list[tuple[int, int]], list[tuple[int, int, str]]]:
        """Return the line's text, pieces, bold spans and links; all empty where it was markup alone."""
        source, base = self.source, self.start
        edits = sorted(
            [(start, end, "") for start, end in self.cuts]
            + self.swaps
            + [(start, end, "") for start, end, _ in self.drop]
        )
        runs: list[tuple[int, int, str]] = []
        at = 0
        for start, end, words in edits:
            if start < at:
                continue
            if start > at:
                runs.append((at, start, source[at:start]))
            if words:
                runs.append((start, end, words))
            at = end
        if at < len(source):
            runs.append((at, len(source), source[at:]))
        worded = [number for number, (_, _, words) in enumerate(runs) if words.strip()]
        if not worded:
            return "", (), [], []
        runs = runs[worded[0] : worded[-1] + 1]
        runs[0] = _stripped(runs[0], left=True)
        runs[-1] = _stripped(runs[-1], left=False)
        parts: list[str] = []
        pieces: list[Piece] = []
        length = 0
        for start, end, words in runs:
            pieces.append(Piece(length, base + start, base + end))
            parts.append(words)
            length += len(words)

        ends = [end for _, end, _ in runs]

        def place(offset: int) -> int:
            """Find the place of an offset of the text in the source."""
            index = bisect_right(ends, offset)
            if index == len(runs):
                return length
            start, _, words = runs[index]
            return pieces[index].at + max(0, min(offset - start, len(words)))

        bold: list[tuple[int, int]] = []
        opened = -1
        for _, end, opening in self.drop:
            if opening:
                opened = place(end) if opened < 0 else opened
            elif opened >= 0:
                until = place(end)
                if until > opened:
                    bold.append((opened, until))
                opened = -1
        if opened >= 0 and opened < length:
            bold.append((opened, length))
        links = [(place(start), place(end), address) for start, end, address in self.links]
        return "".join(parts), tuple(pieces), bold, [link for link in links if link[0] < link[1]]


def _stripped(run: tuple[int, int, str], *, left: bool) -> tuple[int, int, str]:
    start, end, words = run
    kept = words.lstrip() if left else words.rstrip()
    if end - start != len(words):
        return (start, end, kept)
    return (end - len(kept), end, kept) if left else (start, start + len(kept), kept)


def _is_address(target: str) -> bool:
    return (
        "://" in target
        or target[:1] in ("/", "#", ".")
        or target.startswith(("mailto:", "www."))
        or not target
    )


def pair_stars(lines: list[Line]) -> None:
    """Pair the bold marks of the lines of one block; what finds no partner stays in the text.

    Four stars between words are the seam of two bold runs; around a whole line they are bold twice.
    """
    tokens = [(line, start, end) for line in lines for start, end in line.stars]
    opener: tuple[Line, int, int] | None = None
    seams: list[tuple[Line, int, int]] = []
    for line, start, end in tokens:
        if opener is None:
            if line.source[end : end + 1].strip() or end - start > 3:
                opener, seams = (line, start, end), []
            continue
        wide = end - start > 3
        if (
            wide
            and opener[2] - opener[1] <= 3
            and line.source[end : end + 1].strip()
            and line.source[:start].strip()
        ):
            seams.append((line, start, end))
            continue
        for one, first, last in (opener, *seams):
            one.drop.append((first, last, True))
        line.drop.append((start, end, False))
        if line is not opener[0]:
            line.drop.insert(0, (0, 0, True))
        opener = None
