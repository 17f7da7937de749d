from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui import locale
from tui.locale import _, build, known_language, language, ngettext, set_language


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No locale from outside, and none left behind."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    yield
    set_language("en")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.GB18030"}, "zh_CN"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "fr:en"}, "en"),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}, "zh_CN"),
        ({"LANGUAGE": "zh_CN"}, "zh_CN"),
    ],
)
def test_the_environment_chooses(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    set_language(None)
    assert language() == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("zh_CN", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh-Hans-CN", "zh_CN"),
        ("ZH_cn.utf8@pinyin", "zh_CN"),
        ("en_GB.UTF-8", "en"),
        ("enough", None),
        ("", None),
    ],
)
def test_a_locales_name_is_understood(name: str, expected: str | None) -> None:
    assert known_language(name) == expected


def test_a_language_that_is_not_there_is_refused() -> None:
    set_language("en")
    with pytest.raises(ValueError, match="fr"):
        set_language("fr")
    assert language() == "en"


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the catalogues, compiled just now."""
    source = locale.FOLDER / "zh_CN" / "LC_MESSAGES" / "fangtan.po"
    folder = tmp_path / "zh_CN" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "fangtan.po").write_bytes(source.read_bytes())
    assert build.compile_all(tmp_path) == [folder / "fangtan.mo"]
    monkeypatch.setattr(locale, "FOLDER", tmp_path)
    return tmp_path


def test_a_sentence_is_said_in_the_chosen_language(compiled: Path) -> None:
    set_language("zh_CN")
    assert _("Speakers") == "发言人"
    set_language("en")
    assert _("Speakers") == "Speakers"


def test_numbers_choose_the_form(compiled: Path) -> None:
    set_language("en")
    assert ngettext("{count} turn", "{count} turns", 1) == "{count} turn"
    assert ngettext("{count} turn", "{count} turns", 0) == "{count} turns"
    set_language("zh_CN")
    assert ngettext("{count} turn", "{count} turns", 2) == "{count} 轮发言"


def test_an_unknown_or_empty_sentence_stays_itself(compiled: Path) -> None:
    set_language("zh_CN")
    assert _("no such sentence") == "no such sentence"
    assert _("") == ""


def test_without_a_compiled_catalogue_english_is_spoken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "FOLDER", tmp_path)
    set_language("zh_CN")
    assert _("Speakers") == "Speakers"


def test_the_installed_catalogue_is_the_one_of_the_sources(compiled: Path) -> None:
    installed = Path(build.__file__).parent / "zh_CN" / "LC_MESSAGES" / "fangtan.mo"
    fresh = compiled / "zh_CN" / "LC_MESSAGES" / "fangtan.mo"
    assert installed.read_bytes() == fresh.read_bytes(), "run: python -m tui.locale.build"
