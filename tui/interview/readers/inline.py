"""Markdown within a line: which characters are markup, and which are words.

Only what is plain to see is taken for markup: bold, links, pictures, escapes, entities, the few HTML tags
that converters leave behind. A single * or _ within a line stays as it is, since in a transcript it is as
often a word's.
"""

from __future__ import annotations

import re
from functools import cache

from tui.interview.model import Piece


@cache
def _marks() -> re.Pattern[str]:
    target = r'\(\s*(?:<[^<>]*>|[^()\s]{0,4000}(?:\([^()\s]{0,2000}\)[^()\s]{0,4000}){0,8})(?:\s+"[^"]{0,500}")?\s*\)'
    return re.compile(
        r"\\(?P<escaped>[!-/:-@\[-`{-~])"
        rf"|(?P<picture>!\[(?P<alternative>[^\[\]]{{0,1000}})\]{target})"
        rf"|\[(?P<words>(?:!\[[^\[\]]{{0,1000}}\]{target}|[^\[\]]|\[[^\[\]]{{0,200}}\]){{0,2000}})\]"
        rf"(?P<target>{target})"
        r"|<(?P<address>(?:https?://|mailto:)[^<>\s]{1,2000})>"
        r"|(?P<tag></?(?:a|b|br|center|div|em|figure|figcaption|font|hr|i|img|p|section|span|strong|u)\b[^<>]{0,1000}>)"
        r"|(?P<comment><!--.{0,4000}?-->)"
        r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
        r"|(?P<stars>\*{2,})",
        re.IGNORECASE,
    )


class Line:
    """One line being read: what is cut out of it, and what it still may lose when its neighbours are known."""

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
        search = _marks().search
        position = 0
        tails: list[tuple[int, int]] = []
        while found := search(source, position):
            start, end = found.span()
            which = found.lastgroup
            while tails and tails[-1][0] < start:
                tails.pop()
            if tails and end > tails[-1][0]:
                position = tails.pop()[1]
                continue
            position = end
            if which == "escaped":
                cuts.append((start, start + 1))
            elif which in ("picture", "alternative"):
                cuts.append((start, end))
                self.pictured = True
            elif which == "target":
                tail = found.start("target") - 1
                address = found["target"][1:-1].strip().split(' "')[0].strip("<> ")
                if not _is_address(address):
                    position = start + 1
                    continue
                cuts += [(start, start + 1), (tail, end)]
                self.links.append((start + 1, tail, address))
                tails.append((tail, end))
                position = start + 1
            elif which == "address":
                cuts += [(start, start + 1), (end - 1, end)]
                self.links.append((start + 1, end - 1, found["address"]))
            elif which == "entity":
                from html import unescape

                words = unescape(found[0])
                if (
                    words != found[0]
                    and len(words) < len(found[0])
                    and not any("\ud800" <= c <= "\udfff" for c in words)
                ):
                    if words.splitlines() != [words]:
                        words = " "
                    self.swaps.append((start, end, words))
            elif which == "stars":
                before, after = source[start - 1 : start], source[end : end + 1]
                if not (before.isdigit() and after.isdigit()) and (
                    before.strip() or after.strip() or end - start > 2
                ):
                    self.stars.append((start, end))
            else:
                cuts.append((start, end))
                self.pictured = self.pictured or found[0][:4].lower() == "<img"

    def finish(self) -> tuple[str, tuple[Piece, ...], list[tuple[int, int]], list[tuple[int, int, str]]]:
        """Text, pieces, bold spans and links of the line; the text is empty where the line was markup alone."""
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
        while runs and not runs[0][2].strip():
            runs.pop(0)
        while runs and not runs[-1][2].strip():
            runs.pop()
        if not runs:
            return "", (), [], []
        runs[0] = _stripped(runs[0], left=True)
        runs[-1] = _stripped(runs[-1], left=False)
        parts: list[str] = []
        pieces: list[Piece] = []
        length = 0
        for start, end, words in runs:
            pieces.append(Piece(length, base + start, base + end))
            parts.append(words)
            length += len(words)

        def place(offset: int) -> int:
            for (start, end, words), piece in zip(runs, pieces, strict=True):
                if offset < start:
                    return piece.at
                if offset < end:
                    return piece.at + min(offset - start, len(words))
            return length

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
