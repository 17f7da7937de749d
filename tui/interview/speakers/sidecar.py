r"""What a person says of an interview's speakers, kept in a small file; the interview stays untouched.

It stands beside the interview, or in the data folder (see `tui.interview.speakers.sidecar_places`).

`talk.srt.fangtan.toml` belongs to `talk.srt`:

    [names]
    "SPEAKER_00" = "Ann Lee"
    "SPEAKER_01" = "Bo Chen"
    "SPEAKER_02" = "Bo Chen"      # two labels with one name are one speaker

    [roles]
    "Ann Lee" = "interviewer"     # or "guest", "unknown"

    [labels]
    "Moderator" = true            # begins turns, whatever was judged of it
    "Note" = false                # begins none

Before the tables, a pattern says what labels look like, and nothing else is one then:

    pattern = '^(?P<name>\S+)\s{2,}'
"""

from __future__ import annotations

import copy
import json
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import category

from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview, Role, Speaker, Turns, Warning
from tui.interview.model.label import NO_RULES, LabelRules
from tui.interview.names.shapes import key
from tui.interview.speakers.label_pattern import PatternError, check
from tui.interview.speakers.sidecar_places import beside, standing, to_write
from tui.kiosk.regular_file import NotRegular, read_regular

LARGEST = 1_000_000
"""Bytes of the largest sidecar that is followed."""

_LONGEST = 200  # code points of a name
_TOLD = 3  # names in a warning


class Sidecar(NamedTuple):
    """What a sidecar file says.

    Attributes:
        names: a label, or the name a speaker is counted under, → what to call that speaker.
        roles: a speaker's name, of either kind, → what he does in the conversation.
        labels: words that look like a label → whether they are one.
        pattern: what labels look like; see `LabelRules`.
    """

    names: Mapping[str, str] = MappingProxyType({})
    roles: Mapping[str, Role] = MappingProxyType({})
    labels: Mapping[str, bool] = MappingProxyType({})
    pattern: str = ""

    @property
    def rules(self) -> LabelRules:
        """What the interview is read by."""
        accepted = frozenset(name for name, is_one in self.labels.items() if is_one)
        return LabelRules(accepted, frozenset(self.labels) - accepted, self.pattern)


def load(path: str | Path, digest: str = "") -> Sidecar | None:
    """Load the sidecar that holds for an interview; None where there is none.

    Args:
        path: of the interview.
        digest: SHA-256 of its bytes, by which one in the data folder is found too; "" to go by the path.

    Raises:
        InputError: "sidecar" (path of the sidecar, reason), where it can't be used.
    """
    file = standing(path, digest)
    return load_file(file) if file else None


def load_file(file: Path) -> Sidecar | None:
    """Load the sidecar in a file; None where there is none.

    Raises:
        InputError: as by `load`.
    """
    try:
        data = read_regular(file, LARGEST + 1)
        if len(data) > LARGEST:
            raise InputError("sidecar", str(file), reason=f"> {LARGEST} bytes")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, NotRegular):
        return None
    except (OSError, ValueError) as error:
        raise InputError(
            "sidecar", str(file), reason=getattr(error, "strerror", None) or str(error)
        ) from None
    return _parse(data, str(file))


def _parse(data: bytes, file: str) -> Sidecar:
    import tomllib  # only somebody who has such a file pays for it

    try:
        said = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError("sidecar", file, reason=" ".join(str(error).split())) from None
    names, roles, labels = (said.pop(table, {}) for table in ("names", "roles", "labels"))
    if isinstance(labels, dict) and isinstance(labels.get("pattern"), str) and "pattern" not in said:
        # Whoever writes it behind the labels means the same.
        said["pattern"] = labels.pop("pattern")
    pattern = said.pop("pattern", "")
    if said:
        raise InputError("sidecar", file, reason=f"[{next(iter(said))}]?")
    for table, what in ((names, "names"), (roles, "roles"), (labels, "labels")):
        if not isinstance(table, dict):
            raise InputError("sidecar", file, reason=f"[{what}]")
        for name, value in table.items():
            fits = isinstance(value, bool) if what == "labels" else isinstance(value, str) and is_name(value)
            if not fits or (what == "roles" and value not in tuple(Role)):
                raise InputError("sidecar", file, reason=f"[{what}] {name} = {value!r}")
    _check_pattern(pattern, file)
    return Sidecar(dict(names), {name: Role(role) for name, role in roles.items()}, dict(labels), pattern)


def _check_pattern(pattern: object, file: str) -> None:
    if not isinstance(pattern, str):
        raise InputError("sidecar", file, reason=f"pattern = {pattern!r}")
    try:
        if pattern:
            check(pattern)
    except PatternError as error:
        why = {"no-name": "(?P<name>…)?", "too-long": f"> {error.details.get('limit')}"}
        raise InputError(
            "sidecar", file, reason=f"pattern: {why.get(error.kind) or error.details.get('reason')}"
        ) from None


def is_name(words: str) -> bool:
    """Tell whether words can be a speaker's name: one line, not endless, nothing that steers a terminal."""
    plain = not any(category(char) in ("Cc", "Cs") for char in words)
    return plain and bool(words.strip()) and len(words) <= _LONGEST and words.splitlines() == [words]


def write(path: str | Path, sidecar: Sidecar, digest: str = "") -> Path:
    """Write the sidecar of an interview where it is to stand, or remove it where it would say nothing.

    At every moment the old one or the new one stands there, whole.

    Args:
        path: of the interview.
        sidecar: what is said.
        digest: SHA-256 of the interview's bytes.

    Returns:
        Where it stands, or stood.

    Raises:
        OSError: it can't be written.
    """
    file, head = to_write(path, digest), ""
    if sidecar == Sidecar() and standing(path, digest) in (file, None):
        file.unlink(missing_ok=True)
        if standing(path, digest) is None:
            return file
    # One that says nothing keeps silent the one that would hold in its place.
    if file != beside(path):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        head = f"# {_quoted(os.fspath(path))}\n"
    lines = ["", f"pattern = {_literal(sidecar.pattern)}"] if sidecar.pattern else []
    tables: dict[str, Mapping[str, str | bool]] = {
        "names": sidecar.names, "roles": sidecar.roles, "labels": sidecar.labels
    }  # fmt: skip
    for title, table in tables.items():
        if table:
            lines += [
                "",
                f"[{title}]",
                *(f"{_quoted(name)} = {_value(value)}" for name, value in table.items()),
            ]
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(head + "\n".join(lines[1:]) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return file


def _value(value: str | bool) -> str:
    return ("false", "true")[value] if isinstance(value, bool) else _quoted(value)


def _literal(pattern: str) -> str:
    """A pattern as it was typed, without a second layer of backslashes, where TOML can have it so."""
    plain = "'" not in pattern and not any(category(char) in ("Cc", "Cs") for char in pattern)
    return f"'{pattern}'" if plain else _quoted(pattern)


def _quoted(words: str) -> str:
    """A basic string of TOML: JSON's, but for the one control character that JSON lets stand."""
    return json.dumps(str(words), ensure_ascii=False).replace("\x7f", "\\u007f")


def renamed(interview: Interview, sidecar: Sidecar, name: str, new: str) -> Sidecar:
    """Return the sidecar in which the speaker called `name` today is called `new`.

    Where another is called so already, the two are one from then on.
    """
    names = dict(sidecar.names)
    for old in _originals(interview, name):
        if old == new:
            names.pop(old, None)
        else:
            names[old] = new
    roles = {new if who == name else who: role for who, role in sidecar.roles.items()}
    return sidecar._replace(names=names, roles=roles)


def assigned(sidecar: Sidecar, name: str, role: Role) -> Sidecar:
    """Return the sidecar in which the speaker called `name` has that role."""
    return sidecar._replace(roles={**sidecar.roles, name: role})


def labelled(sidecar: Sidecar, names: Mapping[str, bool | None]) -> Sidecar:
    """Return the sidecar in which words are said to be labels or none, or, with None, nothing of either."""
    meant = set(map(key, names))
    kept = {name: is_one for name, is_one in sidecar.labels.items() if key(name) not in meant}
    said = {name: is_one for name, is_one in names.items() if is_one is not None}
    return sidecar._replace(labels={**kept, **said})


def labels_of(interview: Interview, speaker: Speaker) -> list[str]:
    """List the labels that a speaker has in the text, one for all spellings of one."""
    labels = dict.fromkeys(turn.label for turn in interview.turns if turn.speaker == speaker.name)
    return list({key(label): label for label in reversed(labels)}.values())[::-1]


def _originals(interview: Interview, name: str) -> list[str]:
    """What the speaker called `name` is called without a sidecar; several if it is several joined."""
    return [old for old, called in interview.renamed.items() if called == name] or [name]


def applied(interview: Interview, sidecar: Sidecar) -> Interview:
    """Copy an interview with its speakers as the sidecar says; labels and text stay as printed."""
    called = {key(label): name.strip() for label, name in sidecar.names.items()}
    renaming = {
        speaker.name: next(
            (called[at] for at in map(key, (speaker.name, *speaker.variants)) if at in called), speaker.name
        )
        for speaker in interview.speakers
    }
    roles = {key(name): role for name, role in sidecar.roles.items()}
    groups: dict[str, list[Speaker]] = {}
    for speaker in interview.speakers:
        groups.setdefault(renaming[speaker.name], []).append(speaker)
    result = copy.copy(interview)
    result.turns = Turns(turn._replace(speaker=renaming[turn.speaker]) for turn in interview.turns)
    result.speakers = tuple(_joined(name, speakers, roles) for name, speakers in groups.items())
    result.renamed = MappingProxyType({old: new for old, new in renaming.items() if old != new})
    return result


def _joined(name: str, speakers: Sequence[Speaker], roles: Mapping[str, Role]) -> Speaker:
    labels = list(dict.fromkeys(label for one in speakers for label in (one.name, *one.variants)))
    role = next((one.role for one in speakers if one.role is not Role.UNKNOWN), Role.UNKNOWN)
    return Speaker(
        name,
        sum(one.turns for one in speakers),
        sum(one.characters for one in speakers),
        next((roles[at] for at in map(key, (name, *labels)) if at in roles), role),
        tuple(label for label in labels if label != name),
    )


def followed(interview: Interview, read_again: Callable[[Interview, LabelRules], Interview]) -> Interview:
    """Apply the sidecar of an interview, if it has one; one that can't be used becomes a warning.

    Args:
        interview: as printed, without names and roles of a sidecar.
        read_again: reads an interview by what a person has said of labels.
    """

    def by(rules: LabelRules) -> Interview:
        return interview if interview.rules == rules else read_again(interview, rules)

    try:
        said = load(interview.path, interview.digest)
    except InputError as error:
        details = {"path": error.path, "reason": str(error.details.get("reason", ""))}
        return _warned(by(NO_RULES), Warning("sidecar", None, details))
    if said is None:
        return by(NO_RULES)
    file, wrong = str(standing(interview.path, interview.digest)), ""
    try:
        read = by(said.rules)
    except PatternError as error:
        read, wrong = by(said.rules._replace(pattern="")), error.kind
    result = applied(read, said)
    if strangers := _strangers(read, result, said):
        details = {"path": file, "names": ", ".join(strangers[:_TOLD])}
        result = _warned(result, Warning("sidecar-stranger", None, details))
    return _warned(result, Warning(f"pattern-{wrong}", None, {"path": file})) if wrong else result


def _warned(interview: Interview, warning: Warning) -> Interview:
    result = copy.copy(interview)
    result.warnings = (warning, *interview.warnings)
    result.__dict__.pop("_warnings_by_turn", None)
    return result


def _strangers(interview: Interview, result: Interview, said: Sidecar) -> list[str]:
    """Whom a sidecar tells of and who is nobody here: mistyped, or of another version of the text."""
    here = {key(label) for one in interview.speakers for label in (one.name, *one.variants)}
    called = here | {key(one.name) for one in result.speakers}
    strangers = [name for name in said.names if key(name) not in here]
    strangers += [name for name in said.roles if key(name) not in called]
    if not said.pattern:
        strangers += [name for name, is_one in said.labels.items() if is_one and key(name) not in here]
    return list(dict.fromkeys(strangers))
