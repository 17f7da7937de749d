"""Each test here fails when Textual changes what tui/app/textual_patches leans on."""

from __future__ import annotations

import asyncio
import gc
import inspect
import os
import subprocess
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest
import textual
from rich.segment import Segment
from textual import _xterm_parser, events
from textual.app import App, ComposeResult
from textual.command import CommandPalette
from textual.driver import Driver
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widgets import Input, Static, TextArea

from tui.app.terminal.clipboard import copy
from tui.app.terminal.control import write_to_terminal
from tui.app.terminal.driver import FangtanDriver
from tui.app.terminal.paced_output import PacedOutput
from tui.app.textual_patches.caret import FollowsCaret
from tui.app.textual_patches.caret_input import CaretInput, one_line
from tui.app.textual_patches.key_order import KeysInOrder
from tui.app.textual_patches.known_sequences import is_known_sequence
from tui.app.textual_patches.painted_row import PaintedRow
from tui.app.textual_patches.palette import Palette
from tui.app.textual_patches.plain_rows import PlainRows


def test_these_tests_passed_on_this_version() -> None:
    assert textual.__version__.startswith("8.2.")


def test_driver_overrides_what_is_there() -> None:
    for name in (
        "_get_terminal_size",
        "_sigtstp_application",
        "_sigcont_application",
        "start_application_mode",
        "suspend_application_mode",
        "resume_application_mode",
        "run_input_thread",
        "disable_input",
        "_request_terminal_sync_mode_support",
        "_query_in_band_window_resize",
    ):
        assert hasattr(linux_driver.LinuxDriver, name), name
    source = inspect.getsource(linux_driver.LinuxDriver)
    for name in (
        "_key_thread",
        "attrs_before",
        "_must_signal_resume",
        "exit_event",
        "WriterThread(self._file)",
    ):
        assert name in source, name
    assert "_auto_restart" in inspect.getsource(Driver)
    # What is written while the application leaves is still that one sequence, else the filter misses it.
    assert 'self.write("\\x1b[<u")' in source
    assert issubclass(FangtanDriver, linux_driver.LinuxDriver)


@pytest.mark.parametrize(
    ("stated", "drawn_on"),
    [
        ((100, 30), (100, 30)),
        ((2000, 2000), (640, 256)),
        ((1, 1), (20, 4)),
        ((3, 40), (20, 40)),
        ((0, 0), (80, 25)),
    ],
)
def test_a_size_is_kept_within_what_can_be_drawn_on(
    monkeypatch: pytest.MonkeyPatch, stated: tuple[int, int], drawn_on: tuple[int, int]
) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _descriptor: os.terminal_size(stated))
    driver = cast(FangtanDriver, SimpleNamespace(fileno=0))
    assert FangtanDriver._get_terminal_size(driver) == drawn_on


@pytest.mark.parametrize(
    ("drawn_on", "heard_of", "told"),
    [((100, 30), (100, 30), False), ((80, 24), (80, 24), True), ((80, 24), (100, 30), True),
     # Textual's word of the size at the start came last.
     ((100, 30), (80, 24), True)],
)  # fmt: skip
def test_what_a_size_has_become_is_told_where_anybody_believes_another(
    drawn_on: tuple[int, int], heard_of: tuple[int, int], told: bool
) -> None:
    sent: list[str] = []
    stub = SimpleNamespace(
        _resize_due=True,
        _get_terminal_size=lambda: (100, 30),
        _out=SimpleNamespace(screen=SimpleNamespace(columns=drawn_on[0], lines=drawn_on[1])),
        _app=SimpleNamespace(size=Size(*heard_of)),
        _send_size=lambda: sent.append("size"),
    )
    FangtanDriver._rested(cast(FangtanDriver, stub))
    assert bool(sent) is told
    assert not stub._resize_due, "the next signal would be lost"


@pytest.mark.parametrize("plain", [True, False])
def test_the_cursor_is_hidden_from_all_but_screen_readers(plain: bool) -> None:
    sent: list[str] = []
    out = PacedOutput(sent.append, lambda: True, asyncio.new_event_loop(), 20, 4)
    stub = SimpleNamespace(_app=SimpleNamespace(plain=plain), _out=out)
    FangtanDriver.write(cast(FangtanDriver, stub), "\x1b[?25l")
    assert sent == ([] if plain else ["\x1b[?25l"])


def test_what_an_application_keeps_to_itself_is_there() -> None:
    source = inspect.getsource(App)
    for name in (
        "self._driver",
        "self._exit",
        "self._clipboard",
        "def _check_resize",
        "def _handle_exception",
    ):
        assert name in source, name


def test_the_palette_is_composed_as_textual_does() -> None:
    theirs = inspect.getsource(CommandPalette.compose).split('"""')[-1].split()
    button = ["if", "not", "self.run_on_select:", "yield", 'Button("\\u25b6")']
    at = next(i for i in range(len(theirs)) if theirs[i : i + len(button)] == button)
    assert CommandPalette.run_on_select, "there is no button to press"
    ours = inspect.getsource(Palette.compose).split('"""')[-1].replace("PaletteInput", "CommandInput")
    assert theirs[:at] + theirs[at + len(button) :] == ours.replace("PaletteList", "CommandList").split()


def test_writer_asks_its_file_for_no_more_than_there_is() -> None:
    source = inspect.getsource(WriterThread)
    assert {
        line.split("self._file.")[1].split("(")[0].split()[0]
        for line in source.splitlines()
        if "self._file." in line
    } <= {
        "write",
        "flush",
        "fileno",
    }


def test_textuals_own_decoder_is_still_strict() -> None:
    # When this fails the driver's own loop may go: upstream has mended issue 6456.
    assert 'getincrementaldecoder("utf-8")()' in inspect.getsource(linux_driver.LinuxDriver.run_input_thread)


def test_long_commits_of_an_input_method_fit_the_parser() -> None:
    assert _xterm_parser._MAX_SEQUENCE_SEARCH_THRESHOLD == 4096
    source = inspect.getsource(_xterm_parser.XTermParser.parse)
    assert "_MAX_SEQUENCE_SEARCH_THRESHOLD" in source, "the limit is read at each use"


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[A",
        "\x1b[1;5C",
        "\x1b[15~",
        "\x1b[Z",
        "\x1b[200~",
        "\x1b[201~",
        "\x1b[I",
        "\x1b[O",
        "\x1b[<0;12;7M",
        "\x1b[<35;120;40m",
        "\x1b[?2026;2$y",
    ],
)
def test_what_the_parser_understands_is_let_through(sequence: str) -> None:
    assert is_known_sequence(sequence)
    heard = list(_xterm_parser.XTermParser().feed(sequence))
    assert not [event for event in heard if isinstance(event, events.Key) and event.is_printable]


@pytest.mark.parametrize("sequence", ["\x1b[?64;1;22c", "\x1b[>1;10;0c", "\x1b[?25;1h", "\x1b[8;40;120t"])
def test_what_the_parser_would_type_is_not(sequence: str) -> None:
    assert not is_known_sequence(sequence)


class CaretApp(KeysInOrder, FollowsCaret, App[None]):
    CSS = "#space { height: 1fr; }"

    def __init__(self, make: Callable[[], Input | TextArea]) -> None:
        super().__init__()
        self.make = make

    def compose(self) -> ComposeResult:
        yield Static("", id="space")
        yield self.make()

    @property
    def line(self) -> CaretInput:
        return self.query_one(CaretInput)


async def test_cursor_is_at_the_caret_from_the_first_focus_through_every_resize() -> None:
    app = CaretApp(lambda: CaretInput(value="长文本"))
    async with app.run_test(size=(40, 10)) as pilot:
        app.set_focus(None)
        await pilot.pause()
        assert not app.has_caret
        app.line.focus()
        await pilot.pause()
        assert app.has_caret
        region = app.line.content_region
        assert app.cursor_position == Offset(region.x + 6, region.y)
        await pilot.resize_terminal(30, 20)
        await pilot.pause()
        assert app.line.content_region.y > region.y
        assert app.cursor_position == Offset(app.line.content_region.x + 6, app.line.content_region.y)
        await pilot.press("home")
        assert app.cursor_position == Offset(app.line.content_region.x, app.line.content_region.y)


async def test_cursor_follows_a_text_area_too() -> None:
    app = CaretApp(lambda: TextArea("一二\n三", show_line_numbers=False))
    async with app.run_test(size=(40, 20)) as pilot:
        area = app.query_one(TextArea)
        area.focus()
        await pilot.press("down", "end")
        await pilot.pause()
        assert app.cursor_position == area.cursor_screen_offset


async def test_nothing_blinks() -> None:
    app = CaretApp(CaretInput)
    async with app.run_test() as pilot:
        app.line.focus()
        await pilot.pause()
        assert app.line.cursor_blink is False
        assert app.line._blink_timer is not None
        assert not app.line._blink_timer._active.is_set(), "the timer is paused"


async def test_paste_keeps_every_line() -> None:
    app = CaretApp(lambda: CaretInput(value="前后"))
    async with app.run_test() as pilot:
        widget = app.line
        widget.focus()
        await pilot.pause()
        widget.cursor_position = 1
        app.post_message(events.Paste("一\r\n\n  二\x07三\n四  "))
        await pilot.pause()
        assert widget.value == "前一 二 三 四后"
        assert widget.cursor_position == 1 + len("一 二 三 四")


async def test_paste_is_cut_to_what_has_room() -> None:
    app = CaretApp(lambda: CaretInput(value="12", max_length=5))
    async with app.run_test() as pilot:
        widget = app.line
        widget.focus()
        await pilot.pause()
        widget.cursor_position = 2
        app.post_message(events.Paste("abcdef"))
        await pilot.pause()
        assert widget.value == "12abc"


async def test_what_was_copied_inside_can_be_pasted_inside() -> None:
    app = CaretApp(CaretInput)
    async with app.run_test() as pilot:
        widget = app.line
        widget.focus()
        await pilot.pause()
        copy(app, "第一行\n第二行", environ={})
        widget.action_paste()
        assert widget.value == "第一行 第二行"


async def test_no_terminal_takes_no_control_sequence() -> None:
    app = CaretApp(CaretInput)
    async with app.run_test():
        assert write_to_terminal(app, "\x07") is False


class OrderApp(KeysInOrder, App[None]):
    BINDINGS = [("slash", "open", "")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.stray: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("text", id="reader")
        yield CaretInput(disabled=True)

    def on_mount(self) -> None:
        reader = self.query_one("#reader")
        reader.can_focus = True
        reader.focus()

    def action_open(self) -> None:
        line = self.query_one(CaretInput)
        line.disabled = False
        self.call_later(line.focus)

    def on_key(self, event: events.Key) -> None:
        if event.key != "slash":
            self.stray.append(event.key)


async def test_keys_behind_one_that_moves_the_focus_go_where_it_went() -> None:
    app = OrderApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in "/abc":
            app.post_message(events.Key("slash" if key == "/" else key, key))
        app.post_message(events.Paste("长文本"))
        for _ in range(20):
            await pilot.pause()
        assert app.query_one(CaretInput).value == "abc长文本"
        assert app.stray == []


async def test_a_key_whose_widget_goes_away_holds_up_no_other() -> None:
    class Vanishing(Static, can_focus=True):
        BINDINGS = [("x", "vanish", "")]  # noqa: RUF012

        async def action_vanish(self) -> None:
            await self.remove()

    class VanishApp(KeysInOrder, App[None]):
        BINDINGS = [("y", "note", "")]  # noqa: RUF012
        noted = 0

        def compose(self) -> ComposeResult:
            yield Vanishing("here")

        def action_note(self) -> None:
            self.noted += 1

    app = VanishApp()
    async with app.run_test() as pilot:
        app.query_one(Vanishing).focus()
        await pilot.pause()
        for key in "xyy":
            app.post_message(events.Key(key, key))
        for _ in range(50):
            await pilot.pause(0.05)
            if app.noted == 2:
                break
        assert app.noted == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one", "one"),
        ("a\nb\r\nc\u2028d", "a b c d"),
        ("\n\n", ""),
        ("　全角　", "全角"),
        ("中　文", "中　文"),
        ("a\tb\x1b[31m", "a b [31m"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


class Rows(PlainRows):
    """Three rows below a title; counts how often each was painted."""

    DEFAULT_CSS = "Rows { height: 4; width: 10; border-top: blank; }"

    def __init__(self) -> None:
        super().__init__()
        self.border_title = "T"
        self.painted: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.painted.append(y)
        return PaintedRow([Segment(f"row {y}".ljust(10))], 10)


class RowsApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Rows()


async def test_plain_rows_stand_below_a_title_and_are_kept_until_they_change() -> None:
    async with RowsApp().run_test() as pilot:
        rows = pilot.app.query_one(Rows)
        everything = rows.size.region.grow((1, 0, 0, 0)).reset_offset
        lines = [strip.text for strip in rows.render_lines(everything)]
        assert "T" in lines[0]
        assert [line.rstrip() for line in lines[1:]] == ["row 0", "row 1", "row 2"]
        rows.painted.clear()
        rows.refresh(Region(0, 1, 10, 1))
        await pilot.pause()
        rows.render_lines(everything)
        assert rows.painted == [1]


@pytest.mark.parametrize(("kind", "left"), [(PaintedRow, 0), (Strip, 1)])
def test_a_row_that_was_shown_whole_does_not_keep_itself(kind: type[Strip], left: int) -> None:
    def alive() -> int:
        return sum(type(thing) is kind for thing in gc.get_objects())

    def show() -> None:
        row = kind([Segment("row")], 3)
        row.divide([3])
        row.crop_extend(0, 3, None)

    gc.collect()
    gc.disable()
    try:
        before = alive()
        show()
        # Once Textual's own is gone as well, ours is not needed for it any more.
        assert alive() - before == left
    finally:
        gc.enable()


async def test_rows_are_gone_once_others_are_shown_without_the_garbage_collector() -> None:
    def alive() -> int:
        return sum(isinstance(thing, PaintedRow) for thing in gc.get_objects())

    async with RowsApp().run_test() as pilot:
        rows = pilot.app.query_one(Rows)
        await pilot.pause()
        gc.disable()
        try:
            before = alive()
            rows.painted.clear()
            for _ in range(3):
                rows.refresh()
                await pilot.pause()
            assert len(rows.painted) == 9
            assert alive() == before > 0
        finally:
            gc.enable()


def test_rich_measures_by_our_table() -> None:
    """In a process of its own, for it can't be undone."""
    code = (
        "from tui.text.width import set_ambiguous_width, table, text_width\n"
        "from tui.app.textual_patches.cell_widths import measure_with\n"
        "from rich.cells import cell_len\n"
        "set_ambiguous_width(2); measure_with(table())\n"
        "text = 'GPT-4——“好”……①·汉字 a'\n"
        "assert cell_len(text) == text_width(text) == 29, (cell_len(text), text_width(text))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
