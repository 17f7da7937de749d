"""Which keys the footer shows, by where the person is."""

from __future__ import annotations

from tui.app.commands.command import Command
from tui.app.commands.interview_commands import COMMANDS
from tui.app.commands.key_names import key_words
from tui.app.commands.situation import Focus, Situation

_READING = (
    "reopen",
    "speakers.next",
    "search",
    "collect",
    "select",
    "page.next",
    "section.next",
    "hit.next",
    "answers",
    "speaker",
    "export",
    "collection",
)
_SEARCHING = (
    "search.land",
    "search.back",
    "search.order",
    "concordance",
    "search.collect",
    "search.collect-all",
    "search.accept",
    "search.previous",
    "search.next",
)
_SELECTING = (
    "collect",
    "copy",
    "search.word",
    "concordance",
    "select.sentence.next",
    "select.word.next",
    "select.character.next",
    "select.turn",
)
_RESIZING = (
    "quote.extent.keep",
    "select.other-end",
    "select.sentence.next",
    "select.sentence.previous",
    "select.word.next",
    "select.word.previous",
    "select.character.next",
    "select.character.previous",
)
_COLLECTION = (
    "quote.decide",
    "quote.mark",
    "note",
    "tags",
    "quote.colour",
    "filter",
    "quote.merge",
    "quote.split",
    "quote.extent",
    "quote.remove",
    "undo",
    "quote.order",
    "quote.question",
    "quote.down",
    "quote.up",
    "copy",
    "export",
    "collection",
)
_NO_QUOTES = ("collect", "undo", "collection")
ALWAYS = ("help", "quit")
"""Never left out for want of room."""


def key_shown(keys: str, typing: bool) -> str:
    """Return the key that is shown for a command; while someone is `typing`, one that types nothing."""
    names, words = keys.split(","), key_words(keys)
    silent = (word for name, word in zip(names, words, strict=True) if len(word) > 1 or not word.isascii())
    return next(silent, words[0]) if typing else words[0]


def shown_now(now: Situation) -> list[Command[Situation]]:
    """List the commands to show, the most wanted first; those that can't be carried out now are left out."""
    if now.focus is Focus.SEARCH_BAR:
        ids: tuple[str, ...] = (*_SEARCHING, "manual")
    elif now.focus is Focus.RESULTS:
        ids = ("collect", *(id for id in _SEARCHING if id != "search.collect"), *ALWAYS)
    elif now.focus is Focus.FILTER:
        ids = ("filter.use", "filter.end")
    elif now.resizing:
        ids = (*_RESIZING, "back")
    elif now.selecting:
        ids = (*_SELECTING, "back")
    elif now.focus is Focus.COLLECTION:
        ids = (*(_COLLECTION if now.has_quotes else _NO_QUOTES), *ALWAYS)
    else:
        ids = (*_READING, *ALWAYS)
    return [command for id in ids if (command := COMMANDS[id]).can_be_done(now)]
