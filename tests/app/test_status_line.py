"""The status line: where one is, in whole parts of it, and before all what has just happened."""

from __future__ import annotations

from tests.app.conftest import Opened, Opening


def status(opened: Opened) -> str:
    return opened.lines()[-2].strip()


async def test_section_turn_share_and_time_left_at_every_size(opening: Opening) -> None:
    async with opening((120, 40)) as opened:
        await opened.press("right_square_bracket", "right_curly_bracket")
        assert status(opened) == "01. 站在开端：要 ride the wave · turn 1/222 · 9% · 44 min left"
        await opened.pilot.resize_terminal(60, 20)
        await opened.settled()
        assert status(opened) == "01. 站在开端：要 ride the… · turn 1/222 · 9% · 44 min left"
        await opened.pilot.resize_terminal(36, 20)
        await opened.settled()
        assert status(opened) == "turn 1/222 · 9% · 44 min left"
        # On less the time left goes first, then the share.
        await opened.pilot.resize_terminal(24, 20)
        await opened.settled()
        assert status(opened) == "turn 1/222 · 9%"


async def test_at_the_last_sentence_all_is_read(opening: Opening) -> None:
    async with opening() as opened:
        assert status(opened).startswith("Preface · 0%")
        await opened.press("G")
        assert status(opened).endswith("turn 222/222 · 100%")


async def test_what_has_happened_is_said_whole_before_where_one_is(opening: Opening) -> None:
    async with opening((80, 24)) as opened:
        await opened.press("colon")
        await opened.type("165")
        await opened.press("enter", "a")
        said = "Collected. The label may be wrong: this reads like the interviewer's question."
        assert status(opened) == said
        await opened.press("j")
        assert "turn 166/222" in status(opened)


async def test_a_limited_view_says_so_on_a_narrow_screen_too(opening: Opening) -> None:
    text = "# 谈\n\n" + "Alexandra Constantinopolis-Smithson: 问？\n\n嘉宾：答。\n\n" * 4
    async with opening((60, 20), text) as opened:
        await opened.press("s", "f", "j")
        assert status(opened) == "谈 · only Alexandra Constantinopo… · turn 3/8 · 46%"
        await opened.press("v")
        assert status(opened) == "谈 · 2 characters selected · turn 3/8 · 47%"


async def test_each_limit_of_the_view_is_told_by_itself_and_together(opening: Opening) -> None:
    text = "# 谈\n\n## 一\n\n[0:05] 记者：你好吗？\n\n[1:10] 王敏：很好。很好。\n\n"
    text += "## 二\n\n记者：真的？\n\n王敏：真的。\n"
    async with opening((120, 40), text) as opened:
        told = []
        for keys in (["g"], ["s"], ["f"], ["s", "s"], ["f", "Z"], ["equals_sign"]):
            await opened.press(*keys, "v", "escape")
            where = status(opened)
            told.append(
                [limit for limit in ("only 记者", "only 王敏", "first lines", "folded") if limit in where]
            )
        assert told == [[], ["only 记者"], ["only 记者", "first lines"], ["first lines"], ["folded"], []]
        await opened.press("G")
        assert status(opened) == "二 · turn 4/4 · 100%"
        await opened.press("g", "j", "j")
        assert "turn 1/4 · 0:05 · " in status(opened)
        await opened.press("j")
        assert "turn 2/4 · 1:10 · " in status(opened)


async def test_long_readings_are_told_in_hours(opening: Opening) -> None:
    text = "# 长\n\n" + "甲：" + "很长的一句话。" * 10_000 + "\n\n乙：好。\n\n甲：是吗？\n\n乙：是。\n"
    async with opening((80, 24), text) as opened:
        assert "2 h 55 min left" in status(opened)
