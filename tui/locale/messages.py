"""The words for what the core tells by kind alone: warnings, errors, states, changes.

The core's types stand above this layer and are not imported; what is read of them is named in the protocols.
A kind without words here is shown as it is: a new one is never a crash.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from tui.locale import N_, _, ngettext


class Told(Protocol):
    """Something with a kind, and the details that its words need."""

    @property
    def kind(self) -> str:
        """Which one it is."""

    @property
    def details(self) -> Mapping[str, object]:
        """What the words need, by name."""


class ToldOfTurn(Told, Protocol):
    """Something told of a turn, or of the whole interview."""

    @property
    def turn(self) -> int | None:
        """The turn's number, from 1."""


class ToldOfPath(Told, Protocol):
    """Something told of a file or folder."""

    @property
    def path(self) -> object:
        """The file or folder."""


class _Blanks(dict[str, object]):
    """Details in which what is missing is a question mark, so that no error ends in another."""

    def __missing__(self, key: str) -> str:
        return "?"


def words_for(table: Mapping[str, str], kind: str, details: Mapping[str, object]) -> str:
    """Fill in the sentence of a kind; one without a sentence is named as it is, with its details."""
    message = table.get(str(kind))
    if message is None:
        said = ", ".join(f"{name}: {value}" for name, value in details.items() if value not in ("", None))
        return f"{kind} ({said})" if said else str(kind)
    return _(message).format_map(_Blanks(details)).strip()


WARNINGS = {
    "question-in-answer": N_("labelled {speaker}, but it reads like a question of the interviewer's"),
    "label-once": N_("{name} is a label on this turn alone"),
    "similar-labels": N_("labelled {name}, which may be a slip for {other}"),
    "empty-turn": N_("{speaker} is labelled here and says nothing"),
    "label-at-end": N_("{speaker} is labelled at a paragraph's end; the words stand elsewhere"),
    "garbled": N_("characters were lost or garbled: {count}"),
    "no-speakers": N_("no speakers are labelled in this text"),
    "possible-speaker": N_("{name} may be a speaker and was not taken for one ({count})"),
    "encoding-guessed": N_("the encoding is a guess: {encoding}; another can be named with --encoding"),
    "truncated": N_("the text seems to be cut off at its end"),
    "front-matter": N_("the head of the file is no valid {language} and is shown as text"),
    "wrapped": N_("lines cut at one width were joined to the paragraphs that they were: {count}"),
    "label-within": N_("{name} stands within the words like a label; what follows may be theirs"),
    "same-speaker": N_("labelled {speaker} {count} times in a row, with a question among them"),
    "unattributed": N_("paragraphs between turns for which no speaker is named: {count}"),
    "imported-unchecked": N_("imported, not checked"),
    "imported-refuted": N_("imported, but the interview doesn't contain it"),
    "sidecar": N_("{path} was not used: {reason}"),
    "sidecar-stranger": N_("{path} names people who do not speak here: {names}"),
    "unsure-speakers": N_("who speaks is not sure: these are likely labels and not confirmed: {names}"),
    "pattern-slow": N_("{path}: the pattern for labels takes too long and was not used"),
    "pattern-closed": N_("{path}: the pattern for labels was not used: no process can be started for it"),
}
"""A warning's kind → its sentence, where it stands with the interview."""

WARNED_QUOTES = {
    "question-in-answer": N_("The label may be wrong: this reads like the interviewer's question."),
    "label-once": N_("The label stands on this turn alone."),
    "similar-labels": N_("The label may hold a slip."),
    "empty-turn": N_("The turn is empty."),
    "label-at-end": N_("A label stands at the end of a paragraph."),
    "garbled": N_("Some characters are garbled."),
    "truncated": N_("The text is cut off here."),
    "label-within": N_("Another speaker's label stands within the words."),
    "same-speaker": N_("A label may be missing: the same speaker asks and answers."),
    "unsure-speakers": N_("Who speaks is not sure in this interview."),
    "imported-unchecked": N_("imported, not checked"),
    "imported-refuted": N_("imported, but the interview doesn't contain it"),
}
"""A warning's kind → its sentence on a quote, where only the kind is known."""

INPUT_ERRORS = {
    "missing": N_("{path}: no such file"),
    "folder": N_("{path}: no interviews in this folder"),
    "too-much": N_("{path}: too many files to look through; name a folder inside it"),
    "binary": N_("{path}: this is not a text file"),
    "empty": N_("{path}: the file is empty"),
    "encoding": N_("{path}: unknown text encoding"),
    "unreadable": N_("{path}: can't be read: {reason}"),
    "too-large": N_("{path}: larger than {limit} bytes"),
    "format": N_("{path}: there is no format {format}; there are {known}"),
    "malformed": N_("{path}: not valid {format}: broken at line {line}; --format text reads it as it is"),
    "too-deep": N_("{path}: {format} nested too deep to be read"),
    "container": N_("{path}: damaged, or not a {format} file"),
    "sidecar": N_("{path}: can't be used: {reason}"),
}

STORE_ERRORS = {
    "unwritable": N_("{path}: the collection can't be written; choose another folder with --data"),
    "read-only": N_("Nothing new can be kept: {path} is read-only; choose another folder with --data"),
    "full": N_("{path}: no room left on the disk; what was collected before is safe"),
    "damaged": N_("{path}: the collection is damaged"),
    "missing": N_("{path}: the collection that was kept here is gone"),
    "emptied": N_("{path}: quotes were kept here, and the file is empty now"),
    "foreign": N_("{path}: this is another program's database, and is left as it is"),
    "swapped": N_("{path}: was removed or replaced while it was open; nothing more is written to it"),
    "no-locks": N_(
        "Nothing new can be kept: files can't be locked where {path} is; choose another folder with --data"
    ),
    "unsound": N_("{path}: not an intact copy of a collection"),
    "newer": N_(
        "{path}: the collection was written by a newer fangtan, or its version ({reason}) is damaged;"
        " it is left as it is"
    ),
    "tables": N_(
        "{path}: the tables are not as fangtan makes them ({reason}); nothing was written;"
        " fangtan quotes restore puts the newest backup in their place"
    ),
    "too-many": N_("No more than {limit} quotes are kept here."),
    "too-long": N_("No more than {limit} characters are kept here."),
    "locked": N_("{path}: another program keeps the collection locked; try again"),
}

QUOTE_ERRORS = {
    "no-such-turn": N_("there is no turn {turn}; the last one is {turns}"),
    "empty-turn": N_("turn {turn} has no words to collect"),
    "other-interview": N_("these quotes are from another interview: {title}"),
    "words-not-found": N_("turn {turn} does not say that"),
    "spoilt": N_(
        "This quote is damaged in the collection and stays as it is: fangtan quotes check tells more."
    ),
    "undo-spoilt": N_("What was done before this is damaged in the collection: it can't be undone."),
    "redo-spoilt": N_("What was undone is damaged in the collection: it can't be done again."),
    "too-few": N_("Two quotes or more are needed: mark them with Space."),
    "not-as-taken": N_("The text has changed there: decide first what the quote is to be (D)."),
    "named-elsewhere": N_("The speakers were named elsewhere meanwhile: nothing was changed here."),
    "nothing-to-split": N_("There is nothing to split there: a quote is split between two sentences."),
}

EXPORT_ERRORS = {
    "closed": N_("{path}: no files are written or read here"),
    "changed-by-hand": N_("{path}: was changed since it was exported, and is left as it is"),
    "foreign": N_("{path}: is not from fangtan, and is left as it is"),
    "folder": N_("{path}: is a folder"),
    "missing-folder": N_("{path}: the folder for it does not exist"),
    "unwritable": N_("{path}: can't be written: {reason}"),
    "full": N_("{path}: no room left on the disk; what stood there before is unharmed"),
    "format": N_("no such format: {name}"),
    "template": N_("{path}: error in the template: {reason}"),
    "template-line": N_("{path}: error in the template, line {line}: {reason}"),
    "too-long": N_("{path}: the template puts out more than {limit} characters"),
    "too-slow": N_("{path}: the template never ends"),
    "too-much": N_("{path}: the template takes more memory than it may"),
    "unreadable": N_("{path}: can't be read: {reason}"),
    "annotations": N_("{path}: not a collection in the Web Annotation model: {reason}"),
}

TERMINAL_ERRORS = {
    "no-terminal": N_("the reader needs a terminal; in scripts use: fangtan show, search, export …"),
    "dumb": N_("this terminal (TERM={term}) shows no full screen; set TERM, or use: fangtan show, search …"),
    "encoding": N_("this terminal's encoding is {encoding}; set a UTF-8 locale, such as LANG=C.UTF-8"),
    "too-large": N_("standard input is larger than {limit} bytes"),
}

SETTINGS_ERRORS = {
    "unreadable": N_("{path}: can't be read: {reason}; the defaults are used"),
    "syntax": N_("{path}: {reason}; the defaults are used"),
    "unknown": N_("{path}: there is no setting {name}; the defaults are used"),
    "value": N_("{path}: {name} can't have this value; the defaults are used"),
}

COLOURS = {
    "yellow": N_("yellow"),
    "green": N_("green"),
    "blue": N_("blue"),
    "red": N_("red"),
    "purple": N_("purple"),
}

STATES = {
    "ok": N_("unchanged"),
    "changed": N_("changed a little"),
    "review": N_("to be checked"),
    "orphan": N_("no longer in the file"),
}


CHANGES = {
    "add": N_("a quote collected"),
    "add-all": N_("several quotes collected"),
    "remove": N_("a quote removed"),
    "note": N_("a note written"),
    "tags": N_("tags given"),
    "colour": N_("a colour given"),
    "move": N_("a quote moved"),
    "extent": N_("a quote's extent changed"),
    "merge": N_("quotes merged"),
    "split": N_("a quote split"),
    "decide": N_("a place decided"),
    "import": N_("quotes imported"),
    "speakers": N_("speakers named"),
}

ROLES = {
    "interviewer": N_("interviewer"),
    "guest": N_("guest"),
    "unknown": N_("unknown"),
}


def role_words(role: str) -> str:
    """Describe what a speaker does in the conversation."""
    return words_for(ROLES, role, {})


def warning_words(warning: Told) -> str:
    """Describe what a warning is about, without the turn's number."""
    return words_for(WARNINGS, warning.kind, warning.details)


def warning_line(warning: ToldOfTurn) -> str:
    """Describe what a warning is about, with the turn's number where it is about one."""
    words = warning_words(warning)
    return (
        words
        if warning.turn is None
        else _("turn {number}: {words}").format(number=warning.turn, words=words)
    )


def warning_kind_words(kind: str) -> str:
    """Describe a warning of which only the kind is known, as on a quote."""
    return words_for(WARNED_QUOTES, kind, {})


def _path_words(table: Mapping[str, str], error: ToldOfPath, *, kind: str | None = None) -> str:
    path = "" if error.path is None else str(error.path)
    shown = _("standard input") if path == "-" else path
    return words_for(table, kind or error.kind, {**error.details, "path": shown})


def input_error_words(error: ToldOfPath) -> str:
    """Describe in one line why an interview can't be read."""
    return _path_words(INPUT_ERRORS, error)


def store_error_words(error: ToldOfPath) -> str:
    """Describe in one line why a collection can't be used, and what can be done."""
    words = _path_words(STORE_ERRORS, error)
    if aside := error.details.get("aside"):
        words += "; " + _("it was put aside as {path}").format(path=aside)
    if backup := error.details.get("backup"):
        words += "; " + _("fangtan quotes restore puts the backup back: {path}").format(path=backup)
    elif aside or error.kind in ("missing", "emptied", "foreign"):
        words += "; " + _("there is no backup; fangtan quotes restore --empty begins an empty collection")
    if rescued := error.details.get("rescued"):
        words += "; " + _("what was known here is kept in {path}").format(path=rescued)
    return words


def lost_words(path: object, count: int) -> str:
    """Describe in one line that changes to quotes are missing that were kept in a collection before."""
    words = ngettext(
        "{path}: {count} change that was kept here is missing",
        "{path}: {count} changes that were kept here are missing",
        count,
    ).format(path=path, count=count)
    return words + "; " + _("fangtan quotes restore puts the newest backup in its place")


def quote_error_words(error: Told) -> str:
    """Describe in one line why a quote can't be taken as it was asked for."""
    return words_for(QUOTE_ERRORS, error.kind, error.details)


def export_error_words(error: ToldOfPath) -> str:
    """Describe in one line why an export can't be written."""
    at_line = error.kind == "template" and error.details.get("line")
    return _path_words(EXPORT_ERRORS, error, kind="template-line" if at_line else None)


def more_in_folder_words(folder: str, count: int) -> str:
    """Describe in one line a folder that holds more than is looked through.

    Args:
        folder: its name.
        count: how many interviews of it, the first ones, are listed.
    """
    return ngettext(
        "{folder}: too many files to look through; only the first interview is listed",
        "{folder}: too many files to look through; only the first {count} interviews are listed",
        count,
    ).format(folder=folder, count=f"{count:,}")


def export_asked_words(reason: str, path: str) -> str:
    """Describe why an export left a file as it is, until the person says what to do."""
    return words_for(EXPORT_ERRORS, reason, {"path": path})


def settings_error_words(error: ToldOfPath) -> str:
    """Describe in one line why a settings file can't be used, with the values that it may hold."""
    words = _path_words(SETTINGS_ERRORS, error)
    allowed = error.details.get("allowed")
    return words + " " + _("(allowed: {values})").format(values=allowed) if allowed else words


def terminal_error_words(error: Told) -> str:
    """Describe in one line why the reader can't open on a terminal."""
    return words_for(TERMINAL_ERRORS, error.kind, error.details)


def state_words(state: str) -> str:
    """Describe how surely a quote was found again."""
    return words_for(STATES, state, {})


def colour_words(colour: str) -> str:
    """Name a colour that quotes are marked with."""
    return words_for(COLOURS, colour, {})


class Changed(Protocol):
    """A change to the collection."""

    @property
    def kind(self) -> str:
        """What was done."""


def imported_words(added: int, merged: int, known: int, missing: int, differing: int = 0) -> str:
    """Describe how many quotes an import added, and what became of the others."""
    told = [
        (added, ngettext("{count} quote imported", "{count} quotes imported", added)),
        (
            differing,
            ngettext(
                "{count} of them differs in its words from the same quote here: both are kept",
                "{count} of them differ in their words from the same quotes here: both are kept",
                differing,
            ),
        ),
        (merged, ngettext("{count} had more to it than here", "{count} had more to them than here", merged)),
        (known, ngettext("{count} was here already", "{count} were here already", known)),
        (missing, ngettext("{count} does not stand here", "{count} do not stand here", missing)),
    ]
    said = [words.format(count=count) for count, words in told if count]
    return _(", ").join(said) if said else _("no quotes in this file")


def change_words(change: Changed) -> str:
    """Describe what a change did, as undoing and redoing name it."""
    return words_for(CHANGES, change.kind, {})
