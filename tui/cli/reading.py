"""What `fangtan info` and `fangtan show` do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tui.cli.judged import judged_facts, judged_lines
from tui.cli.opening import interview_at, interviews_in_folder, standard_input
from tui.cli.output import Fault, columns, complain, in_line, print_bytes, print_json, remark, say
from tui.interview.files import bytes_of
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview, Role
from tui.interview.model.times import clock
from tui.interview.reading import read_bytes
from tui.interview.speakers.label_doubts import candidates
from tui.locale import _, ngettext
from tui.locale.messages import role_words, warning_line, warning_words

_MOST_VARIANTS = 8
_APART = frozenset(
    ("srt", "vtt", "ass", "lrc", "json", "csv")
)  # forms in which a time is no part of the text


def info(paths: Sequence[str], json: bool, why: bool = False) -> int:
    """Tell of each file what it holds; one that can't be read is complained of, and the others follow.

    With `why`, what was judged of its labels too. Returns 0, or 2 where one could not be read.
    """
    status = 0
    between = ""
    for path in _files(paths):
        try:
            interview = interview_at(path)
        except InputError as error:
            complain(error)
            status = 2
            if json and error.kind == "empty":
                # A script that counts turns gets its 0 as well.
                print_json(facts(read_bytes(b"", path or "", empty=True)))
            continue
        if json:
            print_json({**facts(interview), **(judged_facts(interview) if why else {})})
        else:
            lines = _described(interview) + (judged_lines(interview) if why else [])
            say(between + "\n".join(lines))
            between = "\n"
    return status


def _files(paths: Sequence[str]) -> list[str | None]:
    """The paths with folders replaced by the files in them; none at all is the bundled interview."""
    files: list[str | None] = []
    for path in paths:
        files += map(str, interviews_in_folder(Path(path))) if path != "-" and Path(path).is_dir() else [path]
    return files or [None]


def facts(interview: Interview) -> dict[str, Any]:
    """Collect the facts about an interview that `info --json` prints."""
    return {
        "path": interview.path,
        "title": interview.title,
        "credits": {
            "author": interview.credits.author,
            "publisher": interview.credits.publisher,
            "date": interview.credits.date,
            "url": interview.credits.url,
        },
        "encoding": interview.encoding,
        "format": interview.format,
        "characters": interview.characters,
        "turns": len(interview.turns),
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "subtitle": section.subtitle,
                "turns": section.turns,
            }
            for section in interview.sections
            if section.number or any(p.text for p in interview.paragraphs[section.start : section.end])
        ],
        "speakers": [
            {
                "name": speaker.name,
                "turns": speaker.turns,
                "characters": speaker.characters,
                "role": str(speaker.role),
                "variants": list(speaker.variants),
            }
            for speaker in interview.speakers
        ],
        "sure": interview.sure,
        **_open_facts(interview),
        "warnings": [
            {"kind": warning.kind, "turn": warning.turn, "message": warning_words(warning)}
            for warning in interview.warnings
        ],
    }


def _open_facts(interview: Interview) -> dict[str, Any]:
    """Who might speak, where that is not sure or nobody does."""
    if interview.sure and interview.speakers:
        return {}
    found = [
        {"name": one.name, "turns": one.times, "probability": one.probability}
        for one in candidates(interview)
    ]
    return {"candidates": found}


def _described(interview: Interview) -> list[str]:
    """What `info` says to a person, line by line."""
    credits = interview.credits
    head = [
        (_("Title"), in_line(interview.title)),
        (_("Author"), credits.author),
        (_("Publisher"), credits.publisher),
        (_("Date"), credits.date),
        (_("Link"), credits.url),
        (
            _("File"),
            " · ".join(filter(None, [in_line(interview.path), interview.format, interview.encoding])),
        ),
        (
            _("Length"),
            _("{characters} characters, {turns}").format(
                characters=f"{interview.characters:,}", turns=_turns(len(interview.turns))
            ),
        ),
    ]
    lines = columns([row for row in head if row[1]])
    if interview.sections:
        lines += ["", _("Sections")]
        rows = [
            (
                f"{section.number:4}",
                section_title(section.number, section.title, section.subtitle),
                _turns(section.turns) if section.turns else "",
            )
            for section in interview.sections
        ]
        lines += [line.rstrip() for line in columns(rows)]
    if interview.speakers:
        lines += ["", _("Speakers") if interview.sure else _("Speakers, as far as can be told")]
        lines += speaker_lines(interview)
    if interview.warnings:
        lines += ["", _("Take care")]
        lines += ["    " + warning_line(warning) for warning in interview.warnings]
    return lines


def speaker_lines(interview: Interview) -> list[str]:
    """List the speakers, a line each: how much they say, what they do, and how else they are printed."""
    rows = []
    for speaker in interview.speakers:
        more = [_("{characters} characters").format(characters=f"{speaker.characters:,}")]
        if speaker.role is not Role.UNKNOWN:
            more.append(role_words(speaker.role))
        if speaker.variants:
            shown = _(", ").join(speaker.variants[:_MOST_VARIANTS])
            more.append(_("also printed {labels}").format(labels=shown))
            if len(speaker.variants) > _MOST_VARIANTS:
                more[-1] += " …"
        rows.append(("    " + speaker.name, _turns(speaker.turns), " · ".join(more)))
    return columns(rows)


def _turns(count: int) -> str:
    return ngettext("{count} turn", "{count} turns", count).format(count=count)


def section_title(number: int, title: str, subtitle: str = "") -> str:
    """Name a section as a person reads it; number 0 without a title is the preface."""
    name = title or (_("Preface") if number == 0 else _("Section {number}").format(number=number))
    return f"{name} · {subtitle}" if subtitle else name


def show(
    path: str | None, section: int | None, turns: str | None, speaker: str | None, source: bool, json: bool
) -> int:
    """Print the text, or what the filters leave of it; 1 where they leave nothing.

    Raises:
        InputError: the file can't be read.
        Fault: the filters make no sense.
    """
    if source:
        if section is not None or turns is not None or speaker is not None or json:
            raise Fault(_("--source gives the whole file and takes no filter"))
        print_bytes(_source_bytes(path))
        return 0
    interview = interview_at(path)
    wanted = _paragraphs(interview, section, turns, speaker)
    if json:
        print_json([_paragraph_facts(interview, number) for number in wanted])
    elif wanted:
        say("\n\n".join(_timed(interview, number) for number in wanted))
    else:
        remark(_("nothing found"))
    return 0 if wanted else 1


def _timed(interview: Interview, number: int) -> str:
    """A paragraph (from 0), its time before it where that stands outside of its words."""
    text = interview.paragraphs[number].text
    time = interview.times.of(number) if interview.format in _APART else None
    return text if time is None else f"[{clock(time)}] {text}"


def _source_bytes(path: str | None) -> bytes:
    """The bytes of a file, of standard input or of the bundled interview, whatever they are.

    Raises:
        InputError: they can't be read, or are too many.
    """
    from tui.paths import bundled_interview

    return standard_input() if path == "-" else bytes_of(bundled_interview() if path is None else path)


def _paragraphs(
    interview: Interview, section: int | None, turns: str | None, speaker: str | None
) -> list[int]:
    """The paragraphs, from 0, that all given filters leave."""
    span = _turn_range(turns) if turns is not None else None
    names = _speakers(interview, speaker) if speaker is not None else None
    wanted = []
    for number in range(len(interview.paragraphs)):
        turn = interview.turn_at(number)
        standing = interview.section_at(number)
        if section is not None and (standing is None or standing.number != section):
            continue
        if span is not None and (turn is None or not span[0] <= turn.number <= span[1]):
            continue
        if names is not None and (turn is None or turn.speaker not in names):
            continue
        wanted.append(number)
    return wanted


def _turn_range(words: str) -> tuple[int, int]:
    """The first and last turn of "N" or "N-M".

    Raises:
        Fault: it is neither.
    """
    match = re.fullmatch(r"\s*(\d{1,9})(?:\s*-\s*(\d{1,9}))?\s*", words)
    if match is None:
        raise Fault(_("--turn takes a number, or two with a hyphen between: 12 or 12-15"))
    first = int(match[1])
    last = int(match[2] or first)
    if not 1 <= first <= last:
        raise Fault(_("--turn takes a number, or two with a hyphen between: 12 or 12-15"))
    return first, last


def _speakers(interview: Interview, name: str) -> set[str]:
    """The speakers of that name or printed label; where there is none, those whose name holds it."""
    exact = {s.name for s in interview.speakers if name == s.name or name in s.variants}
    return exact or {s.name for s in interview.speakers if name.casefold() in s.name.casefold()}


def _paragraph_facts(interview: Interview, number: int) -> dict[str, Any]:
    paragraph = interview.paragraphs[number]
    turn, section = interview.turn_at(number), interview.section_at(number)
    return {
        "paragraph": number + 1,
        "kind": str(paragraph.kind),
        "section": section.number if section else None,
        "turn": turn.number if turn else None,
        "speaker": turn.speaker if turn else None,
        "time": interview.times.of(number),
        "text": paragraph.text,
    }
