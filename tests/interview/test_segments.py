"""JSON of speech recognition, by the keys that the services write."""
# ruff: noqa: E501, SIM905 - the services' objects read best in one line

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interview.looks import clocks, counts, kinds, lines
from tests.interview.test_partition import assert_partition, assert_ranges
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview
from tui.interview.reading import read_text


def read_json(value: Any, *, indent: int | None = None, ascii: bool = True) -> Interview:
    interview = read_text(json.dumps(value, indent=indent, ensure_ascii=ascii), "x.json")
    assert_partition(interview)
    assert_ranges(interview)
    return interview


def words(text: str, speaker: str, start: float) -> list[dict[str, Any]]:
    return [
        {"word": word, "start": start + 0.1 * at, "end": start + 0.1 * at + 0.05, "speaker": speaker}
        for at, word in enumerate(text.split())
    ]


SAID = (
    ("S0", "How are you?", 0.5),
    ("S1", "Fine. Thanks.", 2.0),
    ("S1", "And you?", 4.0),
    ("S0", "Well.", 6.0),
)
WHISPERX = {
    "segments": [{"start": t, "end": t + 1, "text": f" {w}", "words": words(w, s, t), "speaker": s} for s, w, t in SAID],
    "word_segments": [one for s, w, t in SAID for one in words(w, s, t)],
    "language": "en",
}  # fmt: skip
DEEPGRAM = {"metadata": {"created": "2024"}, "results": {"channels": [{"alternatives": [{
    "transcript": "how are you fine thanks",
    "words": [
        {"word": w.lower(), "punctuated_word": w, "start": 0.3 * n, "speaker": n // 3}
        for n, w in enumerate("How are you? Fine. Thanks.".split())
    ],
    "paragraphs": {"transcript": "\nSpeaker 0: How are you?", "paragraphs": [
        {"speaker": 0, "sentences": [{"text": "How are you?", "start": 0.0}]},
        {"speaker": 1, "sentences": [{"text": "Fine.", "start": 0.9}, {"text": "Thanks.", "start": 1.2}]},
    ]},
}]}]}}  # fmt: skip
ASSEMBLY = {
    "text": "How are you? Fine. Thanks.",
    "words": [{"text": "How", "start": 100, "speaker": "A"}],
    "utterances": [
        {"speaker": "A", "start": 100, "text": "How are you?"},
        {"speaker": "B", "start": 2500, "text": "Fine. Thanks."},
    ],
}
REV = {"monologues": [
    {"speaker": 0, "elements": [
        {"type": "text", "value": "Well", "ts": 0.5}, {"type": "punct", "value": ","},
        {"type": "punct", "value": " "}, {"type": "text", "value": "Bo", "ts": 1}, {"type": "punct", "value": "?"},
    ]},
    {"speaker": 1, "elements": [{"type": "text", "value": "Yes", "ts": 2.5}, {"type": "punct", "value": "."}]},
]}  # fmt: skip
TINGWU = {"Transcription": {"Paragraphs": [
    {"SpeakerId": "1", "Words": [{"Start": 4970, "Text": "您好，"}, {"Start": 5730, "Text": "请问？"}]},
    {"SpeakerId": "2", "Words": [{"Start": 7000, "Text": "你好。"}]},
]}}  # fmt: skip


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    ("value", "expected", "times"),
    [
        (
            WHISPERX,
            ["S0: |How are you?", "S1: |Fine. Thanks. And you?", "S0: |Well."],
            ["0:00", "0:02", "0:06"],
        ),
        (
            WHISPERX["word_segments"],
            ["S0: |How are you?", "S1: |Fine. Thanks. And you?", "S0: |Well."],
            ["0:00", "0:02", "0:06"],
        ),
        (DEEPGRAM, ["Speaker 0: |How are you?", "Speaker 1: |Fine. Thanks."], ["0:00", "0:00"]),
        (ASSEMBLY, ["Speaker A: |How are you?", "Speaker B: |Fine. Thanks."], ["0:00", "0:02"]),
        (REV, ["Speaker 0: |Well, Bo?", "Speaker 1: |Yes."], ["0:00", "0:02"]),
        (TINGWU, ["Speaker 1: |您好，请问？", "Speaker 2: |你好。"], ["0:04", "0:07"]),
        (
            {
                "segments": [
                    {"speaker": "Ann", "startTime": 0.5, "body": "And"},
                    {"speaker": "Ann", "startTime": 1, "body": "so?"},
                    {"speaker": "Bo", "startTime": 3, "body": "Yes."},
                ]
            },
            ["Ann: |And so?", "Bo: |Yes."],
            ["0:00", "0:03"],
        ),
        (
            [
                {"说话人": "张三", "开始时间": "00:01", "内容": "好吗？"},
                {"说话人": "李四", "开始时间": "01:05", "内容": "好"},
            ],
            ["张三：|好吗？", "李四：|好"],
            ["0:01", "1:05"],
        ),
        (
            {
                "transcripts": [
                    {"transcript": "hm?", "speaker": {"id": 3, "name": "Ann"}, "start_offset": 16000},
                    {"transcript": "Yes", "speaker": {"id": 4, "name": "Bo"}, "start_offset": 32000},
                ]
            },
            ["Ann: |hm?", "Bo: |Yes"],
            ["0:16", "0:32"],
        ),
    ],
    ids=["whisperx", "words", "deepgram", "assembly", "rev", "tingwu", "podcast", "chinese", "objects"],
)
def test_speakers(value: Any, expected: list[str], times: list[str], indent: int | None) -> None:
    interview = read_json(value, indent=indent, ascii=indent is None)
    assert lines(interview) == expected
    assert clocks(interview) == times


@pytest.mark.parametrize(
    "value",
    [
        {"text": " Hi there. Yes.", "segments": [{"start": 1.0, "text": " Hi there."}, {"start": 2, "text": " Yes."}]},
        {"transcription": [{"timestamps": {"from": "00:00:01,000"}, "offsets": {"from": 1000}, "text": " Hi there."}, {"offsets": {"from": 2000}, "text": " Yes."}]},
        {"text": "Hi there. Yes.", "chunks": [{"timestamp": [1.0, 2.5], "text": " Hi there."}, {"timestamp": [2.5, None], "text": " Yes."}]},
        {"events": [{"tStartMs": 1000, "segs": [{"utf8": "Hi"}, {"utf8": " there."}]}, {"tStartMs": 2000, "segs": [{"utf8": "\n"}]}, {"tStartMs": 2000, "segs": [{"utf8": "Yes."}]}]},
    ],
    ids=["whisper", "whisper.cpp", "chunks", "events"],
)  # fmt: skip
def test_without_speakers_it_is_text_with_times(value: Any) -> None:
    interview = read_json(value)
    assert lines(interview) == ["Hi there. Yes."]
    assert clocks(interview) == ["0:01"]
    assert kinds(interview) == {"no-speakers"}


def test_a_segment_without_a_speaker_among_named_ones_is_nobodys() -> None:
    segments = [{"text": f"{w}.", "speaker": s} for w, s in zip("abcdefgh", "XYXYXYXY", strict=True)]
    del segments[3]["speaker"]
    interview = read_json({"segments": segments})
    assert "d." in lines(interview)
    assert interview.turn_at(lines(interview).index("d.")) is None
    assert "unattributed" in kinds(interview)


@pytest.mark.parametrize("nobody", [{}, {"speaker": None}, {"speaker": ""}])
def test_segments_without_a_speaker_are_nobodys_however_many(nobody: dict[str, Any]) -> None:
    said = [
        {"text": f"{w}.", "start": n, **({"speaker": "Ann"} if n % 2 else nobody)}
        for n, w in enumerate("abcdef")
    ]
    interview = read_json({"segments": said})
    assert lines(interview) == ["a.", "Ann: |b.", "c.", "Ann: |d.", "e.", "Ann: |f."]
    assert [interview.turn_at(number) is None for number in range(6)] == [True, False] * 3
    assert "unattributed" in kinds(interview)


def test_a_word_that_was_not_placed_is_said_by_who_is_speaking() -> None:
    said = [{"text": w, "start": n, "speaker": "S1" if n < 6 else "S2"} for n, w in enumerate("In 2014 we went to sea. So we now stay at home.".split())]  # fmt: skip
    del said[1]["speaker"]
    assert lines(read_json(said)) == ["S1: |In 2014 we went to sea.", "S2: |So we now stay at home."]


def test_escapes_lines_and_lone_surrogates() -> None:
    source = (
        r'[{"speaker":"Ann","text":"a \"b\"\n\u4f60\ud83d\ude00\\ c\/d \ud800."},{"text":"e","speaker":"Bo"}]'
    )
    interview = read_text(source, "x.json")
    assert_partition(interview)
    assert lines(interview) == ['Ann: |a "b"', "你😀\\ c/d \ufffd.", "Bo: |e"]
    interview.source.encode()


def test_json_lines_and_a_byte_order_mark() -> None:
    source = "\ufeff" + "\n".join(json.dumps({"speaker": s, "text": w}) for s, w, _ in SAID)
    assert counts(read_text(source, "x.jsonl")) == {"S0": 2, "S1": 1}


def test_json_without_words_is_plain_text() -> None:
    interview = read_json({"a": 1, "b": [1, 2]}, indent=1)
    assert lines(interview)[0] == "{"
    assert interview.turns == ()


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ('{"segments": [{"text": "a"', "malformed", 1),
        ('[\n{"text": "a"},\n{"text" "b"}]', "malformed", 3),
        ("[" * 100_000, "too-deep", None),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "too-deep", None),
        ("[" + "9" * 100_000 + "]", "malformed", 1),
    ],
)  # fmt: skip
def test_broken_json_is_one_clear_error(source: str, kind: str, line: int | None) -> None:
    with pytest.raises(InputError) as caught:
        read_text(source, "x.json")
    assert (caught.value.kind, caught.value.details.get("line"), caught.value.path) == (kind, line, "x.json")


KEYS = st.sampled_from(
    ["text", "speaker", "start", "words", "x", "name", "from", "users", "timestamps", "alternatives"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_any_json_is_read(value: Any) -> None:
    read_json(value)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("XYZ"), st.text(min_size=1, max_size=20)), min_size=1, max_size=8))
def test_no_character_that_is_said_is_lost(said: list[tuple[str, str]]) -> None:
    interview = read_json([{"speaker": f"Voice {s}", "text": f"a{w}."} for s, w in said])
    text = "".join("".join(p.text[p.label :] for p in interview.paragraphs).split())
    wanted = "".join("".join(f"a{w}." for _, w in said).split())
    blanks = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
    assert text.translate(blanks) == wanted.translate(blanks)


TALK = [("1", "How are you?", 500), ("2", "Fine, thanks.", 2000), ("1", "Good.", 6000)]


@pytest.mark.parametrize(
    "value",
    [
        {"speakers": [{"id": "1", "name": "Ann"}, {"id": "2", "name": "Bo"}],
         "segments": [{"speakerId": s, "text": w, "start": t / 1000} for s, w, t in TALK]},
        {"speakers": {"1": "Ann", "2": "Bo"}, "list": [{"speaker": int(s), "text": w, "startMs": t} for s, w, t in TALK]},
        {"speech": {"speakers": [{"id": int(s), "speaker_name": n} for s, n in (("1", "Ann"), ("2", "Bo"))],
                    "transcripts": [{"speaker_id": int(s), "transcript": w, "offsetMilliseconds": t} for s, w, t in TALK]}},
    ],
    ids=["list", "object", "within"],
)  # fmt: skip
def test_numbered_speakers_get_the_names_that_are_listed(value: Any) -> None:
    interview = read_json(value)
    assert lines(interview) == ["Ann: |How are you?", "Bo: |Fine, thanks.", "Ann: |Good."]
    assert clocks(interview) == ["0:00", "0:02", "0:06"]


@pytest.mark.parametrize(
    "value",
    [
        {"results": {
            "speaker_labels": {"segments": [{"items": [{"start_time": str(t), "speaker_label": s}]} for s, _, t in TALK]},
            "items": [{"start_time": str(t), "alternatives": [{"content": w}]} for _, w, t in TALK]}},
        {"recognizedPhrases": [
            {"speaker": s, "offset": f"PT{t / 1000:g}S", "nBest": [{"lexical": "how", "display": w}]} for s, w, t in TALK]},
    ],
    ids=["labels beside", "phrases"],
)  # fmt: skip
def test_speakers_and_words_apart(value: Any) -> None:
    assert [line.partition("|")[2] for line in lines(read_json(value))] == [w for _, w, _ in TALK]


def test_json_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.interview.formats import segments

    monkeypatch.setattr(segments, "LARGEST", 100)
    with pytest.raises(InputError) as caught:
        read_json([{"text": "x" * 100}])
    assert (caught.value.kind, caught.value.details["limit"]) == ("too-large", 100)
