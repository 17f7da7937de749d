"""Nothing that reaches the screen can command the terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tui.text.sanitize import visible

HOSTILE = (
    "\x00\x07\x08\x1b\x7f\x80\x9b\u200b\u200e\u202a\u202e\u2066\u2069\u2028\u2029\ufeff\U000e0041\ud800\u0378"
)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(HOSTILE)), max_size=80))
def test_same_length_and_nothing_left_to_obey(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    for char in shown:
        assert char == "\u200d" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")


def test_plain_text_is_left_alone() -> None:
    text = "杨植麟：“GPT-4”——好……（笑）\u3000👨\u200d👩\u200d👧 é"
    assert visible(text) == text
    assert visible("\x1b[31m") == "␛[31m"
