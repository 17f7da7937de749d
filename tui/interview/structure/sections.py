"""Which paragraphs head a section: marked headings, bold lines and bare numbers, by the place they take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tui.interview.model.draft import CODE, HEADING, ITEM, TEXT, Draft
from tui.interview.model.interview import Kind
from tui.text.lazy_pattern import lazy_pattern

_LAST = frozenset("0123456789.．、:：/ \tivxIVX一二三四五六七八九十部章节篇幕分")
_AROUND = "#/|｜·•-—–=~【】[]()（）<>《》「」"
"""What may stand on both sides of a heading's number, beside blanks."""
_DIGITS = "零一二三四五六七八九"
_LONGEST_TITLE = 60
_LONGEST_SUBTITLE = 80


_NUMBER = lazy_pattern(
    r"(?:part|chapter|section|vol|no)?[\s.#]*(?:\d{1,2}|[ivx]{1,5}|[一二三四五六七八九十]{1,3})[\s.．、:：/]*"
    r"|第[一二三四五六七八九十\d]{1,3}[部章节篇幕][分]?"
    r"|part\s+(?:one|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)
_NUMBERED_TITLE = lazy_pattern(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|第[一二三四五六七八九十\d]{1,3}[部章节篇幕]分?|(?:part|chapter)\s*\d{1,2})"
    r"(?:[、.．｜|:：/]\s*|\s+)(?=\S)(?![\d年月日个])",
    re.IGNORECASE,
)


def is_number(text: str) -> bool:
    """Tell whether a heading is a bare number (01, 三, Part 2), its words standing in the one after it."""
    text = text.strip()
    if text[0] in _AROUND or text[-1] in _AROUND:
        text = text.strip(_AROUND + " \t\u3000") or text
    if len(text) > 14 or not (text[-1] in _LAST or text[:4].lower() in ("part", "chap", "sect")):
        return False
    return _NUMBER.fullmatch(text) is not None


def mark(drafts: Sequence[Draft], title: int) -> None:
    """Set the kind of headings and subtitles, and where a section opens.

    Args:
        drafts: with their labels decided.
        title: index of the draft that is the document's title, -1 for none; it opens nothing.
    """
    labelled = [index for index, draft in enumerate(drafts) if draft.label]
    marked = [
        index
        for index, draft in enumerate(drafts)
        if draft.form == HEADING and not draft.label and index != title
    ]
    first, last = (labelled[0], labelled[-1]) if labelled else (len(drafts), -1)
    carrying = [
        index
        for index in marked
        if title < index < last and (index > first or _leads_to(drafts, index, first))
    ]
    if labelled and not carrying:
        _promote(drafts, title, last)
        marked = [
            index
            for index, draft in enumerate(drafts)
            if draft.form == HEADING and not draft.label and index != title
        ]
    numbered = -2
    before = -2
    for index in marked:
        draft = drafts[index]
        joins = before == index - 1 and numbered == before and drafts[before].depth == draft.depth
        joins = joins or draft.kind is Kind.HEADING
        draft.kind = Kind.HEADING
        draft.opens = not joins
        if joins or is_number(draft.text):
            numbered = index
        before = index
    for index in marked:
        _find_subtitle(drafts, index + 1)


def _leads_to(drafts: Sequence[Draft], index: int, label: int) -> bool:
    return not any(draft.form == TEXT and len(draft.text) > 200 for draft in drafts[index + 1 : label])


def _find_subtitle(drafts: Sequence[Draft], index: int) -> None:
    if index >= len(drafts):
        return
    draft = drafts[index]
    text = draft.text
    if draft.label or draft.form == HEADING or len(text) > _LONGEST_SUBTITLE:
        return
    pair = text[0] + text[-1]
    if pair in ("「」", "『』", "“”", "《》", '""') and text.count(text[0]) == (2 if pair == '""' else 1):
        draft.kind = Kind.SUBTITLE


def _promote(drafts: Sequence[Draft], title: int, last: int) -> None:
    """Make headings of bold lines and bare numbers, in a document that has no marked ones.

    Such a line is short, stands alone, is nobody's question, and the next words after it are a label.
    """
    runs: list[range] = []
    end = title + 1
    counting: bool | None = None
    short = [i for i, d in enumerate(drafts[:last]) if not d.label and len(d.text) <= _LONGEST_TITLE]
    for index in short:
        if index < end or not _could_head(drafts, index):
            continue
        end = index + 1
        while end < last and _could_head(drafts, end):
            end += 1
        run = range(index, end)
        after = end
        if after < last and not drafts[after].label and _is_lead(drafts[after]):
            after += 1
        if not drafts[after].label or not _speaks_before(drafts, run.start, title):
            continue
        start = next((i for i in run if is_number(drafts[i].text)), run.stop - 1)
        while start > run.start and drafts[start - 1].text[-1] in "，,、：:":
            start -= 1
        if not drafts[start].all_bold and not _is_bracketed(drafts[start].text):
            counting = _counts(drafts) if counting is None else counting
            if not counting:
                continue
        runs.append(range(start, run.stop))
    runs = _in_sequence(drafts, runs)
    if len(runs) < 2:
        return  # a single one is more likely an emphasis
    for run in runs:
        for number in run:
            drafts[number].form, drafts[number].depth = HEADING, 1
            if number > run.start:
                drafts[number].kind = Kind.HEADING


def _in_sequence(drafts: Sequence[Draft], runs: list[range]) -> list[range]:
    """The runs without the entries of lists, which stand right before a label as headings do.

    A plain title behind a number is a heading if it stands alone, if all the others are so, and if the
    numbers go on from one to the next.
    """
    plain = [run for run in runs if not drafts[run.start].all_bold and not is_number(drafts[run.start].text)]
    titled = [run for run in plain if _is_numbered_title(drafts[run.start].text)]
    if not titled:
        return runs
    numbers = [_number_of(drafts[run.start].text) for run in titled]
    counting = all(0 < one < other <= one + 2 for one, other in pairwise(numbers)) and len(numbers) > 1
    if counting and len(titled) >= 0.5 * len(runs) and all(len(run) == 1 for run in titled):
        return runs
    return [run for run in runs if run not in titled]


def _number_of(text: str) -> int:
    """The number that a title begins with, in digits or Chinese; 0 for none."""
    match = re.match(r"\D{0,8}?(\d{1,3})|第?([一二三四五六七八九十]{1,3})", text)
    if not match:
        return 0
    if match[1]:
        return int(match[1])
    tens, ten, ones = match[2].rpartition("十")
    return (_DIGITS.find(tens) if tens else 1) * 10 * bool(ten) + max(0, _DIGITS.find(ones) if ones else 0)


def _could_head(drafts: Sequence[Draft], index: int) -> bool:
    draft = drafts[index]
    text = draft.text
    if draft.label or draft.form not in (TEXT, HEADING) or draft.form in (ITEM, CODE) or draft.links:
        return False
    if is_number(text) or _is_numbered_title(text):
        return True
    if _is_bracketed(text):
        return True
    if not draft.all_bold or len(text) > _LONGEST_TITLE:
        # The words of a bare number may be printed plainly on the next line.
        return (
            index > 0
            and is_number(drafts[index - 1].text)
            and not drafts[index - 1].label
            and len(text) <= 40
            and text[-1] not in "。；;"
        )
    return text[-1] not in "。；;：:"


def _is_bracketed(text: str) -> bool:
    """Whether a line stands whole in the brackets that Chinese headings are set off with."""
    return text[0] == "【" and 5 <= len(text) <= 30 and text.find("】") == len(text) - 1


def _is_lead(draft: Draft) -> bool:
    return len(draft.text) <= _LONGEST_SUBTITLE and draft.text[:1] in "「『“"


def _speaks_before(drafts: Sequence[Draft], index: int, title: int) -> bool:
    """Whether a heading may stand here: not in the middle of a question that is itself printed bold."""
    before = drafts[index - 1] if index > title + 1 else None
    if before is None:
        return True
    return not (before.all_bold and before.label)


def _counts(drafts: Sequence[Draft]) -> bool:
    """Whether numbers alone, or titles behind numbers, come back; one of them may be anything."""
    return sum(1 for d in drafts if not d.label and (is_number(d.text) or _is_numbered_title(d.text))) >= 2


def _is_numbered_title(text: str) -> bool:
    text = text.lstrip("#")
    return (
        0 < len(text) <= 40
        and text[-1] not in "。；;：:，,、！!"
        and (text[0].isdigit() or text[0] in "一二三四五六七八九十第PpCc")
        and _NUMBERED_TITLE.match(text) is not None
    )


def heading_words(drafts: Sequence[Draft], index: int) -> str:
    """Join the words of the heading that opens at `index` with those of the lines that continue it."""
    words = drafts[index].text
    number = index + 1
    while number < len(drafts) and drafts[number].kind == Kind.HEADING and not drafts[number].opens:
        more = drafts[number].text
        glued = not is_number(words) and words[-1] > "\u2e7f" and more[0] > "\u2e7f"
        words += more if glued else " " + more
        number += 1
    return words
