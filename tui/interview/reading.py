"""From a file to an interview."""

from __future__ import annotations

import os
import stat
from bisect import bisect_left
from itertools import pairwise
from pathlib import Path

from tui.interview import captions, footer, head, labels, sections, splits, turns, warnings
from tui.interview.draft import Draft
from tui.interview.encoding import decode
from tui.interview.errors import InputError
from tui.interview.gaps import gaps
from tui.interview.model import Interview, Kind, Paragraph, Section, Warning
from tui.interview.readers import READERS, Reading, format_of, reader

try:  # hashlib loads OpenSSL, which takes longer than reading an interview does; `random` goes the same way.
    from _sha2 import sha256  # type: ignore[import-not-found,unused-ignore]
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        from hashlib import sha256

__all__ = ["LARGEST", "gaps", "read", "read_bytes", "read_text"]

LARGEST = 100 * 1024 * 1024
"""Bytes of the largest file that is read."""


def read(path: str | Path, *, encoding: str | None = None, format: str | None = None) -> Interview:
    """Read the interview in a file.

    Args:
        path: the file; what a symbolic link points to is read.
        encoding: a codec's name, to override what the bytes suggest.
        format: a reader's name, to override what suffix and text suggest.

    Raises:
        InputError: "missing", "folder", "unreadable", "too-large", "empty", "binary", "encoding" or "format".
    """
    name = os.fspath(path)
    file = Path(path)
    try:
        state = file.stat()
        if stat.S_ISDIR(state.st_mode):
            raise InputError("folder", name)
        if state.st_size > LARGEST:
            raise InputError("too-large", name, limit=LARGEST, size=state.st_size)
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError("missing", name) from error
    except IsADirectoryError as error:
        raise InputError("folder", name) from error
    except (OSError, ValueError) as error:
        raise InputError("unreadable", name, reason=getattr(error, "strerror", None) or str(error)) from error
    return read_bytes(data, name, encoding=encoding, format=format)


def read_bytes(
    data: bytes,
    path: str = "-",
    *,
    encoding: str | None = None,
    format: str | None = None,
    empty: bool = False,
) -> Interview:
    """Read the interview in some bytes.

    Args:
        data: the whole file.
        path: its name, of which only the suffix means anything; nothing is opened.
        encoding: a codec's name, to override what the bytes suggest.
        format: a reader's name, to override what suffix and text suggest.
        empty: give an interview without paragraphs where nothing stands in the bytes, instead of the error.

    Raises:
        InputError: "too-large", "empty", "binary", "encoding" or "format".
    """
    if len(data) > LARGEST:
        raise InputError("too-large", path, limit=LARGEST, size=len(data))
    if not data and not empty:
        raise InputError("empty", path)
    decoded = decode(data, path, encoding)
    if not empty and not decoded.text.strip("\ufeff\u200b \t\r\n\f\v\u3000\xa0"):
        raise InputError("empty", path)
    interview = read_text(
        decoded.text,
        path,
        encoding=decoded.encoding,
        format=format,
        digest=sha256(data).hexdigest(),
        guessed=decoded.guessed,
    )
    if not interview.paragraphs and not empty:
        raise InputError("empty", path)
    return interview


def read_text(
    source: str,
    path: str = "-",
    *,
    encoding: str = "utf-8",
    format: str | None = None,
    digest: str = "",
    guessed: bool = False,
) -> Interview:
    """Read the interview in a decoded text, which may hold nothing.

    Raises:
        InputError: "format", where no reader is called `format`.
    """
    name = format or format_of(Path(path).suffix, source)
    if name not in READERS:
        raise InputError("format", path, format=name, known=", ".join(READERS))
    reading = reader(name)(source)
    extra = [Warning("encoding-guessed", None, {"encoding": encoding})] if guessed else []
    return _interview(reading, source, path, encoding, name, digest, extra)


def _interview(
    reading: Reading, source: str, path: str, encoding: str, name: str, digest: str, extra: list[Warning]
) -> Interview:
    drafts: list[Draft] = list(reading.drafts)
    verdicts: list[labels.Verdict] = []
    trailing: list[Draft] = []
    if reading.labelled:
        for draft in drafts:
            draft.label = draft.speaker
    else:
        decided, verdicts = labels.decide(drafts)
        if decided:
            drafts, trailing = splits.apply_labels(drafts, decided)
    title, heading = head.title_of(drafts, reading.about)
    sections.mark(drafts, heading)
    opening = next((i for i, draft in enumerate(drafts) if draft.opens or draft.label), len(drafts))
    credits = head.mark(drafts, opening, title, heading, reading.about)
    for draft in drafts:
        if draft.kind is Kind.TEXT and not draft.label and captions.is_caption(draft):
            draft.kind = Kind.CAPTION
    footer.mark(drafts)
    all_turns, speakers = turns.build(drafts)
    parts = _sections(drafts, [turn.start for turn in all_turns])
    found = warnings.find(
        source, drafts, all_turns, speakers, {section.start for section in parts}, verdicts, trailing
    )
    return Interview(
        path=path,
        source=source,
        encoding=encoding,
        format=name,
        digest=digest,
        title=title,
        credits=credits,
        paragraphs=tuple([Paragraph(d.kind, d.text, d.pieces, d.label_end) for d in drafts]),
        sections=parts,
        turns=all_turns,
        speakers=speakers,
        warnings=tuple(extra + found),
    )


def _sections(drafts: list[Draft], turn_starts: list[int]) -> tuple[Section, ...]:
    """The sections that the marked headings open, and the preface before them; none without a heading."""
    opens = [index for index, draft in enumerate(drafts) if draft.opens]
    if not opens:
        return ()
    depths = sorted({drafts[index].depth for index in opens})
    parts: list[Section] = []
    bounds = [*([0] if opens[0] else []), *opens, len(drafts)]
    for number, (start, end) in enumerate(pairwise(bounds), start=0 if opens[0] else 1):
        turns_from, turns_to = bisect_left(turn_starts, start), bisect_left(turn_starts, end)
        if number == 0:
            parts.append(Section(0, "", "", start, end, turns_from, turns_to))
            continue
        subtitle = next((d.text for d in drafts[start + 1 : end] if d.kind is Kind.SUBTITLE), "")
        words = sections.heading_words(drafts, start)
        level = depths.index(drafts[start].depth) + 1
        parts.append(Section(number, words, subtitle, start, end, turns_from, turns_to, level))
    return tuple(parts)
