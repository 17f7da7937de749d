"""Quotes given other words in the app: trimmed, extended, merged, split, decided on; and all of it undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from tests.app.conftest import Opening
from tests.app.test_collecting import words_of
from tests.app.test_panel import (
    CRISIS,
    JOINED,
    LATER,
    SIZES,
    START,
    TALK,
    UNSURE,
    YEARS,
    go_to,
    panel_text,
    take,
    to_panel,
)
from tui.quotes.changes import Change, ChangeKind
from tui.quotes.collection import Collection
from tui.quotes.quote import State
from tui.store.sqlite.opening import open_database

EDITED = TALK.replace("3.5 年", "2.5 年").replace("后来事情多起来了", "后来事情就多起来了")


@pytest.mark.parametrize("size", SIZES)
async def test_either_end_is_moved_and_seen_in_the_text(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size, text=TALK) as opened:
        await take(opened, UNSURE)
        await opened.press("x")
        reader = opened.screen.reader
        assert reader.has_focus
        assert reader.selection is not None
        await opened.press("j")
        assert opened.screen.interview.words(reader.selection.passage) == UNSURE + LATER
        await opened.press("h", "h", "o", "k", "l", "l")
        wanted = (START + UNSURE + LATER)[2:-2]
        assert opened.screen.interview.words(reader.selection.passage) == wanted
        await opened.press("a")
        assert words_of(opened) == [wanted]
        assert reader.selection is None
        assert "Extended." in opened.text()
        await opened.press("x", "k", "a")
        assert "Cut down." in opened.text()
        await opened.press("u")
        assert words_of(opened) == [wanted]
        await opened.press("u")
        assert words_of(opened) == [UNSURE]


async def test_an_extent_that_is_given_up_changes_nothing(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, UNSURE)
        await opened.press("x", "j", "escape")
        assert words_of(opened) == [UNSURE]
        # What is selected afterwards has nothing to do with it.
        await go_to(opened, JOINED)
        await opened.press("v", "a")
        assert words_of(opened) == [UNSURE, JOINED]


async def test_an_extent_of_a_quote_that_is_gone_is_told(opening: Opening, tmp_path: Path) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, UNSURE, CRISIS)
        await opened.press("x", "j")
        with open_database(tmp_path / "data") as database:
            other = Collection(database, opened.screen.interview)
            other.remove(other.quotes()[0].id)
        await opened.until(lambda: words_of(opened) == [CRISIS], "what another window has done")
        await opened.press("a")
        assert "Another window has removed that quote." in opened.text()
        assert words_of(opened) == [CRISIS]


async def test_merging_what_is_marked(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, JOINED, LATER)
        await opened.press("M")
        assert "Two quotes or more are needed" in opened.text()
        await opened.press("space", "space", "M")
        assert "Merged." in opened.text()
        assert words_of(opened) == [f"{START}\n……\n{LATER}", JOINED]
        assert opened.screen.quotes.panel.marked == []
        # What was left out is marked as no quote in the text.
        await go_to(opened, UNSURE)
        assert opened.screen.quotes.here() == []
        await opened.press("u")
        assert words_of(opened) == [START, LATER, JOINED]
        await opened.press("ctrl+r")
        assert len(words_of(opened)) == 2


async def test_a_change_of_speaker_is_marked(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, JOINED, CRISIS)
        await opened.press("A", "M")
        assert words_of(opened) == [f"李雷：{JOINED}\n……\n王敏：{CRISIS}"]
        assert "李雷, 王敏 · 01" in panel_text(opened)


async def test_splitting_at_the_cursor_and_from_the_panel(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await go_to(opened, START)
        await opened.press("v", "j", "j", "a", "escape")
        await go_to(opened, UNSURE)
        await opened.press("S")
        assert words_of(opened) == [START, UNSURE + LATER]
        await opened.press("u")
        # At its first sentence it is split behind that.
        await go_to(opened, START)
        await opened.press("S")
        assert words_of(opened) == [START, UNSURE + LATER]
        await opened.press("u")
        assert words_of(opened) == [START + UNSURE + LATER]
        await to_panel(opened)
        await opened.press("S")
        assert "The second quote begins with this sentence" in opened.text()
        await opened.press("2")
        assert words_of(opened) == [START + UNSURE, LATER]
        await opened.press("S")
        assert "There is nothing to split there" in opened.text()


async def changed(opening: Opening, data: Path) -> None:
    """Take three quotes from the text as it was."""
    async with opening(text=TALK, data=data) as opened:
        await take(opened, LATER, JOINED, YEARS)


@pytest.mark.parametrize("size", SIZES)
async def test_the_stored_words_beside_todays(
    opening: Opening, tmp_path: Path, size: tuple[int, int]
) -> None:
    await changed(opening, tmp_path / "d")
    async with opening(size, text=EDITED, data=tmp_path / "d") as opened:
        states = [quote.state for quote in opened.screen.collection_pane.quotes]
        assert states == [State.CHANGED, State.OK, State.REVIEW]
        assert "? to be checked (D)" in panel_text(opened)
        assert "~ changed a little (D)" in panel_text(opened)
        await to_panel(opened)
        await opened.press("G", "D")
        assert "我们用了 [-3.5-] 年才走出来。" in opened.text()
        assert "我们用了 [+2.5+] 年才走出来。" in opened.text()
        await opened.press("s")
        kept = opened.screen.collection_pane.quotes[2]
        assert (kept.text, kept.state, kept.settled) == (YEARS, State.CHANGED, True)
        assert "~ kept as it was taken" in panel_text(opened)
        await opened.press("u", "D", "t")
        taken = opened.screen.collection_pane.quotes[2]
        assert (taken.text, taken.state) == ("我们用了 2.5 年才走出来。", State.OK)
        await opened.press("u", "D", "o")
        left = opened.screen.collection_pane.quotes[2]
        assert (left.text, left.state, left.passage) == (YEARS, State.ORPHAN, None)
        await opened.press("enter")
        assert "no longer found" in opened.text()
        # From one that stands as it was taken to the next that waits, and from one that was just decided on.
        await opened.press("D")
        assert "后来事情[+就+]多起来了。" in opened.text()
        await opened.press("escape")
        # From one that is decided on to the next that is not.
        await opened.press("g", "j", "D")
        assert "后来事情[+就+]多起来了。" in opened.text()
        await opened.press("escape")
        assert opened.screen.collection_pane.quotes[0].state is State.CHANGED
    async with opening(text=EDITED, data=tmp_path / "d") as opened:
        assert opened.screen.collection_pane.quotes[2].state is State.ORPHAN
        await opened.press("u")
        assert [quote.state for quote in opened.screen.collection_pane.quotes][2] is State.REVIEW
        assert "done before this window was opened" in opened.text()


async def test_words_that_are_selected_are_offered_as_the_place(opening: Opening, tmp_path: Path) -> None:
    await changed(opening, tmp_path / "d")
    text = TALK.replace(JOINED, "当时我还不在。")
    async with opening(text=text, data=tmp_path / "d") as opened:
        states = [quote.state for quote in opened.screen.collection_pane.quotes]
        assert states == [State.OK, State.ORPHAN, State.OK]
        assert "x no longer in the file (D)" in panel_text(opened)
        await go_to(opened, "当时我还不在。")
        await opened.press("v", "D")
        assert "[+当时+]我[+还不在+]。" in opened.text()
        await opened.press("t")
        assert words_of(opened)[1] == "当时我还不在。"
        assert opened.screen.reader.selection is None


async def test_each_of_several_places_is_looked_at_and_the_one_shown_is_taken(
    opening: Opening, tmp_path: Path
) -> None:
    await changed(opening, tmp_path / "d")
    async with opening(text=EDITED, data=tmp_path / "d") as opened:
        await go_to(opened, CRISIS)
        await opened.press("v")
        await to_panel(opened)
        await opened.press("G", "D")
        assert "In the text today 1/2" in opened.text()
        assert "2.5" not in str(opened.app.screen.query_one("#today", Static).content)
        await opened.press("n")
        assert "In the text today 2/2" in opened.text()
        await opened.press("n")
        assert "In the text today 1/2" in opened.text()
        await opened.press("p", "t")
        assert words_of(opened)[2] == "我们用了 2.5 年才走出来。"
        await opened.press("u")
        # The stored words at the place that is shown, reached by the list of answers.
        await go_to(opened, CRISIS)
        await opened.press("v")
        await to_panel(opened)
        await opened.press("G", "D", "down", "down", "enter")
        assert "In the text today 2/2" in opened.text()
        await opened.press("up", "enter")
        kept = opened.screen.collection_pane.quotes[2]
        assert (kept.text, kept.state) == (YEARS, State.CHANGED)
        assert kept.passage
        assert opened.screen.interview.words(kept.passage) == "我们用了 2.5 年才走出来。"
        assert "The stored words stay." in opened.text()


async def test_what_has_changed_is_decided_before_it_is_cut(opening: Opening, tmp_path: Path) -> None:
    await changed(opening, tmp_path / "d")
    async with opening(text=EDITED, data=tmp_path / "d") as opened:
        await to_panel(opened)
        for keys in (["x"], ["S", "1"], ["A", "M"]):
            await opened.press(*keys)
            assert "decide first" in opened.text() or "nothing to split" in opened.text()
        assert words_of(opened) == [LATER, JOINED, YEARS]


async def test_undo_says_which_quote_and_leaves_another_windows_work(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening(text=TALK, data=tmp_path / "d") as opened:
        await take(opened, START)
        with open_database(tmp_path / "d") as database:
            other = Collection(database, opened.screen.interview)
            passage = other.quotes()[0].passage
            assert passage
            await go_to(opened, JOINED)
            other.add(opened.screen.reader.cursor)
            assert await opened.shown("李雷 · 01")
            await opened.press("u")
            assert words_of(opened) == [JOINED]
            assert f"Undone: a quote collected: “{START[:5]}" in opened.text()
            await opened.press("u")
            assert words_of(opened) == [JOINED]
            assert "Nothing to undo." in opened.text()
            # Only another window at the very same moment brings it about.
            overtaken = Change(ChangeKind.NOTE, "q-1", START, overtaken=True)
            for key, step in (("u", "undo"), ("ctrl+r", "redo")):
                monkeypatch.setattr(Collection, step, lambda _self: overtaken)
                await opened.press(key)
                assert "Not changed, because another window has changed it since" in opened.text()
                await opened.press("v", "escape")
            monkeypatch.undo()
            assert other.undo()
            assert await opened.shown("No quotes yet.")
