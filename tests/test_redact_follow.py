"""What moves is followed: the places a rectangle had, and that it is covered in all of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from annotate.redact.follow import follow
from annotate.redact.frames import Shown
from annotate.redact.masks import boxes_of_region
from annotate.redact.plan import Keyframe, Region
from recorder.errors import WrongUse
from recorder.media.slots import Picture
from recorder.session.model import Rect

WIDTH, HEIGHT, SECOND = 320, 200, 1_000_000_000
CORNER = (-100, 50)


def moving(places: list[tuple[int, int] | None]) -> Iterator[Shown]:
    """A patterned window of 60 x 30 on a patterned desk, one frame a second."""
    noise = np.random.default_rng(7)
    desk = noise.integers(180, 255, (HEIGHT, WIDTH), np.uint8)
    window = noise.integers(0, 120, (30, 60), np.uint8)
    for index, place in enumerate(places):
        picture = Picture(WIDTH, HEIGHT)
        picture.planes[0][:] = desk
        if place is not None:
            x, y = place
            picture.planes[0][y : y + 30, x : x + 60] = window
        at = index * SECOND
        yield Shown(index, at, at + SECOND, 0, WIDTH, HEIGHT, picture)


def region_at(x: int, y: int, until_s: int) -> Region:
    return Region("r1", Rect(x + CORNER[0], y + CORNER[1], 60, 30), 0, until_s * SECOND)


def test_a_window_that_moves_is_covered_wherever_it_goes() -> None:
    places: list[tuple[int, int] | None] = [(10, 10), (13, 18), (13, 18), (250, 160), (40, 100)]

    region = follow(region_at(10, 10, 5), moving(places), CORNER)

    assert region.keyframes == tuple(
        Keyframe(second * SECOND, x + CORNER[0], y + CORNER[1])
        for second, (x, y) in ((0, (10, 10)), (1, (13, 18)), (3, (250, 160)), (4, (40, 100)))
    )
    for shown, place in zip(moving(places), places, strict=True):
        assert place is not None
        boxes = list(boxes_of_region(region, shown, CORNER))
        assert Rect(*place, 60, 30) in boxes


def test_what_is_not_found_again_stays_covered_where_it_was() -> None:
    places: list[tuple[int, int] | None] = [(10, 10), (60, 60), None, None]

    region = follow(region_at(10, 10, 4), moving(places), CORNER)

    *_, last = moving(places)
    assert list(boxes_of_region(region, last, CORNER)) == [Rect(60, 60, 60, 30)]


def test_it_is_covered_only_in_its_time() -> None:
    region = follow(region_at(10, 10, 2), moving([(10, 10)] * 4), CORNER)

    covered = [bool(list(boxes_of_region(region, s, CORNER))) for s in moving([(10, 10)] * 4)]

    assert covered == [True, True, False, False]


def test_what_cannot_be_followed_is_a_sentence() -> None:
    with pytest.raises(WrongUse, match="within the picture"):
        follow(region_at(300, 10, 2), moving([None]), CORNER)
    blank = Picture(WIDTH, HEIGHT)
    with pytest.raises(WrongUse, match="one colour"):
        follow(region_at(0, 0, 2), [Shown(0, 0, 9, 0, WIDTH, HEIGHT, blank)], CORNER)
