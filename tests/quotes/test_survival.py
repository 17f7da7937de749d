"""What was collected survives: processes killed at any moment, several at once, no room, no right to it."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database

from .keeper import seen, step
from .making import TALK, is_sound, make

ROOT = Path(__file__).parents[2]


def start(*words: object) -> subprocess.Popen[str]:
    """A process that keeps a collection; see `keeper.main`."""
    command = [sys.executable, "-m", "tests.quotes.keeper", *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(("journal", "commits"), [("wal", 1000), ("delete", 200)])
def test_killed_at_random_moments_each_change_that_was_said_is_there(
    tmp_path: Path, journal: str, commits: int
) -> None:
    rng = random.Random(f"kill {journal}")
    folder, done, kills = tmp_path / "data", 0, 0
    with open_database(tmp_path / "beside") as database:
        # The same steps, taken by nobody who is killed.
        beside = Collection(database, make(TALK))
        while done < commits:
            # No writer does all of it, however far it is ahead of what is read here.
            writer = start(folder, done, min(commits - done, commits // 5), journal)
            assert writer.stdout
            # It goes on writing while this reads, so the moment of its end falls anywhere.
            for _ in range(rng.randrange(1, commits // 6)):
                if not writer.stdout.readline():
                    break
                step(beside, done)
                done += 1
            writer.kill()
            for _line in writer.communicate()[0].splitlines():
                step(beside, done)
                done += 1
            kills += 1
            assert is_sound(folder)
            with open_database(folder) as survived:
                there = seen(Collection(survived, make(TALK)))
            if there != seen(beside):
                # One more may be on the disk that it had no time to say.
                step(beside, done)
                done += 1
                assert there == seen(beside)
        assert kills >= 5


@pytest.mark.parametrize("journal", ["wal", "delete"])
@pytest.mark.parametrize("processes", [2, 8])
def test_processes_at_once_lose_nothing(tmp_path: Path, processes: int, journal: str) -> None:
    each = 160 // processes
    script = textwrap.dedent(
        f"""
        import sys
        from pathlib import Path
        from tests.quotes.making import TALK, make, passage_of
        from tui.quotes.collection import Collection
        from tui.store.sqlite import opening
        if {journal!r} == "delete":
            opening.on_network = lambda folder: True
        talk = make(TALK)
        with opening.open_database(Path({str(tmp_path)!r}), busy_seconds=60) as opened:
            collection = Collection(opened, talk)
            for number in range({each}):
                quote = collection.add(passage_of(talk, "信任危机"))
                collection.set_note(quote.id, f"{{sys.argv[1]}} {{number}}")
                print(quote.id, flush=True)
        """
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(number)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for number in range(processes)
    ]
    said = [writer.communicate(timeout=240)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * processes
    assert is_sound(tmp_path)
    with open_database(tmp_path) as database:
        quotes = Collection(database, make(TALK)).quotes()
    assert len(quotes) == processes * each
    assert {quote.id for quote in quotes} == {id for ids in said for id in ids}
    notes = {quote.id: quote.note for quote in quotes}
    for number, ids in enumerate(said):
        assert [notes[id] for id in ids] == [f"{number} {at}" for at in range(each)]


FILLING = """
import sys
from pathlib import Path
from tests.quotes.making import TALK, make, passage_of
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database
from tui.store.store_error import StoreError

folder, limit = Path(sys.argv[1]), sys.argv[2:]
talk = make(TALK)
with open_database(folder) as database:
    collection = Collection(database, talk)
    if limit:
        import resource, signal
        # As a quota does: the file may not grow beyond that.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit[0]), resource.RLIM_INFINITY))
    said = []
    try:
        while True:
            said.append(collection.add(passage_of(talk, "信任危机"), note="长" * 500).id)
    except StoreError as error:
        print(error.kind)
    assert [quote.id for quote in collection.quotes()][:1] and len(collection.quotes()) == len(said)
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with open_database(folder) as database:
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    assert {quote.id for quote in Collection(database, talk).quotes()} == set(said)
print(len(said), "kept")
"""


def filled(prefix: list[str], folder: Path, *limit: str) -> subprocess.CompletedProcess[str]:
    command = [*prefix, sys.executable, "-c", FILLING, str(folder), *limit]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_a_disk_that_is_full_takes_no_half_a_quote(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["unshare", "-Urm", "sh", "-c", f'mount -t tmpfs -o size=1m none {disk} && exec "$@"', "sh"]
    if not shutil.which("unshare") or subprocess.run([*mount, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a small file system of their own")
    done = filled(mount, disk / "data")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "full"
    kept = int(done.stdout.split()[1])
    assert kept > 0


def test_a_file_that_may_not_grow_takes_no_half_a_quote(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    done = filled([], tmp_path / "data", "400000")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "full"
    kept = int(done.stdout.split()[1])
    assert kept > 0


FORBIDDEN = """
import os, sys
from pathlib import Path
from tests.quotes.making import TALK, make, passage_of
from tui.cli.output import error_words
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import NAME, open_database
from tui.store.store_error import StoreError

folder = Path(sys.argv[1])
with open_database(folder) as database:
    Collection(database, make(TALK)).add(passage_of(make(TALK), "信任危机"))
before = (folder / NAME).read_bytes()
for path, mode in ((folder / NAME, 0o444), (folder, 0o555)):
    path.chmod(mode)
# Python 3.13 loads it only when a path is told as an address, and from where it lies somebody else may not.
import urllib.parse
if os.geteuid() == 0:
    # Whoever may do everything is told nothing: somebody else, then.
    os.setuid(65534)
for where in (folder, folder / "below"):
    try:
        with open_database(where) as database:
            collection = Collection(database, make(TALK))
            print("opened with", collection.quotes()[0].text)
            collection.remove(collection.quotes()[0].id)
    except StoreError as error:
        print(error.kind, "|", error_words(error))
print((folder / NAME).read_bytes() == before)
"""


def test_a_folder_that_may_only_be_read_is_read_and_told_and_left() -> None:
    # Not in pytest's own folder, which nobody but its owner may enter.
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        folder = Path(made) / "data"
        command = [sys.executable, "-c", FORBIDDEN, str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
        folder.chmod(0o755)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert lines[0] == "opened with 信任危机"
    assert re.match(rf"read-only \| .*{folder}.* is read-only", lines[1])
    assert lines[2].startswith(f"unwritable | {folder / 'below'}")
    assert lines[3] == "True"
