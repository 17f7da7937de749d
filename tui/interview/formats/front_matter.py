"""The head of a Markdown file, in YAML between --- and --- or in TOML between +++ and +++."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tui.text.lazy_pattern import lazy_pattern

_CLOSED_BY = {"---": ("---", "..."), "+++": ("+++",)}
_LONGEST = 500  # lines
_MOST = 50  # entries of a list
_WITHIN = ("metadata", "params", "extra", "taxonomies")
"""Tables in which programs that make sites keep entries of the same kind."""
_ENTRY = lazy_pattern(r"[\"']?[\w-][\w .-]{0,59}[\"']?\s*[:=]")


class FrontMatter(NamedTuple):
    """What the head says.

    Attributes:
        about: its entries as words, keys in lower case; a list's joined by commas.
        lines: how many lines it takes, with those around it; 0 for none.
        broken: the language that it is meant to be in and is not, "" where it is.
    """

    about: dict[str, str]
    lines: int
    broken: str = ""


def front_matter(lines: Sequence[str]) -> FrontMatter:
    """Read the head that these lines begin with; what only stands between two rules is none."""
    none = FrontMatter({}, 0)
    mark = lines[0].lstrip("\ufeff").rstrip() if lines else ""
    if mark not in _CLOSED_BY:
        return none
    closing = (n for n in range(1, min(len(lines), _LONGEST)) if lines[n].rstrip() in _CLOSED_BY[mark])
    end = next(closing, 0)
    held = lines[1:end]
    keys = [found[0] for line in held if (found := _ENTRY.match(line))]
    if not keys or (mark == "---" and len(set(keys)) < len(keys)):
        return none  # people who speak between two rules come back
    entries = (_yaml if mark == "---" else _toml)("\n".join(held) + "\n")
    if entries is None:
        return FrontMatter({}, end + 1, "YAML" if mark == "---" else "TOML")
    return FrontMatter(_about(entries), end + 1) if isinstance(entries, dict) else none


def _about(entries: Mapping[str, Any]) -> dict[str, str]:
    about = {key.strip().lower(): words for key, value in entries.items() if (words := _words(value))}
    for name in _WITHIN:
        held = entries.get(name)
        for key, value in held.items() if isinstance(held, dict) else ():
            if words := _words(value):
                about.setdefault(key.strip().lower(), words)
    return about


def _words(value: Any) -> str:
    """A value as words: of somebody described by several entries the name; "" for what says nothing."""
    if isinstance(value, dict):
        return _words(value.get("name", ""))
    if isinstance(value, list):
        parts = [part for one in value[:_MOST] if (part := _words(one))]
        return ("、" if parts and all(part[-1] > "\u2e7f" for part in parts) else ", ").join(parts)
    words = str(value).strip()
    return words[1:-1] if words.startswith("<") and words.endswith(">") else words


def _toml(text: str) -> dict[str, Any] | None:
    """The entries of TOML; None where it is none."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _yaml(text: str) -> Any:
    """The value of YAML, each scalar as it is written; None where it is none."""
    # Most files have no such head, and a page is waiting.
    import yaml

    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError):
        return None
    return _plain(node, yaml, 3)


def _plain(node: Any, yaml: Any, depth: int) -> Any:
    """A node's value down to that depth, below which nothing is said that is wanted here."""
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag.endswith(":null") else node.value
    if isinstance(node, yaml.SequenceNode) and depth:
        return [_plain(one, yaml, depth - 1) for one in node.value[:_MOST]]
    if isinstance(node, yaml.MappingNode) and depth:
        return {
            key.value: _plain(one, yaml, depth - 1)
            for key, one in node.value
            if isinstance(key, yaml.ScalarNode)
        }
    return ""
