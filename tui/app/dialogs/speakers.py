"""Saying who the speakers are: another name, one for two of them, who asks and who is asked.

What is said is kept in a file (see `tui.interview.speakers.sidecar`); then the interview is read again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.dialogs.ask import AskScreen
from tui.app.dialogs.choose import ChooseScreen
from tui.app.session.pending_changes import words_of_failure
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Role, Speaker
from tui.interview.speakers import sidecar
from tui.interview.speakers.sidecar import Sidecar
from tui.locale import _, ngettext
from tui.locale.messages import role_words

if TYPE_CHECKING:
    from tui.app.dialogs.asker import Asker, Changer

Change = Callable[[Sidecar], Sidecar]

_ROLES = (Role.INTERVIEWER, Role.GUEST, Role.UNKNOWN)


class Speakers:
    """Asks step by step what is to be said of one speaker."""

    def __init__(self, screen: Asker, queue: Changer) -> None:
        self.screen = screen
        self.queue = queue

    def ask(self) -> None:
        """Ask which speaker is meant, and what is to be said of them; say so where there is none."""
        interview = self.screen.interview
        if not interview.speakers:
            self.screen.say(_("No speakers are known in this text."), warning=True)
            return

        def chosen(index: int | None) -> None:
            if index is not None:
                self._ask_what(interview.speakers[index])

        answers = [_line(speaker) for speaker in interview.speakers]
        self.screen.app.push_screen(ChooseScreen(_("Speakers"), _("Which speaker?"), answers), chosen)

    def _ask_what(self, speaker: Speaker) -> None:
        def chosen(index: int | None) -> None:
            if index == 0:
                self._ask_name(speaker)
            elif index is not None:
                role = _ROLES[index - 1]
                self._keep(lambda said: sidecar.assigned(said, speaker.name, role), speaker.name)

        what = [_("another name …"), *(_("role: {role}").format(role=role_words(role)) for role in _ROLES)]
        self.screen.app.push_screen(ChooseScreen(speaker.name, _line(speaker), what), chosen)

    def _ask_name(self, speaker: Speaker) -> None:
        def check(line: str) -> str:
            return (
                "" if sidecar.is_name(line) else _("this can't be a name: {name}").format(name=line.strip())
            )

        def named(line: str | None) -> None:
            if line is not None and line.strip() != speaker.name:
                new = line.strip()
                interview = self.screen.interview
                self._keep(lambda said: sidecar.renamed(interview, said, speaker.name, new), new)

        others = [one.name for one in self.screen.interview.speakers if one is not speaker]
        hint = _("With the name of another speaker, the two are one. The labels in the text stay as printed.")
        asking = AskScreen(
            speaker.name, hint, value=speaker.name, check=check, completions=others, whole=True
        )
        self.screen.app.push_screen(asking, named)

    def _keep(self, change: Change, about: str) -> None:
        """Write what was said and read the interview again; what stood there is kept where that fails."""
        interview = self.screen.interview
        try:
            before = sidecar.load(interview.path, interview.digest) or Sidecar()
        except InputError as error:
            self.screen.say(words_of_failure(error), warning=True)
            return
        after = change(before)

        def then(file: Path) -> None:
            self.screen.navigator.reopen(_("written: {path}").format(path=file.name))

        self.queue.change(lambda collection: collection.say_of_speakers(before, after), then, about=about)


def _line(speaker: Speaker) -> str:
    turns = ngettext("{count} turn", "{count} turns", speaker.turns).format(count=speaker.turns)
    parts = [speaker.name, turns]
    if speaker.role is not Role.UNKNOWN:
        parts.append(role_words(speaker.role))
    if speaker.variants:
        parts.append(_("also printed {labels}").format(labels=_(", ").join(speaker.variants[:4])))
    return " · ".join(parts)
