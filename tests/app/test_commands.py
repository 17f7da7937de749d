"""Commands are data, and each has a deed on the screen that it is declared for."""

from __future__ import annotations

from pathlib import Path

from textual.command import DiscoveryHit, Hit

from tests.app.conftest import Opening
from tui.app.application import FangtanApp
from tui.app.command_palette import CommandProvider
from tui.app.command_screen import CommandScreen
from tui.app.commands import COMMANDS
from tui.app.commands.library_commands import LIBRARY
from tui.settings import Settings


async def test_each_command_of_an_interview_has_a_deed(opening: Opening) -> None:
    async with opening() as opened:
        assert set(opened.screen.deeds) == set(COMMANDS)


async def test_each_command_of_a_library_has_a_deed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A: one?\n\nB: two.\n")
    app = FangtanApp(None, [tmp_path], settings=Settings(), data=tmp_path / "data")
    async with app.run_test():
        screen = app.screen
        assert isinstance(screen, CommandScreen)
        assert set(screen.deeds) == set(LIBRARY)


def test_a_stranger_may_do_all_but_what_writes_files_or_is_about_a_collection_of_ones_own() -> None:
    assert {id for id, command in COMMANDS.items() if not command.kiosk} == {
        *("copy.markdown", "import", "reopen", "search.collect-all", "suspend"),
        *("speakers", "speakers.accept", "speakers.next", "speakers.refuse"),
        *("filter", "filter.end", "filter.use"),
        *(
            "quote.colour",
            "quote.decide",
            "quote.extent",
            "quote.extent.keep",
            "quote.mark",
            "quote.mark.all",
        ),
        *("quote.merge", "quote.order", "quote.question", "quote.split"),
    }
    assert {id for id, command in LIBRARY.items() if not command.kiosk} == {
        *("library.copy", "library.export", "library.unsure", "suspend")
    }


def test_what_is_about_a_quote_waits_for_the_one_that_is_being_taken() -> None:
    assert {id for id, command in COMMANDS.items() if command.waits} == {
        *("copy", "copy.markdown", "export", "note", "tags"),
        *("quote.colour", "quote.decide", "quote.down", "quote.extent", "quote.remove", "quote.split"),
        "quote.up",
    }


async def test_the_manual_opens_over_an_interview_and_q_comes_back(opening: Opening) -> None:
    async with opening() as opened:
        before = opened.app.screen
        await opened.press("f1")
        assert await opened.shown("This manual is read in fangtan itself")
        await opened.press("slash")
        await opened.type("ForceCommand")
        assert await opened.shown("1/1")
        await opened.press("enter", "q")
        assert opened.app.screen is before


def score(hit: Hit | DiscoveryHit) -> float:
    """How well it matches."""
    return hit.score if isinstance(hit, Hit) else 0.0


async def test_the_palette_puts_first_what_is_typed_in_full(opening: Opening) -> None:
    async with opening() as opened:
        provider = CommandProvider(opened.screen)
        for command in opened.screen.possible_commands()[::4]:
            hits = [hit async for hit in provider.search(command.description)]
            best = max(hits, key=score)
            # Two commands may have the same words, of which one is there where the other isn't.
            assert best.text == command.description
            by_id = [hit async for hit in provider.search(command.id)]
            assert any(str(hit.help).endswith(f" {command.id}") for hit in by_id), command.id
