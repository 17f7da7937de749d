"""What `fangtan info --why` tells: which labels were considered, and what spoke for and against each."""

from __future__ import annotations

from typing import Any

from tui.cli.output import columns
from tui.interview.model.interview import Interview
from tui.interview.model.label import Judgement
from tui.interview.names.shapes import key
from tui.interview.speakers.label_doubts import has_less, likeliest_first
from tui.locale import _, ngettext
from tui.locale.labels import percent_words, reason_words

_REASONS = 8
"""The weightiest reasons of each label, as many as a person reads."""


def judged_facts(interview: Interview) -> dict[str, Any]:
    """Collect what `info --why --json` adds; a reason's weight is what it adds to the log odds."""
    return {
        "labels": [
            {
                "name": one.name,
                "turns": one.times,
                "probability": one.probability,
                "accepted": one.accepted,
                "reasons": [
                    {
                        "feature": feature,
                        "words": reason_words(feature, less=has_less(one, feature, weight)),
                        "weight": round(weight, 3),
                    }
                    for feature, weight in one.reasons
                ],
            }
            for one in likeliest_first(interview.labels)
        ]
    }


def judged_lines(interview: Interview) -> list[str]:
    """Tell of each label how likely it is and why, the likeliest first."""
    lines = ["", _("Labels that were considered")]
    if not interview.labels:
        return [
            *lines,
            "    " + (_("none: the file's form says who speaks") if interview.turns else _("none")),
        ]
    said = {key(name): True for name in interview.rules.accepted}
    for one in likeliest_first(interview.labels):
        places = ngettext("{count} place", "{count} places", one.times).format(count=one.times)
        head = [one.name, places, percent_words(one.probability), _verdict(one, said=key(one.name) in said)]
        lines.append("    " + " · ".join(head))
        rows = [
            (f"        {weight:+.1f}", reason_words(feature, less=has_less(one, feature, weight)))
            for feature, weight in one.reasons[:_REASONS]
        ]
        lines += columns(rows)
    lines += [f"    {name} · " + _("no label, as you said") for name in sorted(interview.rules.refused)]
    return lines


def _verdict(judgement: Judgement, *, said: bool) -> str:
    if said:
        return _("a speaker, as you said")
    return _("a speaker") if judgement.accepted else _("no speaker")
