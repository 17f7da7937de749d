from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from tests.quotes.making import again
from tests.rights import folder_for_all, without_rights
from tui.export.document import Export
from tui.export.errors import ExportError
from tui.export.file import Choice, Done, Outcome, foresee, write
from tui.interview.model.interview import Interview
from tui.kiosk import policy

from .making import GUEST, HOST, blockquotes, make_interview, take

EVERY = (Choice.BESIDE, Choice.APPEND)


@pytest.fixture
def export(interview: Interview) -> Export:
    return Export(interview, (take(interview, 2),))


def more(export: Export, turn: int = 6) -> Export:
    return Export(export.interview, (*export.quotes, take(export.interview, turn)), export.format)


def folder(path: Path) -> set[str]:
    return {entry.name for entry in path.iterdir()}


def test_a_new_file_holds_exactly_the_preview(tmp_path: Path, export: Export) -> None:
    path = tmp_path / "雪山.md"
    assert write(path, export, {}) == Outcome(Done.WRITTEN, path, 1)
    assert path.read_bytes() == export.text().encode()
    assert folder(tmp_path) == {"雪山.md"}


def test_csv_is_written_byte_for_byte(tmp_path: Path, interview: Interview) -> None:
    export = Export(interview, (take(interview, 2),), "csv")
    write(tmp_path / "x.csv", export, {})
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert (tmp_path / "x.csv").read_bytes() == export.text().encode()


def test_an_untouched_file_is_replaced(tmp_path: Path, export: Export) -> None:
    path, remembered = tmp_path / "x.md", dict[str, str]()
    write(path, export, remembered)
    assert write(path, export, remembered).done is Done.UNCHANGED
    assert write(path, more(export), remembered) == Outcome(Done.REPLACED, path, 2)
    assert len(blockquotes(path.read_text("utf-8"))) == 2


def test_a_file_changed_by_a_person_is_left_alone_until_they_choose(tmp_path: Path, export: Export) -> None:
    path, remembered = tmp_path / "x.md", dict[str, str]()
    write(path, export, remembered)
    path.write_text(path.read_text("utf-8") + "我自己写的。\n", "utf-8")
    before = path.read_bytes()
    outcome = write(path, more(export), remembered)
    assert outcome == Outcome(Done.ASK, path, reason="changed-by-hand", choices=EVERY)
    assert path.read_bytes() == before
    assert folder(tmp_path) == {"x.md"}


@pytest.mark.parametrize("content", ["", "something else\n"])
def test_a_file_of_somebody_elses_is_left_alone(tmp_path: Path, export: Export, content: str) -> None:
    path = tmp_path / "x.md"
    path.write_text(content)
    assert write(path, export, {}).reason == "foreign"
    assert path.read_text() == content


def test_the_export_of_another_interview_is_left_alone(tmp_path: Path, export: Export) -> None:
    path, remembered = tmp_path / "x.md", dict[str, str]()
    write(path, export, remembered)
    before = path.read_bytes()
    other = make_interview((HOST, "问"), (GUEST, "另"), path="/other.md")
    other = again(other, digest="e" * 64)
    assert write(path, Export(other, (take(other, 2),)), remembered).reason == "foreign"
    assert path.read_bytes() == before


def test_an_interview_edited_since_still_owns_its_export(tmp_path: Path, export: Export) -> None:
    path, remembered = tmp_path / "x.md", dict[str, str]()
    write(path, export, remembered)
    edited = again(export.interview, digest="f" * 64, title="新题")
    assert write(path, Export(edited, export.quotes), remembered).done is Done.REPLACED


def test_beside_takes_a_numbered_name_and_keeps_to_it(tmp_path: Path, export: Export) -> None:
    path, remembered = tmp_path / "x.md", dict[str, str]()
    path.write_text("mine")
    (tmp_path / "x 2.md").write_text("mine too")
    first = write(path, export, remembered, Choice.BESIDE)
    assert first == Outcome(Done.BESIDE, tmp_path / "x 3.md", 1)
    again = write(path, more(export), remembered, Choice.BESIDE)
    assert again.path == first.path
    assert len(blockquotes(first.path.read_text("utf-8"))) == 2
    assert (path.read_text(), (tmp_path / "x 2.md").read_text()) == ("mine", "mine too")
    first.path.write_text("changed")
    assert write(path, export, remembered, Choice.BESIDE).path == tmp_path / "x 4.md"


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n", "\r\n"])
def test_append_keeps_every_byte_and_adds_only_what_is_new(
    tmp_path: Path, export: Export, ending: str
) -> None:
    path, remembered = tmp_path / "x.md", dict[str, str]()
    write(path, export, remembered)
    mine = path.read_bytes().rstrip() + b"\n\nmy words" + ending.encode()
    path.write_bytes(mine)
    both = more(export)
    outcome = write(path, both, remembered, Choice.APPEND, "New")
    assert (outcome.done, outcome.quotes) == (Done.APPENDED, 1)
    content = path.read_bytes()
    assert content.startswith(mine)
    added = content[len(mine) :].decode()
    assert "## New" in added
    assert blockquotes(added) == ["没有了。"]
    assert len(blockquotes(content.decode())) == 2
    assert write(path, both, remembered, Choice.APPEND).done is Done.UNCHANGED
    assert path.read_bytes() == content


def test_what_was_written_earlier_is_never_appended_again(tmp_path: Path, export: Export) -> None:
    path, remembered = tmp_path / "x.md", dict[str, str]()
    write(path, export, remembered)
    path.write_text(path.read_text("utf-8") + "我自己写的。\n", "utf-8")
    other = Export(export.interview, (take(export.interview, 6),))
    # First another one alone, then both: the first is in the file from before.
    assert write(path, other, remembered, Choice.APPEND) == Outcome(Done.APPENDED, path, 1)
    both = Export(export.interview, (*export.quotes, *other.quotes))
    before = path.read_bytes()
    assert write(path, both, remembered, Choice.APPEND).done is Done.UNCHANGED
    assert path.read_bytes() == before


def test_a_file_that_was_appended_to_is_never_replaced(tmp_path: Path, export: Export) -> None:
    path, remembered = tmp_path / "x.md", dict[str, str]()
    path.write_text("mine\n")
    write(path, export, remembered, Choice.APPEND)
    content = path.read_bytes()
    assert b"## Added 2" in content
    assert write(path, more(export), remembered).done is Done.ASK
    assert path.read_bytes() == content


@pytest.mark.parametrize("format", ["json", "csv"])
def test_what_cant_be_appended_to_is_only_written_beside(
    tmp_path: Path, interview: Interview, format: str
) -> None:
    path = tmp_path / "x"
    path.write_text("mine")
    export = Export(interview, (take(interview, 2),), format)
    assert write(path, export, {}, Choice.APPEND).choices == (Choice.BESIDE,)
    assert path.read_text() == "mine"


def test_what_is_foreseen_is_what_happens_and_nothing_is_touched(tmp_path: Path, export: Export) -> None:
    path, remembered = tmp_path / "x.md", dict[str, str]()
    both = more(export)
    states = [None, export.text(), both.text(), both.text() + "我的\n", "mine\n"]
    for state in states:
        for written in (False, True):
            path.unlink(missing_ok=True)
            remembered.clear()
            if written:
                write(path, export, remembered)
            if state is not None:
                path.write_bytes(state.encode())
            before = path.read_bytes() if path.exists() else None, dict(remembered)
            seen = foresee(path, both, remembered, both.text())
            assert (path.read_bytes() if path.exists() else None, dict(remembered)) == before
            assert seen == write(path, both, remembered)


def test_what_cannot_be_written_is_foreseen(tmp_path: Path, export: Export) -> None:
    for path, kind in ((tmp_path, "folder"), (tmp_path / "no" / "x.md", "missing-folder")):
        with pytest.raises(ExportError) as caught:
            foresee(path, export, {}, export.text())
        assert caught.value.kind == kind
    if Path("/dev/full").exists():
        assert foresee("/dev/full", export, {}, export.text()).done is Done.WRITTEN


def test_damaged_memory_counts_as_none(tmp_path: Path, export: Export) -> None:
    path = tmp_path / "x.md"
    path.write_text("mine")
    for text in ("", "{", "[]", "{}", "null", '{"sha256": 1}'):
        assert write(path, export, {f"export:{path}": text}).reason == "foreign"


def test_a_folder_and_a_missing_parent_are_errors(tmp_path: Path, export: Export) -> None:
    (tmp_path / "file").write_text("")
    for path, kind in (
        (tmp_path, "folder"),
        (tmp_path / "no" / "x.md", "missing-folder"),
        (tmp_path / "file" / "x.md", "missing-folder"),
    ):
        with pytest.raises(ExportError) as caught:
            write(path, export, {})
        assert (caught.value.kind, caught.value.path) == (kind, str(path))


def test_a_device_takes_what_is_written_and_nothing_is_remembered_of_it(export: Export) -> None:
    remembered = dict[str, str]()
    outcome = Outcome(Done.WRITTEN, Path(os.devnull), 1)
    assert foresee(os.devnull, export, remembered, export.text()) == outcome
    assert write(os.devnull, export, remembered) == outcome
    assert remembered == {}


def test_a_stranger_writes_no_file(tmp_path: Path, export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_current", policy.kiosk(tmp_path))
    with pytest.raises(ExportError) as caught:
        write(tmp_path / "x.md", export, {})
    assert (caught.value.kind, folder(tmp_path)) == ("closed", set())


def test_beside_passes_over_what_is_no_file_of_ours(tmp_path: Path, export: Export) -> None:
    path, remembered = tmp_path / "x.md", dict[str, str]()
    path.write_text("mine")
    (tmp_path / "x 2.md").mkdir()
    os.mkfifo(tmp_path / "x 3.md")
    (tmp_path / "x 4.md").write_text("mine too")
    assert write(path, export, remembered, Choice.BESIDE) == Outcome(Done.BESIDE, tmp_path / "x 5.md", 1)
    assert write(path, export, remembered, Choice.BESIDE) == Outcome(Done.BESIDE, tmp_path / "x 5.md", 1)


def test_a_name_too_long_is_an_error(tmp_path: Path, export: Export) -> None:
    with pytest.raises(ExportError) as caught:
        write(tmp_path / ("x" * 400), export, {})
    assert caught.value.kind == "unwritable"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_device_is_an_error(export: Export) -> None:
    with pytest.raises(ExportError) as caught:
        write("/dev/full", export, {})
    assert caught.value.kind == "full"


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, "full"), (errno.EROFS, "unwritable")])
def test_a_failure_while_writing_leaves_the_old_file_whole(
    tmp_path: Path, export: Export, monkeypatch: pytest.MonkeyPatch, number: int, kind: str
) -> None:
    path, remembered = tmp_path / "x.md", dict[str, str]()
    write(path, export, remembered)
    before, known = path.read_bytes(), dict(remembered)

    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportError) as caught:
        write(path, more(export), remembered)
    assert caught.value.kind == kind
    assert path.read_bytes() == before
    assert folder(tmp_path) == {"x.md"}
    assert remembered == known


def test_what_may_not_be_written_is_an_error(export: Export) -> None:
    with folder_for_all() as made, without_rights():
        path, remembered = made / "x.md", dict[str, str]()
        write(path, export, remembered)
        before = path.read_bytes()
        path.chmod(0o444)
        with pytest.raises(ExportError) as caught:
            write(path, more(export), remembered)
        assert caught.value.kind == "unwritable"
        closed = made / "closed"
        closed.mkdir(mode=0o555)
        with pytest.raises(ExportError) as caught:
            write(closed / "y.md", export, {})
        assert caught.value.kind == "unwritable"
        assert path.read_bytes() == before
        assert folder(closed) == set()


def test_a_file_that_changes_under_the_writing_is_not_lost(
    tmp_path: Path, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, remembered = tmp_path / "x.md", dict[str, str]()
    write(path, export, remembered)
    real = os.fsync
    edits = iter([True])

    def edit_meanwhile(handle: int) -> None:
        real(handle)
        if next(edits, False):
            path.write_text("edited meanwhile")

    monkeypatch.setattr(os, "fsync", edit_meanwhile)
    assert write(path, more(export), remembered).reason == "changed-by-hand"
    assert path.read_text() == "edited meanwhile"


def test_a_file_that_appears_under_the_writing_is_not_lost(
    tmp_path: Path, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.md"
    real = os.fsync

    def create_meanwhile(handle: int) -> None:
        real(handle)
        path.write_text("new meanwhile")

    monkeypatch.setattr(os, "fsync", create_meanwhile)
    assert write(path, export, {}).reason == "foreign"
    assert path.read_text() == "new meanwhile"
    assert folder(tmp_path) == {"x.md"}


def test_the_mode_is_kept_and_a_link_stays_a_link(tmp_path: Path, export: Export) -> None:
    real, link, remembered = tmp_path / "real.md", tmp_path / "link.md", dict[str, str]()
    link.symlink_to(real)
    write(link, export, remembered)
    real.chmod(0o640)
    assert write(link, more(export), remembered).done is Done.REPLACED
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert len(blockquotes(real.read_text("utf-8"))) == 2


def test_a_new_file_may_be_read_as_the_umask_says(tmp_path: Path, export: Export) -> None:
    (tmp_path / "usual").write_text("")
    write(tmp_path / "x.md", export, {})
    assert (tmp_path / "x.md").stat().st_mode == (tmp_path / "usual").stat().st_mode
