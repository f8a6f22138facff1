"""A signed campaign in the window: roster, root, grants, broker, retention, log."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from recorder.custody.desk import LOG
from recorder.vault.identity import load_public
from studio import overseeing, steward_desk
from studio.campaigning import EXAMPLE
from studio.gui.campaigns import acts
from studio.gui.campaigns.campaign_page import CampaignPage
from studio.gui.campaigns.place import CampaignsPlace
from studio.gui.campaigns.roster_sheet import RosterSheet
from studio.gui.campaigns.shown import CampaignsShown
from studio.gui.campaigns.small_sheets import AcceptSheet, BrokerSheet, GrantSheet
from studio.gui.context import AppContext
from studio.gui.main_window import PLACES, MainWindow
from studio.overseeing import read_roster_file
from studio.steward_desk import read_shelf
from tests.campaign_people import colleague, set_up
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
def context(qapp: QApplication, candor_home: Path, qtbot: QtBot) -> Iterator[AppContext]:
    with gui_context(candor_home) as made:
        heard: list[object] = []
        made.vault.make_identity(PASSPHRASE, heard.append, heard.append)
        qtbot.waitUntil(lambda: bool(heard), timeout=WAIT_MS)
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


def said(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def has(page: CampaignPage, name: str) -> bool:
    return any(each.isVisible() for each in page.findChildren(QPushButton, name))


def prepared(context: AppContext, qtbot: QtBot, folder: Path) -> None:
    home, done = context.home, []
    context.vault.run(
        "Set up a campaign",
        lambda keeper, _progress: set_up(home, keeper, load_public(home), folder, EXAMPLE),
        done.append,
        done.append,
    )
    qtbot.waitUntil(lambda: bool(done), timeout=WAIT_MS)
    assert done == [None]


def opened(window: MainWindow, qtbot: QtBot) -> CampaignPage:
    window.show_place("campaigns")
    place = cast(CampaignsPlace, window.place("campaigns"))
    qtbot.waitUntil(lambda: bool(place.shelf and place.shelf.campaigns), timeout=WAIT_MS)
    place.list.open_wanted.emit(EXAMPLE.id)
    return place.page


def looked_at(window: MainWindow, qtbot: QtBot) -> CampaignPage:
    page = opened(window, qtbot)
    qtbot.waitUntil(lambda: page.overview is not None, timeout=WAIT_MS)
    return page


def test_the_page_shows_people_root_grants_and_log(
    window: MainWindow, context: AppContext, qtbot: QtBot, tmp_path: Path
) -> None:
    prepared(context, qtbot, tmp_path / "team")
    page = looked_at(window, qtbot)
    assert page.overview is not None
    assert page.roster is not None

    groups = page.roster.root[:4] + "   " + page.roster.root[4:8]
    qtbot.waitUntil(lambda: groups in said(page), timeout=WAIT_MS)
    text = said(page)
    assert "Kim S.: auditor, steward, signs the roster" in text
    assert "Anna K. as annotator" in text
    assert page.log.rowCount() == len(page.overview.leaves)
    child(page, QLineEdit, "log-filter").setText("engineer")
    assert page.log.rowCount() == 0
    child(page, QLineEdit, "log-filter").setText("anna granted")
    assert page.log.rowCount() == 1

    for size in SIZES:
        window.resize(*size)
        settle()
        assert_nothing_clipped(window)
    assert_accessible(window)


def test_a_grant_is_given_and_revoked(
    window: MainWindow, context: AppContext, qtbot: QtBot, tmp_path: Path
) -> None:
    prepared(context, qtbot, tmp_path / "team")
    page = looked_at(window, qtbot)
    child(page, QPushButton, "campaign-grant").click()
    sheet = page.findChild(GrantSheet)
    assert isinstance(sheet, GrantSheet)
    assert_nothing_clipped(sheet)
    assert_accessible(sheet)
    sheet.person.setCurrentText("Kim S.")
    child(sheet, QPushButton, "give-grant").click()
    qtbot.waitUntil(lambda: bool(page.overview and len(page.overview.grants) == 2), timeout=WAIT_MS)
    assert page.overview is not None

    newest = page.overview.grants[0].digest
    child(page, QPushButton, f"revoke-{newest[:8]}").click()

    qtbot.waitUntil(lambda: bool(page.overview and len(page.overview.grants) == 1), timeout=WAIT_MS)


def test_verify_says_in_words_whether_the_log_is_whole(
    window: MainWindow, context: AppContext, qtbot: QtBot, tmp_path: Path
) -> None:
    prepared(context, qtbot, tmp_path / "team")
    page = looked_at(window, qtbot)
    qtbot.waitUntil(page.verify.isEnabled, timeout=WAIT_MS)
    page.verify.click()
    qtbot.waitUntil(lambda: "is whole: " in page.result.text, timeout=WAIT_MS)

    log = tmp_path / "team" / "broker" / LOG / "audit.log"
    raw = bytearray(log.read_bytes())
    raw[-3] ^= 1
    log.write_bytes(raw)
    page.verify.click()

    qtbot.waitUntil(lambda: "altered" in page.result.text, timeout=WAIT_MS)


def test_the_next_roster_goes_from_the_sheet_to_the_broker(
    window: MainWindow, context: AppContext, qtbot: QtBot, tmp_path: Path
) -> None:
    prepared(context, qtbot, tmp_path / "team")
    page = looked_at(window, qtbot)
    _, ben = colleague(tmp_path / "Ben L")
    child(page, QPushButton, "campaign-make-roster").click()
    sheet = page.findChild(RosterSheet)
    assert isinstance(sheet, RosterSheet)
    assert "fresh key in a new epoch" in said(sheet)
    sheet.take(ben)
    qtbot.waitUntil(lambda: len(sheet.cards) == 3, timeout=WAIT_MS)
    sheet.cards[2].roles["engineer"].setChecked(True)
    settle()
    assert_nothing_clipped(sheet)
    assert_accessible(sheet)
    assert page.known is not None
    assert page.overview is not None
    out = tmp_path / "next.roster"
    page.acts.save_roster(
        page.known, page.overview.broker, sheet.people, (2, 90), page.roster, out,
        lambda found: page._show_file(out, found),
    )  # fmt: skip
    sheet.reject()
    qtbot.waitUntil(lambda: "signed by 0 of 2" in said(page), timeout=WAIT_MS)

    child(page, QPushButton, "campaign-sign-roster").click()
    qtbot.waitUntil(lambda: "signed by 1 of 2" in said(page), timeout=WAIT_MS)
    assert not has(page, "campaign-give-roster")
    made = read_roster_file(out).roster
    assert made.version == 2
    annotators = made.current("annotator")
    assert annotators is not None
    assert annotators.epoch == 2


def test_a_first_roster_is_accepted_by_its_root_alone(
    window: MainWindow, context: AppContext, qtbot: QtBot, tmp_path: Path
) -> None:
    prepared(context, qtbot, tmp_path / "team")
    for each in (context.home.root / "custody").glob(f"{EXAMPLE.id}.roster*"):
        each.unlink()
    page = looked_at(window, qtbot)
    qtbot.waitUntil(
        lambda: page.findChild(QPushButton, "campaign-accept") is not None, timeout=WAIT_MS
    )
    child(page, QPushButton, "campaign-accept").click()
    sheet = page.findChild(AcceptSheet)
    assert isinstance(sheet, AcceptSheet)
    assert page.roster is not None
    root = page.roster.root

    sheet.root.setText("0" * 32)
    assert not sheet.confirm.isEnabled()
    assert "another root" in said(sheet)
    sheet.root.setText(" ".join(root[at : at + 4] for at in range(0, 32, 4)).upper())
    assert sheet.confirm.isEnabled()
    assert_nothing_clipped(sheet)
    sheet.confirm.click()

    qtbot.waitUntil(lambda: bool(page.known and page.known.roster), timeout=WAIT_MS)


def test_a_broker_is_made_with_its_key_elsewhere(
    window: MainWindow, context: AppContext, qtbot: QtBot, tmp_path: Path
) -> None:
    prepared(context, qtbot, tmp_path / "team")
    (context.home.root / "custody" / f"{EXAMPLE.id}.place").unlink()
    page = opened(window, qtbot)
    qtbot.waitUntil(
        lambda: page.findChild(QPushButton, "campaign-new-broker") is not None, timeout=WAIT_MS
    )
    child(page, QPushButton, "campaign-new-broker").click()
    sheet = page.findChild(BrokerSheet)
    assert isinstance(sheet, BrokerSheet)
    folder = tmp_path / "shared"
    sheet.folder.setText(str(folder))
    sheet.key.setText(str(folder / "epoch.key"))
    assert not sheet.confirm.isEnabled()
    sheet.key.setText(str(tmp_path / "epoch.key"))
    assert_nothing_clipped(sheet)
    assert_accessible(sheet)
    sheet.confirm.click()

    qtbot.waitUntil(lambda: bool(page.known and page.known.folder == folder), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "in a file" in said(page), timeout=WAIT_MS)


def test_a_signer_of_a_roster_has_the_place(
    window: MainWindow, context: AppContext, qtbot: QtBot, tmp_path: Path
) -> None:
    prepared(context, qtbot, tmp_path / "team")
    (known,) = read_shelf(context.home).campaigns
    assert known.is_signer
    assert set(known.roles) == {"steward", "auditor"}

    CampaignsShown(context, window).look()

    qtbot.waitUntil(lambda: context.actions.fact("campaigns_shown"), timeout=WAIT_MS)


def test_the_gui_thread_neither_reads_nor_writes(
    window: MainWindow,
    context: AppContext,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prepared(context, qtbot, tmp_path / "team")
    caught: list[str] = []
    slow = (
        (sqlite3, "connect"),
        (os, "fsync"),
        (overseeing, "verify_log"),
        (overseeing, "read_place"),
        (overseeing, "read_bounded"),
        (steward_desk, "read_bounded"),
        (acts, "read_place"),
    )
    for owner, name in slow:
        monkeypatch.setattr(owner, name, _watched(getattr(owner, name), name, caught))

    page = looked_at(window, qtbot)
    qtbot.waitUntil(page.verify.isEnabled, timeout=WAIT_MS)
    page.verify.click()
    qtbot.waitUntil(lambda: bool(page.result.text), timeout=WAIT_MS)
    digest = page.overview.grants[0].digest if page.overview else ""
    child(page, QPushButton, f"revoke-{digest[:8]}").click()
    qtbot.waitUntil(lambda: bool(page.overview and not page.overview.grants), timeout=WAIT_MS)
    context.actions.trigger("campaigns.back")
    context.actions.trigger("campaigns.new")
    place = cast(CampaignsPlace, window.place("campaigns"))
    title = child(place.editor, QLineEdit, "terms-title")
    QTest.keyClicks(title, "Kept")
    qtbot.waitUntil(lambda: "Saved" in said(place.editor), timeout=WAIT_MS)
    place.editor.sign_into(tmp_path / "not-yet.campaign")
    place.take_file(tmp_path / "team" / f"{EXAMPLE.id}.campaign")
    qtbot.waitUntil(lambda: not context.jobs.active(), timeout=WAIT_MS)

    assert caught == []
    overseeing.read_bounded(tmp_path / "nothing", 1)
    assert caught == ["read_bounded"]


def _watched(call: Callable[..., object], name: str, caught: list[str]) -> Callable[..., object]:
    def watched(*arguments: object, **more: object) -> object:
        if threading.current_thread() is threading.main_thread():
            caught.append(name)
        return call(*arguments, **more)

    return watched
