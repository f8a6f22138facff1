"""The scenes of redaction in a review: proposals, boxes, recipients' view, copies, the proof."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from annotate.detect.word_list import keep_words
from annotate.edits import Redact
from annotate.redact.plan import Everywhere, Keep, Region, Span
from annotate.redact.proof import Check, Figures, Proof, State
from recorder.session.model import Rect
from replay import player as heads
from studio.gui.redaction.making import Kept
from studio.gui.redaction.panel import COPIES, PROPOSALS, REDACTIONS, RedactionPanel
from studio.gui.redaction.proof_sheet import ProofSheet
from studio.gui.review.desk import Desk
from studio.gui.review.place import ReviewPlace
from tests import scenes_review
from tests.gui_helpers import child
from tests.screenshots import Scene, Stage

PROOF = Proof(
    candidate="01jdgq7v3k9m2n4p6r8s0t1v2w",
    head="3fa1" * 16,
    chain="9b27" * 16,
    original="01jdgq0000000000000000demo",
    original_chain="77d0" * 16,
    plan="c41e" * 16,
    consent="5512" * 16,
    made_at=datetime(2026, 11, 25, 3, 40, tzinfo=UTC).isoformat(),
    program="candor 0.1",
    redactions={"email": 4, "region": 2, "phone": 1},
    strings=(),
    checks=(
        Check("the candidate is whole", State.CLEAN, 2214),
        Check("redacted strings in events and description", State.CLEAN, 1180),
        Check("redacted strings in bytes", State.CLEAN, 96),
        Check("redacted strings in pictures", State.CLEAN, 912),
        Check("detector people", State.CLEAN, 2092),
        Check("detector secrets", State.CLEAN, 2092),
        Check("detector phone numbers", State.CLEAN, 2092),
        Check("detector words of yours", State.CLEAN, 2092),
        Check(
            "detector names",
            State.OFF,
            0,
            0,
            "No model for names and addresses is set, so they are not looked for; "
            "put them on your own list, or mark them by hand.",
        ),
        Check("boxes that are not solid", State.CLEAN, 44),
        Check(
            "frames changed outside of their boxes", State.CLEAN, 640, 0, "The worst has 50.7 dB."
        ),
    ),
    figures=Figures(640, 212, 44, 912, 50.71, 3_100_000, 41.2),
)
FAILED = msgspec.structs.replace(
    PROOF,
    candidate="01jdgp5555555555555555555w",
    checks=(
        *PROOF.checks[:3],
        Check("redacted strings in pictures", State.FOUND, 912, 2),
        *PROOF.checks[4:7],
        Check("detector words of yours", State.COULD_NOT_RUN, 0, 0, "It ended with ValueError."),
        *PROOF.checks[8:],
    ),
)


def _panel(stage: Stage) -> tuple[ReviewPlace, RedactionPanel, Desk]:
    place = scenes_review.opened(stage)
    page = place.page
    page.inspector.show_redactions()
    stage.settle()
    return place, page.inspector.redactions, page.desk


def _redacted(stage: Stage) -> tuple[RedactionPanel, Desk]:
    """Some redactions of each kind, and the playhead where boxes lie."""
    _, panel, desk = _panel(stage)
    player = desk.player
    length = player.head.duration_ns
    if all(each.id != "a" * 16 for each in desk.content.redactions):
        for redaction in (
            Region("a" * 16, Rect(420, 250, 520, 60), length // 10, length // 2, kind="name"),
            Region("b" * 16, Rect(1060, 520, 300, 120), length // 5, length, kind="address"),
            Span("c" * 16, int(length * 0.62), int(length * 0.7), keep=Keep.GAP),
            Everywhere("d" * 16, "Nordwind", kind="word of yours"),
            Everywhere("e" * 16, "invoice", kind="text"),
        ):
            desk.apply(Redact(redaction))
        stage.wait(lambda: not desk.is_saving)
    player.use(heads.pause(player.head))
    desk.seek(int(length * 0.3))
    panel.tabs.setCurrentIndex(REDACTIONS)
    stage.settle()
    return panel, desk


def _start(stage: Stage) -> QWidget:
    _, panel, _ = _panel(stage)
    panel.tabs.setCurrentIndex(PROPOSALS)
    return stage.window


def _proposals(stage: Stage) -> QWidget:
    _, panel, desk = _panel(stage)
    panel.tabs.setCurrentIndex(PROPOSALS)
    desk.seek(int(desk.player.head.duration_ns * 0.3))
    home, kept = stage.context.home, []
    stage.context.vault.run(
        "Seal your words",
        lambda keeper, _progress: keep_words(home, keeper, "supplier\ninvoice\nOrders\nsums"),
        kept.append,
    )
    stage.wait(lambda: kept)
    panel.scanning.run(pictures=False)
    stage.wait(lambda: panel.scanning.is_done)
    table = panel.proposals.table
    if panel.proposals.model.rowCount():
        table.select_row(0)
        panel.proposals.decide("accepted")
        stage.wait(lambda: not desk.is_saving)
    table.setFocus()
    stage.settle()
    return stage.window


def _boxes(stage: Stage) -> QWidget:
    panel, _ = _redacted(stage)
    panel.choose("a" * 16)
    stage.settle()
    return stage.window


def _drawing(stage: Stage) -> QWidget:
    panel, _ = _redacted(stage)
    panel.draw_box()
    stage.settle()
    stage.afterwards.append(lambda: panel.layer.draw(False))
    return stage.window


def _recipients(stage: Stage) -> QWidget:
    panel, _ = _redacted(stage)
    panel.as_recipients.setChecked(True)
    stage.wait(lambda: panel.recipients.sight is not None)
    stage.settle()
    stage.afterwards.append(lambda: panel.as_recipients.setChecked(False))
    return stage.window


def _copies(stage: Stage) -> QWidget:
    panel, _ = _redacted(stage)
    path = stage.context.home.root / "candidates"
    panel.making.kept = (
        Kept(path / f"{PROOF.candidate}.candor", PROOF),
        Kept(path / f"{FAILED.candidate}.candor", FAILED),
    )
    panel.making.changed.emit()
    panel.tabs.setCurrentIndex(COPIES)
    stage.settle()
    return stage.window


def _proof(stage: Stage) -> QWidget:
    sheet = ProofSheet(PROOF, stage.window)
    sheet.open()
    return stage.dialog("proof-sheet")


def _proof_failed(stage: Stage) -> QWidget:
    sheet = ProofSheet(FAILED, stage.window)
    sheet.open()
    return stage.dialog("proof-sheet")


def _everywhere(stage: Stage) -> QWidget:
    panel, _ = _redacted(stage)
    panel.redact_everywhere()
    sheet = stage.dialog("everywhere-sheet")
    field = sheet.findChild(QLineEdit, "everywhere-text")
    assert field is not None
    field.setText("invoice")
    confirm = child(sheet, QPushButton, "confirm")
    stage.wait(confirm.isEnabled)
    stage.settle()
    return sheet


def _words(stage: Stage) -> QWidget:
    _, panel, _ = _panel(stage)
    panel.edit_words()
    sheet = stage.dialog("words-sheet")
    stage.settle()
    return sheet


SCENES: dict[str, Scene] = {
    "redaction-start": _start,
    "redaction-proposals": _proposals,
    "redaction-boxes": _boxes,
    "redaction-drawing": _drawing,
    "redaction-recipients": _recipients,
    "redaction-copies": _copies,
    "redaction-everywhere": _everywhere,
    "redaction-words": _words,
    "proof": _proof,
    "proof-failed": _proof_failed,
}
