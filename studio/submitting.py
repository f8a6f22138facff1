"""Submitting as people do it: what holds of a candidate, what would leave and who would read it,
sending it, and what then becomes of the original. For the command and the window alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from annotate.redact.candidates import candidates_folder
from annotate.redact.proof import Proof, State, load_proof
from annotate.review_store import read_review
from annotate.submit import (
    Leaving,
    Ready,
    accept,
    check_candidate,
    check_detectors,
    check_proof,
    consented,
    preview,
    seal,
)
from annotate.submitted import Kept, Submitted
from recorder.consent.campaign import SignedCampaign
from recorder.consent.receipt import ConsentReceipt
from recorder.custody.manifest import read_manifest
from recorder.custody.stores import Store, Stored
from recorder.errors import CandorError, ConsentError, Damaged
from recorder.session.journal import session_path
from recorder.session.layout import SUFFIX
from recorder.session.scan import Scanner
from recorder.vault.deletion import shred
from recorder.vault.home import Home
from recorder.vault.identity import load_public
from recorder.vault.keeper_client import Keeper
from recorder.vault.library import Library
from recorder.vault.reading import read_whole
from studio.counter import Counter

Sent = Callable[[int], None]
"""Told how many bytes went to the store; it raises what shall end the sending."""


class Condition(StrEnum):
    """What must hold before something leaves."""

    CONSENT = "consent"
    DETECTORS = "detectors"
    PROOF = "proof"
    UNRESOLVED = "unresolved"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Light:
    """Whether a condition holds, and if not, why: a sentence, or checks of the proof by name.
    None: not looked at, because something before it did not hold."""

    condition: Condition
    holds: bool | None
    reason: str = ""
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """A candidate as it was looked at. Without `ready` it stays here."""

    path: Path
    lights: tuple[Light, ...]
    proof: Proof | None = None
    receipt: ConsentReceipt | None = None
    campaign: SignedCampaign | None = None
    ready: Ready | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One stream as it would leave, and who could read it: roles with the people in them."""

    leaving: Leaving
    readers: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what would leave. `shown_for` is the roster that it holds for."""

    streams: tuple[Reading, ...]
    shown_for: str
    notice: str | None

    @property
    def leaving(self) -> tuple[Leaving, ...]:
        return tuple(each.leaving for each in self.streams)

    @property
    def size_bytes(self) -> int:
        return sum(each.leaving.size_bytes for each in self.streams if each.readers)


def look(home: Home, path: Path, keeper: Keeper) -> Looked:
    """Hold a candidate against everything that must be true before it leaves, one by one."""
    identity = load_public(home).sign
    proof, wrong = _proof(home, path)
    looked = Looked(path, (), proof)
    try:
        with Scanner(path) as scanner:
            digest = scanner.head.header.consent
        receipt, campaign = consented(home, digest, identity)
        looked = replace(looked, receipt=receipt, campaign=campaign)
        consent = Light(Condition.CONSENT, True)
    except CandorError as error:
        consent = Light(Condition.CONSENT, False, str(error))
    lights = [consent, *_proof_lights(proof, wrong)]
    ready = None
    whole = Light(Condition.WHOLE, None)
    if all(each.holds for each in lights):
        try:
            ready = ready_of(home, path, keeper)
            whole = Light(Condition.WHOLE, True)
        except CandorError as error:
            whole = Light(Condition.WHOLE, False, str(error))
    return replace(looked, lights=(*lights, whole), ready=ready)


def ready_of(home: Home, path: Path, keeper: Keeper) -> Ready:
    """A candidate that may leave.

    Raises:
        ConsentError, Damaged: it may not, in a sentence.
    """
    return check_candidate(
        home,
        path,
        load_public(home).sign,
        lambda each: read_whole(keeper, each),
        lambda session: read_review(home, session, keeper).overlay,
    )


def previewed(at: Counter, ready: Ready) -> Preview:
    """What would leave at this broker, and whom its roster lets read it."""
    streams = tuple(
        Reading(each, tuple((role, _members(at, role)) for role in each.roles))
        for each in preview(ready, at.roster)
    )
    return Preview(streams, at.roster.digest, at.notice)


def send(
    at: Counter,
    ready: Ready,
    shown: Preview,
    sent: Sent = lambda _bytes: None,
    anew: Callable[[], None] = lambda: None,
) -> Submitted:
    """Seal, store and have it accepted; one that was begun before is asked about first, and `anew`
    is called when that cannot be finished.

    Raises:
        ConsentError: the roster changed since it was shown, or the broker refuses.
        StorageError, Damaged: nothing was accepted; candidate and original are as they were.
    """
    if at.roster.digest != shown.shown_for:
        raise ConsentError("The roster changed meanwhile; look at what leaves once more.")
    kept, worker = Kept(at.home), at.person.sign
    begun = kept.begun(ready.path.stem)
    if begun is not None:
        try:
            return _accepted(at, ready, begun)
        except CandorError:
            anew()
    now = datetime.now(UTC)
    manifest = seal(
        ready,
        shown.leaving,
        at.broker,
        at.roster,
        CountingStore(at.store, sent),
        worker,
        at.keeper.sign,
        now,
        at.person.seal,
    )
    submitted = Submitted(
        submission=read_manifest(manifest, worker).submission,
        campaign=ready.campaign.terms.id,
        session=ready.proof.original,
        candidate=ready.path.stem,
        manifest=manifest,
        made_at=now,
    )
    kept.keep(submitted)
    return _accepted(at, ready, submitted)


def shred_original(home: Home, session: str) -> bool:
    """Delete the original of what was accepted; False when it is not here any more.

    Raises:
        StorageError: the disk refused.
    """
    path = session_path(home.sessions, session)
    if not path.exists():
        return False
    shred(path)
    Library(home).refresh()
    return True


def proven_candidates(home: Home, session: str) -> tuple[Path, ...]:
    """The candidates of a session whose proof passed, the newest first."""
    found: list[tuple[str, Path]] = []
    for path in candidates_folder(home).glob(f"*{SUFFIX}"):
        proof, _ = _proof(home, path)
        if proof is not None and proof.passed and proof.original == session:
            found.append((proof.made_at, path))
    return tuple(path for _, path in sorted(found, reverse=True))


@dataclass(frozen=True, slots=True)
class CountingStore:
    """A store that tells how much is put into it, and can be stopped by whoever is told."""

    store: Store
    sent: Sent

    def put(self, pieces: Iterable[bytes]) -> Stored:
        return self.store.put(self._counted(pieces))

    def size(self, name: str) -> int:
        return self.store.size(name)

    def range(self, name: str, start: int, length: int) -> bytes:
        return self.store.range(name, start, length)

    def names(self) -> Iterator[str]:
        return self.store.names()

    def delete(self, name: str) -> None:
        self.store.delete(name)

    def _counted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.sent(len(piece))
            yield piece


def _members(at: Counter, role: str) -> tuple[str, ...]:
    current = at.roster.roster.current(role)
    return tuple(sorted(at.name(each.person) for each in current.members)) if current else ()


def _accepted(at: Counter, ready: Ready, submitted: Submitted) -> Submitted:
    raw, said = accept(at.broker, at.roster, submitted.manifest, ready.receipt)
    done = msgspec.structs.replace(submitted, acceptance=raw, expires_at=said.expires_at)
    Kept(at.home).keep(done)
    return done


def _proof(home: Home, path: Path) -> tuple[Proof | None, str]:
    try:
        return load_proof(path, load_public(home).sign), ""
    except CandorError as error:
        return None, str(error)


def _proof_lights(proof: Proof | None, wrong: str) -> tuple[Light, ...]:
    """What the proof says: that it passed, that all ran that must, that nothing was left open."""
    if proof is None:
        return (
            Light(Condition.PROOF, False, wrong),
            Light(Condition.DETECTORS, None),
            Light(Condition.UNRESOLVED, None),
        )
    bad = (State.FOUND, State.COULD_NOT_RUN)
    left = [each.name for each in proof.checks if each.state in bad]
    unresolved = Light(Condition.UNRESOLVED, not left, "", tuple(left))
    return (
        _held(Condition.PROOF, lambda: check_proof(proof)),
        _held(Condition.DETECTORS, lambda: check_detectors(proof)),
        unresolved,
    )


def _held(condition: Condition, check: Callable[[], None]) -> Light:
    try:
        check()
    except Damaged as error:
        return Light(condition, False, str(error))
    return Light(condition, True)
