"""The third part of an export: which steps. The expression is shown and can be edited; a row of
fields adds the usual comparisons to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QStackedWidget

from recorder.errors import WrongUse
from replay.export.where import LENGTH_MAX, joined_where, parse_where, text_value
from studio.gui.exporting.wording import ACTIONS
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import Card, button, column, label, restyle, row
from studio.gui.words import mark, tr

LAG_MAX_MS, LAG_MS = 60_000, 50
_FIELDS = ("type", "app", "lag_ms", "corrected")
_NAMES = (mark("Kind of action"), mark("Application"), mark("Lag"), mark("Correction"))
_SIGNS = (
    (("==", mark("is")), ("!=", mark("is not"))),
    (("~", mark("contains")), ("!~", mark("does not contain"))),
    (("<=", mark("at most")), (">", mark("more than"))),
    (("==", mark("is")),),
)


class FilterCard(Card):
    """`changed` tells that the expression is another one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(space=Space.M)
        self.expression = QLineEdit()
        self.expression.setObjectName("export-where")
        self.expression.setAccessibleName(tr("Expression that chooses steps"))
        self.expression.setPlaceholderText(tr("All steps"))
        self.expression.setMaxLength(LENGTH_MAX)
        self.expression.setClearButtonEnabled(True)
        self.expression.textChanged.connect(lambda _text: self._on_text())
        self.problem = label("", "caption", "danger", wrap=True)
        self.problem.setObjectName("export-where-problem")
        self.problem.hide()
        self.add = button(
            tr("Add"), icon="plus", name="export-where-add", clicked=self.add_comparison
        )
        self._build_fields()
        self.body.addWidget(label(tr("Steps"), "subtitle"))
        self.body.addWidget(
            label(tr("All steps leave unless an expression chooses some."), tone="soft", wrap=True)
        )
        self.body.addLayout(row(self.field, self.sign, space=Space.S))
        self.body.addLayout(row(self._values, self.add, space=Space.S))
        self.body.addLayout(column(self.expression, self.problem, space=Space.XS))

    @property
    def where(self) -> str | None:
        """The expression, or None for all steps."""
        return self.expression.text().strip() or None

    @property
    def is_right(self) -> bool:
        return not self.problem.text()

    def show_apps(self, apps: list[str]) -> None:
        """Offer the names of applications that the sessions have."""
        if apps != [self.app.itemText(at) for at in range(self.app.count())]:
            text = self.app.currentText()
            self.app.clear()
            self.app.addItems(apps)
            self.app.setEditText(text)

    def add_comparison(self) -> None:
        """Put what the fields say into the expression, bound by “and”."""
        at = self.field.currentIndex()
        if at == 1 and not self.app.currentText().strip():
            self.app.setFocus()
            return
        value = (
            text_value(str(self.kind.currentData())),
            text_value(self.app.currentText().strip()),
            str(self.lag.value()),
            str(self.corrected.currentData()),
        )[at]
        more = f"{_FIELDS[at]} {self.sign.currentData()} {value}"
        self.expression.setText(joined_where(self.expression.text(), more))

    def _build_fields(self) -> None:
        self.field = _combo("export-field", tr("What is compared"))
        self.field.addItems([tr(name) for name in _NAMES])
        self.sign = _combo("export-sign", tr("How it is compared"))
        self.kind = _combo("export-kind", tr("Kind of action"))
        for name, words in ACTIONS:
            self.kind.addItem(tr(words), name)
        self.app = _combo("export-app", tr("Application"))
        self.app.setEditable(True)
        edit = self.app.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(tr("Part of its name"))
        edit.setAccessibleName(tr("Application"))
        edit.setObjectName("export-app-name")
        self.lag = QSpinBox()
        self.lag.setObjectName("export-lag")
        self.lag.setAccessibleName(tr("Lag in milliseconds"))
        self.lag.setRange(0, LAG_MAX_MS)
        self.lag.setValue(LAG_MS)
        self.lag.setSuffix(tr(" ms"))
        self.corrected = _combo("export-corrected", tr("Correction"))
        self.corrected.addItem(tr("corrected by a person"), "true")
        self.corrected.addItem(tr("as it was computed"), "false")
        self._values = QStackedWidget()
        for each in (self.kind, self.app, self.lag, self.corrected):
            self._values.addWidget(each)
        self.field.currentIndexChanged.connect(self._show_field)
        self._show_field(0)

    def _show_field(self, at: int) -> None:
        self._values.setCurrentIndex(at)
        self.sign.clear()
        for sign, words in _SIGNS[at]:
            self.sign.addItem(tr(words), sign)

    def _on_text(self) -> None:
        try:
            if self.where is not None:
                parse_where(self.where)
            problem = ""
        except WrongUse as error:
            problem = said(str(error))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.expression.setProperty("problem", bool(problem))
        self.expression.setAccessibleDescription(problem)
        restyle(self.expression)
        self.changed.emit()


def _combo(name: str, accessible: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    return made
