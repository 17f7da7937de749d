from __future__ import annotations

from collections.abc import Callable

import pytest

from .making import Searched, interview_of

Make = Callable[..., Searched]

TEXTS = (
    "# 第一性原理",
    "甲：你们门口为什么放了一架白色钢琴？",
    "乙：这是 Pink Floyd 专辑里的钢琴。我们做 long context（长上下文），GPT-3.5 只用了 8 个月。",
    "我们提出了「双轮驱动」，所谓场景摩尔定律；月之暗面投后估值约 25 亿美元。",
    "甲：疫情的时候，融资有没有 delay？",
    "乙：没有。杨植麟说 architecture 和 tokenizer 都要换，长文本是登月的第一步。",
    "开源落后于闭源，这也是个事实。",
)


@pytest.fixture
def interview(searched: Make) -> Searched:
    return searched(*TEXTS)


@pytest.mark.parametrize(
    ("query", "tier", "paragraph", "words"),
    [
        ("白色钢琴", "exact", 1, ["白色钢琴"]),
        ("pink  FLOYD专辑", "exact", 2, ["Pink Floyd 专辑"]),
        ("ＧＰＴ３．５", "exact", 2, ["GPT-3.5"]),
        ("雙輪驅動", "exact", 3, ["双轮驱动"]),
        ("做longcontext长上下文", "exact", 2, ["做 long context（长上下文"]),
        ("门口 钢琴", "terms", 1, ["门口", "钢琴"]),
        ("gpt 长上下文", "terms", 2, ["长上下文", "GPT"]),
        ("双轮区动", "homophone", 3, ["双轮驱动"]),
        ("杨直林", "homophone", 5, ["杨植麟"]),
        ("霜轮渠洞", "homophone", 3, ["双轮驱动"]),
        ("霜沦渠洞", "homophone", 3, ["双轮驱动"]),
        ("律率先", None, 0, []),
        ("gangqin", "pinyin", 1, ["钢琴"]),
        ("yang zhi lin", "pinyin", 5, ["杨植麟"]),
        ("changwenben", "pinyin", 5, ["长文本"]),
        ("beijingxi", None, 0, []),
        ("denglv", None, 0, []),
        ("shuanglunqud", "pinyin", 3, ["双轮驱动"]),
        ("钢qin", "pinyin", 1, ["钢琴"]),
        ("shlqd", "pinyin", 3, ["双轮驱动"]),
        ("slqd", "pinyin", 3, ["双轮驱动"]),
        ("yzam", "pinyin", 3, ["月之暗面"]),
        ("archtecture", "typo", 5, ["architecture"]),
        ("tokeniser", "typo", 5, ["tokenizer"]),
        ("architetcure", "typo", 5, ["architecture"]),
        ("archetec", "typo", 5, ["architecture"]),
        ("archytectre", "typo", 5, ["architecture"]),
        ("第一原理", "typo", 0, ["第一性原理"]),
        ("双轮驱云", "typo", 3, ["双轮驱动"]),
        ("摩定尔律", "typo", 3, ["摩尔定律"]),
        ("所谓前景摩定律", "typo", 3, ["所谓场景摩尔定律"]),
        ("开源落后与闭源", "homophone", 6, ["开源落后于闭源"]),
        ("闭源和事实的差距", "related", 6, ["闭源", "事实"]),
        ("疫情 architecture", "pair", 4, ["疫情"]),
        ("gangqin 门口", "pinyin", 1, ["门口", "钢琴"]),
        ("钢琴 floid", "typo", 2, ["Floyd", "钢琴"]),
        ("为什么落后于别人", "related", 6, ["落后于"]),
    ],
)
def test_each_way_finds_its_words(
    interview: Searched, query: str, tier: str | None, paragraph: int, words: list[str]
) -> None:
    first = interview.first(query)
    assert first == ((tier, paragraph, words) if tier else None)


def test_tiers_stand_in_order_and_scores_fall(seed: Searched) -> None:
    from tui.search.answer import Tier

    order = list(Tier)
    for query in ("技术", "场景", "杨直林", "shi", "scale", "原理 第一性", "为什么不开源"):
        hits = seed.ask(query, 300).hits
        ranks = [order.index(hit.tier) for hit in hits]
        assert ranks == sorted(ranks)
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert len({hit.paragraph for hit in hits}) == len(hits)


def test_two_characters_are_not_a_typo_of_others(interview: Searched) -> None:
    assert interview.first("钢铁") is None
    assert interview.first("tok") == ("exact", 5, ["tok"])
    assert interview.first("xok") is None


def test_short_letters_are_found_where_words_begin_before_inside_them(searched: Make) -> None:
    made = searched("two works", "我们", "ChatGPT is out")
    assert [hit.paragraph for hit in made.ask("wo").hits] == [0, 1]
    assert made.words(made.ask("wo").hits[0]) == ["wo"]
    assert made.ask("wo").hits[0].ranges == ((4, 6),)
    assert made.ask("wo").hits[1].tier == "pinyin"
    assert made.first("gpt") == ("exact", 2, ["GPT"])
    assert made.first("hatg") == ("typo", 2, ["hatG"])


def test_whole_words_and_numbers_come_before_parts(searched: Make) -> None:
    made = searched("价格 2605 元", "价格是260", "scaling", "we scale")
    assert [hit.paragraph for hit in made.ask("260").hits] == [1, 0]
    assert [hit.paragraph for hit in made.ask("scal").hits][:2] == [2, 3]
    assert made.first("scale") == ("exact", 3, ["scale"])


def test_headings_come_first_and_labels_last(searched: Make) -> None:
    made = searched("杨植麟：好。", "我们和杨植麟谈了很久很久。", "# 杨植麟的一年")
    assert [hit.paragraph for hit in made.ask("杨植麟").hits] == [2, 1, 0]


def test_terms_nearest_together_come_first(searched: Make) -> None:
    near = "闭源和开源的事我们从第一天起就在谈，谈到今天也还没有谈完"
    made = searched("开源是好的，但是闭源", near, "只有开源")
    assert [hit.paragraph for hit in made.ask("开源 闭源").hits] == [1, 0]


def test_of_equally_near_terms_headings_come_first_then_short_passages(searched: Make) -> None:
    made = searched("大家都说开源和闭源的事还很长", "开源和闭源", "# 关于开源和闭源的一段很长很长的争论")
    assert [hit.paragraph for hit in made.ask("开源 闭源").hits] == [2, 1, 0]


def test_of_terms_that_stand_there_several_times_the_nearest_are_shown(searched: Make) -> None:
    made = searched(
        "开源是好事，我们从第一天起就这么看。后来开源和闭源之争起来了，大家都选边，最后赢的是闭源"
    )
    assert made.ask("开源 闭源").hits[0].ranges == ((20, 22), (23, 25))


def test_what_reaches_across_a_full_stop_comes_later(searched: Make) -> None:
    made = searched("对你。对于他", "短，我对你对于很满意了吧")
    assert [hit.paragraph for hit in made.ask("你对于").hits] == [1, 0]


def test_of_sounds_alike_words_come_first(searched: Make) -> None:
    made = searched("我们做这件事", "他做这些", "这位作者")
    assert made.first("zuozhe") == ("pinyin", 2, ["作者"])


def test_a_pair_is_a_question_and_its_answer(searched: Make) -> None:
    made = searched("甲：区块链怎么样？", "乙：不看好。", "甲：那机器人呢？", "乙：机器人很好。")
    assert made.first("区块链 不看好") == ("pair", 0, ["区块链"])
    assert {hit.paragraph for hit in made.ask("区块链 不看好").hits} == {0, 1}
    assert {hit.tier.value for hit in made.ask("区块链 机器人很好").hits} <= {"related"}


def test_a_pasted_paragraph_is_found_though_it_differs(seed: Searched) -> None:
    number, text = max(enumerate(p.text for p in seed.interview.paragraphs), key=lambda pair: len(pair[1]))
    changed = text[:30] + "某某" + text[33:90] + "别的话" + text[95:]
    first = seed.first(changed)
    assert first is not None
    assert first[:2] == ("typo", number)


def test_different_halves_of_a_question_are_all_related(searched: Make) -> None:
    # The rarest word stands in one paragraph alone; the others have enough without it.
    others = ["钢琴，门口，白色", "门口，白色，沙发", "白色，沙发，钢琴", "沙发，钢琴，门口"]
    made = searched("唯一的月亮", *others, *["不相干的话"] * 400)
    answer = made.ask("月亮钢琴门口白色沙发在哪里")
    assert [(hit.tier.value, hit.paragraph) for hit in answer.hits] == [("related", n) for n in (1, 2, 3, 4)]
    assert made.words(answer.hits[1]) == ["门口，白色，沙发"]


def test_alternatives_that_stand_in_many_paragraphs_show_each_in_all_of_them(searched: Make) -> None:
    made = searched(*["长文本和钢琴"] * 300)
    assert {tuple(made.words(hit)) for hit in made.ask("长文本 | 钢琴").hits} == {("长文本", "钢琴")}


def test_every_occurrence_is_highlighted(searched: Make) -> None:
    made = searched("钢琴，钢 琴；鋼琴")
    assert made.ask("钢琴").hits[0].ranges == ((0, 2), (3, 6), (7, 9))


def test_more_hits_are_counted_than_given(searched: Make) -> None:
    made = searched(*["长文本"] * 50)
    answer = made.ask("长文本", 10)
    assert len(answer.hits) == 10
    assert answer.total == 50


def test_beyond_those_ranked_the_rest_is_counted(searched: Make) -> None:
    assert searched(*["长文本"] * 2500).ask("长文本", 10).total == 2500


def test_who_asks_how_many_is_told_a_number_first() -> None:
    made = Searched(
        interview_of(
            "甲：团队的规模很要紧。",
            "乙：今天天气不错，我们去走走吧，路上再说。",
            "甲：团队的规模是 80 人。",
            "乙：好的，那就这样，明天见。",
        )
    )
    assert made.ask("你们团队规模有多少").hits[0].paragraph == 2
    assert made.ask("你们团队规模怎么样").hits[0].paragraph == 0


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("changwenbeng", "长文本"),
        ("cangwenben", "长文本"),
        ("beijixin", "北极星"),
        ("jianweidaji", "降维打击"),
        ("zidongjiasi", "自动驾驶"),
        ("shuanlunqudong", "双轮驱动"),
        ("北jixin", "北极星"),
        # In more than four syllables two may be slurred.
        ("diyixinyuanni", "第一性原理"),
    ],
)
def test_slurred_pinyin_is_understood(seed: Searched, query: str, words: str) -> None:
    first = seed.first(query)
    assert first is not None
    assert first[0] == "pinyin"
    assert first[2][0] == words


def test_pinyin_as_it_is_comes_before_slurred(seed: Searched) -> None:
    assert {word for hit in seed.ask("changwenben").hits for word in seed.words(hit)} == {"长文本"}


@pytest.mark.parametrize("query", ["dianliju", "tiefanwan", "sanguoyanyi", "numiao", "lanjing"])
def test_what_only_slurs_into_something_short_is_not_found(seed: Searched, query: str) -> None:
    assert not any(hit.tier == "pinyin" for hit in seed.ask(query).hits)


def test_pinyin_in_fewer_syllables_and_in_whole_ones_is_nearer() -> None:
    made = Searched(interview_of("西安很冷", "先来"))
    assert [made.words(hit) for hit in made.ask("xian").hits] == [["先"], ["西安"]]
    scores = [
        Searched(interview_of("长文本身")).ask(query).hits[0].score for query in ("changwenben", "changwenb")
    ]
    assert scores[0] > scores[1]
