"""Nothing that comes in is believed where the interview can tell it; what it can't is called unchecked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.export.document import render
from tui.export.formats import FORMATS
from tui.export.incoming import read
from tui.interview.model.interview import Credits, Interview
from tui.quotes.collection import Collection
from tui.quotes.quote import Decision, Quote, Segment, Side, Source, State
from tui.quotes.quote_error import QuoteError
from tui.quotes.witness import REFUTED, UNCHECKED
from tui.store.quote_store import QuoteStore

from .conftest import OpenStore
from .making import TALK, make, passage_of

WORDS = "信任危机"
STEERING = "\x1b]0;x\x07\x9b31m\u202e"


@pytest.fixture
def quote(open_store: OpenStore, tmp_path: Path, talk: Interview) -> Quote:
    with open_store(tmp_path / "other") as store:
        return Collection(store, talk).add(passage_of(talk, WORDS), note="批注")


def forged(quote: Quote, **fields: Any) -> Quote:
    part = replace(quote.segments[0], **{name: fields.pop(name) for name in list(fields) if name in PARTS})
    return replace(quote, segments=(part,), **fields)


PARTS = ("label", "head")

FORGERIES: dict[str, dict[str, Any]] = {
    "speaker": {"speaker": "李雷"},
    "label": {"label": "李雷"},
    "question": {"question": (Segment(0, 0, 4, "伪造的话", 1, "记者", "记者"),)},
    "section": {"section_title": "编造的一章", "section": 1},
    "warnings": {"warnings": (f"{STEERING}!",)},
    "credits": {"source": Source("", "", "假", Credits("谁也不是"))},
}


@pytest.mark.parametrize("what", FORGERIES)
def test_the_interview_says_what_a_citation_says(
    store: QuoteStore, talk: Interview, quote: Quote, what: str
) -> None:
    fields = FORGERIES[what]
    if "source" in fields:
        fields = {"source": replace(fields["source"], digest=talk.digest)}
    collection = Collection(store, talk)
    done = collection.import_quotes([forged(quote, **fields)])
    assert done.corrected == ((quote.id, (what,)),)
    assert collection.quotes() == [quote]


def test_words_that_the_interview_does_not_say_do_not_come_in(
    store: QuoteStore, talk: Interview, quote: Quote
) -> None:
    part = quote.segments[0]
    lie = replace(quote, segments=(replace(part, text="信任充足"),))
    collection = Collection(store, talk)
    assert collection.import_quotes([lie]).missing == 1
    assert collection.quotes() == []


@pytest.mark.parametrize("words", ["谁也没有说过的话", WORDS])
def test_a_decision_is_worth_nothing_that_the_text_does_not_bear_out(
    store: QuoteStore, talk: Interview, quote: Quote, words: str
) -> None:
    edited = make("前言。\n\n" + TALK.replace(WORDS, "经济困难"))
    at = passage_of(edited, "谢谢你们").start
    decision = Decision(
        edited.digest,
        (Segment(at.paragraph, at.offset, at.offset + 4, words, 9, "李雷", "李雷"),),
        (),
        (Side(),),
    )
    collection = Collection(store, edited)
    other = replace(quote, id="q-other", segments=(Segment(7, 0, 9, "今天的访谈有三个人"),))
    collection.import_quotes([replace(quote, decision=decision), other])
    came = collection.get(quote.id)
    assert came.decision is None
    assert came.state is not State.OK


def test_a_decision_on_this_very_text_comes_along(
    open_store: OpenStore, tmp_path: Path, store: QuoteStore, talk: Interview, quote: Quote
) -> None:
    edited = make(TALK.replace("最大的困难是信任危机", "最大的困难是信任的危机"))
    with open_store(tmp_path / "third") as other:
        theirs = Collection(other, edited)
        theirs.import_quotes([quote])
        theirs.keep_words(quote.id, (passage_of(edited, "信任的危机"),))
        sent = theirs.quotes()
    collection = Collection(store, edited)
    collection.import_quotes(sent)
    (came,) = collection.quotes()
    assert came.decision == sent[0].decision
    assert came.settled


def test_that_a_quote_has_no_place_in_this_very_text_comes_along(
    open_store: OpenStore, tmp_path: Path, store: QuoteStore, quote: Quote
) -> None:
    edited = make(TALK.replace("最大的困难是信任危机", "最大的困难是信任的危机"))
    with open_store(tmp_path / "third") as other:
        theirs = Collection(other, edited)
        theirs.import_quotes([quote])
        theirs.add(passage_of(edited, "十二个人"))
        theirs.leave_orphan(quote.id)
        sent = theirs.quotes()
    collection = Collection(store, edited)
    collection.import_quotes(sent)
    came = collection.get(quote.id)
    assert (came.state, came.settled, came.decision) == (State.ORPHAN, True, Decision(edited.digest))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("garbled", UNCHECKED), ("garbled", UNCHECKED)),
        ((REFUTED,), (UNCHECKED,)),
        ((UNCHECKED, REFUTED, "question-in-answer"), ("question-in-answer", UNCHECKED)),
        (("garbled", "garbled", "unheard-of"), ("garbled", UNCHECKED)),
    ],
)
def test_doubts_from_elsewhere_are_no_doubts_of_ours(
    store: QuoteStore, quote: Quote, said: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    collection = Collection(store, make("前言。\n\n" + TALK))
    collection.import_quotes([replace(quote, warnings=said)])
    (came,) = collection.quotes()
    assert came.warnings == kept


def test_what_nobody_can_check_says_so_until_somebody_can(
    store: QuoteStore, talk: Interview, quote: Quote
) -> None:
    edited = make("前言。\n\n" + TALK)
    collection = Collection(store, edited)
    done = collection.import_quotes([forged(quote, speaker="李雷", label="李雷")])
    assert done.unchecked == 1
    (came,) = Collection(store, edited).quotes()
    assert came.warnings == (UNCHECKED,)
    for form in FORMATS:
        kind = UNCHECKED if form in ("json", "csv") else "imported, not checked"
        assert kind in render(edited, [came], form)
    # The interview that it is from comes along.
    (checked,) = Collection(store, talk).quotes()
    assert checked == quote
    (again,) = Collection(store, edited).quotes()
    assert (again.warnings, again.speaker) == ((), "王敏")
    assert Collection(store, edited).undo()


def test_what_turns_out_a_lie_says_so(store: QuoteStore, talk: Interview, quote: Quote) -> None:
    edited = make("前言。\n\n" + TALK.replace(WORDS, "信任充足"))
    part = replace(quote.segments[0], text="信任充足")
    collection = Collection(store, edited)
    collection.import_quotes([replace(quote, segments=(part,))])
    (came,) = Collection(store, talk).quotes()
    assert came.warnings == (REFUTED,)
    assert came.state is not State.OK


def test_the_text_that_is_kept_is_a_witness_too(store: QuoteStore, talk: Interview, quote: Quote) -> None:
    # Read as the program reads it, for that is how a kept text is read again.
    from tui.interview.reading import read_bytes

    real = read_bytes(TALK.encode(), "interview.md")
    Collection(store, real).add(passage_of(real, "十二个人"))
    edited = read_bytes(TALK.replace("谢谢。", "多谢。").encode(), "interview.md")
    collection = Collection(store, edited)
    done = collection.import_quotes([forged(quote, speaker="李雷", label="李雷")])
    assert (done.unchecked, [wrong for _id, wrong in done.corrected]) != (1, [])
    assert next(one for one in collection.quotes() if one.text == WORDS).speaker == "王敏"


def test_control_characters_come_in_nowhere(store: QuoteStore, quote: Quote) -> None:
    edited = make("前言。\n\n" + TALK)
    part = replace(quote.segments[0], speaker=f"{STEERING}王", label=f"{STEERING}王")
    source = Source(quote.source.digest, f"/x{STEERING}", f"题{STEERING}", Credits(*[f"作{STEERING}"] * 4))
    sent = replace(
        quote,
        segments=(part,),
        question=(replace(part, text=f"问{STEERING}？", end=part.start + len(STEERING) + 2),),
        speaker=f"{STEERING}王",
        section_title=f"章{STEERING}",
        note=f"注{STEERING}\n二",
        tags=(f"签{STEERING}",),
        warnings=(STEERING, "garbled"),
        source=source,
    )
    collection = Collection(store, edited)
    collection.import_quotes([sent])
    (came,) = collection.quotes()
    assert (came.note, came.tags, came.warnings) == ("注]0;x31m\n二", ("签]0;x31m",), ("garbled", UNCHECKED))
    for form in FORMATS:
        going = render(edited, [came], form, True)
        assert not set(STEERING) & set(going) - set("]0;x31m")


@pytest.mark.parametrize(
    "sent",
    [
        {"note": "长" * 100_001},
        {"tags": ("长" * 10_001,)},
        {"speaker": "长" * 2_001},
        {"warnings": ("garbled",) * 5_001},
    ],
    ids=["note", "tags", "speaker", "warnings"],
)
def test_what_is_longer_than_anybody_writes_is_refused(
    talk: Interview, quote: Quote, sent: dict[str, Any]
) -> None:
    incoming = read(render(talk, [replace(quote, id="q-other"), replace(quote, **sent)], "json"))
    assert ([one.id for one in incoming.quotes], len(incoming.refused)) == (["q-other"], 1)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    speaker=st.sampled_from(["记者", "李雷", "谁", STEERING]),
    label=st.sampled_from(["记者", "李雷", STEERING]),
    head=st.integers(0, 4),
    shift=st.integers(-3, 3),
    paragraph=st.integers(0, 20),
    turn=st.one_of(st.none(), st.integers(1, 2**40)),
    section=st.integers(0, 9),
    cuts=st.lists(st.integers(0, 0), max_size=2),
)
def test_whatever_is_forged_comes_in_as_the_interview_says(
    store: QuoteStore, talk: Interview, quote: Quote, head: int, shift: int, cuts: list[int], **fields: Any
) -> None:
    part = quote.segments[0]
    start = max(0, part.start + shift)
    lie = replace(
        part,
        start=start,
        end=start + len(part.text),
        head=head,
        **{name: fields[name] for name in ("speaker", "label", "paragraph", "turn")},
    )
    sent = replace(
        quote, segments=(lie,), speaker=fields["speaker"], section=fields["section"], cuts=tuple(cuts)
    )
    collection = Collection(store, talk)
    collection.import_quotes([sent])
    assert [one for one in collection.quotes() if one != quote] == []
    with pytest.raises(QuoteError):
        collection.import_quotes(
            [
                replace(
                    sent,
                    source=replace(quote.source, digest="0" * 64),
                    segments=(replace(lie, text="没有人说过这样的话而且很长很长的一句", end=start + 18),),
                )
            ]
        )
