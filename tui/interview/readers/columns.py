"""Which column of a table holds the speaker, which the words, which the time."""

# ruff: noqa: SIM905 - a list of words, one word to a line, is not easier to read.

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tui.interview.names import could_be_label, key
from tui.interview.times import leading_time

_SPEAKERS = frozenset(
    (
        "speaker speakername speakerlabel speakerid spk name who person participant role author user "
        "username from interviewer voice actor character 说话人 发言人 讲话人 讲者 发言者 姓名 "
        "名字 人物 角色 谁 说话者 對話者 發言人 講者 "
        "講話人 發言者 說話人 身份 采访者 人员 嘉宾"
    ).split()
)
_WORDS = frozenset(
    (
        "words text transcript transcription content utterance speech body message sentence line said "
        "dialogue dialog caption quote statement 内容 文本 文字 发言 发言内容 对话 台词 字幕 "
        "说话内容 原文 话 讲话内容 转写 转写文本 內容 發言 "
        "發言內容 對話 句子 转录 转录文本 正文 语句"
    ).split()
)
_TIMES = frozenset(
    (
        "time timestamp start starttime begin begintime timecode from in tc startms 时间 时间戳 "
        "开始时间 开始 起始时间 "
        "時間 開始時間 起始 时间码"
    ).split()
)


class Columns(NamedTuple):
    """Columns by index, from 0; -1 for none.

    Attributes:
        speaker, words, time: where they stand.
        head: whether the first row names the columns.
    """

    speaker: int
    words: int
    time: int
    head: bool


def columns_of(rows: Sequence[Sequence[str]]) -> Columns | None:
    """What the columns of a table are, by the names in its first row, else by what stands in them.

    None where no column could be what somebody says.
    """
    rows = [row for row in rows[:2000] if any(cell.strip() for cell in row)]
    if not rows:
        return None
    names = [_name(cell) for cell in rows[0]]
    words = _first(names, _WORDS)
    speaker = _first(names, _SPEAKERS)
    time = _first(names, _TIMES)
    if speaker >= 0 and words < 0 and len(names) > 1:
        words = _longest(rows[1:], {speaker, time})
    if words >= 0 and words != speaker:
        if speaker < 0:
            speaker = _naming(rows[1:], words)
        return Columns(speaker, words, time if time >= 0 else _timing(rows[1:]), True)
    words = _longest(rows, set())
    speaker = _naming(rows, words) if words >= 0 else -1
    if speaker < 0:
        return None
    return Columns(speaker, words, _timing(rows), False)


def names_columns(line: str) -> bool:
    """Whether a line is the head of a table that has a column for the speaker and one for the words."""
    for delimiter in ",\t;":
        names = [_name(cell) for cell in line.strip().strip('"').split(delimiter)]
        if len(names) > 1 and _first(names, _SPEAKERS) >= 0 and _first(names, _WORDS) >= 0:
            return all(len(name) <= 24 for name in names)
    return False


def names_speakers(cell: str) -> bool:
    """Whether the head of a column says that speakers stand in it."""
    return _name(cell) in _SPEAKERS


def _name(cell: str) -> str:
    cell = cell.split("(")[0].split("（")[0]
    return "".join(c for c in cell.casefold() if c.isalnum())


def _first(names: Sequence[str], wanted: frozenset[str]) -> int:
    return next((at for at, name in enumerate(names) if name in wanted), -1)


def _cells(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    return [row[at].strip() for row in rows if at < len(row) and row[at].strip()]


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max((len(row) for row in rows), default=0)


def _longest(rows: Sequence[Sequence[str]], but: set[int]) -> int:
    lengths = {at: sum(map(len, _cells(rows, at))) for at in range(min(_width(rows), 64)) if at not in but}
    return max(lengths, key=lambda at: lengths[at], default=-1) if any(lengths.values()) else -1


def _naming(rows: Sequence[Sequence[str]], words: int) -> int:
    """The column of short names that come back, before the words or right behind them."""
    for at in range(min(_width(rows), 64)):
        cells = _cells(rows, at)
        if at == words or len(cells) < 4 or len(cells) < 0.25 * len(rows):
            continue
        names = Counter(key(cell) for cell in cells)
        fit = sum(1 for cell in cells if could_be_label(cell.rstrip(":： ")) and leading_time(cell) is None)
        if fit >= 0.9 * len(cells) and 2 <= len(names) <= 0.5 * len(cells) and not _counting(cells):
            return at
    return -1


def _counting(cells: Sequence[str]) -> bool:
    return all(cell.isdigit() for cell in cells)


def _timing(rows: Sequence[Sequence[str]]) -> int:
    """The first column in which nearly all begins with a time."""
    for at in range(min(_width(rows), 64)):
        cells = _cells(rows, at)
        if cells and sum(1 for cell in cells if leading_time(cell) is not None) >= 0.9 * len(cells):
            return at
    return -1
