"""Which submissions there are, in which state, and who may do what: no titles, no applications.

SQLite through sqlite-utils. No key stands here; rows that somebody altered open nothing, because
grants and manifests are signed and the keys lie in `key_table`.
"""
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from recorder.custody.tables import open_tables, table_errors, transaction
from recorder.errors import ConsentError, NotOurs

_VERSION = 1
_SCHEMA = """
create table submission (
    submission text primary key, worker blob not null, state text not null,
    reserved_s integer not null, manifest blob, receipt text, lineage text,
    submitted_s integer, expires_s integer, size_bytes integer);
create index submission_state on submission (state, submitted_s);
create unique index lineage_once on submission (worker, lineage)
    where state in ('submitted', 'quarantined');
create table grant_ (digest text primary key, person text not null, role text not null,
    envelope blob not null);
create table nonce (nonce text primary key, at_s integer not null);
create table opening (person text not null, at_s integer not null);
create index opening_person on opening (person, at_s);
create table receipt_end (receipt text primary key);
create table death (submission text primary key, objects_left integer not null);
"""


class State(StrEnum):
    """Of a submission. Withdrawn and expired never change again."""

    RESERVED = "reserved"
    SUBMITTED = "submitted"
    QUARANTINED = "quarantined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Row:
    """A submission as the broker knows it; times are whole seconds of Unix time."""

    submission: str
    worker: bytes
    state: State
    reserved_s: int
    manifest: bytes | None = None
    receipt: str | None = None
    lineage: str | None = None
    submitted_s: int | None = None
    expires_s: int | None = None
    size_bytes: int | None = None


_COLUMNS = ", ".join(each.name for each in fields(Row))


class Catalogue:
    """The catalogue of one broker. Every change is on the disk when its method returns."""

    def __init__(self, path: Path) -> None:
        """Raises:
        StorageError, Damaged: it cannot be used.
        """
        self._tables = open_tables(path, _VERSION, _SCHEMA)

    def reserve(self, submission: str, worker: bytes, at: datetime) -> None:
        row = Row(submission, worker, State.RESERVED, int(at.timestamp()))
        marks = ", ".join("?" * len(fields(Row)))
        with transaction(self._tables):
            self._tables.execute(
                f"insert into submission ({_COLUMNS}) values ({marks})", list(astuple(row))
            )

    def submission(self, submission: str) -> Row:
        """Raises:
        NotOurs: there is no such submission.
        """
        rows = self._rows("submission = ?", submission)
        if not rows:
            raise NotOurs("There is no such submission here.")
        return rows[0]

    def rows(self, *states: State, limit: int = -1, offset: int = 0) -> tuple[Row, ...]:
        """Submissions in these states, the newest first."""
        marks = ", ".join("?" * len(states))
        where = f"state in ({marks}) order by submitted_s desc, submission limit ? offset ?"
        return self._rows(where, *states, limit, offset)

    def rows_of(self, worker: bytes) -> tuple[Row, ...]:
        return self._rows("worker = ? order by submitted_s desc, submission", worker)

    def expired(self, now: datetime) -> tuple[Row, ...]:
        """What should have ended by now and has not."""
        where = "state in ('submitted', 'quarantined') and expires_s <= ?"
        return self._rows(where, int(now.timestamp()))

    def accept(self, row: Row) -> None:
        """Turn a reservation into a submission.

        Raises:
            ConsentError: the worker has submitted the same session before.
        """
        try:
            with transaction(self._tables), _unique():
                self._tables.execute(
                    "update submission set state = ?, manifest = ?, receipt = ?, lineage = ?, "
                    "submitted_s = ?, expires_s = ?, size_bytes = ? "
                    "where submission = ? and state = 'reserved'",
                    [
                        State.SUBMITTED,
                        row.manifest,
                        row.receipt,
                        row.lineage,
                        row.submitted_s,
                        row.expires_s,
                        row.size_bytes,
                        row.submission,
                    ],
                )
        except _TakenError as error:
            raise ConsentError(
                "This session was submitted before; withdraw that submission first."
            ) from error

    def set_state(self, submissions: tuple[str, ...], state: State) -> None:
        """Change what has not ended yet."""
        with transaction(self._tables):
            for each in submissions:
                self._tables.execute(
                    "update submission set state = ? where submission = ? "
                    "and state not in ('withdrawn', 'expired')",
                    [state, each],
                )

    def end_receipts(self, receipts: set[str]) -> None:
        """Remember consents that were withdrawn here."""
        with transaction(self._tables):
            for each in receipts:
                self._tables.execute("insert or ignore into receipt_end values (?)", [each])

    def has_ended(self, receipt: str) -> bool:
        return self._one("select 1 from receipt_end where receipt = ?", receipt) is not None

    def note_death(self, submission: str, objects_left: int) -> None:
        with transaction(self._tables):
            self._tables.execute(
                "insert or replace into death values (?, ?)", [submission, objects_left]
            )

    def deaths_due(self) -> tuple[Row, ...]:
        """What was ended and is not known to be wholly gone."""
        return self._rows(
            "state in ('withdrawn', 'expired') and submission not in "
            "(select submission from death where objects_left = 0)"
        )

    def keep_grant(self, digest: str, person: str, role: str, envelope: bytes) -> None:
        with transaction(self._tables):
            self._tables.execute(
                "insert or ignore into grant_ values (?, ?, ?, ?)", [digest, person, role, envelope]
            )

    def grants(self, person: str, role: str) -> tuple[bytes, ...]:
        """The signed grants of a person in a role; whether one holds is for the caller to check."""
        with table_errors():
            found = self._tables.execute(
                "select envelope from grant_ where person = ? and role = ?", [person, role]
            ).fetchall()
        return tuple(each[0] for each in found)

    def use_nonce(self, nonce: str, at: datetime, forget_before: datetime) -> bool:
        """Whether this nonce was never used before; older ones are forgotten."""
        with transaction(self._tables):
            self._tables.execute(
                "delete from nonce where at_s < ?", [int(forget_before.timestamp())]
            )
            done = self._tables.execute(
                "insert or ignore into nonce values (?, ?)", [nonce, int(at.timestamp())]
            )
            return done.rowcount == 1

    def note_opening(self, person: str, at: datetime) -> None:
        with transaction(self._tables):
            self._tables.execute("insert into opening values (?, ?)", [person, int(at.timestamp())])

    def openings_since(self, person: str, since: datetime) -> int:
        found = self._one(
            "select count(*) from opening where person = ? and at_s >= ?",
            person,
            int(since.timestamp()),
        )
        assert found is not None, "a count is always one row"
        return int(found[0])

    def close(self) -> None:
        self._tables.conn.close()

    def _one(self, sql: str, *values: object) -> tuple[int, ...] | None:
        with table_errors():
            return self._tables.execute(sql, list(values)).fetchone()

    def _rows(self, where: str, *values: object) -> tuple[Row, ...]:
        with table_errors():
            found = self._tables.execute(
                f"select {_COLUMNS} from submission where {where}", list(values)
            ).fetchall()
        return tuple(Row(each[0], each[1], State(each[2]), *each[3:]) for each in found)


class _TakenError(Exception):
    """A row that may be there once is there already."""


@contextmanager
def _unique() -> Generator[None]:
    """Tells a broken uniqueness from a broken disk."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise _TakenError from error
