"""The process in which a person's pattern is matched; `tui.interview.speakers.label_pattern` runs this file.

It reads what is asked as JSON and answers with the name and the end of each label, `null` where there is
none. However a pattern goes round in circles, it takes no more than its share of memory and of a processor.
Nothing of fangtan is imported: it has to begin at once.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from contextlib import suppress

MEMORY = 512 << 20
"""Bytes that a pattern and the interpreter may take together."""


def main() -> None:
    """Match one pattern with the beginnings of paragraphs."""
    asked = json.load(sys.stdin.buffer)
    seconds = asked["seconds"]
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
    ):
        hard = resource.getrlimit(kind)[1]
        # A system may bound memory otherwise, or not at all.
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(hard, most), hard))
    pattern = re.compile(asked["pattern"])
    found = [
        (match["name"] or "", match.end()) if (match := pattern.match(text)) else None
        for text in asked["texts"]
    ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
