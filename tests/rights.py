"""What somebody without rights meets, also where the tests are run by root."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

NOBODY = 65534


@contextlib.contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody meanwhile, if root: whoever may do everything is told nothing.

    Code that is loaded only now may be out of nobody's reach; have it loaded before.
    """
    is_root = os.geteuid() == 0
    if is_root:
        # The real one too, which os.access asks for; the saved one leads back.
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        if is_root:
            os.setresuid(0, 0, 0)


@contextlib.contextmanager
def folder_for_all() -> Iterator[Path]:
    """Make a folder that nobody can enter and write too; pytest's own lets in its owner alone."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o777)
        yield folder
