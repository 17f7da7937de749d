"""Who speaks in JSON: keys, objects and lists for speakers, strings of JSON, and things that nobody says."""
# ruff: noqa: E501 - the services' objects read best in one line

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interview.looks import clocks, counts, kinds, lines
from tests.interview.test_partition import assert_partition
from tests.interview.test_segments import read_json
from tui.interview.model.errors import InputError
from tui.interview.reading import read_text

SAID = (("Ann Lee", "How are you?", 500), ("Bo", "Fine, thanks.", 2000), ("Ann Lee", "Good.", 6000))
READ = ["Ann Lee: |How are you?", "Bo: |Fine, thanks.", "Ann Lee: |Good."]


def clock(time: int) -> str:
    return f"00:00:{time // 1000:02}.{time % 1000:03}"


@pytest.mark.parametrize(
    "value",
    [
        {"entries": [{"text": w, "speakerId": f"{len(s)}b-77@x", "speakerDisplayName": s, "startOffset": f"{clock(t)}0000"} for s, w, t in SAID]},
        [{"speaker_id": str(len(s)), "speakerDisplayName": s, "text": w} for s, w, _ in SAID],
        {"minutes": {"paragraphs": [{"start_time": t, "speaker_info": {"userid": "u", "username": s}, "sentences": [{"start_time": t, "words": [{"start_time": t, "text": w}]}]} for s, w, t in SAID]}},
        {"utterances": [{"additions": {"channel": "1", "speaker": s}, "start_time": t, "text": w} for s, w, t in SAID]},
        {"timeline": [{"text": w, "ts": clock(t), "users": [{"user_id": "7", "username": s}]} for s, w, t in SAID]},
        {"messages": [{"text": w, "from": {"id": "u", "name": s, "email": "a@b.c"}, "startTime": f"2020-07-10T11:16:{t // 1000:02}Z"} for s, w, t in SAID]},
        {"name": "Our chat", "messages": [{"from": s, "text": w, "text_entities": [{"type": "plain", "text": w}]} for s, w, _ in SAID * 2][:3]},
        {"speakers": [{"spkid": "spk0", "name": "Ann Lee"}, {"spkid": "spk1", "name": "Bo"}],
         "segments": [{"speaker": "spk0" if s != "Bo" else "spk1", "words": [{"text": x, "start": t / 1000} for x in w.split()]} for s, w, t in SAID]},
    ],
    ids=["guid", "number", "info", "additions", "users", "from object", "from", "spkid"],
)  # fmt: skip
def test_the_name_of_who_speaks_is_found_wherever_it_stands(value: Any) -> None:
    assert lines(read_json(value)) == READ


def test_several_who_speak_at_once() -> None:
    timeline = [
        {"text": "a?", "users": [{"username": "Ann"}]},
        {"text": "Yes!", "users": [{"username": "Ann"}, {"username": "Bo"}]},
    ]
    assert lines(read_json({"timeline": timeline})) == ["Ann: |a?", "Ann, Bo: |Yes!"]


def test_a_time_under_from_is_no_speaker() -> None:
    interview = read_json(
        [{"from": "00:00:01.000", "text": "Well."}, {"from": "00:00:02.000", "text": "Yes."}]
    )
    assert interview.turns == ()
    assert clocks(interview) == ["0:01"]


def test_words_that_come_again_with_speakers_are_said_once() -> None:
    words: list[dict[str, Any]] = [
        {"word": w, "startTime": f"{t / 1000 + n / 10}s", "speakerTag": s}
        for s, said, t in SAID
        for n, w in enumerate(said.split())
    ]
    words = [{**word, "speakerTag": 1 + (word["speakerTag"] == "Bo")} for word in words]
    alone = [{k: v for k, v in word.items() if k != "speakerTag"} for word in words]
    results = [
        {"alternatives": [{"transcript": "How are you? Fine, thanks. Good.", "words": alone}]},
        {"alternatives": [{"words": words}]},
    ]
    expected = ["Speaker 1: |How are you?", "Speaker 2: |Fine, thanks.", "Speaker 1: |Good."]
    assert lines(read_json({"results": results})) == expected


def test_of_several_hearings_the_first_is_read() -> None:
    heard = [{"speaker": s, "nBest": [{"display": w}, {"display": f"{w[:-1]} or so."}]} for s, w, _ in SAID]
    assert lines(read_json({"phrases": heard})) == READ


def test_words_in_lists_with_their_times() -> None:
    stamps: list[tuple[str, float, float]] = [
        (w, t / 1000 + n / 10, t / 1000 + n / 10 + 0.05)
        for _, said, t in SAID
        for n, w in enumerate(said.split())
    ]
    labels = [
        {"from": start, "to": end, "speaker": 1 if 2 <= start < 6 else 0, "final": False}
        for _, start, end in stamps
    ]
    whole = " ".join(w for w, _, _ in stamps)
    value = {
        "results": [{"alternatives": [{"transcript": whole, "timestamps": stamps}]}],
        "speaker_labels": labels,
    }
    expected = ["Speaker 0: |How are you?", "Speaker 1: |Fine, thanks.", "Speaker 0: |Good."]
    assert lines(read_json(value)) == expected
    assert clocks(read_json(value)) == ["0:00", "0:02", "0:06"]


def test_json_within_strings() -> None:
    inner = [{"bg": str(t), "onebest": f'{w} „"\\“', "speaker": "12"[s == "Bo"]} for s, w, t in SAID]
    interview = read_json({"ok": 0, "message": "done", "data": json.dumps(inner)}, ascii=False)
    assert lines(interview) == [
        'Speaker 1: |How are you? „"\\“',
        'Speaker 2: |Fine, thanks. „"\\“',
        'Speaker 1: |Good. „"\\“',
    ]
    lattice = [
        {
            "json_1best": json.dumps(
                {
                    "st": {
                        "bg": str(t),
                        "rl": "12"[s == "Bo"],
                        "rt": [{"ws": [{"cw": [{"w": c}, {"w": "x"}]} for c in said]}],
                    }
                }
            )
        }
        for s, said, t in (("Ann", "你好吗？", 500), ("Bo", "很好😀。", 2000))
    ]
    value = {
        "content": {
            "orderResult": json.dumps(
                {
                    "lattice": lattice,
                    "lattice2": [{"json_1best": json.loads(one["json_1best"])} for one in lattice],
                }
            )
        }
    }
    for ascii in (True, False):
        interview = read_json(value, ascii=ascii)
        assert lines(interview) == ["Speaker 1: |你好吗？", "Speaker 2: |很好😀。"]
        assert clocks(interview) == ["0:00", "0:02"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("XY"), st.text(min_size=1, max_size=20)), min_size=1, max_size=6),
    st.integers(1, 3),
    st.booleans(),
)
def test_no_character_of_a_string_within_strings_is_lost(
    said: list[tuple[str, str]], depth: int, ascii: bool
) -> None:
    value: Any = [{"speaker": f"Voice {s}", "text": f"a{w}."} for s, w in said]
    for _ in range(depth):
        value = {"data": json.dumps(value, ensure_ascii=ascii)}
    interview = read_json(value, ascii=ascii)
    text = "".join("".join(p.text[p.label :] for p in interview.paragraphs).split())
    wanted = "".join("".join(f"a{w}." for _, w in said).split())
    blanks = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
    assert text.translate(blanks) == wanted.translate(blanks)


def test_somebody_may_speak_of_json() -> None:
    said = [
        ("user", '{"a": 1} is wrong?'),
        ("assistant", '{"a": 1}'),
        ("user", '["b"]'),
        ("assistant", "Yes."),
    ]
    assert lines(read_json([{"role": s, "content": w} for s, w in said])) == [f"{s}: |{w}" for s, w in said]


@pytest.mark.parametrize(
    "value",
    [
        {"env": [{"name": n, "value": v} for n, v in (("LOG", "info"), ("OUT", "/tmp"), ("LIMIT", "3"))]},
        [{"name": n, "price": 5, "text": f"{n}, as we cook it."} for n in ("Soup", "Fish", "Rice", "Tea")],
        {"roles": [{"role": r, "text": f"May {r}."} for r in ("read", "write", "rule")]},
        [{"author": a, "year": 1947, "content": "A town is closed."} for a in ("Camus", "Hesse", "Hesse", "Gide")],
        [{"name": "Output", "switch": f"-{n}", "value": str(n)} for n in range(9)],
        [{"name": n, "value": "0x1f"} for n in "abababab"],
    ],
    ids=["settings", "dishes", "rights", "books", "switches", "numbers"],
)  # fmt: skip
def test_names_that_take_no_turns_are_no_speakers(value: Any) -> None:
    assert read_json(value, indent=1).turns == ()


def test_the_name_of_a_recording_is_no_speaker() -> None:
    interview = read_json({"name": "tape.mp3", "segments": [{"start": t, "text": w} for _, w, t in SAID]})
    assert interview.turns == ()
    assert lines(interview)[0].startswith("How are you?")


LINES = [json.dumps({"speaker": s, "text": w}) for s, w, _ in SAID]


@pytest.mark.parametrize(
    "source",
    [
        "\n".join([*LINES, LINES[0][:20]]),
        "[" + ",\n".join(LINES) + ",\n]",
        "[" + ",\n".join(LINES) + ",\n",
        '{"segments": [' + ",\n".join(LINES) + ",\n]}\n",
    ],
    ids=["a line", "a comma", "a list behind a comma", "a comma within"],
)
def test_what_is_whole_of_a_cut_source_is_read_and_the_cut_told(source: str) -> None:
    interview = read_text(source, "x.json")
    assert_partition(interview)
    assert lines(interview) == READ
    assert kinds(interview) == {"truncated"}


def test_a_broken_line_that_is_not_cut_is_an_error() -> None:
    for broken in ("\n".join([*LINES, '{"speaker" "Bo"}']), "\n".join([LINES[0], LINES[1][:9], LINES[2]])):
        with pytest.raises(InputError):
            read_text(broken, "x.jsonl")
    assert counts(read_text("\n".join(LINES) + "\n", "x.jsonl")) == {"Ann Lee": 2, "Bo": 1}
