"""What can be done in which situation, and what the footer shows of it."""

from __future__ import annotations

import pytest

from tui.app.commands import COMMANDS
from tui.app.commands.footer import shown_now
from tui.app.commands.library_commands import LIBRARY, shown_in_library
from tui.app.commands.situation import Focus, LibrarySituation, Situation

SITUATIONS = [
    (
        "reading",
        Situation(),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all speakers search
        word.next word.previous concordance collect quote.extent outline
        """,
        """
        search collect select page.next section.next answers speaker export collection help quit
        """,
    ),
    (
        "unsure",
        Situation(unsure=True, likely=True),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all speakers
        speakers.accept speakers.refuse search
        word.next word.previous concordance collect quote.extent outline
        """,
        """
        search collect select page.next section.next answers speaker export collection help quit
        """,
    ),
    (
        "unsure, and nobody is likely",
        Situation(unsure=True),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all speakers
        speakers.refuse search
        word.next word.previous concordance collect quote.extent outline
        """,
        """
        search collect select page.next section.next answers speaker export collection help quit
        """,
    ),
    (
        "walking",
        Situation(walking=True),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all speakers
        speakers.next search
        word.next word.previous concordance collect quote.extent outline
        """,
        """
        speakers.next search collect select page.next section.next answers speaker export collection help quit
        """,
    ),
    (
        "selecting",
        Situation(selecting=True),
        """
        page.next search concordance select.sentence.next select.sentence.previous select.word.next
        select.word.previous select.character.next select.character.previous select.paragraph select.turn
        select.other-end collect quote.extent
        """,
        """
        collect copy search.word concordance select.sentence.next select.word.next select.character.next
        select.turn back
        """,
    ),
    (
        "resizing",
        Situation(selecting=True, resizing=True),
        """
        page.next search concordance select.sentence.next select.sentence.previous select.word.next
        select.word.previous select.character.next select.character.previous select.paragraph select.turn
        select.other-end quote.extent.keep
        """,
        """
        quote.extent.keep select.other-end select.sentence.next select.sentence.previous select.word.next
        select.word.previous select.character.next select.character.previous back
        """,
    ),
    (
        "typing a query",
        Situation(focus=Focus.SEARCH_BAR, searching=True),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all speakers search
        search.land search.back search.next search.previous search.accept concordance collect quote.extent
        outline
        """,
        """
        search.land search.back concordance search.accept search.previous search.next manual
        """,
    ),
    (
        "a query with hits",
        Situation(focus=Focus.SEARCH_BAR, searching=True, has_hits=True),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all speakers search
        search.land search.back search.next search.previous search.accept search.order search.collect
        search.collect-all hit.next hit.previous concordance collect quote.extent outline
        """,
        """
        search.land search.back search.order concordance search.collect search.collect-all search.accept
        search.previous search.next manual
        """,
    ),
    (
        "in the results",
        Situation(focus=Focus.RESULTS, searching=True, has_hits=True),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all speakers search
        search.back search.order search.collect search.collect-all hit.next hit.previous concordance collect
        quote.extent outline
        """,
        """
        collect search.back search.order concordance search.collect-all help quit
        """,
    ),
    (
        "landed",
        Situation(has_hits=True),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all speakers search
        search.collect-all hit.next hit.previous word.next word.previous concordance collect quote.extent
        outline
        """,
        """
        search collect select page.next section.next hit.next answers speaker export collection help quit
        """,
    ),
    (
        "in the panel",
        Situation(focus=Focus.COLLECTION, has_quotes=True),
        """
        sentence.next sentence.previous page.back speaker answers fold fold.all speakers collect filter
        quote.mark quote.mark.all quote.extent quote.merge quote.order quote.up quote.down outline
        """,
        """
        quote.mark note tags quote.colour filter quote.merge quote.split quote.extent quote.remove undo
        quote.order quote.question quote.down quote.up copy export collection help quit
        """,
    ),
    (
        "in an empty panel",
        Situation(focus=Focus.COLLECTION),
        """
        sentence.next sentence.previous page.back speaker answers fold fold.all speakers collect filter
        quote.mark quote.mark.all quote.extent quote.merge quote.order quote.up quote.down outline
        """,
        """
        collect undo collection help quit
        """,
    ),
    (
        "panel beside hits",
        Situation(focus=Focus.COLLECTION, has_quotes=True, has_hits=True),
        """
        sentence.next sentence.previous page.back speaker answers fold fold.all speakers hit.next
        hit.previous collect filter quote.mark quote.mark.all quote.extent quote.merge quote.order quote.up
        quote.down outline
        """,
        """
        quote.mark note tags quote.colour filter quote.merge quote.split quote.extent quote.remove undo
        quote.order quote.question quote.down quote.up copy export collection help quit
        """,
    ),
    (
        "filtering",
        Situation(focus=Focus.FILTER, has_quotes=True),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all speakers search
        concordance collect filter.use filter.end quote.extent outline
        """,
        """
        filter.use filter.end
        """,
    ),
    (
        "in the outline",
        Situation(focus=Focus.OTHER),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all speakers search
        concordance collect quote.extent outline
        """,
        """
        search collect select page.next section.next answers speaker export collection help quit
        """,
    ),
    (
        "an overview",
        Situation(partial_view=True),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all everything
        speakers search word.next word.previous concordance collect quote.extent outline
        """,
        """
        search collect select page.next section.next answers speaker export collection help quit
        """,
    ),
    (
        "undecided",
        Situation(undecided=True, has_quotes=True),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all speakers search
        word.next word.previous concordance collect quote.extent quote.decide outline
        """,
        """
        search collect select page.next section.next answers speaker export collection help quit
        """,
    ),
    (
        "changed file",
        Situation(file_changed=True),
        """
        sentence.next sentence.previous page.next page.back speaker answers fold fold.all speakers search
        word.next word.previous concordance collect quote.extent outline reopen
        """,
        """
        reopen search collect select page.next section.next answers speaker export collection help quit
        """,
    ),
    (
        "selecting in a search",
        Situation(selecting=True, searching=True, has_hits=True),
        """
        page.next search search.order search.collect search.collect-all hit.next hit.previous concordance
        select.sentence.next select.sentence.previous select.word.next select.word.previous
        select.character.next select.character.previous select.paragraph select.turn select.other-end
        collect quote.extent
        """,
        """
        collect copy search.word concordance select.sentence.next select.word.next select.character.next
        select.turn back
        """,
    ),
]
"""A situation by its name; the commands that are not always there, and are in it; what the footer shows."""


@pytest.mark.parametrize(
    ("now", "possible", "shown"), [one[1:] for one in SITUATIONS], ids=[one[0] for one in SITUATIONS]
)
def test_what_can_be_done_while_an_interview_is_read(now: Situation, possible: str, shown: str) -> None:
    there = [one.id for one in COMMANDS.possible(now)]
    assert [id for id in there if COMMANDS[id].when] == possible.split()
    assert [id for id in COMMANDS if not COMMANDS[id].when and id not in there] == []
    assert [one.id for one in shown_now(now)] == shown.split()


IN_LIBRARY = [
    (
        "list",
        LibrarySituation(),
        "filter sort sort.turn unsure",
        "open search filter sort sort.turn quotes export help quit",
    ),
    (
        "filtered",
        LibrarySituation(filtered=True),
        "filter sort sort.turn unsure back",
        "back open search filter sort sort.turn quotes export help quit",
    ),
    (
        "unsure",
        LibrarySituation(unsure=True),
        "filter sort sort.turn unsure",
        "open unsure search filter sort sort.turn quotes export help quit",
    ),
    (
        "typing",
        LibrarySituation(typing=True),
        "filter sort sort.turn unsure",
        "open back",
    ),
    (
        "reading",
        LibrarySituation(indexing=True),
        "filter sort sort.turn unsure stop",
        "open search filter sort sort.turn quotes export stop help quit",
    ),
    (
        "results",
        LibrarySituation(view="results"),
        "back",
        "open back search help quit",
    ),
    (
        "quotes",
        LibrarySituation(view="quotes"),
        "back",
        "open back export search help quit",
    ),
    (
        "a quote",
        LibrarySituation(view="quotes", quote_in_hand=True),
        "copy back",
        "open back copy export search help quit",
    ),
]
"""The same in a library; without the first word of their ids."""


@pytest.mark.parametrize(
    ("now", "possible", "shown"), [one[1:] for one in IN_LIBRARY], ids=[one[0] for one in IN_LIBRARY]
)
def test_what_can_be_done_in_a_library(now: LibrarySituation, possible: str, shown: str) -> None:
    there = [one.id for one in LIBRARY.possible(now)]
    assert [id.removeprefix("library.") for id in there if LIBRARY[id].when] == possible.split()
    assert [id for id in LIBRARY if not LIBRARY[id].when and id not in there] == []
    commands, always = shown_in_library(now)
    assert [one.id.removeprefix("library.") for one in commands] == shown.split()
    # The last two are never left out.
    assert always == 2
