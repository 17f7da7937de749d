"""What a person says of labels: it goes above every judgement, and the text stays as printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.interview.looks import counts, kinds
from tests.unsure import TALK, doubt
from tui.interview.model.errors import InputError
from tui.interview.model.label import NO_RULES, LabelRules
from tui.interview.reading import as_said_beside, read, read_again, read_bytes, read_text
from tui.interview.speakers import label_pattern, sidecar
from tui.interview.speakers.label_doubts import candidates, likely_labels, might_be_labels
from tui.interview.speakers.label_pattern import LONGEST, REACH, PatternError, labels_in
from tui.interview.speakers.sidecar import Sidecar
from tui.interview.speakers.sidecar_places import beside
from tui.kiosk import policy

COLUMNS = "\n".join(["王敏    你好吗？", "李强    还不错。", "王敏    去了哪里？", "李强    去了海边。"] * 3)
IN_COLUMNS = r"^(?P<name>\S+)\s{2,}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(TALK, "utf-8")
    return path


def say(file: Path, words: str) -> None:
    beside(file).write_text(words, "utf-8")


def test_a_label_is_one_because_a_person_says_so(file: Path) -> None:
    assert counts(read(file)) == {"问者": 8, "答者": 8}
    say(file, '[labels]\n"注意" = true\n"答者" = false\n')
    interview = read(file)
    assert counts(interview)["注意"] == 4
    assert "答者" not in counts(interview)
    assert interview.source == TALK
    assert interview.rules == LabelRules(frozenset({"注意"}), frozenset({"答者"}))
    # Names and roles are given to what is a label then.
    say(file, '[labels]\n"注意" = true\n[names]\n"注意" = "旁白"\n[roles]\n"旁白" = "guest"\n')
    interview = read(file)
    assert counts(interview)["旁白"] == 4
    assert not [kind for kind in kinds(interview) if kind.startswith("sidecar")]


def test_spellings_of_a_label_are_one(file: Path) -> None:
    file.write_text(TALK.replace("注意：", "Ａｂ：", 2).replace("注意：", "ab：") + "\n", "utf-8")
    say(file, "[labels]\nAB = true\n")
    assert counts(read(file))["Ａｂ"] == 4


def test_what_is_unsaid_again_is_judged_again(file: Path) -> None:
    say(file, '[labels]\n"注意" = true\n')
    interview = read(file)
    beside(file).unlink()
    again = as_said_beside(read_again(interview))
    assert counts(again) == {"问者": 8, "答者": 8}
    assert again.rules == NO_RULES
    say(file, "[labels")
    assert counts(as_said_beside(interview)) == {"问者": 8, "答者": 8}


def test_a_file_is_read_once_by_what_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long one takes its time."""
    say(file, '[labels]\n"注意" = true\n')
    monkeypatch.setattr("tui.interview.reading.read_again", None)
    assert "注意" in counts(read(file))


def test_a_label_that_nobody_has_is_told_of(file: Path) -> None:
    say(file, '[labels]\n"张三" = true\n"李四" = false\n')
    (warning,) = (one for one in read(file).warnings if one.kind == "sidecar-stranger")
    assert warning.details["names"] == "张三"


@pytest.mark.parametrize(
    "words",
    [
        '[labels]\n"问者" = "yes"\n',
        "labels = 3\n",
        "pattern = 3\n",
        "pattern = '('\n",
        "pattern = '^(\\S+)'\n",
        "pattern = 'a'\n[labels]\npattern = 'b'\n",
        "[patterns]\nname = 'x'\n",
        f"pattern = '(?P<name>{'x' * LONGEST})'\n",
    ],
)
def test_what_cannot_be_understood_is_one_line(file: Path, words: str) -> None:
    say(file, words)
    interview = read(file)
    assert counts(interview) == {"问者": 8, "答者": 8}
    assert interview.warnings[0].kind == "sidecar"
    assert "\n" not in str(interview.warnings[0].details["reason"])
    with pytest.raises(InputError):
        sidecar.load(file)


@pytest.mark.parametrize(
    "place", ["pattern = {0}\n", "[labels]\npattern = {0}\n", 'pattern = {0}\n[labels]\n"x" = false\n']
)
def test_a_pattern_says_what_labels_look_like_and_nothing_else_is_one(tmp_path: Path, place: str) -> None:
    file = tmp_path / "talk.txt"
    file.write_text(COLUMNS + "\n问：好？\n答：好。\n" * 4, "utf-8")
    say(file, place.format(f"'{IN_COLUMNS}'"))
    interview = read(file)
    assert counts(interview) == {"王敏": 6, "李强": 6}
    assert interview.sure
    assert interview.paragraphs[1].text[interview.paragraphs[1].label :] == "还不错。"


def test_a_pattern_leaves_out_what_is_refused(tmp_path: Path) -> None:
    interview = read_text(COLUMNS, rules=LabelRules(refused=frozenset({"李强"}), pattern=IN_COLUMNS))
    assert counts(interview) == {"王敏": 6}


def test_a_pattern_sees_the_beginning_of_a_paragraph_alone() -> None:
    (label,) = labels_in(["名" * REACH + "："], r"(?P<name>.*)：?")
    assert label == ("名" * REACH, REACH)
    assert labels_in(["名" * REACH + "：", "", "\ud800：x"], r"(?P<name>.+)：") == [None, None, ("\ud800", 2)]


def test_a_group_that_took_no_part_names_nobody() -> None:
    assert labels_in(["x a", "a"], r"x|(?P<name>a)") == [None, ("a", 1)]


@pytest.mark.parametrize("pattern", [r"^(?P<name>(.+)+)+x$", r"(?P<name>(a|a)*b)", r"(?P<name>(\w*)*!)"])
def test_a_pattern_that_never_ends_is_given_up_and_the_interview_opens(tmp_path: Path, pattern: str) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK + "\n\n" + "a" * 200, "utf-8")
    with pytest.raises(PatternError, match="slow"):
        labels_in(["a" * 200], pattern, seconds=1)
    say(file, f'pattern = \'{pattern}\'\n[names]\n"问者" = "Ann"\n')
    interview = read(file)
    # All else that was said holds.
    assert counts(interview) == {"Ann": 8, "答者": 8}
    assert interview.warnings[0].kind == "pattern-slow"


def test_where_no_process_may_be_started_a_pattern_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK, "utf-8")
    say(file, f"pattern = '{IN_COLUMNS}'\n")
    monkeypatch.setattr(policy, "_current", policy.kiosk(tmp_path))
    interview = read(file)
    assert counts(interview) == {"问者": 8, "答者": 8}
    assert interview.warnings[0].kind == "pattern-closed"


def test_what_matches_a_pattern_needs_nothing_of_fangtan() -> None:
    """It begins at once, and no module of the folder that one happens to be in takes a place in it."""
    words = label_pattern._PROCESS.read_text("utf-8")
    assert "import tui" not in words
    assert "from tui" not in words


def test_form_that_names_its_speakers_is_not_read_otherwise() -> None:
    turns = [{"speaker": "Ann", "text": "注意：x"}, {"speaker": "Bo", "text": "y"}] * 4
    data = json.dumps({"segments": turns}, ensure_ascii=False).encode()
    interview = read_bytes(data, "talk.json")
    again = read_again(interview, LabelRules(frozenset({"注意"}), frozenset({"Ann"}), IN_COLUMNS))
    assert counts(again) == counts(interview) == {"Ann": 4, "Bo": 4}


# -- what is open until a person says so -------------------------------------------------------------------


def test_of_an_unsure_interview_the_likely_labels_are_told(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubt(monkeypatch)
    interview = read(file)
    assert not interview.sure
    assert counts(interview) == {"问者": 8, "答者": 8}
    assert {one.name for one in likely_labels(interview)} == {"问者", "答者"}
    assert [one.name for one in might_be_labels(interview)] == ["注意"]
    assert len(candidates(interview)) == 3
    (warning,) = (one for one in interview.warnings if one.kind == "unsure-speakers")
    assert {*str(warning.details["names"]).split(", ")} == {"问者", "答者"}


def test_a_person_s_word_settles_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doubt(monkeypatch)
    sidecar.write(file, Sidecar(labels={"问者": True}))
    assert not read(file).sure
    sidecar.write(file, Sidecar(labels={"问者": True, "答者": True}))
    interview = read(file)
    assert interview.sure
    assert "unsure-speakers" not in kinds(interview)
    assert candidates(interview) == ()


def test_where_nobody_speaks_what_might_be_labels_is_offered() -> None:
    interview = read_text(TALK, rules=LabelRules(refused=frozenset({"问者", "答者"})))
    assert not interview.speakers
    assert [one.name for one in candidates(interview)] == ["注意"]
