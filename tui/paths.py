"""Where fangtan keeps things on this machine."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

APP = "fangtan"


_chosen: str | None = None


@contextlib.contextmanager
def chosen_data_dir(named: str | None) -> Iterator[None]:
    """Set the data folder for the time of a `with` block.

    None stands for the folder that is used where none is named.
    """
    global _chosen
    before, _chosen = _chosen, named
    try:
        yield
    finally:
        _chosen = before


def data_dir(override: str | None = None) -> Path:
    """Find the folder of the collection, which need not exist yet.

    It is `override`, else what was chosen (--data), else FANGTAN_DATA, else the system's place for data.
    """
    named = override or _chosen or os.environ.get("FANGTAN_DATA")
    if named:
        return Path(named).expanduser()
    # Imported here, as below: a start with a named folder need not pay for it.
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def cache_dir() -> Path:
    """Find the folder of what can be made again at any time; it need not exist yet."""
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False)


def config_dir() -> Path:
    """Find the folder of settings.toml: FANGTAN_CONFIG, else the system's place; it need not exist."""
    named = os.environ.get("FANGTAN_CONFIG")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)


def bundled_interview() -> Path:
    """Find the interview that opens when none is named.

    Raises:
        FileNotFoundError: this installation came without it.
    """
    package = Path(__file__).parent
    # A wheel carries the folder inside the package; a checkout has it beside the package.
    for folder in (package / "seeds", package.parent / "seeds"):
        interviews = sorted(folder.glob("*.md"))
        if interviews:
            return interviews[0]
    raise FileNotFoundError(package / "seeds")


def is_bundled(path: str | os.PathLike[str]) -> bool:
    """Tell whether a file came with the installation, and so is shared by all who use that."""
    package = Path(__file__).parent
    folders = (package / "seeds", package.parent / "seeds")
    return os.path.realpath(os.path.dirname(os.path.abspath(path))) in map(os.path.realpath, folders)  # noqa: PTH100, PTH120
