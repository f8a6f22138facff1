"""Events to bytes and back: nothing is lost, nothing hostile believed, the bytes stay the same."""

from __future__ import annotations

import random
import tracemalloc
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recorder.errors import FormatError, VersionRefused
from recorder.session import codec
from recorder.session import events as ev
from recorder.session.codec import decode_events, encode_events, pad, padme, unpad
from recorder.session.model import Chunk, Desktop, Display, Rect
from recorder.session.reader import decode
from tests.session_helpers import KINDS, batches, encoded

MEMORY_MAX = 32 << 20
ONE_OF_EACH: tuple[ev.Event, ...] = (
    ev.KeyEvent(7, 1000, True, 30, "a", None, repeat=True),
    ev.ButtonEvent(8, 900, False, "left", -5, 7, synthetic=True),
    ev.MoveEvent(9, 2000, -4, 7),
    ev.ScrollEvent(20, 2001, -4, 8, 0, -1),
    ev.WindowEvent(21, 2002, "é", None, "XTerm", 300, Rect(-1, 0, 9, 9)),
    ev.ScreenEvent(22, 2003, 1, Rect(0, 0, 2, 2), 130),
    ev.ConfirmEvent(23, 2004),
    ev.GapEvent(24, 2005, True, ev.Hidden.KEYS, ev.GapReason.PASSWORD),
    ev.MarkEvent(25, 2006, "\ud800"),
    ev.GestureEvent(26, 2007, "stop", (7, 8)),
    ev.DesktopEvent(27, 2008, Desktop(2, 1, (Display(0, -2, 0, 2, 1, None),))),
    ev.OutcomeEvent(28, 2009, "success"),
)
OF_VERSION_2: tuple[ev.Event, ...] = (
    ev.ElementEvent(0, 2010, 10, ev.Target.POINTER, "push button", "Save", Rect(10, 20, 30, 15)),
    ev.GapEvent(1, 2011, True, ev.Hidden.ALL, ev.GapReason.PRIVATE_WINDOW),
    ev.ComposedEvent(2, 2012, 700, 120, "привет"),
)
GOLDEN = bytes.fromhex(
    "010c0107d00f011e0161000100"
    "0200c70100046c656674090e01"
    "030098110200"
    "040a0200020001"
    "0500020102c3a900010558546572"
    "6d01ac02010100121206000201000004048201"
    "0700020800020104"
    "6b6579730e"
    "70617373776f7264206669656c64"
    "09000203eda0800a00020473746f70020708"
    "0b00025b7b227769647468223a322c22686569676874223a312c22646973706c617973223a5b7b226964223a302c"
    "2278223a2d322c2279223a302c227769647468223a322c22686569676874223a312c227363616c65223a6e756c6c"
    "7d5d7d0c00020773756363657373"
)


@given(batches())
def test_every_batch_comes_back_as_it_was_and_has_one_spelling(batch: list[ev.Event]) -> None:
    raw = encode_events(batch)

    assert decode_events(raw) == tuple(batch)
    assert encode_events(decode_events(raw)) == raw


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=20)
@given(data=st.data())
def test_every_kind_comes_back_as_it_was(kind: type[ev.Event], data: st.DataObject) -> None:
    batch = data.draw(batches((kind,)))

    assert decode_events(encode_events(batch)) == tuple(batch)


def test_no_kind_of_event_is_missing_here() -> None:
    known = {type(event) for event in ONE_OF_EACH + OF_VERSION_2}
    assert known == set(KINDS) == set(ev.Event.__args__)


def test_the_bytes_of_version_1_do_not_change() -> None:
    assert encode_events(ONE_OF_EACH).hex() == GOLDEN.hex()
    assert decode_events(GOLDEN) == ONE_OF_EACH


def test_a_batch_is_of_the_oldest_version_that_may_hold_its_events() -> None:
    raw = encode_events(OF_VERSION_2)

    assert raw.hex() == (
        "02030d00b41f0a07706f696e7465720b7075736820627574746f6e0104536176650114283c1e0800020103616c"
        "6c16707269766174652062726f777365722077696e646f77"
        "0e0002bc05780cd0bfd180d0b8d0b2d0b5d182"
    )
    assert decode_events(raw) == OF_VERSION_2
    for each in OF_VERSION_2:
        assert encode_events([each])[0] == 2


def test_a_chunk_comes_back_with_the_same_bytes() -> None:
    chunk = encoded([3, 4, 9], start_ns=1 << 40)

    assert decode(msgspec.msgpack.encode(chunk), Chunk) == chunk


def test_events_whose_numbers_do_not_rise_are_not_written() -> None:
    for seqs in ((1, 1), (2, 1)):
        with pytest.raises(ValueError, match="rising seq"):
            encode_events([ev.ConfirmEvent(seq, 0) for seq in seqs])


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=3), st.integers(0, 5))
def test_a_text_that_is_too_long_is_cut_between_two_letters(letters: str, more: int) -> None:
    text = letters * (codec.STRING_BYTES_MAX // len(letters) + more)
    written = ev.MarkEvent(0, 0, text)

    (found,) = decode_events(encode_events([written]))

    assert isinstance(found, ev.MarkEvent)
    assert text.startswith(found.text)
    size = len(found.text.encode("utf-8", "surrogatepass"))
    assert codec.STRING_BYTES_MAX - 4 < size <= codec.STRING_BYTES_MAX


@pytest.mark.parametrize(
    "event",
    [
        ev.GestureEvent(0, 0, "stop", tuple(range(codec.LIST_MAX + 1))),
        ev.MoveEvent(0, 0, 1 << 70, 0),
        ev.ConfirmEvent(0, -(1 << 70)),
        ev.ConfirmEvent(1 << 70, 0),
        ev.ScreenEvent(0, 0, -1, Rect(0, 0, 1, 1), 0),
        ev.DesktopEvent(0, 0, Desktop(1, 1, (Display(0, 0, 0, 1, 1),) * 2000)),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_no_reader_would_take_is_not_written(event: ev.Event) -> None:
    with pytest.raises(ValueError, match=r"bound|must|range"):
        encode_events([event])


def test_more_events_than_a_reader_takes_are_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "EVENTS_MAX", 3)
    batch = [ev.ConfirmEvent(seq, 0) for seq in range(4)]

    assert len(decode_events(encode_events(batch[:3]))) == 3
    with pytest.raises(ValueError, match="bound"):
        encode_events(batch)


def gap(reason: ev.GapReason) -> ev.GapEvent:
    return ev.GapEvent(0, 0, True, ev.Hidden.PIXELS, reason)


def test_events_of_a_newer_version_are_refused_with_a_sentence() -> None:
    with pytest.raises(VersionRefused, match="version 4 need a newer Candor"):
        decode_events(b"\x04" + GOLDEN[1:])


def test_a_batch_says_the_oldest_version_that_reads_it() -> None:
    reasons = {reason: encode_events([gap(reason)])[0] for reason in ev.GapReason}

    assert {reason for reason, version in reasons.items() if version == 3} == {ev.GapReason.UNSEEN}
    assert reasons[ev.GapReason.PAUSED] == 1
    assert reasons[ev.GapReason.REDACTED] == 2


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x01",
        b"\x01\x01",
        b"\x01\x00\x00",
        b"\x01\xff\xff\xff\xff\x0f",
        b"\x01" + b"\xff" * 11,
        b"\x01\x01\x0e\x00\x00",
        b"\x02\x01\x0d\x00\x00\x00\x04rain",
        b"\x01\x01\x01\x00\x00\x02\x00\x00\x00\x00\x00",
        b"\x01\x01\x09\x00\x00\xff\xff\xff\xff\x0f",
        b"\x01\x01\x09\x00\x00\x05abc",
        b"\x01\x01\x09\x00\x00\x01\xff",
        b"\x01\x01\x08\x00\x00\x01\x04keys\x04rain",
        b"\x01\x01\x0a\x00\x00\x00\xff\xff\xff\xff\x0f",
        b"\x01\x01\x0b\x00\x00\x02{}",
        b"\x01\x01\x0b\x00\x00\x04{\xed\xa0\x80",
        b"\x01\x01\x0b\x00\x00\x85\xf0\x01" + b'{"x":' + b"[" * 30720,
    ],
)
def test_bytes_that_are_no_batch_are_one_clean_error_in_little_memory(raw: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(FormatError):
            decode_events(raw)
        assert tracemalloc.get_traced_memory()[1] < MEMORY_MAX
    finally:
        tracemalloc.stop()


def varint(value: int) -> bytes:
    return bytes([value & 0x7F | 0x80, value >> 7 & 0x7F | 0x80, value >> 14])


@pytest.mark.parametrize("more", [0, 1])
def test_texts_and_lists_are_taken_up_to_their_bounds_and_not_beyond(more: int) -> None:
    texts, items = codec.STRING_BYTES_MAX + more, codec.LIST_MAX + more
    for raw in (
        b"\x01\x01\x09\x00\x00" + varint(texts) + b"x" * texts,
        b"\x01\x01\x0a\x00\x00\x00" + varint(items) + bytes(items),
    ):
        if more:
            with pytest.raises(FormatError, match="too long"):
                decode_events(raw)
        else:
            assert len(decode_events(raw)) == 1


@given(st.binary(max_size=200))
def test_any_bytes_are_a_batch_or_one_clean_error(tail: bytes) -> None:
    for raw in (tail, b"\x01" + tail, b"\x02" + tail):
        try:
            found = decode_events(raw)
        except FormatError:
            continue
        assert decode_events(encode_events(found)) == found


def test_a_batch_altered_or_cut_anywhere_is_a_batch_or_one_clean_error() -> None:
    chance = random.Random(1)
    tracemalloc.start()
    for at in range(len(GOLDEN)):
        altered = bytearray(GOLDEN)
        altered[at] ^= chance.randrange(1, 256)
        for raw in (bytes(altered), GOLDEN[:at]):
            with suppress(FormatError):
                decode_events(raw)
    assert tracemalloc.get_traced_memory()[1] < MEMORY_MAX
    tracemalloc.stop()


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\xc1",
        b"\x91" * 5000,
        b"\xdd\xff\xff\xff\xff",
        msgspec.msgpack.encode([0, 64, 48, [], b"", [[]]])[:-2] + b"\x91" * 5000,
        msgspec.msgpack.encode({"reason": "x", "at_ns": 0, "events": 0}),
        b"\x81\xa6reason\xa2\xff\xfe",
    ],
)
@pytest.mark.parametrize("kind", [Chunk, ev.Event])
def test_a_payload_that_is_not_its_kind_is_one_clean_error(payload: bytes, kind: type) -> None:
    from recorder.session.journal import Ending

    with pytest.raises(FormatError):
        decode(payload, Chunk if kind is Chunk else Ending)


@given(st.binary(max_size=3000), st.integers(1, 2048))
def test_padding_comes_off_again_and_hides_the_size(payload: bytes, step: int) -> None:
    padded = pad(payload, step)

    assert unpad(padded) == payload
    assert len(padded) % step == 0
    assert len(padded) < len(payload) + 4 + step


@given(st.integers(2, 1 << 26))
def test_padme_wastes_little_and_leaves_few_sizes(length: int) -> None:
    step = padme(length)
    padded = -(-length // step) * step

    assert padded - length < 0.13 * length
    # What is left of the size is its magnitude and a few leading bits.
    assert (padded // step).bit_length() <= length.bit_length().bit_length() + 2


@pytest.mark.parametrize(
    "padded",
    [b"", b"\0\0\0", b"\0\0\0\x01", b"\xff\xff\xff\xff" + b"x" * 64, b"\0\0\0\x01a\0\0b"],
)
def test_padding_that_does_not_fit_is_one_clean_error(padded: bytes) -> None:
    with pytest.raises(FormatError):
        unpad(padded)
