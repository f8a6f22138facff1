"""What a submission consists of, signed by its worker: verified, then parsed, then checked.

It names ciphertext, sizes and locks. Nothing in it says what was recorded.
"""

from __future__ import annotations

import msgspec

from recorder.consent.campaign import STREAMS
from recorder.consent.iso27560 import Moment
from recorder.crypto import SEAL_PUBLIC_BYTES, SignPublic
from recorder.custody import documents
from recorder.custody.documents import ID_HEX, SHA256_HEX
from recorder.custody.locks import Place
from recorder.custody.objects import CHUNK_BYTES, Slot
from recorder.custody.roster import ROLES
from recorder.custody.stores import Stored
from recorder.errors import ConsentError, Damaged, FormatError, NotOurs

LOCKED_BYTES = 32 + 2 * (16 + 1088 + 32)
"""A stream's key behind two locks: each adds a tag, an ML-KEM-768 ciphertext and an X25519 key."""


class Wrap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stream's key behind both locks, for one role in one epoch."""

    role: str
    epoch: int
    locked: bytes


class StreamEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stream: str
    object: str
    size_bytes: int
    chunk_bytes: int
    commitment: bytes
    wraps: tuple[Wrap, ...]

    @property
    def stored(self) -> Stored:
        return Stored(self.object, self.size_bytes)


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`lineage` is the hash that names the journal it was made of, `proof` that of the redaction
    proof, `broker_key` the broker's key for this submission alone. `reply_key` is the worker's, for
    what only the worker may read. Labels are `about` a submission, and `proof` names its manifest.
    """

    submission: str
    campaign: str
    campaign_version: int
    campaign_sha256: str
    receipt: str
    roster_version: int
    roster_sha256: str
    broker_key: bytes
    streams: tuple[StreamEntry, ...]
    proof: str
    lineage: str
    made_at: Moment
    detectors: tuple[str, ...] = ()
    hidden_s: float = 0.0
    schema: int = 1
    reply_key: bytes | msgspec.UnsetType = msgspec.UNSET
    about: str | msgspec.UnsetType = msgspec.UNSET

    def entry(self, stream: str) -> StreamEntry:
        """Raises:
        NotOurs: the submission has no such stream.
        """
        for each in self.streams:
            if each.stream == stream:
                return each
        raise NotOurs(f"This submission has no stream {stream}.")

    def wrap(self, stream: str, role: str) -> Wrap:
        """The lock of a stream for a role.

        Raises:
            NotOurs: the stream is not for this role.
        """
        wraps = [each for each in self.entry(stream).wraps if each.role == role]
        if not wraps:
            raise NotOurs(f"The stream {stream} of this submission is not for the role {role}.")
        return max(wraps, key=lambda each: each.epoch)

    def place(self, stream: str, wrap: Wrap) -> Place:
        return Place(Slot(self.submission, stream), wrap.role, wrap.epoch)


def read_manifest(raw: bytes, worker: SignPublic) -> Manifest:
    """Verify that this worker signed it, then read and check it.

    Raises:
        ConsentError: another key signed it.
        Damaged, FormatError: it was altered, or is impossible.
    """
    try:
        manifest, signer = documents.read_document(raw, documents.MANIFEST, Manifest)
    except Damaged as error:
        raise Damaged("The manifest of a submission was altered.") from error
    if signer != worker:
        raise ConsentError("The manifest of a submission is signed by another worker.")
    problem = _problem(manifest)
    if problem:
        raise FormatError(f"The manifest of a submission is impossible: {problem}.")
    return manifest


def schema_of(manifest: Manifest) -> int:
    """An older Candor reads what has neither a key of the worker nor is about another."""
    return 1 if (manifest.reply_key, manifest.about) == (msgspec.UNSET, msgspec.UNSET) else 2


def _problem(manifest: Manifest) -> str | None:
    hashes = (
        manifest.campaign_sha256,
        manifest.receipt,
        manifest.roster_sha256,
        manifest.proof,
        manifest.lineage,
        *(each.object for each in manifest.streams),
    )
    streams = [each.stream for each in manifest.streams]
    wraps = [(each.stream, wrap) for each in manifest.streams for wrap in each.wraps]
    places = [(stream, wrap.role, wrap.epoch) for stream, wrap in wraps]
    checks = (
        (manifest.schema == schema_of(manifest), "its schema is not one this Candor reads"),
        (
            manifest.about is msgspec.UNSET or ID_HEX.fullmatch(manifest.about),
            "it is about nothing",
        ),
        (len(manifest.reply_key or b"") in (0, SEAL_PUBLIC_BYTES), "the worker's key is none"),
        (ID_HEX.fullmatch(manifest.submission) is not None, "its id is none"),
        (all(SHA256_HEX.fullmatch(each) for each in hashes), "a hash is none"),
        (bool(streams), "it has no stream"),
        (set(streams) <= set(STREAMS), "a stream is unknown"),
        (len(set(streams)) == len(streams), "a stream stands in it twice"),
        (len({each.object for each in manifest.streams}) == len(streams), "two streams are one"),
        (len(manifest.broker_key) == SEAL_PUBLIC_BYTES, "the broker's key is none"),
        (all(each.size_bytes > 0 for each in manifest.streams), "a size is none"),
        (all(each.chunk_bytes == CHUNK_BYTES for each in manifest.streams), "chunks have no size"),
        (all(len(each.commitment) == 32 for each in manifest.streams), "a commitment is none"),
        (all(len(wrap.locked) == LOCKED_BYTES for _, wrap in wraps), "a lock is none"),
        (all(wrap.role in ROLES and wrap.epoch >= 1 for _, wrap in wraps), "a role is unknown"),
        (len(set(places)) == len(places), "a lock stands in it twice"),
    )
    return next((complaint for fits, complaint in checks if not fits), None)
