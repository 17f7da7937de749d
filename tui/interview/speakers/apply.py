"""Labels glued into a paragraph: one line that holds the end of one turn and the start of the next.

Only forms that nothing else has are cut out: a bold label that is already known, or a known name with a
time behind it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tui.interview.model.draft import CODE, HEADING, Draft
from tui.interview.model.times import milliseconds
from tui.interview.names.shapes import key
from tui.interview.speakers.label_syntax import Candidate, Look, behind_blanks, has_colon

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
    for index, label in labels.items():
        drafts[index].label, drafts[index].label_end = label.name, label.end
        if label.time and not drafts[index].times and (time := milliseconds(label.time)) is not None:
            drafts[index].times = ((0, time),)
    if not bold and not stamp:
        return list(drafts), trailing
    for draft in drafts:
        cuts: list[tuple[int, str, int]] = []
        if draft.form not in (HEADING, CODE):
            if bold and draft.bold and draft.bold[-1][0] > draft.label_end:
                cuts += _bold_labels(draft, bold)
            if stamp and has_colon(draft.text, draft.label_end):
                cuts += _stamped_labels(draft, stamp)
        if not cuts:
            done.append(draft)
            continue
        cuts.sort()
        trails = not draft.text[cuts[-1][2] :].strip()
        if trails:
            cuts.pop()
        bounds = [at for at, _, _ in cuts] + [len(draft.text)]
        if not cuts:
            done.append(draft)
        else:
            first, *parts = draft.cut([0, *bounds])
            first.label, first.label_end = draft.label, min(draft.label_end, len(first.text))
            done.append(first)
            for (at, name, end), part in zip(cuts, parts, strict=True):
                part.label, part.label_end = name, behind_blanks(part.text, end - at)
                done.append(part)
        if trails:
            trailing.append(done[-1])
    return done, trailing


def _bold_labels(draft: Draft, known: Collection[str]) -> list[tuple[int, str, int]]:
    """Known labels printed bold within the paragraph: (start, name, end behind the colon)."""
    text = draft.text
    found: list[tuple[int, str, int]] = []
    behind = behind_blanks(text, draft.label_end)
    for start, end in draft.bold:
        if start <= behind:
            continue
        colon = min(
            (at for mark in _COLONS if (at := text.find(mark, start, start + _REACH)) >= 0), default=-1
        )
        if colon < 0 or colon > end + 1:
            continue
        name = text[start:colon].strip()
        if name and key(name) in known:
            found.append((start, name, colon + 1))
            behind = behind_blanks(text, colon + 1)
    return found


def _stamp(names: Collection[str]) -> re.Pattern[str]:
    alternatives = "|".join(
        r"\s*".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True)
    )
    time = r"(?:\d{1,2}\s?[:：]\s?)?\d{2}\s?[:：]\s?\d{2}"
    return re.compile(rf"(?P<name>{alternatives})\s*[\[(（]?{time}(?![\d:：])[\])）]?[:：]?")


def _stamped_labels(draft: Draft, stamp: re.Pattern[str]) -> list[tuple[int, str, int]]:
    """Known names with a time behind them within the paragraph: (start, name, end behind the time)."""
    found: list[tuple[int, str, int]] = []
    behind = draft.label_end
    for match in stamp.finditer(draft.text, max(1, behind)):
        if draft.text[behind : match.start()].strip():
            found.append((match.start(), match["name"], match.end()))
            behind = match.end()
    return found
