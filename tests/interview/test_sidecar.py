"""What a person says of the speakers, in a file beside the interview."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interview.looks import counts, kinds
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Role
from tui.interview.reading import read
from tui.interview.speakers import sidecar
from tui.interview.speakers.sidecar import Sidecar
from tui.interview.speakers.sidecar_places import beside

SOURCE = "\n\n".join(["S1：好吗？", "S2：好。", "S3：不好。", "S1：真的？", "S2：是的。", "S 3：不是。"] * 3)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(SOURCE, "utf-8")
    return path


def say(file: Path, words: str) -> None:
    beside(file).write_text(words, "utf-8")


def test_names_are_changed_and_labels_stay(file: Path) -> None:
    say(file, '[names]\nS1 = "王敏"\n"S3" = "李强"\n[roles]\n"王敏" = "interviewer"\nS2 = "guest"\n')
    interview = read(file)
    assert counts(interview) == {"王敏": 6, "S2": 6, "李强": 6}
    assert [turn.label for turn in interview.turns[:6]] == ["S1", "S2", "S3", "S1", "S2", "S 3"]
    assert [s.variants for s in interview.speakers] == [("S1",), (), ("S3", "S 3")]
    assert [s.role for s in interview.speakers] == [Role.INTERVIEWER, Role.GUEST, interview.speakers[2].role]
    assert interview.renamed == {"S1": "王敏", "S3": "李强"}
    assert file.read_text("utf-8") == SOURCE
    assert interview.source == SOURCE


def test_two_of_one_name_are_one(file: Path) -> None:
    before = read(file)
    say(file, '[names]\nS2 = "李强"\nS3 = "李强"\n')
    interview = read(file)
    assert counts(interview) == {"S1": 6, "李强": 12}
    assert interview.speakers[1].variants == ("S2", "S3", "S 3")
    assert interview.speakers[1].characters == sum(s.characters for s in before.speakers[1:])


def test_renaming_again_and_back(file: Path) -> None:
    said = Sidecar()
    for name, new in (("S2", "李强"), ("S3", "李强"), ("李强", "李樹")):
        sidecar.write(file, sidecar.renamed(read(file), said, name, new))
        said = sidecar.load(file) or Sidecar()
    assert said.names == {"S2": "李樹", "S3": "李樹"}
    sidecar.write(file, sidecar.assigned(said, "李樹", Role.INTERVIEWER))
    assert read(file).speakers[1].role is Role.INTERVIEWER
    # Who is given another name still has the role.
    said = sidecar.renamed(read(file), sidecar.load(file) or Sidecar(), "李樹", "李木")
    sidecar.write(file, sidecar.renamed(read(file), said, "S1", "王敏"))
    assert [(s.name, s.role) for s in read(file).speakers][1] == ("李木", Role.INTERVIEWER)
    sidecar.write(file, Sidecar())
    assert not beside(file).exists()
    assert counts(read(file)) == {"S1": 6, "S2": 6, "S3": 6}


@pytest.mark.parametrize(
    "words",
    [
        "[names",
        "names = 3",
        "[names]\nS1 = 3",
        '[names]\nS1 = ""',
        '[roles]\nS1 = "boss"',
        "[other]\nx = 1",
        "[names]\nS1 = 'a\\nb'\nS1 = 'c'",
    ],
)
def test_one_that_cannot_be_used_is_told_in_a_line_and_the_interview_opens(file: Path, words: str) -> None:
    say(file, words)
    interview = read(file)
    assert counts(interview) == {"S1": 6, "S2": 6, "S3": 6}
    warning = interview.warnings[0]
    assert (warning.kind, warning.details["path"]) == ("sidecar", str(beside(file)))
    assert "\n" not in str(warning.details["reason"])
    with pytest.raises(InputError):
        sidecar.load(file)


def test_whom_it_tells_of_and_who_does_not_speak_is_told(file: Path) -> None:
    say(file, "[names]\nS1 = 'Ann'\nS9 = 'Zed'\n[roles]\nAnn = 'guest'\nZoe = 'guest'")
    interview = read(file)
    assert counts(interview) == {"Ann": 6, "S2": 6, "S3": 6}
    (warning,) = (one for one in interview.warnings if one.kind == "sidecar-stranger")
    assert warning.details["names"] == "S9, Zoe"


@pytest.mark.parametrize("name", ["a\x1b[31mb", "a\x7f", "a\x85b", " ", "a\nb", "x" * 201])
def test_what_steers_a_terminal_is_no_name(name: str) -> None:
    assert not sidecar.is_name(name)
    assert sidecar.is_name("👩‍💻 李　小姐")


def test_bytes_that_are_no_text(file: Path) -> None:
    beside(file).write_bytes(b"\xff\xfe\x00[")
    assert "sidecar" in kinds(read(file))


NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=20).filter(
    lambda words: sidecar.is_name(words) and words == words.strip()
)


PATTERNS = st.one_of(
    st.just(""),
    st.text(st.characters(exclude_categories=("Cs", "Co")), max_size=20).map(
        lambda w: f"(?P<name>{re.escape(w)})"
    ),
)


@given(
    st.dictionaries(NAMES, NAMES, max_size=4),
    st.dictionaries(NAMES, st.sampled_from(list(Role)), max_size=3),
    st.dictionaries(NAMES, st.booleans(), max_size=4),
    PATTERNS,
)
def test_what_is_written_is_read_back(
    names: dict[str, str], roles: dict[str, Role], labels: dict[str, bool], pattern: str
) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.md"
        said = Sidecar(names, roles, labels, pattern)
        sidecar.write(path, said)
        assert (sidecar.load(path) or Sidecar()) == said
        assert len(list(Path(folder).iterdir())) == bool(names or roles or labels or pattern)


def test_a_pattern_stands_as_it_was_typed(file: Path) -> None:
    sidecar.write(file, Sidecar(pattern=r"^(?P<name>\S+)\s{2,}"))
    assert r"pattern = '^(?P<name>\S+)\s{2,}'" in beside(file).read_text("utf-8")
    sidecar.write(file, Sidecar(labels={"pattern": True}, pattern="(?P<name>'x')"))
    assert sidecar.load(file) == Sidecar(labels={"pattern": True}, pattern="(?P<name>'x')")


def test_what_is_said_of_a_label_is_said_of_all_its_spellings() -> None:
    said = sidecar.labelled(Sidecar(labels={"Ab": True, "x": False}), {"ＡＢ": False})
    assert said.labels == {"x": False, "ＡＢ": False}
    assert sidecar.labelled(said, {"ab": None}).labels == {"x": False}
