"""A file that is no text: its reader takes bytes, and every place leads back into the file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.outcome import Run
from tui.interview.child_process import LONG, read_beside
from tui.interview.formats import READERS, Entry
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview
from tui.interview.model.origin import origin_at
from tui.interview.reading import read, read_again, read_bytes, read_text
from tui.library.folder import walk

WORDS = {
    "1.txt": ("王敏", "雪山之前，先问一句。"),
    "2.txt": ("李雷", "先答：不急。"),
    "3.txt": ("王敏", "好。"),
}


def packed(words: dict[str, tuple[str, str]] = WORDS) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cover.png", b"\x89PNG")
        for name, (speaker, said) in words.items():
            archive.writestr(name, f"{speaker}\n{said}")
    return stream.getvalue()


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line in the table."""
    entry = Entry("tests.interview.toy_container", (".toy",), (b"PK\x03\x04",))
    monkeypatch.setitem(READERS, "toy", entry)


@pytest.fixture
def file(tmp_path: Path, toy: None) -> Path:
    path = tmp_path / "talk.toy"
    path.write_bytes(packed())
    return path


def said(interview: Interview) -> list[tuple[str, str]]:
    return [
        (turn.speaker, interview.paragraphs[turn.start].text[interview.paragraphs[turn.start].label :])
        for turn in interview.turns
    ]


def test_it_is_read_as_any_interview(file: Path) -> None:
    interview = read(file)
    assert said(interview) == list(WORDS.values())
    assert (interview.format, interview.encoding) == ("toy", "")
    assert [warning.kind for warning in interview.warnings] == ["truncated"]


def test_every_place_leads_back_into_the_file(file: Path) -> None:
    interview = read(file)
    archive = zipfile.ZipFile(file)
    for turn, (name, (_speaker, words)) in zip(interview.turns, WORDS.items(), strict=True):
        piece = interview.paragraphs[turn.start].pieces[-1]
        origin = origin_at(interview.origins, piece.start)
        assert origin is not None
        assert origin.part == name
        assert words.encode() in archive.read(origin.part)[origin.start : origin.end]
    assert origin_at((), 0) is None


def test_what_was_unpacked_is_read_again_without_the_file(file: Path) -> None:
    interview = read(file)
    file.unlink()
    again = read_again(interview)
    assert (said(again), again.origins, again.warnings) == (
        said(interview), interview.origins, interview.warnings,
    )  # fmt: skip
    assert said(read_text(interview.source, format="toy")) == said(interview)


def test_a_long_one_is_read_in_a_process_of_its_own(toy: None) -> None:
    words = {f"{n:04}.txt": ("王敏" if n % 2 else "李雷", "话" * 1000) for n in range(LONG // 1000 + 2)}
    with read_beside(packed(words), "talk.toy") as wait:
        interview = wait()
    assert said(interview) == list(words.values())
    assert len(interview.origins) == len(words)


def test_its_name_need_not_tell(toy: None) -> None:
    assert read_bytes(packed(), "-").format == "toy"
    assert read_bytes(packed(), "talk.zip", format="toy").format == "toy"


def test_a_folder_lists_it(file: Path) -> None:
    assert [Path(found.path).name for found in walk([file.parent]).files] == ["talk.toy"]


@pytest.mark.parametrize(
    ("data", "format", "kind"),
    [
        (packed()[:60], None, "container"),
        (packed()[:60], "toy", "container"),
        ("王敏：不是。".encode(), "toy", "container"),
        (packed({}), None, "binary"),  # another program's archive
        (packed(), "markdown", "binary"),
    ],
    ids=["cut off", "cut off, as it is called", "text", "another's", "called otherwise"],
)
def test_what_is_damaged_or_another_s_is_told(toy: None, data: bytes, format: str | None, kind: str) -> None:
    with pytest.raises(InputError) as raised:
        read_bytes(data, "talk.toy", format=format)
    assert (raised.value.kind, raised.value.path) == (kind, "talk.toy")


def test_the_command_line_shows_it_and_gives_it_back(file: Path, run: Run) -> None:
    assert "雪山之前" in run("show", file).out
    assert "talk.toy · toy\n" in run("info", file).out
    file.write_bytes(packed()[:60])
    assert run("show", file).status == 2
