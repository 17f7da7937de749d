"""Regular expressions that are compiled when they are first used, so that importing a module compiles none.

Compiling is most of what loading a module full of them takes, and few are needed to open any one file.
"""

from __future__ import annotations

import re
from typing import Any, cast


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Make what `re.compile(source, flags)` makes, when something is first asked of it.

    Raises:
        re.error: on first use, where the source is no regular expression.
    """
    return cast("re.Pattern[str]", _LazyPattern(source, flags))


class _LazyPattern:
    """Stands for a compiled pattern, and takes over each method that is used."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        # `re` keeps what it compiled: for the second method the same is looked up.
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value
