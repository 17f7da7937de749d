"""No room on the disk, or no locks: what is there is read at once, and the reason is said."""

from __future__ import annotations

import errno
import fcntl
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.quotes.making import TALK, make, passage_of
from tui.quotes.collection import Collection
from tui.store.sqlite import file_system, kv
from tui.store.sqlite.kv import Remembered
from tui.store.sqlite.opening import NAME, open_database
from tui.store.store_error import StoreError

ROOT = Path(__file__).parents[2]

FULL = """
import json, shutil, sys
from pathlib import Path
from tests.quotes.making import TALK, make, passage_of
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import NAME, open_database
from tui.store.store_error import StoreError

disk, left = Path(sys.argv[1]), Path(sys.argv[2])
told = []
for free in map(int, sys.argv[3:]):
    folder = disk / str(free)
    # Closed by a process that was killed, and closed in order.
    shutil.copytree(left, folder)
    with open(disk / "filler", "wb", buffering=0) as filler:
        while room := shutil.disk_usage(disk).free - free * 1024:
            filler.write(b"0" * room)
    said = []
    try:
        with open_database(folder) as database:
            collection = Collection(database, make(TALK))
            said.append([quote.text for quote in collection.quotes()])
            said.append(database.refusal.kind if database.refusal else "")
            for _ in range(40):
                collection.add(passage_of(make(TALK), "信任危机"), note="长" * 500)
    except StoreError as error:
        said.append(error.kind)
    (disk / "filler").unlink()
    shutil.rmtree(folder)
    told.append(said)
print(json.dumps(told))
"""


@pytest.mark.parametrize("ended", [False, True], ids=["closed", "killed"])
def test_without_room_it_is_read_and_that_is_said(tmp_path: Path, ended: bool) -> None:
    disk, left = tmp_path / "disk", tmp_path / "left"
    disk.mkdir()
    mount = ["unshare", "-Urm", "sh", "-c", f'mount -t tmpfs -o size=2m none {disk} && exec "$@"', "sh"]
    if not shutil.which("unshare") or subprocess.run([*mount, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a small file system of their own")
    with open_database(tmp_path / "data") as database:
        Collection(database, make(TALK)).add(passage_of(make(TALK), "信任危机"))
        if ended:
            left.mkdir()
            for suffix in ("", "-wal"):
                shutil.copyfile(f"{database.path}{suffix}", left / f"{NAME}{suffix}")
    if not ended:
        shutil.copytree(tmp_path / "data", left)
    rooms = [0, 4, 8, 16, 32, 36, 40, 48, 64, 96]
    command = [*mount, sys.executable, "-c", FULL, str(disk), str(left), *map(str, rooms)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    for free, (words, refused, kind) in zip(rooms, json.loads(done.stdout), strict=True):
        assert words == ["信任危机"], free
        assert (refused in ("full", ""), kind) == (True, "full"), free
        assert refused or free > 8


def test_only_what_the_system_says_of_room_is_told_as_that(tmp_path: Path) -> None:
    assert file_system.has_room(tmp_path)
    # What isn't there, or may not be written, lacks something else.
    assert file_system.has_room(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#define LOCKING(name) int name(int file, int command, ...) { \\
    va_list rest; va_start(rest, command); void *given = va_arg(rest, void *); va_end(rest); \\
    if (command == F_SETLK || command == F_SETLKW) { errno = atoi(getenv("REFUSED")); return -1; } \\
    int (*real)(int, int, ...) = dlsym(RTLD_NEXT, #name); return real(file, command, given); }
LOCKING(fcntl)
LOCKING(fcntl64)
"""


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that refuses all locks, as a file system of the network does without its daemon."""
    folder = tmp_path_factory.mktemp("shim")
    (folder / "shim.c").write_text(SHIM)
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler or sys.platform != "linux":
        pytest.skip("no compiler here")
    made = folder / "shim.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", made, folder / "shim.c", "-ldl"], check=True)
    return made


@pytest.mark.parametrize("refused", [errno.ENOLCK, errno.EOPNOTSUPP], ids=["ENOLCK", "EOPNOTSUPP"])
@pytest.mark.parametrize("held", [False, True], ids=["closed", "with a journal"])
def test_where_nothing_is_locked_it_is_read_and_that_is_said(
    tmp_path: Path, refusing: Path, refused: int, held: bool
) -> None:
    data, interview = tmp_path / "data", tmp_path / "interview.md"
    interview.write_text(TALK, "utf-8")
    window = open_database(data)
    Collection(window, make(TALK)).add(passage_of(make(TALK), "信任危机"))
    if not held:
        window.close()
    environment = {"LD_PRELOAD": str(refusing), "REFUSED": str(refused), "FANGTAN_DATA": str(data)}
    command = ["/usr/bin/env", *(f"{name}={value}" for name, value in environment.items())]
    command += [sys.executable, "-m", "tui", "--language", "en", "quotes"]
    listed = subprocess.run(
        [*command, "list", str(interview)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert "信任危机" in listed.stdout
    assert listed.stderr.count("files can't be locked where ") == 1
    added = subprocess.run(
        [*command, "add", str(interview), "--turn", "2"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (added.returncode, added.stdout) == (2, "")
    assert added.stderr == listed.stderr
    window.close()


@pytest.mark.parametrize(
    ("said", "expected"),
    [(errno.ENOLCK, True), (errno.EOPNOTSUPP, True), (errno.EAGAIN, False), (errno.EACCES, False)],
)
def test_a_lock_of_somebody_elses_is_no_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: int, expected: bool
) -> None:
    assert not file_system.refuses_locks(tmp_path)

    def refuse(*_: object) -> None:
        raise OSError(said, "no")

    monkeypatch.setattr(fcntl, "lockf", refuse)
    assert file_system.refuses_locks(tmp_path) is expected
    assert not file_system.refuses_locks(tmp_path / "none")


@contextmanager
def held(path: Path, journal: str, how: str) -> Iterator[None]:
    """Another program writes, and does not end."""
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute(f'PRAGMA journal_mode = {sys.argv[2]}').fetchone(); c.execute('BEGIN ' + sys.argv[3])\n"
        "c.execute('''INSERT OR REPLACE INTO state VALUES ('theirs', '\"unfinished\"')''')\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, str(path), journal, how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout
    assert other.stdout.readline() == "held\n"
    try:
        yield
    finally:
        other.kill()
        other.communicate()


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_whoever_reads_waits_for_no_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal: str, how: str
) -> None:
    if journal == "delete":
        monkeypatch.setattr("tui.store.sqlite.opening.on_network", lambda folder: True)
    with open_database(tmp_path) as database:
        Collection(database, make(TALK)).add(passage_of(make(TALK), "信任危机"))
    with held(tmp_path / NAME, journal, how):
        # Whoever waited would wait longer than a test may take.
        with open_database(tmp_path, busy_seconds=10_000, reading=True) as database:
            assert [quote.text for quote in Collection(database, make(TALK)).quotes()] == ["信任危机"]
            assert kv.get(database, "theirs") is None
            copied = (journal, how) == ("delete", "EXCLUSIVE")
            assert (database.refusal.kind if database.refusal else "") == ("locked" if copied else "")
        with pytest.raises(StoreError) as raised, open_database(tmp_path, busy_seconds=0.05) as database:
            kv.put(database, "ours", 1)
        assert raised.value.kind == "locked"


def test_a_window_opens_while_another_program_writes(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    with held(tmp_path / NAME, "wal", "IMMEDIATE"), open_database(tmp_path, busy_seconds=10_000) as database:
        assert database.refusal is None
        database.wait(0.05)
        with pytest.raises(StoreError) as raised:
            kv.put(database, "ours", 1)
        assert raised.value.kind == "locked"


@pytest.mark.parametrize("kind", ["full", "no-locks", "read-only", "locked"])
def test_what_can_not_be_written_is_remembered_by_nobody(tmp_path: Path, kind: str) -> None:
    with open_database(tmp_path) as database:
        Remembered(database)["name"] = "before"
        database.refuse(StoreError(kind, database.path))
        Remembered(database)["name"] = "after"
        assert Remembered(database).get("name") == "before"


def test_a_copy_of_what_somebody_locks_is_not_waited_for(tmp_path: Path) -> None:
    from tui.store.sqlite.standing import copy_all

    path = tmp_path / "one"
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("CREATE TABLE a (b)")
        writer.execute("BEGIN EXCLUSIVE")
        with (
            closing(sqlite3.connect(path, timeout=0)) as reader,
            closing(sqlite3.connect(":memory:")) as copy,
        ):
            with pytest.raises(sqlite3.OperationalError) as raised:
                copy_all(reader, copy)
            assert raised.value.sqlite_errorcode == sqlite3.SQLITE_BUSY
