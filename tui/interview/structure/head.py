"""The head of an article: its title, and who made it known when and where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tui.interview.model.draft import HEADING, TEXT, Draft
from tui.interview.model.interview import Credits, Kind
from tui.interview.names.shapes import key
from tui.text.lazy_pattern import lazy_pattern

_DEEP = 60  # paragraphs from the start in which credits are looked for
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


_CREDIT_LINE = lazy_pattern(
    r"(?P<what>作\s?者|原创|文字?|撰\s?文|撰稿|采访|采写|对话|整理|编\s?辑|责编|编译|翻译|监制|策划|摄影|设计|校对"
    r"|出\s?品|来\s?源|发布于|首发|公众号|author|by|text|edited by|editor|source|published by|publisher)"
    r"\s*(?:[|｜丨︱/／]|[:：]|\s-\s)\s*(?P<who>.{1,60})",
    re.IGNORECASE,
)
_ISO_DATE = lazy_pattern(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?!\d)\s?日?"
)
_MONTH = r"(?P<m>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_ENGLISH_DATE = lazy_pattern(
    rf"\b(?:{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d))\b", re.IGNORECASE
)


def find_date(text: str) -> str:
    """Find the first full date in a text, as ISO 8601; "" for none."""
    return _date_in(text)[0]


def _date_in(text: str) -> tuple[str, int, int]:
    """The first full date in a text and where it is written, from start to end; "" for none."""
    none = "", len(text), len(text)
    if "20" not in text and "19" not in text:
        return none
    date = _ISO_DATE.search(text)
    if date:
        month = int(date["m"])
    else:
        lowered = text.lower()
        if not any(month in lowered for month in _MONTHS):
            return none
        date = _ENGLISH_DATE.search(text)
        if not date:
            return none
        month = _MONTHS.index(date["m"][:3].lower()) + 1
    day = int(date["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return none
    return f"{date['y']}-{month:02}-{day:02}", *date.span()


def title_of(drafts: Sequence[Draft], about: Mapping[str, str]) -> tuple[str, int]:
    """Find the document's title, and the index of the heading that takes its place (-1 if none does).

    The words are the file's own title entry's, else those of a link over the whole line in the head (the
    article it was taken from), else those of the first heading. Of a page, whose first links lead through the
    site, they are its outermost heading's or what its window is called.
    """
    heading = _title_heading(drafts, about)
    if about.get("title"):
        return " ".join(about["title"].split()), heading
    if "page" in about:
        words, window = drafts[heading].text if heading >= 0 else "", about["page"]
        if words and (drafts[heading].depth == 1 or words in window or not window):
            return words, heading
        if window:
            return _without_site(window, about), heading
    for draft in drafts[:8]:
        if draft.label or (draft.form == HEADING and draft is not drafts[max(heading, 0)]):
            break
        if _linked_whole(draft) and "." not in draft.text[:1] and not _is_host(draft.text):
            return draft.text, heading
    if heading >= 0:
        return drafts[heading].text, heading
    first = drafts[0] if drafts else None
    if first and not first.label and len(first.text) <= 80 and first.text[-1] not in "。！!？?；;，,：:":
        # A first line set off from what follows, in a text that marks nothing.
        alone = len(drafts) > 1 and drafts[1].block != first.block and first.form == TEXT
        return (first.text if alone else "", -1)
    return "", -1


def _without_site(title: str, about: Mapping[str, str]) -> str:
    """What a page's window is called, without the name of the site behind it."""
    site = about.get("publisher", "")
    rest = title.removesuffix(site).rstrip() if site else title
    bare = rest.rstrip("-–—_|｜·•:：").rstrip()
    return bare if bare and bare != rest else title


def _title_heading(drafts: Sequence[Draft], about: Mapping[str, str]) -> int:
    headings = [i for i, draft in enumerate(drafts) if draft.form == HEADING and not draft.label]
    if not headings:
        return -1
    first = headings[0]
    if sum(1 for draft in drafts[:first] if draft.form == TEXT) > 3 or any(
        draft.label for draft in drafts[:first]
    ):
        return -1
    depth = drafts[first].depth
    if about.get("title") and key(about["title"]) == key(drafts[first].text):
        return first
    others = headings[1:]
    if all(drafts[i].depth > depth for i in others):
        # A lone heading over everything is a title unless the file names its title itself and the heading
        # is deep.
        return first if depth == 1 or not about.get("title") else -1
    if depth > min(drafts[i].depth for i in others) or about.get("title") or first > 0:
        return -1
    second = others[0]
    return first if not any(draft.label for draft in drafts[first:second]) and second > first + 1 else -1


def _linked_whole(draft: Draft) -> bool:
    return len(draft.links) == 1 and draft.links[0][0] == 0 and draft.links[0][1] == len(draft.text)


def _is_host(text: str) -> bool:
    return "." in text and " " not in text and text.isascii()


def mark(drafts: Sequence[Draft], end: int, title: str, heading: int, about: Mapping[str, str]) -> Credits:
    """Set the kinds of the head's paragraphs, [0, end), and say who made the interview known."""
    credits = {"author": "", "publisher": "", "date": "", "url": "", "account": ""}
    wanted = key(title)
    titled = False
    for index in range(min(end, _DEEP)):
        draft = drafts[index]
        if draft.label or draft.opens:
            break
        if not titled and wanted and key(draft.text) == wanted and (draft.text == title or index == heading):
            draft.kind, titled = Kind.TITLE, True
            if _linked_whole(draft):
                credits["url"] = credits["url"] or draft.links[0][2]
        elif index == heading:
            draft.kind = Kind.CREDIT if not titled and _later(drafts, index, end, title) else Kind.TITLE
        elif _read_credit(draft, credits) or (wanted and _same_title(key(draft.text), wanted)):
            draft.kind = Kind.CREDIT
    entries = {
        "author": ("author", "authors", "by"),
        "publisher": ("publisher", "channel", "account_name", "site", "podcast", "show"),
        "date": ("date", "published", "publish_date", "pub_date", "published_at", "pubdate"),
        "url": ("url", "source_url", "link", "youtube_url", "media", "source"),
    }
    for what, names in entries.items():
        for name in names:
            value = " ".join(about.get(name, "").split())
            if what == "date":
                value = find_date(value)
            if value and (what != "url" or "://" in value) and not value.startswith(("[", "{")):
                credits[what] = value
                break
    publisher = credits["publisher"] or credits["account"].removeprefix(credits["author"]).strip()
    return Credits(credits["author"], publisher, credits["date"], credits["url"])


def _later(drafts: Sequence[Draft], index: int, end: int, title: str) -> bool:
    return any(draft.text == title for draft in drafts[index + 1 : min(end, _DEEP)])


def _same_title(one: str, wanted: str) -> bool:
    return one == wanted or (one[:8].isdigit() and one[8:] == wanted)


def _read_credit(draft: Draft, credits: dict[str, str]) -> bool:
    text = draft.text
    if len(text) > 160:
        return False
    if draft.links and draft.links[0][0] == 0:
        start, end, address = draft.links[0]
        if "://" in address and (_linked_whole(draft) or _is_host(text[start:end])):
            credits["url"] = credits["url"] or address
            _read_account(text[end:].strip(), credits)
            return True
    if line := _CREDIT_LINE.match(text):
        who = line["who"].strip(" *|｜")
        what = line["what"].replace(" ", "").casefold()
        if len(who) <= 40 and not who.endswith(("。", "？", "！")):
            who, date = _without_date(_until_next(who))
            credits["date"] = credits["date"] or date
            if what in ("作者", "文", "文字", "撰文", "撰稿", "采写", "author", "by", "text"):
                credits["author"] = credits["author"] or who
            elif what in ("出品", "来源", "source", "publishedby", "publisher", "公众号", "首发"):
                credits["publisher"] = credits["publisher"] or who
            return True
    date = find_date(text)
    if date and len(text) <= 80 and text[-1] not in "。！？，；：":
        credits["date"] = credits["date"] or date
        match = _ISO_DATE.search(text)
        account = text[: match.start()].strip() if match else ""
        account = account.removeprefix("原创").strip()
        credits["account"] = credits["account"] or account
        if credits["author"] and account.startswith(credits["author"]):
            credits["account"] = account.removeprefix(credits["author"]).strip()
        return True
    return False


def _until_next(who: str) -> str:
    """The first of several credits that stand on one line."""
    found = _CREDIT_LINE.search(who)
    return who[: found.start()].strip(" *|｜") if found and found.start() else who


def _without_date(who: str) -> tuple[str, str]:
    """Who a credit names, without the date that stands beside them, and that date."""
    date, start, end = _date_in(who)
    signs = " *|｜,，·()（）"
    return (who[:start].strip(signs) or who[end:].strip(signs), date) if date else (who, "")


def _read_account(words: str, credits: dict[str, str]) -> None:
    """Author and account as reading-list services print them behind the host: "宛辰、郑玥 极客公园"."""
    parts = words.split()
    half = len(parts) // 2
    if parts and len(words) <= 40:
        if half and parts[:half] == parts[half:]:
            credits["publisher"] = credits["publisher"] or " ".join(parts[:half])
        elif len(parts) == 2:
            credits["author"] = credits["author"] or parts[0]
            credits["publisher"] = credits["publisher"] or parts[1]
