"""Stepping through an interview reaches everything, in order, and comes back the same way."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.interview.model.place import Place
from tui.interview.model.steps import Granularity, Steps
from tui.interview.reading import read_bytes
from tui.text.words import rough_words

LINES = st.lists(
    st.sampled_from(
        [
            "甲：你好吗？今天怎么样。",
            "乙：很好。GPT-3.5 也好……真的！",
            "接着说 scaling law。",
            "### 01. 开端",
            "甲：",
            "「一句话。」他说。",
            "无句号",
        ]
    ),
    min_size=1,
    max_size=20,
)


def steps_of(lines: list[str]) -> Steps:
    return Steps(read_bytes("\n\n".join(lines).encode(), "x.md"), rough_words)


@settings(max_examples=60)
@given(LINES)
def test_sentences_on_and_back_are_the_same_and_cover_all_speech(lines: list[str]) -> None:
    steps = steps_of(lines)
    place = steps.unit_at(steps.interview.start, Granularity.SENTENCE).start
    walked = [place]
    while (after := steps.step(place, Granularity.SENTENCE, 1)) is not None:
        assert after > place
        place = after
        walked.append(place)
    back = [place]
    while (before := steps.step(place, Granularity.SENTENCE, -1)) is not None:
        place = before
        back.append(place)
    assert back == walked[::-1]
    said = "".join(steps.interview.words(steps.unit_at(p, Granularity.SENTENCE)) for p in walked)
    expected = "".join(
        p.text[p.label :] if p.label < len(p.text) else p.text for p in steps.interview.paragraphs
    )
    assert said == expected


@settings(max_examples=60)
@given(LINES, st.integers(0, 10_000), st.sampled_from(list(Granularity)))
def test_a_place_is_in_its_unit(lines: list[str], seed: int, granularity: Granularity) -> None:
    steps = steps_of(lines)
    paragraph = seed % len(steps.interview.paragraphs)
    text = steps.interview.paragraphs[paragraph].text
    place = Place(paragraph, seed % len(text))
    unit = steps.unit_at(place, granularity)
    label = steps.interview.paragraphs[paragraph].label
    if granularity is Granularity.SENTENCE and place.offset < label:
        assert unit.start.offset in (0, label)
    else:
        assert unit.start <= place
        # A blank belongs to no word; the word before it is the nearest.
        assert place < unit.end or (granularity is Granularity.WORD and text[place.offset].isspace())


@settings(max_examples=60)
@given(
    LINES, st.integers(0, 10_000), st.sampled_from(list(Granularity)), st.booleans(), st.sampled_from([-1, 1])
)
def test_a_stop_lies_strictly_beyond(
    lines: list[str], seed: int, granularity: Granularity, ends: bool, direction: int
) -> None:
    steps = steps_of(lines)
    paragraph = seed % len(steps.interview.paragraphs)
    place = Place(paragraph, seed % (len(steps.interview.paragraphs[paragraph].text) + 1))
    stop = steps.stop(place, granularity, direction, ends=ends)
    if stop is not None:
        assert (stop > place) if direction > 0 else (stop < place)
