"""The panel: marks, filter, orders, colours, questions, what quotes have in common, and where it is empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static, TextArea

from tests.app.conftest import Opened, Opening
from tests.app.test_collecting import words_of
from tui.app.commands import COMMANDS, key_words
from tui.app.widgets.reader.marks import Mark
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database

TALK = """# 一家小公司的十年

## 01. 开始

记者：你什么时候开始创业的？

王敏：我在二〇一八年开始创业。我们不知道以后会怎么样。后来事情多起来了。

李雷：我是后来才加入的。

## 02. 信任

记者：公司遇到过什么困难？

王敏：最大的困难是信任危机。我们用了 3.5 年才走出来。
"""
START, UNSURE, LATER, JOINED, CRISIS, YEARS = (
    "我在二〇一八年开始创业。",
    "我们不知道以后会怎么样。",
    "后来事情多起来了。",
    "我是后来才加入的。",
    "最大的困难是信任危机。",
    "我们用了 3.5 年才走出来。",
)
SIZES = [(120, 40), (80, 24), (60, 20)]


async def take(opened: Opened, *sentences: str) -> None:
    """Collect these sentences, then go to the panel with the first of them in hand."""
    for words in sentences:
        await go_to(opened, words)
        await opened.press("a")
    await to_panel(opened)
    await opened.press("g")


async def go_to(opened: Opened, words: str) -> None:
    """Put the cursor on a sentence."""
    interview, reader = opened.screen.interview, opened.screen.reader
    opened.screen.panes.lower()
    reader.focus()
    await opened.press("g")
    for _ in range(30):
        if interview.words(reader.cursor) == words:
            return
        await opened.press("j")
    raise AssertionError(words)


async def to_panel(opened: Opened) -> None:
    """Focus the panel, whatever the room."""
    if not opened.screen.collection_pane.display:
        await opened.press("c")
    for _ in range(3):
        if not opened.screen.collection_pane.has_focus:
            await opened.press("tab")
    assert opened.screen.collection_pane.has_focus


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_done_is_done_to_all_that_are_marked(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size, text=TALK) as opened:
        await take(opened, START, JOINED, CRISIS)
        await opened.press("space", "j", "space")
        assert "2 quotes marked" in opened.text()
        await opened.press("number_sign")
        await opened.type("两条")
        await opened.press("enter")
        tags = [quote.tags for quote in opened.screen.collection_pane.quotes]
        assert tags == [("两条",), (), ("两条",)]
        await opened.press("C", "3")
        colours = [quote.colour for quote in opened.screen.collection_pane.quotes]
        assert colours == ["blue", "", "blue"]
        await opened.press("m")
        await opened.type("both")
        await opened.press("f2")
        assert [quote.note for quote in opened.screen.collection_pane.quotes] == ["both", "", "both"]
        await opened.press("d")
        assert words_of(opened) == [JOINED]
        # One change each.
        await opened.press("u", "u", "u", "u")
        assert words_of(opened) == [START, JOINED, CRISIS]
        assert not any(
            quote.tags or quote.note or quote.colour for quote in opened.screen.collection_pane.quotes
        )


async def test_in_the_text_a_command_is_about_the_quote_under_the_cursor(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, JOINED, CRISIS)
        # Neither what is marked in the panel nor what is in hand there.
        await opened.press("space", "space")
        await go_to(opened, CRISIS)
        await opened.press("m")
        await opened.type("here")
        await opened.press("f2")
        assert [quote.note for quote in opened.screen.collection_pane.quotes] == ["", "", "here"]
        await opened.press("C", "3")
        assert [quote.colour for quote in opened.screen.collection_pane.quotes] == ["", "", "blue"]
        await opened.press("d")
        assert words_of(opened) == [START, JOINED]
        await go_to(opened, UNSURE)
        for key in ("d", "m", "x", "S", "C"):
            await opened.press(key)
            assert "No quote here." in opened.text()
        assert words_of(opened) == [START, JOINED]


async def test_what_marked_quotes_have_of_their_own_stays(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, CRISIS)
        for note, tags in (("first", "one both"), ("second", "both two")):
            await opened.press("m")
            await opened.type(note)
            await opened.press("f2", "number_sign")
            await opened.type(tags)
            await opened.press("enter", "j")
        await opened.press("A", "m")
        assert opened.app.screen.query_one(TextArea).text == ""
        await opened.type("of all")
        await opened.press("f2")
        notes = [quote.note for quote in opened.screen.collection_pane.quotes]
        assert notes == ["first\n\nof all", "second\n\nof all"]
        await opened.press("number_sign")
        assert opened.app.screen.query_one(Input).value == "both "
        await opened.press("ctrl+u")
        await opened.type("#more other")
        await opened.press("enter")
        tags_now = [quote.tags for quote in opened.screen.collection_pane.quotes]
        assert tags_now == [("one", "more", "other"), ("two", "more", "other")]
        await opened.press("y")
        copied = opened.app.clipboard
        assert START in copied
        assert CRISIS in copied


async def test_all_are_marked_and_none(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, JOINED, CRISIS)
        await opened.press("A")
        assert "3 quotes marked" in opened.text()
        assert opened.text().count("+ ") == 3
        await opened.press("A")
        assert "Nothing marked." in opened.text()
        await opened.press("space", "escape")
        assert opened.screen.quotes.panel.marked == []
        assert opened.screen.collection_pane.has_focus


async def test_the_edge_of_a_quote_is_its_mark_for_the_mouse(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, JOINED)
        await opened.pilot.click(opened.screen.collection_pane, offset=(0, 1))
        await opened.settled()
        assert [quote.text for quote in opened.screen.quotes.panel.marked] == [START]
        await opened.pilot.click(opened.screen.collection_pane, offset=(5, 1), control=True)
        await opened.settled()
        assert opened.screen.quotes.panel.marked == []
        assert opened.screen.collection_pane.has_focus


@pytest.mark.parametrize("size", SIZES)
async def test_filtering(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size, text=TALK) as opened:
        await take(opened, START, JOINED, CRISIS)
        await opened.press("slash")
        await opened.type("xinren")
        assert words_of(opened) == [CRISIS]
        assert "1/3" in opened.text()
        await opened.press("enter")
        assert opened.screen.collection_pane.has_focus
        await opened.press("number_sign")
        await opened.type("钱")
        await opened.press("enter", "slash", *"#钱")
        assert words_of(opened) == [CRISIS]
        await opened.press("ctrl+u", *"kubernetes")
        assert words_of(opened) == []
        assert "No quote matches" in opened.text()
        await opened.press("escape")
        assert words_of(opened) == [START, JOINED, CRISIS]
        assert opened.screen.collection_pane.has_focus
        assert opened.screen.quotes.panel.filter_bar is None


async def test_escape_ends_a_filter_that_was_kept(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, JOINED, CRISIS)
        await opened.press("slash", *"speaker:lilei", "down", "enter")
        assert words_of(opened) == [JOINED]
        assert opened.screen.collection_pane.has_focus
        await opened.press("A", "d")
        assert words_of(opened) == []
        await opened.press("escape", "escape")
        assert words_of(opened) == [START, CRISIS]


async def test_what_is_taken_is_never_hidden_by_a_filter(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START)
        await opened.press("slash", *"kubernetes", "enter")
        assert words_of(opened) == []
        await opened.press("escape", "slash", *"xinren", "enter", "shift+tab")
        await go_to(opened, JOINED)
        await opened.press("a")
        assert words_of(opened) == [START, JOINED]


async def test_marks_that_a_filter_hides_are_left_alone(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, JOINED, CRISIS)
        await opened.press("A", "slash", *"speaker:lilei", "enter", "d")
        await opened.press("escape", "escape")
        assert words_of(opened) == [START, CRISIS]


async def test_a_word_of_the_filter_is_completed(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START)
        await opened.press("slash", *"colour:gr")
        await opened.press("tab")
        bar = opened.screen.quotes.panel.filter_bar
        assert bar is not None
        assert bar.line.value == "colour:green"


async def test_order_by_hand_and_by_place(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, JOINED, CRISIS)
        await opened.press("J", "J")
        assert words_of(opened) == [JOINED, CRISIS, START]
        await opened.press("O")
        assert words_of(opened) == [START, JOINED, CRISIS]
        assert "by place" in opened.text()
        await opened.press("J")
        assert "Only your own order can be changed" in opened.text()
        await opened.press("O")
        assert words_of(opened) == [JOINED, CRISIS, START]
        # Marked ones are brought together, and go on together.
        await opened.press("g", "space", "j", "space", "J")
        assert words_of(opened) == [JOINED, START, CRISIS]
        await opened.press("J")
        assert words_of(opened) == [CRISIS, JOINED, START]
        for key in ("K", "shift+up"):
            await opened.press(key)
            assert words_of(opened) == [JOINED, START, CRISIS]
            await opened.press("shift+down")
            assert words_of(opened) == [CRISIS, JOINED, START]


async def test_a_colour_is_seen_in_the_panel_and_in_the_text(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, CRISIS)
        await opened.press("C")
        assert "2 green" in opened.text()
        await opened.press("2")
        reader = opened.screen.reader
        assert list(reader.marks.colours.values()) == [Mark.GREEN, Mark.QUOTE]
        # Without colours the digit tells.
        assert any(line[26:].lstrip().startswith("2│ 王敏：我在") for line in opened.lines())
        assert "2王敏 · 01" in opened.text()
        assert "green" in opened.text()
        await opened.press("C", "6")
        assert opened.screen.collection_pane.quotes[0].colour == ""
        await opened.press("u")
        assert opened.screen.collection_pane.quotes[0].colour == "green"


async def test_the_question_is_shown_on_demand(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, CRISIS)
        pane = opened.screen.collection_pane
        asked = "公司遇到过什么困难？"
        assert asked not in panel_text(opened)
        await opened.press("Q")
        assert asked in panel_text(opened)
        assert "记者: 你什么时候开始" in panel_text(opened)
        assert pane.quotes[1].question[0].text == asked
        await opened.press("Q")
        assert asked not in panel_text(opened)


def panel_text(opened: Opened) -> str:
    """What the panel says, without its line breaks."""
    pane = opened.screen.collection_pane
    items = [pane.item(index, 200) for index in range(len(pane.quotes))]
    return "\n".join("".join(words for words, _look in line) for lines in items for line in lines)


async def test_what_is_collected_twice_or_shares_words_is_told(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START)
        await opened.press("shift+tab", "v", "j", "a", "down", "enter")
        assert panel_text(opened).count("& shares words with another quote") == 2
        first = opened.screen.collection_pane.quotes[0]
        assert first.passage is not None
        with open_database(opened.screen.session.data) as database:
            Collection(database, opened.screen.interview).add(first.passage)
        assert await opened.shown("= collected twice")


async def test_the_same_words_again_lead_to_their_quote(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, CRISIS)
        await opened.press("G", "shift+tab")
        await go_to(opened, START)
        await opened.press("a")
        assert "Already collected." in opened.text()
        assert words_of(opened) == [START, CRISIS]
        in_hand = opened.screen.collection_pane.in_hand
        assert in_hand
        assert in_hand.text == START


async def test_tags_in_use_are_completed_also_by_sound(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, CRISIS)
        await opened.press("number_sign")
        await opened.type("信任 开端")
        await opened.press("enter", "j", "number_sign")
        hint = opened.app.screen.query_one("#hint", Static)
        await opened.type("kd")
        assert "开端" in str(hint.content)
        await opened.press("tab")
        assert opened.app.screen.query_one(Input).value == "开端 "
        await opened.type("信")
        await opened.press("tab", "enter")
        assert opened.screen.collection_pane.quotes[1].tags == ("开端", "信任")


async def test_a_tag_of_several_words_is_completed_as_one(opening: Opening, tmp_path: Path) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, CRISIS)
        with open_database(tmp_path / "data") as database:
            other = Collection(database, opened.screen.interview)
            other.retag([other.quotes()[0].id], ["to check"])
        assert await opened.shown("#to check")
        await opened.press("j", "number_sign")
        await opened.type("要 to")
        await opened.press("tab")
        assert opened.app.screen.query_one(Input).value == "要 to_check "
        await opened.press("escape")
        await opened.press("number_sign")
        opened.app.screen.query_one(Input).value = "#要，＃也要、#要"
        await opened.press("enter")
        assert opened.screen.collection_pane.quotes[1].tags == ("要", "也要")


async def test_a_tag_more_leaves_the_others(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START, CRISIS)
        await opened.press("number_sign")
        await opened.type("信任")
        await opened.press("enter", "number_sign")
        await opened.type("开端")
        await opened.press("enter")
        assert opened.screen.collection_pane.quotes[0].tags == ("信任", "开端")
        await opened.press("number_sign", *["backspace"] * 3, "enter")
        assert list(opened.screen.collection_pane.quotes[0].tags) == ["信任"]


async def test_a_quote_over_several_turns_says_so(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await go_to(opened, START)
        await opened.press("v", *["j"] * 4, "a")
        assert "王敏, 李雷 · 01 · turns 2–3" in " ".join(opened.text().split("│"))


async def test_a_note_of_several_lines(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START)
        await opened.press("m")
        await opened.type("one")
        await opened.press("enter", "enter")
        await opened.type("two")
        assert opened.app.screen.query_one(TextArea).text == "one\n\ntwo"
        await opened.press("f2")
        assert opened.screen.collection_pane.quotes[0].note == "one\n\ntwo"


async def test_a_note_goes_on_at_its_end_and_words_in_hand_are_words(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START)
        for words in ("one", " two"):
            await opened.press("m")
            await opened.type(words)
            await opened.press("f2")
        assert opened.screen.collection_pane.quotes[0].note == "one two"
        await go_to(opened, YEARS)
        reader = opened.screen.reader
        in_hand = [opened.screen.interview.words(word) for word in reader.words_of_sentence()]
        assert "".join(in_hand) in ("我们用了3.5年才走出来", "我们用了35年才走出来")


@pytest.mark.parametrize("pane", ["reader", "collection", "filter", "extent"])
async def test_a_key_does_one_thing_wherever_one_is(opening: Opening, pane: str) -> None:
    async with opening(text=TALK) as opened:
        await take(opened, START)
        if pane == "filter":
            await opened.press("slash")
        elif pane != "collection":
            await opened.press("shift+tab")
        if pane == "extent":
            await opened.press("x")
        bound: dict[str, str] = {}
        for command in COMMANDS.values():
            if command.when is None or command.when(opened.screen.situation()):
                for key in command.keys.split(","):
                    # Keys that are typed are the line's own.
                    if pane != "filter" or key not in ("enter", "escape", "tab", "slash"):
                        assert key not in bound, (key_words(key), command.id, bound.get(key))
                    bound[key] = command.id


async def test_every_deed_of_the_panel_is_in_footer_palette_and_help(opening: Opening) -> None:
    async with opening((250, 40), text=TALK) as opened:
        await take(opened, START)
        footer = opened.lines()[-1]
        for id in ("quote.mark", "quote.colour", "filter", "quote.merge", "quote.split", "quote.extent"):
            assert COMMANDS[id].label in footer, id
        await opened.press("C")
        assert opened.app.screen.query_one(OptionList).option_count == 6
