"""Campaigns in the window: who has the place, writing terms, the worker's sheet, signing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from recorder.consent.campaign import load_campaign
from studio.campaigning import EXAMPLE, Field
from studio.gui.campaigns.place import CampaignsPlace
from studio.gui.campaigns.shown import CampaignsShown
from studio.gui.context import AppContext
from studio.gui.main_window import PLACES, MainWindow
from studio.gui.settings_table import CAMPAIGNS
from studio.steward_desk import Draft, read_shelf, save_draft
from tests.conftest import PASSPHRASE
from tests.gui_helpers import (
    assert_accessible,
    assert_nothing_clipped,
    child,
    gui_context,
    settle,
)

WAIT_MS = 20_000
SIZES = ((640, 400), (853, 533), (1280, 800), (1920, 1080))
SHOWN = tuple(each for each in PLACES if each.place_id in ("consent", "campaigns"))


@pytest.fixture
def context(qapp: QApplication, candor_home: Path) -> Iterator[AppContext]:
    with gui_context(candor_home) as made:
        yield made


@pytest.fixture
def window(context: AppContext, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(context, SHOWN)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.show_place("consent")
    yield made
    made.close_for_good()
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=WAIT_MS)


def place_of(window: MainWindow) -> CampaignsPlace:
    return cast(CampaignsPlace, window.place("campaigns"))


def rail_button(window: MainWindow) -> QToolButton:
    return child(window, QToolButton, "rail-campaigns")


def new_campaign(window: MainWindow, context: AppContext, qtbot: QtBot) -> CampaignsPlace:
    context.actions.trigger("app.new_campaign")
    place = place_of(window)
    qtbot.waitUntil(lambda: place.editor.terms is not None, timeout=WAIT_MS)
    return place


def edit_example(window: MainWindow, context: AppContext, qtbot: QtBot) -> CampaignsPlace:
    save_draft(context.home, Draft("one", EXAMPLE))
    window.show_place("campaigns")
    place = place_of(window)
    qtbot.waitUntil(lambda: bool(place.shelf and place.shelf.drafts), timeout=WAIT_MS)
    place.list.edit_wanted.emit("one")
    settle()
    return place


def field(window: MainWindow, part: Field) -> QLineEdit:
    return child(window, QLineEdit, f"terms-{part.value}")


def said(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def draft_titles(context: AppContext) -> list[str]:
    return [each.terms.title for each in read_shelf(context.home).drafts]


def test_only_who_writes_campaigns_has_the_place(
    window: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    shown = CampaignsShown(context, window)
    shown.look()
    qtbot.waitUntil(lambda: not context.jobs.active(), timeout=WAIT_MS)
    assert not rail_button(window).isVisible()

    context.settings.choose(CAMPAIGNS, True)
    qtbot.waitUntil(rail_button(window).isVisible, timeout=WAIT_MS)
    context.settings.choose(CAMPAIGNS, False)
    qtbot.waitUntil(lambda: not rail_button(window).isVisible(), timeout=WAIT_MS)

    save_draft(context.home, Draft("one", EXAMPLE))
    shown.look()
    qtbot.waitUntil(rail_button(window).isVisible, timeout=WAIT_MS)


def test_a_campaign_is_written_by_keyboard_and_kept(
    window: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    place = new_campaign(window, context, qtbot)
    assert context.settings.get(CAMPAIGNS)
    assert not context.actions.can("campaigns.sign")

    focus = QApplication.focusWidget() or window
    QTest.keyClicks(focus, "Garden study")
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget() or window, "Garden")

    assert "beginning with a letter" in said(window)
    qtbot.waitUntil(
        lambda: "Consent to Garden study" in said(place.editor.preview), timeout=WAIT_MS
    )
    qtbot.waitUntil(lambda: draft_titles(context) == ["Garden study"], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "Saved" in said(window), timeout=WAIT_MS)


def test_edits_are_taken_back_by_name(
    window: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    place = edit_example(window, context, qtbot)
    tasks = child(window, QPlainTextEdit, "terms-tasks")
    QTest.keyClicks(tasks, "Mow")
    assert context.document.undo_name == "change of “Tasks”"

    QTest.keyClick(tasks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: place.editor.terms == EXAMPLE, timeout=WAIT_MS)
    assert tasks.toPlainText() == ""
    context.actions.trigger("edit.redo")
    qtbot.waitUntil(lambda: tasks.toPlainText() == "Mow", timeout=WAIT_MS)

    window.show_place("consent")
    assert context.document.undo_name == ""


def test_the_worker_s_sheet_can_be_looked_at_only(
    window: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    place = edit_example(window, context, qtbot)

    text = said(place.editor.preview)
    assert "Train an agent to do tasks like yours." in text
    assert "180 day" in text
    focusable = [
        each.objectName()
        for each in place.editor.preview.findChildren(QWidget)
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus and each.isEnabled()
    ]
    assert focusable == ["preview-area"]


def test_signing_writes_the_file_and_ends_the_draft(
    window: MainWindow, context: AppContext, qtbot: QtBot, tmp_path: Path
) -> None:
    made: list[object] = []
    context.vault.make_identity(PASSPHRASE, made.append, made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=WAIT_MS)
    place = edit_example(window, context, qtbot)
    out = tmp_path / "team.campaign"

    place.editor.sign_into(out)

    qtbot.waitUntil(lambda: "By you" in said(place.list), timeout=WAIT_MS)
    assert load_campaign(out.read_bytes()).terms == EXAMPLE
    assert read_shelf(context.home).drafts == ()

    place.list.next_wanted.emit(EXAMPLE.id)
    assert place.editor.terms is not None
    assert place.editor.terms.version == 2
    assert not field(window, Field.ID).isEnabled()
    field(window, Field.AUTHORITY).setFocus()
    QTest.keyClicks(field(window, Field.AUTHORITY), "The state")
    qtbot.waitUntil(lambda: "Where to complain: changed" in said(window), timeout=WAIT_MS)


def test_a_discarded_draft_comes_back(
    window: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    place = edit_example(window, context, qtbot)
    context.actions.trigger("campaigns.back")
    place.list.discard_wanted.emit("one")
    qtbot.waitUntil(lambda: "No campaign yet" in said(place.list), timeout=WAIT_MS)

    context.actions.trigger("edit.undo")
    qtbot.waitUntil(lambda: "Team study" in said(place.list), timeout=WAIT_MS)


def test_what_was_typed_last_is_kept_when_the_window_closes(
    window: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    edit_example(window, context, qtbot)
    QTest.keyClicks(field(window, Field.TITLE), "!")

    window.close()

    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)
    assert draft_titles(context) == ["Team study!"]


def test_the_editor_fits_and_is_named(
    window: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    place = edit_example(window, context, qtbot)

    for size in SIZES:
        window.resize(*size)
        settle()
        assert_nothing_clipped(window)
    assert_accessible(window)
    window.resize(*SIZES[0])
    context.actions.trigger("campaigns.preview")
    settle()
    assert place.editor.preview.isVisible()
    assert_nothing_clipped(window)
