"""Consent in the window: read, choose, agree, refuse without a trace, see and take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from recorder.consent import dsse
from recorder.consent.campaign import BUILT_IN, ScopeOffer, SignedCampaign, load_campaign
from recorder.consent.receipt import ConsentReceipt, load_receipt
from recorder.consent.register import Register
from recorder.crypto import SignPrivate
from recorder.session.model import Scope
from recorder.vault.identity import load_public
from studio.commands.campaign import EXAMPLE
from studio.gui.consent.place import ConsentPlace
from studio.gui.consent.sheet import ConsentSheet
from studio.gui.context import AppContext
from studio.gui.dialogs import Dialogs
from studio.gui.frame import Problem
from studio.gui.main_window import PLACES, MainWindow
from tests.conftest import PASSPHRASE
from tests.gui_helpers import (
    assert_accessible,
    assert_nothing_clipped,
    child,
    gui_context,
    settle,
)

WAIT_MS = 20_000


@pytest.fixture
def context(qapp: QApplication, candor_home: Path) -> Iterator[AppContext]:
    with gui_context(candor_home) as made:
        yield made


@pytest.fixture
def identity(context: AppContext, qtbot: QtBot) -> AppContext:
    heard: list[object] = []
    context.vault.make_identity(PASSPHRASE, heard.append, heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT_MS)
    return context


def files_of(context: AppContext) -> set[str]:
    """Every file under the data folder, those of the window itself left out."""
    root = context.home.root
    found = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    return found - {"settings.json", "window.ini"}


def switch(sheet: QDialog, scope: Scope) -> QCheckBox:
    return child(sheet, QCheckBox, f"scope-{scope}")


def texts(widget: QDialog | ConsentPlace) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def campaign(signer: SignPrivate) -> SignedCampaign:
    return load_campaign(dsse.seal_envelope(dsse.CAMPAIGN, EXAMPLE.encode(), signer))


def shown(sheet: ConsentSheet, qtbot: QtBot) -> ConsentSheet:
    sheet.open()
    settle()
    return sheet


def test_nothing_is_chosen_beforehand(identity: AppContext, qtbot: QtBot) -> None:
    sheet = shown(ConsentSheet(identity, BUILT_IN), qtbot)

    assert sheet.chosen() == frozenset()
    assert not child(sheet, QPushButton, "agree").isEnabled()
    assert "at least one" in child(sheet, QLabel, "consent-reason").text()


def test_agreeing_and_refusing_weigh_the_same(identity: AppContext, qtbot: QtBot) -> None:
    sheet = shown(ConsentSheet(identity, BUILT_IN), qtbot)
    switch(sheet, Scope.MOUSE).setChecked(True)
    settle()
    agree, refuse = (child(sheet, QPushButton, name) for name in ("agree", "refuse"))

    assert agree.size() == refuse.size()
    assert agree.property("kind") == refuse.property("kind")
    assert not agree.isDefault()
    assert not refuse.isDefault()
    assert not agree.autoDefault()


def test_the_sheet_says_all_that_matters(identity: AppContext, qtbot: QtBot) -> None:
    sheet = shown(ConsentSheet(identity, campaign(SignPrivate.generate())), qtbot)

    said = texts(sheet)
    for part in (
        "Train an agent to do tasks like yours.",
        "privacy@example.org",
        "performance evaluation",
        "Only these programs: mousepad, xterm.",
        "password fields",
        "annotators, engineers",
        "180 day",
        "90 day",
        "At any time, under Consent",
        "voluntary",
        "Law of: DE.",
    ):
        assert part in said


def test_the_sheet_says_what_annotators_will_be_asked(identity: AppContext, qtbot: QtBot) -> None:
    sheet = shown(ConsentSheet(identity, campaign(SignPrivate.generate())), qtbot)

    said = texts(sheet)
    schema = EXAMPLE.label_schema
    assert schema is not None
    assert "What annotators are asked about it" in said
    for asked in schema.questions:
        assert asked.question in said
    assert "Was this step right? For each step. (correct, wrong, unnecessary)" in said
    assert "(1 to 5)" in said
    assert "1 person(s) answer for each session." in said
    assert_nothing_clipped(sheet)
    built_in = shown(ConsentSheet(identity, BUILT_IN), qtbot)
    assert "What annotators are asked" not in texts(built_in)


def test_agreeing_by_keyboard_signs_what_was_chosen(identity: AppContext, qtbot: QtBot) -> None:
    sheet = shown(ConsentSheet(identity, BUILT_IN), qtbot)
    given: list[ConsentReceipt] = []
    sheet.agreed.connect(given.append)

    for scope in (Scope.SCREEN, Scope.KEYSTROKES):
        switch(sheet, scope).setFocus()
        qtbot.keyClick(switch(sheet, scope), Qt.Key.Key_Space)
    agree = child(sheet, QPushButton, "agree")
    agree.setFocus()
    qtbot.keyClick(agree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(given), timeout=WAIT_MS)

    assert given[0].scopes == {Scope.SCREEN, Scope.KEYSTROKES}
    assert Register(identity.home).current().digest == given[0].digest
    qtbot.waitUntil(lambda: given[0].digest.hex()[:8] in texts(sheet), timeout=WAIT_MS)
    assert not agree.isVisible()


def test_refusing_leaves_no_trace(context: AppContext, qtbot: QtBot) -> None:
    before = files_of(context)
    sheet = shown(ConsentSheet(context, campaign(SignPrivate.generate())), qtbot)
    switch(sheet, Scope.MOUSE).setChecked(True)

    child(sheet, QPushButton, "refuse").click()
    settle()

    assert files_of(context) == before


def test_the_receipt_can_be_saved(identity: AppContext, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = shown(ConsentSheet(identity, BUILT_IN), qtbot)
    switch(sheet, Scope.MOUSE).setChecked(True)
    child(sheet, QPushButton, "agree").click()
    qtbot.waitUntil(lambda: child(sheet, QPushButton, "save-receipt").isVisible(), timeout=WAIT_MS)
    target = tmp_path / "receipt.dsse"

    sheet.save_to(target)
    qtbot.waitUntil(target.exists, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not identity.jobs.active(), timeout=WAIT_MS)

    receipt = load_receipt(target.read_bytes(), load_public(identity.home).sign)
    assert receipt.scopes == {Scope.MOUSE}
    assert target.stat().st_mode & 0o077 == 0


def test_what_terms_need_must_be_chosen(identity: AppContext, qtbot: QtBot) -> None:
    offers = (ScopeOffer(Scope.SCREEN, required=True), ScopeOffer(Scope.MOUSE))
    terms = msgspec.structs.replace(EXAMPLE, scopes=offers)
    signed = load_campaign(
        dsse.seal_envelope(dsse.CAMPAIGN, terms.encode(), SignPrivate.generate())
    )
    sheet = shown(ConsentSheet(identity, signed), qtbot)

    switch(sheet, Scope.MOUSE).setChecked(True)

    assert "Screen" in child(sheet, QLabel, "consent-reason").text()
    switch(sheet, Scope.SCREEN).setChecked(True)
    assert child(sheet, QPushButton, "agree").isEnabled()


def test_a_new_steward_must_be_compared_first(identity: AppContext, qtbot: QtBot) -> None:
    signed = campaign(SignPrivate.generate())
    sheet = shown(ConsentSheet(identity, signed, steward_known=False), qtbot)
    switch(sheet, Scope.MOUSE).setChecked(True)

    assert not child(sheet, QPushButton, "agree").isEnabled()
    assert signed.steward is not None
    assert child(sheet, QLabel, "steward-fingerprint").text() == signed.steward.fingerprint()

    child(sheet, QCheckBox, "steward-compared").setChecked(True)
    assert child(sheet, QPushButton, "agree").isEnabled()


def test_programs_without_accessibility_are_named_by_the_person(
    identity: AppContext, qtbot: QtBot
) -> None:
    sheet = shown(ConsentSheet(identity, BUILT_IN), qtbot)
    given: list[ConsentReceipt] = []
    sheet.agreed.connect(given.append)
    switch(sheet, Scope.KEYSTROKES).setChecked(True)
    child(sheet, QLineEdit, "without-accessibility").setText(" OldApp , ,game")

    sheet.give()
    qtbot.waitUntil(lambda: bool(given), timeout=WAIT_MS)

    assert given[0].apps_without_accessibility == ("game", "oldapp")


def test_a_failure_says_that_nothing_was_agreed_to(identity: AppContext, qtbot: QtBot) -> None:
    signed, other = (campaign(SignPrivate.generate()) for _ in range(2))
    _agree(identity, signed, qtbot)
    sheet = shown(ConsentSheet(identity, other), qtbot)
    switch(sheet, Scope.MOUSE).setChecked(True)

    with qtbot.waitSignal(identity.frame.problem, timeout=WAIT_MS) as heard:
        sheet.give()

    problem = (heard.args or [None])[0]
    assert isinstance(problem, Problem)
    assert "another steward" in problem.happened
    assert problem.safe == "Nothing was agreed to."
    assert child(sheet, QPushButton, "agree").isEnabled()


def test_the_place_lists_what_holds_and_takes_it_back_without_unlocking(
    identity: AppContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _agree(identity, BUILT_IN, qtbot)
    identity.vault.lock()
    monkeypatch.delenv("CANDOR_PASSPHRASE_FILE")
    asked: list[str] = []
    identity.vault.passphrase_wanted.connect(asked.append)
    place = ConsentPlace(identity)
    place.show()
    place.entered()
    qtbot.waitUntil(lambda: "Personal, version 1" in texts(place), timeout=WAIT_MS)
    assert "Holds" in texts(place)
    digest = Register(identity.home).current().digest.hex()[:8]

    withdraw = child(place, QPushButton, f"withdraw-{digest}")
    withdraw.setFocus()
    qtbot.keyClick(withdraw, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Withdrawn" in texts(place), timeout=WAIT_MS)

    assert [each.state for each in Register(identity.home).entries()] == ["withdrawn"]
    assert asked == []
    assert identity.consents.held() is None


def test_a_damaged_receipt_is_shown_as_one(identity: AppContext, qtbot: QtBot) -> None:
    _agree(identity, BUILT_IN, qtbot)
    (path,) = identity.home.receipts.glob("*.dsse")
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    place = ConsentPlace(identity)
    place.show()

    place.entered()

    qtbot.waitUntil(lambda: "Damaged" in texts(place), timeout=WAIT_MS)


def test_agreeing_first_makes_the_identity(context: AppContext, qtbot: QtBot) -> None:
    window = MainWindow(context, PLACES[3:])
    window.show()
    window.show_place("consent")
    context.frame.ask_consent()
    qtbot.waitUntil(lambda: bool(window.findChildren(ConsentSheet)), timeout=WAIT_MS)
    (sheet,) = window.findChildren(ConsentSheet)
    switch(sheet, Scope.MOUSE).setChecked(True)

    child(sheet, QPushButton, "agree").click()
    wizard = child(window, QDialog, "identity-wizard")
    child(wizard, QPushButton, "continue").click()
    for name in ("new-passphrase", "new-passphrase-again"):
        child(wizard, QLineEdit, name).setText(PASSPHRASE)
    child(wizard, QPushButton, "continue").click()
    key = child(wizard, QLabel, "recovery-key-shown")
    qtbot.waitUntil(lambda: "  " in key.text(), timeout=WAIT_MS)
    child(wizard, QPushButton, "continue").click()
    qtbot.waitUntil(lambda: context.consents.held() is not None, timeout=WAIT_MS)

    assert Register(context.home).current().scopes == {Scope.MOUSE}
    window.close_for_good()


def test_a_campaign_file_opens_its_sheet(
    identity: AppContext, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "team.campaign"
    file.write_bytes(campaign(SignPrivate.generate()).envelope or b"")
    window = MainWindow(identity, PLACES[3:])
    window.show()
    window.show_place("consent")
    dialogs: Dialogs = window.window_actions.dialogs

    dialogs.open_campaign(file)
    qtbot.waitUntil(lambda: bool(window.findChildren(ConsentSheet)), timeout=WAIT_MS)

    (sheet,) = window.findChildren(ConsentSheet)
    assert "new here" in texts(sheet)
    window.close_for_good()


def test_a_campaign_file_can_be_dropped(identity: AppContext, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "team.campaign"
    file.write_bytes(campaign(SignPrivate.generate()).envelope or b"")
    place = ConsentPlace(identity)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), action, dropped, buttons, Qt.KeyboardModifier.NoModifier)

    with qtbot.waitSignal(identity.frame.wanted_campaign_file) as heard:
        place.dropEvent(event)

    assert heard.args == [file]


def test_a_file_that_is_no_campaign_is_a_sentence(
    identity: AppContext, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "team.campaign"
    file.write_text("something else")
    window = MainWindow(identity, PLACES[3:])
    window.show()
    window.show_place("consent")

    window.window_actions.dialogs.open_campaign(file)
    qtbot.waitUntil(lambda: window.findChild(QDialog, "problem-dialog") is not None)

    shown_texts = texts(child(window, QDialog, "problem-dialog"))
    assert "This is not a campaign file" in shown_texts
    window.close_for_good()


def test_the_sheet_is_readable_and_usable_at_every_step(identity: AppContext, qtbot: QtBot) -> None:
    sheet = shown(
        ConsentSheet(identity, campaign(SignPrivate.generate()), steward_known=False), qtbot
    )

    assert_nothing_clipped(sheet)
    assert_accessible(sheet)


def _agree(context: AppContext, signed: SignedCampaign, qtbot: QtBot) -> None:
    given: list[object] = []
    context.consents.give(signed, frozenset({Scope.MOUSE}), given.append, given.append)
    qtbot.waitUntil(lambda: bool(given), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not context.jobs.active(), timeout=WAIT_MS)
    assert isinstance(given[0], ConsentReceipt)
