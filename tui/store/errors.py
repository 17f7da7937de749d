"""What can go wrong with the store, in kinds that the interface has words for."""

from __future__ import annotations

from pathlib import Path


class StoreError(Exception):
    """The collection's database can't be used; nothing that was committed before is lost by it.

    Attributes:
        kind: "unwritable" (the folder or the file can't be made, opened or written), "read-only" (what is
            there was opened, and nothing can be added to it), "full" (no room on the disk), "damaged",
            "newer" (a later version of the program, or another program, wrote it), "locked" (another process
            holds it for longer than we wait).
        path: the database file.
        details: always has `reason`, the system's own words, possibly "". "damaged" has `aside`, where the
            damaged file was put ("" where it still stands at `path`), and `backup`, the newest sound copy
            ("" if none). "newer" has `found` and `known`, the two versions.
    """

    def __init__(self, kind: str, path: str | Path, **details: str | int) -> None:
        self.kind = kind
        self.path = str(path)
        self.details: dict[str, str | int] = {"reason": "", **details}
        if kind == "damaged":
            self.details = {"aside": "", "backup": "", **self.details}
        super().__init__(kind, self.path, self.details)

    def __str__(self) -> str:
        reason = self.details["reason"]
        return f"{self.kind}: {self.path}" + (f" ({reason})" if reason else "")
