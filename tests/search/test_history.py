"""Walking through earlier queries."""

from __future__ import annotations

from tui.search.history import LONGEST, MOST, History, remembering


def test_the_newest_comes_first_and_the_draft_comes_back() -> None:
    history = History(["长文本", "开源"])
    assert history.older("火") == "开源"
    assert history.is_walked
    assert history.older("开源") == "长文本"
    assert history.older("长文本") is None
    assert history.newer() == "开源"
    assert history.newer() == "火"
    assert not history.is_walked
    assert history.newer() is None


def test_what_stands_in_the_line_already_is_gone_by() -> None:
    history = History(["长文本", "开源"])
    assert history.older("开源") == "长文本"
    assert History(["开源"]).older("开源") is None
    assert History().older("") is None


def test_typing_begins_the_walk_anew() -> None:
    history = History(["甲", "乙"])
    history.older("")
    history.older("")
    history.leave()
    assert history.older("丙") == "乙"
    assert history.newer() == "丙"


def test_a_query_is_kept_once_the_oldest_are_forgotten() -> None:
    assert remembering(["甲", "乙"], " 甲 ") == ["乙", "甲"]
    assert remembering(["甲"], "  ") == ["甲"]
    assert remembering(["甲"], "乙" * (LONGEST + 1)) == ["甲"]
    many = [str(number) for number in range(MOST)]
    assert remembering(many, "新") == [*many[1:], "新"]


def test_another_window_does_not_lead_a_walk_astray() -> None:
    history = History(["甲", "乙"])
    history.older("")
    history.know(["丙"])
    assert history.older("乙") == "甲"
    history.leave()
    history.know(["丙"])
    assert history.older("") == "丙"
