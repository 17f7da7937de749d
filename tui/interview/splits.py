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
        cuts = sorted(_bold_labels(draft, bold) + _stamped_labels(draft, stamp))
        trails = bool(cuts) and not draft.text[cuts[-1][2] :].strip()
        if trails:
            cuts.pop()
        bounds = [at for at, _, _ in cuts] + [len(draft.text)]
        if not cuts:
            done.append(draft)
        else:
            first = draft.part(0, bounds[0])
            first.label, first.label_end = draft.label, min(draft.label_end, len(first.text))
            done.append(first)
            for (at, name, end), until in zip(cuts, bounds[1:], strict=True):
                part = draft.part(at, until)
                part.label, part.label_end = name, _behind_blanks(part.text, end - at)
                done.append(part)
        if trails:
            trailing.append(done[-1])
    return done, trailing


def _behind_blanks(text: str, end: int) -> int:
    return len(text) - len(text[end:].lstrip())


def _bold_labels(draft: Draft, known: Collection[str]) -> list[tuple[int, str, int]]:
    """Known labels printed bold within the paragraph: (start, name, end behind the colon)."""
    text = draft.text
    found: list[tuple[int, str, int]] = []
    behind = draft.label_end
    if not known:
        return found
    for start, end in draft.bold:
        if start <= behind or not text[behind:start].strip():
            continue
        colon = min(
            (at for mark in _COLONS if (at := text.find(mark, start, start + _REACH)) >= 0), default=-1
        )
        if colon < 0 or colon > end + 1:
            continue
        name = text[start:colon].strip()
        if name and key(name) in known:
            found.append((start, name, colon + 1))
            behind = colon + 1
    return found


def _stamp(names: Collection[str]) -> re.Pattern[str]:
    alternatives = "|".join(
        r"\s*".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True)
    )
    time = r"(?:\d{1,2}\s?[:：]\s?)?\d{2}\s?[:：]\s?\d{2}"
    return re.compile(rf"(?P<name>{alternatives})\s*[\[(（]?{time}(?![\d:：])[\])）]?[:：]?")


def _stamped_labels(draft: Draft, stamp: re.Pattern[str] | None) -> list[tuple[int, str, int]]:
    """Known names with a time behind them within the paragraph: (start, name, end behind the time)."""
    found: list[tuple[int, str, int]] = []
    if stamp is None:
        return found
    behind = draft.label_end
    for match in stamp.finditer(draft.text, max(1, behind)):
        if draft.text[behind : match.start()].strip():
            found.append((match.start(), match["name"], match.end()))
            behind = match.end()
    return found
