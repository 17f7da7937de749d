"""Text as Markdown that reads back as exactly the same text.

What is escaped is what would be taken for markup where it stands, and hardly more: Chinese prose goes through
as it is. Besides CommonMark, the extensions that readers meet everywhere are reckoned with in every flavour:
tables, strikethrough, bare links, formulas between `$`, emoji codes, footnotes.

Two kinds of character cannot be carried by CommonMark, which has no spelling for them: NUL and a lone
surrogate. Both become U+FFFD, as a CommonMark reader itself would do with a NUL. Everything else is carried:
a lone CR, a line break next to a blank line and blanks at the ends of a line as numeric entities. A few
separators without an entity (VT, FS to US, NEL) are kept from being trimmed at the ends by an empty link,
which shows as nothing.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Flavour(StrEnum):
    """Whose Markdown it is."""

    COMMONMARK = "commonmark"
    OBSIDIAN = "obsidian"


_ANYWHERE = re.compile(
    r"[\\`*\[|]"
    r"|<(?=[A-Za-z/!?])"  # HTML and <links>
    r"|&(?=#[0-9]{1,8};|#[xX][0-9A-Fa-f]{1,7};|[A-Za-z][A-Za-z0-9]{0,40};)"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside of a word it is no delimiter
    # Readers that make links of bare addresses show them retouched: %E4 and xn-- decoded, an empty ? dropped.
    r"|:(?=//)|(?<=www)\."
    r"|(?<=\S)%(?=[0-9A-Fa-f]{2})"
    r"|(?<=xn)-(?=-)"
    r"|:(?=[a-z0-9_+-]*[a-z][a-z0-9_+-]*:)",  # :smile:
    re.IGNORECASE,
)
_LINE_START = re.compile(
    r"^[>#]"
    r"|^-(?=[- \t]|$)"
    r"|^\+(?=[ \t]|$)"
    r"|^=(?==*[ \t]*$)"  # under a line of text it would make a heading of it
    r"|^:(?=[-: \t]|$)"
    r"|^[0-9]{1,9}[.)](?=[ \t]|$)",  # a numbered list
    re.MULTILINE,
)
_PAIRED = ("~", "$")
"""Characters that are markup only where there are two of them in a block."""
_OBSIDIAN = re.compile(r"%(?=%)|(?<=%)%|=(?==)|(?<==)=|#(?=\S)|\^")
_UNCARRIED = re.compile("[\x00\ud800-\udfff]")
_WITHOUT_ENTITY = frozenset("\x0b\x1c\x1d\x1e\x1f\x85")
_GUARD = "[]()"


def carried(text: str) -> str:
    """Replace what Markdown in UTF-8 can't carry (NUL, lone surrogates) by U+FFFD; the length stays."""
    return _UNCARRIED.sub("�", text)


def _blank(char: str) -> bool:
    return char.isspace() or char == "\ufeff"


def _protect_ends(line: str, start: int, spelled: list[str]) -> None:
    """Spell the first and last character of a line that begins at `start` so that no reader trims them."""
    if not line:
        return
    last = len(line) - 1
    for at in {0, last}:
        char = line[at]
        if not _blank(char):
            continue
        if char in _WITHOUT_ENTITY:
            guarded = (_GUARD if at == 0 else "") + char + (_GUARD if at == last else "")
            spelled[start + at] = guarded
        else:
            spelled[start + at] = f"&#{ord(char)};"


def _spell_breaks(text: str, spelled: list[str]) -> None:
    """Line feeds become hard breaks; those that would leave an empty line become entities."""
    written = False
    last = len(text.rstrip("\n"))
    for at, char in enumerate(text):
        if char != "\n":
            written = True
        elif written and at < last:
            spelled[at] = "\\\n"
            written = False
        else:
            spelled[at] = "&#10;"
            written = True


def _can_embolden(text: str, start: int, end: int) -> bool:
    """Whether `**` around [start, end) would be read as strong emphasis: CommonMark's flanking rules.

    Stricter than the rules where versions of them differ (symbols count as punctuation only since 0.31).
    """
    if start >= end or _blank(text[start]) or _blank(text[end - 1]):
        return False

    def open_side(at: int) -> bool:
        """Say whether a blank, a sign or nothing stands at an offset."""
        if not 0 <= at < len(text):
            return True
        return _blank(text[at]) or unicodedata.category(text[at]).startswith("P")

    return (text[start].isalnum() or open_side(start - 1)) and (text[end - 1].isalnum() or open_side(end))


def _spelled(text: str, flavour: Flavour, in_line: bool) -> list[str]:
    """Each code point as Markdown, but for what depends on the ends of lines.

    Args:
        text: carried text.
        flavour: whose Markdown.
        in_line: it will stand within a line, with text before it and maybe more behind it.
    """
    spelled = list(text)
    rules = [_ANYWHERE]
    if not in_line:
        rules.append(_LINE_START)
    if flavour is Flavour.OBSIDIAN:
        rules.append(_OBSIDIAN)
    for rule in rules:
        for match in rule.finditer(text):
            at = match.end() - 1
            spelled[at] = "\\" + text[at]
    for char in _PAIRED:
        if text.count(char) > (0 if in_line else 1):
            spelled = ["\\" + char if piece == char else piece for piece in spelled]
    return spelled


def escape(text: str, flavour: Flavour = Flavour.COMMONMARK, bold: tuple[int, int] | None = None) -> str:
    """Write one block of Markdown whose text is exactly `text`; each line feed in it is a hard line break.

    Args:
        text: any text.
        flavour: whose Markdown.
        bold: code points [start, end) to set in strong emphasis; left plain where Markdown would not read it
            as such (no letter of the text is changed for it).
    """
    text = carried(text)
    spelled = _spelled(text, flavour, in_line=False)
    if "\r" in text:
        spelled = ["&#13;" if piece == "\r" else piece for piece in spelled]
    start = 0
    for line in text.split("\n"):
        _protect_ends(line, start, spelled)
        start += len(line) + 1
    if "\n" in text:
        _spell_breaks(text, spelled)
    if bold and _can_embolden(text, *bold):
        spelled[bold[0]] = "**" + spelled[bold[0]]
        spelled[bold[1] - 1] += "**"
    return "".join(spelled)


def escape_line(text: str, flavour: Flavour = Flavour.COMMONMARK) -> str:
    """Escape a text for one line, runs of blanks as one space: for headings, names, links and the like.

    Safe behind other text on the line, in a heading and between the brackets of a link, but not by itself at
    the start of a paragraph.
    """
    words = carried(" ".join(text.split()))
    spelled = _spelled(words, flavour, in_line=True)
    _protect_ends(words, 0, spelled)
    shown = "".join(spelled).replace("]", "\\]")
    # A run of # at the end of a heading would be taken for its closing.
    return re.sub(r"(?<!\\)(?=#+$)(?<!#)", r"\\", shown)


def link(words: str, address: str, flavour: Flavour = Flavour.COMMONMARK) -> str:
    """Write a link to an address of the web; any other, as "javascript:", stays text beside the words."""
    address = carried(address.strip())
    shown = escape_line(words, flavour)
    if not re.match(r"https?://\S", address, re.IGNORECASE):
        return f"{shown}: {escape_line(address, flavour)}"
    target = re.sub(
        r"[\s<>\\\x00-\x20\x7f]",
        lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()),
        address,
    )
    target = re.sub(r"&(?=#|[A-Za-z][A-Za-z0-9]{0,40};)", "&amp;", target)
    return f"[{shown}](<{target}>)"


def blockquote(blocks: list[str]) -> str:
    """Join blocks of Markdown, one or several lines each, into one blockquote."""
    lines = "\n\n".join(blocks).split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines)
