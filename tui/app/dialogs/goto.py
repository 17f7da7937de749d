"""Reading a destination that a person typed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

from tui.interview.model.place import Place
from tui.interview.model.steps import Granularity, Steps


def destination(steps: Steps, line: str) -> Place | None:
    """Return the place that `120` (a turn), `s4` or `§4` (a section), or `50%` means; None without one.

    Full-width digits and signs serve too, as an input method may give them.
    """
    interview = steps.interview
    words = unicodedata.normalize("NFKC", line).strip().casefold()
    words = re.sub(r"^第?\s*(\d+)\s*[章节]$", r"s\1", words)
    words = re.sub(r"^第?\s*(\d+)\s*轮$", r"\1", words)
    match = re.fullmatch(r"([s§#]?)\s*(\d{1,9})\s*(%?)", words)
    if match is None:
        return None
    sign, number, percent = match[1], int(match[2]), match[3]
    if percent:
        return _at_share(steps, number) if number <= 100 else None
    if sign:
        return next((Place(part.start, 0) for part in interview.sections if part.number == number), None)
    if 1 <= number <= len(interview.turns):
        return Place(interview.turns[number - 1].start, 0)
    return None


def _at_share(steps: Steps, percent: int) -> Place:
    """The first sentence before which so much has been said, unless that is a per cent further on."""
    interview = steps.interview
    wanted = -(-interview.characters * percent // 100)
    paragraph = bisect_left(interview.before, wanted, lo=1) - 1
    place = Place(paragraph, wanted - interview.before[paragraph])
    sentence = steps.unit_at(place, Granularity.SENTENCE).start
    following = sentence if sentence >= place else steps.step(place, Granularity.SENTENCE, 1)
    if following is None:
        return sentence
    said = interview.before[following.paragraph] + following.offset
    return following if 100 * said < interview.characters * (percent + 1) else place
