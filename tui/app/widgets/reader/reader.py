"""The reader: the text, its cursor and selection, answering keys and the mouse."""

from __future__ import annotations

from tui.app.widgets.reader.pointing import Pointing


class Reader(Pointing, can_focus=True):
    """Shows one interview to be read; see `TextView` for what it is made with."""
