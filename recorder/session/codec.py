"""Events to bytes and back: one delta-coded batch per sealed record. See `docs/FORMAT.md`.

Decoding treats its input as hostile: every length and count is bounded before it is believed,
and whatever does not fit is a `FormatError`. No I/O here.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import msgspec

from recorder.errors import FormatError, VersionRefused
from recorder.session import events as ev
from recorder.session.model import Desktop, Rect

BATCH_VERSION: Final = 3
_VERSION_OF_REASON: Final = {
    ev.GapReason.PRIVATE_WINDOW: 2,
    ev.GapReason.URL_NOT_ALLOWED: 2,
    ev.GapReason.SENSITIVE_FIELD: 2,
    ev.GapReason.REDACTED: 2,
    ev.GapReason.NOT_TOLD: 2,
    ev.GapReason.UNSEEN: 3,
}
EVENTS_MAX: Final = 1 << 20
STRING_BYTES_MAX: Final = 1 << 16
LIST_MAX: Final = 1 << 12
VARINT_BYTES_MAX: Final = 10


@dataclass(slots=True)
class _Writer:
    """Bytes so far, and the position that the next one is told relative to."""

    out: bytearray
    x: int = 0
    y: int = 0


@dataclass(slots=True)
class Reader:
    """Where decoding stands, and the position that the next one is told relative to."""

    data: bytes
    at: int = 0
    x: int = 0
    y: int = 0


def _put_uint(writer: _Writer, value: int) -> None:
    if value >> 7 * VARINT_BYTES_MAX:
        raise ValueError("a number is out of the range that readers take")
    while value > 0x7F:
        writer.out.append((value & 0x7F) | 0x80)
        value >>= 7
    writer.out.append(value)


def get_uint(reader: Reader) -> int:
    # Most numbers are one byte, and nearly all the time of opening a session passes here.
    if reader.at < len(reader.data) and (value := reader.data[reader.at]) < 0x80:
        reader.at += 1
        return value
    value = shift = 0
    for _ in range(VARINT_BYTES_MAX):
        if reader.at >= len(reader.data):
            raise FormatError("An event batch ends in the middle of a number.")
        byte = reader.data[reader.at]
        reader.at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value
        shift += 7
    raise FormatError("An event batch holds a number that is too long.")


def _put_int(writer: _Writer, value: int) -> None:
    _put_uint(writer, value << 1 if value >= 0 else (-value << 1) - 1)


def get_int(reader: Reader) -> int:
    value = get_uint(reader)
    return -((value + 1) >> 1) if value & 1 else value >> 1


def _put_x(writer: _Writer, value: int) -> None:
    _put_int(writer, value - writer.x)
    writer.x = value


def _get_x(reader: Reader) -> int:
    reader.x += get_int(reader)
    return reader.x


def _put_y(writer: _Writer, value: int) -> None:
    _put_int(writer, value - writer.y)
    writer.y = value


def _get_y(reader: Reader) -> int:
    reader.y += get_int(reader)
    return reader.y


def _put_str(writer: _Writer, value: str) -> None:
    raw = value.encode("utf-8", "surrogatepass")
    end = min(len(raw), STRING_BYTES_MAX)
    # A text that is too long is cut, but not in the middle of a letter.
    while end < len(raw) and raw[end] & 0xC0 == 0x80:
        end -= 1
    _put_uint(writer, end)
    writer.out += raw[:end]


def _get_str(reader: Reader) -> str:
    length = get_uint(reader)
    if length > STRING_BYTES_MAX or reader.at + length > len(reader.data):
        raise FormatError("An event batch holds a text that is too long.")
    raw = reader.data[reader.at : reader.at + length]
    reader.at += length
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise FormatError("An event batch holds a text that is not UTF-8.") from error


def _put_bool(writer: _Writer, value: bool) -> None:
    writer.out.append(1 if value else 0)


def _get_bool(reader: Reader) -> bool:
    value = get_uint(reader)
    if value > 1:
        raise FormatError("An event batch holds a flag that is neither 0 nor 1.")
    return value == 1


def _put_rect(writer: _Writer, value: Rect) -> None:
    for number in (value.x, value.y, value.width, value.height):
        _put_int(writer, number)


def _get_rect(reader: Reader) -> Rect:
    return Rect(get_int(reader), get_int(reader), get_int(reader), get_int(reader))


def _put_seqs(writer: _Writer, value: Sequence[int]) -> None:
    if len(value) > LIST_MAX:
        raise ValueError("a list must stay under the bound that readers enforce")
    _put_uint(writer, len(value))
    for number in value:
        _put_uint(writer, number)


def _get_seqs(reader: Reader) -> tuple[int, ...]:
    count = get_uint(reader)
    if count > LIST_MAX:
        raise FormatError("An event batch holds a list that is too long.")
    return tuple(get_uint(reader) for _ in range(count))


def _put_desktop(writer: _Writer, value: Desktop) -> None:
    text = msgspec.json.encode(value).decode()
    if len(text) > STRING_BYTES_MAX:
        raise ValueError("a desktop must stay under the bound that readers enforce")
    _put_str(writer, text)


def _get_desktop(reader: Reader) -> Desktop:
    try:
        return msgspec.json.decode(_get_str(reader).encode(), type=Desktop)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise FormatError("An event batch holds a desktop that cannot be read.") from error


def _get_reason(reader: Reader) -> ev.GapReason:
    return _member(ev.GapReason, _get_str(reader))


def _get_hidden(reader: Reader) -> ev.Hidden:
    return _member(ev.Hidden, _get_str(reader))


def _get_target(reader: Reader) -> ev.Target:
    return _member(ev.Target, _get_str(reader))


def _member(kind: Any, value: str) -> Any:
    try:
        return kind(value)
    except ValueError as error:
        raise FormatError("An event batch names something unknown.") from error


Coder = tuple[Callable[[_Writer, Any], None], Callable[[Reader], Any]]

UINT: Final = (_put_uint, get_uint)
INT: Final = (_put_int, get_int)
X: Final = (_put_x, _get_x)
Y: Final = (_put_y, _get_y)
STR: Final = (_put_str, _get_str)
BOOL: Final = (_put_bool, _get_bool)
RECT: Final = (_put_rect, _get_rect)


def _optional(coder: Coder) -> Coder:
    put, get = coder

    def put_optional(writer: _Writer, value: Any) -> None:
        writer.out.append(0 if value is None else 1)
        if value is not None:
            put(writer, value)

    def get_optional(reader: Reader) -> Any:
        return get(reader) if _get_bool(reader) else None

    return put_optional, get_optional


# The number of a kind and the order of its coders are the format. `seq` and `t_ns` come before
# them in every event; the rest follows the order of the dataclass fields.
_KINDS: Final[dict[int, tuple[type[Any], tuple[Coder, ...]]]] = {
    1: (ev.KeyEvent, (BOOL, UINT, STR, _optional(STR), BOOL, BOOL)),
    2: (ev.ButtonEvent, (BOOL, STR, X, Y, BOOL)),
    3: (ev.MoveEvent, (X, Y)),
    4: (ev.ScrollEvent, (X, Y, INT, INT)),
    5: (
        ev.WindowEvent,
        (_optional(STR), _optional(STR), _optional(STR), _optional(UINT), _optional(RECT)),
    ),
    6: (ev.ScreenEvent, (UINT, RECT, UINT)),
    7: (ev.ConfirmEvent, ()),
    8: (ev.GapEvent, (BOOL, (_put_str, _get_hidden), (_put_str, _get_reason))),
    9: (ev.MarkEvent, (STR,)),
    10: (ev.GestureEvent, (STR, (_put_seqs, _get_seqs))),
    11: (ev.DesktopEvent, ((_put_desktop, _get_desktop),)),
    12: (ev.OutcomeEvent, (STR,)),
    13: (
        ev.ElementEvent,
        (UINT, (_put_str, _get_target), STR, _optional(STR), _optional(RECT)),
    ),
    14: (ev.ComposedEvent, (UINT, UINT, STR)),
}
_NUMBER_OF: Final = {kind: number for number, (kind, _) in _KINDS.items()}
_FIELDS_OF: Final = {kind: tuple(f.name for f in fields(kind))[2:] for kind in _NUMBER_OF}


def encode_events(batch: Iterable[ev.Event]) -> bytes:
    """Encode events in rising `seq` order.

    Raises:
        ValueError: the order is broken, or no reader would take it (a bug in the caller).
    """
    events = list(batch)
    if len(events) > EVENTS_MAX:
        raise ValueError("a batch must stay under the bound that readers enforce")
    writer = _Writer(bytearray([max(map(_version, events), default=1)]))
    _put_uint(writer, len(events))
    seq, t_ns = -1, 0
    for event in events:
        if event.seq <= seq:
            raise ValueError("events must have rising seq")
        kind = type(event)
        number = _NUMBER_OF[kind]
        writer.out.append(number)
        _put_uint(writer, event.seq - seq - 1)
        _put_int(writer, event.t_ns - t_ns)
        for name, (put, _) in zip(_FIELDS_OF[kind], _KINDS[number][1], strict=True):
            put(writer, getattr(event, name))
        seq, t_ns = event.seq, event.t_ns
    return bytes(writer.out)


def _version(event: ev.Event) -> int:
    """The first version of a batch that may hold this event."""
    if isinstance(event, ev.GapEvent):
        return _VERSION_OF_REASON.get(event.reason, 1)
    return 2 if isinstance(event, ev.ElementEvent | ev.ComposedEvent) else 1


def decode_events(data: bytes) -> tuple[ev.Event, ...]:
    """Decode one batch.

    Raises:
        VersionRefused: the batch is of a newer version.
        FormatError: the bytes are not a batch.
    """
    reader, count = begin_batch(data)
    found: list[ev.Event] = []
    seq, t_ns = -1, 0
    for _ in range(count):
        number = get_uint(reader)
        seq += get_uint(reader) + 1
        t_ns += get_int(reader)
        found.append(get_event(reader, number, seq, t_ns))
    end_batch(reader)
    return tuple(found)


def begin_batch(data: bytes) -> tuple[Reader, int]:
    """A reader at the first event, and how many there are said to be. Raises as `decode_events`."""
    if not data:
        raise FormatError("An event batch is empty.")
    if not 1 <= data[0] <= BATCH_VERSION:
        raise VersionRefused(
            f"Events of version {data[0]} need a newer Candor; this one reads {BATCH_VERSION}."
        )
    reader = Reader(data, 1)
    count = get_uint(reader)
    if count > EVENTS_MAX:
        raise FormatError("An event batch claims more events than allowed.")
    return reader, count


def get_event(reader: Reader, number: int, seq: int, t_ns: int) -> ev.Event:
    """The event of this kind whose fields come next. Raises as `decode_events`."""
    kind, coders = _kind(number)
    return kind(seq, t_ns, *(get(reader) for _, get in coders))


def end_batch(reader: Reader) -> None:
    """See that nothing is left. Raises as `decode_events`."""
    if reader.at != len(reader.data):
        raise FormatError("An event batch is followed by bytes that belong to nothing.")


def _kind(number: int) -> tuple[type[Any], tuple[Coder, ...]]:
    try:
        return _KINDS[number]
    except KeyError:
        raise FormatError(f"An event batch holds an event of unknown kind {number}.") from None


def pad(payload: bytes, step: int) -> bytes:
    """Length (4 bytes), payload, zeros up to a multiple of `step`: sizes tell less."""
    length = 4 + len(payload)
    return struct.pack(">I", len(payload)) + payload + bytes(-length % step)


def padme(length: int) -> int:
    """The padding step for `length` bytes that leaks at most O(log log n) bits of the size.

    Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files" (PADMÉ), 2019.
    """
    if length < 2:
        return 1
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    return 1 << max(0, low_bits)


def unpad(padded: bytes) -> bytes:
    """Undo `pad`.

    Raises:
        FormatError: the length does not fit.
    """
    if len(padded) < 4:
        raise FormatError("A record is too short for its own length.")
    (length,) = struct.unpack_from(">I", padded)
    if 4 + length > len(padded) or any(padded[4 + length :]):
        raise FormatError("A record's padding does not fit its length.")
    return padded[4 : 4 + length]
