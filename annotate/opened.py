"""A submission read by somebody who may: a lease for each stream of the role, then one session in
memory. Nothing of it is written, and after the lease nothing more is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from annotate.streams import SubmittedHeader, join
from recorder.crypto import SignPublic
from recorder.custody import messages
from recorder.custody.broker_like import BrokerLike
from recorder.custody.catalogue import Row
from recorder.custody.locks import RoleOpener
from recorder.custody.manifest import Manifest, read_manifest
from recorder.custody.messages import Lease
from recorder.custody.opening import open_stream, read_lease
from recorder.custody.roster import Roster, membership
from recorder.custody.stores import Store
from recorder.errors import ConsentError, NotOurs
from recorder.session.reader import Session
from recorder.vault.keeper_client import Keeper
from recorder.vault.role_lock import RoleLock
from replay.correction_types import Overlay
from replay.corrections import Corrected, corrected_session


def steps_of(session: Session) -> Corrected:
    """The steps of a session that was opened, as its worker corrected them."""
    return corrected_session(session, review_of(session))


def review_of(session: Session) -> Overlay:
    """What the worker corrected of a session that was opened."""
    header = session.header
    return header.review if isinstance(header, SubmittedHeader) else Overlay()


def _unheard(_what: object) -> None:
    return


@dataclass(frozen=True, slots=True)
class Watch:
    """Who hears of an opening: each lease as it is given, and how many bytes of content were read.
    What `read` raises ends the opening."""

    leased: Callable[[Lease], None] = _unheard
    read: Callable[[int], None] = _unheard


UNWATCHED = Watch()


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody in a role, for a purpose, with an unlocked keeper; and where things lie."""

    person: str
    role: str
    purpose: str
    keeper: Keeper
    broker: BrokerLike
    roster: Roster
    store: Store
    watch: Watch = UNWATCHED

    def open(
        self,
        row: Row,
        wanted: tuple[str, ...] = (),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Session:
        """Open the streams of the role (of these, when some are named), each as an audited
        opening, and put them together.

        Raises:
            ConsentError: the broker refuses, or the submission is not complete.
            NotOurs: a stream is not for this role.
            Damaged: something does not belong together.
        """
        raw = row.manifest
        if raw is None:
            raise ConsentError("This submission is not complete yet.")
        worker = SignPublic(row.worker)
        manifest = read_manifest(raw, worker)
        streams = {
            stream: self._stream(manifest, raw, worker, stream, clock)
            for stream in wanted or self.streams(manifest)
        }
        if not streams:
            raise NotOurs(f"Nothing of this submission is for the role {self.role}.")
        return join(row.submission, worker.fingerprint(), manifest.receipt, streams)

    def pieces(
        self,
        row: Row,
        stream: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Iterator[bytes]:
        """The content of one stream, as an audited opening; raises as `open`."""
        raw, worker = row.manifest, SignPublic(row.worker)
        if raw is None:
            raise ConsentError("This submission is not complete yet.")
        return self._stream(read_manifest(raw, worker), raw, worker, stream, clock)

    def streams(self, manifest: Manifest) -> tuple[str, ...]:
        """The streams that are locked for this role."""
        return tuple(
            each.stream
            for each in manifest.streams
            if any(wrap.role == self.role for wrap in each.wraps)
        )

    def _stream(
        self,
        manifest: Manifest,
        raw: bytes,
        worker: SignPublic,
        stream: str,
        clock: Callable[[], datetime],
    ) -> Iterator[bytes]:
        manifest.wrap(stream, self.role)
        lease_raw = self.broker.open(
            messages.open_request(
                self.roster.campaign,
                manifest.submission,
                stream,
                self.role,
                self.purpose,
                clock(),
                self.keeper.sign,
            )
        )
        lease = read_lease(lease_raw, self.roster)
        self.watch.leased(lease)
        role = KeeperRole(self.keeper, self.roster, self.role, lease.role_epoch, self.person)
        reader = open_stream(
            lease_raw, raw, worker, self.roster, role, self.store, clock
        )  # fmt: skip
        return self._watched(reader.pieces())

    def _watched(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.watch.read(len(piece))
            yield piece


@dataclass(frozen=True, slots=True)
class KeeperRole(RoleOpener):
    """A role in one of its epochs, whose key the keeper holds for this person."""

    keeper: Keeper
    roster: Roster
    role: str
    epoch: int
    person: str

    def open(self, sealed: bytes, context: bytes, /) -> bytes:
        """Raises:
        NotOurs: the person was not in this role then.
        Damaged: the lock is another's.
        """
        _, member = membership(self.roster, self.role, self.epoch, self.person)
        lock = RoleLock(self.roster.campaign, self.role, self.epoch, member.sealed, sealed, context)
        return self.keeper.open_in_role(lock)
