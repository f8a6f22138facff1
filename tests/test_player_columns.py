"""Columns of movement: for any batch and any bytes they say what the codec says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.errors import CandorError, FormatError
from recorder.session.codec import decode_events, encode_events
from recorder.session.columns import Columns
from recorder.session.events import ButtonEvent, ConfirmEvent, Event, KeyEvent, MarkEvent, MoveEvent
from replay.player_track import all_events

PLACES = st.integers(-40_000, 40_000)
TIMES = st.integers(0, 1 << 45)
KINDS = st.one_of(
    st.tuples(st.just(MoveEvent), PLACES, PLACES),
    st.tuples(st.just(MoveEvent), PLACES, PLACES),
    st.tuples(st.just(ConfirmEvent)),
    st.tuples(st.just(MarkEvent), st.text(max_size=6)),
    st.tuples(st.just(ButtonEvent), st.booleans(), st.just("left"), PLACES, PLACES),
    st.tuples(st.just(KeyEvent), st.booleans(), st.integers(0, 700), st.text(max_size=3),
              st.none() | st.text(max_size=2)),
)  # fmt: skip


@st.composite
def batches(draw: st.DrawFn) -> list[list[Event]]:
    seq, made = 0, list[list[Event]]()
    for size in draw(st.lists(st.integers(0, 40), max_size=4)):
        batch: list[Event] = []
        for _ in range(size):
            seq += draw(st.integers(1, 300))
            kind, *fields = draw(KINDS)
            batch.append(kind(seq, draw(TIMES), *fields))
        made.append(batch)
    return made


def taken(payloads: list[bytes]) -> Columns:
    columns = Columns()
    columns.take(*payloads)
    return columns


@given(batches())
def test_any_events_come_back_in_their_order(made: list[list[Event]]) -> None:
    payloads = [encode_events(batch) for batch in made]
    columns, one_by_one = taken(payloads), Columns()
    for payload in payloads:
        one_by_one.take(payload)

    assert one_by_one == columns
    assert list(all_events(columns)) == [event for batch in made for event in batch]


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_as_the_codec_refuses_them(untrusted: bytes) -> None:
    untrusted = b"\x01" + untrusted
    try:
        expected = list(decode_events(untrusted))
    except CandorError:
        with pytest.raises(CandorError):
            taken([untrusted])
        return
    try:
        found = list(all_events(taken([untrusted])))
    except FormatError as error:
        _only_too_large(error)
    else:
        assert found == expected


@given(batches(), st.integers(0, 200), st.integers(0, 255))
def test_an_altered_batch_is_refused_or_read_as_the_codec_reads_it(
    made: list[list[Event]], at: int, value: int
) -> None:
    raw = bytearray(encode_events(made[0] if made else []))
    raw[at % len(raw)] = value
    try:
        expected = list(decode_events(bytes(raw)))
    except CandorError:
        with pytest.raises(CandorError):
            taken([bytes(raw)])
        return
    try:
        assert list(all_events(taken([bytes(raw)]))) == expected
    except FormatError as error:
        _only_too_large(error)


def test_batches_out_of_order_are_refused() -> None:
    payload = encode_events([MoveEvent(5, 1, 2, 3)])

    with pytest.raises(FormatError, match="out of order"):
        taken([payload, payload])
    with pytest.raises(FormatError, match="out of order"):
        taken([payload, encode_events([MarkEvent(4, 1, "")])])


def _only_too_large(error: FormatError) -> None:
    """Nothing but numbers beyond any desktop is refused by columns alone."""
    assert "too" in str(error)
