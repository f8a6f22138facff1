"""The client's end of the keeper: a context manager that starts the process and ends it.

A `Keeper` belongs to one thread; each job opens its own. It can hold a passphrase for the moment
between a prompt and the pipe, and never a key.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import recorder
from recorder.errors import Locked, WrongUse
from recorder.session.opening import PlainRecord
from recorder.vault import wire
from recorder.vault.home import Home
from recorder.vault.identity import PublicIdentity, read_public
from recorder.vault.unlock import Unlock
from recorder.vault.wire import Closed, Reply, Request

ANSWER_MAX_S = 300.0
"""Long, because a desktop keyring may be asking its person for a password meanwhile."""

END_MAX_S = 5.0
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

    def seal(self, place: str, plaintext: bytes) -> bytes:
        """Lock a small blob (up to 64 KiB) so that only this identity opens it at this place."""
        return self._ask(Request("seal", place, data=plaintext)).data

    def open(self, place: str, sealed: bytes) -> bytes:
        """Open what `seal` locked for the same place.

        Raises:
            Damaged: it was altered, moved, or locked before the identity was restored.
        """
        return self._ask(Request("open", place, data=sealed)).data

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
        try:
            wire.send_request(self._pipe, request)
            return wire.receive_reply(self._pipe)
        except Closed as error:
            raise Locked(
                "The keeper is gone (it ends when idle): unlock the vault again."
            ) from error


def _locking(op: str, passphrase: str | None, file: Path | None, data: bytes = b"") -> Request:
    if file is not None:
        return Request(op, "file", str(file.absolute()), data)
    if passphrase is not None:
        return Request(op, "passphrase", passphrase, data)
    return Request(op, "keyring", "", data)
