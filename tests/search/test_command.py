"""`fangtan search` with operators, and its concordances."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.outcome import Run
from tui.paths import bundled_interview
from tui.text.width import text_width

TEXT = """# 慢慢来

## 一、起点

问：你为什么开始写长文本？

林一：因为短文本说不清楚，长文本 long-form 可以。

## 二、以后

问：下一本呢？

林一：文本长一些。
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "慢慢来.md"
    path.write_text(TEXT, "utf-8")
    return path


def test_operators_reach_the_engine(run: Run, file: Path) -> None:
    hits = run("search", file, "speaker:lin", "长文本", "--json").json["hits"]
    assert [(hit["turn"], hit["tier"]) for hit in hits][:1] == [(2, "exact")]
    assert all(hit["speaker"] == "林一" for hit in hits)
    listed = run("search", file, "section:2", "--json").json["hits"]
    assert [(hit["paragraph"], hit["ranges"]) for hit in listed] == [(5, []), (6, []), (7, [])]
    assert run("search", file, "section:2").out.count("二、以后") == 4
    assert run("search", file, "--", "-文本", "said:", "--json").status in (0, 1)
    assert run("search", file, "speaker:nobody").status == 1


def test_has_note_asks_the_collection(run: Run, file: Path, tmp_path: Path) -> None:
    assert run("search", file, "has:note").status == 1
    assert not (tmp_path / "data").exists()
    run("quotes", "add", file, "--turn", "1")
    run("quotes", "add", file, "--turn", "2", "--text", "长文本", "--note", "好")
    hits = run("search", file, "has:note", "--json").json["hits"]
    assert [hit["turn"] for hit in hits] == [2]
    assert [hit["turn"] for hit in run("search", file, "文本 -has:note said:", "--json").json["hits"]] == [4]


def test_a_concordance_for_a_script(run: Run, file: Path) -> None:
    told = run("search", file, "文本", "--kwic", "--json").json
    assert list(told) == ["query", "total", "hits", "speakers", "dispersion"]
    assert (told["query"], told["total"], sum(told["dispersion"])) == ("文本", 4, 4)
    assert told["speakers"] == [{"name": "林一", "count": 3}, {"name": "问", "count": 1}]
    assert told["hits"][1] == {
        "section": 1, "turn": 2, "paragraph": 4, "speaker": "林一", "left": "因为短", "match": "文本",
        "right": "说不清楚，长文本 long-form 可以。", "start": 6, "end": 8,
    }  # fmt: skip
    assert [hit["turn"] for hit in told["hits"]] == [1, 2, 2, 4]


@pytest.mark.parametrize(
    ("order", "turns"), [("place", [1, 2, 2, 4]), ("left", [4, 2, 2, 1]), ("right", [1, 2, 2, 4])]
)
def test_a_concordance_is_sorted(run: Run, file: Path, order: str, turns: list[int]) -> None:
    told = run("search", file, "文本", "--kwic", "--sort", order, "--json").json
    assert [hit["turn"] for hit in told["hits"]] == turns
    assert run("search", file, "文本", "--kwic", "--sort", order, "--limit", "2", "--json").json["total"] == 4


def test_a_concordance_stands_in_columns(run: Run, file: Path) -> None:
    lines = run("search", file, "文本", "--kwic").out.splitlines()
    cells = {text_width(line[: line.index("  文本  ")]) for line in lines[:4]}
    assert len(cells) == 1
    assert lines[4] == ""
    assert lines[5] == "4 occurrences · 林一 3 · 问 1"
    assert text_width(lines[6]) == 42


def test_long_contexts_are_cut_by_cells(run: Run) -> None:
    lines = run("search", bundled_interview(), "scaling law", "--kwic").out.splitlines()[:-3]
    assert len(lines) == 5
    assert all("  scaling law  " in line.lower() for line in lines)
    assert len({text_width(line[: line.lower().index("  scaling law  ")]) for line in lines}) == 1
    assert max(map(text_width, lines)) <= 120


def test_concordances_of_a_file_of_words(run: Run, file: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("文本\n没有\n", "utf-8")
    outcome = run("search", file, "--queries", words, "--kwic", "--json")
    assert [json.loads(line)["total"] for line in outcome.out.splitlines()] == [4, 0]
    assert outcome.status == 0
    assert "没有:" in run("search", file, "--queries", words, "--kwic").out


def test_a_concordance_of_nothing_is_nothing_found(run: Run, file: Path) -> None:
    outcome = run("search", file, "没有", "--kwic")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.count("\n") == 1
    assert run("search", file, "没有", "--kwic", "--json").json["hits"] == []
    assert run("search", file, "speaker:", "--kwic").status == 1


@pytest.mark.parametrize("words", [["x", "--sort", "left"], ["x", "--kwic", "--sort", "up"], ["--kwic"]])
def test_what_makes_no_sense_is_refused(run: Run, file: Path, words: list[str]) -> None:
    outcome = run("search", file, *words)
    assert (outcome.status, outcome.out, outcome.err.count("\n")) == (2, "", 1)
