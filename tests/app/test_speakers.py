"""Naming, joining and assigning the speakers in the reader."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, OptionList

from tests.app.conftest import Opening
from tui.interview.model.interview import Role
from tui.interview.speakers.sidecar_places import beside
from tui.locale.messages import role_words

TALK = "\n\n".join(["S1：你好吗？", "S2：很好。", "S3：不好。", "S1：真的？", "S2：真的。", "S3：假的。"] * 3)


async def test_a_speaker_gets_another_name_and_the_place_is_kept(opening: Opening, tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK, "utf-8")
    async with opening(path=file) as opened:
        await opened.press("j", "j", "j")
        place = opened.screen.reader.cursor.start
        await opened.press("P", "down", "enter")
        await opened.press("enter")
        await opened.press("ctrl+u")
        await opened.type("Ann")
        await opened.press("enter")
        assert await opened.shown("written: talk.md.fangtan.toml")
        assert [speaker.name for speaker in opened.screen.interview.speakers] == ["S1", "Ann", "S3"]
        assert opened.screen.reader.cursor.start == place
        assert await opened.shown("S2：很好。")
        await opened.press("s", "s")
        assert await opened.shown("only Ann")
        assert "不好" not in opened.text()
    assert file.read_text("utf-8") == TALK


async def test_two_are_joined_and_roles_assigned(opening: Opening, tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK, "utf-8")
    async with opening(path=file) as opened:
        await opened.press("P", "down", "enter", "enter")
        await opened.press("ctrl+u")
        await opened.type("S3")
        await opened.press("enter")
        assert await opened.shown("written")
        assert [(s.name, s.turns) for s in opened.screen.interview.speakers] == [("S1", 6), ("S3", 12)]
        await opened.press("P", "enter", "down", "down", "enter")
        assert await opened.shown("written")
        assert opened.screen.interview.speakers[0].role is Role.GUEST


async def test_another_speaker_s_name_is_completed_whole(opening: Opening, tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK.replace("S1：", "Ann Lee：").replace("S2：", "An L.："), "utf-8")
    async with opening(path=file) as opened:
        await opened.press("P", "down", "enter", "enter")
        line = opened.app.screen.query_one(Input)
        assert line.value == "An L."
        await opened.press("ctrl+u")
        await opened.type("Ann L")
        assert await opened.shown("Tab takes the first: Ann Lee")
        await opened.press("tab")
        assert line.value == "Ann Lee"
        await opened.press("enter")
        assert await opened.shown("written")
        assert [(s.name, s.turns) for s in opened.screen.interview.speakers] == [("Ann Lee", 12), ("S3", 6)]


async def test_each_role_is_the_one_that_was_chosen_and_stands_in_the_list(
    opening: Opening, tmp_path: Path
) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK, "utf-8")
    async with opening(path=file) as opened:
        for role, words in ((Role.GUEST, "guest"), (Role.INTERVIEWER, "interviewer"), (Role.UNKNOWN, "")):
            await opened.press("P", "down", "down", "enter")
            answers = [option.prompt for option in opened.app.screen.query_one(OptionList).options]
            (number,) = (n for n, answer in enumerate(answers) if str(answer).endswith(role_words(role)))
            await opened.press(*["down"] * number, "enter")
            assert await opened.shown("written")
            assert [speaker.role for speaker in opened.screen.interview.speakers][2] is role
            await opened.press("P")
            (line,) = (line for line in opened.lines() if "S3 · 6 turns" in line)
            said = line.strip(" │┃▌").partition(" · likely")[0]  # three that are short of being sure
            assert said.endswith(words or "6 turns")
            await opened.press("escape")


async def test_escape_changes_nothing(opening: Opening, tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK, "utf-8")
    async with opening(path=file) as opened:
        await opened.press("P", "escape")
        await opened.press("P", "enter", "enter", "escape", "escape")
        assert not beside(file).exists()
        assert len(opened.app.screen_stack) == 1


async def test_a_text_without_speakers_says_so(opening: Opening, tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text("只有一段话。\n", "utf-8")
    async with opening(path=file) as opened:
        await opened.press("P")
        assert await opened.shown("No speakers are known in this text.")


async def test_a_sidecar_that_cannot_be_used_is_not_overwritten(opening: Opening, tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK, "utf-8")
    beside(file).write_text("[names", "utf-8")
    async with opening(path=file) as opened:
        await opened.press("P", "enter", "down", "enter")
        assert await opened.shown("can't be used")
    assert beside(file).read_text("utf-8") == "[names"


async def test_names_that_are_given_elsewhere_are_told_of(opening: Opening, tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK, "utf-8")
    async with opening(path=file) as opened:
        await opened.said_elsewhere(beside(file), '[names]\nS1 = "Ann"\n')
        assert await opened.shown("R reloads it")
        await opened.press("R")
        assert await opened.shown("S1")
        for _ in range(200):
            await opened.pilot.pause(0.02)
            if opened.screen.interview.speakers[0].name == "Ann":
                break
        assert [speaker.name for speaker in opened.screen.interview.speakers] == ["Ann", "S2", "S3"]


async def test_undo_takes_names_back_before_the_quotes_that_came_before(
    opening: Opening, tmp_path: Path
) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK, "utf-8")
    async with opening(path=file) as opened:
        await opened.press("j", "a")
        assert await opened.shown("Collected.")
        await opened.press("P", "down", "enter", "enter")
        await opened.press("ctrl+u")
        await opened.type("Ann")
        await opened.press("enter")
        assert await opened.shown("written: talk.md.fangtan.toml")
        await opened.press("u")
        assert await opened.shown("Undone: speakers named: “Ann → S2”")
        assert [speaker.name for speaker in opened.screen.interview.speakers] == ["S1", "S2", "S3"]
        assert len(opened.screen.collection_pane.quotes) == 1
        await opened.press("ctrl+r")
        assert await opened.shown("Redone: speakers named")
        assert [speaker.name for speaker in opened.screen.interview.speakers] == ["S1", "Ann", "S3"]
        await opened.press("u")
        assert await opened.shown("Undone: speakers named")
        await opened.press("u")
        assert await opened.shown("Undone: a quote collected")
        # It was done in this very window, however often the file was read anew in it.
        assert "before this window" not in opened.text()
        assert opened.screen.collection_pane.quotes == []


async def test_undo_leaves_names_that_were_given_elsewhere_meanwhile(
    opening: Opening, tmp_path: Path
) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK, "utf-8")
    async with opening(path=file) as opened:
        await opened.press("P", "enter", "down", "down", "enter")
        assert await opened.shown("written")
        # What the watch says of it would stand on the same line.
        opened.screen.file_watch.end()
        beside(file).write_text('[names]\nS1 = "Bo"\n', "utf-8")
        await opened.press("u")
        assert await opened.shown("Not changed, because another window has changed it since")
    assert "Bo" in beside(file).read_text("utf-8")
