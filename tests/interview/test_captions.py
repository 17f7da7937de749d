"""SubRip and WebVTT, as programs and people write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interview.looks import clocks, counts, kinds, lines
from tests.interview.test_partition import assert_partition, assert_ranges
from tui.interview.model.interview import Interview
from tui.interview.reading import read_text

TALK = ("Ann: How are you?", "I mean today.", "Bo: Fine, thanks.", "And you?", "Ann: Great.", "Bo: Lunch?")


def srt(cues: tuple[str, ...] | list[str], end: str = "\n\n") -> str:
    return "".join(
        f"{number + 1}\n00:00:{number:02},000 --> 00:00:{number:02},900\n{words}{end}"
        for number, words in enumerate(cues)
    )


def read_cues(source: str, path: str = "x.srt") -> Interview:
    interview = read_text(source, path)
    assert_partition(interview)
    assert_ranges(interview)
    return interview


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_one_says_in_a_row_is_one_turn(line_end: str, mark: str) -> None:
    interview = read_cues(mark + srt(TALK).replace("\n", line_end))
    assert lines(interview) == [
        "Ann: |How are you? I mean today.",
        "Bo: |Fine, thanks. And you?",
        "Ann: |Great.",
        "Bo: |Lunch?",
    ]
    assert clocks(interview) == ["0:00", "0:02", "0:04", "0:05"]
    assert [interview.times.of(number) for number in range(2)] == [0, 2000]


def test_milliseconds_may_stand_behind_a_colon() -> None:
    interview = read_cues(
        srt(TALK).replace(",000", ":000").replace(",900", ":900").replace("02:000", "02:500")
    )
    assert clocks(interview) == ["0:00", "0:02", "0:04", "0:05"]
    assert [interview.times.of(number) for number in range(2)] == [0, 2500]


@pytest.mark.parametrize(
    "timing",
    [
        "00:00:{0:02},000 –> 00:00:{0:02},900",
        "00:00:{0:02},000 → 00:00:{0:02},900",
        "00:00:{0:02},000 => 00:00:{0:02},900",
        "00：00：{0:02}，000 --> 00：00：{0:02}，900",
        "00:00:{0:02}。000 －－＞ 00:00:{0:02}。900",
        "00:00:{0},000 --> 00:00:{0},900",
        "0:{0}.0 --> 0:{0}.9",
        "00:00:{0:02};10 --> 00:00:{0:02};22",
        "00:00:{0:02},000000 --> 00:00:{0:02},900000000",
        "00:00:{0:02} --> 00:00:{0:02}.9",
        "00:00:{0:02},000 - 00:00:{0:02},900",
        "0:00:{0:02}.000,0:00:{0:02}.900",
    ],
)
def test_times_that_are_slightly_off_are_no_words(timing: str) -> None:
    source = "".join(f"{n + 1}\n{timing.format(n)}\n{words}\n\n" for n, words in enumerate(TALK))
    interview = read_cues(source)
    assert lines(interview) == lines(read_cues(srt(TALK)))
    assert clocks(interview) == ["0:00", "0:02", "0:04", "0:05"]


def test_one_time_written_otherwise_among_others_is_no_word() -> None:
    interview = read_cues(srt(TALK).replace("00:00:04,000", "00:00:4,000").replace("04,900", "4,9"))
    assert lines(interview) == lines(read_cues(srt(TALK)))
    assert clocks(interview) == ["0:00", "0:02", "0:04", "0:05"]


def test_a_line_of_two_times_within_a_cue_is_said() -> None:
    interview = read_cues(srt(("Ann: When?", "10:30 - 11:15", "Bo: Good.", "Ann: Fine.")))
    assert "When? 10:30 - 11:15" in lines(interview)[0]


@pytest.mark.parametrize("head", ["", "WEBVTT\n\n"])
def test_cues_that_are_kept_as_markdown_are_cues(head: str) -> None:
    interview = read_cues(head + srt(TALK).replace(",", "."), "x.md")
    assert lines(interview) == lines(read_cues(srt(TALK).replace(",", ".")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ANN: {}", "BO: {}"),
        ("Ann (host): {}", "Bo (guest): {}"),
        (">> ANN: {}", ">> BO: {}"),
        ("- Ann: {}", "- Bo: {}"),
        ("[Ann] {}", "[Bo] {}"),
        ("[SPEAKER_00]: {}", "[SPEAKER_01]: {}"),
        ("张三：{}", "李四：{}"),
        ("<i>Ann:</i> {}", "<i>Bo:</i> {}"),
    ],
)
def test_labels_of_captions(one: str, other: str) -> None:
    cues = [form.format(words) for words in ("well?", "so", "yes") for form in (one, other)]
    interview = read_cues(srt(cues))
    assert sorted(counts(interview).values()) == [3, 3]
    assert lines(interview)[0].endswith("|well?")


def test_a_label_said_again_on_each_cue_is_one_turn() -> None:
    interview = read_cues(srt(["Ann: hi?", "Ann: you there?", "Bo: yes", "Bo: I am"] * 3))
    assert counts(interview) == {"Ann": 3, "Bo": 3}
    assert lines(interview)[0] == "Ann: |hi? you there?"


def test_a_cue_may_end_one_turn_and_begin_the_next() -> None:
    interview = read_cues(srt(["Ann: hi?", "really?\nBo: yes", "so it is", "Ann: ah"] * 3))
    assert lines(interview)[:3] == ["Ann: |hi? really?", "Bo: |yes so it is", "Ann: |ah hi? really?"]


@pytest.mark.parametrize("sign", ["- ", "– ", ">> ", "-"])
def test_signs_of_another_voice_name_nobody(sign: str) -> None:
    interview = read_cues(srt([f"{sign}Hi there.\n{sign}Hello!", "so it goes"] * 4))
    assert interview.turns == ()
    assert "no-speakers" in kinds(interview)
    assert lines(interview)[:2] == [f"{sign}Hi there.", f"{sign}Hello! so it goes"]


def test_a_dash_without_a_name_ends_the_turn_of_the_one_before() -> None:
    interview = read_cues(srt(["- Ann: hi?", "- Bo: yes", "- Who?", "still he", "- Ann: you?"] * 3))
    assert counts(interview) == {"Ann": 4, "Bo": 3}
    assert interview.turn_at(lines(interview).index("- Who? still he")) is None
    assert "unattributed" in kinds(interview)


def test_markup_is_left_out_and_what_only_looks_so_stays() -> None:
    interview = read_cues(
        srt(['<font color="#f">Hi</font> <b>there</b>', "{\\an8}a &amp; b &lt;c&gt;", "<Ann> 1 < 2"])
    )
    assert lines(interview) == ["Hi there a & b <c> <Ann> 1 < 2"]


@pytest.mark.parametrize(
    "source",
    [
        "1\n00:00:01,000 --> 00:00:02,000\nhello\n2\n00:00:02,000 --> 00:00:03,000\nworld",
        "1\n\n00:00:01,000 --> 00:00:02,000\n\nhello\n\n\n2\n\n00:00:02,000 --> 00:00:03,000\n\nworld\n",
        "00:01.000 --> 00:02.000\nhello\n\n00:02.000 --> 00:03.000\nworld",
        "1\n0:0:01 --> 0:0:02\nhello\n\n2\n00:00:02.5-->00:00:03\nworld\n\n3\n",
        "1\n00:00:01,000 --> 00:00:02,000\nhello\n\n2\n00:00:02,000 --> \nworld",
    ],
)
def test_broken_subrip_loses_no_word(source: str) -> None:
    if "0:0:01" in source:
        source = source.replace("0:0:0", "0:00:0")
    assert lines(read_cues(source)) == ["hello world"]


def test_a_number_that_is_said_is_no_cue_number() -> None:
    assert lines(
        read_cues(
            "1\n00:00:01,000 --> 00:00:02,000\nHow many?\n42\n\n2\n00:00:02,000 --> 00:00:03,000\nOh.\n"
        )
    ) == ["How many? 42 Oh."]


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("end", ["\n", "\n\n"])
def test_a_cue_that_says_only_a_number_is_said(numbered: bool, end: str) -> None:
    said = ("Ann: How many?", "Bo: I think it was", "47", "Ann: Books?", "Bo: Yes, and then", "of them\n12")
    source = srt(said, end)
    if not numbered:
        source = re.sub(r"^\d+\n(?=00:)", "", source, flags=re.MULTILINE)
    if end == "\n" and numbered:
        source = source.replace("47\n4\n", "47\n\n4\n")
    assert lines(read_cues(source)) == [
        "Ann: |How many?", "Bo: |I think it was 47", "Ann: |Books?", "Bo: |Yes, and then of them 12",
    ]  # fmt: skip


def test_a_number_is_said_where_a_cue_has_lost_its_own() -> None:
    source = srt(TALK).replace("4\n00:00:03", "00:00:03").replace("Bo: Fine, thanks.", "7")
    assert "7 And you?" in "\n".join(lines(read_cues(source)))


def test_webvtt_with_everything() -> None:
    source = (
        "WEBVTT - A talk\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnot said\n\nintro\n"
        "00:00.000 --> 00:01.000 align:left\n<v Ann>Hi there</v>\n\n00:01.000 --> 00:02.000\n"
        "<v Ann>and so on.\n\n00:02.000 --> 00:03.000\n<v.loud Bo Chen>Yes</v>\n<v Ann>No</v>\n\n"
        "NOTE the end\n\n"
        "00:03.000 --> 00:04.000\n<v Ann>Bye"
    )
    interview = read_cues(source, "x.vtt")
    assert interview.title == "A talk"
    assert lines(interview) == ["Ann: |Hi there and so on.", "Bo Chen: |Yes", "Ann: |No Bye"]
    assert clocks(interview) == ["0:00", "0:02", "0:02"]
    assert "truncated" not in kinds(interview)


def test_webvtt_that_is_cut_off_says_so() -> None:
    interview = read_cues("WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ann>Hi\n\n00:01.000 -->", "x.vtt")
    assert lines(interview) == ["Ann: |Hi"]
    assert "truncated" in kinds(interview)


def test_a_voice_named_now_and_then_holds_and_one_named_always_does_not() -> None:
    cue = "00:{:02}.000 --> 00:{:02}.900\n{}\n\n"
    seldom = ["<v Ann>a", "b", "c", "<v Bo>d", "e", "f"]
    always = ["<v Ann>a", "<v Ann>b", "?", "<v Bo>d", "<v Bo>e", "<v Ann>f"]
    for cues, expected in (
        (seldom, ["Ann: |a b c", "Bo: |d e f"]),
        (always, ["Ann: |a b", "?", "Bo: |d e", "Ann: |f"]),
    ):
        source = "WEBVTT\n\n" + "".join(cue.format(n, n, words) for n, words in enumerate(cues))
        assert lines(read_cues(source, "x.vtt")) == expected


def test_rolling_captions_are_read_once() -> None:
    said = ("so today we are", "going to talk", "about it", "yeah", "yeah", "okay")
    source, before = "WEBVTT\n\n", " "
    for number, words in enumerate(said):
        first, *rest = words.split()
        timed = first + "".join(f"<00:00:{number:02}.500><c> {word}</c>" for word in rest)
        source += f"00:00:{2 * number:02}.000 --> 00:00:{2 * number + 1:02}.990\n{before}\n{timed}\n\n"
        source += f"00:00:{2 * number + 1:02}.990 --> 00:00:{2 * number + 2:02}.000\n{words}\n \n\n"
        before = words
    assert lines(read_cues(source, "x.vtt")) == [" ".join(said)]


def test_growing_captions_are_read_once() -> None:
    cues = ["I think", "I think that", "I think that we can.", "Now", "Now I", "Now I go."]
    assert lines(read_cues(srt(cues))) == ["I think that we can. Now I go."]


def test_who_says_the_same_twice_has_said_it_twice() -> None:
    assert lines(read_cues(srt(["Yes.", "Yes.", "I see.", "No.", "Well.", "So."]))) == [
        "Yes. Yes. I see. No. Well. So."
    ]


def test_chinese_captions_are_joined_without_blanks() -> None:
    assert lines(read_cues(srt(["我们今天", "来谈一谈", "AI 的事"]))) == ["我们今天来谈一谈AI 的事"]


def test_a_long_turn_has_paragraphs() -> None:
    said = [f"It is sentence {number}, of some length, said by Bo." for number in range(40)]
    interview = read_cues(srt(["Ann: Go?", f"Bo: {said[0]}", *said[1:], *TALK]))
    turn = interview.turns[1]
    texts = [interview.paragraphs[number].text for number in range(turn.start, turn.end)]
    assert len(texts) > 2
    assert all(text.endswith(".") and len(text) < 600 for text in texts)


@pytest.mark.parametrize("path", ["x.txt", "x", "x.srt"])
def test_subtitles_are_known_by_their_text(path: str) -> None:
    assert read_text(srt(TALK), path).format == "srt"
    assert (
        read_text("WEBVTT\n\n00:00.000 --> 00:01.000\nhi", path if path != "x.srt" else "y").format == "vtt"
    )


WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="<>&{}-\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"),
    max_size=12,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=3), max_size=8))
def test_no_character_that_is_said_is_lost(cues: list[list[str]]) -> None:
    said = [[f"a{line}z" for line in cue] for cue in cues]
    blocks = (f"00:{n:02}.000 --> 00:{n:02}.900\n" + "\n".join(cue) + "\n\n" for n, cue in enumerate(said))
    interview = read_text("WEBVTT\n\n" + "".join(blocks), "x.vtt")
    assert_partition(interview)
    if interview.turns:  # a label that is said again is left out
        return
    text = "".join("".join(paragraph.text for paragraph in interview.paragraphs).split())
    assert all("".join(line.split()) in text for cue in said for line in cue)


def test_short_answers_are_nobodys_names() -> None:
    interview = read_cues(srt(["so we go there", "Yeah", "and then home", "Okay"] * 5))
    assert interview.turns == ()


def test_words_on_the_line_of_the_times_are_kept() -> None:
    timed = [f"00:00:0{n}.000 --> 00:00:0{n}.900 {words}" for n, words in enumerate(TALK)]
    assert lines(read_cues("\n\n".join(timed)))[0] == "Ann: |How are you? I mean today."
    settings = "WEBVTT\n\n00:00.000 --> 00:01.000 align:start position:0%\nWell."
    assert lines(read_cues(settings, "x.vtt")) == ["Well."]


def test_a_file_that_stops_at_a_time_is_cut() -> None:
    assert "truncated" in kinds(read_cues("WEBVTT\n\n00:00.000 --> 00:01.000\nhi\n\n00:01.000 --> ", "x.vtt"))


LINES = (
    "red boats went out",
    "before the sun",
    "and came home late",
    "with nothing at all",
    "so we sang",
    "till noon",
)
TIMES_OF_CUES = {
    "in brackets": "[00:00:{:02},000] --> [00:00:{:02},500]",
    "in one pair": "[00:00:{:02}.000 - 00:00:{:02}.500]",
    "to": "00:00:{:02},000 to 00:00:{:02},500",
    "in Chinese": "00:00:{:02},000 至 00:00:{:02},500",
    "in German": "(00:00:{:02},000) bis (00:00:{:02},500)",
}


@pytest.mark.parametrize("form", TIMES_OF_CUES)
def test_times_however_they_are_written(form: str) -> None:
    source = "".join(
        f"{n}\n{TIMES_OF_CUES[form].format(n, n)}\nAnn: {words}.\n\n" for n, words in enumerate(LINES, 1)
    )
    interview = read_text(source, "x.srt")
    assert " ".join(p.text for p in interview.paragraphs).count(":") == len(interview.turns)
    assert [time for _, time in interview.times] == [1000, 2000, 3000, 4000, 5000, 6000]


def shown(form: str) -> list[str]:
    """What cues show that repeat, each in another way, what the ones before them show."""
    words = [line.split() for line in LINES]
    return {
        "three lines": ["\n".join(LINES[max(0, n - 2) : n + 1]) for n in range(len(LINES))],
        "two lines": ["\n".join(LINES[max(0, n - 1) : n + 1]) for n in range(len(LINES))],
        "two lines in one": [" ".join(LINES[max(0, n - 1) : n + 1]) for n in range(len(LINES))],
        "word by word": [" ".join(line[: n + 1]) for line in words for n in range(len(line))],
        "twice": [line for line in LINES for _ in "12"],
        "growing below": [
            "\n".join([*LINES[max(0, n - 1) : n], " ".join(line[: k + 1])])
            for n, line in enumerate(words)
            for k in range(len(line))
        ],
    }[form]


@pytest.mark.parametrize(
    "form", ["three lines", "two lines", "two lines in one", "word by word", "twice", "growing below"]
)
def test_what_captions_repeat_is_read_once(form: str) -> None:
    cues = "".join(
        f"00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\n{words}\n\n"
        for n, words in enumerate(shown(form))
    )
    interview = read_text("WEBVTT\n\n" + cues, "x.vtt")
    assert " ".join(p.text for p in interview.paragraphs) == " ".join(LINES)


@pytest.mark.parametrize("suffix", [".vtt", ".srt"])
def test_one_name_before_every_cue_is_the_speakers(suffix: str) -> None:
    cues = "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nUna Vik: {w}.\n\n" for n, w in enumerate(LINES)
    )
    interview = read_text(("WEBVTT\n\n" if suffix == ".vtt" else "") + cues, "x" + suffix)
    assert [(one.name, one.turns) for one in interview.speakers] == [("Una Vik", 1)]
    assert interview.paragraphs[0].text == "Una Vik: " + ". ".join(LINES) + "."


def test_words_before_a_colon_now_and_then_are_said() -> None:
    cues = "".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{w}.\n\n" for n, w in enumerate(LINES))
    cues += "7\n00:00:07,000 --> 00:00:08,000\nThe point: nobody knew.\n"
    assert read_text("WEBVTT\n\n" + cues, "x.vtt").turns == ()


def test_a_name_like_no_other_is_one_where_it_comes_again_and_again_among_names() -> None:
    names = [
        "Una Vik",
        "Per’s tablet",
        "Una Vik",
        "Per’s tablet",
        "Oda Li",
        "Una Vik",
        "Per’s tablet",
        "Oda Li",
    ] * 2
    cues = "".join(f"00:{n:02}.000 --> 00:{n:02}.900\n{who}: so it was\n\n" for n, who in enumerate(names))
    assert counts(read_text("WEBVTT\n\n" + cues, "x.vtt")) == {"Una Vik": 6, "Per’s tablet": 6, "Oda Li": 4}
