"""The client's end of the keeper: a context manager that starts the process and ends it.

A `Keeper` belongs to one thread; each job opens its own. It can hold a passphrase for the moment
between a prompt and the pipe, and never a key.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

import msgspec

import recorder
from recorder.errors import CandorError, Locked, WrongUse
from recorder.session.opening import PlainRecord
from recorder.vault import packing, wire
from recorder.vault.home import Home
from recorder.vault.identity import PublicIdentity, read_public
from recorder.vault.packing import Contents
from recorder.vault.role_lock import RoleLock
from recorder.vault.unlock import Unlock
from recorder.vault.wire import Closed, Reply, Request

ANSWER_MAX_S = 300.0
"""Long, because a desktop keyring may be asking its person for a password meanwhile."""

END_MAX_S = 5.0
AT_ONCE = 64
"""Records of an open session that are asked for at a time."""

_KEPT = (
    "DBUS_SESSION_BUS_ADDRESS",
    "HOME",
    "LANG",
    "LOCALAPPDATA",
    "PATH",
    "SYSTEMROOT",
    "XDG_RUNTIME_DIR",
)


class Keeper:
    """A keeper process for one home. `with Keeper(home) as keeper: keeper.unlock(how)`."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: socket.socket | None = None
        self._reading = 0
        self._ahead: Request | None = None

    def __enter__(self) -> Keeper:
        """Start the process.

        Raises:
            Locked: it could not be started.
        """
        if not hasattr(socket, "send_fds"):
            raise Locked("This system has no safe pipe to the keeper yet; Linux and macOS have.")
        ours, theirs = socket.socketpair()
        ours.settimeout(ANSWER_MAX_S)
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment["PYTHONPATH"] = str(Path(recorder.__file__).resolve().parent.parent)
        command = (sys.executable, "-P", "-m", "recorder.vault.keeper", str(self._home.root))
        try:
            self._process = subprocess.Popen(
                command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            ours.close()
            raise Locked(f"The keeper did not start: {error.strerror}.") from error
        finally:
            theirs.close()
        self._pipe = ours
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            try:
                self._process.wait(END_MAX_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def make_identity(
        self, passphrase: str | None = None, file: Path | None = None
    ) -> PublicIdentity:
        """Make the identity of this home, locked by a passphrase, a file's, or the keyring.

        Raises:
            WrongUse: there is one already.
            Locked: the passphrase is too short, or there is no keyring.
        """
        return read_public(self._ask(_locking("make", passphrase, file)).data)

    def restore_identity(
        self, recovery_key: str, passphrase: str | None = None, file: Path | None = None
    ) -> PublicIdentity:
        """Write the identity anew from its recovery key, with a new lock.

        Raises:
            WrongUse: the key is mistyped.
            NotOurs: it belongs to another identity than the one here.
        """
        request = _locking("restore", passphrase, file, recovery_key.encode())
        return read_public(self._ask(request).data)

    def unlock(self, how: Unlock) -> None:
        """Unlock the vault: by the named file, else the keyring, else by asking.

        Raises:
            Locked: no way led in.
        """
        file = how.passphrase_file
        request = Request("unlock", "file", str(file.absolute())) if file else Request("unlock")
        if self._ask(request).numbers == (1,):
            return
        if how.prompt is None:
            raise Locked(
                "The vault is locked: unlock it in a terminal, or name an owner-only file "
                "in CANDOR_PASSPHRASE_FILE."
            )
        self._ask(Request("unlock", "passphrase", how.prompt()))

    def settle(self) -> None:
        """Turn the epoch if a session was deleted under it, as unlocking does.

        Raises:
            StorageError: the disk refused; it is done the next time.
        """
        self._ask(Request("settle"))

    def sign(self, payload_type: str, payload: bytes) -> bytes:
        """The payload in an envelope that the identity signed."""
        return self._ask(Request("sign", payload_type, data=payload)).data

    def read_session(self, path: Path) -> Iterator[PlainRecord]:
        """Yield the plain records of a session; on damage, first all the good ones.

        One session is read at a time: beginning another ends this one.

        Raises:
            NotOurs, Damaged, FormatError: as `open_journal`.
        """
        self._ask(Request("open session", str(path.absolute())))
        self._reading += 1
        reading = self._reading
        while True:
            if reading != self._reading:
                raise WrongUse("Another session was opened before this one was read to its end.")
            reply = self._ask(Request("next"))
            if not reply.numbers:
                return
            index, kind = reply.numbers
            yield PlainRecord(index, kind, reply.data)

    def survey(self, path: Path, records_max: int | None = None) -> OpenSession:
        """Open a session whose records are then read in any order. Close it when done.

        With `records_max` only its beginning is looked at. Several can be open at a time.

        Raises:
            NotOurs, Damaged, FormatError, StorageError: as `OpenJournal`.
        """
        more = "" if records_max is None else str(records_max)
        reply = self._ask(Request("survey", str(path.absolute()), more))
        return OpenSession(self, reply.numbers[0], packing.unpack_survey(reply.data))

    def records(self, session: int, wanted: Sequence[int]) -> tuple[bytes, ...]:
        """The payloads of records of an open session: those of `wanted` that fit, one at least."""
        reply = self._ask(_records(session, wanted))
        return packing.split(reply.data, reply.numbers)

    def records_ahead(self, session: int, wanted: Sequence[int]) -> None:
        """Let the keeper begin with what `records` will ask for next."""
        self._ask_ahead(_records(session, wanted))

    def close_session(self, session: int) -> None:
        self._ask(Request("close session", str(session)))

    def seal(self, place: str, plaintext: bytes) -> bytes:
        """Lock a small blob (up to 64 KiB) so that only this identity opens it at this place."""
        return self._ask(Request("seal", place, data=plaintext)).data

    def open(self, place: str, sealed: bytes) -> bytes:
        """Open what `seal` locked for the same place.

        Raises:
            Damaged: it was altered, moved, or locked before the identity was restored.
        """
        return self._ask(Request("open", place, data=sealed)).data

    def open_many(self, sealed: Sequence[tuple[str, bytes]]) -> tuple[bytes | None, ...]:
        """Open many small blobs at once, each for its place; None for one that does not open."""
        found: list[bytes | None] = []
        for batch in _batches(sealed):
            reply = self._ask(Request("open many", data=packing.pack_sealed(batch)))
            parts = packing.split(reply.data, reply.numbers)
            found += [part or None for part in parts]
        return tuple(found)

    def open_edits(self, sealed: Sequence[tuple[str, bytes]]) -> tuple[bytes, ...]:
        """Open records of an edit log, each for its place.

        Raises:
            Damaged: one was altered or moved, or belongs to somebody else.
        """
        found: list[bytes] = []
        for batch in _batches(sealed):
            reply = self._ask(Request("open edits", data=packing.pack_sealed(batch)))
            found += packing.split(reply.data, reply.numbers)
        return tuple(found)

    def open_in_role(self, lock: RoleLock) -> bytes:
        """What a role's lock holds; the role's own key stays in the keeper.

        Raises:
            NotOurs, Damaged: the role's key is sealed to another, or the lock is another's.
        """
        return self._ask(Request("open in role", data=msgspec.msgpack.encode(lock))).data

    def recovery_key(self) -> str:
        """The identity as groups of letters and digits for paper."""
        return self._ask(Request("recovery")).data.decode()

    def process_state(self) -> tuple[int, int]:
        """Whether the process can be dumped (0 is no), and its process id."""
        dumpable, pid = self._ask(Request("hardened")).numbers
        return dumpable, pid

    def _ask(self, request: Request) -> Reply:
        if self._pipe is None:
            raise Locked("The keeper is not running.")
        ahead, self._ahead = self._ahead, None
        try:
            if ahead == request:
                return wire.receive_reply(self._pipe)
            if ahead is not None:
                _drop_reply(self._pipe)
            wire.send_request(self._pipe, request)
            return wire.receive_reply(self._pipe)
        except Closed as error:
            raise _gone() from error

    def _ask_ahead(self, request: Request) -> None:
        """Send a request whose answer `_ask` takes when it is asked for the same."""
        if self._pipe is None or self._ahead is not None:
            return
        try:
            wire.send_request(self._pipe, request)
        except Closed as error:
            raise _gone() from error
        self._ahead = request


class OpenSession:
    """A session open in the keeper; its records are read by their place."""

    def __init__(self, keeper: Keeper, number: int, contents: Contents) -> None:
        self.contents = contents
        self._keeper = keeper
        self._number = number

    def read(self, wanted: Sequence[int]) -> Iterator[bytes]:
        """Yield the payloads of the records at these places.

        Raises:
            Damaged: one does not open, or the file changed since it was opened.
        """
        left = list(wanted)
        while left:
            found = self._keeper.records(self._number, left[:AT_ONCE])
            if not found:
                raise WrongUse("The keeper gave none of the records it was asked for.")
            del left[: len(found)]
            if left:
                # The keeper decrypts the next while these are looked at.
                self._keeper.records_ahead(self._number, left[:AT_ONCE])
            yield from found

    def close(self) -> None:
        self._keeper.close_session(self._number)


def _records(session: int, wanted: Sequence[int]) -> Request:
    data = packing.pack_places(wanted[: packing.PLACES_MAX])
    return Request("records", str(session), data=data)


def _drop_reply(pipe: socket.socket) -> None:
    """Take an answer that nobody wants any more."""
    try:
        wire.receive_reply(pipe)
    except CandorError:
        return


def _gone() -> Locked:
    return Locked("The keeper is gone (it ends when idle): unlock the vault again.")


def _batches(sealed: Sequence[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Cut into requests that stay under the bound of one."""
    batch: list[tuple[str, bytes]] = []
    size = 0
    for place, blob in sealed:
        if batch and size + len(blob) > wire.FRAME_MAX // 2:
            yield batch
            batch, size = [], 0
        batch.append((place, blob))
        size += len(blob) + len(place) + 16
    if batch:
        yield batch


def _locking(op: str, passphrase: str | None, file: Path | None, data: bytes = b"") -> Request:
    if file is not None:
        return Request(op, "file", str(file.absolute()), data)
    if passphrase is not None:
        return Request(op, "passphrase", passphrase, data)
    return Request(op, "keyring", "", data)
