"""The pipe between the keeper and its client: framed msgpack, large payloads through memfd.

Both sides bound what they read before they allocate. Plaintext never gets a name in a file system.
"""

from __future__ import annotations

import os
import socket
from typing import Any, TypeVar

import msgspec

from recorder import errors
from recorder.errors import CandorError, FormatError

FRAME_MAX = 1024 * 1024
INLINE_MAX = 64 * 1024
PAYLOAD_MAX = 128 * 1024 * 1024
_LENGTH_BYTES = 4
_HAS_MEMFD = hasattr(os, "memfd_create")
_FRAME_BOUND = FRAME_MAX if _HAS_MEMFD else FRAME_MAX + PAYLOAD_MAX
_CLOSE_ON_EXEC = getattr(socket, "MSG_CMSG_CLOEXEC", 0)


class Closed(Exception):
    """The other side is gone."""


_Message = TypeVar("_Message")


class Request(msgspec.Struct, frozen=True):
    """One thing to do: the operation's name, and what it needs."""

    op: str
    text: str = ""
    more: str = ""
    data: bytes = b""


class Reply(msgspec.Struct, frozen=True):
    """What came of it. `numbers` and `data` mean what the operation says; `outside` is the
    length of data that comes through a memfd instead; `error` is a class name and a sentence."""

    numbers: tuple[int, ...] = ()
    data: bytes = b""
    outside: int = 0
    error: tuple[str, str] | None = None


def send_request(pipe: socket.socket, request: Request) -> None:
    _send(pipe, msgspec.msgpack.encode(request), None)


def receive_request(pipe: socket.socket) -> Request:
    raw, descriptor = _receive(pipe)
    if descriptor is not None:
        os.close(descriptor)
    return _decode(raw, Request)


def send_reply(pipe: socket.socket, reply: Reply) -> None:
    """Send an answer; data of more than 64 KiB goes into a memfd where the system has one."""
    if len(reply.data) <= INLINE_MAX or not _HAS_MEMFD:
        _send(pipe, msgspec.msgpack.encode(reply), None)
        return
    descriptor = os.memfd_create("candor", os.MFD_CLOEXEC)
    try:
        view = memoryview(reply.data)
        while view:
            view = view[os.write(descriptor, view) :]
        lean = Reply(reply.numbers, b"", len(reply.data), reply.error)
        _send(pipe, msgspec.msgpack.encode(lean), descriptor)
    finally:
        os.close(descriptor)


def receive_reply(pipe: socket.socket) -> Reply:
    """The next answer, its data made whole; an error that crossed the pipe is raised again."""
    raw, descriptor = _receive(pipe)
    try:
        reply = _decode(raw, Reply)
        if reply.error is not None:
            raise _rebuilt(*reply.error)
        if not reply.outside:
            return reply
        if descriptor is None or reply.outside > PAYLOAD_MAX:
            raise FormatError("The keeper's answer does not fit together.")
        return Reply(reply.numbers, _read_all(descriptor, reply.outside))
    finally:
        if descriptor is not None:
            os.close(descriptor)


def as_reply(error: CandorError) -> Reply:
    """An error as it crosses the pipe: its class and its sentence, never a traceback."""
    return Reply(error=(type(error).__name__, str(error)))


def _rebuilt(name: str, sentence: str) -> CandorError:
    kind: Any = getattr(errors, name, CandorError)
    fits = isinstance(kind, type) and issubclass(kind, CandorError)
    return kind(sentence) if fits else CandorError(sentence)


def _decode(raw: bytes, kind: type[_Message]) -> _Message:
    try:
        return msgspec.msgpack.decode(raw, type=kind)
    except msgspec.DecodeError as error:
        raise FormatError("A message to or from the keeper does not fit.") from error


def _send(pipe: socket.socket, raw: bytes, descriptor: int | None) -> None:
    assert len(raw) <= _FRAME_BOUND, "a larger message would be refused by the other side"
    framed = len(raw).to_bytes(_LENGTH_BYTES, "big") + raw
    try:
        sent = 0
        if descriptor is not None:
            sent = socket.send_fds(pipe, [framed], [descriptor])
        pipe.sendall(framed[sent:])
    except OSError as error:
        raise Closed from error


def _receive(pipe: socket.socket) -> tuple[bytes, int | None]:
    """A frame, and the descriptor that came with its first byte."""
    try:
        start, descriptors, _, _ = socket.recv_fds(pipe, _LENGTH_BYTES, 1, _CLOSE_ON_EXEC)
        descriptor = descriptors[0] if descriptors else None
        start += _exactly(pipe, _LENGTH_BYTES - len(start)) if start else b""
        length = int.from_bytes(start, "big")
        if len(start) != _LENGTH_BYTES:
            raise Closed
        if length > _FRAME_BOUND:
            raise FormatError("A message to or from the keeper is too long.")
        return _exactly(pipe, length), descriptor
    except OSError as error:
        raise Closed from error


def _exactly(pipe: socket.socket, length: int) -> bytes:
    parts: list[bytes] = []
    while length:
        part = pipe.recv(min(length, 1 << 20))
        if not part:
            raise Closed
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _read_all(descriptor: int, length: int) -> bytes:
    content = os.pread(descriptor, length, 0)
    while len(content) < length:
        more = os.pread(descriptor, length - len(content), len(content))
        if not more:
            raise FormatError("The keeper's answer is shorter than it says.")
        content += more
    return content
