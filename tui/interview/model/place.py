"""Places and passages: the only coordinates that the program keeps."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A point in an interview, before one code point of one paragraph's text.

    Attributes:
        paragraph: index into `Interview.paragraphs`, from 0.
        offset: code points from the start of that paragraph's text; its length is the end.
    """

    paragraph: int
    offset: int


class Passage(NamedTuple):
    """A stretch of an interview from `start` up to, and without, `end`; places compare in reading order."""

    start: Place
    end: Place

    @classmethod
    def between(cls, one: Place, other: Place) -> Passage:
        """Make the passage between two places given in either order."""
        return cls(one, other) if one <= other else cls(other, one)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands between the two places."""
        return self.start >= self.end

    def overlaps(self, other: Passage) -> bool:
        """Tell whether the two passages share at least one code point."""
        return self.start < other.end and other.start < self.end

    def within(self, paragraph: int, length: int) -> tuple[int, int] | None:
        """Find the part of paragraph number `paragraph`, of `length` code points, that the passage covers.

        Returns offsets (start, end) in code points, or None where it covers nothing of that paragraph.
        """
        if not self.start.paragraph <= paragraph <= self.end.paragraph:
            return None
        first = self.start.offset if paragraph == self.start.paragraph else 0
        last = self.end.offset if paragraph == self.end.paragraph else length
        return (first, min(last, length)) if first < min(last, length) else None
