"""The place Review in the real window: what is seen, what keys do, and what stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from annotate.edits import Describe, Redact
from annotate.redact.plan import Text
from replay.action_types import Click, Type
from studio.gui.settings_table import TEXT_PERCENT, THEME
from studio.gui.vault import VaultState
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, child, settle
from tests.review_window import TASK, ReviewWindow, review_window

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SIZES = ((620, 380), (853, 533), (1280, 800), (1920, 1080), (3840, 2160))


@pytest.fixture
def window(candor_home: Path, qtbot: QtBot) -> Iterator[ReviewWindow]:
    with review_window(candor_home, qtbot) as made:
        yield made


def first(window: ReviewWindow, kind: type) -> str:
    return next(step.id for step in window.steps if isinstance(step.action, kind))


def test_without_a_session_it_says_how_to_come_to_one(window: ReviewWindow) -> None:
    window.main.show_place("review")
    choose = window.reviewing.findChild(QPushButton, "review-choose")
    assert choose is not None
    choose.click()

    assert window.main.current_place == "sessions"


def test_a_session_is_opened_from_the_list_and_stands_at_its_first_step(
    window: ReviewWindow,
) -> None:
    page = window.begin()

    assert window.main.current_place == "review"
    assert page.header.task.text() == TASK
    assert window.listed == [step.id for step in window.steps]
    assert window.desk.selection == (window.steps[0].id,)
    assert page.inspector.step.sentence.text().startswith("1. ")
    window.until(lambda: window.desk.t_ns == window.steps[0].action.t_start_ns)


def test_list_timeline_and_pictures_agree_on_where_one_is(window: ReviewWindow) -> None:
    page = window.begin()
    window.choose(window.steps[2].id)
    step = window.steps[2]
    assert window.desk.t_ns == step.action.t_start_ns
    assert page.player.step_now() == 2
    assert page.picture.before.t_ns == (step.before.t_ns if step.before else None)
    assert page.picture.after.t_ns == (step.after.t_ns if step.after else None)

    page.timeline.scrubbed.emit(window.steps[4].action.t_start_ns + 1)
    assert window.desk.selection == (window.steps[4].id,)
    assert page.steps.view.selected_steps() == (window.steps[4].id,)


def test_the_pictures_before_and_after_are_those_of_the_step(window: ReviewWindow) -> None:
    page = window.begin()
    step = next(each for each in window.steps if each.before and each.after)
    window.choose(step.id)
    before, after = page.picture.before, page.picture.after
    window.until(lambda: before.picture is not None and not before.picture.is_preview)
    window.until(lambda: after.picture is not None and not after.picture.is_preview)
    assert before.picture is not None
    assert after.picture is not None
    assert step.before is not None
    assert step.after is not None
    window.until(lambda: before.picture.t_ns <= step.before.t_ns)
    window.until(lambda: before.picture.t_ns < after.picture.t_ns <= step.after.t_ns)


def test_keys_hop_steps(window: ReviewWindow) -> None:
    window.begin()
    for key, modifier, place in (
        (Key.Key_Down, ALT, 1),
        (Key.Key_Right, ALT, 2),
        (Key.Key_Up, ALT, 1),
        (Key.Key_Left, ALT, 0),
    ):
        window.press(key, modifier)
        assert window.desk.selection == (window.steps[place].id,)


def test_delete_hides_a_step_goes_on_and_can_be_undone_from_the_menu(
    window: ReviewWindow,
) -> None:
    window.begin()
    one, two = window.steps[0].id, window.steps[1].id
    window.press(Key.Key_Delete)
    window.saved()
    assert window.desk.is_gone(one)
    assert window.listed[0] == one
    assert window.desk.selection == (two,)

    undo = window.context.actions.action("edit.undo")
    window.until(lambda: undo.text() == "Undo delete a step")
    window.press(Key.Key_Z, CTRL)
    window.until(lambda: not window.desk.is_gone(one))
    redo = window.context.actions.action("edit.redo")
    window.until(lambda: redo.text() == "Redo delete a step")


def test_undo_is_the_documents_own_again_elsewhere(window: ReviewWindow) -> None:
    window.begin()
    window.do("delete")
    window.main.show_place("sessions")
    assert not window.context.actions.can("edit.undo")

    window.main.show_place("review")
    assert window.context.actions.can("edit.undo")


def test_several_steps_are_deleted_and_brought_back_as_one(window: ReviewWindow) -> None:
    page = window.begin()
    page.steps.view.setFocus()
    window.press(Key.Key_Down, SHIFT)
    window.press(Key.Key_Down, SHIFT)
    ids = list(window.desk.selection)
    assert ids == [step.id for step in window.steps[:3]]
    window.do("delete")
    assert [step.id for step in window.desk.gone] == ids
    assert len(window.desk.review.done) == 1

    window.desk.select(ids)
    window.do("restore")
    assert [step.id for step in window.steps[:3]] == ids
    assert len(window.desk.review.done) == 2
    window.desk.undo()
    window.saved()
    assert [step.id for step in window.desk.gone] == ids


def test_a_typed_step_is_split_where_the_slider_stands_and_merged_again(
    window: ReviewWindow,
) -> None:
    page = window.begin()
    typed = first(window, Type)
    window.choose(typed)
    cutter = page.inspector.step.cutter
    window.until(lambda: len(cutter.parts) > 3)
    whole = window.desk.step(typed)
    assert whole is not None
    assert isinstance(whole.action, Type)
    cutter.slider.setValue(3)
    page.steps.view.setFocus()
    window.press(Key.Key_S)
    window.saved()
    place = [step.id for step in window.steps].index(typed)
    one, two = window.steps[place].action, window.steps[place + 1].action
    assert isinstance(one, Type)
    assert isinstance(two, Type)
    assert (one.text, two.text) == (whole.action.text[:3], whole.action.text[3:])

    window.choose(typed)
    page.steps.view.setFocus()
    window.press(Key.Key_M)
    window.saved()
    merged = window.steps[place].action
    assert isinstance(merged, Type)
    assert (window.steps[place].id, merged.text) == (typed, whole.action.text)


def test_what_makes_no_sense_is_said_and_changes_nothing(window: ReviewWindow) -> None:
    page = window.begin()
    places = [
        at
        for at, (one, two) in enumerate(zip(window.steps, window.steps[1:], strict=False))
        if isinstance(one.action, Click) and not isinstance(two.action, Click)
    ]
    window.choose(window.steps[places[0]].id)
    window.do("merge")

    window.until(page.banner.isVisible)
    assert not window.desk.review.done
    assert not window.problems


def test_a_click_becomes_another_click_by_the_form(window: ReviewWindow) -> None:
    page = window.begin()
    click = first(window, Click)
    window.choose(click)
    form = page.inspector.step.form
    child(form, QSpinBox, "field-count").setValue(2)
    page.inspector.step.change()
    window.saved()
    step = window.desk.step(click)
    assert step is not None
    assert isinstance(step.action, Click)
    assert (step.action.count, step.corrected) == (2, True)
    assert page.inspector.step.sentence.text().endswith(step.sentence)


def test_a_description_is_kept_when_the_field_is_left(window: ReviewWindow) -> None:
    page = window.begin()
    step = window.steps[0].id
    window.press(Key.Key_F2)
    assert QApplication.focusWidget() is page.inspector.step.description
    QTest.keyClicks(page.inspector.step.description, "say hello")
    page.steps.view.setFocus()
    window.saved()
    window.until(lambda: window.desk.step(step).description == "say hello")
    assert page.steps.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).count("say hello")

    window.press(Key.Key_F2)
    QTest.keyClicks(page.inspector.step.description, "twice")
    window.choose(window.steps[1].id)
    window.saved()
    window.until(lambda: window.desk.step(step).description == "twice")
    assert window.desk.step(window.steps[1].id).description is None


def test_several_steps_are_described_at_once_and_that_is_undone_at_once(
    window: ReviewWindow,
) -> None:
    page = window.begin()
    ids = [step.id for step in window.steps[:3]]
    window.desk.apply(Describe(ids[0], "say hello"))
    window.saved()
    page.steps.view.setFocus()
    window.desk.select(ids)
    field = page.inspector.step.description_of_all
    window.until(lambda: "differ" in field.placeholderText())
    assert field.toPlainText() == ""
    window.press(Key.Key_F2)
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "fill in the form")
    page.steps.view.setFocus()
    window.saved()
    window.until(lambda: described(window, ids) == ["fill in the form"] * 3)
    window.until(lambda: field.toPlainText() == "fill in the form")
    undo = window.context.actions.action("edit.undo")
    window.until(lambda: undo.text() == "Undo describe 3 step(s)")

    window.press(Key.Key_Z, CTRL)
    window.until(lambda: described(window, ids) == ["say hello", None, None])


def test_what_is_written_of_several_steps_stays_theirs_when_others_are_selected(
    window: ReviewWindow,
) -> None:
    page = window.begin()
    ids = [step.id for step in window.steps]
    window.desk.select(ids[:2])
    window.do("delete")
    window.desk.select(ids[1:4])
    window.do("describe")
    QTest.keyClicks(page.inspector.step.description_of_all, "look around")
    window.desk.select(ids[3:5])
    window.saved()

    window.until(lambda: described(window, ids[1:5]) == [None, "look around", "look around", None])
    assert page.inspector.step.description_of_all.toPlainText() == ""


def described(window: ReviewWindow, ids: list[str]) -> list[str | None]:
    return [found.description for each in ids if (found := window.desk.step(each)) is not None]


def test_task_and_outcome_are_worded_in_the_head(window: ReviewWindow) -> None:
    page = window.begin()
    window.press(Key.Key_F2, SHIFT)
    QTest.keyClicks(page.header.task, "Answer the supplier")
    window.press(Key.Key_Return)
    window.saved()
    page.header.outcome.setCurrentIndex(2)
    page.header.outcome.activated.emit(2)
    window.saved()
    labels = window.desk.content.overlay.labels

    assert (labels.task, labels.outcome) == ("Answer the supplier", "failure")
    assert page.header.saved.text().startswith("Saved")


def test_search_and_filters_narrow_the_list(window: ReviewWindow) -> None:
    page = window.begin()
    window.press(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is page.steps.search
    QTest.keyClicks(page.steps.search, "scroll")
    assert 0 < len(window.listed) < len(window.steps)
    assert all("Scroll" in window.desk.step(each).sentence for each in window.listed)
    QTest.keyClicks(page.steps.search, " nowhere")
    assert window.listed == []
    page.findChild(QPushButton, "review-clear").click()
    page.steps.kind.setCurrentIndex(page.steps.kind.findData("type"))
    typed = [step.id for step in window.steps if isinstance(step.action, Type)]
    assert window.listed == typed
    assert page.steps.count.text() == f"{len(typed)} of {len(window.steps)}"
    page.steps.clear_filters()
    assert len(window.listed) == len(window.steps)
    window.do("delete")
    page.steps.show_only.setCurrentIndex(2)
    assert window.listed == [step.id for step in window.desk.gone]


def test_escape_leaves_the_search_first_and_then_the_session(window: ReviewWindow) -> None:
    page = window.begin()
    window.press(Key.Key_F, CTRL)
    QTest.keyClicks(page.steps.search, "click")
    window.press(Key.Key_Escape)
    assert page.steps.search.text() == ""
    assert window.desk.session

    window.press(Key.Key_Escape)
    assert not window.desk.session
    assert window.main.current_place == "sessions"


def test_playing_shows_one_picture_and_standing_shows_both(window: ReviewWindow) -> None:
    page = window.begin()
    assert page.picture.is_pair
    window.press(Key.Key_Space)
    assert not page.picture.is_pair
    window.press(Key.Key_Space)
    assert page.picture.is_pair
    window.press(Key.Key_B)
    assert not page.picture.is_pair


def test_a_click_in_the_lane_selects_the_step(window: ReviewWindow) -> None:
    page = window.begin()
    window.until(lambda: page.timeline.x_of(window.steps[-1].action.t_start_ns) > 200)
    row = page.lane.rows()[3]
    at = page.lane.box_of(row).center().toPoint()
    QTest.mouseClick(page.lane, Qt.MouseButton.LeftButton, pos=QPoint(at.x(), 8))

    assert page.lane.row_at(at.x()).id in window.desk.selection


def test_thumbnails_come_without_a_file(window: ReviewWindow) -> None:
    page = window.begin()
    seen = next(at for at, step in enumerate(window.steps) if step.before)
    index = page.steps.model.index(seen)
    window.until(lambda: index.data(Qt.ItemDataRole.UserRole + 1) is not None)


def test_the_events_of_a_step_are_shown_on_demand(window: ReviewWindow) -> None:
    page = window.begin()
    window.choose(first(window, Click))
    assert not page.inspector.step.events.isVisible()
    page.steps.view.setFocus()
    window.press(Key.Key_E)
    window.until(lambda: "button" in page.inspector.step.events.toPlainText())


def test_locking_takes_everything_away_and_unlocking_brings_it_back(
    window: ReviewWindow,
) -> None:
    page = window.begin()
    window.do("delete")
    window.context.vault.lock()
    window.until(lambda: window.context.vault.state is VaultState.LOCKED)
    window.until(lambda: page.player.is_locked)
    assert window.listed == []
    assert page.picture.before.picture is None
    assert not window.context.actions.can("review.delete")

    page.findChild(QPushButton, "review-unlock").click()
    window.until(lambda: window.desk.is_open)
    assert len(window.desk.gone) == 1


def test_what_is_being_written_is_saved_when_the_window_closes(
    candor_home: Path, qtbot: QtBot
) -> None:
    with review_window(candor_home, qtbot) as window:
        page = window.begin()
        window.press(Key.Key_F2)
        QTest.keyClicks(page.inspector.step.description, "last words")
        window.main.close()
        window.until(lambda: not window.main.isVisible())
    with review_window(candor_home, qtbot) as window:
        window.begin()

        assert window.steps[0].description == "last words"


def test_everything_fits_and_is_named_at_every_size(window: ReviewWindow) -> None:
    window.begin()
    for width, height in SIZES:
        window.main.resize(width, height)
        settle()
        window.rest()
        assert_nothing_clipped(window.main)
    assert_accessible(window.main)


def test_everything_fits_with_large_text(window: ReviewWindow) -> None:
    window.begin()
    window.context.settings.choose(TEXT_PERCENT, 150)
    window.context.settings.choose(THEME, "dark")
    settle()
    window.rest()
    assert_nothing_clipped(window.main)


def test_f6_goes_round_the_parts_also_where_only_one_is_seen(window: ReviewWindow) -> None:
    page = window.begin()
    window.main.resize(620, 480)
    settle()
    seen = []
    for _ in range(3):
        window.press(Key.Key_F6)
        parts = (page.steps, page.picture, page.inspector)
        seen.append([part.isVisible() for part in parts].index(True))
    assert sorted(seen) == [0, 1, 2]


def test_no_key_means_two_things(window: ReviewWindow) -> None:
    window.begin()

    assert window.context.actions.conflicts() == {}


def test_the_list_tells_no_more_than_recipients_will_see(window: ReviewWindow) -> None:
    page = window.begin()
    typed = next(step for step in window.steps if isinstance(step.action, Type))
    text = str(typed.action.text)  # type: ignore[union-attr]
    panel = page.inspector.redactions
    window.desk.apply(Redact(Text("a" * 16, text)))
    window.saved()
    assert text in told(window)

    panel.as_recipients.setChecked(True)
    window.until(lambda: "[" in told(window) and text not in told(window))
    assert not page.inspector.bar().isTabEnabled(0)
    panel.as_recipients.setChecked(False)
    window.until(lambda: text in told(window))
    assert page.inspector.bar().isTabEnabled(0)


def told(window: ReviewWindow) -> str:
    model = window.reviewing.page.steps.model
    return "\n".join(str(model.index(row).data()) for row in range(model.rowCount()))
