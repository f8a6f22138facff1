"""Which submissions there are, in which state, and who may do what: no titles, no applications.

No key stands here; rows that somebody altered open nothing, because grants and manifests are signed
and the keys lie in `key_table`. The tables are a file's or a server's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from enum import StrEnum

from recorder.custody.tables import Tables, TakenError
from recorder.errors import ConsentError, NotOurs

_NO_LIMIT = 2**63 - 1


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
_NEWEST = "order by submitted_s desc nulls last, submission"


class Catalogue:
    """The catalogue of one broker. Every change is on the disk when its method returns."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def reserve(self, submission: str, worker: bytes, at: datetime) -> None:
        row = Row(submission, worker, State.RESERVED, int(at.timestamp()))
        marks = ", ".join("?" * len(fields(Row)))
        with self._tables.transaction():
            self._tables.change(
                f"insert into submission ({_COLUMNS}) values ({marks})", *astuple(row)
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
        if not states:
            return ()
        marks = ", ".join("?" * len(states))
        # Cut from the index of times alone, so that no manifest is read that is not asked for.
        chosen = f"select submission from submission where state in ({marks}) {_NEWEST}"
        return self._rows(
            f"submission in ({chosen} limit ? offset ?) {_NEWEST}",
            *states,
            _NO_LIMIT if limit < 0 else limit,
            offset,
        )

    def rows_of(self, worker: bytes) -> tuple[Row, ...]:
        return self._rows(f"worker = ? {_NEWEST}", worker)

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
            with self._tables.transaction():
                self._tables.change(
                    "update submission set state = ?, manifest = ?, receipt = ?, lineage = ?, "
                    "submitted_s = ?, expires_s = ?, size_bytes = ? "
                    "where submission = ? and state = 'reserved'",
                    State.SUBMITTED,
                    row.manifest,
                    row.receipt,
                    row.lineage,
                    row.submitted_s,
                    row.expires_s,
                    row.size_bytes,
                    row.submission,
                )
        except TakenError as error:
            raise ConsentError(
                "This session was submitted before; withdraw that submission first."
            ) from error

    def set_state(self, submissions: tuple[str, ...], state: State) -> None:
        """Change what has not ended yet."""
        with self._tables.transaction():
            for each in submissions:
                self._tables.change(
                    "update submission set state = ? where submission = ? "
                    "and state not in ('withdrawn', 'expired')",
                    state,
                    each,
                )

    def end_receipts(self, receipts: set[str]) -> None:
        """Remember consents that were withdrawn here."""
        with self._tables.transaction():
            for each in receipts:
                self._tables.change(
                    "insert into receipt_end values (?) on conflict do nothing", each
                )

    def has_ended(self, receipt: str) -> bool:
        return bool(self._tables.rows("select 1 from receipt_end where receipt = ?", receipt))

    def note_death(self, submission: str, objects_left: int) -> None:
        with self._tables.transaction():
            self._tables.change(
                "insert into death values (?, ?) "
                "on conflict (submission) do update set objects_left = excluded.objects_left",
                submission,
                objects_left,
            )

    def deaths_due(self) -> tuple[Row, ...]:
        """What was ended and is not known to be wholly gone."""
        return self._rows(
            "state in ('withdrawn', 'expired') and submission not in "
            "(select submission from death where objects_left = 0)"
        )

    def keep_grant(
        self, digest: str, person: str, role: str, envelope: bytes, until: datetime
    ) -> None:
        """Keep a signed grant. Its end stands beside it for those who ask the server itself."""
        with self._tables.transaction():
            self._tables.change(
                "insert into grant_ (digest, person, role, envelope, until_s) "
                "values (?, ?, ?, ?, ?) on conflict do nothing",
                digest,
                person,
                role,
                envelope,
                int(until.timestamp()),
            )

    def drop_grants(self, digests: Iterable[str]) -> None:
        """Forget grants that were revoked."""
        with self._tables.transaction():
            for each in digests:
                self._tables.change("delete from grant_ where digest = ?", each)

    def grants(self, person: str, role: str) -> tuple[bytes, ...]:
        """The signed grants of a person in a role; whether one holds is for the caller to check."""
        found = self._tables.rows(
            "select envelope from grant_ where person = ? and role = ?", person, role
        )
        return tuple(each[0] for each in found)

    def use_nonce(self, nonce: str, at: datetime, forget_before: datetime) -> bool:
        """Whether this nonce was never used before; older ones are forgotten."""
        with self._tables.transaction():
            self._tables.change("delete from nonce where at_s < ?", int(forget_before.timestamp()))
            done = self._tables.change(
                "insert into nonce values (?, ?) on conflict do nothing", nonce, int(at.timestamp())
            )
        return done == 1

    def note_opening(self, person: str, at: datetime) -> None:
        with self._tables.transaction():
            self._tables.change("insert into opening values (?, ?)", person, int(at.timestamp()))

    def openings_since(self, person: str, since: datetime) -> int:
        ((count,),) = self._tables.rows(
            "select count(*) from opening where person = ? and at_s >= ?",
            person,
            int(since.timestamp()),
        )
        return int(count)

    def close(self) -> None:
        self._tables.close()

    def _rows(self, where: str, *values: object) -> tuple[Row, ...]:
        found = self._tables.rows(f"select {_COLUMNS} from submission where {where}", *values)
        return tuple(Row(each[0], each[1], State(each[2]), *each[3:]) for each in found)
