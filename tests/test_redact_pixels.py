"""What a burning leaves of whole screens: every pixel of every frame, held against the original."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from annotate.detect.memory import Known
from annotate.redact.candidates import redact
from annotate.redact.frames import shown_frames
from annotate.redact.plan import Keyframe, Plan, Region
from annotate.redact.prove import PSNR_MIN_DB, Tools
from benchmarks.made_session import write_made
from benchmarks.office import Office
from recorder.media.slots import Picture
from recorder.session.model import Rect
from tests.redact_sessions import sealing
from tests.session_helpers import make_worker, plain_records, read

WIDTH, HEIGHT = 1920, 1080
SECONDS = 12
STILL = Rect(301, 203, 411, 95)
CARRIED = Rect(1000, 400, 240, 60)
PATH = ((1_000_000_000, 1000, 400), (5_000_000_000, 1333, 517), (8_000_000_000, 640, 811))
SOLID_SHADES = 16


def no_text(picture: Picture, box: Rect) -> list[Known]:
    """Reading that sees no text: the boxes are those of the plan alone."""
    return []


def boxes_at(from_ns: int, until_ns: int) -> list[Rect]:
    """Where the plan hides something while a frame is shown, at even pixels."""
    found = [STILL]
    ends = [*(start for start, _, _ in PATH[1:]), 1 << 62]
    for (start_ns, x, y), end_ns in zip(PATH, ends, strict=True):
        if start_ns < until_ns and from_ns < end_ns:
            found.append(Rect(x, y, CARRIED.width, CARRIED.height))
    return [
        Rect(
            box.x & ~1,
            box.y & ~1,
            (box.width + box.x % 2 + 1) & ~1,
            (box.height + box.y % 2 + 1) & ~1,
        )
        for box in found
    ]


def error_of(mine: NDArray[np.uint8], theirs: NDArray[np.uint8], where: NDArray[np.bool_]) -> float:
    difference = (mine.astype(np.int32) - theirs)[where]
    return float(np.mean(difference * difference))


@pytest.mark.prove
@pytest.mark.timeout(600)
def test_every_pixel_outside_of_the_boxes_stays_in_every_frame_of_a_whole_screen(
    tmp_path: Path,
) -> None:
    worker = make_worker(tmp_path / "home")
    office = Office(WIDTH, HEIGHT)
    office.work(SECONDS)
    path = write_made(worker.home.sessions, worker.receipt, worker.key, office)
    session = read(path, worker)
    carried = tuple(Keyframe(t_ns, x, y) for t_ns, x, y in PATH)
    plan = Plan(
        session.id,
        (
            Region("r1", STILL, 0, 1 << 62),
            Region("r2", CARRIED, PATH[0][0], 1 << 62, keyframes=carried),
        ),
    )

    done = redact(
        worker.home,
        path,
        session,
        plan,
        sealing(worker),
        Tools((), no_text),
        lambda path: plain_records(path, worker),
        worker.identity.envelope,
    )

    candidate = read(done.path, worker)
    both = zip(
        shown_frames(candidate.chunks, candidate.duration_ns),
        shown_frames(session.chunks, session.duration_ns),
        strict=True,
    )
    errors: list[float] = []
    shades: list[int] = []
    for shown, before in both:
        assert (shown.index, shown.t_ns) == (before.index, before.t_ns)
        outside = np.ones(shown.picture.planes[0].shape, np.bool_)
        for box in boxes_at(before.t_ns, before.until_ns):
            inside = np.s_[box.y : box.y + box.height, box.x : box.x + box.width]
            outside[inside] = False
            shades.append(int(np.ptp(shown.picture.planes[0][inside][2:-2, 2:-2])))
        planes = zip(shown.picture.planes, before.picture.planes, strict=True)
        for place, (mine, theirs) in enumerate(planes):
            where = outside if place == 0 else outside[::2, ::2]
            errors.append(error_of(mine, theirs, where))
    worst_db = 10 * np.log10(255 * 255 / max(max(errors), 1e-9))
    assert len(errors) // 3 == office.frames > 50
    assert worst_db >= PSNR_MIN_DB
    assert max(shades) <= SOLID_SHADES
