"""Cutting a text into words: jieba's, in a process of its own, or rough ones until it is there.

jieba holds the interpreter for a fifth of a second while it loads, and takes 145 MB; neither is the reader's
to bear. The process ends when its input does, so none is left behind whatever happens to this one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

from tui.kiosk.policy import current
from tui.text.lazy_pattern import lazy_pattern

_ANSWER_WITHIN = 0.25
"""Seconds that an answer may take before rough words serve."""

_KEPT = 256
"""How many texts' words are kept."""

LONGEST = 20_000
"""Code points of a text that are cut by jieba; a longer one is cut roughly."""


_LETTER = r"[A-Za-z0-9_\u00c0-\u024f\u0300-\u036f\u0370-\u052f\u1e00-\u1eff]"
_ROUGH = lazy_pattern(rf"{_LETTER}+(?:['’.\-]{_LETTER}+)*|\w|[^\w\s]+")


def rough_words(text: str) -> list[tuple[int, int]]:
    """Split a text into words without a dictionary: Latin words, single Chinese characters, runs of signs.

    Returns offsets (start, end) in code points, in order. Blanks are in none, but a text that is nothing else
    is one word.
    """
    return [match.span() for match in _ROUGH.finditer(text)] or [(0, len(text))]


class WordSegmenter:
    """Cuts texts into words, with jieba once `load_in_background` has got it ready.

    Args:
        cache: the folder that jieba's dictionary is kept in, ready to load; only this user may read it.
    """

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.ready = False
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._patience = 3
        self._kept: OrderedDict[str, list[tuple[int, int]]] = OrderedDict()

    def load_in_background(self) -> None:
        """Start jieba's process; `ready` turns true once it can be asked. Calling it again does nothing."""
        if self._process is None and current().programs:
            try:
                self._process = subprocess.Popen(
                    # -P: no module of the folder one happens to be in takes the place of ours.
                    [sys.executable, "-P", "-m", "tui.text.jieba_words", str(self.cache)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            except OSError:
                return
            threading.Thread(target=self._await_ready, args=(self._process,), daemon=True).start()

    def _await_ready(self, process: subprocess.Popen[bytes]) -> None:
        try:
            said = process.stdout.readline() if process.stdout else b""
        except (OSError, ValueError):
            # Closed while it was still loading.
            return
        if said == b"ready\n":
            self.ready = self._process is process
        else:
            process.wait()

    def words(self, text: str) -> list[tuple[int, int]]:
        """Split a text into words as offsets (start, end) in code points, in order; blanks are in none."""
        if self.ready and len(text) <= LONGEST:
            spans = self._kept.get(text) or self._ask(text)
            if spans:
                self._kept[text] = spans
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
                return spans
        return rough_words(text)

    def _ask(self, text: str) -> list[tuple[int, int]]:
        with self._lock:
            try:
                return self._exchange(text)
            except TimeoutError:
                # What it may still say would be taken for the answer to the next question.
                self.close()
                if self._patience > 0:
                    self._patience -= 1
                    self.load_in_background()
            except (OSError, ValueError):
                # The process is gone or answers nonsense: rough words are better than none.
                self.close()
            return []

    def _exchange(self, text: str) -> list[tuple[int, int]]:
        import select

        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise ValueError("no process")
        process.stdin.write(json.dumps(text).encode() + b"\n")
        process.stdin.flush()
        if not select.select([process.stdout], [], [], _ANSWER_WITHIN)[0]:
            raise TimeoutError
        return [(start, end) for start, end in json.loads(process.stdout.readline())]

    def close(self) -> None:
        """End jieba's process, without waiting for it; rough words go on serving."""
        self.ready = False
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        if process.stdin is not None:
            # What was still to be written goes nowhere, and that is known.
            with suppress(OSError):
                process.stdin.close()
        threading.Thread(target=_bury, args=(process,), daemon=True).start()


def _bury(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that has been told to end, so that the system forgets it."""
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def private_folder(folder: Path) -> Path:
    """Return a folder, made if need be, that nobody but this user may enter.

    Raises:
        OSError: it can't be made, or it is somebody else's.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(str(folder))
    folder.chmod(0o700)
    return folder
