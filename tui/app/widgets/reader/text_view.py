"""The text of an interview on the screen: what is shown of it, the cursor, the selection.

It draws by rows through the line API and keeps no widget, row or strip for what is not on screen. What it
knows of its position are places, so that a new width keeps the same words in view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.app.glyphs import is_plain
from tui.app.text_styles import Palette
from tui.app.textual_patches.plain_rows import PlainRows
from tui.app.widgets.reader.layout import Row
from tui.app.widgets.reader.marks import Mark, Marks, Passages, Span
from tui.app.widgets.reader.paint import GUTTER, Painter
from tui.app.widgets.reader.selection import Selection
from tui.app.widgets.reader.viewport import Position, Viewport
from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.interview.model.steps import Granularity, Steps
from tui.interview.model.view import Shown, View
from tui.text.sanitize import visible_within
from tui.text.width import text_width


class TextView(PlainRows):
    """Shows one interview; `Reader` adds the word in hand and the mouse.

    Args:
        interview: what is read.
        word_spans: cuts a text into words, see `Steps`.
        column: the widest line, in cells.

    Attributes:
        word: one word of the sentence under the cursor that is in hand, to be looked for elsewhere.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    class Moved(Message, namespace="reader"):
        """The cursor stands in another sentence, or other rows are shown."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    class LaidOut(Message, namespace="reader"):
        """Width or height have changed, and with them the rows on screen."""

    class FoldClicked(Message, namespace="reader"):
        """The sign of something folded, or to be folded, was clicked; `section`: next to its heading."""

        def __init__(self, paragraph: int, *, section: bool) -> None:
            super().__init__()
            self.paragraph = paragraph
            self.section = section

    class Selected(Message, namespace="reader"):
        """The selection was begun, changed or given up (None)."""

        def __init__(self, selection: Selection | None) -> None:
            super().__init__()
            self.selection = selection

    def __init__(
        self,
        interview: Interview,
        word_spans: Callable[[str], list[tuple[int, int]]],
        *,
        column: int = 80,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.interview = interview
        self.column = column
        self.glosses_dimmed = False
        self.shown = Shown(interview)
        self.steps = Steps(interview, word_spans, self.shown)
        self.viewport = Viewport(interview, self.shown)
        self.cursor = self.steps.unit_at(interview.start, Granularity.SENTENCE)
        self.selection: Selection | None = None
        self.word: Passage | None = None
        self.marks = Marks()
        self._painter: Painter | None = None
        self._returning: Position | None = None
        self._folded_away: tuple[Place, Place] | None = None
        self._laid_out_for = Size(0, 0)

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """Where the terminal's cursor belongs: at the sentence for a screen reader, else nowhere."""
        if not is_plain():
            return None
        caret = self.selection.caret if self.selection else self.cursor.start
        row = self.viewport.row_of(caret)
        rows = self.viewport.rows
        before = 0
        if row < len(rows) and rows[row].start >= 0:
            text = self.interview.paragraphs[caret.paragraph].text
            before = text_width(visible_within(text, rows[row].start, max(caret.offset, rows[row].start)))
        x, y, _, _ = self.content_region
        return Offset(x + self.painter.margin + GUTTER + before, y + row)

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def voice(self) -> str | None:
        """The only speaker whose turns are shown; None for everybody."""
        return self.shown.view.voice

    def look(self, view: View) -> None:
        """Show that much of the interview; what is looked at stays where it is on the screen."""
        if view == self.shown.view:
            return
        row = self.viewport.row_of(self.cursor.start)
        self.shown.show(view)
        here = self.cursor.start
        if self._folded_away and self._folded_away[0] == here:
            # Nobody has moved since these words were folded away: what shows them again goes back to them.
            here = self._folded_away[1]
        near = self.shown.standing_for(here.paragraph)
        place = here if near == here.paragraph else Place(near, 0)
        self.cursor = self.steps.unit_at(place, Granularity.SENTENCE)
        self._folded_away = (self.cursor.start, here)
        if self.selection and self.shown.revealing(*_paragraphs(self.selection.passage)) != view:
            # What can't be seen can't stay selected.
            self.select(None, follow=False)
        self.viewport.lay_out_again(self.cursor.start, row)
        self.refresh()
        self._tell_place()

    def _tell_place(self) -> None:
        """Tell the screen where one reads; none is there yet where an overview is taken up."""
        if self.is_attached:
            self.screen.post_message(self.Moved(self.cursor.start))

    def reveal(self, passage: Passage) -> None:
        """Show all of a passage, whatever was folded or left out: nothing unseen may be collected."""
        self.look(self.shown.revealing(*_paragraphs(passage)))

    def dim_glosses(self, dimmed: bool) -> None:
        """Dim words said again in the other script, as milestone（里程碑）, or paint them like the rest."""
        self.glosses_dimmed = dimmed
        self._painter = None
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width, with the same words at the top."""
        if self._lay_out():
            self.refresh()
        self.post_message(self.LaidOut())

    def _lay_out(self) -> bool:
        """Lay out for the size that the widget has now; False where it was for that size already."""
        if self._laid_out_for == self.size:
            return False
        self._laid_out_for = self.size
        width = max(2, min(self.column, self.size.width - GUTTER - 1))
        self.viewport.resize(width, self.size.height)
        if self._returning:
            self.viewport.return_to(self._returning)
        # A smaller page holds fewer words: the sentence being read must still be on it.
        if not self.cursor.start < self.viewport.anchor < self.cursor.end:
            self.viewport.bring(self.cursor)
        self._painter = None
        return True

    def window(self) -> Passage:
        """Return the passage on screen, at the size that the widget has now."""
        self._lay_out()
        return self.viewport.passage

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was."""
        super().notify_style_update()
        self._painter = None

    @property
    def painter(self) -> Painter:
        """What paints rows at the present width and in the present theme."""
        if self._painter is None:
            margin = max(0, (self.size.width - GUTTER - self.viewport.layout.width) // 2)
            palette = Palette(self.app.theme_variables)
            self._painter = Painter(
                self.shown, palette, margin, self.size.width, glosses_dimmed=self.glosses_dimmed
            )
        return self._painter

    def render_line(self, y: int) -> Strip:
        """Return one row of the window, `y` from 0."""
        # Painting may come before the news of the size: the first page would be drawn empty, and then again.
        self._lay_out()
        rows = self.viewport.rows
        return self.painter.row(rows[y], self._spans) if y < len(rows) else self.painter.blank()

    def _spans(self, row: Row) -> list[Span]:
        length = len(self.interview.paragraphs[row.paragraph].text)
        selected = self.selection and self.selection.passage
        return self.marks.spans(row.paragraph, length, row.start, row.end, self.cursor, selected, self.word)

    def paint_again(self, *passages: Passage | None) -> None:
        """Paint the rows again that hold something of these passages."""
        for y in self.viewport.touched(*passages):
            self.refresh(Region(0, y, self.size.width, 1))

    def mark_hits(self, hits: Iterable[Passage], in_hand: Passage | None = None) -> None:
        """Mark what a search found, and the one looked at."""
        self.marks.hits, self.marks.hit_in_hand = Passages(hits), in_hand
        self.refresh()

    def mark_hit_in_hand(self, hit: Passage | None) -> None:
        """Mark another one of the hits as the one looked at."""
        before, self.marks.hit_in_hand = self.marks.hit_in_hand, hit
        self.paint_again(before, hit)

    def mark_quotes(self, quotes: Passages, colours: Mapping[Passage, Mark]) -> None:
        """Mark what stands in the collection, each passage in its colour."""
        before = self._quotes_on_screen()
        self.marks.quotes, self.marks.colours = quotes, colours
        changed = before ^ self._quotes_on_screen()
        self.paint_again(*(passage for passage, _mark in changed))

    def _quotes_on_screen(self) -> set[tuple[Passage, Mark]]:
        marks = self.marks
        return {
            (passage, marks.colours.get(passage, Mark.QUOTE))
            for paragraph in {row.paragraph for row in self.viewport.rows}
            for passage in marks.quotes.touching(paragraph)
        }

    # -- scrolling ---------------------------------------------------------------------------------

    @property
    def position(self) -> Position:
        """Where the cursor and the top of the page are, to come back to."""
        return self.viewport.position(self.cursor.start)

    def return_to(self, position: Position) -> None:
        """Go back to a position, and stay there should the page get its old size only later."""
        self.look(position.view)
        self._set_cursor(self.steps.unit_at(position.cursor, Granularity.SENTENCE))
        if self.viewport.return_to(position):
            self.refresh()
        self._follow(self.cursor)
        self._returning = position

    def _follow(self, passage: Passage, *, centre: bool = False) -> None:
        self._returning = None
        if self.viewport.bring(passage, centre=centre):
            self.refresh()
        self._tell_place()

    def scroll_rows(self, rows: int) -> None:
        """Scroll by so many rows; the cursor stays unless it would leave the screen."""
        self._returning = None
        if self.viewport.scroll(rows):
            self.refresh()
            self._keep_cursor_on_screen()

    def page(self, direction: int) -> None:
        """Go a page on (1) or back (-1)."""
        self._returning = None
        if self.viewport.page(direction):
            self.refresh()
            self._keep_cursor_on_screen()
        else:
            self.move_to(self.interview.end if direction > 0 else self.interview.start, reveal=False)

    def _keep_cursor_on_screen(self) -> None:
        edges = self.viewport.first_and_last()
        if edges and not self.selection:
            first, last = edges
            if self.cursor.start < first:
                unit = self.steps.unit_at(first, Granularity.SENTENCE)
                later = self.steps.step(unit.start, Granularity.SENTENCE, 1)
                if unit.start < first and later is not None and later < last:
                    # A sentence that began on the page before is not the first of this one.
                    unit = self.steps.unit_at(later, Granularity.SENTENCE)
                self._set_cursor(unit)
            elif self.cursor.start >= last:
                self._set_cursor(
                    self.steps.unit_at(Place(last.paragraph, last.offset - 1), Granularity.SENTENCE)
                )
        self._tell_place()

    # -- the cursor --------------------------------------------------------------------------------

    def _set_cursor(self, unit: Passage) -> None:
        before, self.cursor = self.cursor, unit
        if unit != before:
            self.word = None
        self.paint_again(before, unit)

    def _place_to_go(self, place: Place, reveal: bool) -> Place:
        """The place itself, once it is shown; where nothing is to be revealed, what stands for it."""
        if reveal:
            self.reveal(Passage(place, place))
        near = self.shown.standing_for(place.paragraph)
        return place if near == place.paragraph else self.steps.sentence_from(near)

    def move_to(self, place: Place, *, centre: bool = False, reveal: bool = True) -> None:
        """Put the cursor on the sentence at a place and show it; what is folded there opens if `reveal`."""
        place = self._place_to_go(place, reveal)
        self._set_cursor(self.steps.unit_at(place, Granularity.SENTENCE))
        self._follow(self.cursor, centre=centre)
        # Of a sentence longer than the page the words that were asked for are shown, not its first ones.
        if place != self.cursor.start and self.viewport.bring(Passage(place, place)):
            self.refresh()

    def land_on(self, place: Place, *, reveal: bool = True) -> None:
        """Put the cursor on the sentence at a place, with its paragraph's first row at the top."""
        place = self._place_to_go(place, reveal)
        self._set_cursor(self.steps.unit_at(place, Granularity.SENTENCE))
        if self.viewport.show_place(Place(place.paragraph, 0)):
            self.refresh()
        self._follow(self.cursor)
        if place != self.cursor.start and self.viewport.bring(Passage(place, place)):
            self.refresh()

    def reach(self, place: Place) -> None:
        """Go to a place; what is selected is stretched to the sentence there."""
        if self.selection:
            self.select(self.selection.reaching(self.steps.unit_at(place, Granularity.SENTENCE)))
        else:
            self.move_to(place, reveal=False)

    def step(self, granularity: Granularity, direction: int) -> bool:
        """Move the cursor by one unit, or stretch the selection by it; False at the end of the interview."""
        if self.selection:
            before = self.selection
            self.extend(granularity, direction)
            return self.selection != before
        target = self.steps.step(self.cursor.start, granularity, direction)
        if target is None:
            return False
        if granularity is Granularity.SECTION:
            self.land_on(target, reveal=False)
        else:
            self.move_to(target, reveal=False)
        return True

    # -- selecting ---------------------------------------------------------------------------------

    @property
    def chosen(self) -> Passage:
        """What an action is about: the selection, or the sentence under the cursor."""
        return self.selection.passage if self.selection else self.cursor

    def select(self, selection: Selection | None, *, follow: bool = True) -> None:
        """Set the selection, or give it up (None).

        `follow` scrolls to its caret; given up, a cursor that was left behind comes to where the caret was.
        """
        if selection:
            self.reveal(selection.passage)
        before, self.selection = self.selection, selection
        old, new = before and before.passage, selection and selection.passage
        if old and new:
            # Only where the two differ has anything to be painted: between the old and the new caret.
            self.paint_again(*(Passage.between(a, b) for a, b in zip(old, new, strict=True) if a != b))
        else:
            self.paint_again(old, new, self.cursor)
        if selection and follow:
            place = selection.caret
            if selection.passage.end == place:
                place = Place(place.paragraph, max(0, place.offset - 1))
            if self.viewport.bring(Passage(place, place)):
                self.refresh()
        elif before and follow and not self.viewport.touched(self.cursor):
            last = Place(before.caret.paragraph, max(0, before.caret.offset - 1))
            self._set_cursor(self.steps.unit_at(last, Granularity.SENTENCE))
            self._keep_cursor_on_screen()
        self.screen.post_message(self.Selected(selection))

    def extend(self, granularity: Granularity, direction: int) -> None:
        """Move the selection's caret by one unit."""
        if self.selection:
            self.select(self.selection.moved(self.steps, granularity, direction))

    def select_unit(self, granularity: Granularity) -> None:
        """Select the whole paragraph or turn that the caret is in, in addition to what is selected."""
        if self.selection:
            caret = self.selection.caret
            unit = self.steps.unit_at(Place(caret.paragraph, max(0, caret.offset - 1)), granularity)
            start, end = self.selection.passage
            self.select(Selection.of(Passage(min(unit.start, start), max(unit.end, end))))


def _paragraphs(passage: Passage) -> tuple[int, int]:
    return passage.start.paragraph, passage.end.paragraph
