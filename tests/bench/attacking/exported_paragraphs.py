"""Hard words through every Markdown export, read back by a reader of Markdown: exactly the same words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from tests.export.making import as_carried, blockquotes, kinds_of_blocks, make_interview, of_words
from tests.export.test_escape import HOSTILE
from tui.export.document import Export, render
from tui.locale import set_language
from tui.quotes.quote import Segment

FORMS = ("markdown", "obsidian", "footnotes")
_ALPHABET = list(
    "甲乙a1 \t\n\r*_`~[]()<>!#+-=|:.\\&;%$^/@'\"{}　\u2028\x0b\x1c\0\x1b\u200b\ufeff，。：“”「」—…"
)
_PIECES = [
    "http://", "https://", "www.", "mailto:", "a.com", "例子.中国", "%E4%B8", "?x_y=", "&amp;", "&#35;",
    "&copy", "xn--", "**", "__", "~~", "```", "~~~", "---", "===", "1. ", "12) ", "- ", "* ", "> ", "# ",
    "    ", "\t", "\n", "[^1]: ", "[x]: y", "[x](y)", "![x](y)", "<b>", "</b>", "<!--", "-->", "<?", "]]>",
    "%%", "==", "$$", "[[", "]]", "^id", "#tag", "|", "|-|", ":--", "\\", "甲", "。", "\ud800", "😀",
    "e\u0301", "：", "王敏：",
]  # fmt: skip


def attack(count: int, seed: int) -> Iterator[str]:
    """Export so many paragraphs, some to a quote, with as hard words around them, and read each back."""
    rng = random.Random(seed)
    set_language("en")
    done = 0
    while done < count:
        form, extended = rng.choice(FORMS), rng.random() < 0.5
        texts = [[_hard(rng) for _ in range(rng.randint(1, 4))] for _ in range(rng.randint(1, 4))]
        fell = _exported(rng, texts, form, extended)
        for said in texts:
            for text in said:
                if done < count:
                    done += 1
                    yield f"{form}, extended {extended}: {text!r} in {texts!r}: {fell}" if fell else ""


def _hard(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.3:
        return "".join(rng.choice(_ALPHABET) for _ in range(rng.randint(1, 30)))
    if kind < 0.7:
        return "".join(rng.choice(_PIECES) for _ in range(rng.randint(1, 10)))
    if kind < 0.9:
        joined = rng.choice(HOSTILE) + rng.choice(["", "甲", " ", "\n"]) + rng.choice(HOSTILE)
        return joined[: rng.randint(1, len(joined))]
    return "".join(chr(rng.choice([rng.randrange(0x110000), rng.randrange(0x3000)])) for _ in range(12))


def _exported(rng: random.Random, texts: list[list[str]], form: str, extended: bool) -> str:
    """What of the words comes out otherwise, or stands outside of its quotation; "" if nothing does."""
    around = [_hard(rng) for _ in range(4)]
    interview = make_interview(("《远见》", "问"), ("王敏", "答"), title=around[0])
    asked = (Segment(2, 0, len(around[1]), around[1], 1, "记者", "记者"),)
    quotes = [
        replace(
            of_words(*said, note=rng.choice(["", around[2]]), tags=rng.choice([(), (around[3],)])),
            section_title=around[0],
            section=1,
            question=asked,
        )
        for said in texts
    ]
    wanted = [as_carried(said) for said in texts]
    written = render(interview, quotes, form, with_question=True)
    body = written.split("---\n", 2)[2] if form == "obsidian" else written
    try:
        found = blockquotes(body, extended)
    except AssertionError as error:
        return f"a quotation holds {error}"
    if form == "obsidian":
        found = [words.partition("\n")[2] for words in found]
    if found != wanted:
        return f"read back as {found!r}"
    if not set(kinds_of_blocks(body)) <= {"heading", "paragraph", "blockquote"}:
        return f"around it stand {kinds_of_blocks(body)}"
    added = Export(interview, tuple(quotes), form).addition(frozenset(), around[0])
    return "" if len(blockquotes(added)) == len(quotes) else "what is appended has other quotations"
