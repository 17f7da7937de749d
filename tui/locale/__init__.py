"""What a person reads, in 简体中文 and English: `_` translates where it is shown, `N_` marks it elsewhere.

The English sentence is the key; the other languages stand in gettext catalogues beside this file. Nothing is
loaded before the first sentence is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

DOMAIN = "fangtan"
FOLDER = Path(__file__).parent
LANGUAGES = ("zh_CN", "en")

_chosen: str | None = None
_catalogue: NullTranslations | None = None


def known_language(name: str) -> str | None:
    """Find the language of ours that a locale's name asks for ("zh-Hans", "zh_TW.UTF-8"), or None.

    Any Chinese is answered with zh_CN: its readers are nearer to it than to English.
    """
    start = name.replace("-", "_").partition(".")[0].partition("@")[0].partition("_")[0].lower()
    return {"zh": "zh_CN", "en": "en"}.get(start)


def _wanted() -> Iterator[str]:
    """The locale names that the environment asks for, the strongest first."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            # As in gettext, LANGUAGE refines a locale; one that is plainly "C" wants no translation.
            if value not in ("C", "POSIX"):
                yield from os.environ.get("LANGUAGE", "").split(":")
            yield value
            return
    yield from os.environ.get("LANGUAGE", "").split(":")


def set_language(name: str | None) -> None:
    """Choose the language: "zh_CN", "en" or a locale's name; None or "" takes it from the environment.

    Raises:
        ValueError: no catalogue speaks that language.
    """
    global _chosen, _catalogue
    if name:
        known = known_language(name)
        if known is None:
            raise ValueError(name)
    else:
        known = next(filter(None, map(known_language, _wanted())), "en")
    _chosen, _catalogue = known, None


def language() -> str:
    """Return the code of the language in use: "zh_CN" or "en"."""
    if _chosen is None:
        set_language(None)
    return _chosen or "en"


def _translations() -> NullTranslations:
    """The catalogue of the language in use; an empty one for English, or where it was never compiled."""
    global _catalogue
    if _catalogue is None:
        import gettext

        _catalogue = gettext.translation(DOMAIN, FOLDER, [language()], fallback=True)
    return _catalogue


def _(message: str) -> str:
    """The sentence in the language in use; itself where the catalogue lacks it."""
    if language() == "en" or not message:
        return message
    return _translations().gettext(message)


def N_(message: str) -> str:
    """Mark a sentence for translation, and return it as it is; `_` translates it where it is shown."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """Choose the sentence for `count` things, in the language in use; the caller puts the number in."""
    if language() == "en":
        return one if count == 1 else many
    return _translations().ngettext(one, many, count)
