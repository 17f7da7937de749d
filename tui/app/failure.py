"""What is raised where the application had to stop because of a fault of its own (no Textual here)."""

from __future__ import annotations


class Failure(Exception):
    """The screen was given back and what was to be kept was kept; then this.

    Attributes:
        cause: what nobody had thought of.
    """

    def __init__(self, cause: BaseException) -> None:
        super().__init__(str(cause))
        self.cause = cause
