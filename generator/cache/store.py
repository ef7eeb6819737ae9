"""The cache on the disk: one SQLite file, which holds nothing that is believed unseen.

Every row bears a seal over what it says, and a PDF is known by its hash: what a fault of the disk has changed is told
from what was stored. So the file needs no more care than SQLite's journal gives it when a program is killed; what a
machine without power leaves behind is at worst thrown away.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.values import Frozen

# Of the tables below; a cache of another one is thrown away.
SCHEMA = 1
FILE = "leaflets.sqlite3"
# 2,000 leaflets of 60 kB, as large as the Arabic and Chinese ones are, are 120 MB: eight such libraries, or one
# in eight states.
MAX_BYTES = 1_000_000_000
# Files whose hashes are known. Many are of projects long gone, and they are cheap to find anew: then all are forgotten.
MAX_FILES = 100_000
# States of one leaflet that are kept: the branches of a project that somebody goes to and fro between.
STATES = 8
# Seconds to wait for another process that writes; a leaflet takes it a few milliseconds.
PATIENCE = 10

_OUTSIDE = (
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
)  # fmt: skip

_TABLES = """
create table files (path text primary key, stamp text not null, sha256 text not null, seal text not null) without rowid;
create table leaflets (
  id integer primary key, key text not null, inputs text not null, result text not null, sha256 text not null,
  seal text not null, used integer not null
);
create index leaflets_by_key on leaflets (key, id);
create index leaflets_by_sha256 on leaflets (sha256);
create table pdfs (sha256 text primary key, data blob not null);
"""


class Unusable(Exception):
    """The cache can be neither read nor made anew; the text says why."""


class Damaged(Exception):
    """The cache is no cache of ours, or not a whole one."""


class Row(Frozen):
    """What is stored of a leaflet. inputs, result: JSON; sha256: of its PDF."""

    inputs: str
    result: str
    sha256: str
    id: int = 0

    def seal(self, key: str) -> str:
        return sealed(key, self.inputs, self.result, self.sha256)


def sealed(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class Store:
    """The tables. Opened when first needed and closed when asked: no process that is forked may inherit it.

    Methods raise `Unusable` when the disk or another program does not let us, `Damaged` for what is not ours.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        if self._connection:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    @contextmanager
    def _working(self) -> Iterator[sqlite3.Connection]:
        """The open database; its errors in our terms."""
        try:
            if self._connection is None:
                self._connection = self._opened()
            yield self._connection
        except sqlite3.Error as error:
            raise (Unusable if _is_outside(error) else Damaged)(str(error)) from None
        except (TypeError, ValueError) as error:  # a fault of the disk has made another type of a value
            raise Damaged(str(error)) from None
        except OSError as error:
            raise Unusable(error.strerror or str(error)) from None

    def _opened(self) -> sqlite3.Connection:
        self.folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("pragma auto_vacuum = incremental")
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = off")
        if self._version(connection) == SCHEMA:
            return
        with _transaction(connection):
            if self._version(connection) == SCHEMA:  # another process was faster
                return
            if connection.execute("select count(*) from sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError("it is of another version")
            for statement in filter(str.strip, _TABLES.split(";")):
                connection.execute(statement)
            connection.execute(f"pragma user_version = {SCHEMA}")

    @staticmethod
    def _version(connection: sqlite3.Connection) -> int:
        return int(connection.execute("pragma user_version").fetchone()[0])

    def remove(self) -> None:
        """Throw the file away; the journals first, so that no new file can meet an old journal."""
        self.close()
        for ending in ("-shm", "-wal", ""):
            try:
                self.path.with_name(FILE + ending).unlink(missing_ok=True)
            except OSError as error:
                raise Unusable(error.strerror or str(error)) from None

    # --- files -------------------------------------------------------------------------------------------------------

    def digest_of(self, path: str) -> tuple[str, str] | None:
        """The stamp that a file had, and its SHA-256 then."""
        with self._working() as connection:
            row = connection.execute("select stamp, sha256, seal from files where path = ?", (path,)).fetchone()
            return row[:2] if row and row[2] == sealed(path, *row[:2]) else None

    def keep_digests(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Paths, stamps and hashes."""
        with self._working() as connection, _transaction(connection):
            connection.executemany(
                "insert or replace into files values (?, ?, ?, ?)", ((*row, sealed(*row)) for row in rows)
            )

    # --- leaflets ----------------------------------------------------------------------------------------------------

    def rows(self, key: str, today: int) -> list[Row]:
        """What is known of a leaflet, the newest first; today: to note that it is in use (days)."""
        with self._working() as connection:
            found = connection.execute(
                "select inputs, result, sha256, id, seal, used from leaflets where key = ? order by id desc", (key,)
            ).fetchall()
            whole = [Row(*one[:4]) for one in found if Row(*one[:3]).seal(key) == one[4]]
            if len(whole) < len(found):
                raise Damaged("an entry does not bear its seal")
            old = [(today, one[3]) for one in found if one[5] != today]
            if old:
                with _transaction(connection):
                    connection.executemany("update leaflets set used = ? where id = ?", old)
        return whole

    def pdf(self, sha256: str) -> bytes | None:
        """A PDF, if the bytes are those that were stored."""
        with self._working() as connection:
            row = connection.execute("select data from pdfs where sha256 = ?", (sha256,)).fetchone()
        if row is None:
            return None
        if not isinstance(row[0], bytes) or hashlib.sha256(row[0]).hexdigest() != sha256:
            raise Damaged("the bytes of a PDF have changed")
        return row[0]

    def keep(self, key: str, row: Row, data: bytes, today: int) -> None:
        """Store a leaflet, and find it again: of a damaged index nothing else would tell."""
        with self._working() as connection, _transaction(connection):
            connection.execute("insert or ignore into pdfs values (?, ?)", (row.sha256, data))
            same = connection.execute(
                "select id from leaflets where key = ? and inputs = ?", (key, row.inputs)
            ).fetchall()
            connection.executemany("delete from leaflets where id = ?", same)
            stored = connection.execute(
                "insert into leaflets (key, inputs, result, sha256, seal, used) values (?, ?, ?, ?, ?, ?)",
                (key, row.inputs, row.result, row.sha256, row.seal(key), today),
            )
            joined = "select max(id) from leaflets join pdfs using (sha256) where key = ? and sha256 = ?"
            if connection.execute(joined, (key, row.sha256)).fetchone()[0] != stored.lastrowid:
                raise sqlite3.DatabaseError("what was stored is not found")
            connection.execute(
                "delete from leaflets where key = ? and id not in"
                " (select id from leaflets where key = ? order by id desc limit ?)",
                (key, key, STATES),
            )

    def shrink(self, most: int = MAX_BYTES) -> int:
        """When PDFs and what is said of them take more than `most` bytes, forget those that were used longest ago until
        an eighth is free; the number of leaflets forgotten."""
        with self._working() as connection:
            if connection.execute("select count(*) from files").fetchone()[0] > MAX_FILES:
                connection.execute("delete from files")
            size = self._size(connection)
            if size <= most:
                return 0
            with _transaction(connection):
                rows = connection.execute(
                    "select id, length(data) + length(inputs) + length(result) from leaflets"
                    " join pdfs using (sha256) order by used, id"
                ).fetchall()
                gone = []
                for row_id, length in rows:
                    if size <= most * 7 // 8:
                        break
                    gone.append((row_id,))
                    size -= length
                connection.executemany("delete from leaflets where id = ?", gone)
                connection.execute("delete from pdfs where sha256 not in (select sha256 from leaflets)")
            connection.executescript("pragma incremental_vacuum")  # `execute` frees one page
        return len(gone)

    @staticmethod
    def _size(connection: sqlite3.Connection) -> int:
        pdfs, said = "sum(length(data)) from pdfs", "sum(length(inputs) + length(result)) from leaflets"
        return sum(int(connection.execute(f"select {one}").fetchone()[0] or 0) for one in (pdfs, said))

    def contents(self) -> tuple[int, int]:
        """How many leaflets with their bytes there are, and how many bytes the files take."""
        nothing = hashlib.sha256().hexdigest()  # of what was found out without making a leaflet
        with self._working() as connection:
            found = connection.execute("select count(*) from leaflets where sha256 != ?", (nothing,))
            number = int(found.fetchone()[0])
        files = (self.path.with_name(FILE + ending) for ending in ("", "-wal"))
        return number, sum(file.stat().st_size for file in files if file.exists())


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; others wait for it instead of meeting a lock half way."""
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("rollback")
        raise
    connection.execute("commit")


def _is_outside(error: sqlite3.Error) -> bool:
    """Whether the disk or another program is the reason, not what the file holds. Source: sqlite.org/rescode.html."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code != sqlite3.SQLITE_IOERR_SHORT_READ and code & 0xFF in _OUTSIDE
