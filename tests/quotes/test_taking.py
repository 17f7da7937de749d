from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.quotes.anchoring.joined_key import Stream
from tui.quotes.passage_words import clip, is_blank
from tui.quotes.quote import Segment
from tui.quotes.quote_error import QuoteError
from tui.quotes.quote_from_passage import new_id, passage_of_words, take

from .making import TALK, crosses, make, passage_of

TALK_AS_MADE = make(TALK)


def whole(interview: Interview, turn: int) -> Passage:
    found = interview.turns[turn - 1]
    last = found.end - 1
    return Passage(Place(found.start, 0), Place(last, len(interview.paragraphs[last].text)))


def text_of(interview: Interview, passage: Passage) -> str:
    return take(interview, Stream(interview), passage).text


def test_a_turn_is_quoted_without_its_label(talk: Interview) -> None:
    quote = take(talk, Stream(talk), whole(talk, 2))
    assert quote.text.startswith("我在二〇一八年")
    assert quote.text.endswith("是对的。")
    assert [segment.text for segment in quote.segments] == quote.text.split("\n")
    assert (quote.turn, quote.speaker, quote.section, quote.section_title) == (2, "王敏", 1, "开始")
    assert not crosses(quote)
    assert quote.source.digest == talk.digest
    assert quote.source.credits.author == "作者"


@pytest.mark.parametrize("offset", [0, 1, 3])
def test_crossing_into_another_turn_keeps_the_labels(talk: Interview, offset: int) -> None:
    first, second = talk.turns[1], talk.turns[2]
    end = Place(second.start, len(talk.paragraphs[second.start].text))
    quote = take(talk, Stream(talk), Passage(Place(first.start, offset), end))
    assert quote.text.startswith("王敏：我在二〇一八年")
    assert quote.text.endswith("\n李雷：我是后来才加入的。")
    assert [segment.head for segment in quote.segments] == [3, 0, 3]
    assert quote.segments[-1].words == "我是后来才加入的。"
    assert quote.speakers == ("王敏", "李雷")
    assert (quote.turn, quote.speaker, crosses(quote)) == (2, "王敏", True)


def test_crossing_from_the_middle_of_a_turn(talk: Interview) -> None:
    begin = passage_of(talk, "那时候").start
    end = passage_of(talk, "我是后来").end
    assert text_of(talk, Passage(begin, end)) == (
        "那时候公司一共有十二个人。\n我们不知道以后会怎么样，但是我们相信这件事情是对的。\n李雷：我是后来"
    )


def test_an_end_inside_the_next_label_stays_in_the_turn(talk: Interview) -> None:
    begin = passage_of(talk, "我们不知道").start
    assert text_of(talk, Passage(begin, Place(talk.turns[2].start, 2))) == (
        "我们不知道以后会怎么样，但是我们相信这件事情是对的。"
    )


def test_blanks_at_both_ends_go() -> None:
    interview = make("王敏：　 我说  \u3000\n")
    assert text_of(interview, Passage(interview.start, interview.end)) == "我说"


@pytest.mark.parametrize("text", ["王敏：\n", "王敏：   \n", "\u3000 x\n"])
def test_nothing_but_label_and_blanks_is_refused(text: str) -> None:
    interview = make(text)
    length = len(interview.paragraphs[0].text.rstrip("x"))
    with pytest.raises(ValueError, match="empty"):
        clip(interview, Passage(Place(0, 0), Place(0, length)))
    with pytest.raises(ValueError, match="empty"):
        clip(interview, Passage(Place(0, 1), Place(0, 1)))


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    def place() -> Place:
        paragraph = draw(st.integers(0, len(TALK_AS_MADE.paragraphs) - 1))
        return Place(paragraph, draw(st.integers(0, len(TALK_AS_MADE.paragraphs[paragraph].text))))

    return Passage(place(), place())


@given(passages())
def test_a_quotes_words_are_words_of_the_passage_at_its_place(passage: Passage) -> None:
    try:
        quote = take(TALK_AS_MADE, Stream(TALK_AS_MADE), passage)
    except ValueError:
        assert all(
            is_blank(char) or start + at < TALK_AS_MADE.paragraphs[number].label
            for number, start, end in TALK_AS_MADE.slices(Passage.between(*passage))
            for at, char in enumerate(TALK_AS_MADE.paragraphs[number].text[start:end])
        )
        return
    assert quote.passage
    assert quote.text == TALK_AS_MADE.words(quote.passage)
    assert not is_blank(quote.text[0])
    assert not is_blank(quote.text[-1])
    if not crosses(quote) and quote.segments[0].turn:
        assert all(segment.head == 0 for segment in quote.segments)
    # Taking the same again changes nothing more.
    assert clip(TALK_AS_MADE, quote.passage) == quote.passage


def test_the_question_goes_with_the_answer(talk: Interview) -> None:
    quote = take(talk, Stream(talk), passage_of(talk, "信任危机"))
    assert [(part.text, part.label) for part in quote.question] == [
        ("公司遇到过什么困难？", "记者"),
        ("最难的是哪一次？", "记者"),
    ]
    # Another guest's turn stands between this answer and its question.
    other = take(talk, Stream(talk), passage_of(talk, "我们不知道", 1))
    assert other.speaker == "李雷"
    assert [part.text for part in other.question] == ["公司遇到过什么困难？", "最难的是哪一次？"]


def test_what_is_asked_in_several_turns_is_one_question() -> None:
    interview = make("王敏：早。\n记者：你好吗？ \n记者： 真的吗？\n王敏：真的。\n")
    quote = take(interview, Stream(interview), passage_of(interview, "真的。"))
    assert [segment.text for segment in quote.question] == ["你好吗？", "真的吗？"]


def test_a_question_has_no_question(talk: Interview) -> None:
    assert take(talk, Stream(talk), passage_of(talk, "最难的")).question == ()
    assert take(talk, Stream(talk), passage_of(talk, "今天的访谈")).question == ()


def test_with_no_known_interviewer_the_question_is_the_turn_before() -> None:
    interview = make("王敏：第一句。\n李雷：第二句。\n王敏：第三句。\n", interviewers=())
    quote = take(interview, Stream(interview), passage_of(interview, "第三句"))
    assert [part.text for part in quote.question] == ["第二句。"]


def test_a_question_of_an_earlier_section_is_not_asked_again() -> None:
    interview = make("# 一\n记者：问一？\n王敏：答一。\n# 二\n王敏：另说。\n王敏：再说。\n")
    assert take(interview, Stream(interview), passage_of(interview, "另说")).question == ()
    assert take(interview, Stream(interview), passage_of(interview, "再说")).question == ()
    closing = make("# 一\n记者：问一？\n# 二\n王敏：答。\n")
    asked = take(closing, Stream(closing), passage_of(closing, "答。")).question
    assert [segment.text for segment in asked] == ["问一？"]


def test_a_turn_with_a_warning_hands_it_to_its_quotes() -> None:
    text = "记者：问一？\n王敏：答一。\n王敏：那么然后呢？\n王敏：然后答二。\n"
    interview = make(text, flagged={3: "question-in-answer"})
    flagged = take(interview, Stream(interview), passage_of(interview, "那么然后"))
    assert flagged.warnings == ("question-in-answer",)
    assert flagged.speaker == "王敏"
    answer = take(interview, Stream(interview), passage_of(interview, "然后答二"))
    assert answer.warnings == ()
    # The source's label is told, not repaired.
    assert [(part.text, part.label) for part in answer.question] == [("那么然后呢？", "王敏")]


def test_words_are_found_exactly_first_then_by_their_match_key(talk: Interview) -> None:
    def words(turn: int, text: str | None) -> str:
        return talk.words(passage_of_words(talk, turn, text))

    assert words(2, "公司一共") == "公司一共"
    assert words(2, "那时候公司一共有十二个人。我们不知道") == "那时候公司一共有十二个人。\n我们不知道"
    assert words(2, " 創業，那時候 ") == "创业，那时候"
    assert words(5, "我们用了3.5年才走出来。") == "我们用了 3.5 年才走出来，"
    assert words(1, None) == "你什么时候开始创业的？"


@pytest.mark.parametrize("text", ["没有的话", "。。", "", "5年", "王敏"])
def test_words_that_are_not_there_are_not_guessed(talk: Interview, text: str) -> None:
    with pytest.raises(QuoteError) as raised:
        passage_of_words(talk, 5, text)
    assert raised.value.kind == "words-not-found"


@pytest.mark.parametrize("turn", [0, -1, 99])
def test_a_turn_that_is_not_there(talk: Interview, turn: int) -> None:
    with pytest.raises(QuoteError) as raised:
        passage_of_words(talk, turn, None)
    assert raised.value.kind == "no-such-turn"


def test_ids_do_not_collide_and_serve_as_block_ids() -> None:
    ids = {new_id() for _ in range(20_000)}
    assert len(ids) == 20_000
    assert all(len(id) == 12 and id.startswith("q-") and id[2:].isalnum() and id.isascii() for id in ids)


def test_words_are_not_cut_out_of_other_words() -> None:
    interview = make("王敏：My Partner said 13.5 of us knew nothing of art.\n")
    whole = interview.words(passage_of_words(interview, 1, None))
    for words in ("art", "ART"):
        assert passage_of_words(interview, 1, words).start.offset == len("王敏：") + whole.index("art.")
    for words in ("artner", "Artner", "Part", "13", "5 of", "kne", "NEW"):
        with pytest.raises(QuoteError) as error:
            passage_of_words(interview, 1, words)
        assert error.value.kind == "words-not-found"


def test_words_that_are_left_out_between_two_paragraphs_show_as_dots() -> None:
    interview = make("王敏：甲。乙。\n丙。丁。\n")
    quote = take(interview, Stream(interview), passage_of(interview, "甲。乙。"))
    first, second = quote.segments[0], Segment(1, 2, 4, "丁。", 1, "王敏", "王敏")
    assert replace(quote, segments=(first, second)).text == "甲。乙。\n……\n丁。"
    assert (
        replace(quote, segments=(first, replace(second, start=0, text="丙。丁。"))).text
        == "甲。乙。\n丙。丁。"
    )
