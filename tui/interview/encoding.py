"""From bytes to text: which encoding they are in, and whether they are text at all.

UTF-8 and byte order marks are certain. Everything else is a guess, made among the encodings that Chinese
and western transcripts are kept in by how usual the characters are that come out; it is marked as a guess.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import NamedTuple

from tui.interview.errors import InputError

_SAMPLE = 200_000  # bytes looked at for a guess
_MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh",
    b"\xfd7zXZ", b"7z\xbc\xaf", b"\x7fELF", b"MZ\x90", b"SQLite format 3\x00", b"\xd0\xcf\x11\xe0", b"ID3",
    b"OggS", b"RIFF", b"fLaC", b"\xca\xfe\xba\xbe", b"Rar!", b"\x00\x00\x01\x00", b"{\\rtf",
)  # fmt: skip
_RUSSIAN = ("cp1251", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5")
_CUT = ("unexpected end of data", "truncated data")  # what the codecs say of a text cut within a character
_MOSTLY = ("cp1252", "cp1251", "koi8_r", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256")
# The hundred-odd most usual characters of written Chinese, in both scripts.
_USUAL = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起"
    "还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其"
    "這來國個說們為時過學對裡後麼還發當無開見經頭動兩長樣現將與進實點"
    "，。、：；？！“”「」（）《》—…　"
)


# And the most usual syllables of written Korean.
_USUAL_HANGUL = frozenset(
    "이다는에가을하고의지를한은도로기사리어나그아시해자스인서정부수있들대것으라일게만면니과전보제원상여주장성구안없우"
    "세요저네습합었때문생각말좋많무조동비미경공신유모선마러거내더"
)


class Decoded(NamedTuple):
    """Decoded bytes.

    Attributes:
        text: code point for code point, the byte order mark included.
        encoding: the codec's name; "utf-8-sig" and "utf-16" where a mark stands before the text.
        guessed: whether other encodings were possible.
        cut: whether the bytes end within a character; it reads as U+FFFD.
    """

    text: str
    encoding: str
    guessed: bool
    cut: bool = False


def decode(data: bytes, path: str, encoding: str | None = None) -> Decoded:
    """Decode bytes.

    Args:
        data: the whole file.
        path: for the error.
        encoding: take this one, whatever the bytes look like.

    Raises:
        InputError: "encoding" where none fits (or the wished one does not), "binary" where the bytes are
            no text.
    """
    if encoding is not None:
        return _as_wished(data, path, encoding)
    marked = _marked(data)
    if marked:
        codec, name = marked
        try:
            return Decoded(data.decode(codec), name, False)
        except UnicodeDecodeError as error:
            if error.end == len(data) and error.start > 3 and error.reason in _CUT:
                return Decoded(data.decode(codec, "replace"), name, False, True)
            raise InputError("encoding", path, encoding=name, offset=error.start) from error
    if data.startswith(_MAGIC):
        raise InputError("binary", path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3 and error.start > 0:
            rest = _guess_or_none(data, path) if error.start < 64 else None
            return rest or Decoded(data.decode("utf-8", "replace"), "utf-8", False, True)
        return _declared(data) or _with_slips(data) or _guess(data, path)
    if _controls(data) and not _wide(data):
        raise InputError("binary", path)
    if b"\x00" in data[:_SAMPLE] and (wide := _wide(data)):
        return Decoded(data.decode(wide), wide, True)
    return Decoded(text, "utf-8", False)


def _with_slips(data: bytes) -> Decoded | None:
    """The bytes as UTF-8 where all but a few of them are; they read as U+FFFD, as `warnings` tells."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    wide = sum(1 for c in text[:_SAMPLE] if c > "\x7f")
    few = wrong <= 0.02 * wide if len(text) <= _SAMPLE else wrong <= 0.0005 * len(text) and wide > 100
    return Decoded(text, "utf-8", True) if few and b"\x00" not in data[:_SAMPLE] else None


def encode(text: str, encoding: str) -> bytes:
    """The bytes that `decode` made `text` of, byte order mark included.

    Raises:
        UnicodeEncodeError: the text holds what that encoding has not.
    """
    codec = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, encoding)
    return text.encode(codec)


def _marked(data: bytes) -> tuple[str, str] | None:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8", "utf-8-sig"
    if data.startswith(codecs.BOM_UTF32_LE) and len(data) % 4 == 0:
        return "utf-32-le", "utf-32"
    if data.startswith(codecs.BOM_UTF32_BE):
        return "utf-32-be", "utf-32-be"
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le", "utf-16"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be", "utf-16-be"
    return None


def _as_wished(data: bytes, path: str, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        marked = _marked(data)
        if marked and name in (marked[1], marked[0], marked[1].removesuffix("-sig"), "utf-16", "utf-32"):
            codec, name = marked
        else:
            codec = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(name, name)
        text = data.decode(codec)
        if re.search("[\ud800-\udfff]", text):
            raise InputError("encoding", path, encoding=encoding)
    except UnicodeDecodeError as error:
        raise InputError("encoding", path, encoding=encoding, offset=error.start) from error
    except (LookupError, ValueError, AttributeError, TypeError, UnicodeError) as error:
        raise InputError("encoding", path, encoding=encoding) from error
    return Decoded(text, name, False)


def _controls(data: bytes) -> bool:
    """Whether more control characters stand in the bytes than text has."""
    sample = data[:_SAMPLE]
    text = sample.translate(
        None, bytes(b for b in range(32) if b not in (9, 10, 11, 12, 13, 27, 28, 29, 30, 31)) + b"\x7f"
    )
    return len(sample) - len(text) > max(8, len(sample) // 50)


def _wide(data: bytes) -> str:
    """The codec, utf-16-le or utf-16-be, that the bytes look like though no mark says so, else ""."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(data) % 2 or len(sample) < 8:
        return ""
    best, name = 0.5, ""
    for codec, lead in (("utf-16-le", 1), ("utf-16-be", 0)):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        text = text[: _SAMPLE // 2]
        good = sum(1 for c in text if " " <= c <= "~" or c in "\r\n\t" or c in _USUAL)
        zeros = sample[lead::2].count(0)
        share = good / len(text)
        if "\x00" not in text and (share > best) and (zeros or share > 0.6):
            best, name = share, codec
    return name


def _guess_or_none(data: bytes, path: str) -> Decoded | None:
    try:
        return _guess(data, path)
    except InputError:
        return None


def _declared(data: bytes) -> Decoded | None:
    """The bytes in the encoding that an HTML or XML head names, where they can be in it."""
    found = re.search(
        rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})",
        data[:8192],
        re.I,
    )
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    # As browsers do: what calls itself the smaller set is written in the larger one.
    name = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(name, name)
    if name.startswith(("utf", "base64", "hex")) or (name == "cp1252" and _western(data) < 0.5):
        return None  # it is none of these, whatever it says
    try:
        return Decoded(data.decode(name), name, False)
    except (UnicodeDecodeError, LookupError, AttributeError, TypeError):
        return None


def _guess(data: bytes, path: str) -> Decoded:
    if b"\x00" in data[:_SAMPLE] or _controls(data):
        if wide := _wide(data):
            return Decoded(data.decode(wide), wide, True)
        raise InputError("binary", path)
    best, likely = 0.0, None
    for name in ("gb18030", "big5", "euc_jp", "shift_jis", "euc_kr"):
        decoded = _decoded_as(data, name)
        if decoded and (score := _chinese(decoded.text, name)) > best:
            best, likely = score, decoded
    western = _western(data)
    if likely and best > 0.15 and best > western:
        return likely
    if western > 0.5:
        name = "cp1252" if _fits(data, "cp1252") else "latin-1"
        return Decoded(data.decode(name), name, True)
    if (wide := _wide(data)) and _fits(data, wide):
        return Decoded(data.decode(wide), wide, True)
    return _by_statistics(data, path)


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _decoded_as(data: bytes, name: str) -> Decoded | None:
    """The bytes as text in that encoding, or in big5's extension; None where they do not fit."""
    for codec in (name, "big5hkscs") if name == "big5" else (name,):
        try:
            return Decoded(data.decode(codec), codec, True)
        except UnicodeDecodeError:
            continue
    return None


def _chinese(text: str, name: str) -> float:
    """How usual the wide characters are that came out as `text`, from 0 to 1."""
    wide = {c: times for c, times in Counter(text[:_SAMPLE]).items() if c > "\x7f"}
    if not wide:
        return 0.0
    usual = kana = hangul = odd = 0
    for c, times in wide.items():
        usual += times * (c in _USUAL)
        kana += times * ("\u3041" <= c <= "\u30fe" and name in ("euc_jp", "shift_jis"))
        if name == "euc_kr" and "\uac00" <= c <= "\ud7a3":
            hangul += times * (c in _USUAL_HANGUL)
        private = "\ue000" <= c <= "\uf8ff" or c > "\uffff"
        odd += times * (private or "\uff61" <= c <= "\uff9f" or "\x80" <= c < "\xa0")
    count = sum(wide.values())
    # Two bytes of western text that happen to fit make characters nobody writes: they are no proof.
    lone = 0.5 if count < 4 else 1.0
    return lone * max(0.0, (usual + 0.8 * kana + 0.8 * hangul - 4 * odd) / count)


def _western(data: bytes) -> float:
    """How much the bytes look like cp1252: few are high, and those are letters or quotes in their place."""
    sample = data[:_SAMPLE]
    high = len(sample.translate(None, bytes(range(0x80))))
    if not high or high > 0.2 * len(sample):
        return 0.0
    good = 0
    letters = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for found in re.finditer(rb"[\x80-\xff]", sample):
        at, byte = found.start(), found[0][0]
        before, after = sample[at - 1 : at], sample[at + 1 : at + 2]
        if byte >= 0xC0:
            good += (before in letters and before != b"") or (after in letters and after != b"")
        elif byte in (
            0x91,
            0x92,
            0x93,
            0x94,
            0x95,
            0x96,
            0x97,
            0x85,
            0x99,
            0xA0,
            0xA3,
            0xA7,
            0xA9,
            0xAB,
            0xAE,
            0xB0,
            0xB7,
            0xBB,
        ):
            good += (before or b" ") < b"\x80" and (after or b" ") < b"\x80"
    return good / high


def _russian(data: bytes) -> str:
    """Of the encodings for Russian, the one in which its most usual letters stand."""
    sample = data[:_SAMPLE]
    return max(_RUSSIAN, key=lambda name: sum(map(sample.decode(name, "replace").count, "оеаинтсрвл")))


def _by_statistics(data: bytes, path: str) -> Decoded:
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_SAMPLE], threshold=0.15).best()
    if match is None or (match.encoding.startswith("utf_") and not _fits(data, match.encoding)):
        raise InputError("encoding", path)
    # Among encodings that give much the same, the one that files are mostly in.
    alike = {match.encoding, *match.could_be_from_charset}
    name = next((name for name in _MOSTLY if name in alike and _fits(data, name)), match.encoding)
    name = _russian(data) if name in _RUSSIAN else name
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        raise InputError("encoding", path) from error
    if match.percent_chaos > 10 or match.percent_coherence < 10:
        raise InputError("encoding", path)
    return Decoded(text, codecs.lookup(name).name, True)
