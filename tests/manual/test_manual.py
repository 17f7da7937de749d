"""The manual says what the program does, in both languages, and reads as a text without speakers."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.manual import blocks
from tui.locale import LANGUAGES
from tui.manual import FOLDER, chapter_at, read_manual


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_lists_are_those_of_the_program(language: str) -> None:
    # In a process of its own: the words of the command line are chosen when it is imported.
    code = (
        "import sys; from tests.manual import blocks; from tui.locale import set_language;"
        f"set_language({language!r}); text = sys.stdin.read(); sys.stdout.write(blocks.renewed(text))"
    )
    text = (FOLDER / f"{language}.md").read_text("utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], input=text, capture_output=True, text=True, check=True
    )
    assert done.stdout == text, "python -m tests.manual.blocks writes them anew"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_and_setting_is_in_both_languages(language: str) -> None:
    text = (FOLDER / f"{language}.md").read_text("utf-8")
    other = (FOLDER / f"{LANGUAGES[LANGUAGES[0] == language]}.md").read_text("utf-8")
    assert [line.count("#") for line in re.findall(r"^#+", text, re.M)] == [
        line.count("#") for line in re.findall(r"^#+", other, re.M)
    ]
    fences = r"^```toml\n.*?^```"
    assert len(re.findall(fences, text, re.M | re.S)) == len(re.findall(fences, other, re.M | re.S)) == 2
    for name in ("language", "theme", "column", "reading_speed", "ambiguous_width", "glosses", "plain"):
        assert re.search(rf"^- {name}　", text, re.M), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_reads_as_a_text_in_which_nobody_speaks(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.manual.language", lambda: language)
    manual = read_manual()
    assert manual.turns == ()
    shown = "\n".join(paragraph.text for paragraph in manual.paragraphs)
    assert "<!--" not in shown
    assert "keys:" not in shown
    # What Markdown would take for its own is shown as it is typed.
    assert any(paragraph.text.startswith("#　") for paragraph in manual.paragraphs)
    assert chapter_at(manual, "ssh") is not None
    assert chapter_at(manual, "no such chapter") is None


def test_what_markdown_would_change_is_escaped() -> None:
    assert blocks.escaped("* # [PATH…] <b>") == r"\* \# \[PATH…\] \<b\>"
