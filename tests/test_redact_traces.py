"""What a recipient could measure of a redacted text: how wide its box is while it is typed, and
where the screen is said to change.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from annotate.redact.burn_pictures import without_traces
from annotate.redact.candidates import redact
from annotate.redact.masks import Mask, masks_of_lines
from annotate.redact.plan import Everywhere, Plan
from annotate.redact.prove import Tools
from annotate.redact.reading import Seen
from annotate.redact.spans import Spans
from recorder.session.decoder import Image, Pictures
from recorder.session.events import ScreenEvent
from recorder.session.model import Rect
from recorder.session.reader import Session
from tests.redact_sessions import Desk, sealing, written
from tests.session_helpers import make_worker, plain_records, read

SECRET = "jo.miller@example.org"
WORD = Everywhere("r1", SECRET, "email")
ROW = slice(8 + 4 * 28, 8 + 4 * 28 + 26)
LEFT, TOP = 10, 120


def typed_letters() -> Desk:
    """A secret that comes up letter by letter, and a cursor that goes on blinking behind it."""
    desk = Desk()
    desk.window("Notes")
    desk.write(0, "Monthly orders")
    desk.wait(400)
    desk.type(SECRET, row=4)
    desk.wait(600)
    desk.write(1, "see the second page")
    desk.cut()
    return desk


def line(text: str, wide: int, first: int, last: int) -> Seen:
    return Seen(text, Rect(LEFT, TOP, wide, 20), first, last, 0)


def boxes_of(masks: list[Mask]) -> set[tuple[int, int]]:
    return {(mask.rect.x, mask.rect.width) for mask in masks}


def test_a_text_that_is_typed_is_hidden_from_its_first_letter_and_at_its_full_width() -> None:
    grown = [line(SECRET[:count], 11 * count, count, count) for count in range(1, len(SECRET) + 1)]
    others = [line("joy of life", 120, 40, 50), Seen("j", Rect(300, TOP, 9, 20), 1, 50, 0)]

    masks = masks_of_lines([*grown, *others], [WORD])

    assert {frame for mask in masks for frame in range(mask.first, mask.last + 1)} == {
        *range(1, len(SECRET) + 1)
    }
    assert len(boxes_of(masks)) == 1


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return written(make_worker(tmp_path / "home"), typed_letters())


def test_where_a_letter_came_up_below_a_box_is_not_told(session: Session) -> None:
    events = [
        replace(event, changed=Rect(LEFT + 11 * event.frame, TOP, 9, 20))
        if isinstance(event, ScreenEvent)
        else event
        for event in session.events
    ]
    box = Rect(LEFT, TOP - 4, 300, 28)
    masks = [Mask(box, 5, 15), Mask(box, 16, 16)]

    told = {
        event.frame: event.changed
        for event in without_traces(events, session, (), masks, Spans(()))
        if isinstance(event, ScreenEvent)
    }

    assert {told[frame] for frame in range(6, 17)} == {Rect(box.x, box.y, 1, 1)}
    assert told[5] == told[17] == box
    assert told[4] == Rect(LEFT + 11 * 4, TOP, 9, 20)


def extent_of(picture: Image) -> tuple[int, int] | None:
    """From where to where the row is filled."""
    dark = np.flatnonzero((picture[ROW].max(axis=2) < 40).mean(axis=0) > 0.8)
    return (int(dark[0]), int(dark[-1])) if dark.size else None


def test_the_box_of_a_typed_text_says_neither_how_many_letters_there_are_nor_how_wide(
    tmp_path: Path,
) -> None:
    worker = make_worker(tmp_path / "home")
    session = written(worker, typed_letters())

    done = redact(
        worker.home,
        worker.home.sessions / f"{session.id}.candor",
        session,
        Plan(session.id, (WORD,)),
        sealing(worker),
        Tools(()),
        lambda path: plain_records(path, worker),
        worker.identity.envelope,
    )

    before, after = Pictures(session.chunks), Pictures(read(done.path, worker).chunks)
    extents = {extent_of(after.frame(index)) for index in after.indexes}
    letters = [index for index in before.indexes if (before.frame(index)[ROW] < 100).any()]
    seen = [index for index in letters if extent_of(after.frame(index)) is None]
    assert len(letters) > len(SECRET) - 1
    assert len(extents - {None}) == 1
    assert len(seen) <= 1
