"""One redaction to be changed: its kind, why it is made, when it holds, what is left of it."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from annotate.detect.model import Kind
from annotate.redact.plan import Keep, Plan, Redaction, Region, Span, check_plan
from recorder.errors import WrongUse
from replay.player import clock, parse_clock
from studio.gui.redaction import sayings
from studio.gui.sentences import said
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import button, label
from studio.gui.words import tr


class ChangeSheet(Sheet):
    """`changed_to` gives the redaction as the person wants it."""

    changed_to = Signal(object)

    def __init__(self, redaction: Redaction, parent: QWidget | None = None) -> None:
        title = tr("Change a redaction")
        super().__init__("change-redaction", title, parent, width_px=480)
        self._redaction = redaction
        self.kind = QComboBox()
        self.kind.setObjectName("change-kind")
        self.kind.setAccessibleName(tr("Kind"))
        for kind in dict.fromkeys((redaction.kind, *(each.value for each in Kind))):
            self.kind.addItem(sayings.kind_word(kind), kind)
        self.reason = _field("change-reason", tr("Reason"), redaction.reason)
        form = QFormLayout()
        form.setHorizontalSpacing(Space.XL)
        form.setVerticalSpacing(Space.S)
        form.addRow(label(tr("Kind"), "body", "soft"), self.kind)
        form.addRow(label(tr("Reason"), "body", "soft"), self.reason)
        self.begin = self.end = None
        self.gap = QCheckBox(tr("Keep its time as a gap"))
        self.gap.setObjectName("change-gap")
        if isinstance(redaction, Region | Span):
            self.begin = _field("change-from", tr("From"), clock(redaction.from_ns))
            self.end = _field("change-until", tr("Until"), clock(redaction.until_ns))
            form.addRow(label(tr("From"), "body", "soft"), self.begin)
            form.addRow(label(tr("Until"), "body", "soft"), self.end)
        if isinstance(redaction, Span):
            self.gap.setChecked(redaction.keep is Keep.GAP)
            form.addRow(label(""), self.gap)
        self._problem = label("", "body", "danger", wrap=True)
        self._problem.hide()
        self.add(label(sayings.redaction_title(redaction), "strong"), form, self._problem)
        save = button(tr("Change"), "primary", name="save-change", clicked=self._save)
        save.setDefault(True)
        self.foot.addStretch(1)
        self.foot.addWidget(button(tr("Cancel"), name="cancel", clicked=self.reject))
        self.foot.addWidget(save)

    def _save(self) -> None:
        changed = msgspec.structs.replace(
            self._redaction, kind=str(self.kind.currentData()), reason=self.reason.text().strip()
        )
        try:
            changed = self._timed(changed)
            check_plan(Plan("", (changed,)))
        except WrongUse as error:
            self._problem.setText(said(str(error)))
            self._problem.show()
            return
        if changed != self._redaction:
            self.changed_to.emit(changed)
        self.accept()

    def _timed(self, changed: Redaction) -> Redaction:
        """The redaction with the times that were typed. A time that was left as it was is exact."""
        if not isinstance(changed, Region | Span) or self.begin is None or self.end is None:
            return changed
        begin = _time(self.begin.text(), changed.from_ns)
        end = _time(self.end.text(), changed.until_ns)
        if begin is None or end is None:
            raise WrongUse(tr("A time is written like 1:05 or 1:05.250."))
        if isinstance(changed, Span):
            keep = Keep.GAP if self.gap.isChecked() else Keep.NOTHING
            return msgspec.structs.replace(changed, from_ns=begin, until_ns=end, keep=keep)
        return msgspec.structs.replace(changed, from_ns=begin, until_ns=end)


def _time(text: str, known_ns: int) -> int | None:
    return known_ns if text == clock(known_ns) else parse_clock(text)


def _field(name: str, title: str, text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setObjectName(name)
    made.setAccessibleName(title)
    return made
