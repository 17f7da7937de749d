"""The interviews of some folders and files: their list, and the search over all of them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

from tui.kiosk.policy import current
from tui.library import catalogue
from tui.library.array_file import Damaged
from tui.library.catalogue import Catalogue, Entry
from tui.library.folder import Walk, walk
from tui.library.rows import Row
from tui.library.search import LibrarySearch, make_ready
from tui.library.shard import Shard
from tui.store.sqlite.overview import Known, Overview


class Library:
    """Some folders and files. Every method may be called from any thread.

    Args:
        roots: what was named.
        beside: the folder to keep the index in, where that is not the cache.

    Attributes:
        name: what tells it from others, fit for a file's name.
        folder: where in the cache its index is kept.
        lasting: False where the cache can't be written: the index is then made anew at every start.
    """

    def __init__(self, roots: Sequence[str | Path], beside: Path | None = None) -> None:
        self.roots = [os.fspath(root) for root in roots]
        self.name = catalogue.name_of(self.roots)
        self.lasting = True
        self._passing: tempfile.TemporaryDirectory[str] | None = None
        self._shards: dict[str, Shard] = {}
        self._lock = Lock()
        try:
            self.folder = catalogue.folder_of(self.roots, beside)
            if not os.access(self.folder, os.W_OK | os.X_OK):
                raise PermissionError(str(self.folder))
        except OSError:
            self.lasting = False
            if not current().files:
                # Nor is there another place to write to: there is never anything in this folder.
                self.folder = Path(os.devnull, "none")
                return
            # A folder of its own that only this user may enter.
            self._passing = tempfile.TemporaryDirectory(prefix="fangtan-")
            self.folder = Path(self._passing.name)

    def walk(self) -> Walk:
        """Find the files there are now; a folder or file that is gone by now is left out."""
        return walk(self.roots, lenient=True)

    def catalogue(self) -> Catalogue:
        """Load what is known of the files."""
        return catalogue.load(self.folder)

    def rows(
        self, walked: Walk, known: Catalogue, overview: Overview | None, before: Iterable[Row] = ()
    ) -> list[Row]:
        """List the files that were found, with what is known of each; a changed one keeps its old facts."""
        entries = known.by_path()
        rows = []
        # What was worked out of a row that is the same, as how its title is read, need not be again.
        kept = {row.path: row for row in before}
        for file in walked.files:
            entry: Entry | None = entries.get(file.path)
            digest = entry.digest if entry else ""
            told = overview.of(file.path, digest) if overview else Known()
            row = kept.get(file.path)
            if row is None or row.entry != entry or row.file != file:
                row = Row(file, entry)
            row.known = told
            rows.append(row)
        return rows

    def search(self) -> tuple[LibrarySearch, bool]:
        """Open the search of all that is in the index now, and tell whether all of the index is usable.

        What is damaged is thrown away, to be made again by the next `building.refresh`.
        """
        with self._lock:
            known = self.catalogue()
            places = known.places()
            wanted = {place.shard for place in places}
            whole = True
            for name, shard in list(self._shards.items()):
                try:
                    shard.check()
                except Damaged:
                    del self._shards[name]
            for name in wanted - self._shards.keys():
                try:
                    shard = Shard(self.folder / name)
                    shard.load()
                except Damaged:
                    whole = False
                    with suppress(OSError):
                        (self.folder / name).unlink()
                else:
                    self._shards[name] = shard
            self._shards = {name: shard for name, shard in self._shards.items() if name in wanted}
            make_ready()
            return LibrarySearch(self._shards, places), whole

    def close(self) -> None:
        """Remove what was only for now."""
        if self._passing is not None:
            self._passing.cleanup()
