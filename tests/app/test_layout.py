"""The layout: rows hold every word once, and walking by rows goes where it should, at any width."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.app.widgets.reader.layout import Address, Layout
from tui.app.widgets.reader.viewport import Viewport
from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.interview.model.view import Shown, View
from tui.interview.reading import read, read_bytes
from tui.paths import bundled_interview
from tui.text.sanitize import visible
from tui.text.width import text_width

SEED = read(bundled_interview())


EVERYTHING = Shown(SEED)


@settings(max_examples=25, deadline=None)
@given(st.integers(20, 120))
def test_rows_hold_every_word_once_and_none_is_too_wide(width: int) -> None:
    layout = Layout(SEED, width, EVERYTHING)
    for number, paragraph in enumerate(SEED.paragraphs):
        rows = [row for row in layout.block(number) if not row.is_blank]
        assert "".join(paragraph.text[row.start : row.end] for row in rows) == paragraph.text
        for row in rows:
            assert text_width(visible(paragraph.text[row.start : row.end]).rstrip()) <= width


@settings(max_examples=60, deadline=None)
@given(st.integers(20, 120), st.integers(0, 400), st.integers(-300, 300))
def test_walking_on_and_back_comes_home(width: int, paragraph: int, rows: int) -> None:
    layout = Layout(SEED, width, EVERYTHING)
    start = layout.address(Place(min(paragraph, len(SEED.paragraphs) - 1), 0))
    there = layout.walk(start, rows)
    if layout.first() < there < layout.last():
        assert layout.walk(there, -rows) == start
        assert layout.distance(start, there, 1000) == rows


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 130), st.integers(1, 60)), min_size=1, max_size=8), st.integers(0, 400)
)
def test_any_storm_of_sizes_keeps_the_sentence_on_screen(
    sizes: list[tuple[int, int]], paragraph: int
) -> None:
    viewport = Viewport(SEED, EVERYTHING)
    viewport.resize(80, 24)
    number = min(paragraph, len(SEED.paragraphs) - 1)
    here = Passage(Place(number, 0), Place(number, 1))
    viewport.bring(here)
    for width, height in [*sizes, (80, 24)]:
        viewport.resize(width, height)
        viewport.bring(here)
        assert len(viewport.rows) <= height
        assert viewport.passage.start <= here.start < viewport.passage.end or height == 1


def test_hidden_paragraphs_take_no_rows() -> None:
    interview: Interview = read_bytes("甲：一？\n\n乙：二。\n\n甲：三？\n\n乙：四。".encode(), "x.md")
    layout = Layout(interview, 40, Shown(interview, View(voice="甲")))
    shown = [row.paragraph for row in layout.window(Address(0, 0, 0), 20) if not row.is_blank]
    assert shown == [0, 2]
    assert layout.last().paragraph == 2


LONG = read_bytes(
    ("记者：为什么？\n\n王敏：" + "这里说了很多，没有分段。" * 9000 + "\n\n记者：完了？").encode(), "x.md"
)
ENDLESS = read_bytes(("记者：为什么？\n\n王敏：" + "啊" * 100_000 + "\n\n记者：完了？").encode(), "x.md")


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([LONG, ENDLESS]), st.integers(20, 120), st.integers(0, 100_000), st.integers(-60, 60))
def test_a_paragraph_without_end_is_laid_out_in_parts(
    interview: Interview, width: int, offset: int, rows: int
) -> None:
    layout = Layout(interview, width, Shown(interview))
    place = Place(1, offset)
    start = layout.address(place)
    row = layout.window(start, 1)[0]
    assert row.start <= offset < row.end
    there = layout.walk(start, rows)
    if layout.first() < there < layout.last():
        assert layout.distance(start, there, 1000) == rows
        assert layout.walk(there, -rows) == start
    # Not all of it was laid out for that.
    assert sum(len(rows) for rows in layout._blocks.values()) < 3 * 8192


def test_the_parts_of_a_long_paragraph_are_all_of_it() -> None:
    for interview in (LONG, ENDLESS):
        layout = Layout(interview, 76, Shown(interview))
        rows = layout.window(layout.first(), 100_000)
        text = interview.paragraphs[1].text
        assert (
            "".join(text[row.start : row.end] for row in rows if row.paragraph == 1 and row.start >= 0)
            == text
        )
        assert not any(text[row.start] in "，。" for row in rows if row.paragraph == 1 and row.start > 0)
