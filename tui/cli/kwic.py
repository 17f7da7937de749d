"""What `fangtan search --kwic` prints: a concordance, its columns aligned by cells."""

from __future__ import annotations

import shutil
import sys
from typing import Any

from tui.cli.output import print_json, say, strong
from tui.locale import ngettext
from tui.search.concordance import Concordance, Occurrence, Order
from tui.text.bars import bars
from tui.text.clip import beginning, ending
from tui.text.sanitize import visible
from tui.text.width import text_width

BINS = 40
"""Stretches of the interview whose occurrences are counted."""

CELLS = 40
"""Cells on either side of the word where output is no terminal; in one it is what fits."""

_FEWEST_CELLS = 8
_NOBODY = "—"


def tell(concordance: Concordance, sort: str | None, limit: int | None, json: bool, *, named: bool) -> bool:
    """Print a concordance; returns whether there is anything in it.

    Args:
        concordance: what to print.
        sort: place, left or right; None for place.
        limit: the most lines; None for all.
        json: one object for a script.
        named: whether the word stands above the lines.
    """
    lines = concordance.ordered(Order(sort or Order.PLACE))[:limit]
    if json:
        print_json(_facts(concordance, lines))
    else:
        _show(concordance, lines, named=named)
    return bool(concordance.occurrences)


def _facts(concordance: Concordance, lines: list[Occurrence]) -> dict[str, Any]:
    facts = {
        "query": concordance.word,
        "total": len(concordance.occurrences),
        "hits": [
            {
                "section": one.section,
                "turn": one.turn,
                "paragraph": one.paragraph + 1,
                "speaker": one.speaker,
                "left": one.left,
                "match": one.match,
                "right": one.right,
                "start": one.start,
                "end": one.end,
            }
            for one in lines
        ],
        "speakers": [{"name": name, "count": count} for name, count in concordance.speakers],
        "dispersion": list(concordance.dispersion(BINS)),
    }
    return facts if concordance.complete else facts | {"complete": False}


def _show(concordance: Concordance, lines: list[Occurrence], *, named: bool) -> None:
    if named:
        say(f"{concordance.word}:")
    if lines:
        _show_lines(lines)
        print()
    elif not named:
        return
    total = len(concordance.occurrences)
    count = f"{total}" if concordance.complete else f"{total}+"
    said = [ngettext("{count} occurrence", "{count} occurrences", total).format(count=count)]
    said += [f"{name or _NOBODY} {count}" for name, count in concordance.speakers]
    say(" · ".join(said))
    if total:
        print("▕" + bars(concordance.dispersion(BINS)) + "▏")


def _show_lines(lines: list[Occurrence]) -> None:
    heads = [(str(one.turn or _NOBODY), visible(one.speaker or _NOBODY)) for one in lines]
    matches = [visible(one.match) for one in lines]
    turn_cells = max(text_width(turn) for turn, _ in heads)
    name_cells = max(text_width(name) for _, name in heads)
    match_cells = max(map(text_width, matches))
    side = CELLS
    if sys.stdout.isatty():
        left = shutil.get_terminal_size().columns - turn_cells - name_cells - match_cells - 8
        side = max(_FEWEST_CELLS, left // 2)
    for one, (turn, name), match in zip(lines, heads, matches, strict=True):
        before, after = ending(visible(one.left), side), beginning(visible(one.right), side)
        head = _right(turn, turn_cells) + "  " + _left(name, name_cells)
        word = strong(match, [(0, len(match))]) + " " * (match_cells - text_width(match))
        print(f"{head}  {_right(before, side)}  {word}  {after}".rstrip())


def _left(text: str, cells: int) -> str:
    return text + " " * (cells - text_width(text))


def _right(text: str, cells: int) -> str:
    return " " * (cells - text_width(text)) + text
