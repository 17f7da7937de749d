"""The export screen shows what will be written before it is, and what will become of the file there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Checkbox, Input, Select

from tui.app.application import FangtanApp
from tui.app.dialogs.export import ExportScreen, InterviewExportScreen
from tui.app.terminal import clipboard
from tui.app.widgets.preview import Preview
from tui.interview.model.interview import Interview
from tui.settings import Settings

from .conftest import Opened, Opening
from .test_collecting import words_of
from .test_snapshots import SIZES, Compare, before

TAKE_TWO = ["right_curly_bracket", "right_curly_bracket", "a", "right_curly_bracket", "a"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def unbroken(opened: Opened) -> str:
    """All that is on screen, as if no line of the dialog had to be broken."""
    return " ".join(opened.text().replace("│", " ").split())


def preview(opened: Opened) -> str:
    """All of the preview, not only what is on screen."""
    return "\n".join(opened.app.screen.query_one(Preview).lines)


async def at_rest(opened: Opened) -> None:
    """Wait until what a change of one option changes has been looked at too."""
    for _ in range(4):
        await opened.pilot.pause()
        await opened.settled()


async def press(opened: Opened, *keys: str) -> None:
    await opened.press(*keys)
    await at_rest(opened)


async def choose(opened: Opened, form: str) -> None:
    opened.app.screen.query_one(Select).value = form
    await at_rest(opened)


async def tick(opened: Opened, id: str, value: bool) -> None:
    opened.app.screen.query_one(f"#{id}", Checkbox).value = value
    await at_rest(opened)


async def write_into(opened: Opened, id: str, words: str) -> None:
    opened.app.screen.query_one(f"#{id}", Input).value = words
    await at_rest(opened)


@pytest.mark.parametrize("size", SIZES)
async def test_the_preview_follows_every_option(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size=size) as opened:
        await press(opened, *TAKE_TWO, "e")
        assert "> 忙啊，事情很多。" in preview(opened)
        assert "# 月之暗面" in opened.text()
        assert "最近你的状态怎么样" not in preview(opened)
        assert "[ ] with the question" in unbroken(opened)
        await tick(opened, "with-question", True)
        assert "最近你的状态怎么样" in preview(opened)
        assert "[x] with the question" in unbroken(opened)
        assert "[ ] in the text's order" in unbroken(opened)
        for form, sign in (
            ("obsidian", "> [!quote] 杨植麟"), ("footnotes", "[^q-"), ("json", "AnnotationCollection"),
            ("csv", "section_title"), ("text", "〔01. 站在开端"),
        ):  # fmt: skip
            await choose(opened, form)
            assert sign in preview(opened)
        assert opened.app.screen.query_one("#file", Input).value.endswith(".quotes.txt")


async def test_what_is_previewed_is_what_is_written(opening: Opening, tmp_path: Path) -> None:
    async with opening(size=(100, 30)) as opened:
        await press(opened, *TAKE_TWO, "e")
        assert "A new file: " in opened.text()
        shown = preview(opened)
        await press(opened, "f2")
        (made,) = tmp_path.glob("*.quotes.md")
        written = made.read_text("utf-8")
        assert "".join(written.split()) == "".join(shown.split())
        await press(opened, "e")
        assert "The file already holds exactly this" in opened.text()


async def test_the_orders(opening: Opening) -> None:
    async with opening() as opened:
        await press(opened, *TAKE_TWO, "tab", "K")
        first, second = words_of(opened)
        await press(opened, "e")
        assert preview(opened).index(first) < preview(opened).index(second)
        await tick(opened, "by-place", True)
        assert preview(opened).index(first) > preview(opened).index(second)


async def test_only_the_marked_go_out_unless_asked_otherwise(opening: Opening) -> None:
    async with opening() as opened:
        await press(opened, *TAKE_TWO, "tab")
        assert opened.screen.collection_pane.has_focus
        await press(opened, "space", "e")
        first, second = words_of(opened)
        shown = [words in preview(opened) for words in (first, second)]
        assert sorted(shown) == [False, True]
        assert "only the 1 marked" in opened.text()
        await tick(opened, "only-marked", False)
        assert first in preview(opened)
        assert second in preview(opened)


@pytest.mark.parametrize("size", SIZES)
async def test_the_preview_scrolls_from_the_line_of_the_file(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size=size) as opened:
        for _ in range(8):
            await opened.press("right_curly_bracket", "right_curly_bracket", "a")
        await press(opened, "e")
        assert isinstance(opened.app.focused, Input)
        last = opened.app.screen.query_one(Preview).lines[-1]
        assert last not in opened.text()
        for key, end in (("pagedown", last), ("pageup", "# 月之暗面")):
            for _ in range(30):
                if end in opened.text():
                    break
                await opened.press(key)
            assert end in opened.text()
        await press(opened, "down", "down")
        assert "# 月之暗面" not in opened.text()


async def test_a_changed_file_is_told_of_before_anything_is_written(opening: Opening, tmp_path: Path) -> None:
    target = tmp_path / "mine.md"
    target.write_text("我的\n", "utf-8")
    async with opening(size=(80, 24)) as opened:
        await press(opened, *TAKE_TWO, "e")
        await write_into(opened, "file", str(target))
        assert "There is another file of this name." in opened.text()
        assert "Add what is new" in opened.text()
        await press(opened, "enter")
        assert target.read_text("utf-8") == "我的\n"
        assert isinstance(opened.app.screen, ExportScreen)
        await choose(opened, "csv")
        assert "Add what is new" not in opened.text()
        await choose(opened, "markdown")
        assert await opened.shown("Add what is new")
        await opened.pilot.click("#append")
        await at_rest(opened)
        assert target.read_text("utf-8").startswith("我的\n\n## Added ")


async def test_a_path_that_cannot_be_written_is_told_at_once(opening: Opening, tmp_path: Path) -> None:
    async with opening(size=(80, 24)) as opened:
        await press(opened, *TAKE_TWO, "e")
        for path, words in ((tmp_path, "is a folder"), (tmp_path / "no" / "x.md", "does not exist")):
            await write_into(opened, "file", str(path))
            assert words in unbroken(opened)
            await press(opened, "f2")
            assert words in unbroken(opened)
        await write_into(opened, "file", "")
        assert "Type the name of a file." in opened.text()
        await press(opened, "f2")
        assert isinstance(opened.app.screen, ExportScreen)
        if Path("/dev/full").exists():
            await write_into(opened, "file", "/dev/full")
            await press(opened, "f2")
            assert "no room left on the disk" in " ".join(opened.text().split())


async def test_a_template_of_ones_own_with_its_errors(opening: Opening, tmp_path: Path) -> None:
    template = tmp_path / "mine.html.j2"
    template.write_text("<ol>\n{% for q in quotes %}<li>{{ q.txt }}</li>{% endfor %}\n</ol>\n")
    async with opening(size=(80, 24)) as opened:
        await press(opened, *TAKE_TWO, "e")
        await choose(opened, "template")
        assert "Type the name of a template's file." in opened.text()
        await press(opened, "f2")
        assert isinstance(opened.app.screen, ExportScreen)
        await write_into(opened, "template", str(template))
        assert "error in the template, line 2" in " ".join(opened.text().split())
        template.write_text(template.read_text().replace("q.txt", "q.text"))
        await write_into(opened, "template", str(template) + " ")
        assert "<li>忙啊，事情很多。</li>" in preview(opened)
        assert opened.app.screen.query_one("#file", Input).value.endswith(".quotes.html")
        await press(opened, "f2")
        (made,) = tmp_path.glob("*.quotes.html")
        assert "<li>忙啊，事情很多。</li>" in made.read_text("utf-8")
        await press(opened, "e")
        await choose(opened, "template")
        assert opened.app.screen.query_one("#template", Input).value == str(template)


async def test_quotes_come_in_from_a_file(opening: Opening, tmp_path: Path) -> None:
    async with opening(data=tmp_path / "there") as opened:
        await press(opened, *TAKE_TWO, "m")
        await opened.type("批注")
        await press(opened, "f2", "e")
        taken = words_of(opened)
        await choose(opened, "json")
        await write_into(opened, "file", str(tmp_path / "q.json"))
        await press(opened, "f2")
    async with opening(data=tmp_path / "here", size=(80, 24)) as opened:
        await press(opened, "E")
        await press(opened, "enter")
        assert await opened.shown("2 quotes imported. Press u to undo.")
        assert words_of(opened) == taken
        assert "批注" in {quote.note for quote in opened.screen.collection_pane.quotes}
        await press(opened, "E", "enter")
        assert await opened.shown("2 were here already")
        await press(opened, "u")
        assert words_of(opened) == []
        # What comes of each quote of a file that has gone through other hands.
        sent = json.loads((tmp_path / "q.json").read_text("utf-8"))
        items = sent["first"]["items"]
        items.append({"type": "Annotation", "body": [], "target": {}})
        (tmp_path / "q.json").write_text(json.dumps(sent), "utf-8")
        await press(opened, "E", "enter")
        assert await opened.shown("2 quotes imported (1 can't be read). Press u to undo.")
        assert words_of(opened) == taken


@pytest.mark.parametrize("content", ["", "{", "[]", '{"type": "Annotation"}', None])
async def test_a_file_that_holds_no_quotes_is_told_of_in_the_dialog(
    opening: Opening, tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_text(content)
    async with opening(size=(60, 20)) as opened:
        await press(opened, "E")
        opened.app.screen.query_one("#answer", Input).value = str(path)
        await press(opened, "enter")
        words = " ".join(opened.text().split())
        assert any(told in words for told in ("Annotation", "can't be read", "no quotes in this file"))
        await press(opened, "escape")
        assert words_of(opened) == []


async def test_a_quote_is_copied_as_markdown(opening: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    real = clipboard.copy

    def copy(app: FangtanApp, text: str) -> clipboard.Outcome:
        copied.append(text)
        return real(app, text)

    monkeypatch.setattr(clipboard, "copy", copy)
    async with opening() as opened:
        await press(opened, "right_curly_bracket", "right_curly_bracket", "Y")
        assert copied[0].startswith("> 忙啊，事情很多。\n\n— 杨植麟 · 《月之暗面")
        assert "[Source](<https://" in copied[0]


# -- what it looks like --------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", ["new", "asked", "template"])
def test_screen(
    snap_compare: Compare, seed: Interview, tmp_path: Path, state: str, size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    shown = Path("/dev/null") if state != "asked" else Path("/bin/sh")
    monkeypatch.setattr(InterviewExportScreen, "_suggestion", lambda *_: str(shown))
    monkeypatch.setattr("tui.export.file.os.access", lambda *_: True)

    async def act(pilot: Pilot[int]) -> None:
        await before([*TAKE_TWO, "e"])(pilot)  # type: ignore[misc]
        if state == "template":
            screen = pilot.app.screen
            screen.query_one(Select).value = "template"
            await pilot.pause()
            screen.query_one("#template", Input).value = "/dev/null/quotes.j2"
            for _ in range(4):
                await pilot.pause()
                await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    app = FangtanApp(seed, [], settings=Settings(), data=tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=act)
