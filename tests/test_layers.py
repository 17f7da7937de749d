"""Who may import whom, held by a fresh interpreter and by the contracts in pyproject.toml."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEAVY = (
    "textual",
    "rich",
    "jieba",
    "pypinyin",
    "opencc",
    "rapidfuzz",
    "click",
    "msgspec",
    "jinja2",
    "sqlite3",
)


def loaded_by(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after a statement."""
    code = statement + "; import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(done.stdout.split())


def test_the_command_loads_nothing_heavy() -> None:
    loaded = loaded_by("import tui.cli")
    assert "tui" in loaded
    assert not loaded & set(HEAVY)


def test_the_commands_know_no_textual() -> None:
    statement = "import tui.cli.commands, tui.cli.reading, tui.cli.search, tui.cli.quotes, tui.cli.doctor"
    assert not loaded_by(statement) & {"textual", "rich", "jieba"}


def test_each_layer_imports_only_those_below() -> None:
    checker = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert checker, "import-linter belongs to the tests' requirements"
    done = subprocess.run([checker, "--no-cache"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
