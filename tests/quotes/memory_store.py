"""A store of quotes in memory: the rules of the collection hold in it as in a database."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from tui.interview.model.interview import Credits, Interview
from tui.store.quote_store import (
    CHANGEABLE,
    DamagedRecord,
    KeptSource,
    QuoteRecord,
    SourceRecord,
    StoredChange,
)
from tui.store.spelling import STANDARD_INPUT, full_path
from tui.store.store_error import StoreError


@dataclass(frozen=True)
class _Source:
    interview: int
    record: SourceRecord
    encoding: str = ""
    format: str = ""
    text: str | None = None


@dataclass(frozen=True)
class _Change:
    interview: int
    stored: StoredChange
    done: int = 1


@dataclass
class MemoryData:
    """What several windows share, as they share one file."""

    revisions: dict[int, int] = field(default_factory=dict)
    sources: dict[str, _Source] = field(default_factory=dict)
    paths: dict[str, tuple[int, str]] = field(default_factory=dict)
    quotes: dict[str, QuoteRecord] = field(default_factory=dict)
    changes: dict[int, _Change] = field(default_factory=dict)
    found: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    numbered: int = 0
    commits: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self.bell = threading.Condition(self.lock)

    def kept(self) -> dict[str, Any]:
        """All of it, to go back to; what the tables hold never changes itself."""
        tables = (one.name for one in fields(self) if one.name not in ("numbered", "commits", "lock"))
        return {name: dict(getattr(self, name)) for name in tables}


class MemoryStore:
    """One window's way to what is in memory; a `tui.store.quote_store.QuoteStore`."""

    def __init__(self, data: MemoryData | None = None) -> None:
        self.path = Path("memory")
        self.refusal: StoreError | None = None
        self._data = data or MemoryData()

    @contextlib.contextmanager
    def reading_quotes(self) -> Iterator[MemoryTables]:
        """Open one state to be read."""
        with self._data.lock:
            yield MemoryTables(self._data)

    @contextlib.contextmanager
    def changing_quotes(self, *, patient: bool = True) -> Iterator[MemoryTables]:
        """Open a transaction: what was there before is there again where its block raises."""
        if self.refusal:
            raise self.refusal
        with self._data.lock:
            before = self._data.kept()
            try:
                yield MemoryTables(self._data)
            except BaseException:
                vars(self._data).update(before)
                raise
            self._data.commits += 1
            self._data.bell.notify_all()

    def watch(self) -> MemoryWatch:
        """Wait from now on for whatever is committed, in whichever window."""
        return MemoryWatch(self._data)

    def discard_row(self, row: int) -> Path:
        """Take a row away for good; nothing is laid aside here."""
        with self.changing_quotes():
            self._data.quotes = {id: one for id, one in self._data.quotes.items() if one.row != row}
        return self.path


class MemoryWatch:
    """Waits for the bell that each commit rings; a `tui.store.quote_store.ChangeWatch`."""

    def __init__(self, data: MemoryData) -> None:
        self._data = data
        self._seen = data.commits
        self._is_ended = False

    def wait(self) -> bool:
        with self._data.bell:
            self._data.bell.wait_for(lambda: self._is_ended or self._data.commits != self._seen)
            self._seen = self._data.commits
            return not self._is_ended

    def end(self) -> None:
        with self._data.bell:
            self._is_ended = True
            self._data.bell.notify_all()


class MemoryTables:
    """One transaction; a `tui.store.quote_store.QuoteWriting`."""

    def __init__(self, data: MemoryData) -> None:
        self._data = data

    def identify(self, interview: Interview) -> int | None:
        if known := self._data.sources.get(interview.digest):
            return known.interview
        if interview.path == STANDARD_INPUT:
            return None
        number, _digest = self._data.paths.get(full_path(interview.path), (None, ""))
        return number

    def is_enrolled(self, interview: Interview) -> bool:
        if interview.digest not in self._data.sources or interview.path == STANDARD_INPUT:
            return interview.digest in self._data.sources
        return self._data.paths.get(full_path(interview.path), (0, ""))[1] == interview.digest

    def enrol(self, interview: Interview) -> int:
        number = self.identify(interview)
        if number is None:
            number = self._next()
            self._data.revisions[number] = 0
        record = SourceRecord(interview.digest, interview.title, interview.credits, True)
        known = self._data.sources.get(interview.digest)
        text = known.text if known else None
        self._data.sources[interview.digest] = _Source(
            number, record, interview.encoding, interview.format, text
        )
        if interview.path != STANDARD_INPUT:
            self._data.paths[full_path(interview.path)] = number, interview.digest
        return number

    def introduce(self, number: int, digest: str, title: str, credits: Credits) -> None:
        self._data.sources.setdefault(digest, _Source(number, SourceRecord(digest, title, credits, True)))

    def keep_source(self, interview: Interview) -> None:
        known = self._data.sources[interview.digest]
        self._data.sources[interview.digest] = replace(known, text=known.text or interview.source)

    def kept_source(self, digest: str) -> KeptSource | None:
        known = self._data.sources.get(digest)
        if known is None or known.text is None:
            return None
        path = next((path for path, (_, own) in self._data.paths.items() if own == digest), "")
        return KeptSource(known.text, known.encoding, known.format, path)

    def revision(self, number: int | None) -> int:
        return self._data.revisions.get(number or 0, 0)

    def begin_revision(self, number: int) -> int:
        self._data.revisions[number] += 1
        return self._data.revisions[number]

    def quotes_since(self, number: int, revision: int) -> Iterator[QuoteRecord | DamagedRecord]:
        for one in self._records():
            if one.interview == number and (not revision or one.revision > revision):
                yield one

    def all_quotes(self) -> Iterator[QuoteRecord | DamagedRecord]:
        yield from self._records()

    def _records(self) -> Iterator[QuoteRecord]:
        for one in list(self._data.quotes.values()):
            # What an interview is called may be known better since.
            yield one._replace(source=self._data.sources[one.source.digest].record)

    def owner(self, id: str) -> tuple[int, bool] | None:
        one = self._data.quotes.get(id)
        return (one.interview, bool(one.removed)) if one else None

    def columns(self, id: str, names: Sequence[str]) -> dict[str, Any] | None:
        one = self._data.quotes.get(id)
        if one is None:
            return None
        values = one._asdict() | {"source": one.source.digest}
        return {name: values[name] for name in names if name in CHANGEABLE}

    def body(self, id: str) -> str | None:
        one = self._data.quotes.get(id)
        return one.body if one else None

    def insert(self, number: int, values: Mapping[str, Any]) -> None:
        given = {**values, "source": self._data.sources[values["source"]].record}
        record = QuoteRecord(row=self._next(), interview=number, revision=0, removed=1, **given)
        assert record.id not in self._data.quotes
        self._data.quotes[record.id] = record

    def alter(self, id: str, values: Mapping[str, Any], revision: int) -> bool:
        if id not in self._data.quotes:
            return False
        given = {name: value for name, value in values.items() if name in CHANGEABLE}
        if "source" in given:
            given["source"] = self._data.sources[given["source"]].record
        self._data.quotes[id] = self._data.quotes[id]._replace(**given, revision=revision)
        return True

    def latest_change(self, number: int) -> int:
        return max((at for at, one in self._data.changes.items() if one.interview == number), default=0)

    def changes_after(self, number: int, change: int) -> list[StoredChange]:
        return [
            one.stored
            for at, one in sorted(self._data.changes.items())
            if one.interview == number and one.done == 1 and at > change
        ]

    def next_step(self, number: int, window: str, since: int, *, undone: bool) -> StoredChange | None:
        steps = self._steps(number, window, since, int(not undone))
        return (steps[0] if undone else steps[-1]) if steps else None

    def _steps(self, number: int, window: str, since: int, done: int) -> list[StoredChange]:
        return [
            one.stored
            for _at, one in sorted(self._data.changes.items())
            if one.interview == number
            and one.done == done
            and (one.stored.window == window or one.stored.revision <= since)
        ]

    def forget_undone(self, number: int, window: str, since: int) -> None:
        for one in self._steps(number, window, since, 0):
            del self._data.changes[one.number]

    def add_change(self, number: int, change: StoredChange) -> None:
        at = self._next()
        self._data.changes[at] = _Change(number, change._replace(number=at))

    def join_changes(self, number: int, after: int, change: StoredChange) -> None:
        for at, one in list(self._data.changes.items()):
            if one.interview == number and at > after:
                del self._data.changes[at]
        self.add_change(number, change)

    def settle_change(self, change: int, *, undone: bool, window: str, revision: int) -> None:
        one = self._data.changes[change]
        stored = one.stored._replace(window=window, revision=revision)
        self._data.changes[change] = replace(one, stored=stored, done=int(not undone))

    def leave_change(self, change: int) -> None:
        self._data.changes[change] = replace(self._data.changes[change], done=2)

    def forget_changes(self) -> None:
        self._data.changes.clear()

    def anchors(self, digest: str, method: int) -> dict[str, str]:
        return {
            id: text for (id, own), (by, text) in self._data.found.items() if (own, by) == (digest, method)
        }

    def keep_anchors(self, digest: str, method: int, anchors: Mapping[str, str]) -> None:
        for id, text in anchors.items():
            self._data.found[id, digest] = method, text

    def unsealed(self, row: int) -> QuoteRecord | None:
        return next((one for one in self._data.quotes.values() if one.row == row), None)

    def rows_in_copy(
        self, copy: Path, wanted: Sequence[tuple[int, str]]
    ) -> Iterator[tuple[int, Mapping[str, Any]]]:
        yield from ()

    def put_back(self, row: int, values: Mapping[str, Any]) -> bool:
        return False

    def rewrite(self, row: int, number: int, values: Mapping[str, Any]) -> bool:
        one = self.unsealed(row)
        return one is not None and self.alter(one.id, values, self.begin_revision(number))

    def _next(self) -> int:
        self._data.numbered += 1
        return self._data.numbered
