"""The sessions that one application has open, and what is said of them once its screen is gone."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.session.pending_changes import unkept_words
from tui.app.session.session import Session
from tui.interview.model.interview import Interview
from tui.interview.model.place import Place
from tui.text.sanitize import visible

if TYPE_CHECKING:
    from tui.quotes.changes import Window


class OpenSessions:
    """The sessions of one application that are not closed, and what is to be said once its screen is gone."""

    def __init__(self) -> None:
        self._sessions: list[Session] = []
        self._last_words: list[str] = []

    def open(self, interview: Interview, data: Path, window: Window | None = None) -> Session:
        """Open a session as by `Session`, kept in mind until it is closed."""
        session = Session(interview, data, window)
        self._sessions.append(session)
        return session

    def close(self, session: Session, place: Place, window: Mapping[str, object]) -> None:
        """Close a session with where it was being read; waits for what can still be written."""
        session.close(place, window)
        self._sessions.remove(session)
        self._last_words += session.pending.last_words

    def put_by(self) -> list[str]:
        """Put what is not in the collection into files, for the process may end; what is to be said of it."""
        said = list(self._last_words)
        for session in list(self._sessions):
            # Whatever it is, the process ends all the same.
            with contextlib.suppress(Exception):
                if written := session.pending.put_by(session.collection):
                    said.append(unkept_words(written, session.pending.unkept))
        return said

    def say_last_words(self) -> None:
        """Say on the terminal, which is the shell's again, what was not written and where it is."""
        if self._last_words:
            print("\n".join(map(visible, self._last_words)), file=sys.stderr)
