"""What a person may set, in settings.toml in the settings folder; everything has a default."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tui.kiosk.regular_file import read_regular
from tui.paths import config_dir

LARGEST = 1_000_000
"""Bytes of the largest file of settings."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, each under its name in the file.

    Attributes:
        language: "zh_CN" or "en"; "auto" takes the locale's.
        theme: "light" or "dark"; "auto" takes the one used last.
        column: the widest that the text may be, in cells, from 20 to 200.
        reading_speed: characters that the reader reads in a minute, from 50 to 5000; for the time left.
        ambiguous_width: cells that the terminal draws a character such as — “ ” … on, 1 or 2.
        glosses: "dim" or "plain", how a word said again in the other script is shown, as in
            milestone（里程碑）; "auto" takes the way used last.
        animations: whether scrolling glides; over a slow line it should not.
        plain: whether nothing is drawn but words, and the terminal's cursor stands where one reads, as screen
            readers need it.
        keymap: a command's id → its keys as Textual names them, separated by commas.
    """

    language: str = "auto"
    theme: str = "auto"
    column: int = 80
    reading_speed: int = 400
    ambiguous_width: int = 1
    glosses: str = "auto"
    animations: bool = False
    plain: bool = False
    keymap: dict[str, str] = field(default_factory=dict)


class SettingsError(Exception):
    """The settings file can't be used.

    Attributes:
        kind: "unreadable", "syntax", "unknown" (a name that is no setting) or "value".
        path: the file.
        details: what the words need: `name` of the setting, `reason`, `allowed` values.
    """

    def __init__(self, kind: str, path: Path, **details: str) -> None:
        super().__init__(kind, str(path), details)
        self.kind = kind
        self.path = path
        self.details = details


_ALLOWED: dict[str, tuple[str, ...]] = {
    "language": ("auto", "zh_CN", "en"),
    "theme": ("auto", "light", "dark"),
    "glosses": ("auto", "dim", "plain"),
}
_BETWEEN: dict[str, tuple[int, int]] = {
    "column": (20, 200),
    "reading_speed": (50, 5000),
    "ambiguous_width": (1, 2),
}


def settings_path() -> Path:
    """Return the path at which the settings file is looked for."""
    return config_dir() / "settings.toml"


def load(path: Path | None = None) -> tuple[Settings, SettingsError | None]:
    """Load the settings of the file at `path`, by default `settings_path()`; without a file, the defaults.

    A file that can't be used keeps nobody from reading: then these are the defaults, with the error to show.
    """
    path = path or settings_path()
    try:
        data = read_regular(path, LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Settings(), SettingsError("unreadable", path, reason=reason)
    if len(data) > LARGEST:
        return Settings(), SettingsError("unreadable", path, reason=f"> {LARGEST} bytes")
    try:
        return parse(data, path), None
    except SettingsError as error:
        return Settings(), error


def parse(data: bytes, path: Path) -> Settings:
    """Parse the settings in a file's bytes.

    Raises:
        SettingsError: they are no TOML, name something that is no setting, or a value that can't be.
    """
    # Only somebody who has a settings file pays for these.
    import tomllib

    import msgspec

    try:
        raw: dict[str, Any] = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        raise SettingsError("syntax", path, reason=str(error)) from None
    for name in raw:
        if name not in Settings.__dataclass_fields__:
            raise SettingsError("unknown", path, name=name)
    try:
        settings = msgspec.convert(raw, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError("value", path, name=_name_in(str(error)), reason=str(error)) from None
    for name, allowed in _ALLOWED.items():
        if getattr(settings, name) not in allowed:
            raise SettingsError("value", path, name=name, allowed=", ".join(allowed))
    for name, (least, most) in _BETWEEN.items():
        if not least <= getattr(settings, name) <= most:
            raise SettingsError("value", path, name=name, allowed=f"{least}-{most}")
    return settings


def _name_in(complaint: str) -> str:
    """The setting that a message of msgspec's is about ("… - at `$.column`")."""
    return complaint.rpartition("`$.")[2].partition("`")[0]
