"""One tip for each place, at its moment, once; they can be switched off and begun afresh."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from studio.gui.context import AppContext
from studio.gui.main_window import PLACES, MainWindow
from studio.gui.settings_table import SHOW_TIPS
from studio.gui.tips import SEEN, TIPS
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, child, gui_context, settle

LOW = tuple(each for each in PLACES if each.low)


@pytest.fixture
def context(qapp: QApplication, candor_home: Path) -> Iterator[AppContext]:
    with gui_context(candor_home) as made:
        yield made


@pytest.fixture
def window(context: AppContext, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(context, LOW)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close_for_good()


def told(window: MainWindow) -> str:
    settle()
    shown = [each.text() for each in window.tips.findChildren(QLabel) if each.isVisible()]
    return " ".join(each for each in shown if each)


def test_a_tip_is_told_with_its_keys_until_it_was_read(
    window: MainWindow, context: AppContext
) -> None:
    window.show_place("settings")
    assert told(window).startswith("Ctrl+K finds every command")
    assert_nothing_clipped(window)
    assert_accessible(window)

    child(window, QPushButton, "tip-read").click()
    assert told(window) == ""
    window.show_place("consent")
    assert "consent back" in told(window)
    window.show_place("settings")
    assert told(window) == ""
    assert context.settings.get(SEEN) == ("settings",)


def test_tips_are_switched_off_and_begin_afresh(window: MainWindow, context: AppContext) -> None:
    window.show_place("settings")
    child(window, QPushButton, "tip-read").click()
    window.show_place("consent")
    child(window, QPushButton, "tips-off").click()
    assert told(window) == ""
    assert not context.settings.get(SHOW_TIPS)

    context.settings.choose(SHOW_TIPS, True)
    window.show_place("settings")
    assert "Ctrl+K" in told(window)


def test_a_tip_waits_for_its_moment(window: MainWindow, context: AppContext) -> None:
    window.show_place("settings")
    window.tips.show_place("sessions")
    assert told(window) == ""

    context.actions.set_fact("session_selected", True)
    assert "Ctrl+Z brings a session back" in told(window)


def test_a_low_window_has_no_room_for_tips(window: MainWindow) -> None:
    window.show_place("settings")
    assert told(window)

    window.resize(640, 400)
    assert told(window) == ""


def test_every_place_has_one_tip_at_a_time() -> None:
    """Those of one place exclude each other by a fact."""
    by_place: dict[str, list[tuple[str, ...]]] = {}
    for tip in TIPS:
        by_place.setdefault(tip.place, []).append(tip.needs)
    for needs in by_place.values():
        for first, second in itertools.pairwise(needs):
            assert any(f"!{each}" in second for each in first)
