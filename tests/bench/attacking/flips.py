"""Bits flipped and rows cut in a collection: no traceback, no altered word, what is missing is told of."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.attacking.own_process import Commands, is_fault
from tests.outcome import Outcome
from tui.interview.model.place import Place
from tui.interview.reading import read
from tui.quotes.collection import Collection
from tui.store.sqlite.backup import back_up
from tui.store.sqlite.opening import NAME, open_database

TALK = """# 慢慢来

作者 | 林一

这是开场白。

## 一、起点

问：你为什么开始写长文本？你那时候想到过今天吗？

林一：因为短的说不清楚。第一次写了三年，花掉了 40% 的钱。

周舟：我是后来才加入的，那时候一共有十二个人。

问：最难的是哪一次？

林一：最大的困难是信任危机，我们用了 3.5 年才走出来。

## 二、以后

问：下一本呢？会不会快一些？

周舟：我们不知道以后会怎么样，但是我们相信这件事情是对的。

林一：慢慢来，比较快。谢谢你们。
"""

Facts = dict[str, Any]


def attack(count: int, seed: int) -> Iterator[str]:
    """Spoil a copy of a collection in one place, and use it."""
    drawn = random.Random(seed)
    ways: list[Callable[[random.Random, Path], str]] = [
        _bit_in_body, _bit_in_column, _bit_in_file, _cut, _no_utf8, _bit_elsewhere, _tables,
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        run = Commands(home / "cache")
        states = [_state(run, home / name, edited=name == "edited") for name in ("as-taken", "edited")]
        for number in range(count):
            data = home / "data"
            sound, file, truth = drawn.choice(states)
            shutil.copytree(sound, data)
            way = ways[number % len(ways)]
            what = way(drawn, data / NAME)
            fell = _used(run, data, file, truth, drawn)
            yield fell and f"{what}: {fell}"
            shutil.rmtree(data)


def _state(run: Commands, folder: Path, *, edited: bool) -> tuple[Path, Path, dict[str, Facts]]:
    """A collection, the file that it is from, perhaps edited since, and what it lists."""
    folder.mkdir()
    file, data = folder / "慢慢来.md", folder / "data"
    file.write_text(TALK, "utf-8")
    _collect(data, file)
    if edited:
        file.write_text(TALK.replace("这是开场白。", "这是新的开场白。\n\n多了一段。"), "utf-8")
    truth = _facts(run(data, "quotes", "list", file, "--json"))
    assert len(truth) == 7
    return data, file, truth


def _collect(data: Path, file: Path) -> None:
    """Quotes of every kind, in a collection that has been worked on, and a backup of it."""
    interview = read(file)
    with open_database(data) as database:
        collection = Collection(database, interview)
        taken = [collection.add_words(turn, tags=["起点", "a b"]) for turn in range(1, 9)]
        for quote in taken[:3]:
            collection.set_note(quote.id, f"第一行\n{quote.id}")
        collection.set_colour([taken[3].id], "green")
        collection.merge([taken[4].id, taken[7].id])
        collection.move(taken[6].id, 0)
        start = Place(taken[1].segments[0].paragraph, taken[1].segments[0].start)
        collection.split(taken[1].id, Place(start.paragraph, start.offset + 11))
        collection.remove(taken[5].id)
        back_up(database, "by-hand")


def _facts(listed: Outcome) -> dict[str, Facts]:
    return {one["id"]: one for one in json.loads(listed.out)} if listed.out.strip() else {}


def _used(run: Commands, data: Path, file: Path, truth: dict[str, Facts], drawn: random.Random) -> str:
    """What fell when the collection was listed, exported, added to, undone and mended."""
    steps: list[tuple[str, Outcome]] = []
    listed = run(data, "quotes", "list", file, "--json")
    steps.append(("list", listed))
    exporting = ("export", file, "--format", "json", "--with-question")
    others: list[tuple[str | Path, ...]] = [
        ("quotes", "check", file),
        ("export", file, "--with-question"),
        ("quotes", "add", file, "--turn", "2", "--text", "因为短的"),
        ("quotes", "undo", file),
        ("quotes", "undo", file),
    ]
    used = (exporting, *drawn.sample(others, 2))
    steps += [(" ".join(map(str, words[:2])), run(data, *words)) for words in used]
    for name, done in steps:
        said = done.out + done.err
        if is_fault(said) or done.status not in (0, 1, 2):
            return f"{name}: {said.strip().splitlines()[-1:]}"
        errors = [line for line in done.err.splitlines() if "left out" not in line]
        if done.status == 2 and len(errors) != 1:
            return f"{name}: {len(errors)} lines"
    exported = _exported(steps[1][1])
    for id, one in _facts(listed).items():
        if one != truth.get(id):
            return f"list: another quote than was taken: {one}"
    for id, words in exported.items():
        if id not in truth or words != truth[id]["text"]:
            return f"export: other words than were taken: {words}"
    for name, there in (("list", _facts(listed)), ("export", exported)):
        if set(there) != set(truth) and not listed.err.strip():
            return f"{name}: {len(truth) - len(there)} quotes gone without a word"
    if "left out" in listed.err and not any(name == "quotes undo" for name, _done in steps):
        return _mended(run, data, file, truth)
    return ""


def _mended(run: Commands, data: Path, file: Path, truth: dict[str, Facts]) -> str:
    """What is wrong after the backup's copy of the damaged rows was taken."""
    done = run(data, "quotes", "restore", "--damaged")
    if done.status or is_fault(done.err):
        return f"restore: {(done.out + done.err).strip().splitlines()[-1:]}"
    listed = run(data, "quotes", "list", file, "--json")
    now = _facts(listed)
    if "left out" in listed.err or any(now.get(id, {}).get("text") != truth[id]["text"] for id in truth):
        return f"restore: {len(now)} of {len(truth)} are back"
    return ""


def _exported(done: Outcome) -> dict[str, str]:
    if done.status or not done.out.strip():
        return {}
    items = json.loads(done.out)["first"]["items"]
    return {item["id"].rpartition(":")[2]: _words(item["fangtan:quote"]) for item in items}


def _words(record: Any) -> str:
    import msgspec

    from tui.quotes.quote import Quote

    return msgspec.convert({**record, "id": "q-any", "note": "", "tags": (), "created": ""}, Quote).text


# -- what is done to the file ------------------------------------------------------------------------------


def _bit_in_body(drawn: random.Random, path: Path) -> str:
    return _bit_of(drawn, path, "quote", "body")


def _bit_in_column(drawn: random.Random, path: Path) -> str:
    names = ("id", "source", "path", "created", "note", "tags", "colour", "decision", "interview", "revision",
             "removed", "position", "seal")  # fmt: skip
    return _bit_of(drawn, path, "quote", drawn.choice(names))


def _bit_elsewhere(drawn: random.Random, path: Path) -> str:
    columns = {
        "source": ("digest", "interview", "title", "author", "url", "format", "text", "seal"),
        "change": ("interview", "kind", "quote", "images", "images", "done", "window", "seal"),
        "interview": ("id", "revision"),
        "path": ("path", "interview", "digest"),
        "position": ("digest", "paragraph", "offset", "before"),
        "state": ("name", "value"),
        "anchor": ("found", "digest", "method"),
    }
    table = drawn.choice(list(columns))
    return _bit_of(drawn, path, table, drawn.choice(columns[table]))


def _cut(drawn: random.Random, path: Path) -> str:
    with _opened(path) as connection:
        rowid, length = drawn.choice(connection.execute("SELECT rowid, length(body) FROM quote").fetchall())
        left = drawn.randrange(length)
        connection.execute("UPDATE quote SET body = substr(body, 1, ?) WHERE rowid = ?", (left, rowid))
    return f"row {rowid} cut to {left}"


def _no_utf8(drawn: random.Random, path: Path) -> str:
    column = drawn.choice(("body", "note", "tags", "path", "colour", "created", "decision"))
    with _opened(path) as connection:
        (rowid,) = drawn.choice(connection.execute("SELECT rowid FROM quote").fetchall())
        bad = drawn.choice((b"\xff\xfe", b"\xe4\xb8", b"a\xc0\x80", b"\xed\xa0\x80"))
        connection.execute(f"UPDATE quote SET {column} = CAST(? AS TEXT) WHERE rowid = ?", (bad, rowid))
    return f"{column} of row {rowid} is {bad!r}"


def _tables(drawn: random.Random, path: Path) -> str:
    spoil = drawn.choice(
        (
            "PRAGMA user_version = 0", "PRAGMA user_version = 1", "PRAGMA user_version = -5",
            "PRAGMA user_version = 99", "DROP TABLE anchor", "DROP TABLE change", "DROP TABLE state",
            "ALTER TABLE quote DROP COLUMN note", "ALTER TABLE source DROP COLUMN title",
            "ALTER TABLE quote RENAME COLUMN body TO bodi", "ALTER TABLE position RENAME TO positiom",
        )
    )  # fmt: skip
    with _opened(path) as connection:
        connection.execute(spoil)
    return spoil


def _bit_in_file(drawn: random.Random, path: Path) -> str:
    data = bytearray(path.read_bytes())
    # Behind the header and the first page's tables, where the rows are.
    at = drawn.randrange(len(data))
    bit = drawn.randrange(8)
    data[at] ^= 1 << bit
    path.write_bytes(data)
    return f"bit {bit} of byte {at} in the file"


def _bit_of(drawn: random.Random, path: Path, table: str, column: str) -> str:
    with _opened(path) as connection:
        own = {"state": "name", "anchor": "quote"}.get(table, "rowid")
        rows = connection.execute(f'SELECT {own}, "{column}" FROM {table}').fetchall()
        if not rows:
            return f"{table} is empty"
        key, value = drawn.choice(rows)
        spoilt = _flipped(drawn, value)
        cast = "CAST(? AS TEXT)" if isinstance(value, str) else "?"
        connection.execute(f'UPDATE OR IGNORE {table} SET "{column}" = {cast} WHERE {own} = ?', (spoilt, key))
    return f"{table}.{column} of {key}: {value!r:.60} to {spoilt!r:.60}"


def _flipped(drawn: random.Random, value: object) -> object:
    if isinstance(value, int):
        return value ^ (1 << drawn.randrange(8))
    if isinstance(value, float):
        return value + drawn.choice((-8, 1, 0.5, 1e9))
    held = value.encode() if isinstance(value, str) else value
    data = bytearray(held if isinstance(held, bytes) and held else b"\0")
    data[drawn.randrange(len(data))] ^= 1 << drawn.randrange(8)
    return bytes(data)


class _opened:
    """The database file as any program opens it."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)

    def __enter__(self) -> sqlite3.Connection:
        return self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()
