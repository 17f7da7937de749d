"""An interview of any length, made of the bundled one's sentences; run it as a script to write one.

    python tests/bench/document.py 2000000 long.md

The bundled interview's shape is walked through again and again: its headings, its turns, its paragraphs, each
with as many sentences as there. Headings and sentences are drawn by a generator with a fixed seed, what asks
from what was asked and what answers from what was answered, so the same length always gives the same text.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from tui.interview.model.interview import Interview, Kind
from tui.interview.reading import read
from tui.paths import bundled_interview
from tui.text.sentences import sentences


def document(characters: int, seed: int = 0) -> str:
    """A Markdown interview of at least so many code points, by no more than a paragraph."""
    interview = read(bundled_interview())
    chance = random.Random(seed)
    spoken = _sentences(interview)
    parts, made, chapter = ["# 一篇很长的访谈"], 0, 0
    while True:
        for number, paragraph in enumerate(interview.paragraphs):
            if paragraph.kind is Kind.HEADING:
                chapter += 1
                parts.append(f"## {chapter:03d}. {chance.choice(interview.sections[1:]).title[4:]}")
            elif paragraph.kind is Kind.TEXT:
                turn = interview.turn_at(number)
                label = paragraph.text[: paragraph.label]
                count = len(sentences(paragraph.text, paragraph.label))
                words = "".join(chance.choices(spoken[turn.speaker if turn else ""], k=count))
                parts.append(label + words)
                made += len(parts[-1])
                if made >= characters:
                    return "\n\n".join(parts) + "\n"


def _sentences(interview: Interview) -> dict[str, list[str]]:
    """What each speaker says, sentence by sentence; under "" what nobody says."""
    found: dict[str, list[str]] = {}
    for speaker, sentence in _spoken(interview):
        found.setdefault(speaker, []).append(sentence)
    return found


def _spoken(interview: Interview) -> Iterator[tuple[str, str]]:
    for number, paragraph in enumerate(interview.paragraphs):
        if paragraph.kind is Kind.TEXT:
            turn = interview.turn_at(number)
            for start, end in sentences(paragraph.text, paragraph.label):
                yield turn.speaker if turn else "", paragraph.text[start:end]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("characters", type=int)
    parser.add_argument("path", type=Path)
    arguments = parser.parse_args()
    arguments.path.write_text(document(arguments.characters), encoding="utf-8")


if __name__ == "__main__":
    main()
