"""What a step went to: found by the time of its press, and not believed when something changed."""

from __future__ import annotations

import pytest

from recorder.session.events import (
    ButtonEvent,
    ElementEvent,
    Event,
    KeyEvent,
    ScreenEvent,
    Target,
    WindowEvent,
)
from recorder.session.model import Rect
from replay.actions import reduce
from replay.steps import steps_of
from replay.trajectory import Step, step_document

MS = 1_000_000
BOX = Rect(10, 10, 40, 20)
WINDOW = WindowEvent(0, 0, "a note", "mousepad", None, 1, Rect(0, 0, 100, 100))
CLICK = (
    ButtonEvent(1, 100 * MS, True, "left", 20, 20),
    ButtonEvent(4, 150 * MS, False, "left", 20, 20),
)


def told(
    t_ms: int, lag_ms: int, target: Target = Target.POINTER, name: str = "Save"
) -> ElementEvent:
    return ElementEvent(2, t_ms * MS, lag_ms * MS, target, "push button", name, BOX)


def only_step(*events: Event) -> Step:
    ordered = sorted(events, key=lambda event: event.seq)
    (step,) = steps_of(ordered, reduce(ordered))
    return step


def test_a_click_is_named_after_the_element_it_went_to() -> None:
    step = only_step(WINDOW, *CLICK, told(110, 10))

    assert step.sentence == "Click “Save” in mousepad"
    assert step_document(step)["element"] == {
        "role": "push button", "name": "Save", "bounds": [10, 10, 40, 20],
        "lag_ns": 10 * MS, "raced": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        ScreenEvent(3, 105 * MS, 0, BOX, 1),
        WindowEvent(3, 110 * MS, "other", "mousepad", None, 1, Rect(0, 0, 100, 100)),
    ],
)
def test_an_answer_after_something_changed_is_marked_and_not_believed(change: Event) -> None:
    step = only_step(WINDOW, *CLICK, told(110, 10), change)

    assert step.element is not None
    assert step.element.raced
    assert "Save" not in step.sentence


def test_a_change_outside_of_the_time_of_the_answer_says_nothing_against_it() -> None:
    for t_ms in (100, 111):
        step = only_step(WINDOW, *CLICK, told(110, 10), ScreenEvent(3, t_ms * MS, 0, BOX, 1))
        assert step.element is not None
        assert not step.element.raced


def test_an_element_of_another_press_is_not_taken() -> None:
    assert only_step(WINDOW, *CLICK, told(111, 10)).element is None
    assert only_step(WINDOW, *CLICK, told(110, 10, Target.FOCUS)).element is None


def test_typing_keeps_the_field_it_went_into() -> None:
    keys = [
        KeyEvent(1, 100 * MS, True, 30, "a", "a"),
        KeyEvent(3, 120 * MS, False, 30, "a", ""),
    ]
    step = only_step(WINDOW, *keys, told(110, 10, Target.FOCUS, "Customer"))

    assert step.element is not None
    assert step.element.name == "Customer"
