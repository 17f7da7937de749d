"""Saying who the speakers are: which labels are theirs, another name, one for two of them, who asks.

What is said is kept in a file (see `tui.interview.speakers.sidecar`); then the interview is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.dialogs.ask import AskScreen
from tui.app.dialogs.choose import ChooseScreen
from tui.app.dialogs.label_pattern import PatternScreen
from tui.app.dialogs.who_speaks import Kind, Listed, Said, WhoSpeaksScreen
from tui.app.session.pending_changes import words_of_failure
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview, Role, Speaker
from tui.interview.names.shapes import key
from tui.interview.speakers import sidecar
from tui.interview.speakers.label_doubts import might_be_labels
from tui.interview.speakers.sidecar import Sidecar
from tui.locale import _, ngettext
from tui.locale.labels import percent_words
from tui.locale.messages import role_words

if TYPE_CHECKING:
    from tui.app.dialogs.asker import Asker, Changer

Change = Callable[[Sidecar], Sidecar]

_ROLES = (Role.INTERVIEWER, Role.GUEST, Role.UNKNOWN)

_WORDS = 40
"""Code points of the words that stand behind a label's first place."""

_LABEL = 64
"""Code points from a paragraph's start within which a label stands."""


class Speakers:
    """Asks step by step what is to be said of one speaker, or of what might be one's label."""

    def __init__(self, screen: Asker, queue: Changer) -> None:
        self.screen = screen
        self.queue = queue

    def ask(self, about: str = "") -> None:
        """Ask who is meant, and what is to be said of them.

        Args:
            about: the name of whom was spoken of last, which is in hand then.
        """
        listed = list(_listed(self.screen.interview))
        in_hand = next((at for at, one in enumerate(listed) if one.name == about), 0)

        def chosen(answer: tuple[Said, int] | None) -> None:
            if answer is None:
                return
            what, row = answer
            if what is Said.PATTERN:
                self._ask_pattern()
            elif what is Said.MORE:
                self._ask_more(listed[row])
            else:
                behind = listed[min(row + 1, len(listed) - 1)].name
                self._say_of_label(listed[row], what is Said.LABEL, behind)

        self.screen.app.push_screen(WhoSpeaksScreen(listed, _hint(self.screen.interview), in_hand), chosen)

    def _ask_more(self, one: Listed) -> None:
        """Ask what else is to be said of a row."""
        interview = self.screen.interview
        speaker = next((who for who in interview.speakers if who.name == one.name), None)
        if one.kind is Kind.SPEAKER and speaker is not None:
            self._ask_of_speaker(speaker, one)
            return
        deeds: list[tuple[str, Callable[[], None]]] = [
            (_("a label: it says who speaks"), lambda: self._say_of_label(one, True, "")),
            (_("another label of a speaker …"), lambda: self._ask_name_of_label(one)),
        ]
        if one.kind is Kind.REFUSED:
            deeds.append((_("forget what I said of it"), lambda: self._say_of_label(one, None, "")))
        else:
            deeds.insert(1, (_("no label"), lambda: self._say_of_label(one, False, "")))
        self._choose(one, deeds)

    def _ask_of_speaker(self, speaker: Speaker, one: Listed) -> None:
        deeds: list[tuple[str, Callable[[], None]]] = [
            (_("another name …"), lambda: self._ask_name(speaker)),
        ]
        for role in _ROLES:
            words = _("role: {role}").format(role=role_words(role))
            deeds.append((words, partial(self._assign, speaker, role)))
        deeds.append((_("no label: it says nobody speaks"), lambda: self._say_of_label(one, False, "")))
        if _is_said(self.screen.interview, speaker):
            deeds.append((_("forget what I said of it"), lambda: self._say_of_label(one, None, "")))
        self._choose(one, deeds)

    def _choose(self, one: Listed, deeds: list[tuple[str, Callable[[], None]]]) -> None:
        def chosen(index: int | None) -> None:
            if index is not None:
                deeds[index][1]()

        answers = [words for words, _deed in deeds]
        self.screen.app.push_screen(ChooseScreen(one.name, one.words, answers), chosen)

    # -- labels --------------------------------------------------------------------------------------

    def _say_of_label(self, one: Listed, is_one: bool | None, then: str) -> None:
        """Say whether a row is a label; with `then`, the name of a row, go on with that row."""
        interview = self.screen.interview
        speaker = next((who for who in interview.speakers if who.name == one.name), None)
        names = sidecar.labels_of(interview, speaker) if speaker and one.kind is Kind.SPEAKER else [one.name]
        self.say_of_labels(dict.fromkeys(names, is_one), then)

    def say_of_labels(self, names: Mapping[str, bool | None], then: str = "") -> None:
        """Say of some words whether they are labels; with None, nothing of either any more."""
        words = {True: _("{names}: labels, as you said"), False: _("{names}: no labels, as you said")}
        said = words.get(next(iter(names.values()), None) is True) if None not in names.values() else ""
        self._keep(
            lambda before: sidecar.labelled(before, names),
            ", ".join(names),
            said.format(names=_(", ").join(names)) if said else "",
            then,
        )

    def _ask_name_of_label(self, one: Listed) -> None:
        """Ask whose other label it is."""

        def named(line: str | None) -> None:
            if line is None:
                return
            new, label = line.strip(), one.name

            def change(said: Sidecar) -> Sidecar:
                said = sidecar.labelled(said, {label: True})
                return said._replace(names={**said.names, label: new}) if new != label else said

            self._keep(change, new)

        self.screen.app.push_screen(self._asking(one.name), named)

    def _ask_pattern(self) -> None:
        def typed(pattern: str | None) -> None:
            if pattern is not None and pattern != self.screen.interview.rules.pattern:
                self._keep(lambda said: said._replace(pattern=pattern), pattern)

        self.screen.app.push_screen(PatternScreen(self.screen.interview), typed)

    # -- names and roles -----------------------------------------------------------------------------

    def _asking(self, name: str) -> AskScreen:
        def check(line: str) -> str:
            return (
                "" if sidecar.is_name(line) else _("this can't be a name: {name}").format(name=line.strip())
            )

        others = [one.name for one in self.screen.interview.speakers if one.name != name]
        hint = _("With the name of another speaker, the two are one. The labels in the text stay as printed.")
        return AskScreen(name, hint, value=name, check=check, completions=others, whole=True)

    def _ask_name(self, speaker: Speaker) -> None:
        def named(line: str | None) -> None:
            if line is not None and line.strip() != speaker.name:
                new = line.strip()
                interview = self.screen.interview
                self._keep(lambda said: sidecar.renamed(interview, said, speaker.name, new), new)

        self.screen.app.push_screen(self._asking(speaker.name), named)

    def _assign(self, speaker: Speaker, role: Role) -> None:
        self._keep(lambda said: sidecar.assigned(said, speaker.name, role), speaker.name)

    def _keep(self, change: Change, about: str, words: str = "", then: str = "") -> None:
        """Write what was said and read the interview again; what stood there is kept where that fails."""
        interview = self.screen.interview
        try:
            before = sidecar.load(interview.path, interview.digest) or Sidecar()
        except InputError as error:
            self.screen.say(words_of_failure(error), warning=True)
            return
        after = change(before)

        def reopen(file: Path) -> None:
            told = _("written: {path}").format(path=file.name)
            self.screen.navigator.reopen(f"{words} · {told}" if words else told, speakers=then)

        self.queue.change(lambda collection: collection.say_of_speakers(before, after), reopen, about=about)


def _hint(interview: Interview) -> str:
    """What is to be known of all rows."""
    if interview.rules.pattern:
        return _("Labels are what the pattern says: {pattern}").format(pattern=interview.rules.pattern)
    if not interview.speakers:
        return _("No speakers are known in this text.")
    return "" if interview.sure else _("Who speaks is not sure: say of each one whether it is a label.")


def _listed(interview: Interview) -> Iterator[Listed]:
    """The speakers, then what might be labels, then what a person has said to be none."""
    likely = {} if interview.sure else {key(one.name): one for one in interview.labels if one.accepted}
    for speaker in interview.speakers:
        words = _line(speaker)
        if _is_said(interview, speaker):
            words += " · " + _("a label, as you said")
        elif found := next(
            (likely[at] for at in map(key, (speaker.name, *speaker.variants)) if at in likely), None
        ):
            words += " · " + _("likely, {percent}").format(percent=percent_words(found.probability))
        yield Listed(Kind.SPEAKER, speaker.name, words)
    might_be = might_be_labels(interview)
    behind = _first_words(interview, [one.name for one in might_be])
    for one in might_be:
        places = ngettext("{count} place", "{count} places", one.times).format(count=one.times)
        parts = [one.name, places, percent_words(one.probability), behind.get(one.name, "")]
        yield Listed(Kind.MIGHT_BE, one.name, " · ".join(filter(None, parts)))
    for name in sorted(interview.rules.refused):
        yield Listed(Kind.REFUSED, name, name)


def _first_words(interview: Interview, names: list[str]) -> dict[str, str]:
    """What stands behind the first place of each of some labels, as far as it is found."""
    wanted, found = set(names), dict[str, str]()
    for paragraph in interview.paragraphs:
        if not wanted:
            break
        text = paragraph.text
        head = text[:_LABEL]
        for name in [name for name in wanted if name in head]:
            at = head.index(name)
            # Behind words it is a word: before a label stand a time, a number or signs.
            if any(char.isalpha() for char in head[:at]):
                continue
            wanted.discard(name)
            words = text[at + len(name) :].lstrip(":：*]】)） \t")[:_WORDS]
            found[name] = " ".join(words.split()) + ("…" if len(words) == _WORDS else "")
    return found


def _is_said(interview: Interview, speaker: Speaker) -> bool:
    """Whether a person has said that one of a speaker's labels is one."""
    accepted = set(map(key, interview.rules.accepted))
    return any(key(label) in accepted for label in (speaker.name, *speaker.variants))


def _line(speaker: Speaker) -> str:
    turns = ngettext("{count} turn", "{count} turns", speaker.turns).format(count=speaker.turns)
    parts = [speaker.name, turns]
    if speaker.role is not Role.UNKNOWN:
        parts.append(role_words(speaker.role))
    if speaker.variants:
        parts.append(_("also printed {labels}").format(labels=_(", ").join(speaker.variants[:4])))
    return " · ".join(parts)
