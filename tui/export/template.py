"""A user's own Jinja2 template, run in Jinja's sandbox, in a process that takes no more than its share."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui.export.errors import ExportError
from tui.export.escape import carried
from tui.export.selection import Selection
from tui.export.words import attribution, cautions, section_words, title_of
from tui.kiosk.policy import current
from tui.kiosk.regular_file import read_regular
from tui.quotes.quote import Quote

LARGEST = 1_000_000
"""Bytes of the largest template."""

LIMIT = 20_000_000
"""Code points that a template may put out; no honest one comes near."""

STEPS = 1_000_000
"""Rounds of loops and calls of macros that a template may take: a second, then it is given up."""

SECONDS = 3
"""Seconds of one processor that it may take, whatever it does there."""

_PATIENCE = 30.0
"""Seconds after which it is given up on a machine that has no processor for it."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template's text, and the name of the file it was read from ("" where there is none)."""

    text: str
    path: str = ""

    @property
    def extension(self) -> str:
        """The ending of what it makes: ".html" for "quotes.html.j2", ".tex" for "quotes.tex", else ".txt"."""
        name = Path(self.path).name
        for own in (".j2", ".jinja", ".jinja2"):
            name = name.removesuffix(own)
        return Path(name).suffix or ".txt"


def load(path: str | Path) -> Template:
    """Read a template.

    Raises:
        ExportError: "template", with the `reason`; "closed" in a kiosk.
    """
    if not current().files:
        raise ExportError("closed", str(path))
    try:
        data = read_regular(path, LARGEST + 1)
        if len(data) > LARGEST:
            raise ExportError("template", str(path), line=0, reason=f"> {LARGEST} bytes")
        return Template(data.decode("utf-8-sig"), str(path))
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise ExportError("template", str(path), line=0, reason="not UTF-8") from None
        reason = getattr(error, "strerror", None) or str(error)
        raise ExportError("template", str(path), line=0, reason=reason) from None


def render(
    selections: Sequence[Selection], template: Template, limit: int = LIMIT, steps: int = STEPS
) -> str:
    """Write what the template makes of the quotes of each interview, with a line end between two of them.

    It sees `title`, `author`, `publisher`, `date`, `url`, `with_question` and `quotes`, each with id, text,
    paragraphs, speaker, speakers, turn, section, section_title, heading, place, percent, note, tags, colour,
    state, cautions, question, created; and the filters `markdown`, `obsidian`, `line` and `blockquote`.

    Args:
        selections: the quotes, by interview.
        template: the user's.
        limit: the most code points that it may put out.
        steps: the most rounds of loops and calls of macros.

    Raises:
        ExportError: "template" with the `line` (from 1; 0 unknown) and the `reason`; "too-long" with the
            `limit`; "too-slow"; "too-much" (memory).
    """
    asked = {
        "text": template.text,
        "contexts": [_context(selection) for selection in selections],
        "limit": limit,
        "steps": steps,
        "seconds": SECONDS,
    }
    try:
        done = subprocess.run(
            # -P: no module of the folder one happens to be in takes the place of ours.
            [sys.executable, "-P", "-W", "ignore", "-m", "tui.export.template_process"],
            input=json.dumps(asked).encode(),
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            # Ctrl+C is for whoever waits here.
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise ExportError("too-slow", template.path) from None
    except OSError as error:
        raise ExportError("template", template.path, line=0, reason=error.strerror or str(error)) from None
    told = _told(done)
    if kind := told.pop("kind", None):
        raise ExportError(str(kind), template.path, **told)
    return carried(done.stdout.decode("utf-8", "surrogatepass"))


def _told(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    """What the process said of its end, or what its end says: the `kind` of an error, if it is one."""
    if done.returncode == 0:
        told: dict[str, Any] = json.loads(done.stderr.rpartition(b"\n")[2])
        return told
    if done.returncode == -signal.SIGXCPU:
        return {"kind": "too-slow"}
    # The interpreter itself found none to tell of it, or the system had none to give.
    return {"kind": "too-much"}


def _context(selection: Selection) -> dict[str, Any]:
    """Plain values alone: nothing that a template could act with."""
    credits = selection.interview.credits
    return {
        "title": title_of(selection.interview),
        "author": credits.author,
        "publisher": credits.publisher,
        "date": credits.date,
        "url": credits.url,
        "with_question": selection.with_question,
        "quotes": [_values(selection, quote) for quote in selection.quotes],
    }


def _values(selection: Selection, quote: Quote) -> dict[str, Any]:
    return {
        "id": quote.id,
        "text": quote.text,
        "paragraphs": [segment.text for segment in quote.segments],
        "speaker": quote.speaker,
        "speakers": list(quote.speakers),
        "turn": quote.turn,
        "section": quote.section,
        "section_title": quote.section_title,
        "heading": section_words(selection, quote),
        "place": attribution(selection, quote),
        "percent": selection.percent(quote),
        "note": quote.note,
        "tags": list(quote.tags),
        "colour": quote.colour,
        "state": quote.state.value,
        "cautions": cautions(selection.interview, quote),
        "question": {
            "speaker": quote.question[0].label if quote.question else "",
            "text": "\n".join(segment.words for segment in quote.question),
        },
        "created": quote.created,
    }
