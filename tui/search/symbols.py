"""Symbols that a match key leaves out and that make another thing of what they stand at: 20%, C++, #3."""

from __future__ import annotations

import re
from unicodedata import normalize

from tui.search.index import Index

_SIGNED = re.compile(r"[\w.]*(?:[%‰+#&@$€£¥°*=<>]\w*)+")
_AT_ALL = re.compile(r"[%‰+#&@$€£¥°*=<>]")


def _plain(text: str) -> str:
    return "".join(normalize("NFKC", text).casefold().split())


class Symbols:
    """The paragraphs that have a query's words with the signs that were typed at them.

    Args:
        index: where.
        words: as typed.
    """

    def __init__(self, index: Index, words: str) -> None:
        self._words = index.words
        plain = _plain(words) if _AT_ALL.search(normalize("NFKC", words)) else ""
        self._wanted = [found for found in _SIGNED.findall(plain) if len(found) > 1]

    @property
    def is_asked(self) -> bool:
        """Whether there are any."""
        return bool(self._wanted)

    def __contains__(self, paragraph: int) -> bool:
        text = _plain(self._words(paragraph))
        return all(wanted in text for wanted in self._wanted)
