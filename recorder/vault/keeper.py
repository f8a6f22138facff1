"""The keeper: a short-lived process that alone holds the private identity, and reads sessions.

It is not dumpable, leaves no core, has a clean environment, and ends when its client ends or
stays silent. It answers one request at a time on the socket that is its standard input.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from recorder.consent import dsse
from recorder.crypto import context
from recorder.custody import documents
from recorder.errors import CandorError, Damaged, Locked, NotOurs, StorageError, WrongUse
from recorder.hardening import dumpable, forbid_dumps
from recorder.vault import unlock, vault_file, wire
from recorder.vault.epochs import Epochs
from recorder.vault.home import Home
from recorder.vault.identity import (
    Identity,
    derive,
    load_public,
    recovery_seed,
    recovery_text,
)
from recorder.vault.vault_file import RootKind
from recorder.vault.wire import Closed, Reply, Request

if TYPE_CHECKING:
    from recorder.session.opening import OpenJournal, PlainRecord

IDLE_MAX_S = 120.0
SIGNABLE = frozenset(
    {
        dsse.CAMPAIGN,
        dsse.PIN,
        dsse.RECEIPT,
        dsse.WITHDRAWAL,
        dsse.CERTIFICATE,
        dsse.PROOF,
        documents.MANIFEST,
        documents.ROSTER,
        documents.ROSTER_PIN,
        documents.GRANT,
        documents.REVOCATION,
        documents.RESERVE_REQUEST,
        documents.OPEN_REQUEST,
        documents.QUARANTINE_REQUEST,
        documents.ASSIGN_REQUEST,
        documents.HISTORY_REQUEST,
        documents.END_REQUEST,
        documents.LIST_REQUEST,
        documents.LOG_REQUEST,
        documents.OBJECT_REQUEST,
        documents.READ_REQUEST,
        documents.SEND_REQUEST,
    }
)
KEYRING, PASSPHRASE, FILE = "keyring", "passphrase", "file"
_NONCE_BYTES = 12
# Several jobs of one window may look into sessions at the same time; each is one open file.
JOURNALS_MAX = 8


class Keeper:
    """What the process does for each request. It holds an identity once unlocked."""

    def __init__(
        self, home: Home, store: Callable[[], unlock.RootStore] = unlock.desktop_keyring
    ) -> None:
        self._home = home
        self._store = store
        self._epochs = Epochs(home)
        self._identity: Identity | None = None
        self._session: Iterator[PlainRecord] | None = None
        self._journals: dict[int, OpenJournal] = {}
        self._opened = 0
        self._operations: dict[str, Callable[[Request], Reply]] = {
            "make": self._make,
            "restore": self._restore,
            "unlock": self._unlock,
            "settle": self._settle,
            "sign": self._sign,
            "recovery": self._recovery,
            "open session": self._open_session,
            "next": self._next,
            "survey": self._survey,
            "records": self._records,
            "close session": self._close_session,
            "seal": self._seal,
            "open": self._open,
            "open many": self._open_many,
            "open edits": self._open_edits,
            "open in role": self._open_in_role,
            "hardened": self._hardened,
        }

    def answer(self, request: Request) -> Reply:
        """Do what is asked; errors become replies."""
        operation = self._operations.get(request.op)
        try:
            if operation is None:
                raise WrongUse("The keeper was asked for something it does not do.")
            return operation(request)
        except CandorError as error:
            return wire.as_reply(error)
        except Exception as error:  # noqa: BLE001 - a traceback could carry keys to the outside
            return wire.as_reply(CandorError(f"The keeper failed ({type(error).__name__})."))

    def _make(self, request: Request) -> Reply:
        if self._home.vault.exists():
            raise WrongUse("There is an identity here already; it was left as it is.")
        if self._home.identity_public.exists():
            raise WrongUse("The vault is gone: restore the identity with its recovery key.")
        return self._write(Identity.generate(), request)

    def _restore(self, request: Request) -> Reply:
        identity = Identity.from_seed(recovery_seed(request.data.decode()))
        known = self._home.identity_public.exists() and load_public(self._home).sign
        if known and known != identity.sign.public():
            raise NotOurs("The recovery key belongs to another identity; nothing was changed.")
        return self._write(identity, request)

    def _write(self, identity: Identity, request: Request) -> Reply:
        """Write vault and public half. `text` says how to lock, `more` is passphrase or file."""
        if request.text == KEYRING:
            head = vault_file.new_head(RootKind.KEYRING)
            root = secrets.token_bytes(vault_file.ROOT_BYTES)
            unlock.root_into_keyring(head, root, self._store)
        else:
            passphrase = _passphrase(request)
            unlock.check_new_passphrase(passphrase)
            head = vault_file.new_head(RootKind.PASSPHRASE)
            root = vault_file.root_from_passphrase(head, passphrase)
        raw = vault_file.seal_vault(head, root, identity)
        vault_file.write_vault(self._home, raw)
        # Read back what was written before the public half tells the world about it.
        self._identity = vault_file.open_vault(vault_file.read_vault(self._home), root)
        published = identity.publish(self._home).envelope
        self._settle_if_possible(self._identity)
        return Reply(data=published)

    def _unlock(self, request: Request) -> Reply:
        """Unlock; the number 0 asks for a passphrase that the request did not bring."""
        raw = vault_file.read_vault(self._home)
        passphrase = _passphrase(request) if request.text else None
        root = unlock.find_root(vault_file.parse_head(raw), passphrase, self._store)
        if root is None:
            return Reply(numbers=(0,))
        identity = vault_file.open_vault(raw, root)
        if load_public(self._home).sign != identity.sign.public():
            raise Damaged(
                "The public identity is not the vault's: somebody replaced identity.pub; "
                "restore it with the recovery key."
            )
        self._identity = identity
        self._settle_if_possible(identity)
        return Reply(numbers=(1,))

    def _settle(self, request: Request) -> Reply:
        """Turn the epoch if a session was deleted under it."""
        return Reply(numbers=(self._epochs.settle(self._unlocked()),))

    def _sign(self, request: Request) -> Reply:
        if request.text not in SIGNABLE:
            raise WrongUse("The keeper does not sign documents of this kind.")
        return Reply(data=self._unlocked().envelope(request.text, request.data))

    def _recovery(self, request: Request) -> Reply:
        return Reply(data=recovery_text(self._unlocked().seed).encode())

    def _open_session(self, request: Request) -> Reply:
        from recorder.session.opening import open_journal

        identity = self._unlocked()
        worker = identity.sign.public().fingerprint()
        self._session = open_journal(Path(request.text), identity.seal, worker, self._half_of)
        return Reply()

    def _next(self, request: Request) -> Reply:
        """The next record of the open session as (index, type) and payload; empty at its end."""
        if self._session is None:
            raise WrongUse("No session is open in the keeper.")
        try:
            record = next(self._session, None)
        except CandorError:
            self._session = None
            raise
        if record is None:
            self._session = None
            return Reply()
        return Reply((record.index, record.type), record.payload)

    def _survey(self, request: Request) -> Reply:
        """Open a session for `records`: its number here, and what the survey found."""
        from recorder.session.opening import OpenJournal
        from recorder.vault import packing

        identity = self._unlocked()
        if len(self._journals) >= JOURNALS_MAX:
            raise WrongUse("Too many sessions are open; close one first.")
        worker = identity.sign.public().fingerprint()
        records_max = int(request.more) if request.more else None
        journal = OpenJournal(Path(request.text), identity.seal, worker, self._half_of, records_max)
        self._opened += 1
        self._journals[self._opened] = journal
        return Reply((self._opened,), packing.pack_survey(journal.survey))

    def _records(self, request: Request) -> Reply:
        """As many of the records at the places in `data` as fit into one answer, one at least."""
        from recorder.vault import packing

        journal = self._journals.get(int(request.text))
        if journal is None:
            raise WrongUse("The session is not open in the keeper.")
        spots, found, size = journal.survey.spots, list[bytes](), 0
        for place in packing.unpack_places(request.data):
            size += spots[place].length if place < len(spots) else 0
            if found and size > packing.ANSWER_MAX:
                break
            found.append(journal.record(place).payload)
        return Reply(tuple(map(len, found)), b"".join(found))

    def _close_session(self, request: Request) -> Reply:
        if journal := self._journals.pop(int(request.text), None):
            journal.close()
        return Reply()

    def _seal(self, request: Request) -> Reply:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        place = context("local", request.text.encode())
        return Reply(data=nonce + self._local().encrypt(nonce, request.data, place))

    def _open(self, request: Request) -> Reply:
        return Reply(data=_open_local(self._local(), request.text, request.data))

    def _open_many(self, request: Request) -> Reply:
        """What was sealed for each place, in one answer; nothing where it does not open."""
        from recorder.vault import packing

        key, found = self._local(), list[bytes]()
        for place, sealed in packing.unpack_sealed(request.data):
            try:
                found.append(_open_local(key, place, sealed))
            except Damaged:
                found.append(b"")
        return Reply(tuple(map(len, found)), b"".join(found))

    def _open_edits(self, request: Request) -> Reply:
        """What was sealed to this identity for each place of an edit log, in one answer."""
        from recorder.vault import packing

        key, sealed = self._unlocked().seal, packing.unpack_sealed(request.data)
        found = [key.open(each, context("edit", place.encode())) for place, each in sealed]
        return Reply(tuple(map(len, found)), b"".join(found))

    def _open_in_role(self, request: Request) -> Reply:
        """The key of one stream, with a role's key that never leaves this process."""
        from recorder.vault.role_lock import open_in_role

        return Reply(data=open_in_role(self._unlocked(), request.data))

    def _settle_if_possible(self, identity: Identity) -> None:
        """A disk that is full or cannot be written is no reason to stay locked."""
        with suppress(StorageError):
            self._epochs.settle(identity)

    def _half_of(self, session: str) -> bytes:
        return self._epochs.half(session, self._unlocked())

    def _local(self) -> AESGCM:
        return AESGCM(derive(self._unlocked().epoch, "local", 32))

    def _hardened(self, request: Request) -> Reply:
        """Whether this process can be dumped (0 or 1, -1 where the system does not say)."""
        return Reply(numbers=(dumpable(), os.getpid()))

    def _unlocked(self) -> Identity:
        if self._identity is None:
            raise Locked("The vault is locked; unlock it first.")
        return self._identity


def serve(pipe: socket.socket, keeper: Keeper) -> None:
    """Answer requests until the client is gone or silent for two minutes."""
    pipe.settimeout(IDLE_MAX_S)
    try:
        while True:
            wire.send_reply(pipe, keeper.answer(wire.receive_request(pipe)))
    except (Closed, CandorError):
        # A client that breaks the protocol is not answered any more than one that is gone.
        return


def harden() -> None:
    """Keep this process's memory from other programs and from core files.

    Raises:
        Locked: the system did not allow it.
    """
    if not forbid_dumps():
        raise Locked("The keeper cannot keep its memory from other programs here.")


def main() -> None:
    """Serve the client at the other end of standard input, for the home named first."""
    harden()
    logging.disable(logging.CRITICAL)
    pipe = socket.socket(fileno=os.dup(0))
    serve(pipe, Keeper(Home(Path(sys.argv[1]))))


def _passphrase(request: Request) -> str:
    if request.text == FILE:
        return unlock.read_passphrase_file(Path(request.more))
    return request.more


def _open_local(key: AESGCM, place: str, sealed: bytes) -> bytes:
    nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return key.decrypt(nonce, rest, context("local", place.encode()))
    except (InvalidTag, ValueError) as error:
        raise Damaged("Something kept locally could not be opened with this key.") from error


if __name__ == "__main__":
    main()
