"""An export's way to its file: what a person changed there is never overwritten.

What was written is remembered by its hash. A file is replaced only where it still has that hash, and only by
the quotes of the same interview; otherwise nothing happens until the person has chosen between a file beside
it and the new quotes at its end.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from tui.export.atomic import existing, is_device, write_atomically, write_device
from tui.export.document import Document
from tui.export.errors import ExportError
from tui.kiosk.policy import current
from tui.locale import _


class Choice(StrEnum):
    """What to do where the file is not, or no longer, what fangtan wrote.

    BESIDE: write a file with a number in its name next to it; the same again as long as nobody changes that.
    APPEND: put the quotes that were never written to it at its end, under a heading.
    """

    BESIDE = "beside"
    APPEND = "append"


class Done(StrEnum):
    """What became of an export.

    WRITTEN: a new file. REPLACED: fangtan's own file, with new content. UNCHANGED: the file held all of it.
    BESIDE, APPENDED: as chosen. ASK: nothing was written; the person has to choose.
    """

    WRITTEN = "written"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    BESIDE = "beside"
    APPENDED = "appended"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an export.

    Attributes:
        path: the file that holds the quotes now; under ASK the one that was left alone.
        quotes: how many quotes were written by this.
        reason: why the person is asked: "changed-by-hand" (fangtan's, but altered since) or "foreign" (not
            fangtan's, or another interview's); "" otherwise.
        choices: what can be chosen then; empty otherwise.
    """

    done: Done
    path: Path
    quotes: int = 0
    reason: str = ""
    choices: tuple[Choice, ...] = ()


class Remembered(Protocol):
    """A table that outlives the program, text by text; a dict will do for a test."""

    def get(self, key: str, /) -> str | None:
        """Look up what was remembered under the key; None where nothing was."""

    def __setitem__(self, key: str, value: str, /) -> None:
        """Remember it."""


@dataclass(frozen=True, slots=True)
class _Record:
    """What is known of a file: its hash as written ("" once others' words stand in it too), whose quotes."""

    sha256: str = ""
    digest: str = ""
    source: str = ""
    ids: frozenset[str] = frozenset()

    @classmethod
    def read(cls, text: str | None) -> _Record | None:
        """Read the record from its JSON; None where there is none, or one that can't be understood."""
        try:
            fields = json.loads(text or "")
            return cls(fields["sha256"], fields["digest"], fields["source"], frozenset(fields["ids"]))
        except (ValueError, KeyError, TypeError):
            return None

    def json(self) -> str:
        """Return the record as JSON."""
        fields = {
            "sha256": self.sha256,
            "digest": self.digest,
            "source": self.source,
            "ids": sorted(self.ids),
        }
        return json.dumps(fields)

    def is_of(self, export: Document) -> bool:
        """Tell whether the file was written for the same interview: its content or its path is the same."""
        return self.digest == export.digest or (self.source != "" and self.source == _source(export))


def write(
    path: str | Path,
    export: Document,
    remembered: Remembered,
    choice: Choice | None = None,
    heading: str = "",
) -> Outcome:
    """Write an export to a file, or say that the person has to choose first.

    Args:
        path: the file; its folder must be there.
        export: what goes out.
        remembered: what was written before, under keys that begin with "export:".
        choice: the person's, where an earlier call came back with ASK.
        heading: above appended quotes; one with today's date if it is empty.

    Raises:
        ExportError: "folder", "missing-folder", "unwritable", "full" of the file; "closed" in a kiosk; those
            of `Export.text`.
    """
    if not current().files:
        raise ExportError("closed", str(path))
    text = export.text()
    data = _encoded(text)
    real = Path(os.path.realpath(Path(path).expanduser()))
    if is_device(real):
        write_device(real, data)
        return Outcome(Done.WRITTEN, real, len(export.quotes))
    for _attempt in range(3):
        try:
            return _write(real, data, export, remembered, choice, heading)
        except FileExistsError:
            # Somebody wrote the file in these milliseconds: look at it again.
            continue
    raise ExportError("unwritable", str(real), reason=os.strerror(17))


def foresee(path: str | Path, export: Document, remembered: Remembered, text: str) -> Outcome:
    """Foresee what `write` would do now if no choice was made; nothing is written.

    Args:
        path: the file.
        export: what would go out.
        remembered: as for `write`.
        text: the export's text, which the caller has already.

    Raises:
        ExportError: "folder", "missing-folder", "unwritable".
    """
    real = Path(os.path.realpath(Path(path).expanduser()))
    if is_device(real):
        return Outcome(Done.WRITTEN, real, len(export.quotes))
    there = existing(real)
    if not os.access(real.parent if there is None else real, os.W_OK):
        raise ExportError("unwritable", str(real), reason=os.strerror(13))
    reason = _objection(there, _Record.read(remembered.get(_key(real))), export)
    if there == _encoded(text):
        return Outcome(Done.UNCHANGED, real)
    if reason:
        return Outcome(Done.ASK, real, reason=reason, choices=_choices(export))
    return Outcome(Done.WRITTEN if there is None else Done.REPLACED, real, len(export.quotes))


def _choices(export: Document) -> tuple[Choice, ...]:
    return (Choice.BESIDE, Choice.APPEND) if export.appends else (Choice.BESIDE,)


def _write(
    path: Path, data: bytes, export: Document, remembered: Remembered, choice: Choice | None, heading: str
) -> Outcome:
    there = existing(path)
    record = _Record.read(remembered.get(_key(path)))
    reason = _objection(there, record, export)
    if there == data:
        _remember(remembered, path, data, export)
        return Outcome(Done.UNCHANGED, path)
    if not reason:
        write_atomically(path, data, there)
        _remember(remembered, path, data, export)
        return Outcome(Done.WRITTEN if there is None else Done.REPLACED, path, len(export.quotes))
    choices = _choices(export)
    if choice not in choices or there is None:
        return Outcome(Done.ASK, path, reason=reason, choices=choices)
    if choice is Choice.BESIDE:
        return _write_beside(path, data, export, remembered)
    return _append(path, there, record, export, remembered, heading)


def _write_beside(path: Path, data: bytes, export: Document, remembered: Remembered) -> Outcome:
    """Under the first numbered name that is free, or that still is what fangtan wrote for this interview."""
    for number in range(2, 10_000):
        beside = path.with_name(f"{path.stem} {number}{path.suffix}")
        if beside.is_dir() or is_device(beside):
            continue
        there = existing(beside)
        if _objection(there, _Record.read(remembered.get(_key(beside))), export) and there != data:
            continue
        if there != data:
            write_atomically(beside, data, there)
        _remember(remembered, beside, data, export)
        return Outcome(Done.BESIDE, beside, len(export.quotes))
    raise ExportError("unwritable", str(path), reason=os.strerror(17))


def _append(
    path: Path, there: bytes, record: _Record | None, export: Document, remembered: Remembered, heading: str
) -> Outcome:
    known = record.ids if record and record.is_of(export) else frozenset()
    if not heading:
        import time

        heading = _("Added {date}").format(date=time.strftime("%Y-%m-%d"))
    addition = export.addition(known, heading)
    if not addition:
        return Outcome(Done.UNCHANGED, path)
    line_end = b"\r\n" if b"\r\n" in there else b"\n"
    bare = there.rstrip(b"\r\n")
    # At least one empty line between; of the person's own bytes none is touched.
    missing = max(0, 2 - there[len(bare) :].count(b"\n")) if bare else 0
    data = there + line_end * missing + _encoded(addition).replace(b"\n", line_end)
    write_atomically(path, data, there)
    ids = frozenset(quote.id for quote in export.quotes)
    # No hash: the file holds a person's words too and must never be replaced.
    kept = _Record("", export.digest, _source(export), known | ids)
    remembered[_key(path)] = kept.json()
    return Outcome(Done.APPENDED, path, len(ids - known))


def _objection(there: bytes | None, record: _Record | None, export: Document) -> str:
    """Why the file must not be replaced; "" where it may."""
    if there is None:
        return ""
    if record is None or not record.is_of(export):
        return "foreign"
    return "" if sha256(there).hexdigest() == record.sha256 else "changed-by-hand"


def _remember(remembered: Remembered, path: Path, data: bytes, export: Document) -> None:
    ids = frozenset(quote.id for quote in export.quotes)
    record = _Record(sha256(data).hexdigest(), export.digest, _source(export), ids)
    remembered[_key(path)] = record.json()


def _key(path: Path) -> str:
    return f"export:{path}"


def _source(export: Document) -> str:
    """What the document was made from, absolute; "" where it came from standard input."""
    source = export.path
    return "" if source in ("", "-") else os.path.realpath(source)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
