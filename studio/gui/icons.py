"""Our icons: SVGs in `currentColor`, painted in a colour of the theme, sharp on every screen.

`icon` gives one for now; `set_icon` gives it to a widget or action and keeps it in the theme.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from studio.gui.assets import asset
from studio.gui.theme import Theme

SIZES_PX = (16, 18, 20, 24, 32)
_NAME, _TONE, _SIZE = "candorIcon", "candorIconTone", "candorIconSize"
_current: list[Theme] = []
_icons: dict[tuple[str, str], QIcon] = {}
_pictures: dict[tuple[str, int, str, float], QPixmap] = {}


class Iconic(Protocol):
    """A button or an action."""

    def setIcon(self, icon: QIcon, /) -> None: ...

    def setProperty(self, name: str, value: object, /) -> bool: ...


def use_theme(theme: Theme) -> None:
    """Paint icons in the colours of this theme from now on, those already shown included."""
    _current[:] = [theme]
    _icons.clear()
    theme.changed.connect(_repaint)


def current_theme() -> Theme:
    """The theme that was last put to use, for widgets that paint themselves."""
    return _current[0]


def icon(name: str, tone: str = "text") -> QIcon:
    """The icon in the colour of a token, and greyed out for what is disabled.

    Raises:
        FileNotFoundError: there is no icon of this name.
    """
    theme = _current[0] if _current else None
    colour = theme.colour(tone).name() if theme else "#1f2328"
    key = (name, tone)
    if key not in _icons:
        off = theme.colour("text_off").name() if theme else "#9fa1a3"
        on = theme.colour("accent_text").name() if theme and tone == "text_soft" else colour
        _icons[key] = _made(name, colour, off, on)
    return _icons[key]


def set_icon(thing: Iconic, name: str, tone: str = "text") -> None:
    """Give a button or an action its icon; it changes with the theme."""
    thing.setProperty(_NAME, name)
    thing.setProperty(_TONE, tone)
    thing.setIcon(icon(name, tone))


def set_picture(label: QLabel, name: str, size_px: int, tone: str = "text") -> None:
    """Show the icon in a label; it changes with the theme."""
    label.setProperty(_NAME, name)
    label.setProperty(_TONE, tone)
    label.setProperty(_SIZE, size_px)
    label.setPixmap(picture(name, size_px, tone))


def picture(name: str, size_px: int, tone: str = "text", ratio: float | None = None) -> QPixmap:
    """The icon as a picture of `size_px` logical pixels, for what is painted by hand."""
    colour = _current[0].colour(tone).name() if _current else "#1f2328"
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    ratio = ratio or app.devicePixelRatio()
    key = (name, size_px, colour, ratio)
    if key not in _pictures:
        _pictures[key] = _painted(_drawing(name, colour), size_px, ratio)
    return _pictures[key]


def _made(name: str, colour: str, off: str, on: str) -> QIcon:
    made = QIcon()
    ratios = {1.0} | {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    # Reading a drawing costs more than painting it, so it is read once for each colour.
    drawing, pale = _drawing(name, colour), _drawing(name, off)
    lit = _drawing(name, on) if on != colour else None
    for ratio in sorted(ratios):
        for size_px in SIZES_PX:
            made.addPixmap(_painted(drawing, size_px, ratio))
            made.addPixmap(_painted(pale, size_px, ratio), QIcon.Mode.Disabled)
            if lit is not None:
                checked = _painted(lit, size_px, ratio)
                made.addPixmap(checked, QIcon.Mode.Normal, QIcon.State.On)
                made.addPixmap(checked, QIcon.Mode.Active, QIcon.State.On)
    return made


def _drawing(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


def _painted(drawing: QSvgRenderer, size_px: int, ratio: float) -> QPixmap:
    side = round(size_px * ratio)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _source(name: str) -> str:
    return asset("icons", f"{name}.svg").read_text()


def _repaint() -> None:
    """Give everything that shows an icon the one of the new theme."""
    _icons.clear()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for top in app.topLevelWidgets():
        for thing in (top, *top.findChildren(QObject)):
            name, tone = thing.property(_NAME), thing.property(_TONE)
            if isinstance(thing, QLabel) and name:
                thing.setPixmap(picture(name, thing.property(_SIZE), tone))
            elif isinstance(thing, (QAbstractButton, QAction)) and name:
                thing.setIcon(icon(name, tone))
