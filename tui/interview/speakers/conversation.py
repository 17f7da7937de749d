"""Whether labels that look like speakers make up a conversation, or a form that is filled in.

Somebody says "I" and "you", one asks and another answers, and what they say is now short and now long. The
entries of a list do nothing of this, and come in the same order under each heading.
"""

from __future__ import annotations

from collections.abc import Sequence

from tui.interview.model.draft import HEADING, ITEM, Draft
from tui.interview.names.shapes import is_full_name
from tui.interview.speakers.form import has_fields_between, is_a_form, is_filled_in, is_in_rounds
from tui.interview.speakers.label_group import Group
from tui.interview.speakers.label_syntax import Candidate, Look
from tui.interview.speakers.talk_features import Talk
from tui.text.lazy_pattern import lazy_pattern


def only_conversation(
    drafts: Sequence[Draft],
    groups: dict[str, Group],
    accepted: set[str],
    found: list[Candidate],
    *,
    cues: bool = False,
) -> set[str]:
    """Keep the accepted labels where people converse; keep none of a form that is filled in, or of one voice.

    Args:
        drafts: the paragraphs.
        groups: all labels by their keys; a reason is added to those that turn out to be nobody.
        accepted: the keys of those that look like speakers.
        found: every place of a label, in order.
        cues: whether the paragraphs are captions, which nobody fills forms in with.
    """
    if not accepted:
        return accepted
    order = [candidate for candidate in found if candidate.key in accepted]
    fields = {name_key for name_key, group in groups.items() if group.kind == "field"}
    talk = Talk(drafts, order, [groups[name_key] for name_key in accepted], found, fields)
    for reason, holds in _DOUBTS if cues else (*_DOUBTS, *_DOUBTS_ABOUT_PROSE):
        if holds(talk):
            for group in talk.speakers:
                group.add(reason, -8.0)
            return set()
    return accepted


def _is_a_cast(talk: Talk) -> bool:
    """Whether many are named, and hardly anybody comes again."""
    if len(talk.speakers) >= 3 and len(talk.order) == len(talk.speakers):
        return not any(group.kind == "role" for group in talk.speakers)
    return len(talk.speakers) >= 5 and len(talk.order) < 1.5 * len(talk.speakers)


def _is_sparse(talk: Talk) -> bool:
    """Whether labels without a colon stand far apart, as what is only set off now and then."""
    unusual = sum([c.look in (Look.BRACKETED, Look.DASHED) for c in talk.order])
    return unusual > 0.5 * len(talk.order) and len(talk.order) < 0.15 * (
        talk.order[-1].index - talk.order[0].index
    )


def _is_one_voice(talk: Talk) -> bool:
    """Whether there is one label, and neither times nor headings show that it is somebody's."""
    if len(talk.speakers) > 1:
        return False
    timed = any(c.look is Look.TIMED for c in talk.order)
    headed = any(c.look is Look.HEADING for c in talk.order) and _is_clear(talk.speakers[0])
    return not ((timed or headed) and talk.speakers[0].points >= 1.5)


def _is_too_little(talk: Talk) -> bool:
    """Whether a few labels are all there is, and nobody asks nor is clearly somebody.

    A western word that comes again may be a first name, if "I" or "you" is said; two labels that stand once
    each may be anything, whatever they look like, if nothing of this is.
    """
    if len(talk.order) >= 6 or talk.asking > 0:
        return False
    if talk.personal:
        return not any(_is_clear(group) or (group.points >= 2 and group.times > 1) for group in talk.speakers)
    return len(talk.order) < 3 or not any(_is_clear(group) for group in talk.speakers)


def _fresh(drafts: Sequence[Draft], order: list[Candidate]) -> float:
    """The share of headings, entries and short lines among what stands before the first label of a round."""
    first = order[0].key
    labelled = {c.index for c in order}
    starts = [c.index - 1 for c in order if c.key == first]
    fresh = [
        at < 0
        or (
            at not in labelled
            and drafts[at].text[-1] not in "？?"
            and (drafts[at].form in (HEADING, ITEM) or drafts[at].all_bold)
        )
        for at in starts
    ]
    return sum(fresh) / len(fresh)


def _is_a_list(talk: Talk) -> bool:
    """Whether labels that need not be names head words in which nobody is "I" or "you".

    Of transcripts, a third of what is said and more holds such a word; of lists hardly a tenth.
    """
    clear = sum([g.times for g in talk.speakers if g.kind in ("role", "medium") or is_full_name(g.name)])
    shown = any(c.look in (Look.TIMED, Look.MARKED) for c in talk.order)
    if len(talk.order) < 6 or clear >= 0.3 * len(talk.order) or shown or talk.of_people:
        return False
    if not any(map(_KNOWN_LANGUAGE.search, talk.words)):
        return False
    personal = talk.personal
    asking = [group.share("asks") for group in talk.speakers if group.times > 1]
    if len(once := [group.share("asks") for group in talk.speakers if group.times == 1]) >= 3:
        asking.append(sum(once) / len(once))  # one question each, as the press asks
    for_people = 2 if personal >= 0.3 else 1 if personal >= 0.2 else -2 if personal < 0.12 else 0
    apart = max(asking) - min(asking) if asking else 0.0
    for_people += 4 if apart >= 0.75 else 1 if apart >= 0.45 else 0
    for_people += 3 * (talk.colloquial >= 0.25)
    for_people -= 2 * (_fresh(talk.drafts, talk.order) >= 0.6)
    return for_people < 1


_KNOWN_LANGUAGE = lazy_pattern(r"[\u4e00-\u9fff]|\b(?:the|of|and|to|is)\b")


def _is_clear(group: Group) -> bool:
    """Whether a label shows a person: a role, a Chinese name, a western one in full."""
    return group.points >= 2 and (group.kind == "role" or not group.name.isascii() or " " in group.name)


def _is_even(talk: Talk) -> bool:
    """Whether nobody asks, and all that is said is of about one length, as entries are.

    Two characters of which one is a surname may as well be a city.
    """
    if any(group.kind in ("role", "medium") or group.share("asks") > 0 for group in talk.speakers):
        return False
    if talk.of_people or any(group.points > 0.5 and len(group.key) > 2 for group in talk.speakers):
        return False
    lengths = [len(talk.drafts[c.index].text) - c.end for c in talk.order]
    mean = sum(lengths) / len(lengths)
    # The variance by hand: `statistics` loads what takes longer than a short interview does.
    return sum((length - mean) ** 2 for length in lengths) < (0.5 * mean) ** 2 * len(lengths)


_DOUBTS = (
    ("rotation", is_a_form),
    ("nobody-recurs", _is_a_cast),
    ("sparse", _is_sparse),
    ("alone", _is_one_voice),
    ("nobody-asks", _is_too_little),
)
_DOUBTS_ABOUT_PROSE = (
    ("filled-in", is_filled_in),
    ("rounds", is_in_rounds),
    ("fields-between", has_fields_between),
    ("even", _is_even),
    ("impersonal", _is_a_list),
)
