"""What can be wrong with what was asked of the collection, in kinds that the interface has words for."""

from __future__ import annotations


class QuoteError(Exception):
    """A quote can't be made as it was asked for.

    Attributes:
        kind: "no-such-turn" (details: `turn`, `turns`, how many there are), "empty-turn" (`turn`: nothing
            is said in it), "words-not-found" (`turn`, `words`); of quotes that were to be made into others
            "too-few" (to merge), "not-as-taken" (one of them has changed or is lost in the file, which has to
            be decided first), "nothing-to-split"; of quotes that come in "other-interview" (`title`: that of
            theirs); of names "named-elsewhere" (something else has been said of the speakers meanwhile).
        details: what the words for it need, by name.
    """

    def __init__(self, kind: str, **details: str | int) -> None:
        self.kind = kind
        self.details: dict[str, str | int] = dict(details)
        super().__init__(kind, self.details)

    def __str__(self) -> str:
        return " ".join([self.kind, *(f"{name}={value}" for name, value in self.details.items())])
