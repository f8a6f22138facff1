"""Submitting as people do it: what holds of a candidate, what would leave and who would read it,
sending it, and what then becomes of the original. For the command and the window alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from annotate.outbox import Sent, clear_outboxes, sending
from annotate.redact.candidates import candidates_folder
from annotate.redact.proof import Proof, State, load_proof
from annotate.review_store import read_review
from annotate.submit import (
    Leaving,
    Ready,
    check_candidate,
    check_detectors,
    check_proof,
    consented,
    preview,
)
from annotate.submitted import Submitted
from recorder.consent.campaign import SignedCampaign
from recorder.consent.receipt import ConsentReceipt
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
from studio.sending import Sending, is_wanted


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
    *,
    start_over: bool = False,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Submitted:
    """Seal, store and have it accepted. What broke off before goes on where it was; `anew` is
    called when that cannot be, and with `start_over` it is not tried.

    Raises:
        ConsentError: the roster changed since it was shown, or the broker refuses.
        StorageError, Damaged: nothing was accepted; candidate and original are as they were.
        WrongUse: another submission of this person is on its way.
    """
    if at.roster.digest != shown.shown_for:
        raise ConsentError("The roster changed meanwhile; look at what leaves once more.")
    way = Sending(at, ready, shown.leaving, sent, clock)
    with sending(at.home):
        clear_outboxes(at.home, lambda candidate: is_wanted(at.home, candidate))
        done = None if start_over else way.go_on()
        if done is None:
            if way.begun():
                anew()
                way.box.clear()
            done = way.make()
        way.close()
    return done


def shred_original(home: Home, session: str, turn: Callable[[], object]) -> bool:
    """Delete the original of what was accepted, and `turn` the epoch so that no copy of it opens;
    False when it is not here any more.

    Raises:
        StorageError: the disk refused.
    """
    path = session_path(home.sessions, session)
    if not path.exists():
        return False
    shred(home, path)
    turn()
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


def _members(at: Counter, role: str) -> tuple[str, ...]:
    current = at.roster.roster.current(role)
    return tuple(sorted(at.name(each.person) for each in current.members)) if current else ()


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
        replace(_held(Condition.PROOF, lambda: check_proof(proof)), checks=tuple(left)),
        _held(Condition.DETECTORS, lambda: check_detectors(proof)),
        unresolved,
    )


def _held(condition: Condition, check: Callable[[], None]) -> Light:
    try:
        check()
    except Damaged as error:
        return Light(condition, False, str(error))
    return Light(condition, True)
