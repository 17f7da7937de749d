"""Moving through the text of an interview, back to places left, and selecting exact words in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.app.widgets.reader.selection import Selection
from tui.interview.model.steps import Granularity
from tui.locale import _

if TYPE_CHECKING:
    from tui.app.command_screen import Deed
    from tui.app.reading.parts import Parts
    from tui.app.widgets.reader.viewport import Position

_KEPT = 200
"""How many places are kept; the oldest are forgotten."""


class Visited:
    """The back and forward list of a reading screen."""

    def __init__(self, screen: Parts) -> None:
        self.screen = screen
        self._back: list[Position] = []
        self._forward: list[Position] = []

    def leave(self, position: Position | None = None) -> None:
        """Keep the present position, or another one, before going far from it."""
        position = position or self.screen.reader.position
        if not self._back or self._back[-1].cursor != position.cursor:
            self._back.append(position)
            del self._back[:-_KEPT]
        self._forward.clear()

    def back(self) -> None:
        """Go back to where one was before the last jump."""
        self._go(self._back, self._forward, _("No place to go back to yet."))

    def forward(self) -> None:
        """Go forward again."""
        self._go(self._forward, self._back, _("No place to go forward to."))

    def _go(self, there: list[Position], here: list[Position], nothing: str) -> None:
        present = self.screen.reader.position
        # The place one stands at is no place to go to.
        while there and there[-1].cursor == present.cursor:
            there.pop()
        if not there:
            self.screen.say(nothing, warning=True)
            return
        here.append(present)
        self.screen.reader.return_to(there.pop())


class Moving:
    """The cursor's and the selection's work on a reading screen."""

    def __init__(self, screen: Parts, visited: Visited) -> None:
        self.screen = screen
        self.visited = visited

    @property
    def deeds(self) -> dict[str, Deed]:
        """What carries out the commands of moving and selecting."""
        reader = self.screen.reader
        sentence, word, character = Granularity.SENTENCE, Granularity.WORD, Granularity.CHARACTER
        return {
            "sentence.next": partial(reader.step, sentence, 1),
            "sentence.previous": partial(reader.step, sentence, -1),
            "page.next": partial(reader.page, 1),
            "page.previous": partial(reader.page, -1),
            "page.back": partial(reader.page, -1),
            "turn.next": partial(self.go, Granularity.TURN, 1),
            "turn.previous": partial(self.go, Granularity.TURN, -1),
            "section.next": partial(self.go, Granularity.SECTION, 1),
            "section.previous": partial(self.go, Granularity.SECTION, -1),
            "start": partial(self.go_to_end, -1),
            "end": partial(self.go_to_end, 1),
            "goto": self.ask_where_to_go,
            "visited.back": self.visited.back,
            "visited.forward": self.visited.forward,
            "word.next": partial(reader.go_by_word, 1),
            "word.previous": partial(reader.go_by_word, -1),
            "select": self.select,
            "select.sentence.next": partial(reader.extend, sentence, 1),
            "select.sentence.previous": partial(reader.extend, sentence, -1),
            "select.word.next": partial(reader.extend, word, 1),
            "select.word.previous": partial(reader.extend, word, -1),
            "select.character.next": partial(reader.extend, character, 1),
            "select.character.previous": partial(reader.extend, character, -1),
            "select.paragraph": partial(reader.select_unit, Granularity.PARAGRAPH),
            "select.turn": partial(reader.select_unit, Granularity.TURN),
            "select.other-end": self.take_other_end,
        }

    def go_to_end(self, direction: int) -> None:
        """Go to the last sentence (1) or the first (-1); a selection is stretched to there."""
        interview = self.screen.interview
        self.visited.leave()
        self.screen.reader.reach(interview.end if direction > 0 else interview.start)

    def go(self, granularity: Granularity, direction: int) -> None:
        """Go by a turn or a section; a selection is stretched by it."""
        if granularity is Granularity.SECTION:
            self.visited.leave()
        self.screen.reader.step(granularity, direction)

    def go_to_section(self, paragraph: int) -> None:
        """Go to the section that begins with a paragraph (from 0), and read on there."""
        self.visited.leave()
        reader = self.screen.reader
        reader.land_on(reader.steps.sentence_from(paragraph), reveal=False)
        reader.focus()

    def ask_where_to_go(self) -> None:
        """Ask for a turn, a section or a percentage, and go there."""
        from tui.app.dialogs.ask import AskScreen
        from tui.app.dialogs.goto import destination

        reader = self.screen.reader

        def go(line: str | None) -> None:
            place = destination(reader.steps, line or "")
            if place is not None:
                self.visited.leave()
            if place is not None and reader.selection:
                reader.reach(place)
            elif place is not None:
                reader.land_on(place)

        def check(line: str) -> str:
            is_place = destination(reader.steps, line) is not None
            return "" if is_place else _("There is no such place here.")

        hint = _("120: turn 120 · s4: section 4 · 50%: half way")
        self.screen.app.push_screen(AskScreen(_("Go to"), hint, check=check), go)

    def select(self) -> None:
        """Begin a selection with the sentence under the cursor; give it up where there is one."""
        reader = self.screen.reader
        reader.select(None if reader.selection else Selection.of(reader.cursor))
        reader.focus()

    def take_other_end(self) -> None:
        """Move the other end of the selection from now on."""
        selection = self.screen.reader.selection
        if selection:
            self.screen.reader.select(selection.other_end())
