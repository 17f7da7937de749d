"""A pattern that is compiled on first use answers as a compiled one does."""

from __future__ import annotations

import re

import pytest

from tui.text.lazy_pattern import lazy_pattern


def test_it_answers_as_a_compiled_pattern_does() -> None:
    lazy, compiled = lazy_pattern("(?P<word>[a-z]+)", re.IGNORECASE), re.compile("(?P<word>[a-z]+)", re.I)
    text = "One, two"
    for _time in range(2):
        assert [match.span("word") for match in lazy.finditer(text)] == [(0, 3), (5, 8)]
        assert lazy.findall(text) == compiled.findall(text)
        assert lazy.sub("-", text) == compiled.sub("-", text)
    assert lazy.pattern == compiled.pattern
    assert lazy.groupindex == compiled.groupindex


def test_what_is_wrong_with_it_is_told_when_it_is_used() -> None:
    wrong = lazy_pattern("(")
    with pytest.raises(re.error):
        wrong.match("")


def test_it_has_nothing_that_a_pattern_has_not() -> None:
    with pytest.raises(AttributeError):
        getattr(lazy_pattern("a"), "matches")  # noqa: B009
