"""Small files beside the database are whole, whenever the process that writes them ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.quotes.making import TALK, make
from tui.interview.model.place import Place
from tui.store import bookmarks
from tui.store.sqlite.standing import Standing, note, noted


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is written, half of it reaches the disk."""

    def half(self: Path, words: str, *_: object) -> int:
        with self.open("w") as file:
            file.write(words[: len(words) // 2])
        raise Killed

    monkeypatch.setattr(Path, "write_text", half)


def test_a_bookmark_that_is_torn_leaves_the_one_before(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    talk = make(TALK)
    bookmarks.mark(tmp_path, talk, Place(3, 1), {"outline": True})
    bookmarks.note_theme(tmp_path, "fangtan-dark")
    note(tmp_path, Standing(0, 12))
    request.getfixturevalue("killed")
    writes: list[Callable[[], None]] = [
        lambda: bookmarks.mark(tmp_path, talk, Place(1, 0), {"outline": False}),
        lambda: bookmarks.note_theme(tmp_path, "fangtan-light"),
        lambda: note(tmp_path, Standing(0, 13)),
    ]
    for write in writes:
        with pytest.raises(Killed):
            write()
    assert bookmarks.marked(tmp_path, talk) == Place(3, 1)
    assert bookmarks.window_left(tmp_path, talk) == {"outline": True}
    assert bookmarks.noted_theme(tmp_path) == "fangtan-dark"
    assert noted(tmp_path) == Standing(0, 12)


def test_what_can_not_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in the folder's place")
    bookmarks.mark(tmp_path / "data", make(TALK), Place(1, 0))
    assert bookmarks.marked(tmp_path / "data", make(TALK)) is None
    (tmp_path / bookmarks.THEME).mkdir()
    bookmarks.note_theme(tmp_path, "fangtan-dark")
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("data", bookmarks.THEME)] == []


@pytest.mark.parametrize("words", ["999 0", "0 99999", "-1 0", "0 -1", "", "x y", "1"])
def test_a_bookmark_of_no_place_is_none(tmp_path: Path, words: str) -> None:
    talk = make(TALK)
    bookmarks.mark(tmp_path, talk, Place(1, 0))
    (file,) = (tmp_path / bookmarks.FOLDER).iterdir()
    file.write_text(f"{words}\n\n")
    assert bookmarks.marked(tmp_path, talk) is None
