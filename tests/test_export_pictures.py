"""Pictures of an export: without loss, the same whatever came before, by one process or two."""

from __future__ import annotations

from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.office import Office
from recorder.errors import Damaged, StorageError
from recorder.session.decoder import Pictures
from recorder.session.model import Chunk
from replay.export import pictures
from replay.export.pictures import write_in_halves, write_pictures
from replay.export.png import STRIP_ROWS, PngWriter
from replay.frames import Picture
from tests.export_sessions import contents


@pytest.fixture(scope="module")
def chunks() -> tuple[Chunk, ...]:
    """A painted minute with several key frames."""
    office = Office(320, 200)
    office.work(60.0)
    return tuple(office.chunks)


class Counting:
    """Counts how often the video is entered anew."""

    def __init__(self, chunks: tuple[Chunk, ...]) -> None:
        self._pictures = Pictures(chunks)
        self.order: list[int] = []

    def frame(self, index: int) -> Picture:
        self.order.append(index)
        return self._pictures.frame(index)


def indexes(chunks: tuple[Chunk, ...]) -> list[int]:
    return [index for chunk in chunks for index, _, _, _ in chunk.frames]


@given(
    st.lists(
        st.tuples(st.integers(0, 2 * STRIP_ROWS), st.integers(0, 40), st.integers(0, 255)),
        max_size=6,
    ),
    st.integers(1, 3 * STRIP_ROWS),
    st.integers(1, 41),
)
def test_any_picture_comes_back_as_it_was(
    dabs: list[tuple[int, int, int]], height: int, width: int
) -> None:
    picture = np.zeros((height, width, 3), np.uint8)
    writer = PngWriter()
    for y, x, colour in dabs:
        picture = picture.copy()
        picture[y : y + 5, x : x + 5] = (colour, 255 - colour, 7)
        data = writer.png(picture)
        again = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        assert again is not None
        assert np.array_equal(again, picture)
        assert data == PngWriter().png(picture)


def test_two_processes_write_the_same_files_as_one(chunks: tuple[Chunk, ...], tmp_path: Path):
    frames = indexes(chunks)[::3]
    assert pictures._cut(frames, chunks) is not None
    alone = write_pictures(frames, Pictures(chunks), tmp_path / "one")
    source = Counting(chunks)
    halves = write_in_halves(frames, source, tmp_path / "two", chunks)
    assert halves == alone
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert len(source.order) < len(frames)
    assert source.order == sorted(source.order)


def test_a_broken_half_is_said_in_a_sentence(chunks: tuple[Chunk, ...], tmp_path: Path):
    frames = indexes(chunks)[-1::-3][::-1]
    last = chunks[-1]
    broken = msgspec.structs.replace(last, data=bytes(len(last.data)))
    with pytest.raises(Damaged, match="candor verify"):
        write_in_halves(frames, Pictures(chunks), tmp_path / "out", (*chunks[:-1], broken))
    (tmp_path / "there").mkdir()
    for frame in frames[-3:]:
        (tmp_path / "there" / f"{frame:06d}.png").write_text("")
    with pytest.raises(StorageError):
        write_in_halves(frames, Pictures(chunks), tmp_path / "there", chunks)


def test_few_pictures_need_no_second_process(
    chunks: tuple[Chunk, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pictures, "_start", lambda _half: pytest.fail("It was started."))
    frames = indexes(chunks)[:5]
    assert set(write_in_halves(frames, Pictures(chunks), tmp_path / "out", chunks)) == set(frames)
