"""The key that signs session headers. It reads nothing, so recording needs no unlock.

The worker's identity certifies it whenever consent is given, for the receipts it may record
under. Whom a session is sealed to comes from the same certificate, so it cannot be swapped.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from recorder.consent import dsse
from recorder.consent.iso27560 import Moment
from recorder.crypto import SealPublic, SignPrivate, SignPublic, sha256
from recorder.errors import CandorError, ConsentError, Damaged, FormatError, Locked
from recorder.vault.epochs import Epochs
from recorder.vault.home import Home, read_bounded, write_whole
from recorder.vault.identity import PublicIdentity, load_public

_FILE_MAX = 512 * 1024


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the identity says of a recording key: for which receipts, and between which times."""

    key: SignPublic
    worker_seal_digest: bytes
    receipts: frozenset[bytes]
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True, repr=False)
class RecordingKey:
    """All that a recording needs to know of the worker: it can sign and seal, never open."""

    sign: SignPrivate
    certificate: bytes
    worker_seal: SealPublic
    worker: str
    identity: SignPublic
    epochs: Epochs


class _CertificateRecord(msgspec.Struct, frozen=True):
    key: bytes
    worker_seal_sha256: str
    receipts: tuple[str, ...]
    valid_from: Moment
    valid_until: Moment
    version: int = 1


class _KeyFile(msgspec.Struct, frozen=True):
    sign: bytes
    certificate: bytes
    version: int = 1


def certificate_payload(
    key: SignPublic,
    worker: PublicIdentity,
    receipts: frozenset[bytes],
    valid_from: datetime,
    valid_until: datetime,
) -> bytes:
    """The certificate, to be signed by the worker's identity."""
    record = _CertificateRecord(
        key=key.raw,
        worker_seal_sha256=sha256(worker.seal.raw).hex(),
        receipts=tuple(sorted(digest.hex() for digest in receipts)),
        valid_from=valid_from,
        valid_until=valid_until,
    )
    return msgspec.json.encode(record)


def read_certificate(raw: bytes, identity: SignPublic) -> Certificate:
    """Verify a certificate against the identity, then read it.

    Raises:
        Damaged: it was altered, or somebody else signed it.
    """
    try:
        payload = dsse.open_envelope(raw, dsse.CERTIFICATE, identity)
        record = msgspec.json.decode(payload, type=_CertificateRecord)
        return Certificate(
            key=SignPublic(record.key),
            worker_seal_digest=bytes.fromhex(record.worker_seal_sha256),
            receipts=frozenset(bytes.fromhex(each) for each in record.receipts),
            valid_from=record.valid_from,
            valid_until=record.valid_until,
        )
    except (FormatError, Damaged, msgspec.DecodeError, ValueError) as error:
        raise Damaged("The recording key is not certified by this identity.") from error


def verify_certificate(raw: bytes, identity: SignPublic) -> SignPublic:
    """The recording key that the identity certified.

    Raises:
        Damaged: the certificate was altered, or somebody else signed it.
    """
    return read_certificate(raw, identity).key


def save_recording_key(home: Home, key: SignPrivate, certificate: bytes) -> None:
    """Keep the key and its certificate, readable by their owner alone."""
    content = msgspec.json.encode(_KeyFile(key.to_bytes(), certificate))
    write_whole(home.recording_key, content, 0o600)


def load_recording_key(home: Home) -> RecordingKey:
    """The certified recording key of this home.

    Raises:
        ConsentError: there is none, because no consent was given here yet.
        Locked: others than its owner may read it.
        Damaged: it was altered, or does not belong to the identity of this home.
    """
    refuse_shared(home.recording_key)
    raw = read_bounded(home.recording_key, _FILE_MAX)
    if raw is None:
        raise ConsentError("No consent was given here yet; see: candor consent give --help.")
    public = load_public(home)
    try:
        file = msgspec.json.decode(raw, type=_KeyFile)
        sign = SignPrivate.from_bytes(file.sign)
        certificate = read_certificate(file.certificate, public.sign)
    except (CandorError, msgspec.DecodeError) as error:
        raise Damaged("The recording key was altered; give consent again.") from error
    seal_fits = certificate.worker_seal_digest == sha256(public.seal.raw)
    if certificate.key != sign.public() or not seal_fits:
        raise Damaged("The recording key is certified for another; give consent again.")
    return RecordingKey(
        sign, file.certificate, public.seal, public.worker, public.sign, Epochs(home)
    )


def refuse_shared(path: Path) -> None:
    """Let a secret file pass only when its owner alone may read or change it.

    Raises:
        Locked: its group or the world may, or it belongs to somebody else.
    """
    if os.name != "posix":
        return
    try:
        state = path.stat()
    except OSError:
        # Missing or out of reach: whoever reads it next says so better.
        return
    if stat.S_IMODE(state.st_mode) & 0o077 or state.st_uid != os.geteuid():
        raise Locked(
            f"The file {path.name} is open to others; take it back with: chmod 600 {path.name}."
        )
