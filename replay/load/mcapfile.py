"""The messages of an MCAP file, with every length bounded before it is believed."""
# The stubs of zstandard and lz4 are partial.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

from __future__ import annotations

import struct
from typing import Any, BinaryIO, NamedTuple

from recorder.errors import FormatError, WrongUse
from replay.load.source import ROWS_MAX, TEXT_MAX, Source, shown

MAGIC = b"\x89MCAP0\r\n"
RECORD_BYTES_MAX = 64 << 20
MESSAGE_BYTES_MAX = 32 << 20
TOTAL_BYTES_MAX = 256 << 20
PROFILE = "owa"
TIME_MAX_NS = 1 << 62


class Message(NamedTuple):
    """One message: when it was logged, the last word of its schema's name, its JSON."""

    number: int
    t_ns: int
    kind: str
    data: bytes


def messages(source: Source, name: str) -> tuple[str, list[Message]]:
    """The task that the file tells, if any, and its messages in their order.

    Raises:
        WrongUse: the package `mcap` is not installed.
        FormatError: the file is torn, no OWAMcap, or larger than an import takes.
    """
    try:
        import mcap.exceptions
        import mcap.stream_reader
    except ImportError as error:
        raise WrongUse("OWAMcap needs a package more: install candor[owamcap].") from error
    with source.open(name) as file:
        bounded: Any = _Bounded(file, shown(name))
        reader = mcap.stream_reader.StreamReader(
            bounded, emit_chunks=True, validate_crcs=True, record_size_limit=RECORD_BYTES_MAX
        )
        found = _Found(shown(name))
        try:
            for record in reader.records:
                found.take(record)
        except FormatError:
            raise
        except (mcap.exceptions.McapError, struct.error, ValueError, KeyError, OverflowError,
                EOFError, RuntimeError) as error:  # fmt: skip
            raise FormatError(f"{shown(name)}: the file is torn or no MCAP file.") from error
        except Exception as error:
            # zstandard and lz4 have errors of their own, below no common class.
            raise FormatError(f"{shown(name)}: a part of it cannot be unpacked.") from error
    return found.task, found.messages


class _Bounded:
    """A file that refuses to be asked for more than a record may hold."""

    def __init__(self, file: BinaryIO, place: str) -> None:
        self._file, self._place = file, place

    def read(self, length: int = -1) -> bytes:
        if not 0 <= length <= RECORD_BYTES_MAX:
            raise FormatError(f"{self._place}: a part claims to be larger than an import takes.")
        raw = self._file.read(length)
        if len(raw) < length:
            raise FormatError(f"{self._place}: the file ends in the middle of a part.")
        return raw


class _Found:
    """What the records said so far."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._schemas: dict[int, str] = {}
        self._channels: dict[int, str] = {}
        self._bytes = 0
        self.messages: list[Message] = []
        self.task = ""

    def take(self, record: Any) -> None:
        match type(record).__name__:
            case "Header":
                if record.profile != PROFILE:
                    raise FormatError(f"{self._place}: this MCAP file has not the profile “owa”.")
            case "Chunk":
                self._chunk(record)
            case "Schema":
                self._schemas[record.id] = record.name
            case "Channel":
                kind = self._schemas.get(record.schema_id, "")
                self._channels[record.id] = kind.replace("/", ".").rsplit(".", 1)[-1]
            case "Message":
                self._message(record)
            case "Metadata":
                if record.name == "task":
                    self.task = str(record.metadata.get("instruction", ""))[:TEXT_MAX]
            case _:
                pass

    def _chunk(self, chunk: Any) -> None:
        from mcap.records import Chunk
        from mcap.stream_reader import breakup_chunk

        data = _unpacked(chunk.compression, chunk.data)
        if len(data) != chunk.uncompressed_size:
            raise FormatError(f"{self._place}: a part has not the length that it claims.")
        plain = Chunk(
            "", data, chunk.message_end_time, chunk.message_start_time, chunk.uncompressed_crc,
            len(data),
        )  # fmt: skip
        for record in breakup_chunk(plain, validate_crc=True):
            self.take(record)

    def _message(self, record: Any) -> None:
        self._bytes += len(record.data)
        if len(self.messages) >= ROWS_MAX or self._bytes > TOTAL_BYTES_MAX:
            raise FormatError(f"{self._place}: there are more messages than an import takes.")
        if len(record.data) > MESSAGE_BYTES_MAX:
            raise FormatError(f"{self._place}: a message is larger than an import takes.")
        number = len(self.messages) + 1
        if not 0 <= record.log_time < TIME_MAX_NS:
            raise FormatError(f"{self._place}, message {number}: it has an impossible time.")
        kind = self._channels.get(record.channel_id, "")
        self.messages.append(Message(number, record.log_time, kind, record.data))


def _unpacked(compression: str, data: bytes) -> bytes:
    """The bytes of a chunk, of which no more are made than a record may hold."""
    if compression == "zstd":
        import io

        import zstandard

        with zstandard.ZstdDecompressor(max_window_size=RECORD_BYTES_MAX).stream_reader(
            io.BytesIO(data)
        ) as stream:
            plain = stream.read(RECORD_BYTES_MAX + 1)
    elif compression == "lz4":
        import lz4.frame

        plain = lz4.frame.LZ4FrameDecompressor().decompress(data, max_length=RECORD_BYTES_MAX + 1)
    elif not compression:
        plain = data
    else:
        raise FormatError("The recording is packed in a way that is not known.")
    if len(plain) > RECORD_BYTES_MAX:
        raise FormatError("A part of the recording unpacks to more than an import takes.")
    return plain
