"""Speakers whom a transcript in JSON keeps in a list of their own, by time or by number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from math import inf
from typing import Any

from tui.interview.formats.json_units import Unit, Voice, name_in, number_of, speaker_of, time_of
from tui.interview.formats.json_with_positions import Placed, folded

LISTS = ("speakers", "participants", "users", "说话人", "发言人")
"""Keys of the lists of those who speak."""
_NAMES = ("name", "speakername", "displayname", "label", "username", "姓名")
_NUMBERS = ("id", "speakerid", "spkid", "spk", "key", "tag")


def with_speakers(units: list[Unit], tree: Any, second: float) -> list[Unit]:
    """Add the speakers that a separate list names for the times at which the units are said.

    Args:
        units: the pieces; they stay as they are where any has a speaker.
        tree: the whole transcript.
        second: what a second is in the units of its times.
    """
    if any(unit.speaker for unit in units):
        return units
    spans = sorted(_spans(tree), key=lambda span: span[0])
    starts = [start for start, _, _ in spans]
    voiced: list[Unit] = []
    for unit in units:
        time = number_of(unit.time)
        voice = unit.voice
        if time is not None:
            at = bisect_right(starts, time + _ONSET * second) - 1
            if not any(map(str.isalnum, unit.words.value)):
                voice = voiced[-1].voice if voiced else voice  # a sign, which belongs to the word before
            elif at >= 0 and time < spans[at][1] + _PAUSE * second:
                voice = spans[at][2]
        voiced.append(unit._replace(voice=voice))
    return voiced if sum(1 for unit in voiced if unit.speaker) * 2 >= len(voiced) else units


_ONSET = 0.1  # seconds before a speaker begins at which a word is more his than of the one before
_PAUSE = 2.0  # and after he ends at which he still is the one who spoke


def _spans(tree: Any) -> Iterator[tuple[float, float, Voice]]:
    """When each speaker begins and ends, endless where nothing tells, as lists beside the words say it."""
    for key, fields in objects(tree):
        voice = speaker_of(fields)
        start = number_of(time_of(fields)[0])
        if voice is None or start is None or not (voice.sure or key in LISTS):
            continue
        end = next((n for name in _ENDS if (n := number_of(_plain(fields.get(name)))) is not None), inf)
        length = number_of(_plain(fields.get("duration")))
        if end == inf and length is not None:
            end = start + length
        yield start, end, voice._replace(place=())


_ENDS = ("end", "endtime", "endoffset", "ed", "endms", "to")


def _plain(value: object) -> object:
    return value.value if isinstance(value, Placed) else value


def with_names(units: list[Unit], tree: Any) -> list[Unit]:
    """Replace the speakers' numbers by their names, where a list says who is who."""
    names: dict[str, str] = {}
    for _, fields in objects(tree):
        for key in LISTS:
            held = fields.get(key)
            if isinstance(held, dict):
                names.update({n: name_in(who) for n, who in held.items() if isinstance(who, Placed)})
            for one in held if isinstance(held, list) else ():
                names.update(_named(one))
    if not names:
        return units
    called = {folded(number).removeprefix("speaker"): name for number, name in names.items()}
    return [
        unit._replace(voice=Voice(name, (), unit.voice.sure))
        if unit.speaker and (name := called.get(folded(unit.speaker).removeprefix("speaker")))
        else unit
        for unit in units
    ]


def _named(fields: Any) -> dict[str, str]:
    """The speaker's number and name in an entry of a list of speakers."""
    if not isinstance(fields, dict):
        return {}
    number = next((fields[key] for key in _NUMBERS if key in fields), None)
    name = next((fields[key] for key in _NAMES if isinstance(fields.get(key), Placed)), None)
    words = name_in(name) if name is not None else ""
    if isinstance(number, Placed):
        number = number.value
    if isinstance(number, bool) or not isinstance(number, (str, int)) or not words:
        return {}
    return {str(number): words}


def objects(tree: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Walk through all objects, the outer before the inner, each with the nearest key above it."""
    work = [("", tree)]
    while work:
        key, value = work.pop()
        if isinstance(value, dict):
            yield key, value
            work += [(name, held) for name, held in value.items() if isinstance(held, (list, dict))]
        elif isinstance(value, list):
            work += [(key, held) for held in value if isinstance(held, (list, dict))]
