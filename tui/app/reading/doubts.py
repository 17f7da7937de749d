"""An interview of which it is not sure who speaks: what is told of it, and the person's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.commands import COMMANDS
from tui.app.commands.footer import key_shown
from tui.interview.speakers.label_doubts import doubtful_labels, has_less, likely_labels
from tui.locale import _
from tui.locale.labels import reason_words

if TYPE_CHECKING:
    from tui.app.command_screen import Deed
    from tui.app.dialogs.asker import Changer
    from tui.app.dialogs.speakers import Speakers
    from tui.app.reading.parts import Parts
    from tui.app.widgets.doubt_bar import DoubtBar
    from tui.interview.model.label import Judgement

_NAMED = 4
"""Labels that are named in a line."""

_REASONS = 2
"""Reasons that are told in it."""


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
        self._say(likely_labels(self.screen.interview), True)

    def refuse(self) -> None:
        """Say that their labels are none; where there is none, that what might be one is none."""
        interview = self.screen.interview
        self._say(likely_labels(interview) or doubtful_labels(interview), False)

    def _say(self, labels: list[Judgement], is_one: bool) -> None:
        if labels:
            self._speakers().say_of_labels(dict.fromkeys([one.name for one in labels], is_one))

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
        words = "" if self.screen.interview.sure else self.words()
        if not words:
            return None
        from tui.app.widgets.doubt_bar import DoubtBar

        keymap = self.screen.navigator.keymap
        ids = ("speakers.accept", "speakers.refuse", "speakers")
        commands = [COMMANDS[id] for id in (ids if likely_labels(self.screen.interview) else ids[1:])]
        keys = [
            (key_shown(keymap.get(one.id, one.keys), False), _(one.label), one.id)
            for one in commands
            if one.is_there
        ]
        return DoubtBar(words, keys, id="doubt")

    def words(self) -> str:
        """Say which labels the interview is read by though they are not sure, and why; and which it isn't."""
        interview = self.screen.interview
        likely, doubtful = likely_labels(interview), _named(doubtful_labels(interview))
        if likely:
            words = _("Likely speakers: {names}").format(names=_named(likely))
            if reasons := _reasons(likely):
                words = _("{words}; for it: {reasons}").format(words=words, reasons=reasons)
            return _("{words}; perhaps: {names}").format(words=words, names=doubtful) if doubtful else words
        if interview.speakers or not doubtful:
            return ""
        return _("No speakers. These might be labels: {names} (P)").format(names=doubtful)


def _named(labels: list[Judgement]) -> str:
    names = [one.name for one in labels]
    return _(", ").join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _reasons(labels: list[Judgement]) -> str:
    """What speaks for some labels most, all of them taken together."""
    weights: dict[str, float] = {}
    for one in labels:
        for feature, weight in one.reasons:
            # What is the same for all labels of a text says nothing of these, nor what they have not.
            if not feature.startswith("document:") and not has_less(one, feature, weight):
                weights[feature] = weights.get(feature, 0.0) + weight
    for_it = sorted((feature for feature in weights if weights[feature] > 0), key=lambda f: -weights[f])
    return _(", ").join(map(reason_words, for_it[:_REASONS]))
