"""What `fangtan speakers` does: it writes what a person says of the speakers into the sidecar file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tui.cli.opening import interview_at
from tui.cli.output import Fault, columns, print_json, remark, say
from tui.cli.reading import facts, speaker_lines
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview, Role
from tui.interview.model.label import NO_RULES
from tui.interview.names.shapes import key
from tui.interview.reading import as_said_beside, read_again
from tui.interview.speakers import sidecar
from tui.interview.speakers.label_doubts import likeliest_first
from tui.interview.speakers.label_pattern import PatternError
from tui.interview.speakers.sidecar import Sidecar
from tui.interview.speakers.sidecar_places import to_write
from tui.locale import _
from tui.locale.labels import pattern_error_words

_PREVIEWED = 10
"""Turns that show what a pattern does."""

_WORDS = 40
"""Code points of a turn's words in the preview."""


def speakers(
    data: Path,
    path: str,
    labels: Sequence[str] = (),
    not_labels: Sequence[str] = (),
    pattern: str | None = None,
    renaming: Sequence[str] = (),
    roles: Sequence[str] = (),
    reset: bool = False,
    json: bool = False,
) -> int:
    """List the speakers, after what is to be said of them has been written; 1 where there are none.

    Raises:
        InputError: the file can't be read.
        Fault: there is no such label, speaker or role, or the pattern can't be used.
        QuoteError: somebody else has named them at the same moment.
    """
    interview = interview_at(path)
    if labels or not_labels or pattern is not None or renaming or roles or reset:
        printed = read_again(interview, NO_RULES)
        # A sidecar that can't be used is not overwritten, unless it is to be forgotten.
        before = _said(interview, reset=reset)
        said = Sidecar() if reset or before is None else before
        said = _of_labels(printed, said, labels, not_labels, pattern)
        bare = _read_by(printed, said)
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
        interview = as_said_beside(bare)
    if json:
        print_json(facts(interview)["speakers"])
    elif interview.speakers:
        say("\n".join([*(_previewed(interview) if pattern else []), *speaker_lines(interview)]))
    else:
        remark(_("no speakers are labelled in this text"))
    return 0 if interview.speakers else 1


def _of_labels(
    printed: Interview, said: Sidecar, labels: Sequence[str], not_labels: Sequence[str], pattern: str | None
) -> Sidecar:
    """What is said once labels are taken and refused; each of them has to make a difference to somebody.

    Raises:
        Fault: none begins with such a label, or the pattern can't be used.
    """
    if (labels or not_labels or pattern) and printed.turns and not printed.labels:
        raise Fault(_("this file's form says who speaks; --rename gives another name"))
    if pattern is not None:
        said = said._replace(pattern=pattern)
        if pattern and not _read_by(printed, said).labels:
            raise Fault(_("no paragraph begins as the pattern says"))
    if not (labels or not_labels):
        return said
    by_pattern = _read_by(printed, Sidecar(pattern=said.pattern))
    known = {key(one.name): one.name for one in likeliest_first(by_pattern.labels)}
    known |= {key(name): name for name in said.labels}
    accepted = _read_by(printed, sidecar.labelled(said, dict.fromkeys(labels, True)))
    known |= {key(turn.label): turn.label for turn in accepted.turns}
    for name in (*labels, *not_labels):
        if key(name) not in known:
            offered = ", ".join(list(known.values())[:20])
            raise Fault(
                _("nothing here begins with {name} like a label; what does: {known}").format(
                    name=name, known=offered or "-"
                )
            )
    return sidecar.labelled(said, {**dict.fromkeys(labels, True), **dict.fromkeys(not_labels, False)})


def _read_by(printed: Interview, said: Sidecar) -> Interview:
    """The interview by what is said of labels, without names and roles.

    Raises:
        Fault: the pattern can't be used.
    """
    if said.rules == printed.rules:
        return printed
    try:
        return read_again(printed, said.rules)
    except PatternError as error:
        raise Fault(pattern_error_words(error)) from None


def _previewed(interview: Interview) -> list[str]:
    """The first turns that a pattern makes: who speaks, and the first words."""
    rows = []
    for turn in interview.turns[:_PREVIEWED]:
        first = interview.paragraphs[turn.start]
        words = " ".join(first.text[first.label :].split())
        if len(words) > _WORDS:
            words = words[:_WORDS] + "…"
        rows.append((f"{turn.number:4}", turn.speaker, words))
    return [*(line.rstrip() for line in columns(rows)), ""]


def _said(interview: Interview, *, reset: bool) -> Sidecar | None:
    """What is said of the speakers; None where that can't be used, and is to be forgotten.

    Raises:
        InputError: it can't be used.
    """
    try:
        return sidecar.load(interview.path, interview.digest) or Sidecar()
    except InputError:
        if not reset:
            raise
        return None


def _keep(data: Path, bare: Interview, before: Sidecar | None, said: Sidecar) -> Path:
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
