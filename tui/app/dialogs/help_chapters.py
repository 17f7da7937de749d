"""What the help says, chapter by chapter: keys with what they do, and what can be done without a command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tui.app.commands import COMMANDS, Commands, key_words
from tui.app.commands.library_commands import LIBRARY
from tui.app.widgets.query_legend import ASKED
from tui.locale import N_, _


class Chapter(NamedTuple):
    """A part of the help.

    Attributes:
        title: what it is about.
        rows: keys, or words that are typed, each with what it does.
    """

    title: str
    rows: tuple[tuple[str, str], ...]


_TYPED = Chapter(
    N_("What can be typed in the search bar"),
    (
        (N_("words"), N_("All of them, in any order; slips, the same sound and 繁體 will do")),
        ("changwenben", N_("Pinyin, or its initials: cwb; both can be mixed with hanzi")),
        *ASKED,
    ),
)
_CONCORDANCE = Chapter(
    N_("In the concordance"),
    (
        ("j k ↓ ↑", N_("Next line, previous line; Space and b by the page")),
        ("Enter", N_("Go there and search for the word: n and N go on")),
        ("p l r", N_("Sort by place, by what stands to the left, to the right; F2: the next of these")),
        ("/ Tab", N_("Another word; back to the lines")),
        (N_("click"), N_("A line: go there; a column's name: sort; the strip: that part")),
        ("Esc", N_("Back to where you were")),
    ),
)
_MOUSE = Chapter(
    N_("With the mouse"),
    (
        (N_("click"), N_("Put the cursor on a sentence; go to a section, a hit or a quote")),
        (N_("click"), N_("On a heading of the results: by rank or by place; on a dimmed word: take it")),
        (N_("drag"), N_("Select exact words; beyond the edge the page follows")),
        (N_("double click"), N_("Select a word; three clicks: the sentence")),
        (N_("left edge"), N_("A click at a quote's left edge marks it, as Ctrl and a click do")),
        (N_("wheel"), N_("Scroll; on the ruler, click or drag to go there")),
    ),
)
_LISTS = Chapter(
    N_("In the lists"),
    (
        ("j k ↓ ↑", N_("Next line, previous line; Space and b by the page, g G to the ends")),
        ("Enter", N_("On the title of an interview with more hits: list all of them")),
        ("Tab", N_("From the line that is typed in to the list, and back")),
        (N_("click"), N_("A line: open it; a column's name: sort; a key below: do it")),
    ),
)


def of_interview(topic: str, keymap: Mapping[str, str]) -> list[Chapter]:
    """Return the help while an interview is read, in the language of the interface.

    Args:
        topic: what belongs to where the person is; it comes first.
        keymap: keys that the person remapped, by command id.
    """
    topics = [topic, *(other for other in COMMANDS.topics if other != topic)]
    chapters: list[Chapter] = []
    for chapter in _of_commands(COMMANDS, topics, keymap):
        if chapter.title == _("Searching"):
            chapters += [_spoken(_TYPED), chapter, _spoken(_CONCORDANCE)]
        else:
            chapters.append(chapter)
    return [*chapters, _spoken(_MOUSE)]


def of_library(keymap: Mapping[str, str]) -> list[Chapter]:
    """Return the help in a library, as `of_interview`."""
    return [*_of_commands(LIBRARY, LIBRARY.topics, keymap), _spoken(_LISTS), _spoken(_TYPED)]


def _of_commands(
    commands: Commands[Any], topics: Sequence[str], keymap: Mapping[str, str]
) -> Iterator[Chapter]:
    for topic in topics:
        there = [command for command in commands.values() if command.topic == topic and command.is_there]
        yield Chapter(
            _(topic),
            tuple((" ".join(key_words(keymap.get(c.id, c.keys))), _(c.description)) for c in there),
        )


def _spoken(chapter: Chapter) -> Chapter:
    """A chapter in the language of the interface."""
    return Chapter(_(chapter.title), tuple((_(keys), _(words)) for keys, words in chapter.rows))
