"""An interview of which it is not sure who speaks: what is told of it, and the person's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.commands import COMMANDS
from tui.app.commands.footer import key_shown
from tui.interview.speakers.label_doubts import likely_labels, might_be_labels
from tui.locale import _
from tui.locale.labels import reason_words

if TYPE_CHECKING:
    from tui.app.command_screen import Deed
    from tui.app.dialogs.asker import Changer
    from tui.app.dialogs.speakers import Speakers
    from tui.app.reading.parts import Parts
    from tui.app.widgets.doubt_bar import DoubtBar

_NAMED = 4
"""Labels that are named in a line."""

_REASONS = 2
"""Reasons that are told in it."""

_WORTH_TELLING = 0.1
"""How likely, from 0 to 1, what might be a label is that a line tells of."""


class Doubts:
    """Tells what is likely, and takes a person's word on it.

    Args:
        screen: the screen of the interview.
        queue: makes changes that can be undone.
    """

    def __init__(self, screen: Parts, queue: Changer) -> None:
        self.screen = screen
        self.queue = queue

    @property
    def deeds(self) -> dict[str, Deed]:
        """What carries out the commands about who speaks."""
        return {
            "speakers": self.ask,
            "speakers.accept": self.accept,
            "speakers.refuse": self.refuse,
            "speakers.next": self.go_on,
        }

    def ask(self, about: str = "") -> None:
        """Ask what is to be said of who speaks, of `about` first."""
        self._speakers().ask(about)

    def accept(self) -> None:
        """Say that the likely speakers speak."""
        self._say(True)

    def refuse(self) -> None:
        """Say that their labels are none."""
        self._say(False)

    def _say(self, is_one: bool) -> None:
        names = [one.name for one in likely_labels(self.screen.interview)]
        if names:
            self._speakers().say_of_labels(dict.fromkeys(names, is_one))

    def go_on(self) -> None:
        """Leave for the next interview in which it is not sure who speaks."""
        navigator, path = self.screen.navigator, self.screen.interview.path
        if walk := navigator.walk:
            navigator.leave_interview(lambda: walk(path))

    def _speakers(self) -> Speakers:
        from tui.app.dialogs.speakers import Speakers

        return Speakers(self.screen, self.queue)

    def bar(self) -> DoubtBar | None:
        """Make what stands above the page as long as it is not sure who speaks."""
        from tui.app.widgets.doubt_bar import DoubtBar

        keymap = self.screen.navigator.keymap
        keys = [
            (key_shown(keymap.get(id, COMMANDS[id].keys), False), _(COMMANDS[id].label), id)
            for id in ("speakers.accept", "speakers.refuse", "speakers")
            if COMMANDS[id].is_there
        ]
        words = self.words()
        return DoubtBar(words, keys, id="doubt") if words else None

    def words(self) -> str:
        """Say which labels the interview is read by, and why; "" where it is sure."""
        likely = likely_labels(self.screen.interview)
        weights: dict[str, float] = {}
        for one in likely:
            for feature, weight in one.reasons:
                weights[feature] = weights.get(feature, 0.0) + weight
        for_it = sorted((feature for feature in weights if weights[feature] > 0), key=lambda f: -weights[f])
        names = [one.name for one in likely]
        return self._told(
            _("Likely speakers: {names}"), names, [reason_words(feature) for feature in for_it[:_REASONS]]
        )

    def words_of_candidates(self) -> str:
        """Say what might be labels where nobody speaks; "" where nothing might."""
        interview = self.screen.interview
        if interview.speakers:
            return ""
        names = [one.name for one in might_be_labels(interview) if one.probability >= _WORTH_TELLING]
        return self._told(_("No speakers. These might be labels: {names} (P)"), names, [])

    @staticmethod
    def _told(words: str, names: list[str], reasons: list[str]) -> str:
        if not names:
            return ""
        named = _(", ").join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
        told = words.format(names=named)
        if not reasons:
            return told
        return _("{words}; for it: {reasons}").format(words=told, reasons=_(", ").join(reasons))
