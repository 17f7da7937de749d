"""Which column of a table holds the speaker, which the words, which the time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tui.interview.formats.tables import column_names as heads
from tui.interview.formats.tables.speech import are_words, come_back, recur, sound_spoken
from tui.interview.model.times import leading_time, time_in
from tui.interview.names.shapes import could_be_label, is_full_name, key, shape

_Rows = Sequence[Sequence[str]]
_WIDEST = 64  # columns that are looked at
_LONGEST_HEAD = 24  # code points
_TITLES = 10  # rows among which the head stands, if titles stand above it
_ENDS = frozenset("。！？!?.…；;")


class Columns(NamedTuple):
    """Columns by index, from 0; -1 for none.

    Attributes:
        speaker, words, time: where they stand.
        head: how many rows that are not empty end with the one that names the columns; 0 where none does.
        answer: the column of the answers, where that of the words holds questions.
    """

    speaker: int
    words: int
    time: int
    head: int
    answer: int = -1


def columns_of(rows: _Rows) -> Columns | None:
    """Find what the columns of a table are, by names in one of its first rows, else by what they hold.

    None where no column could be what somebody says.
    """
    rows = [row for row in rows[:2000] if any(cell.strip() for cell in row)]
    if not rows:
        return None
    for at, row in enumerate(rows[:_TITLES]):
        names = [heads.folded(cell) for cell in row]
        if _is_head(rows, at, names):
            return _named(names, rows[at + 1 :], at + 1)
    return _unnamed(rows)


def names_columns(line: str) -> bool:
    """Tell whether a line is the head of a table with a column for the speaker and one for the words."""
    for delimiter in ",\t;":
        names = [heads.folded(cell) for cell in line.strip().strip('"').split(delimiter)]
        if len(names) > 1 and max(map(heads.rank, names)) >= 0 and heads.words_among(names) >= 0:
            return all(len(name) <= _LONGEST_HEAD for name in names)
    return False


def names_speakers(cell: str) -> bool:
    """Tell whether the head of a column says that speakers stand in it."""
    return heads.rank(heads.folded(cell)) >= 0


def _is_head(rows: _Rows, at: int, names: Sequence[str]) -> bool:
    """Whether a row names columns; one below the first must name two that the rows above leave empty."""
    speakers = [number for number, name in enumerate(names) if heads.rank(name) >= 0]
    words = heads.words_among(names)
    if at == 0:
        if words >= 0 or heads.questions_among(names)[0] >= 0:
            return True
        # A guest who is called so, and speaks first.
        body = rows[1:]
        return len(names) > 1 and any(names[n] not in map(heads.folded, _cells(body, n)) for n in speakers)
    if words < 0 or not speakers or max(map(len, names)) > _LONGEST_HEAD:
        return False
    return all(not (_cell(row, words) and _cell(row, speakers[0])) for row in rows[:at])


def _named(names: Sequence[str], body: _Rows, head: int) -> Columns | None:
    words = heads.words_among(names)
    question, answer = heads.questions_among(names)
    if question >= 0 and words in (-1, answer):
        asked = _cells(body, question)
        if 2 * sum(cell[-1] in "?？" for cell in asked) < len(asked) or not asked:
            return None
        return Columns(_speaker(names, body, question), question, _timing(body), head, answer)
    speaker = _speaker(names, body, words)
    times = [at for at in heads.times_among(names) if at not in (speaker, words)]
    time = times[0] if times else _timing(body)
    doubtful = speaker < 0 or heads.is_doubtful(names[speaker])
    if words < 0:
        words = _longest(body, {speaker, *times}) if speaker >= 0 and len(names) > 1 else -1
        if words < 0 or (doubtful and not _are_said(body, words)):
            return None
    if speaker < 0:
        speaker = _naming(body, words)
        return Columns(speaker if _are_said(body, words) else -1, words, time, head)
    if doubtful and not come_back(_cells(body, speaker), _cells(body, words), time >= 0):
        return None
    return Columns(speaker, words, time, head)


def _speaker(names: Sequence[str], body: _Rows, words: int) -> int:
    """The column of speakers among those whose names would do: first one in which somebody speaks again."""
    best: tuple[bool, bool, int, int] | None = None
    for at, name in enumerate(names):
        cells = _cells(body, at)
        if (
            heads.rank(name) < 0
            or at == words
            or _are_times(cells)
            or _is_count(cells, heads.is_doubtful(name))
        ):
            continue
        mine = (not cells, not recur(cells), heads.rank(name), at)
        best = mine if best is None else min(best, mine)
    return best[-1] if best else -1


def _unnamed(rows: _Rows) -> Columns | None:
    """The columns by what stands in them; the first row may be a head all the same, in words of its own."""
    words = _longest(rows, set())
    speaker = _naming(rows, words) if words >= 0 else -1
    if speaker < 0 and words >= 0:
        speaker = _naming(rows[1:], words)
    if speaker < 0 or not are_words(_cells(rows, words)):
        return None
    time, head = _timing(rows), 0
    if key(_cell(rows[0], speaker)) not in map(key, _cells(rows[1:], speaker)):
        head = int(_differs(rows, speaker, words))
        if (head or time < 0) and not _are_said(rows[head:], words):
            return None
    return Columns(speaker, words, time, head)


def _differs(rows: _Rows, speaker: int, words: int) -> bool:
    """Whether the first row differs from the others as a head does, its name being nobody's."""
    body = rows[1:]
    for at in range(min(_width(rows), _WIDEST)):
        cells = _cells(body, at)
        if at not in (speaker, words) and 2 * len(cells) >= len(body) and all(map(_is_measure, cells[:200])):
            return not _is_measure(_cell(rows[0], at))
    name, first = _cell(rows[0], speaker), _cell(rows[0], words)
    if is_full_name(name) or shape(name)[1] == "role":
        return False
    return len(first) <= _LONGEST_HEAD and _ENDS.isdisjoint(first)


def _is_measure(cell: str) -> bool:
    """Whether it is a number, a time or a date."""
    return any(c.isdigit() for c in cell) and not any(c.isalpha() for c in cell.rstrip("sZ").replace("T", ""))


def _are_said(rows: _Rows, words: int) -> bool:
    cells = _cells(rows, words)
    return are_words(cells) and sound_spoken(cells)


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if 0 <= at < len(row) else ""


def _cells(rows: _Rows, at: int) -> list[str]:
    return [row[at].strip() for row in rows if at < len(row) and row[at].strip()]


def _width(rows: _Rows) -> int:
    return max((len(row) for row in rows), default=0)


def _longest(rows: _Rows, but: set[int]) -> int:
    lengths = {
        at: sum(map(len, _cells(rows, at))) for at in range(min(_width(rows), _WIDEST)) if at not in but
    }
    return max(lengths, key=lambda at: lengths[at], default=-1) if any(lengths.values()) else -1


def _naming(rows: _Rows, words: int) -> int:
    """The column of short names that come back, before the words or right behind them."""
    for at in range(min(_width(rows), _WIDEST)):
        cells = _cells(rows, at)
        if at == words or len(cells) < 4 or len(cells) < 0.25 * len(rows):
            continue
        names = Counter(key(cell) for cell in cells)
        fit = sum(1 for cell in cells if could_be_label(cell.rstrip(":： ")) and leading_time(cell) is None)
        if (
            fit >= 0.9 * len(cells)
            and 2 <= len(names) <= 0.5 * len(cells)
            and not all(map(str.isdigit, cells))
        ):
            return at
    return -1


def _is_count(cells: Sequence[str], doubtful: bool) -> bool:
    """Whether the cells are numbers that do not come back, or are under a name that people seldom have."""
    if not cells or not all(cell.replace(".", "", 1).isdigit() for cell in cells):
        return False
    return (doubtful and not recur(cells)) or (len(cells) > 8 and len(set(cells)) == len(cells))


def _are_times(cells: Sequence[str]) -> bool:
    """Whether nearly all are times or begin with one."""
    times = sum(1 for cell in cells if time_in(cell) is not None)
    return bool(cells) and times >= 0.9 * len(cells)


def _timing(rows: _Rows) -> int:
    """The first column in which nearly all begins with a time."""
    for at in range(min(_width(rows), _WIDEST)):
        cells = _cells(rows, at)
        if cells and sum(1 for cell in cells if leading_time(cell) is not None) >= 0.9 * len(cells):
            return at
    return -1
