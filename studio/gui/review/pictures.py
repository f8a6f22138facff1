"""The middle of the page: the pictures before and after a step, or the one of the playhead.

All of them are zoomed together.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QWidget

from recorder.session.model import Rect
from replay.player_overlay import Overlay
from replay.trajectory import Step
from studio.gui.player.feed import Feed
from studio.gui.player.overlay_painter import Shows
from studio.gui.player.picture import Picture
from studio.gui.player.picture_view import PictureView
from studio.gui.player.player import Player
from studio.gui.review.step_words import after_words, before_words
from studio.gui.theme import Space
from studio.gui.widgets import ElidedLabel, column, label, row
from studio.gui.words import tr

GAP_PX = 2


class Side(QWidget):
    """One picture at a moment of its own, with a line that says which."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(f"side-{name}")
        self.view = PictureView()
        self.view.setObjectName(f"picture-{name}")
        self.view.setAccessibleName(title)
        self.words = ElidedLabel("", "caption", "soft")
        self.words.setObjectName(f"words-{name}")
        self._feed: Feed | None = None
        self._t_ns: int | None = None
        self._scale = 1.0
        self.view.scale_wanted.connect(self._on_scale)
        head = row(label(title, "caption"), self.words, space=Space.S)
        head.setContentsMargins(Space.M, 3, Space.M, 3)
        head.setStretch(1, 1)
        whole = column(head, self.view, space=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    @property
    def t_ns(self) -> int | None:
        """The moment that is shown; None where there is no picture of it."""
        return self._t_ns

    @property
    def picture(self) -> Picture | None:
        return self.view.picture

    def use(self, feed: Feed | None) -> None:
        """Take pictures from this feed."""
        if self._feed is not None:
            self._feed.stop()
            self._feed.deleteLater()
        self._feed, self._t_ns = feed, None
        if feed is None:
            self.view.clear()
            self.words.setText("")
        else:
            feed.pictured.connect(self._on_pictured)

    def show_moment(self, t_ns: int | None, words: str) -> None:
        """Show the picture of a moment, or say why there is none."""
        self.words.setText(words)
        self.view.show_notice("" if t_ns is not None else words)
        if t_ns == self._t_ns:
            return
        self._t_ns = t_ns
        if t_ns is None:
            self.view.show_picture(None)
        else:
            self._want()

    def _on_scale(self, scale: float) -> None:
        if scale != self._scale:
            self._scale = scale
            self._want()

    def _want(self) -> None:
        if self._feed is not None and self._t_ns is not None and self.isVisible():
            self._feed.want(self._t_ns, self._scale)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # pyright: ignore[reportArgumentType]
        self._want()

    def _on_pictured(self, picture: Picture | None) -> None:
        if self._t_ns is not None:
            self.view.show_picture(picture)


class StepPictures(QWidget):
    """Both pictures of a step, or one. `zoomed` tells that all are larger or smaller."""

    zoomed = Signal()

    def __init__(self, player: Player) -> None:
        super().__init__()
        self.setObjectName("review-pictures")
        self._player = player
        self.single = PictureView()
        self.before = Side("before", tr("Before"))
        self.after = Side("after", tr("After"))
        self._pair = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._pair)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP_PX)
        self._box.addWidget(self.before, 1)
        self._box.addWidget(self.after, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.single)
        self._pages.addWidget(self._pair)
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setLayout(column(self._pages, space=0))
        self._captured: Rect | None = None
        self.single.scale_wanted.connect(player.show_at)
        for view in self.views():
            view.zoomed.connect(self.zoomed)
            view.setMinimumSize(QSize(80, 36))
        self.before.view.zoomed.connect(lambda: self._follow(self.before.view, self.after.view))
        self.after.view.zoomed.connect(lambda: self._follow(self.after.view, self.before.view))

    # What is shown

    @property
    def is_pair(self) -> bool:
        return self._pages.currentWidget() is self._pair

    def show_pair(self, pair: bool) -> None:
        """Show both pictures of the step, or the one of the playhead."""
        self._pages.setCurrentWidget(self._pair if pair else self.single)
        self.setFocusProxy(self.shown())
        self.zoomed.emit()

    def views(self) -> tuple[PictureView, PictureView, PictureView]:
        return self.single, self.before.view, self.after.view

    def shown(self) -> PictureView:
        """The picture that has the keyboard and the zoom."""
        return self.before.view if self.is_pair else self.single

    def open(self, captured: Rect) -> None:
        """Begin to show a session."""
        self._captured = captured
        for side in (self.before, self.after):
            side.use(self._player.feed_beside(self))
        for view in self.views():
            view.show_captured(captured)
        self._turn()

    def clear(self) -> None:
        self._captured = None
        for side in (self.before, self.after):
            side.use(None)
        self.single.clear()

    def show_step(self, step: Step | None, overlay: Overlay | None, shows: Shows) -> None:
        """Show what was seen before and after a step, and on the first what was done."""
        before = step.before.t_ns if step and step.before else None
        after = step.after.t_ns if step and step.after else None
        nothing = tr("No step has begun yet")
        self.before.show_moment(before, before_words(step) if step else nothing)
        self.after.show_moment(after, after_words(step) if step else nothing)
        self.before.view.show_overlay(overlay if before is not None else None, shows)

    # Zoom, for all of them

    @property
    def zoom_now(self) -> float:
        return self.shown().zoom_now

    def zoom_by(self, steps: float) -> None:
        self.shown().zoom_by(steps)

    def zoom_to(self, zoom: float) -> None:
        self.shown().zoom_to(zoom)

    def fit(self) -> None:
        self.shown().fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _follow(self, moved: PictureView, other: PictureView) -> None:
        """Zoom the other of a pair to the same place."""
        if (moved.zoom, moved.centre) != (other.zoom, other.centre):
            other.show_like(moved)

    def _turn(self) -> None:
        """Put the two beside or below each other, whichever leaves them larger."""
        size, captured = self.size(), self._captured
        if captured is None or not size.height():
            return
        head = self.before.words.sizeHint().height() + 6
        half, under = (size.width() - GAP_PX) / 2, size.height() - head
        beside = min(half / captured.width, under / captured.height)
        below = min(size.width() / captured.width, (size.height() / 2 - head) / captured.height)
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if beside >= below else ways.TopToBottom
        if way != self._box.direction():
            self._box.setDirection(way)
