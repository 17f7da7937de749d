"""Which encoding bytes are likely in, where nothing says so: by how usual the characters are that come out.

The candidates are those that Chinese and western transcripts are kept in; what is given is marked as a guess.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from tui.interview.decoding.decoded import Decoded, as_encoded, with_losses
from tui.interview.decoding.usual_characters import USUAL, USUAL_HANGUL
from tui.interview.model.errors import InputError

_SAMPLE = 200_000  # bytes looked at for a guess
_TELLING = 20  # bytes beyond ASCII that a sample should hold
_ENOUGH = 1_000  # wide characters that are looked at, where so many are to be had
_EASTERN = ("gb18030", "big5", "big5hkscs", "euc_jp", "shift_jis", "euc_kr")
_ALIKE = {
    "gbk": "gb18030", "gb2312": "gb18030", "cp950": "big5", "cp932": "shift_jis", "cp949": "euc_kr",
}  # fmt: skip
_ASCII = bytes(range(0x80))
_SURELY, _LIKELY = 0.3, 0.15  # how usual the characters of a text must be, with losses and without
_RUSSIAN = ("cp1251", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5")
_MOSTLY = ("cp1252", "cp1251", "koi8_r", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256")


def has_controls(data: bytes) -> bool:
    """Tell whether bytes hold more control characters than text does."""
    sample = data[:_SAMPLE].rstrip(b"\0") if len(data) <= _SAMPLE else data.rstrip(b"\0")[:_SAMPLE]
    text = sample.translate(
        None, bytes(b for b in range(32) if b not in (9, 10, 11, 12, 13, 27, 28, 29, 30, 31)) + b"\x7f"
    )
    return len(sample) - len(text) > max(8, len(sample) // 50)


def wide(data: bytes) -> Decoded | None:
    """Decode bytes that look like UTF-16 though no mark says so; None where they don't.

    The last character may have lost a byte.
    """
    name = _wide_codec(data)
    return as_encoded(data, name, name, guessed=True) if name else None


def _wide_codec(data: bytes) -> str:
    """The codec, utf-16-le or utf-16-be, that the bytes look like, else ""."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(data) < 8:
        return ""
    best, name = 0.5, ""
    for codec, lead in (("utf-16-le", 1), ("utf-16-be", 0)):
        decoded = as_encoded(data, codec, codec, guessed=True)
        text = decoded.text[: _SAMPLE // 2].rstrip("\0") if decoded else ""
        if not text or "\0" in text:
            continue
        good = sum(1 for c in text if " " <= c <= "~" or c in "\r\n\t" or c in USUAL)
        share = good / len(text)
        if share > best and (sample[lead::2].count(0) or share > 0.6):
            best, name = share, codec
    return name


def guess(data: bytes, path: str) -> Decoded:
    """Decode bytes in the encoding that they are most likely in.

    Raises:
        InputError: "encoding" where none is, "binary" where the bytes are no text.
    """
    null = b"\0" in data.rstrip(b"\0")
    if null or has_controls(data):
        if decoded := wide(data):
            return decoded
        if has_controls(data):
            raise InputError("binary", path)
    latin = western(data)
    if decoded := _most_likely(data, latin):
        return decoded
    if null:
        raise InputError("binary", path)
    if latin > 0.5:
        name = "cp1252" if _fits(data, "cp1252") else "latin-1"
        return Decoded(data.decode(name), name, True)
    return wide(data) or _by_statistics(data, path)


def is_likely(decoded: Decoded) -> bool:
    """Tell whether a text decoded from bytes that do not wholly fit reads like what people write.

    Of the encodings in which nearly any bytes are characters nothing else would show it.
    """
    name = _ALIKE.get(decoded.encoding, decoded.encoding)
    return name not in _EASTERN or _chinese(decoded.text, name) > _LIKELY


def _most_likely(data: bytes, latin: float) -> Decoded | None:
    """The bytes in the encoding of the East whose characters are the most usual ones, if they are.

    Args:
        data: the bytes.
        latin: how much they look like western text instead.
    """
    for losses in (False, True) if latin <= 0.5 else (False,):
        best, likely = max(latin, _SURELY if losses else _LIKELY), None
        for name in _EASTERN:
            if name == "big5hkscs" and likely and likely.encoding == "big5":
                continue  # its extension, which says the same
            decoded = with_losses(data, name, name) if losses else as_encoded(data, name, name, guessed=True)
            if decoded and (score := _chinese(decoded.text, name)) > best:
                best, likely = score, decoded
        if likely:
            return likely
    return None


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _chinese(text: str, name: str) -> float:
    """How usual the wide characters are that came out as `text`, from 0 to 1."""
    wide: Counter[str] = Counter()
    for at in range(0, len(text), _SAMPLE):
        part = text[at : at + _SAMPLE]
        if not part.isascii():
            wide.update({c: times for c, times in Counter(part).items() if c > "\x7f"})
            if wide.total() >= _ENOUGH:
                break
    if not wide:
        return 0.0
    usual = kana = hangul = odd = 0
    for c, times in wide.items():
        usual += times * (c in USUAL)
        kana += times * ("\u3041" <= c <= "\u30fe" and name in ("euc_jp", "shift_jis"))
        if name == "euc_kr" and "\uac00" <= c <= "\ud7a3":
            hangul += times * (c in USUAL_HANGUL)
        private = "\ue000" <= c <= "\uf8ff" or c > "\uffff"
        odd += times * (private or "\uff61" <= c <= "\uff9f" or "\x80" <= c < "\xa0")
    count = sum(wide.values())
    # Two bytes of western text that happen to fit make characters nobody writes: they are no proof.
    lone = 0.5 if count < 4 else 1.0
    return lone * max(0.0, (usual + 0.8 * kana + 0.8 * hangul - 4 * odd) / count)


def _telling(data: bytes) -> bytes:
    """The part of the bytes that says most of their encoding: the first that holds more than ASCII."""
    best, most = data[:_SAMPLE], -1
    for at in range(0, len(data), _SAMPLE):
        part = data[at : at + _SAMPLE]
        high = 0 if part.isascii() else len(part.translate(None, _ASCII))
        if high > most:
            best, most = part, high
        if most >= _TELLING:
            break
    return best


def western(data: bytes) -> float:
    """Estimate how much bytes look like cp1252, from 0 to 1.

    They do where few bytes are high (0x80 and above), and those are letters or quotes in their place.
    """
    sample = _telling(data)
    high = len(sample.translate(None, _ASCII))
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
    sample = _telling(data)
    return max(_RUSSIAN, key=lambda name: sum(map(sample.decode(name, "replace").count, "оеаинтсрвл")))


def _by_statistics(data: bytes, path: str) -> Decoded:
    from charset_normalizer import from_bytes

    sample = _telling(data)
    if len(sample.translate(None, _ASCII)) * 100 < len(sample):
        sample = b"\n".join(line for line in sample.split(b"\n") if not line.isascii()) or sample
    match = from_bytes(sample, threshold=0.15).best()
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
