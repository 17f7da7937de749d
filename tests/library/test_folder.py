from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.interview.model.errors import InputError
from tui.library import folder as folders
from tui.library.folder import interviews_in, walk


def listed(*paths: Path) -> list[str]:
    return [os.path.relpath(file.path, paths[0]) for file in walk(paths).files]


def test_folders_within_folders_are_listed_and_hidden_ones_are_not(folder: Path) -> None:
    (folder / "2024" / "spring").mkdir(parents=True)
    (folder / "2024" / "spring" / "内.MD").write_text("x", "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "notes.md").write_text("x", "utf-8")
    (folder / ".draft.md").write_text("x", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    assert listed(folder) == ["letter.md", "登山.md", "船.txt", "2024/spring/内.MD"]


def test_links_in_a_circle_come_to_an_end(folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "back").symlink_to(folder)
    (folder / "self.md").symlink_to(folder / "self.md")
    (folder / "gone.md").symlink_to(folder / "nowhere.md")
    assert listed(folder) == ["letter.md", "登山.md", "船.txt"]


def test_two_names_of_one_file_are_one_interview(folder: Path) -> None:
    (folder / "zz.md").symlink_to(folder / "letter.md")
    os.link(folder / "letter.md", folder / "zzz.md")
    assert listed(folder) == ["letter.md", "登山.md", "船.txt"]
    assert len(walk([folder, folder / "letter.md", folder]).files) == 3


def test_a_name_that_is_no_utf_8_can_be_opened(folder: Path) -> None:
    from tui.interview.reading import read

    name = os.fsdecode(b"\xb7\xc3\xcc\xb8.md")
    (folder / name).write_bytes("问：在吗？\n\n答：在。\n".encode())
    (odd,) = [file for file in walk([folder]).files if "\udcb7" in file.path]
    assert read(odd.path).paragraphs


def test_what_is_named_is_there_or_said_not_to_be(folder: Path) -> None:
    plain = folder / "notes.log"
    plain.write_text("问：在吗？", "utf-8")
    assert listed(folder, plain)[-1] == "notes.log"
    with pytest.raises(InputError, match="missing"):
        walk([folder / "nowhere"])
    assert walk([folder / "nowhere", folder], lenient=True).files == walk([folder]).files


def test_a_pipe_is_no_interview(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    assert "pipe.md" not in listed(folder)


def test_an_empty_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="folder"):
        interviews_in(tmp_path / "empty")


def test_a_whole_disk_is_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 2)
    walked = walk([folder])
    assert not walked.complete
    assert len(walked.files) == 2
