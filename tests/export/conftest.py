from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.interview.model.interview import Interview, Warning
from tui.locale import set_language

from .making import GUEST, HOST, make_interview

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    set_language("en")
    yield
    set_language(None)


@pytest.fixture
def interview() -> Interview:
    """Six turns in three sections; the fourth is labelled doubtfully."""
    return make_interview(
        (HOST, "怎么看 3*5*8？\n再说说 <laugh>？"),
        (GUEST, "第一，不急。\n第二，[x](y) 也不急。"),
        (HOST, "然后呢？"),
        (GUEST, "你会不会后悔？"),
        (HOST, "最后一问？"),
        (GUEST, "没有了。"),
        warnings=(Warning("question-in-answer", 4, {"speaker": GUEST}),),
    )


@pytest.fixture(scope="session")
def seed_paragraphs() -> list[str]:
    """The paragraphs of the bundled interview, and its lines with their markup as they stand."""
    text = next((ROOT / "seeds").glob("*.md")).read_text("utf-8")
    return [line for line in text.split("\n") if line]
