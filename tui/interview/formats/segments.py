"""JSON of speech recognition: WhisperX and Whisper, Deepgram, AssemblyAI, Rev, podcasts' transcripts, chats.

All of them are lists of objects that hold words, mostly a time, often a speaker, and the same words over
and over in other sizes. What the keys are called tells which is which; the list with speakers, and of the
largest pieces, is the transcript.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.interview.formats import Reading, cues, plain
from tui.interview.formats.json_sections import KEYS, with_headings
from tui.interview.formats.json_speakers import LISTS, with_names, with_speakers
from tui.interview.formats.json_units import Unit, Voice, groups_of, marked, scale_of
from tui.interview.formats.json_with_positions import Placed, lines_of, trees, with_strings
from tui.interview.formats.source_text import BLANKS, SourceText
from tui.interview.formats.tables.speech import are_words, come_back
from tui.interview.model.draft import Draft
from tui.interview.model.errors import InputError

_ABOUT = {
    "title": "title", "author": "author", "published": "date", "date": "date", "url": "url",
    "publisher": "publisher", "podcast": "podcast", "标题": "title", "日期": "date", "作者": "author",
}  # fmt: skip
LARGEST = 40 * 1024 * 1024
"""Code points that are read: each takes some fifteen bytes of memory; an hour of speech is some 3 million."""
_MOST = 0.9  # of the pieces without a speaker: where so many stand again with one, they are the same
_WORD = 14  # code points; where the pieces are no longer on average, they are words


def read(source: str) -> Reading:
    """Read the transcript in JSON, or in lines of JSON.

    Raises:
        InputError: "malformed" (line) for what is no JSON, "too-deep" for what is nested beyond all use,
            "too-large" (limit, size) for what would take more memory than a computer may have.
    """
    if len(source) > LARGEST:
        raise InputError("too-large", "", limit=LARGEST, size=len(source))
    try:
        tree, cut = trees(source)
        with_strings(source, tree)
        units = _transcript(groups_of(tree))
    except RecursionError:
        raise InputError("too-deep", "") from None
    units = _spoken(units)
    if not units:
        return plain.read(source)
    scale = scale_of(units)
    units = with_speakers(units, tree, 1000 / scale)
    if any(f'"{key}"' in source for key in LISTS):
        units = with_names(units, tree)
    drafts = _drafts(source, units, scale)
    cues.set_apart_nameless(drafts)
    labelled = any(draft.speaker for draft in drafts)
    if any(f'"{key}"' in source for key in KEYS):
        drafts = with_headings(source, drafts, tree, scale)
    return Reading(drafts, _about(tree), labelled, True, False, cut)


def _spoken(units: list[Unit]) -> list[Unit]:
    """The units, none where they are things with names rather than what people say."""
    named = [unit for unit in units if unit.speaker]
    if not named or any(unit.voice.sure for unit in named):
        return units
    timed = any(unit.time is not None for unit in named)
    names, words = [unit.speaker for unit in named], [unit.words.value for unit in named]
    return units if come_back(names, words, timed) and (timed or are_words(words)) else []


def _transcript(groups: dict[str, list[Unit]]) -> list[Unit]:
    """The group that is the transcript: with speakers, with times, of the largest pieces.

    In what order the groups stand changes nothing.
    """
    groups = {way: _once(_without_title(units)) for way, units in groups.items()}
    sizes = {way: sum(len(unit.words.value) - unit.words.value.count(" ") for unit in units)
             for way, units in groups.items()}  # fmt: skip
    most = max(sizes.values(), default=0)
    best: list[Unit] = []
    rank: tuple[bool, bool, int, int, str] | None = None
    for way, units in groups.items():
        if sizes[way] < 0.5 * most:
            continue
        spoken = sum(1 for unit in units if unit.speaker) * 2 >= len(units)
        timed = sum(1 for unit in units if unit.time is not None) * 2 >= len(units)
        mine = (spoken, timed, -len(units), sizes[way], way)
        if rank is None or mine > rank:
            best, rank = units, mine
    return best


def _without_title(units: list[Unit]) -> list[Unit]:
    """The units without the one name around them: that of the file, of the talk, of a program's work."""
    doubtful = [unit.voice for unit in units if unit.speaker and not unit.voice.sure]
    if any(voice is not doubtful[0] for voice in doubtful):
        return units
    if len(doubtful) == 1 and any(unit.voice.sure for unit in units):
        return units
    return [unit if unit.voice.sure else unit._replace(voice=Voice()) for unit in units]


def _once(units: list[Unit]) -> list[Unit]:
    """The units, without those that stand there without speakers and again with them."""
    half = len(units) // 2
    again = [unit.words.value for unit in units[half:]]
    if len(units) % 2 == 0 and units and again == [unit.words.value for unit in units[:half]]:
        alone = not any(unit.speaker for unit in units[:half]) and all(unit.speaker for unit in units[half:])
        if alone:
            return units[half:]
    said = {(unit.words.value.strip(), unit.time) for unit in units if unit.speaker and unit.time is not None}
    if not said:
        return units
    twice = [not unit.speaker and (unit.words.value.strip(), unit.time) in said for unit in units]
    nameless = sum(1 for unit in units if not unit.speaker)
    if sum(twice) < _MOST * nameless:
        return units
    return [unit for unit, there in zip(units, twice, strict=True) if not there]


def _drafts(source: str, units: Sequence[Unit], scale: float) -> list[Draft]:
    """A draft for each unit, or for each sentence where units are words."""
    length = sum(len(unit.words.value.strip()) for unit in units)
    if len(units) > 8 and length <= _WORD * len(units):
        return _sentences(source, units, scale)
    drafts: list[Draft] = []
    for unit in units:
        time = marked(unit, scale)
        for number, source_text in enumerate(lines_of(source, unit.words)):
            if draft := source_text.draft():
                _describe(draft, unit, time if number == 0 else None)
                draft.fresh = number > 0
                drafts.append(draft)
    return drafts


def _sentences(source: str, units: Sequence[Unit], scale: float) -> list[Draft]:
    blank = sum(1 for unit in units if unit.words.value[:1] == " ")
    given = blank >= 0.3 * len(units)  # the blanks stand with the words, so that a part of a word has none
    drafts: list[Draft] = []
    source_text, first, time = SourceText(), units[0], marked(units[0], scale)

    def end() -> None:
        """End the paragraph that is being put together."""
        if draft := source_text.draft():
            _describe(draft, first, time)
            drafts.append(draft)

    speaking = ""
    for unit in units:
        # A word that the recognition could not place, such as a number, is said by who is speaking.
        speaker = unit.speaker or speaking
        if source_text and (
            speaker != speaking or source_text.last in ".?!。？！" or source_text.length > 300
        ):
            end()
            source_text, first, time = SourceText(), unit, marked(unit, scale)
        speaking = speaker
        first = first._replace(voice=first.voice._replace(name=speaker))
        if source_text and given and not unit.words.value.strip(BLANKS):
            source_text.insert(" ", unit.words.start)
        for part in lines_of(source, unit.words):
            if source_text and not given and cues.spaced(source_text.last, part.text[0]):
                source_text.insert(" ", unit.words.start)
            part.onto(source_text)
    end()
    return drafts


def _describe(draft: Draft, unit: Unit, time: int | None) -> None:
    draft.speaker, draft.named = unit.voice.name, unit.voice.place
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
