"""HTML as it comes: whole pages, fragments, what Word and WeChat write, and podcasts' transcripts.

Nothing is built that could grow too deep: what is open at a place is all that matters for its words. What is
a paragraph, a heading, bold or a name is decided here.
"""

from __future__ import annotations

from collections.abc import Collection
from html import unescape

from tui.interview.formats import Reading
from tui.interview.formats.html_elements import BLOCKS, DEEP, HEADINGS, UNSPOKEN, VOID, Open
from tui.interview.formats.html_page_parts import (
    BEYOND,
    INSIDE,
    Passed,
    is_beside,
    is_hidden,
    is_menu,
    set_links_beside,
    to_be_read,
)
from tui.interview.formats.html_tokens import CHARACTER, END, START, Token, attributes, tokens
from tui.interview.formats.source_text import BLANKS, LINE_ENDS, SourceText
from tui.interview.formats.tables.rows import Table
from tui.interview.model.draft import HEADING, ITEM, QUOTATION, TEXT, Draft
from tui.text.lazy_pattern import lazy_pattern

_LONGEST_NAME = 60
_ENTRIES = {
    "author": "author", "og:title": "title", "twitter:title": "title", "article:author": "author",
    "og:article:author": "author", "article:published_time": "date", "date": "date", "pubdate": "date",
    "og:site_name": "publisher", "og:url": "url", "publishdate": "date", "dc.date": "date",
    "dc.creator": "author",
}  # fmt: skip


_SAID = lazy_pattern("[:：?!？！。，]")
"""What a name does not hold, but a whole turn in an element for one speaker does."""
_BROKEN_TAG = lazy_pattern(r"</?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<]*)?$|<!--")
_LINE_BREAKS = frozenset(LINE_ENDS)
_BLANKS = lazy_pattern(f"[ \t{LINE_ENDS}]+")


def read(source: str) -> Reading:
    """Read HTML; each block is a paragraph, and so is each line that a <br> ends.

    Menus and what is hidden are passed over, if that leaves what the page is there for.
    """
    page = _Page(source)
    page.read()
    kept: set[int] = set()
    for last in (False, False, True):
        shown = sum([len(draft.text) for draft in page.drafts]) if page.passed else 0
        more = to_be_read(page.passed, shown)
        if not more:
            break
        kept |= more
        page = _Page(source, None if last else kept)
        page.read()
    set_links_beside(page.drafts)
    tail = source[max(source.rfind(">"), len(source) - 2_000) + 1 :]
    return Reading(page.drafts, page.about, cut=_BROKEN_TAG.search(tail) is not None)


class _Page:
    """A page being read.

    Args:
        source: all of it.
        kept: where the elements start that are read though they are hidden; None for all of them.
    """

    def __init__(self, source: str, kept: Collection[int] | None = ()) -> None:
        self.source = source
        self.passed: list[Passed] = []
        self._kept = kept
        self._passing: Passed | None = None
        self._beside = self._said_beside = False
        self.drafts: list[Draft] = []
        self.about: dict[str, str] = {"page": ""}
        self.block = 0
        self._open: list[Open] = []
        self._source_text = SourceText()
        self._bold: list[tuple[int, int]] = []
        self._links: list[tuple[int, int, str]] = []
        self._voice = 0
        self._spaced = False  # whether a blank is to stand before the next words, if any come
        self._broken = False  # whether a line of the source ends there, which may be one
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
            if self._passing is not None and self._pass(token, self._passing):
                continue
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
        if self._unspoken == "head" and tag in BLOCKS and tag != "title":
            self._unspoken = ""  # a head that nobody closed
        if tag == "meta":
            self._read_meta(attributes(self.source, token))
        elif tag == "title":
            self._title = []
        elif self._unspoken:
            self._depth += tag == self._unspoken
        elif tag in UNSPOKEN:
            self._unspoken, self._depth = tag, 1
        elif tag == "br":
            self._end_line()
        elif tag == "img":
            self._pictured = True
        else:
            given = attributes(self.source, token) if tag not in VOID else {}
            if self._is_passed(token, given):
                return
            if tag in BLOCKS:
                self._begin_block(tag)
            elif tag in ("time", "cite"):
                self._spaced = True
            if tag not in VOID:
                self._open_element(tag, given)

    def _is_passed(self, token: Token, given: dict[str, str]) -> bool:
        """Whether an element is passed over; if so, that begins."""
        if not given and token.name != "nav":
            return False
        menu = is_menu(token.name, given)
        if not (menu or is_hidden(given)) or self._kept is None or token.start in self._kept:
            return False
        self._passing = Passed(token, menu, {one.tag for one in self._open})
        self.passed.append(self._passing)
        if token.name in BLOCKS:
            self._end()
        return True

    def _pass(self, token: Token, passing: Passed) -> bool:
        """Whether a token belongs to what is passed over."""
        where = passing.take(token, self.source)
        if where != INSIDE:
            self._passing = None
            if passing.tag in BLOCKS:
                self._end()
        return where != BEYOND

    def _open_element(self, tag: str, given: dict[str, str]) -> None:
        opened = Open(tag, given)
        if opened.voice and tag not in BLOCKS:
            self._spaced = True
        if (given or tag in ("aside", "footer")) and tag in BLOCKS and is_beside(tag, given, self._open):
            opened.beside = self._beside = True
        opened.at = self._source_text.length
        self._open.append(opened)
        if len(self._open) > DEEP:
            del self._open[: DEEP // 2]
            self._beside = any(one.beside for one in self._open)

    def _finish(self, tag: str) -> None:
        if tag == "title" and self._title is not None:
            words = " ".join("".join(self._title).split())
            self.about["page"] = self.about["page"] or words
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
            if self._beside and tag in BLOCKS:
                # What was left open in a block ends with it, for this at least.
                for one in self._open[number:]:
                    one.beside = False
                self._beside = any(one.beside for one in self._open)
        if tag in BLOCKS:
            if tag == "pre" and self._preserved:
                self._preserved -= 1
            self._end()
            if tag == "table" and self._tables:
                self._tables.pop().read(self.drafts)
            elif tag in ("td", "th") and self._tables:
                self._tables[-1].end_cell(len(self.drafts))
            elif tag in HEADINGS:
                self._heading = 0
            if tag in ("li", "blockquote"):
                self._form = TEXT
        elif tag in ("time", "cite"):
            self._spaced = True

    def _close(self, closed: Open) -> None:
        if closed.voice and not self._voice and 0 < self._source_text.length <= _LONGEST_NAME + 8:
            text = self._source_text.text
            before = text[: closed.at].strip(BLANKS + "[]()（）0123456789:.,-–>")
            if not before and not _SAID.search(text[closed.at :].rstrip(BLANKS + ":：")):
                self._voice = self._source_text.length
            self._spaced = True

    def _character(self, token: Token) -> None:
        """A character that is written as an entity."""
        start, end = token.start, token.end
        words = unescape(self.source[start:end])
        if len(words) >= end - start or "\ud800" <= words <= "\udfff":
            self._say(self.source[start:end], start)
        elif words.splitlines() == [words] and words not in "\u200b\ufeff":
            self._blank(words, start)
            before = self._source_text.length
            self._source_text.put(words, start, end)
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
                    self.block += not self._source_text.length
                    self._end_line()
                at += len(line)
        else:
            self._run(words, start)

    def _run(self, words: str, start: int) -> None:
        """Add words with their blanks made one, as a browser shows them."""
        at = 0
        source_text = self._source_text
        for match in _BLANKS.finditer(words):
            if match.start() > at:
                self._add(words[at : match.start()], start + at)
            at = match.end()
            if not source_text.length:
                continue
            if match[0] == " " and not self._spaced:
                if not source_text.last.isspace():
                    before = source_text.length
                    source_text.add(" ", start + match.start())
                    self._mark(before)
            elif _LINE_BREAKS.isdisjoint(match[0]):
                self._spaced = True
            else:
                self._broken = True
        if at < len(words):
            self._add(words[at:], start + at)

    def _add(self, words: str, start: int) -> None:
        self._blank(words, start)
        before = self._source_text.length
        self._source_text.add(words, start)
        self._mark(before)

    def _blank(self, words: str, start: int) -> None:
        """The blank that is due before words, if it still is."""
        last = self._source_text.last
        # A line that ends within Chinese ends no word, whatever the next one is indented by.
        due = self._spaced or (self._broken and not (last > "\u2e7f" and words[0] > "\u2e7f"))
        if due and last and not last.isspace() and words[0] not in " :：,，.。)）]":
            before = self._source_text.length
            self._source_text.insert(" ", start)
            self._mark(before)
        self._spaced = self._broken = False

    def _mark(self, start: int) -> None:
        """Remember of what was just added whether it is bold, and where it leads."""
        end = self._source_text.length
        self._said_beside = self._beside
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
            self._tables[-1].cell(len(self.drafts), head=tag == "th")
        elif tag in HEADINGS:
            self._heading = HEADINGS[tag]
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
        source_text, voice = self._source_text, self._voice
        bold, links = self._bold, self._links
        self._voice = 0
        self._spaced = self._broken = False
        if not source_text.length:
            return
        self._source_text, self._bold, self._links = SourceText(), [], []
        for one in self._open:
            one.at = 0
        text = source_text.text
        form = HEADING if self._heading else self._form
        draft = source_text.draft(self.block, form, self._heading)
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
        draft.beside = self._said_beside
        self._pictured = False
        self.drafts.append(draft)

    def _read_meta(self, given: dict[str, str]) -> None:
        name = (given.get("property") or given.get("name") or "").lower()
        words = " ".join(given.get("content", "").split())
        if name in _ENTRIES and words:
            self.about.setdefault(_ENTRIES[name], words)
