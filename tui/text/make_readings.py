"""Writes `readings.py`, the table of Mandarin readings, anew: `python -m tui.text.make_readings`.

The default reading of each character is pypinyin's. A polyphone's other readings are kept where they are
common: where at least a share of `COMMON` of the character's occurrences in pypinyin's phrases, weighted by
how frequent jieba's dictionary says each phrase is, has that reading. Rare ones would only make noise.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

TARGET = Path(__file__).with_name("readings.py")

# The unified ideographs with extension A; nothing beyond them is said in an interview.
FIRST, LAST = 0x3400, 0x9FFF

COMMON = 0.01

# What is said as a word of its own stands in few phrases.
SPOKEN = {"地": ["de"], "得": ["dei"], "会": ["kuai"], "嗯": ["en"]}

# Numbers of readings are written as code points from here on: none of them is a mark or a quote.
BASE = 0x4E00

HEADER = '''"""Mandarin readings of characters, without tones; ü is written v.

Generated from pypinyin's tables (MIT licence), with the weights of jieba's dictionary (MIT licence), by
`python -m tui.text.make_readings`; do not edit. Each code point of `DEFAULT`, less `BASE`, is the number in
`SYLLABLES` of the reading of the character that many places behind `FIRST`; number 0 is no reading.
"""

from __future__ import annotations
'''


def toneless(reading: str) -> str:
    """Strip a reading of its tone mark: lǜ → lv; return "" for one without a vowel (ḿ, ǹg)."""
    plain = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain if any(c in "aeiouv" for c in plain) and plain != "e\u0302" else ""


def readings() -> dict[str, list[str]]:
    """Collect the readings of each character: character → its readings, the default one first."""
    import jieba
    from pypinyin.phrases_dict import phrases_dict
    from pypinyin.pinyin_dict import pinyin_dict

    weights: dict[str, int] = {}
    for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        weights[word] = int(frequency)

    said: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, syllables in phrases_dict.items():
        for char, marked in zip(phrase, syllables, strict=False):
            if reading := toneless(marked[0]):
                said[char][reading] += weights.get(phrase, 1)

    chosen: dict[str, list[str]] = {}
    for code in range(FIRST, LAST + 1):
        char = chr(code)
        own = [r for r in map(toneless, pinyin_dict.get(code, "").split(",")) if r]
        if not own and char not in SPOKEN:
            continue
        counted = said[char]
        total = sum(counted.values())
        common = [r for r, n in counted.most_common() if r in own and n >= COMMON * total and n > 1]
        chosen[char] = list(dict.fromkeys([*own[:1], *common, *SPOKEN.get(char, [])]))[:3]
    return chosen


def module(table: dict[str, list[str]]) -> str:
    """Write the source of the module that holds a table of readings (character → readings)."""
    syllables = sorted({reading for some in table.values() for reading in some})
    number = {syllable: index + 1 for index, syllable in enumerate(syllables)}
    default = "".join(
        chr(BASE + (number[table[char][0]] if (char := chr(code)) in table else 0))
        for code in range(FIRST, LAST + 1)
    )
    others = " ".join(char + "/".join(some) for char, some in table.items() if len(some) > 1)
    lines = [HEADER, f"FIRST = 0x{FIRST:X}", f"BASE = 0x{BASE:X}\n"]
    for name, text in (("SYLLABLES", " ".join(syllables)), ("POLYPHONES", others), ("DEFAULT", default)):
        lines.append(f"{name} = (")
        lines += [f'    "{text[at : at + 50]}"' for at in range(0, len(text), 50)]
        lines.append(")\n")
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    TARGET.write_text(module(readings()), "utf-8")
