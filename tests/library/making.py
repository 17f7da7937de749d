"""Small interviews for a folder, and shorthands for its index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tui.library.building import refresh
from tui.library.library import Library
from tui.library.results import LibraryAnswer

TALKS = {
    "登山.md": (
        "# 登山的人\n\n作者 | 周远\n\n2023-05-06\n\n## 01. 第一步\n\n记者：你为什么登山？\n\n"
        "周远：因为长文本说不清楚，要用脚去走。\n\n记者：第二步呢？\n\n周远：慢慢来，比较快。钢琴也是这样学的。\n"
    ),
    "船.txt": (
        "造船的人\n\n记者：船是怎么造的？\n\n林一：先有图纸，再有龙骨。Scaling 不是一切。\n\n"
        "记者：最难的是什么？\n\n林一：等木头干，要等三年。\n"
    ),
    "letter.md": "# A letter\n\nNobody speaks here. It tells of architecture and of the sea.\n",
}


def opened(*paths: Path) -> Library:
    """A library whose index is up to date."""
    library = Library([str(path) for path in paths])
    refresh(library.roots, library.folder)
    return library


def found(library: Library, query: str) -> LibraryAnswer:
    """What a search over a library finds."""
    engine, whole = library.search()
    assert whole
    return engine.search(query)


def names(answer: LibraryAnswer) -> list[str]:
    """The files in which something was found, the best first."""
    return [Path(group.path).name for group in answer.groups]


def words(answer: LibraryAnswer) -> list[str]:
    """What is highlighted in the best hits."""
    return [
        group.words(hit.paragraph)[start:end] for group, hit in answer.hits(100) for start, end in hit.ranges
    ]


def shards(library: Library) -> Sequence[Path]:
    """The files of its index."""
    return sorted(library.folder.glob("*.shard"))
