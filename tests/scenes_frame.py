"""The scenes of the frame: identity, consent, settings, palette, shortcuts, errors, jobs."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from recorder.consent import dsse
from recorder.consent.campaign import SignedCampaign, load_campaign
from recorder.crypto import SignPrivate
from studio.commands.campaign import EXAMPLE
from studio.gui.consent.receipt_view import ReceiptView
from studio.gui.frame import Problem
from studio.gui.jobs import Progress
from studio.gui.palette import Palette
from studio.gui.settings_table import SHOW_TIPS
from tests.conftest import PASSPHRASE
from tests.gui_helpers import child
from tests.screenshots import Scene, Stage


def _consent_empty(stage: Stage) -> QWidget:
    stage.window.show_place("consent")
    return stage.window


def _identity_why(stage: Stage) -> QDialog:
    stage.context.actions.trigger("app.identity")
    return stage.dialog("identity-wizard")


def _identity_lock(stage: Stage) -> QDialog:
    wizard = _identity_why(stage)
    child(wizard, QPushButton, "continue").click()
    stage.settle()
    for name in ("new-passphrase", "new-passphrase-again"):
        child(wizard, QLineEdit, name).setText(PASSPHRASE)
    return wizard


def _identity_recovery(stage: Stage) -> QDialog:
    wizard = _identity_lock(stage)
    child(wizard, QPushButton, "continue").click()
    shown = child(wizard, QLabel, "recovery-key-shown")
    stage.wait(lambda: "  " in shown.text())
    return wizard


def _consent_sheet(stage: Stage) -> QDialog:
    stage.context.frame.ask_consent()
    return stage.dialog("consent-sheet")


def _consent_chosen(stage: Stage) -> QDialog:
    sheet = _consent_sheet(stage)
    for scope in ("screen", "mouse", "window_titles"):
        child(sheet, QCheckBox, f"scope-{scope}").setChecked(True)
    return sheet


def _consent_receipt(stage: Stage) -> QDialog:
    sheet = _consent_chosen(stage)
    child(sheet, QPushButton, "agree").click()
    stage.wait(lambda: sheet.findChild(ReceiptView, "receipt"))
    return sheet


def _consent_campaign(stage: Stage) -> QDialog:
    stage.context.frame.ask_consent(_campaign())
    return stage.dialog("consent-sheet")


def _consent(stage: Stage) -> QWidget:
    stage.window.show_place("consent")
    stage.wait(lambda: stage.context.consents.held())
    return stage.window


def _tip(stage: Stage) -> QWidget:
    settings = stage.context.settings
    settings.choose(SHOW_TIPS, True)
    stage.afterwards.append(lambda: settings.choose(SHOW_TIPS, False))
    return _settings(stage)


def _hotkeys(stage: Stage) -> QWidget:
    shown = _settings(stage)
    card = child(stage.window, QWidget, "hotkeys-card")
    stage.wait(lambda: not [each for each in card.findChildren(QLabel) if "Trying" in each.text()])
    area = card.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    assert area is not None
    area.ensureWidgetVisible(card)
    stage.afterwards.append(lambda: area.verticalScrollBar().setValue(0))
    return shown


def _settings(stage: Stage) -> QWidget:
    stage.window.show_place("settings")
    return stage.window


def _palette(stage: Stage) -> QWidget:
    stage.context.actions.trigger("app.palette")
    (palette,) = stage.window.findChildren(Palette)
    stage.afterwards.append(palette.dismiss)
    return stage.window


def _shortcuts(stage: Stage) -> QDialog:
    stage.context.actions.trigger("app.help")
    return stage.dialog("shortcut-sheet")


def _about(stage: Stage) -> QDialog:
    stage.context.actions.trigger("app.about")
    return stage.dialog("about-dialog")


def _identity(stage: Stage) -> QDialog:
    stage.context.actions.trigger("app.identity")
    return stage.dialog("identity-sheet")


def _unlock(stage: Stage) -> QDialog:
    stage.window.window_actions.dialogs.unlock("")
    return stage.dialog("unlock-dialog")


def _problem(stage: Stage) -> QDialog:
    problem = Problem(
        "The disk is full, so the recording was ended.",
        "Everything up to that moment is sealed and can be opened.",
        "Make room on the disk, then record again.",
        "StorageError",
    )
    stage.context.frame.show_problem(problem)
    return stage.dialog("problem-dialog")


def _jobs(stage: Stage) -> QWidget:
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        progress.tell(0.42, "84 of 200 steps")
        go_on.wait()

    stage.going_on.add("Export 3 sessions")
    job = stage.context.jobs.run("Export 3 sessions", work, lambda _nothing: None)
    stage.context.actions.trigger("view.jobs")
    stage.wait(lambda: job.text)
    stage.afterwards += [go_on.set, lambda: stage.context.actions.trigger("view.jobs")]
    return stage.window


def _campaign() -> SignedCampaign:
    """Terms of a team, signed by a steward who is new here."""
    signer = SignPrivate.generate()
    return load_campaign(dsse.seal_envelope(dsse.CAMPAIGN, EXAMPLE.encode(), signer))


SCENES: dict[str, Scene] = {
    "consent-empty": _consent_empty,
    "identity-why": _identity_why,
    "identity-lock": _identity_lock,
    "identity-recovery": _identity_recovery,
    "consent-sheet": _consent_sheet,
    "consent-chosen": _consent_chosen,
    "consent-receipt": _consent_receipt,
    "consent-campaign": _consent_campaign,
    "consent": _consent,
    "settings": _settings,
    "settings-hotkeys": _hotkeys,
    "settings-tip": _tip,
    "palette": _palette,
    "shortcuts": _shortcuts,
    "about": _about,
    "identity": _identity,
    "unlock": _unlock,
    "problem": _problem,
    "jobs": _jobs,
}
"""In an order that works: the identity is made before what needs it."""
