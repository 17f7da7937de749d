"""Forged files to import: whoever's mouth they put words into, a citation says what the interview says."""

from __future__ import annotations

import copy
import json
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.attacking.flips import TALK
from tests.bench.attacking.own_process import Commands, is_fault
from tests.outcome import Outcome
from tui.interview.reading import read
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database

_FORGED = "这句话谁也没有说过，是伪造的。"
_STEERING = "\x1b]0;x\x07\x1b[31m\x9b31m\u202e\u2066\x00\x85"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_UNCHECKED = "not checked"
_LEFT_OUT = "\n……\n"
_FORMATS = ("markdown", "obsidian", "footnotes", "json", "csv", "text")

Record = dict[str, Any]
Facts = dict[str, Any]


def attack(count: int, seed: int) -> Iterator[str]:
    """Forge something in an export, take it in, and compare what goes out with the interview."""
    drawn = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        file, other = home / "慢慢来.md", home / "later" / "慢慢来.md"
        other.parent.mkdir()
        file.write_text(TALK, "utf-8")
        # Another state of it, from which it can't be told what the first one said.
        other.write_text(TALK.replace("这是开场白。", "这是新的开场白。"), "utf-8")
        run = Commands(home / "cache")
        honest, truth = _honest(run, home / "honest", file)
        later, _others = _honest(run, home / "other", other)
        for number in range(count):
            data = home / "data"
            at_hand = number % 3 > 0
            record = copy.deepcopy(honest if at_hand else later)
            done = [_forge(drawn, item) for item in drawn.sample(record["first"]["items"], 2)]
            sent = home / "sent.json"
            sent.write_text(json.dumps(record, ensure_ascii=drawn.random() < 0.5), "utf-8")
            fell = _came_in(run, data, file, sent, truth if at_hand else {}, drawn)
            yield fell and f"{', '.join(done)}: {fell}"
            shutil.rmtree(data, ignore_errors=True)


def _honest(run: Commands, data: Path, file: Path) -> tuple[Record, dict[str, Facts]]:
    """An export as it should be, and what its quotes say by their words."""
    interview = read(file)
    with open_database(data) as database:
        collection = Collection(database, interview)
        taken = [collection.add_words(turn, tags=["起点"]) for turn in (2, 3, 5, 7, 8)]
        collection.merge([taken[2].id, taken[4].id])
    record = json.loads(run(data, "export", file, "--format", "json", "--with-question").out)
    listed = json.loads(run(data, "quotes", "list", file, "--json").out)
    return record, {one["text"]: one for one in listed}


def _came_in(
    run: Commands, data: Path, file: Path, sent: Path, truth: dict[str, Facts], drawn: random.Random
) -> str:
    came = run(data, "quotes", "import", sent, file)
    listed = run(data, "quotes", "list", file, "--json")
    form = drawn.choice(_FORMATS)
    exported = run(data, "export", file, "--with-question", "--format", form)
    for done in (came, listed, exported):
        said = done.out + done.err
        if is_fault(said) or done.status not in (0, 1, 2):
            return said.strip().splitlines()[-1][:200]
    if found := _CONTROLS.search(exported.out):
        return f"{form}: {found[0]!r} goes out"
    quotes = json.loads(listed.out) if listed.out.strip() else []
    for one in quotes:
        if wrong := _untrue(one, truth):
            return wrong
    unchecked = [one for one in quotes if not one["checked"]]
    if unchecked and exported.status == 0 and not _cautioned(form, exported):
        return f"{form}: no caution"
    if not truth and any(one["checked"] for one in quotes):
        return "what nobody looked at is called checked"
    return ""


def _cautioned(form: str, exported: Outcome) -> bool:
    return (_UNCHECKED if form not in ("json", "csv") else "imported-unchecked") in exported.out


def _untrue(one: Facts, truth: dict[str, Facts]) -> str:
    """What a quote says that the interview doesn't, where the interview was at hand."""
    if not truth:
        return "" if not one["checked"] else "checked by nobody"
    if not one["checked"]:
        return "not checked, though the interview is at hand"
    own = _origin(one["text"], truth)
    if own is None:
        return f"words that nobody said: {one['text'][:60]!r}"
    for name in ("turn", "speaker", "section", "question", "speakers", "warnings", "time", "state"):
        if one[name] != own[name]:
            return f"{name} is {one[name]!r}, not {own[name]!r}"
    return ""


def _origin(text: str, truth: dict[str, Facts]) -> Facts | None:
    """What was taken with these words, or with longer ones of which these are a part: they were said too."""
    if text in truth:
        return truth[text]
    parts = text.split(_LEFT_OUT)
    return next(
        (
            one
            for longer, one in truth.items()
            if len(there := longer.split(_LEFT_OUT)) == len(parts)
            and all(part in whole for part, whole in zip(parts, there, strict=True))
        ),
        None,
    )


# -- what is forged ----------------------------------------------------------------------------------------


def _forge(drawn: random.Random, item: Record) -> str:
    forge = drawn.choice(_FORGERIES)
    forge(drawn, item, item["fangtan:quote"])
    return forge.__name__.strip("_")


def _speaker(drawn: random.Random, _item: Record, quote: Record) -> None:
    name = drawn.choice(("林一", "周舟", "问", "从未来过的人", _STEERING + "林一", "长" * 1000))
    quote["speaker"] = name
    for part in quote["segments"]:
        part["speaker"] = name


def _label(drawn: random.Random, _item: Record, quote: Record) -> None:
    for part in quote["segments"]:
        part["label"] = drawn.choice(("周舟", "林一", "问", _STEERING))
        part["head"] = drawn.choice((0, 1, part["head"]))


def _turn(drawn: random.Random, _item: Record, quote: Record) -> None:
    quote["turn"] = drawn.choice((1, 3, 99, None, 2**40))
    for part in quote["segments"]:
        part["turn"] = drawn.choice((quote["turn"], 4))


def _section(drawn: random.Random, _item: Record, quote: Record) -> None:
    quote["section"] = drawn.choice((0, 1, 2, 77))
    quote["section_title"] = drawn.choice(("二、以后", "编造的一章", _STEERING + "章", "\n# 标题"))


def _question(drawn: random.Random, _item: Record, quote: Record) -> None:
    text = drawn.choice((_FORGED, _FORGED + _STEERING, "下一本呢？"))
    quote["question"] = [
        {
            "paragraph": 3,
            "start": 0,
            "end": len(text),
            "text": text,
            "turn": 1,
            "label": "问",
            "speaker": "问",
        }
    ] * drawn.choice((0, 1, 3))


def _words(drawn: random.Random, _item: Record, quote: Record) -> None:
    part = drawn.choice(quote["segments"])
    text = part["text"]
    at = drawn.randrange(len(text))
    made = (_FORGED, text[:at] + "不" + text[at:], text[:at] + text[at + 1 :] or "空", text + _STEERING)
    part["text"] = drawn.choice(made)
    part["end"] = part["start"] + len(part["text"])


def _decision(drawn: random.Random, _item: Record, quote: Record) -> None:
    text = drawn.choice((_FORGED, quote["segments"][0]["text"], "慢慢来，比较快。"))
    part = {"paragraph": drawn.randrange(12), "start": 0, "end": len(text), "text": text, "turn": 2}
    quote["decision"] = {
        "digest": drawn.choice((quote["source"]["digest"], "0" * 64)),
        "segments": [{**part, "label": "周舟", "speaker": "周舟"}],
        "sides": [{"prefix": "", "suffix": "", "fraction": 0.5}],
    }
    quote["segments"] = drawn.choice((quote["segments"], quote["decision"]["segments"]))


def _warnings(drawn: random.Random, _item: Record, quote: Record) -> None:
    kinds = (_STEERING, "garbled", "imported-unchecked", "没有这种", "x" * 500)
    quote["warnings"] = [drawn.choice(kinds) for _ in range(drawn.choice((1, 3, 2000)))]


def _places(drawn: random.Random, _item: Record, quote: Record) -> None:
    for part in quote["segments"]:
        by = drawn.choice((-1, 1, 5))
        part["start"], part["end"] = (
            max(0, part["start"] + by),
            max(0, part["start"] + by) + len(part["text"]),
        )
        part["paragraph"] = drawn.choice((part["paragraph"], part["paragraph"] + 1, 10**9))


def _cuts(drawn: random.Random, _item: Record, quote: Record) -> None:
    quote["cuts"] = [drawn.randrange(len(quote["segments"])) for _ in range(3)]
    drawn.shuffle(quote["segments"])


def _huge(drawn: random.Random, item: Record, quote: Record) -> None:
    huge = "长" * drawn.choice((10_001, 300_000))
    place = drawn.choice(("note", "tag", "speaker", "title"))
    if place == "speaker":
        quote["speaker"] = huge
    elif place == "title":
        quote["source"]["title"] = huge
    else:
        purpose = "commenting" if place == "note" else "tagging"
        item["body"] = [{"type": "TextualBody", "purpose": purpose, "value": huge}]


def _note(drawn: random.Random, item: Record, _quote: Record) -> None:
    value = drawn.choice((_STEERING, f"好\n{_STEERING}\n# 标题", "‮反"))
    purpose = drawn.choice(("commenting", "tagging"))
    item["body"] = [{"type": "TextualBody", "purpose": purpose, "value": value + "注"}]


def _source(drawn: random.Random, _item: Record, quote: Record) -> None:
    quote["source"]["title"] = _STEERING + "假的标题"
    quote["source"]["path"] = "/etc/passwd" + _STEERING
    url = drawn.choice(("javascript:alert(1)", "https://forged.example/"))
    quote["source"]["credits"] = ["伪造的作者" + _STEERING, "假", "1999-01-01", url]


_FORGERIES: tuple[Callable[[random.Random, Record, Record], None], ...] = (
    _speaker, _label, _turn, _section, _question, _words, _decision, _warnings, _places, _cuts, _huge, _note,
    _source,
)  # fmt: skip
