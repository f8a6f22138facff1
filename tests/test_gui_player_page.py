"""The player in the real window: what is seen, what keys do, what is said of what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from recorder.session.decoder import Pictures
from replay.player import clock
from studio.gui.settings_table import PLAYER_SPEED, SHOW_KEYS
from studio.gui.vault import VaultState
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, settle
from tests.player_sessions import office
from tests.sessions_window import Window, window_over

Key, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
TASK = "Write to the supplier"
SIZES = ((620, 380), (640, 400), (853, 533), (1280, 800), (1920, 1080), (3840, 2160))


@pytest.fixture
def window(candor_home: Path, qtbot: QtBot) -> Iterator[Window]:
    with window_over(candor_home, qtbot, TASK) as made:
        yield made


def exact(window: Window) -> None:
    """Until the picture is the one of the playhead."""
    player = window.page.player
    window.until(
        lambda: (
            player.picture is not None
            and not player.picture.is_preview
            and player.picture.t_ns == max(t for t in frame_times() if t <= player.head.t_ns)
        )
    )


def frame_times() -> list[int]:
    return [t_ns for chunk in office().chunks for _, t_ns, _, _ in chunk.frames]


def test_an_opened_session_shows_its_task_its_length_and_its_first_picture(window: Window) -> None:
    page = window.open(TASK)

    assert page.task.text() == TASK
    assert page.transport.duration.text().endswith(clock(office().t_ns, millis=False))
    assert page.player.head.t_ns == frame_times()[0]
    assert page.player.picture is not None
    expected = Pictures(office().chunks).frame_at(frame_times()[0])
    shown = page.player.picture.pixels[:, :, :3]
    assert expected is not None
    assert shown.shape == expected.shape
    assert np.abs(shown.astype(int) - expected).mean() < 2


def test_the_picture_follows_the_playhead_and_the_step_is_said(window: Window) -> None:
    page = window.open(TASK)
    step = page.player.steps[2]
    page.player.seek(step.action.t_start_ns)
    exact(window)

    assert step.sentence in page.step_line.text()
    assert page.step_line.text().startswith("3 of")
    assert page.window_line.text()


def test_keys_move_by_frame_by_step_and_to_the_ends(window: Window) -> None:
    page, player = window.open(TASK), window.page.player
    times = frame_times()

    window.press(Key.Key_Right)
    assert player.head.t_ns == times[1]
    window.press(Key.Key_Left)
    assert player.head.t_ns == times[0]
    window.press(Key.Key_Right, ALT)
    assert player.head.t_ns in player.step_times
    window.press(Key.Key_End)
    assert player.head.t_ns == player.head.duration_ns
    window.press(Key.Key_Left, ALT)
    assert player.head.t_ns == player.step_times[-1]
    window.press(Key.Key_Home)
    assert player.head.t_ns == 0
    assert page.transport.time.text() == clock(0)


def test_space_plays_and_j_k_l_shuttle(window: Window) -> None:
    player = window.open(TASK) and window.page.player

    window.press(Key.Key_Space)
    window.until(lambda: player.head.t_ns > frame_times()[3])
    window.press(Key.Key_Space)
    assert not player.head.moving
    window.press(Key.Key_L)
    window.press(Key.Key_L)
    assert player.head.pace == 2.0
    window.press(Key.Key_J)
    assert player.head.pace == -1.0
    window.press(Key.Key_K)
    assert player.head.pace == 0.0


def test_k_held_with_l_or_j_goes_by_single_frames(window: Window) -> None:
    page = window.open(TASK)
    focus = QApplication.focusWidget()
    assert focus is page.picture
    QTest.keyPress(focus, Key.Key_K)
    QTest.keyClick(focus, Key.Key_L)
    QTest.keyClick(focus, Key.Key_L)
    assert page.player.head.t_ns == frame_times()[2]
    QTest.keyClick(focus, Key.Key_J)
    assert page.player.head.t_ns == frame_times()[1]
    QTest.keyRelease(focus, Key.Key_K)

    QTest.keyClick(focus, Key.Key_L)
    assert page.player.head.pace == 1.0


def test_a_typed_time_goes_there_and_gives_the_keys_back(window: Window) -> None:
    page = window.open(TASK)
    window.press(Key.Key_T)
    assert QApplication.focusWidget() is page.transport.time
    QTest.keyClicks(page.transport.time, "0:05.5")
    QTest.keyClick(page.transport.time, Key.Key_Return)

    assert page.player.head.t_ns == 5_500_000_000
    assert QApplication.focusWidget() is page.picture
    window.press(Key.Key_Right)
    assert page.player.head.t_ns == min(t for t in frame_times() if t > 5_500_000_000)


def test_escape_in_the_time_field_leaves_it_and_not_the_session(window: Window) -> None:
    page = window.open(TASK)
    before_ns = page.player.head.t_ns
    window.press(Key.Key_T)
    QTest.keyClicks(page.transport.time, "soon")
    window.press(Key.Key_Escape)

    assert page.player.session
    assert page.player.head.t_ns == before_ns
    assert page.transport.time.text() == clock(before_ns)


def test_dragging_on_the_timeline_scrubs_and_shows_the_last_position(window: Window) -> None:
    page = window.open(TASK)
    timeline = page.timeline
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, NONE, QPoint(200, 60))
    for x in range(200, 700, 20):
        QTest.mouseMove(timeline, QPoint(x, 60))
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, NONE, QPoint(680, 60))

    assert abs(timeline.x_of(page.player.head.t_ns) - 680) < 2
    exact(window)


def test_the_selection_is_set_and_looped_by_keys(window: Window) -> None:
    player = window.open(TASK) and window.page.player
    player.seek(2_000_000_000)
    window.press(Key.Key_I)
    player.seek(4_000_000_000)
    window.press(Key.Key_O)
    window.press(Key.Key_L, CTRL)

    assert (player.head.in_ns, player.head.out_ns) == (2_000_000_000, 4_000_000_000)
    assert player.head.loop == "selection"


def test_what_lies_over_the_picture_is_switched_and_remembered(window: Window) -> None:
    window.open(TASK)
    window.press(Key.Key_K, SHIFT)

    assert window.context.settings.get(SHOW_KEYS) is False
    assert not window.context.actions.action("player.show_keys").isChecked()


def test_the_speed_is_kept_for_the_next_session(window: Window) -> None:
    page = window.open(TASK)
    window.press(Key.Key_Greater)
    assert page.player.head.speed == 1.5
    window.press(Key.Key_Escape)

    assert window.open(TASK).player.head.speed == 1.5
    assert window.context.settings.get(PLAYER_SPEED) == "1.5"


def test_a_gap_is_said_over_the_picture(window: Window) -> None:
    page = window.open(TASK)
    track = page.player.track
    assert track is not None
    assert page.picture.notice == ""
    page.player.seek(track.gaps[0].t_start_ns)

    assert "not recorded" in page.picture.notice.casefold()


def test_locking_the_vault_takes_the_pictures_away_and_unlocking_brings_them_back(
    window: Window,
) -> None:
    page = window.open(TASK)
    page.player.seek(5_000_000_000)
    window.context.vault.lock()
    window.until(lambda: window.context.vault.state is VaultState.LOCKED)
    window.until(lambda: page.player.is_locked)
    assert page.player.picture is None
    assert page.player.track is None
    assert (page.step_line.text(), page.task.text()) == ("", "")

    (unlock,) = page.findChildren(QPushButton, "player-unlock")
    unlock.click()
    window.until(lambda: page.player.picture is not None and page.player.steps)
    assert page.player.head.t_ns == 5_000_000_000


def test_escape_goes_back_to_the_list_and_drops_what_was_decoded(window: Window) -> None:
    page = window.open(TASK)
    window.press(Key.Key_Escape)
    window.rest()

    assert window.list.isVisible()
    assert page.player.picture is None
    assert QApplication.focusWidget() is window.list.table


def test_another_session_can_be_opened_at_once(candor_home: Path, qtbot: QtBot) -> None:
    with window_over(candor_home, qtbot, "First", "Second") as window:
        window.open("First")
        window.press(Key.Key_Escape)
        page = window.open("Second")

        assert page.task.text() == "Second"


def test_zoom_keeps_what_is_under_the_pointer_and_fits_again(window: Window) -> None:
    page = window.open(TASK)
    window.press(Key.Key_1)
    assert page.picture.zoom == 1.0
    assert page.transport.zoom.text() == "100 %"
    window.press(Key.Key_Plus)
    assert page.picture.zoom_now > 1.0
    window.press(Key.Key_0)
    assert page.picture.zoom is None


def test_everything_fits_and_is_named_at_every_size(window: Window) -> None:
    window.open(TASK)
    for width, height in SIZES:
        window.main.resize(width, height)
        settle()
        assert_nothing_clipped(window.main)
    assert_accessible(window.main)


def test_everything_can_be_reached_with_tab(window: Window) -> None:
    page = window.open(TASK)
    reached = set()
    for _ in range(60):
        window.press(Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus.objectName())

    assert {"picture-view", "timeline", "time-field", "player-play", "speed", "player-leave"} <= (
        reached
    )
    assert page.player.session
