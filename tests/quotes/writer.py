"""Run in a process of its own: adds quotes and says on standard output which ones are committed."""

from __future__ import annotations

from pathlib import Path

from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database

from .making import TALK, make, passage_of


def main(folder: str, count: str) -> None:
    talk = make(TALK)
    with open_database(Path(folder)) as database:
        collection = Collection(database, talk)
        for _ in range(int(count)):
            print(collection.add(passage_of(talk, "信任危机")).id, flush=True)
