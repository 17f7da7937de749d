"""The parts of a page that are not its article: menus, what is hidden, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from tui.interview.formats.html_elements import BLOCKS, DEEP, VOID, Open
from tui.interview.formats.html_tokens import END, START, WORDS, Token
from tui.interview.model.draft import HEADING, ITEM, Draft
from tui.text.lazy_pattern import lazy_pattern

INSIDE, LAST, BEYOND = "inside", "last", "beyond"
_SIBLINGS = frozenset(("li", "dt", "dd", "tr", "td", "th", "option"))
_CONTAINERS = frozenset(("ul", "ol", "dl", "table", "menu", "select"))
_OF_ITS_OWN = frozenset(("blockquote", "figure", "li"))
"""What may have a footer of its own, which names who said it."""
_BESIDE = frozenset((
    "sidebar", "side-bar", "related", "related-posts", "related-articles", "related-reading", "recommend",
    "recommended", "recommendations", "breadcrumb", "breadcrumbs", "site-footer", "page-footer",
))  # fmt: skip
_LONGEST_ENTRY = 60  # code points of a line in a list of links


_NOT_SHOWN = lazy_pattern(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_HOME = lazy_pattern(r"/(?:index\.\w{3,5})?|https?://[^/]+/?", re.IGNORECASE)


def is_menu(tag: str, given: Mapping[str, str]) -> bool:
    """Tell whether an element is a menu, which holds the ways to other pages."""
    return tag == "nav" or given.get("role", "").strip().lower() == "navigation"


def is_hidden(given: Mapping[str, str]) -> bool:
    """Tell whether no browser shows an element; visibility is another matter, which scripts put right."""
    if given.get("hidden", "until-found").strip().lower() != "until-found":
        return True
    style = given.get("style", "")
    return "one" in style.lower() and _NOT_SHOWN.search(style) is not None


def is_beside(tag: str, given: Mapping[str, str], around: Sequence[Open]) -> bool:
    """Tell whether an element stands beside the article, or below it: a sidebar, a footer.

    Args:
        tag: the element's.
        given: its attributes.
        around: the elements that it stands in.
    """
    role = given.get("role", "").strip().lower()
    if tag == "footer" or role == "contentinfo":
        return not any(one.tag in _OF_ITS_OWN for one in around)
    if tag == "aside" or role == "complementary":
        return True
    names = f"{given.get('class', '')} {given.get('id', '')}"
    return len(names) > 6 and not _BESIDE.isdisjoint(names.lower().split())


class Passed:
    """An element that is passed over, words and all.

    Args:
        token: its start tag.
        menu: whether it is a menu.
        around: the tags of the elements that it stands in.
    """

    __slots__ = ("_around", "_open", "menu", "start", "tag", "words")

    def __init__(self, token: Token, menu: bool, around: Collection[str]) -> None:
        self.tag = token.name
        self.start = token.start
        self.menu = menu
        self.words: list[str] = []
        self._around = around
        self._open = [token.name]

    def take(self, token: Token, source: str) -> str:
        """Follow a token, and tell whether it is INSIDE the element, the LAST of it, or BEYOND it.

        Not all that is opened is closed: what can only stand behind the element ends it too.
        """
        opened, name = self._open, token.name
        if token.kind == WORDS:
            words = source[token.start : token.end].strip()
            if words:
                self.words.append(words)
        elif token.kind == START:
            if self._is_ended_by(name):
                return BEYOND
            if name not in VOID:
                opened.append(name)
                if len(opened) > DEEP:
                    del opened[1 : DEEP // 2]
        elif token.kind == END:
            number = next((n for n in range(len(opened) - 1, -1, -1) if opened[n] == name), -1)
            if number == 0:
                return LAST
            if number > 0:
                del opened[number:]
            elif name in self._around:
                return BEYOND
        return INSIDE

    def _is_ended_by(self, tag: str) -> bool:
        if self.tag == "p":
            return tag in BLOCKS
        return self.tag in _SIBLINGS and tag in _SIBLINGS and _CONTAINERS.isdisjoint(self._open)


def to_be_read(passed: Sequence[Passed], shown: int) -> set[int]:
    """Choose the elements that were passed over and are to be read all the same; return their starts.

    What is hidden says again what is shown, or little. Where it says more, the page shows it when asked to:
    a transcript that is folded in, say.

    Args:
        passed: what was passed over.
        shown: code points of all other words.
    """
    hidden = [one for one in passed if not one.menu]
    said = sum(map(len, {words for one in hidden for words in one.words}))
    if said > shown:
        return {one.start for one in hidden}
    return {one.start for one in passed if one.words} if not shown else set()


def set_links_beside(drafts: Sequence[Draft]) -> None:
    """Put beside the article what only leads away from it.

    That is a heading with nothing but links under it, as of what else there is to be read, and one that is a
    link to the site itself, as its name in the page's head is.
    """
    start = -1
    for index in range(len(drafts) + 1):
        draft = drafts[index] if index < len(drafts) else None
        if draft is not None and draft.form == HEADING and _leads_home(draft):
            draft.beside = True
        if draft is not None and draft.form != HEADING and not draft.beside:
            if start >= 0 and not _is_entry(draft):
                start = -1
            continue
        if start >= 0 and index > start + 1:
            for one in drafts[start:index]:
                one.beside = True
        start = index if draft is not None and draft.form == HEADING and draft.depth > 1 else -1


def _is_entry(draft: Draft) -> bool:
    target = _target(draft)
    return target[:1] not in ("", "#") and (draft.form == ITEM or len(draft.text) <= _LONGEST_ENTRY)


def _leads_home(draft: Draft) -> bool:
    target = _target(draft)
    return target[:1] in ("/", "h") and _HOME.fullmatch(target) is not None


def _target(draft: Draft) -> str:
    """Where a link over the whole of a paragraph leads, "" where none is."""
    if len(draft.links) != 1:
        return ""
    start, end, target = draft.links[0]
    return target if start == 0 and end == len(draft.text) else ""
