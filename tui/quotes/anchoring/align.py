"""Where in a text a pattern stands with the fewest edits, and with how many.

Edits are insertions, deletions and substitutions, at a cost of one each. The distances come from Myers'
bit-vector algorithm (A fast bit-vector algorithm for approximate string matching based on dynamic
programming, JACM 46, 1999) in Hyyrö's form. Python's integers are as long as the pattern, so that one step
handles a whole column.
"""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch [start, end) of a text, in code points, and its edit distance from the pattern."""

    start: int
    end: int
    distance: int


def distances(pattern: str, text: str, *, anchored: bool = False) -> list[int]:
    """Count the fewest edits between the pattern and a stretch ending at each place of the text, from 0 up.

    Args:
        pattern: what is looked for.
        text: where.
        anchored: whether the stretch has to begin where the text begins; otherwise it may begin anywhere.
    """
    size = len(pattern)
    if not size:
        return list(range(len(text) + 1)) if anchored else [0] * (len(text) + 1)
    occurrences: dict[str, int] = {}
    for index, char in enumerate(pattern):
        occurrences[char] = occurrences.get(char, 0) | (1 << index)
    mask = (1 << size) - 1
    high = 1 << (size - 1)
    carry = int(anchored)
    # The vertical differences of the current column: bits that go up, bits that go down.
    up, down, score = mask, 0, size
    scores = [score]
    for char in text:
        equal = occurrences.get(char, 0)
        vertical = equal | down
        horizontal = (((equal & up) + up) ^ up) | equal
        right_up = down | (mask & ~(horizontal | up))
        right_down = up & horizontal
        if right_up & high:
            score += 1
        elif right_down & high:
            score -= 1
        right_up = (right_up << 1) | carry
        right_down <<= 1
        up = mask & (right_down | ~(vertical | right_up))
        down = mask & right_up & vertical
        scores.append(score)
    return scores


def best_span(pattern: str, text: str, before: str = "", after: str = "") -> Span:
    """Find the stretch of the text that is nearest to the pattern.

    Where several are equally near, as when the pattern's first or last character was edited, the one is
    taken that has more of `before` right before it and of `after` right behind it, then the one whose
    length is nearest.

    Args:
        pattern: what is looked for; not empty.
        text: where.
        before: what stood before the pattern.
        after: what stood behind it.
    """
    ends = distances(pattern, text)
    least = min(ends)
    best: tuple[int, int] = (-1, 0)
    chosen = Span(0, 0, least)
    backwards = pattern[::-1]
    reach = len(pattern) + least
    for end in [end for end, distance in enumerate(ends) if distance == least][:8]:
        behind = common_start(text[end : end + 8], after[:8])
        # From this end the same way back; what is nearest there begins a stretch of that distance.
        stretch = text[max(0, end - reach) : end][::-1]
        for length, distance in enumerate(distances(backwards, stretch, anchored=True)):
            if distance != least:
                continue
            start = end - length
            ahead = common_start(text[max(0, start - 8) : start][::-1], before[-8:][::-1])
            rank = (ahead + behind, -abs(length - len(pattern)))
            if rank > best:
                best, chosen = rank, Span(start, end, least)
    return chosen


def likeness(pattern: str, text: str) -> float:
    """Tell how alike the pattern and the text's start are, from 0 to 1; the text may go on behind it."""
    if not pattern:
        return 1.0
    if text.startswith(pattern):
        return 1.0
    least = min(distances(pattern, text[: len(pattern) + len(pattern) // 3 + 2], anchored=True))
    return max(0.0, 1 - least / len(pattern))


def common_start(one: str, other: str) -> int:
    """Count how many code points two texts begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
