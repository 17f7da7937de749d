"""From a file to an interview."""

from __future__ import annotations

import os
from bisect import bisect_left
from itertools import pairwise
from pathlib import Path

from tui import garbage
from tui.interview.decoding.encoding import Decoded, decode
from tui.interview.files import LARGEST, bytes_of, digest_of
from tui.interview.formats import READERS, Reading, format_of, reader, unpack
from tui.interview.model.draft import WORDS, Draft
from tui.interview.model.errors import InputError
from tui.interview.model.gaps import gaps
from tui.interview.model.interview import Interview, Kind, Paragraphs, Section, Warning
from tui.interview.model.label import NO_RULES, LabelRules
from tui.interview.model.origin import Origin
from tui.interview.speakers import turns, warnings
from tui.interview.speakers.apply import apply_labels
from tui.interview.speakers.decide import Decision, decide
from tui.interview.speakers.label_doubts import are_settled, in_doubt
from tui.interview.structure import (
    footer,
    head,
    picture_captions,
    sections,
    sidebar,
    time_stamps,
    wrapped_lines,
)

_NAMED = 6  # labels in a warning

__all__ = ["gaps", "read", "read_bytes", "read_text"]


def read(path: str | Path, *, encoding: str | None = None, format: str | None = None) -> Interview:
    """Read the interview in a file, with what a sidecar says of it (see `tui.interview.speakers.sidecar`).

    Args:
        path: the file; what a symbolic link points to is read.
        encoding: a codec's name, to override what the bytes suggest.
        format: a reader's name, to override what suffix and text suggest.

    Raises:
        InputError: "missing", "folder", "unreadable", "too-large", "empty", "binary", "encoding", "format",
            "malformed", "too-deep" or "container".
    """
    # Handed on without a name here, so that the bytes can go as soon as they are text.
    name = os.fspath(path)
    return as_said_beside(read_bytes(bytes_of(path), name, encoding=encoding, format=format, said=True))


def rules_beside(path: str, data: bytes) -> LabelRules:
    """Load what a person has said of the labels of an interview, by its path and the bytes of its file.

    Of a pattern nothing is told here, nor of a sidecar that can't be used: `as_said_beside` sees to both.
    """
    from tui.interview.speakers.sidecar_places import has_any, standing

    if standing(path) is None and not has_any():
        return NO_RULES
    from tui.interview.speakers import sidecar

    try:
        said = sidecar.load(path, digest_of(data))
    except InputError:
        return NO_RULES
    return said.rules if said and not said.pattern else NO_RULES


def as_said_beside(interview: Interview) -> Interview:
    """Apply what an interview's sidecar says, if there is one beside its file or in the data folder.

    Args:
        interview: as printed; where a person has said something of its labels it is read again by that.
    """
    from tui.interview.speakers.sidecar_places import standing

    if standing(interview.path, interview.digest) is None and interview.rules == NO_RULES:
        return interview
    from tui.interview.speakers import sidecar

    return sidecar.followed(interview, read_again)


def read_bytes(
    data: bytes,
    path: str = "-",
    *,
    encoding: str | None = None,
    format: str | None = None,
    empty: bool = False,
    said: bool = False,
) -> Interview:
    """Read the interview in some bytes.

    Args:
        data: the whole file.
        path: its name, of which only the suffix means anything; but for `said` nothing is opened.
        encoding: a codec's name, to override what the bytes suggest.
        format: a reader's name, to override what suffix and text suggest.
        empty: give an interview without paragraphs where nothing stands in the bytes, instead of the error.
        said: read it by what a person has said of its labels, so that `as_said_beside` needn't read it again.

    Raises:
        InputError: "too-large", "empty", "binary", "encoding", "format", "malformed", "too-deep" or
            "container".
    """
    decoded, digest = text_in(data, path, encoding, format=format, empty=empty), digest_of(data)
    rules = rules_beside(path, data) if said else NO_RULES
    del data
    return read_decoded(decoded, path, format=format, digest=digest, empty=empty, rules=rules)


def text_in(
    data: bytes, path: str, encoding: str | None = None, *, format: str | None = None, empty: bool = False
) -> Decoded:
    """Decode or unpack the text in some bytes; the arguments are those of `read_bytes`.

    Raises:
        InputError: "too-large", "empty", "binary", "encoding" or "container".
    """
    if len(data) > LARGEST:
        raise InputError("too-large", path, limit=LARGEST, size=len(data))
    if not data and not empty:
        raise InputError("empty", path)
    decoded = unpack(data, path, format) or decode(data, path, encoding)
    if not empty and not decoded.text.strip("\ufeff\u200b \t\r\n\f\v\u3000\xa0"):
        raise InputError("empty", path)
    return decoded


def read_decoded(
    decoded: Decoded,
    path: str,
    *,
    format: str | None = None,
    digest: str = "",
    empty: bool = False,
    rules: LabelRules = NO_RULES,
) -> Interview:
    """Read the interview in a text, with what its decoding told; the arguments are those of `read_bytes`.

    Raises:
        InputError: "empty", "format", "malformed" or "too-deep".
    """
    interview = read_text(
        decoded.text,
        path,
        encoding=decoded.encoding,
        format=format or decoded.format or None,
        digest=digest,
        guessed=decoded.guessed,
        cut=decoded.cut,
        origins=decoded.origins,
        rules=rules,
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
    cut: bool = False,
    origins: tuple[Origin, ...] = (),
    rules: LabelRules = NO_RULES,
) -> Interview:
    """Read the interview in a decoded text, which may hold nothing, by what a person has said of labels.

    Raises:
        InputError: "format", where no reader is called `format`; "malformed" or "too-deep" (format) where
            the container is broken.
        PatternError: the pattern of the rules can't be used, or takes too long.
    """
    name = format or format_of(Path(path).suffix, source)
    if name not in READERS:
        raise InputError("format", path, format=name, known=", ".join(READERS))
    extra = [Warning("encoding-guessed", None, {"encoding": encoding})] if guessed else []
    if cut:
        extra.append(Warning("truncated"))
    # Nothing that is made here is garbage before the end: looking through it again and again, as more and
    # more is made, is a third of the time of a long reading.
    with garbage.paused():
        try:
            interview = _interview(reader(name)(source), source, path, encoding, name, digest, extra, rules)
        except InputError as error:
            raise InputError(error.kind, path, format=name, **error.details) from None
    interview.origins = origins
    return interview


def read_again(interview: Interview, rules: LabelRules | None = None) -> Interview:
    """Read an interview from its own text, without the names and roles that its sidecar gives.

    Args:
        interview: it stays as it is.
        rules: what a person has said of labels; None for what it was read by.

    Raises:
        PatternError: the pattern of the rules can't be used, or takes too long.
    """
    kinds = {warning.kind for warning in interview.warnings if warning.turn is None}
    return read_text(
        interview.source,
        interview.path,
        encoding=interview.encoding,
        format=interview.format,
        digest=interview.digest,
        guessed="encoding-guessed" in kinds,
        cut="truncated" in kinds,
        origins=interview.origins,
        rules=interview.rules if rules is None else rules,
    )


def _interview(
    reading: Reading,
    source: str,
    path: str,
    encoding: str,
    name: str,
    digest: str,
    extra: list[Warning],
    rules: LabelRules,
) -> Interview:
    if reading.prose:
        joined, count = wrapped_lines.rejoined(reading.drafts, source)
        if count:
            reading = reading._replace(drafts=joined)
            extra.append(Warning("wrapped", None, {"count": count}))
        time_stamps.set_apart(reading.drafts, source)
    own, beside = sidebar.parted(reading.drafts, lambda drafts: decide(drafts, rules=rules).labels)
    drafts, decision, trailing = _labelled(reading._replace(drafts=own), rules)
    about = reading.about
    prose = reading.prose
    extra += [warning for warning in reading.warnings if warning not in extra]
    if reading.cut and not any(warning.kind == "truncated" for warning in extra):
        extra.append(Warning("truncated"))
    del reading, own
    if prose:
        title, heading = head.title_of(drafts, about)
        sections.mark(drafts, heading)
    else:
        title, heading = " ".join(about.get("title", "").split()), -1
    opening = next((i for i, draft in enumerate(drafts) if draft.opens or draft.label), len(drafts))
    credits = head.mark(drafts, opening if prose else 0, title, heading, about)
    for draft in drafts if prose else ():
        if not draft.label and draft.kind is WORDS and picture_captions.is_caption(draft):
            draft.kind = Kind.CAPTION
    if prose:
        footer.mark(drafts)
    if beside:
        drafts = sidebar.rejoined(drafts, beside)
    marks = time_stamps.find(drafts, given=not prose)
    all_turns, speakers = turns.build(drafts)
    parts = _sections(drafts, [turn.start for turn in all_turns])
    doubts = warnings.find(
        source,
        drafts,
        all_turns,
        speakers,
        {section.start for section in parts},
        decision.judgements,
        trailing,
    )
    sure = decision.sure or are_settled(decision.judgements, rules)
    if all_turns and not sure:
        accepted = [judgement for judgement in decision.judgements if judgement.accepted]
        names = [judgement.name for judgement in in_doubt(decision.judgements) or accepted]
        extra.append(Warning("unsure-speakers", None, {"names": ", ".join(names[:_NAMED])}))
    paragraphs = Paragraphs(
        source,
        [draft.kind for draft in drafts],
        [draft.text for draft in drafts],
        [draft.scattered or draft.start for draft in drafts],
        [draft.label_end for draft in drafts],
    )
    return Interview(
        path=path,
        source=source,
        encoding=encoding,
        format=name,
        digest=digest,
        title=title,
        credits=credits,
        paragraphs=paragraphs,
        sections=parts,
        turns=all_turns,
        speakers=speakers,
        warnings=tuple(extra + doubts),
        times=marks,
        labels=tuple(decision.judgements),
        sure=sure,
        rules=rules,
    )


def _labelled(reading: Reading, rules: LabelRules) -> tuple[list[Draft], Decision, list[Draft]]:
    """The paragraphs with their labels, what was decided of these, and what `apply_labels` leaves."""
    if reading.labelled:
        from tui.interview.formats import cues

        put = cues.join if reading.cues else cues.label
        return put(reading.drafts), Decision({}, [], True), []
    decision = decide(reading.drafts, lines=reading.prose, rules=rules)
    drafts, trailing = apply_labels(reading.drafts, decision.labels)
    if reading.cues:
        from tui.interview.formats import cues

        return cues.join(drafts), decision, []
    return drafts, decision, trailing


def _sections(drafts: list[Draft], turn_starts: list[int]) -> tuple[Section, ...]:
    """The sections that the marked headings open, and the preface before them; none without a heading."""
    opens = [index for index, draft in enumerate(drafts) if draft.opens]
    if not opens:
        return ()
    under = Kind.SUBTITLE
    subtitles = [index for index, draft in enumerate(drafts) if draft.kind is under]
    depths = sorted({drafts[index].depth for index in opens})
    parts: list[Section] = []
    bounds = [*([0] if opens[0] else []), *opens, len(drafts)]
    for number, (start, end) in enumerate(pairwise(bounds), start=0 if opens[0] else 1):
        turns_from, turns_to = bisect_left(turn_starts, start), bisect_left(turn_starts, end)
        if number == 0:
            parts.append(Section(0, "", "", start, end, turns_from, turns_to))
            continue
        at = bisect_left(subtitles, start)
        subtitle = drafts[subtitles[at]].text if at < len(subtitles) and subtitles[at] < end else ""
        words = sections.heading_words(drafts, start)
        level = depths.index(drafts[start].depth) + 1
        parts.append(Section(number, words, subtitle, start, end, turns_from, turns_to, level))
    return tuple(parts)
