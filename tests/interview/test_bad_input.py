"""Whatever the bytes: an interview or one clear error, and nothing of the source lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interview.looks import kinds
from tests.interview.test_partition import SOURCES, assert_partition, assert_ranges
from tui.interview import files
from tui.interview.formats import READERS
from tui.interview.model.errors import InputError
from tui.interview.reading import read_bytes, read_text
from tui.kiosk.regular_file import read_open

ERRORS = {"empty", "binary", "encoding", "malformed", "too-deep"}
SUFFIXES = sorted(entry.suffixes[0] for entry in READERS.values() if entry.suffixes)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), SOURCES.map(lambda text: text.encode("utf-8", "replace"))),
    st.sampled_from(SUFFIXES),
)
def test_any_bytes_in_any_form(data: bytes, suffix: str) -> None:
    kind, path, interview = "", f"x{suffix}", None
    try:
        interview = read_bytes(data, f"x{suffix}")
    except InputError as error:
        kind, path = error.kind, error.path
    assert path == f"x{suffix}"
    if interview is None:
        assert kind in ERRORS
    else:
        assert interview.paragraphs
        assert_partition(interview)
        assert_ranges(interview)


@pytest.mark.parametrize("name", list(READERS))
def test_a_line_of_a_million_characters(name: str) -> None:
    source = "字" * 1_000_000
    if name == "json":
        source = f'{{"text": "{source}"}}'
    interview = read_text(source, "x", format=name)
    assert interview.characters == 1_000_000
    assert_partition(interview)


def test_too_large_is_said_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.interview.reading.LARGEST", 10)
    with pytest.raises(InputError) as caught:
        read_bytes(b"x" * 11, "x.srt")
    assert (caught.value.kind, caught.value.details["limit"]) == ("too-large", 10)


def test_utf8_cut_within_a_character_is_no_other_encoding() -> None:
    whole = ("记者：最近怎么样？\n\n周岚：挺好的，事情不少。\n\n" * 8).encode()
    interview = read_bytes(whole[:-3], "x.md")
    assert interview.encoding == "utf-8"
    assert len(interview.turns) == 16
    assert {"truncated", "garbled"} <= kinds(interview)


def test_an_unknown_form_is_said() -> None:
    with pytest.raises(InputError) as caught:
        read_text("x", "x.md", format="docx")
    assert caught.value.kind == "format"
    assert "vtt" in str(caught.value.details["known"])


@pytest.fixture
def meddle_while_reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Has something happen to a file behind the first bytes that are read of it."""

    def begin(meddle: Callable[[], None]) -> None:
        def read_and_meddle(descriptor: int, most: int) -> bytes:
            data = read_open(descriptor, min(most, 100))
            meddle()
            return data + read_open(descriptor, most - len(data))

        monkeypatch.setattr(files, "read_open", read_and_meddle)

    return begin


@pytest.mark.parametrize("new", ["A: hi?\n\nB: yes\n", "A: hello?\n\nB: yes, so it is\n" * 400])
def test_a_file_that_is_written_while_it_is_read_is_read_again(
    tmp_path: Path, meddle_while_reading: Callable[[Callable[[], None]], None], new: str
) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("A: one?\n\nB: two, as it was before.\n\n" * 300)
    meddled: list[str] = []

    def meddle() -> None:
        if not meddled:
            meddled.append(new)
            file.write_text(new)

    meddle_while_reading(meddle)
    assert files.bytes_of(file).decode() == new
    assert meddled


def test_a_file_that_is_written_all_the_time_is_read_all_the_same(
    tmp_path: Path, meddle_while_reading: Callable[[Callable[[], None]], None]
) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("A: one?\n\nB: two.\n\n")

    def grow() -> None:
        with file.open("a") as more:
            more.write("A: and?\n\n")

    meddle_while_reading(grow)
    assert files.bytes_of(file).decode().startswith("A: one?\n\nB: two.\n\n")
