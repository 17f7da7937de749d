"""How every store writes a time and the path of a file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

STANDARD_INPUT = "-"
"""The path of what came from standard input."""


def now() -> str:
    """Tell the time, ISO 8601 in UTC to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def full_path(path: str) -> str:
    """Make a path as a store keeps it: absolute; standard input stays "-"."""
    if path == STANDARD_INPUT:
        return path
    try:
        full = str(Path(path).resolve())
    except OSError:
        full = str(Path(path).absolute())
    # Bytes that are no UTF-8 come as lone surrogates, which no database takes.
    return full.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
