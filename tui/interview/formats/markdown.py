"""Markdown as articles and transcripts are kept in it.

A line scanner, no full parser: a transcript's Markdown is seldom what CommonMark thinks it is (a line of
Chinese indented by four blanks is no code), each line's place in the source must be known, and a page must
open at once.
"""

from __future__ import annotations

from functools import lru_cache

from tui.interview.formats import Reading
from tui.interview.formats.front_matter import front_matter
from tui.interview.formats.markdown_inline import Line, pair_stars
from tui.interview.formats.markup_tests import (
    bold_and_words,
    has_marks_of_notes,
    has_markup,
    is_rule,
    marks_of,
)
from tui.interview.formats.plain import INVISIBLE
from tui.interview.model.draft import CODE, HEADING, ITEM, QUOTATION, TEXT, Draft
from tui.interview.model.interview import Piece, Warning

_new = tuple.__new__  # a NamedTuple's own constructor is a Python function, and takes twice as long
_OPENING = frozenset("#>-+*=`~_<![|:&%\\\ufeff")
_CODE = ("    ", "\t")  # before a #, which then begins no heading but a comment in a program


def read(source: str) -> Reading:
    """Read Markdown; each line is a paragraph of its own, for where a line ends a turn may end."""
    return _Scan(source).read()


class _Scan:
    def __init__(self, source: str) -> None:
        self.source = source
        self.drafts: list[Draft] = []
        self.pending: list[tuple[Line, int, Draft]] = []
        self.block = 0
        self.blank = True
        self.pictured = False
        self.fences: dict[str, int] = {}
        self.notes = has_marks_of_notes(source)
        self.rules: list[int] = []  # of tables: how many paragraphs stand before each

    def read(self) -> Reading:
        """Read the whole document."""
        source = self.source
        # Without their ends, most lines have no blanks around them, and are themselves what is kept.
        lines = source.splitlines()
        head = front_matter(lines)
        first = 0 if head.broken else head.lines
        position = 0
        if not first and source.startswith("\ufeff"):
            lines[0], position = lines[0][1:], 1
        crlf = "\r\n" in source
        next_mark = marks_of(source)
        marked = -1  # where the next mark stands: most lines have none, and are not searched one by one
        fence = ""
        drafts = self.drafts
        for number, line in enumerate(lines):
            start = position
            position += len(line) + 1
            if crlf and source.startswith("\r\n", position - 1):
                position += 1
            lines[number] = ""  # where a line is not kept, the text that is made of it takes its room
            if number < first:
                continue
            words = line.strip()
            if number < head.lines and words:
                self._add(words, start + len(line) - len(line.lstrip()), form=CODE)
                self.blank = number == head.lines - 1
                continue
            if not words:
                self.blank = True
                if self.pending:
                    self._end_block()
                continue
            if len(words) < len(line):
                start += len(line) - len(line.lstrip())
            if fence == "%%":
                fence = "" if words.endswith("%%") else fence
                continue
            if fence:
                if words.startswith(fence) and not words.strip(fence[0]):
                    fence = ""
                else:
                    self._add(words, start, form=CODE)
                continue
            mark = words[0]
            if mark in _OPENING and not (mark == "#" and line.startswith(_CODE)):
                if mark == "*" and words.startswith("**") and self._add_bold(words, start):
                    continue
                if mark == "%" and words.count("%%") % 2 and self._closes_comment(lines, number):
                    fence = "%%"
                    continue
                if mark in "`~" and words.startswith(mark * 3) and number < self._last_fence(lines, mark):
                    fence = mark * (len(words) - len(words.lstrip(mark)))
                    continue
                if self._opened_line(words, start, mark):
                    continue
            if marked < start:
                marked = next_mark(start)
            if marked < start + len(words) or (self.notes and has_marks_of_notes(words)):
                self._add_marked(words, start)
            elif len(words) > 8 or words.strip(INVISIBLE):
                if self.blank:
                    self.block += 1
                    self.blank = False
                drafts.append(Draft(words, start, self.block, TEXT, 0, self.pictured))
                self.pictured = False
        self._end_block()
        if self.rules:
            from tui.interview.formats.markdown_tables import with_speakers

            drafts = with_speakers(source, drafts, self.rules)
        told = [Warning("front-matter", None, {"language": head.broken})] if head.broken else []
        return Reading([draft for draft in drafts if draft.text], head.about, warnings=told)

    def _last_fence(self, lines: list[str], mark: str) -> int:
        """Where the last fence of that mark stands; one that is never closed would swallow the rest."""
        if mark not in self.fences:
            self.fences[mark] = max(
                (number for number, line in enumerate(lines) if line.strip() == mark * 3), default=-1
            )
        return self.fences[mark]

    def _closes_comment(self, lines: list[str], number: int) -> bool:
        """Whether a line behind this one closes a comment of several lines; one never closed is words."""
        last = self.fences.get("%%", 0)
        if 0 <= last <= number:
            closing = (n for n in range(number + 1, len(lines)) if lines[n].rstrip().endswith("%%"))
            last = self.fences["%%"] = next(closing, -1)
        return last > number

    def _opened_line(self, words: str, start: int, mark: str) -> bool:
        """Deal with a line that begins with a mark; False where it is a paragraph like any other."""
        if mark == "#":
            depth = len(words) - len(words.lstrip("#"))
            rest = words[depth:]
            if depth > 6 or (rest[:1].strip() and (depth < 2 or rest[0].isascii())):
                return False
            title = rest.strip()
            if title.endswith("#") and (cut := title.rstrip("#")) != title and (not cut or cut[-1].isspace()):
                title = cut.rstrip()
            self._end_block()
            self.block += 1
            if title:
                at = start + depth + len(rest) - len(rest.lstrip())
                self._add_marked(title, at, form=HEADING, depth=depth)
            self._end_block()
            return True
        if mark in "|-:" and "|" in words and not self.blank and is_rule(words):
            self.rules.append(len(self.drafts))
            return True
        if mark in "=-" and len(words) > 2 and not words.strip(mark):
            last = self.drafts[-1] if self.drafts and not self.blank else None
            if last and last.form == TEXT and last.block == self.block and self._stands_alone(last):
                self._end_block()
                if last.text and not (words == "---" and _is_prose(last)):
                    last.form, last.depth = HEADING, 1 if mark == "=" else 2
            self._end_block()
            return True
        if mark in "*_-" and len(words) > 2 and not words.replace(" ", "").strip(mark):
            self._end_block()
            return True
        if mark == ">":
            rest = words.lstrip("> \t")
            if rest:
                self._add_marked(rest, start + len(words) - len(rest), form=QUOTATION)
            return True
        if mark in "*+-" and words[1:2] in (" ", "\t") and not words.endswith((" -", " *")):
            rest = words[1:].lstrip()
            if rest:
                self._add_marked(rest, start + len(words) - len(rest), form=ITEM)
            return True
        if mark in "_\ufeff":
            self._add_marked(words, start)
            return True
        return False

    def _stands_alone(self, draft: Draft) -> bool:
        return len(self.drafts) < 2 or self.drafts[-2].block != draft.block or self.drafts[-2].form == HEADING

    def _add(self, words: str, start: int, form: str) -> None:
        if self.blank:
            self.block += 1
            self.blank = False
        self.drafts.append(Draft(words, start, self.block, form))

    def _add_marked(self, words: str, start: int, form: str = TEXT, depth: int = 0) -> None:
        if self.blank:
            self.block += 1
            self.blank = False
        if not (
            self.pending or self.pictured or has_markup(words) or (self.notes and has_marks_of_notes(words))
        ):
            if words.strip(INVISIBLE):
                self.drafts.append(Draft(words, start, self.block, form, depth))
            return
        draft = Draft("", start, self.block, form, depth)
        self.drafts.append(draft)
        self.pending.append((Line(words, start), len(self.drafts), draft))

    def _add_bold(self, words: str, start: int) -> bool:
        """Add a line of which nothing but the beginning is bold; False where it is not so simple."""
        if self.pending or self.pictured or (self.notes and has_marks_of_notes(words)):
            return False  # it may close what an earlier line of the block has opened
        parts = bold_and_words(words)
        if not parts:
            return False
        bold, rest = parts
        if bold[0] in INVISIBLE:
            return False
        if self.blank:
            self.block += 1
            self.blank = False
        draft = Draft(bold + rest, start, self.block)
        behind = len(bold)
        draft.bold = _from_start(behind)
        first = _new(Piece, (0, start + 2, start + 2 + behind))
        if rest:
            start += 4
            draft.scattered = (first, _new(Piece, (behind, start + behind, start + len(draft.text))))
        else:
            draft.scattered = (first,)
        self.drafts.append(draft)
        return True

    def _end_block(self) -> None:
        self.blank = True
        if not self.pending:
            return
        pair_stars([line for line, _, _ in self.pending])
        for line, _, draft in self.pending:
            draft.text, draft.scattered, draft.bold, draft.links = line.finish()
            if not draft.text.strip(INVISIBLE):
                draft.text = ""
                self.pictured = self.pictured or line.pictured
            else:
                draft.pictured = self.pictured or line.pictured
                self.pictured = False
        self.pending.clear()


@lru_cache(maxsize=64)
def _from_start(end: int) -> tuple[tuple[int, int], ...]:
    """The one bold span that ends there; labels have few lengths, and so share theirs."""
    return ((0, end),)


def _is_prose(draft: Draft) -> bool:
    """Whether three dashes under this line are a rule rather than its underlining."""
    return draft.text[-1] in "。！？!?.；;" or (
        not draft.all_bold and ("：" in draft.text or ": " in draft.text)
    )
