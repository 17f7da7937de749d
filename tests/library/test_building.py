from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.library.making import TALKS, found, names, opened, shards
from tui.interview.reading import read
from tui.interview.speakers import sidecar
from tui.kiosk import policy
from tui.library import building, shard_writing
from tui.library.building import Progress, refresh
from tui.library.library import Library


def read_again(library: Library) -> int:
    """How many files a refresh has to read."""
    told: list[Progress] = []
    refresh(library.roots, library.folder, told.append)
    return told[-1].done


def test_the_catalogue_knows_what_is_in_each(folder: Path) -> None:
    entries = {Path(os.fsdecode(e.path)).name: e for e in opened(folder).catalogue().entries}
    hill = entries["登山.md"]
    interview = read(folder / "登山.md")
    assert (hill.title, hill.people, hill.date) == ("登山的人", ("周远", "记者"), interview.credits.date)
    assert (hill.characters, hill.turns) == (interview.characters, 4)
    assert entries["letter.md"].people == ()
    assert hill.percent(0) == 0
    assert hill.percent(len(interview.paragraphs)) > 90


def test_nothing_is_read_twice(folder: Path) -> None:
    library = opened(folder)
    before = shards(library)
    assert read_again(library) == 0
    assert shards(library) == before


def test_what_is_new_changed_or_gone_is_noticed(folder: Path) -> None:
    library = opened(folder)
    assert names(found(library, "龙骨")) == ["船.txt"]
    (folder / "船.txt").write_text(TALKS["船.txt"].replace("龙骨", "桅杆"), "utf-8")
    (folder / "新.md").write_text("问：带龙骨吗？\n\n答：带。\n", "utf-8")
    (folder / "登山.md").unlink()
    assert read_again(library) == 2
    assert names(found(library, "龙骨")) == ["新.md"]
    assert names(found(library, "桅杆")) == ["船.txt"]
    assert names(found(library, "钢琴")) == []


def test_what_nothing_leads_to_any_more_is_swept_away(folder: Path) -> None:
    library = opened(folder)
    (library.folder / "0000.shard").write_bytes(b"x")
    (library.folder / ".new-0000").write_bytes(b"x")
    (library.folder / "kept").write_bytes(b"x")
    (folder / "船.txt").write_text(TALKS["船.txt"] + "\n记者：好。\n", "utf-8")
    refresh(library.roots, library.folder)
    left = {path.name for path in library.folder.iterdir()}
    assert not left & {"0000.shard", ".new-0000"}
    assert "kept" in left
    assert names(found(library, "龙骨")) == ["船.txt"]
    assert names(found(library, "钢琴")) == ["登山.md"]


def test_a_change_of_the_same_length_within_a_moment_is_noticed(folder: Path) -> None:
    library = opened(folder)
    path = folder / "船.txt"
    before = path.stat()
    path.write_text(TALKS["船.txt"].replace("龙骨", "桅杆"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read_again(library) == 1
    assert names(found(library, "桅杆")) == ["船.txt"]


def test_what_was_only_touched_is_not_read_again(folder: Path) -> None:
    library = opened(folder)
    os.utime(folder / "船.txt", (1, 1))
    shutil.copy2(folder / "登山.md", folder / "copy")
    (folder / "copy").replace(folder / "登山.md")
    assert read_again(library) == 0


def test_what_is_said_of_the_speakers_is_followed_and_noticed(folder: Path) -> None:
    library = opened(folder)
    beside = folder / "船.txt.fangtan.toml"

    def people() -> tuple[str, ...]:
        entries = library.catalogue().by_path()
        return entries[str(folder / "船.txt")].people

    assert people() == ("林一", "记者")
    beside.write_text('[names]\n"林一" = "林老师"\n', "utf-8")
    assert read_again(library) == 1
    assert people() == ("林老师", "记者")
    assert names(found(library, "speaker:林老师 龙骨")) == ["船.txt"]
    assert names(found(library, "speaker:林一 龙骨")) == ["船.txt"]
    # As long as before, and as old: only what stands in it can tell.
    state = beside.stat()
    beside.write_text('[names]\n"林一" = "林大师"\n', "utf-8")
    os.utime(beside, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert read_again(library) == 1
    assert people() == ("林大师", "记者")
    assert read_again(library) == 0
    os.utime(beside, (1, 1))
    assert read_again(library) == 0
    beside.write_text('[roles]\n"林一" = "interviewer"\n"记者" = "guest"\n', "utf-8")
    assert read_again(library) == 1
    assert names(found(library, "asked: 龙骨")) == ["船.txt"]
    beside.unlink()
    assert read_again(library) == 1
    assert people() == ("林一", "记者")
    assert names(found(library, "asked: 龙骨")) == []


def test_what_the_data_folder_says_of_the_speakers_is_followed_and_noticed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANGTAN_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("tui.interview.speakers.sidecar_places._may_stand_beside", lambda _path: False)
    library, path = opened(folder), folder / "船.txt"
    for name in ("林老师", "林大师"):
        sidecar.write(path, sidecar.Sidecar({"林一": name}), read(path).digest)
        assert read_again(library) == 1
        assert library.catalogue().by_path()[str(path)].people == (name, "记者")
        assert names(found(library, f"speaker:{name} 龙骨")) == ["船.txt"]
    assert read_again(library) == 0
    sidecar.write(path, sidecar.Sidecar(), read(path).digest)
    assert read_again(library) == 1
    assert library.catalogue().by_path()[str(path)].people == ("林一", "记者")


@pytest.mark.parametrize("kind", ["folder", "pipe", "rubbish", "large"])
def test_a_sidecar_that_is_none_hinders_nothing(folder: Path, kind: str) -> None:
    beside = folder / "船.txt.fangtan.toml"
    match kind:
        case "folder":
            beside.mkdir()
        case "pipe":
            os.mkfifo(beside)
        case "rubbish":
            beside.write_bytes(bytes(range(256)))
        case _:
            beside.write_bytes(b"#" * 1_000_001)
    library = opened(folder)
    assert names(found(library, "speaker:林一 龙骨")) == ["船.txt"]
    assert read_again(library) == 0


def test_what_could_not_be_read_is_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:

        def refuse(_file: object) -> None:
            raise PermissionError

        patched.setattr(building, "_bytes", refuse)
        library = opened(folder)
    monkeypatch.setattr("tui.library.catalogue._DOUBT", -1)
    assert {entry.error for entry in library.catalogue().entries} == {"unreadable"}
    assert read_again(library) == 3
    assert names(found(library, "龙骨")) == ["船.txt"]


def test_it_is_private_and_may_be_deleted(folder: Path, own_cache: Path) -> None:
    library = opened(folder)
    for path in (library.folder, library.folder.parent):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    for path in library.folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    engine, _ = library.search()
    shutil.rmtree(own_cache)
    # What is open goes on; and the next time it is there again.
    assert names(engine.search("龙骨")) == ["船.txt"]
    assert names(found(opened(folder), "龙骨")) == ["船.txt"]


def test_a_cache_that_is_cleared_while_it_is_filled_is_filled_anew(
    folder: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shard_writing, "CHARACTERS", 1)
    library = Library([str(folder)])

    cleared = False

    def report(progress: Progress) -> None:
        nonlocal cleared
        if progress.done == 2 and not cleared:
            shutil.rmtree(own_cache)
            cleared = True

    refresh(library.roots, library.folder, report)
    assert stat.S_IMODE(library.folder.stat().st_mode) == 0o700
    assert names(found(library, "龙骨")) == ["船.txt"]
    assert len(library.catalogue().places()) == 3


@pytest.mark.parametrize("which", ["catalogue", "shard"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(thousandth=st.integers(0, 999), cut=st.booleans())
def test_a_damaged_cache_is_made_again(folder: Path, which: str, thousandth: int, cut: bool) -> None:
    library = opened(folder)
    path = library.folder / "catalogue" if which == "catalogue" else shards(library)[0]
    whole = path.read_bytes()
    at = len(whole) * thousandth // 1000
    path.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
    fresh = Library(library.roots)
    refresh(fresh.roots, fresh.folder)
    engine, good = fresh.search()
    if not good:
        refresh(fresh.roots, fresh.folder)
        engine, good = fresh.search()
    assert good
    assert names(engine.search("龙骨")) == ["船.txt"]


def test_rubbish_is_listed_with_its_reason(folder: Path) -> None:
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "nothing.md").write_bytes(b"")
    (folder / "secret.md").write_text("x", "utf-8")
    (folder / "secret.md").chmod(0)
    entries = {Path(os.fsdecode(e.path)).name: e for e in opened(folder).catalogue().entries}
    assert entries["noise.txt"].error == "binary"
    assert entries["nothing.md"].error == "empty"
    if os.geteuid():
        assert entries["secret.md"].error == "unreadable"
    assert entries["船.txt"].error == ""


def test_what_is_too_large_is_listed_and_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "INDEXED", 100)
    (folder / "huge.md").write_bytes(b"x" * 101)
    entries = {Path(os.fsdecode(e.path)).name: e for e in opened(folder).catalogue().entries}
    assert entries["huge.md"].error == "too-large"


def test_work_that_is_broken_off_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard_writing, "CHARACTERS", 1)
    library = Library([str(folder)])
    done = 0

    def cancelled() -> bool:
        return done >= 2

    def report(progress: Progress) -> None:
        nonlocal done
        done = progress.done

    refresh(library.roots, library.folder, report, cancelled)
    assert len(library.catalogue().places()) == 2
    assert read_again(library) == 1
    assert len(library.catalogue().places()) == 3


def test_the_first_is_soon_to_be_searched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "SMALL", 1)
    library = Library([str(folder)])
    searched: list[tuple[int, int]] = []

    def report(progress: Progress) -> None:
        if progress.saved:
            searched.append((progress.done, len(library.catalogue().places())))

    refresh(library.roots, library.folder, report)
    assert searched == [(1, 1), (3, 3)]
    # What is new later is written together.
    for number in range(3):
        (folder / f"{number}.md").write_text("问：有吗？\n\n答：有。\n", "utf-8")
    searched.clear()
    refresh(library.roots, library.folder, report)
    assert [done for done, _places in searched if done] == [3]


def test_many_small_shards_are_put_together(folder: Path) -> None:
    library = opened(folder)
    for number in range(building.MOST_SMALL + 2):
        (folder / f"{number}.md").write_text(f"问：第{number}个？\n\n答：是龙骨。\n", "utf-8")
        refresh(library.roots, library.folder)
    assert len(shards(library)) <= building.MOST_SMALL + 1
    assert len(names(found(library, "龙骨"))) == building.MOST_SMALL + 3


def test_another_version_starts_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = opened(folder)
    before = set(shards(library))
    monkeypatch.setattr("tui.library.catalogue.FORMAT", "another")
    assert library.catalogue().entries == ()
    assert read_again(library) == 3
    assert not before & set(shards(library))


def test_two_processes_at_once_make_one_index(folder: Path) -> None:
    library = Library([str(folder)])
    command = [sys.executable, "-P", "-m", "tui.library.process", str(library.folder), str(folder)]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    # Their input stays open: they end with it.
    last = [json.loads((process.stdout or sys.stdin).read().splitlines()[-1]) for process in both]
    for process in both:
        process.communicate()
    assert sorted(told["done"] for told in last) in ([0, 3], [3, 3])
    assert len(shards(library)) == 1
    assert names(found(library, "龙骨")) == ["船.txt"]


def test_another_that_is_at_it_is_waited_for_and_that_is_told(folder: Path) -> None:
    library = Library([str(folder)])
    command = [sys.executable, "-P", "-m", "tui.library.process", str(library.folder), str(folder)]
    with building._alone(library.folder):
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["waiting"]
    told = [json.loads(line) for line in process.stdout]
    process.communicate()
    assert not any(one["waiting"] for one in told)
    assert told[-1]["done"] == 3


def test_the_process_ends_with_whoever_started_it(folder: Path) -> None:
    library = Library([str(folder)])
    with building._alone(library.folder):
        command = [sys.executable, "-P", "-m", "tui.library.process", str(library.folder), str(folder)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdin is not None
        assert process.poll() is None
        process.stdin.close()
        assert process.wait(60) == 0
    assert library.catalogue().entries == ()


def test_the_process_keeps_what_it_has_read_when_it_is_stopped(folder: Path) -> None:
    library = Library([str(folder)])
    rest = [folder / f"{number}.md" for number in range(300)]
    for path in rest:
        path.write_text(f"问：第{path.stem}艘？\n\n答：有龙骨。\n", "utf-8")
    named = [folder / "船.txt", *rest]
    command = [sys.executable, "-P", "-m", "tui.library.process", str(library.folder), *map(str, named)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        while json.loads(process.stdout.readline())["done"] == 0:
            pass
        process.stdin.write(b"\n")
        process.stdin.flush()
        process.stdout.read()
        assert process.wait(60) == 0
    places = {os.fsdecode(entry.path) for entry in library.catalogue().entries if entry.place}
    assert str(folder / "船.txt") in places
    assert len(places) < len(named)


def test_a_strangers_library_makes_no_other_place_where_its_own_cant_be_written(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(policy, "_current", policy.kiosk(folder))
    before = set(tmp_path.iterdir())
    library = Library([str(folder)])
    assert not library.lasting
    assert set(tmp_path.iterdir()) == before
    assert library.catalogue().entries == ()
    library.close()


def test_a_cache_that_cant_be_written_is_done_without(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    library = opened(folder)
    assert not library.lasting
    assert names(found(library, "龙骨")) == ["船.txt"]
    library.close()
    assert not library.folder.exists()
