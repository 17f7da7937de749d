"""A window without a screen, run as a process: it acts on a collection that others act on, and then leaves.

What it was told is done it keeps in a model of its own; that, and what was under way when it left, it prints.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tui.app.session.session import Session
from tui.interview.reading import read
from tui.interview.speakers import sidecar
from tui.interview.speakers.sidecar import Sidecar, renamed
from tui.quotes.changes import Change, ChangeKind
from tui.quotes.collection import Collection
from tui.quotes.quote_error import QuoteError
from tui.store.store_error import StoreError

_PATIENCE = 60.0

Quotes = dict[str, tuple[str, tuple[str, ...]]]
"""Notes and tags of this window's quotes by id."""


class State(NamedTuple):
    """What this window has done so far, as far as it was told."""

    quotes: Quotes
    name: str = ""


class Racer:
    """Acts at random, and keeps in mind what was done."""

    def __init__(self, data: Path, file: Path, number: int, seed: int) -> None:
        self.drawn = random.Random(seed)
        self.number = number
        self.interview = read(file)
        self.session = Session(self.interview, data)
        self.done: list[State] = [State({})]
        self.kinds: list[ChangeKind] = []
        self.undone: list[tuple[State, ChangeKind]] = []
        self.actions: list[str] = []
        """What fell in each that was told to be done, "" where nothing did."""
        self.refused = 0

    @property
    def state(self) -> State:
        return self.done[-1]

    def act(self) -> None:
        """One action at random; one that is refused has not been done."""
        mine = list(self.state.quotes)
        kinds = ["add", "add", "name"] + ["note", "tag", "remove"] * bool(mine)
        kinds += ["undo"] * bool(self.kinds) + ["redo"] * 2 * bool(self.undone)
        kind = self.drawn.choice(kinds)
        before = len(self.actions)
        try:
            getattr(self, f"_{kind}")()
        except StoreError as error:
            # Nothing is claimed of it, and it is told.
            self.refused += 1
            if error.kind != "locked":
                self.actions.append(f"{kind}: {error}")
        except QuoteError as error:
            self.refused += 1
            if error.kind != "named-elsewhere":
                self.actions.append(f"{kind}: {error}")
        for change in self.session.pending.unkept:
            self.session.pending.forget(change)
        assert len(self.actions) - before <= 1

    def _do(self, deed: Callable[[Collection], Any]) -> Any:
        return self.session.change(deed).future.result(_PATIENCE)[0]

    def _did(self, kind: ChangeKind, state: State) -> None:
        self.done.append(state)
        self.kinds.append(kind)
        self.undone.clear()
        self.actions.append("")

    def _add(self) -> None:
        turn, tag = self.drawn.randrange(len(self.interview.turns)) + 1, f"w{self.number}"
        quote = self._do(lambda collection: collection.add_words(turn, tags=[tag]))
        self._did(ChangeKind.ADD, State({**self.state.quotes, quote.id: ("", (tag,))}, self.state.name))

    def _mine(self) -> str:
        return self.drawn.choice(list(self.state.quotes))

    def _note(self) -> None:
        id, note = self._mine(), f"note {self.number} {len(self.actions)}"
        self._do(lambda collection: collection.set_note(id, note))
        tags = self.state.quotes[id][1]
        self._did(ChangeKind.NOTE, State({**self.state.quotes, id: (note, tags)}, self.state.name))

    def _tag(self) -> None:
        id, tag = self._mine(), f"tag{len(self.actions)}"
        self._do(lambda collection: collection.retag([id], [tag]))
        note, tags = self.state.quotes[id]
        self._did(ChangeKind.TAGS, State({**self.state.quotes, id: (note, (*tags, tag))}, self.state.name))

    def _remove(self) -> None:
        id = self._mine()
        self._do(lambda collection: collection.remove(id))
        left = {other: said for other, said in self.state.quotes.items() if other != id}
        self._did(ChangeKind.REMOVE, State(left, self.state.name))

    def _name(self) -> None:
        new = f"N{self.number}-{len(self.actions)}"
        before = sidecar.load(self.interview.path, self.interview.digest) or Sidecar()
        after = renamed(self.interview, before, f"S{self.number}", new)
        self._do(lambda collection: collection.say_of_speakers(before, after))
        self._did(ChangeKind.SPEAKERS, State(self.state.quotes, new))

    def _undo(self) -> None:
        change = self._do(lambda collection: collection.undo())
        self._travelled("undo", change, self.kinds[-1])
        if change and not change.overtaken:
            self.undone.append((self.done.pop(), self.kinds.pop()))
        else:
            # Others have named somebody since: it stays, and what came before it is next.
            kind, state = self.kinds.pop(), self.done.pop()
            self.done[:] = [one._replace(name=state.name) for one in self.done]
            assert kind is ChangeKind.SPEAKERS or not change

    def _redo(self) -> None:
        change = self._do(lambda collection: collection.redo())
        state, kind = self.undone.pop()
        self._travelled("redo", change, kind)
        if change and not change.overtaken:
            self.done.append(state)
            self.kinds.append(kind)
        else:
            now = self.state.name
            self.undone[:] = [(one._replace(name=now), other) for one, other in self.undone]

    def _travelled(self, way: str, change: Change | None, kind: ChangeKind) -> None:
        fell = ""
        if change is None:
            fell = f"{way} found nothing, though {kind} was to be had"
        elif change.kind is not kind or not change.mine:
            fell = f"{way} took {change.kind} of {'this' if change.mine else 'another'} window for {kind}"
        elif change.overtaken and kind is not ChangeKind.SPEAKERS:
            fell = f"{way} left {kind} as it is, though nobody else has touched it"
        self.actions.append(fell)

    def leave(self, count: int) -> list[str]:
        """Begin some changes and leave at once; their notes, each in the collection or in a file."""
        notes = [f"last {self.number} {at}" for at in range(count)]
        for note in notes:
            self.session.change(self._last(note))
        self.session.close()
        return notes

    def _last(self, note: str) -> Callable[[Collection], object]:
        turn, tag = self.drawn.randrange(len(self.interview.turns)) + 1, f"left{self.number}"
        return lambda collection: collection.add_words(turn, note=note, tags=[tag])


def main() -> None:
    """Race on the data folder and file given, with this number, so often, and leave when told to."""
    data, file, gate = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    number, count, seed = map(int, sys.argv[4:7])
    racer = Racer(data, file, number, seed)
    racer.session.submit(lambda collection: collection.quotes()).result(_PATIENCE)
    (gate / f"ready-{number}").touch()
    until = time.monotonic() + _PATIENCE
    while not (gate / "go").exists() and time.monotonic() < until:
        time.sleep(0.002)
    while len(racer.actions) < count and time.monotonic() < until:
        racer.act()
    (gate / f"leaving-{number}").touch()
    while not (gate / "leave").exists() and time.monotonic() < until:
        time.sleep(0.002)
    notes = racer.leave(racer.drawn.randint(1, 4))
    state = racer.state
    print(
        json.dumps({
            "actions": racer.actions,
            "refused": racer.refused,
            "quotes": state.quotes,
            "name": state.name,
            "notes": notes,
            "last words": racer.session.pending.last_words,
        })
    )  # fmt: skip


if __name__ == "__main__":
    main()
