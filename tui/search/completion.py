"""What a query may go on to be, by the interview's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tui.search.dictionary import dictionary
from tui.search.grammar import FIELDS, PASTED
from tui.search.index import SEPARATOR, InterviewIndex
from tui.search.scope import speakers_named
from tui.search.sounds import WIDE
from tui.search.vocabulary import ENDS, STARTS, Vocabulary
from tui.text.matchkey import fold

_MOST_PLACES = 1000
_LONGEST = 6
_GOES_ON = 0.6
"""A stretch that so often goes on in one way is no word yet."""

_EMPTY = frozenset("的了是在和也就都不有我你他她它们这那吗呢吧啊与及或到上下里")
"""Words of one character that tell nobody anything."""

_LAST = re.compile(r"[^\s\u3000|｜]*$")
_SPEAKER = re.compile(r"[-!－！]?speaker[:：][\"“”＂]?", re.IGNORECASE)
_TAIL = re.compile(rf"(?:[^{WIDE}-\U0010ffff]+|[{WIDE}-\U0010ffff]+)$")


def completions(index: InterviewIndex, vocabulary: Vocabulary, text: str, limit: int) -> list[str]:
    """Suggest whole queries that begin as this one: its last word finished, or behind a blank one word more.

    After `speaker:` they end with the names that may be meant, also by pinyin. For a text that was pasted
    there are none.
    """
    if len(text) > PASTED:
        return []
    last = _LAST.search(text)
    word = last[0] if last else ""
    before = text[: len(text) - len(word)]
    if not word:
        rests = _following(index, vocabulary, fold(before.split()[-1])) if before.strip() else Counter()
        return [text + rest for rest, _ in rests.most_common(limit)]
    asked = _SPEAKER.match(word)
    if asked:
        return _named(index, before + asked[0], word[asked.end() :])[:limit]
    tail = _TAIL.search(word)
    if tail is None or not fold(tail[0]):
        return []
    finish = _finished_hanzi if fold(tail[0])[-1] >= WIDE else _finished_letters
    whole = [text + rest for rest in finish(index, vocabulary, fold(tail[0]), limit)]
    whole += [before + field + ":" for field in FIELDS if len(word) > 1 and field.startswith(word)]
    return whole[:limit]


def _named(index: InterviewIndex, before: str, part: str) -> list[str]:
    """The speakers that a part of a name may mean, whoever speaks first before the others."""
    spoken = [speaker.name for speaker in index.interview.speakers]
    wanted = speakers_named(index.interview, part) if fold(part) else spoken
    names = [name for name in spoken if name in wanted and name != part]
    if not before.endswith((":", "：")):
        return [f'{before}{name}"' for name in names]
    return [before + (f'"{name}"' if any(map(str.isspace, name)) else name) for name in names]


def _places(index: InterviewIndex, key: str) -> Iterator[int]:
    """Where a key stands in the index's text, the first so many places."""
    at = index.text.find(key)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        yield at
        at = index.text.find(key, at + 1)


def _finished_hanzi(index: InterviewIndex, vocabulary: Vocabulary, key: str, limit: int) -> list[str]:
    """What often stands behind some hanzi, up to where a word of the dictionary ends or it varies."""
    known = dictionary()
    begun = known.split(key[-8:])[0][-1]
    counts: Counter[str] = Counter()
    for place in _places(index, key):
        start = place + len(key)
        for end in range(start + 1, start + _LONGEST + 1):
            char = index.text[end - 1 : end]
            if char < WIDE or vocabulary.breaks[end - 1]:
                break
            counts[index.text[start:end]] += 1
    goes_on: Counter[str] = Counter()
    for rest, count in counts.items():
        goes_on[rest[:-1]] = max(goes_on[rest[:-1]], count)
    weights: dict[str, float] = {}
    words: set[str] = set()
    for rest, count in sorted(counts.items(), key=lambda pair: -len(pair[0])):
        is_word = len(begun + rest) <= _LONGEST and known.count(begun + rest) > 0
        # What is nearly always part of a longer word is not suggested beside it.
        longer = words if is_word else weights
        if any(other.startswith(rest) and counts[other] > _GOES_ON * count for other in longer):
            continue
        if is_word:
            words.add(rest)
            weights[rest] = count * (1 + len(rest))
        elif rest in _EMPTY and known.count(begun):
            # Behind a whole word it begins no longer one.
            continue
        elif count > 1 and len(rest) < _LONGEST and goes_on[rest] <= _GOES_ON * count:
            weights[rest] = count
    return sorted(weights, key=lambda rest: (-weights[rest], rest))[:limit]


def _finished_letters(index: InterviewIndex, vocabulary: Vocabulary, key: str, limit: int) -> list[str]:
    """The rest of the words that begin with some letters, the commonest words first."""
    words = [word for word in vocabulary.places if word.startswith(key) and len(word) > len(key)]
    words.sort(key=lambda word: (-len(vocabulary.places[word]), len(word), word))
    return [
        _written(index, vocabulary.places[word][0] + len(key), vocabulary.places[word][0] + len(word))
        for word in words[:limit]
    ]


def _following(index: InterviewIndex, vocabulary: Vocabulary, key: str) -> Counter[str]:
    """The words that stand directly behind a word."""
    counts: Counter[str] = Counter()
    if not key:
        return counts
    text, known = index.text, dictionary()
    for place in _places(index, key):
        start = place + len(key)
        if text[start : start + 1] in ("", SEPARATOR) or vocabulary.breaks[start]:
            continue
        end = start
        if text[start] < WIDE:
            if vocabulary.edges[start] & STARTS:
                while not vocabulary.edges[end] & ENDS:
                    end += 1
                counts[_written(index, start, end + 1)] += 1
            continue
        while end < min(start + _LONGEST, len(text)) and text[end] >= WIDE:
            if end > start and vocabulary.breaks[end]:
                break
            end += 1
        word = known.split(text[start:end])[0][0]
        if len(word) > 1:
            counts[word] += 1
    return counts


def _written(index: InterviewIndex, start: int, end: int) -> str:
    """A stretch of the index's text as the interview writes it, with what stands before it within a word."""
    paragraph = index.paragraph_at(start)
    base = index.starts[paragraph]
    first, last = index.range_of(paragraph, start, end)
    if start > base and not index.interview.paragraphs[paragraph].text[first - 1].isspace():
        first = min(first, index.range_of(paragraph, start - 1, start)[1])
    return index.interview.paragraphs[paragraph].text[first:last]
