"""The card on which one says what part of the desktop is recorded."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from recorder.capture.screen import whole_desktop
from recorder.session.model import Rect
from studio.gui.record.choice import Area, AreaKind
from studio.gui.record.desktop_map import DesktopMap
from studio.gui.record.flow import flow
from studio.gui.record.look import Look
from studio.gui.record.region import SIDE_MIN_PX, first_region, fitted
from studio.gui.theme import Space, Theme
from studio.gui.widgets import Card, button, column, label, row
from studio.gui.words import tr

COORDINATE_MAX_PX = 100_000


class AreaCard(Card):
    """Four ways to choose, the live picture, and the same in numbers or as a list."""

    changed = Signal(object)
    """The `Area` was changed by the person."""

    behind_wanted = Signal()
    """The person wants to see what Candor's window covers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("area-card")
        self.area = Area()
        self._look: Look | None = None
        self.map = DesktopMap(theme)
        self.map.chosen.connect(self._choose)
        self._kinds = self._make_kinds()
        self._everything = label("", "body", "soft", wrap=True)
        self._monitors = _list("monitors", tr("Monitor"))
        self._windows = _list("windows", tr("Window"))
        self._numbers = _Numbers()
        self._behind = button(tr("Look behind this window"), "link", "eye", name="look-behind")
        self._behind.clicked.connect(self.behind_wanted)
        self._behind.hide()
        self.body.addLayout(row(label(tr("What is recorded"), "subtitle"), 1, self._behind))
        self.body.addLayout(flow(*self._kinds.values()))
        self.body.addWidget(self.map)
        self._pages = self._make_pages()
        self._monitors.activated.connect(self._on_monitor)
        self._windows.activated.connect(self._on_window)
        self._numbers.changed.connect(self._on_numbers)
        self.show_area(self.area)

    def show_look(self, look: Look | None, problem: str = "") -> None:
        """Show the desktop as it is now."""
        self._look = look
        self.map.show_look(look, problem)
        self._behind.setVisible(look is not None and look.managed and bool(look.own))
        if look is None:
            return
        _fill(
            self._monitors,
            [
                (each.id, _sized(tr("Monitor {n}").format(n=each.id + 1), each.bounds))
                for each in look.desktop.displays
            ],
        )
        _fill(self._windows, [(each.id, _sized(each.name, each.bounds)) for each in look.windows])
        self.show_area(self.area)

    def show_area(self, area: Area) -> None:
        """Show what is chosen."""
        self.area = area
        self._kinds[area.kind].setChecked(True)
        self.map.show_area(area)
        for kind, page in self._pages.items():
            page.setVisible(kind is area.kind)
        look = self._look
        if look is not None:
            whole = whole_desktop(look.desktop)
            self._everything.setText(_desktop_words(look))
            self._numbers.show_region(area.region, whole)
        self._monitors.setCurrentIndex(self._monitors.findData(area.monitor))
        self._windows.setCurrentIndex(self._windows.findData(area.window))

    @property
    def managed(self) -> bool:
        """Whether a window manager runs, as far as is known."""
        return self._look is None or self._look.managed

    def captured(self) -> Rect | None:
        """The rectangle that is chosen, in desktop pixels; None when it is not there."""
        return self.map.captured()

    def _make_kinds(self) -> dict[AreaKind, QPushButton]:
        texts = {
            AreaKind.EVERYTHING: (tr("Everything"), "screen"),
            AreaKind.MONITOR: (tr("A monitor"), "monitor"),
            AreaKind.REGION: (tr("A region"), "region"),
            AreaKind.WINDOW: (tr("A window"), "window"),
        }
        made: dict[AreaKind, QPushButton] = {}
        for kind, (text, icon) in texts.items():
            each = button(text, "plain", icon, name=f"area-{kind}")
            each.setCheckable(True)
            each.setAutoExclusive(True)
            each.clicked.connect(lambda _on, kind=kind: self._choose_kind(kind))
            made[kind] = each
        return made

    def _make_pages(self) -> dict[AreaKind, QWidget]:
        note = tr("The place where the window is when the recording starts; it does not follow it.")
        pages = {
            AreaKind.EVERYTHING: _page(self._everything),
            AreaKind.MONITOR: _page(self._monitors),
            AreaKind.REGION: _page(self._numbers),
            AreaKind.WINDOW: _page(self._windows, label(note, "caption", "soft", wrap=True)),
        }
        for page in pages.values():
            self.body.addWidget(page)
        return pages

    def _choose_kind(self, kind: AreaKind) -> None:
        area, look = replace(self.area, kind=kind), self._look
        if look is not None and kind is AreaKind.REGION and area.region is None:
            display = look.desktop.displays[0].bounds if look.desktop.displays else None
            area = replace(area, region=first_region(display or whole_desktop(look.desktop)))
        if look is not None and kind is AreaKind.WINDOW and area.window not in look.bounds:
            area = replace(area, window=look.windows[0].id if look.windows else None)
        self._choose(area)

    def _choose(self, area: Area) -> None:
        self.show_area(area)
        self.changed.emit(area)

    def _on_monitor(self, index: int) -> None:
        self._choose(replace(self.area, monitor=self._monitors.itemData(index)))

    def _on_window(self, index: int) -> None:
        self._choose(replace(self.area, window=self._windows.itemData(index)))

    def _on_numbers(self, region: Rect) -> None:
        if self._look is not None:
            region = fitted(region, whole_desktop(self._look.desktop))
        self._choose(replace(self.area, region=region))


class _Numbers(QWidget):
    """A region in figures, for those who cannot or would not drag."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        texts = (tr("Left"), tr("Top"), tr("Width"), tr("Height"))
        names = ("left", "top", "width", "height")
        self._boxes = [
            _number(f"region-{name}", text) for name, text in zip(names, texts, strict=True)
        ]
        cells = [
            column(label(text, "caption", "soft"), box, space=2)
            for text, box in zip(texts, self._boxes, strict=True)
        ]
        self.setLayout(row(*cells, space=Space.S))
        for box in self._boxes:
            box.valueChanged.connect(self._tell)

    def show_region(self, region: Rect | None, whole: Rect) -> None:
        if region is None:
            return
        right, bottom = whole.x + whole.width, whole.y + whole.height
        bounds = (
            (whole.x, right - SIDE_MIN_PX, region.x),
            (whole.y, bottom - SIDE_MIN_PX, region.y),
            (SIDE_MIN_PX, whole.width, region.width),
            (SIDE_MIN_PX, whole.height, region.height),
        )
        for box, (low, high, value) in zip(self._boxes, bounds, strict=True):
            box.blockSignals(True)
            box.setRange(low, high)
            box.setValue(value)
            box.blockSignals(False)

    def _tell(self) -> None:
        left, top, width, height = (box.value() for box in self._boxes)
        self.changed.emit(Rect(left, top, width, height))


def _number(name: str, text: str) -> QSpinBox:
    made = QSpinBox()
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setRange(-COORDINATE_MAX_PX, COORDINATE_MAX_PX)
    made.setSingleStep(10)
    made.setKeyboardTracking(False)
    made.lineEdit().setTextMargins(Space.S, 0, 0, 0)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def _list(name: str, text: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setPlaceholderText(tr("None is open"))
    return made


def _page(*items: QWidget) -> QWidget:
    page = QWidget()
    page.setLayout(column(*items, space=Space.XS))
    return page


def _fill(box: QComboBox, items: list[tuple[int, str]]) -> None:
    """Fill a list anew when it differs; what is chosen stays chosen."""
    if items == [(box.itemData(index), box.itemText(index)) for index in range(box.count())]:
        return
    box.clear()
    for data, text in items:
        box.addItem(text, data)


def _sized(name: str, bounds: Rect) -> str:
    return tr("{name}, {width} × {height}").format(
        name=name, width=bounds.width, height=bounds.height
    )


def _desktop_words(look: Look) -> str:
    size = tr("{width} × {height} pixels").format(
        width=look.desktop.width, height=look.desktop.height
    )
    count = len(look.desktop.displays)
    return size if count < 2 else tr("{size} on {count} monitors").format(size=size, count=count)
