"""The small pictures of steps: what was around the place of each, cut from the player's previews.

They are made in jobs and live in memory only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from recorder.session.model import Rect
from replay.player_previews import Preview
from replay.trajectory import Step
from studio.gui.context import AppContext
from studio.gui.jobs import Progress
from studio.gui.player.picture import preview_of
from studio.gui.player.player import Player
from studio.gui.theme import DATA
from studio.gui.words import tr

LANE = "review-thumbnails"
AT_ONCE = 24
SIZE_PX = QSize(192, 108)
"""Twice as large as they are shown, for screens that are twice as fine."""

RING_PX = 9.0
SHARE = 0.6
"""How much of the width is shown around the place of a step."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A preview, and where on the picture its step was."""

    step: str
    preview: Preview
    place: tuple[int, int] | None


class Thumbnails(QObject):
    """Makes thumbnails of the steps of a player's session."""

    pictured = Signal(object)
    """Thumbnails came: ids of steps to images."""

    def __init__(self, context: AppContext, player: Player, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._player = context, player
        self._made: dict[str, int] = {}
        self._turn = 0

    def forget(self) -> None:
        self._made.clear()
        self._turn += 1

    def want(self, steps: Iterable[Step]) -> None:
        """Make those that are missing and can be made by now."""
        wanted = [each for step in steps if (each := self._wanted(step)) is not None][:AT_ONCE]
        if not wanted:
            return
        turn = self._turn
        self._made |= {each.step: each.preview.t_ns for each in wanted}

        def work(progress: Progress) -> dict[str, QImage]:
            found: dict[str, QImage] = {}
            for each in wanted:
                progress.check()
                if (image := _thumbnail(each)) is not None:
                    found[each.step] = image
            return found

        self._context.jobs.run(
            tr("Make small pictures"),
            work,
            lambda found: self._on_made(turn, found),
            owner=self,
            lane=LANE,
            quiet=True,
        )

    def _on_made(self, turn: int, found: dict[str, QImage]) -> None:
        if turn == self._turn:
            self.pictured.emit(found)

    def _wanted(self, step: Step) -> Wanted | None:
        previews, meta = self._player.previews, self._player.meta
        if previews is None or meta is None:
            return None
        seen_ns = step.before.t_ns if step.before else step.action.t_start_ns
        preview = previews.at(seen_ns)
        if preview is None or self._made.get(step.id) == preview.t_ns:
            return None
        return Wanted(step.id, preview, place_on(step, meta.captured))


def place_on(step: Step, captured: Rect) -> tuple[int, int] | None:
    """Where a step was, from the corner of the picture; None where that is not known."""
    x, y = getattr(step.action, "x", None), getattr(step.action, "y", None)
    if x is None or y is None or not captured.contains(x, y):
        return None
    return x - captured.x, y - captured.y


def _thumbnail(wanted: Wanted) -> QImage | None:
    picture = preview_of(wanted.preview)
    if picture is None:
        return None
    around = _around(picture.image.size(), picture.scale, wanted.place)
    # A copy, because the picture's memory is not the image's own.
    made = picture.image.copy(around).scaled(
        SIZE_PX,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    if wanted.place is not None:
        share = made.width() / max(1, around.width())
        x, y = (place * picture.scale for place in wanted.place)
        _ring(made, QPointF((x - around.left()) * share, (y - around.top()) * share))
    return made


def _ring(image: QImage, at: QPointF) -> None:
    """Show the place of a step."""
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((QColor(0, 0, 0, 120), 6.0), (QColor(DATA.click), 3.5)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(at, RING_PX, RING_PX)
    painter.end()


def _around(size: QSize, scale: float, place: tuple[int, int] | None) -> QRect:
    """The part of a picture that is shown, in the shape of a thumbnail."""
    share = 1.0 if place is None else SHARE
    shape = SIZE_PX.width() / SIZE_PX.height()
    width = min(round(size.width() * share), round(size.height() * shape))
    height = min(size.height(), round(width / shape))
    x, y = (size.width() / 2, size.height() / 2) if place is None else (p * scale for p in place)
    left = min(max(0, round(x - width / 2)), size.width() - width)
    top = min(max(0, round(y - height / 2)), size.height() - height)
    return QRect(left, top, width, height)
