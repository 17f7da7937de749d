"""Where an interview is opened that has changed since something was found in it."""

from __future__ import annotations

import pytest

from tui.app.landing import Landing
from tui.interview.model.place import Passage, Place
from tui.interview.reading import read_text

SAID = ["一。", "二二。", "三。", "四四四。", "五。"]


def landing(paragraph: int, words: str) -> Landing:
    mark = Passage(Place(paragraph, 0), Place(paragraph, 2))
    return Landing(Place(paragraph, 1), "四", words, (mark,), back=True)


@pytest.mark.parametrize(
    ("said", "paragraph"),
    [
        (SAID, 3),
        # Where the same words stand twice it is those that are nearest to where they stood.
        (["零。", *SAID], 4),
        (SAID[1:], 2),
        (["四四四。", *SAID], 4),
        (["四四四。", "零。", "四四四。", "一。", "二。", "三。"], 2),
    ],
)
def test_it_is_at_the_words_that_were_found(said: list[str], paragraph: int) -> None:
    interview = read_text("\n\n".join(said))
    there = landing(3, "四四四。").within(interview)
    assert (there.place, interview.paragraphs[there.place.paragraph].text) == (
        Place(paragraph, 1),
        "四四四。",
    )
    assert there.marks == (Passage(Place(paragraph, 0), Place(paragraph, 2)),)
    assert (there.query, there.back) == ("四", True)


@pytest.mark.parametrize(("said", "paragraph"), [(SAID[:3], 2), ([*SAID[:3], "别的。", "五。"], 3), ([], 0)])
def test_where_the_words_are_gone_nothing_is_marked(said: list[str], paragraph: int) -> None:
    there = landing(3, "四四四。").within(read_text("\n\n".join(said)))
    assert (there.place, there.marks) == (Place(paragraph, 0), ())


def test_without_words_it_stays_where_it_is() -> None:
    assert landing(1, "").within(read_text("\n\n".join(SAID))) == landing(1, "")
