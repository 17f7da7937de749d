"""Labels that go with others: slips for one, variants of one, and several people together."""

from __future__ import annotations

from tui.interview.speakers.label_group import Group
from tui.interview.speakers.name_shapes import key, of_whom, resembles


def kin(groups: dict[str, Group], accepted: set[str]) -> set[str]:
    """Rare labels that are slips of an accepted one, or several accepted ones together (Ann, Bo)."""
    more: set[str] = set()
    frequent = sorted((groups[k] for k in accepted if groups[k].times >= 3), key=lambda g: -g.times)[:100]
    known = {group.key for group in frequent}
    near: dict[str, list[Group]] = {}
    for other in frequent:
        for rest in _with_one_less(other.key):
            near.setdefault(rest, []).append(other)
    for group in groups.values():
        if group.key in accepted or any(code in ("field", "saying", "quotes") for code, _ in group.reasons):
            continue
        if of_whom(group.name, known):
            group.add("variant", 4.0)
            more.add(group.key)
            continue
        parts = [key(part) for part in members(group.name)]
        if len(parts) > 1 and all(part in known for part in parts):
            group.add("several", 4.0)
            more.add(group.key)
        elif any(
            group.times * 4 <= other.times and resembles(group.key, other.key)
            for rest in _with_one_less(group.key)
            for other in near.get(rest, ())
        ):
            group.add("slip", 3.0)
            more.add(group.key)
    return more


def _with_one_less(name_key: str) -> set[str]:
    """The key and what is left of it without any one of its characters.

    Two keys of which one is a slip for the other have one of these in common, so that not each must be held
    against each (Garbe, "1000x faster spelling correction", 2012).
    """
    return {name_key, *(name_key[:at] + name_key[at + 1 :] for at in range(len(name_key)))}


def members(name: str) -> list[str]:
    """The names that a label of several holds (Ann, Bo); of one, the name itself."""
    for mark in ("、", "&", "/", "／", "，", " and ", "和", "与", "＆"):
        name = name.replace(mark, ",")
    return [part for part in name.split(",") if part.strip()]
