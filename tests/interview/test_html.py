"""HTML: pages, fragments, and what Word, WeChat and podcasts write."""
# ruff: noqa: E501 - markup reads best in one line

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interview.looks import clocks, counts, kinds, lines
from tests.interview.test_partition import assert_partition, assert_ranges
from tui.interview.model.interview import Interview
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


MANY = TALK * 2
SAID = "\n".join(f"<p><b>{name}:</b> {words}</p>" for name, words in MANY)
LINKS = "<ul><li><a href='/1'>Ten tips</a></li><li><a href='/2'>Where to go</a></li></ul>"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (
            "<title>A talk - Site</title><nav><ul><li><a href=/>Home</a></li></ul></nav><h1>A talk</h1>",
            "A talk",
        ),
        ("<title>A talk</title><div><ul><li><a href=/>Home</a></li></ul></div>", "A talk"),
        ("<title>A talk</title><p><a href=/>Back</a></p>", "A talk"),
        ("<title>A talk</title>", "A talk"),
        ("<title>A talk | Site</title><meta property='og:site_name' content='Site'>", "A talk"),
        ("<title>A talk | Site</title><h1><a href='https://a.b/'>Site</a></h1><h2>A talk</h2>", "A talk"),
        ("<title>A talk</title><h2>Transcript</h2>", "A talk"),
        ("<div><h3>Topics</h3>" + LINKS + "</div><h1>A talk</h1>", "A talk"),
        ("<p><a href='https://a.b/c'>A talk</a></p>", "A talk"),
    ],
)
def test_the_title_is_the_pages_and_no_line_of_its_menu(page: str, title: str) -> None:
    interview = read_html(page + SAID)
    assert interview.title == title
    assert counts(interview) == {"Ann Lee": 6, "Bo Chen": 6}
    assert interview.sections == ()


ASIDES = [
    "<aside><h3>More</h3>" + LINKS + "</aside>",
    "<aside><h3>Letter</h3><p>Each week.</p></aside>",
    "<div role=complementary><h3>Letter</h3><p>Each week.</p></div>",
    "<footer><h4>About</h4><p>All rights</p></footer>",
    "<section class='box related'><h2>More</h2>" + LINKS + "</section>",
    "<section><h2>More</h2>" + LINKS + "</section>",
    "<div id=sidebar><h2>Tags</h2><p>One, two</p></div>",
]


@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize("form", ["{aside}<h1>A talk</h1>{said}", "<h1>A talk</h1>{said}{aside}"])
def test_what_stands_beside_an_article_is_nobodys_and_no_section(aside: str, form: str) -> None:
    interview = read_html(form.format(aside=aside, said=SAID))
    assert (interview.title, interview.sections) == ("A talk", ())
    assert counts(interview) == {"Ann Lee": 6, "Bo Chen": 6}
    assert "<p>" not in "".join(lines(interview))
    spoken = [p.text for turn in interview.turns for p in interview.paragraphs[turn.start : turn.end]]
    assert len(spoken) == 12
    headed = SAID.replace("<p><b>Ann Lee:</b> Sure?", "<h2>Later</h2><p><b>Ann Lee:</b> Sure?", 1)
    interview = read_html(form.format(aside=aside, said=headed))
    assert [section.title for section in interview.sections if section.number] == ["Later"]


def test_a_turn_goes_on_behind_what_interrupts_it() -> None:
    told = "<p><b>Bo Chen:</b> One.</p><aside><h3>Letter</h3><p>Each week.</p></aside><p>And two.</p>"
    interview = read_html(SAID + told + SAID)
    turn = interview.turns[12]
    found = [(p.kind, p.text) for p in interview.paragraphs[turn.start : turn.end]]
    assert found == [
        ("text", "Bo Chen: One."), ("caption", "Letter"), ("caption", "Each week."), ("text", "And two."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>A talk</h1><p>Notes.</p><aside>{SAID}</aside>",
        f"<h1>A talk</h1><div class=sidebar>{SAID}",
        f"<main><div class=sidebar><p>Notes</p></main>{SAID}",
        f"<nav><a href=/>Home</a>{SAID}",
        f"<footer>{SAID}</footer>",
        SAID.replace("<p><b>Bo Chen:</b> ", "<aside><b>Bo Chen:</b> "),
        f"<div hidden>{SAID}</div>",
        f"<div hidden><div style='display:none'>{SAID}</div></div>",
        f"<p>Notes.</p><div style='color:red; display: none'>{SAID}</div>",
        f"<div style='visibility: hidden; opacity: 0'>{SAID}</div>",
        f"<div hidden=until-found>{SAID}</div>",
        f"<p hidden>Notes{SAID}",
        "<ul><li hidden>Notes" + SAID.replace("<p>", "<li>").replace("</p>", "") + "</ul>",
        f"<div><div hidden><p>Notes</div><span hidden>More</div>{SAID}",
        "<h3>Ann Lee</h3><p><a href='/a'>So?</a></p><h3>Bo Chen</h3><p><a href='/b'>Yes.</a></p>" * 6,
    ],
)
def test_speech_is_read_wherever_a_page_has_it(page: str) -> None:
    interview = read_html(page)
    assert counts(interview) == {"Ann Lee": 6, "Bo Chen": 6}
    assert "empty-turn" not in kinds(interview)


@pytest.mark.parametrize(
    "hidden",
    ["<div hidden>{}</div>", "<div style='display:none'>{}</div>", "<section hidden=''><div>{}</section>"],
)
def test_hidden_copies_are_not_said(hidden: str) -> None:
    copy = hidden.format(SAID)
    interview = read_html(f"{copy}<div>{SAID}</div>{copy}")
    assert counts(interview) == {"Ann Lee": 6, "Bo Chen": 6}
    assert len(lines(interview)) == 12
    within = read_html(SAID.replace("Ann Lee:", "Ann Lee<span style='display: none'> (host)</span>:"))
    assert counts(within) == {"Ann Lee": 6, "Bo Chen": 6}


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
TAGS = st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<br>", "<div class='speaker'>", "</div>", "<li>", "<pre>", "<td>", "<tr>", "<table>", "</table>", "<h2>", "<a href=x>", "<aside>", "</aside>", "<footer>", "<div class=sidebar>", "<!-- x -->", "<cite>", "</cite>"])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(WORDS.map(lambda words: f"a{words}z"), TAGS), max_size=20))
def test_no_character_that_is_said_is_lost(parts: list[str]) -> None:
    interview = read_html("".join(parts))
    text = "".join("".join(p.text for p in interview.paragraphs).split())
    wanted = "".join("".join(part for part in parts if part[0] == "a").split())
    blanks = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff:："))
    if "<table>" not in parts:  # of a table's rows with speakers only they and their words are read
        assert text.translate(blanks) == wanted.translate(blanks)


@pytest.mark.parametrize("end", ["\n", " \n ", "\r\n\t\t", "\n\n   ", "</span>\n  <span>"])
def test_a_line_of_the_source_that_ends_within_chinese_ends_no_word(end: str) -> None:
    page = f"<p><span>夜里的{end}船都回来了。</span></p><p><span>The boats{end}came home.</span></p>"
    assert [p.text for p in read_text(page, "x.html").paragraphs] == [
        "夜里的船都回来了。",
        "The boats came home.",
    ]
