"""From the reading screen into a concordance, and back to where one of its lines stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.interview.model.place import Place

if TYPE_CHECKING:
    from tui.app.dialogs.concordance import Chosen
    from tui.app.reading.parts import Parts
    from tui.app.reading.searching import Searching
    from tui.search.concordance import Order

_OPERATORS = frozenset("\"'|:!-")


class ConcordanceOpener:
    """Opens concordances over a reading screen."""

    def __init__(self, screen: Parts, search: Searching) -> None:
        self.screen = screen
        self.search = search
        self._order: Order | None = None

    def open(self) -> None:
        """Show every occurrence of what is selected, in hand or searched for; else of a telling word here."""
        from tui.app.dialogs.concordance import ConcordanceScreen

        words, near = self._meant()
        shown = ConcordanceScreen(self.screen.session, words, near, self._order)

        def closed(chosen: Chosen | None) -> None:
            self._order = shown.order
            if chosen:
                self._go(chosen)

        self.screen.app.push_screen(shown, closed)

    def _meant(self) -> tuple[list[str], Place]:
        """What may be meant, the likeliest first, and where the person is."""
        from tui.app.reading.word_meant import word_meant, words_of

        reader, search = self.screen.reader, self.search
        explicit = reader.selection is not None or reader.word is not None
        if search.query.strip() and (search.is_open or (search.hits and not explicit)):
            return [search.query, *self._matched()], reader.cursor.start
        word = word_meant(reader)
        return ([words_of(reader, word)], word.start) if word else ([], reader.cursor.start)

    def _matched(self) -> list[str]:
        """What the best hit rests on: of a query in pinyin, the words that were found."""
        hit = self.search.hit_in_hand
        if hit is None or not hit.ranges:
            return []
        start, end = hit.ranges[0]
        return [self.screen.interview.paragraphs[hit.paragraph].text[start:end]]

    def _go(self, chosen: Chosen) -> None:
        word = chosen.word
        query = word if _OPERATORS & set(word) else f'"{word}"'
        self.search.go_to(query, chosen.passage.start)
