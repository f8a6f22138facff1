"""What a proof says of a candidate: checks, counts and figures, signed by the worker. It holds no
redacted string, only hashes that nobody can test a guess against without the plan.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from annotate.redact.plan import Plan, encode_plan
from recorder.consent import dsse
from recorder.crypto import SignPublic, sha256
from recorder.errors import CandorError, Damaged, FormatError, VersionRefused
from recorder.session.survey import survey
from recorder.vault.home import read_bounded, write_whole

PROOF_VERSION: Final = 1
STRINGS_MAX: Final = 1000
SUFFIX: Final = ".proof"

Signer = Callable[[str, bytes], bytes]


class State(StrEnum):
    """How a check ended. Only the first two let a candidate pass."""

    CLEAN = "found nothing"
    OFF = "is off"
    """A choice of the person at this machine, such as a model that was never set."""
    FOUND = "found something"
    COULD_NOT_RUN = "could not run"


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked for: in how many places, and how often it was found.

    `note` is a sentence without content.
    """

    name: str
    state: State
    looked_at: int
    found: int = 0
    note: str = ""


class Figures(msgspec.Struct, frozen=True):
    """What the candidate measures. `psnr_min_db` is that of the worst frame outside of its boxes
    (None where no frame was compared)."""

    frames: int
    frames_filled: int
    boxes: int
    lines_read: int
    psnr_min_db: float | None
    bytes: int
    seconds: float


class Proof(msgspec.Struct, frozen=True):
    """The result of a proof, bound to the candidate by its head and its last chain value."""

    candidate: str
    head: str
    chain: str
    original: str
    original_chain: str
    plan: str
    consent: str | None
    made_at: str
    program: str
    redactions: dict[str, int]
    strings: tuple[str, ...]
    checks: tuple[Check, ...]
    figures: Figures
    version: int = PROOF_VERSION

    @property
    def passed(self) -> bool:
        """Every check ran and found nothing."""
        return State.CLEAN in {check.state for check in self.checks} and all(
            check.state in (State.CLEAN, State.OFF) for check in self.checks
        )


def bound_to(path: Path) -> tuple[str, str]:
    """The head of a session and its last chain value, in hexadecimal.

    Raises:
        Damaged: it does not read to its end.
    """
    found = survey(path)
    if found.problem is not None or not found.spots:
        raise Damaged("The session does not read to its end; nothing can be bound to it.")
    return found.head.chain.hex(), found.spots[-1].after.hex()


def keyed_hash(plan: Plan, text: str) -> str:
    """A hash of a redacted text that only somebody who holds the plan can make."""
    key = sha256(b"candor-proof-key", encode_plan(plan))
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()


def proof_path(candidate: Path) -> Path:
    return candidate.with_suffix(SUFFIX)


def keep_proof(candidate: Path, proof: Proof, sign: Signer) -> bytes:
    """Sign the proof and write it beside its candidate."""
    envelope = sign(dsse.PROOF, msgspec.json.encode(proof))
    write_whole(proof_path(candidate), envelope)
    return envelope


def load_proof(candidate: Path, identity: SignPublic) -> Proof:
    """The proof of a candidate, which the identity signed and which fits it as it lies there.

    Raises:
        Damaged: there is none, it was altered, or it is of another candidate or another state.
    """
    raw = read_bounded(proof_path(candidate), dsse.ENVELOPE_MAX)
    if raw is None:
        raise Damaged("The candidate has no proof; redact the session again.")
    try:
        proof = read_proof(raw, identity)
    except VersionRefused:
        raise
    except CandorError as error:
        raise Damaged("The proof of the candidate was altered; redact again.") from error
    if (proof.head, proof.chain) != bound_to(candidate):
        raise Damaged("The proof belongs to another candidate; redact the session again.")
    return proof


def read_proof(raw: bytes, identity: SignPublic) -> Proof:
    """Verify a proof, then read it.

    Raises:
        Damaged, FormatError: it was altered, or somebody else signed it.
        VersionRefused: it is of a newer version.
    """
    payload = dsse.open_envelope(raw, dsse.PROOF, identity)
    try:
        version = msgspec.json.decode(payload, type=_Version).version
        if version > PROOF_VERSION:
            raise VersionRefused("The proof was written by a newer Candor; update this one.")
        return msgspec.json.decode(payload, type=Proof)
    except msgspec.DecodeError as error:
        raise FormatError("The proof cannot be read.") from error


def as_page(proof: Proof) -> str:
    """The proof for a person, as Markdown."""
    figures = proof.figures
    verdict = (
        "**Proven.** Every check ran and found nothing."
        if proof.passed
        else "**Not proven.** This candidate must not be submitted."
    )
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(proof.redactions.items()))
    psnr = "no frame" if figures.psnr_min_db is None else f"{figures.psnr_min_db:.1f} dB"
    rows = [
        f"| {check.name} | {check.state} | {check.looked_at} | {check.found} | {check.note} |"
        for check in proof.checks
    ]
    lines = [
        "# Proof of redaction",
        "",
        verdict,
        "",
        f"- Candidate: `{proof.candidate}`, made on {proof.made_at} by {proof.program}",
        f"- Original: `{proof.original}` as of chain `{proof.original_chain[:16]}…`",
        f"- Plan: `{proof.plan[:16]}…`, consent: `{(proof.consent or 'import')[:16]}…`",
        f"- Redactions: {counts or 'none'}",
        f"- Bound to head `{proof.head[:16]}…` and chain `{proof.chain[:16]}…`",
        "",
        "| Looked for | Result | Places | Found | Note |",
        "|---|---|---|---|---|",
        *rows,
        "",
        f"{figures.frames} frames, {figures.frames_filled} of them with {figures.boxes} filled "
        f"boxes; {figures.lines_read} lines of text were read again. Outside of the boxes the "
        f"worst frame keeps {psnr}. {figures.bytes} bytes, proven in {figures.seconds:.1f} s.",
        "",
        "A proof says what was looked for and not found. It cannot know what nobody named.",
        "",
    ]
    return "\n".join(lines)


class _Version(msgspec.Struct):
    version: int
