"""Files and folders swapped for links out of a kiosk's folder while they are read, as fast as can be.

The reader is a process of its own, closed as a kiosk's is; it reads an interview with its sidecar, as the
program does, and the index of the library, by both ways that there are of opening beneath a folder.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.terminal.harness import environment

_SECRET = "这是别人的秘密"
_WORDS = "好的"
_TALK = "# {words}\n\n问：{words}？\n\n答：{words}。\n"
_SIDECAR = '[names]\n"问" = "{words}"\n'

_READER = """
import sys
from pathlib import Path
from tui.interview.model.errors import InputError
from tui.interview.reading import read
from tui.kiosk import beneath
from tui.kiosk.confinement import confine
from tui.kiosk.policy import kiosk, restrict
from tui.library import building
from tui.library.folder import walk

folder, data = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
way, deed, count = sys.argv[3], sys.argv[4], int(sys.argv[5])
secret, words = sys.argv[6:8]
restrict(kiosk(folder))
confine(folder, data)
if way == "descriptors":
    beneath.openat2 = lambda: None

def interview():
    found = read(folder / "swapped" / "talk.md")
    return found.source + "".join(speaker.name for speaker in found.speakers)

def library():
    listed = walk([folder]).files
    return "".join(map(str, listed)) + "".join((building._bytes(file)[0] or b"").decode() for file in listed)

for _ in range(count):
    try:
        text = {"interview": interview, "library": library}[deed]()
    except (InputError, OSError):
        said = "-"
    else:
        said = "!" if secret in text else "+" if words in text else "-"
    print(said, end="", flush=True)
"""


def attack(count: int, seed: int) -> Iterator[str]:
    """Read so often; yields "" for each time that nothing from outside was read."""
    kinds = [
        (swapped, deed, way)
        for swapped in ("file", "folder", "sidecar")
        for deed in ("interview", "library")
        for way in ("openat2", "descriptors")
        if (swapped, deed) != ("sidecar", "library")
    ]
    random.Random(seed).shuffle(kinds)
    for number, kind in enumerate(kinds):
        yield from _read(*kind, count // len(kinds) + (number < count % len(kinds)))


def _read(swapped: str, deed: str, way: str, count: int) -> Iterator[str]:
    name = f"{swapped} swapped, {deed} read by {way}"
    with tempfile.TemporaryDirectory() as place:
        swap = _laid_out(Path(place), swapped)
        own = Path(place, "own")
        own.mkdir()
        over = threading.Event()
        swapping = threading.Thread(target=_again_and_again, args=(swap, over))
        swapping.start()
        try:
            done = subprocess.run(
                [
                    sys.executable,
                    "-c",
                    _READER,
                    f"{place}/interviews",
                    str(own),
                    way,
                    deed,
                    str(count),
                    _SECRET,
                    _WORDS,
                ],
                env=environment(Path(place)),
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            over.set()
            swapping.join()
    told = Counter(done.stdout)
    # Where nothing was read at all nothing was tried.
    missed = count >= 100 and not (told["+"] and (told["-"] or swapped == "sidecar"))
    for said in done.stdout:
        yield (
            ""
            if said in "+-" and not missed
            else f"{name}: {'what lies outside' if said == '!' else dict(told)}"
        )
    for _ in range(count - len(done.stdout)):
        yield f"{name}: {done.stderr.strip()[-200:]}"


def _laid_out(place: Path, swapped: str) -> list[Callable[[], None]]:
    """Lay out what is inside and outside; gives what puts a link in the place of one thing, and back."""
    inside, outside = place / "interviews" / "swapped", place / "outside"
    for folder, words in ((inside, _WORDS), (outside, _SECRET)):
        folder.mkdir(parents=True)
        (folder / "talk.md").write_text(_TALK.format(words=words), "utf-8")
        (folder / "talk.md.fangtan.toml").write_text(_SIDECAR.format(words=words), "utf-8")
    name = {"file": "talk.md", "sidecar": "talk.md.fangtan.toml", "folder": ""}[swapped]
    thing, goal, aside = inside / name, outside / name, place / "aside"
    spare = place / "spare"

    def link_it() -> None:
        spare.symlink_to(goal)
        thing.rename(aside)
        spare.rename(thing)

    def put_back() -> None:
        if swapped == "folder":
            thing.unlink()
        aside.rename(thing)

    return [link_it, put_back]


def _again_and_again(deeds: list[Callable[[], None]], over: threading.Event) -> None:
    while not over.is_set():
        for deed in deeds:
            deed()
            os.sched_yield()
