"""The proof of a redacted copy, for a person to read: verdict, each check, figures, identities."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QLayout, QWidget

from annotate.redact.proof import Check, Proof, State
from studio.gui.facts import facts
from studio.gui.redaction import sayings
from studio.gui.sentences import said
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import Banner, Card, Pill, button, column, label, line, row
from studio.gui.words import tr


class ProofSheet(Sheet):
    """Shows one proof. It names no redacted string, because the proof holds none."""

    def __init__(self, proof: Proof, parent: QWidget | None = None) -> None:
        super().__init__("proof-sheet", tr("Proof of redaction"), parent, width_px=760)
        self.proof = proof
        self.add(verdict(proof), self._told(), _checks(proof), _figures(proof), _identity(proof))
        self.add(
            label(
                tr(
                    "A proof says what was looked for and not found. It cannot know what nobody "
                    "named."
                ),
                "caption",
                "soft",
                wrap=True,
            )
        )
        self.foot.addStretch(1)
        close = button(tr("Close"), "primary", name="close-proof", clicked=self.accept)
        self.foot.addWidget(close)

    def _told(self) -> QWidget:
        counts = self.proof.redactions
        words = ", ".join(
            f"{count} × {sayings.kind_word(kind)}" for kind, count in sorted(counts.items())
        )
        return label(
            tr("Redacted: {what}").format(what=words or tr("nothing")), "body", "soft", wrap=True
        )


def verdict(proof: Proof) -> Banner:
    """Whether the copy may be submitted, and if not, what stands against it."""
    if proof.passed:
        return Banner("ok", tr("Proven. Every check ran, and nothing was found."))
    found = [each for each in proof.checks if each.state is State.FOUND]
    blind = [each for each in proof.checks if each.state is State.COULD_NOT_RUN]
    parts = [tr("Not proven: this copy must not be submitted.")]
    if found:
        names = ", ".join(sayings.check_name(each.name) for each in found)
        parts.append(tr("Something was found: {names}.").format(names=names))
    if blind:
        names = ", ".join(sayings.check_name(each.name) for each in blind)
        parts.append(tr("Could not run: {names}.").format(names=names))
    return Banner("danger", " ".join(parts))


def _checks(proof: Proof) -> QWidget:
    card = Card(space=Space.M)
    # What failed comes first: it is what a person has to read.
    bad = (State.FOUND, State.COULD_NOT_RUN)
    for place, check in enumerate(sorted(proof.checks, key=lambda each: each.state not in bad)):
        if place:
            card.body.addWidget(line())
        card.body.addLayout(_check(check))
    return card


def _check(check: Check) -> QLayout:
    words, sign, mood = sayings.check_words(check.state)
    if check.found:
        words = tr("Found %n time(s)", check.found)
    name = label(sayings.check_name(check.name), "strong", wrap=True)
    head = row(name, Pill(words, sign, mood), space=Space.M)
    head.setStretch(0, 1)
    parts = []
    if check.state in (State.CLEAN, State.FOUND):
        parts.append(tr("Looked at %n place(s).", check.looked_at))
    if check.note:
        parts.append(said(check.note))
    tone = "danger" if check.state is State.COULD_NOT_RUN else "soft"
    return column(head, label(" ".join(parts), "caption", tone, wrap=True), space=Space.XS)


def _figures(proof: Proof) -> QWidget:
    figures, place = proof.figures, QLocale()
    psnr = figures.psnr_min_db
    rows = (
        (tr("Frames"), place.toString(figures.frames)),
        (tr("Frames with filled boxes"), place.toString(figures.frames_filled)),
        (tr("Filled boxes"), place.toString(figures.boxes)),
        (tr("Lines of text read again"), place.toString(figures.lines_read)),
        (
            tr("Worst frame outside of its boxes"),
            tr("none compared") if psnr is None else f"{place.toString(psnr, 'f', 1)} dB",
        ),
        (tr("Size"), place.formattedDataSize(figures.bytes)),
        (tr("Time of the proof"), f"{place.toString(figures.seconds, 'f', 1)} s"),
    )
    return facts(rows)


def _identity(proof: Proof) -> QWidget:
    consent = (proof.consent or tr("an import"))[:24]
    made = QDateTime.fromString(proof.made_at, Qt.DateFormat.ISODate).toLocalTime()
    rows = (
        (tr("Redacted copy"), proof.candidate),
        (tr("Original"), proof.original),
        (tr("Made"), QLocale().toString(made, QLocale.FormatType.ShortFormat)),
        (tr("By"), proof.program),
        (tr("Plan"), proof.plan[:24] + "…"),
        (tr("Consent"), consent + ("…" if proof.consent else "")),
        (tr("Bound to"), proof.chain[:24] + "…"),
    )
    return facts(rows)
