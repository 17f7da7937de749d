"""What went out as JSON comes in again: equal, and nothing of it is believed that can't be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quotes.making import again
from tui.export.document import render
from tui.export.errors import ExportError
from tui.export.incoming import load, read
from tui.interview.model.interview import Interview
from tui.quotes.quote import Decision, Quote, Segment, Side, State

from .making import make_interview, of_words, take


def as_kept(quote: Quote) -> Quote:
    """A quote without where it stands now, which is looked for anew."""
    return replace(quote, passage=None, places=(), state=State.ORPHAN, settled=False)


def known(interview: Interview, *quotes: Quote) -> list[Quote]:
    """The quotes as taken from that interview."""
    source = take(interview, 1).source
    return [replace(quote, source=source) for quote in quotes]


@given(
    texts=st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=3),
    note=st.text(),
    tags=st.lists(st.text(), max_size=3),
)
@settings(max_examples=100, deadline=None)
def test_annotations_come_in_without_loss(texts: list[str], note: str, tags: list[str]) -> None:
    interview = again(make_interview(("甲", "问"), ("乙", "答")), digest="0" * 64)
    cut = of_words(*texts, "末")
    sides = (Side("前", "中", 0.1), Side("中", "后", 0.9))
    decision = Decision("1" * 64, (Segment(0, 2, 4, "定了", 1, "甲", "甲"),), (), sides[:1])
    quotes = known(
        interview,
        replace(of_words(*texts), note=note, tags=tuple(tags), prefix="前", suffix="后", colour="green"),
        replace(take(interview, 1, 2, note=note), state=State.CHANGED, decision=decision, settled=True),
        replace(take(interview, 2), state=State.ORPHAN, passage=None),
        replace(cut, cuts=(len(texts),), sides=sides),
    )
    text = render(interview, quotes, "json")
    assert read(text.encode().decode()).quotes == tuple(map(as_kept, quotes))


def test_a_merged_quote_that_begins_within_a_turn_comes_in(interview: Interview) -> None:
    interview = again(interview, digest="0" * 64)
    sides = (Side("前", "中", 0.1), Side("中", "后", 0.9))
    (quote,) = known(interview, replace(of_words("甲说", "乙答"), cuts=(0, 1), sides=sides))
    assert read(render(interview, [quote], "json")).quotes == (as_kept(quote),)


def test_a_lone_surrogate_survives_in_json(interview: Interview) -> None:
    interview = again(interview, digest="0" * 64)
    (quote,) = known(interview, of_words("甲\udce4乙"))
    assert read(render(interview, [quote], "json").encode().decode()).quotes == (as_kept(quote),)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[1]", "1", "null", '"x"', "NaN", "9" * 5000, '{"type": "Annotation"}',
        '{"type": "AnnotationCollection"}', '{"type": "AnnotationCollection", "first": "https://e.org/page1"}',
        '{"type": "AnnotationPage", "items": 3}', '{"first": {"items": []}}',
        '{"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [{"id": "q-1"}]}}',
        '[{"id": 1, "fangtan:quote": {}}]', '[{"id": "q-1", "fangtan:quote": {"segments": []}}]',
        '[{"id": "q-1", "fangtan:quote": []}]', '[{"id": "q-1", "target": {"selector": 3}}]',
        '[{"id": "q-1", "target": {"selector": {"type": "TextQuoteSelector", "exact": 3}}}]',
        '[{"id": "q-1", "target": {"selector": {"type": "TextQuoteSelector", "exact": " \\n "}}}]',
        "[" * 100_000, '{"a":' * 100_000,
    ],
)  # fmt: skip
def test_what_is_not_the_model_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ExportError) as caught:
        read(text, "x.json")
    assert (caught.value.kind, caught.value.path) == ("annotations", "x.json")
    assert caught.value.details["reason"]


def test_the_line_of_broken_json_is_told() -> None:
    with pytest.raises(ExportError) as caught:
        read('{\n"type": }')
    assert caught.value.details["line"] == 2


BROKEN: list[tuple[str, Any]] = [
    ("segments", []), ("segments", "x"), ("segments", None), ("segments", [{"text": "x"}]),
    ("segments", [{"paragraph": 0, "start": 0, "end": 9, "text": "短"}]),
    ("segments", [{"paragraph": -1, "start": 0, "end": 1, "text": "短"}]),
    ("segments", [{"paragraph": 0, "start": 0, "end": 0, "text": ""}]),
    ("segments", [{"paragraph": 0, "start": 0, "end": 1, "text": "短", "head": 7}]),
    ("segments", [{"paragraph": 0, "start": 0, "end": 1, "text": "短", "turn": 0}]),
    ("question", [{"paragraph": 0, "start": 3, "end": 1, "text": "x"}]), ("turn", -3), ("turn", "two"),
    ("section", -1), ("section", 1.5), ("speaker", 3), ("colour", "url(x)"), ("cuts", [7]), ("cuts", [-1]),
    ("fraction", 7.0), ("fraction", "nan"), ("prefix", "x" * 10_000), ("sides", [["a"]]), ("warnings", 3),
    ("source", {"digest": "../../etc"}), ("source", None), ("decision", {"digest": 3}), ("state", "sure"),
    ("decision", {"digest": "x", "segments": [{"paragraph": 0, "start": 0, "end": 5, "text": "短"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), BROKEN)
def test_one_malformed_annotation_is_left_out_and_told(interview: Interview, name: str, value: Any) -> None:
    interview = again(interview, digest="0" * 64)
    quotes = known(interview, take(interview, 2), take(interview, 6))
    document = json.loads(render(interview, quotes, "json"))
    document["first"]["items"][0]["fangtan:quote"][name] = value
    incoming = read(json.dumps(document))
    assert incoming.quotes == (as_kept(quotes[1]),)
    assert len(incoming.refused) == 1
    assert incoming.refused[0].startswith("1: ")


@pytest.mark.parametrize("id", ["", "q-", "q-a\n\n# x", "q-" + "a" * 200, "x", 3, None, "https://e.org/7"])
def test_an_id_that_could_not_be_ours_becomes_one_and_stays(interview: Interview, id: object) -> None:
    interview = again(interview, digest="0" * 64)
    document = json.loads(render(interview, known(interview, take(interview, 2)), "json"))
    document["first"]["items"][0]["id"] = id
    if not isinstance(id, str):
        with pytest.raises(ExportError):
            read(json.dumps(document))
        return
    first, second = read(json.dumps(document)), read(json.dumps(document))
    assert first == second
    assert first.quotes[0].id.startswith("q-")
    assert first.quotes[0].id.replace("-", "").isalnum()


def test_annotations_of_another_program() -> None:
    item = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://example.org/7",
        "type": "Annotation",
        "created": "yesterday",
        "body": [
            {"type": "TextualBody", "value": "一个想法", "purpose": "commenting"},
            {"type": "TextualBody", "value": "雪", "purpose": "tagging"},
            {"type": "Image", "id": "https://example.org/i.png"},
            "一句话",
        ],
        "target": {
            "source": "https://example.org/",
            "selector": [
                {"type": "TextPositionSelector", "start": 1, "end": 3},
                {"type": "TextQuoteSelector", "exact": "第一，\n不急。", "prefix": "王敏：", "suffix": None},
            ],
        },
    }
    for document in (item, [item], {"type": "AnnotationPage", "items": [item]}):
        (quote,) = read(json.dumps(document)).quotes
        assert (quote.text, quote.prefix, quote.suffix) == ("第一，\n不急。", "王敏", "")
        assert (quote.note, quote.tags, quote.created) == ("一个想法\n\n一句话", ("雪",), "")
        assert quote.source.digest == ""


def test_what_nobody_would_write_by_hand_is_left_out(interview: Interview) -> None:
    ours = json.loads(render(interview, [take(interview, 2)], "json"))["first"]["items"][0]
    segment = ours["fangtan:quote"]["segments"][0]
    foreign = {"type": "Annotation", "target": {"selector": {"type": "TextQuoteSelector", "exact": "一"}}}
    long = {"words": 200_001, "question": 200_001, "note": 100_001, "tags": 10_001, "names": 2_001}

    def body(name: str, length: int) -> dict[str, object]:
        tagging = name == "tags"
        # A tag counts with what parts it from the next one.
        value = "长" * (length - tagging)
        return {
            "body": [
                {"type": "TextualBody", "value": value, "purpose": "tagging" if tagging else "commenting"}
            ]
        }

    def inside(**changed: object) -> dict[str, object]:
        return {**ours, "fangtan:quote": {**ours["fangtan:quote"], **changed}}

    def selecting(length: int) -> dict[str, object]:
        return {**foreign, "target": {"selector": {"type": "TextQuoteSelector", "exact": "长" * length}}}

    def made(name: str, length: int) -> list[dict[str, object]]:
        match name:
            case "words":
                cut = {**segment, "text": "长" * length, "start": 0, "end": length, "head": 0}
                return [inside(segments=[cut]), selecting(length)]
            case "question":
                return [inside(question=[{**segment, "text": "长" * length, "start": 0, "end": length}])]
            case "names":
                return [inside(speaker="长" * length), inside(section_title="长" * length)]
            case _:
                return [{**ours, **body(name, length)}, {**foreign, **body(name, length)}]

    for name, length in long.items():
        for item in made(name, length):
            (told,) = read(json.dumps([foreign, item])).refused
            assert f"{name}: {length} > {length - 1}" in told
        for item in made(name, length - 1):
            assert len(read(json.dumps([item])).quotes) == 1, name


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "latin.json").write_bytes(b"[\xe4\xff]")
    (tmp_path / "big.json").write_text("[" + " " * 2000 + "]")
    for name, kind in (("nowhere.json", "unreadable"), (".", "unreadable"), ("latin.json", "annotations")):
        with pytest.raises(ExportError) as caught:
            load(tmp_path / name)
        assert caught.value.kind == kind
        assert caught.value.details["reason"]
    monkeypatch.setattr("tui.export.incoming.LIMIT", 1000)
    with pytest.raises(ExportError) as caught:
        load(tmp_path / "big.json")
    assert caught.value.kind == "annotations"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(name=st.sampled_from(["id", "body", "target", "created", "type", "fangtan:quote"]), value=JSON)
@settings(max_examples=200, deadline=None)
def test_whatever_stands_in_a_file_is_read_or_refused(name: str, value: Any) -> None:
    interview = again(make_interview(("甲", "问"), ("乙", "答")), digest="0" * 64)
    document = json.loads(render(interview, known(interview, take(interview, 1), take(interview, 2)), "json"))
    document["first"]["items"][0][name] = value
    incoming = read(json.dumps(document))
    assert 1 <= len(incoming.quotes) <= 2
    render(interview, incoming.quotes, "markdown")
