"""What is said of the speakers where nothing can or should stand beside the file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interview.looks import counts
from tui import paths
from tui.interview.reading import as_said_beside, read, read_again, read_bytes
from tui.interview.speakers import sidecar
from tui.interview.speakers.sidecar import Sidecar
from tui.interview.speakers.sidecar_places import beside, standing, to_write
from tui.kiosk import policy
from tui.paths import bundled_interview, chosen_data_dir

SOURCE = "\n\n".join(["S1：好吗？", "S2：好。", "S1：真的？", "S2：是的。"] * 3)
ANN = Sidecar({"S1": "Ann"})


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> Iterator[Path]:
    with chosen_data_dir(str(tmp_path / "data")):
        yield tmp_path / "data"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in a folder that may only be read, as far as this process can tell."""
    path = tmp_path / "talks" / "talk.md"
    path.parent.mkdir()
    path.write_text(SOURCE, "utf-8")
    allowed = os.access

    def access(name: str | Path, mode: int) -> bool:
        return not (Path(name) == path.parent and mode & os.W_OK) and allowed(name, mode)

    monkeypatch.setattr("tui.interview.speakers.sidecar_places.os.access", access)
    return path


def say(path: Path, said: Sidecar) -> Path:
    return sidecar.write(path, said, read(path).digest)


def test_the_bundled_interview_is_said_of_in_the_data_folder_alone(data: Path) -> None:
    path = bundled_interview()
    before = sorted(path.parent.iterdir())
    interview = read(path)
    name = interview.speakers[0].name
    written = say(path, Sidecar({name: "Ann"}))
    assert written.parent == data / "speakers"
    assert sorted(path.parent.iterdir()) == before
    assert "Ann" in counts(read(path))
    # Another user, or the same one elsewhere, reads what is printed.
    with chosen_data_dir(str(data) + "2"):
        assert "Ann" not in counts(read(path))


def test_what_somebody_wrote_into_the_installation_holds_for_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "tui"
    (package / "seeds").mkdir(parents=True)
    path = package / "seeds" / "talk.md"
    path.write_text(SOURCE, "utf-8")
    beside(path).write_text('[names]\nS1 = "Ann"\n', "utf-8")
    assert "Ann" in counts(read(path))
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert counts(read(path)) == {"S1": 6, "S2": 6}


def test_a_folder_that_may_only_be_read(file: Path, data: Path) -> None:
    assert say(file, ANN).parent == data / "speakers"
    assert list(file.parent.iterdir()) == [file]
    assert counts(read(file)) == {"Ann": 6, "S2": 6}
    say(file, Sidecar())
    assert not any((data / "speakers").iterdir())
    assert counts(read(file)) == {"S1": 6, "S2": 6}


def test_a_folder_of_somebody_else(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "talk.md"
    path.write_text(SOURCE, "utf-8")
    monkeypatch.setattr("tui.interview.speakers.sidecar_places.os.geteuid", lambda: os.getuid() + 1)
    tmp_path.chmod(0o755)
    assert say(path, ANN).parent == data / "speakers"
    # One in which several write is meant for several, unless each writes there alone, as in /tmp.
    say(path, Sidecar())
    tmp_path.chmod(0o775)
    assert to_write(path, read(path).digest) == beside(path)
    tmp_path.chmod(0o1777)
    assert to_write(path, read(path).digest).parent == data / "speakers"


def test_ones_own_goes_before_what_stands_beside_the_file(file: Path, data: Path) -> None:
    beside(file).write_text('[names]\nS1 = "Bo"\n[roles]\nBo = "guest"\n', "utf-8")
    interview = read(file)
    said = sidecar.load(file, interview.digest)
    assert said
    written = sidecar.write(file, sidecar.renamed(interview, said, "Bo", "Ann"), interview.digest)
    assert written.parent == data / "speakers"
    again = read(file)
    assert (again.speakers[0].name, str(again.speakers[0].role)) == ("Ann", "guest")
    # Forgetting all is to forget what stands beside it as well, which is not ours to remove.
    say(file, Sidecar())
    assert counts(read(file)) == {"S1": 6, "S2": 6}
    assert beside(file).exists()


def test_it_is_known_by_the_path_and_else_by_the_content(file: Path, tmp_path: Path) -> None:
    say(file, ANN)
    file.write_text(SOURCE + "\n\nS1：再说一句。", "utf-8")
    assert "Ann" in counts(read(file))
    moved = tmp_path / "moved.md"
    moved.write_text(SOURCE, "utf-8")
    assert "Ann" in counts(read(moved))
    other = tmp_path / "other.md"
    other.write_text(SOURCE.replace("好", "坏"), "utf-8")
    assert "Ann" not in counts(read(other))
    # What stands beside a file is meant for it, what is known by the content may be of a copy.
    beside(moved).write_text('[names]\nS1 = "Bo"\n', "utf-8")
    assert "Bo" in counts(read(moved))


def test_standard_input_is_known_by_its_content(data: Path) -> None:
    interview = read_bytes(SOURCE.encode(), "-")
    assert sidecar.write("-", ANN, interview.digest).parent == data / "speakers"
    assert counts(as_said_beside(read_bytes(SOURCE.encode(), "-"))) == {"Ann": 6, "S2": 6}
    assert "Ann" not in counts(as_said_beside(read_bytes(SOURCE.replace("好", "坏").encode(), "-")))


def test_a_kiosk_reads_none_of_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say(file, ANN)
    monkeypatch.setattr(policy, "_current", policy.kiosk(file.parent))
    assert standing(file, read(file).digest) is None
    assert counts(read(file)) == {"S1": 6, "S2": 6}


def test_what_is_read_again_is_as_printed(file: Path) -> None:
    bare = read(file)
    say(file, ANN)
    again = read_again(read(file))
    assert (again.speakers, again.digest, again.source) == (bare.speakers, bare.digest, bare.source)
    assert [turn.speaker for turn in again.turns] == [turn.speaker for turn in bare.turns]


def test_what_was_told_of_the_file_is_told_once_more_when_it_is_read_again() -> None:
    cut = read_bytes(SOURCE.encode()[:-2])
    told = [warning.kind for warning in cut.warnings if warning.turn is None]
    assert told == ["truncated"]
    assert read_again(cut).warnings == cut.warnings
