from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.app.key_stream import KeyStream
from tui.app.textual_private import is_known_sequence

PIECES = st.sampled_from(
    [
        "长文本", "a", "q", "\r", "\x7f", "\x1bOP", "\x1b[A", "\x1b[1;5C", "\x1b[15~", "\x1b[[A",
        "\x1b[<0;12;7M", "\x1b[?2026;2$y", "\x1b[200~paste\nof [lines\x1b[201~", "\x1b[I", "\x1b[3$",
    ]
)  # fmt: skip
ANSWERS = st.sampled_from(
    ["\x1b[?64;1;22c", "\x1b[>1;10;0c", "\x1b[8;40;120t", "\x1b]11;rgb:ff/ff/ff\x07",
     "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\"]
)  # fmt: skip


def through(chunks: list[bytes]) -> str:
    stream = KeyStream(is_known_sequence)
    return "".join(stream.feed(chunk) for chunk in chunks) + stream.release()


@given(st.lists(PIECES, max_size=12), st.data())
@settings(max_examples=150)
def test_however_it_is_torn_the_same_comes_out(pieces: list[str], data: st.DataObject) -> None:
    whole = "".join(pieces).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    ends = [*cuts, len(whole)]
    chunks = [whole[a:b] for a, b in zip([0, *cuts], ends, strict=True)]
    assert through(chunks) == "".join(pieces)


@given(st.lists(st.tuples(PIECES, ANSWERS), max_size=8))
@settings(max_examples=80)
def test_answers_of_the_terminal_do_not_come_out(pairs: list[tuple[str, str]]) -> None:
    whole = "".join(key + answer for key, answer in pairs).encode()
    assert through([whole]) == "".join(key for key, _ in pairs)


@given(st.lists(st.tuples(PIECES, ANSWERS), max_size=4), st.data())
@settings(max_examples=150)
def test_however_they_are_torn_answers_do_not_come_out(
    pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    whole = "".join(key + answer for key, answer in pairs).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    # A lone escape is the key, and not waited with.
    cuts = [cut for cut in cuts if not whole[:cut].endswith(b"\x1b")]
    chunks = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert through(chunks) == "".join(key for key, _ in pairs)


@given(st.binary(max_size=200))
@settings(max_examples=150)
def test_no_bytes_raise(data: bytes) -> None:
    assert isinstance(through([data]), str)


def test_invalid_bytes_stand_as_replacement_characters() -> None:
    assert through([b"a\xffb"]) == "a\ufffdb"


def test_a_paste_carries_no_escape() -> None:
    assert through([b"\x1b[200~a\x1b[31mb\x1b[201~\x1b[A"]) == "\x1b[200~a [31mb\x1b[201~\x1b[A"


def test_the_start_of_a_sequence_waits_and_can_be_let_go() -> None:
    stream = KeyStream(is_known_sequence)
    assert stream.feed(b"a\x1b[1;") == "a"
    assert stream.holding
    assert stream.release() == "\x1b[1;"
    assert not stream.holding


def test_a_lone_escape_is_never_held() -> None:
    assert KeyStream(is_known_sequence).feed(b"\x1b") == "\x1b"
