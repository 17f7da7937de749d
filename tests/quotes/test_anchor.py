from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.quotes.anchoring.anchor import LONG, find
from tui.quotes.anchoring.joined_key import Stream
from tui.quotes.anchoring.other_places import elsewhere
from tui.quotes.quote import Quote, State
from tui.quotes.quote_from_passage import take

from .making import TALK, crosses, make, passage_of

SURE = (State.OK, State.CHANGED)


def taken(interview: Interview, words: str, nth: int = 0) -> Quote:
    return take(interview, Stream(interview), passage_of(interview, words, nth))


def found(quote: Quote, interview: Interview, *, copies: int = 0) -> tuple[State, str | None]:
    state, passage = find(Stream(interview), quote, lambda: copies)
    return state, interview.words(passage) if passage else None


def edited(*edits: tuple[str, str]) -> Interview:
    text = TALK
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return make(text)


LONG_WORDS = "我们不知道以后会怎么样，但是我们相信这件事情是对的。"


def test_unchanged_words_are_ok_wherever_they_moved(talk: Interview) -> None:
    quote = taken(talk, "信任危机")
    assert find(Stream(talk), quote) == (State.OK, quote.passage)
    assert found(quote, make("前言一。\n\n前言二。\n\n" + TALK)) == (State.OK, "信任危机")


def test_each_copy_of_the_same_words_is_found_at_its_own_place(talk: Interview) -> None:
    for nth, speaker in enumerate(("王敏", "李雷")):
        quote = taken(talk, LONG_WORDS, nth)
        changed = edited(("二〇一八年", "2018 年"), ("谢谢。", "多谢。"), ("后来才", "后来"))
        state, passage = find(Stream(changed), quote)
        assert passage
        assert (state, changed.turn_at(passage.start.paragraph).speaker) == (State.OK, speaker)  # type: ignore[union-attr]


def test_a_deleted_quote_does_not_jump_to_another_speakers_copy(talk: Interview) -> None:
    for nth, gone in enumerate(("\n" + LONG_WORDS, "李雷：" + LONG_WORDS + "\n")):
        state, _ = found(taken(talk, LONG_WORDS, nth), edited((gone, "")))
        assert state not in SURE


def test_other_numbers_and_dropped_negations_are_for_a_person(talk: Interview) -> None:
    for words, old, new in (
        ("我在二〇一八年开始创业，那时候公司一共有十二个人。", "十二个人", "十五个人"),
        (LONG_WORDS, "我们不知道", "我们知道"),
        ("我们用了 3.5 年才走出来，花掉了 40% 的钱。", "3.5", "35"),
        ("我们用了 3.5 年才走出来，花掉了 40% 的钱。", "40%", "40"),
    ):
        state, text = found(taken(talk, words), edited((old, new)))
        assert (state, text) == (State.REVIEW, words.replace(old, new))


def test_other_words_of_the_same_shape_are_never_taken_for_the_quote(talk: Interview) -> None:
    state, _ = found(taken(talk, "信任危机"), edited(("信任危机", "经济危机")))
    assert state not in SURE


def test_the_same_words_under_another_label_are_for_a_person(talk: Interview) -> None:
    state, text = found(taken(talk, "我是后来才加入的"), edited(("李雷：我是", "王敏：我是")))
    assert (state, text) == (State.REVIEW, "我是后来才加入的")


def test_a_label_that_came_into_the_middle_is_for_a_person(talk: Interview) -> None:
    start, end = passage_of(talk, "那时候公司").start, passage_of(talk, "这件事情是对的。").end
    quote = take(talk, Stream(talk), Passage(start, end))
    assert found(quote, talk)[0] is State.OK
    state, _ = found(quote, edited(("\n我们不知道", "\n李雷：我们不知道")))
    assert state is State.REVIEW


def test_a_light_edit_is_changed_with_exact_ends(talk: Interview) -> None:
    quote = taken(talk, LONG_WORDS)
    for old, new in (("这件事情", "这事情"), ("但是", "可是"), ("。\n\n李雷：我是", "！\n\n李雷：我是")):
        state, text = found(quote, edited((old, new)))
        assert state is State.CHANGED
        assert text in (LONG_WORDS.replace(old, new), LONG_WORDS[:-1] + "！")


def test_paragraphs_joined_or_split_are_still_the_same_words(talk: Interview) -> None:
    start, end = passage_of(talk, "那时候公司").start, passage_of(talk, "这件事情是对的。").end
    quote = take(talk, Stream(talk), Passage(start, end))
    assert found(quote, edited(("十二个人。\n", "十二个人。"))) == (State.OK, quote.text.replace("\n", ""))
    single = taken(talk, LONG_WORDS)
    assert found(single, edited(("怎么样，", "怎么样，\n"))) == (
        State.OK,
        LONG_WORDS.replace("，", "，\n"),
    )


def test_a_quote_over_several_turns(talk: Interview) -> None:
    start, end = passage_of(talk, "那时候公司").start, passage_of(talk, "加入的。").end
    quote = take(talk, Stream(talk), Passage(start, end))
    assert crosses(quote)
    assert found(quote, make("前言。\n\n" + TALK)) == (State.OK, quote.text)
    state, text = found(quote, edited(("后来才加入", "后来加入")))
    assert (state, text) == (State.CHANGED, quote.text.replace("后来才加入", "后来加入"))


def test_marks_at_the_ends_stay_with_the_quote() -> None:
    text = "王敏：他当时说「我们一定会成功的，对吧？」然后就走了，再也没有回来过。\n"
    interview = make(text)
    quote = taken(interview, "「我们一定会成功的，对吧？」")
    assert found(quote, make("前言。\n" + text), copies=1) == (State.OK, quote.text)
    state, words = found(quote, make(text.replace("「", "“").replace("」", "”").replace("，", "、")))
    assert (state, words) == (State.CHANGED, "“我们一定会成功的、对吧？”")


def test_marks_alone_are_found_in_their_gap_or_not_at_all() -> None:
    text = "记者：那你后悔过当初的决定吗？\n王敏：……\n记者：好，那我们就说说别的事情吧。\n"
    interview = make(text)
    quote = taken(interview, "……")
    assert found(quote, make("前言。\n" + text)) == (State.OK, "……")
    assert found(quote, make(text.replace("……", "没有。"))) == (State.ORPHAN, None)


def test_a_very_long_quote_that_changed_is_for_a_person() -> None:
    rng = random.Random(3)
    body = "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(LONG + 500))
    interview = make(f"前面的话说完了。\n王敏：{body}\n记者：后面的话也说完了。\n")
    quote = taken(interview, body)
    assert found(quote, make("新。\n" + interview.source)) == (State.OK, body)
    touched = body[:2000] + "改" + body[2001:]
    state, words = found(quote, make(interview.source.replace(body, touched)))
    assert (state, words) == (State.REVIEW, touched)


def test_nothing_is_found_in_another_interview(talk: Interview) -> None:
    other = make("记者：今天天气如何？\n王敏：很好，我们去划船吧，湖上没有风。\n")
    assert found(taken(talk, LONG_WORDS), other) == (State.ORPHAN, None)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_quote_is_ok_in_the_text_it_came_from_or_undecided(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.text("甲乙丙。 ab1", min_size=1, max_size=8), min_size=1, max_size=6))
    interview = make("\n".join(lines))
    places = [
        Place(number, offset)
        for number, paragraph in enumerate(interview.paragraphs)
        for offset in range(len(paragraph.text) + 1)
    ]
    if len(places) < 2:
        return
    one, other = data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))
    try:
        quote = take(interview, Stream(interview), Passage(one, other))
    except ValueError:
        return
    state, passage = find(Stream(interview), quote)
    if state in SURE:
        assert (state, passage) == (State.OK, quote.passage)


@pytest.mark.parametrize("nth", range(4))
@pytest.mark.parametrize("words", ["做长文本", "先把长文本这件事情做好"])
def test_words_that_are_soon_said_again_are_not_taken_for_each_other(words: str, nth: int) -> None:
    said = [f"{head}{words}，" for head in ("一开始", "后来还是", "后来又", "到最后也是", "再往后仍旧")]

    def talk() -> Interview:
        return make(
            f"记者：你们是怎么一步一步走来的？\n王敏：{''.join(said)}就是这样。\n记者：好，明白了。\n"
        )

    quote = taken(talk(), words, nth)
    # The quote's own copy is edited beyond recognition; the next one is the same and stands right there.
    said[nth] = said[nth].replace(words, "换了别的")
    changed = talk()
    state, _ = found(quote, changed)
    assert state not in SURE


AGAIN = (
    "记者：第一年大家是怎么过来的，有没有人想过要走，还是说都坚持住了？\n"
    "王敏：说实话很难。我们每天都在讨论下一步怎么走。我们当时谁也没有退路可以选。后来就慢慢好起来了，人也多了。\n"
    "记者：第二年大家是怎么过来的，有没有人想过要走，还是说都坚持住了？\n"
    "王敏：说实话很难。我们每天都在讨论下一步怎么走。我们当时谁也没有退路可以选。但那时候钱已经不是问题了。\n"
    "记者：那么第三年又怎么样呢，听说换了办公室，也换了方向？\n"
)
TWICE = "我们当时谁也没有退路可以选。"


@pytest.mark.parametrize("nth", [0, 1])
def test_words_said_twice_are_not_found_at_their_twin_once_they_are_deleted(nth: int) -> None:
    quote = taken(make(AGAIN), TWICE, nth)
    at = AGAIN.index(TWICE) if nth == 0 else AGAIN.rindex(TWICE)
    state, words = found(quote, make(AGAIN[:at] + AGAIN[at + len(TWICE) :]))
    assert (state, words) == (State.REVIEW, TWICE)
    assert found(quote, make(AGAIN.replace("很难", "难"))) == (State.OK, TWICE)


def test_of_words_said_twice_in_a_row_one_that_is_deleted_is_for_a_person() -> None:
    text = AGAIN.replace(TWICE, TWICE + TWICE, 1)
    for nth in (0, 1):
        state, _ = found(taken(make(text), TWICE, nth), make(AGAIN))
        assert state is State.REVIEW


def test_words_said_once_are_sure_though_the_sentence_beside_them_is_gone() -> None:
    once = "但那时候钱已经不是问题了。"
    quote = taken(make(AGAIN), once)
    changed = make(
        AGAIN.replace("记者：那么第三年又怎么样呢，听说换了办公室", "记者：那么第三年呢，听说换了办公室")
    )
    assert found(quote, changed, copies=1) == (State.OK, once)
    # Where it is not known that they were said once, both sides have to say so.
    assert found(quote, changed) == (State.REVIEW, once)


def test_a_long_passage_said_twice_is_not_found_where_it_is_left() -> None:
    told = (
        "那一年我们搬了三次办公室，最后一次是在冬天，大家自己动手，把桌子一张一张抬上楼去。"
        "没有人抱怨，也没有人问下个月的工资在哪里。我当时就想，这样的一群人不会输。"
        "后来别人问起我们是怎么熬过来的，我总是说起那一天，说起那些桌子，说起楼梯上的灯。"
    )
    between = "".join(
        f"记者：第{number}个问题是什么？\n王敏：第{number}个回答。\n" for number in "一二三四五六七八九"
    )
    twice = f"王敏：{told}\n{between}王敏：{told}\n记者：谢谢。\n"
    quote = taken(make(twice), "没有人抱怨，也没有人问下个月的工资在哪里。")
    gone = twice.replace(f"王敏：{told}\n", "", 1)
    for copies in (0, 2):
        assert found(quote, make(gone), copies=copies) == (State.REVIEW, quote.text)


PARALLEL = (
    "记者：你怎么看今天的全球大模型产业，它走到哪一步了？\n"
    "王敏：我觉得还早，谁也说不准。全球大模型产业给我们带来了收入，也带来了麻烦。先说到这里。\n"
    "记者：你怎么看今天的国产大模型产业，它走到哪一步了？\n"
    "王敏：我觉得不早了，已经有人赚钱。国产大模型产业给我们带来了收入，也带来了麻烦。就是这样。\n"
)


@pytest.mark.parametrize(("own", "twin"), [("全球", "国产"), ("国产", "全球")])
@pytest.mark.parametrize("known", [True, False])
def test_no_quote_has_changed_into_its_twin_while_its_own_words_stand(
    own: str, twin: str, known: bool
) -> None:
    words = f"{own}大模型产业给我们带来了收入，也带来了麻烦。"
    interview = make(PARALLEL)
    quote, then = taken(interview, words), Stream(interview).key
    swapped = PARALLEL
    for one, other in ((words, "＊"), (words.replace(own, twin), words), ("＊", words.replace(own, twin))):
        swapped = swapped.replace(one, other)
    today = make(swapped)
    state, passage = find(Stream(today), quote, then=lambda: then if known else "")
    assert passage
    assert state in (State.OK, State.REVIEW)
    assert state is State.REVIEW or today.words(passage) == words
    # Both places are there to choose from.
    shown = {today.words(passage), *map(today.words, elsewhere(Stream(today), quote))}
    assert {words, words.replace(own, twin)} <= shown


def test_a_quote_that_is_gone_is_not_found_at_its_twin() -> None:
    words = "全球大模型产业给我们带来了收入，也带来了麻烦。"
    interview = make(PARALLEL)
    then = Stream(interview).key
    # The whole round is gone; the other one is nearly the same and now stands where it stood.
    today = make(PARALLEL[PARALLEL.rindex("记者") :])
    for quote in (taken(interview, words), taken(interview, "全球大模型产业，它走到哪一步了？")):
        assert find(Stream(today), quote, then=lambda: then)[0] not in SURE


def test_a_quote_over_turns_has_not_changed_where_one_of_its_sentences_stands_elsewhere() -> None:
    interview = make(PARALLEL)
    start = passage_of(interview, "你怎么看今天的全球").start
    end = passage_of(interview, "我觉得还早，谁也说不准。").end
    quote = take(interview, Stream(interview), Passage(start, end))
    noun = "你怎么看今天的全球大模型产业，它走到哪一步了？"
    today = make(PARALLEL.replace(noun, noun.replace("全球", "国产")) + f"记者：我再问一次，{noun}\n")
    assert find(Stream(today), quote)[0] not in SURE
    light = make(PARALLEL.replace("我觉得还早", "我觉得还挺早"))
    assert find(Stream(light), quote)[0] is State.CHANGED


def test_a_label_of_the_same_speaker_that_came_into_the_middle_is_for_a_person(talk: Interview) -> None:
    quote = take(
        talk,
        Stream(talk),
        Passage(passage_of(talk, "那时候公司").start, passage_of(talk, "这件事情是对的。").end),
    )
    assert found(quote, edited(("\n我们不知道", "\n王敏：我们不知道")))[0] is State.REVIEW


def test_an_edited_quote_has_not_changed_beside_a_copy_of_it_that_was_put_in() -> None:
    # Both sides are what they were; the copy may be where it has gone all the same.
    words = "我们每天都在讨论下一步怎么走。"
    quote = taken(make(AGAIN), words)
    today = make(
        AGAIN.replace(words, "我们天天都在讨论下一步怎么走。").replace(
            "记者：那么", f"王敏：{words}\n记者：那么"
        )
    )
    assert found(quote, today)[0] is State.REVIEW


def test_an_edited_original_is_not_given_up_for_a_copy_with_all_around_it() -> None:
    words = "我们每天都在讨论下一步怎么走。"
    between = "".join(f"李雷：这里说的是第{number}件别的事情。\n" for number in "甲乙丙丁戊己庚辛壬癸")
    told = AGAIN[: AGAIN.index("记者：第二年")]
    quote = taken(make(told + between), words)
    edited_first = told.replace("每天都在", "天天都在")
    assert found(quote, make(edited_first + between + told + between), copies=1)[0] is State.REVIEW
    # Where the copy has less around it, too.
    assert found(quote, make(edited_first + between + told), copies=1)[0] is State.REVIEW


def test_a_few_words_that_were_said_twice_are_known_by_what_is_nearest_to_them() -> None:
    rounds = [
        f"记者：请给{thing}打分，并且说说理由。\n王敏：我给{thing}三分。\n" for thing in ("长文本", "多模态")
    ]
    text = f"记者：我们一个一个来，先说说看。\n{''.join(rounds)}记者：好，都记下来了，谢谢。\n"
    then = Stream(make(text)).key
    quote = taken(make(text), "打分，并且说说理")
    # The two questions have changed places, and the answers have not.
    swapped = text.replace("请给长文本", "＊").replace("请给多模态", "请给长文本").replace("＊", "请给多模态")
    assert find(Stream(make(swapped)), quote, then=lambda: then)[0] is State.REVIEW


def test_of_two_alike_in_all_around_them_the_one_that_is_left_is_for_a_person() -> None:
    told = (
        "记者：那一年是怎么过来的，有没有人想过要走，还是说大家都坚持了下来，一个都没有少？"
        "我很想听听你自己怎么说，慢慢说。\n"
        "王敏：没有人问下个月的工资在哪里。我当时就想，这样的一群人不会输，后来我也总是这么说，"
        "说起那些桌子和那盏灯，说起那一天的雪，说起我们后来再也没有见过的那几个人。\n"
    )
    far = "".join(f"李雷：{number}号那天的记录里写着{number * 7}件小事。\n" for number in range(400, 800))
    twice = make(far + told + told + far)
    quote, then = taken(twice, "没有人问下个月的工资在哪里。"), Stream(twice).key
    assert find(Stream(make(far + told + far)), quote, then=lambda: then)[0] not in SURE
    once = make(far + told + far)
    quote, then = taken(once, "没有人问下个月的工资在哪里。"), Stream(once).key
    assert find(Stream(make("前言。\n" + once.source)), quote, then=lambda: then)[0] is State.OK


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("我们相信这件", "我们不相信这件"),
        ("对的。\n\n李雷：我是", "对的不。\n\n李雷：我是"),
        ("我们相信这件", "我们三相信这件"),
    ],
)
def test_a_denial_or_a_figure_that_came_right_beside_a_quote_is_for_a_person(
    talk: Interview, old: str, new: str
) -> None:
    quote = taken(talk, "相信这件事情是对的")
    assert found(quote, edited(("谢谢你们", "多谢你们")), copies=2)[0] is State.OK
    assert found(quote, edited((old, new)), copies=2)[0] is State.REVIEW


ASKED = """记者：请给第三个产品打分，并且说说理由。

王敏：第三个产品的投入不是越多越好，八年以后再看。

记者：请给上海办公室打分，并且说说理由。

王敏：我认为上海办公室不重要，最多给六分，不能再多了。

记者：请给北京办公室打分，并且说说理由。

王敏：北京办公室的投入是越多越好，三年以后再看。
"""


def test_of_words_said_often_none_is_sure_where_what_led_to_them_stands_before_another() -> None:
    quote = taken(make(ASKED), "打分，并且说说理由", 1)
    cities = {"上海办公室打分": "北京办公室打分", "北京办公室打分": "上海办公室打分"}
    swapped = make(re.sub("|".join(cities), lambda match: cities[match[0]], ASKED))
    assert find(Stream(swapped), quote, then=lambda: Stream(make(ASKED)).key)[0] is State.REVIEW


def test_the_one_copy_that_is_left_is_for_a_person_unless_all_beside_it_is_as_it_was() -> None:
    told = (
        "王敏：那一年的冬天特别冷，谁也不知道后面会怎么样，我们只相信一件事，大的模型总是要靠人做出来的，"
        "靠的是每天早上第一个到的人，靠的是夜里还在改一行字的人，靠的也是后来走了的那几个人，他们的名字都在墙上。"
    )
    again = told.replace("我们只", "是的，我们只")
    far = "".join(f"李雷：{number}号那天的记录里写着{number * 7}件小事。\n\n" for number in range(400, 460))
    talk = f"{far}{told}\n\n记者：你是说？\n\n{again}\n\n{far}"
    quote, then = taken(make(talk), "大的模型总是"), Stream(make(talk)).key
    left = talk.replace(f"{told}\n\n记者：你是说？\n\n", "")
    assert find(Stream(make(left)), quote, then=lambda: then)[0] not in SURE
