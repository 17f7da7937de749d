"""Speakers whom a transcript in JSON keeps in a list of their own, by time or by number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.interview.formats.json_units import Unit, Voice, name_in, speaker_of, time_of
from tui.interview.formats.json_with_positions import Placed, folded

LISTS = ("speakers", "participants", "users", "说话人", "发言人")
"""Keys of the lists of those who speak."""
_NAMES = ("name", "speakername", "displayname", "label", "username", "姓名")
_NUMBERS = ("id", "speakerid", "spkid", "spk", "key", "tag")


def with_speakers(units: list[Unit], tree: Any) -> list[Unit]:
    """The units, with the speakers that a list of its own names for the times at which they begin."""
    if any(unit.speaker for unit in units):
        return units
    speakers: dict[object, Voice] = {}
    for fields in _objects(tree):
        voice = speaker_of(fields)
        time, _ = time_of(fields)
        if voice and time is not None:
            speakers[time] = voice._replace(place=())
    if not speakers:
        return units
    found = [unit._replace(voice=speakers.get(unit.time, unit.voice)) for unit in units]
    return found if sum(1 for unit in found if unit.speaker) * 2 >= len(found) else units


def with_names(units: list[Unit], tree: Any) -> list[Unit]:
    """The units with their speakers' names, where those are numbered and a list says who is who."""
    names: dict[str, str] = {}
    for fields in _objects(tree):
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


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    """All objects, the outer before the inner."""
    work = [tree]
    while work:
        value = work.pop()
        if isinstance(value, dict):
            yield value
            work += [held for held in value.values() if isinstance(held, (list, dict))]
        elif isinstance(value, list):
            work += [held for held in value if isinstance(held, (list, dict))]
