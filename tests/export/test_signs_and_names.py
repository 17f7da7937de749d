"""What is a sign where it stands is escaped, nothing else is; names and tags are such as any system takes."""

from __future__ import annotations

import pytest

from tui.export.escape import Flavour, escape, escape_line, link
from tui.export.naming import file_name
from tui.export.obsidian import tag_name


@pytest.mark.parametrize(
    ("text", "commonmark", "obsidian"),
    [
        ("#标签 a#b # c", "\\#标签 a#b # c", "\\#标签 a\\#b # c"),
        ("x # y", "x # y", "x # y"),
        ("a ==b== c", "a ==b== c", "a \\=\\=b\\=\\= c"),
        ("50%% x%", "50%% x%", "50\\%\\% x%"),
        ("a^b", "a^b", "a\\^b"),
        ("~一~ 二", "\\~一\\~ 二", "\\~一\\~ 二"),
        ("~一", "~一", "~一"),
        ("$1 和 $2", "\\$1 和 \\$2", "\\$1 和 \\$2"),
        ("$1", "$1", "$1"),
        ("1. 一", "1\\. 一", "1\\. 一"),
        ("1.一", "1.一", "1.一"),
        ("- 一", "\\- 一", "\\- 一"),
        ("-一", "-一", "-一"),
        ("+ 一", "\\+ 一", "\\+ 一"),
        ("一 + 二", "一 + 二", "一 + 二"),
        ("> 一", "\\> 一", "\\> 一"),
        ("===", "\\===", None),
        ("a_b_c _d_", "a_b_c \\_d\\_", "a_b_c \\_d\\_"),
        ("[一](二) [三]", "\\[一](二) \\[三]", "\\[一](二) \\[三]"),
        ("|一|", "\\|一\\|", "\\|一\\|"),
        ("`一`", "\\`一\\`", "\\`一\\`"),
        ("<b> a<3 <!--", "\\<b> a<3 \\<!--", "\\<b> a<3 \\<!--"),
        ("&amp; & &x", "\\&amp; & &x", "\\&amp; & &x"),
        ("https://a.b www.c.d", "https\\://a.b www\\.c.d", "https\\://a.b www\\.c.d"),
        ("一:smile: 二", "一\\:smile: 二", "一\\:smile: 二"),
        ("12:30:40", "12:30:40", "12:30:40"),
        ("a\\b", "a\\\\b", "a\\\\b"),
        (" 一 ", "&#32;一&#32;", "&#32;一&#32;"),
        ("一\n二", "一\\\n二", "一\\\n二"),
        ("一\n\n二", "一\\\n&#10;二", "一\\\n&#10;二"),
        ("一\r二", "一&#13;二", "一&#13;二"),
        ("一\0二\ud800", "一�二�", "一�二�"),
    ],
)
def test_a_sign_is_escaped_where_it_is_one(text: str, commonmark: str, obsidian: str | None) -> None:
    assert escape(text) == commonmark
    assert obsidian is None or escape(text, Flavour.OBSIDIAN) == obsidian


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("一  二\n三", "一 二 三"),
        ("[一]", "\\[一\\]"),
        ("# 一", "# 一"),
        ("一 #", "一 \\#"),
        ("一 ##", "一 \\##"),
        ("$1", "\\$1"),
        ("~", "\\~"),
        ("1. 一", "1. 一"),
        ("*一*", "\\*一\\*"),
        ("", ""),
    ],
)
def test_a_line_is_escaped_for_where_it_stands(text: str, line: str) -> None:
    assert escape_line(text) == line


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://a.b/c", "[见](<https://a.b/c>)"),
        ("HTTP://a.b", "[见](<HTTP://a.b>)"),
        ("https://a.b/一 二<三>", "[见](<https://a.b/一%20二%3C三%3E>)"),
        ("https://a.b/?x&amp;y", "[见](<https://a.b/?x&amp;amp;y>)"),
        ("file:///etc", "见: file\\:///etc"),
        ("javascript:alert(1)", "见: javascript:alert(1)"),
        ("ftp://a.b", "见: ftp\\://a.b"),
        ("data:text/html,x", "见: data:text/html,x"),
        ("a.b/c", "见: a.b/c"),
        ("https:// x", "见: https\\:// x"),
    ],
)
def test_only_an_address_of_the_web_is_a_link(address: str, shown: str) -> None:
    assert link("见", address) == shown


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("雪", "雪"),
        ("2024", "2024_"),
        ("a b", "a-b"),
        ("#雪", "雪"),
        ("a/b", "a/b"),
        ("-a-", "a"),
        ("2024年", "2024年"),
        ("（笑）", "笑"),
        ("!!", ""),
        ("a_b-c", "a_b-c"),
    ],
)
def test_a_tag_as_obsidian_takes_it(tag: str, name: str) -> None:
    assert tag_name(tag) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("雪山", "雪山.md"),
        (".hidden", "hidden.md"),
        ("a/b\\c:d", "a-b-c-d.md"),
        ("~x", "x.md"),
        ("-rf", "rf.md"),
        ("x. ", "x.md"),
        ("CON", "CON_.md"),
        ("con.txt", "con_.txt.md"),
        ("CONSOLE", "CONSOLE.md"),
        ("LPT1", "LPT1_.md"),
        ("a\x1bb\n c", "ab c.md"),
        ("", "interview.md"),
        ("...", "interview.md"),
        ('a?*"<>|b', "a-b.md"),
        ("e\u0301", "\u00e9.md"),
    ],
)
def test_a_name_is_one_everywhere(title: str, name: str) -> None:
    assert file_name(title, ".md") == name


def test_a_long_name_leaves_room_for_its_ending_and_a_number() -> None:
    name = file_name("雪" * 100, ".quotes.md")
    assert name == "雪" * 63 + ".quotes.md"
    assert len(name.encode()) <= 200
    assert file_name("ab" * 100, ".md") == ("ab" * 98) + ".md"
    marked = file_name("x" + "q\u0323" * 80, ".md")
    assert marked.removesuffix(".md").count("q") == marked.count("\u0323")
