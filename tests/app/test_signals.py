"""Which signals make the application leave."""

from __future__ import annotations

import signal
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
