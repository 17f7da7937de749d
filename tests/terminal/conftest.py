from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .harness import FANGTAN, Terminal, environment

Open = Callable[..., Terminal]


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Open]:
    """Opens programs in terminals, by default fangtan, and sees to it that none is left."""
    opened: list[Terminal] = []

    def start(
        *arguments: str,
        argv: tuple[str, ...] = FANGTAN,
        columns: int = 120,
        lines: int = 40,
        language: str = "en",
        **env: str,
    ) -> Terminal:
        terminal = Terminal(
            [*argv, *arguments],
            environment(tmp_path, language=language, **env),
            columns=columns,
            lines=lines,
            cwd=tmp_path,
        )
        opened.append(terminal)
        return terminal

    yield start
    for terminal in opened:
        terminal.end()
