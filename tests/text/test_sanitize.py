"""Nothing that reaches the screen can command the terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tui.text.sanitize import visible, visible_within
from tui.text.width import is_wide
from tui.text.wrap import wrap

HOSTILE = (
    "\x00\x07\x08\x1b\x7f\x80\x9b\u200b\u200e\u202a\u202e\u2066\u2069\u2028\u2029\ufeff\U000e0041\ud800\u0378"
)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(HOSTILE)), max_size=80))
def test_same_length_and_nothing_left_to_obey(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    for char in shown:
        kind = unicodedata.category(char)
        assert char == "\u200d" or kind not in ("Cc", "Cf", "Cs", "Zl", "Zp")
        assert kind != "Cn" or is_wide(char)


def test_plain_text_is_left_alone() -> None:
    text = "杨植麟：“GPT-4”——好……（笑）\u3000👨\u200d👩\u200d👧 é"
    assert visible(text) == text
    assert visible("\x1b[31m") == "␛[31m"


def test_a_young_emoji_is_shown_whatever_python_knows_of_it() -> None:
    young = "\U0001fae8\U0001fabf\U0001fae9\U0002ebf0"
    assert visible(young) == young
    assert visible("\u0378\ufffe\U0001ffff\U0002fffe") == "\ufffd" * 4


def test_what_is_drawn_as_nothing_is_seen() -> None:
    assert visible("零\u200b宽\ufeff\ufe0f\u3164") == "零·宽···"
    assert visible("a\u200db") == "a·b"
    assert visible("葛\U000e0100❤\ufe0f1\ufe0f\u20e3") == "葛\U000e0100❤\ufe0f1\ufe0f\u20e3"
    tower = visible("a" + "\u0301" * 1000)
    assert tower.count("\u0301") == 8
    assert len(tower) == 1001


CLUSTERS = [
    "字",
    "a\u0301",
    "❤\ufe0f",
    "👨\u200d👩\u200d👧",
    "\u200b",
    "\u202e",
    "\x1b",
    " ",
    "\t",
    "\ufe0f",
    "\u200d",
    "👨\u200d" * 9,
    "🏽",
    "\u0301" * 5,
]


@given(st.lists(st.sampled_from(CLUSTERS), max_size=20), st.integers(20, 40))
def test_a_line_is_shown_as_it_is_within_its_paragraph(clusters: list[str], width: int) -> None:
    text = "".join(clusters)
    shown = visible(text)
    for start, end in wrap(shown, width):
        assert visible_within(text, start, end) == shown[start:end]


def test_an_emoji_that_goes_on_and_on_is_shown_in_pieces() -> None:
    kiss = "👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏿"
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert visible(kiss * 9 + family * 9) == kiss * 9 + family * 9
    chain = visible("👨\u200d" * 500)
    assert chain.count("\u200d") == 8
    assert len(chain) == 1000
