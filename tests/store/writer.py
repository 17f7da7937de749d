"""Run as a process of its own: writes states or quotes and says on standard output what was committed."""

from __future__ import annotations

import sys
from pathlib import Path

from tui.store.sqlite import kv
from tui.store.sqlite.opening import open_database


def main(folder: str, name: str, count: int) -> None:
    with open_database(Path(folder)) as database:
        for number in range(count):
            kv.put(database, f"{name}-{number}", number)
            print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
