"""What tests of the window share: a context without a window, and checks on what is shown.

`assert_nothing_clipped` and `assert_accessible` hold for every place and dialog.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QTextEdit,
    QToolButton,
    QWidget,
)

from recorder.vault.home import Home
from studio.gui.app import close_context, make_context
from studio.gui.context import AppContext

Child = TypeVar("Child", bound=QWidget)
INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTextEdit,
)


@contextmanager
def gui_context(folder: Path) -> Iterator[AppContext]:
    """Everything a place is given, for the data folder of a test; ended with the block."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "the test needs the qapp or qtbot fixture"
    app.setStyle("Fusion")
    # A theme takes the font it finds for the desktop's, so it must not find that of the last test.
    font = app.font()
    context = make_context(app, Home(folder).ensure())
    try:
        yield context
    finally:
        close_context(context)
        close_top_level()
        app.setFont(font)


def close_top_level() -> None:
    """Delete every window that a test left, and all that waits to be deleted."""
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    settle()


def settle() -> None:
    """Let layouts, queued signals and deletions happen."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def child(parent: QWidget, kind: type[Child], name: str) -> Child:
    """The widget of this object name."""
    found = parent.findChild(kind, name)
    assert isinstance(found, kind), f"there is no {name}"
    return found


def shown(root: QWidget) -> list[QWidget]:
    """The root and every visible widget in it, what Qt makes for its own use left out."""
    found = [root, *root.findChildren(QWidget)]
    return [each for each in found if each.isVisible() and not _is_qts_own(each)]


def assert_nothing_clipped(root: QWidget) -> None:
    """Every text has room, every widget lies within its parent, and no two of them overlap.

    What a scroll area hides and what an `ElidedLabel` shortens is meant to be so.
    """
    settle()
    widgets = shown(root)
    problems = [problem for each in widgets for problem in _problems(each)]
    problems += [problem for each in widgets for problem in _overlaps(each)]
    assert not problems, "\n".join(problems)


def assert_accessible(root: QWidget) -> None:
    """Every widget that a person can use has a name and a role, and an object name."""
    nameless = []
    for each in shown(root):
        if not isinstance(each, INTERACTIVE):
            continue
        interface = QAccessible.queryAccessibleInterface(each)
        name = interface.text(QAccessible.Text.Name) if interface else ""
        if not name.strip() or interface.role() == QAccessible.Role.NoRole:
            nameless.append(f"{_where(each)} has no accessible name or role")
        if not each.objectName():
            nameless.append(f"{_where(each)} has no object name")
    assert not nameless, "\n".join(nameless)


def _problems(widget: QWidget) -> Iterator[str]:
    need = _text_need(widget)
    if need is not None and (widget.width() + 1 < need[0] or widget.height() + 1 < need[1]):
        yield (
            f"{_where(widget)} is {widget.width()}x{widget.height()}, "
            f"its text needs {need[0]}x{need[1]}"
        )
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or _scrolls(parent):
        return
    if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
        yield f"{_where(widget)} sticks out of {_where(parent)}"


def _text_need(widget: QWidget) -> tuple[int, int] | None:
    """The room that a widget's text needs, or None when it has none or may shorten it."""
    if widget.property("elides"):
        return None
    if isinstance(widget, QLabel):
        if not widget.text():
            return None
        if widget.wordWrap():
            longest = max(map(QFontMetrics(widget.font()).horizontalAdvance, widget.text().split()))
            return longest, widget.heightForWidth(widget.width())
        hint = widget.sizeHint()
        return hint.width(), hint.height()
    if isinstance(widget, QPushButton | QToolButton | QCheckBox | QRadioButton):
        hint = widget.minimumSizeHint()
        return hint.width(), hint.height()
    if isinstance(widget, QComboBox):
        metrics = QFontMetrics(widget.font())
        return metrics.horizontalAdvance(widget.currentText()) + 36, metrics.height()
    return None


def _overlaps(parent: QWidget) -> Iterator[str]:
    children = [
        each
        for each in parent.children()
        if isinstance(each, QWidget)
        and each.isVisible()
        and not each.isWindow()
        and not each.property("floats")
        and not _is_qts_own(each)
    ]
    for at, first in enumerate(children):
        for second in children[at + 1 :]:
            common = first.geometry().intersected(second.geometry())
            if common.width() > 1 and common.height() > 1:
                yield f"{_where(first)} lies over {_where(second)}"


def _scrolls(parent: QWidget) -> bool:
    """Whether this is the viewport of something that scrolls."""
    area = parent.parentWidget()
    return isinstance(area, QAbstractScrollArea | QScrollArea) and area.viewport() is parent


def _is_qts_own(widget: QWidget) -> bool:
    name, parent = widget.objectName(), widget.parentWidget()
    if name.startswith("qt_") and name != "qt_scrollarea_viewport":
        return True
    if isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit | QAbstractItemView):
        return True
    return parent is not None and not widget.isWindow() and _is_qts_own(parent)


def _where(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    words = text() if callable(text) else ""
    name = widget.objectName() or type(widget).__name__
    at = widget.mapTo(widget.window(), QPoint(0, 0))
    box = QRect(at, widget.size())
    place = f"{box.x()},{box.y()} {box.width()}x{box.height()}"
    return f"{name} “{words}” at {place}" if words else f"{name} at {place}"
