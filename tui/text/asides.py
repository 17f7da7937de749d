"""Words in brackets beside the speech: stage directions as （笑）, glosses as in milestone（里程碑）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.text.lazy_pattern import lazy_pattern

_STAGE = (
    "笑|哭|掌声|鼓掌|沉默|停顿|叹|点头|摇头|思考|想了想|咳|哽咽|语塞|"
    "laugh|applau|paus|sigh|chuckl|smil|nod|silen|cough|crosstalk"
)

REACH = 48
"""Code points that an aside takes at most, with its brackets and the character before it."""


# A longer one, or （去年） before a sentence, is speech.
_INSIDE = r"[^（）()\[\]【】。？！]"
STAGE_DIRECTION = lazy_pattern(
    rf"\s*[（(\[【]{_INSIDE}{{0,16}}?(?:{_STAGE}){_INSIDE}{{0,8}}[）)\]】]", re.IGNORECASE
)
"""Matches one stage direction, with the blanks before it."""
# Said again in the other script: Chinese behind a Latin word, Latin words behind a Chinese one.
_IN_CHINESE = r"(?=[^（）()]*[\u3400-\u9fff])[^（）()。！？!?；;]{1,24}"
_IN_LATIN = r"(?=[^（）()]*[A-Za-z])[A-Za-z0-9 ,.'&/+–-]{1,40}"
_GLOSS = lazy_pattern(
    rf"(?<=[A-Za-z0-9])\s?[（(]{_IN_CHINESE}[）)]|(?<=[\u3400-\u9fff」』”》])\s?[（(]{_IN_LATIN}[）)]"
)


def stage_directions(text: str) -> Iterator[tuple[int, int]]:
    """Find the stage directions in a text, as offsets (start, end) in code points."""
    if any(bracket in text for bracket in "（([【"):
        for match in STAGE_DIRECTION.finditer(text):
            yield match.start() + len(match[0]) - len(match[0].lstrip()), match.end()


def glosses(text: str) -> Iterator[tuple[int, int]]:
    """Find the words said again in the other script in brackets: offsets (start, end) in code points."""
    if "（" in text or "(" in text:
        for match in _GLOSS.finditer(text):
            if not STAGE_DIRECTION.fullmatch(match[0]):
                yield match.span()
