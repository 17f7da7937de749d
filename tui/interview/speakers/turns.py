"""From labelled paragraphs to turns, speakers and roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from tui.interview.model.draft import Draft
from tui.interview.model.interview import Kind, Role, Speaker, Turn
from tui.interview.names.shapes import key
from tui.interview.names.vocabulary import GUESTS, INTERVIEWERS
from tui.interview.speakers.related_labels import of_whom

_CLOSING = "\"'”’」』）)】]》 "
_new = tuple.__new__  # a NamedTuple's own constructor is a Python function, and takes twice as long
_LONG_QUESTION = 300  # code points; a turn that is longer says more than it asks


class _Voice:
    """What is counted of one speaker: turns, how many of them ask, and the code points he says."""

    __slots__ = ("asking", "characters", "turns")

    def __init__(self) -> None:
        self.turns = self.asking = self.characters = 0


def build(drafts: Sequence[Draft]) -> tuple[tuple[Turn, ...], tuple[Speaker, ...]]:
    """Build the turns in order, and the speakers by the order in which they first speak.

    A turn goes from its label to the next label, heading or footer; none is merged, moved or repaired.
    """
    printed = Counter([draft.label for draft in drafts if draft.label])
    keys = set(map(key, printed))
    spellings: dict[str, Counter[str]] = {}
    for label, times in printed.items():
        titled = label[-1] in ")）]】" or "," in label or len(label) > 4
        whose = (of_whom(label, keys) if titled else "") or key(label)
        spellings.setdefault(whose, Counter())[label] = times
    named = {counter.most_common(1)[0][0]: counter for counter in spellings.values()}
    speaker_of = {label: name for name, counter in named.items() for label in counter}
    voices = {name: _Voice() for name in named}

    before = list(accumulate([len(draft.text) - draft.label_end for draft in drafts], initial=0))
    heading = Kind.HEADING
    bounds = [i for i, draft in enumerate(drafts) if draft.label or draft.footer or draft.kind is heading]
    bounds.append(len(drafts))
    turns: list[Turn] = []
    for start, end in pairwise(bounds):
        label = drafts[start].label
        if not label:
            continue
        speaker = speaker_of[label]
        turns.append(_new(Turn, (len(turns) + 1, label, speaker, start, end)))
        length = before[end] - before[start]
        voice = voices[speaker]
        voice.turns += 1
        voice.characters += length
        voice.asking += length <= 3 * _LONG_QUESTION and _asks(drafts, start, end)
    roles = _roles(voices)
    speakers = tuple(
        Speaker(
            name,
            voices[name].turns,
            voices[name].characters,
            roles.get(name, Role.UNKNOWN),
            tuple(variant for variant in counter if variant != name),
        )
        for name, counter in named.items()
    )
    return tuple(turns), speakers


def is_question(drafts: Sequence[Draft], turn: Turn) -> bool:
    """Tell whether a turn that is no longer than a question asks with its last words."""
    length = sum([len(draft.text) - draft.label_end for draft in drafts[turn.start : turn.end]])
    return length <= _LONG_QUESTION and _asks(drafts, turn.start, turn.end)


def _asks(drafts: Sequence[Draft], start: int, end: int) -> bool:
    """Whether the last words of the paragraphs [start, end) are a question."""
    while end > start:
        end -= 1
        draft = drafts[end]
        if draft.label_end < len(draft.text) and draft.kind is not Kind.CAPTION:
            words = draft.text.rstrip(_CLOSING)
            return len(words) > draft.label_end and words[-1] in "？?"
    return False


def _roles(voices: Mapping[str, _Voice]) -> dict[str, Role]:
    """Who interviews and who is asked: by the word of the label, else by who asks clearly more."""
    roles: dict[str, Role] = {}
    letters = {key(name) for name in voices if len(key(name)) == 1 and key(name).isascii()}
    for name in voices:
        if key(name) in letters and letters != {"q", "a"}:
            continue  # A and B are any two, as C is
        if key(name) in INTERVIEWERS:
            roles[name] = Role.INTERVIEWER
        elif key(name) in GUESTS:
            roles[name] = Role.GUEST
    shares = {name: voice.asking / voice.turns for name, voice in voices.items()}
    asking = [shares[name] for name, role in roles.items() if role is Role.INTERVIEWER]
    if asking:
        clearly = 0.6 * max(asking)
        for name in voices:
            if name not in roles and shares[name] < clearly:
                roles[name] = Role.GUEST
    elif len(voices) > 1 and not roles:
        turns = sum([voice.turns for voice in voices.values()])
        regular = [name for name, voice in voices.items() if voice.turns * 20 >= turns] or list(voices)
        most, least = max(shares[n] for n in regular), min(shares[n] for n in regular)
        if most >= 0.25 and most >= 2 * least:
            middle = (most + least) / 2
            for name in voices:
                roles[name] = Role.INTERVIEWER if shares[name] >= middle else Role.GUEST
    return {name: role for name, role in roles.items() if not key(name).startswith("unknown")}
