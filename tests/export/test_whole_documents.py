"""A whole document in each format, word for word: who, what, where, when, and what to beware of."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from importlib import import_module

import pytest

from tests.quotes.making import again
from tui.export.citation import citation, markdown_citation
from tui.export.document import Export, ExportOfSeveral, render
from tui.export.formats import FORMATS
from tui.interview.model.interview import Interview, Warning
from tui.interview.model.place import Passage, Place
from tui.interview.model.times import Times
from tui.locale import set_language
from tui.quotes.quote import Quote, Source, State

from .documents import DOCUMENTS
from .making import make_interview, take

WHERE = "https://example.org/a?b=1&copy=2"


@pytest.fixture
def talk() -> Interview:
    """Six turns in three sections, with times; what the fourth says reads like the interviewer's."""
    made = make_interview(
        ("《远见》", "怎么看 3*5？\n再说说 #雪 山？"),
        ("王敏", "第一，不急。\n第二，也不急。"),
        ("《远见》", "然后呢？"),
        ("李雷", "你会不会后悔？"),
        ("《远见》", "最后一问？"),
        ("王敏", "没有了。"),
        warnings=(Warning("question-in-answer", 4, {"speaker": "李雷"}),),
    )
    times = ((2, 0, 5_000), (4, 0, 65_000), (5, 0, 70_000), (7, 0, 3_723_000), (11, 0, 3_800_000))
    return again(made, times=Times(times))


@pytest.fixture
def quotes(talk: Interview) -> tuple[Quote, ...]:
    """One with all that a person adds, one over two turns, a merged one, a changed one, a lost one."""
    noted = replace(
        take(talk, 2), note="先记下。\n另起一行。\n\n第二段 *星*。", tags=("雪", "2024"), colour="green"
    )
    parts = (*take(talk, 2).segments[1:], *take(talk, 4).segments)
    places = (Passage(Place(5, 0), Place(5, 7)), Passage(Place(8, 3), Place(8, 10)))
    merged = replace(
        take(talk, 2, tags=("山",)),
        segments=parts,
        cuts=(1,),
        question=(),
        places=places,
        passage=Passage(places[0].start, places[1].end),
    )
    old = replace(
        take(talk, 6), state=State.CHANGED, source=Source("0" * 64), warnings=("question-in-answer",)
    )
    lost = replace(take(talk, 6), state=State.ORPHAN, passage=None)
    several = (noted, take(talk, 3, 4), merged, old, lost)
    return tuple(replace(quote, id=f"q-{number}") for number, quote in enumerate(several, 1))


@pytest.mark.parametrize("format", DOCUMENTS)
def test_a_document_word_for_word(talk: Interview, quotes: tuple[Quote, ...], format: str) -> None:
    assert render(talk, quotes, format, with_question=True) == DOCUMENTS[format]


@pytest.mark.parametrize("format", DOCUMENTS)
def test_without_questions_nothing_else_is_missing(
    talk: Interview, quotes: tuple[Quote, ...], format: str
) -> None:
    bare = tuple(replace(quote, question=()) for quote in quotes)
    assert render(talk, quotes, format) == render(talk, bare, format, with_question=True)
    assert "最后一问" not in render(talk, quotes, format)


def test_a_table_cell_by_cell(talk: Interview, quotes: tuple[Quote, ...]) -> None:
    table = render(talk, quotes, "csv", with_question=True)
    found = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    common = {
        "created": "2024-03-02T08:00:00Z", "title": "雪山之前", "publisher": "远见杂志", "author": "李雷",
        "date": "2024-03-01", "url": WHERE,
    }  # fmt: skip
    own = [
        ("q-1", "2", "王敏", "1", "01 第*一*步", "第一，不急。\n第二，也不急。", quotes[0].note, "雪, 2024",
         "green", "ok", "", "1:05", "怎么看 3*5？\n再说说 #雪 山？"),
        ("q-2", "3", "《远见》, 李雷", "2", "02 第*一*步", "《远见》：然后呢？\n李雷：你会不会后悔？", "", "",
         "", "ok", "question-in-answer", "1:02:03", "第一，不急。\n第二，也不急。"),
        ("q-3", "2", "王敏, 李雷", "1", "01 第*一*步", "第二，也不急。\n…… 李雷\n你会不会后悔？", "", "山",
         "", "ok", "", "1:10", ""),
        ("q-4", "6", "王敏", "3", "03 第*一*步", "没有了。", "", "", "", "changed", "question-in-answer",
         "1:03:20", "最后一问？"),
        ("q-5", "6", "王敏", "3", "03 第*一*步", "没有了。", "", "", "", "orphan", "", "", "最后一问？"),
    ]  # fmt: skip
    names = (
        "id", "turn", "speaker", "section", "section_title", "text", "note", "tags", "colour", "state",
        "warnings", "time", "question",
    )  # fmt: skip
    assert found == [{**common, **dict(zip(names, row, strict=True))} for row in own]


def test_annotations_selector_by_selector(talk: Interview, quotes: tuple[Quote, ...]) -> None:
    document = json.loads(render(talk, quotes, "json"))
    assert (document["label"], document["total"]) == ("雪山之前", 5)
    assert list(document["fangtan:interview"].values()) == [
        "雪山之前", "李雷", "远见杂志", "2024-03-01", WHERE, "d" * 64,
    ]  # fmt: skip
    noted, both, merged, old, lost = document["first"]["items"]
    assert [one["id"] for one in document["first"]["items"]] == [f"urn:fangtan:q-{n}" for n in range(1, 6)]
    assert [one.get("fangtan:time") for one in (noted, both, merged, old, lost)] == [
        "1:05", "1:02:03", "1:10", "1:03:20", None,
    ]  # fmt: skip
    assert noted["motivation"] == ["commenting", "tagging"]
    assert (both["motivation"], merged["motivation"]) == ("highlighting", "tagging")
    assert [body["value"] for body in noted["body"]] == [quotes[0].note, "雪", "2024"]
    assert noted["created"] == "2024-03-02T08:00:00Z"
    words, position = noted["target"]["selector"]
    assert words == {
        "type": "TextQuoteSelector",
        "exact": "第一，不急。\n第二，也不急。",
        "prefix": "*一*步\n《远见》：怎么看 3*5？\n再说说 #雪 山？\n王敏：",
        "suffix": "\n02 第*一*步\n《远见》：然后呢？\n李雷：你会不会后悔？\n0",
    }
    assert talk.source[position["start"] : position["end"]].replace("\n\n", "\n") == words["exact"]
    assert [target["selector"][0]["exact"] for target in merged["target"]] == [
        "第二，也不急。",
        "你会不会后悔？",
    ]
    for target in merged["target"]:
        words, position = target["selector"]
        assert talk.source[position["start"] : position["end"]] == words["exact"]
    assert [one["target"]["source"] for one in (noted, old)] == [WHERE, WHERE]
    assert lost["target"]["selector"] == [{"type": "TextQuoteSelector", "exact": "没有了。"}]


@pytest.mark.parametrize(
    ("number", "who", "where", "doubts"),
    [
        (0, "王敏", "Turn 2, 1:05", ""),
        (1, "《远见》, 李雷", "Turns 3–4, 1:02:03", " [Caution: labelled 李雷, but it reads like a question"
            " of the interviewer's]"),
        (2, "王敏, 李雷", "Turns 2–4, 1:10", ""),
        (3, "王敏", "Turn 6, 1:03:20", " [Caution: labelled 王敏, but it reads like a question of the"
            " interviewer's] [Caution: changed a little]"),
        (4, "王敏", "Turn 6", " [Caution: no longer in the file]"),
    ],
)  # fmt: skip
def test_a_citation_word_for_word(
    talk: Interview, quotes: tuple[Quote, ...], number: int, who: str, where: str, doubts: str
) -> None:
    words = quotes[number].text
    expected = f"「{words}」——{who}, 《雪山之前》, 远见杂志, 2024-03-01, {where}, {WHERE}{doubts}"
    assert citation(talk, quotes[number]) == expected


def test_a_citation_in_chinese(talk: Interview, quotes: tuple[Quote, ...]) -> None:
    set_language("zh")
    assert citation(talk, quotes[1]) == (
        "「《远见》：然后呢？\n李雷：你会不会后悔？」——《远见》、李雷，《雪山之前》，远见杂志，2024-03-01，"
        f"第 3–4 轮，1:02:03，{WHERE} 〔注意：标作李雷，读来却像采访者的提问〕"
    )


def test_who_made_it_known_is_named_where_no_publisher_is(talk: Interview, quotes: tuple[Quote, ...]) -> None:
    nowhere = again(talk, credits=talk.credits._replace(publisher="", url=""))
    assert citation(nowhere, quotes[4]).startswith(
        "「没有了。」——王敏, 《雪山之前》, 李雷, 2024-03-01, Turn 6"
    )
    assert "Source" not in render(nowhere, quotes)
    assert "《雪山之前》 · 李雷 · 2024-03-01" in render(nowhere, quotes, "footnotes")


def test_one_quote_alone_with_and_without_its_question(talk: Interview, quotes: tuple[Quote, ...]) -> None:
    place = "01 第\\*一\\*步 · Turn 2 · 1:05 · 36%"
    bare = (
        "> 第一，不急。\n>\n> 第二，也不急。\n\n"
        f"— 王敏 · 《雪山之前》 · 远见杂志 · 2024-03-01 · {place} · [Source](<{WHERE}>)\n\n"
        "**Note**: 先记下。\\\n另起一行。\n\n第二段 \\*星\\*。\n\n**Tags**: 雪, 2024\n"
    )
    assert markdown_citation(talk, quotes[0]) == bare
    asked = "**《远见》**: 怎么看 3\\*5？\n\n再说说 #雪 山？\n\n"
    assert markdown_citation(talk, quotes[0], with_question=True) == asked + bare


@pytest.mark.parametrize("format", [name for name, format in FORMATS.items() if format.appends])
def test_what_is_put_behind_a_file_is_what_a_new_one_would_hold(
    talk: Interview, quotes: tuple[Quote, ...], format: str
) -> None:
    known = frozenset(quote.id for quote in quotes[:3])
    added = Export(talk, quotes, format, with_question=True).addition(known, "后来 *加*")
    whole = render(talk, quotes, format, with_question=True)
    heading, rest = added.split("\n\n", 1)
    assert heading == ("后来 *加*" if format == "text" else "## 后来 \\*加\\*")
    assert rest.startswith("〔03" if format == "text" else "### 03")
    # But for the level of its headings, it is the end of the whole.
    body = rest.removeprefix("#")
    assert all(block in whole for block in body.strip("\n").split("\n\n"))
    assert [number for number in range(1, 6) if f"q-{number}" in added] == (
        [4, 5] if format in ("obsidian", "footnotes") else []
    )
    assert added.count("没有了。") == 2
    assert Export(talk, quotes, format).addition(frozenset(one.id for one in quotes), "后来") == ""


@pytest.mark.parametrize("format", FORMATS)
def test_several_interviews_each_under_its_own_name(
    talk: Interview, quotes: tuple[Quote, ...], format: str
) -> None:
    other = again(talk, title="另一篇", path="/elsewhere/b.md", digest="e" * 64)
    parts = [(talk, quotes[:1]), (other, quotes[4:])]
    whole = ExportOfSeveral("/somewhere/folder", parts, format=format, with_question=True)
    text = whole.text()
    alone = [render(interview, some, format, with_question=True) for interview, some in parts]
    if format == "json":
        assert json.loads(text) == [json.loads(one) for one in alone]
    elif format == "csv":
        assert text == alone[0] + alone[1].split("\r\n", 1)[1]
    elif format == "obsidian":
        assert text.startswith(
            '---\ntitle: "folder"\ntags:\n  - "雪"\n  - "2024_"\n---\n\n# 雪山之前\n\n李雷 · '
        )
        assert text.count("---") == 2
        assert [text.count(f"\n^q-{number}\n") for number in (1, 5)] == [1, 1]
    elif not hasattr(import_module(FORMATS[format].module), "render_several"):
        assert text == "\n".join(alone)
        assert [text.count(f"# {title}\n") for title in ("雪山之前", "另一篇")] in ([1, 1], [0, 0])
    if whole.appends:
        added = whole.addition(frozenset({"q-1"}), "后来")
        assert added.startswith("另一篇 · 后来\n" if format == "text" else "## 另一篇 · 后来\n")
        assert "第一，不急" not in added
