"""The word in hand: one word of the sentence under the cursor, to be looked for elsewhere."""

from __future__ import annotations

from tui.app.widgets.reader.text_view import TextView
from tui.interview.model.place import Passage, Place
from tui.interview.model.steps import Granularity
from tui.text.matchkey import fold


class WordInHand(TextView):
    """The part of the reader that goes by words within the sentence under the cursor."""

    def words_of_sentence(self) -> list[Passage]:
        """Return the words of the sentence under the cursor; punctuation is none."""
        words: list[Passage] = []
        place, end = self.cursor.start, self.cursor.end
        while place < end:
            unit = self.steps.unit_at(place, Granularity.WORD)
            start, stop = max(unit.start, self.cursor.start), min(unit.end, end)
            if fold(self.interview.words(Passage(start, stop))) and stop > place:
                words.append(Passage(start, stop))
            following = self.steps.step(place, Granularity.WORD, 1)
            if following is None or following.paragraph != place.paragraph:
                break
            place = following
        return words

    def take_word(self, word: Passage | None) -> None:
        """Take a word in hand, or none."""
        before, self.word = self.word, word
        self.paint_again(before, word)

    def take_word_at(self, place: Place) -> None:
        """Take the word at a place in hand, where it belongs to the sentence under the cursor."""
        here = (word for word in self.words_of_sentence() if word.start <= place < word.end)
        self.take_word(next(here, None))

    def go_by_word(self, direction: int) -> None:
        """Take the next word (1) or the one before (-1) in hand, beyond the sentence in the next one."""
        words = self.words_of_sentence()
        if self.word in words:
            at = words.index(self.word) + direction
            if not 0 <= at < len(words):
                if not self.step(Granularity.SENTENCE, direction):
                    return
                words = self.words_of_sentence()
                at = 0 if direction > 0 else -1
        else:
            at = 0 if direction > 0 else -1
        self.take_word(words[at] if words else None)
        if self.word and self.viewport.bring(self.word):
            self.refresh()
