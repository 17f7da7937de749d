"""Opening the reader: first the paths are read, then the terminal is looked at, then Textual loads."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from tui.library.folder import interviews_in

if TYPE_CHECKING:
    from tui.interview.model.interview import Interview
    from tui.settings import Settings


class ReadAs(TypedDict, total=False):
    """What the person says of the files: `encoding` and `format` as `read` takes them."""

    encoding: str
    format: str


read_as: ReadAs = {}
"""How files are to be read, whatever they look like."""


def interview_at(path: str | None) -> Interview:
    """Read the interview at `path`, as `read_as` says; "-" is standard input, None the bundled one.

    Raises:
        InputError: there is none to be read.
    """
    if path == "-":
        from tui.interview.reading import as_said_beside, read_bytes

        return as_said_beside(read_bytes(standard_input(), "-", **read_as, said=True))
    from tui.interview.reading import read

    if path is None:
        from tui.paths import bundled_interview

        return read(str(bundled_interview()))
    return read(str(_only_one_in(Path(path))) if Path(path).is_dir() else path, **read_as)


def standard_input() -> bytes:
    """Read all bytes of standard input.

    Raises:
        InputError: "too-large", as of something that never ends.
    """
    from tui.interview.files import LARGEST
    from tui.interview.model.errors import InputError

    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError("too-large", "-", limit=LARGEST, size=len(data))
    return data


def interviews_in_folder(folder: Path) -> list[Path]:
    """List the interviews in a folder; say so on standard error if it holds more than is looked through.

    Raises:
        InputError: the folder can't be read, or holds none.
    """
    from tui.cli.output import in_line, remark
    from tui.library.folder import listed_in
    from tui.locale.messages import more_in_folder_words

    listed = listed_in(folder)
    if not listed.complete:
        remark(more_in_folder_words(in_line(str(folder)), len(listed.files)))
    return [Path(file.path) for file in listed.files]


def is_library(path: str) -> bool:
    """Tell whether a path stands for several interviews, that is, whether it is a folder."""
    return path != "-" and Path(path).is_dir()


def _only_one_in(folder: Path) -> Path:
    """The one interview in a folder.

    Raises:
        InputError: there is none.
        Fault: there are several.
    """
    from tui.cli.output import Fault
    from tui.locale import _

    interviews = interviews_in(folder)
    if len(interviews) > 1:
        raise Fault(
            _("{path}: a folder of {count} interviews; name one").format(path=folder, count=len(interviews))
        )
    return interviews[0]


def open_reader(paths: Sequence[str], settings: Settings, data: str | None) -> int:
    """Open the full-screen reader on the paths, or on the bundled interview; returns the exit status.

    Raises:
        InputError: a path names nothing that can be read.
        TerminalError: there is no terminal to open on.
    """
    from tui.app.terminal.capabilities import prepare_environment, require_terminal

    prepare_environment(animations=settings.animations)
    chosen: list[Path] = []
    if len(paths) > 1:
        chosen = _several(paths)
    elif paths and paths[0] != "-" and Path(paths[0]).is_dir():
        listed = _listed_in(Path(paths[0]))
        chosen = listed if len(listed) == 1 else [Path(paths[0])]
    interview = None
    if not chosen or (len(chosen) == 1 and not chosen[0].is_dir()):
        interview = _read_while_loading(str(chosen[0]) if chosen else paths[0] if paths else None)
        chosen = [Path(interview.path)]
    else:
        require_terminal()
    from tui.app.application import run
    from tui.paths import data_dir

    return run(
        interview,
        chosen,
        settings=settings,
        data=data_dir(data),
        read_as={name: str(given) for name, given in read_as.items()},
    )


def _listed_in(folder: Path) -> list[Path]:
    """The interviews in a folder; where there are none yet, but a person to put some in, none.

    Raises:
        InputError: the folder can't be read; or it is empty, and there is no terminal or it is a kiosk's.
    """
    from tui.app.terminal.capabilities import TerminalError, require_terminal
    from tui.interview.model.errors import InputError
    from tui.kiosk.policy import current

    try:
        return interviews_in(folder)
    except InputError as error:
        if error.kind != "folder" or current().is_kiosk:
            raise
        try:
            require_terminal()
        except TerminalError:
            raise error from None
        return []


def _read_while_loading(path: str | None) -> Interview:
    """What `interview_at` gives; while a long text is read, the interface loads.

    Raises:
        InputError: there is none to be read.
        TerminalError: there is no terminal to open on.
    """
    from tui.app.terminal.capabilities import adopt_piped_input, require_terminal
    from tui.interview.child_process import read_beside
    from tui.interview.files import bytes_of
    from tui.interview.reading import as_said_beside
    from tui.paths import bundled_interview

    name, said = (str(bundled_interview()), ReadAs()) if path is None else (path, read_as)
    with read_beside(adopt_piped_input() if path == "-" else bytes_of(name), name, **said) as read:
        require_terminal()
        # Textual last: on a bad path or terminal nobody waits for it.
        import tui.app.application  # noqa: F401

        interview = read()
    return as_said_beside(interview)


def _several(paths: Sequence[str]) -> list[Path]:
    """What several paths name, each once.

    Raises:
        InputError: one of them names nothing, or there is no interview in any of them.
        Fault: standard input is among them.
    """
    from tui.cli.output import Fault
    from tui.library.folder import walk
    from tui.locale import _

    if "-" in paths:
        raise Fault(_("standard input opens alone, without other paths"))
    if not walk(paths).files:
        # Only folders: a file that is named is always one of them.
        _listed_in(Path(paths[0]))
    return list(dict.fromkeys(map(Path, paths)))
