"""Advanced SubStation subtitles (.ass, .ssa): a table of events, whose last column holds words with commas.

Why no library: pysubs2 keeps what is said and forgets where it stood.
"""

from __future__ import annotations

from tui.interview.formats import Reading, cues, plain
from tui.interview.formats.source_text import SourceText, placed_lines
from tui.interview.model.draft import Draft
from tui.interview.model.times import milliseconds
from tui.text.lazy_pattern import lazy_pattern

_MARKUP = lazy_pattern(r"\{[^{}]{0,2000}\}|\\[Nnh]")
_DRAWING = lazy_pattern(r"\{[^{}]{0,2000}\\p[1-9]")
"""What begins a shape that is drawn, in letters and numbers that nobody says."""
_COLUMNS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
"""What programs write where they leave out the line that says so."""


def read(source: str) -> Reading:
    """Read the events: a paragraph for each line of one, by whom its column of names says.

    The same words at the same time, as they are laid over each other for an effect, are read once.
    """
    drafts: list[Draft] = []
    about: dict[str, str] = {}
    columns: tuple[str, ...] = _COLUMNS
    shown: set[tuple[str, str]] = set()
    for line, start in placed_lines(source):
        key, colon, rest = line.partition(":")
        key = key.lstrip("\ufeff \t").lower()
        if key == "title" and rest.strip():
            about.setdefault("title", rest.strip())
        elif key == "format" and rest.rpartition(",")[2].strip().lower() == "text":
            columns = tuple(name.strip().lower() for name in rest.split(","))
        elif key == "dialogue" and colon:
            fields = rest.split(",", len(columns) - 1)
            if len(fields) < len(columns) or _DRAWING.match(fields[-1]):
                continue
            event = dict(zip(columns, fields, strict=True))
            if (event.get("start", ""), fields[-1]) in shown:
                continue
            shown.add((event.get("start", ""), fields[-1]))
            _add(drafts, event, fields, columns, start + len(line) - len(rest))
    if not drafts:
        return plain.read(source)
    cues.set_apart_nameless(drafts)
    return Reading(drafts, about, any(draft.speaker for draft in drafts), cues=True, prose=False)


def _add(
    drafts: list[Draft], event: dict[str, str], fields: list[str], columns: tuple[str, ...], start: int
) -> None:
    """Add what an event says, whose fields begin at `start`."""
    name = event.get("name", event.get("actor", ""))
    time = milliseconds(event.get("start", ""))
    begins = [start]
    for field in fields:
        begins.append(begins[-1] + len(field) + 1)
    for number, source_text in enumerate(_lines(fields[-1], begins[-2])):
        draft = source_text.draft()
        if draft is None:
            continue
        draft.fresh = number > 0 and draft.text[0] in "-–—"
        if name.strip():
            place = begins[columns.index("name" if "name" in columns else "actor")]
            place += len(name) - len(name.lstrip())
            draft.speaker, draft.named = name.strip(), (place, place + len(name.strip()))
        if time is not None and number == 0:
            draft.times = ((0, time),)
        drafts.append(draft)


def _lines(words: str, start: int) -> list[SourceText]:
    """The lines of a text that begins at `start`, without what says how they look."""
    lines = [SourceText()]
    at = 0
    for match in _MARKUP.finditer(words):
        lines[-1].add(words[at : match.start()], start + at)
        at = match.end()
        if match[0] in ("\\N", "\\n"):
            lines.append(SourceText())
        elif match[0] == "\\h":
            lines[-1].put(" ", start + match.start(), start + at)
    lines[-1].add(words[at:], start + at)
    return lines
