"""What a library tells of each interview, field by field, and how much of it a search shows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.library.making import found, opened
from tui.library.rows import Column, Row, filtered, ordered
from tui.search.answer import Tier
from tui.store.sqlite.overview import Known

TALKATIVE = (
    "# 说得多的人\n\n作者：周远\n\n2024-03-05\n\n"
    "记者：我先说一大段，比谁说得都多，因为我要把来龙去脉讲清楚，好吗？\n\n王一：好。\n\n"
    "记者：那么我再说一大段，仍旧比谁都多，说完了再请两位各自来讲一讲，可以吗？\n\n李二：可以，请说。\n\n"
    "记者：最后我还要说上一大段，别人都来不及插话，这样好不好呢？\n\n王一：好。\n\n李二：也好，都行。\n"
)
ESSAY = "# 随笔\n\n作者：周远\n\n没有人说话，只有一个人写下来的话。\n"


@pytest.fixture
def listed(folder: Path) -> dict[str, Row]:
    (folder / "多.md").write_text(TALKATIVE, "utf-8")
    (folder / "文.md").write_text(ESSAY, "utf-8")
    (folder / "空.md").write_text("", "utf-8")
    library = opened(folder)
    return {Path(row.path).name: row for row in library.rows(library.walk(), library.catalogue(), None)}


@pytest.mark.parametrize(
    ("name", "title", "people", "date", "turns", "error"),
    [
        # Who asks comes last, however much he says.
        ("多.md", "说得多的人", ("李二", "王一", "记者"), "2024-03-05", 7, ""),
        ("登山.md", "登山的人", ("周远", "记者"), "2023-05-06", 4, ""),
        ("船.txt", "造船的人", ("林一", "记者"), "", 4, ""),
        # Where nobody speaks it is who wrote it.
        ("文.md", "随笔", ("周远",), "", 0, ""),
        ("letter.md", "A letter", (), "", 0, ""),
        ("空.md", "空", (), "", 0, "empty"),
    ],
)
def test_each_fact_of_an_interview(
    listed: dict[str, Row], name: str, title: str, people: tuple[str, ...], date: str, turns: int, error: str
) -> None:
    row = listed[name]
    assert row.entry is not None
    told = (row.title, row.people, row.date, row.entry.turns, row.error)
    assert told == (title, people, date, turns, error)


def test_its_length_is_that_of_its_words(listed: dict[str, Row]) -> None:
    assert listed["文.md"].characters == len("随笔" + "作者：周远" + "没有人说话，只有一个人写下来的话。")
    assert listed["空.md"].characters == 0


def test_it_is_filtered_by_title_people_date_and_the_name_of_its_file(listed: dict[str, Row]) -> None:
    for typed, wanted in (
        ("说得多", "多.md"),
        ("lier", "多.md"),
        ("2024-03", "多.md"),
        ("船.txt", "船.txt"),
        ("letter.md", "letter.md"),
        ("zcdr", "船.txt"),
    ):
        assert [Path(row.path).name for row in filtered(listed.values(), typed)] == [wanted], typed


@pytest.mark.parametrize(
    ("column", "down", "up"),
    [
        (Column.READ, ["登山.md", "多.md", "船.txt"], ["船.txt", "多.md", "登山.md"]),
        (Column.QUOTES, ["船.txt", "登山.md"], ["登山.md", "船.txt"]),
    ],
)
def test_begun_and_not_begun_are_told_apart(
    listed: dict[str, Row], column: Column, down: list[str], up: list[str]
) -> None:
    # One that is opened at its first line was begun: 0 % is not the same as never.
    listed["登山.md"].known = Known(6, 1)
    listed["多.md"].known = Known(5, 0)
    listed["船.txt"].known = Known(0, 2)
    for wanted, downwards in ((down, True), (up, False)):
        names = [Path(row.path).name for row in ordered(listed.values(), column, down=downwards)]
        assert names[: len(wanted)] == wanted
        assert names[-1] == "空.md"
    assert listed["船.txt"].percent == 0


def test_so_many_hits_as_are_asked_for_are_shown_of_every_tier(folder: Path) -> None:
    said = {"甲": "权利", "乙": "权利", "丙": "权力", "丁": "权力"}
    talk = "".join(f"问：第{sign}个？\n\n答：{words}。\n\n" for sign, words in said.items())
    (folder / "权.md").write_text(talk, "utf-8")
    answer = found(opened(folder), "权利")
    (group,) = answer.groups
    assert group.tiers == {Tier.EXACT: 2, Tier.HOMOPHONE: 2}
    for tier in (Tier.EXACT, Tier.HOMOPHONE):
        for most in (1, 2):
            assert {hit.tier for hit in group.hits_in(tier, most)} == {tier}
            assert len(list(group.hits_in(tier, most))) >= most
    shown = [(hit.tier, hit.paragraph) for _group, hit in answer.hits(4)]
    assert shown == [(Tier.EXACT, 1), (Tier.EXACT, 3), (Tier.HOMOPHONE, 5), (Tier.HOMOPHONE, 7)]
    assert answer.total == 4


def test_notes_of_a_longer_state_of_an_interview_are_not_those_of_the_next(folder: Path) -> None:
    engine, _ = opened(folder).search()
    answer = engine.search("has:note", noted=lambda path: [1, 7, 8, 500] if path.endswith("登山.md") else [])
    told = [(Path(group.path).name, hit.paragraph) for group, hit in answer.hits(9)]
    assert told == [("登山.md", 1), ("登山.md", 7)]


@pytest.mark.parametrize(
    ("typed", "found_in"),
    [("turn:0", []), ("turn:1", ["登山.md", "船.txt"]), ("turn:0-1", ["登山.md", "船.txt"]), ("turn:9", [])],
)
def test_what_nobody_says_is_no_turn(folder: Path, typed: str, found_in: list[str]) -> None:
    answer = found(opened(folder), typed)
    assert sorted(Path(group.path).name for group in answer.groups) == sorted(found_in)


def test_what_stands_in_a_folder_is_listed_before_its_folders_and_these_by_name(folder: Path) -> None:
    for name in ("b/二.md", "a/一.md", "a/c/三.md", "z.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("# 题\n\n问：好？\n\n答：好。\n", "utf-8")
    listed = [Path(file.path).relative_to(folder).as_posix() for file in opened(folder).walk().files]
    assert listed == ["letter.md", "z.md", "登山.md", "船.txt", "a/一.md", "a/c/三.md", "b/二.md"]


def test_a_sidecar_that_is_written_removed_or_changed_is_noticed(folder: Path) -> None:
    sidecar = folder / "船.txt.fangtan.toml"
    old = 1_600_000_000
    for number, said in enumerate(("林一", "林二", None, "林三")):
        if said is None:
            sidecar.unlink()
        else:
            sidecar.write_text(f'[names]\n"林一" = "{said}甲"\n', "utf-8")
            os.utime(sidecar, (old + number, old + number))
        library = opened(folder)
        rows = library.rows(library.walk(), library.catalogue(), None)
        (people,) = [row.people for row in rows if row.path.endswith("船.txt")]
        assert people == (f"{said}甲" if said else "林一", "记者")
