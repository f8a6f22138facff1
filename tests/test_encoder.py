"""Pictures through the encoder and back: exact times, whole streams, nothing held back."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from recorder.errors import CaptureError, Damaged, WrongUse
from recorder.media import encoder as encoder_module
from recorder.media.encoder import KEY_AFTER_FRAMES, KEY_AFTER_NS, Encoder
from recorder.media.slots import Picture, Pixels
from recorder.session.decoder import Pictures
from recorder.session.model import Chunk, Rect
from tests.screen_helpers import picture_of

SECOND = 1_000_000_000
SIZE = Rect(0, 0, 160, 120)
MASK = Rect(40, 30, 50, 40)


def desktop_with_bar(step: int, size: Rect = SIZE) -> Pixels:
    """A white desktop with a dark bar whose place says the step."""
    pixels = np.full((size.height, size.width, 4), 255, np.uint8)
    pixels[:, step * 8 % size.width : step * 8 % size.width + 8] = 0
    return pixels


def recorded(count: int, *, step_ns: int = SECOND // 30, size: Rect = SIZE) -> list[Chunk]:
    encoder = Encoder(size)
    for step in range(count):
        encoder.encode(picture_of(desktop_with_bar(step, size), size), step, step * step_ns)
    return drain(encoder)


def drain(encoder: Encoder) -> list[Chunk]:
    return list(iter(encoder.take_chunk, None))


def bar_of(image: Pixels) -> int:
    return int(image[image.shape[0] // 2, :, 0].argmin()) // 8


def test_every_frame_comes_out_at_once_with_its_own_time_and_shows_what_it_showed() -> None:
    encoder = Encoder(SIZE)
    times = [0, 5, SECOND, SECOND + 1, 7 * SECOND]
    for index, t_ns in enumerate(times):
        (packet,) = encoder.encode(picture_of(desktop_with_bar(index), SIZE), 10 + index, t_ns)
        assert (packet.index, packet.t_ns) == (10 + index, t_ns)

    pictures = Pictures(drain(encoder))

    assert pictures.times == tuple(times)
    assert [bar_of(pictures.frame(10 + index)) for index in range(5)] == [0, 1, 2, 3, 4]


def test_a_key_frame_comes_after_ten_seconds_and_sixty_frames() -> None:
    (chunk,) = recorded(KEY_AFTER_FRAMES * 2, step_ns=SECOND // 5)
    keys = [index for index, _, is_key, _ in chunk.frames if is_key]
    assert keys == [0, KEY_AFTER_FRAMES]

    (chunk,) = recorded(320)
    keys = [index for index, _, is_key, _ in chunk.frames if is_key]
    assert keys == [0, -(-KEY_AFTER_NS // (SECOND // 30))]


def test_chunks_of_one_stream_decode_in_any_order_of_asking() -> None:
    encoder = Encoder(SIZE)
    chunks: list[Chunk] = []
    for step in range(40):
        force = step in (13, 26)
        encoder.encode(picture_of(desktop_with_bar(step), SIZE), step, step, force_key=force)
        if step % 7 == 6:
            chunks += drain(encoder)
    pictures = Pictures([*chunks, *drain(encoder)])

    asked = [39, 0, 12, 13, 14, 5, 26, 25, 38, 1]

    assert [bar_of(pictures.frame(index)) for index in asked] == [step % 20 for step in asked]


def test_reset_drops_what_waits_and_begins_a_new_stream_with_a_key_frame() -> None:
    encoder = Encoder(SIZE)
    encoder.encode(picture_of(desktop_with_bar(1), SIZE), 0, 0)
    kept = drain(encoder)
    encoder.encode(picture_of(desktop_with_bar(2), SIZE), 1, 1)

    encoder.reset()

    assert encoder.take_chunk() is None
    (packet,) = encoder.encode(picture_of(desktop_with_bar(3), SIZE), 2, 2)
    assert packet.is_key
    (after,) = drain(encoder)
    assert after.stream == kept[0].stream + 1
    pictures = Pictures([*kept, after])
    assert [bar_of(pictures.frame(index)) for index in (2, 0)] == [3, 1]


@pytest.mark.parametrize("size", [Rect(0, 0, 101, 77), Rect(5, 9, 100, 33), Rect(0, 0, 1, 1)])
def test_an_odd_size_comes_back_in_its_true_size(size: Rect) -> None:
    desktop = np.full((size.y + size.height, size.x + size.width, 4), 200, np.uint8)
    encoder = Encoder(size)
    encoder.encode(picture_of(desktop, size), 0, 0)

    image = Pictures(drain(encoder)).frame(0)

    assert image.shape == (size.height, size.width, 3)
    assert np.abs(image.astype(int) - 200).max() <= 3


def test_a_masked_box_is_black_in_the_decoded_frame() -> None:
    encoder = Encoder(SIZE)
    secret = np.random.default_rng(3).integers(0, 256, (120, 160, 4), dtype=np.uint8)
    for index in range(3):
        encoder.encode(picture_of(secret, SIZE, (MASK,)), index, index)

    image = Pictures(drain(encoder)).frame(2)

    inside = image[MASK.y : MASK.y + MASK.height, MASK.x : MASK.x + MASK.width]
    # The filter of the video may reach a pixel or two over an edge, never further.
    assert inside[4:-4, 4:-4].max() <= 24


@pytest.mark.parametrize("bgr", [(0, 0, 255), (0, 255, 0), (255, 0, 0), (10, 120, 240)])
def test_colours_come_back_as_they_were(bgr: tuple[int, int, int]) -> None:
    desktop = np.full((120, 160, 4), (*bgr, 0), np.uint8)
    encoder = Encoder(SIZE)
    encoder.encode(picture_of(desktop, SIZE), 0, 0)

    image = Pictures(drain(encoder)).frame(0)

    assert np.abs(image.astype(int) - bgr).max() <= 6


def test_the_frame_at_a_time_is_the_last_one_before_it() -> None:
    pictures = Pictures(recorded(5, step_ns=100))

    assert pictures.frame_at(-1) is None
    for t_ns, step in ((0, 0), (99, 0), (100, 1), (250, 2), (10_000, 4)):
        image = pictures.frame_at(t_ns)
        assert image is not None
        assert bar_of(image) == step


def test_other_threads_run_while_a_frame_is_encoded() -> None:
    size = Rect(0, 0, 1920, 1080)
    encoder = Encoder(size)
    noise = Picture(1920, 1080)
    noise.pixels[:] = np.random.default_rng(0).integers(0, 256, noise.pixels.shape, dtype=np.uint8)
    spans: list[tuple[int, int]] = []

    def encode() -> None:
        for index in range(3):
            began = time.monotonic_ns()
            encoder.encode(noise, index, index)
            spans.append((began, time.monotonic_ns()))

    encoding = threading.Thread(target=encode)
    encoding.start()
    stamps: list[int] = []
    while encoding.is_alive():
        stamps.append(time.monotonic_ns())
        time.sleep(0.001)
    encoding.join()

    began, ended = max(spans, key=lambda span: span[1] - span[0])
    assert sum(began < stamp < ended for stamp in stamps) > 5


def test_a_missing_encoder_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "CODEC", "libx264-that-is-not-there")

    with pytest.raises(CaptureError, match="no libx264"):
        Encoder(SIZE).encode(Picture(160, 120), 0, 0)


def test_a_frame_that_is_not_there_is_refused() -> None:
    with pytest.raises(WrongUse, match="no frame 9"):
        Pictures(recorded(2)).frame(9)


def test_chunks_that_contradict_themselves_are_damaged() -> None:
    (good,) = recorded(4)
    index, t_ns, is_key, size = good.frames[1]
    wrong = [
        Chunk(0, 0, 120, good.frames, good.data),
        Chunk(0, 20_000, 120, good.frames, good.data),
        Chunk(0, 160, 120, good.frames, good.data[:-1]),
        Chunk(0, 160, 120, ((index, t_ns, is_key, -size), *good.frames), good.data),
        Chunk(0, 160, 120, good.frames[::-1], good.data),
        Chunk(0, 160, 120, good.frames[1:], good.data[good.frames[0][3] :]),
    ]
    for chunk in wrong:
        with pytest.raises(Damaged):
            Pictures([chunk])


def test_a_stream_of_another_size_than_it_says_is_damaged() -> None:
    (good,) = recorded(1)
    for width, height in ((158, 120), (16, 16), (4000, 4000)):
        with pytest.raises(Damaged):
            Pictures([Chunk(0, width, height, good.frames, good.data)]).frame(0)


def test_hostile_bytes_are_damaged_or_a_picture_of_the_right_size() -> None:
    (good,) = recorded(6)
    dice = np.random.default_rng(11)
    for _ in range(400):
        data = bytearray(good.data)
        for _ in range(dice.integers(1, 12)):
            data[dice.integers(len(data))] = dice.integers(256)
        pictures = Pictures([Chunk(0, 160, 120, good.frames, bytes(data))])
        try:
            image = pictures.frame(int(dice.integers(6)))
        except Damaged:
            continue
        assert image.shape == (120, 160, 3)
