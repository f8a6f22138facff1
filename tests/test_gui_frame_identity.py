"""The identity in the window: made in few pages, shown, restored; the passphrase asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from recorder.vault.identity import load_public, recovery_seed, recovery_text
from studio.gui.context import AppContext
from studio.gui.identity.identity_sheet import IdentitySheet
from studio.gui.identity.recovery_page import in_lines
from studio.gui.identity.unlock_dialog import UnlockDialog
from studio.gui.identity.wizard import IdentityWizard
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
def wizard(context: AppContext, qtbot: QtBot) -> IdentityWizard:
    made = IdentityWizard(context)
    made.open()
    qtbot.waitUntil(lambda: not context.jobs.active(), timeout=WAIT_MS)
    settle()
    return made


def go_on(wizard: IdentityWizard) -> QPushButton:
    return child(wizard, QPushButton, "continue")


def type_passphrase(wizard: IdentityWizard, first: str, second: str) -> None:
    child(wizard, QLineEdit, "new-passphrase").setText(first)
    child(wizard, QLineEdit, "new-passphrase-again").setText(second)


def recovery_key(wizard: IdentityWizard, qtbot: QtBot) -> str:
    shown = child(wizard, QLabel, "recovery-key-shown")
    qtbot.waitUntil(lambda: "  " in shown.text(), timeout=WAIT_MS)
    return shown.text()


def test_leaving_the_wizard_makes_nothing(wizard: IdentityWizard, context: AppContext) -> None:
    go_on(wizard).click()
    type_passphrase(wizard, PASSPHRASE, PASSPHRASE)

    child(wizard, QPushButton, "not-now").click()

    assert not context.home.vault.exists()
    assert not context.home.identity_public.exists()


def test_the_wizard_makes_an_identity_and_shows_its_recovery_key(
    wizard: IdentityWizard, context: AppContext, qtbot: QtBot
) -> None:
    go_on(wizard).click()
    type_passphrase(wizard, PASSPHRASE, PASSPHRASE)
    go_on(wizard).click()

    shown = recovery_key(wizard, qtbot)

    assert recovery_seed(shown)
    assert load_public(context.home).worker
    assert child(wizard, QLineEdit, "new-passphrase").text() == ""
    assert child(wizard, QLineEdit, "new-passphrase-again").text() == ""


@pytest.mark.parametrize(
    ("first", "second"), [("short", "short"), (PASSPHRASE, "another"), ("", ""), (PASSPHRASE, "")]
)
def test_a_passphrase_that_does_not_do_cannot_go_on(
    wizard: IdentityWizard, first: str, second: str
) -> None:
    go_on(wizard).click()

    type_passphrase(wizard, first, second)

    assert not go_on(wizard).isEnabled()


def test_without_a_keyring_it_cannot_be_chosen(wizard: IdentityWizard) -> None:
    go_on(wizard).click()

    assert not child(wizard, QRadioButton, "lock-keyring").isEnabled()


def test_the_recovery_key_is_saved_for_its_owner_alone(
    wizard: IdentityWizard, context: AppContext, qtbot: QtBot, tmp_path: Path
) -> None:
    go_on(wizard).click()
    type_passphrase(wizard, PASSPHRASE, PASSPHRASE)
    go_on(wizard).click()
    shown = recovery_key(wizard, qtbot)
    target = tmp_path / "key.txt"
    target.write_text("what was there before")
    target.chmod(0o644)

    wizard.recovery.save_to(target)
    qtbot.waitUntil(lambda: not context.jobs.active(), timeout=WAIT_MS)

    assert shown in target.read_text()
    assert target.stat().st_mode & 0o077 == 0


def test_an_identity_is_restored_with_its_key(
    context: AppContext, wizard: IdentityWizard, qtbot: QtBot
) -> None:
    seed = bytes(range(32))
    child(wizard, QPushButton, "restore").click()
    child(wizard, QPlainTextEdit, "recovery-key").setPlainText(in_lines(recovery_text(seed)))
    type_passphrase(wizard, PASSPHRASE, PASSPHRASE)

    with qtbot.waitSignal(wizard.accepted, timeout=WAIT_MS):
        go_on(wizard).click()

    assert load_public(context.home).worker
    assert context.home.vault.exists()


def test_a_mistyped_key_is_said_and_changes_nothing(
    context: AppContext, wizard: IdentityWizard, qtbot: QtBot
) -> None:
    child(wizard, QPushButton, "restore").click()
    child(wizard, QPlainTextEdit, "recovery-key").setPlainText("ABCD EFGH")
    type_passphrase(wizard, PASSPHRASE, PASSPHRASE)

    go_on(wizard).click()
    said = child(wizard, QLabel, "lock-said")
    qtbot.waitUntil(said.isVisible, timeout=WAIT_MS)

    assert "recovery key" in said.text()
    assert not context.home.vault.exists()


def test_the_passphrase_is_hidden_until_the_eye_is_pressed(wizard: IdentityWizard) -> None:
    go_on(wizard).click()
    line = child(wizard, QLineEdit, "new-passphrase")
    assert line.echoMode() is QLineEdit.EchoMode.Password

    child(wizard, QToolButton, "new-passphrase-eye").click()

    assert line.echoMode() is QLineEdit.EchoMode.Normal


def test_every_page_is_readable_and_usable(
    wizard: IdentityWizard, context: AppContext, qtbot: QtBot
) -> None:
    assert_nothing_clipped(wizard)
    assert_accessible(wizard)

    go_on(wizard).click()
    type_passphrase(wizard, PASSPHRASE, PASSPHRASE)
    assert_nothing_clipped(wizard)
    assert_accessible(wizard)

    go_on(wizard).click()
    recovery_key(wizard, qtbot)
    assert_nothing_clipped(wizard)
    assert_accessible(wizard)


def test_unlocking_gives_the_passphrase_and_forgets_it(context: AppContext, qtbot: QtBot) -> None:
    dialog = UnlockDialog("")
    dialog.open()
    answers: list[object] = []
    dialog.answered.connect(answers.append)

    qtbot.keyClicks(dialog.line, PASSPHRASE)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)

    assert answers == [PASSPHRASE]
    assert dialog.line.text() == ""


def test_closing_the_unlock_dialog_is_an_answer(context: AppContext, qtbot: QtBot) -> None:
    dialog = UnlockDialog("It was wrong.")
    dialog.open()
    answers: list[object] = []
    dialog.answered.connect(answers.append)
    assert child(dialog, QLabel, "unlock-reason").text() == "It was wrong."

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert answers == [None]


def test_the_identity_shows_its_fingerprint_and_hides_its_key(
    context: AppContext, qtbot: QtBot
) -> None:
    heard: list[object] = []
    context.vault.make_identity(PASSPHRASE, heard.append, heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT_MS)
    sheet = IdentitySheet(context)
    sheet.open()
    qtbot.waitUntil(lambda: not context.jobs.active(), timeout=WAIT_MS)

    assert child(sheet, QLabel, "fingerprint").text() == load_public(context.home).worker
    assert not child(sheet, QLabel, "recovery-key-shown").isVisible()

    child(sheet, QPushButton, "show-recovery").click()
    shown = child(sheet, QLabel, "recovery-key-shown")
    qtbot.waitUntil(lambda: "  " in shown.text(), timeout=WAIT_MS)
    assert recovery_seed(shown.text())
