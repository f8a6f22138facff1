"""The library index: which sessions lie here, how large, in which state. Never what is in them.

Everything in it can be read from the journals again, so a corrupt index is put aside and built
anew. Titles, tasks and thumbnails are in it only as blobs that the keeper sealed.
"""
# sqlite-utils is typed for tables in general, not for the shape of ours.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Collection, Generator
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

SCHEMA_VERSION = 2
_TABLE = "sessions"
_THUMBNAILS = "thumbnails"
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
    the head's fields are None when it is damaged. `length_ns` is None until the session was ended
    or opened here; `noticed` says that the person was told of how it ended. `sealed` holds title
    and task, or None.
    """

    session: str
    state: str
    size_bytes: int
    changed_ns: int
    records: int
    started_at: str | None
    worker: str | None
    consent: str | None
    length_ns: int | None = None
    noticed: bool = False
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
            found = index.table(_TABLE).rows_where(order_by=order)
            return tuple(_row(row) for row in found)

        return self._with_index(read)

    def keep_sealed(self, session: str, sealed: bytes) -> None:
        """Keep a session's title and task, sealed by the keeper, for a list that is quick."""
        self._update((session,), {"sealed": sealed})

    def keep_length(self, session: str, length_ns: int) -> None:
        """Keep how long a session is, for a list that is locked."""
        self._update((session,), {"length_ns": length_ns})

    def keep_noticed(self, sessions: Collection[str]) -> None:
        """Remember that the person was told of how these sessions ended."""
        self._update(sessions, {"noticed": True})

    def keep_thumbnail(self, session: str, sealed: bytes) -> None:
        """Keep a session's thumbnail, sealed by the keeper."""
        row = {"session": session, "sealed": sealed}
        self._with_index(lambda index: index.table(_THUMBNAILS).upsert(row, pk="session"))

    def thumbnails(self, sessions: Collection[str]) -> dict[str, bytes]:
        """The sealed thumbnails of these sessions, of those that have one."""

        def read(index: Database) -> dict[str, bytes]:
            wanted = list(sessions)
            where = f"session in ({','.join('?' * len(wanted))})"
            rows = index.table(_THUMBNAILS).rows_where(where, wanted)
            return {row["session"]: row["sealed"] for row in rows}

        return self._with_index(read)

    def rebuild(self) -> None:
        """Throw the index away and build it from the journals."""
        self._put_aside()
        self.refresh()

    def _update(self, sessions: Collection[str], values: dict[str, Any]) -> None:
        """Change rows that are there; one that is gone meanwhile is no error."""

        def update(index: Database) -> None:
            with index.atomic():
                for session in sessions:
                    names = ", ".join(f"{name} = ?" for name in values)
                    index.execute(
                        f"update {_TABLE} set {names} where session = ?",
                        [*values.values(), session],
                    )

        self._with_index(update)

    def _refresh(self, index: Database) -> None:
        table = index.table(_TABLE)
        known = {row["session"]: _row(row) for row in table.rows}
        found = {path.stem: path for path in self.home.sessions.glob(f"*{SUFFIX}")}
        changed: list[dict[str, Any]] = []
        for session, path in found.items():
            row = known.get(session)
            if row is None or not _is_current(row, path):
                changed.append(_renewed(self.describe(path), row))
        with index.atomic():
            table.upsert_all(changed, pk="session")
            for session in known.keys() - found.keys():
                table.delete(session)
                index.execute(f"delete from {_THUMBNAILS} where session = ?", [session])

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
            "length_ns": int,
            "noticed": int,
            "sealed": bytes,
        }
        with index.atomic():
            index.table(_TABLE).create(columns, pk="session")
            index.table(_THUMBNAILS).create({"session": str, "sealed": bytes}, pk="session")
            index.execute(f"pragma user_version = {SCHEMA_VERSION}")
    elif version != SCHEMA_VERSION:
        raise sqlite3.DatabaseError("the index has another shape")


def _row(row: dict[str, Any]) -> SessionRow:
    values: dict[str, Any] = {**row, "noticed": bool(row["noticed"])}
    return SessionRow(**values)


def _renewed(fresh: SessionRow, known: SessionRow | None) -> dict[str, Any]:
    """A row read anew, with what the journal cannot say as it was known."""
    row = asdict(fresh)
    if known is not None:
        same_end = known.state == fresh.state and known.size_bytes == fresh.size_bytes
        row["sealed"] = known.sealed
        row["length_ns"] = known.length_ns if same_end else fresh.length_ns
        row["noticed"] = known.noticed and same_end
    return row


def _is_current(row: SessionRow, path: Path) -> bool:
    """Whether a row still says the truth. A running recording may end without a last byte."""
    state = path.stat()
    same = (row.size_bytes, row.changed_ns) == (state.st_size, state.st_mtime_ns)
    return same and row.state != SessionState.RECORDING
