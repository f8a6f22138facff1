"""A window that must not be seen is in no picture: shown, moved, overlapped, hidden, flashed."""

# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import xcffib.xproto as xproto
from hypothesis import given
from hypothesis import strategies as st

from recorder.capture.screen import open_screen
from recorder.engine_masks import MARGIN_MAX_NS, Masks
from recorder.engine_pictures import Pictures
from recorder.session.decoder import Pictures as Decoded
from recorder.session.events import GapEvent, GapReason, Hidden
from recorder.session.model import Rect
from recorder.session.reader import Session
from recorder.timeline import Timeline
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests.engine_helpers import Running, of, pictures, recording
from tests.mask_windows import PLAIN_RGB, SECRET_RGB, Painted, is_of
from tests.screen_helpers import small_desktop
from tests.session_helpers import make_worker

pytestmark = pytest.mark.alone

MS = 1_000_000
FLASH_S = 0.05
LOAD = 16
BOXES = st.lists(st.builds(Rect, *[st.integers(0, 9)] * 2, *[st.integers(1, 9)] * 2), max_size=3)


@given(st.lists(st.tuples(st.integers(0, 50), BOXES), max_size=6), st.integers(0, 400))
def test_what_must_not_be_seen_at_any_time_of_the_margin_is_covered(
    changes: list[tuple[int, list[Rect]]], later_ms: int
) -> None:
    masks, now_ms, story = Masks(20 * MS), 0, list[tuple[int, tuple[Rect, ...]]]()
    for wait_ms, boxes in changes:
        now_ms += wait_ms
        masks.change(now_ms * MS, tuple(boxes))
        story.append((now_ms, tuple(boxes)))
    now_ms += later_ms

    ends = [*[at_ms for at_ms, _ in story[1:]], now_ms][: len(story)]
    wanted = {
        box
        for (_, boxes), end_ms in zip(story, ends, strict=True)
        for box in boxes
        if end_ms >= now_ms - 40
    }
    masks.forget(now_ms * MS)
    assert set(masks.since(now_ms * MS)) == wanted


def test_what_came_and_went_while_nobody_looked_is_covered_in_the_pictures_that_wait() -> None:
    masks, box = Masks(20 * MS), Rect(1, 1, 5, 5)
    masks.change(10 * MS, (box,))
    masks.change(20 * MS, ())

    masks.forget(9 * MS)
    assert masks.since(9 * MS) == (box,)
    assert masks.since(500 * MS) == ()


def test_the_margin_is_two_pictures_and_never_as_long_as_what_a_kill_may_cost() -> None:
    assert Masks(33 * MS).margin_ns == 66 * MS
    assert Masks(1000 * MS).margin_ns == MARGIN_MAX_NS


@pytest.fixture
def bare() -> Iterator[VirtualDesktop]:
    with small_desktop() as desktop:
        yield desktop


def flash(painted: Painted, times: int = 4) -> None:
    for number in range(times):
        window = painted.window(Rect(20 + 40 * (number % 5), 30, 60, 40), SECRET_RGB, "Safe")
        painted.show(window)
        time.sleep(FLASH_S)
        painted.show(window, shown=False)
        time.sleep(0.007 * (number % 5))


def move(painted: Painted, times: int = 25) -> None:
    window = painted.window(Rect(10, 10, 60, 40), SECRET_RGB, "Safe")
    painted.show(window)
    for step in range(times):
        painted.configure(window, x=10 + 29 * step % 210, y=10 + 17 * step % 170)
        time.sleep(0.011)
    painted.show(window, shown=False)


def overlap(painted: Painted, times: int = 4) -> None:
    window = painted.window(Rect(30, 30, 100, 70), SECRET_RGB, "Safe")
    over = painted.window(Rect(60, 50, 100, 70), PLAIN_RGB, "Notes")
    painted.show(window)
    painted.show(over)
    for number in range(times):
        painted.configure(window, stack=xproto.StackMode.Above)
        time.sleep(0.02)
        painted.configure(over, stack=xproto.StackMode.Above)
        # Longer than what was covered stays so.
        time.sleep(0.11 + 0.007 * (number % 5))
    painted.show(over, shown=False)
    time.sleep(0.05)
    painted.show(window, shown=False)


def minimise(painted: Painted, times: int = 4) -> None:
    window = painted.window(Rect(30, 30, 100, 70), SECRET_RGB, "Safe")
    for number in range(times):
        painted.show(window)
        wait_until(lambda: painted.is_viewable(window), "the window")
        time.sleep(0.02 + 0.007 * (number % 5))
        painted.minimise(window)
        wait_until(lambda: not painted.is_viewable(window), "that it is minimised")
        time.sleep(0.007 * (number % 5))


@pytest.mark.parametrize("act", [flash, move, overlap], ids=lambda act: act.__name__)
def test_no_picture_shows_a_pixel_of_a_window_that_must_not_be_seen(
    bare: VirtualDesktop, tmp_path: Path, act: Callable[[Painted], None]
) -> None:
    session = _recorded(bare, tmp_path, act)

    assert _colours(session, SECRET_RGB) == 0
    gaps = [gap for gap in of(session, GapEvent) if gap.hidden is Hidden.PIXELS]
    reasons = {gap.reason for gap in gaps}
    # A window that is gone before its program can be asked for is unknown.
    assert GapReason.APP_NOT_ALLOWED in reasons
    assert reasons <= {GapReason.APP_NOT_ALLOWED, GapReason.UNKNOWN}
    assert [gap.begins for gap in gaps] == [True, False] * (len(gaps) // 2)


def test_what_lies_over_it_and_what_comes_after_it_is_seen(
    bare: VirtualDesktop, tmp_path: Path
) -> None:
    session = _recorded(bare, tmp_path, overlap)

    assert _colours(session, PLAIN_RGB) > 0
    _, last = pictures(session)[-1]
    assert not is_of(last, PLAIN_RGB).any()
    assert (last[40:90, 40:120].max(axis=2) == last[200, 200].max()).all()


def test_news_of_a_window_that_come_late_still_cover_it_in_the_pictures_before(
    bare: VirtualDesktop,
) -> None:
    painted, box = Painted(bare.display), Rect(40, 40, 80, 60)
    painted.show(painted.window(Rect(0, 0, 300, 300), PLAIN_RGB, "Notes"))
    window = painted.window(box, SECRET_RGB, "Safe")
    screen, timeline = open_screen(bare.display, None), Timeline(time.monotonic_ns())
    seen = Pictures(
        screen, timeline, 30, lambda desktop: screen, lambda: seen.saw(time.monotonic_ns())
    )
    seen.start()
    threads = [threading.Thread(target=work) for work in (seen.look, seen.encode)]
    for thread in threads:
        thread.start()
    wait_until(lambda: seen.frames == 1, "the first picture")

    for late_s in (0.03, 0.06, 0.09):
        before = seen.frames
        painted.show(window)
        time.sleep(late_s)
        seen.mask(time.monotonic_ns(), (box,))
        time.sleep(0.03)
        painted.show(window, shown=False)
        seen.mask(time.monotonic_ns(), ())
        wait_until(lambda before=before: seen.frames > before + 1, "the window came and went")
    seen.stop()
    for thread in threads:
        thread.join(5)
    painted.client.close()

    chunks = seen.chunks()
    shown = Decoded(chunks)
    images = [shown.frame(index) for chunk in chunks for index, *_ in chunk.frames]
    assert len(images) == seen.frames
    assert sum(int(is_of(image, SECRET_RGB).sum()) for image in images) == 0
    assert is_of(images[-1][45:95, 45:115], PLAIN_RGB).all()


@pytest.mark.prove
@pytest.mark.parametrize(
    ("act", "times"), [(flash, 200), (move, 600), (overlap, 100)], ids=["flash", "move", "overlap"]
)
def test_a_window_that_is_shown_many_times_is_in_no_picture(
    bare: VirtualDesktop, tmp_path: Path, act: Callable[[Painted, int], None], times: int
) -> None:
    """Whether a picture falls between a window and the news of it is luck, so there are many."""
    session = _recorded(bare, tmp_path, lambda painted: act(painted, times))

    assert _colours(session, SECRET_RGB) == 0


@pytest.mark.prove
@pytest.mark.parametrize(
    ("act", "times"), [(flash, 100), (move, 400), (overlap, 60)], ids=["flash", "move", "overlap"]
)
def test_a_window_is_in_no_picture_of_a_machine_that_has_no_time(
    bare: VirtualDesktop, tmp_path: Path, act: Callable[[Painted, int], None], times: int
) -> None:
    """The news of windows come late then, and pictures wait for them."""

    def act_busily(painted: Painted) -> None:
        with busy(LOAD):
            act(painted, times)

    session = _recorded(bare, tmp_path, act_busily, preexec_fn=lambda: os.nice(5))

    assert _colours(session, SECRET_RGB) == 0


@pytest.mark.prove
@pytest.mark.parametrize("load", [0, LOAD])
def test_a_window_that_is_minimised_many_times_is_in_no_picture(tmp_path: Path, load: int) -> None:
    """A window manager frames it, hides it and brings it back."""

    def act(painted: Painted) -> None:
        with busy(load):
            minimise(painted, 60)

    with virtual_desktop("320x240", accessibility=False) as managed:
        session = _recorded(managed, tmp_path, act, preexec_fn=lambda: os.nice(5 if load else 0))

    assert _colours(session, SECRET_RGB) == 0


@contextmanager
def busy(load: int) -> Iterator[None]:
    """So many programs that do nothing but keep the machine from doing anything else."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(load)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def _recorded(
    desktop: VirtualDesktop, folder: Path, act: Callable[[Painted], None], **popen: object
) -> Session:
    """A session in which something restless is seen, while `act` is done."""
    painted = Painted(desktop.display)
    stopped = threading.Event()
    worker, options = make_worker(folder), ("--never", "safe", "--fps", "30")
    with recording(desktop, worker, *options, **popen) as running:
        running.wait_for(frames=1)
        restless = threading.Thread(target=_blink, args=(desktop, stopped))
        restless.start()
        try:
            act(painted)
            _wait_for_pictures(running)
        finally:
            stopped.set()
            restless.join(5)
        session = running.end()
    painted.client.close()
    return session


def _wait_for_pictures(running: Running) -> None:
    running.wait_for(frames=running.status().frames + 8)


def _blink(desktop: VirtualDesktop, stopped: threading.Event) -> None:
    """Change the screen all the time, so that each look takes a picture."""
    painted = Painted(desktop.display)
    window = painted.window(Rect(0, 0, 8, 8), 0x000080, "Blink")
    shown = True
    while not stopped.wait(0.01):
        painted.show(window, shown)
        shown = not shown
    painted.client.close()


def _colours(session: Session, rgb: int) -> int:
    """How many pixels of a colour all pictures hold."""
    return sum(int(is_of(image, rgb).sum()) for _, image in pictures(session))
