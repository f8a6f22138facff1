"""The parts of the submit sheet: lights, what leaves and what stays, the upload, the acceptance."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from annotate.submitted import Submitted
from studio.gui.consent.receipt_view import ReceiptView, moment
from studio.gui.consent.terms import stream_name
from studio.gui.custody.wording import condition_words, reader_words
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import (
    Banner,
    Card,
    Mood,
    button,
    column,
    label,
    line,
    picture_label,
    row,
)
from studio.gui.words import tr
from studio.session_list import words_of_size
from studio.submitting import Light, Looked, Preview, Reading

_SHARES = 1000


def lights_card(looked: Looked, show_proof: Callable[[], object]) -> QWidget:
    """What must hold, each with a sign and a sentence."""
    card = Card(label(tr("What must hold"), "subtitle"), space=Space.M)
    for light in looked.lights:
        card.body.addLayout(_light(light))
    if looked.proof is not None:
        read = button(
            tr("Read the proof"), "link", "chevron-right", name="submit-proof", clicked=show_proof
        )
        card.body.addLayout(row(read, 1))
    return card


class LeavesView(QWidget):
    """What leaves, what stays, for how long, and under which consent."""

    def __init__(self, looked: Looked, preview: Preview, over: QWidget) -> None:
        super().__init__()
        self._looked, self._over = looked, over
        parts: list[QWidget] = [self._leaving(preview)]
        if any(not each.readers for each in preview.streams):
            parts.append(self._staying(preview))
        parts.append(self._afterwards())
        self.setLayout(column(*parts, space=Space.L))

    def _leaving(self, preview: Preview) -> QWidget:
        size = label(words_of_size(preview.size_bytes), "strong")
        card = Card(row(label(tr("What leaves"), "subtitle"), 1, size))
        for each in preview.streams:
            if each.readers:
                card.body.addWidget(line())
                card.body.addLayout(_stream(each))
        review = self._looked.ready.parted.review if self._looked.ready else None
        if review is not None and (review.corrections or review.labels.outcome):
            card.body.addWidget(line())
            words = tr(
                "Of your review leave %n correction(s) and how you say it ended. What you wrote in "
                "it stays here.",
                len(review.corrections),
            )
            card.body.addWidget(label(words, "caption", "soft", wrap=True))
        return card

    def _staying(self, preview: Preview) -> QWidget:
        card = Card(label(tr("What stays here"), "subtitle"), space=Space.S)
        why = tr("nobody may read it under this campaign")
        for each in preview.streams:
            if not each.readers:
                text = f"{stream_name(each.leaving.stream)}: {why}"
                card.body.addLayout(point("eye-off", text))
        card.body.addLayout(point("disk", tr("The session itself, unredacted.")))
        return card

    def _afterwards(self) -> QWidget:
        card = Card(label(tr("Afterwards"), "subtitle"), space=Space.S)
        if self._looked.campaign is not None:
            days = self._looked.campaign.terms.retention_days
            until = QLocale().toString(QDate.currentDate().addDays(days))
            words = tr("Kept until {date} at most, %n day(s).", days).format(date=until)
            card.body.addLayout(point("calendar", words))
        card.body.addLayout(
            point("eye", tr("You see each opening under Submitted: who, when, and what for."))
        )
        card.body.addLayout(
            point("withdraw", tr("You can withdraw it there at any time; then nobody opens it."))
        )
        receipt = self._looked.receipt
        if receipt is not None:
            given = tr("Under your consent of {when}").format(when=moment(receipt.given_at))
            shown = button(
                tr("Show the receipt"),
                "link",
                "chevron-right",
                name="submit-receipt",
                clicked=self._show_receipt,
            )
            card.body.addLayout(point("consent", given))
            card.body.addLayout(row(shown, 1))
        return card

    def _show_receipt(self) -> None:
        assert self._looked.receipt is not None
        sheet = Sheet("receipt-sheet", tr("Receipt"), self._over, width_px=600)
        sheet.add(ReceiptView(self._looked.receipt))
        sheet.foot.addStretch(1)
        sheet.foot.addWidget(button(tr("Close"), "primary", name="close", clicked=sheet.accept))
        sheet.open()


class SendingView(QWidget):
    """How far the upload is, and the way to stop it."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        self._total = 1
        self.bar = QProgressBar()
        self.bar.setObjectName("submit-progress")
        self.bar.setAccessibleName(tr("How much was sent"))
        self.bar.setTextVisible(False)
        self.words = label("", tone="soft")
        self.stop = button(tr("Cancel"), icon="close", name="submit-cancel", clicked=stop)
        note = tr("Each stream is sealed under a key of its own before it leaves.")
        self.setLayout(
            column(
                self.bar,
                row(self.words, 1, self.stop),
                label(note, "caption", "soft", wrap=True),
                space=Space.M,
            )
        )

    def begin(self, total: int) -> None:
        self._total = total
        self.show_progress(0.0)

    def show_progress(self, fraction: float | None) -> None:
        share = fraction or 0.0
        self.bar.setRange(0, _SHARES)
        self.bar.setValue(round(share * _SHARES))
        self.words.setText(
            tr("{done} of {all}").format(
                done=words_of_size(round(share * self._total)), all=words_of_size(self._total)
            )
            if share < 1
            else tr("Sent. The broker reads it back.")
        )


class AcceptedView(QWidget):
    """The broker's signed word, and the question what becomes of the original."""

    def __init__(
        self,
        done: Submitted,
        is_original_here: bool,
        shred: Callable[[], object],
        keep: Callable[[], object],
        save: Callable[[], object],
    ) -> None:
        super().__init__()
        until = moment(done.expires_at) if done.expires_at else ""
        words = tr(
            "The broker read everything back, wrote it into its log and signed that it has it. "
            "Kept until {until} at most."
        ).format(until=until)
        saving = button(
            tr("Save the acceptance…"), icon="save", name="save-acceptance", clicked=save
        )
        name = label(tr("Submission {name}").format(name=done.submission), "caption", "soft")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._whole = column(Banner("ok", words), row(name, 1, saving), space=Space.L)
        self.shred_button = button(
            tr("Delete the original"), "primary", "delete", name="shred-original", clicked=shred
        )
        self._original = Card(
            label(tr("The unredacted original is still on this machine"), "subtitle", wrap=True),
            label(
                tr(
                    "It is no longer needed. Deleted, its key is overwritten and the file removed: "
                    "nobody can open it any more, you included. The redacted copy stays here. "
                    "Copies of it are dead too, but for backups that hold the folder epochs."
                ),
                wrap=True,
            ),
            row(
                1,
                button(tr("Keep it"), name="keep-original", clicked=keep),
                self.shred_button,
            ),
        )
        self._whole.addWidget(self._original)
        self.setLayout(self._whole)
        self._original.setVisible(is_original_here)

    def told(self, mood: Mood, text: str) -> None:
        """Say what became of the original."""
        self._original.hide()
        self._whole.addWidget(Banner(mood, text))


def point(icon: str, text: str) -> QHBoxLayout:
    """A sentence behind a sign."""
    made = row(space=Space.M)
    made.addWidget(picture_label(icon, 18), 0, Qt.AlignmentFlag.AlignTop)
    made.addWidget(label(text, wrap=True), 1)
    return made


def _light(light: Light) -> QHBoxLayout:
    looks = {True: ("ok", "ok"), False: ("error", "danger"), None: ("more", "text_soft")}
    sign, tone = looks[light.holds]
    name, words = condition_words(light)
    made = row(space=Space.M)
    made.addWidget(picture_label(sign, 20, tone), 0, Qt.AlignmentFlag.AlignTop)
    below = label(words, "caption", "danger" if light.holds is False else "soft", wrap=True)
    text = column(label(name, "strong"), below, space=2)
    made.addLayout(text, 1)
    return made


def _stream(reading: Reading) -> QVBoxLayout:
    leaving = reading.leaving
    size = label(words_of_size(leaving.size_bytes), "body", "soft")
    counts = [tr("%n event(s)", leaving.events)] if leaving.events else []
    if leaving.frames:
        counts.append(tr("%n frame(s)", leaving.frames))
    readers = "; ".join(reader_words(role, people) for role, people in reading.readers)
    head = row(label(stream_name(leaving.stream), "strong"), 1, size)
    parts = [head]
    if counts:
        parts.append(row(label(" · ".join(counts), "caption", "soft"), 1))
    made = column(*parts, space=Space.XS)
    shown = row(space=Space.S)
    shown.addWidget(picture_label("people", 16), 0, Qt.AlignmentFlag.AlignTop)
    shown.addWidget(label(readers, "caption", wrap=True), 1)
    made.addLayout(shown)
    return made
