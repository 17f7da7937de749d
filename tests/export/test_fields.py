"""Each thing that an export says or keeps, and the one case in which it must not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.quotes.making import again
from tui.export.atomic import existing, write_atomically
from tui.export.citation import citation
from tui.export.document import Export, render
from tui.export.errors import ExportError
from tui.export.file import Choice, Done, foresee, write
from tui.export.incoming import read
from tui.export.template import Template
from tui.export.template import render as render_template
from tui.export.unkept import take_in, waiting
from tui.interview.model.interview import Interview, Warning
from tui.interview.model.place import Passage, Place
from tui.locale.messages import EXPORT_ERRORS, export_error_words
from tui.quotes.collection import Collection
from tui.quotes.quote import Quote, Segment, Side, Source, State
from tui.store.sqlite.opening import open_database

from .making import GUEST, HOST, make_interview, of_words, take

# -- what a template is given --------------------------------------------------------------------------------


def test_a_template_is_given_every_field(interview: Interview) -> None:
    quote = replace(take(interview, 3, 4, note="注", tags=("甲", "乙")), id="q-1", colour="blue")
    text = "{{ title }}|{{ author }}|{{ publisher }}|{{ date }}|{{ url }}|{{ with_question }}"
    for name in [
        "id",
        "text",
        "paragraphs",
        "speaker",
        "speakers",
        "turn",
        "section",
        "section_title",
        "heading",
        "place",
        "percent",
        "note",
        "tags",
        "colour",
        "state",
        "cautions",
        "question",
        "created",
    ]:
        text += f"\n{name}={{{{ quotes[0].{name} }}}}"
    selection = Export(interview, (quote,), with_question=True).selection
    assert render_template([selection], Template(text)).splitlines() == [
        "雪山之前|李雷|远见杂志|2024-03-01|https://example.org/a?b=1&copy=2|True",
        "id=q-1",
        "text=《远见》：然后呢？",
        "王敏：你会不会后悔？",
        "paragraphs=['《远见》：然后呢？', '王敏：你会不会后悔？']",
        "speaker=《远见》",
        "speakers=['《远见》', '王敏']",
        "turn=3",
        "section=2",
        "section_title=02 第*一*步",
        "heading=02 第*一*步",
        "place=《远见》, 王敏 · 02 第*一*步 · Turns 3–4 · 61%",
        "percent=61",
        "note=注",
        "tags=['甲', '乙']",
        "colour=blue",
        "state=ok",
        'cautions=["Caution: labelled 王敏, but it reads like a question of the interviewer\'s"]',
        "question={'speaker': '王敏', 'text': '第一，不急。\\n第二，[x](y) 也不急。'}",
        "created=2024-03-02T08:00:00Z",
    ]


# -- cautions, places, times ---------------------------------------------------------------------------------


def test_doubts_of_todays_turns_are_none_of_a_quote_from_another_state(interview: Interview) -> None:
    # Today the fourth turn is 王敏's; then it was somebody else's.
    old = replace(
        take(interview, 4), source=Source("0" * 64), speaker="张三", warnings=("question-in-answer",)
    )
    assert "[Caution: labelled 张三, but it reads" in citation(interview, old)
    # Which label it may be a slip for isn't known of another state.
    slip = replace(old, warnings=("similar-labels",))
    assert "[Caution: The label may hold a slip.]" in citation(interview, slip)
    assert "[Caution: labelled 王敏, but it reads" in citation(interview, take(interview, 4))
    unknown = replace(take(interview, 4), source=Source())
    assert "[Caution: labelled 王敏, but it reads" in citation(interview, unknown)


@pytest.mark.parametrize(
    ("offset", "percent"), [(0, 32), (2, 38), (5, 46)], ids=["at its start", "within", "at its end"]
)
def test_how_far_in_a_quote_stands_counts_within_its_paragraph(offset: int, percent: int) -> None:
    interview = make_interview((GUEST, "一二三四五六七八九十"), (HOST, "一二三四五六七八九十"), title="题")
    quote = take(interview, 1)
    start = quote.passage.start if quote.passage else Place(0, 0)
    moved = replace(quote, passage=Passage(Place(start.paragraph, start.offset + offset), Place(9, 9)))
    assert Export(interview, (moved,)).selection.percent(moved) == percent


@pytest.mark.parametrize("state", State)
def test_time_and_share_are_told_of_sure_places_alone(interview: Interview, state: State) -> None:
    quote = replace(take(interview, 6), state=state)
    sure = state in (State.OK, State.CHANGED)
    assert ("96%" in render(interview, [quote], "text")) is sure
    assert ("Caution" in render(interview, [quote], "text")) is (state is not State.OK)


# -- notes and questions -------------------------------------------------------------------------------------


def test_a_note_from_windows_keeps_its_lines(interview: Interview) -> None:
    quote = take(interview, 6, note="一\r\n二\r\n\r\n三\n  \n四")
    text = render(interview, [quote])
    assert text.endswith("\n\n**Note**: 一\\\n二\n\n三\n\n四\n")


def test_each_who_asks_is_named_where_the_next_one_begins(interview: Interview) -> None:
    asked = tuple(
        Segment(number, 0, 2, words, number, who, who)
        for number, (who, words) in enumerate(
            (("甲", "一？"), ("甲", "二？"), ("乙", "三？"), ("甲", "四？")), 1
        )
    )
    text = render(interview, [replace(take(interview, 6), question=asked)], with_question=True)
    assert "**甲**: 一？\n\n二？\n\n**乙**: 三？\n\n**甲**: 四？\n\n> 没有了。" in text


# -- files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("end", "other"), [("\r\n", "\n"), ("\n", "\r\n")])
def test_what_is_appended_ends_its_lines_as_the_file_does(
    tmp_path: Path, interview: Interview, end: str, other: str
) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(f"mine{end}and more".encode())
    write(path, Export(interview, (take(interview, 2),)), {}, Choice.APPEND, "New")
    added = path.read_bytes().decode().removeprefix(f"mine{end}and more")
    assert added.startswith(f"{end}{end}## New{end}{end}")
    assert added.replace("\r\n", "").count("\n") == (0 if end == "\r\n" else added.count("\n"))
    assert ("\r\n" in added) is (end == "\r\n")


@pytest.mark.parametrize("path", ["-", ""])
def test_of_two_interviews_from_standard_input_neither_owns_the_others_export(
    tmp_path: Path, path: str
) -> None:
    one, other = (
        again(make_interview((HOST, "问"), (GUEST, words)), path=path, digest=letter * 64)
        for words, letter in (("一", "1"), ("二", "2"))
    )
    file, remembered = tmp_path / "x.md", dict[str, str]()
    assert write(file, Export(one, (take(one, 2),)), remembered).done is Done.WRITTEN
    outcome = write(file, Export(other, (take(other, 2),)), remembered)
    assert (outcome.done, outcome.reason) == (Done.ASK, "foreign")
    assert foresee(file, Export(other, (take(other, 2),)), remembered, "x").reason == "foreign"


def test_beside_writes_no_third_file_where_a_second_has_it_all(tmp_path: Path, interview: Interview) -> None:
    export = Export(interview, (take(interview, 2),))
    path = tmp_path / "x.md"
    path.write_text("mine")
    assert write(path, export, {}, Choice.BESIDE).path == tmp_path / "x 2.md"
    # Nothing is remembered any more, but the very same words stand there.
    assert write(path, export, {}, Choice.BESIDE).path == tmp_path / "x 2.md"
    assert {found.name for found in tmp_path.iterdir()} == {"x.md", "x 2.md"}


def test_what_somebody_wrote_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"theirs")
    for replaces in (b"ours", None):
        with pytest.raises(FileExistsError):
            write_atomically(path, b"new", replaces)
        assert path.read_bytes() == b"theirs"
    path.chmod(0o640)
    write_atomically(path, b"new", b"theirs")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert existing(path) == b"new"
    assert [found.name for found in tmp_path.iterdir()] == ["x.md"]


@pytest.mark.parametrize("kind", EXPORT_ERRORS)
def test_every_kind_of_error_has_words_of_its_own(kind: str) -> None:
    words = export_error_words(ExportError(kind, "/x/y", reason="so", line=0, limit=3, name="docx"))
    assert "{" not in words
    assert ("docx" if kind == "format" else "/x/y") in words


# -- coming in -----------------------------------------------------------------------------------------------


def one_annotation(**fields: object) -> Quote:
    item = {
        "type": "Annotation",
        "id": "urn:x",
        "target": {"selector": {"type": "TextQuoteSelector"}},
        **fields,
    }
    (quote,) = read(json.dumps(item)).quotes
    return quote


def test_an_annotation_of_another_program_field_by_field() -> None:
    selector = {"type": "TextQuoteSelector", "exact": "一\r\n二", "prefix": "前 面", "suffix": "后，面"}
    quote = one_annotation(
        target=[{"selector": [{"type": "Other"}, selector]}],
        body=["words", {"purpose": "tagging", "value": "雪"}, {"purpose": "replying", "value": "more"},
              {"purpose": "describing", "value": "so"}, {"purpose": "linking", "value": "no"}, 7],
        created="2024-03-01T08:07:00Z",
    )  # fmt: skip
    assert [part.text for part in quote.segments] == ["一", "二"]
    assert (quote.prefix, quote.suffix, quote.fraction) == ("前面", "后面", 0.5)
    assert (quote.note, quote.tags) == ("words\n\nmore\n\nso", ("雪",))
    assert quote.created == "2024-03-01T08:07:00Z"
    assert quote.source.digest == ""
    assert one_annotation(target={"selector": selector}, created="yesterday").created == ""
    assert one_annotation(target={"selector": selector}).id == quote.id


def test_of_two_annotations_of_one_id_the_first_is_taken() -> None:
    items = [
        {"id": "urn:fangtan:q-1", "target": {"selector": {"type": "TextQuoteSelector", "exact": words}}}
        for words in ("一", "二")
    ]
    assert [quote.text for quote in read(json.dumps(items)).quotes] == ["一"]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("turn", 0, "turn"), ("section", -1, "section"), ("colour", "pink", "colour"), ("cuts", [9], "cuts"),
        ("segments", [], "segments"), ("fraction", 1.5, "sides"), ("prefix", "x" * 500, "sides"),
    ],
)  # fmt: skip
def test_what_no_quote_can_have_is_refused_by_its_name(
    interview: Interview, field: str, value: object, reason: str
) -> None:
    source = replace(take(interview, 2).source, digest="0" * 64)
    document = json.loads(render(interview, [replace(take(interview, 2), source=source)], "json"))
    good = json.dumps(document)
    assert len(read(good).quotes) == 1
    document["first"]["items"][0]["fangtan:quote"][field] = value
    with pytest.raises(ExportError) as caught:
        read(json.dumps(document))
    assert str(caught.value.details["reason"]) == f"1: {reason}"


def test_a_file_of_what_was_not_kept_stays_while_some_of_it_is_missing(tmp_path: Path) -> None:
    from tests.quotes.making import TALK, make, passage_of

    talk = make(TALK)
    with open_database(tmp_path / "other") as database:
        collection = Collection(database, talk)
        quotes = [collection.add(passage_of(talk, words)) for words in ("信任危机", "十二个人")]
    lie = replace(quotes[1], id="q-lie", segments=(replace(quotes[1].segments[0], text="十九个人"),))
    data = tmp_path / "data"
    with open_database(data) as database:
        collection = Collection(database, talk)
        path = data / f"unkept-{talk.digest[:16]}-1.json"
        path.write_text(render(talk, [quotes[0], lie], "json"), "utf-8")
        (done,) = take_in(collection, data)
        assert (len(done.added), done.missing) == (1, 1)
        assert waiting(data, talk) == [path]
        path.write_text(render(talk, quotes, "json"), "utf-8")
        take_in(collection, data)
        assert waiting(data, talk) == []
        assert [quote.text for quote in collection.quotes()] == ["信任危机", "十二个人"]


def test_a_merged_quote_goes_out_with_all_that_finds_it(interview: Interview) -> None:
    sides = (Side("前", "中", 0.1), Side("中", "后", 0.9))
    source = replace(take(interview, 2).source, digest="0" * 64)
    quote = replace(of_words("一", "二"), cuts=(1,), sides=sides, source=source, warnings=("garbled",))
    (came,) = read(render(again(interview, warnings=(Warning("garbled", 1),)), [quote], "json")).quotes
    assert (came.cuts, came.sides, came.warnings) == (quote.cuts, sides, ("garbled",))
