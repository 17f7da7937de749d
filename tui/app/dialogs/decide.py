"""Deciding what becomes of a quote: its stored words next to those in the text today."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.dialogs.dialog import Dialog
from tui.app.textual_patches.answer_list import AnswerList
from tui.interview.model.place import Passage
from tui.locale import _
from tui.locale.messages import state_words
from tui.quotes.anchoring.differences import Kind, Stretch, differences
from tui.quotes.quote import Quote
from tui.text.sanitize import visible
from tui.text.wrap import wrap

_SIDE_BY_SIDE = 90
"""Cells of the screen from which the two stand side by side."""

_LOW = 24
"""Rows of the screen below which nothing is left blank between the parts."""

_WIDEST = 110
"""Cells that the dialog takes at most."""

_AROUND = 24
"""Code points kept on each side of what differs; what is the same beyond them is left out."""

_STYLES = {Kind.SAME: "", Kind.GONE: "bold $error", Kind.NEW: "bold $success"}
_SIGNS = {Kind.SAME: ("", ""), Kind.GONE: ("[-", "-]"), Kind.NEW: ("[+", "+]")}
"""What differs is bracketed: it can be read without colours."""


class Verdict(StrEnum):
    """What is to become of the quote."""

    TAKE = "take"
    KEEP = "keep"
    ORPHAN = "orphan"


class Answer(NamedTuple):
    """What was decided, and for which place, as its runs."""

    verdict: Verdict
    places: tuple[Passage, ...] = ()


class DecideScreen(Dialog[Answer | None]):
    """Shows a quote as it was taken and as it may stand now.

    Args:
        quote: what is to be decided on.
        places: where it may stand, the likeliest first: as runs, and the quote that would be taken there.
    """

    DEFAULT_CSS = """
    DecideScreen .dialog { width: 110; }
    DecideScreen #both { height: auto; }
    DecideScreen .beside { layout: horizontal; }
    DecideScreen .words { width: 1fr; height: auto; padding: 0 1; margin-top: 1; }
    DecideScreen .words Static { height: auto; }
    DecideScreen .low .words, DecideScreen .low OptionList { margin-top: 0; }
    DecideScreen .head { color: $faint; }
    DecideScreen OptionList { height: auto; max-height: 5; border: none; margin-top: 1; }
    DecideScreen OptionList { background: $surface; }
    DecideScreen OptionList:focus { border: none; background-tint: $foreground 0%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right", "another(1)", show=False),
        Binding("p,left", "another(-1)", show=False),
        Binding("t", "answer('take')", show=False),
        Binding("s", "answer('keep')", show=False),
        Binding("o", "answer('orphan')", show=False),
    ]

    def __init__(self, quote: Quote, places: Sequence[tuple[tuple[Passage, ...], Quote]]) -> None:
        super().__init__()
        self.quote = quote
        self.places = list(places)
        self.index = 0

    def compose(self) -> ComposeResult:
        """Compose the two texts, and what can be done."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = _("Decide") + " · " + state_words(self.quote.state)
            with Container(id="both"):
                with VerticalScroll(classes="words"):
                    yield Static("", id="stored-head", classes="head", markup=False)
                    yield Static("", id="stored")
                with VerticalScroll(classes="words"):
                    yield Static("", id="today-head", classes="head", markup=False)
                    yield Static("", id="today")
            yield AnswerList(markup=False)
            yield Static(_("[-gone-] [+new+] · Esc decides later"), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show the likeliest place first."""
        self._show()
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        """Put the texts side by side where there is room, and break their lines anew."""
        self.query_one("#both").set_class(self._side_by_side, "beside")
        height = self.app.size.height
        self.query_one(".dialog").set_class(height < _LOW, "low")
        # What the frame, the answers and the hint leave, for one text or for two above each other.
        left = height * 9 // 10 - 7 - (0 if height < _LOW else 3)
        for words in self.query(".words"):
            words.styles.max_height = max(3, left if self._side_by_side else left // 2)
        self._show()

    @property
    def _side_by_side(self) -> bool:
        return self.app.size.width >= _SIDE_BY_SIDE

    @property
    def _width(self) -> int:
        """Cells of a line: the dialog without its frame and margins, shared by two where there is room."""
        inside = min(_WIDEST, self.app.size.width * 96 // 100) - 4
        return max(10, (inside // 2 if self._side_by_side else inside) - 4)

    def _show(self) -> None:
        there = self.places[self.index][1] if self.places else None
        stored, today = differences(self.quote.text, there.text if there else "")
        speakers = _(", ").join(self.quote.speakers)
        self.query_one("#stored-head", Static).update(self._head(_("As it was taken"), speakers))
        self.query_one("#stored", Static).update(_painted(stored, self._width))
        if there:
            head = _("In the text today")
            if len(self.places) > 1:
                head += f" {self.index + 1}/{len(self.places)}"
            turn = _("turn {number}").format(number=there.turn) if there.turn else ""
            self.query_one("#today-head", Static).update(self._head(head, _(", ").join(there.speakers), turn))
            self.query_one("#today", Static).update(_painted(today, self._width))
        else:
            self.query_one("#today-head", Static).update(_("In the text today"))
            self.query_one("#today", Static).update(
                _(
                    "There is nothing like these words in the text."
                    " Select a passage (v) first to offer it here."
                )
            )
        self._offer()

    @staticmethod
    def _head(*parts: str) -> str:
        return visible(" · ".join(part for part in parts if part))

    def _offer(self) -> None:
        answers: list[tuple[str, str]] = []
        if self.places:
            answers.append(("take", _("t  Take today's words")))
            answers.append(("keep", _("s  Keep the stored words, at this place")))
        if len(self.places) > 1:
            answers.append(("another", _("n  Look at another place")))
        answers.append(("orphan", _("o  Leave it without a place")))
        options = self.query_one(OptionList)
        kept = options.highlighted or 0
        options.clear_options()
        options.add_options([Option(words, id=id) for id, words in answers])
        options.highlighted = min(kept, len(answers) - 1)

    def action_another(self, direction: int) -> None:
        """Look at another place."""
        if len(self.places) > 1:
            self.index = (self.index + direction) % len(self.places)
            self._show()

    def action_answer(self, verdict: str) -> None:
        """Decide."""
        if verdict == Verdict.ORPHAN:
            self.dismiss(Answer(Verdict.ORPHAN))
        elif self.places:
            self.dismiss(Answer(Verdict(verdict), self.places[self.index][0]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen."""
        event.stop()
        if event.option.id == "another":
            self.action_another(1)
        elif event.option.id:
            self.action_answer(event.option.id)


def _painted(stretches: Sequence[Stretch], width: int) -> Content:
    """The stretches with their signs, in lines of so many cells; long ones that are the same cut short."""
    text, styled = "", []
    for number, (kind, words) in enumerate(stretches):
        if kind is Kind.SAME and len(words) > 3 * _AROUND and len(stretches) > 1:
            before = words[:_AROUND] if number else ""
            behind = words[-_AROUND:] if number < len(stretches) - 1 else ""
            words = f"{before} … {behind}"
        opening, closing = _SIGNS[kind]
        start = len(text)
        text += opening + words + closing
        styled.append((start, len(text), _STYLES[kind]))
    lines: list[Content] = []
    begin = 0
    for line in text.split("\n"):
        # Broken as in the reader: no line begins with a full stop.
        for first, last in wrap(visible(line), width):
            start, end = begin + first, begin + last
            parts = [
                (visible(text[max(start, one) : min(end, other)]), style)
                for one, other, style in styled
                if one < end and other > start
            ]
            lines.append(Content.assemble(*parts))
        begin += len(line) + 1
    return Content("\n").join(lines)
