"""Every sentence that the program can say has its Chinese, and the catalogue says nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tui.interview.speakers.label_model import weights_for
from tui.locale import FOLDER
from tui.locale.label_features import FEATURES

PACKAGE = Path(__file__).parents[2] / "tui"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / "zh_CN" / "LC_MESSAGES" / "fangtan.po").open("rb") as stream:
        return read_po(stream, locale="zh_CN", abort_invalid=True)


@pytest.fixture(scope="module")
def said() -> set[str | tuple[str, ...]]:
    """What the sources say through `_`, `N_` and `ngettext`."""
    found = extract_from_dir(str(PACKAGE), [("**.py", "python")], keywords=KEYWORDS)
    return {
        message if isinstance(message, str) else tuple(message) for _file, _line, message, _c, _x in found
    }


def entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def strings(message: Message) -> list[str]:
    """The translations of an entry, one for each form of number."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def blanks(words: str) -> set[str]:
    """The blanks that are filled in, such as {count} or {0}."""
    return set(re.findall(r"\{[^{}]*\}", words))


def test_there_is_something_to_say(said: set[str | tuple[str, ...]]) -> None:
    assert len(said) > 50


def test_every_sentence_stands_in_the_catalogue(catalogue: Catalog, said: set[str | tuple[str, ...]]) -> None:
    known = {
        message.id if isinstance(message.id, str) else tuple(message.id) for message in entries(catalogue)
    }
    assert sorted(map(str, said - known)) == []


def test_the_catalogue_holds_nothing_that_is_not_said(
    catalogue: Catalog, said: set[str | tuple[str, ...]]
) -> None:
    known = {
        message.id if isinstance(message.id, str) else tuple(message.id) for message in entries(catalogue)
    }
    assert sorted(map(str, known - said)) == []
    assert not catalogue.obsolete


def test_every_entry_is_translated_and_sure(catalogue: Catalog) -> None:
    for message in entries(catalogue):
        assert strings(message), message.id
        assert all(strings(message)), message.id
        assert not message.fuzzy, message.id


def test_a_translation_fills_in_what_the_sentence_does(catalogue: Catalog) -> None:
    for message in entries(catalogue):
        many = message.id if isinstance(message.id, str) else message.id[-1]
        for string in strings(message):
            assert blanks(string) == blanks(many), message.id


def test_chinese_sentences_have_chinese_punctuation(catalogue: Catalog) -> None:
    for message in entries(catalogue):
        for string in strings(message):
            assert not re.search(r"[一-鿿][,;:?!](?=[\s一-鿿]|$)", string), string


def test_each_feature_of_a_label_has_words_in_both_languages() -> None:
    used = weights_for(1).weights.keys() | weights_for(9).weights.keys()
    assert sorted(used - FEATURES) == []
