"""What a page sets beside its article, and below it: nobody's words, and no headings of the interview's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from heapq import merge
from operator import attrgetter

from tui.interview.model.draft import Draft
from tui.interview.model.interview import Kind

_LITTLE = 0.05  # of the text: what is no longer is not looked into
_SPEECH = 0.2  # of the labels
_START = attrgetter("start")


def parted(
    drafts: Sequence[Draft], labelled: Callable[[Sequence[Draft]], Collection[int]]
) -> tuple[Sequence[Draft], list[Draft]]:
    """Separate the text's own paragraphs from those beside it.

    Some pages have the conversation itself in what they call a sidebar, or one of two people there. Where
    more is said beside the text than in it, or there are speakers beside it, all is the text.

    Args:
        drafts: the paragraphs of the page.
        labelled: says which of some paragraphs, by index, begin with a speaker's label; asked only where
            much stands beside the text.
    """
    beside = [draft for draft in drafts if draft.beside]
    if not beside:
        return drafts, []
    own = [draft for draft in drafts if not draft.beside]
    length, whole = _length(beside), _length(own)
    if length > whole:
        return drafts, []
    if length > _LITTLE * whole:
        labels = labelled(drafts)
        if sum([drafts[index].beside for index in labels]) > _SPEECH * len(labels):
            return drafts, []
    return own, beside


def _length(drafts: Sequence[Draft]) -> int:
    return sum([len(draft.text) for draft in drafts])


def rejoined(own: Sequence[Draft], beside: Sequence[Draft]) -> list[Draft]:
    """Merge all paragraphs in the order of the source, once it is decided which are the text's own.

    A turn that is interrupted goes on behind what stands beside it.
    """
    drafts = list(merge(own, beside, key=_START))
    first = next((number for number, draft in enumerate(drafts) if draft.label), len(drafts))
    goes_on = False
    for number in range(len(drafts) - 1, -1, -1):
        draft = drafts[number]
        if not draft.beside:
            goes_on = not (draft.label or draft.footer or draft.kind is Kind.HEADING)
        elif number > first and goes_on:
            draft.kind = Kind.CAPTION
        else:
            draft.kind, draft.footer = Kind.CREDIT, number > first
    return drafts
