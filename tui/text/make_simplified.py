"""Writes `simplified.py`, the table of traditional characters, anew: `python -m tui.text.make_simplified`.

The pairs come from OpenCC's character tables, asked one character at a time. They are kept as a module
because opening OpenCC takes longer than a whole search, and because exact search must not wait for anything.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path

TARGET = Path(__file__).with_name("simplified.py")

# Radicals, the unified ideographs with their extensions A to H, and the compatibility ideographs.
BLOCKS = ((0x2E80, 0x2FE0), (0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x33480))

# OpenCC decides these by the phrase they stand in; a match key has no phrase, so both spellings become one.
ALWAYS = {"瞭": "了", "藉": "借", "妳": "你"}

# 么 is 么 everywhere but in Taiwan's tables, where it stands for 幺.
NEVER = {"么"}

HEADER = '''"""Traditional characters and the simplified ones that match keys use for them.

Generated from OpenCC's tables (Apache License 2.0) by `python -m tui.text.make_simplified`; do not edit.
The character at a place in `TRADITIONAL` becomes the one at the same place in `SIMPLIFIED`.
"""

from __future__ import annotations
'''


def pairs() -> dict[str, str]:
    """Collect the pairs traditional → simplified from OpenCC, one character to one."""
    from opencc import OpenCC

    general, regional = OpenCC("t2s"), (OpenCC("tw2s"), OpenCC("hk2s"))

    def simplified(char: str) -> str:
        """Convert a character, by the regional tables where the general one keeps it."""
        simple: str = general.convert(char)
        for converter in regional:
            if simple == char and char not in NEVER:
                simple = converter.convert(char)
        return ALWAYS.get(simple, simple)

    table: dict[str, str] = {}
    for code in chain.from_iterable(range(*block) for block in BLOCKS):
        char = chr(code)
        # Twice, because a few results are themselves traditional (薴 → 苧 → 苎).
        simple = simplified(simplified(char))
        if simple != char and len(simple) == 1:
            table[char] = simple
    return table


def module(table: dict[str, str]) -> str:
    """Write the source of the module that holds a table of pairs (traditional → simplified)."""
    lines = [HEADER]
    for name, text in (("TRADITIONAL", "".join(table)), ("SIMPLIFIED", "".join(table.values()))):
        lines.append(f"{name} = (")
        lines += [f'    "{text[at : at + 50]}"' for at in range(0, len(text), 50)]
        lines.append(")\n")
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    TARGET.write_text(module(pairs()), "utf-8")
