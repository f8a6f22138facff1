"""The small bar above all windows while a recording runs. It shows and asks; it decides nothing.

It takes no keyboard focus, so that a click on it leaves the work where it was. It is a window of
Candor and so painted over in the frames.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from recorder.session.model import Rect
from studio.gui.actions import Actions
from studio.gui.icons import set_icon, set_picture
from studio.gui.record.geometry import on_screen, place_beside, screen_of, to_qt
from studio.gui.record.hotkeys import HotkeyLine, common_chord, key_of
from studio.gui.record.recording import Recording
from studio.gui.record.sayings import (
    clock_text,
    figures_text,
    hiding_signs,
    state_icon,
    state_tone,
    state_word,
)
from studio.gui.theme import Space
from studio.gui.widgets import ElidedLabel, column, label, row, set_tone
from studio.gui.words import tr

STATE_WIDTH_MIN_PX = 250
VERB_WIDTH_MIN_PX = 62
SAID_MS = 4000
_PLACE = "bar/place"


class Bar(QWidget):
    """State as word and shape, figures, what is hidden now, and the verbs with their chords."""

    def __init__(self, recording: Recording, actions: Actions, store: QSettings) -> None:
        flag = Qt.WindowType
        super().__init__(
            None,
            flag.Tool
            | flag.FramelessWindowHint
            | flag.WindowStaysOnTopHint
            | flag.WindowDoesNotAcceptFocus,
        )
        self.setObjectName("recording-bar")
        self.setWindowTitle(tr("Candor"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._recording = recording
        self._actions = actions
        self._store = store
        self._held: QPoint | None = None
        self._chords = ""
        self._managed = True
        self._icon, self._word = QLabel(), label("", "strong")
        self._clock = label("0:00", "strong")
        self._figures = label("", "caption", "soft")
        self._sign_icon, self._sign = QLabel(), ElidedLabel("", "caption", "soft")
        self._verbs: dict[str, QToolButton] = {}
        self._keys: dict[str, QLabel] = {}
        self._build()
        self._said = QTimer(self)
        self._said.setSingleShot(True)
        self._said.setInterval(SAID_MS)
        self._said.timeout.connect(self._show_sign)
        recording.changed.connect(self.refresh)
        recording.done.connect(self._on_done)
        recording.refused.connect(lambda _verb, sentence: self.say(sentence))
        for signal in ("screenAdded", "screenRemoved", "primaryScreenChanged"):
            getattr(QGuiApplication.instance(), signal).connect(self._keep_on_screen)
        self.refresh()

    def show_beside(self, captured: Rect | None, *, managed: bool = True) -> None:
        """Show it where the person left it, else off what is recorded if there is room.

        Where no window manager runs (`managed`) it keeps itself above the others.
        """
        self._managed = managed
        self.adjustSize()
        left = self._store.value(_PLACE)
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if isinstance(left, QPoint):
            self.move(on_screen(QRect(left, self.size()), screens))
        elif captured is not None:
            box = to_qt(captured, screen_of(captured))
            self.move(place_beside(self.size(), box, screens))
        self.show()
        self.raise_()

    def say(self, text: str) -> None:
        """Show a sentence for a moment."""
        self._show_line("", text, "soft")
        self._said.start()

    def refresh(self) -> None:
        """Show what the recording says now; only what differs is drawn again."""
        recording = self._recording
        state = recording.state
        word = state_word(state)
        if not self._managed and self.isVisible():
            self.raise_()
        if self._word.text() != word:
            self._word.setText(word)
            set_picture(self._icon, state_icon(state), 22, state_tone(state))
            self.setWindowTitle(tr("Candor: {state}").format(state=word))
            self._show_pause()
        if (status := recording.status) is None:
            self._show_sign()
            return
        _set(self._clock, clock_text(status.elapsed_s))
        _set(self._figures, figures_text(status))
        self._show_keys(status.hotkeys)
        if not self._said.isActive():
            self._show_sign()

    # Building

    def _build(self) -> None:
        self._icon.setFixedSize(QSize(22, 22))
        self._sign_icon.setFixedSize(QSize(14, 14))
        state = column(
            row(self._icon, self._word, 1, self._clock, space=Space.S),
            self._figures,
            _line(self._sign_icon, self._sign),
            space=2,
        )
        state.addStrut(STATE_WIDTH_MIN_PX)
        grid = QGridLayout()
        grid.setSpacing(2)
        for at, (action_id, icon, text) in enumerate(_verbs()):
            button = self._button(action_id, icon, text)
            key = label("", "caption")
            key.setProperty("keycap", True)
            key.hide()
            self._verbs[action_id], self._keys[action_id] = button, key
            grid.addWidget(button, 0, at)
            grid.addWidget(key, 1, at, Qt.AlignmentFlag.AlignHCenter)
        self._verbs["record.stop"].setMenu(self._stop_menu())
        self._verbs["record.stop"].setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        plate = QFrame()
        plate.setProperty("floating", True)
        inner = row(state, grid, space=Space.L)
        inner.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        plate.setLayout(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(plate)

    def _button(self, action_id: str, icon: str, text: str) -> QToolButton:
        action = self._actions.action(action_id)
        made = _Verb()
        made.setProperty("bar", True)
        made.setObjectName(f"bar-{action_id}")
        made.setText(text)
        made.setAccessibleName(text)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setIconSize(QSize(20, 20))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(made, icon)
        made.clicked.connect(action.trigger)
        made.setEnabled(action.isEnabled())
        action.changed.connect(lambda: made.setEnabled(action.isEnabled()))
        return made

    def _stop_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("stop-menu")
        for action_id in ("record.stop", "record.success", "record.failure"):
            source = self._actions.action(action_id)
            shown = QAction(source.text(), menu)
            shown.triggered.connect(source.trigger)
            menu.addAction(shown)
        return menu

    # Showing

    def _show_pause(self) -> None:
        button = self._verbs["record.pause"]
        paused = self._recording.state == "paused"
        text = tr("Resume") if paused else tr("Pause")
        button.setText(text)
        button.setAccessibleName(text)
        set_icon(button, "resume" if paused else "pause")

    def _show_keys(self, hotkeys: dict[str, str]) -> None:
        lines = [HotkeyLine.of(verb, says) for verb, says in hotkeys.items()]
        for line in lines:
            key, button = self._keys[line.action_id], self._verbs[line.action_id]
            _set(key, key_of(line))
            key.setVisible(line.works)
            hint = line.sentence
            if button.toolTip() != hint:
                button.setToolTip(hint)
                button.setAccessibleDescription(hint)
        self._chords = common_chord(lines)

    def _show_sign(self) -> None:
        status = self._recording.status
        hiding = hiding_signs(status) if status else ""
        if hiding and self._recording.state == "recording":
            self._show_line("eye-off", hiding, "warning")
        else:
            self._show_line("", self._chords, "soft")

    def _show_line(self, icon: str, text: str, tone: str) -> None:
        if self._sign.text() == text:
            return
        self._sign.setText(text)
        set_tone(self._sign, "warning" if tone == "warning" else "soft")
        self._sign_icon.setVisible(bool(icon))
        if icon:
            set_picture(self._sign_icon, icon, 14, tone)

    def _on_done(self, verb: str) -> None:
        if verb == "mark":
            self.say(tr("Marked."))
        elif verb == "forget":
            self.say(tr("The last 30 seconds are forgotten."))

    # Moving

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self.move(event.globalPosition().toPoint() - self._held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._held = None
            self._keep_on_screen()
            self._store.setValue(_PLACE, self.pos())

    def _keep_on_screen(self) -> None:
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        self.move(on_screen(self.geometry(), screens))

    def closeEvent(self, event: QCloseEvent) -> None:
        # A window manager's Close would leave a recording that nobody sees.
        event.setAccepted(not self._recording.runs)


class _Verb(QToolButton):
    """A button of the bar; “Pause” is as wide as “Resume”, so that nothing jumps."""

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(VERB_WIDTH_MIN_PX, 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _line(icon: QLabel, text: QLabel) -> QHBoxLayout:
    made = row(icon, space=Space.XS)
    made.addWidget(text, 1)
    return made


def _verbs() -> tuple[tuple[str, str, str], ...]:
    return (
        ("record.pause", "pause", tr("Pause")),
        ("record.mark", "marker", tr("Mark…")),
        ("record.forget", "forget", tr("Forget 30 s")),
        ("record.stop", "stop", tr("Stop")),
        ("record.discard", "discard", tr("Discard…")),
    )


def _set(shown: QLabel, text: str) -> None:
    if shown.text() != text:
        shown.setText(text)
