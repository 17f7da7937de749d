"""jieba in a process of its own: `python -m tui.text.jieba_words CACHE`.

It says "ready" on a line, then answers each line of input, a text as a JSON string, with a line of JSON: the
words' offsets [start, end] in code points. It ends with its input.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tui.text.words import private_folder, rough_words

_ABANDONED = 60
"""Seconds after which a half-written cache is taken for one whose writer was ended."""


def whole(words: Iterable[tuple[str, int, int]], text: str) -> list[tuple[int, int]]:
    """Join the words (word, start, end) that jieba cut too small, such as GPT-3.5, and leave out the blanks.

    Returns their offsets (start, end) in code points, in order.
    """
    inside: set[int] = set()
    for start, end in rough_words(text):
        inside.update(range(start + 1, end))
    spans: list[tuple[int, int]] = []
    for word, start, end in words:
        if start in inside and spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        elif not word.isspace():
            spans.append((start, end))
    return spans


def tidy(folder: Path) -> None:
    """Remove what a process that was ended while it wrote the cache left behind."""
    for left in folder.glob("tmp*"):
        try:
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()
        except OSError:
            continue


def main() -> None:
    """Load the dictionary, then answer."""
    import jieba

    # Whoever reads comes first.
    os.nice(5)
    folder = private_folder(Path(sys.argv[1]) / "jieba")
    tidy(folder)
    # jieba would read its cache from the temporary folder that everybody shares, whoever put it there.
    jieba.dt.tmp_dir = str(folder)
    jieba.setLogLevel(60)
    jieba.initialize()
    print("ready", flush=True)
    for line in sys.stdin.buffer:
        text = json.loads(line)
        print(json.dumps(whole(jieba.tokenize(text), text)), flush=True)


if __name__ == "__main__":
    main()
