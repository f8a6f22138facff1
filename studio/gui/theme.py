"""Colours, sizes and type of the window: tokens, the palette made of them, and their live change.

The chrome follows the theme. What lies on a recorded picture or on the timeline has constant
colours (`DATA`), because a picture does not change with the theme of the window around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from studio.gui.assets import asset
from studio.gui.style_sheet import style_sheet

FONT = "Inter"
REGULAR, SEMIBOLD = QFont.Weight.Normal, QFont.Weight.DemiBold
_BASE_PX, _BASE_PT = 14, 10.0
_SYSTEM_FONT = "candorSystemFont"


class Mode(StrEnum):
    """What a person chooses; `system` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Space:
    """Distances in logical pixels. Nothing in the window lies at a distance of its own."""

    XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32


class Radius:
    """Corners in logical pixels."""

    CONTROL, CARD = 6, 10


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme by what they are for, as `#rrggbb`.

    `*_soft` are backgrounds for text in the colour without `soft`; `on_*` is text upon it.
    """

    name: str
    window: str
    surface: str
    raised: str
    sunken: str
    hover: str
    border: str
    border_strong: str
    text: str
    text_soft: str
    text_hint: str
    text_off: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    accent_text: str
    focus: str
    danger: str
    danger_hover: str
    on_danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    ok: str
    ok_soft: str
    info: str
    info_soft: str
    record: str
    scroll: str


LIGHT = Tokens(
    name="light",
    window="#f5f4f1",
    surface="#ffffff",
    raised="#ffffff",
    sunken="#edebe6",
    hover="#eceae5",
    border="#dfdcd5",
    border_strong="#928e85",
    text="#1f2328",
    text_soft="#565c63",
    text_hint="#686d73",
    text_off="#9fa1a3",
    accent="#17706b",
    accent_hover="#125d59",
    accent_pressed="#0e4a47",
    on_accent="#ffffff",
    accent_soft="#dcedea",
    accent_text="#125d59",
    focus="#17706b",
    danger="#b3261e",
    danger_hover="#931d17",
    on_danger="#ffffff",
    danger_soft="#fbe8e6",
    warning="#835300",
    warning_soft="#fbefd6",
    ok="#1c673a",
    ok_soft="#dff0e5",
    info="#245b97",
    info_soft="#e2ecf7",
    record="#c4302b",
    scroll="#cdc9c0",
)

DARK = Tokens(
    name="dark",
    window="#14171a",
    surface="#1c2024",
    raised="#24292e",
    sunken="#101316",
    hover="#272c31",
    border="#2f353a",
    border_strong="#6f7880",
    text="#e8eaec",
    text_soft="#adb4ba",
    text_hint="#959ca3",
    text_off="#636b72",
    accent="#58c4b8",
    accent_hover="#74d3c8",
    accent_pressed="#46aa9e",
    on_accent="#08211f",
    accent_soft="#173634",
    accent_text="#74d3c8",
    focus="#58c4b8",
    danger="#f28b82",
    danger_hover="#f6a59e",
    on_danger="#2a0907",
    danger_soft="#3a1f1d",
    warning="#e9b44c",
    warning_soft="#35290f",
    ok="#76ca92",
    ok_soft="#163022",
    info="#8ab8ef",
    info_soft="#1a2a3d",
    record="#ff6259",
    scroll="#434a51",
)


@dataclass(frozen=True, slots=True)
class DataColours:
    """Colours on recorded pictures and on the timeline, the same in both themes."""

    canvas: str = "#0e1113"
    canvas_text: str = "#e8eaec"
    playhead: str = "#ff5a4f"
    pointer: str = "#ffc857"
    click: str = "#ff5a4f"
    key: str = "#f6f4ef"
    key_text: str = "#1f2328"
    marker: str = "#f2a541"
    gap: str = "#6b737b"
    gap_hatch: str = "#4a5158"
    density: str = "#4fb3a9"
    selection: str = "#58c4b8"
    outline: str = "#ff5a4f"
    windows: tuple[str, ...] = (
        "#5b8def",
        "#3fa796",
        "#c77d3a",
        "#8e6fd1",
        "#c25b7c",
        "#6f8f3d",
        "#3d8ba8",
        "#9a7b4f",
    )


DATA = DataColours()


class Theme(QObject):
    """The theme in use. `changed` comes after everything that Qt draws itself has changed."""

    changed = Signal()
    _sheet_changed = Signal(str)

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._sheet = ""
        self._mode = Mode.SYSTEM
        self._own_font = True
        self._percent = 100
        self._system_font = _first_font(app)
        self._font_loaded = False
        self.tokens = LIGHT
        self.base_px = _BASE_PX
        self._fonts: dict[tuple[float, QFont.Weight], QFont] = {}
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def is_dark(self) -> bool:
        return self.tokens is DARK

    def colour(self, token: str) -> QColor:
        """The colour of a token by its name, for what is painted by hand."""
        return QColor(getattr(self.tokens, token))

    def px(self, factor: float) -> int:
        """A text size in logical pixels: 1.0 is the body text."""
        return round(self.base_px * factor)

    def font(self, factor: float = 1.0, weight: QFont.Weight = REGULAR) -> QFont:
        """The window's font for what is painted by hand."""
        key = (factor, weight)
        if key not in self._fonts:
            font = QFont(self._app.font())
            font.setPixelSize(self.px(factor))
            font.setWeight(weight)
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def choose(
        self,
        mode: Mode | None = None,
        *,
        own_font: bool | None = None,
        text_percent: int | None = None,
    ) -> None:
        """Change what is named and show it at once."""
        self._mode = self._mode if mode is None else Mode(mode)
        self._own_font = self._own_font if own_font is None else own_font
        self._percent = self._percent if text_percent is None else text_percent
        self.apply()

    def apply(self) -> None:
        """Put palette, font and style sheet into force."""
        dark = self._mode is Mode.DARK or (self._mode is Mode.SYSTEM and _system_is_dark())
        self.tokens = DARK if dark else LIGHT
        self.base_px = max(9, round(self._person_px() * self._percent / 100))
        self._app.setFont(self._body_font())
        self._fonts.clear()
        self._app.setPalette(palette(self.tokens))
        self._sheet = style_sheet(self.tokens, self.base_px)
        self._sheet_changed.emit(self._sheet)
        self.changed.emit()

    def dress(self, window: QWidget) -> None:
        """Give a window that has no other above it the style sheet, now and after each change.

        What stands in it has it from there. Were it the application's, Qt would look at all that
        a widget holds again each time the widget is put into a layout.
        """
        window.setStyleSheet(self._sheet)
        self._sheet_changed.connect(window.setStyleSheet)

    def _follow_system(self) -> None:
        if self._mode is Mode.SYSTEM:
            self.apply()

    def _person_px(self) -> float:
        """Our body size, larger or smaller as the person's desktop has it."""
        points = self._system_font.pointSizeF()
        if points <= 0:
            points = QFontInfo(self._system_font).pointSizeF()
        return _BASE_PX * min(2.0, max(0.8, points / _BASE_PT))

    def _body_font(self) -> QFont:
        font = QFont(self._system_font)
        if self._own_font and self._load_font():
            font.setFamilies([FONT, self._system_font.family()])
        font.setPixelSize(self.base_px)
        return font

    def _load_font(self) -> bool:
        if not self._font_loaded:
            files = (asset("fonts", "Inter-Regular.otf"), asset("fonts", "Inter-SemiBold.otf"))
            added = [QFontDatabase.addApplicationFont(str(file)) for file in files]
            self._font_loaded = -1 not in added
        return self._font_loaded


def palette(tokens: Tokens) -> QPalette:
    """The palette of a theme, for whatever the style sheet does not name."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.text_hint,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.danger,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Light: tokens.raised,
        role.Midlight: tokens.border,
        role.Mid: tokens.border_strong,
        role.Dark: tokens.border_strong,
        role.Shadow: tokens.border_strong,
    }
    made = QPalette()
    for each, colour in colours.items():
        made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.text_off))
    return made


def contrast(first: str, second: str) -> float:
    """The contrast of two colours after WCAG 2: 1 is none, 21 is black on white."""
    bright, dim = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _first_font(app: QApplication) -> QFont:
    """The font that the desktop gave the program, before any theme changed it."""
    if app.property(_SYSTEM_FONT) is None:
        app.setProperty(_SYSTEM_FONT, app.font())
    return QFont(app.property(_SYSTEM_FONT))


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
