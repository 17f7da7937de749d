"""The bytes a terminal sends, told apart: keys, pastes, and what it only answers; imports no Textual."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

ESCAPE = "\x1b"
"""The key, where it is a piece of its own."""

DEFAULT_ESCAPE_DELAY = 0.1
"""Seconds that an escape waits for what may make a sequence of it."""

_HOLD = 0.5
"""Seconds that the start of a sequence waits for its end; longer than a slow line tears one apart."""
_HOLD_ANSWER = 2.0
"""The same of what nobody can have typed."""
_LONGEST_TYPED, _LONGEST_ANSWER = 1.0, 5.0
"""Seconds that keys may go on within a string, where it may have been typed itself and where not."""
_KEY = 4
"""Characters that a key sends at most where it is no sequence; more at once come from a program."""
_PASTE_PATIENCE = 10.0
"""Seconds of silence after which a paste has ended without its mark."""
_HEAD = 256
"""Characters of a string that are kept."""

_PASTE_START = "\x1b[200~"
_PASTE_END = "\x1b[201~"
# Control characters of eight bits, as they stand in UTF-8, and what follows the escape in those of seven.
_EIGHT_BITS = {"\x90": "P", "\x98": "X", "\x9b": "[", "\x9c": "\\", "\x9d": "]", "\x9e": "^", "\x9f": "_"}
_BEGINS = re.compile("[\x1b" + "".join(_EIGHT_BITS) + "]")
# A control sequence: parameters, intermediates, one final character. The Linux console's F1 to F5 have a
# second "[".
_SEQUENCE = re.compile(r"\x1b\[(?:\[[A-E]|M[\s\S]{3}|(?!M)[0-?]*[ -/]*[@-Z\\-~])")
_UNFINISHED = re.compile(r"\x1b\[(?:\[|M[\s\S]{0,2}|[0-?]*[ -/]*)\Z")
_BROKEN = re.compile(r"\x1b\[[0-?]*[ -/]*")
_STRINGS = "P]X^_"
# ST or BEL; whatever else steers something, but a tab, ends a string too and stands for itself.
_STRING_END = re.compile("\x1b\\\\|[\x07\x18\x1a\x9c]|(?=[\x00-\x08\x0a-\x1f\x7f])")
# How answers begin; nobody types that right behind an escape.
_ANSWER = re.compile(r"\x1b(?:P[!-?|]|\][0-9]|_G|\[[<-?])")


class KeyStream:
    """Bytes in, pieces out: nothing raises, and what a terminal answers comes out as no key.

    A piece is the escape key, one known control sequence, or text without either; of a paste its two marks
    and what is between them. A parser of keys takes a sequence that it does not know for the keys of its
    characters, and strings (DCS, OSC, APC, PM, SOS) always; an escape with a letter behind it, which are two
    keys, for one; and where a sequence comes in two halves a tenth of a second apart, it knows none.

    Args:
        known: whether the parser understands this complete control sequence.
        answered: told of each complete control sequence and of short strings, pasted ones aside; true where
            it is an answer that nobody else waits for, which does not come out.
    """

    def __init__(
        self, known: Callable[[str], bool], answered: Callable[[str], bool] = lambda _sequence: False
    ) -> None:
        self.escape_delay = DEFAULT_ESCAPE_DELAY
        """Seconds that an escape waits for the rest of a sequence."""
        self._known = known
        self._answered = answered
        # A strict decoder would end the program at the first byte from a terminal of another encoding.
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._held = ""
        self._swallowed: str | None = None  # the last escape, if any, of a string too long to be held
        self._pasting = False
        self._began = self._last = 0.0
        self._typed = False  # whether what is held came one character at a time

    def wait(self, now: float) -> float | None:
        """Tell in how many seconds from `now` `tick` is to be called if nothing comes; None for never."""
        if not self._held and self._swallowed is None and not self._pasting:
            return None
        return max(0.0, self._last + self._patience() - now)

    def feed(self, data: bytes, now: float) -> list[str]:
        """Return the pieces that are whole with these bytes, which came at `now` (seconds that only grow)."""
        text = self._decoder.decode(data)
        if not text:
            return []
        out: list[str] = []
        if self._in_string() and len(text) > _KEY:
            self._began = now
        elif self._in_string() and now - self._began > self._longest():
            out += self._given_up()
        self._typed = self._typed and len(text) == 1
        self._last = now
        if self._swallowed is not None:
            text = self._behind_string(self._swallowed + text)
        held, self._held = self._held, ""
        self._through(held, text, out)
        return out

    def tick(self, now: float) -> list[str]:
        """Return what is left of what was held back, since its end did not come in time."""
        return self._given_up() if self.wait(now) == 0 else []

    # What is held back

    def _in_string(self) -> bool:
        if self._pasting:
            return False
        return self._swallowed is not None or (len(self._held) > 1 and self._held[1] in _STRINGS)

    def _may_be_typed(self) -> bool:
        if self._swallowed is not None:
            return False
        return len(self._held) <= 2 or (self._typed and not _ANSWER.match(self._held))

    def _patience(self) -> float:
        if self._pasting:
            return _PASTE_PATIENCE
        if self._held == ESCAPE:
            return self.escape_delay
        return _HOLD if self._may_be_typed() else _HOLD_ANSWER

    def _longest(self) -> float:
        return _LONGEST_TYPED if self._may_be_typed() else _LONGEST_ANSWER

    def _given_up(self) -> list[str]:
        """The keys in what was held back, if they may be some; the end of a paste."""
        typed = self._may_be_typed()
        held, self._held, self._swallowed = self._held, "", None
        if self._pasting:
            self._pasting = False
            return _some(_harmless(held), _PASTE_END)
        if not typed or not held:
            return []
        keys, escape, _ = held[1:].partition(ESCAPE)
        return _some(ESCAPE, keys, escape)

    def _hold(self, rest: str, before: str) -> None:
        """Hold a beginning back, of which `before` was held already."""
        if not (before and len(rest) > len(before) and rest.startswith(before)):
            self._began, self._typed = self._last, len(rest) == 1
        if len(rest) <= _HEAD:
            self._held = rest
        else:
            self._swallowed = rest[-1] if rest[-1] == ESCAPE else ""

    # What comes through

    def _through(self, held: str, text: str, out: list[str]) -> None:
        text = held + text
        at = 0
        while at < len(text):
            if self._pasting:
                end = text.find(_PASTE_END, at)
                if end < 0:
                    # The end mark may be torn as well: what could be its start waits.
                    keep = len(text) - _overlap(text, _PASTE_END, at)
                    out += _some(_harmless(text[at:keep]))
                    self._held = text[keep:]
                    return
                out += _some(_harmless(text[at:end]), _PASTE_END)
                at = end + len(_PASTE_END)
                self._pasting = False
                continue
            begun = _BEGINS.search(text, at)
            start = begun.start() if begun else len(text)
            out += _some(text[at:start])
            if begun is None:
                return
            if letter := _EIGHT_BITS.get(text[start]):
                text = ESCAPE + letter + text[start + 1 :]
                start = 0
            at = self._escape(text, start, held, out)
            if at < 0:
                return

    def _escape(self, text: str, start: int, before: str, out: list[str]) -> int:
        """What begins with an escape; returns where it ends, -1 where all that is left is held back."""
        second = text[start + 1 : start + 2]
        if second == "[":
            return self._control_sequence(text, start, before, out)
        if second and second in _STRINGS:
            return self._string(text, start, before)
        if not second or (second == "O" and len(text) == start + 2):
            self._hold(text[start:], before)
            return -1
        if second == "O" and self._known(text[start : start + 3]):
            out.append(text[start : start + 3])
            return start + 3
        if second == "\\" and not self._typed:
            return start + 2  # the end of a string that was given up
        if not second.isprintable() and second != ESCAPE and self._known(ESCAPE + second):
            out.append(ESCAPE + second)
            return start + 2
        out.append(ESCAPE)
        return start + 1

    def _control_sequence(self, text: str, start: int, before: str, out: list[str]) -> int:
        match = _SEQUENCE.match(text, start)
        if match is None:
            rest = text[start:]
            if not _UNFINISHED.match(rest):
                # It is broken off by what can't be in one.
                broken = _BROKEN.match(rest)
                begun = broken.group() if broken else rest[:2]
                out += [begun] if self._known(begun) else [ESCAPE, "["] if len(begun) == 2 else []
                return start + len(begun)
            if not self._known(rest):
                self._hold(rest, before)
                return -1
            sequence = rest
        else:
            sequence = match.group()
        if not self._known(sequence) and self._known(sequence[:-1]):
            # Such as rxvt's "ESC [ 3 $", which ends where no sequence should.
            sequence = sequence[:-1]
        if self._answered(sequence):
            pass
        elif self._known(sequence):
            self._pasting = sequence == _PASTE_START
            out.append(sequence)
        elif self._typed and len(sequence) == 3:
            out += [ESCAPE, sequence[1:]]
        return start + len(sequence)

    def _string(self, text: str, start: int, before: str) -> int:
        end = _end_of_string(text, start + 2)
        if end < 0:
            self._hold(text[start:], before)
        elif end - start <= _HEAD:
            self._answered(text[start:end])
        return end

    def _behind_string(self, text: str) -> str:
        """What is left of a text that begins within a string of which nothing is kept."""
        end = _end_of_string(text, 0)
        if end < 0:
            self._swallowed = ESCAPE if text.endswith(ESCAPE) else ""
            return ""
        self._swallowed = None
        return text[end:]


def _end_of_string(text: str, at: int) -> int:
    """Where a string ends; -1 where its end, or the half of that, has not come."""
    match = _STRING_END.search(text, at)
    if match is None or text[match.start() :] == ESCAPE:
        return -1
    return match.end()


def _some(*pieces: str) -> list[str]:
    return [piece for piece in pieces if piece]


def _harmless(pasted: str) -> str:
    """Pasted text without escapes, which a parser would take for the start of keys even here."""
    return pasted.replace(ESCAPE, " ")


def _overlap(text: str, mark: str, at: int) -> int:
    """How many of the last characters of text[at:] are a start of the mark."""
    for length in range(min(len(mark) - 1, len(text) - at), 0, -1):
        if text.endswith(mark[:length]):
            return length
    return 0
