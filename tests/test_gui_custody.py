"""Submitting, seeing who opened what, and withdrawing, in the real window and by the keyboard."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotate.redact.candidates import candidates_folder
from annotate.submitted import Kept
from recorder.custody import audit, desk, objects
from recorder.session.journal import session_path
from recorder.vault import wire
from studio.gui.custody.place import SubmittedPlace
from studio.gui.custody.receipts import PaperSheet
from studio.openings import Standing
from studio.submitting import Condition
from tests.custody_window import CustodyWindow, custody_window
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, child, settle
from tests.submit_helpers import Town

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
SIZES = ((620, 380), (853, 533), (1280, 800), (1920, 1080))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return Town(tmp_path_factory.mktemp("town")).build()


@pytest.fixture
def town(built: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setenv("CANDOR_PASSPHRASE_FILE", str(built.root / "passphrase"))
    return built


@pytest.fixture
def window(town: Town, qtbot: QtBot) -> Iterator[CustodyWindow]:
    with custody_window(town.home("worker").root, qtbot) as made:
        yield made


def candidate(town: Town, *, leak: bool = False) -> Path:
    return candidates_folder(town.home("worker")) / f"{town.candidate(leak=leak)}.candor"


def standing(place: SubmittedPlace, name: str) -> Standing | None:
    own = place.submissions.own(name)
    return own and own.standing


def texts(of: QWidget) -> str:
    """Every text that is shown in a window."""
    settle()
    return "\n".join(each.text() for each in of.findChildren(QLabel) if each.isVisible())


def test_a_session_is_submitted_and_withdrawn_by_the_keyboard(
    town: Town, window: CustodyWindow
) -> None:
    path = candidate(town)
    before = {each.submission for each in Kept(town.home("worker")).all()}
    sheet = window.submit_sheet(path)
    window.until(lambda: sheet.can_submit)
    window.until(lambda: child(sheet, QPushButton, "submit-not-now").hasFocus())
    assert_accessible(sheet)
    window.press(Key.Key_Tab)
    assert sheet.submit_button.hasFocus()
    window.press(Key.Key_Return)
    window.until(lambda: sheet.accepted_view is not None)
    new = {each.submission for each in Kept(town.home("worker")).all()} - before
    assert len(new) == 1
    original = next(each for each in Kept(town.home("worker")).all() if each.submission in new)
    here = session_path(town.home("worker").sessions, original.session)
    view = sheet.accepted_view
    assert view is not None
    assert here.exists()
    window.until(view.shred_button.hasFocus)
    window.press(Key.Key_Return)
    window.until(lambda: not here.exists())
    window.until(sheet.close_button.hasFocus)
    window.press(Key.Key_Return)
    window.until(lambda: not isValid(sheet) or not sheet.isVisible())

    window.main.activateWindow()
    place = window.told()
    place.table.setFocus()
    place.table.select(tuple(new))
    window.press(Key.Key_Delete)
    ending = window.withdraw_sheet()
    window.until(ending.confirm.hasFocus)
    window.press(Key.Key_Return)
    window.until(ending.close_button.isVisible)
    window.until(ending.close_button.hasFocus)
    assert "loses it by" in texts(ending)
    window.press(Key.Key_Return)

    name = new.pop()
    window.until(lambda: standing(place, name) is Standing.WITHDRAWN)
    assert "withdrawn" in town.refused("anna", "open", name)


def test_the_sheet_shows_what_leaves_to_whom_and_what_stays(
    town: Town, window: CustodyWindow
) -> None:
    sheet = window.submit_sheet(candidate(town))
    window.until(lambda: sheet.can_submit)

    words = texts(sheet)
    assert "Write a note" in words
    assert "annotator: anna; engineer: ben" in words
    assert "What you typed: nobody may read it under this campaign" in words
    not_now = child(sheet, QPushButton, "submit-not-now")
    assert not_now.size() == sheet.submit_button.size()
    assert not_now.property("kind") == sheet.submit_button.property("kind")
    sheet.reject()


def test_what_does_not_hold_is_said_and_nothing_leaves(town: Town, window: CustodyWindow) -> None:
    before = len(list(Kept(town.home("worker")).all()))
    sheet = window.submit_sheet(candidate(town, leak=True))
    window.until(lambda: "This copy stays here" in texts(sheet))

    assert not sheet.can_submit
    assert "Not settled" in texts(sheet)
    assert_nothing_clipped(sheet)
    sheet.reject()
    assert len(list(Kept(town.home("worker")).all())) == before


def test_a_broker_that_refuses_leaves_everything_as_it_was(
    town: Town, window: CustodyWindow
) -> None:
    path = candidate(town)
    town.did("worker", "submit", path.stem, "--yes", "--keep-original")
    sheet = window.submit_sheet(path)
    window.until(lambda: sheet.can_submit)
    sheet.submit()
    window.until(lambda: "No acceptance came" in texts(sheet))

    assert "submitted before" in texts(sheet)
    assert sheet.can_submit
    assert_nothing_clipped(sheet)
    sheet.reject()


def test_stopping_leaves_nothing_submitted_or_says_that_it_was_too_late(
    town: Town, window: CustodyWindow
) -> None:
    path = candidate(town)
    sheet = window.submit_sheet(path)
    window.until(lambda: sheet.can_submit)
    sheet.submit()
    sheet.cancel()
    window.until(lambda: "Not submitted" in texts(sheet) or sheet.accepted_view is not None)

    kept = [each for each in Kept(town.home("worker")).all() if each.candidate == path.stem]
    assert any(each.acceptance for each in kept) == (sheet.accepted_view is not None)
    sheet.reject()


def test_who_opened_it_is_shown_with_role_purpose_and_streams(
    town: Town, window: CustodyWindow
) -> None:
    name = town.submitted()
    town.did("anna", "open", name, "--stream", "video", "--stream", "actions")
    town.did("ben", "export", name, "--from", "known", "--format", "jsonl",
             "--out", str(town.root / f"out-{name[:6]}"))  # fmt: skip
    place = window.told()
    place.table.select((name,))

    window.until(lambda: (own := place.submissions.own(name)) and own.opened == 2)
    words = texts(place.detail)
    assert "anna · annotator" in "\n".join(
        each.text() for each in place.detail.findChildren(QLabel)
    )
    assert "for agent-training" in words
    assert "Proven" in words
    own = place.submissions.own(name)
    assert own is not None
    assert own.exporters == ("ben",)
    assert (own.days_left(own.kept.made_at) or 0) > 0
    place.withdraw_selected()
    assert "ben opened it in order to export" in texts(window.withdraw_sheet())
    window.withdraw_sheet().reject()


def test_a_report_is_shown_with_its_words_and_what_to_do(town: Town, window: CustodyWindow) -> None:
    name = town.submitted()
    town.did("anna", "annotate", name, "--report", "a name stands in the title")
    place = window.told()
    place.table.select((name,))

    window.until(lambda: "a name stands in the title" in texts(place.detail))
    own = place.submissions.own(name)
    assert own is not None
    assert own.standing is Standing.REPORTED
    assert own.may_withdraw
    assert "submit it again" in texts(place.detail)


def test_several_are_withdrawn_at_once_and_their_papers_are_kept(
    town: Town, window: CustodyWindow, tmp_path: Path
) -> None:
    names = (town.submitted(), town.submitted())
    place = window.told()
    place.table.select(names)
    window.context.actions.trigger("submitted.withdraw")
    sheet = window.withdraw_sheet()
    sheet.withdraw()
    window.until(sheet.close_button.isVisible)
    sheet.accept()
    window.until(lambda: all(standing(place, each) is Standing.WITHDRAWN for each in names))

    own = place.submissions.own(names[0])
    assert own is not None
    for paper in ("consent", "acceptance", "death"):
        shown = PaperSheet(window.context, own, paper, window.main)
        shown.open()
        assert_nothing_clipped(shown)
        assert_accessible(shown)
        shown.save_to(tmp_path / paper)
        window.rest()
        assert (tmp_path / paper).read_bytes() == shown.raw
        shown.accept()


def test_a_log_that_was_rolled_back_is_said_in_a_banner(town: Town, window: CustodyWindow) -> None:
    name = town.submitted()
    place = window.told()
    path = next(town.broker.rglob(audit.LEAVES))
    whole, head = path.read_bytes(), path.with_name(audit.CHECKPOINT).read_bytes()
    town.submitted()
    window.told()
    newer, newer_head = path.read_bytes(), path.with_name(audit.CHECKPOINT).read_bytes()
    path.write_bytes(whole)
    path.with_name(audit.CHECKPOINT).write_bytes(head)
    try:
        window.told()
        window.until(lambda: place.submissions.problems)
        assert "what was known before" in texts(place)
        own = place.submissions.own(name)
        assert own is not None
        assert own.openings is None
        assert_nothing_clipped(window.main)
    finally:
        path.write_bytes(newer)
        path.with_name(audit.CHECKPOINT).write_bytes(newer_head)


def test_a_broker_that_is_gone_is_said_and_what_was_kept_stays(
    town: Town, window: CustodyWindow
) -> None:
    name = town.submitted()
    away = town.broker.with_name("away")
    place = window.told()
    town.broker.rename(away)
    try:
        window.told()
        window.until(lambda: place.submissions.problems)
        assert place.submissions.own(name) is not None
        assert "Not known" in texts(place.detail)
    finally:
        away.rename(town.broker)


def test_a_home_that_submitted_nothing_says_what_to_do(candor_home: Path, qtbot: QtBot) -> None:
    with custody_window(candor_home, qtbot) as window:
        window.rest()
        assert "Nothing was submitted yet" in texts(window.place)
        assert child(window.place, QPushButton, "submitted-choose").isVisible()


def test_list_and_sheets_fit_at_every_size(town: Town, window: CustodyWindow) -> None:
    name = town.submitted()
    town.did("anna", "open", name, "--stream", "video")
    place = window.told()
    place.table.select((name,))
    for size in SIZES:
        window.main.resize(*size)
        settle()
        assert_nothing_clipped(window.main)
        window.context.actions.trigger("submitted.look")
        assert_nothing_clipped(window.main)
        window.context.actions.trigger("submitted.back")
    assert_accessible(window.main)
    sheet = window.submit_sheet(candidate(town))
    window.until(lambda: sheet.can_submit)
    assert_nothing_clipped(sheet)
    sheet.reject()
    place.withdraw_selected()
    assert_nothing_clipped(window.withdraw_sheet())
    assert_accessible(window.withdraw_sheet())
    window.withdraw_sheet().reject()


def test_the_gui_thread_neither_asks_a_broker_nor_reads_what_it_keeps(
    town: Town, window: CustodyWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[str] = []
    for owner, name in (
        (wire, "receive_reply"),
        (sqlite3, "connect"),
        (desk.Desk, "ask"),
        (audit.AuditLog, "append"),
        (objects, "seal_object"),
        (threading.Thread, "join"),
    ):
        real = getattr(owner, name)

        def watched(*given, _real=real, _name=name, **more):
            if threading.current_thread() is threading.main_thread():
                caught.append(_name)
            return _real(*given, **more)

        monkeypatch.setattr(owner, name, watched)
    path = candidate(town)
    caught.clear()
    sheet = window.submit_sheet(path)
    window.until(lambda: sheet.can_submit)
    sheet.submit()
    window.until(lambda: sheet.accepted_view is not None)
    sheet.shred()
    window.rest()
    sheet.accept()
    place = window.told()
    place.withdraw_selected()
    ending = window.withdraw_sheet()
    ending.withdraw()
    window.until(ending.close_button.isVisible)
    ending.accept()

    assert caught == []
    assert {light.condition for light in _lights(window, path)} == set(Condition)


def _lights(window: CustodyWindow, path: Path):
    from studio.submitting import look

    found: list = []
    window.context.vault.run(
        "Look", lambda keeper, _progress: look(window.context.home, path, keeper), found.append
    )
    window.until(lambda: found)
    return found[0].lights
