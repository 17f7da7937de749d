"""What can go wrong when quotes go out."""

from __future__ import annotations


class ExportError(Exception):
    """Quotes could not be rendered, written or read.

    Attributes:
        kind: "closed" (a kiosk writes none), "folder" (the path is one), "missing-folder", "unwritable",
            "full", "format", "template", "too-long" (a template's output), "too-slow" (a template without an
            end), "too-much" (a template that fills the memory), "annotations" (a file that is not in the Web
            Annotation model), "unreadable" (a file that is to be read).
        path: the file it concerns, "" where there is none.
        details: what the words need, by name: `name` of a format, `line` and `reason` of a template or a
            file, `reason` of the operating system, `limit` in code points.
    """

    def __init__(self, kind: str, path: str = "", **details: str | int) -> None:
        super().__init__(f"{kind}: {path}" if path else kind)
        self.kind = kind
        self.path = path
        self.details: dict[str, str | int] = details
