"""What fangtan needs: bounded where another major could break it, and locked with the hashes of all files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, packages_distributions, requires, version
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PYTHONS = ("3.11", "3.12", "3.13")
MACHINES = ("x86_64", "aarch64")


def declared() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by what for."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = {
        "reading": said["project"]["dependencies"],
        "testing": said["project"]["optional-dependencies"]["test"],
        "building": said["build-system"]["requires"] + said["dependency-groups"]["build"],
    }
    return {what: [Requirement(line) for line in lines] for what, lines in asked.items()}


def locked() -> dict[str, tuple[Requirement, list[str]]]:
    """What the lock names: each at one version, with the hashes of its files."""
    entries = re.findall(r"^([^\s#].*?) \\\n((?:    --hash=\S+(?: \\)?\n)+)", LOCK, re.MULTILINE)
    return {
        canonicalize_name(one.name): (one, re.findall(r"--hash=sha256:([0-9a-f]{64})\b", hashes))
        for one, hashes in ((Requirement(line), hashes) for line, hashes in entries)
    }


def environments() -> Iterator[dict[str, str]]:
    """Every Python and machine that the lock is for."""
    for python, machine in product(PYTHONS, MACHINES):
        yield {
            "python_version": python,
            "python_full_version": f"{python}.0",
            "platform_machine": machine,
            "sys_platform": "linux",
            "extra": "",
        }


def is_met(wanted: Requirement) -> bool:
    """Whether the lock names a version that will do, wherever it is wanted."""
    one, _ = locked().get(canonicalize_name(wanted.name), (None, None))
    wanting = [each for each in environments() if not wanted.marker or wanted.marker.evaluate(each)]
    if one is None:
        return not wanting
    (pinned,) = one.specifier
    return wanted.specifier.contains(pinned.version, prereleases=True) and all(
        not one.marker or one.marker.evaluate(each) for each in wanting
    )


@pytest.mark.parametrize("what", ["reading", "testing", "building"])
def test_all_that_is_asked_for_is_locked_within_its_bounds(what: str) -> None:
    assert [str(wanted) for wanted in declared()[what] if not is_met(wanted)] == []


def test_what_these_need_is_locked_too() -> None:
    missing = []
    for name, (one, _) in locked().items():
        (pinned,) = one.specifier
        try:
            is_this = version(name) == pinned.version
        except PackageNotFoundError:
            continue
        if is_this:
            needed = [Requirement(line) for line in requires(name) or []]
            missing += [f"{name}: {wanted}" for wanted in needed if not is_met(wanted)]
    assert missing == []


def test_every_entry_is_one_version_with_hashes_from_nowhere_in_particular() -> None:
    assert len(locked()) == len(re.findall(r"^[^\s#]", LOCK, re.MULTILINE))
    for one, hashes in locked().values():
        assert [each.operator for each in one.specifier] == ["=="]
        assert hashes
        assert not one.url
    assert "://" not in LOCK
    assert not re.search(r"^--", LOCK, re.MULTILINE)


def test_an_untested_major_of_what_reads_and_draws_is_not_taken() -> None:
    unbounded = [
        str(wanted)
        for wanted in declared()["reading"]
        if not any(each.operator in ("<", "<=", "==", "~=") for each in wanted.specifier)
    ]
    assert unbounded == []


def test_what_is_imported_is_asked_for() -> None:
    asked = {canonicalize_name(wanted.name) for wanted in declared()["reading"]}
    sold_as = packages_distributions()
    imported = {
        canonicalize_name(package)
        for path in (ROOT / "tui").rglob("*.py")
        if not path.name.startswith("make_") and path.name != "build.py"
        for name in re.findall(r"^\s*(?:from|import) (\w+)", path.read_text("utf-8"), re.MULTILINE)
        for package in sold_as.get(name, [name])
    }
    assert asked <= imported
    assert imported & locked().keys() <= asked
