"""From a query to an answer: the tiers tried one after the other, the surest first."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING

from tui.search.answer import Answer, Hit

if TYPE_CHECKING:
    from tui.interview.model.interview import Interview
    from tui.search.concordance import Concordance
    from tui.search.index import InterviewIndex
    from tui.search.scope import Noted
    from tui.search.sounds import Sounds
    from tui.search.vocabulary import Vocabulary


def _never() -> bool:
    return False


class Engine:
    """Searches one interview. Every method may be called from any thread."""

    def __init__(self, interview: Interview) -> None:
        """Keep the interview; nothing is computed before the first search or `prepare`."""
        self.interview = interview
        self._lock = Lock()
        self._turn = Lock()
        self._index: InterviewIndex | None = None
        self._deep: tuple[Sounds, Vocabulary] | None = None

    @property
    def ready(self) -> bool:
        """Whether all tiers can be searched; before, it is only the exact ones."""
        return self._deep is not None

    def _indexed(self) -> InterviewIndex:
        with self._lock:
            if self._index is None:
                from tui.search.index import InterviewIndex

                self._index = InterviewIndex(self.interview)
            return self._index

    def prepare(self) -> None:
        """Build what the tiers beyond the exact ones need; for a thread in the background."""
        if self._deep is None:
            self._prepare()

    def _prepare(self) -> None:
        index = self._indexed()
        # What the first search would wait for.
        import rapidfuzz.distance
        import rapidfuzz.process  # noqa: F401

        import tui.search.clause_search
        import tui.search.scope
        import tui.search.tiers.related  # noqa: F401
        from tui.search.dictionary import dictionary
        from tui.search.sounds import InterviewSounds
        from tui.search.vocabulary import vocabulary_of
        from tui.text.pinyin import beginnings, syllables

        dictionary()
        syllables()
        beginnings()
        deep = InterviewSounds(index), vocabulary_of(index)
        _ = index.owners, index.prominence, index.label_ends
        self._deep = deep

    def search(
        self,
        query: str,
        limit: int = 100,
        cancelled: Callable[[], bool] = _never,
        *,
        noted: Noted | None = None,
    ) -> Answer:
        """Find what a person means by a query.

        Args:
            query: any text, in the language of `tui.search.grammar`.
            limit: the most hits wanted.
            cancelled: asked now and then, from this thread; once it says True, the search is over.
            noted: the paragraphs, from 0, that has:note stands for, or a test for one.

        Returns:
            The hits, best first: `Answer.complete` is False where the search was called off or took too long.
            A query of filters alone is answered by all that they leave, in order and without ranges.
        """
        began = perf_counter()
        # One after the other: two at once are no quicker, and a third thread would wait for both of them. Of
        # those that wait, as someone types, the next one ends all but the last before they have begun.
        with self._turn:
            if cancelled():
                return Answer(query, (), 0, (perf_counter() - began) * 1000, complete=False)
            found, total, complete = self._search(query, limit, cancelled, noted)
        return Answer(query, found, total, (perf_counter() - began) * 1000, complete)

    def _search(
        self, query: str, limit: int, cancelled: Callable[[], bool], noted: Noted | None
    ) -> tuple[tuple[Hit, ...], int, bool]:
        """The hits, how many there are in all, and whether the search came to its end."""
        from tui.search.clause_search import (
            PATIENCE,
            PATIENCE_WITH_OTHERS,
            RANKED,
            ClauseSearch,
            Patience,
            go,
        )
        from tui.search.grammar import clauses
        from tui.search.hit_list import hits, merged
        from tui.search.matches import Cancelled
        from tui.search.scope import InterviewScope

        index, deep = self._indexed(), self._deep
        sounds, vocabulary = deep or (None, None)
        scope = InterviewScope(index, vocabulary, noted, sounds)
        patience = Patience(cancelled)
        asked = clauses(query)
        # A paragraph found of two alternatives shows both, so of several more has to be known than is shown.
        keep = limit if len(asked) < 2 else max(limit, 2 * RANKED // len(asked))
        searches = [
            ClauseSearch(index, deep, clause, scope.of(clause), patience, limit, keep) for clause in asked
        ]
        complete = True
        try:
            # First of every alternative what is sure, which no shortage of time leaves out.
            for number, one in enumerate(searches):
                if number == 1:
                    patience.begin(PATIENCE_WITH_OTHERS)
                go((one,), ClauseSearch.exact)
            patience.begin(PATIENCE)
            for one in searches:
                go((one,), ClauseSearch.unsure)
        except Cancelled:
            complete = False
        hit_list = merged([one.hit_list for one in searches])
        return hits(index, hit_list, limit), hit_list.total, complete

    def complete(self, text: str, limit: int = 8) -> list[str]:
        """Suggest what a query may go on to be: its last word finished, or behind a blank the next word.

        Args:
            text: the query as typed so far.
            limit: the most suggestions wanted.

        Returns:
            Whole queries, the likeliest first; [] before `prepare`.
        """
        from tui.search.completion import completions

        return completions(self._indexed(), self._deep[1], text, limit) if self._deep else []

    def concordance(
        self,
        word: str,
        width: int = 40,
        *,
        noted: Noted | None = None,
        cancelled: Callable[[], bool] = _never,
    ) -> Concordance:
        """Find every occurrence of a word; see `tui.search.concordance.concordance`.

        Once `cancelled`, asked now and then from this thread, says True, those found so far are enough.
        """
        from tui.search.concordance import concordance

        vocabulary = self._deep[1] if self._deep else None
        return concordance(
            self.interview,
            word,
            width,
            index=self._indexed(),
            vocabulary=vocabulary,
            noted=noted,
            cancelled=cancelled,
        )
