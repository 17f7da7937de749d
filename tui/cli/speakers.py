"""What `fangtan speakers` does: it writes what a person says of the speakers into the sidecar file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tui.cli.opening import interview_at
from tui.cli.output import Fault, print_json, remark, say
from tui.cli.reading import facts, speaker_lines
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview, Role
from tui.interview.reading import read_again
from tui.interview.speakers import sidecar
from tui.interview.speakers.sidecar_places import to_write
from tui.locale import _


def speakers(
    data: Path, path: str, renaming: Sequence[str], roles: Sequence[str], reset: bool, json: bool
) -> int:
    """List the speakers, after what is to be said of them has been written; 1 where there are none.

    Raises:
        InputError: the file can't be read.
        Fault: there is no such speaker or role.
        QuoteError: somebody else has named them at the same moment.
    """
    interview = interview_at(path)
    if renaming or roles or reset:
        bare = read_again(interview)
        # A sidecar that can't be used is not overwritten, unless it is to be forgotten.
        before = _said(interview, reset=reset)
        said = sidecar.Sidecar() if reset or before is None else before
        interview = sidecar.applied(bare, said)
        for words in renaming:
            name, new = _pair(words, "--rename NAME=NEW")
            if not sidecar.is_name(new):
                raise Fault(_("this can't be a name: {name}").format(name=new))
            said = sidecar.renamed(interview, said, _known(interview, name), new)
            interview = sidecar.applied(bare, said)
        for words in roles:
            name, role = _pair(words, "--role NAME=ROLE")
            if role not in tuple(Role):
                raise Fault(
                    _("no such role: {role}; there are {known}").format(role=role, known=", ".join(Role))
                )
            said = sidecar.assigned(said, _known(interview, name), Role(role))
        try:
            file = _keep(data, bare, before, said)
        except OSError as error:
            file = to_write(interview.path, interview.digest)
            raise Fault(f"{file}: {error.strerror or error}") from None
        remark(_("written: {path}").format(path=file))
        interview = sidecar.followed(bare)
    if json:
        print_json(facts(interview)["speakers"])
    elif interview.speakers:
        say("\n".join(speaker_lines(interview)))
    else:
        remark(_("no speakers are labelled in this text"))
    return 0 if interview.speakers else 1


def _said(interview: Interview, *, reset: bool) -> sidecar.Sidecar | None:
    """What is said of the speakers; None where that can't be used, and is to be forgotten.

    Raises:
        InputError: it can't be used.
    """
    try:
        return sidecar.load(interview.path, interview.digest) or sidecar.Sidecar()
    except InputError:
        if not reset:
            raise
        return None


def _keep(data: Path, bare: Interview, before: sidecar.Sidecar | None, said: sidecar.Sidecar) -> Path:
    """Write what is said, as a change to undo where there is a collection; where it stands then.

    Raises:
        OSError, InputError: it can't be written.
        QuoteError: something else is said by now.
    """
    from tui.quotes.collection import Collection
    from tui.store.sqlite.opening import open_database
    from tui.store.sqlite.presence import is_begun
    from tui.store.store_error import StoreError

    # Names need no collection.
    with suppress(StoreError):
        if before is not None and is_begun(data):
            with open_database(data) as database:
                return Collection(database, bare).say_of_speakers(before, said)
    return sidecar.write(bare.path, said, bare.digest)


def _pair(words: str, usage: str) -> tuple[str, str]:
    name, sign, value = words.rpartition("=")
    if not sign or not name.strip() or not value.strip():
        raise Fault(_("write it like this: {usage}").format(usage=usage))
    return name.strip(), value.strip()


def _known(interview: Interview, name: str) -> str:
    """The speaker of that name, or with that label."""
    for speaker in interview.speakers:
        if name == speaker.name or name in speaker.variants:
            return speaker.name
    known = ", ".join(speaker.name for speaker in interview.speakers[:20])
    raise Fault(_("there is no speaker {name}; there are: {known}").format(name=name, known=known or "-"))
