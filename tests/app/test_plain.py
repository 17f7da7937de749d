"""For a screen reader: the terminal's cursor stands where one reads, and there is one pane at a time."""

from __future__ import annotations

from tests.app.conftest import Opened, Opening
from tui.app.widgets.listing import Listing
from tui.app.widgets.reader.text_view import TextView
from tui.settings import Settings
from tui.text.width import text_width

PLAIN = Settings(plain=True)


def under_the_cursor(opened: Opened) -> str:
    """What stands on the screen from the terminal's cursor to the end of its row."""
    focused = opened.app.screen.focused
    assert isinstance(focused, TextView | Listing)
    offset = focused.cursor_screen_offset
    assert offset is not None
    line = opened.lines()[offset.y]
    at = next(at for at in range(len(line) + 1) if text_width(line[:at]) >= offset.x)
    return line[at:].rstrip(" │┃|*")


async def test_the_terminals_cursor_is_at_the_words(opening: Opening) -> None:
    async with opening((70, 20), settings=PLAIN) as opened:
        reader = opened.screen.reader
        for key in ("right_curly_bracket", "j", "j", "j", "right_curly_bracket", "j", "k"):
            await opened.press(key)
            words = reader.interview.words(reader.cursor)
            assert words.startswith(under_the_cursor(opened)[:6]), (key, words)
        await opened.press("v", "l", "l")
        assert reader.selection
        place = reader.selection.caret
        behind = reader.interview.paragraphs[place.paragraph].text[place.offset :]
        assert behind.startswith(under_the_cursor(opened)[:6])
        await opened.press("escape")


async def test_a_pane_takes_the_readers_place_and_its_item_has_the_cursor(opening: Opening) -> None:
    async with opening((160, 30), settings=PLAIN) as opened:
        await opened.press("right_curly_bracket", "a", "j", "a", "c")
        assert ("Quotes 2" in opened.text(), "Outline" in opened.text()) == (True, False)
        for key in ("g", "j", "k"):
            await opened.press(key)
            quote = opened.screen.collection_pane.in_hand
            assert quote is not None
            assert quote.speaker in under_the_cursor(opened)


async def test_elsewhere_the_terminals_cursor_is_nowhere(opening: Opening) -> None:
    async with opening((160, 30)) as opened:
        assert opened.screen.reader.cursor_screen_offset is None
        await opened.press("right_curly_bracket", "a")
        assert ("Quotes 1" in opened.text(), "Outline" in opened.text()) == (True, True)
