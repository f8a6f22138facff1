"""One stream of a submission as a sealed object: chunked, seekable, padded, bound to its place.

The shape is age's STREAM: AES-256-GCM over chunks of 64 KiB, each under a counter and a flag that
marks the last. Who may have the key is `locks`; where objects lie is `stores`.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from recorder.crypto import SUITE_ID, context, sha256
from recorder.errors import Damaged
from recorder.session.codec import padme

KEY_BYTES = 32
CHUNK_BYTES = 1 << 16
VERSION = 1

_MAGIC = b"CANDOR-O"
_HEAD = struct.Struct(">8sHH32s")
_LENGTH = struct.Struct(">Q")
_TAG_BYTES = 16
_SEALED_CHUNK_BYTES = CHUNK_BYTES + _TAG_BYTES
_PADDED_MIN_BYTES = 4096
_COUNTER_BYTES = 11

ReadRange = Callable[[int, int], bytes]
"""Reads so many bytes of an object from a place in it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What an object is: one stream of one submission (32 hex digits)."""

    submission: str
    stream: str

    def bound(self, purpose: str, *parts: bytes) -> bytes:
        """A context that holds for this slot alone."""
        return context(purpose, self.submission.encode(), self.stream.encode(), *parts)


def new_key() -> bytes:
    """A fresh key for one object."""
    return secrets.token_bytes(KEY_BYTES)


def commitment(slot: Slot, key: bytes) -> bytes:
    """What the manifest says of a key, so that no two people are given different ones."""
    return sha256(slot.bound("key-commitment", key))


def seal_object(slot: Slot, key: bytes, content: Iterable[bytes]) -> Iterator[bytes]:
    """The sealed object, piece by piece. A key seals one object, and none after it."""
    salt = secrets.token_bytes(32)
    cipher = _cipher(slot, key, salt)
    yield _HEAD.pack(_MAGIC, VERSION, SUITE_ID, salt)
    for counter, (is_last, chunk) in enumerate(_chunks(_padded(content))):
        yield cipher.encrypt(_nonce(counter, is_last), chunk, None)


class ObjectReader:
    """An opened object: its length, any range of its content, or the whole of it."""

    def __init__(self, slot: Slot, key: bytes, size_bytes: int, read: ReadRange) -> None:
        """Raises:
        Damaged: it is another object, was altered or cut, or the key is another one.
        """
        self._read = read
        body = size_bytes - _HEAD.size
        self._count, rest = divmod(body, _SEALED_CHUNK_BYTES)
        if rest:
            self._count += 1
        self._last_bytes = (rest or _SEALED_CHUNK_BYTES) - _TAG_BYTES
        if body <= _TAG_BYTES or self._last_bytes < 0:
            raise _unreadable()
        try:
            magic, version, suite, salt = _HEAD.unpack(read(0, _HEAD.size))
        except struct.error as error:
            raise _unreadable() from error
        if (magic, version, suite) != (_MAGIC, VERSION, SUITE_ID):
            raise _unreadable()
        self._cipher = _cipher(slot, key, salt)
        self._padded_bytes = (self._count - 1) * CHUNK_BYTES + self._last_bytes
        end = self._padded_bytes - _LENGTH.size
        if end < 0:
            raise _unreadable()
        (self.length,) = _LENGTH.unpack(self._plain(end, _LENGTH.size))
        if self.length > end:
            raise _unreadable()

    def read(self, start: int, length: int) -> bytes:
        """The content from `start`, fewer bytes where it ends. Only the chunks it touches are read.

        Raises:
            Damaged: what the store handed out does not open.
        """
        assert start >= 0, "a place before the content"
        return self._plain(start, max(0, min(length, self.length - start)))

    def pieces(self) -> Iterator[bytes]:
        """The whole content in order; also what pads it is checked. Raises as `read`."""
        for index in range(self._count):
            start = index * CHUNK_BYTES
            chunk = self._chunk(index)
            content = max(0, min(len(chunk), self.length - start))
            padding = min(len(chunk), self._padded_bytes - _LENGTH.size - start)
            if any(chunk[content:padding]):
                raise _unreadable()
            if content:
                yield chunk[:content]

    def _plain(self, start: int, length: int) -> bytes:
        if length <= 0:
            return b""
        first, last = start // CHUNK_BYTES, (start + length - 1) // CHUNK_BYTES
        plain = b"".join(map(self._chunk, range(first, last + 1)))
        return plain[start - first * CHUNK_BYTES :][:length]

    def _chunk(self, index: int) -> bytes:
        is_last = index == self._count - 1
        size = self._last_bytes + _TAG_BYTES if is_last else _SEALED_CHUNK_BYTES
        sealed = self._read(_HEAD.size + index * _SEALED_CHUNK_BYTES, size)
        try:
            return self._cipher.decrypt(_nonce(index, is_last), sealed, None)
        except (InvalidTag, ValueError) as error:
            raise _unreadable() from error


def _cipher(slot: Slot, key: bytes, salt: bytes) -> AESGCM:
    info = slot.bound("object", VERSION.to_bytes(2, "big"))
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt=salt, info=info).derive(key))


def _nonce(counter: int, is_last: bool) -> bytes:
    return counter.to_bytes(_COUNTER_BYTES, "big") + bytes([is_last])


def _padded(content: Iterable[bytes]) -> Iterator[bytes]:
    """The content, zeros, and its length at the very end: sizes tell a PADMÉ step, no more."""
    length = 0
    for piece in content:
        length += len(piece)
        yield piece
    least = max(_PADDED_MIN_BYTES, length + _LENGTH.size)
    zeros = least + -least % padme(least) - length - _LENGTH.size
    while zeros > 0:
        yield bytes(min(zeros, CHUNK_BYTES))
        zeros -= CHUNK_BYTES
    yield _LENGTH.pack(length)


def _chunks(pieces: Iterable[bytes]) -> Iterator[tuple[bool, bytes | memoryview]]:
    """Chunks of one size, each with whether it is the last; the last one is never empty."""
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) > CHUNK_BYTES:
            whole = (len(held) - 1) // CHUNK_BYTES * CHUNK_BYTES
            ready = bytes(held[:whole])
            del held[:whole]
            view = memoryview(ready)
            for start in range(0, whole, CHUNK_BYTES):
                yield False, view[start : start + CHUNK_BYTES]
    yield True, bytes(held)


def _unreadable() -> Damaged:
    return Damaged("A sealed stream is not the one its manifest names, or it was altered or cut.")
