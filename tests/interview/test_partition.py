"""Every character of a source stands in exactly one paragraph or gap, whatever the source."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.interview.formats import READERS
from tui.interview.model.errors import InputError
from tui.interview.model.gaps import gaps
from tui.interview.model.interview import Interview
from tui.interview.reading import read_bytes, read_text

FRAGMENTS = (
    "王敏：你好吗？", "李强：很好。", "**王敏：**", "**李强**：", "**", "****",
    "***", "*", "__", "# ", "### 01", "---",
    "===", "> ", "* ", "- ", "[", "](http://a.b/c)", "![图](http://x/y(1).png)", "<br/>", "<b>",
    "<!-- c -->", "&amp;", "&#x41;", "&nbsp;", "&notanentity;", "\\[", "\\", "`", "```", "~~~",
    "发言人 1 00：52", "发言人 201：03：04", "[00:12] ", "[0:13]", "#0:00:14-1#", "#0:15#", "Alice (0:07):",
    "Alice: ", "「副标题」", "01", "。",
    "WEBVTT\n\n", "1\n00:00:01,000 --> 00:00:02,500\n", "00:00:03.000 --> 00:00:04.000\n",
    "<v Ann Lee>", "</v>", "<00:00:01.000><c> so", "- Hi.", ">> ", "Ann: yes", "{\\an8}", "<p>", "</p>",
    "<cite>Ann:</cite>", "<time>00:12</time>", "<table><tr><td>", "</td><td>", "</td></tr>", "<dl><dt>",
    "</dt><dd>", "<strong>王敏：", "</strong>", "<script>", "</script>", "<pre>", "<title>",
    "<a href='http://a.b'>", "&lt;", "&#0;", "&#xD800;", "{\"text\": \"", "\", \"speaker\": \"",
    "\", \"start\": 1.5}", "[{\"text\":\"a b\",\"speaker\":\"X\"},", "\\n", "\\u4f60", "\\ud83d",
    "speaker,text\n", "Ann,", "\"", "\"\"", ",", ";", "Ann\tyes\n",
    "|Speaker|Text|\n|-|-|\n", "|Ann|you?|\n", "|Bo|\\|I|\n", "（王敏）", "王敏｜", "● ",
    "王敏 2024-01-02 12:00\n",
    "10:00:01 From Ann to Everyone: ", "10:00:02\tBo:\t", "Ann\n3 minutes 2 seconds\n", "<Turn speaker='s1'>",
    "<?xml version='1.0'?>", "<Sync time='2.5'/>", "<sp><speaker>Ann</speaker>", "</sp>",
    "<start>1.5</start>", "<![CDATA[", "]]>", "+++\n", "(0:12)\n", "[0:13 - 0:15]\n",
    "\"chapters\": [{\"title\": \"a\", \"start\": 0}],",
    "？", "　", " ", "\t", "\x00",
    "\ufeff", "\u200b", "\u2028", "\x85", "\x0b", "\x1c", "\r\n", "\r", "\n", "\n\n", "\r\n\r\n",
    "%%", "==", " ^a1", "[[", "]]", "![[", "|", "[ ] ", "[!note] ", "](a b.png)", "    # ",
    "title: x\n", "😀", "e\u0301", "图片说明", "（完）", "题图来源：某人",
)  # fmt: skip
SOURCES = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join),
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=10)), max_size=30).map("".join),
)


def assert_partition(interview: Interview) -> None:
    source = interview.source
    spans = [(start, end) for p in interview.paragraphs for _, start, end in p.pieces]
    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    covered = sorted([*spans, *gaps(interview)])
    assert "".join(source[start:end] for start, end in covered) == source
    assert all(one[1] == other[0] for one, other in pairwise(covered))
    for paragraph in interview.paragraphs:
        assert paragraph.text
        assert paragraph.text.strip()
        assert paragraph.text.splitlines() == [paragraph.text]
        assert 0 <= paragraph.label <= len(paragraph.text)
        assert paragraph.pieces[0].at == 0
        bounds = [*(piece.at for piece in paragraph.pieces), len(paragraph.text)]
        assert bounds == sorted(bounds)
        for (at, start, end), until in zip(paragraph.pieces, bounds[1:], strict=True):
            if end - start == until - at:
                assert source[start:end] == paragraph.text[at:until]


def assert_ranges(interview: Interview) -> None:
    count = len(interview.paragraphs)
    for number, turn in enumerate(interview.turns):
        assert turn.number == number + 1
        assert 0 <= turn.start < turn.end <= count
        assert turn.label in interview.paragraphs[turn.start].text
        assert interview.paragraphs[turn.start].label
        assert not any(p.label for p in interview.paragraphs[turn.start + 1 : turn.end])
    assert all(one.end <= other.start for one, other in pairwise(interview.turns))
    labelled = sum(1 for paragraph in interview.paragraphs if paragraph.label)
    assert labelled == len(interview.turns) == sum(speaker.turns for speaker in interview.speakers)
    if interview.sections:
        assert interview.sections[0].start == 0
        assert interview.sections[-1].end == count
        assert all(one.end == other.start for one, other in pairwise(interview.sections))
        assert sum(section.turns for section in interview.sections) == len(interview.turns)
    names = {speaker.name for speaker in interview.speakers}
    assert {turn.speaker for turn in interview.turns} == names


@settings(max_examples=400, deadline=None)
@given(SOURCES, st.sampled_from(list(READERS)))
@example("**王敏：**a\n\n**李强：**b？ **王敏：**c", "markdown")
@example("\ufeff---\ntitle: a\n---\nx", "markdown")
@example("\ufeff# a\r\rb", "markdown")
@example("&amp;&amp; a &amp;", "markdown")
@example(" \ufeff王敏：a", "text")
@example("  \r\n\u2028a\r\nb \r\r\nc", "text")
@example("---\r\ntitle: a\r\n---\r\n**a：** b\r\n\r\n> **c** d", "markdown")
@example("**\u200b**a\n**1**2\n**a **b\n**a**\n**a** b** c\nd**", "markdown")
def test_pieces_and_gaps_make_up_the_source(source: str, format: str) -> None:
    interview, kind = None, ""
    try:
        interview = read_text(source, format=format)
    except InputError as error:
        kind = error.kind
    if interview is None:
        assert (format, kind) in {("json", "malformed"), ("csv", "malformed")}
        return
    assert interview.source == source
    assert_partition(interview)
    assert_ranges(interview)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["王敏", "李强", "Ann Lee"]), st.text(max_size=30)), min_size=4, max_size=12
    ),
    st.sampled_from(
        ["{}：{}\n\n", "**{}：**{}\n\n", "**{}**：{}\r\n\r\n", "{} 00:12\n{}\n\n", "### {}：\n{}\n\n"]
    ),
)
def test_labelled_texts_keep_their_ranges(turns: list[tuple[str, str]], form: str) -> None:
    interview = read_text("".join(form.format(name, words) for name, words in turns), "x.md")
    assert_partition(interview)
    assert_ranges(interview)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), SOURCES.map(lambda text: text.encode("gb18030", "replace"))))
def test_any_bytes_give_an_interview_or_a_clear_error(data: bytes) -> None:
    kind, interview = "", None
    try:
        interview = read_bytes(data)
    except InputError as error:
        kind = error.kind
    if interview is None:
        assert kind in {"empty", "binary", "encoding", "malformed", "too-deep"}
    else:
        assert_partition(interview)
        assert interview.paragraphs


def test_every_registered_reader_reads_nothing_from_nothing() -> None:
    for name in READERS:
        interview = read_text("", format=name)
        assert interview.paragraphs == ()
        assert gaps(interview) == []
