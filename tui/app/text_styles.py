"""The styles of what is painted cell by cell: the text, the ruler, the footer.

They are looked up by name in the theme alone. Component classes of a stylesheet would do the same, and cost a
walk through all its rules for each name before the first page is seen.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from rich.style import Style

STYLES: Mapping[str, str] = {
    "page": "$foreground on $background",
    "answer": "",
    "question": "$primary",
    "narration": "",
    "title": "bold $accent",
    "heading": "bold underline $accent",
    "subtitle": "italic $secondary",
    "caption": "italic $faint",
    "credit": "$faint",
    "stage": "italic $faint",
    "gloss": "$faint",
    "more": "$faint",
    "warning": "bold $warning",
    "voice-0": "bold $primary",
    "voice-1": "bold $secondary",
    "voice-2": "bold $success",
    "voice-3": "bold $error",
    "voice-4": "bold $fifth-voice",
    "voice-5": "bold $sixth-voice",
    "unsure": "italic underline",
    "quote": "on $quoted",
    "quote-yellow": "on $quoted-1",
    "quote-green": "on $quoted-2",
    "quote-blue": "on $quoted-3",
    "quote-red": "on $quoted-4",
    "quote-purple": "on $quoted-5",
    "sign-1": "bold $colour-1",
    "sign-2": "bold $colour-2",
    "sign-3": "bold $colour-3",
    "sign-4": "bold $colour-4",
    "sign-5": "bold $colour-5",
    "stripe-1": "bold $background on $colour-1",
    "stripe-2": "bold $background on $colour-2",
    "stripe-3": "bold $background on $colour-3",
    "stripe-4": "bold $background on $colour-4",
    "stripe-5": "bold $background on $colour-5",
    "cursor": "on $reading",
    "word": "underline",
    "hit": "on $found",
    "hit-in-hand": "bold $background on $accent",
    "selection": "$foreground on $selecting",
    "ruler-track": "$faint on $surface",
    "ruler-window": "$panel on $surface",
    "ruler-section": "$faint on $surface",
    "ruler-hit": "bold $warning on $surface",
    "ruler-quote": "bold $accent on $surface",
    "pane": "$foreground on $surface",
    "pane-faint": "$faint",
    "pane-sign": "$accent",
    "pane-reading": "bold",
    "pane-warning": "$warning",
    "pane-marked": "bold reverse $accent",
    "pane-tags": "$success",
    "pane-note": "italic $faint",
    "pane-hits": "$warning",
    "pane-match": "bold $accent",
    "strip": "$warning on $surface",
    "strip-in-hand": "$accent on $selecting",
    "pane-in-hand": "on $panel",
    "pane-in-use": "on $selecting",
    "pane-bar": "$panel on $surface",
    "status": "$faint on $background",
    "said": "$success",
    "said-warning": "$warning",
    "footer-key": "bold $accent on $panel",
    "footer-words": "$faint on $panel",
}
"""Name → style in Rich's words, with the theme's variables."""

WITHOUT_COLOUR: Mapping[str, str] = {
    "cursor": "bold",
    "word": "reverse",
    "hit": "bold underline",
    "hit-in-hand": "bold reverse",
    "selection": "reverse",
    "pane-in-use": "bold",
    **dict.fromkeys((name for name in STYLES if name.startswith("quote")), "underline"),
}
"""Name → what makes up for the colour where nothing is shown but greys, of which some terminals have four."""

VOICES = 6
"""How many speakers have a style of their own before styles come again."""


class Palette:
    """The styles of one theme, and their sums as they are asked for.

    Args:
        variables: the theme's colours by name, as `App.theme_variables` gives them.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._made_up = WITHOUT_COLOUR if "NO_COLOR" in os.environ else {}
        self._sums: dict[tuple[str, ...], Style] = {}

    def style(self, *names: str) -> Style:
        """Return the styles of these names on top of each other, the first one lowest."""
        style = self._sums.get(names)
        if style is None:
            style = Style.null()
            for name in names:
                style = style + self._parse(f"{STYLES[name]} {self._made_up.get(name, '')}")
            self._sums[names] = style
        return style

    def _parse(self, words: str) -> Style:
        resolved = [
            _opaque(self._variables[word[1:]]) if word.startswith("$") else word for word in words.split()
        ]
        return Style.parse(" ".join(resolved))


def _opaque(colour: str) -> str:
    """A colour as Rich takes it: without the opacity that Textual allows."""
    return colour[:7] if colour.startswith("#") else colour
