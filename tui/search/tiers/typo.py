"""Typo in a word of letters: the interview's own words within an edit or two (archtecture)."""

from __future__ import annotations

from tui.search.matches import Check, Found, Matches
from tui.search.material import Material
from tui.search.sounds import WIDE
from tui.search.tiers.exact import Literal
from tui.search.vocabulary import Vocabulary

_AT_A_TIME = 500
"""Words handed to rapidfuzz at once: it keeps the interpreter's lock while it compares."""

_PREFIX = 0.3
"""What it costs to be only the beginning of a word."""


def edits_allowed(length: int) -> int:
    """Tell how many edits a word of so many code points may be away; none if short: all would be near it."""
    return 0 if length < 4 else 1 if length <= 8 else 2


def near_words(vocabulary: Vocabulary, term: str, check: Check) -> dict[str, float]:
    """Find the interview's words that a term may be a slip of: word → cost; {} for a term with hanzi in it.

    An edit is a letter too many, too few or wrong, or two that changed places (optimal string alignment,
    as rapidfuzz computes it). A term may also be the beginning of a longer word, with or without edits.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    length = len(term)
    allowed = edits_allowed(length)
    if not allowed or not any("a" <= char < WIDE for char in term) or any(char >= WIDE for char in term):
        return {}
    costs: dict[str, float] = {}

    def compare(words: list[str], choices: list[str], extra: float) -> None:
        """Keep the words whose choices are near enough, at an extra cost."""
        for at in range(0, len(choices), _AT_A_TIME):
            check()
            near = extract(
                term, choices[at : at + _AT_A_TIME], scorer=OSA.distance, score_cutoff=allowed, limit=None
            )
            for _, distance, place in near:
                word, cost = words[at + place], distance + extra
                if cost and (word not in costs or cost < costs[word]):
                    costs[word] = cost

    whole = vocabulary.of_length(max(1, length - allowed), length + allowed)
    compare(whole, whole, 0)
    if not costs:
        longer = vocabulary.longer_than(length)
        compare(longer, [word[:length] for word in longer], _PREFIX)
    return costs


def typos(material: Material, term: str) -> Found:
    """Find the words that a term may be a slip of, or, without any, those that it stands inside of."""
    index, _sounds, vocabulary, check = material
    batches: dict[tuple[int, float], list[int]] = {}
    for word, cost in near_words(vocabulary, term, check).items():
        batches.setdefault((len(word), cost), []).extend(vocabulary.places[word])
    if not batches:
        # No word is near it; it may still be a part of one.
        return Literal(index, vocabulary, term, inside=True)
    return Matches(index, batches)
