"""What can go wrong with the store, in kinds that the interface has words for."""

from __future__ import annotations

from pathlib import Path

_DECIDED = ("damaged", "missing", "emptied", "foreign")
"""The kinds where a person says what takes the collection's place."""


class StoreError(Exception):
    """The collection's database can't be used; nothing that was committed before is lost by it.

    Attributes:
        kind: "unwritable" (the folder or the file can't be made, opened or written), "read-only" (what is
            there was opened, and nothing can be added to it), "full" (no room on the disk), "no-locks" (the
            file system there locks no files, so nobody may write), "locked" (another process holds it for
            longer than we wait), "newer" (a later version of the program wrote it), "tables" (they are not
            those of the version that the file says it has), "foreign" (another program wrote it), "damaged",
            "missing" (quotes were kept there, and the file is gone), "emptied" (they were, and nothing is in
            it), "unsound" (a copy that was to be restored is none), "swapped" (its files were removed or
            replaced while it was open).
        path: the database file.
        details: always has `reason`, the system's own words, possibly "". Those that a person has to decide
            about have `aside`, where the damaged file was put ("" where what is there still stands at
            `path`), and `backup`, the newest sound copy ("" if none). "newer" has `found` and `known`, the
            two versions. "swapped" has `rescued`, where all that was known is now ("" if nowhere).
    """

    def __init__(self, kind: str, path: str | Path, **details: str | int) -> None:
        self.kind = kind
        self.path = str(path)
        self.details: dict[str, str | int] = {"reason": "", **details}
        if kind in _DECIDED:
            self.details = {"aside": "", "backup": "", **self.details}
        super().__init__(kind, self.path, self.details)

    @property
    def asks(self) -> bool:
        """Whether a person has to decide what to go on with; nothing is written until then."""
        # A damaged file that could not be put aside stands where it stood: there is nothing to decide yet.
        return self.kind in _DECIDED and (self.kind != "damaged" or bool(self.details["aside"]))

    def __str__(self) -> str:
        reason = self.details["reason"]
        return f"{self.kind}: {self.path}" + (f" ({reason})" if reason else "")
