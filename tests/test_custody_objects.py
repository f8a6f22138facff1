"""Sealed streams: whole, by range, and refused in one sentence when anything was touched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recorder.crypto import SealPrivate
from recorder.custody import locks, objects
from recorder.custody.locks import Place
from recorder.custody.objects import CHUNK_BYTES, ObjectReader, Slot, seal_object
from recorder.errors import Damaged

SLOT = Slot("5e" * 16, "video")
KEY = objects.new_key()
ROLE, BROKER = SealPrivate.generate(), SealPrivate.generate()
PLACE = Place(SLOT, "annotator", 3)


def sealed_of(content: bytes, slot: Slot = SLOT, key: bytes = KEY) -> bytes:
    return b"".join(seal_object(slot, key, [content]))


def reader_of(sealed: bytes, slot: Slot = SLOT, key: bytes = KEY) -> ObjectReader:
    return ObjectReader(slot, key, len(sealed), lambda start, n: sealed[start : start + n])


def whole(sealed: bytes) -> bytes:
    return b"".join(reader_of(sealed).pieces())


@pytest.mark.parametrize(
    "size", [0, 1, 4087, 4088, 4089, CHUNK_BYTES - 8, CHUNK_BYTES, CHUNK_BYTES + 1, 300_001]
)
def test_content_of_any_size_comes_back(size: int) -> None:
    content = (bytes(range(256)) * (size // 256 + 1))[:size]
    sealed = sealed_of(content)

    assert reader_of(sealed).length == size
    assert whole(sealed) == content


@settings(max_examples=40)
@given(st.lists(st.binary(max_size=90_000), max_size=6), st.data())
def test_a_range_reads_only_the_chunks_it_touches(pieces: list[bytes], data: st.DataObject) -> None:
    content = b"".join(pieces)
    sealed = b"".join(seal_object(SLOT, KEY, pieces))
    asked: list[int] = []

    def read(start: int, length: int) -> bytes:
        asked.append(length)
        return sealed[start : start + length]

    opened = ObjectReader(SLOT, KEY, len(sealed), read)
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 2 * CHUNK_BYTES))
    asked.clear()

    assert opened.read(start, length) == content[start : start + length]
    assert len(asked) <= length // CHUNK_BYTES + 2


def test_sizes_tell_only_a_padme_step() -> None:
    assert len({len(sealed_of(bytes(size))) for size in range(0, 4088, 97)}) == 1
    assert len({len(sealed_of(bytes(size))) for size in range(1_000_000, 1_015_000, 997)}) <= 2


def test_the_same_content_never_looks_the_same() -> None:
    assert sealed_of(b"same") != sealed_of(b"same")
    assert b"same" not in sealed_of(b"same")


def test_every_flipped_byte_is_refused() -> None:
    sealed = sealed_of(bytes(5000))
    for place in (*range(60), *range(60, len(sealed), 101), len(sealed) - 1):
        altered = bytearray(sealed)
        altered[place] ^= 0x40
        with pytest.raises(Damaged, match="altered or cut"):
            whole(bytes(altered))


def test_a_cut_at_any_place_is_refused() -> None:
    sealed = sealed_of(bytes(3 * CHUNK_BYTES))
    step = CHUNK_BYTES + 16
    cuts = {*range(0, len(sealed), 4099), *(44 + step * n for n in range(4)), len(sealed) - 1}
    for cut in cuts - {len(sealed)}:
        with pytest.raises(Damaged, match="altered or cut"):
            whole(sealed[:cut])


def test_chunks_cannot_change_places_or_be_repeated() -> None:
    sealed = sealed_of(bytes(3 * CHUNK_BYTES))
    step = CHUNK_BYTES + 16
    head, first, second, rest = (
        sealed[:44],
        sealed[44 : 44 + step],
        sealed[44 + step : 44 + 2 * step],
        sealed[44 + 2 * step :],
    )

    for altered in (head + second + first + rest, head + first + first + rest):
        with pytest.raises(Damaged):
            whole(altered)


def test_another_key_stream_or_submission_looks_like_an_altered_object() -> None:
    sealed = sealed_of(b"secret")

    for slot, key in (
        (SLOT, objects.new_key()),
        (Slot(SLOT.submission, "text"), KEY),
        (Slot("00" * 16, "video"), KEY),
    ):
        with pytest.raises(Damaged, match="altered or cut"):
            reader_of(sealed, slot, key)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_one_clean_error(raw: bytes) -> None:
    with pytest.raises(Damaged):
        whole(raw)


def locked() -> bytes:
    return locks.lock_key(PLACE, KEY, ROLE.public(), BROKER.public())


def test_both_keys_together_open() -> None:
    committed = objects.commitment(SLOT, KEY)
    inner = locks.peel_outer(PLACE, locked(), BROKER)

    assert locks.open_inner(PLACE, inner, committed, ROLE) == KEY


def test_neither_key_alone_opens() -> None:
    committed = objects.commitment(SLOT, KEY)
    inner = locks.peel_outer(PLACE, locked(), BROKER)

    with pytest.raises(Damaged):
        locks.open_inner(PLACE, locked(), committed, ROLE)
    with pytest.raises(Damaged):
        locks.peel_outer(PLACE, locked(), ROLE)
    with pytest.raises(Damaged):
        locks.open_inner(PLACE, inner, committed, BROKER)


@pytest.mark.parametrize(
    "other",
    [
        Place(Slot("00" * 16, "video"), "annotator", 3),
        Place(Slot(SLOT.submission, "text"), "annotator", 3),
        Place(SLOT, "engineer", 3),
        Place(SLOT, "annotator", 4),
    ],
)
def test_a_lock_fits_its_place_alone(other: Place) -> None:
    committed = objects.commitment(SLOT, KEY)
    inner = locks.peel_outer(PLACE, locked(), BROKER)

    with pytest.raises(Damaged):
        locks.peel_outer(other, locked(), BROKER)
    with pytest.raises(Damaged):
        locks.open_inner(other, inner, committed, ROLE)


def test_a_role_that_is_given_another_key_refuses_it() -> None:
    other = objects.new_key()
    fake = locks.lock_key(PLACE, other, ROLE.public(), BROKER.public())
    inner = locks.peel_outer(PLACE, fake, BROKER)

    with pytest.raises(Damaged):
        locks.open_inner(PLACE, inner, objects.commitment(SLOT, KEY), ROLE)
    with pytest.raises(Damaged, match="commits"):
        locks.check_key(SLOT, other, objects.commitment(SLOT, KEY))
