"""Containers that their children cover wholly: nothing of their own is drawn behind them.

Textual draws the lines of each container with its styles before it finds that all of them are covered: with
four of them around a page, that is most of what painting a whole screen takes.
"""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Horizontal, Vertical


class CoveredRow(Horizontal):
    """Children side by side."""

    BLANK: ClassVar[bool] = True


class CoveredColumn(Vertical):
    """Children one above the other."""

    BLANK: ClassVar[bool] = True
