"""The Settings place: made from the table, in force at once; keys found, changed and put back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.gui.context import AppContext
from studio.gui.main_window import PLACES, MainWindow
from studio.gui.record.hotkeys import HOTKEYS
from studio.gui.settings_place import SettingsPlace
from studio.gui.settings_table import CONFIRM_STOP, SETTINGS, THEME
from tests.gui_helpers import child, gui_context, settle

LOW = tuple(each for each in PLACES if each.low)


@pytest.fixture
def context(qapp: QApplication, candor_home: Path) -> Iterator[AppContext]:
    with gui_context(candor_home) as made:
        yield made


@pytest.fixture
def place(context: AppContext, qtbot: QtBot) -> Iterator[SettingsPlace]:
    window = MainWindow(context, LOW)
    with qtbot.waitExposed(window):
        window.show()
    window.show_place("settings")
    made = window.place("settings")
    assert isinstance(made, SettingsPlace)
    qtbot.waitUntil(lambda: made.is_built)
    yield made
    window.close_for_good()


def keys_of(place: SettingsPlace, action_id: str) -> QKeySequenceEdit:
    return child(place, QKeySequenceEdit, f"keys-{action_id}")


def change(place: SettingsPlace, action_id: str, keys: str) -> None:
    edit = keys_of(place, action_id)
    edit.setKeySequence(QKeySequence(keys))
    edit.editingFinished.emit()


def texts(root: QWidget) -> list[str]:
    return [each.text() for each in root.findChildren(QLabel)]


def change_hotkey(place: SettingsPlace, verb: str, keys: str) -> None:
    edit = child(place, QKeySequenceEdit, f"hotkey-{verb}")
    edit.setKeySequence(QKeySequence(keys))
    edit.editingFinished.emit()


def test_every_setting_has_its_line(place: SettingsPlace) -> None:
    names = {each.objectName() for each in place.findChildren(QComboBox)}
    names |= {each.objectName() for each in place.findChildren(QCheckBox)}

    assert {setting.key for setting in SETTINGS} <= names


def test_a_choice_holds_at_once(place: SettingsPlace, context: AppContext, qtbot: QtBot) -> None:
    theme = child(place, QComboBox, THEME.key)
    theme.setFocus()

    qtbot.keyClick(theme, Qt.Key.Key_End)

    assert context.settings.get(THEME) == "dark"
    assert context.theme.is_dark


def test_a_switch_works_by_keyboard(
    place: SettingsPlace, context: AppContext, qtbot: QtBot
) -> None:
    switch = child(place, QCheckBox, CONFIRM_STOP.key)
    switch.setFocus()

    qtbot.keyClick(switch, Qt.Key.Key_Space)

    assert context.settings.get(CONFIRM_STOP) is True


def test_the_place_follows_what_is_changed_elsewhere(
    place: SettingsPlace, context: AppContext
) -> None:
    context.settings.choose(CONFIRM_STOP, True)

    assert child(place, QCheckBox, CONFIRM_STOP.key).isChecked()

    child(place, QPushButton, "reset-settings").click()

    assert not child(place, QCheckBox, CONFIRM_STOP.key).isChecked()


def test_new_keys_hold_at_once_and_are_kept(place: SettingsPlace, context: AppContext) -> None:
    change(place, "view.jobs", "F7")

    assert context.actions.action("view.jobs").shortcut() == QKeySequence("F7")
    assert context.settings.shortcuts() == {"view.jobs": "F7"}


def test_keys_are_put_back_singly(place: SettingsPlace, context: AppContext) -> None:
    change(place, "view.jobs", "F7")
    change(place, "app.quit", "F8")

    child(place, QToolButton, "reset-view.jobs").click()

    assert context.settings.shortcuts() == {"app.quit": "F8"}
    assert context.actions.action("view.jobs").shortcut() == QKeySequence("Ctrl+J")
    assert not child(place, QToolButton, "reset-view.jobs").isEnabled()


def test_a_conflict_is_shown_where_it_is_made(place: SettingsPlace) -> None:
    change(place, "view.jobs", "Ctrl+Q")
    settle()

    said = [each.text() for each in place.findChildren(QLabel) if each.isVisible()]
    assert "Ctrl+Q is also: Quit" in said
    assert "Ctrl+Q is also: Jobs panel" in said


def test_keys_are_found_by_name_and_by_key(place: SettingsPlace, qtbot: QtBot) -> None:
    search = child(place, QLineEdit, "shortcut-search")

    for words in ("jobs", "ctrl+j"):
        search.setText(words)
        edits = child(place, QWidget, "shortcuts-card").findChildren(QKeySequenceEdit)
        shown = [each for each in edits if each.isVisible()]
        assert [each.objectName() for each in shown] == ["keys-view.jobs"]


def test_another_hotkey_is_tried_and_kept(
    place: SettingsPlace, context: AppContext, qtbot: QtBot
) -> None:
    edit = child(place, QKeySequenceEdit, "hotkey-pause")
    reset = child(place, QToolButton, "hotkey-reset-pause")
    assert not reset.isEnabled()

    change_hotkey(place, "pause", "Ctrl+Alt+F9")
    assert context.settings.get(HOTKEYS) == ("pause=ctrl+alt+f9",)
    # This platform of Qt has no X server to claim keys from, and that is said.
    card = child(place, QWidget, "hotkeys-card")
    qtbot.waitUntil(lambda: "Trying…" not in texts(card), timeout=10_000)

    reset.click()
    assert context.settings.get(HOTKEYS) == ()
    assert edit.keySequence() == QKeySequence("Ctrl+Alt+Shift+P")


def test_a_hotkey_that_another_verb_has_is_refused_with_the_reason(
    place: SettingsPlace, context: AppContext
) -> None:
    change_hotkey(place, "pause", "Ctrl+Alt+Shift+S")

    assert context.settings.get(HOTKEYS) == ()
    said = texts(child(place, QWidget, "hotkeys-card"))
    assert "The hotkey “ctrl+alt+shift+s” is named for two verbs; give each its own." in said
