"""A person's own pattern for labels: a regular expression for a form of print that nobody foresaw.

A pattern may take longer than the world lasts, and Python's `re` can't be interrupted: it is matched in a
process beside this one, which has a second or two.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tui.kiosk.policy import current

REACH = 120
"""Code points at the start of a paragraph that a pattern sees."""

LONGEST = 400
"""Code points of a pattern."""

SECONDS = 2
"""Seconds of one processor that all paragraphs of an interview may take."""

_PATIENCE = 20.0
"""Seconds after which it is given up on a machine that has no processor for it."""

_PROCESS = Path(__file__).with_name("label_pattern_process.py")


class PatternError(ValueError):
    """A pattern can't be used.

    Attributes:
        kind: "syntax" (reason), "no-name", "too-long" (limit), "slow", or "closed" where no process may be
            started.
        details: what the words need, by name.
    """

    def __init__(self, kind: str, **details: str | int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.details = details


class Label(NamedTuple):
    """What a pattern takes for a label at the start of a paragraph.

    Attributes:
        name: whom it names, without blanks around it.
        end: code points from the paragraph's start that it takes.
    """

    name: str
    end: int


def check(pattern: str) -> None:
    """Check that a pattern can be one.

    Raises:
        PatternError: "syntax", "no-name" or "too-long".
    """
    if len(pattern) > LONGEST:
        raise PatternError("too-long", limit=LONGEST)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            groups = re.compile(pattern).groupindex
    except (re.error, ValueError, OverflowError, RecursionError) as error:
        raise PatternError("syntax", reason=" ".join(str(error).split())) from None
    if "name" not in groups:
        raise PatternError("no-name")


def labels_in(texts: Sequence[str], pattern: str, seconds: int = SECONDS) -> list[Label | None]:
    """Match a pattern with the start of each of some paragraphs; None for one without a label.

    Args:
        texts: the paragraphs.
        pattern: with a group `name`.
        seconds: of one processor, that it may take for all of them.

    Raises:
        PatternError: as by `check`; "slow" where it takes longer, "closed".
    """
    check(pattern)
    if not current().programs:
        raise PatternError("closed")
    asked = {"pattern": pattern, "texts": [text[:REACH] for text in texts], "seconds": seconds}
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-W", "ignore", str(_PROCESS)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            # Ctrl+C is for whoever waits here.
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise PatternError("slow") from None
    except OSError:
        raise PatternError("closed") from None
    if done.returncode:
        # Its time was over, or it found no room for what it was asked.
        raise PatternError("slow")
    return [
        Label(name, found[1]) if found and (name := found[0].strip()) else None
        for found in json.loads(done.stdout)
    ]
