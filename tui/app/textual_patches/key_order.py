"""One key after the other, whatever comes in together.

Textual hands a key to the widget in focus at once, but runs what is bound to it only when the key has
bubbled up to the application (`App.on_event`; Textual issue 6605). Of "/" and a word that arrive together,
as they do on a slow line, the word went to whatever had the focus before the search was opened; Home and a
word behind it came out mixed up.
Remove when: a key's binding has run before the next key is handed on (Textual pull request 6631 does so
within one widget).
Tests: tests/app/test_textual_private.py, test_keys_behind_one_that_moves_the_focus_go_where_it_went,
test_a_key_whose_widget_goes_away_holds_up_no_other.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message import Message

if TYPE_CHECKING:
    from textual.app import App

    AnApp = App[Any]
else:
    AnApp = object

_KEY_PATIENCE = 0.5
"""Seconds that a key may be on its way before the next one is let through all the same."""


class KeyDone(Message):
    """Follows a key on its way through the widgets; where it arrives, the key has been dealt with."""

    def __init__(self, number: int, rounds: int) -> None:
        super().__init__()
        self.number = number
        self.rounds = rounds


class KeysInOrder(AnApp):
    """Deals with one key after the other; goes before App among the bases.

    A key that is typed into the widget in focus need not be waited for.
    """

    _key_number = 0
    _key_held = False
    _keys_kept = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting_keys: deque[events.Event] = deque()

    async def on_event(self, event: events.Event) -> None:
        """Deal with the event, or keep it until the key before it is done."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        if not self._screen_stack:
            return  # the application is being left
        if self._key_held:
            self._waiting_keys.append(event)
            return
        focused = self.focused
        typed = isinstance(event, events.Paste) or (
            focused is not None and focused.check_consume_key(event.key, event.character)
        )
        if not typed and isinstance(event, events.Key) and self.is_left_behind(event):
            return
        self._key_held = not typed
        await super().on_event(event)
        if not typed:
            self._key_number += 1
            # Whatever happens to the widget that the key went to, the next one is not kept for ever.
            asyncio.get_running_loop().call_later(_KEY_PATIENCE, self._release_keys, self._key_number)
            self._follow(KeyDone(self._key_number, 2))

    def is_left_behind(self, key: events.Key) -> bool:
        """Tell whether a key has come too late to be meant still; none has, unless a subclass says so."""
        return False

    def _follow(self, done: KeyDone) -> None:
        target = (self.focused or self.screen) if self._screen_stack else None
        if target is None or not target.post_message(done):
            self._release_keys(done.number)

    def on_key_done(self, done: KeyDone) -> None:
        """Go round once more, behind the change of focus or the message that the key led to, then release."""
        if done.rounds > 1:
            self.call_later(self._follow, KeyDone(done.number, done.rounds - 1))
        else:
            self.call_later(self._release_keys, done.number)

    @asynccontextmanager
    async def keys_kept(self) -> AsyncIterator[None]:
        """Keep the keys that come in the meantime: the one in hand is not done while this lasts."""
        let_go = self.keep_keys()
        try:
            yield
        finally:
            let_go()

    def keep_keys(self) -> Callable[[], None]:
        """Keep the keys that come from now on; return what lets them go, which may be called twice."""
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
        # They go to the end of the queue, in order; what has come in meanwhile would overtake them there.
        if self._waiting_keys:
            self.call_next(self._feed_waiting)

    async def _feed_waiting(self) -> None:
        while self._waiting_keys and not self._key_held:
            await self.on_event(self._waiting_keys.popleft())
