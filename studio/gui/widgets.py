"""The building blocks of every place: labels, buttons, cards, headers, states. They hold no rule.

Each is made by a function or a small class and styled by properties that the style sheet knows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.gui.icons import set_icon, set_picture
from studio.gui.theme import Space
from studio.gui.words import tr

Type = Literal["caption", "body", "strong", "subtitle", "title", "display"]
Tone = Literal["", "soft", "hint", "accent", "danger", "warning", "ok", "info", "record"]
Kind = Literal["plain", "primary", "quiet", "danger", "link"]
Mood = Literal["info", "ok", "warning", "danger"]
Layout = TypeVar("Layout", QVBoxLayout, QHBoxLayout)
PAGE_WIDTH_PX = 760
ICON_BESIDE_TEXT = QSize(24, 18)
"""Wider than the icon, because styles leave too little room between it and the text."""

_TALL_PX = 100_000
_MOOD_ICONS = {"info": "info", "ok": "ok", "warning": "warning", "danger": "error"}


def label(text: str = "", type_: Type = "body", tone: Tone = "", *, wrap: bool = False) -> QLabel:
    """A label that only shows. With `wrap` it may take several lines."""
    made = _Lines() if wrap else QLabel()
    made.setProperty("type", type_)
    if tone:
        made.setProperty("tone", tone)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    return made


class _Lines(QLabel):
    """A label of several lines that never gets less room than its lines need."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._claim_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._claim_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._claim_room()

    def _claim_room(self) -> None:
        # Layouts squeeze a label to its first line when they have to; a minimum they keep.
        # Measured by hand, because a label's own answer is never below its last minimum.
        room = QRect(0, 0, self.contentsRect().width(), _TALL_PX)
        if room.width() > 0:
            flags = int(Qt.TextFlag.TextWordWrap) | int(self.alignment())
            lines = self.fontMetrics().boundingRect(room, flags, self.text())
            self.setMinimumHeight(lines.height() if self.text() else 0)


def set_tone(shown: QWidget, tone: Tone, property_: str = "tone") -> None:
    """Change what a widget's style says about it."""
    shown.setProperty(property_, tone)
    restyle(shown)


def restyle(widget: QWidget) -> None:
    """Have the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def picture_label(name: str, size_px: int = 20, tone: str = "text_soft") -> QLabel:
    """An icon that only shows; the text beside it says what it means."""
    made = QLabel()
    set_picture(made, name, size_px, tone)
    made.setFixedSize(QSize(size_px, size_px))
    return made


def button(
    text: str,
    kind: Kind = "plain",
    icon: str = "",
    *,
    name: str = "",
    clicked: Callable[[], object] | None = None,
) -> QPushButton:
    """A button with text. `name` is its object name for tests and style."""
    made = _Button(text)
    made.setProperty("kind", kind)
    made.setObjectName(name or text)
    made.setAccessibleName(text.replace("&", ""))
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon:
        made.setIconSize(ICON_BESIDE_TEXT)
        tones = {"primary": "on_accent", "danger": "danger", "link": "accent_text"}
        set_icon(made, icon, tones.get(kind, "text"))
    if clicked is not None:
        made.clicked.connect(lambda: clicked())
    return made


class _Button(QPushButton):
    """A button that Enter presses when it has the focus, without being anybody's default."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def icon_button(
    icon: str,
    text: str,
    *,
    name: str = "",
    checkable: bool = False,
    clicked: Callable[[], object] | None = None,
    size_px: int = 20,
) -> QToolButton:
    """A button with only an icon; `text` is its tooltip and its accessible name."""
    made = QToolButton()
    set_icon(made, icon, "text_soft" if checkable else "text")
    made.setIconSize(QSize(size_px, size_px))
    made.setToolTip(text)
    made.setAccessibleName(text)
    made.setObjectName(name or text)
    made.setCheckable(checkable)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if clicked is not None:
        made.clicked.connect(lambda: clicked())
    return made


def column(*items: QWidget | QLayout | int, space: int = Space.M, margin: int = 0) -> QVBoxLayout:
    """Things below each other; a number is a stretch of that weight."""
    return _filled(QVBoxLayout(), items, space, margin)


def row(*items: QWidget | QLayout | int, space: int = Space.S, margin: int = 0) -> QHBoxLayout:
    """Things beside each other; a number is a stretch of that weight."""
    return _filled(QHBoxLayout(), items, space, margin)


def line() -> QFrame:
    """A thin line between groups."""
    made = QFrame()
    made.setProperty("line", True)
    made.setFixedHeight(1)
    return made


class Card(QFrame):
    """A raised surface with content below each other in `body`."""

    def __init__(
        self, *items: QWidget | QLayout | int, space: int = Space.M, margin: int = Space.L
    ) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.body = column(*items, space=space, margin=margin)
        self.setLayout(self.body)


class PageHeader(QWidget):
    """The head of a place: its title, a line below, and what can be done at the right."""

    def __init__(self, title: str, subtitle: str = "", *actions: QWidget) -> None:
        super().__init__()
        self.title = label(title, "title")
        self.title.setObjectName("page-title")
        self.subtitle = label(subtitle, "body", "soft", wrap=True)
        if not subtitle:
            # Never shown here: without a parent yet it would be a window and take the focus.
            self.subtitle.hide()
        self._actions = row(*actions)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(Space.S)
        self._head.addWidget(self.title)
        self._head.addStretch(1)
        self._head.addLayout(self._actions)
        self.setLayout(column(self._head, self.subtitle, space=Space.XS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the title, the buttons go below it."""
        super().resizeEvent(event)
        need = self.title.sizeHint().width() + self._actions.sizeHint().width() + Space.XL
        down = QBoxLayout.Direction.TopToBottom
        side = QBoxLayout.Direction.LeftToRight
        self._head.setDirection(down if need > self.width() else side)

    def minimumSizeHint(self) -> QSize:
        wider = max(self.title.sizeHint().width(), self._actions.minimumSize().width())
        return QSize(wider, super().minimumSizeHint().height())

    def set_subtitle(self, text: str) -> None:
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))


class EmptyState(QWidget):
    """What stands where there is nothing yet: why, and what to do next."""

    def __init__(self, icon: str, title: str, text: str, *actions: QWidget) -> None:
        super().__init__()
        sign = picture_label(icon, 48, "text_hint")
        head, words = label(title, "subtitle"), label(text, "body", "soft", wrap=True)
        for each in (head, words):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setFixedWidth(420)
        inner = column(space=Space.M)
        for each in (sign, head, words):
            inner.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        if actions:
            inner.addSpacing(Space.S)
            inner.addLayout(row(1, *actions, 1, space=Space.S))
        self.setLayout(column(1, inner, 1, margin=Space.XL))


class Banner(QFrame):
    """One sentence about a state that lasts, with what can be done about it."""

    def __init__(self, mood: Mood, text: str, *actions: QWidget, closable: str = "") -> None:
        super().__init__()
        self.setProperty("banner", mood)
        self.text = label(text, wrap=True)
        tone = "info" if mood == "info" else mood
        inner = row(space=Space.M)
        inner.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        inner.addWidget(picture_label(_MOOD_ICONS[mood], 20, tone))
        inner.addWidget(self.text, 1)
        for each in actions:
            inner.addWidget(each)
        if closable:
            inner.addWidget(icon_button("close", closable, clicked=self.hide, size_px=16))
        self.setLayout(inner)


class Pill(QFrame):
    """A state as a shape and a word."""

    def __init__(self, text: str = "", icon: str = "", mood: Mood | Literal["plain"] = "plain"):
        super().__init__()
        self._icon, self._text = QLabel(), label("", "caption")
        inner = row(self._icon, self._text, space=Space.XS)
        inner.setContentsMargins(Space.S, 3, Space.S + 2, 3)
        self.setLayout(inner)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(text, icon, mood)

    def show_state(self, text: str, icon: str, mood: Mood | Literal["plain"] = "plain") -> None:
        """Show another state."""
        self._text.setText(text)
        self._icon.setVisible(bool(icon))
        tone = "text_soft" if mood == "plain" else mood
        if icon:
            set_picture(self._icon, icon, 14, tone)
        set_tone(self._text, "soft" if mood == "plain" else mood)
        self.setProperty("pill", mood)
        self.setAccessibleName(text)
        restyle(self)

    @property
    def text(self) -> str:
        return self._text.text()


class ElidedLabel(QLabel):
    """One line of the person's own words that may be too long; the whole is in the tooltip."""

    def __init__(
        self,
        text: str = "",
        type_: Type = "body",
        tone: Tone = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__()
        self._mode = mode
        self.setProperty("type", type_)
        self.setProperty("elides", True)
        if tone:
            self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        painter.drawText(self.rect(), int(self.alignment()), shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        short = QFontMetrics(self.font()).horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if short else "")


def scroll_page(content: QLayout, width_px: int = PAGE_WIDTH_PX) -> QScrollArea:
    """A page that scrolls down, its content in the middle and not too wide to read."""
    inner = QWidget()
    inner.setProperty("page", True)
    inner.setLayout(content)
    inner.setMaximumWidth(width_px)
    outer = QWidget()
    outer.setProperty("page", True)
    around = QHBoxLayout(outer)
    around.setContentsMargins(0, 0, 0, 0)
    around.addStretch(1)
    around.addWidget(inner, 1000)
    around.addStretch(1)
    area = QScrollArea()
    # It can have the keyboard, to scroll.
    area.setAccessibleName(tr("Content of the page"))
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(outer)
    return area


def _filled(
    layout: Layout, items: tuple[QWidget | QLayout | int, ...], space: int, margin: int
) -> Layout:
    layout.setSpacing(space)
    layout.setContentsMargins(margin, margin, margin, margin)
    for each in items:
        if isinstance(each, int):
            layout.addStretch(each)
        elif isinstance(each, QLayout):
            layout.addLayout(each)
        else:
            layout.addWidget(each)
    return layout
