"""The command palette: everything that can be done now, found by typing. Opened with Ctrl+K."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from studio.gui.actions import Actions
from studio.gui.icons import current_theme, picture
from studio.gui.keys import native
from studio.gui.theme import Space
from studio.gui.widgets import column
from studio.gui.words import tr

WIDTH_PX, ROWS, ROW_PX = 560, 9, 38
_AROUND_PX = 70
"""The line and the margins."""

_TOP_PX = 72
_OBJECT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the palette."""

    action_id: str
    text: str
    icon: str
    keys: str


class CommandModel(QAbstractListModel):
    """The commands that fit what was typed, best first."""

    def __init__(self, commands: tuple[Command, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = commands
        self._shown = commands

    def find(self, words: str) -> None:
        """Show only what fits."""
        self.beginResetModel()
        ranked = [(rank(each.text, words), at, each) for at, each in enumerate(self._all)]
        fits = sorted((score, at, each) for score, at, each in ranked if score is not None)
        self._shown = tuple(each for _, _, each in fits)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        command = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{command.text}, {command.keys}" if command.keys else command.text
        return command if role == _OBJECT else None


class Palette(QFrame):
    """Lies over the window, and closes when something was chosen, with Esc, or when left."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._before = window.focusWidget()
        self._rows_max = ROWS
        self.setObjectName("palette")
        self.setAccessibleName(tr("Find a command"))
        self.setProperty("overlay", True)
        self.setProperty("floats", True)
        self._model = CommandModel(commands(actions), self)
        self._line = QLineEdit()
        self._line.setObjectName("palette-line")
        self._line.setAccessibleName(tr("Find a command"))
        self._line.setPlaceholderText(tr("What do you want to do?"))
        self._line.textChanged.connect(self._find)
        self._line.installEventFilter(self)
        self._list = QListView()
        self._list.setObjectName("palette-list")
        self._list.setAccessibleName(tr("Commands"))
        self._list.setProperty("flat", True)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._run)
        self.setLayout(column(self._line, self._list, space=Space.S, margin=Space.M))
        self._select(0)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(36)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 90))
        self.setGraphicsEffect(shadow)
        window.installEventFilter(self)

    def open_over(self, window: QWidget) -> None:
        """Show it in the upper middle of the window."""
        width = min(WIDTH_PX, window.width() - 32)
        self._rows_max = min(ROWS, (window.height() - _TOP_PX - _AROUND_PX - 24) // ROW_PX)
        self.setGeometry(QRect((window.width() - width) // 2, _TOP_PX, width, 0))
        self._take_height()
        self.show()
        self.raise_()
        self._line.setFocus()

    def dismiss(self) -> None:
        """Go away, and give the focus back."""
        if self.isVisible():
            self.hide()
            if self._before is not None and isValid(self._before):
                self._before.setFocus()
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._line and kind is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._on_key(Qt.Key(event.key()))
        left = watched is self._line and kind is QEvent.Type.FocusOut
        if left or (watched is self.parent() and kind is QEvent.Type.Resize):
            self.dismiss()
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        """Whether a key is for the list and not for the line."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}
        steps |= {Qt.Key.Key_PageUp: -8}
        if key in steps:
            self._select(self._list.currentIndex().row() + steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        return key in steps or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)

    def _find(self, words: str) -> None:
        self._model.find(words)
        self._select(0)
        self._take_height()

    def _take_height(self) -> None:
        rows = max(1, min(self._rows_max, self._model.rowCount()))
        self.resize(self.width(), rows * ROW_PX + _AROUND_PX)

    def _select(self, at: int) -> None:
        last = self._model.rowCount() - 1
        self._list.setCurrentIndex(self._model.index(max(0, min(last, at)), 0))

    def _run(self, index: QModelIndex) -> None:
        command = index.data(_OBJECT)
        self.dismiss()
        if isinstance(command, Command):
            self._actions.trigger(command.action_id)


class _Delegate(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, command = current_theme(), index.data(_OBJECT)
        view = self.parent()
        assert isinstance(view, QListView)
        box = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if view.currentIndex().row() == index.row():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        icon_box = QRect(box.left() + 10, box.center().y() - 9, 20, 20)
        if command.icon:
            painter.drawPixmap(icon_box.topLeft(), picture(command.icon, 20, "text_soft"))
        inner = box.adjusted(40, 0, -12, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignLeft), command.text)
        painter.setFont(theme.font(0.86))
        painter.setPen(theme.colour("text_soft"))
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignRight), command.keys)
        painter.restore()


def commands(actions: Actions) -> tuple[Command, ...]:
    """All that can be done now, except opening the palette."""
    return tuple(
        Command(
            each.id,
            actions.action(each.id).text().replace("&", ""),
            each.icon,
            native(actions.shortcut(each.id)),
        )
        for each in actions.rows()
        if each.id != "app.palette" and actions.can(each.id)
    )


def rank(text: str, words: str) -> int | None:
    """How well a text fits what was typed, 0 best; None when it does not.

    Letters must come in order; a run from the start of a word beats letters here and there.
    """
    text, words = text.casefold(), words.casefold().strip()
    if not words:
        return 0
    if text.startswith(words):
        return 0
    if f" {words}" in text:
        return 1
    if words in text:
        return 2
    at = 0
    for letter in words.replace(" ", ""):
        at = text.find(letter, at) + 1
        if at == 0:
            return None
    return 3
