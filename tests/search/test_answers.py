"""What is answered to many queries over one talk, hit by hit: in one interview, in a folder of several."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.search.answers import ANSWERS, NOTED, TALK
from tui.interview.reading import read_text
from tui.library.building import refresh
from tui.library.library import Library
from tui.library.search import LibrarySearch
from tui.search.engine import Engine

SHOWN = 6


def _told(tier: str, paragraph: int, words: list[str]) -> str:
    return f"{tier} {paragraph} {'·'.join(words)}".strip()


@pytest.fixture(scope="module")
def engine() -> Engine:
    made = Engine(read_text(TALK, "talk.md"))
    made.prepare()
    return made


@pytest.mark.parametrize("query", ANSWERS)
def test_a_query_is_answered_hit_by_hit(engine: Engine, query: str) -> None:
    answer = engine.search(query, SHOWN, noted=NOTED)
    paragraphs = engine.interview.paragraphs
    told = [
        _told(hit.tier, hit.paragraph, [paragraphs[hit.paragraph].text[a:b] for a, b in hit.ranges])
        for hit in answer.hits
    ]
    assert answer.complete
    assert (answer.total, told) == ANSWERS[query]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> LibrarySearch:
    """The talk between two others that have none of what is asked for."""
    folder = tmp_path_factory.mktemp("talks")
    (folder / "talk.md").write_text(TALK, "utf-8")
    (folder / "a.md").write_text(
        "# 先\n\n甲：你去哪？\n\n乙：去天上。\n\n甲：好的。\n\n乙：再会。\n", "utf-8"
    )
    (folder / "z.txt").write_text("Nothing of it.\n\nNobody talks.\n", "utf-8")
    made = Library([str(folder)], tmp_path_factory.mktemp("index"))
    refresh(made.roots, made.folder)
    search, whole = made.search()
    assert whole
    return search


@pytest.mark.parametrize("query", ANSWERS)
def test_in_a_folder_the_same_is_found_in_the_talk(library: LibrarySearch, query: str) -> None:
    answer = library.search(query, noted=lambda path: NOTED if Path(path).name == "talk.md" else ())
    groups = [group for group in answer.groups if Path(group.path).name == "talk.md"]
    total, told = ANSWERS[query]
    if query.startswith(("-", "asked:", "said:", "section:", "turn:")) or "-asked" in query:
        # Such conditions hold elsewhere too.
        assert sum(group.count for group in groups) == total
    elif not total:
        assert not groups
    else:
        (group,) = groups
        assert group.count == total
        assert group is answer.groups[0]
    for group in groups:
        found = [
            _told(hit.tier, hit.paragraph, [group.words(hit.paragraph)[a:b] for a, b in hit.ranges])
            for hit in group.hits(SHOWN)
        ]
        assert found == told
