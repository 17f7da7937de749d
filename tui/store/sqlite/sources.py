"""Which interview a file is: known by its content wherever it lies, or else by where it lies."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import UTC, datetime

from tui.interview.model.interview import Credits, Interview
from tui.store.quote_store import KeptSource
from tui.store.spelling import STANDARD_INPUT, full_path
from tui.store.sqlite import seals

_COLUMNS = "digest, interview, title, author, publisher, date, url, encoding, format, seen"


def identify(connection: sqlite3.Connection, interview: Interview) -> int | None:
    """Find the number under which the store knows an interview, or None.

    By its content first: a file that was moved or renamed. Then by its path: a file that was changed. What
    comes from standard input has no path to be known by.
    """
    row = connection.execute("SELECT interview FROM source WHERE digest = ?", (interview.digest,)).fetchone()
    if row and not _is_sound(connection, interview.digest):
        # Where the row can't be trusted its quotes can: each has the interview's number under its own seal.
        row = connection.execute(
            "SELECT interview FROM quote WHERE source = ? GROUP BY 1 ORDER BY count(*) DESC",
            (interview.digest,),
        ).fetchone()
    if row is None and interview.path != STANDARD_INPUT:
        where = (full_path(interview.path),)
        row = connection.execute("SELECT interview FROM path WHERE path = ?", where).fetchone()
    return int(row[0]) if row else None


def _is_sound(connection: sqlite3.Connection, digest: str) -> bool:
    return seals.is_sound(connection, "source", "digest = ?", (digest,))


def enrol(connection: sqlite3.Connection, interview: Interview) -> int:
    """Make an interview known, with this content and this path; returns its number.

    Call it inside a transaction.
    """
    number = identify(connection, interview)
    if number is None:
        number = int(connection.execute("INSERT INTO interview (revision) VALUES (0)").lastrowid or 0)
    connection.execute(
        "INSERT OR IGNORE INTO interview (id, revision)"
        " SELECT ?, coalesce(max(revision), 0) FROM quote WHERE interview = ?",
        (number, number),
    )
    # To the microsecond, for telling which of two came last.
    seen = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    credits = interview.credits
    texts = (interview.title, credits.author, credits.publisher, credits.date, credits.url)
    known = [text.encode("utf-8", "backslashreplace").decode("utf-8") for text in texts]
    connection.execute(
        f"INSERT INTO source ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        # The interview itself is the better witness of what it is called than whoever told of it before.
        " ON CONFLICT (digest) DO UPDATE SET"
        " (interview, title, author, publisher, date, url, encoding, format, seen) = (excluded.interview,"
        " excluded.title, excluded.author, excluded.publisher, excluded.date, excluded.url,"
        " excluded.encoding, excluded.format, excluded.seen)",
        (interview.digest, number, *known, interview.encoding, interview.format, seen),
    )
    seals.seal(connection, "source", "digest = ?", (interview.digest,))
    if interview.path != STANDARD_INPUT:
        connection.execute(
            "INSERT INTO path VALUES (?, ?, ?, ?) ON CONFLICT (path) DO UPDATE"
            " SET interview = excluded.interview, digest = excluded.digest, seen = excluded.seen",
            (full_path(interview.path), number, interview.digest, seen),
        )
    return number


def introduce(connection: sqlite3.Connection, number: int, digest: str, title: str, credits: Credits) -> None:
    """Make a state of an interview known that was never read here: quotes from elsewhere were taken from it.

    Call it inside a transaction.
    """
    texts = (title, credits.author, credits.publisher, credits.date, credits.url)
    known = [text.encode("utf-8", "backslashreplace").decode("utf-8") for text in texts]
    connection.execute(
        f"INSERT INTO source ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, '', '', '')"
        " ON CONFLICT (digest) DO NOTHING",
        (digest, number, *known),
    )
    if connection.execute("SELECT changes()").fetchone()[0]:
        seals.seal(connection, "source", "digest = ?", (digest,))


def is_enrolled(connection: sqlite3.Connection, interview: Interview) -> bool:
    """Tell whether this very content is known at this very path, so that `enrol` would tell nothing new."""
    if interview.path == STANDARD_INPUT:
        known = connection.execute("SELECT 1 FROM source WHERE digest = ?", (interview.digest,))
    else:
        known = connection.execute(
            "SELECT 1 FROM path JOIN source USING (digest) WHERE path.path = ? AND path.digest = ?",
            (full_path(interview.path), interview.digest),
        )
    if known.fetchone() is None or not _is_sound(connection, interview.digest):
        return False
    number = "SELECT interview FROM source WHERE digest = ?"
    there = connection.execute(f"SELECT 1 FROM interview WHERE id = ({number})", (interview.digest,))
    return there.fetchone() is not None


def keep_text(connection: sqlite3.Connection, interview: Interview) -> None:
    """Keep the whole source with the first quote of it: the file may be gone one day.

    Call it inside a transaction, after `enrol`.
    """
    kept = connection.execute(
        "SELECT text IS NOT NULL FROM source WHERE digest = ?", (interview.digest,)
    ).fetchone()
    if kept and kept[0]:
        return
    packed = zlib.compress(interview.source.encode("utf-8", "surrogatepass"), 6)
    connection.execute("UPDATE source SET text = ? WHERE digest = ?", (packed, interview.digest))


def kept_source(connection: sqlite3.Connection, digest: str) -> KeptSource | None:
    """Read the source as it was decoded when the first quote was taken from it.

    Args:
        connection: the store.
        digest: SHA-256 of the source's bytes, in hexadecimal.

    Returns:
        None where it is not kept, or can't be unpacked any more.
    """
    row = connection.execute(
        "SELECT text, encoding, format FROM source WHERE digest = ?", (digest,)
    ).fetchone()
    if row is None or row[0] is None:
        return None
    try:
        text = zlib.decompress(row[0]).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError, TypeError):
        return None
    path = connection.execute("SELECT path FROM path WHERE digest = ? LIMIT 1", (digest,)).fetchone()
    return KeptSource(text, row[1], row[2], str(path[0]) if path else "")
