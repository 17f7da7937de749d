"""The words for what is judged and said of speakers' labels."""

from __future__ import annotations

from tui.locale import N_, _
from tui.locale.messages import Told, words_for

PATTERN_ERRORS = {
    "syntax": N_("the pattern is no regular expression: {reason}"),
    "no-name": N_("the pattern doesn't say where the name is: it needs (?P<name>…)"),
    "too-long": N_("the pattern has more than {limit} characters"),
    "slow": N_("the pattern takes too long on this text and is not used"),
    "closed": N_("patterns are not used here: no process can be started for them"),
}
"""Why a pattern for labels can't be used → its sentence."""


def pattern_error_words(error: Told) -> str:
    """Describe in one line why a pattern for labels can't be used."""
    return words_for(PATTERN_ERRORS, error.kind, error.details)


def reason_words(feature: str, *, less: bool = False) -> str:
    """Describe what spoke for or against a label; a feature without words here is named as it is.

    Args:
        feature: its name.
        less: whether it is that the label has less of it than most have, or nothing.
    """
    return _("{reason} (less than most)").format(reason=_(feature)) if less else _(feature)


def percent_words(probability: float) -> str:
    """Write how likely something is, 0 to 1, never as certain where it isn't: 0.997 is 99%."""
    return f"{min(99, round(100 * probability)) if probability < 1 else 100}%"
