"""Which quotes of a collection a query leaves: the language of the search, and what only quotes have.

Words are looked for in the quotes' words, notes and tags as the search looks for them in the interview, by
their match key; only where nothing has them, as they sound and with slips. Beside the filters of the search
there are tag:心情 or #心情, colour:green, state:review and has:note, each with - before it for the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tui.interview.model.interview import Credits, Interview, Kind, Paragraph, Piece
from tui.quotes.quote import Colour, Quote, State
from tui.search.answer import Tier
from tui.search.engine import Engine
from tui.search.grammar import Clause, Filter, clauses
from tui.search.scope import speakers_named
from tui.text.matchkey import fold

_FIELDS = {"tag": "tag", "标签": "tag", "colour": "colour", "color": "colour", "颜色": "colour"} | {
    "state": "state",
    "状态": "state",
}
_VALUES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "colour": {
        Colour.YELLOW: ("yellow", "黄色", "1"),
        Colour.GREEN: ("green", "绿色", "2"),
        Colour.BLUE: ("blue", "蓝色", "3"),
        Colour.RED: ("red", "红色", "4"),
        Colour.PURPLE: ("purple", "紫色", "5"),
    },
    "state": {
        State.OK: ("ok", "与原文一致"),
        State.CHANGED: ("changed", "略有改动"),
        State.REVIEW: ("review", "请核对"),
        State.ORPHAN: ("orphan", "已不在文中"),
    },
}
_OWN = re.compile(
    r"(?<!\S)(?P<no>[-!－！]?)(?:(?P<field>"
    + "|".join(_FIELDS)
    + r")[:：](?P<value>\"[^\"]*\"?|\S*)|[#＃](?P<tag>\S+))",
    re.IGNORECASE,
)
_UNSURE = (Tier.HOMOPHONE, Tier.PINYIN, Tier.TYPO)
_SURE = (Tier.EXACT, Tier.TERMS)
_MOST = 1000
"""Hits that the search is asked for where it looks for what only sounds like the words."""


class Own(NamedTuple):
    """A condition that only a quote can meet.

    Attributes:
        field: "tag", "colour" or "state".
        value: as typed.
        negated: whether it must not hold.
    """

    field: str
    value: str
    negated: bool = False

    def holds(self, quote: Quote) -> bool:
        """Tell whether a quote meets it; a value that is only half typed holds for all that begin so."""
        wanted = fold(self.value)
        if not wanted:
            return True
        if self.field == "tag":
            tags = [fold(tag) for tag in quote.tags]
            met = any(wanted in tag for tag in tags)
        else:
            has = quote.colour if self.field == "colour" else quote.state
            met = any(fold(name).startswith(wanted) for name in _VALUES[self.field].get(has, ()))
        return met != self.negated


def parsed(query: str) -> tuple[list[Own], str]:
    """Part a query into the conditions that only quotes can meet, and the rest of it."""
    own = [
        Own("tag", match["tag"], bool(match["no"]))
        if match["tag"]
        else Own(_FIELDS[match["field"].lower()], match["value"].strip('"'), bool(match["no"]))
        for match in _OWN.finditer(query)
    ]
    return own, _OWN.sub(" ", query)


class Filtering:
    """Filters the quotes of one interview; any one thread at a time may use it.

    Args:
        interview: whose speakers and sections the filters name.
    """

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self._keys: dict[tuple[str, str, tuple[str, ...]], str] = {}
        self._engine: tuple[Sequence[Quote], Engine, list[int]] | None = None

    def matching(
        self, query: str, quotes: Sequence[Quote], cancelled: Callable[[], bool] = lambda: False
    ) -> list[Quote]:
        """Find the quotes that a query leaves, in the order given; all of them where it asks for nothing.

        Args:
            query: any text.
            quotes: to choose from; given the same ones again, what was made of them is used again.
            cancelled: asked now and then; once it says True, the answer may lack some.
        """
        return self._matching(query, quotes, cancelled)

    def _matching(self, query: str, quotes: Sequence[Quote], cancelled: Callable[[], bool]) -> list[Quote]:
        own, rest = parsed(query)
        left = [index for index, quote in enumerate(quotes) if all(one.holds(quote) for one in own)]
        asked = clauses(rest)
        if not asked:
            return [quotes[index] for index in left]
        wanted: set[int] = set()
        for clause in asked:
            within = [index for index in left if self._fits(clause, quotes[index])]
            sure = {index for index in within if self._says(clause, quotes[index])}
            if not sure and fold(clause.whole) and not cancelled():
                sure = self._sounding(clause.whole, quotes, cancelled) & set(within)
            wanted |= sure
        return [quotes[index] for index in sorted(wanted)]

    def _key(self, quote: Quote) -> str:
        """All that is said in a quote, on it and of it, as match keys."""
        said = (quote.text, quote.note, quote.tags)
        key = self._keys.get(said)
        if key is None:
            key = "\n".join(map(fold, (quote.text, quote.note, *quote.tags)))
            self._keys[said] = key
        return key

    def _says(self, clause: Clause, quote: Quote) -> bool:
        key = self._key(quote)
        wanted = [*clause.phrases, *map(fold, clause.words.split())]
        return all(part in key for part in wanted)

    def _fits(self, clause: Clause, quote: Quote) -> bool:
        if any(part in self._key(quote) for part in clause.excluded):
            return False
        return all(self._meets(one, quote) != one.negated for one in clause.filters)

    def _meets(self, wanted: Filter, quote: Quote) -> bool:
        match wanted.field:
            case "speaker":
                names = speakers_named(self.interview, wanted.value)
                # Whoever spoke when it was taken may have no turn in the file as it is.
                return any(name in names or fold(wanted.value) in fold(name) for name in quote.speakers)
            case "section" if wanted.span:
                return wanted.span[0] <= quote.section <= wanted.span[1]
            case "section":
                return fold(wanted.value) in fold(quote.section_title)
            case "turn":
                first, last = wanted.span or (0, 0)
                return quote.turn is not None and first <= quote.turn <= last
            case "has":
                return bool(quote.note)
            case _:
                # Whoever asks has no question to answer.
                return (wanted.field == "said") == bool(quote.question)

    def _sounding(self, words: str, quotes: Sequence[Quote], cancelled: Callable[[], bool]) -> set[int]:
        """The quotes that have words which only sound like these, or nearly are these."""
        if self._engine is None or self._engine[0] is not quotes:
            said = [(index, part) for index, quote in enumerate(quotes) for part in _said(quote)]
            engine = Engine(_interview([part for _index, part in said]))
            engine.prepare()
            self._engine = quotes, engine, [index for index, _part in said]
        _quotes, engine, owners = self._engine
        hits = engine.search(words, _MOST, cancelled).hits
        for tiers in (_SURE, _UNSURE):
            if indices := {owners[hit.paragraph] for hit in hits if hit.tier in tiers}:
                return indices
        return set()


def _said(quote: Quote) -> Iterable[str]:
    return filter(str.strip, (quote.text, quote.note, " ".join(quote.tags)))


def _interview(texts: Sequence[str]) -> Interview:
    """A text of these paragraphs and nothing else, for the search to look in."""
    paragraphs = tuple(Paragraph(Kind.TEXT, text, (Piece(0, 0, len(text)),)) for text in texts)
    return Interview("", "", "", "", "", "", Credits(), paragraphs, (), (), ())
