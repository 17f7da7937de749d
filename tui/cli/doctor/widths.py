"""On how many cells this terminal draws what terminals disagree on, and whether the setting agrees."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tui.locale import _, ngettext
from tui.text.width import text_width

AMBIGUOUS = ("—", "…", "“", "·", "①")
"""What the setting is about; an odd number, so that one width has the most of them."""

CHINESE = "中"
"""Two cells in every terminal that knows the encoding."""

EMOJI = ("☁️", "🇨🇳", "👨‍👩‍👧")
"""A character made an emoji by a selector, a flag of two letters, three emoji joined to one."""


def measure_widths(setting: int, ask: bool) -> dict[str, Any]:
    """Measure how wide the terminal draws characters, in cells, and return it beside the setting.

    Args:
        setting: the cells that are set for ambiguous characters, 1 or 2.
        ask: whether there may be a terminal to ask.

    Returns:
        "ambiguous": 1 or 2, the cells of most ambiguous characters, None where that is not known.
        "measured": each text that was drawn → its cells; empty where it was not measured.
        "setting": as given.
        "answer": the kind of the terminal's answer, see `Answer`.
        "milliseconds": how long the answer took, 0 where none came.
        "background": "light" or "dark" as the terminal says, "" where it does not.
    """
    from tui.cli.doctor.terminal_answers import UNASKED, drawn_widths

    answer = drawn_widths((*AMBIGUOUS, CHINESE, *EMOJI)) if ask else UNASKED
    return {
        "ambiguous": _most(answer.cells),
        "measured": answer.cells,
        "setting": setting,
        "answer": answer.kind,
        "milliseconds": round(answer.milliseconds, 1),
        "background": answer.background,
    }


def _most(cells: dict[str, int]) -> int | None:
    """The cells of most ambiguous characters; None where they tell nothing of the setting."""
    if cells.get(CHINESE) != 2:
        # Not what was sent was drawn: its bytes, perhaps, in another encoding.
        return None
    width, count = Counter(cells[char] for char in AMBIGUOUS).most_common(1)[0]
    return width if width in (1, 2) and count * 2 > len(AMBIGUOUS) else None


def width_lines(widths: dict[str, Any]) -> list[str]:
    """Describe the measured widths for a person, a line for each width in cells."""
    measured: dict[str, int] = widths["measured"]
    if not measured:
        return [_("no answer") if widths["answer"] == "silent" else _("not asked")]
    lines = _by_width(measured)
    differing = [text for text in EMOJI if measured[text] != text_width(text)]
    if differing and measured[CHINESE] == 2:
        # Nothing can be set, but now it is known why the lines that hold them are ragged.
        lines.append(_("fangtan counts differently: {characters}").format(characters=" ".join(differing)))
    return lines


def _by_width(measured: dict[str, int]) -> list[str]:
    """The characters that were drawn on one cell, on two, and so on."""
    return [
        ngettext("{cells} cell: {characters}", "{cells} cells: {characters}", cells).format(
            cells=cells, characters=" ".join(text for text in measured if measured[text] == cells)
        )
        for cells in sorted(set(measured.values()))
    ]


def width_advice(widths: dict[str, Any], path: str) -> list[str]:
    """List advice on the width of characters: what to set, and in which file.

    Args:
        widths: as `measure_widths` gives it.
        path: the settings file.
    """
    measured, setting = widths["measured"], widths["setting"]
    if widths["answer"] == "typed":
        return [_("Keys were waiting, so the terminal was not asked how wide it draws; try again.")]
    if widths["answer"] == "silent":
        return [
            _(
                "The terminal did not say how wide it draws {characters}; where lines look ragged, "
                "set ambiguous_width = {cells} in {path}"
            ).format(characters=" ".join(AMBIGUOUS), cells=3 - setting, path=path)
        ]
    if not measured:
        return []
    if measured[CHINESE] != 2:
        return [
            ngettext(
                "The terminal draws {character} on {cells} cell instead of 2; set its encoding to UTF-8.",
                "The terminal draws {character} on {cells} cells instead of 2; set its encoding to UTF-8.",
                measured[CHINESE],
            ).format(character=CHINESE, cells=measured[CHINESE])
        ]
    return _setting_advice(measured, widths["ambiguous"], setting, path)


def _setting_advice(measured: dict[str, int], ambiguous: int | None, setting: int, path: str) -> list[str]:
    """What to set where the terminal draws Chinese as it should."""
    if ambiguous is None:
        return []
    characters = " ".join(AMBIGUOUS)
    if len({measured[char] for char in AMBIGUOUS}) > 1:
        if ambiguous == setting:
            words = _(
                "The terminal does not draw {characters} alike; most of them fit ambiguous_width = {cells}, "
                "which is set."
            )
        else:
            words = _(
                "The terminal does not draw {characters} alike; most of them fit another setting: "
                "set ambiguous_width = {cells} in {path}"
            )
        return [words.format(characters=characters, cells=ambiguous, path=path)]
    if ambiguous == setting:
        return []
    return [
        ngettext(
            "The terminal draws {characters} on {cells} cell; set ambiguous_width = {cells} in {path}",
            "The terminal draws {characters} on {cells} cells; set ambiguous_width = {cells} in {path}",
            ambiguous,
        ).format(characters=characters, cells=ambiguous, path=path)
    ]
