"""Speech without full stops, as machines write it down: it is read, found and left like any other."""

from __future__ import annotations

from pathlib import Path

from tests.app.conftest import Opened, Opening

SPOKEN = "我们今天来聊一下大模型这个事情其实很多人觉得OpenAI就是那样"


def transcript(repeated: int = 200) -> str:
    half = SPOKEN * repeated
    return f"# 谈话\n\n甲：{half}独角兽出现了{half}\n\n乙：好。\n\n甲：完了吗？\n\n乙：完了。\n"


def shows_the_unicorn(opened: Opened) -> bool:
    return "独角兽出现了" in "".join(line[25:77].strip(" │┃█•") for line in opened.lines())


async def test_a_hit_within_a_sentence_of_many_pages_is_shown(opening: Opening) -> None:
    async with opening((80, 24), transcript()) as opened:
        await opened.press("slash")
        await opened.type("独角兽")
        assert shows_the_unicorn(opened)
        await opened.press("enter")
        assert shows_the_unicorn(opened)
        assert "独角兽" in opened.screen.interview.words(opened.screen.reader.cursor)


async def test_sentences_share_and_ruler_go_through_it(opening: Opening) -> None:
    async with opening((80, 24), transcript()) as opened:
        reader, spoken = opened.screen.reader, opened.screen.interview.turns[0].start
        await opened.press("right_curly_bracket")
        first = reader.cursor
        await opened.press("j", "j")
        assert reader.cursor.start.paragraph == spoken
        assert reader.cursor.start > first.end
        await opened.press("colon")
        await opened.type("50%")
        await opened.press("enter")
        assert any(f"turn 1/4 · {percent}%" in opened.text() for percent in (47, 48, 49, 50))
        height = opened.screen.ruler.size.height
        await opened.pilot.click("#ruler", offset=(0, height // 4))
        await opened.settled()
        window = opened.screen.ruler._shown_rows()
        assert window[0] <= height // 4 <= window[1]


async def test_pages_keep_their_words_over_a_resize_and_a_restart(opening: Opening, tmp_path: Path) -> None:
    path = tmp_path / "spoken.md"
    path.write_text(transcript(), "utf-8")
    async with opening((60, 20), path=path) as opened:
        await opened.press("space", "space", "space")
        reader = opened.screen.reader
        here = reader.viewport.anchor
        await opened.pilot.resize_terminal(100, 30)
        await opened.settled()
        window = reader.viewport.passage
        assert window.start <= here < window.end
        await opened.press("q")
    async with opening((100, 30), path=path) as again:
        window = again.screen.reader.viewport.passage
        assert window.start <= here < window.end
