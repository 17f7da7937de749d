from __future__ import annotations

import codecs
import contextlib
import gc
import os
import random
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rights import folder_for_all, without_rights
from tui.interview.decoding.encoding import decode, encode
from tui.interview.model.errors import InputError
from tui.interview.reading import read, read_bytes

CHINESE = "记者：你最近怎么样？\n\n周岚：我们都很好，这一年过得很快。没有什么特别的事情。\n\n" * 5
TRADITIONAL = "記者：你最近怎麼樣？\n\n唐嵐：我們都很好，這一年過得很快。沒有什麼特別的事情。\n\n" * 5
WESTERN = (
    "Ann: It\u2019s a caf\u00e9 \u2013 isn\u2019t it?\r\n\r\nBo: \u201cYes\u201d, na\u00efvely.\r\n\r\n" * 5
)


@pytest.mark.parametrize(
    ("text", "codec", "mark", "name", "guessed"),
    [
        (CHINESE, "utf-8", b"", "utf-8", False),
        (CHINESE, "utf-8", codecs.BOM_UTF8, "utf-8-sig", False),
        (CHINESE, "utf-16-le", codecs.BOM_UTF16_LE, "utf-16", False),
        (CHINESE, "utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be", False),
        (CHINESE, "utf-32-le", codecs.BOM_UTF32_LE, "utf-32", False),
        (CHINESE, "utf-32-be", codecs.BOM_UTF32_BE, "utf-32-be", False),
        (CHINESE, "utf-16-le", b"", "utf-16-le", True),
        (WESTERN, "utf-16-be", b"", "utf-16-be", True),
        (CHINESE, "gb18030", b"", "gb18030", True),
        (CHINESE, "gbk", b"", "gb18030", True),
        (TRADITIONAL, "big5", b"", "big5", True),
        (WESTERN, "cp1252", b"", "cp1252", True),
    ],
)
def test_encodings(text: str, codec: str, mark: bytes, name: str, guessed: bool) -> None:
    data = mark + text.encode(codec)
    decoded = decode(data, "x", None)
    assert decoded.text.removeprefix("\ufeff") == text
    assert (decoded.encoding, decoded.guessed) == (name, guessed)
    assert encode(decoded.text, decoded.encoding) == data
    interview = read_bytes(data, "x.txt")
    assert len(interview.turns) == 10
    assert ("encoding-guessed" in {warning.kind for warning in interview.warnings}) == guessed


def test_a_wrong_guess_can_be_overridden() -> None:
    data = CHINESE.encode("gb18030")
    assert read_bytes(data, encoding="gbk").source == CHINESE
    assert read_bytes(data, encoding="GB2312").warnings == ()
    assert read_bytes(data, encoding="latin-1").source == data.decode("latin-1")


@pytest.mark.parametrize(
    ("codec", "mark", "wishes"),
    [
        ("utf-8", codecs.BOM_UTF8, ["utf-8", "utf8", "utf-8-sig"]),
        ("utf-16-le", codecs.BOM_UTF16_LE, ["utf-16", "utf-16-le"]),
        ("utf-16-be", codecs.BOM_UTF16_BE, ["utf-16", "utf-16-be"]),
        ("utf-32-le", codecs.BOM_UTF32_LE, ["utf-32", "utf-32-le"]),
        ("utf-32-be", codecs.BOM_UTF32_BE, ["utf-32", "utf-32-be"]),
    ],
)
def test_a_mark_of_the_encoding_that_is_wished_for_is_no_character(
    codec: str, mark: bytes, wishes: list[str]
) -> None:
    expected = read_bytes(mark + CHINESE.encode(codec), "x.txt")
    for wished in (*wishes, wishes[0].upper()):
        interview = read_bytes(mark + CHINESE.encode(codec), "x.txt", encoding=wished)
        assert (interview.source, interview.encoding) == (expected.source, expected.encoding)
        assert interview.warnings == ()
        assert len(interview.turns) == 10


@pytest.mark.parametrize("encoding", ["no-such", "ascii", "utf-8", "hex", "rot13"])
def test_an_encoding_that_does_not_fit_is_said(encoding: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes("周岚".encode("gb18030"), "x", encoding=encoding)
    assert caught.value.kind == "encoding"
    assert caught.value.details["encoding"] == encoding


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"\n \r\n\t", "empty"),
        (codecs.BOM_UTF8, "empty"),
        ("　\u200b\n".encode(), "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        (b"PK\x03\x04" + b"abc" * 20, "binary"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00" * 100, "binary"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "encoding"),
        (codecs.BOM_UTF8 + b"\xff\xff", "encoding"),
        (bytes([0x81, 0xFF, 0x8D, 0xFE]) * 30, "encoding"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "x.txt")
    assert caught.value.kind == kind
    assert caught.value.path == "x.txt"


def test_nothing_may_be_asked_for() -> None:
    interview = read_bytes(b"", "x.txt", empty=True)
    assert interview.paragraphs == ()
    assert interview.turns == ()
    assert interview.sections == ()


def test_files(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path / "none.md")
    assert caught.value.kind == "missing"
    with pytest.raises(InputError) as caught:
        read(tmp_path)
    assert caught.value.kind == "folder"
    with pytest.raises(InputError) as caught:
        read(str(tmp_path) + "/a\x00b")
    assert caught.value.kind == "unreadable"
    good = tmp_path / "好 talk.MD"
    good.write_text(CHINESE, "utf-8")
    interview = read(str(good))
    assert interview.path == str(good)
    assert interview.format == "markdown"
    assert read(good, format="text").format == "text"
    with pytest.raises(InputError) as caught:
        read(good, format="no-such")
    assert caught.value.kind == "format"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    with pytest.raises(InputError) as caught:
        read(pipe)
    assert caught.value.kind == "unreadable"


@pytest.mark.parametrize("collecting", [True, False])
@pytest.mark.parametrize("source", [CHINESE, ""])
def test_the_garbage_collector_is_left_as_it_was(collecting: bool, source: str) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        with suppress(InputError):
            read_bytes(source.encode(), "x.md")
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100 * 1024 * 1024 + 1)
    with pytest.raises(InputError) as caught:
        read(large)
    assert caught.value.kind == "too-large"


def test_a_file_without_permission() -> None:
    with folder_for_all() as folder:
        closed = folder / "closed.md"
        closed.write_text("x")
        closed.chmod(0)
        with without_rights(), pytest.raises(InputError) as caught:
            read(closed)
    assert caught.value.kind == "unreadable"


def test_markdown_is_known_by_its_marks_under_any_suffix() -> None:
    assert read_bytes("# 题\n\n**问：**好？\n\n**答：**好。\n".encode(), "x.txt").format == "markdown"
    assert read_bytes("问：好？\n答：好。\n".encode(), "x.txt").format == "text"
    assert read_bytes("普通 * 的文字\n".encode(), "-").format == "text"


def test_a_wrong_byte_in_utf8_is_told_and_no_reason_to_refuse() -> None:
    data = CHINESE.encode()
    interview = read_bytes(data[:9] + b"\xff" + data[9:], "x.txt")
    assert interview.encoding == "utf-8"
    assert interview.source.replace("\ufffd", "") == CHINESE
    assert {"encoding-guessed", "garbled"} <= {warning.kind for warning in interview.warnings}


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (CHINESE, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        ("記者：最近はどうですか？\n\n田中：はい、とても忙しいです。\n\n" * 5, "shift_jis", "shift_jis"),
    ],
)
@pytest.mark.parametrize("wished", [False, True])
def test_a_wrong_byte_in_an_encoding_of_two_bytes_is_told(
    text: str, codec: str, name: str, wished: bool
) -> None:
    whole = text.encode(codec)
    at = len(text[: text.index("？")].encode(codec))
    interview = read_bytes(whole[:at] + b"\xff" + whole[at:], "x.txt", encoding=codec if wished else None)
    assert interview.encoding == name
    assert len(interview.turns) == 10
    assert interview.source.count("\ufffd") == 1
    assert interview.source.count("？") >= 4
    assert {"encoding-guessed", "garbled"} <= {warning.kind for warning in interview.warnings}


@pytest.mark.parametrize(("text", "codec"), [(CHINESE, "gb18030"), (TRADITIONAL, "big5")])
@pytest.mark.parametrize("wished", [False, True])
def test_an_encoding_of_two_bytes_cut_within_a_character(text: str, codec: str, wished: bool) -> None:
    data = text.rstrip().encode(codec)[:-1]
    interview = read_bytes(data, "x.txt", encoding=codec if wished else None)
    assert interview.source == text.rstrip()[:-1] + "\ufffd"
    kinds = {warning.kind for warning in interview.warnings}
    assert ("truncated" in kinds, "encoding-guessed" in kinds) == (True, not wished)


@pytest.mark.parametrize(("text", "codec"), [(CHINESE, "gb18030"), (TRADITIONAL, "big5")])
def test_a_lost_byte_garbles_no_more_than_its_neighbours(text: str, codec: str) -> None:
    told = text.split("\n\n")[1]
    whole = told.encode(codec)
    for at in range(len(whole) - len(told[8:].encode(codec)), len(whole)):
        data = f"{text}\n\n".encode(codec) + whole[:at] + whole[at + 1 :] + f"\n\n{text}".encode(codec)
        found = read_bytes(data, "x.txt", encoding=codec).source
        assert found.startswith(text)
        assert found.endswith(text)
        line = found[len(text) + 2 : -len(text) - 2]
        assert len(line) <= len(told)
        same = SequenceMatcher(None, told, line, autojunk=False).get_matching_blocks()
        assert sum(block.size for block in same) >= len(told) - 6, line


def test_a_page_with_a_wrong_byte_is_read_as_it_says() -> None:
    page = ("<meta charset=gb2312>" + CHINESE.replace("\n\n", "<p>")).encode("gb18030")
    at = page.index("？".encode("gb18030"))
    for data, kind in (
        (page[:at] + b"\xff" + page[at:], "encoding-guessed"),
        (page[:-3].rstrip(b"<")[:-1], "truncated"),
    ):
        interview = read_bytes(data, "x.html")
        assert (interview.encoding, len(interview.turns)) == ("gb18030", 10)
        assert {kind, "garbled"} <= {warning.kind for warning in interview.warnings}


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_nulls_behind_a_text_are_none_of_it(codec: str) -> None:
    interview = read_bytes(CHINESE.encode(codec) + b"\0" * 4096, "x.txt")
    assert interview.source == CHINESE
    assert "truncated" in {warning.kind for warning in interview.warnings}
    ended = read_bytes(CHINESE.encode(codec) + b"\0\0", "x.txt")
    assert ended.source == CHINESE
    assert "truncated" not in {warning.kind for warning in ended.warnings}


def test_a_null_within_chinese_does_not_make_it_binary() -> None:
    text = CHINESE.replace("最近", "最\0近")
    assert read_bytes(text.encode("gb18030"), "x.txt").source == text


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (CHINESE, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (CHINESE, "utf-8", "utf-8"),
        (WESTERN, "cp1252", "cp1252"),
        ("Анна: Как дела?\n\nИван: Спасибо, хорошо. Работы много.\n\n" * 6, "cp1251", "cp1251"),
    ],
)
def test_a_long_preface_in_ascii_hides_no_encoding(text: str, codec: str, name: str) -> None:
    preface = "Some words to begin with. " * 10_000 + "\n\n"
    decoded = decode((preface + text).encode(codec), "x")
    assert (decoded.encoding, decoded.text) == (name, preface + text)


@pytest.mark.parametrize(
    "name", ["undefined", "raw_unicode_escape", "unicode-escape", "punycode", "idna", "uu", "rot13", "zlib"]
)
def test_what_only_python_calls_an_encoding_is_never_followed(name: str) -> None:
    page = f"<meta charset={name}>{CHINESE}".replace("\n\n", "<p>").encode("gb18030")
    assert read_bytes(page, "x.html").encoding == "gb18030"
    with pytest.raises(InputError) as caught:
        read_bytes(page, "x.html", encoding=name)
    assert caught.value.kind == "encoding"


@given(st.integers(0, 2**32), st.sampled_from([None, "gb18030", "big5", "shift_jis", "utf-8"]))
def test_bytes_by_chance_are_refused(seed: int, encoding: str | None) -> None:
    data = random.Random(seed).randbytes(2_000)
    with pytest.raises(InputError) as caught:
        decode(data, "x", encoding)
    assert caught.value.kind in ("encoding", "binary")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@given(text=st.text(st.sampled_from("Q: A. 我们0\n"), min_size=4, max_size=40), lost=st.integers(0, 3))
def test_utf16_without_its_mark_is_text_wherever_it_is_cut(codec: str, text: str, lost: int) -> None:
    data = text.encode(codec)
    data = data[: len(data) - lost]
    with contextlib.suppress(InputError):
        decoded = decode(data, "x")
        if decoded.encoding == codec:
            assert decoded.text.rstrip("\ufffd") == text[: len(data) // 2].rstrip("\0")
            assert decoded.cut == (lost % 2 == 1)


def test_utf16_cut_within_a_character() -> None:
    interview = read_bytes(codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le")[:-1], "x.txt")
    assert len(interview.turns) == 10
    assert "truncated" in {warning.kind for warning in interview.warnings}


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("记者：好吗？\n陈一丹：好。", "gb18030", "gb18030"),
        ("Анна: Как дела?\n\nИван: Спасибо, хорошо. Работы много, как всегда.\n\n" * 6, "cp1251", "cp1251"),
        ("記者：最近はどうですか？\n\n田中：はい、とても忙しいです。\n\n" * 6, "shift_jis", "shift_jis"),
        (
            "기자: 요즘 어떻게 지내세요?\n\n김민수: 네, 아주 바빠요. 일이 많습니다.\n\n" * 6,
            "euc_kr",
            "euc_kr",
        ),
    ],
)
def test_more_guesses(text: str, codec: str, name: str) -> None:
    interview = read_bytes(text.encode(codec), "x.txt")
    assert (interview.source, interview.encoding) == (text, name)
    assert "encoding-guessed" in {warning.kind for warning in interview.warnings}


@pytest.mark.parametrize("codec", ["gbk", "utf-8"])
def test_text_that_was_read_wrongly_before_is_told(codec: str) -> None:
    garbled = CHINESE.encode(codec).decode("latin-1" if codec == "gbk" else "cp1252", "replace")
    assert "garbled" in {warning.kind for warning in read_bytes(garbled.encode(), "x.txt").warnings}


LONG = "主持人：请问您是哪一年到厂里的？\n张师傅：八三年，跟着我表哥来的，一直干到退休。\n" * 4


@pytest.mark.parametrize("wished", [None, "utf-8", "UTF8"])
@pytest.mark.parametrize(
    "data",
    [
        LONG.encode() + "李师傅：管饭，四十二块五。\n".encode("gb18030") + LONG.encode(),
        LONG.encode() + LONG[:40].encode("big5", "ignore"),
        LONG.encode().replace("厂".encode(), "厂".encode()[:2]).replace("表".encode(), "表".encode()[1:]),
        LONG.encode() + b"\xed\xa0\xbd\xed\xb8\x80",  # a pair of surrogates, as old Java writes them
    ],
    ids=["a line in GBK", "an end in Big5", "halves", "surrogates"],
)
def test_what_is_damaged_stays_what_it_is(data: bytes, wished: str | None) -> None:
    interview = read_bytes(data, "x.txt", encoding=wished)
    assert interview.source == data.decode("utf-8", "replace")
    assert "encoding-guessed" in {warning.kind for warning in interview.warnings}


@pytest.mark.parametrize("codec", ["gb18030", "big5", "shift_jis"])
def test_another_encoding_is_not_taken_for_damage(codec: str) -> None:
    text = (
        "東京の話を聞かせてください。" * 20
        if codec == "shift_jis"
        else "請問您是哪一年到廠裡的，做了多久。" * 20
    )
    assert read_bytes(text.encode(codec), "x.txt").source == text
    with pytest.raises(InputError):
        read_bytes(text.encode(codec), "x.txt", encoding="utf-8")
