"""The panel beside the list: the picture, the facts and the verbs of what is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from recorder.session.scan import SessionState
from studio.gui.actions import Actions
from studio.gui.icons import picture
from studio.gui.sentences import said
from studio.gui.sessions.delegates import below_words
from studio.gui.sessions.model import cell_words, task_words
from studio.gui.sessions.states import state_look
from studio.gui.theme import Space, Theme
from studio.gui.widgets import (
    Banner,
    ElidedLabel,
    Pill,
    button,
    column,
    label,
    line,
    row,
)
from studio.gui.words import tr
from studio.session_list import Entry, SortBy, words_of_size

WIDTH_PX = 320


class Thumbnail(QWidget):
    """A picture with round corners, or a sign where there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("detail-thumbnail")
        self.setAccessibleName(tr("Picture from the session"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._image: QImage | None = None
        self._sign = "lock"

    def show_image(self, image: QImage | None, sign: str) -> None:
        self._image, self._sign = image, sign
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX - 2 * Space.L, (WIDTH_PX - 2 * Space.L) * 9 // 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, 8, 8)
        painter.fillPath(path, self._theme.colour("sunken"))
        if self._image is not None and not self._image.isNull():
            painter.setClipPath(path)
            size = self._image.size().scaled(
                box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
            )
            at = box.center() - QPointF(size.width() / 2, size.height() / 2)
            painter.drawImage(QRectF(at, size), self._image)
            painter.setClipping(False)
        else:
            at = box.center() - QPointF(14, 14)
            painter.drawPixmap(at, picture(self._sign, 28, "text_hint"))
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 8, 8)


class Detail(QFrame):
    """Follows the selection. Its buttons are rows of the table of actions."""

    def __init__(self, actions: Actions, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("session-detail")
        self.setProperty("card", True)
        self.setFixedWidth(WIDTH_PX)
        self._actions = actions
        self.picture = Thumbnail(theme)
        self.task = label("", "subtitle", wrap=True)
        self.task.setObjectName("detail-task")
        self.state = Pill()
        self.meaning = label("", "caption", "soft", wrap=True)
        self.problem = Banner("danger", "")
        self._values = {name: ElidedLabel() for name in ("date", "length", "size", "apps", "id")}
        self._facts = QWidget()
        self._build()

    def show_entries(self, entries: Sequence[Entry], image: QImage | None) -> None:
        """Show what is selected: one session, or how many."""
        self._facts.setVisible(len(entries) == 1)
        self.state.setVisible(len(entries) == 1)
        self.picture.setVisible(len(entries) == 1)
        self.meaning.hide()
        self.problem.hide()
        if len(entries) == 1:
            self._show_one(entries[0], image)
        elif entries:
            size = words_of_size(sum(entry.size_bytes for entry in entries))
            self.task.setText(tr("%n session(s), {size}", len(entries)).format(size=size))
        else:
            self.task.setText(tr("Select a session to see what it is."))

    def _show_one(self, entry: Entry, image: QImage | None) -> None:
        self.picture.show_image(image, "lock" if entry.title is None else "eye-off")
        self.task.setText(task_words(entry))
        look = state_look(entry.state)
        self.state.show_state(look.word, look.icon, look.mood)
        self.meaning.setText(look.meaning)
        self.meaning.setVisible(entry.state is not SessionState.COMPLETE)
        if entry.title is not None and entry.title.problem is not None:
            self.problem.text.setText(said(entry.title.problem))
            self.problem.show()
        values = {
            "date": cell_words(entry, SortBy.DATE),
            "length": cell_words(entry, SortBy.LENGTH),
            "size": cell_words(entry, SortBy.SIZE),
            "apps": below_words(entry) if entry.title and not entry.title.problem else "",
            "id": entry.session,
        }
        for name, value in values.items():
            self._values[name].setText(value or "–")

    def _build(self) -> None:
        grid = QGridLayout(self._facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        names = {
            "date": tr("Recorded"),
            "length": tr("Length"),
            "size": tr("Size"),
            "apps": tr("Applications"),
            "id": tr("Id"),
        }
        for number, (name, words) in enumerate(names.items()):
            grid.addWidget(label(words, "body", "soft"), number, 0)
            self._values[name].setObjectName(f"detail-{name}")
            grid.addWidget(self._values[name], number, 1)
        grid.setColumnStretch(1, 1)
        self.problem.hide()
        facts = column(
            self.picture,
            self.task,
            row(self.state, 1),
            self.meaning,
            self.problem,
            self._facts,
            1,
            space=Space.M,
            margin=Space.L,
        )
        verbs = column(
            row(
                self._verb("sessions.open", tr("Open"), "primary", "play"),
                self._verb("sessions.review", tr("Review…"), "plain", "review"),
            ),
            row(
                self._verb("sessions.export", tr("Export…"), "plain", "export"),
                self._verb("sessions.copy", tr("Copy…"), "plain", "save"),
            ),
            row(
                self._verb("sessions.submit", tr("Submit…"), "plain", "submit"),
                self._verb("sessions.delete", tr("Delete"), "danger", "delete"),
            ),
            space=Space.S,
        )
        verbs.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        inner = QWidget()
        inner.setLayout(facts)
        area = QScrollArea()
        area.setObjectName("detail-facts")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        for each in (area.viewport(), inner):
            each.setAutoFillBackground(False)
        whole = column(area, line(), verbs, space=0)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _verb(self, action_id: str, text: str, kind: str, icon: str) -> QPushButton:
        action = self._actions.action(action_id)
        name = f"detail-{action_id.partition('.')[2]}"
        made = button(text, kind, icon, name=name, clicked=action.trigger)  # pyright: ignore
        made.setToolTip(action.text())
        action.changed.connect(lambda: made.setEnabled(action.isEnabled()))
        made.setEnabled(action.isEnabled())
        return made
