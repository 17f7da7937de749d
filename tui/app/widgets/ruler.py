"""The ruler: a map of the whole interview at the reader's right edge."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from operator import add
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.app.glyphs import hit_mark, section_mark, window_block
from tui.app.text_styles import Palette
from tui.app.textual_patches.painted_row import PaintedRow
from tui.app.textual_patches.plain_rows import PlainRows
from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place


class Ruler(PlainRows):
    """One column: the window, sections, hits and quotes by how far in the text they stand.

    Args:
        interview: what is mapped.
        window: tells which passage is on screen.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    class Chosen(Message):
        """A place was clicked (the `first` of a drag) or dragged to."""

        def __init__(self, place: Place, *, first: bool) -> None:
            super().__init__()
            self.place = place
            self.first = first

    def __init__(self, interview: Interview, window: Callable[[], Passage], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._window = window
        # A paragraph's end takes a position of its own, behind its last character.
        self._before: Sequence[int] = array("I", map(add, interview.before, count()))
        self._sections = [self._position(Place(section.start, 0)) for section in interview.sections[1:]]
        self._hits: list[int] = []
        self._quotes: list[int] = []
        self._quotes_given: Sequence[Place] = ()
        self._marks: tuple[int, dict[int, tuple[str, str]]] = (-1, {})
        self._inside: set[int] = set()
        self._following = False
        self._palette: Palette | None = None

    def notify_style_update(self) -> None:
        """Take up the styles of another theme."""
        super().notify_style_update()
        self._palette = None

    @property
    def palette(self) -> Palette:
        """The styles of the present theme."""
        if self._palette is None:
            self._palette = Palette(self.app.theme_variables)
        return self._palette

    def _position(self, place: Place) -> int:
        return self._before[min(place.paragraph, len(self._before) - 1)] + place.offset

    def _row(self, position: int) -> int:
        return position * self.size.height // max(1, self._before[-1])

    @property
    def marks(self) -> dict[int, tuple[str, str]]:
        """What stands on which row, its name and its sign, the strongest where there are several."""
        height = self.size.height
        if self._marks[0] != height:
            rows: dict[int, tuple[str, str]] = {}
            strength = [
                ("section", section_mark(), self._sections),
                ("quote", "*", self._quotes),
                ("hit", hit_mark(), self._hits),
            ]
            last = max(1, self._before[-1])
            for name, sign, positions in strength:
                rows.update((position * height // last, (name, sign)) for position in positions)
            self._marks = (height, rows)
        return self._marks[1]

    def _shown_rows(self) -> tuple[int, int]:
        """The rows that stand for what is on screen, first and last."""
        window = self._window()
        first, last = (self._row(self._position(place)) for place in window)
        return first, max(first, last)

    def follow(self) -> None:
        """Paint the page where it is now."""
        first, last = self._shown_rows()
        width, height = self.size
        for y in self._inside ^ set(range(first, last + 1)):
            if y < height:
                self.refresh(Region(0, y, width, 1))

    def show_marks(self, hits: Iterable[Place], quotes: Sequence[Place]) -> None:
        """Show where hits and quotes stand; the very same list of quotes is not looked through again."""
        hit_positions = [self._position(place) for place in hits]
        same = quotes is self._quotes_given
        taken = self._quotes if same else [self._position(place) for place in quotes]
        self._quotes_given = quotes
        if (hit_positions, taken) != (self._hits, self._quotes):
            self._hits, self._quotes = hit_positions, taken
            self._marks = (-1, {})
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one row of the map: what stands there, the strongest sign first."""
        # Asked for anew, as a resize may paint before anybody is told of it.
        first, last = self._shown_rows()
        inside = first <= y <= last
        # By row: between a move and its painting there may be another, for which other rows are painted.
        (self._inside.add if inside else self._inside.discard)(y)
        name, sign = ("window", window_block()) if inside else ("track", " ")
        marked = self.marks.get(y)
        if marked and not (inside and marked[0] == "section"):
            name, sign = marked
        width = self.size.width
        return PaintedRow([Segment(sign * width, self.palette.style(f"ruler-{name}"))], width)

    def _choose(self, y: int, *, first: bool) -> None:
        last = self.size.height - 1
        # The last row is the end: of what it stands for, somebody who drags there wants no other part.
        position = self._before[-1] if y >= last else max(0, y) * self._before[-1] // max(1, last + 1)
        paragraph = max(0, min(bisect_right(self._before, position) - 1, len(self._before) - 2))
        self.post_message(self.Chosen(Place(paragraph, position - self._before[paragraph]), first=first))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go there."""
        self._following = True
        self.capture_mouse()
        self._choose(event.y, first=True)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go along with the mouse."""
        if self._following:
            self._choose(event.y, first=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Stay there."""
        self._following = False
        self.release_mouse()
