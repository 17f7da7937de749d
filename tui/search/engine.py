"""From a query to an answer: the tiers tried one after the other, the surest first."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING

from tui.search.answer import Answer

if TYPE_CHECKING:
    from tui.interview.model import Interview
    from tui.search.concordance import Concordance
    from tui.search.index import Index
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
        self._index: Index | None = None
        self._deep: tuple[Sounds, Vocabulary] | None = None

    @property
    def ready(self) -> bool:
        """Whether all tiers can be searched; before, it is only the exact ones."""
        return self._deep is not None

    def _indexed(self) -> Index:
        with self._lock:
            if self._index is None:
                from tui.search.index import Index

                self._index = Index(self.interview)
            return self._index

    def prepare(self) -> None:
        """Build what the tiers beyond the exact ones need; for a thread in the background."""
        index = self._indexed()
        if self._deep is None:
            # What the first search would wait for.
            import rapidfuzz.distance
            import rapidfuzz.process  # noqa: F401

            import tui.search.passes
            import tui.search.scope
            import tui.search.tiers.related  # noqa: F401
            from tui.search.dictionary import dictionary
            from tui.search.sounds import Sounds
            from tui.search.vocabulary import Vocabulary
            from tui.text.pinyin import beginnings, syllables

            dictionary()
            syllables()
            beginnings()
            deep = Sounds(index), Vocabulary(index)
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
        from tui.search.found import Cancelled
        from tui.search.gathered import hits, merged
        from tui.search.grammar import clauses
        from tui.search.passes import Pass, Patience
        from tui.search.scope import Scope

        began = perf_counter()
        index, deep = self._indexed(), self._deep
        scope = Scope(index, deep[1] if deep else None, noted)
        patience = Patience(cancelled)
        passes = [Pass(index, deep, clause, scope.of(clause), patience, limit) for clause in clauses(query)]
        complete = True
        try:
            # First of every alternative what is sure, which no shortage of time leaves out.
            for number, one in enumerate(passes):
                if number == 1:
                    patience.begin()
                one.exact()
            patience.begin()
            for one in passes:
                one.unsure()
        except Cancelled:
            complete = False
        gathered = merged([one.gathered for one in passes])
        found = hits(index, gathered, limit)
        return Answer(query, found, gathered.total, (perf_counter() - began) * 1000, complete)

    def complete(self, text: str, limit: int = 8) -> list[str]:
        """What a query may go on to be: its last word finished, or behind a blank the next word.

        Args:
            text: the query as typed so far.
            limit: the most suggestions wanted.

        Returns:
            Whole queries, the likeliest first; [] before `prepare`.
        """
        from tui.search.completion import completions

        return completions(self._indexed(), self._deep[1], text, limit) if self._deep else []

    def concordance(self, word: str, width: int = 40, *, noted: Noted | None = None) -> Concordance:
        """Every occurrence of a word; see `tui.search.concordance.concordance`."""
        from tui.search.concordance import concordance

        vocabulary = self._deep[1] if self._deep else None
        return concordance(
            self.interview, word, width, index=self._indexed(), vocabulary=vocabulary, noted=noted
        )
