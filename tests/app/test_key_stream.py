from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.app.terminal.key_stream import DEFAULT_ESCAPE_DELAY, ESCAPE, KeyStream
from tui.app.textual_patches.known_sequences import is_known_sequence

from .answers import ANSWERS, KEYS, torn


def pieces(chunks: list[bytes], gap: float = 0.0) -> list[str]:
    """What comes of bytes that arrive so many seconds after each other, and of a long silence behind them."""
    stream = KeyStream(lambda sequence: sequence == "\x1b[0n" or is_known_sequence(sequence), hear)
    now, out = 100.0, []
    for chunk in chunks:
        out += stream.tick(now) + stream.feed(chunk, now)
        now += gap
    return out + stream.tick(now + 60)


def hear(sequence: str) -> bool:
    return sequence == "\x1b[0n"


def through(chunks: list[bytes], gap: float = 0.0) -> str:
    return "".join(pieces(chunks, gap))


@given(st.lists(st.sampled_from(KEYS + ANSWERS), max_size=12), st.floats(0, 0.09), st.data())
@settings(max_examples=400)
def test_answers_torn_at_any_place_among_keys_leave_exactly_the_keys(
    typed: list[str], gap: float, data: st.DataObject
) -> None:
    whole = "".join(typed).encode()
    cuts = data.draw(st.lists(st.integers(0, len(whole)), max_size=10))
    assert through(torn(whole, cuts), gap) == "".join(key for key in typed if key in KEYS)


@pytest.mark.parametrize("answer", [answer for answer in ANSWERS if len(answer) < 99], ids=ascii)
def test_an_answer_torn_at_every_byte_brings_nothing(answer: str) -> None:
    each = [bytes([byte]) for byte in ("j" + answer + "k").encode()]
    assert through(each, 0.02) == "jk"


@pytest.mark.parametrize(
    "answer", [answer for answer in ANSWERS if len(answer) > 6], ids=lambda answer: ascii(answer)[:20]
)
def test_what_is_surely_an_answer_is_waited_for_on_a_very_slow_line(answer: str) -> None:
    data = answer.encode()
    # Behind its first characters, so that nobody could have typed them.
    assert through([data[:5], data[5:-1], data[-1:] + b"j"], 0.4) == "j"


@pytest.mark.parametrize("end", ["\x1b\\", "\x9c", "\x07", "\x18", "\x1a"])
@pytest.mark.parametrize(("short", "long"), [*zip("\x90\x98\x9d\x9e\x9f", "PX]^_", strict=True)])
def test_a_string_is_no_keys_however_it_begins_and_ends(short: str, long: str, end: str) -> None:
    for begun in (short, f"\x1b{long}"):
        assert through([f"a{begun}1;2$words{end}b".encode()]) == "ab"
    assert through(["a\x9b12;34~b\x9bAc".encode()]) == through([b"a\x1b[12;34~b\x1b[Ac"])


@given(st.lists(st.sampled_from([ESCAPE, "j", "长", "q", "\r", "\x1b[A", "\x1b[0n", "/"]), max_size=8))
def test_an_escape_is_a_key_of_its_own_whatever_comes_behind_it(typed: list[str]) -> None:
    wanted: list[str] = []
    for key in typed:
        wanted += [] if key == "\x1b[0n" else [key]
    got = pieces(["".join(typed).encode()])
    assert [piece for piece in got if piece == ESCAPE] == [key for key in wanted if key == ESCAPE]
    assert "".join(got) == "".join(wanted)


@pytest.mark.parametrize("gap", [0.0, 0.03, 0.09, 0.13])
@pytest.mark.parametrize("letter", ["j", "长", "1", "f", "[", "]", "O", "P", "\\"])
def test_escape_and_a_letter_are_two_keys_however_soon_they_come(letter: str, gap: float) -> None:
    assert pieces([b"\x1b", letter.encode()], gap) == [ESCAPE, letter]
    if letter != "\\":  # together these are the end of a string
        assert pieces([b"\x1b" + letter.encode()], gap) == [ESCAPE, letter]


@pytest.mark.parametrize("typed", ["]jj", "Pjk", "[j", "Xq", "_j"])
def test_what_is_typed_behind_an_escape_is_not_lost(typed: str) -> None:
    assert through([b"\x1b", *(letter.encode() for letter in typed)], 0.08) == ESCAPE + typed


def test_the_escape_key_is_not_waited_for_longer_than_its_delay() -> None:
    stream = KeyStream(is_known_sequence)
    assert stream.feed(b"\x1b", 5.0) == []
    assert stream.wait(5.0) == pytest.approx(DEFAULT_ESCAPE_DELAY)
    assert stream.tick(5.0 + DEFAULT_ESCAPE_DELAY) == [ESCAPE]
    assert stream.wait(6.0) is None


def test_the_start_of_a_sequence_waits_and_is_then_given_up() -> None:
    stream = KeyStream(is_known_sequence)
    assert stream.feed(b"a\x1b[1;", 5.0) == ["a"]
    assert stream.wait(5.0)
    assert stream.tick(5.1) == []
    assert stream.tick(9.0) == []
    assert stream.feed(b"j", 9.0) == ["j"]


@pytest.mark.parametrize("begun", [b"\x1bP>|", b"\x1b]52;c;", b"\x1b_G", b"\x1b^", b"\x1bX1"])
def test_a_string_without_an_end_does_not_eat_the_keyboard(begun: bytes) -> None:
    data = begun.decode("latin-1").encode()
    stream = KeyStream(is_known_sequence)
    got = stream.feed(data, 0.0)
    now = 0.0
    for _ in range(100):  # somebody goes on typing, four keys a second
        now += 0.25
        got += stream.tick(now) + stream.feed(b"j", now)
    assert "".join(got).count("j") >= 75
    # After a silence there is not even that much to wait for.
    assert through([data + b"x" * 1000, b"j"], 3.0) == "j"


@pytest.mark.parametrize("key", ["\r", "\x03", "\x7f", "\x1b[A", "\x1bOP"])
def test_a_key_that_is_no_letter_ends_a_string_without_an_end(key: str) -> None:
    assert through([b"\x1bP>|tmux", key.encode(), b"j"], 0.05) == key + "j"


def test_a_flood_is_no_typing() -> None:
    chunk = b"quit" * 1000
    chunks = [b"\x1b]52;c;", *[chunk] * 200, b"\x07j"]
    assert through(chunks, 0.1) == "j"


def test_a_paste_without_an_end_ends_by_itself() -> None:
    stream = KeyStream(is_known_sequence)
    assert stream.feed(b"\x1b[200~abc\x1b[20", 0.0) == ["\x1b[200~", "abc"]
    assert stream.tick(5.0) == []
    assert stream.tick(60.0) == [" [20", "\x1b[201~"]
    assert stream.feed(b"j", 60.0) == ["j"]


def test_what_was_answered_is_told_whole() -> None:
    told: list[str] = []

    def tell(sequence: str) -> bool:
        told.append(sequence)
        return False

    stream = KeyStream(is_known_sequence, tell)
    stream.feed(b"\x1b]11;rgb:ff/ff", 0.0)
    stream.feed(b"/ff\x1b", 0.1)
    stream.feed(b"\\\x1b[?2026;2$y", 0.2)
    assert told == ["\x1b]11;rgb:ff/ff/ff\x1b\\", "\x1b[?2026;2$y"]


@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=5), st.floats(0, 3))
@settings(max_examples=300)
def test_no_bytes_raise_and_nothing_is_held_for_ever(data: bytes, cuts: list[int], gap: float) -> None:
    stream = KeyStream(is_known_sequence)
    now = 0.0
    for chunk in torn(data, [min(cut, len(data)) for cut in cuts]):
        for piece in stream.feed(chunk, now):
            assert piece
            assert piece == ESCAPE or is_known_sequence(piece) or ESCAPE not in piece
        now += gap
    stream.tick(now + 60)
    assert stream.wait(now + 60) is None


def test_invalid_bytes_stand_as_replacement_characters() -> None:
    assert through([b"a\xffb"]) == "a\ufffdb"


def test_a_paste_carries_no_escape() -> None:
    assert through([b"\x1b[200~a\x1b[31mb\x1b[201~\x1b[A"]) == "\x1b[200~a [31mb\x1b[201~\x1b[A"


@pytest.mark.parametrize(
    ("begun", "seconds"),
    [
        (b"", None),
        (b"a", None),
        (b"\x1b", DEFAULT_ESCAPE_DELAY),
        (b"\x1b[", 0.5),
        (b"\x1b[1;", 2.0),
        (b"\x1b[?1", 2.0),
        (b"\x1bO", 0.5),
        (b"\x1b]", 0.5),
        (b"\x1bP>|tmux", 2.0),
        (b"\x1b]52;c;" + b"x" * 300, 2.0),
        (b"\x1b[200~", 10.0),
        (b"\x1b[200~abc", 10.0),
        (b"\x1b[200~abc\x1b[20", 10.0),
    ],
)
def test_what_may_be_a_key_is_waited_for_briefly_and_what_is_none_longer(
    begun: bytes, seconds: float | None
) -> None:
    stream = KeyStream(is_known_sequence)
    stream.feed(begun, 5.0)
    assert stream.wait(5.0) == (None if seconds is None else pytest.approx(seconds))
    if seconds is not None:
        assert stream.wait(5.0 + seconds / 2) == pytest.approx(seconds / 2)
        assert stream.wait(99.0) == 0.0
        # What has been given up is waited for no more.
        stream.tick(99.0)
        assert stream.wait(99.0) is None


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        (b"\x1b[200~", ["\x1b[200~", "\x1b[201~"]),
        (b"\x1b]", ["\x1b", "]"]),
        (b"\x1bP>|x", []),
        (b"\x1bO", ["\x1b", "O"]),
    ],
)
def test_what_is_given_up_is_keys_only_where_it_may_have_been_typed(typed: bytes, keys: list[str]) -> None:
    assert pieces([typed]) == keys
