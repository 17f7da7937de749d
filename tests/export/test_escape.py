from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.export.escape import Flavour, blockquote, escape, escape_line, link

from .making import as_carried, blockquotes, inline_text, reader

HOSTILE = [
    "[00:12:03]: x", "**王敏：**我", "<laugh>", "2018. x", "- 不", "---", "3*5*8", "%%注释%%",
    "==亮==", "$a$ 与 $b$", "[[x]]", "![[x]]", "#标签", "# 一", "~~删~~", "~删~", "`码`", "``` x",
    "~~~", "a|b|c", "|a|b|", "\\", "\\*", "a\\", "甲\n\n乙", "\n甲\n", "  两格", "    四格", "\t制表",
    "　　全角", "尾  ", "尾\\\n次", "> 引", ">引", "“他说「不」”", "&amp;", "&#35;", "&copy", "&#0;",
    "+ 甲", "* 甲", "1) 甲", "123456789. 甲", "1234567890. 甲", "甲\n===", "甲\n---", "甲\n- -",
    "a|b\n--|--", "a|b\n:--", "__甲__", "_甲_", "a_b_c", "snake_case", "<https://a.b>", "<!-- x -->",
    "<?x", "<a@b.c>", "3 < 5", "甲<乙>丙", "[^1]: 注", "[^1]", "- [ ] 做", "[!note] 甲",
    "https://a.com/%E4%B8%AD?x_y=1", "www.a.com/%e4", "//a.com/%41", "http://xn--fiq228c.com/",
    "mailto:a@b.com", "a@b.com", ":smile:", ": 甲", "00:12:03", "甲\r乙", "甲\r\n乙", "\x85甲\x1c",
    "\x0b", "\u2028甲\u2029", "\u200b甲", "\ufeff甲\ufeff", "甲\0乙", "\ud800", "^q-7f3a", "x ^abc",
    "***", "___", "* * *", "{{x}}", "{% x %}", "![图](a.png)", "[甲](乙)", "a*b*c_d_", "\\\n", "\n",
    " ", "　", "`", "$$\n1\n$$", "```\n码\n```", "<div>\n甲\n</div>", "    <b>", "<script>x</script>",
    "=", "==", "=\n=",
]  # fmt: skip

MARKUP = st.text(
    st.sampled_from(list("甲a1 \t\n\r*_`~[]()<>!#+-=|:.\\&;%$^/@'\"{}　\u2028\x0b\x1c，。：")), max_size=24
)
PIECES = st.lists(
    st.sampled_from(
        [
            "http://", "https://", "www.", "//", "mailto:", "a.com", "例子.中国", "/", "%E4%B8", "%", "?x_y=",
            "&amp", ";", "xn--", "XN--p1ai", "@", "**", "__", "~~", "甲", " ", "\n",
            "\\", "<", ">", "[", "]", "(", ")", ":", ".com", "。", "．",
            "#", "|",
        ]
    ),
    max_size=10,
).map("".join)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=[]), max_size=40)
WORDS = st.one_of(MARKUP, PIECES, ANY).filter(bool)


def read_back(text: str, flavour: Flavour, extended: bool) -> str:
    [words] = blockquotes(blockquote([escape(text, flavour)]), extended)
    return words


@pytest.mark.parametrize("extended", [False, True])
@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_read_back(text: str, flavour: Flavour, extended: bool) -> None:
    assert read_back(text, flavour, extended) == as_carried([text])


@pytest.mark.parametrize("extended", [False, True])
@pytest.mark.parametrize("flavour", Flavour)
@given(text=WORDS)
@settings(max_examples=200, deadline=None)
def test_any_words_read_back(text: str, flavour: Flavour, extended: bool) -> None:
    assert read_back(text, flavour, extended) == as_carried([text])


@pytest.mark.parametrize("flavour", Flavour)
@given(texts=st.lists(WORDS, min_size=1, max_size=4), label=st.text(max_size=4))
@settings(max_examples=100, deadline=None)
def test_paragraphs_and_bold_labels_read_back(flavour: Flavour, texts: list[str], label: str) -> None:
    blocks = [escape(text, flavour) for text in texts]
    labelled = f"{label}：{texts[0]}"
    blocks.append(escape(labelled, flavour, bold=(0, len(label))))
    assert blockquotes(blockquote(blocks)) == [as_carried([*texts, labelled])]


@pytest.mark.parametrize(
    ("text", "label", "is_bold"),
    [
        ("王敏：我", "王敏", True),
        ("《远见》：问", "《远见》", True),
        ("[00] 王敏：我", "王敏", True),
        ("王敏 我", "王敏", True),
        ("（记者）我", "（记者）", False),
    ],
)
def test_a_label_is_bold_where_markdown_reads_it_so(text: str, label: str, is_bold: bool) -> None:
    start = text.index(label)
    shown = escape(text, bold=(start, start + len(label)))
    [inline] = [token for token in reader(False).parse(shown) if token.type == "inline"]
    kinds = [child.type for child in inline.children or ()]
    assert ("strong_open" in kinds) is is_bold
    assert inline_text(inline) == text


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize(
    "text",
    [
        "他说：「不急」——真的……1、2、3，GPT-3.5（笑）～ 50% + 1 = 2？",
        "时间是 00:12:03 到 00:13，AT&T 的 snake_case 和 3 < 5 > 2。",
        "2018.5 - 2019！问 “为什么”, 'why' (x) {y} 1/2 @张三; a~b $5",
        "- ".strip() + "5 度，#",
    ],
)
def test_prose_stays_as_it_is(text: str, flavour: Flavour) -> None:
    assert escape(text, flavour) == text


def test_the_seed_is_hardly_touched(seed_paragraphs: list[str]) -> None:
    prose = [text for text in seed_paragraphs if not text.startswith(("#", "["))]
    assert sum("\\" in escape(text) or "&#" in escape(text) for text in prose) < len(prose) / 20


@pytest.mark.parametrize(
    "text", ["%%注%%", "==亮==", "#标签", "^q-1", "甲 #标签", "~a~", "$a$", "[[x]]", "a|b"]
)
def test_obsidian_sees_none_of_its_signs(text: str) -> None:
    shown = escape(text, Flavour.OBSIDIAN)
    for sign in ("%%", "==", "#标", "[[", "~a~", "$a$", "^q", "a|"):
        assert sign not in shown.replace("\\" + sign, "")


@given(text=st.one_of(MARKUP, ANY))
@settings(max_examples=200, deadline=None)
def test_a_heading_reads_back_on_one_line(text: str) -> None:
    words = " ".join(text.split())
    tokens = reader(False).parse(f"## {escape_line(text)}")
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    assert inline_text(tokens[1]) == as_carried([words])


@pytest.mark.parametrize("text", ["01. 站在开端：要 ride the wave", "- 一", "# 一", "> 一", "1) 一"])
def test_a_heading_is_not_escaped_for_what_only_begins_a_line(text: str) -> None:
    assert escape_line(text) == text


@given(words=st.one_of(MARKUP, ANY), rest=st.one_of(MARKUP, ANY))
@settings(max_examples=200, deadline=None)
def test_a_link_has_its_words_and_its_address(words: str, rest: str) -> None:
    tokens = reader(False).parse(f"x {link(words, 'https://a.com/?' + rest)} y")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    [opened] = [child for child in children if child.type == "link_open"]
    assert str(opened.attrGet("href")).startswith("https://a.com/?")
    assert inline_text(tokens[1]) == f"x {as_carried([' '.join(words.split())])} y"


def test_the_address_of_a_link_is_the_address() -> None:
    address = "https://mp.weixin.qq.com/s?__biz=Mjc1&copy;=2&mid=26#a(b)"
    [inline] = [token for token in reader(False).parse(link("原文", address)) if token.type == "inline"]
    assert (inline.children or [])[0].attrGet("href") == address


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    shown = link("x", "javascript:alert(1)")
    [inline] = [token for token in reader(True).parse(shown) if token.type == "inline"]
    assert inline_text(inline) == "x: javascript:alert(1)"
    assert all(child.type != "link_open" for child in inline.children or ())
