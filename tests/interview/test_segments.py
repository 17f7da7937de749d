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


TWO = (("Is it cold?", "A1"), ("No, it is warm today.", "B2"), ("Good.", "A1"))


def timed_words() -> list[tuple[str, float, str]]:
    """The words of two people, each with the second at which it is said and by whom."""
    said = [(word, who) for text, who in TWO for word in text.split()]
    return [(word, 0.5 * at, who) for at, (word, who) in enumerate(said)]


SPANS = ((0.0, 1.5, "A1"), (1.5, 4.0, "B2"), (4.0, 4.5, "A1"))
BESIDE: dict[str, dict[str, Any]] = {
    "until": {
        "words": [{"text": w, "start": t, "end": t + 0.4} for w, t, _ in timed_words()],
        "paragraphs": [{"start": a, "end": b, "speaker": who} for a, b, who in SPANS],
    },
    "onset off": {
        "words": [{"text": w, "start": t, "end": t + 0.4} for w, t, _ in timed_words()],
        "paragraphs": [{"start": a + 0.05, "end": b, "speaker": who} for a, b, who in SPANS],
    },
    "length": {
        "words": [{"word": w.lower().strip(",.?"), "punct": w, "start": t} for w, t, _ in timed_words()],
        "segmentation": {"segments": [{"start": a, "duration": b - a, "speaker": {"@id": who}} for a, b, who in SPANS]},
    },
    "names and signs": {
        "speakers": [{"name": who, "time": f"{a}", "duration": f"{b - a}"} for a, b, who in SPANS],
        "words": [
            {"name": part, "time": f"{t}", "duration": "0.4"}
            for w, t, _ in timed_words()
            for part in ((w[:-1], w[-1]) if w[-1] in ".?," else (w,))
        ],
    },
    "milliseconds": {
        "words": [{"text": w, "start_ms": t * 1000} for w, t, _ in timed_words()],
        "turns": [{"start_ms": a * 1000, "end_ms": b * 1000, "speaker_id": who} for a, b, who in SPANS],
    },
}  # fmt: skip


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("form", BESIDE)
def test_speakers_beside_the_words_are_joined_by_time(form: str, backwards: bool) -> None:
    value = BESIDE[form]
    interview = read_json(dict(reversed(value.items())) if backwards else value)
    assert lines(interview) == ["A1: |Is it cold?", "B2: |No, it is warm today.", "A1: |Good."]


def test_who_has_long_ended_does_not_speak_on() -> None:
    value = {
        "segments": [{"text": f"This is sentence {n}.", "start": float(n)} for n in range(12)],
        "speakers": [{"name": "Ann", "start": 0.0, "end": 7.0}, {"name": "Bo", "start": 11.0, "end": 12.0}],
    }
    interview = read_json(value)
    said = next(n for n, p in enumerate(interview.paragraphs) if "sentence 10" in p.text)
    assert interview.turn_at(said) is None
    assert counts(interview) == {"Ann": 1, "Bo": 1}


def operation(*results: dict[str, Any]) -> dict[str, Any]:
    return {"name": "20240131", "done": True, "response": {"results": list(results)}}


def result(text: str, words: list[dict[str, Any]]) -> dict[str, Any]:
    return {"alternatives": [{"transcript": text, "words": words}]}


def test_the_number_of_the_work_is_no_speaker() -> None:
    said = [{"word": w, "startTime": f"{t}s"} for w, t, _ in timed_words()]
    for results in ((result("Is it cold?", said[:3]),), (result("Is", said[:3]), result("No", said[3:]))):
        assert counts(read_json(operation(*results))) == {}


@pytest.mark.parametrize(
    "time", [str, lambda t: {"seconds": str(int(t)), "nanos": int(t % 1 * 1e9)} if t else {}]
)
def test_words_that_come_again_with_their_speakers_are_read_once(time: Any) -> None:
    plain = [{"word": w, "startTime": time(t)} for w, t, _ in timed_words()]
    tagged = [
        {**one, "speakerTag": int(who[1])} for one, (_, _, who) in zip(plain, timed_words(), strict=True)
    ]
    # The last piece is there once only, with all that was before.
    results = [
        result("Is it cold?", plain[:3]),
        result(" No, it is warm today.", plain[3:8]),
        result(" Good.", tagged),
    ]
    interview = read_json({"results": results})
    assert lines(interview) == [
        "Speaker 1: |Is it cold?",
        "Speaker 2: |No, it is warm today.",
        "Speaker 1: |Good.",
    ]
    assert counts(read_json(operation(*results))) == {"Speaker 1": 2, "Speaker 2": 1}


@given(st.data())
@settings(deadline=None)
def test_in_what_order_keys_stand_changes_nothing(data: st.DataObject) -> None:
    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: shuffled(value[key]) for key in data.draw(st.permutations(list(value)))}
        return [shuffled(held) for held in value] if isinstance(value, list) else value

    value = data.draw(st.sampled_from([WHISPERX, DEEPGRAM, *BESIDE.values()]))
    assert lines(read_json(shuffled(value))) == lines(read_json(value))


TOLD = [("Una", "Who has it?"), ("Per", "I have it."), ("Per", "It is here."), ("Una", "Since when?")]


@pytest.mark.parametrize(
    "told",
    [
        {"chapters": [{"title": "The key", "start": 0}, {"title": "The year", "start": 10}]},
        {"chapters": [{"headline": "The key", "start_time": "0:00"}, {"headline": "The year", "start_time": "0:10"}]},
        {"topics": [{"name": "The key", "from": 0.2}, {"name": "The year", "from": 9.8}]},
    ],
)  # fmt: skip
def test_chapters_are_sections_by_their_times(told: dict[str, object]) -> None:
    segments = [
        {"start": n * 5, "end": n * 5 + 4, "speaker": who, "text": words}
        for n, (who, words) in enumerate(TOLD)
    ]
    interview = read_text(json.dumps({**told, "segments": segments}), "x.json")
    assert [(one.title, one.turns) for one in interview.sections] == [("The key", 2), ("The year", 2)]
    assert [(turn.speaker, interview.paragraphs[turn.start].text) for turn in interview.turns] == [
        (who, f"{who}: {words}") for who, words in TOLD
    ]


def test_lists_within_named_lists_are_sections() -> None:
    parts = [
        {"turns": [{"speaker": who, "text": words} for who, words in said], "title": title}
        for title, said in (("The key", TOLD[:2]), ("The year", TOLD[2:]))
    ]
    interview = read_text(json.dumps({"sections": parts}), "x.json")
    assert [(one.title, one.turns) for one in interview.sections] == [("The key", 2), ("The year", 2)]


def test_a_list_of_names_without_words_or_times_is_no_section() -> None:
    segments = [{"speaker": who, "text": words} for who, words in TOLD]
    told = {"topics": [{"name": "keys"}, {"name": "years"}], "segments": segments}
    assert read_text(json.dumps(told), "x.json").sections == ()


def test_a_voice_that_no_recogniser_told_apart_is_nobody() -> None:
    pieces = [{"start": n, "end": n + 1, "speaker": "UU", "text": f"This is line {n}."} for n in range(3)]
    assert counts(read_json({"segments": pieces})) == {}
