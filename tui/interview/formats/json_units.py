"""The pieces of a transcript in JSON: objects that hold words, who says them and when, as far as is told."""

# ruff: noqa: SIM905 - a list of words, one word to a line, is not easier to read.

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from tui.interview.formats.cues import bare_name
from tui.interview.formats.json_with_positions import Placed
from tui.interview.model.times import LONGEST, milliseconds, milliseconds_in

_WORDS = (
    "text body transcript content punctuatedword punct displaytext display utterance sentence line "
    "caption message msg word value utf8 words onebest w 文本 内容 文字 字幕 台词 转写 句子"
).split()
_SPEAKERS = (
    "speakername speakerdisplayname spkname speaker speakerinfo speakerlabel speakerid speakertag "
    "speakerlabelid spk spkid rl participantname participant 说话人 发言人 讲话人 发言者 讲者 主讲人 受访者"
).split()
_DOUBTFUL = (
    "author displayname username user nickname sendername sender name role who voice from 姓名 昵称 "
    "发送者 角色"
).split()
_NAMING = (*_SPEAKERS, *_DOUBTFUL)
_SURE = frozenset(_SPEAKERS)
_ANY_NAMING = frozenset(_NAMING)  # most objects are words, of which none names a speaker
_SEVERAL = ("users", "speakers", "participants")  # who speak a piece, in a list within it
_STARTS = (
    "start starttime begin begintime startoffset offsetmilliseconds offset bg ts timestamp timestamps "
    "offsets startms "
    "tstartms startsec startseconds starttimems begintimems beginms timecode time from 开始时间 "
    "开始 起始时间 "
    "时间"
).split()
_ANY_START = frozenset(_STARTS)
_IN_MILLISECONDS = ("offsets", "bg", "offsetmilliseconds")
_LIST_OF_WORDS = ".words[]"
_ALTERNATIVES = ("alternatives", "nbest", "cw")
"""Lists of the same words, heard in several ways: the first is the likeliest."""


class Voice(NamedTuple):
    """Who speaks, as an object says.

    Attributes:
        name: "" for nobody.
        place: where in the source the name stands, (start, end); () where it does not stand as it is.
        sure: whether the key is one for speakers, and for nothing else.
    """

    name: str = ""
    place: tuple[int, ...] = ()
    sure: bool = False


class Unit(NamedTuple):
    """A piece.

    Attributes:
        words: what is said.
        voice: by whom.
        time: when, as it is written; None where nothing tells.
        key: under which the time stood.
    """

    words: Placed
    voice: Voice
    time: object
    key: str

    @property
    def speaker(self) -> str:
        """Who speaks, "" for nobody."""
        return self.voice.name


class _Above(NamedTuple):
    """What the objects around a piece say of it."""

    voice: Voice = Voice()
    time: object = None
    key: str = ""


def groups_of(tree: Any) -> dict[str, list[Unit]]:
    """Collect the pieces that hold words, grouped by the path of keys that leads to them."""
    groups: dict[str, list[Unit]] = {}
    work: list[tuple[Any, str, _Above]] = [(tree, "", _Above())]
    while work:
        value, way, above = work.pop()
        if isinstance(value, list):
            work += [(held, way + "[]", above) for held in reversed(value)]
            continue
        if not isinstance(value, dict):
            continue
        name = _words_in(value)
        if not name and way.endswith(_LIST_OF_WORDS) and isinstance(value.get("name"), Placed):
            name = "name"
        inner = [(key, held) for key, held in value.items() if isinstance(held, (list, dict))]
        voice = (speaker_of(value) if name != "name" else None) or (
            _speaker_beside(value) if name and inner else None
        )
        time, key = time_of(value)
        if voice is None or (above.voice.sure and not voice.sure):
            voice = above.voice
        if time is not None:
            above = _Above(voice, time, key)
        elif voice is not above.voice:
            above = _Above(voice, above.time, above.key)
        if name:
            groups.setdefault(f"{way}.{name}", []).append(Unit(value[name], *above))
        for key, held in reversed(inner):
            if isinstance(held, list) and key in _ALTERNATIVES:
                held = held[:1]
            if (
                isinstance(held, list)
                and held
                and isinstance(held[0], list)
                and (timed := _timed(held, above))
            ):
                groups.setdefault(f"{way}.{key}[]", []).extend(timed)
            else:
                work.append((held, f"{way}.{key}", above))
    return groups


def _words_in(fields: dict[str, Any]) -> str:
    """The key under which an object holds words, "" for none."""
    for name in _WORDS:
        words = fields.get(name)
        # Some have a word with its comma here, and others the comma alone.
        if isinstance(words, Placed) and words.value and (name != "punct" or _is_said(words.value)):
            return name
    return ""


def _is_said(words: str) -> bool:
    return any(map(str.isalnum, words))


def _timed(held: list[Any], above: _Above) -> list[Unit]:
    """The pieces of a list in which each is a list itself: of a word, when it begins and when it ends."""
    units: list[Unit] = []
    for one in held:
        match one:
            case [Placed() as words, int() | float() as time, int() | float()]:
                units.append(Unit(words, above.voice, time, "start"))
            case _:
                return []
    return units


_UNIDENTIFIED = "UU"  # what Speechmatics calls each voice where it tells none from another


def speaker_of(fields: dict[str, Any]) -> Voice | None:
    """Find who speaks, by the first of an object's keys that tells; None where none does."""
    if _ANY_NAMING.isdisjoint(fields):
        return None
    for key in _NAMING:
        who = fields.get(key)
        if isinstance(who, dict):
            who = next((who[n] for n in [*_NAMING, "label", "id"] if who.get(n) is not None), None)
        sure = key in _SURE
        if isinstance(who, Placed):
            words = name_in(who)
            if words in ("", _UNIDENTIFIED) or len(words) > 80 or (key == "from" and not _is_name(words)):
                continue
            if words.isdigit() or (len(words) == 1 and words.isascii()):
                return Voice(f"Speaker {words}", (), sure)
            plain = who.end - who.start == len(who.value) and who.value.startswith(words)
            return Voice(words, (who.start, who.start + len(words)) if plain else (), sure)
        if isinstance(who, (int, float)) and not isinstance(who, bool) and key != "from":
            return Voice(f"Speaker {who:g}", (), sure)
    return None


def _speaker_beside(fields: dict[str, Any]) -> Voice | None:
    """Who speaks, where an object with words keeps that in a list or an object of more about them."""
    for key in _SEVERAL:
        held = fields.get(key)
        if isinstance(held, list) and 0 < len(held) <= 8:
            voices = [speaker_of(one) for one in held if isinstance(one, dict)]
            names = [voice.name for voice in voices if voice]
            if len(names) == 1 and voices[0]:
                return voices[0]._replace(sure=True)
            if names:
                return Voice(", ".join(names), (), True)
    for key in sorted(fields):
        held = fields[key]
        if isinstance(held, dict) and (voice := speaker_of(held)) and voice.sure:
            return voice
    return None


def name_in(name: Placed) -> str:
    """Return a speaker's name without its colon, and with single blanks."""
    return bare_name(name.value)


def _is_name(words: str) -> bool:
    """Whether it is no time, under a key that may be of either."""
    return milliseconds(words) is None and any(c.isalpha() for c in words) and not words[:1].isdigit()


def time_of(fields: dict[str, Any]) -> tuple[object, str]:
    """Find when something begins, and the key that says so.

    The first of an object's keys that tells counts; where none does, it is (None, "").
    """
    if _ANY_START.isdisjoint(fields):
        return None, ""
    for name in _STARTS:
        time = fields.get(name)
        if isinstance(time, dict):
            parts = [time.get(part, 0) for part in ("seconds", "nanos")]
            if not time.keys() - {"seconds", "nanos"}:  # as protocol buffers are written; nothing for zero
                time = _seconds(*parts)
            else:
                time = time.get("from", time.get("start"))
        if isinstance(time, list):
            time = time[0] if time else None
        if isinstance(time, Placed):
            time = time.value
            if name == "from" and _is_name(time.strip()):
                continue
        if time is not None and not isinstance(time, (bool, list, dict)):
            return time, name
    return None, ""


def _seconds(seconds: object, nanos: object) -> float | None:
    """The seconds that two numbers make up, of which one may be a string."""
    try:
        whole, part = (float(n.value if isinstance(n, Placed) else str(n)) for n in (seconds, nanos))
    except ValueError:
        return None
    return whole + part / 1e9


def scale_of(units: Sequence[Unit]) -> int:
    """Find how many milliseconds one unit of the times is, 1 or 1000.

    The keys or the notation tell; else it is 1000, unless the recording would last for days.
    """
    if any("ms" in unit.key[-3:] or unit.key in _IN_MILLISECONDS for unit in units):
        return 1
    if any(isinstance(unit.time, str) and unit.time.startswith("PT") for unit in units):
        return 1000
    numbers = [number for unit in units if (number := number_of(unit.time)) is not None]
    return milliseconds_in(numbers, sum(len(unit.words.value) for unit in units))


def number_of(time: object) -> float | None:
    """Read the number that a time is, in whatever unit; None for a clock and for what is no time."""
    if isinstance(time, str):
        time = time.strip()
        if time.startswith("PT"):
            return _duration(time)
        try:
            time = float(time.removesuffix("s"))
        except ValueError:
            return None
    if isinstance(time, (int, float)) and 0 <= time < 1e12:  # neither infinite nor no number at all
        return float(time)
    return None


def _duration(time: str) -> float | None:
    """The seconds of a duration as ISO 8601 writes it (PT1H2M3.5S)."""
    match = re.fullmatch(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6}(?:\.\d{1,9})?)S)?", time)
    return (
        sum(float(part or 0) * unit for part, unit in zip(match.groups(), (3600, 60, 1), strict=True))
        if match
        else None
    )


def marked(unit: Unit, scale: float) -> int | None:
    """Read when a unit is said, in milliseconds; None where it does not tell."""
    number = number_of(unit.time)
    if number is not None:
        time = round(number * scale)
        return time if time < LONGEST else None
    return milliseconds(unit.time) if isinstance(unit.time, str) else None
