"""What can be wrong with an input, said as a code; its words stand in the catalogue of the interface."""

from __future__ import annotations


class InputError(Exception):
    """An input that cannot be read as an interview.

    Attributes:
        kind: "missing", "folder", "unreadable", "too-large", "empty", "binary", "encoding", "format",
            "malformed", "too-deep", "container" (damaged, or not what it is called), "sidecar" or
            "too-much" (a folder).
        path: the input as it was named; "-" for standard input.
        details: what the words need, by name: `limit` in bytes, `encoding`, `format`, `reason`, `offset`
            in bytes.
    """

    def __init__(self, kind: str, path: str, **details: str | int) -> None:
        super().__init__(kind, path)
        self.kind = kind
        self.path = path
        self.details = details

    def __str__(self) -> str:
        return f"{self.kind}: {self.path}"
