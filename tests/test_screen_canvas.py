"""The picture that is kept up to date box by box is always the picture of the whole."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recorder.capture.canvas import Canvas
from recorder.capture.screen import (
    Changed,
    Pace,
    Skipped,
    Unchanged,
    choose_rectangle,
)
from recorder.errors import WrongUse
from recorder.media.colour import Converter
from recorder.media.slots import MASK_CHROMA, MASK_LUMA, Picture, Pixels, coded_size, even_box
from recorder.session.model import Desktop, Display, Rect
from tests.screen_helpers import noise, picture_of

DESKTOP_PX = 48

sides = st.integers(1, DESKTOP_PX)


@st.composite
def boxes(draw: st.DrawFn) -> Rect:
    width, height = draw(sides), draw(sides)
    x, y = draw(st.integers(0, DESKTOP_PX - width)), draw(st.integers(0, DESKTOP_PX - height))
    return Rect(x, y, width, height)


@settings(max_examples=150)
@given(
    captured=boxes(),
    steps=st.lists(st.tuples(boxes(), st.integers(0, 3), st.booleans()), max_size=12),
    masks=st.lists(boxes(), max_size=2),
)
def test_partial_updates_give_the_picture_of_a_full_grab(
    captured: Rect, steps: list[tuple[Rect, int, bool]], masks: list[Rect]
) -> None:
    desktop = noise(DESKTOP_PX, DESKTOP_PX, 0)

    def grab(box: Rect) -> Pixels:
        assert captured.intersect(box) == box, "nothing outside is ever fetched"
        return desktop[box.y : box.y + box.height, box.x : box.x + box.width].copy()

    canvas = Canvas(captured, grab, time.monotonic_ns)
    first = canvas.update(captured, masks)
    assert first is not None
    newest, held = first.slot.picture, [first.slot]
    for box, seed, hold in steps:
        inside = box.intersect(captured)
        if inside is None:
            continue
        part = noise(box.width, box.height, seed)
        desktop[box.y : box.y + box.height, box.x : box.x + box.width] = part
        if not hold or not canvas.has_free_slot:
            while held:
                held.pop().release()
        before = newest.pixels.copy()
        changed = canvas.update(inside, masks)
        if changed is not None:
            newest = changed.slot.picture
            held.append(changed.slot)

        expected = picture_of(desktop, captured, tuple(masks))
        assert (changed is None) == np.array_equal(before, expected.pixels)
        assert np.array_equal(newest.pixels, expected.pixels)


@given(captured=boxes(), mask=boxes())
def test_a_masked_box_is_solid_whatever_is_under_it(captured: Rect, mask: Rect) -> None:
    picture = picture_of(noise(DESKTOP_PX, DESKTOP_PX, 1), captured, (mask,))

    part = mask.intersect(captured)
    if part is not None:
        local = Rect(part.x - captured.x, part.y - captured.y, part.width, part.height)
        luma, blue, red = picture.box(even_box(local, picture.width, picture.height))
        assert (luma == MASK_LUMA).all()
        assert (blue == MASK_CHROMA).all()
        assert (red == MASK_CHROMA).all()


@given(captured=boxes())
def test_an_odd_size_gets_one_pixel_more_and_loses_none(captured: Rect) -> None:
    desktop = noise(DESKTOP_PX, DESKTOP_PX, 2)

    picture = picture_of(desktop, captured)

    assert (picture.width, picture.height) == coded_size(captured)
    assert 0 <= picture.width - captured.width <= 1
    gray = desktop[..., :3] @ np.array([0.114, 0.587, 0.299])
    luma = picture.planes[0][: captured.height, : captured.width].astype(float)
    y, x = captured.y, captured.x
    assert np.abs(luma - gray[y : y + captured.height, x : x + captured.width]).max() <= 1


def test_the_chroma_of_a_pixel_is_the_mean_of_four() -> None:
    pixels = np.zeros((2, 2, 4), np.uint8)
    pixels[0, 0] = (0, 0, 255, 0)
    picture = Picture(2, 2)

    Converter(2, 2).convert(pixels, picture)

    alone = Picture(2, 2)
    Converter(2, 2).convert(np.full((2, 2, 4), (0, 0, 255, 0), np.uint8), alone)
    quarter = (int(alone.planes[2][0, 0]) - MASK_CHROMA) / 4
    assert abs(int(picture.planes[2][0, 0]) - MASK_CHROMA - quarter) <= 1


def test_a_grab_that_fails_gives_its_slot_back() -> None:
    def grab(box: Rect) -> Pixels:
        raise RuntimeError

    canvas = Canvas(Rect(0, 0, 8, 8), grab, time.monotonic_ns, slots=1)

    with pytest.raises(RuntimeError):
        canvas.update(canvas.captured, ())

    assert canvas.has_free_slot


def test_the_pace_slows_down_only_when_skipping_goes_on() -> None:
    pace = Pace(30)
    for _ in range(14):
        pace.saw(Skipped(0))
    for _ in range(10):
        pace.saw(Changed.__new__(Changed))
    pace.saw(Unchanged(0))
    assert pace.fps == 30

    for _ in range(15):
        pace.saw(Skipped(0))

    assert pace.fps == 15
    assert pace.skipped == 29


@pytest.mark.parametrize("fps", [0, -1, 121])
def test_an_impossible_rate_is_refused(fps: int) -> None:
    with pytest.raises(WrongUse):
        Pace(fps)


TWO = Desktop(400, 100, (Display(0, 0, 0, 200, 100), Display(1, 200, 0, 200, 100)))


def test_a_monitor_a_region_or_all_can_be_chosen() -> None:
    assert choose_rectangle(TWO) == Rect(0, 0, 400, 100)
    assert choose_rectangle(TWO, monitor=1) == Rect(200, 0, 200, 100)
    assert choose_rectangle(TWO, region=Rect(150, 10, 100, 20)) == Rect(150, 10, 100, 20)


@pytest.mark.parametrize("region", [Rect(350, 0, 51, 10), Rect(-1, 0, 5, 5), Rect(0, 0, 0, 5)])
def test_a_region_that_is_not_on_the_desktop_is_refused(region: Rect) -> None:
    with pytest.raises(WrongUse, match="does not lie on the desktop"):
        choose_rectangle(TWO, region=region)


def test_an_unknown_monitor_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(WrongUse, match="no monitor 2; this desktop has: 0, 1"):
        choose_rectangle(TWO, monitor=2)
