"""Opening a journal with the worker's key: sealed records in, plain records out.

From start to end with `open_journal`, or any record on demand with `OpenJournal`. Only the keeper
process calls this; everybody else asks the keeper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from recorder.crypto import SealPrivate
from recorder.errors import Damaged, NotOurs, StorageError, WrongUse
from recorder.session.codec import unpad
from recorder.session.layout import Head, unlocked
from recorder.session.scan import Scanner
from recorder.session.survey import read_spot, survey

HalfOf = Callable[[str], bytes]
"""What the lock of a session holds; see `recorder.vault.epochs`."""


@dataclass(frozen=True, slots=True)
class PlainRecord:
    """One record, decrypted, padding removed. `type` is a `RecordType` number."""

    index: int
    type: int
    payload: bytes


def open_journal(
    path: Path, worker: SealPrivate, worker_id: str, half_of: HalfOf
) -> Iterator[PlainRecord]:
    """Yield the records of a session; on damage, first all the good ones.

    Raises:
        NotOurs: it is sealed to another worker, or was deleted.
        Damaged, FormatError: it was altered; what came before is good.
    """
    with Scanner(path) as scanner:
        session_key = _session_key(scanner.head, worker, worker_id, half_of)
        for record in scanner.records():
            payload = unpad(session_key.open(record.ciphertext, record.info))
            yield PlainRecord(record.index, int(record.type), payload)


class OpenJournal:
    """A session whose records are opened one by one, in any order, by their place in the file.

    What the survey found is what is opened: a record that changed since is refused.
    """

    def __init__(
        self,
        path: Path,
        worker: SealPrivate,
        worker_id: str,
        half_of: HalfOf,
        records_max: int | None = None,
    ) -> None:
        """Survey the journal and open its key; with `records_max` only the first so many.

        Raises:
            NotOurs: it is sealed to another worker.
            StorageError, Damaged, FormatError: as `survey`.
        """
        self.survey = survey(path, records_max)
        self._key = _session_key(self.survey.head, worker, worker_id, half_of)
        try:
            self._file = open(path, "rb")  # noqa: SIM115 - closed by `close`
        except OSError as error:
            raise StorageError(f"The session cannot be read: {error.strerror}.") from error

    def record(self, place: int) -> PlainRecord:
        """Open the record at this place.

        Raises:
            WrongUse: there is none.
            Damaged: it changed since the survey, or does not open.
        """
        if not 0 <= place < len(self.survey.spots):
            raise WrongUse("The session has no record at that place.")
        spot = self.survey.spots[place]
        ciphertext, info = read_spot(self._file, self.survey.head, spot)
        return PlainRecord(spot.index, int(spot.type), unpad(self._key.open(ciphertext, info)))

    def close(self) -> None:
        self._file.close()


def _session_key(head: Head, worker: SealPrivate, worker_id: str, half_of: HalfOf) -> SealPrivate:
    if head.header.worker != worker_id:
        raise NotOurs(
            f"The session belongs to worker {head.header.worker}; "
            f"this identity is {worker_id} and cannot open it."
        )
    half = half_of(head.header.session) if head.locked else None
    try:
        secret = worker.open(head.wrap, head.wrap_info)
        return SealPrivate.from_bytes(unlocked(secret, half))
    except Damaged as error:
        raise NotOurs("The session's key does not open with this identity.") from error
