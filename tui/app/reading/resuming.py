"""Where reading begins, and what a window looked like when it was left: the next one looks the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.app.widgets.reader.layout import Address
from tui.app.widgets.reader.viewport import Position
from tui.interview.model.place import Place
from tui.interview.model.view import View

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui.app.landing import Landing
    from tui.app.reading.panes import Panes
    from tui.app.reading.parts import Parts
    from tui.app.reading.searching import Searching


class Resuming:
    """Says what a reading screen looks like, and makes another look like that.

    Panes by name, the query and whether its results are being looked through, the overview. The place is kept
    apart from it.

    Args:
        screen: the screen.
        panes: which panes are shown on it.
        search: its search.
        landing: where it is opened, when that is not where it was left.
    """

    def __init__(self, screen: Parts, panes: Panes, search: Searching, landing: Landing | None) -> None:
        self.screen = screen
        self.panes = panes
        self.search = search
        self.landing = landing
        self._left = screen.session.window()
        self._opened_at = screen.reader.cursor.start
        self._focused = ""
        self._panes: dict[str, Widget] = {"outline": screen.outline, "collection": screen.collection_pane}

    def follow_focus(self) -> None:
        """Note which pane has the focus; when a window is torn down it is known no more."""
        self._focused = self._name(self.screen.focused)

    def state(self) -> dict[str, Any]:
        """Return what the window looks like, in what JSON can say; what is as in a new window is left out."""
        screen, panes = self.screen, self.panes
        position = screen.reader.position
        view = position.view
        state: dict[str, Any] = {
            "hidden": sorted(name for name, pane in self._panes.items() if pane in panes.hidden),
            "preferred": self._name(panes.preferred) if panes.preferred is not screen.outline else "",
            "raised": self._name(panes.raised),
            "focus": self._focused,
            "query": self.search.query if self.search.hits or self.search.is_open else "",
            "searching": self.search.is_open,
            "hit": hit.paragraph if (hit := self.search.hit_in_hand) else None,
            "top": [*position.anchor, *position.top, position.width],
            "voice": view.voice or "",
            "folded": sorted(view.folded),
            "short": view.short,
            "opened": sorted(view.opened),
        }
        return {name: value for name, value in state.items() if value}

    def _name(self, widget: Widget | None) -> str:
        return next((name for name, pane in self._panes.items() if pane is widget), "")

    @property
    def comes_back(self) -> bool:
        """Whether Esc, with nothing else to give up, leaves the interview for where it was opened from."""
        return self.landing is not None and self.landing.back

    def begin(self) -> None:
        """Go to where reading begins, with the first page: the landing, else where this text was left."""
        left = self.screen.session.bookmark()
        if self.landing is not None:
            self.screen.reader.land_on(self.landing.place)
            self.screen.reader.mark_hits(self.landing.marks, next(iter(self.landing.marks), None))
            return
        if left is not None:
            self.open_at(left, self._left)
            self._opened_at = self.screen.reader.cursor.start
        self.resume(self._left)

    def go_where_left(self, place: Place) -> None:
        """Go to where the collection has it that reading stopped, unless the person has gone anywhere."""
        reader = self.screen.reader
        if self.landing is not None or reader.cursor.start != self._opened_at:
            return
        if reader.cursor.start != place:
            reader.land_on(place)
        self._opened_at = reader.cursor.start

    def arrange(self) -> None:
        """Take panes and overview up again, before anything is drawn."""
        screen, panes, state = self.screen, self.panes, self._left
        panes.hidden = {self._panes[name] for name in _names(state, "hidden") if name in self._panes}
        panes.preferred = self._panes.get(str(state.get("preferred")), screen.outline)
        panes.raised = self._panes.get(str(state.get("raised")))
        names = {speaker.name for speaker in screen.interview.speakers}
        voice = state.get("voice")
        view = View(
            voice=voice if isinstance(voice, str) and voice in names else None,
            folded=_indices(state, "folded", len(screen.interview.sections)),
            short=state.get("short") is True,
            opened=_indices(state, "opened", len(screen.interview.turns)),
        )
        screen.reader.look(view)

    def open_at(self, place: Place, state: dict[str, Any]) -> None:
        """Open at a place, with the same row at the top of the page where that is known."""
        reader = self.screen.reader
        match state.get("top"):
            # Within a very long paragraph the place alone will do.
            case [int(paragraph), int(offset), int(first), 0, int(row), int(width)]:
                count = len(self.screen.interview.paragraphs)
                if 0 <= paragraph < count and 0 <= first < count and min(offset, row, width) >= 0:
                    anchor, top = Place(paragraph, offset), Address(first, 0, row)
                    reader.return_to(Position(place, anchor, top, width, reader.shown.view))
                    return
        reader.land_on(place)

    def resume(self, state: dict[str, Any]) -> None:
        """Take the search and the focus up again, once the place is found."""
        query = state.get("query")
        if isinstance(query, str) and query.strip():
            hit = state.get("hit")
            paragraph = hit if type(hit) is int else self.screen.reader.cursor.start.paragraph
            self.search.take_up(query, paragraph, is_open=state.get("searching") is True)
        focused = self._panes.get(str(state.get("focus")))
        if focused is not None and focused.display:
            focused.focus()


def _names(state: dict[str, Any], name: str) -> list[str]:
    kept = state.get(name)
    return [each for each in kept if isinstance(each, str)] if isinstance(kept, list) else []


def _indices(state: dict[str, Any], name: str, count: int) -> frozenset[int]:
    """The whole numbers under a name that are below the count."""
    kept = state.get(name)
    return frozenset(
        each for each in (kept if isinstance(kept, list) else ()) if type(each) is int and 0 <= each < count
    )
