"""HTML: pages, fragments, and what Word, WeChat and podcasts write."""
# ruff: noqa: E501 - markup reads best in one line

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interview.looks import clocks, counts, kinds, lines
from tests.interview.test_partition import assert_partition, assert_ranges
from tui.interview.model import Interview
from tui.interview.reading import read_bytes, read_text

TALK = (
    ("Ann Lee", "How are you?"),
    ("Bo Chen", "Fine, thanks &amp; all."),
    ("Ann Lee", "And then?"),
    ("Bo Chen", "Nothing."),
    ("Ann Lee", "Sure?"),
    ("Bo Chen", "Yes."),
)
HEAD = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>Page</title><style>p { color: red }</style>"
    '<script>var a = "<p>not said</p>";</script></head><body><h1>A talk</h1>\n<p>Some words to begin with.</p>\n'
)


def read_html(source: str) -> Interview:
    interview = read_text(source, "x.html")
    assert_partition(interview)
    assert_ranges(interview)
    return interview


@pytest.mark.parametrize(
    "turn",
    [
        "<p><b>{}:</b> {}</p>",
        "<p><strong>{}</strong>: {}</p>",
        "<p><strong>{}</strong> {}</p>",
        "<p>{}: {}</p>",
        "<p>{}: {}",
        "<dl><dt>{}</dt><dd>{}</dd></dl>",
        "<dt>{}:</dt><dd><p>{}</p></dd>",
        '<div><div class="speaker">{}</div><div class="time">00:12</div><div>{}</div></div>',
        '<div><span class="speaker-name">{}</span><span>00:12</span><p>{}</p></div>',
        '<p><span class="speaker">{}</span> <span>[00:12]</span> {}</p>',
        "<p><time>00:00:12</time> <cite>{}</cite> {}</p>",
        "<cite>{}:</cite>\n<time>00:12</time>\n<p>{}</p>",
        "<table><tr><td>{}</td><td>{}</td></tr></table>",
        "<h3>{}</h3><p>{}</p>",
        "<b>{}</b><br>{}<br><br>",
        "<section><span><strong><span>{}：</span></strong></span></section><section><span leaf=''>{}</span></section>",
        "<p><span style='font-weight: bold; color: red'>{}：{}</span></p>",
        "<blockquote><p>{}: {}</p></blockquote>",
        "<li><b>{}:</b> {}</li>",
        "<pre>{}: {}\n</pre>",
        "<P><FONT SIZE=2><B>{}:&nbsp;</B></FONT>{}",
        "<p class=MsoNormal><b><span lang=EN-US>{}:<o:p></o:p></span></b></p><p class=MsoNormal>{}</p>",
        '<p class="interviewer">{}: {}</p>',
    ],
)
def test_labels(turn: str) -> None:
    interview = read_html(HEAD + "\n".join(turn.format(*one) for one in TALK) + "</body></html>")
    assert counts(interview) == {"Ann Lee": 3, "Bo Chen": 3}
    assert interview.title == "A talk"
    text = "\n".join(lines(interview))
    assert "Fine, thanks & all." in text
    assert "not said" not in text
    assert "red" not in text
    if "00:" in turn:
        assert interview.time_at(interview.start._replace(paragraph=interview.turns[0].end - 1)) == 12_000


def test_a_table_with_columns() -> None:
    rows = "".join(f"<tr><td>0:{n:02}</td><td>{name}</td><td><p>{words}</p><p>more</p></td></tr>" for n, (name, words) in enumerate(TALK))  # fmt: skip
    for head in ("<tr><th>Time</th><th>Speaker</th><th>Text</th></tr>", ""):
        interview = read_html(f"<table>{head}{rows}</table>")
        assert lines(interview)[:3] == ["Ann Lee: |How are you?", "more", "Bo Chen: |Fine, thanks & all."]
        assert clocks(interview)[:3] == ["0:00", "", "0:01"]


def test_a_table_for_the_layout_is_read_on() -> None:
    source = (
        "<table><tr><td>Menu</td><td>"
        + "".join(f"<p><b>{n}:</b> {w}</p>" for n, w in TALK)
        + "</td></tr></table>"
    )
    assert counts(read_html(source)) == {"Ann Lee": 3, "Bo Chen": 3}


def test_words_as_a_browser_shows_them() -> None:
    source = (
        "<p>a&nbsp;b &lt;c&gt; d&mdash;e &nosuch; &#20320; 1 < 2</p><!-- no --><p>A<br/>B</p>"
        "<p>中文\n换行 word\n   next</p><p>a<b>b<i>c</b>d</i></p><p>&#xD800;&#0;x</p>"
    )
    assert lines(read_html(source)) == [
        "a\xa0b <c> d—e &nosuch; 你 1 < 2", "A", "B", "中文换行 word next", "abcd", "\ufffd\ufffdx",
    ]  # fmt: skip


def test_the_declared_encoding_counts_and_utf8_is_seen_all_the_same() -> None:
    page = '<meta charset="{}"><p>Ann: “naïve” – café?</p><p>Bo: “Yes” – cliché.</p>'
    western = read_bytes(page.format("iso-8859-1").encode("cp1252"), "x.html")
    assert (western.encoding, kinds(western) & {"encoding-guessed"}) == ("cp1252", set())
    chinese = read_bytes("<meta charset=gb2312><p>问：好？</p><p>答：好。</p>".encode("gb18030"), "x.htm")
    assert (chinese.encoding, counts(chinese)) == ("gb18030", {"问": 1, "答": 1})
    lying = read_bytes(page.format("gb2312").encode(), "x.html")
    assert (lying.encoding, "naïve" in lying.source) == ("utf-8", True)


def test_a_page_that_is_cut_off_says_so() -> None:
    assert "truncated" in kinds(read_html("<p>Ann: so</p><p>Bo: and</p><p class='x"))
    assert "truncated" not in kinds(read_html("<p>Ann: so</p><p>Bo: and 1 < 2"))


@pytest.mark.parametrize(
    "source",
    ["<" * 200_000, "&" * 200_000, "<!--" * 50_000, "<b>" * 60_000 + "x", "<div>" * 40_000 + "x", "</p>" * 50_000 + "x",
     "<a " * 60_000, '<a href="' + "a" * 200_000, "<a \"'" * 40_000 + ">", "<![" * 60_000, "<script>" * 20_000,
     "<table><tr><td>a" * 10_000, "<b>a</i>" * 20_000, "a\n" * 100_000, "&#x41;" * 30_000],
)  # fmt: skip
def test_bombs_are_read_to_their_end(source: str) -> None:
    interview = read_text(source, "x.html")
    assert interview.source == source
    assert_partition(interview)


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="<>&"), max_size=12)
TAGS = st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<br>", "<div class='speaker'>", "</div>", "<li>", "<pre>", "<td>", "<tr>", "<table>", "</table>", "<h2>", "<a href=x>", "<!-- x -->", "<cite>", "</cite>"])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(WORDS.map(lambda words: f"a{words}z"), TAGS), max_size=20))
def test_no_character_that_is_said_is_lost(parts: list[str]) -> None:
    interview = read_html("".join(parts))
    text = "".join("".join(p.text for p in interview.paragraphs).split())
    wanted = "".join("".join(part for part in parts if part[0] == "a").split())
    blanks = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff:："))
    if "<table>" not in parts:  # of a table's rows with speakers only they and their words are read
        assert text.translate(blanks) == wanted.translate(blanks)
