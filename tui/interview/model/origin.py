"""Where the text of an interview stands in a file that is no text itself, such as an archive of parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Origin(NamedTuple):
    """Where a stretch of an interview's source was taken from.

    Attributes:
        at: where the stretch begins in the source, in code points; it goes on to where the next one begins.
        part: the name of the part of the container that holds it.
        start: the first of its bytes in that part, from 0.
        end: the byte behind its last one.
    """

    at: int
    part: str
    start: int
    end: int


def origin_at(origins: Sequence[Origin], offset: int) -> Origin | None:
    """Find the stretch that an offset into the source (code points) lies in.

    Args:
        origins: of all stretches, in the order of the source.
        offset: from 0.

    Returns:
        the stretch; None before the first one, and where the source is a text file's own.
    """
    index = bisect_right(origins, offset, key=lambda origin: origin.at) - 1
    return origins[index] if index >= 0 else None
