"""The tables, as a new database gets them."""

from __future__ import annotations

import re
from collections.abc import Mapping

APPLICATION_ID = 0x66746E71
"""Tells our files from other SQLite databases; "ftnq" in ASCII."""

VERSION = 3
"""The schema's version, kept in the database's user_version; each change to the tables raises it by one."""

TABLES = """
CREATE TABLE interview (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE source (
    digest TEXT PRIMARY KEY,
    interview INTEGER NOT NULL REFERENCES interview (id),
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    publisher TEXT NOT NULL,
    date TEXT NOT NULL,
    url TEXT NOT NULL,
    encoding TEXT NOT NULL,
    format TEXT NOT NULL,
    seen TEXT NOT NULL,
    text BLOB,
    seal INTEGER NOT NULL DEFAULT -1
);
CREATE INDEX source_interview ON source (interview);
CREATE TABLE path (
    path TEXT PRIMARY KEY,
    interview INTEGER NOT NULL REFERENCES interview (id),
    digest TEXT NOT NULL,
    seen TEXT NOT NULL
);
CREATE INDEX path_interview ON path (interview);
CREATE TABLE quote (
    id TEXT PRIMARY KEY,
    interview INTEGER NOT NULL REFERENCES interview (id),
    source TEXT NOT NULL REFERENCES source (digest),
    path TEXT NOT NULL,
    created TEXT NOT NULL,
    revision INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0,
    position REAL NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    body TEXT NOT NULL,
    colour TEXT NOT NULL DEFAULT '',
    decision TEXT NOT NULL DEFAULT '',
    seal INTEGER NOT NULL DEFAULT -1
);
CREATE INDEX quote_revision ON quote (interview, revision);
CREATE TABLE anchor (
    quote TEXT NOT NULL REFERENCES quote (id),
    digest TEXT NOT NULL,
    method INTEGER NOT NULL,
    found TEXT NOT NULL,
    PRIMARY KEY (quote, digest)
) WITHOUT ROWID;
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    interview INTEGER NOT NULL REFERENCES interview (id),
    kind TEXT NOT NULL,
    quote TEXT NOT NULL,
    images TEXT NOT NULL,
    done INTEGER NOT NULL,
    made TEXT NOT NULL,
    window TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 0,
    seal INTEGER NOT NULL DEFAULT -1
);
CREATE INDEX change_order ON change (interview, done, id);
CREATE TABLE position (
    interview INTEGER PRIMARY KEY REFERENCES interview (id),
    digest TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
);
CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
"""
"""What they hold:

interview: one conversation, however often its file was edited, moved or renamed. `revision` counts the
    changes to its quotes; a quote carries the revision that touched it last, so a window reads only what
    is new to it.
source: one state of that file by its content; `text` is the zlib-compressed source, kept with the first
    quote of it.
path: which interview was last read from a path.
quote: `removed` quotes stay, so that undoing brings back the very same; `position` is the order by hand;
    `decision` is what a person decided of its place in a changed file, as JSON, "" where nothing was.
anchor: where a quote stands in another state of the file than the one that it was taken from, once looked
    for.
change: what undo and redo go through; `images` holds the changed columns before and after; `done` is 0
    once undone, 2 where another window's later change stands on it, so that it can't be. `window` and
    `revision` say who did, undid or redid it last, and when by the interview's revision.
position: where reading stopped, with a bit of the text around it.
state: what the program remembers of its own, as JSON.

`seal` is a checksum over the row, see `seals`.
"""

ADDED: Mapping[int, tuple[tuple[str, str], ...]] = {
    2: (
        ("quote", "colour TEXT NOT NULL DEFAULT ''"),
        ("quote", "decision TEXT NOT NULL DEFAULT ''"),
        ("change", "window TEXT NOT NULL DEFAULT ''"),
        ("change", "revision INTEGER NOT NULL DEFAULT 0"),
    ),
    3: tuple((table, "seal INTEGER NOT NULL DEFAULT -1") for table in ("quote", "source", "change")),
}
"""By version, the columns that came with it."""


def columns() -> set[tuple[str, str]]:
    """List the tables of this version with each of their columns, as (table, column)."""
    listed = set()
    for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\)", TABLES, re.DOTALL):
        lines = (line.split() for line in body.strip().splitlines())
        listed |= {(table, words[0].strip('"')) for words in lines if words[0] != "PRIMARY"}
    return listed
