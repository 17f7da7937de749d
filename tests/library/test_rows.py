from __future__ import annotations

from pathlib import Path

from tests.library.making import opened
from tui.interview.model.place import Place
from tui.interview.reading import read
from tui.library.library import Library
from tui.library.rows import Column, Row, filtered, ordered
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database
from tui.store.sqlite.overview import Overview
from tui.store.sqlite.positions import remember


def rows(library: Library, overview: Overview | None = None) -> list[Row]:
    return library.rows(library.walk(), library.catalogue(), overview)


def stems(some: list[Row]) -> list[str]:
    return [Path(row.path).stem for row in some]


def test_sorted_by_each_column(folder: Path) -> None:
    listed = rows(opened(folder))
    # A letter, deng shan, zao chuan: Chinese stands by its pinyin among the letters.
    assert stems(ordered(listed, Column.TITLE, down=False)) == ["letter", "登山", "船"]
    assert stems(ordered(listed, Column.TITLE, down=True)) == ["船", "登山", "letter"]
    assert stems(ordered(listed, Column.PEOPLE, down=False)) == ["船", "登山", "letter"]
    assert stems(ordered(listed, Column.LENGTH, down=True)) == ["登山", "letter", "船"]
    # Without a date they come last, whichever way round.
    assert stems(ordered(listed, Column.DATE, down=True))[0] == "登山"
    assert stems(ordered(listed, Column.DATE, down=False))[0] == "登山"


def test_equals_are_sorted_by_title(folder: Path) -> None:
    for name, title in (("1", "乙方"), ("2", "Beta"), ("3", "甲方")):
        (folder / f"{name}.md").write_text(f"# {title}\n\n2023-05-06\n\n问：好？\n\n答：好。\n", "utf-8")
    listed = ordered(rows(opened(folder)), Column.DATE, down=True)
    assert [row.title for row in listed][:4] == ["Beta", "登山的人", "甲方", "乙方"]


def test_filtered_by_words_pinyin_and_initials(folder: Path) -> None:
    listed = rows(opened(folder))
    for typed in ("登山", "dengshan", "zhouyuan", "zy", "周 登", "2023"):
        assert stems(filtered(listed, typed)) == ["登山"], typed
    assert len(filtered(listed, " ")) == 3
    assert filtered(listed, "登山 林一") == []


def test_what_cant_be_read_comes_last(folder: Path) -> None:
    (folder / "aaa.md").write_bytes(b"")
    listed = rows(opened(folder))
    for column in Column:
        assert stems(ordered(listed, column, down=False))[-1] == "aaa"
        assert stems(ordered(listed, column, down=True))[-1] == "aaa"


def test_before_it_is_read_it_is_called_by_its_file(folder: Path) -> None:
    listed = rows(Library([str(folder)]))
    assert sorted(row.title for row in listed) == ["letter", "登山", "船"]
    assert all(row.percent is None for row in listed)


def test_how_far_one_has_read_and_what_was_collected(folder: Path, tmp_path: Path) -> None:
    library = opened(folder)
    interview = read(folder / "登山.md")
    database = open_database(tmp_path / "data")
    Collection(database, interview).add_words(2, None)
    remember(database, interview, Place(len(interview.paragraphs) - 1, 0))
    known = {Path(row.path).name: row for row in rows(library, Overview(database))}
    assert known["登山.md"].known.quotes == 1
    assert (known["登山.md"].percent or 0) > 50
    assert known["船.txt"].percent is None
    # A file that was moved is known by what stands in it.
    (folder / "登山.md").rename(folder / "山.md")
    library = opened(folder)
    moved = {Path(row.path).name: row for row in rows(library, Overview(database))}
    assert moved["山.md"].known.quotes == 1
    database.close()
