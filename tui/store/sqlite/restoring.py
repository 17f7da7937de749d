"""A copy put in the database's place; what stood there is put aside, never overwritten."""

from __future__ import annotations

import contextlib
from pathlib import Path

from tui.store.sqlite.copies import JOURNALS, backups, free, is_whole, settle, stamp, write_copy
from tui.store.sqlite.presence import NAME
from tui.store.sqlite.read_only import copied
from tui.store.sqlite.standing import Standing, note, noted, standing_in, standing_of
from tui.store.sqlite.translated_errors import translated
from tui.store.store_error import StoreError


def restore(folder: Path, copy: Path) -> Path | None:
    """Put a copy in the database's place; what stands there is put aside, never overwritten.

    What is restored counts from then on as newer than all that was there before. A window that has the
    database open writes nothing more: see `Database.transaction`.

    Args:
        folder: the data folder.
        copy: a backup, or any other database of ours; its journal, if it has one, is heeded.

    Returns:
        Where the database that stood there is now, or None if there was none.

    Raises:
        StoreError: "unsound" if the copy is no collection; else what kept it from being written.
    """
    path = folder / NAME
    try:
        with translated(copy):
            memory = copied(copy)
    except StoreError as error:
        raise StoreError("unsound", copy) if error.kind == "damaged" else error from None
    if memory is None:
        raise StoreError("unsound", copy)
    with contextlib.closing(memory), translated(path):
        if not is_whole(memory):
            raise StoreError("unsound", copy)
        generation = next_generation(folder)
        beside = free(path.with_name(f".{path.stem}.restored-{stamp()}{path.suffix}"))
        write_copy(memory, beside, generation)
        aside = put_aside(path, "replaced")
        beside.rename(path)
        settle(folder)
        note(folder, standing_of(memory)._replace(generation=generation))
    return aside


def next_generation(folder: Path) -> int:
    """Find a number for a collection that is begun anew in a data folder: greater than all so far."""
    copies = [standing_in(copy) for copy in (folder / NAME, *backups(folder))]
    return 1 + max(standing.generation for standing in (*copies, noted(folder), Standing()) if standing)


def put_aside(path: Path, reason: str) -> Path | None:
    """Give the database file and its journals another name beside it.

    Args:
        path: the database file, which may be missing where only its journals are left.
        reason: becomes part of the new name.

    Returns:
        The new name; None where neither the file nor a journal was there.

    Raises:
        OSError: they could not be renamed; they stand where they stood.
    """
    aside = free(path.with_name(f"{path.stem}.{reason}-{stamp()}{path.suffix}"))
    renamed: list[tuple[Path, Path]] = []
    try:
        # All of them: a journal left behind would be played into the next database of this name.
        for suffix in ("", *JOURNALS):
            own, other = path.with_name(path.name + suffix), aside.with_name(aside.name + suffix)
            with contextlib.suppress(FileNotFoundError):
                own.rename(other)
                renamed.append((own, other))
    except OSError:
        for own, other in reversed(renamed):
            other.rename(own)
        raise
    return aside if renamed else None


def set_aside(path: Path, identity: int) -> Path | None:
    """Put a damaged database aside; see `put_aside`.

    Args:
        path: the database file.
        identity: its inode when it was opened: another process may have put it aside already and begun a new
            one under the same name, which must stay.

    Returns:
        The new name, or None where it was another file or could not be renamed.
    """
    try:
        return put_aside(path, "damaged") if path.stat().st_ino == identity else None
    except OSError:
        return None
