"""From bytes to text: which encoding they are in, and whether they are text at all.

UTF-8 and byte order marks are certain, and what a page says of itself is believed where it can be so.
Everything else is a guess (see `tui.interview.decoding.guess`).
"""

from __future__ import annotations

import codecs
import re

from tui.interview.decoding.decoded import Decoded, as_encoded, damaged, with_losses
from tui.interview.decoding.guess import guess, has_controls, is_likely, western, wide
from tui.interview.model.errors import InputError

__all__ = ["Decoded", "decode", "encode"]

_BEHIND_MARK = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
"""The codec of what stands behind a byte order mark, which itself is read as a character, by encoding."""

_TERMINATOR = 4  # NULs at the end that say nothing: some programs write one, in up to four bytes
_MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh",
    b"\xfd7zXZ", b"7z\xbc\xaf", b"\x7fELF", b"MZ\x90", b"SQLite format 3\x00", b"\xd0\xcf\x11\xe0", b"ID3",
    b"OggS", b"RIFF", b"fLaC", b"\xca\xfe\xba\xbe", b"Rar!", b"\x00\x00\x01\x00", b"{\\rtf",
)  # fmt: skip


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
    decoded = _as_wished(data, path, encoding) if encoding is not None else _decode(data, path)
    if not decoded.text.endswith("\0"):
        return decoded
    text = decoded.text.rstrip("\0")
    return decoded._replace(text=text, cut=decoded.cut or len(decoded.text) - len(text) > _TERMINATOR)


def _decode(data: bytes, path: str) -> Decoded:
    if marked := _marked(data):
        codec, name = marked
        if decoded := as_encoded(data, codec, name, guessed=False) or with_losses(data, codec, name):
            return decoded
        raise InputError("encoding", path, encoding=name)
    if data.startswith(_MAGIC) or (data and not data.strip(b"\0")):
        raise InputError("binary", path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3 and error.start > 0:
            rest = _guess_or_none(data, path) if error.start < 64 else None
            return rest or Decoded(data.decode("utf-8", "replace"), "utf-8", False, True)
        return _declared(data) or _with_slips(data) or _declared(data, losses=True) or guess(data, path)
    if b"\0" in data and (decoded := wide(data)):
        return decoded
    if has_controls(data):
        raise InputError("binary", path)
    return Decoded(text, "utf-8", False)


def _with_slips(data: bytes) -> Decoded | None:
    """The bytes as UTF-8 where all but a few of them are; they read as U+FFFD, as `warnings` tells."""
    if has_controls(data):
        return None
    return with_losses(data, "utf-8", "utf-8", spare=0) or damaged(data, "utf-8", "utf-8")


def _guess_or_none(data: bytes, path: str) -> Decoded | None:
    try:
        return guess(data, path)
    except InputError:
        return None


def encode(text: str, encoding: str) -> bytes:
    """Encode a text as the bytes that `decode` made it of, byte order mark included.

    Raises:
        UnicodeEncodeError: the text holds what that encoding has not.
    """
    codec = _BEHIND_MARK.get(encoding, encoding)
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
    except (LookupError, ValueError) as error:
        raise InputError("encoding", path, encoding=encoding) from error
    marked = _marked(data)
    if marked and name in (marked[1], marked[0], marked[1].removesuffix("-sig"), "utf-16", "utf-32"):
        codec, name = marked
    else:
        codec = _BEHIND_MARK.get(name, name)
    decoded = (
        as_encoded(data, codec, name, guessed=False)
        or _likely_with_losses(data, codec, name)
        or damaged(data, codec, name)
    )
    if decoded is None or re.search("[\ud800-\udfff]", decoded.text):
        raise InputError("encoding", path, encoding=encoding)
    return decoded


def _likely_with_losses(data: bytes, codec: str, name: str) -> Decoded | None:
    decoded = with_losses(data, codec, name)
    return decoded if decoded and is_likely(decoded) else None


def _declared(data: bytes, *, losses: bool = False) -> Decoded | None:
    """The bytes in the encoding that an HTML or XML head names, where they can be in it.

    Args:
        data: the bytes.
        losses: whether a few of them need not be.
    """
    match = re.search(
        rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})",
        data[:8192],
        re.I,
    )
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, ValueError):
        return None
    # As browsers do: what calls itself the smaller set is written in the larger one.
    name = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(name, name)
    if name.startswith(("utf", "base64", "hex")) or (name == "cp1252" and western(data) < 0.5):
        return None  # it is none of these, whatever it says
    if not losses:
        return as_encoded(data, name, name, guessed=False)
    return _likely_with_losses(data, name, name)
