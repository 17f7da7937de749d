"""The readers, one for each form of file, registered by name.

A reader is a function from the whole decoded source to a `Reading`: paragraphs in the order of the source,
with the container's own markup left out of them. It decides nothing about speakers, sections or titles.
Each stands in a module of its own, imported when it is first wanted, so that a reader may lean on a heavy
library.

Of a file that is no text its module unpacks the source first, and tells where each stretch of it stands in
the file. All that comes later goes by that text, so that an earlier state of it can be read again without
the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from tui.interview.model.draft import Draft
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Warning
from tui.interview.model.origin import Origin
from tui.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from tui.interview.decoding.decoded import Decoded


class Reading(NamedTuple):
    """What a reader found.

    Attributes:
        drafts: the paragraphs, in the order of the source, none without words.
        about: what the file says about itself in a place of its own (title, author, date…), keys in lower
            case.
        labelled: whether the container itself names the speakers (`Draft.speaker`), so that none need be
            found.
        cues: whether the drafts are captions or segments, which make up paragraphs only together.
        cut: whether the container ends in the middle of something.
        prose: whether it is a text with a title, headings and a footer, rather than a list of what was said.
        warnings: what somebody who quotes from the file should know of it.
    """

    drafts: Sequence[Draft]
    about: Mapping[str, str] = {}
    labelled: bool = False
    cues: bool = False
    prose: bool = True
    cut: bool = False
    warnings: Sequence[Warning] = ()


class Unpacked(NamedTuple):
    """The source that a reader took out of the bytes of a file.

    Attributes:
        text: what its `read` takes; how it spells the parts of the container is its own affair.
        origins: where the stretches of the text stand in the container, in the order of the text; the first
            one begins with the text.
        cut: whether the container ends in the middle of something.
    """

    text: str
    origins: tuple[Origin, ...]
    cut: bool = False


Reader = Callable[[str], Reading]


class Entry(NamedTuple):
    """A registered reader.

    Attributes:
        module: holds `read`, a `Reader`; where there are `signatures` also `unpack`, from the bytes of the
            file to `Unpacked`, or None where they are another reader's. It bounds what it unpacks, and raises
            InputError "container" where the file is damaged.
        suffixes: of the files that it is for, with the dot.
        signatures: what the bytes of a file begin with that is no text; () of a reader of text.
    """

    module: str
    suffixes: tuple[str, ...]
    signatures: tuple[bytes, ...] = ()


READERS: dict[str, Entry] = {
    "markdown": Entry("tui.interview.formats.markdown", (".md", ".markdown", ".mdown", ".mkd", ".qmd")),
    "html": Entry("tui.interview.formats.html", (".html", ".htm", ".xhtml", ".shtml")),
    "xml": Entry("tui.interview.formats.xml_records", (".xml", ".trs", ".ttml", ".dfxp", ".tei")),
    "srt": Entry("tui.interview.formats.captions", (".srt", ".sbv")),
    "vtt": Entry("tui.interview.formats.captions", (".vtt", ".webvtt")),
    "ass": Entry("tui.interview.formats.ass", (".ass", ".ssa")),
    "lrc": Entry("tui.interview.formats.lrc", (".lrc",)),
    "json": Entry("tui.interview.formats.segments", (".json", ".jsonl", ".ndjson")),
    "chat": Entry("tui.interview.formats.chat", ()),
    "csv": Entry("tui.interview.formats.tables.table", (".csv", ".tsv", ".tab")),
    "text": Entry("tui.interview.formats.plain", (".txt", ".text", "")),
}


def reader(name: str) -> Reader:
    """Import the reader of that name.

    Raises:
        KeyError: there is none.
    """
    read: Reader = import_module(READERS[name].module).read
    return read


def unpack(data: bytes, path: str, format: str | None = None) -> Decoded | None:
    """Take the source out of a file that is no text.

    Args:
        data: the whole file.
        path: its name: of several readers the one that its suffix names is asked first.
        format: ask this reader alone.

    Returns:
        the source; None where no reader of bytes is for the file, which then may be text.

    Raises:
        InputError: "container" (format), where the file is damaged or not what `format` says.
    """
    suffix = PurePath(path).suffix.lower()
    asked = [
        (name, entry)
        for name, entry in READERS.items()
        if entry.signatures and format in (None, name) and data.startswith(entry.signatures)
    ]
    for name, entry in sorted(asked, key=lambda each: suffix not in each[1].suffixes):
        try:
            unpacked: Unpacked | None = import_module(entry.module).unpack(data)
        except InputError as error:
            raise InputError(error.kind, path, **{"format": name, **error.details}) from None
        if unpacked is not None:
            from tui.interview.decoding.decoded import Decoded

            return Decoded(unpacked.text, "", False, unpacked.cut, name, unpacked.origins)
    if format in READERS and READERS[format].signatures:
        raise InputError("container", path, format=format)
    return None


def format_of(suffix: str, source: str) -> str:
    """Find the name of the reader for a source whose file has that suffix (with its dot, "" for none).

    A suffix that names no reader, and one of plain text, leave it to the text: people save everything as
    .txt.
    """
    suffix = suffix.lower()
    for name, entry in READERS.items():
        if suffix in entry.suffixes and name != "text" and not entry.signatures:
            # Notes are kept as Markdown, whatever is put into them.
            cues = _container(source) if name == "markdown" else ""
            return cues if cues in ("srt", "vtt") else name
    return _container(source) or ("markdown" if looks_like_markdown(source[:200_000]) else "text")


def _container(source: str) -> str:
    """The container that a text shows itself to be by its first characters, "" for none."""
    start = source[:4_000].lstrip("\ufeff \t\r\n")
    if start.startswith("WEBVTT"):
        return "vtt"
    if start.startswith("[Script Info]"):
        return "ass"
    if "-->" in start and _SRT.match(start):
        return "srt"
    if start[:1] == "<" and start[:15].lower().startswith(
        ("<!doctype html", "<html", "<?xml", "<head", "<body")
    ):
        return "xml" if start.startswith("<?xml") and "<html" not in start.lower() else "html"
    if start[:1] in ("{", "[") and _JSON.match(start):
        return "json"
    if any(mark in start for mark in _OF_CHATS):
        from tui.interview.formats.chat_heads import is_chat

        if is_chat(start):
            return "chat"
    head = start.split("\n", 1)[0]
    if len(head) < 200 and ("," in head or "\t" in head or ";" in head) and " " not in head[:12].strip():
        from tui.interview.formats.tables.columns import names_columns

        return "csv" if names_columns(head) else ""
    return ""


_OF_CHATS = (
    ":\t", " From ", " Von ", " De ", " Da ", "从", "從", "来自", "來自",
    "econd", "ekund", "egund", "秒", "초",
)  # fmt: skip
"""What stands in each line that says who writes in a meeting's chat, or when somebody speaks in it."""
_SRT = lazy_pattern(r"(?:\d+\s*\n)?\s*(?:\d{1,3}[:：])?\d{1,2}[:：]\d{1,2}[.,，;]\d{1,9}\s*-->")
_JSON = lazy_pattern(r'\{\s*"[^"\n]{1,60}"\s*:|\[\s*\{\s*"[^"\n]{1,60}"\s*:')


def looks_like_markdown(source: str) -> bool:
    """Tell whether a text has marks that only Markdown explains: headings, bold, links, front matter."""
    mark = source.lstrip("\ufeff")[:3]
    if mark in ("---", "+++") and f"\n{mark}" in source.replace("\r", "\n"):
        return True
    marks = 0
    for line in source.splitlines():
        mark = line[:1]
        if mark == "#":
            rest = line.lstrip("#")
            marks += 2 if rest[:1] in (" ", "\t") and len(line) - len(rest) <= 6 else 0
        elif (
            "](http" in line
            or (0 <= line.find("**") < 12 and line.count("**") > 1)
            or (mark == "<" and line.startswith(("<b>", "<strong>", "<p>", "<p ")))
        ):
            marks += 1
        if marks >= 2:
            return True
    return False
