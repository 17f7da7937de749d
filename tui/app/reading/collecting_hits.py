"""Collecting all that a search found, after asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.app.reading.searching import Searching
from tui.interview.model.interview import Kind
from tui.interview.model.place import Passage
from tui.interview.model.steps import Granularity, Steps
from tui.interview.model.view import View
from tui.locale import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.app.reading.change_queue import Snapshot
    from tui.app.reading.collecting import Collecting
    from tui.app.reading.parts import Parts
    from tui.search.answer import Hit


class Wanted(NamedTuple):
    """What collecting all hits comes to.

    Attributes:
        passages: the sentences to take, in the order of the text.
        collected: how many sentences are in the collection already.
        headings: how many hits are nobody's words.
    """

    passages: list[Passage]
    collected: int
    headings: int


class CollectingHits:
    """Takes the hits of a reading screen's search as quotes."""

    def __init__(self, screen: Parts, search: Searching, quotes: Collecting) -> None:
        self.screen = screen
        self.search = search
        self.quotes = quotes

    def ask(self) -> None:
        """Say how many quotes it would be, and take them once that is wanted."""
        from tui.app.dialogs.choose import ChooseScreen

        if self.quotes.queue.busy:
            return
        wanted = self._wanted(self.search.hits)
        count = len(wanted.passages)
        if not count:
            words = (
                _("They are all in the collection.")
                if wanted.collected
                else _("There are no words here to collect.")
            )
            self.screen.say(words, warning=not wanted.collected)
            return
        hint = ngettext("One sentence was found.", "{count} sentences were found.", count + wanted.collected)
        said = [hint.format(count=count + wanted.collected)]
        if wanted.collected:
            said.append(_("In the collection already: {count}.").format(count=wanted.collected))
        if wanted.headings:
            said.append(_("Headings, left out: {count}.").format(count=wanted.headings))
        unlisted = self.search.hit_list.total - len(self.search.hits)
        if unlisted > 0:
            said.append(_("Not listed, left out: {count}.").format(count=unlisted))
        answer = ngettext("Collect one quote", "Collect {count} quotes", count).format(count=count)

        def answered(index: int | None) -> None:
            if index is not None:
                self._take(wanted.passages)

        self.screen.app.push_screen(ChooseScreen(_("Collect all"), " ".join(said), [answer]), answered)

    def _wanted(self, hits: Iterable[Hit]) -> Wanted:
        interview, seen = self.screen.interview, self.quotes.panel.snapshot
        # As the sentences are, not as an overview shows them.
        steps = Steps(interview, self.screen.session.word_spans)
        spoken = [hit for hit in hits if interview.paragraphs[hit.paragraph].kind is Kind.TEXT]
        sentences = sorted({steps.unit_at(hit.place, Granularity.SENTENCE) for hit in spoken})
        fresh = [one for one in sentences if not _holds(seen, one)]
        return Wanted(fresh, len(sentences) - len(fresh), len(list(hits)) - len(spoken))

    def _take(self, passages: list[Passage]) -> None:
        screen = self.screen

        def then(taken: int) -> None:
            shown = screen.reader.shown
            if any(shown.revealing(one.start.paragraph, one.end.paragraph) != shown.view for one in passages):
                # Nothing is taken that can't be seen.
                screen.reader.look(View())
            words = ngettext(
                "One collected; u in the text undoes it.",
                "{count} collected; u in the text undoes it.",
                taken,
            )
            screen.say(words.format(count=taken))

        screen.say(_("Collecting…"))
        self.quotes.queue.change(lambda collection: len(collection.add_all(passages)), then)


def _holds(seen: Snapshot, sentence: Passage) -> bool:
    """Whether a quote has all of a sentence already."""
    return any(own.start <= sentence.start and sentence.end <= own.end for own, _id in seen.passages)
