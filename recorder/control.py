"""Steering a recording from outside: a local socket for `candor pause` and its siblings, and a
pipe for the window that started it. The engine decides; this file only carries requests.

Only the owner can reach the socket: it lies in a folder of its own with mode 0700, whose place
is written to `run/recording.json` in the data folder for as long as the recording runs.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable
from contextlib import nullcontext, suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import IO, Final, Literal

import msgspec

from recorder.errors import CandorError, WrongUse
from recorder.session.disk import lock
from recorder.vault.home import Home, write_whole

Verb = Literal["pause", "resume", "mark", "forget", "stop", "discard", "status", "beat"]
State = Literal["starting", "recording", "paused", "ending", "ended"]
REQUEST_BYTES_MAX: Final = 64 << 10
HEARTBEAT_S: Final = 5.0
PEER_S: Final = 5.0
RUNNING: Final = "A recording is running already; stop it first."


class Request(msgspec.Struct, frozen=True):
    """One wish. `text` is that of `mark`, or the outcome for `stop`; `seconds` are of `forget`."""

    verb: Verb
    text: str = ""
    seconds: float = 0.0


class Status(msgspec.Struct, frozen=True):
    """What a bar or a terminal shows of a running recording. No content.

    `hiding` is the first reason why something is hidden now, `hiding_too` are the others.
    """

    session: str
    state: State
    elapsed_s: float = 0.0
    events: int = 0
    frames: int = 0
    dropped: int = 0
    bytes: int = 0
    free_bytes: int = 0
    hiding: str | None = None
    problem: str | None = None
    hotkeys: dict[str, str] = {}
    hiding_too: tuple[str, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """The engine's answer: a status, or one sentence why not."""

    status: Status | None = None
    error: str | None = None


class _Place(msgspec.Struct, frozen=True):
    """Where the running recording can be reached."""

    address: str
    key: bytes


Handle = Callable[[Request], Status]


class ControlSocket:
    """The socket of one running recording."""

    def __init__(self, home: Home) -> None:
        """Open it.

        Raises:
            WrongUse: another recording is running for this data folder.
        """
        self._file = place_file(home)
        self._claim = _claim(home.run)
        # Where folders cannot be held, the other one is asked.
        with suppress(_Gone), _connect(self._file):
            raise WrongUse(RUNNING)
        self._closing = False
        self._folder = Path(tempfile.mkdtemp(prefix="candor-"))
        self._key = os.urandom(32)
        address = None if os.name == "nt" else str(self._folder / "control")
        self._listener = Listener(address, authkey=self._key)
        self._address = str(self._listener.address)
        write_whole(self._file, msgspec.json.encode(_Place(self._address, self._key)))

    def run(self, handle: Handle) -> None:
        """Answer requests until `close`."""
        while not self._closing:
            with suppress(OSError, EOFError, AuthenticationError), self._listener.accept() as peer:
                if not self._closing and peer.poll(PEER_S):
                    peer.send_bytes(answer(peer.recv_bytes(REQUEST_BYTES_MAX), handle))

    def close(self) -> None:
        """Make `run` return and leave nothing behind."""
        self._closing = True
        # A thread in accept() does not notice that its socket closes: call it once, and hang up
        # before it asks for the key, so that a peer it waits for cannot make us wait.
        with suppress(OSError, EOFError, AuthenticationError):
            _knock(self._address)
        self._listener.close()
        self._file.unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._claim is not None:
            os.close(self._claim)


def answer(raw: bytes, handle: Handle) -> bytes:
    """Carry one request to the engine and its answer, or its refusal, back."""
    try:
        request = msgspec.json.decode(raw, type=Request)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return msgspec.json.encode(Answer(error="The request could not be understood."))
    try:
        reply = Answer(status=handle(request))
    except CandorError as error:
        reply = Answer(error=str(error))
    return msgspec.json.encode(reply)


def ask(home: Home, request: Request) -> Status:
    """Send one request to the recording that is running.

    Raises:
        WrongUse: none is running, it refused, or the note is too long; the sentence says which.
    """
    raw = msgspec.json.encode(request)
    if len(raw) > REQUEST_BYTES_MAX:
        raise WrongUse(f"The note is longer than {REQUEST_BYTES_MAX} bytes; it was not set.")
    try:
        with _connect(place_file(home)) as connection:
            connection.send_bytes(raw)
            reply = msgspec.json.decode(connection.recv_bytes(REQUEST_BYTES_MAX), type=Answer)
    except _Gone as error:
        raise WrongUse("No recording is running.") from error
    except (OSError, EOFError, msgspec.DecodeError) as error:
        raise WrongUse("The recording that was running has just ended.") from error
    if reply.error is not None or reply.status is None:
        raise WrongUse(reply.error or "The recording gave no answer.")
    return reply.status


def serve_pipe(
    requests: IO[bytes], answers: IO[bytes], handle: Handle, busy: threading.Lock | None = None
) -> None:
    """Answer the window line by line until its end of the pipe closes. `busy` is held from a
    request until its answer is out."""
    for line in iter(lambda: requests.readline(REQUEST_BYTES_MAX), b""):
        with busy or nullcontext():
            reply = answer(line, handle)
            # The window may have closed its ends.
            with suppress(OSError, ValueError):
                answers.write(reply + b"\n")
                answers.flush()


def place_file(home: Home) -> Path:
    return home.run / "recording.json"


def _claim(folder: Path) -> int | None:
    """Hold a folder until what is returned is closed.

    Raises:
        WrongUse: a running recording holds it.
    """
    if os.name == "nt":
        return None
    held = os.open(folder, os.O_RDONLY)
    try:
        lock(held)
    except BlockingIOError as error:
        os.close(held)
        raise WrongUse(RUNNING) from error
    return held


def _knock(address: str) -> None:
    if os.name == "nt":
        Client(address).close()
        return
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(address)


class _Gone(Exception):
    """Nobody answers there: no recording runs, whatever a stale file says."""


def _connect(file: Path) -> Connection:
    try:
        place = msgspec.json.decode(file.read_bytes(), type=_Place)
        return Client(place.address, authkey=place.key)
    except (OSError, EOFError, ValueError, AuthenticationError, msgspec.DecodeError) as error:
        raise _Gone from error
