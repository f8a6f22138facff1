"""A connection to an X server below its library: bytes out, whole messages in."""
# xcffib has no types.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import os
import struct
from collections.abc import Iterator

import xcffib

ERROR, REPLY, GENERIC_EVENT = 0, 1, 35
HEADER = 32


class Gone(Exception):
    """The server closed a connection or refused to go on."""


class Wire:
    """A connection whose library part is over: bytes out, whole messages in.

    The library would make several objects for each event; here they are only cut apart.
    """

    def __init__(self, connection: xcffib.Connection) -> None:
        connection.flush()
        self.fd: int = connection.get_file_descriptor()
        self._rest = b""

    def send(self, request: bytes) -> None:
        os.write(self.fd, request)

    def read(self) -> list[bytes]:
        """The messages that have arrived; none if none has. Raises Gone at the end."""
        try:
            chunk = os.read(self.fd, 1 << 18)
        except BlockingIOError:
            return []
        if not chunk:
            raise Gone
        buffer = self._rest + chunk
        messages: list[bytes] = []
        begin = 0
        for end in _message_ends(buffer):
            messages.append(buffer[begin:end])
            begin = end
        self._rest = buffer[begin:]
        return messages


def _message_ends(buffer: bytes) -> Iterator[int]:
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
