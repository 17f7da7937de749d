from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.quotes.making import again
from tui.export.citation import citation, markdown_citation
from tui.export.document import ExportOfSeveral, render
from tui.export.errors import ExportError
from tui.export.formats import FORMATS, format_of_file
from tui.export.table import neutral
from tui.export.words import title_of
from tui.interview.model.interview import Credits, Interview, Paragraph, Piece
from tui.interview.model.place import Passage, Place
from tui.locale import set_language
from tui.quotes.quote import State

from .making import blockquotes, of_words, take


def items(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["first"]["items"]
    return found


def test_annotations_point_at_the_words_in_the_source(interview: Interview) -> None:
    quotes = [take(interview, 2), take(interview, 6, note="注", tags=("雪", "山"))]
    document = json.loads(render(interview, quotes, "json"))
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert document["type"] == "AnnotationCollection"
    assert document["total"] == 2
    one, two = document["first"]["items"]
    words, position = two["target"]["selector"]
    assert (words["type"], words["exact"]) == ("TextQuoteSelector", "没有了。")
    assert words["prefix"].endswith("最后一问？\n王敏：")
    assert words["suffix"] == ""
    assert position["type"] == "TextPositionSelector"
    assert interview.source[position["start"] : position["end"]] == "没有了。"
    assert two["body"] == [
        {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": "注"},
        {"type": "TextualBody", "purpose": "tagging", "value": "雪"},
        {"type": "TextualBody", "purpose": "tagging", "value": "山"},
    ]
    assert two["motivation"] == ["commenting", "tagging"]
    assert (one["motivation"], "body" in one) == ("highlighting", False)
    start, end = (one["target"]["selector"][1][name] for name in ("start", "end"))
    assert interview.source[start:end].startswith("第一，不急。\n")


def test_a_position_covers_the_whole_spelling_of_a_character(interview: Interview) -> None:
    pieces = (Piece(0, 10, 12), Piece(2, 12, 17), Piece(3, 17, 19))
    entity = again(interview, paragraphs=(Paragraph(interview.paragraphs[0].kind, "甲乙&丙丁", pieces),))
    for (start, end), span in {
        (1, 3): (11, 17),
        (2, 3): (12, 17),
        (2, 4): (12, 18),
        (0, 2): (10, 12),
    }.items():
        quote = replace(of_words("x"), passage=Passage(Place(0, start), Place(0, end)))
        [item] = items(render(entity, [quote], "json"))
        position = item["target"]["selector"][1]
        assert (position["start"], position["end"]) == span


def test_each_part_of_a_merged_quote_is_a_target_of_its_own(interview: Interview) -> None:
    one, two = take(interview, 2), take(interview, 6)
    assert one.passage
    assert two.passage
    merged = replace(
        one,
        segments=(*one.segments, *two.segments),
        cuts=(len(one.segments),),
        places=(one.passage, two.passage),
        passage=Passage(one.passage.start, two.passage.end),
    )
    [item] = items(render(interview, [merged], "json"))
    exact = []
    for target in item["target"]:
        words, position = target["selector"]
        exact.append(words["exact"])
        assert interview.source[position["start"] : position["end"]].split() == words["exact"].split()
    assert exact == [one.text, two.text]
    [lost] = items(render(interview, [replace(merged, state=State.REVIEW)], "json"))
    assert [len(target["selector"]) for target in lost["target"]] == [1, 1]


def test_a_quote_of_no_sure_place_has_no_position(interview: Interview) -> None:
    lost = replace(take(interview, 2), state=State.REVIEW)
    [item] = items(render(interview, [lost], "json"))
    assert [selector["type"] for selector in item["target"]["selector"]] == ["TextQuoteSelector"]


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_a_table_has_a_row_a_quote(interview: Interview) -> None:
    quotes = [take(interview, 2, note='说 "好", 是', tags=("雪", "山")), take(interview, 6)]
    text = render(interview, quotes, "csv", with_question=True)
    first, second = rows(text)
    assert first["text"] == "第一，不急。\n第二，[x](y) 也不急。"
    assert (first["speaker"], first["turn"], first["tags"]) == ("王敏", "2", "雪, 山")
    assert first["note"] == '说 "好", 是'
    assert second["question"] == "最后一问？"
    assert text.count("\r\n") == 3


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "\n@x"])
def test_no_cell_is_a_formula(interview: Interview, text: str) -> None:
    [row] = rows(render(interview, [replace(of_words(text), note=text, speaker=text)], "csv"))
    assert row["text"] == row["note"] == row["speaker"] == "'" + text


@given(text=st.text())
def test_a_cell_keeps_its_words(text: str) -> None:
    assert neutral(text).removeprefix("'") in (text.replace("\0", "\ufffd"), text[1:].replace("\0", "\ufffd"))
    assert neutral("甲" + text) == "甲" + text.replace("\0", "\ufffd")


def test_plain_text_has_the_words_as_they_are(interview: Interview) -> None:
    quote = take(interview, 2, note="注", tags=("雪",))
    text = render(interview, [quote], "text", with_question=True)
    assert text.startswith("雪山之前\n李雷 · 远见杂志 · 2024-03-01\nhttps://example.org/a?b=1&copy=2\n\n")
    assert "\n《远见》: 怎么看 3*5*8？\n再说说 <laugh>？\n" + quote.text + "\n— 王敏 · " in text
    assert text.endswith("\nNote: 注\nTags: 雪\n")


def test_an_unknown_format_is_an_error(interview: Interview) -> None:
    with pytest.raises(ExportError) as caught:
        render(interview, [], "docx")
    assert (caught.value.kind, caught.value.details) == ("format", {"name": "docx"})


def test_a_citation_has_words_speaker_title_and_source(interview: Interview) -> None:
    text = citation(interview, take(interview, 6))
    assert text == (
        "「没有了。」——王敏, 《雪山之前》, 远见杂志, 2024-03-01, Turn 6, https://example.org/a?b=1&copy=2"
    )


def test_one_quote_alone_as_markdown(interview: Interview) -> None:
    quote = take(interview, 2, note="# 注", tags=("雪",))
    text = markdown_citation(interview, quote)
    assert blockquotes(text) == [quote.text]
    assert "怎么看" not in text
    source = r"^— 王敏 · 《雪山之前》 · 远见杂志 · 2024-03-01 · 01 第\\\*一\\\*步 · Turn 2 · \d+% · \[S"
    assert re.search(source, text, re.MULTILINE)
    assert text.endswith("**Note**: \\# 注\n\n**Tags**: 雪\n")
    assert markdown_citation(interview, quote, with_question=True).startswith("**《远见》**: 怎么看")


def test_a_citation_says_what_is_doubtful_and_leaves_out_what_is_unknown(interview: Interview) -> None:
    bare = again(interview, credits=Credits())
    text = citation(bare, take(bare, 4))
    assert text.startswith("「你会不会后悔？」——王敏, 《雪山之前》, Turn 4 [")
    assert "labelled 王敏" in text


def test_generated_words_follow_the_language_and_the_words_of_a_quote_do_not(interview: Interview) -> None:
    quote = take(interview, 2, note="注")
    english = render(interview, [quote])
    set_language("zh_CN")
    for format in FORMATS:
        assert quote.segments[0].text in render(interview, [quote], format)
    set_language("en")
    assert render(interview, [quote]) == english


def test_nothing_heavy_is_loaded_to_render_markdown() -> None:
    heavy = ("jinja2", "markdown_it", "msgspec", "sqlite3", "textual")
    program = (
        "import sys, tui.export.formats, tui.export.file, tui.export.markdown, tui.export.citation\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_table_of_several_interviews_has_one_head(interview: Interview) -> None:
    parts = [(interview, (take(interview, 2), take(interview, 4))), (interview, (take(interview, 6),))]
    text = ExportOfSeveral("/somewhere", parts, format="csv").text()
    ids, *rows = [row[0] for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")))]
    assert ids == "id"
    assert rows == [quote.id for _, quotes in parts for quote in quotes]


@pytest.mark.parametrize("format", FORMATS)
def test_several_interviews_go_out_whole_in_every_format(interview: Interview, format: str) -> None:
    """All words of all interviews, and a file's name asks for the format whose extension it has."""
    parts = [(interview, (take(interview, 2), take(interview, 4))), (interview, (take(interview, 6),))]
    text = ExportOfSeveral("/some/archive", parts, format=format).text()
    for _interview, quotes in parts:
        for quote in quotes:
            # What stands between the hanzi each format spells in its own way.
            assert set(re.findall("[一-鿿]+", quote.text)) <= set(re.findall("[一-鿿]+", text))
    assert (
        FORMATS[format_of_file(f"quotes{FORMATS[format].extension}")].extension == FORMATS[format].extension
    )


def test_a_vault_of_several_interviews_has_one_front_matter(interview: Interview) -> None:
    parts = [
        (interview, (take(interview, 2, tags=("雪",)),)),
        (interview, (take(interview, 6, tags=("山",)),)),
    ]
    text = ExportOfSeveral("/some/archive", parts, format="obsidian").text()
    assert text.startswith('---\ntitle: "archive"\ntags:\n  - "雪"\n  - "山"\n---\n')
    assert text.count("\n---\n") == 1


def test_a_tag_without_a_letter_is_none_in_a_vault(interview: Interview) -> None:
    quotes = (take(interview, 2, tags=("！！", "雪 山", "#")), take(interview, 6, tags=("#", "12", "雪 山")))
    text = render(interview, quotes, "obsidian")
    assert '\ntags:\n  - "雪-山"\n  - "12_"\n---\n' in text
    assert [line for line in text.splitlines() if re.match("#[^# ]", line)] == ["#雪-山", "#12_ #雪-山"]
    alone = render(interview, [take(interview, 2, tags=("！！",))], "obsidian")
    assert not [line for line in alone.splitlines() if re.match("#[^# ]|#$|- ", line.strip())]


def test_what_is_new_of_several_interviews_stands_under_their_titles(interview: Interview) -> None:
    old, new = take(interview, 2), take(interview, 6)
    export = ExportOfSeveral("/some/archive", [(interview, (old,)), (interview, (new,))])
    added = export.addition(frozenset((old.id,)), "今天")
    assert added.startswith(f"## {title_of(interview)} · 今天\n")
    assert new.text in added
    assert old.text not in added
    assert export.addition(frozenset((old.id, new.id)), "今天") == ""
