"""Where reading stopped in each interview, found again also after the file was edited."""

from __future__ import annotations

from tui.interview.model.interview import Interview
from tui.interview.model.place import Place
from tui.store.sqlite import sources
from tui.store.sqlite.connection import DatabaseFile

_AROUND = 32
"""Code points kept on each side of the place."""


def remember(database: DatabaseFile, interview: Interview, place: Place) -> None:
    """Keep where an interview is being read.

    Raises:
        StoreError: it can't be written.
    """
    if not interview.paragraphs:
        return
    place = _inside(interview, place)
    text = interview.paragraphs[place.paragraph].text
    before = text[max(0, place.offset - _AROUND) : place.offset]
    after = text[place.offset : place.offset + _AROUND]
    words = [part.encode("utf-8", "replace").decode("utf-8") for part in (before, after)]
    with database.transaction() as connection:
        number = sources.enrol(connection, interview)
        connection.execute(
            "INSERT OR REPLACE INTO position VALUES (?, ?, ?, ?, ?, ?)",
            (number, interview.digest, place.paragraph, place.offset, *words),
        )


def recall(database: DatabaseFile, interview: Interview) -> Place | None:
    """Read where an interview was left, or None if it was never read.

    In a file that was edited since, the words around the place are looked for, nearest to where they stood.

    Raises:
        StoreError: it can't be read.
    """
    with database.reading() as connection:
        number = sources.identify(connection, interview)
        row = connection.execute(
            'SELECT paragraph, "offset", before, after FROM position WHERE interview = ?', (number,)
        ).fetchone()
    if row is None or not interview.paragraphs:
        return None
    if [type(value) for value in row] != [int, int, str, str]:
        return None
    paragraph, offset, before, after = row
    kept = Place(paragraph, offset)
    if _stands(interview, kept, before, after):
        return kept
    return _found(interview, kept, before, after) or _inside(interview, kept)


def _stands(interview: Interview, place: Place, before: str, after: str) -> bool:
    if place.paragraph >= len(interview.paragraphs):
        return False
    text = interview.paragraphs[place.paragraph].text
    return (
        place.offset <= len(text)
        and text.startswith(after, place.offset)
        and text.endswith(before, 0, place.offset)
    )


def _found(interview: Interview, kept: Place, before: str, after: str) -> Place | None:
    """The nearest place with these words around it, or behind it, or before it; then with fewer of them."""
    near = sorted(range(len(interview.paragraphs)), key=lambda number: abs(number - kept.paragraph))
    for size in (_AROUND, _AROUND // 2, _AROUND // 4, _AROUND // 8):
        ahead, behind = before[-size:], after[:size]
        for words, at in ((ahead + behind, len(ahead)), (behind, 0), (ahead, len(ahead))):
            # A few characters stand everywhere and tell nothing.
            if len(words) < _AROUND // 8:
                continue
            for number in near:
                at_words = interview.paragraphs[number].text.find(words)
                if at_words >= 0:
                    return Place(number, at_words + at)
    return None


def _inside(interview: Interview, place: Place) -> Place:
    """The nearest place that the interview has."""
    paragraph = min(max(place.paragraph, 0), len(interview.paragraphs) - 1)
    length = len(interview.paragraphs[paragraph].text)
    # Beyond the last paragraph means the end was near.
    offset = length if place.paragraph > paragraph else min(max(place.offset, 0), length)
    return Place(paragraph, offset)
