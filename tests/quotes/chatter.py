"""Made talk in which people say the same again and again, as they do, and worse."""

from __future__ import annotations

import random
import re

from tui.interview.model.interview import Interview, Kind
from tui.interview.model.place import Passage, Place
from tui.quotes.anchoring.joined_key import Stream
from tui.quotes.quote import Quote
from tui.quotes.quote_from_passage import take

SPEAKERS = ("腾讯新闻《潜望》", "杨植麟")
HABITS = ("once", "repeats", "in runs", "stock phrases", "nearly the same", "echoes")
"""How people repeat: not at all, a sentence of their own, several on end, a few phrases all the time, one of
their own with a clause changed, one of the other's."""


def chatter(rng: random.Random, habit: str, characters: str) -> str:
    """A conversation of made clauses of these characters, in the form that `making.make_seed` reads."""
    letters = rng.sample(sorted(set(characters)), 220) + list("我们的是不没有一二三")
    clauses = [
        "".join(rng.choice(letters) for _ in range(rng.randint(3, 9)))
        for _ in range(rng.choice([40, 80, 200]))
    ]
    stock = ["".join(rng.sample(clauses, 2)) + "。" for _ in range(6)]
    said: dict[str, list[str]] = {name: [] for name in SPEAKERS}
    text = ["# 说话\n\n"]
    for number in range(rng.choice([30, 60, 120])):
        name, other = SPEAKERS[number % 2], SPEAKERS[1 - number % 2]
        paragraphs = []
        for _ in range(rng.choice([1, 1, 2, 3])):
            sentences: list[str] = []
            for _ in range(rng.randint(1, 6)):
                sentences += _said(rng, habit, clauses, stock, said[name], said[other])
            said[name] += sentences
            paragraphs.append("".join(sentences))
        text.append(f"{name}：" + "\n\n".join(paragraphs) + "\n\n")
    return "".join(text)


def _said(
    rng: random.Random, habit: str, clauses: list[str], stock: list[str], own: list[str], others: list[str]
) -> list[str]:
    if rng.random() < 0.3:
        if habit == "stock phrases":
            return [rng.choice(stock)]
        if habit == "echoes" and others:
            return [rng.choice(others)]
        if habit == "nearly the same" and own:
            parts = rng.choice(own)[:-1].split("，")
            parts[rng.randrange(len(parts))] = rng.choice(clauses)
            return ["，".join(parts) + "。"]
        if habit in ("repeats", "in runs") and own:
            start = rng.randrange(len(own))
            return own[start : start + (rng.choice([1, 2, 3]) if habit == "in runs" else 1)]
    return ["，".join(rng.choice(clauses) for _ in range(rng.randint(1, 4))) + rng.choice("。。。？")]


def sentences(interview: Interview, stream: Stream, rng: random.Random, count: int) -> list[Quote]:
    """Whole sentences from anywhere in a text, as quotes."""
    found = [
        Passage(Place(number, paragraph.label + match.start()), Place(number, paragraph.label + match.end()))
        for number, paragraph in enumerate(interview.paragraphs)
        if paragraph.kind is Kind.TEXT
        for match in re.finditer("[^。？]*[。？]", paragraph.text[paragraph.label :])
    ]
    return [take(interview, stream, passage) for passage in rng.sample(found, min(count, len(found)))]
