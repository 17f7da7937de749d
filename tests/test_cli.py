"""The command line, as a script and as a person meet it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.outcome import Outcome, Run
from tui.cli import main, opening, output, reading
from tui.interview.reading import read
from tui.paths import bundled_interview
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database

TEXT = """# 慢慢来

作者 | 林一

这是开场白。

## 一、起点

问：你为什么开始写长文本？

林一：因为短的说不清楚。

第一次写了三年。

## 二、以后

问：下一本呢？

林一：慢慢来，比较快。
"""


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """English, and nothing of whoever runs the tests."""
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("FANGTAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("FANGTAN_CONFIG", str(tmp_path / "config"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small interview: a preface, two sections, four turns."""
    path = tmp_path / "慢慢来.md"
    path.write_text(TEXT, "utf-8")
    return path


def installed(*words: str | bytes, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "tui", *words]
    if "input" not in options:
        options["stdin"] = subprocess.DEVNULL
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(command, timeout=60, check=False, **options)


# -- forms, times, speakers ------------------------------------------------------------------------------

SUBTITLES = "".join(
    f"{n + 1}\n00:0{n}:05,250 --> 00:0{n}:08,000\n{words}\n\n"
    for n, words in enumerate(
        ("Ann: How are you?", "Bo: Fine.", "Ann: And then?", "Bo: Nothing.", "Ann: Oh?", "Bo: Yes.")
    )
)


@pytest.fixture
def subtitles(tmp_path: Path) -> Path:
    path = tmp_path / "talk.srt"
    path.write_text(SUBTITLES, "utf-8")
    return path


def test_times_are_shown_searched_and_cited(run: Run, subtitles: Path) -> None:
    assert run("show", subtitles, "--turn", "2-3").out == "[1:05] Bo: Fine.\n\n[2:05] Ann: And then?\n"
    assert [row["time"] for row in run("show", subtitles, "--json").json[:2]] == [5250, 65250]
    for query, turns in (("at:1:05", [2]), ("at:2:30-3:30", [3, 4]), ("-at:0:00-4:00", [5, 6])):
        hits = run("search", subtitles, "--json", "--", query).json["hits"]
        assert sorted(hit["turn"] for hit in hits) == turns
    run("quotes", "add", subtitles, "--turn", "4")
    assert "Turn 4 · 3:05" in run("export", subtitles).out
    assert " · 3:05\n" in run("quotes", "list", subtitles).out
    assert [quote["time"] for quote in run("quotes", "list", subtitles, "--json").json] == [185_250]
    (row,) = csv.DictReader(io.StringIO(run("export", subtitles, "--format", "csv").out.lstrip("\ufeff")))
    assert row["time"] == "3:05"
    assert run("export", subtitles, "--format", "json").json["first"]["items"][0]["fangtan:time"] == "3:05"


@pytest.mark.parametrize("words", [["--format", "text", "info"], ["info", "--format=text"]])
def test_a_form_can_be_forced(run: Run, subtitles: Path, words: list[str]) -> None:
    told = run(*words, "--json", subtitles).json
    assert (told["format"], told["turns"]) == ("text", 6)
    assert run("info", "--json", "--format", "text", subtitles).json["characters"] > told["turns"] * 40
    assert run("info", "--json", subtitles).json["turns"] == 6


def test_an_export_reads_one_form_and_writes_another(run: Run, subtitles: Path) -> None:
    run("quotes", "add", subtitles, "--turn", "4")
    assert run("--format", "srt", "export", subtitles, "--format", "csv").out.startswith("\ufeffid,")


def test_a_form_or_encoding_that_does_not_fit_is_one_line(run: Run, subtitles: Path) -> None:
    for words in (
        ["--format", "nope"],
        ["--format", "json"],
        ["--encoding", "nope"],
        ["--encoding", "utf-32"],
    ):
        outcome = run("info", *words, subtitles)
        assert outcome.status == 2
        assert outcome.err.count("\n") == 1
        assert "Traceback" not in outcome.err


def test_an_encoding_can_be_forced(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    guessed, forced = run("info", "--json", path).json, run("info", "--json", "--encoding", "gbk", path).json
    assert [w["kind"] for w in guessed["warnings"]] == ["encoding-guessed"]
    assert (forced["encoding"], forced["warnings"]) == ("gbk", [])


def test_speakers_are_renamed_joined_and_given_roles(run: Run, subtitles: Path) -> None:
    outcome = run("speakers", subtitles, "--rename", "Ann=王敏", "--role", "王敏=interviewer", "--json")
    assert [(s["name"], s["role"], s["variants"]) for s in outcome.json][:1] == [
        ("王敏", "interviewer", ["Ann"])
    ]
    assert "also printed Ann" in run("info", subtitles).out
    assert [s["turns"] for s in run("speakers", subtitles, "--rename", "Bo=王敏", "--json").json] == [6]
    assert run("show", subtitles, "--speaker", "王敏", "--turn", "2").out == "[1:05] Bo: Fine.\n"
    assert subtitles.read_text("utf-8") == SUBTITLES
    run("speakers", subtitles, "--reset")
    assert not subtitles.with_name("talk.srt.fangtan.toml").exists()


@pytest.mark.parametrize(
    "words", [["--rename", "Ann"], ["--rename", "Cy=X"], ["--role", "Ann=boss"], ["--rename", "Ann= "]]
)
def test_what_cannot_be_said_of_speakers(run: Run, subtitles: Path, words: list[str]) -> None:
    outcome = run("speakers", subtitles, *words)
    assert (outcome.status, outcome.err.count("\n")) == (2, 1)
    assert not subtitles.with_name("talk.srt.fangtan.toml").exists()


def test_a_quote_of_a_renamed_speaker_has_the_new_name(run: Run, subtitles: Path) -> None:
    run("quotes", "add", subtitles, "--turn", "2")
    run("speakers", subtitles, "--rename", "Bo=李强")
    quote = run("quotes", "list", subtitles, "--json").json[0]
    assert (quote["speaker"], quote["state"], quote["text"]) == ("李强", "ok", "Fine.")
    assert "李强" in run("export", subtitles).out


# -- info ------------------------------------------------------------------------------------------------


def test_info_counts_the_bundled_interview(run: Run) -> None:
    told = run("info", "--json").json
    assert told["title"] == "月之暗面杨植麟复盘大模型创业这一年：向延绵而未知的雪山前进"
    assert told["credits"]["author"] == "张小珺"
    assert told["credits"]["publisher"] == "腾讯新闻《潜望》"
    assert told["credits"]["date"] == "2024-03-01"
    assert told["credits"]["url"].startswith("https://mp.weixin.qq.com/")
    assert told["turns"] == 222
    assert {s["name"]: s["turns"] for s in told["speakers"]} == {"腾讯新闻《潜望》": 110, "杨植麟": 112}
    assert [(s["number"], s["turns"]) for s in told["sections"]] == [
        (0, 0), (1, 16), (2, 18), (3, 10), (4, 46), (5, 36), (6, 40), (7, 56),
    ]  # fmt: skip
    warned = [warning for warning in told["warnings"] if warning["kind"] == "question-in-answer"]
    assert len(warned) == 1
    assert "杨植麟" in warned[0]["message"]


def test_info_has_these_keys_and_no_others(run: Run, file: Path) -> None:
    told = run("info", file, "--json").json
    assert list(told) == [
        "path", "title", "credits", "encoding", "format", "characters", "turns",
        "sections", "speakers", "sure", "warnings",
    ]  # fmt: skip
    assert told["path"] == str(file)
    assert list(told["credits"]) == ["author", "publisher", "date", "url"]
    assert all(list(section) == ["number", "title", "subtitle", "turns"] for section in told["sections"])
    assert all(
        list(speaker) == ["name", "turns", "characters", "role", "variants"] for speaker in told["speakers"]
    )


def test_info_prints_one_object_a_file_and_goes_on_after_a_bad_one(run: Run, file: Path) -> None:
    outcome = run("info", "--json", file, file.with_name("none.md"), file)
    assert outcome.status == 2
    assert [json.loads(line)["turns"] for line in outcome.out.splitlines()] == [4, 4]
    assert outcome.err.count("\n") == 1
    assert "none.md" in outcome.err


def test_info_parts_what_it_tells_by_a_blank_line_and_begins_with_none(run: Run, file: Path) -> None:
    outcome = run("info", file.with_name("none.md"), file, file)
    alone = run("info", file).out
    assert (outcome.status, outcome.out) == (2, f"{alone}\n{alone}")


def test_info_of_an_empty_file_counts_no_turns_and_complains(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.md"
    empty.touch()
    outcome = run("info", "--json", empty)
    assert outcome.status == 2
    assert outcome.json["turns"] == 0
    assert outcome.json["speakers"] == []
    assert "empty" in outcome.err


def test_info_tells_a_person_what_is_in_it(run: Run, file: Path) -> None:
    said = run("info", file).out
    for words in ("慢慢来", "林一", "Preface", "一、起点", "4 turns", "2 turns"):
        assert words in said


def test_info_opens_a_folder(run: Run, file: Path) -> None:
    (file.parent / "另一篇.md").write_text(TEXT, "utf-8")
    (file.parent / ".hidden.md").write_text(TEXT, "utf-8")
    lines = run("info", "--json", file.parent).out.splitlines()
    assert sorted(Path(json.loads(line)["path"]).name for line in lines) == ["另一篇.md", "慢慢来.md"]


def test_a_folder_stands_for_the_one_interview_in_it(run: Run, file: Path) -> None:
    folder = file.parent / "folder"
    folder.mkdir()
    (folder / "一.md").write_text(TEXT, "utf-8")
    assert run("search", folder, "三年").status == 0
    (folder / "二.md").write_text(TEXT, "utf-8")
    outcome = run("show", folder)
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1
    assert "2 interviews" in outcome.err


# -- show ------------------------------------------------------------------------------------------------


def test_show_gives_the_source_back_byte_for_byte(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = b"\xef\xbb\xbf# a\r\n\r\n\x00\xff\xfe b  \r\r\n\n\n"
    path = tmp_path / "any.md"
    path.write_bytes(data)
    assert main(["show", str(path), "--source"]) == 0
    assert capfdbinary.readouterr().out == data
    assert main(["show", "--source"]) == 0
    assert capfdbinary.readouterr().out == bundled_interview().read_bytes()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (["--turn", "2"], ["因为短的说不清楚。", "第一次写了三年。"]),
        (["--turn", "3-4"], ["下一本呢？", "慢慢来，比较快。"]),
        (["--section", "0"], ["这是开场白。"]),
        (["--section", "2", "--speaker", "林一"], ["慢慢来，比较快。"]),
        (["--speaker", "林"], ["因为短的说不清楚。", "第一次写了三年。", "慢慢来，比较快。"]),
    ],
)
def test_show_prints_what_the_filters_leave(
    run: Run, file: Path, filters: list[str], expected: list[str]
) -> None:
    outcome = run("show", file, *filters)
    assert outcome.status == 0
    sentences = [
        "这是开场白。",
        "你为什么开始写长文本？",
        "因为短的说不清楚。",
        "第一次写了三年。",
        "下一本呢？",
        "慢慢来，比较快。",
    ]
    assert [sentence for sentence in sentences if sentence in outcome.out] == expected


def test_show_of_nothing_is_nothing_found(run: Run, file: Path) -> None:
    told = run("show", file, "--turn", "9")
    assert (told.status, told.out) == (1, "")
    assert "nothing found" in told.err
    assert run("show", file, "--speaker", "谁").status == 1
    assert run("show", file, "--section", "9", "--json").out == "[]\n"


def test_show_tells_a_script_where_each_paragraph_stands(run: Run, file: Path) -> None:
    (answer, more) = run("show", file, "--turn", "2", "--json").json
    assert (answer["section"], answer["turn"], answer["speaker"]) == (1, 2, "林一")
    assert more["paragraph"] == answer["paragraph"] + 1
    assert more["text"] == "第一次写了三年。"


@pytest.mark.parametrize("turns", ["x", "0", "5-3", "-1", "1-", "１-", ""])
def test_show_refuses_what_is_no_turn(run: Run, file: Path, turns: str) -> None:
    outcome = run("show", file, f"--turn={turns}")
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1


# -- search ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["长文本", "scaling law", "changwenben", "scalling law"])
def test_search_finds_what_is_half_remembered(run: Run, query: str) -> None:
    answer = run("search", bundled_interview(), query, "--json").json
    assert list(answer) == ["query", "milliseconds", "hits"]
    assert answer["query"] == query
    hit = answer["hits"][0]
    assert list(hit) == ["tier", "score", "section", "turn", "paragraph", "speaker", "text", "ranges"]
    marked = {hit["text"][start:end].lower() for start, end in hit["ranges"]}
    assert marked & {"长文本", "scaling law", "scaling", "law"}


def test_search_counts_places_from_1(run: Run, file: Path) -> None:
    hit = run("search", file, "说不清楚", "--json").json["hits"][0]
    assert (hit["section"], hit["turn"], hit["speaker"], hit["tier"]) == (1, 2, "林一", "exact")
    shown = run("show", file, "--json").json
    assert shown[hit["paragraph"] - 1]["paragraph"] == hit["paragraph"]
    assert shown[hit["paragraph"] - 1]["text"] == hit["text"]


def test_search_answers_each_line_of_a_file_in_its_order(run: Run, file: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_bytes("慢慢来\r\n\nqqqqqqqq\n三年".encode())
    outcome = run("search", file, "--queries", queries, "--json", "--limit", "1")
    answers = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.status == 0
    assert [answer["query"] for answer in answers] == ["慢慢来", "", "qqqqqqqq", "三年"]
    assert [len(answer["hits"]) for answer in answers] == [1, 0, 0, 1]


def test_a_query_of_bytes_that_are_no_words_is_one_without_an_answer(
    run: Run, file: Path, tmp_path: Path
) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_bytes("\ufeff慢慢来\n".encode() + b"\xff\xfe\n" + "三年".encode())
    outcome = run("search", file, "--queries", queries, "--json", "--limit", "1")
    answers = [json.loads(line) for line in outcome.out.splitlines()]
    assert [answer["query"] for answer in answers] == ["慢慢来", "\ufffd\ufffd", "三年"]
    assert [len(answer["hits"]) for answer in answers] == [1, 0, 1]


def test_on_a_terminal_one_line_says_how_far_a_large_folder_is_read_and_goes_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for count, told in ((20, False), (21, True)):
        folder = tmp_path / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.md").write_text(f"问：第 {number} 个？\n\n答：三年。\n", "utf-8")
        with monkeypatch.context() as patched:
            patched.setattr(sys.stderr, "isatty", lambda: True)
            said = run("search", folder, "三年").err
        assert (f"\rreading {count} of {count}\x1b[K" in said) == told
        assert ("\x1b[K\r\x1b[K" in said) == told


def test_search_without_hits_is_nothing_found(run: Run, file: Path) -> None:
    outcome = run("search", file, "qqqqqqqq", "--json")
    assert outcome.status == 1
    assert outcome.json["hits"] == []
    assert run("search", file, "qqqqqqqq").status == 1


def test_search_survives_a_query_that_is_no_text(run: Run, file: Path) -> None:
    outcome = run("search", file, "慢慢来\udcff", "--json")
    assert outcome.status in (0, 1)
    assert outcome.json["query"] == "慢慢来\udcff"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["x", "--queries", "y"],
        ["--queries", "no-such-file"],
        ["x", "--limit", "0"],
        ["x", "--limit", "many"],
    ],
)
def test_search_refuses_what_makes_no_sense(run: Run, file: Path, words: list[str]) -> None:
    outcome = run("search", file, *words)
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1
    assert outcome.out == ""


# -- quotes and export -----------------------------------------------------------------------------------


def test_a_quote_is_there_for_another_process_at_once(run: Run, file: Path) -> None:
    added = run(
        "quotes",
        "add",
        file,
        "--turn",
        "2",
        "--text",
        "短的说不清楚",
        "--note",
        "好",
        "--tag",
        "写作",
        "--json",
    )
    assert added.status == 0
    done = installed("quotes", "list", str(file), "--json")
    assert done.returncode == 0
    (quote,) = json.loads(done.stdout)
    kept = ["id", "turn", "speaker", "section", "text", "note", "tags", "state"]
    assert list(quote) == [*kept, "colour", "warnings", "question", "speakers", "time", "checked"]
    assert (quote["colour"], quote["warnings"]) == ("", [])
    assert quote == added.json
    assert quote["text"] == "短的说不清楚"
    assert (quote["turn"], quote["speaker"], quote["section"]) == (2, "林一", 1)
    assert (quote["note"], quote["tags"], quote["state"]) == ("好", ["写作"], "ok")


def test_a_whole_turn_is_its_words_without_the_label(run: Run, file: Path) -> None:
    assert (
        run("quotes", "add", file, "--turn", "2", "--json").json["text"]
        == "因为短的说不清楚。\n第一次写了三年。"
    )


def test_words_that_the_turn_does_not_say_are_not_found(run: Run, file: Path) -> None:
    outcome = run("quotes", "add", file, "--turn", "4", "--text", "三年")
    assert outcome.status == 1
    assert outcome.err.count("\n") == 1
    assert run("quotes", "list", file, "--json") == Outcome(1, "[]\n", "")


def test_a_turn_that_is_not_there_is_an_error(run: Run, file: Path) -> None:
    outcome = run("quotes", "add", file, "--turn", "5")
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1


def test_a_quote_from_a_doubtful_turn_carries_the_warning(run: Run) -> None:
    doubtful = next(w for w in run("info", "--json").json["warnings"] if w["kind"] == "question-in-answer")
    outcome = run("quotes", "add", bundled_interview(), "--turn", doubtful["turn"])
    assert outcome.status == 0
    assert "杨植麟" in outcome.err


def test_quotes_are_removed_undone_and_done_again(run: Run, file: Path) -> None:
    id = run("quotes", "add", file, "--turn", "4", "--json").json["id"]
    assert run("quotes", "remove", file, id).status == 0
    assert run("quotes", "list", file).status == 1
    assert run("quotes", "undo", file, "--json").json == {"action": "remove", "id": id}
    assert [quote["id"] for quote in run("quotes", "list", file, "--json").json] == [id]
    assert run("quotes", "redo", file).status == 0
    assert run("quotes", "list", file).status == 1
    assert run("quotes", "redo", file).status == 1
    assert run("quotes", "remove", file, id).status == 1


def test_of_several_ids_a_wrong_one_is_told_and_the_others_are_removed(run: Run, file: Path) -> None:
    ids = [run("quotes", "add", file, "--turn", turn, "--json").json["id"] for turn in (2, 4)]
    outcome = run("quotes", "remove", file, ids[0], "q-none", ids[1])
    assert outcome.status == 1
    assert outcome.out.splitlines() == [f"removed {id}" for id in ids]
    assert outcome.err == "fangtan: no quote q-none\n"
    assert run("quotes", "list", file).status == 1
    assert run("quotes", "undo", file, "--json").json["id"] == ids[1]
    assert [quote["id"] for quote in run("quotes", "list", file, "--json").json] == [ids[1]]


def test_a_quote_of_the_bundled_interview_goes_by_its_id_alone(run: Run) -> None:
    id = run("quotes", "add", bundled_interview(), "--turn", "3", "--json").json["id"]
    assert [quote["id"] for quote in run("quotes", "remove", id, "--json").json] == [id]
    assert run("quotes", "list").status == 1


def test_check_says_what_became_of_the_words(run: Run, file: Path) -> None:
    run("quotes", "add", file, "--turn", "4")
    assert run("quotes", "check", file, "--json").json[0]["state"] == "ok"
    file.write_text(TEXT.replace("慢慢来，比较快。", "没有这句话了，说的是别的。"), "utf-8")
    (checked,) = run("quotes", "check", file, "--json").json
    assert checked["state"] != "ok"
    assert checked["text"] == "慢慢来，比较快。"


def test_a_collection_moves_to_another_machine(run: Run, file: Path, tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    run("--data", there, "quotes", "add", file, "--turn", 2, "--note", "注", "--tag", "写作")
    run("--data", there, "quotes", "add", file, "--turn", 4, "--text", "慢慢来")
    told = run("--data", there, "quotes", "list", file, "--json").json
    sent = tmp_path / "quotes.json"
    assert run("--data", there, "export", file, "-o", sent).status == 0
    assert run("--data", here, "quotes", "import", sent, file).out == "2 quotes imported\n"
    assert run("--data", here, "quotes", "list", file, "--json").json == told
    again = run("--data", here, "quotes", "import", sent, file, "--json")
    assert (again.status, again.json["added"], again.json["known"]) == (0, [], 2)
    assert run("--data", here, "quotes", "undo", file).status == 0
    assert run("--data", here, "quotes", "list", file).status == 1


def test_an_import_that_is_none_is_one_line(run: Run, file: Path, tmp_path: Path) -> None:
    run("quotes", "add", file, "--turn", 2)
    bad = tmp_path / "bad.json"
    other = tmp_path / "other.md"
    other.write_text("# 别的\n\n甲：今天天气如何？\n\n乙：很好，我们去划船吧，湖上没有风。\n", "utf-8")
    for text in ("", "{", "[]", '{"type": "AnnotationCollection", "first": {"items": [3]}}', "[" * 99_999):
        bad.write_text(text)
        outcome = run("quotes", "import", bad, file)
        assert outcome.status == (1 if text == "[]" else 2)
        assert outcome.err.count("\n") <= 1
        assert "Traceback" not in outcome.err
    run("export", file, "-o", tmp_path / "q.json")
    outcome = run("quotes", "import", tmp_path / "q.json", other)
    assert (outcome.status, outcome.err) == (2, "fangtan: these quotes are from another interview: 慢慢来\n")
    assert run("quotes", "list", other).status == 1


def test_quotes_whose_place_is_gone_from_the_interview_are_taken_in(
    run: Run, file: Path, tmp_path: Path
) -> None:
    run("quotes", "add", file, "--turn", 2)
    sent = tmp_path / "q.json"
    run("export", file, "-o", sent)
    (taken,) = run("quotes", "list", file, "--json").json
    words = taken["text"]
    run("quotes", "remove", file, taken["id"])
    text = file.read_text("utf-8")
    for line in words.splitlines():
        text = text.replace(line, "河水浅了又深。")
    file.write_text(text, "utf-8")
    assert run("quotes", "import", sent, file).status == 0
    (quote,) = run("quotes", "list", file, "--json").json
    assert (quote["text"], quote["state"]) == (words, "orphan")


def test_a_collection_that_is_missed_is_one_line_and_nothing_is_written(
    run: Run, file: Path, tmp_path: Path
) -> None:
    from tui.store.sqlite.opening import NAME

    data = tmp_path / "data"
    run("quotes", "add", file, "--turn", "2")
    run("quotes", "list", file)
    for harm in (Path.unlink, Path.touch):
        harm(data / NAME)
        before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
        for words in (
            ("quotes", "list", file),
            ("quotes", "list", tmp_path),
            ("quotes", "add", file, "--turn", "2"),
            ("quotes", "undo", file),
            ("quotes", "check", file),
            ("export", file),
            ("export", tmp_path),
        ):
            outcome = run(*words)
            assert (outcome.status, outcome.out) == (2, ""), words
            assert outcome.err.count("\n") == 1
            assert "fangtan quotes restore puts the backup back: " in outcome.err
        assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    assert run("quotes", "restore", "--empty").status == 0
    assert run("quotes", "list", file).status == 1
    assert run("quotes", "restore").out.startswith("1 quote restored from ")
    assert run("quotes", "list", file).status == 0


def test_quotes_that_were_kept_and_are_missing_are_told_of(run: Run, file: Path, tmp_path: Path) -> None:
    from tui.store.sqlite.opening import NAME

    path = tmp_path / "data" / NAME
    run("quotes", "add", file, "--turn", "2")
    older = path.read_bytes()
    run("quotes", "add", file, "--turn", "2")
    assert "missing" not in run("quotes", "list", file).err
    path.write_bytes(older)
    outcome = run("quotes", "list", file)
    assert outcome.status == 0
    assert outcome.err.count("\n") == 1
    assert "1 change that was kept here is missing; fangtan quotes restore" in outcome.err
    for told in (run("export", file.parent), run("quotes", "list", file.parent)):
        assert told.status == 0
        assert told.err == outcome.err


def test_the_backup_of_a_damaged_collection_is_restored(run: Run, file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    run("quotes", "add", file, "--turn", 2)
    told = run("quotes", "list", file).out
    (data / "collection.sqlite3").write_bytes(b"garbage" * 1000)
    for journal in data.glob("collection.sqlite3-*"):
        journal.unlink()
    for _ in range(2):
        outcome = run("quotes", "list", file)
        assert outcome.status == 2
        assert "put aside as" in outcome.err
        assert "fangtan quotes restore" in outcome.err
    assert run("quotes", "restore").out.startswith("1 quote restored from ")
    assert run("quotes", "list", file).out == told
    assert run("--data", tmp_path / "nowhere", "quotes", "restore").status == 1
    assert run("quotes", "restore", file).status == 2


def test_export_in_an_order_and_of_one_quote(run: Run, file: Path, tmp_path: Path) -> None:
    for turn in (4, 2):
        run("quotes", "add", file, "--turn", turn)
    _first, second = run("quotes", "list", file, "--json").json
    alone = run("export", file, "--quote", second["id"], "--format", "text").out
    assert "慢慢来，比较快。" in alone
    assert "三年" not in alone
    assert run("export", file, "--quote", "q-none").status == 1
    assert run("export", file, "--order", "sideways").status == 2
    with open_database(tmp_path / "data") as database:
        Collection(database, read(file)).move(second["id"], 0)
    by_place, by_hand = (
        run("export", file, *order, "--format", "text").out for order in (["--order", "place"], [])
    )
    assert by_place.index("三年") < by_place.index("比较快")
    assert by_hand.index("三年") > by_hand.index("比较快")


def test_export_writes_to_standard_output(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", str(file)]) == 1
    assert main(["quotes", "add", str(file), "--turn", "4"]) == 0
    capfdbinary.readouterr()
    assert main(["export", str(file)]) == 0
    assert "慢慢来，比较快。" in capfdbinary.readouterr().out.decode()
    assert main(["export", str(file), "--with-question"]) == 0
    assert "下一本呢？" in capfdbinary.readouterr().out.decode()
    assert main(["export", str(file), "--format", "json"]) == 0
    assert json.loads(capfdbinary.readouterr().out)


def test_export_never_overwrites_what_a_person_changed(run: Run, file: Path, tmp_path: Path) -> None:
    run("quotes", "add", file, "--turn", "4")
    target = tmp_path / "摘录.md"
    assert run("export", file, "-o", target).status == 0
    run("quotes", "add", file, "--turn", "2")
    assert run("export", file, "-o", target).status == 0
    assert "第一次写了三年。" in target.read_text("utf-8")
    again = run("export", file, "-o", target)
    assert (again.status, "nothing new" in again.err) == (0, True)
    target.write_text(target.read_text("utf-8") + "\n我的话。\n", "utf-8")
    kept = target.read_bytes()
    outcome = run("export", file, "-o", target)
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1
    assert "--append" in outcome.err
    assert target.read_bytes() == kept
    beside = Path(run("export", file, "-o", target, "--beside", "--json").json["path"])
    assert beside != target
    assert "慢慢来，比较快。" in beside.read_text("utf-8")
    run("quotes", "add", file, "--turn", "1")
    assert run("export", file, "-o", target, "--append").status == 0
    assert target.read_bytes().startswith(kept)
    assert "你为什么开始写长文本？" in target.read_text("utf-8").removeprefix(kept.decode())
    assert target.read_text("utf-8").count("慢慢来，比较快。") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk without room")
def test_export_to_a_full_disk_is_one_line(run: Run, file: Path) -> None:
    run("quotes", "add", file, "--turn", "4")
    outcome = run("export", file, "-o", "/dev/full")
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1
    with Path("/dev/full").open("wb") as full:
        done = installed("export", str(file), stdout=full)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert run("quotes", "list", file).status == 0


@pytest.mark.parametrize("output", ["", "no/such/folder/x.md", "pipe", "长" * 200 + ".md"])
def test_export_to_where_nothing_can_stand_is_one_line(
    run: Run, file: Path, tmp_path: Path, output: str
) -> None:
    run("quotes", "add", file, "--turn", "4")
    # One that nobody reads: whoever wrote to it would wait for ever.
    os.mkfifo(tmp_path / "pipe")
    outcome = run("export", file, "-o", tmp_path / output)
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1


def test_an_unknown_format_and_a_broken_template_are_one_line(run: Run, file: Path, tmp_path: Path) -> None:
    run("quotes", "add", file, "--turn", "4")
    template = tmp_path / "template.j2"
    template.write_text("{% for", "utf-8")
    for words in (["--format", "docx"], ["--template", template], ["--template", tmp_path / "none.j2"]):
        outcome = run("export", file, *words)
        assert outcome.status == 2
        assert outcome.err.count("\n") == 1


# -- bad input -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["info"], ["show"], ["search", "x"], ["quotes", "list"], ["export"], []])
@pytest.mark.parametrize("kind", ["missing", "folder", "binary", "empty", "encoding"])
def test_bad_input_is_one_line_and_exit_2(run: Run, tmp_path: Path, command: list[str], kind: str) -> None:
    path = tmp_path / f"{kind}.md"
    if kind == "folder":
        path.mkdir()
    elif kind == "binary":
        path.write_bytes(bytes(range(256)) * 40)
    elif kind == "empty":
        path.touch()
    elif kind == "encoding":
        path.write_bytes(b"\x81\xff\xfe\x00\x00\xc3(\xa0\xff" * 50)
    words = [command[0], path, *command[1:]] if command[:1] == ["search"] else [*command, path]
    outcome = run(*words)
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert outcome.err.startswith("fangtan: ")
    assert path.name in outcome.err


def test_a_data_folder_that_cant_be_written_is_one_line(run: Run, file: Path) -> None:
    outcome = run("--data", file / "inside a file", "quotes", "add", file, "--turn", "2")
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1
    assert "--data" in outcome.err


def test_a_data_folder_that_can_only_be_read_is_read(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.store.sqlite import opening
    from tui.store.store_error import StoreError

    run("quotes", "add", file, "--turn", "2")

    def refused(_folder: Path, path: Path, *_: object) -> opening.Database:
        raise StoreError("unwritable", path, reason="no") from PermissionError(13, "no")

    # Root may write anything, so the store itself is told to refuse.
    monkeypatch.setattr(opening, "_open", refused)
    listed = run("quotes", "list", file, "--json")
    assert (listed.status, len(listed.json)) == (0, 1)
    assert listed.err.count("\n") == 1
    assert "Nothing new can be kept" in listed.err
    target = tmp_path / "out.md"
    assert run("export", file, "-o", target).status == 0
    assert "第一次写了三年。" in target.read_text("utf-8")
    added = run("quotes", "add", file, "--turn", "4")
    assert (added.status, added.err.count("\n")) == (2, 1)


def test_the_data_folder_may_be_named_on_either_side(run: Run, file: Path, tmp_path: Path) -> None:
    run("--data", tmp_path / "one", "quotes", "add", file, "--turn", "2")
    run("quotes", "add", file, "--turn", "4", "--data", tmp_path / "two")
    texts = [
        run("quotes", "list", file, "--json", "--data", tmp_path / name).json[0]["turn"]
        for name in ("one", "two")
    ]
    assert texts == [2, 4]
    assert run("quotes", "list", file).status == 1


@pytest.mark.parametrize(
    "words",
    [["--bogus"], ["info", "--bogus"], ["quotes"], ["quotes", "burn"], ["search"], ["quotes", "add", "x"],
     ["quotes", "remove", "x"], ["--language", "fr"], ["--data"], ["show", "a", "b"]],
)  # fmt: skip
def test_bad_usage_is_one_line_and_exit_2(run: Run, words: list[str]) -> None:
    outcome = run(*words)
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1


def test_words_that_are_no_text_are_refused(run: Run, file: Path) -> None:
    outcome = run("quotes", "add", file, "--turn", "2", "--note", "\udcff")
    assert outcome.status == 2
    assert "--note" in outcome.err
    assert run("quotes", "list", file).status == 1


def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xfe.md"
    Path(os.fsdecode(name)).write_text(TEXT, "utf-8")
    done = installed("info", "--json", name)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["path"] == os.fsdecode(name)
    assert installed("info", name + b".none").returncode == 2


def test_a_settings_file_in_error_is_told_of_and_reading_goes_on(
    run: Run, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("colum = 3", "utf-8")
    outcome = run("info", file, "--json")
    assert outcome.status == 0
    assert outcome.json["turns"] == 4
    assert "colum" in outcome.err
    assert outcome.err.count("\n") == 1


# -- streams ---------------------------------------------------------------------------------------------


def test_standard_input_is_an_interview_too() -> None:
    done = installed("info", "-", "--json", input=TEXT.encode("gb18030"))
    told = json.loads(done.stdout)
    assert (told["path"], told["turns"], told["title"]) == ("-", 4, "慢慢来")


def test_the_reader_asks_for_a_terminal(file: Path) -> None:
    done = installed(str(file))
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1
    assert b"terminal" in done.stderr


def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path: Path) -> None:
    long = tmp_path / "long.md"
    long.write_text(TEXT * 3000, "utf-8")
    read, write = os.pipe()
    os.close(read)
    done = installed("show", str(long), stdout=write)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interruption_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: str | None) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "interview_at", interrupted)
    assert run("info") == Outcome(130, "", "")


def test_json_stays_json_in_a_poor_encoding(file: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = installed("info", str(file), "--json", env=environment)
    assert json.loads(done.stdout.decode("latin-1"))["title"] == "慢慢来"
    plain = installed("show", str(file), env=environment)
    assert (plain.returncode, plain.stderr) == (0, b"")


class Screen:
    """Standard output that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_what_was_found_is_bold_and_nothing_steers_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setenv("TERM", "xterm")
    shown = output.strong("a\x1b[2Jb好", [(5, 6)])
    assert "\x1b[2J" not in shown
    assert "\x1b[1mb\x1b[0m好" in shown
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in output.strong("a\x1b[2Jb好", [(5, 6)])


def test_on_a_terminal_an_export_is_harmless(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.md"
    file.write_text("# 题\n\n甲：你好吗？\n\n乙：很好\x1b]52;c;eA==\x07，谢谢。\n", encoding="utf-8")
    assert run("quotes", "add", file, "--turn", 2).status == 0
    assert "\x1b]52" in run("export", file, "--format", "text").out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    shown = run("export", file, "--format", "text").out
    assert "很好␛]52;c;eA==␇，谢谢。" in shown


# -- opening ---------------------------------------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], str | None]]:
    """What the reader was asked to open: paths, and the data folder where one was named."""
    asked: list[tuple[list[str], str | None]] = []

    def open_reader(paths: list[str], settings: object, data: str | None) -> int:
        asked.append((list(paths), data))
        return 0

    monkeypatch.setattr(opening, "open_reader", open_reader)
    return asked


@pytest.mark.parametrize(
    ("words", "paths", "data"),
    [
        ([], [], None),
        (["a.md"], ["a.md"], None),
        (["a.md", "b.md"], ["a.md", "b.md"], None),
        (["-"], ["-"], None),
        (["./info"], ["./info"], None),
        (["--", "info"], ["info"], None),
        (["--", "-x", "--help"], ["-x", "--help"], None),
        (["open"], ["open"], None),
        (["--data", "d"], [], "d"),
        (["--data", "d", "a.md"], ["a.md"], "d"),
        (["--data=d", "--", "quotes"], ["quotes"], "d"),
        (["a.md", "--data", "d"], ["a.md"], "d"),
        (["--language", "zh_CN", "a.md"], ["a.md"], None),
        (["--", "--language", "a.md"], ["--language", "a.md"], None),
        (
            ["a.md", "--", "--data", "b.md", "--language=no"],
            ["a.md", "--data", "b.md", "--language=no"],
            None,
        ),
        (["--data", "info", "a.md"], ["a.md"], "info"),
    ],
)
def test_what_is_no_command_is_opened(
    run: Run, opened: list[tuple[list[str], str | None]], words: list[str], paths: list[str], data: str | None
) -> None:
    outcome = run(*words)
    assert (outcome.status, outcome.err) == (0, "")
    assert opened == [(paths, data)]


@pytest.mark.parametrize(
    "command", [["info"], ["show"], ["search"], ["quotes", "list"], ["export"], ["speakers"]]
)
@pytest.mark.parametrize("name", ["a\x1b]0;mine\x07.md", "a\x9b2J\r\n\u202e.md", "a\x1b[2J\udcff/b.md"])
def test_the_name_of_a_file_steers_no_terminal_from_an_error(run: Run, command: list[str], name: str) -> None:
    outcome = run(*command, name, *(["words"] if command == ["search"] else []))
    assert (outcome.status, outcome.out) == (2, "")
    said = outcome.err.removesuffix("\n")
    assert "a" in said
    assert not [char for char in said if not char.isprintable() and not "\udc80" <= char <= "\udcff"]


@pytest.mark.parametrize("encoding", ["gb18030", "ascii", "big5"])
@pytest.mark.parametrize(
    ("command", "words"),
    [(["info"], "慢慢来"), (["search", "长文本"], "为什么开始写"), (["quotes", "list"], "因为短的说不清楚")],
)
def test_json_is_json_whatever_the_locale(file: Path, encoding: str, command: list[str], words: str) -> None:
    assert main(["quotes", "add", str(file), "--turn", "2"]) == 0
    name, *rest = command
    place = [*command, str(file)] if name == "quotes" else [name, str(file), *rest]
    done = installed(*place, "--json", env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert done.returncode == 0
    # Whoever reads JSON takes it for UTF-8.
    assert words in json.dumps(json.loads(done.stdout.decode("utf-8")), ensure_ascii=False)


# -- help, languages, doctor -----------------------------------------------------------------------------


def test_help_names_every_command(run: Run) -> None:
    outcome = run("--help")
    assert outcome.status == 0
    for command in ("info", "show", "search", "quotes", "export", "doctor", "--data", "--version"):
        assert command in outcome.out


@pytest.mark.parametrize(
    "words", [["info"], ["show"], ["search"], ["quotes"], ["quotes", "add"], ["export"], ["doctor"]]
)
def test_each_command_has_its_help(run: Run, words: list[str]) -> None:
    outcome = run(*words, "--help")
    assert outcome.status == 0
    assert "--data" in outcome.out


@pytest.mark.parametrize(
    "command",
    [
        *("", "show", "info", "search", "export", "manual", "doctor", "speakers", "completion", "quotes"),
        *(f"quotes {one}" for one in ("add", "list", "remove", "undo", "redo", "check", "import", "restore")),
    ],
)
def test_all_of_the_help_is_in_the_language_that_is_spoken(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    # Its words are chosen once, when the commands are loaded.
    monkeypatch.delitem(sys.modules, "tui.cli.commands", raising=False)
    outcome = run("--language", "zh_CN", *command.split(), "--help")
    assert outcome.status == 0
    assert "-h, --help" in outcome.out
    told = outcome.out.partition("\n\n")[2]
    assert re.findall(r"(?:\b[A-Za-z]?[a-z]+[ ,.]+){3}", told) == []
    monkeypatch.delitem(sys.modules, "tui.cli.commands", raising=False)


def test_the_language_is_chosen_by_the_option_and_by_the_settings(run: Run, tmp_path: Path) -> None:
    assert "用法：" in run("--language", "zh_CN", "--help").out
    assert "没有这个文件" in run("info", "none.md", "--language=zh").err
    assert "缺少" in run("--language", "zh_CN", "search").err
    assert "Usage:" in run("--help").out
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('language = "zh_CN"', "utf-8")
    assert "用法：" in run("--help").out
    assert "Usage:" in run("--language", "en", "--help").out


def test_the_version_is_told(run: Run) -> None:
    outcome = run("--version")
    assert outcome.status == 0
    assert outcome.out.startswith("fangtan ")


def test_doctor_says_what_works_here(run: Run, tmp_path: Path) -> None:
    told = run("doctor", "--json").json
    assert {"terminal", "colours", "locale", "tmux", "clipboard", "data", "settings", "advice"} <= told.keys()
    assert told["data"]["path"] == str(tmp_path / "data")
    assert told["data"]["writable"] is True
    assert told["data"]["journal"] == ""
    assert not (tmp_path / "data").exists()
    assert "OSC 52" in run("doctor").out


def test_doctor_without_a_terminal_knows_no_widths(tmp_path: Path) -> None:
    # In a session of its own it has no terminal to open either.
    told = json.loads(installed("doctor", "--json", start_new_session=True).stdout)
    assert told["widths"] == {
        "ambiguous": None,
        "measured": {},
        "setting": 1,
        "answer": "unasked",
        "milliseconds": 0,
    }
    assert not any("ambiguous_width" in line for line in told["advice"])
    page = installed("doctor", start_new_session=True).stdout.decode()
    assert "no terminal" in page
    assert "not asked" in page


def test_doctor_names_the_width_that_is_set(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("ambiguous_width = 2", "utf-8")
    assert run("doctor", "--json").json["widths"]["setting"] == 2


def test_doctor_tells_of_the_collection_and_of_what_is_wrong(run: Run, file: Path, tmp_path: Path) -> None:
    run("quotes", "add", file, "--turn", "2")
    assert run("doctor", "--json").json["data"]["journal"] in ("wal", "delete")
    told = run("doctor", "--json", "--data", file / "inside").json
    assert told["data"]["writable"] is False
    assert any("--data" in line for line in told["advice"])


# -- a folder of interviews ------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two interviews and something that is none."""
    made = tmp_path / "folder"
    made.mkdir()
    (made / "慢.md").write_text(TEXT, "utf-8")
    quick = TEXT.replace("慢慢来，比较快", "快快来").replace("# 慢慢来", "# 快快来", 1)
    (made / "快.md").write_text(quick, "utf-8")
    (made / "noise.txt").write_bytes(bytes(range(256)) * 9)
    return made


def test_a_line_end_in_a_name_is_a_sign(run: Run, folder: Path) -> None:
    (folder / "慢.md").rename(folder / "慢\n来\r.md")
    (folder / "快\n.txt").write_text("问：快快来？\n\n答：三十年。\n", "utf-8")
    for words in (["info", folder], ["search", folder, "三十年"]):
        out = run(*words).out
        assert "快␊" in out
        assert "\n.txt" not in out
    assert "慢␊来␍.md" in run("info", folder).out
    (line,) = run("search", folder, "三十年", "--json").out.splitlines()
    assert json.loads(line)["hits"][0]["path"] == str(folder / "快\n.txt")


def test_an_empty_folder_is_opened_where_there_is_a_person(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[Path]] = []

    def show(_interview: object, paths: list[Path], **_named: object) -> int:
        asked.append(paths)
        return 0

    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    monkeypatch.setattr("tui.app.application.run", show)
    monkeypatch.setattr("tui.app.terminal.capabilities.require_terminal", lambda: None)
    assert run(one).status == 0
    assert run(one, other).status == 0
    assert asked == [[one], [one, other]]
    for words in (["info", one], ["search", one, "x"], ["quotes", "list", one], ["export", one]):
        assert run(*words).status == 2


def test_a_folder_is_searched_as_one(run: Run, folder: Path) -> None:
    outcome = run("search", folder, "bijiaokuai", "--json")
    assert outcome.status == 0
    (line,) = outcome.out.splitlines()
    answer = json.loads(line)
    assert sorted(answer) == ["hits", "milliseconds", "query"]
    (hit,) = answer["hits"]
    assert (hit["path"], hit["title"]) == (str(folder / "慢.md"), "慢慢来")
    assert (hit["tier"], hit["speaker"], hit["section"]) == ("pinyin", "林一", 2)
    assert [hit["text"][start:end] for start, end in hit["ranges"]] == ["比较快"]
    single = json.loads(run("search", folder / "慢.md", "bijiaokuai", "--json").out)["hits"][0]
    assert {key: hit[key] for key in single} == single


def test_a_folder_answers_each_query_of_a_file(run: Run, folder: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries"
    queries.write_text("三年\n没有这个词组\nspeaker:林一 三年\n", "utf-8")
    lines = run("search", folder, "--queries", queries, "--json", "--limit", "1").out.splitlines()
    assert [len(json.loads(line)["hits"]) for line in lines] == [1, 0, 1]
    assert run("search", folder, "没有这个词组").status == 1


def test_a_person_sees_hits_under_their_interviews(run: Run, folder: Path) -> None:
    said = run("search", folder, "三年").out
    assert said.index("快快来  (") < said.index("慢慢来  (")
    assert said.count("三年") == 2


def test_quotes_of_a_folder_are_listed_together(run: Run, folder: Path) -> None:
    assert run("quotes", "list", folder).status == 1
    run("quotes", "add", folder / "慢.md", "--turn", "4")
    run("quotes", "add", folder / "快.md", "--turn", "2")
    listed = json.loads(run("quotes", "list", folder, "--json").out)
    assert [(quote["title"], quote["turn"]) for quote in listed] == [("快快来", 2), ("慢慢来", 4)]
    said = run("quotes", "list", folder).out
    assert said.index("快快来") < said.index("慢慢来")


def test_a_folder_is_exported_with_a_heading_for_each(run: Run, folder: Path, tmp_path: Path) -> None:
    assert run("export", folder).status == 1
    run("quotes", "add", folder / "慢.md", "--turn", "4", "--tag", "tempo")
    run("quotes", "add", folder / "快.md", "--turn", "2")
    markdown = run("export", folder).out
    assert markdown.index("# 快快来") < markdown.index("# 慢慢来")
    obsidian = run("export", folder, "--format", "obsidian").out
    assert obsidian.count("\n---\n") == 1
    credits = markdown.partition("# 慢慢来\n\n")[2].partition("\n\n")[0]
    assert credits == "林一"
    assert f"# 慢慢来\n\n{credits}\n" in obsidian
    assert len(json.loads(run("export", folder, "--format", "json").out)) == 2
    table = list(csv.DictReader(io.StringIO(run("export", folder, "--format", "csv").out.lstrip("\ufeff"))))
    assert [row["title"] for row in table] == ["快快来", "慢慢来"]
    target = tmp_path / "all.md"
    assert run("export", folder, "-o", target).status == 0
    assert target.read_text("utf-8") == markdown
    # What a person has changed is left alone; what is new can be put behind it.
    target.write_text(markdown + "\nmine\n", "utf-8")
    assert run("export", folder, "-o", target).status == 2
    run("quotes", "add", folder / "快.md", "--turn", "4")
    assert run("export", folder, "-o", target, "--append").status == 0
    text = target.read_text("utf-8")
    assert text.startswith(markdown + "\nmine\n")
    assert "快快来 ·" in text


def test_what_is_said_of_the_speakers_of_the_bundled_interview_is_ones_own(run: Run, tmp_path: Path) -> None:
    bundled = bundled_interview()
    before = {path: path.read_bytes() for path in bundled.parent.iterdir()}
    outcome = run("speakers", bundled, "--rename", "杨植麟=Yang", "--data", tmp_path / "one")
    (written,) = (tmp_path / "one" / "speakers").iterdir()
    assert str(written) in outcome.err
    assert {path: path.read_bytes() for path in bundled.parent.iterdir()} == before
    told = run("info", "--data", tmp_path / "one", "--json").json
    assert "Yang" in [speaker["name"] for speaker in told["speakers"]]
    told = run("info", "--data", tmp_path / "two", "--json").json
    assert "Yang" not in [speaker["name"] for speaker in told["speakers"]]


def test_the_speakers_of_standard_input_get_names_too() -> None:
    done = installed("speakers", "-", "--rename", "林一=林老师", "--json", input=TEXT.encode())
    assert "林老师" in [speaker["name"] for speaker in json.loads(done.stdout)]
    again = installed("info", "-", "--json", input=TEXT.encode())
    assert "林老师" in [speaker["name"] for speaker in json.loads(again.stdout)["speakers"]]


def test_names_are_undone_before_the_quotes_that_came_before(run: Run, subtitles: Path) -> None:
    run("quotes", "add", subtitles, "--turn", "2")
    run("speakers", subtitles, "--rename", "Ann=王敏")
    assert run("quotes", "undo", subtitles).out == "undone: speakers named\n"
    assert "王敏" not in run("info", subtitles).out
    assert len(run("quotes", "list", subtitles, "--json").json) == 1
    assert run("quotes", "redo", subtitles).out == "redone: speakers named\n"
    assert "王敏" in run("info", subtitles).out


def test_what_is_said_and_cannot_be_used_is_forgotten_when_asked_for(run: Run, subtitles: Path) -> None:
    run("quotes", "add", subtitles, "--turn", "2")
    beside = subtitles.with_name("talk.srt.fangtan.toml")
    beside.write_text("[names", "utf-8")
    assert run("speakers", subtitles, "--rename", "Ann=王敏").status == 2
    assert run("speakers", subtitles, "--reset").status == 0
    assert not beside.exists()


def test_a_damaged_quote_is_told_of_and_taken_back(run: Run, file: Path, tmp_path: Path) -> None:
    from tui.store.sqlite import backup
    from tui.store.sqlite.opening import open_database

    data = tmp_path / "data"
    first, second = (run("quotes", "add", file, "--turn", turn, "--json").json for turn in (2, 4))
    with open_database(data) as database:
        backup.back_up(database, "by-hand")
        with database.transaction() as connection:
            connection.execute(
                "UPDATE quote SET body = replace(body, 'u7684', 'u7685') WHERE id = ?", (first["id"],)
            )
    listed = run("quotes", "list", file, "--json")
    assert ([one["id"] for one in listed.json], listed.status) == ([second["id"]], 0)
    assert "1 quote is damaged in the collection and left out (turn 2)" in listed.err
    assert "damaged" in run("quotes", "list", tmp_path).err
    back = run("quotes", "restore", "--damaged")
    assert (back.status, first["id"] in back.out) == (0, True)
    assert [one["text"] for one in run("quotes", "list", file, "--json").json] == [
        first["text"],
        second["text"],
    ]
    checked = run("quotes", "check", file, "--json").json
    assert [one["source"] for one in checked] == [True, True]
    assert run("quotes", "restore", "--damaged").err == "fangtan: no quote is damaged\n"


def test_a_damaged_quote_can_be_put_away(run: Run, file: Path, tmp_path: Path) -> None:
    from tui.store.sqlite.opening import open_database

    id = run("quotes", "add", file, "--turn", 2, "--json").json["id"]
    with open_database(tmp_path / "data") as database, database.transaction() as connection:
        connection.execute("UPDATE quote SET body = '{'")
    assert "left out" in run("quotes", "remove", file, id).err
    assert "left out" not in run("quotes", "list", file).err
    (copy,) = (tmp_path / "data" / "backups").glob("*before-discarding*")
    assert copy.stat().st_size
