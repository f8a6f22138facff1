"""The library index: which sessions lie here, how large, in which state. Never what is in them.

Everything in it can be read from the journals again, so a corrupt index is put aside and built
anew. Titles and tasks are in it only as blobs that the keeper sealed.
"""
# sqlite-utils is typed for tables in general, not for the shape of ours.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from recorder.errors import CandorError, StorageError
from recorder.session.disk import is_being_written
from recorder.session.layout import SUFFIX
from recorder.session.scan import Scanner, SessionState
from recorder.vault.home import Home

if TYPE_CHECKING:
    from sqlite_utils import Database

SCHEMA_VERSION = 1
_TABLE = "sessions"
_OF_THE_DISK = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
    }
)
_BUSY_MAX_S = 10.0
_log = logging.getLogger("recorder")

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class SessionRow:
    """What anybody who holds the file may know of a session.

    `started_at` is ISO 8601 in UTC, `changed_ns` the wall clock time of the file's last change;
    the head's fields are None when it is damaged. `sealed` holds title and task, or None.
    """

    session: str
    state: str
    size_bytes: int
    changed_ns: int
    records: int
    started_at: str | None
    worker: str | None
    consent: str | None
    sealed: bytes | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """The index of one home. `describe` reads a journal without any key."""

    home: Home
    describe: Callable[[Path], SessionRow] = lambda path: describe_session(path)

    def refresh(self) -> None:
        """Bring the index up to date; only journals that changed are read again."""
        self._with_index(self._refresh)

    def rows(self) -> tuple[SessionRow, ...]:
        """The sessions as of the last refresh, newest first."""

        def read(index: Database) -> tuple[SessionRow, ...]:
            order = "started_at desc, session"
            return tuple(
                SessionRow(**row) for row in index.table(_TABLE).rows_where(order_by=order)
            )

        return self._with_index(read)

    def keep_sealed(self, session: str, sealed: bytes) -> None:
        """Keep a session's title and task, sealed by the keeper, for a list that is quick."""
        self._with_index(lambda index: index.table(_TABLE).update(session, {"sealed": sealed}))

    def rebuild(self) -> None:
        """Throw the index away and build it from the journals."""
        self._put_aside()
        self.refresh()

    def _refresh(self, index: Database) -> None:
        table = index.table(_TABLE)
        known = {row["session"]: SessionRow(**row) for row in table.rows}
        found = {path.stem: path for path in self.home.sessions.glob(f"*{SUFFIX}")}
        changed: list[dict[str, Any]] = []
        for session, path in found.items():
            row = known.get(session)
            if row is None or not _is_current(row, path):
                fresh = asdict(self.describe(path))
                fresh["sealed"] = row and row.sealed
                changed.append(fresh)
        with index.atomic():
            table.upsert_all(changed, pk="session")
            for session in known.keys() - found.keys():
                table.delete(session)

    def _with_index(self, act: Callable[[Database], _Result]) -> _Result:
        """Do something with the index; a corrupt one is put aside and rebuilt, once."""
        try:
            with self._index() as index:
                return act(index)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK:
                raise StorageError(f"The library index could not be used: {error}.") from error
            _log.warning("The library index was corrupt; it is rebuilt from the journals.")
            self._put_aside()
        with self._index() as index:
            self._refresh(index)
            return act(index)

    @contextmanager
    def _index(self) -> Generator[Database]:
        from sqlite_utils import Database

        path = self.home.ensure().index
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(path, timeout=_BUSY_MAX_S)
        try:
            connection.execute("pragma temp_store = memory")
            connection.execute("pragma secure_delete = on")
            index = Database(connection)
            _prepare(index)
            yield index
        finally:
            connection.close()

    def _put_aside(self) -> None:
        """Keep one damaged index for whoever wants to look; it holds no plaintext."""
        index = self.home.index
        if index.exists():
            index.replace(index.with_suffix(".damaged"))
        for left in ("-journal", "-wal", "-shm"):
            index.with_name(index.name + left).unlink(missing_ok=True)


def describe_session(path: Path) -> SessionRow:
    """Read a journal's head and walk its records without any key.

    Raises:
        StorageError: the file cannot be read.
    """
    state = path.stat()
    try:
        with Scanner(path) as scanner:
            header, ending = scanner.head.header, SessionState.DAMAGED
            try:
                for _ in scanner.records():
                    pass
                ending = scanner.state
            except CandorError:
                # The good prefix was counted; `verify` says what is wrong with the rest.
                pass
            if is_being_written(path):
                ending = SessionState.RECORDING
            return SessionRow(
                session=path.stem,
                state=ending,
                size_bytes=state.st_size,
                changed_ns=state.st_mtime_ns,
                records=scanner.records_read,
                started_at=header.started_at,
                worker=header.worker,
                consent=header.consent,
            )
    except StorageError:
        raise
    except CandorError:
        return SessionRow(
            path.stem, SessionState.DAMAGED, state.st_size, state.st_mtime_ns, 0, None, None, None
        )


def _prepare(index: Database) -> None:
    """Make the table, or refuse an index of another shape as one that must be rebuilt."""
    (version,) = index.execute("pragma user_version").fetchone()
    if version == 0 and not index.table_names():
        columns = {
            "session": str,
            "state": str,
            "size_bytes": int,
            "changed_ns": int,
            "records": int,
            "started_at": str,
            "worker": str,
            "consent": str,
            "sealed": bytes,
        }
        with index.atomic():
            index.table(_TABLE).create(columns, pk="session")
            index.execute(f"pragma user_version = {SCHEMA_VERSION}")
    elif version != SCHEMA_VERSION:
        raise sqlite3.DatabaseError("the index has another shape")


def _is_current(row: SessionRow, path: Path) -> bool:
    """Whether a row still says the truth. A running recording may end without a last byte."""
    state = path.stat()
    same = (row.size_bytes, row.changed_ns) == (state.st_size, state.st_mtime_ns)
    return same and row.state != SessionState.RECORDING
