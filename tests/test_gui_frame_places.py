"""Every place at every size and in both languages: nothing clipped, nothing without a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.gui.context import AppContext
from studio.gui.main_window import PLACES, MainWindow
from studio.gui.palette import Palette
from studio.gui.settings_table import TEXT_PERCENT, THEME
from studio.gui.words import install_language
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, gui_context, settle

# In logical pixels: 1280x800 at 200 %, at 150 %, at 100 %, full HD, and four times that.
SIZES = ((640, 400), (853, 533), (1280, 800), (1920, 1080), (3840, 2160))
WAIT_MS = 20_000


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = set(qapp.findChildren(QTranslator))
    install_language(qapp, request.param)
    yield request.param
    for each in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(each)


@pytest.fixture
def context(qapp: QApplication, candor_home: Path) -> Iterator[AppContext]:
    with gui_context(candor_home) as made:
        yield made


@pytest.fixture
def window(language: str, context: AppContext, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(context)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close_for_good()


@pytest.mark.parametrize("place_id", [each.place_id for each in PLACES])
def test_a_place_fits_and_is_named(
    window: MainWindow, context: AppContext, qtbot: QtBot, place_id: str
) -> None:
    window.show_place(place_id)
    qtbot.waitUntil(lambda: not context.jobs.active(), timeout=WAIT_MS)

    for width, height in SIZES:
        window.resize(width, height)
        settle()
        assert_nothing_clipped(window)
    assert_accessible(window)


def test_the_window_fits_with_the_largest_text(
    window: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    context.settings.choose(TEXT_PERCENT, 150)
    context.settings.choose(THEME, "dark")
    window.resize(1280, 800)
    for each in PLACES:
        window.show_place(each.place_id)
        qtbot.waitUntil(lambda: not context.jobs.active(), timeout=WAIT_MS)
        assert_nothing_clipped(window)


def test_palette_and_jobs_fit_beside_a_place(
    window: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    window.show_place("settings")
    window.resize(1000, 640)
    context.actions.trigger("view.jobs")
    settle()
    assert_nothing_clipped(window)

    context.actions.trigger("app.palette")

    (palette,) = window.findChildren(Palette)
    assert_nothing_clipped(palette)
    assert_accessible(palette)
