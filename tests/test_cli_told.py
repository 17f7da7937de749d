"""What the commands tell a person on the way, and the status that they end with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.outcome import Run
from tui.interview.model.interview import Interview
from tui.paths import bundled_interview
from tui.quotes.changes import Change, ChangeKind
from tui.quotes.collection import Collection
from tui.store.sqlite import backup
from tui.store.sqlite.opening import open_database

ASKED, WORDS = "你为什么开始写长文本？", "那时只有三个人，挤在一间小屋里慢慢来，比较快。"
TEXT = f"""# 慢慢来

## 一、起点

[0:05] 问：{ASKED}

[0:09] 林一：因为短的说不清楚。

[1:20] 问：下一本呢？

[1:24] 林一：{WORDS}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "慢慢来.md"
    path.write_text(TEXT, "utf-8")
    return path


def test_what_was_not_said_is_told_beside_the_words_today(run: Run, file: Path) -> None:
    run("quotes", "add", file, "--turn", "4")
    run("quotes", "add", file, "--turn", "2")
    assert "now:" not in run("quotes", "check", file).out
    today = WORDS.replace("慢慢来", "慢慢走")
    file.write_text(TEXT.replace(WORDS, today).replace("因为短的说不清楚。", "我不记得。"), "utf-8")
    checked = run("quotes", "check", file)
    assert checked.status == 0
    assert f"stored: {WORDS}\n  now:    {today}" in checked.out
    assert "stored: 因为短的说不清楚。" in checked.out
    assert checked.out.count("now:") == 1


def test_a_quote_is_told_with_all_that_is_to_be_known_of_it(run: Run, file: Path) -> None:
    run("quotes", "add", file, "--turn", "4", "--note", "一\n二", "--tag", "写作", "--tag", "慢")
    told = run("quotes", "list", file).out
    assert "turn 4 · 林一 · 1:24\n" in told
    assert f"\n    {WORDS}\n  note: 一\n  note: 二\n  #写作 #慢\n" in told
    info = run("info", bundled_interview(), "--json").json
    doubtful = next(one["turn"] for one in info["warnings"] if one["turn"])
    added = run("quotes", "add", bundled_interview(), "--turn", doubtful)
    assert "\n  ! " in added.out
    assert "\n  ! " in run("quotes", "list").out


def test_what_stands_beside_the_words_is_shown_once(run: Run, file: Path) -> None:
    assert run("show", file, "--turn", "4").out == f"[1:24] 林一：{WORDS}\n"
    assert run("show", file, "--turn", "4", "--json").json[0]["time"] == 84_000


def test_what_an_import_leaves_out_is_told(run: Run, file: Path, tmp_path: Path) -> None:
    run("quotes", "add", file, "--turn", "4")
    sent = json.loads(run("export", file, "--format", "json").out)
    sent["first"]["items"].insert(0, {"type": "Annotation", "body": [], "target": {}})
    (tmp_path / "sent.json").write_text(json.dumps(sent), "utf-8")
    run("quotes", "undo", file)
    taken = run("quotes", "import", tmp_path / "sent.json", file)
    assert (taken.status, taken.out) == (0, "1 quote imported\n")
    assert taken.err.startswith("fangtan: left out because it can't be read: annotation 1: ")


def test_what_a_restored_backup_replaces_is_told(run: Run, file: Path, tmp_path: Path) -> None:
    run("quotes", "add", file, "--turn", "4")
    with open_database(tmp_path / "data") as database:
        copy = backup.back_up(database, "by-hand")
    told = run("quotes", "restore", copy)
    assert told.status == 0
    assert told.err.startswith("fangtan: what stood there was put aside as ")
    assert Path(told.err.strip().rpartition(" as ")[2]).is_file()
    assert run("quotes", "restore", copy, "--json").json["aside"]


@pytest.mark.parametrize("step", ["undo", "redo"])
@pytest.mark.parametrize("json", [[], ["--json"]])
def test_a_step_that_another_has_overtaken_is_none(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, step: str, json: list[str]
) -> None:
    # Only another process at the very same moment brings it about.
    overtaken = Change(ChangeKind.NOTE, "q-1", WORDS, overtaken=True)
    monkeypatch.setattr(Collection, step, lambda _self: overtaken)
    told = run("quotes", step, file, *json)
    assert (told.status, told.out) == (1, "")
    assert told.err.startswith("fangtan: not changed, because it was changed elsewhere since: ")


def test_a_concordance_lists_all_unless_told_otherwise(run: Run, tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text("\n\n".join(f"{'甲乙'[n % 2]}：第{n}次说到长文本。" for n in range(24)), "utf-8")
    assert run("search", talk, "长文本", "--kwic").out.count("说到") == 24
    assert run("search", talk, "长文本", "--kwic", "--limit", "3").out.count("说到") == 3
    found = run("search", talk, "长文本")
    assert found.out.count("第") == 10
    assert found.err == "fangtan: 14 more; --limit shows them\n"


@pytest.mark.parametrize("kwic", [[], ["--kwic"]])
@pytest.mark.parametrize(
    ("queries", "status"),
    [("没有这话\n慢慢来", 0), ("慢慢来\n没有这话", 0), ("没有这话\n无此词句", 1), ("", 1)],
)
def test_any_query_of_several_that_is_answered_is_enough(
    run: Run, file: Path, tmp_path: Path, queries: str, status: int, kwic: list[str]
) -> None:
    asked = tmp_path / "asked.txt"
    asked.write_text(queries, "utf-8")
    assert run("search", file, "--queries", asked, *kwic).status == status


def test_a_speaker_is_the_one_of_that_very_name_or_else_all_whose_name_holds_it(
    run: Run, tmp_path: Path
) -> None:
    talk = tmp_path / "talk.md"
    talk.write_text("Ann：你好吗？\n\nAnn Lee：很好。\n\n王敏：我也好。\n\n" * 4, "utf-8")

    def said(name: str) -> set[str]:
        return {row["speaker"] for row in run("show", talk, "--speaker", name, "--json").json}

    assert said("Ann") == {"Ann"}
    assert said("ann") == {"Ann", "Ann Lee"}
    assert said("敏") == {"王敏"}
    assert said("lee") == {"Ann Lee"}


def test_a_file_named_twice_is_opened_once(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str | None, list[str]]] = []

    def reader(interview: Interview | None, chosen: list[Path], **_: object) -> int:
        opened.append((interview.path if interview else None, [path.name for path in chosen]))
        return 0

    monkeypatch.setattr("tui.app.application.run", reader)
    monkeypatch.setattr("tui.app.terminal.capabilities.require_terminal", lambda: None)
    other = tmp_path / "other.md"
    other.write_text(TEXT, "utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "alone.md").write_text(TEXT, "utf-8")
    for paths in ([file], [file, file], [folder], [file, other], [file, other, file], [file, folder]):
        assert run(*paths).status == 0
    assert opened == [
        (str(file), ["慢慢来.md"]),
        (str(file), ["慢慢来.md"]),
        # The only one in a folder is opened as if it had been named.
        (str(folder / "alone.md"), ["alone.md"]),
        (None, ["慢慢来.md", "other.md"]),
        (None, ["慢慢来.md", "other.md"]),
        (None, ["慢慢来.md", "folder"]),
    ]


def test_a_name_with_an_equals_sign_may_be_given_another(run: Run, tmp_path: Path) -> None:
    talk = tmp_path / "talk.vtt"
    cues = [f"00:0{n}.000 --> 00:0{n}.900\n<v {'a=b' if n % 2 else 'Bo'}>Words {n}.\n" for n in range(1, 7)]
    talk.write_text("WEBVTT\n\n" + "\n".join(cues), "utf-8")
    assert [one["name"] for one in run("speakers", talk, "--json").json] == ["a=b", "Bo"]
    told = run("speakers", talk, "--rename", "a=b=Ann", "--role", "Bo=guest", "--json").json
    assert [(one["name"], one["role"]) for one in told] == [("Ann", "unknown"), ("Bo", "guest")]


@pytest.mark.parametrize("filters", [["--turn", "2"], ["--section", "1"], ["--speaker", "林一"], ["--json"]])
def test_the_source_is_given_whole_or_not_at_all(run: Run, file: Path, filters: list[str]) -> None:
    told = run("show", file, "--source", *filters)
    assert (told.status, told.out) == (2, "")
    assert "--source gives the whole file" in told.err


def test_a_search_through_a_folder_tells_what_it_leaves_out(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    for name in ("甲", "乙"):
        said = "\n\n".join(f"{'问答'[n % 2]}：第{n}次说到长文本。" for n in range(8))
        (folder / f"{name}.md").write_text(f"# {name}谈\n\n{said}\n", "utf-8")
    found = run("search", folder, "长文本", "--limit", "3")
    assert (found.status, found.out.count("说到")) == (0, 3)
    assert found.err.endswith("fangtan: 13 more; --limit shows them\n")
    found = run("search", folder, "长文本", "--limit", "99")
    assert found.out.count("说到") == 16
    assert "more" not in found.err
    assert found.out.count("甲谈  (") == found.out.count("乙谈  (") == 1
    hits = run("search", folder, "长文本", "--limit", "3", "--json").json["hits"]
    assert len(hits) == 3
    assert {(hit["title"], Path(hit["path"]).name) for hit in hits} <= {("甲谈", "甲.md"), ("乙谈", "乙.md")}
    nothing = run("search", folder, "没有这样的话")
    assert (nothing.status, nothing.out) == (1, "")
    assert nothing.err.endswith("fangtan: nothing found\n")
