"""Walking a journal without any key: head, frames, chain and signatures. Nothing is decrypted.

A file that was cut is *interrupted*: a state. A file that was altered is *damaged*: an error.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from recorder.crypto import SIGNATURE_BYTES
from recorder.errors import Damaged, FormatError, StorageError
from recorder.session import layout
from recorder.session.layout import FRAME_BYTES, PREFIX_BYTES, Frame, Head, RecordType


class SessionState(StrEnum):
    """How a session ended, as far as its bytes tell."""

    RECORDING = "recording"
    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """One whole record whose signature fits, still sealed. `info` is what its seal is bound to."""

    type: RecordType
    index: int
    ciphertext: bytes
    info: bytes


class Scanner:
    """Reads one journal from start to end. `state` is known when `records` is exhausted.

    Memory is bounded by the largest record, and a length is checked against the size of the
    file before anything is allocated for it.
    """

    def __init__(self, path: Path) -> None:
        """Open the file and check its head.

        Raises:
            StorageError: the file cannot be read.
            FormatError, VersionRefused, Damaged: it is not a session that this program reads.
        """
        try:
            self._file: BinaryIO = open(path, "rb")  # noqa: SIM115 - closed by __exit__
        except OSError as error:
            raise StorageError(f"The session cannot be read: {error.strerror}.") from error
        try:
            self.size = os.fstat(self._file.fileno()).st_size
            prefix = self._file.read(PREFIX_BYTES)
            rest = self._file.read(layout.parse_prefix(prefix).rest)
            self.head: Head = layout.parse_head(prefix + rest)
        except BaseException:
            self._file.close()
            raise
        self.state = SessionState.INTERRUPTED
        self.records_read = 0

    def __enter__(self) -> Scanner:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._file.close()

    def records(self) -> Iterator[SealedRecord]:
        """Yield the good prefix.

        Raises:
            Damaged, FormatError: at the first record that was altered, after the good prefix.
        """
        chain, last_index = self.head.chain, -1
        while (frame := self._frame()) is not None:
            body = self._file.read(frame.length + SIGNATURE_BYTES)
            if len(body) < frame.length + SIGNATURE_BYTES:
                return  # Cut in the middle of its last record.
            ciphertext, signature = body[: frame.length], body[frame.length :]
            info = layout.record_info(self.head.header.session, frame.raw, chain)
            chain = layout.next_chain(chain, frame.raw, ciphertext)
            where = f"Record {self.records_read} of the session"
            if not self.head.verify_key.fits(layout.RECORD_PURPOSE, chain, signature):
                raise Damaged(f"{where} was altered: its signature does not fit.")
            check_order(frame, last_index, where)
            last_index = frame.index
            self.records_read += 1
            if frame.type is RecordType.END:
                if self._file.read(1):
                    raise Damaged("Bytes follow the end of the session.")
                self.state = SessionState.COMPLETE
            yield SealedRecord(frame.type, frame.index, ciphertext, info)

    def _frame(self) -> Frame | None:
        """The next frame, or None where the file ends or was cut."""
        raw = self._file.read(FRAME_BYTES)
        if len(raw) < FRAME_BYTES:
            return None
        frame = layout.parse_frame(raw)
        if self._file.tell() + frame.length + SIGNATURE_BYTES > self.size:
            return None
        return frame


def check_order(frame: Frame, last_index: int, where: str) -> None:
    """Indices rise by one; only FORGET may skip those that it made disappear."""
    if (frame.index == 0) != (frame.type is RecordType.META):
        raise FormatError(f"{where} does not stand where its type may stand.")
    skips = frame.index != last_index + 1
    if frame.index <= last_index or (skips and frame.type is not RecordType.FORGET):
        raise FormatError(f"{where} is out of order.")
