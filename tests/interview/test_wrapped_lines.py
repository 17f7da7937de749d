"""Lines that were cut at one width are joined; those that end where somebody ended them are not."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interview.test_partition import assert_partition
from tui.interview.reading import read_text

SAID = (
    ("VIK", "When the letter came from your aunt in that first cold spring, what did you think she wanted "
     "of you, and did you answer it at once or only when the ice had gone?"),
    ("AAS", "I did not answer for a month, because I could not read her hand, and when my brother read it "
     "aloud we laughed so much that the goat came in to see what the matter was."),
    ("VIK", "And when you had come to the island at last, who showed you how the lamp was to be lit, and who "
     "wound the clockwork while you slept?"),
    ("AAS", "The keeper before us, a man of few words who lived on biscuits and dried fish, stayed for one "
     "week, and then he rowed away without looking back."),
)  # fmt: skip
HANZI = (
    ("林苑", "您头一回上岛的时候坐的是什么船，路上走了几天，同船的都有些什么人，他们后来都去了哪里？"),
    ("郭海", "坐的是一条运煤的船，走了两天一夜，同船的有一个教书的和两个放羊的，教书的后来回了城里，"
     "放羊的在北边的岛上住下来，一直到去年还给我捎过羊奶。"),
    ("林苑", "那时候看灯的规矩是谁定的，一夜要起来几回，油要怎么添，您是跟谁学的，学了多久才会？"),
    ("郭海", "规矩是老站长定的，他一夜起来五回，我起来四回，油要顺着壶边慢慢地倒，倒快了灯芯就要冒烟，"
     "这一手我学了整整一个冬天。"),
)  # fmt: skip


def wrapped(
    label: str = "{}: ", width: int = 66, between: str = "\n\n", first: str = "", then: str = ""
) -> str:
    parts = (
        textwrap.wrap(label.format(who) + words, width, initial_indent=first, subsequent_indent=then)
        for who, words in 3 * SAID
    )
    return between.join("\n".join(lines) for lines in parts) + "\n"


def cut(label: str = "{}：", width: int = 30, between: str = "\n\n") -> str:
    turns = (label.format(who) + words for who, words in HANZI)
    lines = (["".join(turn[at : at + width]) for at in range(0, len(turn), width)] for turn in turns)
    return between.join("\n".join(one) for one in lines) + "\n"


FORMS: dict[str, tuple[str, str]] = {
    "with blank lines": (wrapped(), "x.txt"),
    "without": (wrapped(between="\n"), "x.txt"),
    "narrow": (wrapped(width=48), "x.txt"),
    "wide": (wrapped(width=90, between="\n\n"), "x.txt"),
    "first lines set in": (wrapped(between="\n", first="    "), "x.txt"),
    "further lines set in": (wrapped(between="\n", then="        "), "x.txt"),
    "titles": (wrapped("Mr. {}. ", between="\n", first="  "), "x.txt"),
    "bold": (wrapped("**{}:** "), "x.md"),
    "quoted": ("> " + wrapped(between="\n").rstrip("\n").replace("\n", "\n> ") + "\n", "x.md"),
    "as a page": (f"<html><pre>\n{wrapped(between=chr(10), first='  ')}\n</pre></html>", "x.html"),
    "with CRLF": (wrapped().replace("\n", "\r\n"), "x.txt"),
    "Chinese": (cut(), "x.txt"),
    "Chinese without blank lines": (cut(width=25, between="\n"), "x.txt"),
    "Chinese in bold": (cut("**{}**："), "x.md"),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_turn_is_one_paragraph_again(form: str) -> None:
    source, name = FORMS[form]
    interview = read_text(source, name)
    wanted = [words for _, words in (HANZI if "Chinese" in form else 3 * SAID)]
    texts = [paragraph.text for paragraph in interview.paragraphs]
    assert [text[-len(words) :] for text, words in zip(texts, wanted, strict=True)] == wanted
    assert_partition(interview)
    (told,) = [one for one in interview.warnings if one.kind == "wrapped"]
    lines = [line for line in source.splitlines() if line.strip() and not line.startswith("<")]
    assert told.details["count"] == len(lines) - len(wanted)


@pytest.mark.parametrize(
    "source",
    [
        "\n".join(f"{who}: {words}" for who, words in SAID),
        "\n".join(f"{who}：{words}" for who, words in HANZI),
        "\n".join(["The wind has gone to sleep.", "The boats lie on the sand.", "And who is left to keep",
                   "The lamp above the land?"] * 3),
        "\n".join(["夜里风停了，", "船都上了岸，", "谁来守着灯，", "守到天光亮。"] * 4),
        "\n".join(["We came here in the spring of that year, all of us.",
                   "Nobody had told us of the wind that blew.",
                   "It blew for a month, and then it was still again.",
                   "After that we learned to live with the sea."] * 3),
        "\n".join(f"- a thing of some length that stands in a list, number {n}" for n in range(12)),
        "\n".join(f"[{n}]: https://example.org/a/long/address/of/a/page/{n}" for n in range(12)),
    ],
)  # fmt: skip
def test_lines_that_end_by_themselves_stay(source: str) -> None:
    interview = read_text(source, "x.txt")
    assert [paragraph.text for paragraph in interview.paragraphs] == source.split("\n")
    assert not any(one.kind == "wrapped" for one in interview.warnings)


WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=14, max_size=60)


@given(st.lists(WORDS, min_size=3, max_size=6), st.integers(44, 110))
@settings(max_examples=60)
def test_words_of_any_length_come_back_as_they_were(paragraphs: list[list[str]], width: int) -> None:
    texts = [" ".join(words) for words in paragraphs]
    interview = read_text("\n\n".join("\n".join(textwrap.wrap(text, width)) for text in texts), "x.txt")
    read = " ".join(paragraph.text for paragraph in interview.paragraphs)
    assert read == " ".join(texts)
    assert_partition(interview)
