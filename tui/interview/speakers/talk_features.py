"""What is taken for a conversation, and how people show in it: somebody says "I" and "you", and asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from functools import cached_property
from itertools import pairwise

from tui.interview.model.draft import HEADING, Draft
from tui.interview.names.vocabulary import GUESTS, INTERVIEWERS
from tui.interview.speakers.label_group import Group
from tui.interview.speakers.label_syntax import Candidate
from tui.text.lazy_pattern import lazy_pattern

SENTENCE_ENDS = "。！？!?.…」』”\"'’~～"
"""What the last character of a sentence may be."""

_SAMPLE = 100  # labels whose words are looked at; they tell what a whole document is like
_OPENING = 60  # code points to which a line that is no sentence may be a heading
_PERSONAL = 0.3  # of transcripts, a third of what is said and more holds a pronoun; of lists hardly a tenth


class Talk:
    """The paragraphs, the labels that are taken for speakers', and whose they are.

    Attributes:
        drafts: the paragraphs.
        order: the places of those labels, in order.
        speakers: those labels.
        found: the places of all labels, in order.
        fields: the keys of those among them that surely name things.
    """

    def __init__(
        self,
        drafts: Sequence[Draft],
        order: list[Candidate],
        speakers: list[Group],
        found: list[Candidate],
        fields: Set[str],
    ) -> None:
        self.drafts = drafts
        self.order = order
        self.speakers = speakers
        self.found = found
        self.fields = fields

    @cached_property
    def asking(self) -> float:
        """The share of labels behind which a question stands."""
        return sum([c.asks for c in self.order]) / len(self.order)

    @cached_property
    def words(self) -> list[str]:
        """What stands behind the labels, of very many behind some: the first 400 code points of each."""
        step = 1 + len(self.order) // _SAMPLE
        return [self._words_behind(candidate) for candidate in self.order[::step]]

    def _words_behind(self, candidate: Candidate) -> str:
        text = self.drafts[candidate.index].text[candidate.end :]
        if not text and candidate.index + 1 < len(self.drafts):
            text = self.drafts[candidate.index + 1].text
        return text[:400]

    @cached_property
    def personal(self) -> float:
        """The share of labels behind which somebody is "I" or "you"."""
        return sum([_PRONOUN.search(text) is not None for text in self.words]) / len(self.words)

    @cached_property
    def first_person(self) -> float:
        """The share of labels behind which somebody is "I"."""
        return sum([_FIRST_PERSON.search(text) is not None for text in self.words]) / len(self.words)

    @cached_property
    def of_people(self) -> bool:
        """Whether it is surely people who talk: half the labels are names or roles, who say "I" and "you"."""
        if self._of_roles or len(self.order) < 6:
            return self._of_roles
        if self.personal < _PERSONAL or self.first_person < 0.5 * _PERSONAL:
            return False
        named = [g for g in self.speakers if g.points >= 1.0 and g.kind in ("name", "role", "medium")]
        # "You" stands in any manual, and a western word with a capital may be a field of it.
        words = [g for g in named if g.kind == "name" and g.name.isascii() and " " not in g.name]
        if len(words) >= 0.5 * len(named) and self.first_person < _PERSONAL:
            return False
        return len(named) >= 0.5 * len(self.speakers)

    @cached_property
    def _of_roles(self) -> bool:
        """Whether the labels say who asks and who answers, and what they say is sentences, some personal."""
        keys = {group.key for group in self.speakers}
        if len(self.order) < 6 or INTERVIEWERS.isdisjoint(keys) or GUESTS.isdisjoint(keys):
            return False
        ended = sum([text.rstrip()[-1:] in SENTENCE_ENDS for text in self.words if text.rstrip()])
        return ended >= 0.8 * len(self.words) and self.personal >= 0.1

    @cached_property
    def colloquial(self) -> float:
        """The share of labels behind which stands what is only said: "yes" at first, a particle at last."""
        return sum([_COLLOQUIAL.search(text) is not None for text in self.words]) / len(self.words)

    @cached_property
    def rounds(self) -> list[list[str]]:
        """The keys of the labels between one heading, or line that is no sentence, and the next.

        Where most entries are blocks of lines with several labels, a blank line parts them as well.
        """
        blocks = [self.drafts[c.index].block for c in self.order]
        labels = Counter(blocks)
        shared = sum([labels[block] > 1 for block in blocks]) >= 0.7 * len(blocks)
        between = [range(a.index + 1, b.index) for a, b in pairwise(self.order)]
        heading = [any(_heads(self.drafts[at]) for at in places) for places in between]
        short = [[at for at in places if _is_short(self.drafts[at])] for places in between]
        titles = [places[-1:] == [c.index - 1] for places, c in zip(short, self.order[1:], strict=True)]
        # Where many stand elsewhere, what is said is broken into lines, and the last of them heads nothing.
        if sum(map(len, short)) > 1.5 * sum(titles):
            titles = [False] * len(titles)
        parts = [[self.order[0].key]]
        for number, candidate in enumerate(self.order[1:]):
            if heading[number] or titles[number] or (shared and blocks[number] != blocks[number + 1]):
                parts.append([])
            parts[-1].append(candidate.key)
        return parts

    @cached_property
    def orderly_rounds(self) -> int:
        """How many rounds there are in which nobody speaks twice."""
        return sum([len(keys) == len(set(keys)) for keys in self.rounds])

    @cached_property
    def takes_rounds(self) -> bool:
        """Whether there are three rounds, or two long ones, and in nearly all of them nobody speaks twice."""
        enough = len(self.rounds) >= 3 or (len(self.rounds) == 2 and min(map(len, self.rounds)) >= 4)
        return enough and self.orderly_rounds >= 0.9 * len(self.rounds)


def _heads(draft: Draft) -> bool:
    """Whether a paragraph is a heading or printed like one; a question is what people answer."""
    return (draft.form == HEADING or draft.all_bold) and draft.text[-1] not in "？?"


def _is_short(draft: Draft) -> bool:
    """Whether a line may be a heading, though nothing but its length and its end show it."""
    return len(draft.text) <= _OPENING and draft.text[-1] not in SENTENCE_ENDS + ":："


_PRONOUN = lazy_pattern(
    r"[我你您咱]|\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Yy]our|[Oo]ur|me|us|je|j’|j'|vous|tu|nous|moi|ich|Sie|du|wir|mir|"
    r"yo|usted|nosotros|eu|você|nós|io|lei|noi)\b|[私僕俺]|あなた|저는|제가|나는|당신|우리"
)
_FIRST_PERSON = lazy_pattern(
    r"我(?!们)|\b(?:I|[Mm]y|me|je|j’|j'|moi|ich|mir|yo|eu|io)\b|[私僕俺]|저는|제가|나는"
)
_COLLOQUIAL = lazy_pattern(r"^(?:对|嗯|哦|噢|啊|好的|是的|没错|那|對|沒錯)|[吗呢吧啊呀嘛哦嗎][。！？…]?$")
