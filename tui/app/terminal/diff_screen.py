"""What the terminal shows, kept so that only what changes is sent to it.

Textual sends each region it paints whole, every cell with its colours: 12 KB for a page, 80 KB before the
first key. Over SSH that is what a person waits for. Here its output is drawn on a screen in memory first, and
the difference to what the terminal shows goes out, with no more control sequences than the cells need; curses
has worked like this since its first days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tui.text.width import widths

_TOKEN = re.compile(
    r"(\x1b\[[0-?]*[ -/]*[@-~]"  # control sequences
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\)"  # commands and strings with an end of their own
    r"|\x1b[ -/]*[0-~]"
    r"|[\x00-\x1f\x7f])",
    re.DOTALL,
)
_SYNC_BEGIN, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_CHANGES_SCREEN = re.compile(r"\x1b\[(?:[0-9;]*[JKLMPSTX@b]|\?(?:47|1047|1049)[hl])|\x1bc|\x1b[DEM]")
_DECORATIONS = frozenset({"4", "7", "9", "21", "53"})
"""Attributes that are seen on a blank too: underlines, reverse, strike."""

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
_JOINED = "\n"
_NEAR = 3
"""Unchanged cells between two changes that are rather sent again than stepped over."""


class _Look(NamedTuple):
    """How a cell is drawn: attributes, and colours as SGR parameters, "" for the terminal's own."""

    attributes: frozenset[str] = frozenset()
    colour: str = ""
    behind: str = ""


_PLAIN = _Look()


@lru_cache(maxsize=4096)
def _changed(look: _Look, parameters: str) -> _Look:
    """The look after an SGR sequence with these parameters."""
    attributes, colour, behind = look
    codes = iter(parameters.split(";"))
    for code in codes:
        if code in ("", "0", "00"):
            attributes, colour, behind = _PLAIN
        elif code in ("38", "48"):
            kind = next(codes, "")
            rest = [next(codes, "0") for _ in range(3 if kind == "2" else 1)]
            spelt = ";".join([code, kind, *rest])
            colour, behind = (spelt, behind) if code == "38" else (colour, spelt)
        elif code == "39":
            colour = ""
        elif code == "49":
            behind = ""
        elif code in _OFF.values():
            attributes = frozenset(one for one in attributes if _OFF.get(one) != code)
        elif len(code) > 1 and code[0] in "39":
            colour = code
        elif len(code) > 1 and (code[0] == "4" or code[:2] == "10"):
            behind = code
        else:
            attributes |= {code}
    return _Look(attributes, colour, behind)


@lru_cache(maxsize=4096)
def _on_blank(look: _Look) -> _Look:
    """What is seen of a look on a blank."""
    return look if look.attributes & _DECORATIONS else _Look(behind=look.behind)


@lru_cache(maxsize=4096)
def _switch(pen: _Look, look: _Look, blank: bool) -> tuple[str, _Look]:
    """The shortest sequence that makes the pen draw like this, and the pen then."""
    if blank and not look.attributes:
        # The colour of what is not drawn is the pen's own affair, and so is its weight.
        look = _Look(pen.attributes - _DECORATIONS, pen.colour, look.behind)
    if look == pen:
        return "", pen
    gone = pen.attributes - look.attributes
    # 22 ends both bold and faint.
    codes = sorted({_OFF.get(one, "0") for one in gone})
    kept = look.attributes - pen.attributes | {one for one in look.attributes if _OFF.get(one) in codes}
    codes += sorted(kept)
    if look.colour != pen.colour:
        codes.append(look.colour or "39")
    if look.behind != pen.behind:
        codes.append(look.behind or "49")
    anew = ["", *sorted(look.attributes), *filter(None, (look.colour, look.behind))]
    step, whole = ";".join(codes), ";".join(anew)
    if "0" in codes or len(whole) < len(step):
        step = whole
    return f"\x1b[{step}m", look


class _Row:
    """The cells of one line: what stands in each ("" behind a wide one, None if unknown), and how."""

    __slots__ = ("chars", "looks")

    def __init__(self, columns: int) -> None:
        self.chars: list[str | None] = [None] * columns
        self.looks: list[_Look] = [_PLAIN] * columns

    def copy_to(self, other: _Row) -> None:
        other.chars[:] = self.chars
        other.looks[:] = self.looks


class TerminalScreen:
    """Takes what is to be drawn, and gives what has to be sent.

    Args:
        columns, lines: the size in cells.

    Attributes:
        cursor_wanted: whether somebody waits for the cursor where it was moved to, such as an input method.
    """

    def __init__(self, columns: int, lines: int) -> None:
        self.cursor_wanted = True
        self.resize(columns, lines)

        self._synchronised = False

    def resize(self, columns: int, lines: int) -> None:
        """Take another size; what the terminal shows is not known any more."""
        self.columns, self.lines = columns, lines
        self._wanted = [_Row(columns) for _ in range(lines)]
        self._x = self._y = 0
        self._look = _PLAIN
        self._open = False
        self._moved = False
        self._touched: set[int] = set()
        self.forget()

    def forget(self) -> None:
        """Send everything that is drawn next, whatever the terminal may show."""
        self._shown = [_Row(self.columns) for _ in range(self.lines)]
        self._pen: _Look | None = None
        self._at: tuple[int, int] | None = None

    def repaint(self) -> str:
        """Return what draws the whole screen anew, for a terminal on which another program has written."""
        self.forget()
        self._touched.update(range(self.lines))
        return self._difference()

    @property
    def is_behind(self) -> bool:
        """Whether something was drawn that `frame` has yet to give."""
        return not self._open and (bool(self._touched) or self._owes_cursor)

    @property
    def _owes_cursor(self) -> bool:
        return self.cursor_wanted and self._moved and self._at != (self._x, self._y)

    def let_go(self) -> None:
        """Forget what was held back, and where the cursor was wanted: this screen is being left."""
        self._touched.clear()
        self._moved = False

    def frame(self) -> str:
        """Return what was drawn while it was held back, all in one."""
        if self._open:
            return ""
        difference = self._difference()
        self.painted = bool(difference)
        if difference and self._synchronised:
            return f"{_SYNC_BEGIN}{difference}{_SYNC_END}"
        return difference

    def feed(self, data: str, *, hold: bool = False) -> str:
        """Draw this, as a terminal would; what is to be sent so that the terminal shows the same.

        Between the two marks of a synchronised update nothing is sent but what draws nothing.

        Args:
            data: what a terminal would be sent.
            hold: whether what it paints is kept for `frame`.
        """
        out: list[str] = []
        self.painted = False
        for number, token in enumerate(_TOKEN.split(data)):
            if not token:
                continue
            if number % 2 == 0:
                self._draw(token)
            elif token[-1] == "m" and token[1:2] == "[" and token[2:3] not in "<=>?":
                self._look = _changed(self._look, token[2:-1])
            elif token[-1] == "H" and token[1:2] == "[":
                self._move(token[2:-1])
            elif token == "\r":
                self._x = 0
            elif token == "\n":
                self._y = min(self._y + 1, self.lines - 1)
            elif token == _SYNC_BEGIN:
                self._open = self._synchronised = True
            elif token == _SYNC_END:
                self._open = False
                if not hold and (difference := self._difference()):
                    out += [_SYNC_BEGIN, difference, _SYNC_END]
                    self.painted = True
            else:
                if _CHANGES_SCREEN.match(token):
                    if not hold:
                        out.append(self._difference())
                    self.forget()
                out.append(token)
        if not self._open and not hold and (difference := self._difference()):
            out.append(difference)
            self.painted = True
        return "".join(out)

    # -- drawing in memory ---------------------------------------------------------------------------

    def _move(self, parameters: str) -> None:
        line, _, column = parameters.partition(";")
        self._y = min(max(1, int(line or 1)), self.lines) - 1
        self._x = min(max(1, int(column or 1)), self.columns) - 1
        self._moved = True

    def _draw(self, text: str) -> None:
        self._moved = False
        if not self.lines:
            return
        row, look = self._wanted[self._y], self._look
        chars, looks, start = row.chars, row.looks, self._x
        drawn = _cells(text)
        if drawn and drawn[0].startswith(_JOINED):
            # What combines with the character before it, painted on its own.
            self._join(chars, start, drawn.pop(0)[1:])
        del drawn[self.columns - start :]
        end = start + len(drawn)
        self._touched.add(self._y)
        if start == end:
            return
        # Half of a wide character is none.
        if chars[start] == "" and start:
            chars[start - 1] = " "
        if end < self.columns:
            if chars[end] == "":
                chars[end] = " "
        elif drawn[-1] and widths(drawn[-1])[0] == 2:
            drawn[-1] = " "
        chars[start:end] = drawn
        looks[start:end] = [look] * len(drawn)
        if " " in text and (bare := _on_blank(look)) is not look:
            for at, char in enumerate(drawn, start):
                if char == " ":
                    looks[at] = bare
        self._x = min(end, self.columns - 1)

    @staticmethod
    def _join(chars: list[str | None], start: int, marks: str) -> None:
        at = start - 1
        while at > 0 and chars[at] == "":
            at -= 1
        if at >= 0 and chars[at]:
            chars[at] = f"{chars[at]}{marks}"

    # -- what differs --------------------------------------------------------------------------------

    def _difference(self) -> str:
        out: list[str] = []
        for y in sorted(self._touched):
            wanted, shown = self._wanted[y], self._shown[y]
            if wanted.chars != shown.chars or wanted.looks != shown.looks:
                for start, end in self._spans(wanted, shown):
                    self._send(out, y, start, end)
                wanted.copy_to(shown)
        self._touched.clear()
        if self._owes_cursor:
            out.append(self._going_to(self._x, self._y))
        return "".join(out)

    def _spans(self, wanted: _Row, shown: _Row) -> Iterator[tuple[int, int]]:
        """The columns [start, end) that are to be sent."""
        chars, old = wanted.chars, shown.chars
        looks, before = wanted.looks, shown.looks
        start = end = -1
        for x in range(self.columns):
            if (chars[x] != old[x] or looks[x] != before[x]) and chars[x] is not None:
                if start >= 0 and x - end > _NEAR:
                    yield self._whole(chars, old, start, end)
                    start = -1
                if start < 0:
                    start = x
                end = x + 1
        if start >= 0:
            yield self._whole(chars, old, start, end)

    def _whole(self, chars: list[str | None], old: list[str | None], start: int, end: int) -> tuple[int, int]:
        """The span with the other halves of wide characters that it cuts."""
        while start > 0 and (chars[start] == "" or old[start] == ""):
            start -= 1
        while end < self.columns and (chars[end] == "" or old[end] == ""):
            end += 1
        return start, end

    def _send(self, out: list[str], y: int, start: int, end: int) -> None:
        row = self._wanted[y]
        chars, looks = row.chars, row.looks
        if self._at != (start, y):
            out.append(self._going_to(start, y))
        pen = self._pen
        for x in range(start, end):
            char = chars[x]
            if not char:
                if char is None:
                    out.append("\x1b[C")
                continue
            look = looks[x]
            if pen is None:
                out.append("\x1b[m")
                pen = _PLAIN
            if look is not pen:
                switch, pen = _switch(pen, look, char == " ")
                out.append(switch)
            if len(char) > 1 or _is_disputed(char):
                wide = x + 1 < end and chars[x + 1] == ""
                blank = "  " if wide else " "
                char = f"{blank}\x1b[{x + 1}G{char}\x1b[{x + 1 + len(blank)}G"
            out.append(char)
        self._pen = pen
        self._at = (end, y) if end < self.columns else None

    def _going_to(self, x: int, y: int) -> str:
        at, self._at = self._at, (x, y)
        if at is not None and at[1] == y and at[0] < x:
            return f"\x1b[{x - at[0]}C" if x - at[0] > 1 else "\x1b[C"
        if at is not None and at[1] == y - 1 and x == 0:
            return "\r\n"
        return f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"


def _is_disputed(char: str) -> bool:
    """Whether terminals disagree on the width of one character: an emoji, young ones most, or a private sign.

    They also do on a letter with its marks and on a joined emoji.
    """
    return "\U0001f000" <= char < "\U00020000" or "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


def _cells(text: str) -> list[str]:
    """What stands in each cell: a character with what is joined to it, "" behind a wide one.

    Where the text begins with what joins, that comes first and begins with a line feed.
    """
    cells = widths(text)
    if 0 not in cells:
        if 2 not in cells:
            return list(text)
        drawn: list[str] = []
        for char, width in zip(text, cells, strict=True):
            drawn.append(char)
            if width == 2:
                drawn.append("")
        return drawn
    drawn = []
    last = -1
    for char, width in zip(text, cells, strict=True):
        if width:
            last = len(drawn)
            drawn += (char, "") if width == 2 else (char,)
        elif last >= 0:
            drawn[last] += char
        elif drawn:
            drawn[0] += char
        else:
            drawn.append(_JOINED + char)
    return drawn
