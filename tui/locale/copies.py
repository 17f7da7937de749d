"""The words for what became of words that were to be copied."""

from __future__ import annotations

from typing import Protocol

from tui.locale import N_
from tui.locale.messages import words_for

COPIES = {
    "copied": N_("Copied."),
    "tmux": N_("Copied into tmux, and offered to the terminal's clipboard."),
    "sent": N_("Sent to the terminal's clipboard."),
    "too-large": N_("Too long for the terminal's clipboard: {size} bytes, at most {limit} pass."),
    "nowhere": N_("There is no clipboard here."),
}
"""Where they went → its sentence."""


class Copied(Protocol):
    """What became of words that were to be copied."""

    @property
    def kind(self) -> str:
        """Where they went."""

    @property
    def size(self) -> int:
        """Bytes of UTF-8."""

    @property
    def limit(self) -> int:
        """The most bytes that pass."""


def copy_words(outcome: Copied) -> str:
    """Describe what became of words that were to be copied, and no more than is known."""
    return words_for(COPIES, outcome.kind, {"size": outcome.size, "limit": outcome.limit})
