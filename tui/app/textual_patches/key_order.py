"""One key after the other, whatever comes in together."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.message import Message

from tui.app.terminal.held_key import HeldKey

if TYPE_CHECKING:
    from textual.app import App


_KEY_PATIENCE = 0.5
"""Seconds that a key may be on its way before the next one is let through all the same."""


class KeyDone(Message):
    """Follows a key on its way through the widgets; where it arrives, the key has been dealt with."""

    def __init__(self, number: int, rounds: int) -> None:
        super().__init__()
        self.number = number
        self.rounds = rounds


class KeysInOrder:
    """Deals with one key after the other; stands before App among the bases.

    Textual hands a key to the widget in focus at once, but runs what is bound to it only when the key has
    bubbled up to the application. Of "/" and a word that arrive together, as they do on a slow line, the word
    went to whatever had the focus before the search was opened; Home and a word behind it came out mixed up.
    A key that is typed into the widget in focus need not be waited for.
    """

    _key_number = 0
    _key_held = False
    _keys_kept = 0

    async def on_event(self, event: events.Event) -> None:
        """Deal with the event, or keep it until the key before it is done."""
        app = cast("App[Any]", self)
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)  # type: ignore[misc]
            return
        if not app._screen_stack:
            return  # the application is being left
        waiting = self._keys_waiting()
        if self._key_held:
            waiting.append(event)
            return
        focused = app.focused
        typed = isinstance(event, events.Paste) or (
            focused is not None and focused.check_consume_key(event.key, event.character)
        )
        if not typed and self._is_left_behind(event):
            return
        self._key_held = not typed
        await super().on_event(event)  # type: ignore[misc]
        if not typed:
            self._key_number += 1
            # Whatever happens to the widget that the key went to, the next one is not kept for ever.
            asyncio.get_running_loop().call_later(_KEY_PATIENCE, self._release_keys, self._key_number)
            self._follow(KeyDone(self._key_number, 2))

    def _is_left_behind(self, event: events.Event) -> bool:
        if not isinstance(event, events.Key):
            return False
        held: HeldKey = self.__dict__.setdefault("_held_key", HeldKey())
        return held.is_left_behind(event.key, event.time, monotonic())

    def _keys_waiting(self) -> deque[events.Event]:
        waiting: deque[events.Event] = self.__dict__.setdefault("_waiting_keys", deque())
        return waiting

    def _follow(self, done: KeyDone) -> None:
        app = cast("App[Any]", self)
        target = (app.focused or app.screen) if app._screen_stack else None
        if target is None or not target.post_message(done):
            self._release_keys(done.number)

    def on_key_done(self, done: KeyDone) -> None:
        """Go round once more, behind the change of focus or the message that the key led to, then release."""
        app = cast("App[Any]", self)
        if done.rounds > 1:
            app.call_later(self._follow, KeyDone(done.number, done.rounds - 1))
        else:
            app.call_later(self._release_keys, done.number)

    @asynccontextmanager
    async def keys_kept(self) -> AsyncIterator[None]:
        """While this lasts the key in hand is not done, so that the next one waits for what comes of it."""
        let_go = self.keep_keys()
        try:
            yield
        finally:
            let_go()

    def keep_keys(self) -> Callable[[], None]:
        """The same from now until what is returned is called; calling it again does nothing."""
        self._keys_kept += 1
        kept = True

        def let_go() -> None:
            nonlocal kept
            if kept:
                kept = False
                self._keys_kept -= 1
                self._release_keys(self._key_number)

        return let_go

    def _release_keys(self, number: int) -> None:
        if number != self._key_number or not self._key_held or self._keys_kept:
            return
        self._key_held = False
        waiting = self._keys_waiting()
        # They go to the end of the queue, in order; what has come in meanwhile would overtake them there.
        if waiting:
            cast("App[Any]", self).call_next(self._feed_waiting)

    async def _feed_waiting(self) -> None:
        waiting = self._keys_waiting()
        while waiting and not self._key_held:
            await self.on_event(waiting.popleft())
