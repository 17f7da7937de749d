"""What the shape of a few words before a colon says: a person's name, a role, a field of a form, a clause."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from tui.interview.names.vocabulary import (
    ADDRESSED,
    FIELDS,
    FUNCTION_WORDS,
    GUESTS,
    INTERVIEWERS,
    MEDIA,
    OFFICES,
    ROLES,
    SAYING,
    SURNAMES,
)

_REFUSED = frozenset('。！？!?；;…“”"，\t<>|｜=#*~^{}→•▲●■')
_BLANKS = " \t\xa0\u3000\u2002\u2003\u2009\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_OPENING, _CLOSING = frozenset("(（[【《「『"), frozenset(")）]】》」』")
_MAXIMUM_HANZI = 24
PARTICLES = frozenset("的了是在我你他她它们們很把被让讓给給吗嗎呢吧啊没沒")
"""Characters of grammar that hardly any name holds."""
_MAXIMUM_LATIN = 48
_OF_PICTURES = frozenset(
    "\ufe0e\ufe0f\u20e3🏻🏼🏽🏾🏿"
)  # how a sign is to be drawn, a key's frame, tones of skin
_NUMBERED = frozenset(
    ("q", "a", "问", "答", "問", "问题", "問題", "回答", "提问", "提問", "question", "answer")
)


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Reduce a label to what its spellings have in common: letters and digits, width and case aside.

    Numbered question marks (Q1, 问2, 问题3) are one label each.
    """
    folded = "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())
    if folded[-1:].isdigit() and (base := folded.rstrip("0123456789")) in _NUMBERED:
        return base
    return folded or name.strip()


@lru_cache(maxsize=4096)
def could_be_label(name: str) -> bool:
    """Tell whether these words before a colon could name a speaker at all; cheap and generous."""
    if not name or len(name) > _MAXIMUM_LATIN or not _REFUSED.isdisjoint(name) or name[0] in ".)）、":
        return False
    if not any(c.isalpha() for c in name) or sum(map(_OPENING.__contains__, name)) != sum(
        map(_CLOSING.__contains__, name)
    ):
        return False
    wide = sum(1 for c in name if c > "\u2e7f")
    return wide <= _MAXIMUM_HANZI and "://" not in name and len(name.split()) <= 9


@lru_cache(maxsize=4096)
def spelling(name: str) -> tuple[str, str] | None:
    """Strip the words before a colon, and return them with their key; None if they name no speaker.

    A speaker's name stands before hundreds of turns: what is made of it is made once, and kept once.
    """
    if not could_be_label(name):
        return None
    name = undecorated(name.strip(_BLANKS))
    if name[:2] == "__" == name[-2:]:  # emphasis that the reader of the form left in place
        name = name.strip("_")
    return (name, key(name)) if name else None


def undecorated(name: str) -> str:
    """Strip the pictures before and behind a name, and what belongs to these (🎙️ Ann)."""
    start, end = 0, len(name)
    while start < end and _is_pictured(name[start]):
        start += 1
    while end > start and _is_pictured(name[end - 1]):
        end -= 1
    return name[start:end].strip(_BLANKS) if end - start < len(name) else name


def _is_pictured(character: str) -> bool:
    """Whether it is a sign that is drawn, and no letter's, nor one that frames are made of (©, │)."""
    if character in _OF_PICTURES or (kind := unicodedata.category(character)) == "Cf":
        return True
    return kind == "So" and character >= "\u2300" and not "\u2500" <= character <= "\u25ff"


def shape(name: str) -> tuple[float, str]:
    """Score how much a label looks like a speaker's: from -4 to 2.5, with the reason as a code.

    Codes: "role", "field", "office", "saying", "clause", "medium", "name", "short", "words".
    """
    name = undecorated(name)
    plain = name.strip(" 「」『』《》【】[]()（）·-—")
    lowered = plain.casefold()
    bare = lowered.rstrip("0123456789 _-．.#：:ABCDEFGHabcdefgh①②③④⑤一二三四五六七八九十").strip() or lowered
    if lowered in ROLES or bare in ROLES or lowered.split("（")[0].split("(")[0].strip() in ROLES:
        return 2.5, "role"
    if lowered in FIELDS or bare in FIELDS:
        return -4.0, "field"
    if lowered in OFFICES:
        return 0.0, "office"
    if any(word in lowered for word in MEDIA) and len(plain) <= 20:
        return 1.5, "medium"
    hanzi = sum(1 for c in plain if "\u3400" <= c <= "\u9fff")
    if hanzi:
        return _chinese_shape(name.strip(), plain, hanzi)
    # What stands in brackets behind a name (host, a time, a company) has no say in what the name is.
    return _latin_shape(plain.split("(")[0].split("（")[0].split("[")[0].strip() or plain)


def _chinese_shape(name: str, plain: str, hanzi: int) -> tuple[float, str]:
    dotted = "·" in plain or "・" in plain or "•" in plain
    core = plain.split("（")[0].split("(")[0].strip()
    if core.startswith(TITLE_OPENINGS) and len(core) > 2:
        return -3.0, "clause"  # a title: a talk with somebody
    if core.startswith(_CONCERNING) and len(core) > 2:
        return -3.0, "clause"
    surnamed = core[:1] in SURNAMES or core[:2] in SURNAMES
    if len(core) >= 2 and core.endswith(SAYING) and not dotted:
        return -3.0, "saying"
    numbered = any(c.isdigit() for c in core)  # which no name is, but a place in a book
    if dotted and not numbered and hanzi <= 16 and PARTICLES.isdisjoint(core.replace("让·", "")):
        return 2.0, "name"
    if surnamed and PARTICLES.isdisjoint(core[1:]) and 2 <= len(core) <= 3 + (core[:2] in SURNAMES):
        return 2.0, "name"
    if core.startswith(ADDRESSED) and (named := _behind_a_role(core)):
        return named
    function = sum(1 for c in core if c in FUNCTION_WORDS)
    if len(core) >= 4 and function:
        return -3.0 if len(core) >= 5 or function > 1 else -1.5, "clause"
    if name[:1] in "《「『【" or name_with_title(core):
        return 1.5, "medium"
    if "、" in core or " " in core or "&" in core:
        parts = core.replace("、", " ").replace("&", " ").split()
        if parts and all(p[:1] in SURNAMES and len(p) <= 4 for p in parts if p[:1] > "\u2e7f"):
            return 1.5, "name"
    if core[:1] in _CALLED and (
        len(core) <= 3 or (len(core) <= 8 and core[1:].isascii() and core[1:].isalpha())
    ):
        return 1.0, "name"  # 老罗, 小K, 阿May
    if hanzi <= 6:
        return 0.5, "short"
    return (0.0, "words") if hanzi <= 12 else (-2.0, "clause")


TITLE_OPENINGS = ("对话", "對話", "专访", "專訪", "独家", "深度")
"""How the titles of interviews begin."""
_CALLED = "老小阿大"  # before what friends call each other
_CONCERNING = ("关于", "關於", "至于", "至於", "对于", "對於", "由于", "由於", "鉴于", "鑒於")


def _behind_a_role(core: str) -> tuple[float, str] | None:
    """What a label is in which a few characters that could be a name stand behind a role (主播大可).

    A name may hold what is a function word elsewhere (王其明, 会会), but for the particles.
    """
    rest = next(core.removeprefix(role) for role in ADDRESSED if core.startswith(role))
    if not 2 <= len(rest) <= 4 or not PARTICLES.isdisjoint(rest):
        return None
    surnamed = len(rest) <= 3 + (rest[:2] in SURNAMES) and (rest[0] in SURNAMES or rest[:2] in SURNAMES)
    if surnamed and len(rest) > 2:
        return 2.0, "name"
    called = len(rest) == 2 and (rest[0] in _CALLED or rest[0] == rest[1])
    return (1.5, "name") if called else (0.5, "short")


_TITLES = (
    "老师",
    "总",
    "博士",
    "教授",
    "先生",
    "女士",
    "小姐",
    "同学",
    "律师",
    "医生",
    "院士",
    "校长",
    "院长",
    "委员",
)


def name_with_title(core: str) -> bool:
    """Tell whether a label is a surname or name with a form of address behind it (李老师, 王总)."""
    return core.endswith(_TITLES) and len(core) <= 7 and (core[:1] in SURNAMES or core[:2] in SURNAMES)


def _latin_shape(plain: str) -> tuple[float, str]:
    words = (
        plain.replace("&", " ")
        .replace(",", " ")
        .replace("/", " ")
        .replace("(", " ")
        .replace(")", " ")
        .split()
    )
    words = [
        word
        for word in words
        if word not in ("and", "de", "van", "von", "der", "la", "da", "el", "del", "bin", "-")
    ]
    if not words:
        return -2.0, "words"
    if any(word.casefold() in FIELDS for word in words[:1]) and len(words) == 1:
        return -4.0, "field"
    capital = sum(1 for word in words if word[:1].isupper() or word[:1].isdigit() or word[:1] in "@'\"“")
    if capital == len(words) and len(words) <= 4:
        return 2.0, "name"
    if capital == len(words) and len(words) <= 7:
        return 1.0, "name"
    if len(words) == 1 and plain.isalnum():
        return 0.5, "short"
    return -2.0, "clause"


def is_full_name(name: str) -> bool:
    """Tell whether a label is a Chinese name that is no word by chance: of three characters or more."""
    core = name.strip("《》「」『』 ").split("（")[0].split("(")[0]
    return not core.isascii() and shape(name) == (2.0, "name") and len(core) > 2


def is_clear_name(name: str) -> bool:
    """Tell whether a label can only be somebody: a role, a full Chinese name, a western one in full."""
    points, reason = shape(name)
    return reason == "role" or is_full_name(name) or (points == 2.0 and name.isascii() and " " in name)


NAME_KINDS = (
    "a role",
    "who asks or who answers",
    "a field of a form",
    "a word of credits",
    "the end of a clause that brings in speech",
    "a clause",
    "a paper or programme",
    "a Chinese name",
    "a full Chinese name",
    "a name in several words",
    "capitals alone",
    "one word with a capital",
    "one word without a capital",
    "several words without capitals",
    "a letter",
    "a number",
    "ends as words for people do",
    "brackets",
    "kana or hangul",
    "two characters",
    "three characters",
    "many characters",
    "grammar",
)
"""What the words of a label may be, by their shape; several may hold of one label."""

_FOR_PEOPLE = (
    *"者人员員官长長师師生手家客友众眾方星工警兵匠",
    *(
        "さん",
        "氏",
        "君",
        "様",
        "씨",
        "님",
        "자",
        "er",
        "or",
        "ist",
        "ant",
        "ent",
        "ee",
        "man",
        "woman",
        "ador",
        "eur",
        "rice",
        "ин",
        "ий",
    ),
)


@lru_cache(maxsize=4096)
def name_kinds(name: str) -> frozenset[str]:
    """Tell what the words of a label are by their shape, as some of `NAME_KINDS`."""
    points, code = shape(name)
    plain = name.strip(" 「」『』《》【】[]()（）·-—")
    core = plain.split("（")[0].split("(")[0].strip()
    kinds = set[str]()
    codes = {
        "role": "a role",
        "field": "a field of a form",
        "office": "a word of credits",
        "saying": "the end of a clause that brings in speech",
        "clause": "a clause",
        "medium": "a paper or programme",
    }
    if code in codes:
        kinds.add(codes[code])
    folded = key(name)
    if folded in INTERVIEWERS or folded in GUESTS:
        kinds.add("who asks or who answers")
    hanzi = sum(1 for c in core if "\u3400" <= c <= "\u9fff")
    if any("\u3040" <= c <= "\u30ff" or "\uac00" <= c <= "\ud7a3" for c in core):
        kinds.add("kana or hangul")
    if hanzi:
        if code == "name" and points >= 1.5:
            kinds.add("a Chinese name")
            if len(core) > 2:
                kinds.add("a full Chinese name")
        kinds.add(
            "two characters"
            if len(core) <= 2
            else "three characters"
            if len(core) == 3
            else "many characters"
        )
        if any(c in FUNCTION_WORDS for c in core):
            kinds.add("grammar")
    else:
        words = core.replace(".", " ").split()
        capital = [word for word in words if word[:1].isupper() or word[:1].isdigit()]
        if len(folded) == 1:
            kinds.add("a letter")
        elif core.isupper():
            kinds.add("capitals alone")
        elif len(words) > 1:
            kinds.add(
                "a name in several words"
                if len(capital) >= len(words) - (len(words) > 2)
                else "several words without capitals"
            )
        elif words:
            kinds.add("one word with a capital" if capital else "one word without a capital")
    if any(c.isdigit() for c in core):
        kinds.add("a number")
    if "(" in name or "（" in name or "[" in name:
        kinds.add("brackets")
    if core.casefold().rstrip("0123456789 ABCabc甲乙丙").endswith(_FOR_PEOPLE) and len(core) > 1:
        kinds.add("ends as words for people do")
    return frozenset(kinds)
