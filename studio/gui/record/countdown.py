"""The countdown before a recording: a large number in the middle of what will be recorded."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from recorder.session.model import Rect
from studio.gui.record.geometry import on_screen, screen_of, to_qt
from studio.gui.theme import SEMIBOLD, Space, Theme
from studio.gui.widgets import ElidedLabel, button, label, row
from studio.gui.words import tr

SIZE = QSize(360, 300)
DIAL_PX = 132
TICK_MS = 1000


class Countdown(QWidget):
    """Counts down to a recording. Esc or its button cancels it."""

    over = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        flag = Qt.WindowType
        super().__init__(None, flag.Tool | flag.FramelessWindowHint | flag.WindowStaysOnTopHint)
        self.setObjectName("countdown")
        self.setWindowTitle(tr("Countdown"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._dial = _Dial(theme)
        self._task = ElidedLabel("", "body", "soft")
        self._task.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cancel = button(tr("Cancel"), name="cancel-countdown", clicked=self.cancel)
        keycap = label("Esc")
        keycap.setProperty("keycap", True)
        head = label(tr("The recording starts in"), "subtitle")
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        plate = QFrame()
        plate.setProperty("floating", True)
        inner = QVBoxLayout(plate)
        inner.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        inner.setSpacing(Space.M)
        inner.addWidget(head)
        inner.addWidget(self._dial, 1, Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(self._task)
        inner.addLayout(row(1, self._cancel, keycap, 1))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(plate)
        self.setFixedSize(SIZE)
        self._left_s = 0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def runs(self) -> bool:
        return self._timer.isActive()

    def begin(self, seconds: int, task: str, captured: Rect | None) -> None:
        """Count, in the middle of what will be recorded."""
        self._left_s = seconds
        self._dial.show_count(seconds)
        self._task.setText(task)
        self.setAccessibleName(tr("The recording starts in %n second(s).", seconds))
        if captured is not None:
            screen = screen_of(captured)
            box = self.rect()
            box.moveCenter(to_qt(captured, screen).center())
            self.move(on_screen(box, [screen.availableGeometry()]))
        self._timer.start()
        self.show()
        self.raise_()
        self.activateWindow()
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def cancel(self) -> None:
        """Give up."""
        if self.runs:
            self._timer.stop()
            self.hide()
            self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.cancel()
        super().closeEvent(event)

    def _tick(self) -> None:
        self._left_s -= 1
        if self._left_s > 0:
            self._dial.show_count(self._left_s)
            return
        self._timer.stop()
        self.hide()
        self.over.emit()


class _Dial(QWidget):
    """The number in its ring."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = 0
        self.setFixedSize(DIAL_PX, DIAL_PX)

    def show_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(str(count))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(5, 5, -5, -5)
        painter.setPen(QPen(self._theme.colour("record"), 5))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawEllipse(ring)
        font = self._theme.font(1.0, SEMIBOLD)
        font.setPixelSize(DIAL_PX * 2 // 5)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), str(self._count))
