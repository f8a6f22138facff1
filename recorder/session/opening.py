"""Opening a journal with the worker's key: sealed records in, plain records out.

Only the keeper process calls this; everybody else asks the keeper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recorder.crypto import SealPrivate
from recorder.errors import Damaged, NotOurs
from recorder.session.codec import unpad
from recorder.session.scan import Scanner


@dataclass(frozen=True, slots=True)
class PlainRecord:
    """One record, decrypted, padding removed. `type` is a `RecordType` number."""

    index: int
    type: int
    payload: bytes


def open_journal(path: Path, worker: SealPrivate, worker_id: str) -> Iterator[PlainRecord]:
    """Yield the records of a session; on damage, first all the good ones.

    Raises:
        NotOurs: it is sealed to another worker.
        Damaged, FormatError: it was altered; what came before is good.
    """
    with Scanner(path) as scanner:
        head = scanner.head
        if head.header.worker != worker_id:
            raise NotOurs(
                f"The session belongs to worker {head.header.worker}; "
                f"this identity is {worker_id} and cannot open it."
            )
        try:
            session_key = SealPrivate.from_bytes(worker.open(head.wrap, head.wrap_info))
        except Damaged as error:
            raise NotOurs("The session's key does not open with this identity.") from error
        for record in scanner.records():
            payload = unpad(session_key.open(record.ciphertext, record.info))
            yield PlainRecord(record.index, int(record.type), payload)
