"""Paints pointer, clicks, wheel and keys over a picture. It decides nothing but shapes.

Colours are constant, because they lie on a recorded picture and not on the window around it. Each
shape has a dark edge, so that it is seen on any picture.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from replay.describe import key_label
from replay.player_overlay import Keycap, Overlay, Ripple, Wheel
from studio.gui.theme import DATA

EDGE = QColor(0, 0, 0, 170)
ARROW = ((0, 0), (0, 17), (4.2, 13.2), (7.2, 20), (10.2, 18.7), (7.3, 12), (13, 12))
RING_PX = 26.0
TEXT_MAX = 42


@dataclass(frozen=True, slots=True)
class Shows:
    """What the person wants to see over the picture."""

    pointer: bool = True
    clicks: bool = True
    keys: bool = True


@dataclass(frozen=True, slots=True)
class Spot:
    """How places of the desktop lie on the screen: `at` times `scale`; `unit` is one logical
    pixel in the painter's units."""

    left: float
    top: float
    scale: float
    unit: float

    def at(self, x: float, y: float) -> QPointF:
        return QPointF(self.left + (x + 0.5) * self.scale, self.top + (y + 0.5) * self.scale)


def paint_overlay(painter: QPainter, overlay: Overlay, spot: Spot, shows: Shows) -> None:
    """Paint what happens on the picture: rings, wheel, pointer."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if shows.clicks:
        for ripple in overlay.ripples:
            _paint_ripple(painter, ripple, spot)
        if overlay.wheel is not None:
            _paint_wheel(painter, overlay.wheel, spot)
    if shows.pointer and overlay.pointer is not None:
        _paint_pointer(painter, spot.at(*overlay.pointer), spot.unit)


def paint_keys(painter: QPainter, overlay: Overlay, area: QRectF, font: QFont, unit: float) -> None:
    """Paint the keys at the bottom of an area, in the middle."""
    caps = [_shortened(cap) for cap in overlay.keys]
    caps += _held_caps(overlay)
    if not caps:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(font)
    font.setPixelSize(round(18 * unit))
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    height, gap, pad = 36 * unit, 6 * unit, 12 * unit
    widths = [max(height, metrics.horizontalAdvance(cap.label) + 2 * pad) for cap in caps]
    while len(caps) > 1 and sum(widths) + gap * (len(caps) - 1) > area.width() - 2 * pad:
        del caps[0], widths[0]
    x = area.center().x() - (sum(widths) + gap * (len(caps) - 1)) / 2
    y = area.bottom() - height - 18 * unit
    for cap, width in zip(caps, widths, strict=True):
        _paint_cap(painter, cap, QRectF(x, y, width, height), unit)
        x += width + gap


def _paint_pointer(painter: QPainter, tip: QPointF, unit: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    halo = QColor(DATA.pointer)
    halo.setAlpha(70)
    painter.setBrush(halo)
    painter.drawEllipse(tip, 20 * unit, 20 * unit)
    path = QPainterPath(tip)
    for x, y in ARROW[1:]:
        path.lineTo(tip.x() + x * unit, tip.y() + y * unit)
    path.closeSubpath()
    edge = QPen(QColor(0, 0, 0, 220), 1.6 * unit)
    edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(edge)
    painter.setBrush(QColor(255, 255, 255))
    painter.drawPath(path)


def _paint_ripple(painter: QPainter, ripple: Ripple, spot: Spot) -> None:
    """A growing ring; a held button keeps a filled dot. The right one has two rings, the middle
    one a broken one, so that they differ without colour."""
    centre, unit = spot.at(ripple.x, ripple.y), spot.unit
    colour = QColor(DATA.click)
    if ripple.held:
        painter.setPen(QPen(EDGE, 1 * unit))
        filled = QColor(colour)
        filled.setAlpha(150)
        painter.setBrush(filled)
        painter.drawEllipse(centre, 9 * unit, 9 * unit)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = (8 + (RING_PX - 8) * ripple.grown) * unit
    fade = 1.0 if ripple.held else 1.0 - 0.85 * ripple.grown
    rings = (radius, radius * 0.68) if ripple.button == "right" else (radius,)
    style = Qt.PenStyle.SolidLine if ripple.button in ("left", "right") else Qt.PenStyle.DashLine
    for ring in rings:
        edge, line = QColor(EDGE), QColor(colour)
        edge.setAlphaF(0.5 * fade)
        line.setAlphaF(fade)
        painter.setPen(QPen(edge, 4.5 * unit))
        painter.drawEllipse(centre, ring, ring)
        painter.setPen(QPen(line, 2.5 * unit, style))
        painter.drawEllipse(centre, ring, ring)


def _paint_wheel(painter: QPainter, wheel: Wheel, spot: Spot) -> None:
    """Arrow heads in the direction of the wheel."""
    centre, unit = spot.at(wheel.x, wheel.y), spot.unit
    dx, dy = (0, -1 if wheel.dy > 0 else 1) if wheel.dy else (1 if wheel.dx > 0 else -1, 0)
    for width, colour in ((5.0, QColor(EDGE)), (2.6, QColor(DATA.click))):
        colour.setAlphaF(1.0 - 0.7 * wheel.faded)
        line = QPen(colour, width * unit)
        line.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for step in (24, 32):
            tip = centre + QPointF(dx * step * unit, dy * step * unit)
            side = QPointF(dy * 7 * unit, dx * 7 * unit)
            back = QPointF(dx * 6 * unit, dy * 6 * unit)
            painter.drawPolyline([tip - back + side, tip, tip - back - side])


def _paint_cap(painter: QPainter, cap: Keycap, box: QRectF, unit: float) -> None:
    paper = QColor(DATA.key)
    paper.setAlpha(240)
    painter.setPen(QPen(EDGE, 1 * unit))
    painter.setBrush(QBrush(paper))
    painter.drawRoundedRect(box, 7 * unit, 7 * unit)
    if not cap.is_text:
        # A key has a lower edge; typed text lies flat.
        painter.setPen(QPen(QColor(0, 0, 0, 70), 2 * unit))
        low = box.bottom() - 2.5 * unit
        painter.drawLine(QPointF(box.left() + 7 * unit, low), QPointF(box.right() - 7 * unit, low))
    painter.setPen(QColor(DATA.key_text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap.label)


def _shortened(cap: Keycap) -> Keycap:
    label = cap.label if len(cap.label) <= TEXT_MAX else "…" + cap.label[1 - TEXT_MAX :]
    return Keycap(label.replace(" ", "\N{OPEN BOX}") if not label.strip() else label, cap.is_text)


def _held_caps(overlay: Overlay) -> list[Keycap]:
    """Modifiers that are held now and stand in no chord yet."""
    shown = overlay.keys[-1].label if overlay.keys else ""
    return [
        Keycap(key_label(name), False)
        for name in overlay.held
        if key_label(name) not in shown and name != "shift"
    ]
