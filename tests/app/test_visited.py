"""Back and forward: every far jump can be taken back, to the same page."""

from __future__ import annotations

from tests.app.conftest import Opened, Opening


def page(opened: Opened) -> tuple[object, object]:
    """The cursor, and what stands on the page."""
    reader = opened.screen.reader
    return reader.cursor, reader.viewport.rows


async def go_to(opened: Opened, line: str) -> None:
    await opened.press("colon")
    await opened.type(line)
    await opened.press("enter")


async def test_back_and_forward_meet_the_same_pages(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("j", "j")
        pages = [page(opened)]
        for line in ("50", "s5", "90%"):
            await go_to(opened, line)
            await opened.press("space", "j")
            pages.append(page(opened))
        await opened.press("G")
        end = page(opened)
        for before in reversed(pages):
            await opened.press("alt+left")
            assert page(opened) == before
        await opened.press("less_than_sign")
        assert "No place to go back to yet." in opened.text()
        for after in [*pages[1:], end]:
            await opened.press("greater_than_sign")
            assert page(opened) == after
        await opened.press("alt+right")
        assert "No place to go forward to." in opened.text()


async def test_another_jump_forgets_the_way_forward(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("G", "backspace")
        await go_to(opened, "50")
        here = page(opened)
        await opened.press("greater_than_sign")
        assert page(opened) == here


async def test_landing_on_a_hit_can_be_taken_back(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_square_bracket", "j")
        before = page(opened)
        await opened.press("slash")
        await opened.type("登月")
        await opened.press("enter")
        landed = page(opened)
        await opened.press("n", "less_than_sign")
        assert page(opened)[0] == landed[0]
        await opened.press("less_than_sign")
        assert page(opened) == before


async def test_a_search_given_up_is_no_place_visited(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("slash")
        await opened.type("登月")
        await opened.press("escape", "less_than_sign")
        assert "No place to go back to yet." in opened.text()


async def test_the_ruler_and_the_outline_can_be_taken_back(opening: Opening) -> None:
    async with opening() as opened:
        before = page(opened)
        await opened.pilot.click(opened.screen.ruler, offset=(0, 20))
        await opened.settled()
        ruled = page(opened)
        await opened.press("shift+tab", "down", "down", "enter")
        assert page(opened) != ruled
        await opened.press("less_than_sign")
        assert page(opened) == ruled
        await opened.press("less_than_sign")
        assert page(opened) == before
