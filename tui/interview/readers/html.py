"""HTML as it comes: whole pages, fragments, what Word and WeChat write, and podcasts' transcripts.

Nothing is built that could grow too deep: what is open at a place is all that matters for its words. What is
a paragraph, a heading, bold or a name is decided here.
"""

# ruff: noqa: SIM905 - a list of words, one word to a line, is not easier to read.

from __future__ import annotations

import re
from functools import cache
from html import unescape

from tui.interview.draft import HEADING, ITEM, QUOTATION, TEXT, Draft
from tui.interview.readers import Reading
from tui.interview.readers.rows import Table
from tui.interview.readers.tags import CHARACTER, END, START, Token, attributes, tokens
from tui.interview.readers.weave import BLANKS, LINE_ENDS, Weave

_BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol p "
        "pre section summary table tbody td tfoot th thead title tr ul"
    ).split()
)
_UNSPOKEN = frozenset(
    ("head noscript template svg math select textarea button object iframe audio video").split()
)
_VOID = frozenset(("area base br col embed hr img input link meta param source track wbr").split())
_BOLD = frozenset(("b", "strong"))
_NAMING = frozenset(("cite", "dt"))
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_DEEP = 256  # open elements that are remembered
_LONGEST_NAME = 60
_ENTRIES = {
    "author": "author", "og:title": "title", "twitter:title": "title", "article:author": "author",
    "og:article:author": "author", "article:published_time": "date", "date": "date", "pubdate": "date",
    "og:site_name": "publisher", "og:url": "url", "publishdate": "date", "dc.date": "date",
    "dc.creator": "author",
}  # fmt: skip


@cache
def _voice_class() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[\s_-])(?:speaker|spk|speakername|speaker-?label|interviewer|interviewee|participant|moderator|talker|"
        r"dialogue-?name|person-?name|username|nickname|who)(?:[_-]?(?:name|label|id|\d+))?(?:$|\s)",
        re.IGNORECASE,
    )


@cache
def _bold_style() -> re.Pattern[str]:
    return re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)


@cache
def _plain_style() -> re.Pattern[str]:
    return re.compile(r"font-weight\s*:\s*(normal|[1-5]00)", re.IGNORECASE)


@cache
def _said() -> re.Pattern[str]:
    """What a name does not hold, but a whole turn in an element for one speaker does."""
    return re.compile("[:：?!？！。，]")


@cache
def _broken_tag() -> re.Pattern[str]:
    return re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<]*)?$|<!--")


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(f"[ \t{LINE_ENDS}]+")


def read(source: str) -> Reading:
    """Read HTML; each block is a paragraph, and so is each line that a <br> ends."""
    page = _Page(source)
    page.read()
    tail = source[max(source.rfind(">"), len(source) - 2_000) + 1 :]
    return Reading(page.drafts, page.about, cut=_broken_tag().search(tail) is not None)


class _Open:
    """An element that is open: its tag, and what it does to the words in it."""

    __slots__ = ("at", "bold", "link", "tag", "voice")

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.bold = 0  # 1 for bold, -1 for plain within bold
        self.link = ""
        self.voice = False
        self.at = 0


class _Page:
    def __init__(self, source: str) -> None:
        self.source = source
        self.drafts: list[Draft] = []
        self.about: dict[str, str] = {}
        self.block = 0
        self._open: list[_Open] = []
        self._weave = Weave()
        self._bold: list[tuple[int, int]] = []
        self._links: list[tuple[int, int, str]] = []
        self._voice = 0
        self._spaced = False  # whether a blank is to stand before the next words, if any come
        self._unspoken = ""
        self._depth = 0
        self._title: list[str] | None = None
        self._pictured = False
        self._preserved = 0
        self._form = TEXT
        self._heading = 0
        self._tables: list[Table] = []

    def read(self) -> None:
        """Read it all."""
        source = self.source
        for token in tokens(source, 1 if source.startswith("\ufeff") else 0):
            if token.kind is START:
                self._begin(token)
            elif token.kind is END:
                self._finish(token.name)
            elif self._title is not None:
                self._title.append(unescape(source[token.start : token.end]))
            elif self._unspoken:
                continue
            elif token.kind is CHARACTER:
                self._character(token)
            else:
                self._say(source[token.start : token.end], token.start)
        self._end()

    # -- elements ------------------------------------------------------------------------------------

    def _begin(self, token: Token) -> None:
        tag = token.name
        if self._unspoken == "head" and tag in _BLOCKS and tag != "title":
            self._unspoken = ""  # a head that nobody closed
        if tag == "meta":
            self._read_meta(attributes(self.source, token))
        elif tag == "title":
            self._title = []
        elif self._unspoken:
            self._depth += tag == self._unspoken
        elif tag in _UNSPOKEN:
            self._unspoken, self._depth = tag, 1
        elif tag == "br":
            self._end_line()
        elif tag == "img":
            self._pictured = True
        else:
            if tag in _BLOCKS:
                self._begin_block(tag)
            elif tag in ("time", "cite"):
                self._spaced = True
            if tag not in _VOID:
                self._open_element(tag, attributes(self.source, token))

    def _open_element(self, tag: str, given: dict[str, str]) -> None:
        opened = _Open(tag)
        if given or tag in _BOLD or tag in _NAMING:
            style = given.get("style", "")
            if tag in _BOLD or (style and _bold_style().search(style)):
                opened.bold = 1
            elif style and _plain_style().search(style):
                opened.bold = -1
            if tag == "a":
                opened.link = given.get("href", "").strip()
            names = f"{given.get('class', '')} {given.get('itemprop', '')}"
            opened.voice = tag in _NAMING or (len(names) > 1 and _voice_class().search(names) is not None)
            if opened.voice and tag not in _BLOCKS:
                self._spaced = True
        opened.at = self._weave.length
        self._open.append(opened)
        if len(self._open) > _DEEP:
            del self._open[: _DEEP // 2]

    def _finish(self, tag: str) -> None:
        if tag == "title" and self._title is not None:
            words = " ".join("".join(self._title).split())
            if words:
                self.about.setdefault("page", words)
            self._title = None
            return
        if self._unspoken:
            if tag == self._unspoken:
                self._depth -= 1
                if not self._depth:
                    self._unspoken = ""
            return
        number = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n].tag == tag), -1)
        if number >= 0:
            # Elements that overlap (<b><i></b></i>) end each at its own end.
            self._close(self._open.pop(number))
        if tag in _BLOCKS:
            if tag == "pre" and self._preserved:
                self._preserved -= 1
            self._end()
            if tag == "table" and self._tables:
                self._tables.pop().read(self.drafts)
            elif tag in ("td", "th") and self._tables:
                self._tables[-1].end_cell(len(self.drafts))
            elif tag in _HEADINGS:
                self._heading = 0
            if tag in ("li", "blockquote"):
                self._form = TEXT
        elif tag in ("time", "cite"):
            self._spaced = True

    def _close(self, closed: _Open) -> None:
        if closed.voice and not self._voice and 0 < self._weave.length <= _LONGEST_NAME + 8:
            text = self._weave.text
            before = text[: closed.at].strip(BLANKS + "[]()（）0123456789:.,-–>")
            if not before and not _said().search(text[closed.at :].rstrip(BLANKS + ":：")):
                self._voice = self._weave.length
            self._spaced = True

    def _character(self, token: Token) -> None:
        """A character that is written as an entity."""
        start, end = token.start, token.end
        words = unescape(self.source[start:end])
        if len(words) >= end - start or "\ud800" <= words <= "\udfff":
            self._say(self.source[start:end], start)
        elif words.splitlines() == [words] and words not in "\u200b\ufeff":
            self._blank(words, start)
            before = self._weave.length
            self._weave.put(words, start, end)
            self._mark(before)
        else:
            self._spaced = True

    # -- paragraphs ----------------------------------------------------------------------------------

    def _say(self, words: str, start: int) -> None:
        if self._preserved:
            at = 0
            for line in words.splitlines(keepends=True):
                self._run(line, start + at)
                if line[-1] in LINE_ENDS:
                    self._end_line()
                at += len(line)
        else:
            self._run(words, start)

    def _run(self, words: str, start: int) -> None:
        """Add words with their blanks made one, as a browser shows them."""
        at = 0
        weave = self._weave
        for found in _blanks().finditer(words):
            if found.start() > at:
                self._add(words[at : found.start()], start + at)
            at = found.end()
            if not weave.length:
                continue
            if found[0] == " " and not self._spaced:
                if not weave.last.isspace():
                    before = weave.length
                    weave.add(" ", start + found.start())
                    self._mark(before)
            else:
                self._spaced = self._spaced or found[0].strip("\n\r") != "" or weave.last <= "\u2e7f" or (
                    words[at : at + 1] <= "\u2e7f"
                )  # fmt: skip
        if at < len(words):
            self._add(words[at:], start + at)

    def _add(self, words: str, start: int) -> None:
        self._blank(words, start)
        before = self._weave.length
        self._weave.add(words, start)
        self._mark(before)

    def _blank(self, words: str, start: int) -> None:
        """The blank that is due before words, if it still is."""
        due = self._spaced and self._weave.length and not self._weave.last.isspace()
        if due and words[0] not in " :：,，.。)）]":
            before = self._weave.length
            self._weave.insert(" ", start)
            self._mark(before)
        self._spaced = False

    def _mark(self, start: int) -> None:
        """Remember of what was just added whether it is bold, and where it leads."""
        end = self._weave.length
        bold = next((one.bold for one in reversed(self._open) if one.bold), 0)
        if bold > 0:
            if self._bold and self._bold[-1][1] == start:
                self._bold[-1] = (self._bold[-1][0], end)
            else:
                self._bold.append((start, end))
        link = next((one.link for one in reversed(self._open) if one.link), "")
        if link:
            if self._links and self._links[-1][1:] == (start, link):
                self._links[-1] = (self._links[-1][0], end, link)
            else:
                self._links.append((start, end, link))

    def _begin_block(self, tag: str) -> None:
        self._end()
        if tag == "table":
            self._tables.append(Table(len(self.drafts)))
        elif tag == "tr" and self._tables:
            self._tables[-1].row(len(self.drafts))
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].cell(len(self.drafts))
        elif tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "li":
            self._form = ITEM
        elif tag == "blockquote":
            self._form = QUOTATION
        elif tag == "pre":
            self._preserved += 1
        elif tag == "figcaption":
            self._pictured = True

    def _end(self) -> None:
        """The paragraph ends, and the block with it."""
        self._end_line()
        self.block += 1

    def _end_line(self) -> None:
        weave, voice = self._weave, self._voice
        bold, links = self._bold, self._links
        self._voice, self._spaced = 0, False
        if not weave.length:
            return
        self._weave, self._bold, self._links = Weave(), [], []
        for one in self._open:
            one.at = 0
        text = weave.text
        form = HEADING if self._heading else self._form
        draft = weave.draft(self.block, form, self._heading)
        if draft is None:
            return
        shift = len(text) - len(text.lstrip(BLANKS))
        length = len(draft.text)
        draft.bold = [
            (max(0, a - shift), min(b - shift, length)) for a, b in bold if b > shift and a - shift < length
        ]
        draft.links = [
            (max(0, a - shift), min(b - shift, length), target)
            for a, b, target in links
            if b > shift and a - shift < length
        ]
        draft.voice = max(0, min(voice - shift, length))
        draft.pictured = self._pictured
        self._pictured = False
        self.drafts.append(draft)

    def _read_meta(self, given: dict[str, str]) -> None:
        name = (given.get("property") or given.get("name") or "").lower()
        words = " ".join(given.get("content", "").split())
        if name in _ENTRIES and words:
            self.about.setdefault(_ENTRIES[name], words)
