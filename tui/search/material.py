"""What a term is looked up in, in each of the ways that are less sure than its exact words."""

from __future__ import annotations

from typing import NamedTuple

from tui.search.index import Index
from tui.search.matches import Check
from tui.search.sounds import Sounds
from tui.search.vocabulary import Vocabulary


class Material(NamedTuple):
    """What a term is looked up in.

    Attributes:
        text_index: the joined keys of all paragraphs.
        sounds: where each of their characters stands, and which ones sound the same.
        vocabulary: their words in letters.
        check: called now and then; raises `Cancelled` when the search is called off.
    """

    text_index: Index
    sounds: Sounds
    vocabulary: Vocabulary
    check: Check
