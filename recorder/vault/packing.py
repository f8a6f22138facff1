"""How a survey and lists of places and seals cross the pipe to the keeper. Pure packing."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from recorder.errors import FormatError
from recorder.session.layout import Header, RecordType
from recorder.session.scan import SessionState
from recorder.session.survey import Survey

ANSWER_MAX = 8 * 1024 * 1024
"""Bytes of records in one answer, as long as one alone is not larger."""

PLACES_MAX = 4096
"""Records that one request may name."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the keeper found in a session: its records by type, and how it ends."""

    header: Header
    types: tuple[RecordType, ...]
    state: SessionState
    problem: str | None

    def places(self, *types: RecordType) -> tuple[int, ...]:
        """The places of the records of these types, in their order."""
        return tuple(place for place, kind in enumerate(self.types) if kind in types)


class _Packed(msgspec.Struct, frozen=True):
    header: Header
    types: bytes
    state: SessionState
    problem: str | None


class _Sealed(msgspec.Struct, frozen=True, array_like=True):
    place: str
    sealed: bytes


def pack_survey(found: Survey) -> bytes:
    types = bytes(int(spot.type) for spot in found.spots)
    return msgspec.msgpack.encode(_Packed(found.head.header, types, found.state, found.problem))


def unpack_survey(raw: bytes) -> Contents:
    try:
        packed = msgspec.msgpack.decode(raw, type=_Packed)
        types = tuple(map(RecordType, packed.types))
    except (msgspec.DecodeError, ValueError) as error:
        raise FormatError("The keeper's answer does not fit together.") from error
    return Contents(packed.header, types, packed.state, packed.problem)


def pack_places(places: Sequence[int]) -> bytes:
    return struct.pack(f">{len(places)}I", *places)


def unpack_places(raw: bytes) -> tuple[int, ...]:
    count = len(raw) // 4
    if count > PLACES_MAX or len(raw) % 4:
        raise FormatError("The keeper was asked for more records than it gives at once.")
    return struct.unpack(f">{count}I", raw)


def pack_sealed(sealed: Iterable[tuple[str, bytes]]) -> bytes:
    return msgspec.msgpack.encode([_Sealed(place, blob) for place, blob in sealed])


def unpack_sealed(raw: bytes) -> tuple[tuple[str, bytes], ...]:
    try:
        found = msgspec.msgpack.decode(raw, type=tuple[_Sealed, ...])
    except msgspec.DecodeError as error:
        raise FormatError("The keeper was asked to open something that does not fit.") from error
    return tuple((each.place, each.sealed) for each in found)


def split(payload: bytes, sizes: Sequence[int]) -> tuple[bytes, ...]:
    """Parts of these sizes that were laid end to end.

    Raises:
        FormatError: they do not add up.
    """
    if sum(sizes) != len(payload) or any(size < 0 for size in sizes):
        raise FormatError("The keeper's answer does not fit together.")
    parts: list[bytes] = []
    at = 0
    for size in sizes:
        parts.append(payload[at : at + size])
        at += size
    return tuple(parts)
