"""Writes tui/text/cells.py anew: `python tests/text/make_cells.py > tui/text/cells.py`.

The tables must say what the screen's library measures, so they are taken from the Unicode version it follows;
the program itself reads them without that library, and test_width.py compares the two for every code point.
"""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill

from rich._unicode_data import load


def flat(points: Iterable[int]) -> list[int]:
    """First and last code point of each stretch, one after the other."""
    ends: list[int] = []
    for point in sorted(points):
        if ends and ends[-1] == point - 1:
            ends[-1] = point
        else:
            ends += [point, point]
    return ends


def assignment(name: str, doc: str, numbers: Iterable[int]) -> str:
    """A table as Python source."""
    body = fill(", ".join(map(str, numbers)), 100, initial_indent="    ", subsequent_indent="    ")
    return f'{name} = (\n{body},\n)\n"""{doc}"""\n'


def main() -> None:
    """Print the module."""
    table = load("latest")
    found: dict[int, list[int]] = {0: [], 2: []}
    for start, end, cells in table.widths:
        found[cells].extend(range(start, end + 1))
    print(
        f'"""Unicode {table.unicode_version}: which code points take no cell or two. '
        'Made by tests/text/make_cells.py."""'
    )
    print("\nfrom __future__ import annotations\n\n# fmt: off")
    print(
        assignment(
            "NOTHING",
            "First and last code point of each stretch that takes no cell of its own.",
            flat(found[0]),
        )
    )
    print(assignment("WIDE", "The same for two cells.", flat(found[2])))
    doc = "Narrow ones that the emoji selector U+FE0F makes two cells wide."
    print(assignment("WIDENED", doc, flat(map(ord, table.narrow_to_wide))), end="")


if __name__ == "__main__":
    main()
