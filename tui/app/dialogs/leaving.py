"""Leaving while changes are not in the collection yet: it waits, says what for, and offers other ways."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from tui.app.deferred import deferred
from tui.app.dialogs.dialog import Dialog
from tui.app.session.pending_changes import PATIENCE, unkept_words, waiting_words, words_of_failure
from tui.app.textual_patches.answer_list import AnswerList
from tui.app.widgets.cells import shorten
from tui.locale import _, ngettext
from tui.locale.messages import export_error_words
from tui.text.sanitize import visible

if TYPE_CHECKING:
    from textual.app import App

    from tui.app.session.session import Session

_LOOK_EVERY = 0.05
_AGAIN_AFTER = 0.5
"""Seconds after which what failed is tried once more."""

_NAMED = 3
_OPENING = 56
"""Quotes that are named, and cells of their words."""


class Leavable(Protocol):
    """An interview's screen, with changes that may still be on their way to the collection."""

    session: Session

    def go_on_writing(self) -> None:
        """Try once more what failed, for the person stays."""


def when_kept(app: App[Any], screens: Sequence[Leavable], go: Callable[[], None]) -> None:
    """Do what closes some screens once nothing of theirs waits to be written, or a person wants no wait."""
    if not any(screen.session.pending.unkept for screen in screens):
        go()
        return
    for screen in screens:
        screen.session.pending.being_left = True
    app.run_worker(deferred(_wait, app, screens, go), group="leaving", exclusive=True)


async def _wait(app: App[Any], screens: Sequence[Leavable], go: Callable[[], None]) -> None:
    waited = 0.0
    while any(screen.session.pending.unkept for screen in screens):
        if waited >= PATIENCE:
            app.push_screen(LeavingScreen(screens, go))
            return
        await asyncio.sleep(_LOOK_EVERY)
        waited += _LOOK_EVERY
    _go(screens, go)


def _go(screens: Sequence[Leavable], go: Callable[[], None]) -> None:
    """Close the screens; one that stays all the same tells again of what fails."""
    for screen in screens:
        screen.session.pending.being_left = False
    go()


class LeavingScreen(Dialog[None]):
    """Waits until all is written and then leaves; meanwhile one can leave by a file, or go on reading.

    Args:
        screens: what is to be closed.
        go: closes it.
    """

    DEFAULT_CSS = """
    LeavingScreen #waits { height: auto; margin: 1 0 0 0; }
    LeavingScreen OptionList { height: auto; border: none; background: $surface; margin: 1 0; }
    LeavingScreen OptionList:focus { border: none; background-tint: $foreground 0%; }
    """

    def __init__(self, screens: Sequence[Leavable], go: Callable[[], None]) -> None:
        super().__init__()
        self.screens = screens
        self.go = go
        self._writing = False
        self._said: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Compose what is waited for, why it takes so long, what can be done."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = _("Not written yet")
            yield Static(id="waits", markup=False)
            yield Static(id="wrong", classes="wrong", markup=False)
            yield AnswerList(_("Go on reading"), _("Write it to a file and leave"), markup=False)
            yield Static(_("Leaves by itself as soon as it is written · Esc goes on reading"), classes="hint")

    def on_mount(self) -> None:
        """Take the first answer in hand, so that a key that was meant for the page decides nothing."""
        answers = self.query_one(OptionList)
        answers.highlighted = 0
        answers.focus()
        self._say("waits", self._waits())
        self._say("wrong", waiting_words())
        self.run_worker(deferred(self._until_kept), group="kept")

    def _say(self, id: str, words: str) -> None:
        """Show words in one of the two lines, which are looked at often and seldom change."""
        if self._said.get(id) != words:
            self._said[id] = words
            self.query_one(f"#{id}", Static).update(words)

    def _waits(self) -> str:
        unkept = [change for screen in self.screens for change in screen.session.pending.unkept]
        words = ngettext(
            "{count} change is not in the collection yet:",
            "{count} changes are not in the collection yet:",
            len(unkept),
        ).format(count=len(unkept))
        named = [
            shorten(" ".join(visible(change.about).split()), _OPENING) for change in unkept if change.about
        ]
        more = ["  …"] if len(named) > _NAMED else []
        if not named:
            words = words.rstrip(":：")
        return "\n".join([words, *(f"  “{about}”" for about in named[:_NAMED]), *more])

    async def _until_kept(self) -> None:
        """Try again what fails until it is written; what can never be is said once the screen is gone."""
        from tui.store.store_error import StoreError

        since = 0.0
        while True:
            sessions = [screen.session for screen in self.screens]
            reasons: dict[str, None] = {}
            for session in sessions:
                for change in session.pending.unkept:
                    failure = change.failure
                    if failure is None:
                        continue
                    if not isinstance(failure, StoreError):
                        session.pending.forget(change)
                        session.pending.last_words.append(words_of_failure(failure))
                        continue
                    reasons[words_of_failure(failure)] = None
                    if since >= _AGAIN_AFTER:
                        session.try_again(change)
            since = 0.0 if since >= _AGAIN_AFTER else since + _LOOK_EVERY
            if not any(session.pending.unkept for session in sessions):
                break
            self._say("waits", self._waits())
            if reasons:
                self._say("wrong", "\n".join(reasons))
            await asyncio.sleep(_LOOK_EVERY)
        if not self._writing:
            self.dismiss(None)
            self.app.call_later(_go, self.screens, self.go)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on reading, or write the changes to a file and leave."""
        event.stop()
        if event.option_index == 0:
            self.action_give_up()
        elif not self._writing:
            self._writing = True
            self.run_worker(deferred(self._write), group="write")

    async def _write(self) -> None:
        from tui.export.errors import ExportError

        for screen in self.screens:
            session = screen.session
            try:
                written = await asyncio.to_thread(session.pending.put_by, session.collection)
            except ExportError as error:
                self._writing = False
                self._say("wrong", export_error_words(error))
                return
            if written:
                session.pending.last_words.append(unkept_words(written, session.pending.unkept))
                session.pending.let_go()
        self.dismiss(None)
        self.app.call_later(_go, self.screens, self.go)

    def action_give_up(self) -> None:
        """Go on reading; what failed is tried once more there."""
        self.dismiss(None)
        for screen in self.screens:
            screen.go_on_writing()
