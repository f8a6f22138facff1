"""The look of the window: contrast from the tokens, live change, icons in the theme's colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication, QPushButton

from studio.gui import icons, style_sheet
from studio.gui.assets import asset
from studio.gui.context import AppContext
from studio.gui.settings_table import TEXT_PERCENT, THEME
from studio.gui.theme import DARK, LIGHT, Tokens, contrast
from studio.gui.widgets import picture_label
from tests.gui_helpers import gui_context

TEXT_MIN, SHAPE_MIN = 4.5, 3.0
BACKGROUNDS = ("window", "surface", "raised")
ON_ANY_BACKGROUND = ("text", "text_soft", "accent_text", "danger", "warning", "ok", "info")
PAIRS = (
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("accent_text", "accent_soft"),
    ("text", "accent_soft"),
    ("text", "hover"),
    ("text_soft", "hover"),
    ("text", "sunken"),
    ("text_soft", "sunken"),
    ("text_hint", "surface"),
    ("on_danger", "danger"),
    *((name, f"{name}_soft") for name in ("danger", "warning", "ok", "info")),
    *(("text", f"{name}_soft") for name in ("danger", "warning", "ok", "info")),
)


@pytest.fixture
def context(qapp: QApplication, candor_home: Path) -> Iterator[AppContext]:
    with gui_context(candor_home) as made:
        yield made


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_has_enough_contrast(tokens: Tokens) -> None:
    pairs = [*PAIRS, *((text, back) for text in ON_ANY_BACKGROUND for back in BACKGROUNDS)]

    poor = {
        f"{text} on {back}": round(found, 2)
        for text, back in pairs
        if (found := contrast(getattr(tokens, text), getattr(tokens, back))) < TEXT_MIN
    }

    assert not poor


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_and_focus_can_be_seen(tokens: Tokens) -> None:
    pairs = (("border_strong", "surface"), ("focus", "surface"), ("focus", "window"))
    pairs += (("record", "surface"), ("accent", "window"))

    poor = [
        pair for pair in pairs if contrast(*(getattr(tokens, each) for each in pair)) < SHAPE_MIN
    ]

    assert not poor


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_names_only_files_that_are_there(tokens: Tokens) -> None:
    sheet = style_sheet.style_sheet(tokens, 14)

    assert "$" not in sheet
    files = re.findall(r"url\(([^)]+)\)", sheet)
    assert files
    assert not [file for file in files if not Path(file).exists()]


def test_a_chosen_theme_holds_at_once(context: AppContext) -> None:
    context.settings.choose(THEME, "dark")

    assert context.theme.is_dark
    assert QApplication.palette().window().color() == QColor(DARK.window)

    context.settings.choose(THEME, "light")

    assert QApplication.palette().window().color() == QColor(LIGHT.window)


def test_text_grows_with_its_setting(context: AppContext) -> None:
    before = QApplication.font().pixelSize()

    context.settings.choose(TEXT_PERCENT, 150)

    # Both are rounded to whole pixels.
    assert QApplication.font().pixelSize() == pytest.approx(before * 1.5, abs=1)


def test_icons_change_with_the_theme(context: AppContext) -> None:
    context.settings.choose(THEME, "light")
    button = QPushButton()
    icons.set_icon(button, "stop")
    shown = picture_label("stop")
    button.show()
    shown.show()

    context.settings.choose(THEME, "dark")

    assert _colour(button.icon().pixmap(20, 20).toImage()) == QColor(DARK.text)
    assert _colour(shown.pixmap().toImage()) == QColor(DARK.text_soft)


def test_an_icon_of_what_cannot_be_done_is_grey(context: AppContext) -> None:
    made = icons.icon("stop").pixmap(20, 20, QIcon.Mode.Disabled)

    assert _colour(made.toImage()) == context.theme.colour("text_off")


def test_an_icon_is_as_sharp_as_the_screen(context: AppContext) -> None:
    made = icons.picture("shield", 20, ratio=2.0)

    assert made.width() == 40
    assert made.deviceIndependentSize().width() == 20


def test_every_icon_is_ours_and_can_be_coloured(context: AppContext) -> None:
    names = [path.stem for path in asset("icons").glob("*.svg")]
    fixed = [
        name for name in names if "currentColor" not in asset("icons", f"{name}.svg").read_text()
    ]
    empty = [name for name in names if _is_empty(icons.picture(name, 24).toImage())]

    assert len(names) > 50
    assert not fixed
    assert not empty


def test_the_states_of_the_tray_differ_in_shape(context: AppContext) -> None:
    states = ("idle", "recording", "paused", "problem")
    shapes = {_shape(icons.picture(f"tray-{state}", 24).toImage()) for state in states}

    assert len(shapes) == len(states)


def test_an_unknown_icon_is_an_error(context: AppContext) -> None:
    with pytest.raises(FileNotFoundError):
        icons.set_icon(QAction(), "no such icon")


def _colour(image: QImage) -> QColor:
    """The colour in the middle of a picture."""
    found = image.pixelColor(image.width() // 2, image.height() // 2)
    return QColor(found.red(), found.green(), found.blue())


def _is_empty(image: QImage) -> bool:
    return not any(_shape(image))


def _shape(image: QImage) -> tuple[bool, ...]:
    """Which pixels are painted, whatever their colour."""
    places = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return tuple(image.pixelColor(x, y).alpha() > 127 for x, y in places)
