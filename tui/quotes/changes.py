"""The changes to a collection as rows: undone and done again across restarts and windows.

Each window goes back through its own changes, and through those that were there when it was opened; what
another window has done meanwhile is left to that one. So a change need not be the last one that is undone
first: it is taken back only while nothing that came later stands on it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from tui.quotes import packing
from tui.quotes.quote_error import QuoteError
from tui.store.quote_store import CHANGEABLE, QuoteReading, QuoteWriting, StoredChange

Image = Mapping[str, Any]
"""{"id": …, "before": {column: value}, "after": {column: value}} of one quote's row.

Of a change to what is said of the speakers "id" is "", and both sides are what is said in all.
"""

Say = Callable[[Mapping[str, Any], Mapping[str, Any]], bool]
"""Goes from one thing said of the speakers to another; False where neither is what is said now."""


class ChangeKind(StrEnum):
    """What was done."""

    ADD = "add"
    ADD_ALL = "add-all"
    REMOVE = "remove"
    NOTE = "note"
    TAGS = "tags"
    COLOUR = "colour"
    MOVE = "move"
    EXTENT = "extent"
    MERGE = "merge"
    SPLIT = "split"
    DECIDE = "decide"
    IMPORT = "import"
    SPEAKERS = "speakers"


class Window(NamedTuple):
    """Who goes through the changes.

    Attributes:
        token: a name that no other window has.
        since: the interview's revision when it was opened.
    """

    token: str
    since: int


@dataclass(frozen=True, slots=True)
class Change:
    """One action of a person on the collection.

    Attributes:
        kind: what was done, and now has been undone or done again.
        quote: id of the quote that it was done to, the first of several.
        words: that quote's words.
        count: how many quotes it was done to.
        mine: whether this window did it; if not, it was there when the window was opened.
        overtaken: whether another window's later change stands on it, so that it was left as it is.
    """

    kind: ChangeKind
    quote: str
    words: str = ""
    count: int = 1
    mine: bool = True
    overtaken: bool = False


def image(id: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Image:
    """Tell what a change does to one quote."""
    return {"id": id, "before": dict(before), "after": dict(after)}


def current(store: QuoteReading, id: str, columns: Sequence[str]) -> dict[str, Any]:
    """Read what is kept of a quote in these columns.

    Raises:
        QuoteError: "spoilt": it is not as it was written, or not there.
    """
    values = store.columns(id, columns)
    if values is None:
        raise QuoteError("spoilt", id=id)
    return values


def record(
    store: QuoteWriting, interview: int, window: Window, kind: ChangeKind, images: Sequence[Image]
) -> None:
    """Make a change and write it down; what this window undid before can't be done again from here on.

    The first image is of the quote that the change is told by.

    Raises:
        QuoteError: "spoilt": one of the quotes is not as it was written.
    """
    store.forget_undone(interview, *window)
    revision = apply(store, interview, _of_quotes(images))
    store.add_change(interview, _stored(kind, images[0]["id"], images, window, revision))


def _stored(
    kind: ChangeKind, quote: str, images: Sequence[Image], window: Window, revision: int
) -> StoredChange:
    packed = json.dumps(images, ensure_ascii=False)
    return StoredChange(0, kind.value, quote, packed, window.token, revision)


def join(store: QuoteWriting, interview: int, window: Window, since: int, kind: ChangeKind) -> None:
    """Make one change of all that this window made after the change numbered `since`.

    Call it inside the transaction that they were made in.
    """
    made = store.changes_after(interview, since)
    if len(made) < 2:
        return
    before: dict[str, dict[str, Any]] = {}
    after: dict[str, dict[str, Any]] = {}
    for one in (one for change in made for one in json.loads(change.images)):
        # Of what several of them changed, it was what the first one found and is what the last one made.
        before[one["id"]] = {**one["before"], **before.get(one["id"], {})}
        after.setdefault(one["id"], {}).update(one["after"])
    joined = [image(id, before[id], after[id]) for id in before]
    stored = _stored(kind, made[0].quote, joined, window, made[-1].revision)
    store.join_changes(interview, since, stored)


def undo(store: QuoteWriting, interview: int, window: Window, say: Say) -> Change | None:
    """Take the last change back, or return None."""
    return _step(store, interview, window, say, undone=False)


def redo(store: QuoteWriting, interview: int, window: Window, say: Say) -> Change | None:
    """Do again what was undone last, or return None."""
    return _step(store, interview, window, say, undone=True)


def _step(store: QuoteWriting, interview: int, window: Window, say: Say, *, undone: bool) -> Change | None:
    step = store.next_step(interview, *window, undone=undone)
    if step is None:
        return None
    if not step.is_sound:
        raise QuoteError("redo-spoilt" if undone else "undo-spoilt")
    images: list[Image] = json.loads(step.images)
    source, target = ("before", "after") if undone else ("after", "before")
    quotes, said = _of_quotes(images), [(one[source], one[target]) for one in images if not one["id"]]
    stands = all(_stands(store, one, source, target) for one in quotes)
    overtaken = not stands or not all(say(*sides) for sides in said)
    if overtaken:
        store.leave_change(step.number)
    else:
        revision = apply(store, interview, quotes, target)
        store.settle_change(step.number, undone=not undone, window=window.token, revision=revision)
    words = packing.words_of(store.body(step.quote) or "")
    words = words or ", ".join(_renamed(*sides) for sides in said)
    count = sum("position" not in one["after"] or len(one["after"]) > 1 for one in images) or 1
    return Change(ChangeKind(step.kind), step.quote, words, count, step.window == window.token, overtaken)


def _of_quotes(images: Sequence[Image]) -> list[Image]:
    """Those images that are of quotes."""
    return [one for one in images if one["id"]]


def _stands(store: QuoteReading, one: Image, source: str, target: str) -> bool:
    """Whether nothing else has been done to those columns; the order by hand may have been."""
    columns = [name for name in one[source] if name in CHANGEABLE and name != "position"]
    if not columns:
        return True
    if store.owner(one["id"]) is None:
        return False
    now_there = current(store, one["id"], columns)
    return all(now_there[name] in (one[source][name], one[target][name]) for name in columns)


def apply(store: QuoteWriting, interview: int, images: Sequence[Image], side: str = "after") -> int:
    """Write one side of the images; returns the interview's new revision.

    Raises:
        QuoteError: "spoilt": one of the quotes is not as it was written.
    """
    revision = store.begin_revision(interview)
    for one in images:
        if not store.alter(one["id"], one[side], revision):
            raise QuoteError("spoilt", id=one["id"])
    return revision


def _renamed(source: Mapping[str, Any], target: Mapping[str, Any]) -> str:
    """Who is called what by a step from one thing said of the speakers to another, or has another role.

    Of a label, whether it is one then; of a pattern, the one that holds.
    """
    names = {**dict.fromkeys(source["names"]), **dict.fromkeys(target["names"])}
    told = []
    for label in names:
        old, new = (side["names"].get(label, label) for side in (source, target))
        if old != new:
            told.append(f"{old} → {new}")
    roles = {**source["roles"], **target["roles"]}
    renamed = {side["names"].get(label, label) for label in names for side in (source, target)}
    told += [
        name
        for name in roles
        if name not in renamed and source["roles"].get(name) != target["roles"].get(name)
    ]
    labels = [side.get("labels", {}) for side in (source, target)]
    signs = {True: "✓", False: "✗", None: "–"}
    for name in {**labels[0], **labels[1]}:
        if labels[0].get(name) is not labels[1].get(name):
            told.append(f"{name} {signs[labels[1].get(name)]}")
    if source.get("pattern") != target.get("pattern"):
        told.append(target.get("pattern") or "–")
    return ", ".join(dict.fromkeys(told))
