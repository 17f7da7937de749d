"""Who speaks, as it is judged by fitted weights: labels that nobody listed, and what is told of the doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interview.looks import counts, is_right_or_unsure
from tui.interview.model.draft import Draft
from tui.interview.reading import read_text
from tui.interview.speakers.candidates import find
from tui.interview.speakers.features import Document
from tui.interview.speakers.label_model import weights_for

COURT = (
    "甲：茶好吗？/乙：好，就是淡了些。/甲：贵吗？/乙：不贵，三块一壶。/{}：与本案无关。/甲：买了几包？/乙：三包。/"
    "{}：请继续。/甲：谢谢，我问完了。/乙：不谢。"
)


@pytest.mark.parametrize("role", ["法官", "审判长", "书记员", "店员", "校长", "医生", "裁判"])
def test_a_rare_speaker_of_any_calling_is_heard(role: str) -> None:
    """Or it is told that it is doubtful: its words must not go to whoever spoke before, without a word."""
    source = COURT.format(role, role).replace("/", "\n\n")
    interview = read_text(source, "x.txt")
    assert is_right_or_unsure(interview, {"甲": 4, "乙": 4, role: 2})
    assert role in {label.name for label in interview.labels if label.probability > 0.1}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "P.- ¿Cómo empezó la tienda?/R.- Con una mesa y dos sillas./P.- ¿Y después?"
            "/R.- Vinieron los vecinos./P.- ¿Cerró alguna vez?/R.- Nunca, ni en agosto.",
            {"P": 3, "R": 3},
        ),
        (
            "Mr. ALDEN. Mr. President, I rise to speak of the harbor./The PRESIDING OFFICER. The Senator"
            " is recognized./Mr. ALDEN. I thank the Chair./The PRESIDING OFFICER."
            " Without objection, it is so ordered./Mr. ALDEN (for himself). I yield the floor."
            "/The PRESIDING OFFICER. Who seeks recognition?",
            {"Mr. ALDEN": 3, "The PRESIDING OFFICER": 3},
        ),
        (
            "HOLM: Where were you that night?/BERG: At home, I think./(laughter) HOLM: You think?"
            "/BERG: I know./HOLM: Who saw you there?/(pause) BERG: My neighbour did.",
            {"HOLM": 3, "BERG": 3},
        ),
        (
            "中村：今日は来てくださってありがとうございます。/上田：こちらこそ。/中村：始めたのはいつですか。"
            "/上田：十年前の春です。/中村：大変でしたね。/上田：はい、でも楽しかったです。",
            {"中村": 3, "上田": 3},
        ),
    ],
)
def test_labels_of_many_languages_and_forms(source: str, expected: dict[str, int]) -> None:
    assert counts(read_text(source.replace("/", "\n\n"), "x.txt")) == expected


def test_in_doubt_it_is_told_who_and_how_likely() -> None:
    terms = ("Anchor", "Passage", "Turn", "Label", "Quote", "Segment", "Reader")
    interview = read_text("\n\n".join(f"{term}: what is it? A thing." for term in terms), "x.md")
    assert not interview.sure
    assert {label.name for label in interview.labels} == set(terms)
    assert all(label.reasons for label in interview.labels)
    if interview.turns:
        (warning,) = (one for one in interview.warnings if one.kind == "unsure-speakers")
        assert set(str(warning.details["names"]).split(", ")) <= set(terms)


def test_an_essay_has_no_speakers_for_sure() -> None:
    source = "\n\n".join(f"第{n}天，雨还在下，河边的人一个也没有走。" for n in range(20))
    interview = read_text(source, "x.md")
    assert interview.sure
    assert counts(interview) == {}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("周岚", "Ann Lee", "法官", "地点", "__某__", "Q1", "の")),
            st.sampled_from(("：", ": ", "：\n\n", "——")),
            st.sampled_from(
                ("你来了吗？", "来了。", "“走吧。”", "12", "https://example.org", "Well, I see.")
            ),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_each_label_has_each_feature_and_a_probability(parts: list[tuple[str, str, str]]) -> None:
    drafts = [Draft(f"{name}{mark}{words}".split("\n", maxsplit=1)[0]) for name, mark, words in parts]
    document = Document(drafts, find(drafts), lines=True)
    for group in document.groups.values():
        features, weights = document.of_label(group), weights_for(group.times)
        assert features.keys() == weights.weights.keys()
        assert 0.0 < weights.probability(features) < 1.0
