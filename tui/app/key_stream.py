"""The bytes a terminal sends, made safe for a parser of keys; imports no Textual."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

_PASTE_START = "\x1b[200~"
_PASTE_END = "\x1b[201~"
# A control sequence: parameters, intermediates, one final character. The Linux console's F1 to F5 have a
# second "[".
_SEQUENCE = re.compile(r"\x1b\[(?:\[[A-E]|M[\s\S]{3}|(?!M)[0-?]*[ -/]*[@-Z\\-~])")
# What a terminal says of its colours: an operating system command, ended by BEL or ST.
_COLOUR = re.compile(r"\x1b\]1[01];[!-~]{0,64}?(?:\x07|\x1b\\)")
_UNFINISHED_COLOUR = re.compile(r"\x1b\](?:1(?:[01](?:;[!-~]{0,64}\x1b?)?)?)?\Z")
_START = re.compile(r"\x1b[\[\]]")
# One whose end is still under way. A lone escape is none: it may be the key, and the parser times that
# itself.
_UNFINISHED = re.compile(r"\x1b\[(?:\[|M[\s\S]{0,2}|[0-?]*[ -/]*)\Z")


class KeyStream:
    """Bytes in, text out: nothing raises, no control sequence is torn, none that is unknown gets through.

    A parser takes a control sequence that it does not know for the keys of its characters, so that a late
    answer of the terminal stands as "[?64;1c" in whatever is being typed in; and where the two halves of one
    come a tenth of a second apart, on a slow line, it does the same with those that it knows.

    Args:
        known: whether the parser understands this complete control sequence.
        answered: told of each complete control sequence, pasted ones aside; true where it is an answer that
            nobody else waits for, which does not come out.
    """

    def __init__(
        self, known: Callable[[str], bool], answered: Callable[[str], bool] = lambda _sequence: False
    ) -> None:
        self._known = known
        self._answered = answered
        # A strict decoder would end the program at the first byte from a terminal of another encoding.
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._held = ""
        self._pasting = False

    @property
    def holding(self) -> bool:
        """Whether the start of a sequence waits for its end; when none comes for a while, call `release`."""
        return bool(self._held)

    def feed(self, data: bytes) -> str:
        """The text to parse after these bytes; may be empty."""
        text = self._held + self._decoder.decode(data)
        self._held = ""
        return self._through(text)

    def release(self) -> str:
        """What was held back, since its end did not come."""
        held, self._held = self._held, ""
        return held

    def _through(self, text: str) -> str:
        out: list[str] = []
        at = 0
        while at < len(text):
            if self._pasting:
                end = text.find(_PASTE_END, at)
                if end < 0:
                    # The end mark may be torn as well: what could be its start waits.
                    keep = _overlap(text, _PASTE_END, at)
                    out.append(_harmless(text[at : len(text) - keep]))
                    self._held = text[len(text) - keep :]
                    break
                at = self._leave_paste(text, at, end, out)
                continue
            begun = _START.search(text, at)
            if begun is None:
                out.append(text[at:])
                break
            start = begun.start()
            out.append(text[at:start])
            if told := _COLOUR.match(text, start):
                at = told.end()
                self._answered(told.group())
            elif found := _SEQUENCE.match(text, start):
                sequence = found.group()
                if not self._known(sequence) and self._known(sequence[:-1]):
                    sequence = sequence[
                        :-1
                    ]  # such as rxvt's "ESC [ 3 $", which ends where no sequence should
                at = start + len(sequence)
                self._pasting = sequence == _PASTE_START
                if not self._answered(sequence) and self._known(sequence):
                    out.append(sequence)
            elif _UNFINISHED_COLOUR.match(text, start):
                self._held = text[start:]
                break
            elif _UNFINISHED.match(text, start):
                rest = text[start:]
                if self._known(rest):
                    out.append(rest)
                else:
                    self._held = rest
                break
            else:
                out.append("\x1b")
                at = start + 1
        return "".join(out)

    def _leave_paste(self, text: str, at: int, end: int, out: list[str]) -> int:
        out.append(_harmless(text[at:end]))
        out.append(_PASTE_END)
        self._pasting = False
        return end + len(_PASTE_END)


def _harmless(pasted: str) -> str:
    """Pasted text without escapes, which a parser would take for the start of keys even here."""
    return pasted.replace("\x1b", " ")


def _overlap(text: str, mark: str, at: int) -> int:
    """How many of the last characters of text[at:] are a start of the mark."""
    for length in range(min(len(mark) - 1, len(text) - at), 0, -1):
        if text.endswith(mark[:length]):
            return length
    return 0
