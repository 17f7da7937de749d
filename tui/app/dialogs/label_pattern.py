"""A pattern for labels, with the turns that it makes while it is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.app.dialogs.dialog import Dialog
from tui.app.textual_patches.caret_input import CaretInput
from tui.app.widgets.cells import shorten
from tui.interview.model.interview import Interview
from tui.interview.speakers.label_pattern import PatternError, labels_in
from tui.locale import _, ngettext
from tui.locale.labels import pattern_error_words
from tui.text.sanitize import visible

_REST = 0.2
"""Seconds without another letter after which a pattern is tried."""

_SHOWN = 10
"""Turns that are shown."""

_LOW = 24
"""Rows of the screen below which fewer of them are."""

_SECONDS = 1
"""Seconds of a processor that a pattern may take while it is typed."""


class _Tried(NamedTuple):
    """What a pattern does: the first turns by it, or why it can't be used."""

    turns: Sequence[tuple[str, str]]
    whole: int
    wrong: str


class PatternScreen(Dialog[str | None]):
    """Asks for a pattern; "" forgets the one that there is, None changes nothing.

    Args:
        interview: what it is for.
    """

    DEFAULT_CSS = """
    PatternScreen .dialog { width: 100; }
    PatternScreen #turns { height: auto; margin-top: 1; }
    PatternScreen .low #turns { margin-top: 0; }
    PatternScreen .low CaretInput { margin: 0; }
    """

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview
        self._begun = ""

    def compose(self) -> ComposeResult:
        """Compose the line, what is to be known of it, the turns."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = _("A pattern for labels")
            dialog.set_class(self.app.size.height < _LOW, "low")
            yield CaretInput(value=self.interview.rules.pattern, compact=True, id="pattern")
            hint = _("A regular expression with (?P<name>…) for the name, for the start of a paragraph.")
            yield Static(hint + " " + _("Empty forgets it."), classes="hint", markup=False)
            yield Static("", id="wrong", classes="wrong", markup=False)
            yield Static("", id="turns", markup=False)

    def on_mount(self) -> None:
        """Put the caret into the line."""
        self.query_one("#wrong").display = False
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Try what is typed once it rests."""
        self.run_worker(self._look(event.value), group="pattern", exclusive=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the pattern where it can be used, or say why not."""
        self.run_worker(self._take(event.value), group="pattern", exclusive=True)

    async def _look(self, pattern: str) -> None:
        await asyncio.sleep(_REST)
        self._show(await asyncio.to_thread(self._try, pattern))

    async def _take(self, pattern: str) -> None:
        tried = await asyncio.to_thread(self._try, pattern)
        if tried.wrong:
            self._show(tried)
        else:
            self.dismiss(pattern)

    def _try(self, pattern: str) -> _Tried:
        """Try a pattern on the paragraphs, in a thread; no more is taken for it than its time."""
        if not pattern:
            return _Tried((), 0, "")
        texts = [paragraph.text for paragraph in self.interview.paragraphs]
        try:
            labels = labels_in(texts, pattern, _SECONDS)
        except PatternError as error:
            return _Tried((), 0, pattern_error_words(error))
        found = [(label, text) for label, text in zip(labels, texts, strict=True) if label]
        wrong = "" if found else _("no paragraph begins as the pattern says")
        shown = [(label.name, text[label.end : label.end + 120]) for label, text in found[:_SHOWN]]
        return _Tried(shown, len(found), wrong)

    def _show(self, tried: _Tried) -> None:
        wrong, turns = self.query_one("#wrong", Static), self.query_one("#turns", Static)
        wrong.update(tried.wrong)
        wrong.display = bool(tried.wrong)
        width = max(20, min(96, self.app.size.width * 96 // 100 - 4))
        most = _SHOWN if self.app.size.height >= _LOW else max(3, self.app.size.height * 9 // 10 - 8)
        rows = [
            shorten(visible(" ".join(f"{name} │ {words}".split())), width)
            for name, words in tried.turns[:most]
        ]
        if tried.whole > len(rows):
            more = tried.whole - len(rows)
            rows.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
        turns.update("\n".join(rows))
