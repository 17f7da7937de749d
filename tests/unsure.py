"""An interview of which it is not sure who speaks, until a person says so."""

from __future__ import annotations

from typing import Any

import pytest

from tui.interview import reading
from tui.interview.speakers.decide import Decision, decide

TALK = "\n\n".join(
    ["问者：你好吗？", "答者：很好，谢谢。", "问者：后来呢？", "答者：后来就好了。", "注意：以上是第一段。"]
    * 4
)
"""Two who speak, and a word that looks like a third."""


def doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every interview with speakers be one in which they are only likely."""

    def decided(*given: Any, **named: Any) -> Decision:
        return decide(*given, **named)._replace(sure=False)

    monkeypatch.setattr(reading, "decide", decided)
