"""Which word a person means who asks where else it stands: what is selected, in hand, or most telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.interview.model.place import Passage
from tui.text.matchkey import fold

if TYPE_CHECKING:
    from tui.app.widgets.reader.reader import Reader

_LONGEST = 80
"""Code points of a selection that are looked for at most."""

_LETTERS = 7
"""A word of so many letters is as telling as a rare word of hanzi; shorter ones are commoner."""

_FOREIGN = 3
"""The same among hanzi, where a word of letters is mostly a name or a term."""


def word_meant(reader: Reader) -> Passage | None:
    """Return the selection, the word in hand, or the most telling word of the sentence under the cursor.

    The last is taken in hand, so that it can be seen which one it is. None where there is no word.
    """
    if reader.selection:
        return reader.selection.passage
    if reader.word is None:
        words = reader.words_of_sentence()
        texts = [reader.interview.words(word) for word in words]
        reader.take_word(words[_most_telling(texts)] if words else None)
    return reader.word


def words_of(reader: Reader, passage: Passage) -> str:
    """Return the words of a passage in one line, so far as they are looked for."""
    return " ".join(reader.interview.words(passage).split())[:_LONGEST].replace('"', " ").strip()


def _most_telling(words: list[str]) -> int:
    """The index of the word that is rarest in the language, by jieba's dictionary; the first of equals."""
    from tui.search.dictionary import dictionary

    known = dictionary()
    letters = _LETTERS if all(map(str.isascii, words)) else _FOREIGN

    def commonness(word: str) -> float:
        key = fold(word)
        if key.isascii():
            return 1e9 if key.replace(".", "").isdigit() else 10.0 ** (letters - len(key))
        return 1e8 if len(key) == 1 else known.count(key)

    return min(range(len(words)), key=lambda index: commonness(words[index]))
