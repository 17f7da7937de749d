"""The themes, dark and light, each in all colours and for terminals that have sixteen."""

from __future__ import annotations

from textual.theme import Theme

DARK = "fangtan-dark"
LIGHT = "fangtan-light"
_FEW = "-16"


def variant(theme: str, *, few: bool) -> str:
    """Return the theme of that name in all colours, or with `few` the one that keeps sixteen apart."""
    return theme.removesuffix(_FEW) + (_FEW if few else "")


def is_dark(theme: str) -> bool:
    """Tell whether it is one of the dark ones."""
    return theme.startswith(DARK)


# The sixteen as Rich knows them: what is painted in exactly these is sent as colours 0 to 15.
_BLACK, _RED, _GREEN, _BROWN = "#000000", "#aa0000", "#00aa00", "#aa5500"
_BLUE, _PURPLE, _CYAN, _SILVER = "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"
_GREY, _PINK, _LIME, _YELLOW = "#555555", "#ff5555", "#55ff55", "#ffff55"
_SKY, _VIOLET, _AQUA, _WHITE = "#5555ff", "#ff55ff", "#55ffff", "#ffffff"

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
            "fifth-voice": "#b48be0",
            "sixth-voice": "#55b8ae",
            "reading": "#2c3440",
            "selecting": "#3d5a80",
            "quoted": "#3a3524",
            "found": "#5a4a14",
            "quoted-1": "#4a4110",
            "quoted-2": "#1f4026",
            "quoted-3": "#1d3557",
            "quoted-4": "#552a2a",
            "quoted-5": "#45305a",
            "colour-1": "#d9c04a",
            "colour-2": "#7fbf6a",
            "colour-3": "#6aa5e0",
            "colour-4": "#e0705f",
            "colour-5": "#b48be0",
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
            "fifth-voice": "#7a3fa0",
            "sixth-voice": "#157a6e",
            "reading": "#e4ebf2",
            "selecting": "#b5d0ea",
            "quoted": "#f2e6bf",
            "found": "#f5d76e",
            "quoted-1": "#f0e6a0",
            "quoted-2": "#cfe8c4",
            "quoted-3": "#cfdef7",
            "quoted-4": "#f6d0c8",
            "quoted-5": "#e4d2f0",
            "colour-1": "#8a7000",
            "colour-2": "#3d7a2f",
            "colour-3": "#2b5da8",
            "colour-4": "#b0392b",
            "colour-5": "#7a3fa0",
        },
    ),
    Theme(
        name=variant(DARK, few=True),
        primary=_AQUA,
        secondary=_VIOLET,
        accent=_YELLOW,
        warning=_WHITE,
        error=_PINK,
        success=_LIME,
        foreground=_WHITE,
        background=_BLACK,
        surface=_BLACK,
        panel=_BLUE,
        dark=True,
        variables={
            "faint": _SILVER,
            "fifth-voice": _YELLOW,
            "sixth-voice": _WHITE,
            "reading": _BLUE,
            "selecting": _PURPLE,
            "quoted": _GREEN,
            "found": _BROWN,
            "quoted-1": _GREEN,
            "quoted-2": _GREEN,
            "quoted-3": _GREEN,
            "quoted-4": _GREEN,
            "quoted-5": _GREEN,
            "colour-1": _YELLOW,
            "colour-2": _LIME,
            "colour-3": _SKY,
            "colour-4": _PINK,
            "colour-5": _VIOLET,
        },
    ),
    Theme(
        name=variant(LIGHT, few=True),
        primary=_BLUE,
        secondary=_PURPLE,
        accent=_RED,
        warning=_BROWN,
        error=_CYAN,
        success=_GREEN,
        foreground=_BLACK,
        background=_WHITE,
        surface=_WHITE,
        panel=_SILVER,
        dark=False,
        variables={
            "faint": _GREY,
            "fifth-voice": _RED,
            "sixth-voice": _BROWN,
            "reading": _SILVER,
            "selecting": _AQUA,
            "quoted": _LIME,
            "found": _YELLOW,
            "quoted-1": _LIME,
            "quoted-2": _LIME,
            "quoted-3": _LIME,
            "quoted-4": _LIME,
            "quoted-5": _LIME,
            "colour-1": _BROWN,
            "colour-2": _GREEN,
            "colour-3": _BLUE,
            "colour-4": _RED,
            "colour-5": _PURPLE,
        },
    ),
)
