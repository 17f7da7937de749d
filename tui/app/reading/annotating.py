"""Notes, tags and colours: for the quote in hand, or for all that are marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.locale import _, ngettext
from tui.locale.messages import colour_words

if TYPE_CHECKING:
    from tui.app.command_screen import Deed
    from tui.app.reading.change_queue import ChangeQueue
    from tui.app.reading.panel import Panel
    from tui.app.reading.parts import Parts
    from tui.quotes.collection import Collection
    from tui.quotes.quote import Quote


class Annotating:
    """What a person says of quotes on a reading screen.

    Args:
        screen: where the quotes are.
        panel: what the collection shows.
        queue: carries changes out.
        chosen: the quotes that are meant; says so where there is none.
    """

    def __init__(
        self, screen: Parts, panel: Panel, queue: ChangeQueue, chosen: Callable[[], list[Quote]]
    ) -> None:
        self.screen = screen
        self.panel = panel
        self.queue = queue
        self._chosen = chosen

    @property
    def deeds(self) -> dict[str, Deed]:
        """What carries out the commands of notes, tags and colours."""
        return {"note": self.edit_note, "tags": self.edit_tags, "quote.colour": self.choose_colour}

    def edit_note(self) -> None:
        """Write the note of the quote in hand, or add one to each of the marked quotes."""
        from tui.app.dialogs.note import NoteScreen

        quotes = self._chosen()
        if not quotes:
            return
        before = quotes[0].note if len(quotes) == 1 else ""

        def notes(note: str) -> dict[str, str]:
            if len(quotes) == 1:
                return {quotes[0].id: note}
            return {quote.id: f"{quote.note}\n\n{note}".strip() for quote in quotes}

        async def keep(note: str) -> bool:
            return note == before or await self.queue.carried_out(
                lambda collection: collection.set_notes(notes(note)),
                in_hand=lambda _: quotes[0].id,
                about=opening(quotes[0]),
            )

        def leave(note: str) -> None:
            # The session is closed behind this, once it is done.
            self.screen.session.change(lambda collection: collection.set_notes(notes(note)), about)

        about = opening(quotes[0]) if len(quotes) == 1 else several(quotes)
        self.screen.app.push_screen(NoteScreen(about, before, keep, leave))

    def edit_tags(self) -> None:
        """Write the tags of the quote in hand, or those that the marked quotes have in common."""
        from tui.app.dialogs.ask import AskScreen

        quotes = self._chosen()
        if not quotes:
            return
        common = [tag for tag in quotes[0].tags if all(tag in quote.tags for quote in quotes)]

        def keep(line: str | None) -> None:
            if line is None:
                return
            words = (word.lstrip("#＃") for word in re.sub("[，、,]", " ", line).split())
            wanted = tuple(dict.fromkeys(word for word in words if word))
            ids = [quote.id for quote in quotes]

            def retag(collection: Collection) -> None:
                if len(ids) == 1:
                    collection.retag(ids, wanted, only=True)
                else:
                    dropped = [tag for tag in common if tag not in wanted]
                    collection.retag(ids, [tag for tag in wanted if tag not in common], dropped)

            self.queue.change(retag, in_hand=lambda _: ids[0])

        counts: dict[str, int] = {}
        for quote in self.panel.snapshot.quotes:
            for tag in quote.tags:
                counts[tag] = counts.get(tag, 0) + 1
        used = sorted(counts, key=lambda tag: (-counts[tag], tag))
        hint = _("Words separated by blanks.")
        if len(quotes) > 1:
            hint = several(quotes) + " · " + hint
        # A tag of several words stands here as one.
        value = " ".join(tag.replace(" ", "_") for tag in common)
        asking = AskScreen(_("Tags"), hint, value=value, goes_on=True, completions=used)
        self.screen.app.push_screen(asking, keep)

    def choose_colour(self) -> None:
        """Give the quote in hand, or the marked ones, a colour."""
        from tui.app.dialogs.choose import ChooseScreen
        from tui.quotes.quote import Colour

        quotes = self._chosen()
        if not quotes:
            return
        colours = [*Colour, ""]

        def answered(index: int | None) -> None:
            if index is None:
                return
            colour, ids = colours[index], [quote.id for quote in quotes]
            self.queue.change(lambda collection: collection.set_colour(ids, colour), in_hand=lambda _: ids[0])

        answers = [f"{number} {colour_words(colour)}" for number, colour in enumerate(Colour, 1)]
        answers.append(f"{len(colours)} " + _("no colour"))
        about = opening(quotes[0]) if len(quotes) == 1 else several(quotes)
        self.screen.app.push_screen(ChooseScreen(_("Colour"), about, answers), answered)


def opening(quote: Quote) -> str:
    """Return the words of a quote on one line, to know it by."""
    return " ".join(quote.text.split())


def several(quotes: Sequence[Quote]) -> str:
    """Say how many quotes they are."""
    return ngettext("{count} quote", "{count} quotes", len(quotes)).format(count=len(quotes))
