"""What a person says of the speakers, as changes that are undone in one order with those to the quotes."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview, Role
from tui.interview.speakers import sidecar
from tui.interview.speakers.sidecar import Sidecar
from tui.interview.speakers.sidecar_places import to_write
from tui.kiosk.policy import current
from tui.quotes.changes import ChangeKind, image
from tui.quotes.contents import Contents
from tui.quotes.quote_error import QuoteError
from tui.store.store_error import StoreError

Said = Mapping[str, Any]
"""A sidecar as a change keeps it; labels and a pattern are there only where something is said of them."""


def say_of_speakers(contents: Contents, before: Sidecar, after: Sidecar) -> Path:
    """Have another thing said of the speakers, as one change; where it can't be recorded, without one.

    Args:
        contents: the quotes of the interview.
        before: what was said when it was decided; where it is something else by now, nothing is done.
        after: what is to be said.

    Returns:
        Where it stands now.

    Raises:
        QuoteError: "named-elsewhere".
        InputError: "sidecar": it can't be read or written; nothing has changed then.
        StoreError: the change could not be written, and what was said stays.
    """
    if contents.store.refusal is not None:
        if not say(contents.interview, _packed(before), _packed(after)):
            raise QuoteError("named-elsewhere")
    else:
        images = [image("", _packed(before), _packed(after))]
        try:
            with contents.acting() as action:
                action.record(ChangeKind.SPEAKERS, images)
                if not say(contents.interview, _packed(before), _packed(after)):
                    raise QuoteError("named-elsewhere")
        except StoreError:
            # What is told to have failed is not to hold.
            with contextlib.suppress(InputError):
                say(contents.interview, _packed(after), _packed(before))
            raise
    return to_write(contents.interview.path, contents.interview.digest)


def say(interview: Interview, source: Said, target: Said) -> bool:
    """Go from one thing said to another; False, and nothing done, where neither is what is said now.

    Raises:
        InputError: "sidecar".
    """
    if current().is_kiosk:
        return False
    path, digest = interview.path, interview.digest
    now, meant = sidecar.load(path, digest) or Sidecar(), _unpacked(target)
    if now not in (_unpacked(source), meant):
        return False
    if now != meant:
        try:
            sidecar.write(path, meant, digest)
        except OSError as error:
            reason = error.strerror or str(error)
            raise InputError("sidecar", str(to_write(path, digest)), reason=reason) from None
    return True


def _packed(said: Sidecar) -> Said:
    roles = {name: str(role) for name, role in said.roles.items()}
    packed: dict[str, Any] = {"names": dict(said.names), "roles": roles}
    if said.labels:
        packed["labels"] = dict(said.labels)
    if said.pattern:
        packed["pattern"] = said.pattern
    return packed


def _unpacked(said: Said) -> Sidecar:
    roles = {name: Role(role) for name, role in said["roles"].items()}
    return Sidecar(dict(said["names"]), roles, dict(said.get("labels", {})), said.get("pattern", ""))
