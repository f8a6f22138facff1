"""A part of an export: one session with its steps and its pictures, sealed for whoever exports.

A part holds everything that is written of its session, so that nothing is opened twice. Which
sessions there are, who makes a part, and what becomes of it is elsewhere.
"""

from __future__ import annotations

import os
import secrets
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import msgspec

from annotate.streams import SubmittedHeader
from recorder.custody.objects import ObjectReader, Slot, new_key, seal_object
from recorder.errors import Damaged, FormatError, StorageError
from recorder.session.codec import decode_events, encode_events
from recorder.session.journal import Ending
from recorder.session.layout import Header
from recorder.session.model import Chunk, SessionMeta
from recorder.session.reader import Session
from recorder.session.scan import SessionState
from replay.export.pictures import Sizes
from replay.plain import write_private
from replay.trajectory import Trajectory

VERSION = 1
SUFFIX = ".part"
Seal = Callable[[str, bytes], bytes]
"""Locks or opens a key for a place, as the keeper does."""

_LENGTH = struct.Struct(">Q")
_LOCK_MAX = 1024
_BATCH = 4096
T = TypeVar("T")


class Picture(msgspec.Struct, frozen=True, array_like=True):
    """Where a frame lies in a part, as a PNG file, and its size."""

    frame: int
    width: int
    height: int
    start: int
    length: int


class _Whole(msgspec.Struct, frozen=True):
    """A session with its steps, without pictures."""

    id: str
    is_submitted: bool
    header: bytes
    state: str
    meta: SessionMeta
    ending: Ending | None
    problem: str | None
    events: tuple[bytes, ...]
    chunks: tuple[Chunk, ...]
    trajectory: Trajectory


def write_part(
    path: Path,
    session: Session,
    trajectory: Trajectory,
    pictures: Iterable[tuple[int, bytes, int, int]],
    seal: Seal,
) -> None:
    """Write a part whole or not at all; `pictures` are frames with their PNG, width and height.

    Raises:
        StorageError: the disk refused.
    """
    key = new_key()
    lock = seal(_place(path), key)
    content = _content(_whole_of(session, trajectory), pictures)
    staged = path.with_suffix(f".{secrets.token_hex(8)}")
    try:
        descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            file.write(_LENGTH.pack(len(lock)) + lock)
            file.writelines(seal_object(_slot(path), key, content))
            file.flush()
            os.fsync(file.fileno())
        os.replace(staged, path)
    except OSError as error:
        raise StorageError(
            f"A part of the export could not be written: {error.strerror}."
        ) from error
    finally:
        with suppress(OSError):
            staged.unlink(missing_ok=True)


class Part:
    """A part that is open: its session, its steps, its pictures."""

    def __init__(self, path: Path, unseal: Seal) -> None:
        """Raises:
        Damaged: it was altered, or sealed by somebody else.
        StorageError: it cannot be read.
        """
        try:
            self._file = open(path, "rb")  # noqa: SIM115 - closed by `__exit__`
        except OSError as error:
            raise StorageError(f"A part of the export cannot be read: {error.strerror}.") from error
        try:
            self._begin = self._after_lock()
            key = unseal(_place(path), os.pread(self._file.fileno(), *self._lock_at()))
            size = os.fstat(self._file.fileno()).st_size - self._begin
            self._object = ObjectReader(_slot(path), key, size, self._read)
            end = self._object.length - _LENGTH.size
            listed = self._number(end)
            self.pictures = _decoded(self._object.read(end - listed, listed), tuple[Picture, ...])
            whole = _decoded(self._object.read(_LENGTH.size, self._number(0)), _Whole)
            self.session, self.trajectory = _session_of(whole), whole.trajectory
        except (OSError, FormatError) as error:
            self._file.close()
            raise _altered() from error
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Part:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._file.close()

    def write_pictures(self, frames: Iterable[int], folder: Path) -> Sizes:
        """Write these frames to `NNNNNN.png`, as an export does that decodes them itself.

        Raises:
            Damaged: a frame is not there, or was altered.
        """
        known = {picture.frame: picture for picture in self.pictures}
        sizes = Sizes()
        for frame in frames:
            if frame not in known:
                raise _altered()
            picture = known[frame]
            png = self._object.read(picture.start, picture.length)
            write_private(folder / f"{frame:06d}.png", png)
            sizes[frame] = (picture.width, picture.height)
        return sizes

    def _after_lock(self) -> int:
        return sum(self._lock_at())

    def _lock_at(self) -> tuple[int, int]:
        """The length of the lock, and where it lies, as `pread` takes them."""
        head = os.pread(self._file.fileno(), _LENGTH.size, 0)
        if len(head) < _LENGTH.size or _LENGTH.unpack(head)[0] > _LOCK_MAX:
            raise _altered()
        return _LENGTH.unpack(head)[0], _LENGTH.size

    def _read(self, start: int, length: int) -> bytes:
        return os.pread(self._file.fileno(), length, self._begin + start)

    def _number(self, start: int) -> int:
        if start < 0:
            raise _altered()
        return _LENGTH.unpack(self._object.read(start, _LENGTH.size))[0]


def _content(whole: _Whole, pictures: Iterable[tuple[int, bytes, int, int]]) -> Iterator[bytes]:
    """A session, pictures as they come, and last where they lie."""
    head = msgspec.msgpack.encode(whole)
    yield _LENGTH.pack(len(head))
    yield head
    at, listed = _LENGTH.size + len(head), list[Picture]()
    for frame, png, width, height in pictures:
        listed.append(Picture(frame, width, height, at, len(png)))
        at += len(png)
        yield png
    tail = msgspec.msgpack.encode(listed)
    yield tail
    yield _LENGTH.pack(len(tail))


def _whole_of(session: Session, trajectory: Trajectory) -> _Whole:
    return _Whole(
        session.id,
        isinstance(session.header, SubmittedHeader),
        msgspec.msgpack.encode(session.header),
        str(session.state),
        session.meta,
        session.ending,
        session.problem,
        tuple(
            encode_events(session.events[at : at + _BATCH])
            for at in range(0, len(session.events), _BATCH)
        ),
        session.chunks,
        trajectory,
    )


def _session_of(whole: _Whole) -> Session:
    header = _decoded(whole.header, SubmittedHeader if whole.is_submitted else Header)
    return Session(
        id=whole.id,
        header=header,
        state=SessionState(whole.state),
        meta=whole.meta,
        events=tuple(event for batch in whole.events for event in decode_events(batch)),
        chunks=whole.chunks,
        ending=whole.ending,
        problem=whole.problem,
    )


def _decoded(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError("A part of the export cannot be read.") from error


def _slot(path: Path) -> Slot:
    return Slot(path.stem, "export part")


def _place(path: Path) -> str:
    return f"export part {path.stem}"


def _altered() -> Damaged:
    return Damaged("A part of the export was altered; delete the folder of its parts.")
