"""Whole texts of every form, read: all that a reader sees of `whole/NAME` stands in `NAME.told` beside it.

Where what is seen changes on purpose, what is told is renewed by hand, line by line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.interview.whole_reading import told
from tui.interview.reading import read_bytes

FOLDER = Path(__file__).with_name("whole")
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".told")


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_text_is_read_as_it_is_told(name: str) -> None:
    expected = (FOLDER / f"{name}.told").read_text("utf-8").splitlines()
    assert told(read_bytes((FOLDER / name).read_bytes(), name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_lines_that_end_as_on_windows_tell_the_same(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    assert told(read_bytes(data.replace(b"\n", b"\r\n"), name)) == told(read_bytes(data, name))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("name", NAMES)
def test_another_encoding_tells_the_same(name: str, encoding: str) -> None:
    data = (FOLDER / name).read_bytes()
    text = data.decode()
    again = read_bytes(text.encode(encoding), name, encoding=None if encoding != "gb18030" else encoding)
    assert told(again) == told(read_bytes(data, name))
