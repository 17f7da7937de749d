"""Labels that go with others: slips for one, variants of one, and several people together."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tui.interview.names.shapes import PARTICLES, TITLE_OPENINGS, is_full_name, key
from tui.interview.names.vocabulary import ROLES
from tui.interview.speakers.features import Places
from tui.text.lazy_pattern import lazy_pattern

OFTEN = 3
"""Places from which a speaker's name may have slips and variants."""

_LINKING = frozenset(("of", "the", "at", "and", "for", "in", "&", "de", "-"))
_TO_WHOM = ("问", "問", "对", "對", "向", "跟", "同", "给", "采访", "專訪", "专访", "对话", "對話", "谈")
_SEVERAL = frozenset("、&/／，,＆和与")  # between the names that one label holds
_BRACKET = lazy_pattern(r"(?P<name>[^(（\[【]+?)\s*[(（\[【](?P<within>[^()（）\[\]【】]+)[)）\]】]")


def of_speakers(groups: Mapping[str, Places], speakers: Collection[str]) -> dict[str, str]:
    """Find the labels that name speakers in another way.

    They name one with more in brackets (王敏（CEO）), several together (Ann, Bo), or are rare slips of one.

    Args:
        groups: all candidate labels by their keys.
        speakers: the keys of those that are speakers'.

    Returns:
        the key of each such label → that of a speaker whom it names.
    """
    frequent = sorted(
        (groups[k] for k in speakers if groups[k].times >= OFTEN), key=lambda group: -group.times
    )[:100]
    known = {group.key for group in frequent}
    near: dict[str, list[Places]] = {}
    for other in frequent:
        for rest in _with_one_less(other.key):
            near.setdefault(rest, []).append(other)
    found: dict[str, str] = {}
    for name_key, group in groups.items():
        if name_key in known:
            continue
        parts = [key(part) for part in members(group.name)]
        if named := of_whom(group.name, known):
            found[name_key] = named
        elif len(parts) > 1 and known.issuperset(parts):
            found[name_key] = parts[0]
        else:
            slips = (
                other.key
                for rest in _with_one_less(name_key)
                for other in near.get(rest, ())
                if group.times * 4 <= other.times and resembles(name_key, other.key)
            )
            if meant := next(slips, ""):
                found[name_key] = meant
    return found


def _with_one_less(name_key: str) -> set[str]:
    """The key and what is left of it without any one of its characters.

    Two keys of which one is a slip for the other have one of these in common, so that not each must be held
    against each (Garbe, "1000x faster spelling correction", 2012).
    """
    return {name_key, *(name_key[:at] + name_key[at + 1 :] for at in range(len(name_key)))}


def members(name: str) -> list[str]:
    """Split a label of several people into their names (Ann, Bo); one name is left as it is."""
    for mark in ("、", "&", "/", "／", "，", " and ", "和", "与", "＆"):
        name = name.replace(mark, ",")
    return [part for part in name.split(",") if part.strip()]


def _behind_an_office(name: str, known: Collection[str]) -> str:
    """The key among `known` of the full name that stands behind somebody's office; "" for none."""
    whole = key(name)
    for length in (4, 3):
        office, named = whole[:-length], whole[-length:]
        if len(office) >= 2 and named in known and name.endswith(named) and is_full_name(named):
            about_him = office.startswith(TITLE_OPENINGS) or office.endswith(_TO_WHOM)
            plain = PARTICLES.isdisjoint(office) and _SEVERAL.isdisjoint(name)
            return named if plain and not about_him else ""
    return ""


def of_whom(name: str, known: Collection[str]) -> str:
    """Find the key among `known` of the speaker whom a label names with more in brackets; "" for none.

    Either the label stands without the brackets elsewhere (王敏（CEO）, 王敏), or what is in them does
    (Michael Folkson (MF), MF). A title may also stand behind a comma (Bo Chen, Director of X), and an
    office before a full Chinese name (某大学教授李樹人).
    """
    if named := _behind_an_office(name, known):
        return named
    found = _BRACKET.fullmatch(name) if name[-1:] in ")）]】" else None
    if found is None:
        plain, comma, title = name.partition(",")
        titled = comma and all(word[0].isupper() or word in _LINKING for word in title.split())
        several = any(key(part) in known for part in title.split(","))
        return key(plain) if titled and not several and " " in plain and key(plain) in known else ""
    plain, within = key(found["name"]), key(found["within"].removeprefix("以下简称").lstrip("下稱简称"))
    if within in known and not within.isdigit():
        return within
    return plain if plain in known and plain not in ROLES and not found["within"].isdigit() else ""


def resembles(one: str, other: str) -> bool:
    """Tell whether a label looks like a slip for another: a letter more, less or other, or two swapped."""
    if one == other or min(len(one), len(other)) < 2 or abs(len(one) - len(other)) > 1:
        return False
    if max(len(one), len(other)) < 3:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    if a[:1].isdigit() or b[:1].isdigit():
        return False  # Speaker 1 and Speaker 2 are two people
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:])
