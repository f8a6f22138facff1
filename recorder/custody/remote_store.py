"""The store behind a broker's service: objects go up and come down in pieces, each one signed for.

Nobody who uses it needs the credentials of the store. What was sent before is not sent again.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Final

from recorder.custody import calls, documents
from recorder.custody.calls import Have
from recorder.custody.messages import ObjectRequest, ReadRequest, SendRequest
from recorder.custody.remote import RemoteBroker, decode
from recorder.custody.stores import Stored
from recorder.errors import Damaged, StorageError, WrongUse

_SPOOLED_BYTES: Final = 8 << 20


class RemoteStore:
    """A `Store` behind a service. It belongs to the thread of its broker."""

    def __init__(self, broker: RemoteBroker) -> None:
        self._broker = broker
        self._sizes: dict[str, int] = {}
        self._window = ("", 0, b"")

    def put(self, pieces: Iterable[bytes]) -> Stored:
        """Keep an object; pieces that arrived before, also from an earlier try, are left out.

        Raises:
            Damaged, StorageError: as the broker says; asked again, it goes on.
        """
        # The name is known at the end; what waits for it here is ciphertext.
        with tempfile.SpooledTemporaryFile(_SPOOLED_BYTES) as spool:
            digest, size = hashlib.sha256(), 0
            for piece in pieces:
                digest.update(piece)
                size += spool.write(piece)
            stored = Stored(digest.hexdigest(), size)
            self._send(spool, stored)
        return stored

    def size(self, name: str) -> int:
        if name not in self._sizes:
            have = self._have(name)
            if not have.is_stored:
                raise StorageError("An object is not in the store: it was lost or taken away.")
            self._sizes[name] = have.size_bytes
        return self._sizes[name]

    def range(self, name: str, start: int, length: int) -> bytes:
        """Exactly these bytes. Reading in order asks once for many of them."""
        pieces: list[bytes] = []
        while length > 0:
            piece = self._at(name, start, length)
            pieces.append(piece)
            start, length = start + len(piece), length - len(piece)
        return b"".join(pieces)

    def names(self) -> Iterator[str]:
        raise WrongUse("A broker's service does not list objects.")

    def delete(self, name: str) -> None:
        raise WrongUse("Only the broker deletes objects of its store.")

    def _at(self, name: str, start: int, length: int) -> bytes:
        held, begin, content = self._window
        if held != name or not begin <= start < begin + len(content):
            left = self.size(name) - start
            if left < length:
                raise Damaged("An object in the store is shorter than it was when it was kept.")
            content = self._read(name, start, min(left, calls.PIECE_BYTES))
            self._window, begin = (name, start, content), start
        return content[start - begin :][:length]

    def _read(self, name: str, start: int, length: int) -> bytes:
        campaign = self._broker.campaign
        content = self._broker.wish(
            "read",
            documents.READ_REQUEST,
            lambda at, nonce: ReadRequest(campaign, at, nonce, name, start, length),
        )
        if len(content) != length:
            raise Damaged("The store gave another number of bytes than it was asked for.")
        return content

    def _have(self, name: str) -> Have:
        campaign = self._broker.campaign
        raw = self._broker.wish(
            "object",
            documents.OBJECT_REQUEST,
            lambda at, nonce: ObjectRequest(campaign, at, nonce, name),
        )
        return decode(raw, Have)

    def _send(self, spool: IO[bytes], stored: Stored) -> None:
        have = self._have(stored.name)
        while not have.is_stored:
            start = have.size_bytes
            spool.seek(start)
            piece = spool.read(calls.PIECE_BYTES)
            have = self._piece(stored, start, piece)
            if not have.is_stored and have.size_bytes <= start:
                raise StorageError("The broker does not take this object; try again.")
        if have.size_bytes != stored.size_bytes:
            raise Damaged("The store holds something else under this name than was kept there.")

    def _piece(self, stored: Stored, start: int, piece: bytes) -> Have:
        campaign, name, size_bytes = self._broker.campaign, stored.name, stored.size_bytes
        raw = self._broker.wish(
            "send",
            documents.SEND_REQUEST,
            lambda at, nonce: SendRequest(campaign, at, nonce, name, size_bytes, start),
            piece,
        )
        return decode(raw, Have)
