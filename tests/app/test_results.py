"""What a line of the results shows of its paragraph."""

from __future__ import annotations

import pytest

from tui.app.widgets.library_results import snippet
from tui.app.widgets.results import _snippet
from tui.search.answer import Hit, Tier
from tui.text.width import text_width


def shown(text: str, ranges: list[tuple[int, int]], label: int, room: int) -> tuple[str, list[str]]:
    line = _snippet(text, ranges, label, room)
    assert text_width("".join(words for words, _ in line)) <= room
    return "".join(words for words, _ in line), [words for words, look in line if look == "pane-match"]


@pytest.mark.parametrize("label", [0, 3])
def test_the_label_is_left_out_unless_it_is_what_was_found(label: int) -> None:
    text = "王敏：开源是为了大家。"
    assert shown(text, [(3, 5)], label, 40) == ("开源是为了大家。" if label else text, ["开源"])
    assert shown(text, [(0, 2), (3, 5)], label, 40) == (text, ["王敏", "开源"])


def test_a_match_far_in_is_shown_with_some_words_before_it() -> None:
    text = "王敏：" + "前" * 60 + "开源" + "后" * 60
    words, matched = shown(text, [(63, 65)], 3, 40)
    assert words == "…" + "前" * 6 + "开源" + "后" * 11 + "…"
    assert matched == ["开源"]


@pytest.mark.parametrize("at", [0, 12, 400_000, 999_990])
def test_a_paragraph_as_long_as_a_book(at: int) -> None:
    text = "长" * at + "开源" + "长" * (1_000_000 - at)
    words, matched = shown(text, [(at, at + 2), (999_000, 999_001)], 0, 50)
    assert matched[0] == "开源"
    assert words.startswith("…") == (at > 12)


def test_several_matches_and_what_is_cut() -> None:
    text = "开源和闭源，开源落后于闭源，这也是个事实。"
    assert shown(text, [(0, 2), (6, 8)], 0, 60) == (text, ["开源", "开源"])
    assert shown(text, [(0, 2), (6, 8)], 0, 15) == ("开源和闭源，开…", ["开源", "开…"])
    assert shown("a\x1b[31mb", [], 0, 20)[0] == "a␛[31mb"


@pytest.mark.parametrize("at", [0, 12, 400_000, 999_990])
def test_in_a_library_a_paragraph_as_long_as_a_book(at: int) -> None:
    text = "长" * at + "开源" + "长" * (1_005_000 - at)
    ranges = ((at, at + 2), *((place, place + 1) for place in range(at + 10, at + 5000, 5)))
    line = snippet(text, Hit(Tier.EXACT, 1.0, 0, ranges), 0, 50)
    assert 48 <= text_width("".join(words for words, _ in line)) <= 50
    assert [words for words, look in line if look == "pane-match"][:2] == ["开源", "长"]
    assert line[0][0].startswith("…") == (at > 8)


def test_in_a_library_the_label_is_left_out_unless_it_is_what_was_found() -> None:
    text = "王敏：" + "前" * 60 + "开源" + "后" * 60
    far = snippet(text, Hit(Tier.EXACT, 1.0, 0, ((63, 65),)), 3, 40)
    assert "".join(words for words, _ in far) == "…" + "前" * 7 + "开源" + "后" * 10 + "…"
    named = snippet(text, Hit(Tier.EXACT, 1.0, 0, ((0, 2), (63, 65))), 3, 12)
    assert named == [("王敏", "pane-match"), ("：前前…", "")]
