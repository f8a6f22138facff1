"""The broker's key of each submission, in a database of its own, wrapped under the epoch key.

Nothing of what a submission is stands here. Rows of ended epochs, in whatever old copy, are dead.
"""

from __future__ import annotations

import secrets
from contextlib import suppress

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
from recorder.custody.tables import Tables
from recorder.errors import Damaged, NotOurs


class KeyTable:
    """The keys of one broker. A turn of the epoch that was broken off is finished on opening."""

    def __init__(self, tables: Tables, store: EpochStore) -> None:
        """Raises:
        Locked: the epoch key is gone, or its place cannot be asked.
        Damaged, StorageError: the table or the key cannot be used.
        """
        self._store, self._tables = store, tables
        self._keys = load_epoch(store, may_begin=not self._rows())
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
        self._settle()
        private = SealPrivate.generate()
        wrapped = wrap_key(self.epoch, self._keys.key, submission, private)
        with self._tables.transaction():
            self._tables.change(
                "insert into session_key values (?, ?, ?)", submission, self.epoch, wrapped
            )
        return private.public().raw

    def private(self, submission: str) -> SealPrivate:
        """The private half.

        Raises:
            NotOurs: there is none (any more).
            Damaged: the row is of an epoch that ended, or was altered.
        """
        self._settle()
        rows = self._tables.rows("select wrapped from session_key where submission = ?", submission)
        if not rows:
            raise NotOurs("The broker has no key for this submission: it is dead, or unknown.")
        return unwrap_key(self.epoch, self._keys.key, submission, rows[0][0])

    def destroy(self, *submissions: str) -> int:
        """End these keys for good: the rows go, the epoch is turned, its old key is forgotten.

        Returns the epoch that has begun. It may be asked for again after a crash.
        """
        self._settle()
        with self._tables.transaction():
            for each in submissions:
                self._tables.change("delete from session_key where submission = ?", each)
                self._tables.change("insert into due values (?) on conflict do nothing", each)
        self._turn()
        return self.epoch

    def close(self) -> None:
        self._tables.close()

    def _settle(self) -> None:
        """Finish a turn that the disk or the server broke off."""
        if self._keys.next is not None:
            self._turn()

    def _turn(self) -> None:
        """Begin a new epoch: both keys are held, survivors wrapped anew, the old key forgotten."""
        old = self._keys
        new = old.next or secrets.token_bytes(EPOCH_KEY_BYTES)
        if old.next is None:
            # Whether the rows were wrapped anew may never be told, so a second try takes this key.
            self._keys = save_epoch(self._store, EpochKeys(old.epoch, old.key, new))
        begun = old.epoch + 1
        with self._tables.transaction():
            for submission, wrapped in self._rows():
                # A row that opens no more is as dead as it can be, and holds up nobody else.
                with suppress(Damaged):
                    private = unwrap_key(old.epoch, old.key, submission, wrapped)
                    self._tables.change(
                        "update session_key set epoch = ?, wrapped = ? where submission = ?",
                        begun,
                        wrap_key(begun, new, submission, private),
                        submission,
                    )
            self._tables.change("delete from due")
        self._keys = save_epoch(self._store, EpochKeys(begun, new))

    def _rows(self) -> list[tuple[str, bytes]]:
        return self._tables.rows("select submission, wrapped from session_key")

    def _due(self) -> bool:
        return bool(self._tables.rows("select 1 from due limit 1"))
