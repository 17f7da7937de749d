"""A folder of interviews made of the bundled one's sentences; run it as a script to write one.

    python tests/bench/library_folder.py 1000 20000 folder

Every interview has a generator of its own with the interview's number for a seed, so the same number always
gives the same text.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.bench.document import document


def fill(folder: Path, interviews: int, characters: int) -> None:
    """Write so many interviews of at least so many code points; those that are there stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(interviews):
        path = folder / f"{number:04d}.md"
        if not path.exists():
            text = document(characters, seed=number)
            path.write_text(text.replace("一篇很长的访谈", f"第 {number:04d} 篇访谈", 1), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("interviews", type=int)
    parser.add_argument("characters", type=int)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    fill(arguments.folder, arguments.interviews, arguments.characters)


if __name__ == "__main__":
    main()
