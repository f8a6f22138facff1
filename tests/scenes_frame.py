"""The scenes of the frame: identity, consent, settings, palette, shortcuts, errors, jobs."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QLineEdit, QRadioButton

from recorder.consent import dsse
from recorder.consent.campaign import SignedCampaign, load_campaign
from recorder.crypto import SignPrivate
from studio.commands.campaign import EXAMPLE
from studio.gui.frame import Problem
from tests.screenshots import PASSPHRASE, Stage


def _no_consent_yet(stage: Stage):
    stage.window.show_place("consent")
    return stage.window


def _identity_why(stage: Stage):
    stage.context.actions.trigger("app.identity")
    return stage.dialog("identity-wizard")


def _identity_lock(stage: Stage):
    wizard = _identity_why(stage)
    wizard.findChild(object, "continue").click()
    stage.settle()
    for name in ("new-passphrase", "new-passphrase-again"):
        wizard.findChild(QLineEdit, name).setText(PASSPHRASE)
    assert wizard.findChild(QRadioButton, "lock-passphrase").isChecked()
    return wizard


def _identity_recovery(stage: Stage):
    wizard = _identity_lock(stage)
    wizard.findChild(object, "continue").click()
    shown = wizard.findChild(object, "recovery-key-shown")
    stage.wait(lambda: "  " in shown.text())
    return wizard


def _consent_sheet(stage: Stage):
    stage.context.frame.ask_consent()
    return stage.dialog("consent-sheet")


def _consent_chosen(stage: Stage):
    sheet = _consent_sheet(stage)
    for scope in ("screen", "mouse", "window_titles"):
        sheet.findChild(object, f"scope-{scope}").setChecked(True)
    return sheet


def _consent_receipt(stage: Stage):
    sheet = _consent_chosen(stage)
    sheet.findChild(object, "agree").click()
    stage.wait(lambda: sheet.findChild(object, "receipt"))
    return sheet


def _consent_campaign(stage: Stage):
    stage.context.frame.ask_consent(_campaign())
    return stage.dialog("consent-sheet")


def _consent(stage: Stage):
    stage.window.show_place("consent")
    stage.wait(lambda: stage.context.consents.held())
    return stage.window


def _settings(stage: Stage):
    stage.window.show_place("settings")
    return stage.window


def _palette(stage: Stage):
    stage.context.actions.trigger("app.palette")
    return stage.window


def _shortcuts(stage: Stage):
    stage.context.actions.trigger("app.help")
    return stage.dialog("shortcut-sheet")


def _about(stage: Stage):
    stage.context.actions.trigger("app.about")
    return stage.dialog("about-dialog")


def _identity(stage: Stage):
    stage.context.actions.trigger("app.identity")
    return stage.dialog("identity-sheet")


def _unlock(stage: Stage):
    stage.window.window_actions.dialogs.unlock("")
    return stage.dialog("unlock-dialog")


def _problem(stage: Stage):
    stage.context.frame.show_problem(
        Problem(
            "The disk is full, so the recording was ended.",
            "Everything up to that moment is sealed and can be opened.",
            "Make room on the disk, then record again.",
            "StorageError\n  journal.py:212 append",
        )
    )
    return stage.dialog("problem-dialog")


def _jobs(stage: Stage):
    go_on = threading.Event()
    context = stage.context

    def work(progress):
        progress.tell(0.42, "Step 84 of 200")
        go_on.wait(20)

    job = context.jobs.run("Export 3 sessions", work, lambda _nothing: None)
    if not stage.window.jobs_panel.isVisible():
        context.actions.trigger("view.jobs")
    stage.wait(lambda: job.text)
    picture = stage.window.grab()
    go_on.set()
    stage.wait(lambda: job.is_over)
    del picture
    return stage.window


def _campaign() -> SignedCampaign:
    """Terms of a team, signed by a steward who is new here."""
    signer = SignPrivate.generate()
    return load_campaign(dsse.seal_envelope(dsse.CAMPAIGN, EXAMPLE.encode(), signer))


SCENES = {
    "consent-empty": _no_consent_yet,
    "identity-why": _identity_why,
    "identity-lock": _identity_lock,
    "identity-recovery": _identity_recovery,
    "consent-sheet": _consent_sheet,
    "consent-chosen": _consent_chosen,
    "consent-receipt": _consent_receipt,
    "consent-campaign": _consent_campaign,
    "consent": _consent,
    "settings": _settings,
    "palette": _palette,
    "shortcuts": _shortcuts,
    "about": _about,
    "identity": _identity,
    "unlock": _unlock,
    "problem": _problem,
    "jobs": _jobs,
}
