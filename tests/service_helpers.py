"""A real broker's service in a process of its own, a proxy that cuts, and people who go to it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from recorder.custody.audit import Leaf, verify_log
from recorder.custody.personal import broker_key
from recorder.custody.place import CAMPAIGN, KEY, ROSTER, SETTINGS, Settings
from recorder.custody.remote import RemoteBroker, reach
from recorder.custody.remote_store import RemoteStore
from recorder.vault.identity import Identity
from tests.checkout import ROOT
from tests.custody_helpers import World

ANSWERED_S = 60.0


@dataclass
class Served:
    """A service that runs: where, and under which certificate."""

    url: str
    fingerprint: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Its exit code, and all that it said on standard error."""
        self.process.send_signal(how)
        _, said = self.process.communicate(timeout=ANSWERED_S)
        return self.process.returncode, said


@contextmanager
def served(folder: Path, *words: str) -> Generator[Served]:
    """`candor broker serve` for a folder."""
    command = [sys.executable, "-m", "studio", "broker", "serve", str(folder)]
    command += ["--listen", "127.0.0.1:0", *words]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            url, fingerprint = (process.stdout.readline().strip() for _ in range(2))
            if not fingerprint:
                raise AssertionError(process.communicate(timeout=ANSWERED_S)[1])
            yield Served(url, fingerprint, process)
        finally:
            with suppress(OSError):
                process.kill()


def make_place(world: World) -> Path:
    """The folder of a world's broker as `candor broker` would have made it; time is real now."""
    folder = world.root / "broker"
    (folder / KEY).write_bytes(world.broker_key.to_bytes())
    assert world.campaign.envelope is not None
    (folder / CAMPAIGN).write_bytes(world.campaign.envelope)
    (folder / ROSTER).write_bytes(world.roster.envelope)
    settings = Settings(str(world.root / "store"), str(world.root / "epoch.key"))
    (folder / SETTINGS).write_bytes(msgspec.json.encode(settings))
    assert broker_key(folder / KEY).public() == world.broker_key.public()
    return folder


@contextmanager
def visit(
    world: World, at: Served, person: Identity, url: str | None = None
) -> Generator[tuple[RemoteBroker, RemoteStore]]:
    """Somebody at a service, directly or by another way."""
    place = reach(url or at.url, at.fingerprint)
    broker = RemoteBroker(place, world.roster.roster, person.envelope)
    try:
        yield broker, RemoteStore(broker)
    finally:
        broker.close()


class Village:
    """A world of people, its served broker, and a submission that nobody ends."""

    def __init__(self, root: Path) -> None:
        self.world = World(root)
        self.submission, self.manifest = self.world.submit()
        self.folder = make_place(self.world)
        self.world.broker.close()

    def wish(self, person: Identity | None = None, stream: str = "video") -> bytes:
        self.world.now = datetime.now(UTC)
        return self.world.wish(person or self.world.annotator, self.submission, stream, "annotator")

    def leaves(self) -> tuple[Leaf, ...]:
        key = self.world.broker_key.public()
        return verify_log(self.folder / "log", "candor/study", key)

    def opened(self) -> int:
        return sum(each.kind == "opened" for each in self.leaves())


@dataclass
class Cutter:
    """A proxy that cuts connections after so many bytes one way, and then lets all through.

    `cuts` holds a number for each connection to come: positive counts what goes to the service,
    negative what comes back.
    """

    port: int
    cuts: list[int] = field(default_factory=list[int])
    _listener: socket.socket = field(init=False)
    _threads: list[threading.Thread] = field(default_factory=list[threading.Thread])
    _sockets: list[socket.socket] = field(default_factory=list[socket.socket])

    def __enter__(self) -> Cutter:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for each in self._threads:
            each.join(10)
        for each in self._sockets:
            each.close()

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self._listener.getsockname()[1]}"

    def _start(self, act: object, *arguments: object) -> None:
        thread = threading.Thread(target=act, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                ours, _ = self._listener.accept()
                theirs = socket.create_connection(("127.0.0.1", self.port))
                self._sockets += (ours, theirs)
                cut = self.cuts.pop(0) if self.cuts else None
                self._start(self._pass, ours, theirs, cut if cut and cut > 0 else None)
                self._start(self._pass, theirs, ours, -cut if cut and cut < 0 else None)

    def _pass(self, source: socket.socket, target: socket.socket, most: int | None) -> None:
        passed = 0
        with suppress(OSError):
            while data := source.recv(4096):
                if most is not None and passed + len(data) >= most:
                    target.sendall(data[: most - passed])
                    break
                target.sendall(data)
                passed += len(data)
        for each in (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
