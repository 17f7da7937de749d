"""Labels glued into a paragraph: one line that holds the end of one turn and the start of the next.

Only forms that nothing else has are cut out: a bold label that is already known, or a known name with a
time behind it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tui.interview.candidates import Candidate, Look
from tui.interview.draft import CODE, HEADING, Draft
from tui.interview.names import key

_BOLD = (Look.BOLD, Look.BOLD_NAME, Look.BOLD_LINE)
_COLONS = "：:"
_REACH = 48


def apply_labels(drafts: Sequence[Draft], labels: dict[int, Candidate]) -> tuple[list[Draft], list[Draft]]:
    """Put the labels on their drafts, and cut drafts where a further label stands within.

    Returns the drafts, and those that end in a label with no words behind it. Such a label is left in
    place: whose
    words the next paragraph holds cannot be told, so nothing is claimed.
    """
    looks = {candidate.look for candidate in labels.values()}
    bold = {candidate.key for candidate in labels.values() if candidate.look in _BOLD}
    timed = {candidate.name for candidate in labels.values() if candidate.look is Look.TIMED}
    stamp = _stamp(timed) if Look.TIMED in looks else None
    done: list[Draft] = []
    trailing: list[Draft] = []
    for index, draft in enumerate(drafts):
        if label := labels.get(index):
            draft.label, draft.label_end = label.name, label.end
        if not ((draft.bold and bold) or stamp) or draft.form in (HEADING, CODE):
            done.append(draft)
            continue
        while True:
            cut = _bold_label(draft, bold) if bold and draft.bold else None
            if cut is None and stamp:
                cut = _stamped_label(draft, stamp)
            if cut is None:
                break
            at, name, end = cut
            if not draft.text[end:].strip():
                trailing.append(draft)
                break
            left, right = draft.cut(at)
            left.label, left.label_end = draft.label, min(draft.label_end, len(left.text))
            right.label, right.label_end = name, _behind_blanks(right.text, end - at)
            done.append(left)
            draft = right
        done.append(draft)
    return done, trailing


def _behind_blanks(text: str, end: int) -> int:
    return len(text) - len(text[end:].lstrip())


def _bold_label(draft: Draft, known: Collection[str]) -> tuple[int, str, int] | None:
    text = draft.text
    for start, end in draft.bold:
        if start <= draft.label_end or not text[:start].strip():
            continue
        colon = min(
            (at for mark in _COLONS if (at := text.find(mark, start, start + _REACH)) >= 0), default=-1
        )
        if colon < 0 or colon > end + 1:
            continue
        name = text[start:colon].strip()
        if name and key(name) in known:
            return start, name, colon + 1
    return None


def _stamp(names: Collection[str]) -> re.Pattern[str]:
    alternatives = "|".join(
        r"\s*".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(
        rf"(?P<name>{alternatives})\s*[\[(（]?(?:\d{{1,2}}\s?[:：]\s?)?\d{{2}}\s?[:：]\s?\d{{2}}(?![\d:：])[\])）]?[:：]?"
    )


def _stamped_label(draft: Draft, stamp: re.Pattern[str]) -> tuple[int, str, int] | None:
    found = stamp.search(draft.text, max(1, draft.label_end))
    if not found or not draft.text[: found.start()].strip():
        return None
    if draft.label_end and not draft.text[draft.label_end : found.start()].strip():
        return None
    return found.start(), found["name"], found.end()
