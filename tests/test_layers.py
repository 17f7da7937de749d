"""Who may import whom, held by a fresh interpreter and by the contracts in pyproject.toml."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
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


def _modules() -> dict[str, ast.Module]:
    """Every module of the program by its dotted name, parsed."""
    parsed = {}
    for path in (ROOT / "tui").rglob("*.py"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        parsed[name] = ast.parse(path.read_text(encoding="utf-8"))
    return parsed


def _imported(module: ast.Module) -> Iterator[str]:
    """What a module names in its imports, wherever they are: for type checking only, and in functions too."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, "imports are absolute here"
            assert node.level == 0
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _arrows(parsed: Mapping[str, ast.Module]) -> dict[str, set[str]]:
    """Which modules each module imports; a name imported from a module is an arrow to that module."""
    arrows: dict[str, set[str]] = {}
    for name, module in parsed.items():
        named = (target for target in _imported(module) if target.partition(".")[0] == "tui")
        # The name of a function or a class is cut off.
        owners = {target if target in parsed else target.rpartition(".")[0] for target in named}
        assert owners <= parsed.keys(), owners - parsed.keys()
        arrows[name] = owners - {name}
    return arrows


def test_no_module_imports_itself_round_a_corner() -> None:
    arrows = _arrows(_modules())
    assert len(arrows) > 300
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        raise AssertionError(" imported by ".join(error.args[1])) from None
