"""The broker's key of each submission, in a database of its own, wrapped under the epoch key.

Nothing of what a submission is stands here. Rows of ended epochs, in whatever old copy, are dead.
"""
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from recorder.crypto import SealPrivate
from recorder.custody.epoch import (
    EPOCH_KEY_BYTES,
    EpochKeys,
    EpochStore,
    load_epoch,
    save_epoch,
    unwrap_key,
    wrap_key,
)
from recorder.custody.tables import open_tables, table_errors, transaction
from recorder.errors import Damaged, NotOurs

_VERSION = 1
_SCHEMA = """
create table session_key (
    submission text primary key, epoch integer not null, wrapped blob not null);
create table due (submission text primary key);
"""


class KeyTable:
    """The keys of one broker. A turn of the epoch that was broken off is finished on opening."""

    def __init__(self, path: Path, store: EpochStore) -> None:
        """Raises:
        Locked: the epoch key is gone, or its place cannot be asked.
        Damaged, StorageError: the table or the key cannot be used.
        """
        self._store = store
        is_new = not path.exists()
        self._tables = open_tables(path, _VERSION, _SCHEMA)
        self._keys = load_epoch(store, may_begin=is_new or not self._rows())
        if self._keys.next is not None or self._due():
            self._turn()

    @property
    def epoch(self) -> int:
        return self._keys.epoch

    @property
    def notice(self) -> str | None:
        return self._store.notice

    def make(self, submission: str) -> bytes:
        """A fresh key pair for a submission; the public half comes back."""
        private = SealPrivate.generate()
        wrapped = wrap_key(self.epoch, self._keys.key, submission, private)
        with transaction(self._tables):
            self._tables.execute(
                "insert into session_key values (?, ?, ?)", [submission, self.epoch, wrapped]
            )
        return private.public().raw

    def private(self, submission: str) -> SealPrivate:
        """The private half.

        Raises:
            NotOurs: there is none (any more).
            Damaged: the row is of an epoch that ended, or was altered.
        """
        with table_errors():
            row = self._tables.execute(
                "select wrapped from session_key where submission = ?", [submission]
            ).fetchone()
        if row is None:
            raise NotOurs("The broker has no key for this submission: it is dead, or unknown.")
        return unwrap_key(self.epoch, self._keys.key, submission, row[0])

    def destroy(self, *submissions: str) -> int:
        """End these keys for good: the rows go, the epoch is turned, its old key is forgotten.

        Returns the epoch that has begun. It may be asked for again after a crash.
        """
        with transaction(self._tables):
            for each in submissions:
                self._tables.execute("delete from session_key where submission = ?", [each])
                self._tables.execute("insert or ignore into due values (?)", [each])
        self._turn()
        return self.epoch

    def close(self) -> None:
        self._tables.conn.close()

    def _turn(self) -> None:
        """Begin a new epoch: both keys are held, survivors wrapped anew, the old key forgotten."""
        old = self._keys
        new = old.next or secrets.token_bytes(EPOCH_KEY_BYTES)
        if old.next is None:
            save_epoch(self._store, EpochKeys(old.epoch, old.key, new))
        begun = old.epoch + 1
        with transaction(self._tables):
            for submission, wrapped in self._rows():
                # A row that opens no more is as dead as it can be, and holds up nobody else.
                with suppress(Damaged):
                    private = unwrap_key(old.epoch, old.key, submission, wrapped)
                    self._tables.execute(
                        "update session_key set epoch = ?, wrapped = ? where submission = ?",
                        [begun, wrap_key(begun, new, submission, private), submission],
                    )
            self._tables.execute("delete from due")
        self._keys = save_epoch(self._store, EpochKeys(begun, new))

    def _rows(self) -> list[tuple[str, bytes]]:
        with table_errors():
            return self._tables.execute("select submission, wrapped from session_key").fetchall()

    def _due(self) -> bool:
        with table_errors():
            return self._tables.execute("select 1 from due").fetchone() is not None
