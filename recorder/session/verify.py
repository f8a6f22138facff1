"""Is this session what it claims to be? With or without unlocking; it says which of the two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

import msgspec

from recorder.errors import CandorError
from recorder.session.disk import is_being_written
from recorder.session.layout import Header
from recorder.session.opening import PlainRecord
from recorder.session.reader import Session, read_session
from recorder.session.scan import Scanner, SessionState


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


def verify_sealed(path: Path, check_certificate: CertificateCheck) -> Report:
    """Check head, consent, signatures, chain and END without any key."""
    size, started_at, records = path.stat().st_size, None, 0
    state, problem = SessionState.DAMAGED, None
    try:
        running = is_being_written(path)
        with Scanner(path) as scanner:
            started_at = scanner.head.header.started_at
            check_certificate(scanner.head.header)
            for _ in scanner.records():
                records = scanner.records_read
            state = SessionState.RECORDING if running else scanner.state
    except CandorError as error:
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
    """
    sealed = verify_sealed(path, check_certificate)
    if not sealed.good:
        return sealed
    try:
        with Scanner(path) as scanner:
            header = scanner.head.header
        session = read_session(header, open_records(path))
        decode_pictures(session)
    except CandorError as error:
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
