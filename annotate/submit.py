"""From a proven candidate to an accepted submission: what must hold before, exactly what leaves,
and the broker's signed word for it. What is kept of it here is in `submitted`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from annotate.redact.proof import Proof, State, bound_to, load_proof, proof_path
from annotate.streams import Parted, part
from recorder.consent import dsse
from recorder.consent.campaign import STREAMS, SignedCampaign
from recorder.consent.pins import pinned_campaign
from recorder.consent.receipt import ConsentReceipt
from recorder.consent.register import Register
from recorder.crypto import SealPublic, SignPublic, sha256
from recorder.custody import documents
from recorder.custody.broker_like import BrokerLike
from recorder.custody.documents import Signer
from recorder.custody.messages import Acceptance, Reservation, ReserveRequest, new_nonce
from recorder.custody.opening import read_acceptance
from recorder.custody.roster import SignedRoster
from recorder.custody.stores import Store
from recorder.custody.submission import Facts, recipients, seal_submission
from recorder.errors import ConsentError, Damaged
from recorder.session.events import GapEvent, Hidden
from recorder.session.reader import Session
from recorder.session.scan import Scanner
from recorder.vault.home import Home, read_bounded
from replay.correction_types import Overlay

REQUIRED: Final = ("people", "secrets", "phone numbers", "words of yours")
"""Detectors that must have run. One for names needs a model, which may not be there."""

ReadSession = Callable[[Path], Session]
ReadReview = Callable[[str], Overlay]


@dataclass(frozen=True, slots=True)
class Ready:
    """A candidate that may leave, and what it leaves under."""

    path: Path
    parted: Parted
    proof: Proof
    proof_sha256: str
    receipt: ConsentReceipt
    campaign: SignedCampaign

    @property
    def lineage(self) -> str:
        """What names the original, so that nobody submits it twice; it tells nothing of it."""
        return sha256(b"candor-lineage", bytes.fromhex(self.proof.original)).hex()


@dataclass(frozen=True, slots=True)
class Leaving:
    """One stream as it would leave: `sha256` is that of its content. No roles: it stays here."""

    stream: str
    roles: tuple[str, ...]
    events: int
    frames: int
    size_bytes: int
    sha256: str


def check_candidate(
    home: Home,
    path: Path,
    identity: SignPublic,
    read: ReadSession,
    review: ReadReview = lambda _session: Overlay(),
) -> Ready:
    """Hold a candidate against all that must be true before it leaves. `review` reads what its
    worker made of a session, named by its id.

    Raises:
        ConsentError: it was imported, or no consent to the present terms covers it.
        Damaged: the proof failed, is another's, or does not cover what it must.
    """
    proof = load_proof(path, identity)
    with Scanner(path) as scanner:
        header = scanner.head.header
    receipt, campaign = consented(home, header.consent, identity)
    check_proof(proof)
    check_detectors(proof)
    session = read(path)
    if session.problem is not None or (proof.head, proof.chain) != bound_to(path):
        raise Damaged("The candidate changed while it was read; redact the session again.")
    if proof.original_chain != (session.meta.lineage and session.meta.lineage.chain):
        raise Damaged("The candidate was not made of the session that its proof names.")
    raw = read_bounded(proof_path(path), dsse.ENVELOPE_MAX) or b""
    parted = part(session, review(proof.original))
    return Ready(path, parted, proof, sha256(raw).hex(), receipt, campaign)


def preview(ready: Ready, roster: SignedRoster) -> tuple[Leaving, ...]:
    """Exactly what would leave, stream by stream, and to whom."""
    roles = recipients(ready.campaign, roster)
    session = ready.parted.session
    frames = sum(len(chunk.frames) for chunk in session.chunks)
    found: list[Leaving] = []
    for stream in STREAMS:
        digest, size = hashlib.sha256(), 0
        for piece in ready.parted.content(stream):
            digest.update(piece)
            size += len(piece)
        found.append(
            Leaving(
                stream,
                roles[stream],
                len(ready.parted.events[stream]),
                frames if stream == "video" else 0,
                size,
                digest.hexdigest(),
            )
        )
    return tuple(found)


def digest_of(leaving: Iterable[Leaving]) -> str:
    """What names a preview, so that nothing is sent later that was not shown."""
    return sha256(b"candor-preview", msgspec.json.encode(list(leaving))).hex()


def reserve(ready: Ready, broker: BrokerLike, sign: Signer, now: datetime) -> bytes:
    """A place for a submission, signed by the broker.

    Raises:
        CandorError: the broker refuses, or cannot be reached.
    """
    request = ReserveRequest(ready.campaign.terms.id, now, new_nonce())
    return broker.reserve(documents.write_document(documents.RESERVE_REQUEST, request, sign))


def seal(
    ready: Ready,
    leaving: Iterable[Leaving],
    reserved: Reservation,
    roster: SignedRoster,
    store: Store,
    sign: Signer,
    now: datetime,
    reply_key: SealPublic,
    alive: Callable[[], None] = lambda: None,
) -> bytes:
    """Seal what was previewed, and store it. The manifest comes back, signed.

    `reply_key` is the worker's, for what others tell the worker alone. `alive` raises what shall
    end the sealing.

    Raises:
        StorageError: the store refuses.
        Damaged: what would leave is not what was previewed.
    """
    facts = Facts(
        submission=reserved.submission,
        broker_key=reserved.broker_key,
        receipt=ready.receipt.digest.hex(),
        proof=ready.proof_sha256,
        lineage=ready.lineage,
        made_at=now,
        detectors=tuple(check.name for check in ready.proof.checks if _is_detector(check.name)),
        hidden_s=hidden_s(ready.parted.session),
        reply_key=reply_key.raw,
    )
    contents = {each.stream: _as_previewed(ready.parted, each, alive) for each in leaving}
    return seal_submission(facts, ready.campaign, roster, contents, store, sign)


def accept(
    broker: BrokerLike, roster: SignedRoster, manifest: bytes, receipt: ConsentReceipt
) -> tuple[bytes, Acceptance]:
    """The broker's signed word that it has the submission. Asked again, it says the same.

    Raises:
        CandorError: it has not; keep the original.
    """
    raw = broker.accept(manifest, receipt.envelope)
    return raw, read_acceptance(raw, roster.roster, manifest)


def check_proof(proof: Proof) -> None:
    """Raises:
    Damaged: something was found, or a check could not run.
    """
    if not proof.passed:
        raise Damaged(
            "The proof of this candidate failed, so it stays here; "
            "see what was found with: candor redact CANDIDATE --report."
        )


def check_detectors(proof: Proof) -> None:
    """Raises:
    Damaged: a detector that is required did not run.
    """
    ran = {check.name for check in proof.checks if check.state is State.CLEAN}
    missing = [name for name in REQUIRED if f"detector {name}" not in ran]
    if missing:
        raise Damaged(
            f"The proof lacks a detector that must have run ({missing[0]}); redact again."
        )


def consented(
    home: Home, digest: str | None, identity: SignPublic
) -> tuple[ConsentReceipt, SignedCampaign]:
    """The consent that a session names by its hash, and the campaign as it is now.

    Raises:
        ConsentError: it was imported, or no consent to the present terms covers it.
    """
    if digest is None:
        raise ConsentError(
            "An imported recording cannot be submitted: nobody consented to its use here."
        )
    receipt = _consent(home, digest)
    campaign = pinned_campaign(home, receipt.campaign_id, identity)
    if campaign.digest != receipt.campaign_digest:
        raise ConsentError(
            "Consent was given to other terms than those of this campaign now; "
            "see: candor consent give --help."
        )
    return receipt, campaign


def hidden_s(session: Session) -> float:
    """For how long nothing at all was recorded."""
    total_ns, since_ns = 0, dict[str, int]()
    for event in session.events:
        if isinstance(event, GapEvent) and event.hidden is Hidden.ALL:
            if event.begins:
                since_ns.setdefault(event.reason, event.t_ns)
            else:
                total_ns += event.t_ns - since_ns.pop(event.reason, event.t_ns)
    return (total_ns + sum(session.duration_ns - start for start in since_ns.values())) / 1e9


def _consent(home: Home, digest: str) -> ConsentReceipt:
    register = Register(home)
    for entry in register.entries():
        if entry.digest == digest and entry.receipt is not None:
            entry.receipt.check(register.clock())
            return entry.receipt
    raise ConsentError("The consent that this session was recorded under is not here any more.")


def _as_previewed(parted: Parted, shown: Leaving, alive: Callable[[], None]) -> Iterator[bytes]:
    """The content of a stream, which ends well only if it is what was shown."""
    digest = hashlib.sha256()
    for piece in parted.content(shown.stream):
        alive()
        digest.update(piece)
        yield piece
    if digest.hexdigest() != shown.sha256:
        raise Damaged("What would leave is not what was shown; nothing was submitted.")


def _is_detector(check: str) -> bool:
    return check.startswith("detector")
