"""Completing the last word of a line."""

from __future__ import annotations

from collections.abc import Sequence

from textual.suggester import Suggester


class LastWordSuggester(Suggester):
    """Suggests how the word that is being typed may go on.

    Args:
        words: what can be meant, the likeliest first.
        whole: whether the whole line is one word, blanks and all.
    """

    def __init__(self, words: Sequence[str], *, whole: bool = False) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.words = list(words)
        self.whole = whole

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole line with its last word completed; None where none begins so."""
        head, word = ("", value) if self.whole else split(value)
        whole = next((one for one in self.words if word and one != word and one.startswith(word)), None)
        return head + whole if whole else None


def split(line: str) -> tuple[str, str]:
    """Return a line's start, with its blanks, and its last word; the word is "" behind a blank."""
    start = max(line.rfind(sign) for sign in (" ", "\u3000", "，", "、", ",")) + 1
    return line[:start], line[start:]
