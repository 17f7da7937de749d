"""Cheap tests for markup within a line, which most lines have none of, and the rest mostly one bold label."""

from __future__ import annotations

import re
from collections.abc import Callable

from tui.text.lazy_pattern import lazy_pattern

_MARKS = "*[<\\&"
"""Where none of these stands, nothing within a line is markup, but for __ at its start."""


def marks_of(source: str) -> Callable[[int], int]:
    """Make a search for markup within the source's lines.

    Returns:
        A function that finds the next of its marks from an offset on, in code points; the source's end if
        there is none.
    """
    # Only those that the source has at all: a character is found fast, one of several is not.
    marks = "".join([re.escape(mark) for mark in _MARKS if mark in source])
    search = re.compile(f"[{marks}]").search if marks else None

    def next_mark(start: int) -> int:
        """Find the next mark from an offset on."""
        found = search(source, start) if search else None
        return found.start() if found else len(source)

    return next_mark


_NO_MARKUP = lazy_pattern(r"[^\s_*\[<\\&][^*\[<\\&]*")


def has_markup(line: str) -> bool:
    """Tell whether a `Line` of `markdown_inline` may make something else of a line than itself."""
    return _NO_MARKUP.fullmatch(line) is None


_BOLD_AND_WORDS = lazy_pattern(r"\*\*(?!\s)(?P<bold>[^*\[<\\&]*[^\s*\[<\\&])\*\*(?P<words>[^*\[<\\&]*)")


def bold_and_words(line: str) -> tuple[str, str] | None:
    """Split a line into what is bold at its start and the words behind it, if it has no other markup.

    So most labels are printed; such a line is read without a `Line`, in a fifth of the time. None for
    others.
    """
    match = _BOLD_AND_WORDS.fullmatch(line)
    if not match:
        return None
    bold, words = match.groups()
    return None if bold[-1].isdigit() and words[:1].isdigit() else (bold, words)  # a power


_RULE = lazy_pattern(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")


def is_rule(line: str) -> bool:
    """Tell whether a line is the rule under a table's head (| --- | :-: |)."""
    return "|" in line and len(line) > 2 and _RULE.fullmatch(line) is not None


_OF_NOTES = ("%%", "==", " ^")
"""What stands in the marks of programs for notes, beside those of Markdown."""


def has_marks_of_notes(text: str) -> bool:
    """Tell whether a text may hold comments (%%), highlights (==) or block names (^) of a notes program."""
    return any(mark in text for mark in _OF_NOTES)
