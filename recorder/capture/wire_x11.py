"""A connection to an X server below its library: bytes out, whole messages in."""
# xcffib has no types.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import os
import struct
from collections.abc import Iterator

import xcffib

READ_MAX = 1 << 18
ERROR, REPLY, GENERIC_EVENT = 0, 1, 35
HEADER = 32


class Gone(Exception):
    """The server closed a connection or refused to go on."""


class Wire:
    """A connection whose library part is over: bytes out, whole messages in.

    The library would make several objects for each event; here they are only cut apart. What was
    read lies in one buffer, which is wiped after use: it may hold keys that must not be known.
    """

    def __init__(self, connection: xcffib.Connection) -> None:
        connection.flush()
        self.fd: int = connection.get_file_descriptor()
        self._buffer = bytearray(READ_MAX)
        self._filled = self._taken = 0

    def send(self, request: bytes) -> None:
        os.write(self.fd, request)

    def read(self) -> list[memoryview]:
        """The messages that have arrived, for use until `wipe`. Raises Gone at the end."""
        self.wipe()
        try:
            size = os.readv(self.fd, [memoryview(self._buffer)[self._filled :]])
        except BlockingIOError:
            return []
        if not size:
            raise Gone
        self._filled += size
        messages: list[memoryview] = []
        buffer = memoryview(self._buffer)[: self._filled]
        for end in _message_ends(buffer):
            messages.append(buffer[self._taken : end])
            self._taken = end
        return messages

    def wipe(self) -> None:
        """Let go of what was read; what is there of the next message stays."""
        rest = self._buffer[self._taken : self._filled]
        self._buffer[: self._filled] = rest.ljust(self._filled, b"\0")
        self._filled, self._taken = len(rest), 0


def _message_ends(buffer: memoryview) -> Iterator[int]:
    end = 0
    while len(buffer) - end >= HEADER:
        size = HEADER
        if buffer[end] in (REPLY, GENERIC_EVENT):
            size += 4 * struct.unpack_from("=I", buffer, end + 4)[0]
        if len(buffer) - end < size:
            return
        end += size
        yield end


def kernel_bytes(size: int) -> int:
    """What a message takes of a socket's buffer: its block in the kernel, and the head of it."""
    return 256 + (1 << (size + 320 - 1).bit_length())
