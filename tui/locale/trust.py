"""The words for what can't be trusted: damaged quotes, and what an import says against its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tui.locale import N_, _, ngettext

_TURNS = 12
"""How many turns are named in one line."""


FACTS = {
    "words": N_("words"),
    "speaker": N_("speaker"),
    "label": N_("label"),
    "turn": N_("turn"),
    "section": N_("section"),
    "question": N_("question"),
    "warnings": N_("warnings"),
    "credits": N_("credits"),
    "place": N_("the place that was decided on"),
}
"""What a citation says, by the names under which differences are told."""


class ToldOfSpoilt(Protocol):
    """A quote that is damaged in the collection."""

    @property
    def id(self) -> str:
        """Its id, "" where it can't be read."""

    @property
    def turn(self) -> int | None:
        """The turn that it seems to be of."""


def spoilt_words(spoilt: Sequence[ToldOfSpoilt]) -> str:
    """Describe in one line the quotes whose rows are damaged."""
    words = ngettext(
        "{count} quote is damaged in the collection and left out{where};"
        " fangtan quotes restore --damaged takes it back",
        "{count} quotes are damaged in the collection and left out{where};"
        " fangtan quotes restore --damaged takes them back",
        len(spoilt),
    )
    turns = sorted({one.turn for one in spoilt if one.turn})
    named = _(", ").join(map(str, turns[:_TURNS])) + (" …" if len(turns) > _TURNS else "")
    where = ngettext(" (turn {numbers})", " (turns {numbers})", len(turns)).format(numbers=named)
    return words.format(count=len(spoilt), where=where if turns else "")


def mended_words(spoilt: ToldOfSpoilt, copy: str, *, by_source: bool) -> str:
    """Describe in one line what became of a damaged quote."""
    name = spoilt.id or "?"
    if spoilt.turn:
        name += " · " + _("turn {number}").format(number=spoilt.turn)
    if copy:
        return _("{name}: taken back from {path}").format(name=name, path=copy)
    if by_source:
        return _("{name}: taken back from the stored source; look at its note and tags").format(name=name)
    return _("{name}: in no backup, and the stored source doesn't say it").format(name=name)


def facts_words(names: Sequence[str]) -> str:
    """Name the facts that a citation gives otherwise than its source, as one phrase."""
    return _(", ").join(_(FACTS[name]) if name in FACTS else name for name in names)


def corrected_words(id: str, names: Sequence[str]) -> str:
    """Describe in one line which facts of an imported quote were corrected by its source."""
    return _("{id}: taken as it stands in the interview, not as in the file: {facts}").format(
        id=id, facts=facts_words(names)
    )


def corrected_count_words(count: int) -> str:
    """Describe how many imported quotes said something else than their source."""
    return ngettext(
        "({count} differed from the interview and follows it now)",
        "({count} differed from the interview and follow it now)",
        count,
    ).format(count=count)


def unchecked_words(count: int) -> str:
    """Describe how many imported quotes were not checked, as their source is not at hand."""
    return ngettext(
        "({count} not checked: the interview that it is from is not at hand)",
        "({count} not checked: the interview that they are from is not at hand)",
        count,
    ).format(count=count)
