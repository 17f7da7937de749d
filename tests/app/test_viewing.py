"""Folding, first lines of answers, one voice: what is seen, and that nothing unseen is taken."""

from __future__ import annotations

import pytest

from tests.app.conftest import Opened, Opening
from tests.app.test_collecting import words_of
from tui.interview.model.interview import Kind
from tui.interview.model.place import Place
from tui.interview.model.view import View

TALK = """# 谈话

## 第一章

记者：你好吗？今天怎么样？

王敏：很好。后来又变了。

王敏接着说的第二段。

记者：那 milestone（里程碑）呢？

王敏：没有（笑）。第二句在这里。

## 第二章

记者：最后一问？

王敏：最后一答。再见。
"""


def page(opened: Opened) -> list[str]:
    """The reader's lines, without what stands around them."""
    reader = opened.screen.reader
    left, top, width, height = reader.region
    lines = opened.lines()[top : top + height]
    found = []
    for line in lines:
        # Wide characters take two cells: cut by cells, not by characters.
        cells = "".join(char + ("\0" if ord(char) >= 0x2E80 else "") for char in line)
        words = cells[left : left + width].replace("\0", "").strip(" ┃│▾▸")
        if words:
            found.append(words)
    return found


def is_heading(opened: Opened, paragraph: int) -> bool:
    return opened.screen.interview.paragraphs[paragraph].kind is Kind.HEADING


async def test_first_lines_is_an_overview_of_all_answers(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await opened.press("f")
        assert page(opened) == [
            "谈话",
            "第一章",
            "记者：你好吗？今天怎么样？",
            "王敏：很好。后来又变了。 …",
            "记者：那 milestone（里程碑）呢？",
            "王敏：没有（笑）。第二句在这里。",
            "第二章",
            "记者：最后一问？",
            "王敏：最后一答。再见。",
        ]
        assert "first lines" in opened.text()
        overview = page(opened)
        # One answer opens and closes; where the overview begins anew, none is open.
        await opened.press("right_curly_bracket", "right_curly_bracket", "z")
        assert "王敏接着说的第二段。" in page(opened)
        await opened.press("z")
        assert page(opened) == overview
        await opened.press("z", "f")
        assert "王敏接着说的第二段。" in page(opened)
        await opened.press("f")
        assert page(opened) == overview
        await opened.press("f")
        assert "王敏接着说的第二段。" in page(opened)


async def test_a_long_answer_takes_one_line(opening: Opening) -> None:
    async with opening((80, 24)) as opened:
        await opened.press("f", "right_square_bracket")
        lines = page(opened)
        for number, line in enumerate(lines):
            if line.startswith("杨植麟：") and number + 1 < len(lines):
                assert lines[number + 1].startswith("腾讯新闻《潜望》："), lines[number : number + 2]


async def test_fold_leaves_the_heading_and_stays_where_one_is(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await opened.press("right_curly_bracket", "right_curly_bracket", "z")
        assert page(opened)[:3] == ["谈话", "第一章 …", "第二章"]
        assert opened.screen.interview.words(opened.screen.reader.cursor) == "第一章"
        await opened.press("z")
        assert "王敏：很好。后来又变了。" in page(opened)


async def test_fold_all_is_a_list_of_headings_and_equals_unfolds(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await opened.press("Z")
        assert page(opened) == ["谈话", "第一章 …", "第二章 …"]
        await opened.press("equals_sign")
        assert opened.screen.reader.shown.view == View()


async def test_fold_all_folds_the_rest_where_one_is_folded_already(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await opened.press("right_square_bracket", "z", "Z")
        assert page(opened) == ["谈话", "第一章 …", "第二章 …"]
        await opened.press("Z")
        assert opened.screen.reader.shown.view == View()


async def test_a_second_click_on_a_fold_sign_undoes_the_first(opening: Opening) -> None:
    async with opening() as opened:
        reader = opened.screen.reader
        await opened.press("right_square_bracket", "right_square_bracket", *["j"] * 10)
        row = next(y for y, row in enumerate(reader.viewport.rows) if is_heading(opened, row.paragraph))
        before = page(opened)
        sign = (reader.painter.margin + 1, row)
        await opened.pilot.click(reader, offset=sign)
        await opened.settled()
        assert page(opened) != before
        await opened.pilot.click(reader, offset=sign)
        await opened.settled()
        assert page(opened) == before


async def test_enter_on_a_folded_heading_opens_it_and_takes_nothing(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await opened.press("Z", "j", "enter")
        assert "王敏：很好。后来又变了。" in page(opened)
        assert words_of(opened) == []


async def test_the_outline_folds_what_it_points_at(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await opened.press("shift+tab", "down", "z")
        assert "第二章 …" in page(opened) or "第一章 …" in page(opened)


async def test_collecting_a_first_line_shows_all_that_is_taken(opening: Opening) -> None:
    long = "这一句话很长，" * 20 + "到这里才完。"
    async with opening(
        (80, 24), text=f"记者：为什么？\n\n王敏：{long}另一句。\n\n记者：是吗？\n\n王敏：是。"
    ) as opened:
        await opened.press("f", "j", "a")
        assert words_of(opened) == [long]
        assert "到这里才完。" in "".join(page(opened))


async def test_selecting_over_first_lines_opens_them(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await opened.press("f", "right_curly_bracket", "v", "right_curly_bracket", "right_curly_bracket")
        assert "王敏接着说的第二段。" in page(opened)


async def test_steps_keep_the_overview(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await opened.press("f", *["j"] * 12, "G", "g", "space", "right_square_bracket", "right_curly_bracket")
        assert opened.screen.reader.shown.view == View(short=True)


async def test_a_hit_in_what_is_folded_is_shown_and_escape_folds_again(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await opened.press("Z", "slash")
        await opened.type("第二段")
        assert "王敏接着说的第二段。" in page(opened)
        await opened.press("escape")
        assert page(opened) == ["谈话", "第一章 …", "第二章 …"]


async def test_clicking_the_signs_folds_and_unfolds(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        reader = opened.screen.reader

        def row_of(words: str) -> int:
            return next(
                y
                for y, row in enumerate(reader.viewport.rows)
                if words in opened.screen.interview.paragraphs[row.paragraph].text and not row.is_blank
            )

        margin = reader.painter.margin
        await opened.pilot.click(reader, offset=(margin + 1, row_of("第一章")))
        await opened.settled()
        assert page(opened)[1] == "第一章 …"
        await opened.pilot.click(reader, offset=(margin + 3 + 8, row_of("第一章")))
        await opened.settled()
        assert "王敏接着说的第二段。" in page(opened)
        await opened.press("f")
        answer = row_of("后来又变了")
        await opened.pilot.click(reader, offset=(margin + 3 + 25, answer))
        await opened.settled()
        assert "王敏接着说的第二段。" in page(opened)
        assert reader.shown.view.short


async def test_glosses_are_dimmed_if_wanted_and_stage_directions_always(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        reader = opened.screen.reader

        def style_of(words: str) -> str:
            for y in range(reader.size.height):
                for segment in reader.render_line(y):
                    if words in segment.text:
                        return str(segment.style)
            return ""

        plain = style_of("那 milestone")
        assert style_of("里程碑") == plain
        assert "italic" in style_of("（笑）")
        await opened.press("i")
        assert style_of("（里程碑）") not in ("", plain)
        assert "Glosses are dimmed." in opened.text()


async def test_glosses_stay_dimmed_the_next_time(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await opened.press("i")
    async with opening(text=TALK) as opened:
        assert opened.screen.reader.glosses_dimmed


async def test_a_text_without_sections_says_so(opening: Opening) -> None:
    async with opening(text="记者：为什么？\n\n王敏：不为什么。\n\n记者：是吗？\n\n王敏：是。") as opened:
        await opened.press("Z")
        assert "No sections in this text." in opened.text()


async def test_folding_keeps_the_line_being_read_in_its_row(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("colon")
        await opened.type("100")
        await opened.press("enter", "space", "j")
        reader = opened.screen.reader
        here = Place(opened.screen.interview.turn_at(reader.cursor.start.paragraph).start, 0)  # type: ignore[union-attr]
        await opened.press("g", "less_than_sign")
        row = reader.viewport.row_of(reader.cursor.start)
        await opened.press("f")
        assert reader.viewport.row_of(reader.cursor.start) == row
        assert reader.cursor.start.paragraph >= here.paragraph


@pytest.mark.parametrize("keys", ["Z Z", "z z", "f f", "f Z equals_sign", "s s s"])
async def test_a_look_at_the_overview_keeps_the_sentence(opening: Opening, keys: str) -> None:
    async with opening() as opened:
        reader, words = opened.screen.reader, opened.screen.interview.words
        await opened.press("colon")
        await opened.type("36")
        await opened.press("enter", "j", "j", "j")
        here = words(reader.cursor)
        assert here.startswith("现在的开发方式")
        await opened.press(*keys.split())
        assert words(reader.cursor) == here
        assert here[:10] in opened.text()


async def test_who_has_gone_on_in_the_overview_stays_there(opening: Opening) -> None:
    async with opening() as opened:
        reader = opened.screen.reader
        await opened.press("colon")
        await opened.type("36")
        await opened.press("enter", "j", "j", "Z", "j", "Z")
        assert reader.cursor.start.paragraph == opened.screen.interview.sections[4].start
