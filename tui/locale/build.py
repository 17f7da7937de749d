"""Compiles the message catalogues (.po to .mo), when a wheel is built and on demand.

The build calls this file by its path and without the package, so it imports nothing of it.
By hand: `python -m tui.locale.build`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogue(source: Path, target: Path) -> None:
    """Compile one .po file into a .mo file; entries marked fuzzy are left out.

    Raises:
        OSError: a file can't be read or written.
        babel.messages.pofile.PoFileError: the .po file is broken.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as stream:
        catalogue = read_po(stream, abort_invalid=True)
    with target.open("wb") as stream:
        write_mo(stream, catalogue)


def compile_all(folder: Path) -> list[Path]:
    """Compile every catalogue under `folder`, each beside its source; returns the .mo files."""
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        compile_catalogue(source, target)
        made.append(target)
    return made


class CatalogueBuildHook(BuildHookInterface[Any]):
    """Compiles the catalogues before each build, the editable one too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the translations when hatch builds a package.

        The compiled files are named as artifacts in pyproject.toml.
        """
        compile_all(Path(self.root) / "tui" / "locale")


if __name__ == "__main__":
    for made in compile_all(Path(__file__).parent):
        print(made)
