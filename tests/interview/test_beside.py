"""A long interview that is read in a process beside this one: the same interview, the same errors."""

from __future__ import annotations

import os
import signal
from typing import Any

import psutil
import pytest

from tui.interview import child_process as beside
from tui.interview.child_process import LONG, read_beside
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview
from tui.interview.reading import read_bytes

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes can be had by forking here"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

_TURNS = "**甲：**你 &amp; 我 [00:01:02] 怎么看？\n\n**乙：**看 [这里](https://example.org)，（笑）再说。\n\n"
_MARKDOWN = "# 一次谈话\n\n作者：某人\n\n" + "".join(
    f"## 第 {number} 节\n\n副标题\n\n{_TURNS * 20}" for number in range(1, LONG // (len(_TURNS) * 20) + 2)
)


@pytest.fixture(autouse=True)
def processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are had here, whatever threads the tests themselves run in."""
    monkeypatch.setattr(beside, "_may_fork", lambda: True)


def _told(interview: Interview) -> dict[str, Any]:
    told = {name: value for name, value in vars(interview).items() if not name.startswith("_")}
    return told | {"times": list(interview.times)}


def _only_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing is read in this process."""

    def unwanted(*arguments: object, **named: object) -> Interview:
        raise AssertionError("read here")

    monkeypatch.setattr(beside, "read_decoded", unwanted)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", _MARKDOWN),
        ("a.md", _MARKDOWN + "\n**丙：**一句没有说完"),
        ("a.txt", "\ufeff" + "甲：有吗？\n乙：有。\n" * (LONG // 8)),
        ("a.html", "<h1>谈</h1>" + "<p><b>甲：</b>有 &lt;吗？<p><b>乙：</b>有。" * (LONG // 12)),
    ],
)
def test_the_same_interview(path: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = text.encode()
    here = read_bytes(data, path)
    with read_beside(data, path) as read:
        _only_there(monkeypatch)
        there = read()
    assert _told(there) == _told(here)
    assert [p.text for p in there.paragraphs] == [p.text for p in here.paragraphs]
    assert [there.warnings_of(n) for n in range(9)] == [here.warnings_of(n) for n in range(9)]


def test_the_source_is_there_once() -> None:
    with read_beside(_MARKDOWN.encode(), "a.md") as read:
        interview = read()
    assert interview.paragraphs[3].text in interview.source
    assert interview.paragraphs._source is interview.source


def test_another_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _MARKDOWN.encode("gb18030")
    here = read_bytes(data, "a.md")
    with read_beside(data, "a.md") as read:
        _only_there(monkeypatch)
        assert _told(read()) == _told(here)


def test_the_same_error(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'{"segments": [' + b'{"text": "a"},' * LONG
    with pytest.raises(InputError) as here:
        read_bytes(data, "a.json", format="json")
    with read_beside(data, "a.json", format="json") as read:
        _only_there(monkeypatch)
        with pytest.raises(InputError) as there:
            read()
    assert (there.value.kind, there.value.path, there.value.details) == (
        here.value.kind,
        here.value.path,
        here.value.details,
    )


def test_errors_of_the_bytes_come_at_once() -> None:
    with pytest.raises(InputError, match="binary"), read_beside(b"%PDF-" + b" " * LONG, "a.md"):
        pytest.fail("entered")


def test_a_short_one_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted() -> int:
        raise AssertionError("a process for so little")

    monkeypatch.setattr(os, "fork", unwanted)
    with read_beside("甲：有吗？\n\n乙：有。\n".encode(), "a.md") as read:
        assert [turn.speaker for turn in read().turns] == ["甲", "乙"]


def test_what_is_ended_by_others_is_read_here() -> None:
    data = _MARKDOWN.encode()
    before = set(psutil.Process().children())
    with read_beside(data, "a.md") as read:
        for child in set(psutil.Process().children()) - before:
            child.send_signal(signal.SIGKILL)
        assert _told(read()) == _told(read_bytes(data, "a.md"))


def test_nothing_goes_on_once_it_is_left() -> None:
    before = set(psutil.Process().children())
    with read_beside(_MARKDOWN.encode() * 5, "a.md"):
        assert set(psutil.Process().children()) - before
    assert not set(psutil.Process().children()) - before


def test_no_process_where_none_may_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.kiosk import policy

    monkeypatch.undo()
    monkeypatch.setattr(policy, "_current", policy.Policy(programs=False))
    assert not beside._may_fork()
