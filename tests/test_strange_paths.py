"""What is named and is no file to be read: pipes, sockets, devices, what the kernel makes up, whole disks."""

from __future__ import annotations

import io
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outcome import Outcome, Run
from tui.cli import main
from tui.library import folder as folders

pytestmark = pytest.mark.timeout(60)  # what waits for ever shall not do so for long

TEXT = "# 短的\n\n问：你好吗？\n\n答：很好，谢谢。\n"


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """English, and nothing of whoever runs the tests."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("FANGTAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("FANGTAN_CONFIG", str(tmp_path / "config"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: object) -> Outcome:
        status = main([str(word) for word in words])
        return Outcome(status, *capsys.readouterr())

    return command


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    path = tmp_path / "talks" / "短.md"
    path.parent.mkdir()
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture(params=["pipe", "socket", "endless", "link"])
def strange(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Something that is waited for, or has no end."""
    path = tmp_path / "strange.md"
    listening = socket.socket(socket.AF_UNIX)
    if request.param == "pipe":
        os.mkfifo(path)
    elif request.param == "socket":
        # By a short name: a socket's may not be long.
        os.chdir(tmp_path)
        listening.bind("strange.md")
    else:
        path = path if request.param == "link" else Path("/dev/zero")
        if request.param == "link":
            path.symlink_to("/dev/zero")
    yield path
    listening.close()


@pytest.mark.parametrize(
    "words",
    [
        ["info", "{strange}"],
        ["show", "{strange}"],
        ["show", "--source", "{strange}"],
        ["search", "{strange}", "好"],
        ["search", "{interview}", "--queries", "{strange}"],
        ["speakers", "{strange}", "--rename", "问=甲"],
        ["quotes", "add", "{strange}", "--turn", "1"],
        ["export", "{interview}", "--template", "{strange}"],
        ["quotes", "import", "{strange}", "{interview}"],
        ["{strange}"],
    ],
    ids=lambda words: " ".join(words),
)
def test_only_files_are_read_and_what_is_none_is_told_in_a_line(
    run: Run, interview: Path, strange: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(interview.parent)
    run("quotes", "add", interview, "--turn", "1")
    outcome = run(*(word.format(strange=strange, interview=interview) for word in words))
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.startswith("fangtan: ")
    assert "not a regular file" in outcome.err
    assert outcome.err.count("\n") == 1


def test_settings_that_are_no_file_keep_nobody_from_reading(
    run: Run, interview: Path, tmp_path: Path
) -> None:
    (tmp_path / "config").mkdir()
    os.mkfifo(tmp_path / "config" / "settings.toml")
    outcome = run("show", interview, "--turn", "1")
    assert outcome.status == 0
    assert "很好" in run("show", interview).out
    assert "not a regular file" in outcome.err


def test_what_the_kernel_keeps_for_others_is_not_waited_for(run: Run) -> None:
    if not os.access("/proc/kmsg", os.R_OK):
        pytest.skip("no log of the kernel's that may be read")
    assert run("show", "--source", "/proc/kmsg").status == 2


class _Endless(io.RawIOBase):
    """Standard input that has no end."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        return len(memoryview(buffer))  # type: ignore[arg-type]


@pytest.mark.parametrize("words", [["info", "-"], ["show", "--source", "-"]])
def test_standard_input_without_an_end_is_too_large(
    run: Run, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.interview.files.LARGEST", 100_000)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(_Endless())))
    outcome = run(*words)
    assert outcome == Outcome(2, "", "fangtan: standard input: larger than 100000 bytes\n")


@pytest.mark.parametrize("words", [["info", "/proc"], ["search", "/proc", "好"], ["quotes", "list", "/sys"]])
def test_folders_that_the_kernel_makes_up_hold_no_interviews(run: Run, words: list[str]) -> None:
    if not folders._made_up():
        pytest.skip("this system makes no such folders up, or does not tell")
    outcome = run(*words)
    assert outcome.status == 2
    assert "no interviews in this folder" in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_folder_with_a_link_to_everything_holds_its_own(interview: Path) -> None:
    (interview.parent / "everything").symlink_to("/proc")
    walked = folders.walk([interview.parent])
    assert [file.path for file in walked.files] == [str(interview)]
    assert walked.complete


def test_a_folder_that_leads_round_in_a_circle_is_gone_through_once(interview: Path) -> None:
    (interview.parent / "again").symlink_to(interview.parent)
    (interview.parent / "in").mkdir()
    (interview.parent / "in" / "up").symlink_to("..")
    assert [file.path for file in folders.walk([interview.parent]).files] == [str(interview)]


@pytest.mark.parametrize("bound", ["MOST_FILES", "MOST_ENTRIES"])
@pytest.mark.parametrize("words", ["info", "search {} 好", "quotes list {}", "export"])
def test_of_a_folder_that_is_too_much_the_first_are_taken_and_it_is_said(
    run: Run, interview: Path, words: str, bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = interview.parent
    for name in ("也短.md", "更短.md", "最短.md"):
        (folder / name).write_text(TEXT, "utf-8")
    command = [word.format(folder) for word in (words if "{}" in words else words + " {}").split()]
    assert "looked through" not in run(*command).err
    monkeypatch.setattr(folders, bound, 1)
    told = "too many files to look through; only the first interview is listed"
    assert run(*command).err.startswith(f"fangtan: {folder}: {told}\n")


def test_a_disk_that_does_not_answer_is_not_waited_for(
    run: Run, interview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "LONGEST", -1.0)
    told = f"fangtan: {interview.parent}: too many files to look through; name a folder inside it\n"
    assert run("info", interview.parent) == Outcome(2, "", told)
