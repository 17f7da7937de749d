"""How much of the interview is looked at: one voice alone, folded sections, answers down to a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.interview.model.view import View
from tui.locale import _

if TYPE_CHECKING:
    from tui.app.command_screen import Deed
    from tui.app.reading.parts import Parts


class Viewing:
    """What a reading screen shows of its interview."""

    def __init__(self, screen: Parts) -> None:
        self.screen = screen

    @property
    def deeds(self) -> dict[str, Deed]:
        """What carries out the commands of the overview."""
        return {
            "speaker": self.next_voice,
            "answers": self.toggle_short_answers,
            "fold": self.toggle_fold,
            "fold.all": self.toggle_all_sections,
            "everything": self.everything,
            "glosses": self.toggle_glosses,
        }

    @property
    def view(self) -> View:
        """What is shown now."""
        return self.screen.reader.shown.view

    def next_voice(self) -> None:
        """Show the next speaker alone; everyone behind the last one."""
        names = [None, *(speaker.name for speaker in self.screen.interview.speakers)]
        if len(names) == 1:
            self.screen.say(_("No speakers are known in this text."), warning=True)
            return
        voice = names[(names.index(self.view.voice) + 1) % len(names)]
        self.screen.reader.look(self.view._replace(voice=voice))

    def toggle_fold(self, paragraph: int | None = None) -> None:
        """Fold what stands at a paragraph (from 0), by default where the person is, or unfold it again.

        With answers down to a line that is the turn, otherwise the section.
        """
        if paragraph is None:
            pane = self.screen.outline
            chosen = pane.section_in_hand if pane.has_focus else None
            paragraph = chosen.start if chosen else self.screen.reader.cursor.start.paragraph
        turn = self.screen.interview.turn_index(paragraph)
        if self.screen.reader.shown.can_shorten(paragraph):
            self.screen.reader.look(self.view._replace(opened=self.view.opened ^ {turn}))
        else:
            self.toggle_section(paragraph)

    def toggle_section(self, paragraph: int) -> None:
        """Fold the section that a paragraph (from 0) stands in, or unfold it."""
        index = self.screen.interview.section_index(paragraph)
        if index < 0:
            self.screen.say(_("No sections in this text."), warning=True)
            return
        self.screen.reader.look(self.view._replace(folded=self.view.folded ^ {index}))

    def open_folded(self) -> bool:
        """Unfold the section whose heading is all that is shown under the cursor; False where none is."""
        paragraph = self.screen.reader.cursor.start.paragraph
        if self.screen.reader.selection or not self.screen.reader.shown.is_folded(paragraph):
            return False
        self.toggle_section(paragraph)
        return True

    def toggle_all_sections(self) -> None:
        """Fold all sections down to their headings, or unfold all of them."""
        sections = self.screen.interview.sections
        if not sections:
            self.screen.say(_("No sections in this text."), warning=True)
            return
        everything = frozenset(range(len(sections)))
        folded = frozenset() if self.view.folded == everything else everything
        self.screen.reader.look(self.view._replace(folded=folded))

    def toggle_short_answers(self) -> None:
        """Show the answers down to their first line, or whole again."""
        if not self.screen.interview.turns:
            self.screen.say(_("No speakers are known in this text."), warning=True)
            return
        self.screen.reader.look(self.view._replace(short=not self.view.short, opened=frozenset()))

    def everything(self) -> None:
        """Show everybody and unfold everything."""
        self.screen.reader.look(View())

    def toggle_glosses(self) -> None:
        """Dim glosses, or show them like the rest; it is remembered."""
        dimmed = not self.screen.reader.glosses_dimmed
        self.screen.reader.dim_glosses(dimmed)
        self.screen.session.remember("glosses", "dim" if dimmed else "plain")
        self.screen.say(_("Glosses are dimmed.") if dimmed else _("Glosses are shown like the rest."))
