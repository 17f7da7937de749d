"""jieba in a process of its own: `python -m tui.text.jieba_words CACHE`.

It says "ready" on a line, then answers each line of input, a text as a JSON string, with a line of JSON: the
words' offsets [start, end] in code points. It ends with its input.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tui.text.words import private_folder


def main() -> None:
    """Load the dictionary, then answer."""
    import jieba

    # jieba would read its cache from the temporary folder that everybody shares, whoever put it there.
    jieba.dt.tmp_dir = str(private_folder(Path(sys.argv[1]) / "jieba"))
    jieba.setLogLevel(60)
    jieba.initialize()
    print("ready", flush=True)
    for line in sys.stdin.buffer:
        text = json.loads(line)
        spans = [(start, end) for word, start, end in jieba.tokenize(text) if not word.isspace()]
        print(json.dumps(spans), flush=True)


if __name__ == "__main__":
    main()
