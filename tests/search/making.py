from __future__ import annotations

from pathlib import Path

from tui.interview.model.interview import (
    Credits,
    Interview,
    Kind,
    Paragraph,
    Piece,
    Role,
    Section,
    Speaker,
    Turn,
)
from tui.search.answer import Answer, Hit
from tui.search.engine import Engine

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.md"))


def interview_of(*texts: str, asking: str = "") -> Interview:
    """An interview of these paragraphs; "# " makes a heading, "名字：" a label; `asking` interviews."""
    paragraphs: list[Paragraph] = []
    turns: list[tuple[int, str]] = []
    for number, given in enumerate(texts):
        text, kind, label = given, Kind.TEXT, 0
        if text.startswith("# "):
            text, kind = text[2:], Kind.HEADING
        elif "：" in text[:6]:
            label = text.index("：") + 1
            turns.append((number, text[: label - 1]))
        paragraphs.append(Paragraph(kind, text, (Piece(0, 0, len(text)),), label))
    heads = [number for number, given in enumerate(texts) if given.startswith("# ")]
    if heads and heads[0]:
        heads.insert(0, 0)
    preface = bool(heads) and not texts[0].startswith("# ")
    closing = sorted({*heads, *(start for start, _ in turns), len(paragraphs)})
    ends = [next(end for end in closing if end > start) for start, _ in turns]
    others = Role.GUEST if asking else Role.UNKNOWN
    return Interview(
        "-", "", "utf-8", "text", "", "", Credits(), tuple(paragraphs),
        tuple(
            Section(number, paragraphs[start].text if number else "", "", start, end, 0, 0)
            for number, (start, end) in enumerate(
                zip(heads, [*heads[1:], len(texts)], strict=False), 0 if preface else 1
            )
        ),
        tuple(
            Turn(number, label, label, start, end)
            for number, ((start, label), end) in enumerate(zip(turns, ends, strict=True), 1)
        ),
        tuple(
            Speaker(name, 1, 0, Role.INTERVIEWER if name == asking else others)
            for name in dict.fromkeys(label for _, label in turns)
        ),
    )  # fmt: skip


class Searched:
    """An engine with everything loaded, and shorthands to look at what it answers."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.engine = Engine(interview)
        self.engine.prepare()

    def ask(self, query: str, limit: int = 100) -> Answer:
        return self.engine.search(query, limit)

    def words(self, hit: Hit) -> list[str]:
        """What a hit highlights."""
        text = self.interview.paragraphs[hit.paragraph].text
        return [text[start:end] for start, end in hit.ranges]

    def first(self, query: str) -> tuple[str, int, list[str]] | None:
        """The first hit: its tier, its paragraph and what is highlighted; None without one."""
        hits = self.ask(query).hits
        return (hits[0].tier.value, hits[0].paragraph, self.words(hits[0])) if hits else None
