"""What is sent makes the terminal show what was drawn, and nothing is sent twice."""

from __future__ import annotations

from typing import Any

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.app.terminal.diff_screen import TerminalScreen

COLUMNS, LINES = 24, 6
STYLES = [
    "0",
    "1;38;2;1;2;3",
    "38;2;1;2;3;48;2;9;8;7",
    "48;2;9;8;7",
    "4;31",
    "3;7;38;5;12;48;5;200",
    "2;97;104",
]
# Two cells each, so that nothing is overwritten by half.
ATOMS = ["汉", "字", "，", "ab", "  ", "x ", "……"]

DRAWN = st.lists(
    st.tuples(
        st.integers(0, LINES - 1),
        st.integers(0, COLUMNS // 2 - 1),
        st.lists(
            st.tuples(st.sampled_from(STYLES), st.lists(st.sampled_from(ATOMS), max_size=6)), max_size=3
        ),
    ),
    max_size=6,
)


def written(drawn: list[tuple[int, int, list[tuple[str, list[str]]]]]) -> str:
    """A frame as Textual writes one: each segment with its whole style, and a reset behind it."""
    frame = ""
    for y, x, segments in drawn:
        room = COLUMNS // 2 - x
        frame += f"\x1b[{y + 1};{2 * x + 1}H"
        for style, atoms in segments:
            words = "".join(atoms[:room])
            room -= len(atoms[:room])
            frame += f"\x1b[{style}m{words}\x1b[0m"
    return frame


class Shown:
    """A terminal that does not wrap at its edge."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(COLUMNS, LINES)
        self.stream = pyte.Stream(self.screen)
        self.stream.feed("\x1b[?7l")

    def feed(self, data: str) -> None:
        self.stream.feed(data)

    @property
    def cells(self) -> list[list[Any]]:
        """What can be seen of each cell."""

        def seen(cell: Any) -> Any:
            if cell.data in (" ", "") and not (cell.underscore or cell.reverse):
                return (cell.data, cell.bg)
            return cell

        return [[seen(self.screen.buffer[y][x]) for x in range(COLUMNS)] for y in range(LINES)]


@settings(max_examples=300, deadline=None)
@given(st.lists(DRAWN, min_size=1, max_size=5))
def test_the_terminal_shows_what_was_drawn(
    frames: list[list[tuple[int, int, list[tuple[str, list[str]]]]]],
) -> None:
    plain, shown, screen = Shown(), Shown(), TerminalScreen(COLUMNS, LINES)
    blank = "".join(f"\x1b[{y + 1}H\x1b[0m{' ' * COLUMNS}" for y in range(LINES))
    for frame in (blank, *map(written, frames)):
        plain.feed(frame)
        shown.feed(screen.feed(frame))
        assert shown.cells == plain.cells
    anew = Shown()
    anew.feed(screen.repaint())
    assert anew.cells == plain.cells


@settings(max_examples=100, deadline=None)
@given(DRAWN)
def test_what_is_shown_already_is_not_sent(
    drawn: list[tuple[int, int, list[tuple[str, list[str]]]]],
) -> None:
    screen = TerminalScreen(COLUMNS, LINES)
    frame = written(drawn) + "\x1b[1H"
    screen.feed(frame)
    assert screen.feed(frame) == ""


def test_a_change_of_one_character_is_sent_alone() -> None:
    screen = TerminalScreen(COLUMNS, LINES)
    line = "\x1b[2;1H\x1b[38;2;1;2;3mturn {} of 22\x1b[0m"
    screen.feed(line.format(1))
    sent = screen.feed(line.format(2))
    assert sent.endswith("2")
    assert len(sent) < 12


def test_a_synchronised_update_goes_out_whole_or_not_at_all() -> None:
    screen = TerminalScreen(COLUMNS, LINES)
    assert screen.feed("\x1b[?2026h") == ""
    assert screen.feed("\x1b[1;1H汉字") == ""
    sent = screen.feed("\x1b[?2026l")
    assert sent.startswith("\x1b[?2026h")
    assert sent.endswith("\x1b[?2026l")
    assert "汉字" in sent
    assert screen.feed("\x1b[?2026h\x1b[1;1H汉字\x1b[?2026l") == ""


def test_what_draws_nothing_passes_at_once() -> None:
    screen = TerminalScreen(COLUMNS, LINES)
    for sequence in (
        "\x1b[?1003h",
        "\x1b]52;c;5rGJ\x07",
        "\x1b]0;title\x1b\\",
        "\x07",
        "\x1b[?25l",
        "\x1b[>1u",
    ):
        assert screen.feed(sequence) == sequence


def test_the_cursor_is_left_where_an_input_method_wants_it() -> None:
    shown, screen = Shown(), TerminalScreen(COLUMNS, LINES)
    for frame in ("\x1b[1H汉字\x1b[4;7H", "\x1b[2Hab\x1b[4;7H", "\x1b[2Hab\x1b[4;9H"):
        shown.feed(screen.feed(frame))
    assert (shown.screen.cursor.y, shown.screen.cursor.x) == (3, 8)


def test_after_another_size_everything_is_sent_again() -> None:
    screen = TerminalScreen(COLUMNS, LINES)
    screen.feed("\x1b[1H汉字")
    screen.resize(COLUMNS - 2, LINES)
    assert "汉字" in screen.feed("\x1b[1H汉字")


def test_clearing_the_screen_forgets_what_it_showed() -> None:
    screen = TerminalScreen(COLUMNS, LINES)
    screen.feed("\x1b[1H汉字")
    assert "汉字" in screen.feed("\x1b[2J\x1b[1H汉字")
    assert "汉字" in screen.feed("\x1b[?1049h") + screen.feed("\x1b[1H汉字")


def test_half_a_wide_character_is_none() -> None:
    shown, screen = Shown(), TerminalScreen(COLUMNS, LINES)
    shown.feed(screen.feed("\x1b[1H汉字汉字"))
    shown.feed(screen.feed("\x1b[1;2Hab"))
    line = "".join(cell[0] for cell in shown.cells[0])
    assert line.startswith(" ab 汉字")


def test_what_terminals_draw_differently_shifts_nothing_behind_it() -> None:
    screen = TerminalScreen(COLUMNS, LINES)
    sent = screen.feed("\x1b[1H一\u2601\ufe0f二")
    # Wherever the cursor went with the cloud, the next character is put in its own column.
    assert "\u2601\ufe0f\x1b[5G二" in sent
    # A terminal may not know a young emoji, and draw it on one cell or none.
    for sign, column in (("\U0001fae8", 5), ("\ue0b0", 4)):
        sent = TerminalScreen(COLUMNS, LINES).feed(f"\x1b[1H一{sign}二")
        assert f"{sign}\x1b[{column}G二" in sent


def test_marks_painted_on_their_own_join_what_stands_before_them() -> None:
    screen = TerminalScreen(COLUMNS, LINES)
    sent = screen.feed("\x1b[1H\x1b[1me\x1b[0m\x1b[4m\u0301t\x1b[0m")
    assert "e\u0301" in sent


def test_the_cursor_is_sent_for_only_where_somebody_waits_for_it() -> None:
    screen = TerminalScreen(COLUMNS, LINES)
    screen.feed("\x1b[1;1Hab\x1b[4;7H")
    screen.cursor_wanted = False
    assert screen.feed("\x1b[2;1Hab\x1b[4;7H").endswith("ab")
    assert screen.feed("\x1b[5;7H") == ""
    assert not screen.is_behind
    screen.cursor_wanted = True
    assert screen.feed("\x1b[5;7H") == "\x1b[5;7H"
