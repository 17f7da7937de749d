"""From labelled paragraphs to turns, speakers and roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tui.interview.draft import Draft
from tui.interview.model import Kind, Role, Speaker, Turn
from tui.interview.names import key
from tui.interview.vocabulary import GUESTS, INTERVIEWERS

_CLOSING = "\"'”’」』）)】]》 "
_LONG_QUESTION = 300  # code points; a turn that is longer says more than it asks


def build(drafts: Sequence[Draft]) -> tuple[tuple[Turn, ...], tuple[Speaker, ...]]:
    """The turns in order, and the speakers by the order in which they first speak.

    A turn goes from its label to the next label, heading or footer; none is merged, moved or repaired.
    """
    names: dict[str, Counter[str]] = {}
    folded: dict[str, str] = {}
    for draft in drafts:
        if draft.label:
            label_key = folded.get(draft.label)
            if label_key is None:
                label_key = folded[draft.label] = key(draft.label)
            names.setdefault(label_key, Counter())[draft.label] += 1
    speaker_of = {label_key: counter.most_common(1)[0][0] for label_key, counter in names.items()}
    turns: list[Turn] = []
    start = -1

    def close(end: int) -> None:
        if start >= 0:
            label = drafts[start].label
            turns.append(Turn(len(turns) + 1, label, speaker_of[folded[label]], start, end))

    for index, draft in enumerate(drafts):
        if draft.label:
            close(index)
            start = index
        elif start >= 0 and (draft.kind is Kind.HEADING or draft.footer):
            close(index)
            start = -1
    close(len(drafts))

    said = Counter[str]()
    asked = Counter[str]()
    spoken = Counter[str]()
    for turn in turns:
        said[turn.speaker] += sum(len(d.text) - d.label_end for d in drafts[turn.start : turn.end])
        spoken[turn.speaker] += 1
        asked[turn.speaker] += is_question(drafts, turn, 3 * _LONG_QUESTION)
    roles = _roles(spoken, asked)
    speakers = tuple(
        Speaker(
            name,
            spoken[name],
            said[name],
            roles.get(name, Role.UNKNOWN),
            tuple(variant for variant in names[label_key] if variant != name),
        )
        for label_key, name in speaker_of.items()
    )
    return tuple(turns), speakers


def is_question(drafts: Sequence[Draft], turn: Turn, longest: int = _LONG_QUESTION) -> bool:
    """Whether a turn of at most `longest` code points asks with its last words."""
    length = 0
    last = ""
    for draft in drafts[turn.start : turn.end]:
        words = draft.text[draft.label_end :]
        length += len(words)
        last = words or last
    return length <= longest and last.rstrip(_CLOSING).endswith(("？", "?"))


def _roles(spoken: Counter[str], asked: Counter[str]) -> dict[str, Role]:
    """Who interviews and who is asked: by the word of the label, else by who asks clearly more."""
    roles: dict[str, Role] = {}
    for name in spoken:
        if key(name) in INTERVIEWERS:
            roles[name] = Role.INTERVIEWER
        elif key(name) in GUESTS:
            roles[name] = Role.GUEST
    shares = {name: asked[name] / count for name, count in spoken.items()}
    regular = [name for name in spoken if spoken[name] * 20 >= sum(spoken.values())] or list(spoken)
    asking = [shares[name] for name, role in roles.items() if role is Role.INTERVIEWER]
    if asking:
        for name in spoken:
            if name not in roles and shares[name] < 0.6 * max(asking):
                roles[name] = Role.GUEST
    elif len(spoken) > 1 and not roles:
        most, least = max(shares[n] for n in regular), min(shares[n] for n in regular)
        if most >= 0.25 and most >= 2 * least:
            middle = (most + least) / 2
            for name in spoken:
                roles[name] = Role.INTERVIEWER if shares[name] >= middle else Role.GUEST
    return roles
