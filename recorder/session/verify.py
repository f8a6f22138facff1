"""Is this session what it claims to be? With or without unlocking; it says which of the two."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

import msgspec

from recorder.crypto import SignPublic
from recorder.errors import Damaged, FormatError, NotOurs, VersionRefused
from recorder.session.disk import is_being_written
from recorder.session.layout import Header
from recorder.session.opening import PlainRecord
from recorder.session.reader import Session, read_session
from recorder.session.scan import Scanner, SessionState
from recorder.vault.recording_key import read_certificate


class CertificateCheck(Protocol):
    """Raises a CandorError when the head's recording key is not certified for its consent."""

    def __call__(self, header: Header) -> None: ...


class Report(msgspec.Struct, frozen=True):
    """The answer. `unlocked` tells whether content was decrypted and decoded as well."""

    session: str
    state: SessionState
    unlocked: bool
    started_at: str | None
    records: int
    bytes: int
    events: int | None = None
    frames: int | None = None
    problem: str | None = None

    @property
    def good(self) -> bool:
        """Interrupted is a state, not a fault."""
        return self.problem is None


def certified_by(identity: SignPublic) -> CertificateCheck:
    """The check that a head was signed by a key which this identity certified for its consent."""

    def check(header: Header) -> None:
        if header.worker != identity.fingerprint():
            raise NotOurs(
                f"The session belongs to worker {header.worker}; "
                f"this identity is {identity.fingerprint()} and cannot vouch for it."
            )
        try:
            certificate = read_certificate(base64.b64decode(header.certificate), identity)
            consent = bytes.fromhex(header.consent or "")
        except ValueError as error:
            raise Damaged("The session's certificate cannot be read.") from error
        if certificate.key.raw.hex() != header.recording_key:
            raise Damaged("The session was signed by a recording key that is not yours.")
        if header.consent and consent not in certificate.receipts:
            raise Damaged("The session names a consent that its recording key does not have.")

    return check


def verify_sealed(path: Path, check_certificate: CertificateCheck) -> Report:
    """Check head, consent, signatures, chain and END without any key.

    Raises:
        NotOurs: it is another worker's.
        VersionRefused: it needs a newer Candor.
        StorageError: it cannot be read.
    """
    running = is_being_written(path)
    size, started_at, records = path.stat().st_size, None, 0
    state, problem = SessionState.DAMAGED, None
    try:
        with Scanner(path) as scanner:
            started_at = scanner.head.header.started_at
            check_certificate(scanner.head.header)
            if scanner.head.header.session != path.stem:
                raise Damaged("The file bears the name of another session.")
            for _ in scanner.records():
                records = scanner.records_read
            state = SessionState.RECORDING if running else scanner.state
    except VersionRefused:
        raise
    except (Damaged, FormatError) as error:
        problem = str(error)
    return Report(path.stem, state, False, started_at, records, size, problem=problem)


def verify_opened(
    path: Path,
    check_certificate: CertificateCheck,
    open_records: Callable[[Path], Iterable[PlainRecord]],
    decode_pictures: Callable[[Session], None],
) -> Report:
    """Check as `verify_sealed` does, then decrypt, decode every picture and count.

    `decode_pictures` raises Damaged for a picture that cannot be decoded.

    Raises:
        NotOurs, VersionRefused, StorageError: as `verify_sealed`.
        Locked: the keeper is gone.
    """
    sealed = verify_sealed(path, check_certificate)
    if not sealed.good:
        return sealed
    try:
        with Scanner(path) as scanner:
            header = scanner.head.header
        session = read_session(header, open_records(path))
        decode_pictures(session)
    except VersionRefused:
        raise
    except (Damaged, FormatError) as error:
        return msgspec.structs.replace(sealed, state=SessionState.DAMAGED, problem=str(error))
    frames = sum(len(chunk.frames) for chunk in session.chunks)
    state = sealed.state if session.problem is None else SessionState.DAMAGED
    return msgspec.structs.replace(
        sealed,
        unlocked=True,
        state=state,
        events=len(session.events),
        frames=frames,
        problem=session.problem,
    )
