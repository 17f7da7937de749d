from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quotes.making import again
from tui.export.document import Export, render
from tui.interview.model.interview import Credits, Interview
from tui.quotes.quote import Segment, State

from .making import (
    GUEST,
    HOST,
    as_carried,
    blockquotes,
    inline_text,
    kinds_of_blocks,
    make_interview,
    of_words,
    reader,
    take,
)
from .test_escape import HOSTILE, WORDS

FORMS = ("markdown", "obsidian", "footnotes")


def words_in(exported: str, form: str, extended: bool = False) -> list[str]:
    """The words of each blockquote; in Obsidian's form those below the callout's title."""
    if form != "obsidian":
        return blockquotes(exported, extended)
    _start, _matter, rest = exported.split("---\n", 2)
    return [words.partition("\n")[2] for words in blockquotes(rest, extended)]


@pytest.mark.parametrize("extended", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_every_hostile_quote_reads_back(interview: Interview, form: str, extended: bool) -> None:
    quotes = [of_words(text, note=text, tags=(text,)) for text in HOSTILE]
    exported = render(interview, quotes, form, with_question=True)
    assert words_in(exported, form, extended) == [as_carried([quote.text]) for quote in quotes]


@pytest.mark.parametrize("extended", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_every_paragraph_of_the_seed_reads_back(
    interview: Interview, seed_paragraphs: list[str], form: str, extended: bool
) -> None:
    exported = render(interview, [of_words(text) for text in seed_paragraphs], form)
    assert words_in(exported, form, extended) == seed_paragraphs


@pytest.mark.parametrize("form", FORMS)
def test_the_whole_seed_as_one_quote_reads_back(
    interview: Interview, seed_paragraphs: list[str], form: str
) -> None:
    exported = render(interview, [of_words(*seed_paragraphs)], form)
    assert words_in(exported, form) == ["\n".join(seed_paragraphs)]


@pytest.mark.parametrize("form", FORMS)
@given(
    quotes=st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=3),
    note=WORDS | st.text(max_size=20),
    tag=WORDS | st.text(max_size=8),
    heading=WORDS | st.text(max_size=12),
    asked=WORDS,
)
@settings(max_examples=100, deadline=None)
def test_nothing_around_a_quote_gets_into_it(
    form: str, quotes: list[list[str]], note: str, tag: str, heading: str, asked: str
) -> None:
    interview = make_interview((HOST, "问"), (GUEST, "答"), title=heading)
    question = (Segment(2, 0, len(asked), asked, 1, heading, heading),)
    made = [
        replace(
            of_words(*texts, note=note, tags=(tag,) if tag else ()),
            section_title=heading,
            section=1,
            question=question,
        )
        for texts in quotes
    ]
    exported = render(interview, made, form, with_question=True)
    for extended in (False, True):
        assert words_in(exported, form, extended) == [as_carried(texts) for texts in quotes]
    kinds = kinds_of_blocks(exported.split("---\n", 2)[2] if form == "obsidian" else exported)
    assert set(kinds) <= {"heading", "paragraph", "blockquote"}
    assert kinds.count("blockquote") == len(quotes)
    added = Export(interview, tuple(made), form).addition(frozenset(), heading)
    assert len(blockquotes(added)) == len(quotes)


def test_footnotes_carry_the_citation_and_never_collide(interview: Interview) -> None:
    quotes = [take(interview, 2), take(interview, 6, note="注\n\n[^1]: 不是脚注")]
    exported = render(interview, quotes, "footnotes")
    for quote in quotes:
        assert f"\n\n— 王敏[^{quote.id}]\n" in exported
        [line] = re.findall(rf"^\[\^{quote.id}\]: (.+)$", exported, re.MULTILINE)
        assert line.startswith("王敏 · 《雪山之前》 · 远见杂志 · 2024-03-01 · ")
        assert f"Turn {quote.turn}" in line
        assert line.endswith("[Source](<https://example.org/a?b=1&copy=2>)")
    assert exported.index("[^" + quotes[1].id + "]: ") > exported.index("\\[^1]: 不是脚注")
    # Whoever does not read footnotes sees them all the same.
    shown = [inline_text(token) for token in reader(False).parse(exported) if token.type == "inline"]
    assert sum(f"[^{quote.id}]: 王敏" in text for text in shown for quote in quotes) == 2


def test_a_footnote_of_one_word_is_no_definition_of_a_link() -> None:
    interview = again(make_interview((HOST, "问"), headings=False), credits=Credits())
    quote = replace(of_words("词"), turn=None, speaker="", segments=(Segment(3, 0, 1, "词"),))
    exported = render(interview, [quote], "footnotes")
    shown = [inline_text(token) for token in reader(False).parse(exported) if token.type == "inline"]
    assert any(text.startswith(f"[^{quote.id}]: ") and "雪山之前" in text for text in shown)


def test_a_document_has_title_credits_and_one_heading_a_section(interview: Interview) -> None:
    quotes = [take(interview, 2), take(interview, 3), take(interview, 4), take(interview, 6)]
    lines = render(interview, quotes).split("\n")
    assert lines[0] == "# 雪山之前"
    assert lines[2] == "李雷 · 远见杂志 · 2024-03-01 · [Source](<https://example.org/a?b=1&copy=2>)"
    headings = [line for line in lines if line.startswith("## ")]
    assert headings == ["## 01 第\\*一\\*步", "## 02 第\\*一\\*步", "## 03 第\\*一\\*步"]


@given(author=WORDS, publisher=WORDS, speaker=WORDS, tags=st.lists(WORDS, max_size=3))
@settings(max_examples=100, deadline=None)
def test_names_around_a_quote_read_back(author: str, publisher: str, speaker: str, tags: list[str]) -> None:
    interview = again(make_interview((HOST, "问")), credits=Credits(author, publisher, "", ""))
    quote = replace(of_words("词"), speaker=speaker, tags=tuple(tags))
    quote = replace(quote, segments=tuple(replace(part, speaker=speaker) for part in quote.segments))
    exported = render(interview, [quote])
    credits = " · ".join(" ".join(name.split()) for name in (author, publisher))
    said = ", ".join(" ".join(tag.split()) for tag in tags)
    lines = [credits, f"— {speaker}", *([f"Tags: {said}"] if tags else [])]
    for extended in (False, True):
        tokens = [token for token in reader(extended).parse(exported) if token.type == "inline"]
        shown = [" ".join(inline_text(token).split()) for token in tokens]
        for line in lines:
            wanted = " ".join(as_carried([line]).split())
            assert any(wanted in text for text in shown)


def test_a_quote_says_who_and_where(interview: Interview) -> None:
    exported = render(interview, [take(interview, 2, question=False)])
    assert re.search(r"^— 王敏 · 01 第\\\*一\\\*步 · Turn 2 · \d+%$", exported, re.MULTILINE)


def test_the_place_of_a_lost_quote_is_not_guessed(interview: Interview) -> None:
    lost = replace(take(interview, 2), state=State.ORPHAN, passage=None)
    exported = render(interview, [lost])
    assert "%" not in exported
    assert "⚠ " in exported
    assert blockquotes(exported) == [lost.text]


def test_the_place_of_a_doubtful_quote_is_not_told_as_if_it_were_sure(interview: Interview) -> None:
    quote = take(interview, 2)
    assert "%" in render(interview, [quote])
    assert "%" not in render(interview, [replace(quote, state=State.REVIEW)])


def test_who_asks_is_named_once(interview: Interview) -> None:
    exported = render(interview, [take(interview, 2)], with_question=True)
    assert exported.count("**《远见》**") == 1


def test_the_question_stands_above_its_answer_only_if_wanted(interview: Interview) -> None:
    quote = take(interview, 2)
    assert "怎么看" not in render(interview, [quote])
    exported = render(interview, [quote], with_question=True)
    assert exported.index("**《远见》**: 怎么看 3\\*5\\*8？") < exported.index("再说说 \\<laugh>？")
    assert exported.index("再说说") < exported.index("> 第一，不急。")
    assert blockquotes(exported) == [quote.text]


def test_a_doubtful_label_is_carried(interview: Interview) -> None:
    quotes = [take(interview, 2), take(interview, 4)]
    exported = render(interview, quotes)
    before, _, after = exported.partition("> 你会不会后悔？")
    assert "⚠" not in before
    assert "⚠ Caution: labelled 王敏" in after
    for format in ("obsidian", "text", "csv"):
        assert "question" in render(interview, quotes, format)


def test_a_change_of_speaker_is_marked_and_the_words_stay(interview: Interview) -> None:
    quote = take(interview, 1, 2)
    exported = render(interview, [quote])
    assert "> **《远见》**：怎么看" in exported
    assert "> **王敏**：第一，不急。" in exported
    assert "— 《远见》, 王敏 · " in exported
    assert "Turns 1–2" in exported
    assert blockquotes(exported) == [quote.text]


def test_paragraphs_of_a_quote_are_kept_apart(interview: Interview) -> None:
    exported = render(interview, [take(interview, 2)])
    assert "> 第一，不急。\n>\n> 第二，\\[x](y) 也不急。\n" in exported


def test_words_left_out_of_a_merged_quote_show_as_dots(interview: Interview) -> None:
    first, second = take(interview, 2).segments[:1], take(interview, 6).segments
    merged = replace(take(interview, 2), segments=(*first, *second))
    assert blockquotes(render(interview, [merged])) == ["第一，不急。\n……\n没有了。"]


def test_a_note_of_several_lines_stays_below_its_quote(interview: Interview) -> None:
    quote = take(interview, 2, note="# 不是标题\n- 不是列表\n\n> 不是引文", tags=("雪山", "a,b"))
    exported = render(interview, [quote])
    assert blockquotes(exported) == [quote.text]
    kinds = kinds_of_blocks(exported)
    assert kinds == ["heading", "paragraph", "heading", "blockquote", *["paragraph"] * 4]
    assert "**Note**: \\# 不是标题\\\n\\- 不是列表" in exported
    assert exported.endswith("**Tags**: 雪山, a,b\n")


def test_a_preface_is_named_and_an_interview_without_sections_has_no_headings() -> None:
    interview = make_interview((HOST, "问"), (GUEST, "答"))
    preface = replace(of_words("序。"), turn=None, speaker="", segments=(Segment(0, 0, 2, "序。"),))
    assert "## Preface\n" in render(interview, [preface])
    flat = make_interview((HOST, "问"), (GUEST, "答"), headings=False)
    assert "##" not in render(flat, [preface])


def test_the_readers_own_order_is_kept(interview: Interview) -> None:
    quotes = [take(interview, 6), take(interview, 2), take(interview, 5)]
    assert blockquotes(render(interview, quotes)) == [quote.text for quote in quotes]


def test_a_title_of_markup_stays_a_title() -> None:
    interview = again(make_interview((HOST, "问")), title="", path="/x/a *b*.md", credits=Credits())
    assert render(interview, []) == "# a \\*b\\*\n"


def test_an_obsidian_block_id_stands_alone_behind_its_quote(interview: Interview) -> None:
    quotes = [take(interview, 2, note="注", tags=("雪 山", "2024")), take(interview, 6)]
    exported = render(interview, quotes, "obsidian")
    for quote in quotes:
        [callout] = [part for part in exported.split("\n\n") if quote.segments[0].text in part]
        assert callout.startswith("> [!quote] 王敏 · ")
        assert f"{callout}\n\n^{quote.id}\n" in exported
        assert f"\n\n^{quote.id}\n\n" in exported + "\n"
    assert "#雪-山 #2024_" in exported


@given(
    title=st.text(max_size=30),
    author=st.text(max_size=20),
    date=st.sampled_from(["2024-03-01", "a: b", "2024", "# x"]),
)
@settings(max_examples=150, deadline=None)
def test_front_matter_is_one_safe_scalar_a_line(title: str, author: str, date: str) -> None:
    interview = again(make_interview((HOST, "问")), title=title, credits=Credits(author, "", date, ""))
    exported = render(interview, [], "obsidian")
    start, matter, _rest = exported.split("---\n", 2)
    assert start == ""
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", matter)
    values = dict(line.split(": ", 1) for line in matter.rstrip("\n").split("\n"))
    assert json.loads(values["title"]) == (as_carried([title]).strip() or "雪山")
    assert json.loads(values.get("author", '""')) == as_carried([author])
    assert values["date"] == date or json.loads(values["date"]) == date


@pytest.mark.parametrize(
    "date",
    ["2024-03-01", "2024-03-01: late", "2024-03-01 # x", "2024-03-01 晚", "x 2024-03-01"],
)
def test_only_a_date_stands_bare_in_the_front_matter(date: str) -> None:
    interview = again(make_interview((HOST, "问")), credits=Credits("", "", date, ""))
    line = next(line for line in render(interview, [], "obsidian").splitlines() if line.startswith("date: "))
    written = line.removeprefix("date: ")
    assert written == date if date == "2024-03-01" else json.loads(written) == date


@pytest.mark.parametrize("format", ["markdown", "obsidian", "text"])
def test_a_collection_without_quotes_is_a_head_alone(interview: Interview, format: str) -> None:
    assert "雪山之前" in render(interview, [], format)
