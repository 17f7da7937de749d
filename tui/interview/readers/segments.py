"""JSON of speech recognition: WhisperX and Whisper, Deepgram, AssemblyAI, Rev, podcasts' transcripts, chats.

All of them are lists of objects that hold words, mostly a time, often a speaker, and the same words over
and over in other sizes. What the keys are called tells which is which; the list with speakers, and of the
largest pieces, is the transcript.
"""

# ruff: noqa: SIM905 - a list of words, one word to a line, is not easier to read.

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tui.interview import cues
from tui.interview.draft import Draft
from tui.interview.errors import InputError
from tui.interview.readers import Reading, plain
from tui.interview.readers.placed_json import Placed, folded, lines_of, trees
from tui.interview.readers.weave import BLANKS, Weave
from tui.interview.times import LONGEST, milliseconds

_WORDS = (
    "text body transcript content punctuatedword displaytext display utterance sentence line caption message "
    "msg word value utf8 words onebest 文本 内容 文字 字幕 台词 转写 句子"
).split()
_SPEAKERS = (
    "speakername speaker speakerlabel speakerid speakertag speakerlabelid spk spkid spkname "
    "participant author displayname username user nickname role name who voice 说话人 发言人 "
    "讲话人 发言者 讲者 姓名 "
    "角色"
).split()
_STARTS = (
    "start starttime begin begintime startoffset offsetmilliseconds offset bg ts timestamp timestamps "
    "offsets startms "
    "tstartms startsec startseconds starttimems begintimems beginms timecode time from 开始时间 "
    "开始 起始时间 "
    "时间"
).split()
_LISTS = ("speakers", "participants", "users", "说话人", "发言人")  # of those who speak
_NAMES = ("name", "speakername", "displayname", "label", "username", "姓名")
_ABOUT = {
    "title": "title", "author": "author", "published": "date", "date": "date", "url": "url",
    "publisher": "publisher", "podcast": "podcast", "标题": "title", "日期": "date", "作者": "author",
}  # fmt: skip
_IN_MILLISECONDS = ("offsets", "bg", "offsetmilliseconds")
LARGEST = 40 * 1024 * 1024
"""Code points that are read: each takes some fifteen bytes of memory; an hour of speech is some 3 million."""
_WORD = 14  # code points; where the pieces are no longer on average, they are words


class _Above(NamedTuple):
    """What the objects around a piece say of it."""

    speaker: str = ""
    named: tuple[int, ...] = ()
    time: object = None
    key: str = ""


class _Unit(NamedTuple):
    words: Placed
    speaker: str
    named: tuple[int, ...]
    time: object
    key: str  # under which the time stood


def read(source: str) -> Reading:
    """Read the transcript in JSON, or in lines of JSON.

    Raises:
        InputError: "malformed" (line) for what is no JSON, "too-deep" for what is nested beyond all use,
            "too-large" (limit, size) for what would take more memory than a computer may have.
    """
    if len(source) > LARGEST:
        raise InputError("too-large", "", limit=LARGEST, size=len(source))
    try:
        tree = list(trees(source))
        groups = _groups(tree)
    except RecursionError:
        raise InputError("too-deep", "") from None
    units = _transcript(groups)
    if not units:
        return plain.read(source)
    units = _with_speakers(units, tree)
    if any(f'"{key}"' in source for key in _LISTS):
        units = _with_names(units, tree)
    scale = _scale(units)
    drafts = _drafts(source, units, scale)
    cues.hold(drafts)
    labelled = any(draft.speaker for draft in drafts)
    return Reading(drafts, _about(tree), labelled, True, False)


def _groups(tree: Any) -> dict[str, list[_Unit]]:
    """What holds words, by the way of keys that leads there."""
    groups: dict[str, list[_Unit]] = {}
    work: list[tuple[Any, str, _Above]] = [(tree, "", _Above())]
    while work:
        value, way, above = work.pop()
        if isinstance(value, list):
            work += [(held, way + "[]", above) for held in reversed(value)]
            continue
        if not isinstance(value, dict):
            continue
        speaker, named = _speaker(value)
        if speaker:
            above = above._replace(speaker=speaker, named=named)
        time, key = _time(value)
        if time is not None:
            above = above._replace(time=time, key=key)
        for name in _WORDS:
            words = value.get(name)
            if isinstance(words, Placed) and words.value:
                groups.setdefault(f"{way}.{name}", []).append(_Unit(words, *above))
                break
        work += [
            (held, f"{way}.{name}", above)
            for name, held in reversed(value.items())
            if isinstance(held, (list, dict))
        ]
    return groups


def _speaker(fields: dict[str, Any]) -> tuple[str, tuple[int, ...]]:
    for name in _SPEAKERS:
        who = fields.get(name)
        if isinstance(who, dict):
            who = next(
                (who[inner] for inner in [*_SPEAKERS, "label", "id"] if who.get(inner) is not None), None
            )
        if isinstance(who, bool) or who is None:
            continue
        if isinstance(who, Placed):
            words = _words(who)
            if not words or len(words) > 80:
                continue
            if words.isdigit() or (len(words) == 1 and words.isascii()):
                return f"Speaker {words}", ()
            plain = who.end - who.start == len(who.value) and who.value.startswith(words)
            return words, (who.start, who.start + len(words)) if plain else ()
        if isinstance(who, (int, float)):
            return f"Speaker {who:g}", ()
    return "", ()


def _words(name: Placed) -> str:
    return " ".join(name.value.split()).rstrip(":：").strip()


def _time(fields: dict[str, Any]) -> tuple[object, str]:
    for name in _STARTS:
        time = fields.get(name)
        if isinstance(time, dict):
            time = time.get("from", time.get("start"))
        if isinstance(time, list):
            time = time[0] if time else None
        if isinstance(time, Placed):
            time = time.value
        if time is not None and not isinstance(time, (bool, list, dict)):
            return time, name
    return None, ""


def _transcript(groups: dict[str, list[_Unit]]) -> list[_Unit]:
    """The group that is the transcript: with speakers, with times, of the largest pieces."""
    sizes = {way: sum(len(unit.words.value) - unit.words.value.count(" ") for unit in units)
             for way, units in groups.items()}  # fmt: skip
    most = max(sizes.values(), default=0)
    best: list[_Unit] = []
    rank: tuple[bool, bool, int] | None = None
    for way, units in groups.items():
        if sizes[way] < 0.5 * most:
            continue
        spoken = sum(1 for unit in units if unit.speaker) * 2 >= len(units)
        timed = sum(1 for unit in units if unit.time is not None) * 2 >= len(units)
        mine = (spoken, timed, -len(units))
        if rank is None or mine > rank:
            best, rank = units, mine
    return best


def _with_speakers(units: list[_Unit], tree: Any) -> list[_Unit]:
    """The units, with the speakers that a list of its own names for the times at which they begin."""
    if any(unit.speaker for unit in units):
        return units
    speakers: dict[object, tuple[str, tuple[int, ...]]] = {}
    for fields in _objects(tree):
        speaker, named = _speaker(fields)
        time, _ = _time(fields)
        if speaker and time is not None:
            speakers[time] = speaker, named
    if not speakers:
        return units
    nobody: tuple[str, tuple[int, ...]] = ("", ())
    found = [unit._replace(speaker=speakers.get(unit.time, nobody)[0]) for unit in units]
    return found if sum(1 for unit in found if unit.speaker) * 2 >= len(found) else units


def _with_names(units: list[_Unit], tree: Any) -> list[_Unit]:
    """The units with their speakers' names, where those are numbered and a list says who is who."""
    names: dict[str, str] = {}
    for fields in _objects(tree):
        for key in _LISTS:
            held = fields.get(key)
            if isinstance(held, dict):
                names.update({n: _words(who) for n, who in held.items() if isinstance(who, Placed)})
            for one in held if isinstance(held, list) else ():
                names.update(_named(one))
    if not names:
        return units
    called = {folded(number).removeprefix("speaker"): name for number, name in names.items()}
    return [
        unit._replace(speaker=name, named=())
        if unit.speaker and (name := called.get(folded(unit.speaker).removeprefix("speaker")))
        else unit
        for unit in units
    ]


def _named(fields: Any) -> dict[str, str]:
    """The speaker's number and name in an entry of a list of speakers."""
    if not isinstance(fields, dict):
        return {}
    number = next((fields[key] for key in ("id", "speakerid", "key", "tag") if key in fields), None)
    name = next((fields[key] for key in _NAMES if isinstance(fields.get(key), Placed)), None)
    words = _words(name) if name is not None else ""
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


def _scale(units: Sequence[_Unit]) -> float:
    """Milliseconds in one of the numbers' units: 1000, unless the recording would last for days."""
    if any("ms" in unit.key[-3:] or unit.key in _IN_MILLISECONDS for unit in units):
        return 1
    if any(isinstance(unit.time, str) and unit.time.startswith("PT") for unit in units):
        return 1000
    numbers = [number for unit in units if (number := _number(unit.time)) is not None]
    if any(number != int(number) for number in numbers):
        return 1000
    length = sum(len(unit.words.value) for unit in units)
    return 1 if numbers and max(numbers) - min(numbers) > 5 * length else 1000


def _number(time: object) -> float | None:
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
    found = re.fullmatch(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6}(?:\.\d{1,9})?)S)?", time)
    return (
        sum(float(part or 0) * unit for part, unit in zip(found.groups(), (3600, 60, 1), strict=True))
        if found
        else None
    )


def _marked(unit: _Unit, scale: float) -> int | None:
    """When the unit is said, in milliseconds."""
    number = _number(unit.time)
    if number is not None:
        time = round(number * scale)
        return time if time < LONGEST else None
    return milliseconds(unit.time) if isinstance(unit.time, str) else None


def _drafts(source: str, units: Sequence[_Unit], scale: float) -> list[Draft]:
    """A draft for each unit, or for each sentence where units are words."""
    length = sum(len(unit.words.value.strip()) for unit in units)
    if len(units) > 8 and length <= _WORD * len(units):
        return _sentences(source, units, scale)
    drafts: list[Draft] = []
    for unit in units:
        time = _marked(unit, scale)
        for number, weave in enumerate(lines_of(source, unit.words)):
            if draft := weave.draft():
                _describe(draft, unit, time if number == 0 else None)
                draft.fresh = number > 0
                drafts.append(draft)
    return drafts


def _sentences(source: str, units: Sequence[_Unit], scale: float) -> list[Draft]:
    blank = sum(1 for unit in units if unit.words.value[:1] == " ")
    given = blank >= 0.3 * len(units)  # the blanks stand with the words, so that a part of a word has none
    drafts: list[Draft] = []
    weave, first, time = Weave(), units[0], _marked(units[0], scale)

    def end() -> None:
        if draft := weave.draft():
            _describe(draft, first, time)
            drafts.append(draft)

    speaking = ""
    for unit in units:
        # A word that the recognition could not place, such as a number, is said by who is speaking.
        speaker = unit.speaker or speaking
        if weave and (speaker != speaking or weave.last in ".?!。？！" or weave.length > 300):
            end()
            weave, first, time = Weave(), unit, _marked(unit, scale)
        speaking = speaker
        first = first._replace(speaker=speaker)
        if weave and given and not unit.words.value.strip(BLANKS):
            weave.insert(" ", unit.words.start)
        for part in lines_of(source, unit.words):
            if weave and not given and cues.spaced(weave.last, part.text[0]):
                weave.insert(" ", unit.words.start)
            part.onto(weave)
    end()
    return drafts


def _describe(draft: Draft, unit: _Unit, time: int | None) -> None:
    draft.speaker, draft.named = unit.speaker, unit.named
    if time is not None:
        draft.times = ((0, time),)


def _about(tree: Sequence[Any]) -> dict[str, str]:
    about: dict[str, str] = {}
    for value in tree[:1]:
        for fields in (value, value.get("metadata") if isinstance(value, dict) else None):
            if isinstance(fields, dict):
                for name, meaning in _ABOUT.items():
                    if isinstance(fields.get(name), Placed):
                        about.setdefault(meaning, fields[name].value)
    return about
