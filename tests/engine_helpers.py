"""What the tests of the engine share: a worker, `candor record` on a desktop, a reader."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from recorder.control import Request, Status, ask, place_file
from recorder.errors import WrongUse
from recorder.session.decoder import Image, Pictures
from recorder.session.events import Event, KeyEvent, ScreenEvent
from recorder.session.journal import session_path
from recorder.session.reader import Session
from studio.virtual_desktop import VirtualDesktop, wait_until
from tests.checkout import ROOT
from tests.session_helpers import Worker, read

END_S = 60.0
Kind = TypeVar("Kind", bound=Event)


@dataclass
class Running:
    """A recording that runs in a process of its own."""

    worker: Worker
    process: subprocess.Popen[bytes]
    session: str

    def ask(self, verb: str, *, text: str = "", seconds: float = 0.0) -> Status:
        return ask(self.worker.home, Request(verb, text, seconds))  # pyright: ignore[reportArgumentType]

    def status(self) -> Status:
        return self.ask("status")

    def wait_for(self, *, frames: int = 0, events: int = 0) -> Status:
        def there() -> bool:
            status = self.status()
            return status.frames >= frames and status.events >= events

        wait_until(there, f"{frames} frames and {events} events")
        return self.status()

    def settle(self) -> None:
        """Wait until the gate knows where keys go, and nothing is hidden any more."""
        wait_until(lambda: self.status().hiding is None, "that nothing is hidden")
        self.written(0.1)  # The gate keeps a margin around what it hid.

    def written(self, seconds: float = 2.0) -> None:
        """Wait until what has happened so far is certainly in the journal."""
        end_s = self.status().elapsed_s + seconds
        wait_until(lambda: self.status().elapsed_s > end_s, "the journal")

    def end(self, **options: str) -> Session:
        """Stop and read the session."""
        self.ask("stop", **options)
        return self.read()

    def wait(self) -> int:
        return self.process.wait(END_S)

    def words(self) -> str:
        """What it said on stderr after its first line, when it has ended."""
        assert self.process.stderr is not None
        return self.process.stderr.read().decode()

    @property
    def path(self) -> Path:
        return session_path(self.worker.home.sessions, self.session)

    def read(self) -> Session:
        self.wait()
        return read(self.path, self.worker)


@contextmanager
def recording(
    desktop: VirtualDesktop, worker: Worker, *options: str, **popen: object
) -> Iterator[Running]:
    """`candor record` on a desktop until the block ends."""
    process = start(desktop, worker, *options, **popen)
    try:
        yield begun(worker, process)
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def start(
    desktop: VirtualDesktop, worker: Worker, *options: str, **popen: object
) -> subprocess.Popen[bytes]:
    env = dict(desktop.env) | {"CANDOR_HOME": str(worker.home.root), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "studio", "record", "--task", "a test", *options]
    settings: dict[str, object] = {
        "env": env,
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.PIPE,
    } | popen
    return subprocess.Popen(command, **settings)  # pyright: ignore[reportCallIssue, reportArgumentType, reportUnknownVariableType]


def begun(worker: Worker, process: subprocess.Popen[bytes]) -> Running:
    """Wait until it records."""

    def answers() -> str | None:
        if process.poll() is not None:
            assert process.stderr is not None
            raise AssertionError(f"It ended at once: {process.stderr.read().decode()}")
        if not place_file(worker.home).exists():
            return None
        try:
            return ask(worker.home, Request("status")).session
        except WrongUse:
            return None

    found: list[str] = []

    def there() -> bool:
        if session := answers():
            found.append(session)
        return bool(found)

    wait_until(there, "the recording", END_S)
    return Running(worker, process, found[0])


def of(session: Session, kind: type[Kind]) -> list[Kind]:
    return [event for event in session.events if isinstance(event, kind)]


def typed(session: Session) -> str:
    """The text of all presses."""
    return "".join(key.text or "" for key in of(session, KeyEvent) if key.pressed)


def pictures(session: Session) -> list[tuple[int, Image]]:
    """All frames with their session times, decoded."""
    source = Pictures(session.chunks)
    return [(event.t_ns, source.frame(event.frame)) for event in of(session, ScreenEvent)]


def begin_ns(session: Session) -> int:
    """The monotonic time at which the session began."""
    began_ns = int(datetime.fromisoformat(session.meta.started_at).timestamp() * 1e6) * 1000
    return began_ns - time.time_ns() + time.monotonic_ns()


def new_files(places: list[Path], since: float) -> Iterator[Path]:
    """Files below these folders that were written to since a time of the wall clock."""
    for place in places:
        for folder, _, names in os.walk(place, onerror=None):
            for name in names:
                path = Path(folder, name)
                try:
                    found = path.lstat()
                except OSError:
                    continue
                if stat.S_ISREG(found.st_mode) and found.st_mtime >= since:
                    yield path
