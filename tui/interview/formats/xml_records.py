"""XML in which somebody speaks: of Transcriber, of programs that recognise speech, timed text, TEI.

They have in common that an element says who speaks, or when, in an attribute or in an element within it, and
that all other words in it are said. What has neither is a page, and read as HTML.
"""

# ruff: noqa: SIM905 - a list of words, one word to a line, is not easier to read.

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from tui.interview.formats import Reading, cues, html
from tui.interview.formats.html_elements import DEEP
from tui.interview.formats.html_tokens import CHARACTER, END, START, WORDS, Token, attributes, tokens
from tui.interview.formats.json_units import number_of
from tui.interview.formats.source_text import LINE_ENDS, SourceText
from tui.interview.model.draft import HEADING, TEXT, Draft
from tui.interview.model.times import LONGEST, milliseconds, milliseconds_in
from tui.text.lazy_pattern import lazy_pattern

_SPEAKERS = ("speaker", "who", "agent", "spk", "speakerid", "speakername", "speakerlabel", "participant")
_TIMES = ("start", "begin", "starttime", "begintime", "time", "timestamp", "t", "startms", "ts", "st")
_IN_MILLISECONDS = ("t", "startms")
_IDS = ("id", "speakerid")
_PEOPLE = frozenset("speaker person persongrp agent participant spk".split())
"""Elements that with a number or a name of their own describe somebody."""
_NAMES = frozenset("name persname speakername".split())
_UNSPOKEN = frozenset(
    "teiheader styling layout metadata header front back end stop endtime duration dur id confidence "
    "language lang speakerid number index gender style script topics topic filename".split()
)
_PARAGRAPHS = frozenset(
    "p l ab lg div sp u stage head turn section segment sync seg utterance text who br list item note".split()
)
_BLANK = lazy_pattern(f"[ \t{LINE_ENDS}]+")


class _Element:
    """An element that is open, with who speaks in it and when it begins, as far as that is said."""

    __slots__ = ("field", "speaker", "tag", "time")

    def __init__(self, tag: str, field: str, speaker: tuple[str, ...], time: tuple[str, str]) -> None:
        self.tag = tag
        self.field = field
        self.speaker = speaker
        self.time = time


def read(source: str) -> Reading:
    """Read what is said in each element that says by whom or when; as HTML where none does."""
    scan = _Scan(source)
    scan.read()
    spoken = sum([draft.speaker != "" for draft in scan.drafts])
    timed = sum([time[0] != "" for time in scan.times])
    if not scan.drafts or max(spoken, timed) < 2:
        return html.read(source)
    numbers = [number for time, _ in scan.times if (number := number_of(time)) is not None]
    scale = 1 if any(key in _IN_MILLISECONDS for _, key in scan.times) else 0
    scale = scale or milliseconds_in(numbers, sum([len(draft.text) for draft in scan.drafts]))
    for draft, (written, _) in zip(scan.drafts, scan.times, strict=True):
        number = number_of(written)
        time = round(number * scale) if number is not None else milliseconds(written)
        draft.times = ((0, time),) if time is not None and time < LONGEST else ()
        names = [scan.names.get(name, name) for name in draft.speaker.split("\0")]
        draft.speaker = ", ".join([" ".join(name.split()) for name in names])
    cues.set_apart_nameless(scan.drafts)
    if not timed:
        for before, draft in reversed(list(pairwise(scan.drafts))):
            if before.block == draft.block and before.speaker:
                draft.speaker = ""  # it goes on
    return Reading(scan.drafts, scan.about, spoken > 0, cues=timed > 0, prose=not timed)


class _Scan:
    """A source being read.

    Args:
        source: all of it.

    Attributes:
        drafts: what is said; speakers by their numbers, several parted by NUL.
        times: of each draft, as it is written, and the key that it stood under; ("", "") for none.
        names: of the speakers, by their numbers.
        about: what the file says about itself.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.drafts: list[Draft] = []
        self.times: list[tuple[str, str]] = []
        self.names: dict[str, str] = {}
        self.about: dict[str, str] = {}
        self._open: list[_Element] = [_Element("", "", (), ("", ""))]
        self._words = SourceText()
        self._spaced = False
        self._block = 0
        self._described = ""

    def read(self) -> None:
        """Read it all."""
        for token in _with_sections(self.source):
            if token.kind is START:
                self._begin(token)
            elif token.kind is END:
                self._finish(_local(token.name))
            elif token.kind is CHARACTER:
                self._say(unescape(self.source[token.start : token.end]), token.start, token.end)
            else:
                self._say(self.source[token.start : token.end], token.start, token.end)
        self._end()

    def _begin(self, token: Token) -> None:
        tag, above = _local(token.name), self._open[-1]
        given = {_local(name): value.strip() for name, value in attributes(self.source, token).items()}
        given = {name.replace("_", "").replace("-", ""): value for name, value in given.items()}
        field = above.field
        if not field or tag == "title":
            field = _field(tag, given, within=any(one.tag in ("text", "body") for one in self._open))
        speaker, time = above.speaker, above.time
        if field == "person":
            number = next((given[key] for key in _IDS if given.get(key)), "")
            self._described = number or self._described
            if number and given.get("name"):
                self.names[number] = given["name"]
        elif not field:
            said = next((given[key] for key in _SPEAKERS if given.get(key)), "")
            when = next(((given[key], key) for key in _TIMES if given.get(key)), None)
            if tag == "who" and given.get("nb", "").isdigit() and "\0" not in "".join(speaker):
                speaker = speaker[int(given["nb"]) - 1 : int(given["nb"])] or speaker
            if said or when or tag in _PARAGRAPHS:
                self._end()
            if said:
                speaker = tuple(one.lstrip("#") for one in (said.split() if tag in _REFERRING else [said]))
            elif tag in ("sp", "u", "turn"):
                speaker = ()
            if when:
                time = when
            if tag in ("sync", "who", "br"):  # holds nothing: what stands behind it is its own
                above.time, above.speaker = time, speaker if tag == "who" else above.speaker
            if said or tag in ("sp", "u", "turn"):
                self._block += 1
        elif field in ("speaker", "time") and field != above.field:
            self._end()
        self._open.append(_Element(tag, field, speaker, time))
        if len(self._open) > DEEP:
            del self._open[1 : DEEP // 2]

    def _finish(self, tag: str) -> None:
        number = next((n for n in range(len(self._open) - 1, 0, -1) if self._open[n].tag == tag), 0)
        if not number:
            return
        closed = self._open[number]
        above = self._open[number - 1]
        if closed.field not in ("", above.field):
            self._take(closed.field, tag, above)
        elif closed.field == "person" and tag in _NAMES:
            self._take("name", tag, above)
        elif tag in _PARAGRAPHS or closed.speaker != above.speaker or closed.time != above.time:
            self._end()
        del self._open[number:]

    def _take(self, field: str, tag: str, above: _Element) -> None:
        """Take what stands in an element that names somebody or a time, for the element around it."""
        words, self._words = self._words, SourceText()
        said = " ".join(words.text.split())
        if field == "speaker" and said:
            above.speaker = (cues.bare_name(said).rstrip(".").strip(),)
            self._block += 1
        elif field == "time" and said:
            above.time = (said, tag)
        elif field == "title" and said:
            self.about.setdefault("title", said)
        elif field in ("name", "person") and said and self._described:
            self.names.setdefault(self._described, said)

    def _say(self, words: str, start: int, end: int) -> None:
        opened = self._open[-1]
        if opened.field == "none" or (opened.field == "person" and opened.tag not in _NAMES | _PEOPLE):
            return
        if len(words) != end - start:
            self._put(words, start, end)
            return
        at = 0
        for found in _BLANK.finditer(words):
            self._put(words[at : found.start()], start + at, start + found.start())
            at, self._spaced = found.end(), True
        self._put(words[at:], start + at, end)

    def _put(self, words: str, start: int, end: int) -> None:
        if not words:
            return
        held = self._words
        if self._spaced and held and not held.last.isspace() and cues.spaced(held.last, words[0]):
            held.insert(" ", start)
        self._spaced = False
        held.put(words, start, end) if len(words) != end - start else held.add(words, start)

    def _end(self) -> None:
        """The paragraph ends."""
        words, self._words, self._spaced = self._words, SourceText(), False
        inner = self._open[-1]
        if inner.field:
            return
        form = HEADING if any(one.tag == "head" for one in self._open) else TEXT
        draft = words.draft(self._block, form, int(form == HEADING))
        if draft is not None:
            draft.speaker = "\0".join(inner.speaker) if form == TEXT else ""
            self.drafts.append(draft)
            self.times.append(inner.time)


_REFERRING = ("turn", "sp", "u", "p", "span", "div")
"""Elements that name several speakers by their numbers, with blanks between these."""


def _field(tag: str, given: dict[str, str], *, within: bool) -> str:
    """What an element holds instead of words: "speaker", "time", "title", "person", "none"; "" for words.

    Args:
        tag: its name.
        given: its attributes.
        within: whether it stands within the text itself, where a head is a heading.
    """
    if tag == "title":
        return "title"
    if tag in _UNSPOKEN or (tag == "head" and not within):
        return "person" if tag in ("teiheader", "metadata", "head", "header") else "none"
    if tag in _PEOPLE or tag == "speakers":
        return "person" if tag == "speakers" or any(given.get(key) for key in _IDS) else "speaker"
    if tag in ("start", "begin", "starttime", "begintime", "timestamp") or (tag == "time" and not given):
        return "time"
    return ""


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _with_sections(source: str) -> Iterator[Token]:
    """The tokens, with the words of sections of characters (CDATA), which HTML passes over."""
    at = 1 if source.startswith("\ufeff") else 0
    for token in tokens(source, at):
        yield from _sections(source, at, token.start)
        yield token
        at = token.end
    yield from _sections(source, at, len(source))


def _sections(source: str, at: int, end: int) -> Iterator[Token]:
    while (start := source.find("<![CDATA[", at, end)) >= 0:
        at = source.find("]]>", start, end)
        at = end if at < 0 else at
        yield Token(WORDS, start + len("<![CDATA["), at)
