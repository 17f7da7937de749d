from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

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
    Warning,
)
from tui.interview.model.place import Passage, Place
from tui.quotes.collection import Collection
from tui.quotes.quote import Quote
from tui.store.quote_store import QuoteStore
from tui.store.sqlite.opening import open_database

SEEDS = Path(__file__).parents[2] / "seeds"


def make(
    text: str,
    *,
    path: str = "interview.md",
    speakers: tuple[str, ...] = ("记者", "王敏", "李雷"),
    interviewers: tuple[str, ...] = ("记者",),
    flagged: dict[int, str] | None = None,
) -> Interview:
    """An interview from lines: "# " begins a section, a speaker's name and a colon begin a turn."""
    label = re.compile(rf"({'|'.join(map(re.escape, speakers))})[：:]\s*")
    paragraphs: list[Paragraph] = []
    heads: list[tuple[int, str]] = [(0, "")]
    turns: list[Turn] = []
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip("\n")
        start, at = at, at + len(line)
        if not words.strip():
            continue
        number = len(paragraphs)
        kind, size, found = Kind.TEXT, 0, label.match(words)
        if heading := re.match(r"#+ ", words):
            kind, words, start = Kind.HEADING, words[heading.end() :], start + heading.end()
            heads.append((number, words))
        elif found:
            size = found.end()
        if turns and (kind is Kind.HEADING or found) and turns[-1].end == 0:
            last = turns.pop()
            turns.append(Turn(last.number, last.label, last.speaker, last.start, number))
        if found:
            turns.append(Turn(len(turns) + 1, found[1], found[1], number, 0))
        paragraphs.append(Paragraph(kind, words, (Piece(0, start, start + len(words)),), size))
    if turns and turns[-1].end == 0:
        last = turns.pop()
        turns.append(Turn(last.number, last.label, last.speaker, last.start, len(paragraphs)))
    sections = []
    for number, (begin, title) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(paragraphs)
        inside = [index for index, turn in enumerate(turns) if begin <= turn.start < end]
        first = inside[0] if inside else sum(turn.start < begin for turn in turns)
        sections.append(Section(number, title, "", begin, end, first, first + len(inside)))
    data = text.encode()
    return Interview(
        path=path,
        source=text,
        encoding="utf-8",
        format="markdown",
        digest=hashlib.sha256(data).hexdigest(),
        title="标题",
        credits=Credits(author="作者", url="https://example.org/"),
        paragraphs=tuple(paragraphs),
        sections=tuple(sections),
        turns=tuple(turns),
        speakers=tuple(
            Speaker(name, 1, 1, Role.INTERVIEWER if name in interviewers else Role.GUEST) for name in speakers
        ),
        warnings=tuple(Warning(kind, turn) for turn, kind in (flagged or {}).items()),
    )


def passage_of(interview: Interview, words: str, nth: int = 0) -> Passage:
    """Where words stand within one paragraph, the nth time from 0."""
    for number, paragraph in enumerate(interview.paragraphs):
        at = paragraph.text.find(words)
        while at >= 0:
            if nth == 0:
                return Passage(Place(number, at), Place(number, at + len(words)))
            nth -= 1
            at = paragraph.text.find(words, at + 1)
    raise AssertionError(words)


def kept_text(store: QuoteStore, digest: str) -> str | None:
    """The source that a store keeps of a state of an interview."""
    with store.reading_quotes() as reading:
        kept = reading.kept_source(digest)
    return kept.text if kept else None


TALK = """今天的访谈有三个人。

# 开始

记者：你什么时候开始创业的？

王敏：我在二〇一八年开始创业，那时候公司一共有十二个人。
我们不知道以后会怎么样，但是我们相信这件事情是对的。

李雷：我是后来才加入的。

# 信任

记者：公司遇到过什么困难？
最难的是哪一次？

王敏：最大的困难是信任危机，我们用了 3.5 年才走出来，花掉了 40% 的钱。

李雷：我们不知道以后会怎么样，但是我们相信这件事情是对的。

记者：谢谢。

王敏：谢谢你们。
"""


def make_seed(text: str, path: str = "seed.md") -> Interview:
    """The seed's text, or an edited form of it."""
    names = ("腾讯新闻《潜望》", "騰訊新聞《潛望》", "杨植麟", "楊植麟")
    return make(text, path=path, speakers=names, interviewers=names[:2])


def again(interview: Interview, **changes: Any) -> Interview:
    """The same interview, but for what is given."""
    fields = inspect.signature(Interview).parameters
    return Interview(**{**{name: getattr(interview, name) for name in fields}, **changes})


def is_sound(folder: Path) -> bool:
    """Whether SQLite finds no fault in a collection."""
    with open_database(folder) as database:
        return database.rows("PRAGMA integrity_check") == [("ok",)]


def set_tags(collection: Collection, id: str, tags: Iterable[str]) -> Quote:
    """Give a quote these tags and no others; what it is then."""
    collection.retag([id], add=tags, only=True)
    return collection.get(id)


def crosses(quote: Quote) -> bool:
    """Whether a quote goes over from one turn into another."""
    return len({segment.turn for segment in quote.segments if segment.turn is not None}) > 1
