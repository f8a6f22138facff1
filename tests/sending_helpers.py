"""A worker who submits at a broker in this process, without vault and window: candidates by the
real writer, sent by the functions that command and window call."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from annotate.redact.candidates import candidates_folder
from annotate.redact.proof import Figures, Proof
from annotate.streams import part
from annotate.submit import Ready, preview
from annotate.submitted import Kept, Submitted
from recorder.consent.receipt import load_receipt
from recorder.custody.catalogue import State
from recorder.custody.manifest import read_manifest
from recorder.custody.stores import FolderStore, Store, Stored
from recorder.errors import StorageError
from recorder.vault.home import Home
from recorder.vault.identity import Identity, PublicIdentity
from recorder.vault.keeper_client import Keeper
from studio.counter import Counter
from studio.submitting import Preview, Reading, send
from tests.custody_helpers import World
from tests.redact_sessions import desk_with, written
from tests.session_helpers import make_worker

READABLE = {"video": "annotator", "actions": "engineer", "context": "engineer"}


@dataclass
class Wrapped:
    """A store on the way to which something happens: `put` keeps a part of what it was given, or
    fails from the n-th object on; of a name that is late nothing is known at first."""

    store: Store
    fails_from: int | None = None
    keeps: slice | None = None
    late: int = 0
    put_names: list[str] = field(default_factory=list[str])

    def put(self, pieces: Iterable[bytes]) -> Stored:
        if self.fails_from is not None and len(self.put_names) >= self.fails_from:
            raise StorageError("The bucket refused or could not be reached.")
        content = b"".join(pieces)
        stored = Stored(hashlib.sha256(content).hexdigest(), len(content))
        self.put_names.append(stored.name)
        if self.keeps is None:
            return self.store.put([content])
        self._lie(stored, content[self.keeps])
        return stored

    def size(self, name: str) -> int:
        if self.late:
            self.late -= 1
            raise StorageError("An object is not in the store: it was lost or taken away.")
        return self.store.size(name)

    def range(self, name: str, start: int, length: int) -> bytes:
        return self.store.range(name, start, length)

    def names(self) -> Iterator[str]:
        return self.store.names()

    def delete(self, name: str) -> None:
        self.store.delete(name)

    def _lie(self, stored: Stored, content: bytes) -> None:
        assert isinstance(self.store, FolderStore)
        if content:
            path = self.store.root / "o" / stored.name[:2] / stored.name[2:4] / stored.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


@dataclass(frozen=True, slots=True)
class Signing:
    """All of a keeper that sending asks for."""

    identity: Identity

    def sign(self, kind: str, payload: bytes) -> bytes:
        return self.identity.envelope(kind, payload)


@dataclass
class Sender:
    """The worker of a world, with a home under `root`."""

    world: World
    root: Path
    sent_bytes: list[int] = field(default_factory=list[int])

    @property
    def home(self) -> Home:
        return Home(self.root)

    @property
    def kept(self) -> Kept:
        return Kept(self.home)

    def ready(self, number: int = 0, secret: str = "a secret") -> Ready:
        """A candidate that may leave."""
        world, source = self.world, make_worker(self.root / f"source-{number}-{secret}")
        session = written(source, desk_with(secret))
        path = candidates_folder(self.home) / f"{number:032x}.candor"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"sealed to its worker")
        proof = Proof(
            path.stem, "", "", f"{number:032x}", "", "", None, "", "", {}, (), (),
            Figures(0, 0, 0, 0, None, 0, 0.0),
        )  # fmt: skip
        receipt = load_receipt(world.receipt, world.worker.sign.public())
        return Ready(path, part(session), proof, "0" * 64, receipt, world.campaign)

    def counter(self, store: Store | None = None) -> Counter:
        world = self.world
        public = PublicIdentity(world.worker.sign.public(), world.worker.seal.public(), b"")
        keeper = cast(Keeper, Signing(world.worker))
        return Counter(
            self.home, keeper, public, world.campaign, world.broker, world.roster,
            store or world.store, lambda: 0, None,
        )  # fmt: skip

    def send(self, ready: Ready, store: Store | None = None, start_over: bool = False) -> Submitted:
        """Ask for it once, as the command does."""
        at = self.counter(store)
        streams = tuple(Reading(each, ()) for each in preview(ready, at.roster))
        shown = Preview(streams, at.roster.digest, None)
        return send(
            at, ready, shown, self.sent_bytes.append, start_over=start_over, clock=self.world.clock
        )

    def check_one(self, ready: Ready, done: Submitted) -> None:
        """It was accepted once, opens as it was shown, and nothing is left on the way."""
        world, lineage = self.world, ready.lineage
        worker = world.worker.sign.public().raw
        rows = [each for each in world.broker.submissions(*State) if each.lineage == lineage]
        assert [(each.submission, each.state) for each in rows] == [
            (done.submission, State.SUBMITTED)
        ]
        mine = [each for each in self.kept.all() if each.candidate == ready.path.stem]
        assert mine == [done]
        assert done.acceptance is not None
        for stream, role in READABLE.items():
            person = world.annotator if role == "annotator" else world.engineer
            lease = world.lease(done.submission, stream, person, role)
            reader = world.reader(lease, done.manifest, world.role_key(person, role))
            assert b"".join(reader.pieces()) == b"".join(ready.parted.content(stream))
        assert rows[0].worker == worker
        assert list((self.root / "outbox").iterdir()) == []

    def names(self, submitted: Submitted) -> set[str]:
        """The objects of a submission."""
        manifest = read_manifest(submitted.manifest, self.world.worker.sign.public())
        return {each.object for each in manifest.streams}
