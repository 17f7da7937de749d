"""Reading a long interview in a process beside this one, which has something else to do meanwhile.

What takes long about opening two million characters is the reading, and about opening anything at all the
loading of the interface: on two processors they take no longer than the longer of them.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from types import MappingProxyType
from typing import Any, BinaryIO

from tui.interview.decoding.encoding import Decoded
from tui.interview.files import digest_of
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview
from tui.interview.model.label import LabelRules
from tui.interview.reading import read_decoded, rules_beside, text_in
from tui.kiosk.policy import current

LONG = 150_000
"""Code points from which on a process of its own is worth what it costs."""

_SOURCE = "source"


@contextlib.contextmanager
def read_beside(
    data: bytes, path: str = "-", *, encoding: str | None = None, format: str | None = None
) -> Iterator[Callable[[], Interview]]:
    """Begin to read the interview in some bytes; what it gives waits for the end and gives the interview.

    What is short has been read when this is entered, and its errors are raised then. Of a long one only those
    of its bytes are, the others by what is given. Where no process can be had it is read here, by then. The
    arguments are those of `tui.interview.reading.read_bytes`; it is read by what a person has said of its
    labels. On leaving nothing of it goes on.

    Raises:
        InputError: as by `read_bytes`.
    """
    decoded, rules = text_in(data, path, encoding, format=format), rules_beside(path, data)
    if len(decoded.text) < LONG or not _may_fork():
        interview = read_decoded(decoded, path, format=format, digest=digest_of(data), rules=rules)
        yield lambda: interview
        return
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(there)
        _read_and_send(decoded, path, format, rules, here)
    os.close(here)

    def wait() -> Interview:
        """Wait for what the process found."""
        digest = digest_of(data)
        with open(there, "rb", closefd=False) as stream:
            sent = stream.read()
        received = _received(sent, decoded.text)
        if isinstance(received, InputError):
            raise received
        if received is None:  # it was ended by somebody, or by the system for want of room
            return read_decoded(decoded, path, format=format, digest=digest, rules=rules)
        received.digest = digest
        return received

    try:
        yield wait
    finally:
        os.close(there)
        # Where the system itself clears ended processes away, the number may be another's by now.
        with contextlib.suppress(OSError):
            if os.waitpid(child, os.WNOHANG) == (0, 0):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _may_fork() -> bool:
    """Whether there is a processor for another process, and one may be started.

    Of a process with threads a fork may wait for ever for what one of them held.
    """
    if not hasattr(os, "fork") or not current().programs:
        return False
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        return False
    affinity = getattr(os, "sched_getaffinity", None)
    return (len(affinity(0)) if affinity else os.cpu_count() or 1) > 1


def _read_and_send(decoded: Decoded, path: str, format: str | None, rules: LabelRules, to: int) -> None:
    """Read, send what is found, and end: nothing of what the process was doing before goes on here."""
    try:
        outcome: Interview | InputError
        try:
            outcome = read_decoded(decoded, path, format=format, rules=rules)
        except InputError as error:
            outcome = error
        with open(to, "wb") as stream:
            _Sender(stream, decoded.text).dump(outcome)
    finally:
        os._exit(0)


class _Sender(pickle.Pickler):
    """Leaves out the source, which whoever receives it has."""

    def __init__(self, stream: BinaryIO, source: str) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self.source = source

    def persistent_id(self, thing: object) -> str | None:
        """Name what is not sent."""
        return _SOURCE if thing is self.source else None

    def reducer_override(self, thing: object) -> Any:
        """Return how to send what can't be sent by itself."""
        if isinstance(thing, MappingProxyType):
            return _unchangeable, (dict(thing),)
        if isinstance(thing, InputError):
            return _error, (thing.kind, thing.path, thing.details)
        return NotImplemented


def _unchangeable(details: dict[str, str | int]) -> MappingProxyType[str, str | int]:
    return MappingProxyType(details)


def _error(kind: str, path: str, details: dict[str, str | int]) -> InputError:
    return InputError(kind, path, **details)


class _Receiver(pickle.Unpickler):
    def __init__(self, sent: bytes, source: str) -> None:
        super().__init__(BytesIO(sent))
        self.source = source

    def persistent_load(self, name: object) -> str:
        """Return what was not sent."""
        return self.source


def _received(sent: bytes, source: str) -> Interview | InputError | None:
    """What was sent, or None where it did not come whole."""
    try:
        received = _Receiver(sent, source).load()
    except (EOFError, pickle.UnpicklingError):
        return None
    return received if isinstance(received, (Interview, InputError)) else None
