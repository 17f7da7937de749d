"""The two themes: dark and light."""

from __future__ import annotations

from textual.theme import Theme

DARK = "fangtan-dark"
LIGHT = "fangtan-light"

THEMES = (
    Theme(
        name=DARK,
        primary="#7aa2c9",
        secondary="#c9a26d",
        accent="#e0a458",
        warning="#e8b04a",
        error="#d9705f",
        success="#8fb573",
        foreground="#d8d4cb",
        background="#1b1c1e",
        surface="#222427",
        panel="#2b2e32",
        dark=True,
        variables={
            "faint": "#8f8b83",
            "reading": "#2c3440",
            "selecting": "#3d5a80",
            "quoted": "#3a3524",
            "found": "#5a4a14",
        },
    ),
    Theme(
        name=LIGHT,
        primary="#2b5d8a",
        secondary="#8a5a1c",
        accent="#b3541e",
        warning="#9a6200",
        error="#b0392b",
        success="#4d7a2f",
        foreground="#2b2925",
        background="#faf7f0",
        surface="#f1ede3",
        panel="#e6e0d2",
        dark=False,
        variables={
            "faint": "#77726a",
            "reading": "#e4ebf2",
            "selecting": "#b5d0ea",
            "quoted": "#f2e6bf",
            "found": "#f5d76e",
        },
    ),
)
