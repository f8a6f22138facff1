"""A form for what a step was: its kind and the fields of that kind. It gives what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from recorder.errors import CandorError
from replay.action_types import Action
from replay.correcting import NUMBER_MAX, OUTCOMES, RETYPES, filled, kind_of, kind_of_type
from replay.keys import in_order
from replay.trajectory import Step
from studio.gui.review.step_words import BUTTONS, FIELDS, kind_words
from studio.gui.theme import Space
from studio.gui.widgets import column, label
from studio.gui.words import tr

NOT_SHOWN = ("type", "path", "t_start_ns", "t_end_ns")
MODIFIERS = ("ctrl", "alt", "shift", "super")
MODIFIER_WORDS = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Shift", "super": "Super"}
SMALLEST = {"count": 1, "repeat": 1}


class ActionForm(QWidget):
    """Shows an action. `edited` tells that something differs from it now, or no longer does."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("action-form")
        self._action: Action | None = None
        self._fields: dict[str, QWidget] = {}
        self._start: dict[str, Any] = {}
        self.kind = QComboBox()
        self.kind.setObjectName("step-kind")
        self.kind.setAccessibleName(tr("Kind of step"))
        self.kind.activated.connect(lambda _at: self._on_kind())
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(column(self.kind, self._grid, space=Space.S))

    def show_step(self, step: Step | None) -> None:
        """Show a step's action, unchanged."""
        action = step.action if step else None
        if action == self._action:
            return
        self._action = action
        self.kind.clear()
        if action is None:
            self._lay_out({})
            return
        for each in RETYPES[type(action)]:
            kind = kind_of_type(each)
            self.kind.addItem(kind_words(kind), kind)
        self.kind.setCurrentIndex(self.kind.findData(kind_of(action)))
        self.kind.setEnabled(self.kind.count() > 1)
        self._show_fields(action)

    def reset(self) -> None:
        """Back to what the step is."""
        action, self._action = self._action, None
        if action is not None:
            self._action = action
            self.kind.setCurrentIndex(self.kind.findData(kind_of(action)))
            self._show_fields(action)

    def changes(self) -> dict[str, Any]:
        """The kind where it is another, and the fields that differ; empty when nothing does."""
        if self._action is None:
            return {}
        values = {name: _value(widget) for name, widget in self._fields.items()}
        found = {name: value for name, value in values.items() if value != self._start[name]}
        if self.kind.currentData() != kind_of(self._action):
            found["type"] = self.kind.currentData()
        return found

    def _on_kind(self) -> None:
        """Show the fields of another kind, as far as the step tells them."""
        if self._action is None:
            return
        try:
            shown = filled(self._action, _missing(self._action, self.kind.currentData()))
        except CandorError:
            shown = self._action
        self._show_fields(shown)

    def _show_fields(self, action: Action) -> None:
        names = [name for name in action.__struct_fields__ if name not in NOT_SHOWN]
        self._lay_out({name: getattr(action, name) for name in names})

    def _lay_out(self, values: Mapping[str, Any]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._fields.clear()
        for at, (name, value) in enumerate(values.items()):
            field = self._field(name, value)
            title = label(tr(FIELDS.get(name, name)), "body", "soft")
            self._grid.addWidget(title, at, 0, Qt.AlignmentFlag.AlignTop)
            title.setMinimumHeight(field.sizeHint().height() if name != "text" else 0)
            self._grid.addWidget(field, at, 1)
            field.setObjectName(f"field-{name}")
            field.setAccessibleName(tr(FIELDS.get(name, name)))
            self._fields[name] = field
        self._start = {name: _value(widget) for name, widget in self._fields.items()}
        self.edited.emit()

    def _field(self, name: str, value: Any) -> QWidget:
        if name == "modifiers":
            return self._listening(_Modifiers(value))
        if name == "text":
            return self._listening(_Text(value))
        if name == "keys":
            return self._listening(_Keys(value))
        if name in ("button", "outcome"):
            return self._listening(_choice(name, value))
        return self._listening(_number(name, value))

    def _listening(self, field: QWidget) -> QWidget:
        for signal in ("textChanged", "valueChanged", "currentIndexChanged", "changed"):
            if hasattr(field, signal):
                getattr(field, signal).connect(lambda *_: self.edited.emit())
                break
        return field


class _Modifiers(QWidget):
    """Which keys were held, a check mark each. Untouched, what is not known stays so."""

    changed = Signal()

    def __init__(self, value: tuple[str, ...] | None) -> None:
        super().__init__()
        self._boxes = {name: QCheckBox(MODIFIER_WORDS[name]) for name in MODIFIERS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, (name, box) in enumerate(self._boxes.items()):
            box.setObjectName(f"held-{name}")
            box.setChecked(name in (value or ()))
            box.toggled.connect(lambda _on: self.changed.emit())
            grid.addWidget(box, at // 2, at % 2)

    @property
    def value(self) -> list[str]:
        return list(in_order({name for name, box in self._boxes.items() if box.isChecked()}))


class _Text(QPlainTextEdit):
    """A text that was typed; None is not known."""

    def __init__(self, value: str | None) -> None:
        super().__init__()
        self.setPlainText(value or "")
        self.setPlaceholderText(tr("Not known") if value is None else "")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(4 * self.fontMetrics().lineSpacing() + Space.L)

    @property
    def value(self) -> str | None:
        return self.toPlainText() or None


class _Keys(QLineEdit):
    """Keys that were pressed together, such as ctrl+shift+t."""

    def __init__(self, value: tuple[str, ...]) -> None:
        super().__init__()
        self.setText("+".join(value))
        self.setToolTip(tr("Keys are written as ctrl+shift+t"))

    @property
    def value(self) -> list[str]:
        # A plus at the end is the key itself.
        text = self.text().strip().casefold()
        ends = ["+"] if text.endswith("++") or text == "+" else []
        return [part.strip() for part in text.removesuffix("+").split("+") if part.strip()] + ends


def _choice(name: str, value: str | None) -> QComboBox:
    made = QComboBox()
    choices = BUTTONS if name == "button" else dict(zip(OUTCOMES, _outcome_words(), strict=True))
    if value is None:
        made.addItem(tr("No button"), None)
    for each, words in choices.items():
        made.addItem(tr(words), each)
    if value is not None and value not in choices:
        made.addItem(value, value)
    made.setCurrentIndex(max(0, made.findData(value)))
    return made


def _outcome_words() -> tuple[str, str]:
    return tr("Success"), tr("Failure")


def _number(name: str, value: int | None) -> QSpinBox:
    made = QSpinBox()
    low = SMALLEST.get(name, -NUMBER_MAX + 1)
    made.setRange(low if value is not None else low - 1, NUMBER_MAX - 1)
    if value is None:
        made.setSpecialValueText(tr("Not known"))
        made.setProperty("unknown", True)
    made.setValue(made.minimum() if value is None else value)
    return made


def _value(field: QWidget) -> Any:
    if isinstance(field, QSpinBox):
        unknown = field.property("unknown") and field.value() == field.minimum()
        return None if unknown else field.value()
    if isinstance(field, QComboBox):
        return field.currentData()
    assert isinstance(field, _Modifiers | _Text | _Keys)
    return field.value


def _missing(was: Action, kind: str) -> dict[str, Any]:
    """Values to begin with for what a kind needs and the step does not tell."""
    x, y = getattr(was, "x", None) or 0, getattr(was, "y", None) or 0
    begin: dict[str, dict[str, Any]] = {
        "click": {"button": "left", "x": x, "y": y},
        "drag": {"button": "left", "x": x, "y": y, "x2": x, "y2": y},
        "scroll": {"x": x, "y": y, "dy": 1, "dx": 0},
        "type": {"text": "+".join(getattr(was, "keys", ())) or None},
        "key": {"keys": ["enter"]},
        "hold": {},
        "move": {"x": x, "y": y},
    }
    kept = set(was.__struct_fields__)
    return {"type": kind} | {
        name: value for name, value in begin.get(kind, {}).items() if name not in kept
    }
