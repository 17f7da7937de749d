from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.quotes.making import again, kept_text
from tui.interview.model.interview import Credits, Interview, Kind, Paragraph, Piece
from tui.interview.model.place import Place
from tui.store.sqlite import sources
from tui.store.sqlite.opening import Database, open_database
from tui.store.sqlite.positions import recall, remember

LINES = ["甲：今天天气很好，我们出去走走。", "乙：可是听说下午要下雨。", "甲：那就带上伞，早一点回来。"]


def made(lines: list[str], path: str) -> Interview:
    paragraphs, at = [], 0
    for line in lines:
        paragraphs.append(Paragraph(Kind.TEXT, line, (Piece(0, at, at + len(line)),)))
        at += len(line) + 1
    source = "\n".join(lines)
    digest = hashlib.sha256(source.encode()).hexdigest()
    return Interview(path, source, "utf-8", "text", digest, "", Credits(), tuple(paragraphs), (), (), ())


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "data") as opened:
        yield opened


def test_nothing_is_known_of_an_interview_never_read(database: Database) -> None:
    assert recall(database, made(LINES, "a.md")) is None


def test_the_place_survives_a_restart_and_a_move(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        remember(database, made(LINES, "/somewhere/a.md"), Place(1, 4))
        remember(database, made(LINES, "/somewhere/a.md"), Place(2, 3))
    with open_database(tmp_path) as database:
        assert recall(database, made(LINES, "/elsewhere/b.md")) == Place(2, 3)


def test_of_words_that_were_said_several_times_the_nearest_place_is_found(database: Database) -> None:
    said = "甲：今天天气很好，我们出去走走。"
    others = [f"乙：第{number}句话和别的都不一样。" for number in range(9)]
    lines = [said, *others[:4], said, *others[4:], said]
    remember(database, made(lines, "a.md"), Place(5, 6))
    edited = made(["新的开头。", *(f"{line}（续）" for line in lines)], "a.md")
    assert recall(database, edited) == Place(6, 6)


def test_the_place_is_found_by_its_words_after_an_edit(database: Database) -> None:
    remember(database, made(LINES, "a.md"), Place(1, 6))
    edited = made(["新的开头。", LINES[0], "乙：哎，可是听说下午要下大雨。", LINES[2]], "a.md")
    place = recall(database, edited)
    assert place == Place(2, 8)
    assert edited.paragraphs[2].text[place.offset :].startswith("下午")


def test_words_that_are_gone_leave_the_place_inside(database: Database) -> None:
    remember(database, made(LINES, "a.md"), Place(2, 14))
    assert recall(database, made(["完全不同。"], "a.md")) == Place(0, 5)
    assert recall(database, made(["完全不同。"], "other.md")) is None


def test_standard_input_is_known_by_content_alone(database: Database) -> None:
    remember(database, made(LINES, "-"), Place(1, 0))
    assert recall(database, made(LINES, "-")) == Place(1, 0)
    assert recall(database, made(LINES[:2], "-")) is None


def test_where_there_is_no_text_there_is_no_place(database: Database) -> None:
    remember(database, made([], "a.md"), Place(0, 0))
    assert recall(database, made([], "a.md")) is None
    remember(database, made(LINES, "a.md"), Place(1, 4))
    assert recall(database, made([], "a.md")) is None
    assert recall(database, made(LINES, "a.md")) == Place(1, 4)


@pytest.mark.parametrize("column", ["paragraph", '"offset"', "before", "after"])
def test_a_place_that_is_not_as_it_was_written_is_none(database: Database, column: str) -> None:
    remember(database, made(LINES, "a.md"), Place(1, 4))
    with database.transaction() as connection:
        connection.execute(f"UPDATE position SET {column} = x'00'")
    assert recall(database, made(LINES, "a.md")) is None


def test_a_chain_of_moves_and_edits(database: Database) -> None:
    first = made(LINES, "a.md")
    remember(database, first, Place(1, 0))
    moved = again(first, path="b.md")
    remember(database, moved, Place(1, 0))
    edited = made([*LINES, "乙：好。"], "b.md")
    assert recall(database, edited) == Place(1, 0)


def test_the_source_is_kept_whole(database: Database) -> None:
    interview = again(made(LINES, "a.md"), source="\ufeff甲：\ud800x\r\n\0完")
    assert kept_text(database, interview.digest) is None
    with database.transaction() as connection:
        sources.enrol(connection, interview)
        sources.keep_text(connection, interview)
        sources.keep_text(connection, interview)
    assert kept_text(database, interview.digest) == interview.source


def test_names_that_are_no_utf8(database: Database) -> None:
    interview = again(made(LINES, "/tmp/\udcff.md"), title="\ud800")
    remember(database, interview, Place(1, 1))
    assert recall(database, again(interview, digest="other")) == Place(1, 1)
