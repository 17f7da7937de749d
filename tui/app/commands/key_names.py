"""How keys are written for a person."""

from __future__ import annotations

_KEY_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "number_sign": "#",
    "asterisk": "*",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "equals_sign": "=",
    "backspace": "⌫",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
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


def key_words(keys: str) -> list[str]:
    """Keys as a person would write them: "ctrl+r" is Ctrl+R, "slash" is /."""
    words = []
    for key in keys.split(","):
        *modifiers, last = key.split("+")
        is_function = last[:1] == "f" and last[1:].isdigit()
        name = _KEY_NAMES.get(last, last.upper() if modifiers or is_function else last)
        words.append("+".join([*(modifier.capitalize() for modifier in modifiers), name]))
    return words
