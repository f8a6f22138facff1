"""The row of controls under the picture: hops, play, the time, speed, loop, what is shown, zoom.

Buttons stand for rows of the table of actions; only the time, the speed and the zoom are its own.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QToolButton, QWidget

from replay.player import SPEEDS, Loop, Playhead, clock, parse_clock
from studio.gui.actions import Actions
from studio.gui.icons import set_icon
from studio.gui.theme import Space
from studio.gui.widgets import label, row
from studio.gui.words import tr


class TimeField(QLineEdit):
    """Where the playhead stands; typing a time goes there, and gives the keys back."""

    entered = Signal("qint64")  # pyright: ignore[reportArgumentType]
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("time-field")
        self.setAccessibleName(tr("Time"))
        self.setToolTip(tr("Type a time such as 1:23.5 and press Enter"))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._t_ns = 0
        self.returnPressed.connect(self._on_enter)

    def show_time(self, t_ns: int) -> None:
        """Show a time, unless somebody is typing one."""
        self._t_ns = t_ns
        if not self.hasFocus():
            self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # While a time is typed, keys such as Left and Escape are the field's and not the player's.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(not event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.isAccepted():
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            width = QFontMetrics(self.font()).horizontalAdvance("0:00:00.000")
            self.setFixedWidth(width + 28)

    def _on_enter(self) -> None:
        t_ns = parse_clock(self.text())
        self._leave()
        if t_ns is not None:
            self.entered.emit(t_ns)

    def _leave(self) -> None:
        self.clearFocus()
        self._write()
        self.left.emit()

    def _write(self) -> None:
        self.setText(clock(self._t_ns))
        self.setCursorPosition(0)


class Transport(QWidget):
    """The controls. It follows a playhead and asks for changes by signals and actions."""

    time_entered = Signal("qint64")  # pyright: ignore[reportArgumentType]
    time_left = Signal()
    speed_chosen = Signal(float)

    def __init__(
        self, actions: Actions, parent: QWidget | None = None, *, head: str = "player"
    ) -> None:
        """`head` begins the ids of the actions that its buttons stand for."""
        super().__init__(parent)
        self.setObjectName("transport")
        self._actions = actions
        self._head = head
        self.time = TimeField()
        self.time.entered.connect(self.time_entered)
        self.time.left.connect(self.time_left)
        self.duration = label("", "body", "soft")
        self.duration.setObjectName("duration")
        self.speed = QComboBox()
        self.speed.setObjectName("speed")
        self.speed.setAccessibleName(tr("Speed"))
        self.speed.setToolTip(tr("Speed"))
        for speed in SPEEDS:
            self.speed.addItem(tr("{speed} ×").format(speed=f"{speed:g}"), speed)
        self.speed.activated.connect(self._on_speed)
        self.zoom = label("", "caption", "soft")
        self.zoom.setObjectName("zoom-now")
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._play = self._button("play", 24)
        self._loop = self._button("loop")
        self._build()

    def _build(self) -> None:
        middle = [
            self._button("step_back"),
            self._button("frame_back"),
            self._play,
            self._button("frame_on"),
            self._button("step_on"),
        ]
        shown = [self._button(f"show_{name}") for name in ("pointer", "clicks", "keys")]
        zoom = [
            self._button("zoom_out"),
            self.zoom,
            self._button("zoom_in"),
            self._button("zoom_fit"),
        ]
        self._zoom_group, self._shown_group = _group(*zoom), _group(*shown)
        left = row(self.time, self.duration, 1, space=Space.S)
        parts = (self._shown_group, self._zoom_group, self._loop, self.speed)
        right = row(1, *parts, space=Space.S)
        around = row(space=Space.M)
        around.addLayout(left, 1)
        around.addLayout(row(*middle, space=2))
        around.addLayout(right, 1)
        around.setContentsMargins(0, 2, 0, 2)
        self.setLayout(around)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What there is no room for can be done from the menu and by keys."""
        super().resizeEvent(event)
        em = self.fontMetrics().height()
        self._zoom_group.setVisible(self.width() >= 52 * em)
        self._shown_group.setVisible(self.width() >= 40 * em)
        self.duration.setVisible(self.width() >= 34 * em)

    def show_head(self, head: Playhead) -> None:
        """Show a playhead: its time, its length, whether it plays."""
        self.time.show_time(head.t_ns)
        self.duration.setText(tr("of {time}").format(time=clock(head.duration_ns, millis=False)))
        name = "pause" if head.moving else "play"
        if self._play.property("shows") != name:
            self._play.setProperty("shows", name)
            set_icon(self._play, name)
            self._play.setToolTip(self._tip("play", _play_words(head)))
            self._play.setAccessibleName(_play_words(head))
        place = self.speed.findData(head.speed)
        if place >= 0:
            self.speed.setCurrentIndex(place)
        self._loop.setToolTip(self._tip("loop", loop_words(head.loop)))
        self._loop.setAccessibleName(loop_words(head.loop))

    def show_zoom(self, zoom: float) -> None:
        self.zoom.setText(tr("{percent} %").format(percent=round(zoom * 100)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            width = QFontMetrics(self.zoom.font()).horizontalAdvance("8000 %")
            self.zoom.setFixedWidth(width)

    def _on_speed(self, place: int) -> None:
        self.speed_chosen.emit(self.speed.itemData(place))
        self.time_left.emit()

    def _button(self, name: str, size_px: int = 20) -> QToolButton:
        """A button that follows an action; it keeps its own icon and tip."""
        action_id = f"{self._head}.{name}"
        action = self._actions.action(action_id)
        made = QToolButton()
        made.setObjectName(action_id.replace(".", "-"))
        made.setIconSize(QSize(size_px, size_px))
        made.setCheckable(action.isCheckable())
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.setAccessibleName(action.text())
        made.setToolTip(self._tip(name, action.text()))
        icon = self._actions.row(action_id).icon
        set_icon(made, icon, "text_soft" if action.isCheckable() else "text")
        made.clicked.connect(action.trigger)
        action.changed.connect(lambda: _follow(made, action))
        _follow(made, action)
        return made

    def _tip(self, name: str, text: str) -> str:
        keys = self._actions.action(f"{self._head}.{name}").shortcut().toString()
        return f"{text} ({keys})" if keys else text


def loop_words(loop: Loop) -> str:
    """How playing goes on at the end, in words."""
    match loop:
        case Loop.OFF:
            return tr("Loop: off")
        case Loop.SELECTION:
            return tr("Loop: selection")
        case Loop.ALL:
            return tr("Loop: all")


def _play_words(head: Playhead) -> str:
    return tr("Pause") if head.moving else tr("Play")


def _follow(button: QToolButton, action: QAction) -> None:
    button.setEnabled(action.isEnabled())
    button.setChecked(action.isChecked())


def _group(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(*parts, space=2))
    return made
