"""Frames on demand: the right ones, only what they need is read, and memory has an end."""

from __future__ import annotations

import random

import msgspec
import numpy as np
import pytest

from benchmarks.office import Office
from recorder.errors import Damaged, FormatError
from recorder.session.decoder import Pictures, decode_packet, open_decoder, planes
from recorder.session.model import Chunk
from replay.player_anchors import FRAMES_APART, Anchors, refers_to_one
from replay.player_frames import Frames
from replay.player_media import Media
from replay.player_previews import Previews, pixels_of
from tests.player_sessions import SIZE, office

MS = 1_000_000


def chunks() -> list[Chunk]:
    return office().chunks


def load(media: Media, t_ns: int) -> list[int]:
    """Read what a moment needs; returns the records that were read."""
    read: list[int] = []
    while missing := media.missing(t_ns):
        media.take(missing, [msgspec.msgpack.encode(chunks()[record]) for record in missing])
        read += missing
    return read


def loaded() -> Media:
    media = Media(len(chunks()))
    media.take(range(len(chunks())), [msgspec.msgpack.encode(chunk) for chunk in chunks()])
    return media


def times() -> list[int]:
    return [t_ns for chunk in chunks() for _, t_ns, _, _ in chunk.frames]


def test_any_moment_shows_the_frame_that_was_on_the_screen() -> None:
    media, pictures = Media(len(chunks())), Pictures(chunks())
    frames, chance = Frames(media), random.Random(5)
    for _ in range(12):
        t_ns = chance.randrange(times()[0], office().t_ns)
        load(media, t_ns)
        shown, expected = frames.at(t_ns), pictures.frame_at(t_ns)

        assert shown is not None
        assert expected is not None
        assert shown.t_ns == max(t for t in times() if t <= t_ns)
        difference = np.abs(shown.bgra()[:, :, :3].astype(int) - expected)
        assert difference.mean() < 2


def test_before_the_first_frame_there_is_none() -> None:
    media = loaded()

    assert media.missing(times()[0] - 1) == ()
    assert Frames(media).at(times()[0] - 1) is None
    assert media.first_t_ns() == times()[0]


def test_only_what_a_moment_needs_is_read() -> None:
    media = Media(len(chunks()))
    t_ns = times()[-1]
    read = load(media, t_ns)

    assert len(read) == len(set(read))
    assert load(media, t_ns) == []
    assert load(media, times()[-2]) == []


def test_a_session_without_video_needs_nothing() -> None:
    media = Media(0)

    assert (media.missing(5), media.locate(5), media.unread(9)) == ((), None, ())


def test_video_in_memory_has_an_end_and_comes_again_when_wanted() -> None:
    media = Media(len(chunks()), bytes_max=1)
    load_all = loaded()
    chance = random.Random(6)
    for _ in range(5):
        t_ns = chance.choice([frame[1] for frame in chunks()[0].frames])
        load(media, t_ns)
        assert media.packets(t_ns)
        assert media.size <= max(len(chunk.data) for chunk in chunks())
    assert load_all.size == sum(len(chunk.data) for chunk in chunks())


def test_decoded_frames_have_an_end_and_going_back_finds_them() -> None:
    width, height = SIZE
    media = loaded()
    frames = Frames(media, bytes_max=3 * width * height * 3 // 2)
    last = frames.at(times()[12])
    assert last is not None

    assert frames.cost(times()[11]) == 0
    assert frames.cost(times()[12]) == 0
    assert frames.cost(times()[2]) > 0
    assert frames.at(times()[11]) is not None


def test_going_on_decodes_one_frame_and_is_the_same_as_jumping() -> None:
    media = loaded()
    walking, jumping = Frames(media), Frames(media)
    for t_ns in times()[:20]:
        walked = walking.at(t_ns)
    assert walking.cost(times()[20]) == 1
    walked, jumped = walking.at(times()[20]), jumping.at(times()[20])

    assert walked is not None
    assert jumped is not None
    assert np.array_equal(walked.bgra(), jumped.bgra())


def test_a_moment_that_is_no_longer_wanted_is_given_up() -> None:
    frames = Frames(loaded())
    asked = iter([True, True, False])

    assert frames.at(times()[15], lambda: next(asked)) is None
    assert frames.at(times()[15]) is not None


def test_a_smaller_picture_has_the_size_that_was_asked() -> None:
    shown = Frames(loaded()).at(times()[3])
    assert shown is not None

    assert shown.bgra().shape == (SIZE[1], SIZE[0], 4)
    assert shown.bgra(0.5).shape == (SIZE[1] // 2, SIZE[0] // 2, 4)


def test_previews_cover_the_session_and_show_what_the_frames_show() -> None:
    media = loaded()
    previews, frames = Previews(media, office().t_ns), Frames(media)
    assert previews.at(office().t_ns) is None
    while not previews.done:
        assert previews.wanted() == ()
        previews.make(lambda: None)

    for t_ns in (times()[0], office().t_ns // 2, office().t_ns):
        preview, shown = previews.at(t_ns), frames.at(t_ns)
        assert preview is not None
        assert shown is not None
        assert t_ns >= preview.t_ns
        small = pixels_of(preview)
        assert small is not None
        assert small.shape[:2] == (SIZE[1], SIZE[0])
        assert np.abs(small[:, :, :3].astype(int) - shown.bgra()[:, :, :3]).mean() < 25


def test_previews_are_made_first_around_the_playhead() -> None:
    made = Office(320, 200)
    made.work(60.0)
    media = Media(len(made.chunks))
    media.take(range(len(made.chunks)), [msgspec.msgpack.encode(chunk) for chunk in made.chunks])
    keys = [each.t_ns for each in media.key_frames()]
    assert len(keys) >= 5
    previews, middle = Previews(media, made.t_ns), len(keys) // 2

    def has(run: int) -> bool:
        found = previews.at(keys[run])
        return found is not None and found.t_ns == keys[run]

    order: list[int] = []
    while not previews.done:
        previews.make(lambda: None, keys[middle])
        order += [run for run in range(len(keys)) if run not in order and has(run)]

    assert order[0] == middle
    assert set(order[1:3]) == {middle - 1, middle + 1}
    assert all(previews.at(each) for each in keys)


def test_records_that_contradict_each_other_are_refused() -> None:
    first, second = chunks()[:2]
    shuffled = msgspec.structs.replace(first, frames=tuple(reversed(first.frames)))
    with pytest.raises(Damaged, match="out of order"):
        Media(2).take([0], [msgspec.msgpack.encode(shuffled)])
    media = Media(2)
    media.take([1], [msgspec.msgpack.encode(first)])
    with pytest.raises(Damaged, match="out of order"):
        media.take([0], [msgspec.msgpack.encode(second)])


def test_a_record_that_is_none_is_refused() -> None:
    empty = Chunk(0, 10, 10, (), b"")
    with pytest.raises(FormatError):
        Media(1).take([0], [b"nothing"])
    with pytest.raises(Damaged):
        Media(1).take([0], [msgspec.msgpack.encode(empty)])


def test_a_session_without_a_key_frame_says_so() -> None:
    headless = msgspec.structs.replace(
        chunks()[0],
        frames=tuple((n, t, False, size) for n, t, _, size in chunks()[0].frames),
    )
    media = Media(1)
    media.take([0], [msgspec.msgpack.encode(headless)])

    with pytest.raises(Damaged, match="no beginning"):
        media.missing(times()[-1])


def test_video_that_cannot_be_decoded_is_damage_and_the_rest_is_still_shown() -> None:
    broken = [msgspec.msgpack.encode(chunk) for chunk in chunks()]
    last = chunks()[-1]
    noise = random.Random(7).randbytes(len(last.data))
    broken[-1] = msgspec.msgpack.encode(msgspec.structs.replace(last, data=noise))
    media = Media(len(broken))
    media.take(range(len(broken)), broken)
    frames = Frames(media)

    with pytest.raises(Damaged):
        frames.at(last.frames[-1][1])
    assert frames.at(times()[0]) is not None


@pytest.mark.parametrize("size", [SIZE, (640, 360)])
def test_a_frame_that_begins_at_an_anchor_is_the_same_to_the_bit(size: tuple[int, int]) -> None:
    made = Office(*size)
    made.work(40.0)
    media, anchors = Media(len(made.chunks)), Anchors()
    media.take(range(len(made.chunks)), [msgspec.msgpack.encode(chunk) for chunk in made.chunks])
    previews = Previews(media, made.t_ns, anchors)
    while not previews.done:
        previews.make(lambda: None)
    plain, anchored, chance = Frames(media), Frames(media, anchors=anchors), random.Random(9)
    costs: list[int] = []
    for _ in range(60):
        t_ns = chance.randrange(made.chunks[0].frames[0][1], made.t_ns)
        costs.append(anchored.cost(t_ns))
        expected, shown = plain.at(t_ns), anchored.at(t_ns)

        assert expected is not None
        assert shown is not None
        assert shown.place == expected.place
        for here, there in zip(planes(shown.frame), planes(expected.frame), strict=True):
            assert np.array_equal(here, there)
    assert anchors.size > 0
    assert max(costs) <= 2 * FRAMES_APART


def test_a_stream_that_may_refer_to_more_frames_gets_no_anchors() -> None:
    key = chunks()[0].data[: chunks()[0].frames[0][3]]

    assert refers_to_one(key)
    assert not refers_to_one(key.replace(b"\0\0\1\x67", b"\0\0\1\x68", 1))
    assert not refers_to_one(key[:8])
    assert not refers_to_one(_with_two_references(key))


def test_an_anchor_of_another_size_is_not_used() -> None:
    media, anchors = loaded(), Anchors()
    frames = Frames(media)
    first, last = frames.at(times()[0]), frames.at(times()[-1])
    assert first is not None
    assert last is not None
    packets = media.packets(times()[-1])
    anchors.offer(packets[0], first.frame)
    for packet in packets[1:9]:
        anchors.offer(packet, last.frame)
    other = Office(640, 360)
    other.work(1.0)
    decoder = open_decoder(other.chunks[0], whole=True)
    frame = decode_packet(decoder, other.chunks[0].data[: other.chunks[0].frames[0][3]])
    found = anchors.before(packets[0].place, packets[-1].place)

    assert found is not None
    assert not anchors.lay_over(found, frame)


def _with_two_references(key: bytes) -> bytes:
    """The same headers with room for two frames: the number one is the bits 010, two is 011."""
    start = key.index(b"\0\0\1\x67") + 4
    for bit in range(24, 80):
        byte, mask = start + bit // 8, 0x80 >> bit % 8
        changed = bytearray(key)
        changed[byte] ^= mask
        if bit >= 26 and not refers_to_one(bytes(changed)):
            return bytes(changed)
    raise AssertionError
