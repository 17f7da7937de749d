"""How keys are written for a person."""

from __future__ import annotations

from textual.keys import format_key

_NAMES = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "delete": "Del",
    "home": "Home",
    "end": "End",
}
"""Keys that are written otherwise than Textual writes them."""


def key_words(keys: str) -> list[str]:
    """Write keys as a person would: "ctrl+r" is Ctrl+R, "slash" is /."""
    words = []
    for key in keys.split(","):
        *modifiers, last = key.split("+")
        name = _NAMES.get(last) or format_key(last)
        if modifiers or (last[:1] == "f" and last[1:].isdigit()):
            name = name.upper() if last not in _NAMES else name
        words.append("+".join([*(modifier.capitalize() for modifier in modifiers), name]))
    return words
