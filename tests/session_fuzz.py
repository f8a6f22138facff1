"""Sessions that nobody would write: altered, made up, or signed nonsense by their own writer."""

from __future__ import annotations

import binascii
import random
import re
import struct
from pathlib import Path
from typing import Any

import msgspec

from recorder.crypto import sha256
from recorder.session import layout
from recorder.session.codec import encode_events
from recorder.session.journal import Ending, Forgetting
from recorder.session.layout import RecordType
from recorder.session.model import Chunk
from tests.session_helpers import Worker, begin, encoded, make_meta, shown, typed


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """A journal with some bytes altered, cut out, put in, or moved; frames may get a new CRC."""
    made = bytearray(raw)
    for _ in range(chance.choice((1, 1, 1, 2, 5, 50))):
        at = chance.randrange(len(made))
        long = chance.choice((1, 2, 4, 8, 64, 2000))
        match chance.randrange(6):
            case 0:
                made[at : at + long] = chance.randbytes(len(made[at : at + long]))
            case 1:
                made[at : at + 4] = chance.choice((b"\xff" * 4, bytes(4), b"\x04\0\0\0", b"\x7f"))
            case 2:
                del made[at : at + long]
            case 3:
                made[at:at] = chance.randbytes(long)
            case 4:
                made[at:at] = made[chance.randrange(len(made)) :][:long]
            case _:
                _alter_frame(made, chance)
        made = made or bytearray(raw)
    return bytes(made)


def _alter_frame(made: bytearray, chance: random.Random) -> None:
    """Alter type, index or length of a record as somebody would who knows of the CRC."""
    starts = [found.start() for found in re.finditer(rb"REC\n(?=.{20})", made, re.DOTALL)]
    if not starts:
        return
    at = chance.choice(starts)
    kind, index, length = struct.unpack_from(">BxxxQI", made, at + 4)
    match chance.randrange(3):
        case 0:
            kind = chance.choice((0, 1, 2, 3, 4, 5, 6, 255))
        case 1:
            index = chance.choice((0, 1, index ^ 1, index ^ 3, (1 << 64) - 1))
        case _:
            length = chance.choice((0, 1, length ^ 1, length ^ 256, 64 << 20, (64 << 20) + 1))
    fixed = struct.pack(">4sBBHQI", b"REC\n", kind, 0, 0, index, length)
    made[at : at + 24] = fixed + struct.pack(">I", binascii.crc32(fixed))


def with_head(worker: Worker, raw: bytes, header: bytes, wrap: bytes | None = None) -> bytes:
    """The journal with another header, signed anew with the worker's recording key."""
    head = layout.parse_head(raw)
    wrap = head.wrap if wrap is None else wrap
    unsigned = layout.head_prefix(header, len(wrap)) + header + wrap
    signature = worker.key.sign.sign(layout.HEAD_PURPOSE, sha256(unsigned))
    return unsigned + signature + raw[head.size :]


def hostile_head(worker: Worker, raw: bytes, chance: random.Random) -> bytes:
    """A head that is signed, and whose header was made up."""
    fields: dict[str, Any] = msgspec.to_builtins(layout.parse_head(raw).header)
    strange = (None, 1, -1, "", "zz", "é", "0" * 64, [], {}, ["x"], True, 1e300, "a" * 60_000)
    for _ in range(chance.choice((1, 2))):
        name = chance.choice([*fields, "more"])
        if chance.random() < 0.2:
            fields.pop(name, None)
        else:
            fields[name] = chance.choice(strange)
    header = msgspec.json.encode(fields)
    if chance.random() < 0.2:
        deep = chance.choice((b"[", b'{"a":', b'"', b"\xff", b"9"))
        header = header[: chance.randrange(len(header))] + deep * chance.randrange(20_000)
    return with_head(worker, raw, header[: layout.HEADER_BYTES_MAX])


def hostile_records(worker: Worker, chance: random.Random) -> Path:
    """A journal that its own writer signed, with payloads that it would never write."""
    journal = begin(worker)
    good = [
        msgspec.msgpack.encode(encoded([0])),
        encode_events([shown(0, 0, 0), *typed("ab", 1, 5)]),
        msgspec.msgpack.encode(Ending("stopped", 9, 5, 1)),
        msgspec.msgpack.encode(Forgetting(1, 2)),
        msgspec.msgpack.encode(make_meta()),
    ]
    for _ in range(chance.randrange(1, 5)):
        kind = chance.choice([*RecordType])
        payload = bytearray(chance.choice(good))
        for _ in range(chance.choice((0, 1, 1, 4))):
            at = chance.randrange(len(payload))
            many = chance.choice((1, 3, 200))
            payload[at : at + many] = chance.choice(
                (chance.randbytes(many), b"", b"\x91" * 4000, b"\xdd\xff\xff\xff\xff", b"\xff" * 9)
            )
            payload = payload or bytearray(b"\xc0")
        journal._index += chance.choice((0, 0, 0, 0, 1))
        journal._append(kind, bytes(payload), journal._last)
    journal.close()
    return journal.path


def hostile_chunk(good: Chunk, chance: random.Random) -> Chunk:
    """A chunk with altered bytes, sizes, times, flags or claims of what it is."""
    data, frames = bytearray(good.data), [list(frame) for frame in good.frames]
    for _ in range(chance.choice((0, 1, 3, 30))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.5:
        place, what = chance.choice(frames), chance.randrange(4)
        place[what] = chance.choice((0, 1, -1, 2**62, -(2**62), place[what]))
    if chance.random() < 0.2:
        frames = frames[chance.randrange(len(frames)) :]
    sides = (good.width, good.height, 0, 1, 2, -1, 63, 16_384, 16_385, 2**40)
    return Chunk(
        chance.choice((good.stream, 7)),
        chance.choice(sides) if chance.random() < 0.2 else good.width,
        chance.choice(sides) if chance.random() < 0.2 else good.height,
        tuple((index, t_ns, bool(key), size) for index, t_ns, key, size in frames),
        bytes(data),
    )
