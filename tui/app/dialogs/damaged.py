"""A collection that is damaged, gone or empty: a person says whether its backup takes its place."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.dialogs.choose import ChooseScreen
from tui.kiosk.policy import current
from tui.locale import N_, _, ngettext
from tui.locale.messages import store_error_words
from tui.locale.trust import spoilt_words

if TYPE_CHECKING:
    from tui.app.dialogs.asker import Asker, Changer
    from tui.quotes.collection import Collection
    from tui.quotes.mending import Mended
    from tui.quotes.packing import Spoilt
    from tui.store.store_error import StoreError


_TITLES = {
    "damaged": N_("The collection is damaged"),
    "missing": N_("The collection is gone"),
    "emptied": N_("The collection is empty"),
    "foreign": N_("Another program's file is in the collection's place"),
}
"""What is the matter, by the error's kind."""


def ask(screen: Asker, error: StoreError, open_again: Callable[[], Awaitable[None]]) -> None:
    """Ask what to go on with, and go on; until that is answered nothing is written in the folder.

    Args:
        screen: on which the collection could not be opened.
        open_again: opens the collection once that is answered.
        error: one that a person has to decide about, with its backup if there is one.
    """
    copies: list[Path | None] = [None]
    answers = [_("Begin an empty collection"), _("Leave everything as it is")]
    if backup := str(error.details["backup"]):
        copies.insert(0, Path(backup))
        answers.insert(0, _words_of(Path(backup)))
    hint = store_error_words(error) + "\n\n" + _("Nothing was deleted.")

    async def settle(copy: Path | None) -> None:
        from tui.store.store_error import StoreError

        try:
            await asyncio.to_thread(screen.session.settle, copy)
        except StoreError as wrong:
            screen.notify(store_error_words(wrong), severity="error", timeout=30)
            return
        await open_again()
        screen.say(_("The backup was restored.") if copy else _("A new collection was begun."))

    def answered(index: int | None) -> None:
        if index is None or index == len(copies):
            screen.say(
                _("The collection stays closed. fangtan quotes restore brings its backup back."), warning=True
            )
        else:
            screen.run_worker(settle(copies[index]), group="store")

    screen.app.push_screen(ChooseScreen(_(_TITLES[error.kind]), hint, answers), answered)


def _words_of(copy: Path) -> str:
    """What a backup is: how old, and how much it holds."""
    from tui.store.sqlite.copies import made_at, quotes_in

    made, count = made_at(copy), quotes_in(copy)
    words = ngettext(
        "Restore the backup of {time}: {count} quote", "Restore the backup of {time}: {count} quotes", count
    )
    return words.format(time=made.strftime("%Y-%m-%d %H:%M") if made else copy.name, count=count)


def ask_of_quotes(screen: Asker, queue: Changer, spoilt: Sequence[Spoilt]) -> None:
    """Tell which quotes are damaged, and take them back where that is wanted; the others are there."""
    words = spoilt_words(spoilt)
    if not current().files:
        screen.say(words, warning=True)
        return

    def deed(collection: Collection) -> list[Mended]:
        from tui.quotes.mending import mend
        from tui.store.sqlite.copies import backups

        return mend(collection.store, reversed(backups(screen.session.data)), collection.interview)

    def then(mended: list[Mended]) -> None:
        back = sum(one.is_back for one in mended)
        screen.say(
            _("{count} of {all} taken back.").format(count=back, all=len(mended)), warning=back < len(mended)
        )

    def answered(index: int | None) -> None:
        if index == 0:
            queue.change(deed, then)
        else:
            screen.say(words, warning=True)

    answers = [_("Take them from the backups, or from the stored source"), _("Leave them as they are")]
    screen.app.push_screen(ChooseScreen(_("Quotes are damaged"), words, answers), answered)
