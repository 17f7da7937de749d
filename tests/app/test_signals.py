"""Which signals make the application leave."""

from __future__ import annotations

import asyncio
import faulthandler
import os
import signal
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tui.app.terminal import signals


@pytest.mark.parametrize("ignored", [None, signal.SIGHUP, signal.SIGINT])
async def test_what_is_ignored_from_the_start_stays_so(
    monkeypatch: pytest.MonkeyPatch, ignored: signal.Signals | None
) -> None:
    taken: list[signal.Signals] = []
    monkeypatch.setattr(signals, "_put_by", list)
    monkeypatch.setattr(
        signal, "getsignal", lambda number: signal.SIG_IGN if number == ignored else signal.SIG_DFL
    )
    monkeypatch.setattr(signal, "signal", lambda number, _handler: taken.append(number))
    signals.install(cast(Any, None))
    assert set(taken) == {signal.SIGHUP, signal.SIGTERM, signal.SIGINT} - {ignored}


class Watched:
    """An application that is left, and what watches over that."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.deeds: list[Any] = []
        self.handlers: dict[int, Callable[..., None]] = {}
        self.timers: list[float] = []
        self.dumps: list[float] = []
        self.app = cast(
            Any, SimpleNamespace(return_code=None, exit=lambda return_code: self.deeds.append(return_code))
        )
        monkeypatch.setattr(signals, "_watched", False)
        monkeypatch.setattr(signals, "_put_by", self.put_by)
        monkeypatch.setattr(signals, "hurry", lambda _app: self.deeds.append("hurry"))
        monkeypatch.setattr(signals, "restore_terminal", lambda _app: self.deeds.append("given back"))
        monkeypatch.setattr(signal, "signal", self.handlers.__setitem__)
        monkeypatch.setattr(signal, "getsignal", lambda _number: signal.SIG_DFL)
        monkeypatch.setattr(signal, "setitimer", lambda _which, seconds: self.timers.append(seconds))
        monkeypatch.setattr(
            faulthandler, "dump_traceback_later", lambda seconds, **_more: self.dumps.append(seconds)
        )

    def put_by(self) -> list[str]:
        self.deeds.append("put by")
        return ["kept in\na file"]


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


def test_leaving_puts_by_first_and_is_watched_once(watched: Watched) -> None:
    signals.leave(watched.app, 143)
    assert watched.deeds == ["hurry", "put by", 143]
    assert watched.timers == [signals.GRACE]
    signals.leave(watched.app, 129)
    # The first one's time runs on.
    assert watched.timers == [signals.GRACE]
    assert len(watched.dumps) == 1
    assert watched.dumps[0] > signals.GRACE
    assert watched.deeds[3:] == ["put by", 129]


def test_whoever_leaves_by_a_key_is_not_hurried(watched: Watched) -> None:
    signals.end_soon(watched.app)
    assert watched.deeds == []
    assert watched.timers[0] > signals.GRACE
    signals.left()
    assert watched.timers[1:] == [0]


def test_where_leaving_hangs_the_terminal_is_given_back_and_told(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[int, bytes]] = []
    ended: list[int] = []
    monkeypatch.setattr(os, "write", lambda number, data: written.append((number, data)))
    monkeypatch.setattr(os, "_exit", ended.append)
    signals.leave(watched.app, 143)
    watched.deeds.clear()
    watched.handlers[signal.SIGALRM](signal.SIGALRM, None)
    assert watched.deeds == ["put by", "given back"]
    assert written == [(2, b"kept in\r\na file\r\n")]
    assert ended == [143]


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
async def test_a_signal_leaves_with_its_own_status(
    watched: Watched, number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    signals.install(watched.app, watched.put_by)
    watched.handlers[number](number, None)
    assert watched.timers == [signals.GRACE]
    await asyncio.sleep(0)
    assert watched.deeds == ["hurry", "put by", 128 + number]
    assert ended == []
    loop = asyncio.get_running_loop()

    def closed(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(loop, "call_soon_threadsafe", closed)
    watched.handlers[number](number, None)
    assert ended == [128 + number]
