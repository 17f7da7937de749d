"""What the reader is opened on, and how: paths, standard input, folders, and what the person said of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.files import TALK
from tests.outcome import Run
from tui.app.terminal.capabilities import TerminalError
from tui.cli import opening
from tui.interview.model.errors import InputError
from tui.kiosk import policy
from tui.kiosk.policy import kiosk
from tui.paths import bundled_interview
from tui.settings import Settings


class Opened:
    """What the application was run with."""

    def __init__(self) -> None:
        self.path: str | None = None
        self.chosen: list[Path] = []
        self.named: dict[str, Any] = {}
        self.animations: bool | None = None

    def run(self, interview: Any, chosen: list[Path], **named: Any) -> int:
        self.path = interview.path if interview else None
        self.chosen, self.named = chosen, named
        self.named["format"] = interview.format if interview else None
        return 0


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Takes the application's place, on a terminal."""
    shown = Opened()

    def prepare(*, animations: bool) -> None:
        shown.animations = animations

    monkeypatch.setattr("tui.app.application.run", shown.run)
    monkeypatch.setattr("tui.app.terminal.capabilities.require_terminal", lambda: None)
    monkeypatch.setattr("tui.app.terminal.capabilities.prepare_environment", prepare)
    return shown


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talks" / "talk.md"
    path.parent.mkdir()
    path.write_text(TALK, "utf-8")
    return path


def test_a_file_is_read_and_the_bundled_one_without_any(run: Run, opened: Opened, file: Path) -> None:
    assert run(file).status == 0
    assert (opened.path, opened.chosen, opened.named["format"]) == (str(file), [file], "markdown")
    assert opened.named["read_as"] == {}
    assert run().status == 0
    assert (opened.path, opened.chosen) == (str(bundled_interview()), [bundled_interview()])


def test_what_the_person_says_of_files_holds_for_this_start(run: Run, opened: Opened, file: Path) -> None:
    assert run("--format", "text", "--encoding", "utf-8", file).status == 0
    assert opened.named["format"] == "text"
    assert opened.named["read_as"] == {"format": "text", "encoding": "utf-8"}
    # Not of the bundled one, which everybody knows.
    assert run("--format", "srt").status == 0
    assert opened.named["format"] == "markdown"
    assert run(file, "--data", file.parent / "d").status == 0
    assert (opened.named["format"], opened.named["read_as"]) == ("markdown", {})


def test_settings_and_data_folder_are_handed_on(run: Run, opened: Opened, file: Path, tmp_path: Path) -> None:
    run(file)
    assert opened.named["data"] == tmp_path / "data"
    assert (opened.named["settings"], opened.animations) == (Settings(), False)
    run("--plain", file, "--data", tmp_path / "other")
    assert opened.named["data"] == tmp_path / "other"
    assert opened.named["settings"] == Settings(plain=True)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('column = 60\nanimations = true\ntheme = "light"')
    run(file)
    assert opened.named["settings"] == Settings(column=60, animations=True, theme="light")
    assert opened.animations is True


def test_standard_input_opens_alone(
    run: Run, opened: Opened, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.terminal.capabilities.adopt_piped_input", TALK.encode)
    assert run("-").status == 0
    assert (opened.path, opened.chosen) == ("-", [Path("-")])
    told = run("-", file)
    assert (told.status, told.err) == (2, "fangtan: standard input opens alone, without other paths\n")


def test_folders(run: Run, opened: Opened, file: Path, tmp_path: Path) -> None:
    talks, empty = file.parent, tmp_path / "empty"
    empty.mkdir()
    assert run(talks).status == 0
    assert (opened.path, opened.chosen) == (str(file), [file])
    (talks / "other.md").write_text(TALK, "utf-8")
    for paths in ([talks], [talks, file], [empty, file], [empty], [empty, tmp_path / "empty"]):
        assert run(*paths).status == 0
        assert (opened.path, opened.chosen) == (None, list(dict.fromkeys(paths)))
    missing = run(file, tmp_path / "none.md")
    assert (missing.status, missing.err) == (2, f"fangtan: {tmp_path}/none.md: no such file\n")


@pytest.mark.parametrize("paths", [["empty"], ["empty", "empty2"]])
def test_an_empty_folder_where_nobody_sits_is_an_error(
    opened: Opened, tmp_path: Path, paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in paths:
        (tmp_path / name).mkdir()
    given = [str(tmp_path / name) for name in paths]
    monkeypatch.setattr(policy, "_current", kiosk(tmp_path))
    with pytest.raises(InputError) as caught:
        opening.open_reader(given, Settings(), None)
    assert caught.value.kind == "folder"
    monkeypatch.setattr(policy, "_current", policy.Policy())

    def none_there() -> None:
        raise TerminalError("no-terminal", stream="stdin")

    monkeypatch.setattr("tui.app.terminal.capabilities.require_terminal", none_there)
    with pytest.raises(InputError):
        opening.open_reader(given, Settings(), None)


def test_without_a_terminal_nothing_is_opened(
    run: Run, opened: Opened, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_there() -> None:
        raise TerminalError("no-terminal", stream="stdin")

    monkeypatch.setattr("tui.app.terminal.capabilities.require_terminal", none_there)
    (file.parent / "other.md").write_text(TALK, "utf-8")
    for paths in ([], [file], [file.parent], [file, file.parent]):
        told = run(*paths)
        assert (told.status, opened.chosen) == (2, [])
        assert "needs a terminal" in told.err


def test_the_manual_opens_at_a_chapter_or_is_printed(
    run: Run, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = run("manual")
    assert (printed.status, printed.err) == (0, "")
    assert printed.out.startswith("# ")
    assert run("manual", "search").out == printed.out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("manual", "--data", tmp_path / "d").status == 0
    assert (opened.named["landing"], opened.named["data"], opened.chosen) == (None, tmp_path / "d", [])
    from tui.manual import chapter_at, read_manual

    for words in (["search", "--plain"], ["How to ask"]):
        assert run("manual", *words).status == 0
        landing = opened.named["landing"]
        assert landing.place == chapter_at(read_manual(), words[0])
        assert not landing.back
        assert opened.named["settings"].plain is ("--plain" in words)


def test_a_terminal_is_asked_for_before_the_manual_is_shown(
    run: Run, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dumb() -> None:
        raise TerminalError("dumb", term="dumb")

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("tui.app.terminal.capabilities.require_terminal", dumb)
    assert run("manual").status == 2
    assert opened.named == {}
