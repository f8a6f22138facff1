"""The scenes of the review: nothing yet, a session with its steps, corrected, several, locked."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QWidget

from annotate.edits import Correct, Describe, SetOutcome
from replay.action_types import Click, Type
from replay.correction_types import Delete
from studio.gui.review.place import ReviewPlace
from studio.gui.vault import VaultState
from tests import scenes_sessions
from tests.screenshots import Scene, Stage


def _place(stage: Stage) -> ReviewPlace:
    stage.window.show_place("review")
    return cast(ReviewPlace, stage.window.place("review"))


def opened(stage: Stage) -> ReviewPlace:
    sessions = scenes_sessions.filled(stage)
    entry = next(each for each in sessions.shelf.entries if each.task == scenes_sessions.TASKS[0])
    place = _place(stage)
    place.review(entry.session)
    desk = place.page.desk
    stage.wait(lambda: desk.is_open and desk.steps)
    stage.wait(lambda: desk.player.previews is not None and desk.player.previews.done)
    stage.settle()
    stage.afterwards.append(place.leave_review)
    return place


def _choose(place: ReviewPlace, kind: type) -> None:
    desk = place.page.desk
    step = next(each for each in desk.steps if isinstance(each.action, kind))
    desk.select([step.id])
    desk.seek(step.action.t_start_ns)


def _corrected(stage: Stage) -> ReviewPlace:
    """A review under way: two steps deleted, one described, one divided."""
    place = opened(stage)
    page, desk = place.page, place.page.desk
    if not desk.gone:
        clicks = [step for step in desk.steps if isinstance(step.action, Click)]
        desk.apply(Correct(Delete(clicks[0].id)))
        desk.apply(Describe(clicks[1].id, "Open the list of orders"))
        desk.apply(SetOutcome("success"))
        _choose(place, Type)
        stage.wait(lambda: len(page.inspector.step.cutter.parts) > 1)
        stage.context.actions.trigger("review.split")
        stage.wait(lambda: not desk.is_saving)
    stage.settle()
    return place


def _empty(stage: Stage) -> QWidget:
    _place(stage)
    return stage.window


def _step(stage: Stage) -> QWidget:
    place = _corrected(stage)
    _choose(place, Type)
    stage.settle()
    return stage.window


def _click(stage: Stage) -> QWidget:
    place = _corrected(stage)
    _choose(place, Click)
    place.page.inspector.step.toggle_events()
    stage.settle()
    stage.afterwards.append(place.page.inspector.step.toggle_events)
    return stage.window


def _playhead(stage: Stage) -> QWidget:
    place = _corrected(stage)
    _choose(place, Type)
    place.page.toggle_pair()
    stage.settle()
    stage.afterwards.append(place.page.toggle_pair)
    return stage.window


def _several(stage: Stage) -> QWidget:
    place = _corrected(stage)
    place.page.desk.select([step.id for step in place.page.desk.steps[1:4]])
    place.page.inspector.show_step()
    stage.settle()
    return stage.window


def _deleted(stage: Stage) -> QWidget:
    place = _corrected(stage)
    gone = place.page.desk.gone[0]
    place.page.desk.select([gone.id])
    place.page.desk.seek(gone.action.t_start_ns)
    stage.settle()
    return stage.window


def _found_nothing(stage: Stage) -> QWidget:
    place = _corrected(stage)
    place.page.steps.search.setText("holiday")
    stage.afterwards.append(place.page.steps.clear_filters)
    stage.settle()
    return stage.window


def _locked(stage: Stage) -> QWidget:
    place = _corrected(stage)
    stage.context.vault.lock()
    stage.wait(lambda: stage.context.vault.state is VaultState.LOCKED)
    stage.wait(lambda: place.page.player.is_locked)
    return stage.window


SCENES: dict[str, Scene] = {
    "review-empty": _empty,
    "review": _step,
    "review-click": _click,
    "review-playhead": _playhead,
    "review-several": _several,
    "review-deleted": _deleted,
    "review-found-nothing": _found_nothing,
    "review-locked": _locked,
}
