"""The bundled interview, as a person who reads it would describe it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from tui.interview.model.gaps import gaps
from tui.interview.model.interview import Interview, Kind, Role
from tui.interview.reading import read

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.md"))


@cache
def seed() -> Interview:
    return read(SEED)


def test_head() -> None:
    assert seed().title == "月之暗面杨植麟复盘大模型创业这一年：向延绵而未知的雪山前进"
    credits = seed().credits
    assert (credits.author, credits.publisher, credits.date) == ("张小珺", "腾讯新闻《潜望》", "2024-03-01")
    assert credits.url.startswith(
        "https://mp.weixin.qq.com/s?__biz=Mjc1NjM3MjY2MA==&mid=2691539716&idx=1&sn="
    )
    assert credits.url.endswith("&scene=21#wechat_redirect")
    assert credits.url in seed().source


def test_preface_and_sections() -> None:
    preface, *sections = seed().sections
    assert (preface.number, preface.title, preface.start, preface.turns) == (0, "", 0, 0)
    assert [section.turns for section in sections] == [16, 18, 10, 46, 36, 40, 56]
    assert [section.number for section in sections] == list(range(1, 8))
    assert sections[0].title == "01. 站在开端：要 ride the wave"
    assert {section.level for section in sections} == {1}
    assert [section.end for section in (preface, *sections)] == [
        *(section.start for section in sections),
        len(seed().paragraphs),
    ]


def test_subtitles_are_no_turns() -> None:
    subtitles = [paragraph.text for paragraph in seed().paragraphs if paragraph.kind is Kind.SUBTITLE]
    assert len(subtitles) == 3
    assert [section.subtitle for section in seed().sections if section.subtitle] == subtitles
    for number, paragraph in enumerate(seed().paragraphs):
        if paragraph.kind is Kind.SUBTITLE:
            assert seed().turn_at(number) is None


def test_speakers() -> None:
    assert [(s.name, s.turns, s.role) for s in seed().speakers] == [
        ("腾讯新闻《潜望》", 110, Role.INTERVIEWER),
        ("杨植麟", 112, Role.GUEST),
    ]
    assert len(seed().turns) == 222


def test_continuation_belongs_to_the_turn_above() -> None:
    number = next(
        i for i, p in enumerate(seed().paragraphs) if p.text.startswith("我预感市场会发生很多变量：")
    )
    turn = seed().turn_at(number)
    assert turn is not None
    assert turn.speaker == "杨植麟"
    assert turn.start < number
    assert seed().paragraphs[number].label == 0


def test_caption() -> None:
    captions = [paragraph.text for paragraph in seed().paragraphs if paragraph.kind is Kind.CAPTION]
    assert captions == ["图片杨植麟与导师 Ruslan Salakhutdinov（右）、William Cohen（左）合影"]


def test_the_one_warning_is_the_question_among_the_answers() -> None:
    (warning,) = seed().warnings
    assert warning.kind == "question-in-answer"
    assert warning.turn is not None
    turns = seed().turns[warning.turn - 2 : warning.turn + 1]
    assert {turn.label for turn in turns} == {"杨植麟"}
    assert seed().paragraphs[turns[1].start].text.endswith("？")
    section = seed().section_at(turns[1].start)
    assert section is not None
    assert section.number == 6
    assert seed().warnings_of(warning.turn) == (warning,)


def test_source_is_kept() -> None:
    data = SEED.read_bytes()
    assert seed().source.encode() == data
    assert seed().digest == hashlib.sha256(data).hexdigest()
    assert seed().encoding == "utf-8"
    assert seed().format == "markdown"


def test_link_target_is_markup_and_not_text() -> None:
    assert not any("http" in paragraph.text for paragraph in seed().paragraphs)
    assert any(seed().credits.url in seed().source[start:end] for start, end in gaps(seed()))
