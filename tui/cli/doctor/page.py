"""The findings and the advice for a person, laid out for the width of the terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

from tui.cli.doctor.findings import STREAMS
from tui.cli.doctor.widths import width_lines
from tui.cli.output import columns
from tui.locale import _
from tui.text.width import ambiguous_width, set_ambiguous_width, text_width

_BULLET = "! "
_DOT = " · "
_LEAST_ROOM = 20
"""Cells; a narrower column of words is worse than lines that the terminal breaks."""

# What stays together in a sentence: a line for a settings file, a word in narrow letters, or one wide
# character; each with its punctuation.
_PIECE = re.compile(r"[（《「“]*(?:[a-z_]+ = \d|[^\s\u2e80-\uffff]+|\S)[，。；：、！？）》」”]*\s*")


def page(facts: dict[str, Any], advice: Sequence[str]) -> str:
    """Lay out the findings and the advice as a page of text.

    Where standard output is a terminal, lines are broken for its width, in cells. A word is never cut, so
    that a path can be copied: too long a one is left to the terminal to break.
    """
    terminal = facts["terminal"]
    width = terminal["size"][0] if terminal["stdout"] and terminal["size"] else None
    before = ambiguous_width()
    set_ambiguous_width(facts["widths"]["ambiguous"] or facts["widths"]["setting"])
    try:
        lines = [*_table(_rows(facts), width), "", *_listed(advice, width)]
    finally:
        set_ambiguous_width(before)
    return "\n".join(lines)


def _table(rows: Sequence[tuple[str, Sequence[str]]], width: int | None) -> list[str]:
    """A name and what was found, one under the other."""
    names = max(text_width(name) for name, _lines in rows) + 2
    cells = [
        (name if at == 0 else "", line)
        for name, lines in rows
        for at, line in enumerate(
            chain.from_iterable(_filled(line.split(_DOT), _DOT, width, names) for line in lines)
        )
    ]
    return columns(cells)


def _listed(advice: Sequence[str], width: int | None) -> list[str]:
    """The advice, each line of it with its mark."""
    if not advice:
        return [_("Nothing needs to be set.")]
    return [
        (" " * len(_BULLET) if at else _BULLET) + line
        for words in advice
        for at, line in enumerate(_filled(_PIECE.findall(words), "", width, len(_BULLET)))
    ]


def _filled(pieces: Sequence[str], joint: str, width: int | None, indent: int) -> list[str]:
    """The pieces, joined, in lines for what an indent leaves of the width; none of them is cut."""
    if width is None:
        return [joint.join(pieces)]
    room = max(width - indent, _LEAST_ROOM)
    lines = list(pieces[:1])
    for piece in pieces[1:]:
        longer = lines[-1] + joint + piece
        if text_width(longer.rstrip()) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return [line.rstrip() for line in lines]


def _rows(facts: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The findings for a person: a name, and lines of what was found."""
    version, data, settings = facts["version"], facts["data"], facts["settings"]
    state = [_("writable") if data["writable"] else _("can't be written")]
    if not data["exists"]:
        state.append(_("not made yet"))
    if data["journal"]:
        state.append(f"journal {data['journal']}")
    return [
        ("fangtan", [f"{version['fangtan']} · Python {version['python']} · Textual {version['textual']}"]),
        (_("Terminal"), [" · ".join(_terminal_parts(facts["terminal"]))]),
        (_("Widths"), width_lines(facts["widths"])),
        (_("Line"), [_line_words(facts)]),
        (_("Colours"), [" · ".join(_colour_parts(facts))]),
        (_("Locale"), [f"{facts['locale']['language']} · {facts['locale']['encoding']}"]),
        ("tmux", [_tmux_words(facts["tmux"])]),
        *([("screen", [_("yes")])] if facts["screen"]["inside"] else []),
        (_("Clipboard"), [" · ".join(["OSC 52", *facts["clipboard"]["native"]])]),
        (_("Collection"), [data["path"] + " · " + " · ".join(state)]),
        (_("Settings"), [settings["path"] + ("" if settings["exists"] else " · " + _("not made yet"))]),
    ]


def _terminal_parts(terminal: dict[str, Any]) -> list[str]:
    """The terminal's name, its size, and what of the process is connected to it where that is not all."""
    connected = [name for name in STREAMS if terminal[name]]
    parts = [
        f"TERM={terminal['term']}",
        "{} × {}".format(*terminal["size"]) if terminal["size"] else _("size unknown"),
    ]
    if not connected:
        parts.append(_("no terminal"))
    elif len(connected) < len(STREAMS):
        parts.append(_("only {streams}").format(streams=" ".join(connected)))
    return parts


def _line_words(facts: dict[str, Any]) -> str:
    """How far away the person sits, as far as that can be told."""
    where = _("over SSH") if facts["clipboard"]["ssh"] else _("on this machine")
    took = facts["widths"]["milliseconds"]
    if facts["tmux"]["inside"] or facts["screen"]["inside"]:
        # The multiplexer answers, however far away the terminal is.
        return where
    return where + (" · " + _("the terminal answers after {took} ms").format(took=took) if took else "")


def _colour_parts(facts: dict[str, Any]) -> list[str]:
    parts = [_("none") if facts["colours"] == "none" else facts["colours"]]
    if facts["background"]:
        parts.append(_("light background") if facts["background"] == "light" else _("dark background"))
    return parts


def _tmux_words(tmux: dict[str, Any]) -> str:
    if not tmux["inside"]:
        return _("no")
    return f"{tmux['version'] or '?'} · set-clipboard {tmux['set_clipboard'] or '?'}"
