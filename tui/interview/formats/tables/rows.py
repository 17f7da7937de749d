"""Tables of HTML and of Markdown: a row that holds a speaker's name and his words becomes one turn."""

from __future__ import annotations

from tui.interview.formats import cues
from tui.interview.formats.tables.columns import columns_of
from tui.interview.model.draft import ITEM, TEXT, Draft
from tui.interview.model.times import time_in

_Row = list[tuple[int, int]]
_CLAUSE = frozenset(":：?？")


class Table:
    """One table being read: which of the page's paragraphs stand in which cell.

    Args:
        start: how many paragraphs the page has before it.
    """

    def __init__(self, start: int) -> None:
        self.start = start
        self.rows: list[_Row] = []
        self._cell = -1
        self._heads = 0

    def row(self, count: int) -> None:
        """Begin a row where the page has `count` paragraphs."""
        self.end_cell(count)
        self.rows.append([])

    def cell(self, count: int, head: bool = False) -> None:
        """Begin a cell where the page has `count` paragraphs; `head` for one of the heads."""
        self.end_cell(count)
        self._heads += head
        if not self.rows:
            self.rows.append([])
        self._cell = count

    def end_cell(self, count: int) -> None:
        """End the cell that is open, if one is, where the page has `count` paragraphs."""
        if self._cell >= 0:
            self.rows[-1].append((self._cell, count))
            self._cell = -1

    def read(self, drafts: list[Draft]) -> None:
        """Put the cells of each row together, where the columns show that somebody speaks.

        Otherwise, as in a table that only lays out a page, the paragraphs stay as they are.
        """
        self.end_cell(len(drafts))
        texts = [["\n".join(draft.text for draft in drafts[a:b]) for a, b in row] for row in self.rows]
        if len(texts) < 2 or max(map(len, texts)) < 2:
            return
        filled = [texts[number] for number in range(len(texts)) if any(texts[number])]
        columns = columns_of(filled)
        if columns is None and self._heads > 2:
            # Things under three and more heads: a name in a cell is an entry, and does not speak the next.
            for draft in drafts[self.start :]:
                draft.form = ITEM if draft.form == TEXT and _CLAUSE.isdisjoint(draft.text) else draft.form
        if columns is None or not 0 <= columns.speaker < columns.words or columns.answer >= 0:
            return
        done: list[Draft] = []
        head = columns.head
        for row in self.rows:
            if head and any(a < b for a, b in row):
                head -= 1
                if not head:
                    continue
            if head or columns.words >= len(row):
                done += [draft for a, b in row for draft in drafts[a:b]]
                continue
            words = drafts[slice(*row[columns.words])]
            names = drafts[slice(*row[columns.speaker])]
            times = drafts[slice(*row[columns.time])] if 0 <= columns.time < len(row) else []
            speak(words, names, times)
            done += words
        drafts[self.start :] = done


def speak(words: list[Draft], names: list[Draft], times: list[Draft]) -> None:
    """Put the name in one cell of a row before the words in another, and their time beside them."""
    if words and names:
        words[0].speaker = cues.bare_name(names[0].text)
        words[0].named = (names[0].start, names[0].pieces[-1].end)
        words[:1] = cues.label(words[:1])
        words[0].voice = words[0].label_end
        words[0].label, words[0].label_end, words[0].speaker = "", 0, ""
    if words:
        for draft in times[:1]:
            time = time_in(draft.text)
            words[0].times = ((0, time),) if time is not None else ()
