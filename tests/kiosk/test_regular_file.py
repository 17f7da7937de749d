"""What is opened for reading is a file, and in a kiosk one of its folder, whoever swaps it for a link."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kiosk.conftest import SECRET
from tui.interview.files import bytes_of
from tui.interview.model.errors import InputError
from tui.interview.speakers import sidecar
from tui.kiosk import beneath
from tui.kiosk.regular_file import NotRegular, open_folder, open_regular, read_regular
from tui.library.folder import digest_at, stamp_at, walk

InKiosk = Callable[..., None]


@pytest.fixture(params=["openat2", "descriptors"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the two ways of opening beneath a folder."""
    if request.param == "descriptors":
        monkeypatch.setattr(beneath, "openat2", lambda: None)
    elif beneath.openat2() is None:
        pytest.skip("this system has no openat2")


INSIDE = {"一.md": "一", "里/二.md": "二", "旁.md": "二", "里/上.md": "一", "绝.md": "二", "门/二.md": "二",
          "里/../一.md": "一", "./里//二.md": "二"}  # fmt: skip
OUTSIDE = ["出口.md", "上面.md", "外/秘密.md", "../interviews-secret/秘密.md", "圈.md", "无.md", "一.md/",
           "外/../interviews-secret/秘密.md", "一.md/二.md", "..", "外", "../interviews-secret"]  # fmt: skip


@pytest.mark.parametrize(("name", "words"), INSIDE.items())
def test_what_lies_in_the_folder_is_read(folder: Path, in_kiosk: InKiosk, name: str, words: str) -> None:
    in_kiosk()
    assert read_regular(f"{folder}/{name}", 100).decode() == words


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_lies_elsewhere_is_not_there(folder: Path, in_kiosk: InKiosk, name: str) -> None:
    in_kiosk()
    with pytest.raises(FileNotFoundError):
        open_regular(f"{folder}/{name}")
    with pytest.raises(FileNotFoundError):
        open_folder(f"{folder}/{name}")
    with pytest.raises(InputError) as caught:
        bytes_of(f"{folder}/{name}")
    assert caught.value.kind == "missing"
    assert digest_at(f"{folder}/{name}") == ""
    assert stamp_at(f"{folder}/{name.removesuffix('/').replace('一.md', '无.md')}") is None


def test_what_is_there_and_cant_be_opened_says_why(folder: Path, in_kiosk: InKiosk) -> None:
    in_kiosk()
    with pytest.raises(OSError, match=os.strerror(errno.ENAMETOOLONG)) as caught:
        open_regular(f"{folder}/{'长' * 300}")
    assert caught.value.errno == errno.ENAMETOOLONG


def test_neither_way_goes_through_a_link_and_the_systems_own_leads_out_of_no_folder(folder: Path) -> None:
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW
    own = beneath.openat2()
    way = own or beneath.descend
    top = os.open(folder, os.O_RDONLY)
    try:
        for within in ("一.md", "里/二.md"):
            os.close(way(top, within, flags))
        for within in ("旁.md", "门/二.md", "里/上.md", "绝.md", "外/秘密.md", "圈.md"):
            with pytest.raises(OSError):  # noqa: PT011
                way(top, within, flags)
        for within in ("../interviews-secret/秘密.md", f"{folder}/一.md", "里/../../interviews/一.md"):
            if own:
                with pytest.raises(OSError) as caught:  # noqa: PT011
                    own(top, within, flags)
                assert caught.value.errno == errno.EXDEV
    finally:
        os.close(top)


def test_folders_are_opened_as_well(folder: Path, in_kiosk: InKiosk) -> None:
    in_kiosk()
    for name in ("", "/", "/里", "/里/", "/门"):
        descriptor = open_folder(f"{folder}{name}")
        try:
            assert os.path.samestat(os.fstat(descriptor), (folder / name.strip("/")).stat())
        finally:
            os.close(descriptor)


@pytest.mark.parametrize("deed", [bytes_of, lambda path: read_regular(path, 100)])
@pytest.mark.parametrize(
    ("where", "swapped"), [("秘密.md", "file"), ("里/秘密.md", "file"), ("里/秘密.md", "folder")]
)
def test_a_link_that_is_swapped_in_behind_every_look_leads_nowhere(
    folder: Path,
    in_kiosk: InKiosk,
    monkeypatch: pytest.MonkeyPatch,
    deed: Callable[[str], bytes],
    where: str,
    swapped: str,
) -> None:
    secret = folder.parent / "interviews-secret"
    file = folder / where
    file.write_text("好", "utf-8")
    place, goal = (file, secret / "秘密.md") if swapped == "file" else (file.parent, secret)
    look = os.path.realpath
    aside = folder / "aside"
    looks = []

    def look_and_swap(path: str) -> str:
        if place.is_symlink():
            place.unlink()
            aside.rename(place)
        real = look(path)
        looks.append(real)
        place.rename(aside)
        place.symlink_to(goal)
        return real

    in_kiosk()
    monkeypatch.setattr(os.path, "realpath", look_and_swap)
    with pytest.raises((FileNotFoundError, InputError)):
        deed(str(file))
    assert len(looks) > 1
    assert set(looks) == {str(file)}


def test_a_file_that_an_editor_puts_in_its_place_is_read(
    folder: Path, in_kiosk: InKiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "一.md"
    look = os.path.realpath

    def look_and_move(path: str) -> str:
        real = look(path)
        if file.is_symlink():
            file.unlink()
            file.write_text("新", "utf-8")
        return real

    file.unlink()
    file.symlink_to("旁.md")
    in_kiosk()
    monkeypatch.setattr(os.path, "realpath", look_and_move)
    assert read_regular(file, 100).decode() in ("二", "新")


def test_a_sidecar_is_one_of_the_folder(folder: Path, in_kiosk: InKiosk) -> None:
    said = '[names]\n"A" = "王敏"\n'
    beside, elsewhere = folder / "一.md.fangtan.toml", folder.parent / "other.toml"
    elsewhere.write_text(said, "utf-8")
    beside.symlink_to(elsewhere)
    assert sidecar.load(folder / "一.md") == sidecar.Sidecar({"A": "王敏"})
    in_kiosk()
    assert sidecar.load(folder / "一.md") is None
    beside.unlink()
    beside.write_text(said, "utf-8")
    assert sidecar.load(folder / "一.md") == sidecar.Sidecar({"A": "王敏"})


def test_only_what_may_be_opened_is_listed(folder: Path, in_kiosk: InKiosk) -> None:
    listed = {Path(file.path).relative_to(folder).as_posix() for file in walk([folder]).files}
    assert any(name.startswith("外") or name in ("出口.md", "上面.md") for name in listed)
    in_kiosk()
    listed = {Path(file.path).relative_to(folder).as_posix() for file in walk([folder]).files}
    assert len(listed) == 2  # each once, by one of the names that lead to it
    assert listed <= set(INSIDE)
    assert walk([folder / "出口.md", folder / "外"], lenient=True).files == ()


def test_a_folder_that_is_swapped_while_it_is_listed_shows_nothing(
    folder: Path, in_kiosk: InKiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = os.path.realpath

    def look_and_swap(path: str) -> str:
        real = look(path)
        inner = folder / "里"
        if real == str(inner) and not inner.is_symlink():
            inner.rename(folder.parent / "aside")
            inner.symlink_to("../interviews-secret")
        return real

    in_kiosk()
    monkeypatch.setattr(os.path, "realpath", look_and_swap)
    assert [file.path for file in walk([folder]).files if "秘密" in file.path] == []
    assert (folder / "里").is_symlink()


def test_another_folder_may_be_the_bound(folder: Path, tmp_path: Path, in_kiosk: InKiosk) -> None:
    in_kiosk()
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine").write_text("我的", "utf-8")
    (own / "yours").symlink_to(folder / "一.md")
    assert read_regular(own / "mine", 100, beneath=own).decode() == "我的"
    with pytest.raises(FileNotFoundError):
        read_regular(own / "yours", 100, beneath=own)
    with pytest.raises(FileNotFoundError):
        read_regular(own / "mine", 100)


def test_outside_of_a_kiosk_links_lead_anywhere(folder: Path) -> None:
    assert read_regular(folder / "出口.md", 100).decode() == SECRET


@pytest.mark.parametrize("kiosk", [True, False])
def test_nothing_but_a_file_is_read_and_nothing_waited_for(
    folder: Path, in_kiosk: InKiosk, kiosk: bool
) -> None:
    os.mkfifo(folder / "pipe.md")
    if kiosk:
        in_kiosk()
    with pytest.raises(NotRegular):
        open_regular(folder / "pipe.md")
    with pytest.raises(IsADirectoryError):
        open_regular(folder / "里")
    with pytest.raises(InputError) as caught:
        bytes_of(folder / "pipe.md")
    assert caught.value.kind == ("missing" if kiosk else "unreadable")


START = """
import sys
from tui.interview.reading import read
read(sys.argv[1])
print("ctypes" in sys.modules or "tui.kiosk.beneath" in sys.modules)
"""


def test_outside_of_a_kiosk_nothing_is_loaded_for_it(folder: Path) -> None:
    command = [sys.executable, "-c", START, str(folder / "一.md")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_device_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(NotRegular):
        open_regular("/dev/null")


def test_no_more_is_read_than_asked_for_and_no_descriptor_is_left(folder: Path, in_kiosk: InKiosk) -> None:
    in_kiosk()
    file = folder / "long"
    file.write_bytes(bytes(3_000_000))
    os.mkfifo(folder / "pipe.md")
    before = set(Path("/dev/fd").iterdir())
    assert len(read_regular(file, 2_500_000)) == 2_500_000
    assert len(read_regular(file, 5_000_000)) == 3_000_000
    for name in ("pipe.md", "里", "出口.md", "无.md"):
        with pytest.raises(OSError, match=r".+"):
            read_regular(folder / name, 100)
    assert set(Path("/dev/fd").iterdir()) == before
