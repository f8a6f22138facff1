"""The papers of a submission: consent, acceptance, death; shown in words, saved as signed files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from recorder.custody import documents
from recorder.custody.messages import Acceptance, Death
from recorder.errors import CandorError
from recorder.vault.home import write_whole
from studio.gui.consent.receipt_view import ReceiptView, moment
from studio.gui.context import AppContext
from studio.gui.facts import facts
from studio.gui.jobs import Progress
from studio.gui.sheet import Sheet
from studio.gui.widgets import Banner, Card, button, label
from studio.gui.words import tr
from studio.openings import Own, read_kept_death


def save_receipt(context: AppContext, raw: bytes, target: Path) -> None:
    """Write a signed document to a file of the person's own, which may replace one."""

    def work(_progress: Progress) -> None:
        write_whole(target, raw)

    told = tr("Saved the receipt as {name}.").format(name=target.name)
    context.jobs.run(tr("Save the receipt"), work, lambda _nothing: context.frame.say(told))


class PaperSheet(Sheet):
    """One signed document of a submission: `consent`, `acceptance` or `death`."""

    def __init__(
        self, context: AppContext, own: Own, paper: str, parent: QWidget | None = None
    ) -> None:
        titles = {
            "consent": tr("Your consent"),
            "acceptance": tr("The broker's acceptance"),
            "death": tr("The end of this submission"),
        }
        super().__init__(f"paper-{paper}", titles[paper], parent, width_px=620)
        self._context, self._paper = context, paper
        self.raw = _raw(own, paper)
        if paper == "consent" and own.consent is not None:
            self.add(ReceiptView(own.consent))
        elif paper == "acceptance":
            self.add(_acceptance(own))
        elif own.kept.death is not None and (death := read_kept_death(own.kept.death)):
            self.add(death_view(death))
        self.save = button(
            tr("Save a copy…"), icon="save", name="save-paper", clicked=self._choose_file
        )
        self.foot.addStretch(1)
        self.foot.addWidget(self.save)
        close = button(tr("Close"), "primary", name="close-paper", clicked=self.accept)
        self.foot.addWidget(close)
        close.setFocus()

    def save_to(self, target: Path) -> None:
        """Save the signed document."""
        save_receipt(self._context, self.raw, target)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Save the receipt"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"candor-{self._paper}.dsse")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()


def death_view(death: Death) -> QWidget:
    """What the broker signed of an end, with its bound in time."""
    card = Card(
        Banner(
            "ok",
            tr("Nobody opens it any more. Whoever has it open now loses it by {until}.").format(
                until=moment(death.leases_until)
            ),
        )
    )
    kept = (
        tr("Its key is gone from copies and backups too: the key above it was changed.")
        if death.is_epoch_protected
        else tr(
            "The key above it was changed, but lies in a file: whoever copied that file before "
            "could still use old backups."
        )
    )
    objects = (
        tr(
            "%n sealed object(s) could not be deleted yet; they open for nobody.",
            death.objects_left,
        )
        if death.objects_left
        else tr("All its objects are deleted.")
    )
    for text in (kept, objects):
        card.body.addWidget(label(text, wrap=True))
    card.body.addWidget(
        facts(
            (
                (tr("Ended"), moment(death.at)),
                (tr("Submissions"), "\n".join(death.submissions)),
                (tr("Entry of the log"), str(death.log.index)),
            )
        )
    )
    return card


def _acceptance(own: Own) -> QWidget:
    assert own.kept.acceptance is not None
    try:
        said, _ = documents.read_document(own.kept.acceptance, documents.ACCEPTANCE, Acceptance)
    except CandorError:
        return Banner("danger", tr("The acceptance that is kept here was altered."))
    rows = (
        (tr("Submission"), said.submission),
        (tr("Accepted"), moment(said.at)),
        (tr("Kept until"), moment(said.expires_at)),
        (tr("Manifest"), said.manifest[:32]),
        (tr("Entry of the log"), str(said.log.index)),
    )
    words = tr("The broker signed that it has all of it, and that its log says so.")
    return Card(Banner("ok", words), facts(rows))


def _raw(own: Own, paper: str) -> bytes:
    if paper == "consent":
        return own.consent.envelope if own.consent is not None else b""
    return (own.kept.acceptance if paper == "acceptance" else own.kept.death) or b""
