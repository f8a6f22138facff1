"""The scenes of an export: put together, with a wrong expression, refused, under way, written."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import cast

from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from studio.gui.exporting.place import ExportPlace
from tests.screenshots import Scene, Stage


def _place(stage: Stage) -> ExportPlace:
    """The place, with the sessions that the scenes of the list have made."""
    from tests.scenes_sessions import filled

    filled(stage)
    stage.window.show_place("export")
    place = cast(ExportPlace, stage.window.place("export"))
    place.setup.filter.expression.clear()
    place.setup.folder.take(Path(mkdtemp()) / "candor-export")
    stage.wait(lambda: place.setup.counted is not None)
    stage.settle()
    return place


def _setup(stage: Stage) -> QWidget:
    _place(stage)
    return stage.window


def _formats(stage: Stage) -> QWidget:
    place = _place(stage)
    place.setup.formats.choose("osworld")
    place.setup.filter.field.setCurrentIndex(2)
    place.setup.filter.add_comparison()
    place.setup.folder.split.setCurrentIndex(4)
    stage.wait(lambda: place.setup.counted is not None)
    stage.settle()
    place.setup.folder.path.setFocus()
    _scroll(place, 1.0)
    stage.afterwards.append(lambda: place.setup.folder.split.setCurrentIndex(0))
    return stage.window


def _wrong(stage: Stage) -> QWidget:
    place = _place(stage)
    folder = Path(mkdtemp())
    folder.chmod(0o755)
    place.setup.folder.take(folder)
    place.setup.filter.expression.setText('type == "click" and lag <')
    stage.wait(place.setup.folder.refusal.isVisible)
    stage.settle()
    place.setup.filter.expression.setFocus()
    _scroll(place, 1.0)
    return stage.window


def _running(stage: Stage) -> QWidget:
    place = _place(stage)
    place.running.begin("parquet", "candor-export")
    place.running.show_progress(0.42, "2 of 5 sessions")
    pages = place.running.parentWidget()
    assert isinstance(pages, QStackedWidget)
    pages.setCurrentWidget(place.running)
    stage.afterwards.append(lambda: pages.setCurrentWidget(place.setup))
    return stage.window


def _written(stage: Stage) -> QWidget:
    place = _place(stage)
    place.setup.formats.choose("agentnet")
    place.setup.folder.split.setCurrentIndex(1)
    stage.wait(lambda: place.setup.can_begin)
    stage.context.actions.trigger("export.begin")
    stage.wait(lambda: place.result.isVisible())
    stage.context.actions.trigger("export.check")
    stage.wait(place.result.right.isVisible)
    stage.afterwards.append(lambda: stage.context.actions.trigger("export.new"))
    stage.afterwards.append(lambda: place.setup.folder.split.setCurrentIndex(0))
    return stage.window


def _card(stage: Stage) -> QWidget:
    _written(stage)
    place = cast(ExportPlace, stage.window.place("export"))
    stage.settle()
    area = place.result.findChildren(QScrollArea)[0]
    bar = area.verticalScrollBar()
    bar.setValue(round(bar.maximum() * 0.35))
    return stage.window


def _scroll(place: ExportPlace, share: float) -> None:
    bar = place.setup.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(round(bar.maximum() * share))


SCENES: dict[str, Scene] = {
    "export": _setup,
    "export-formats": _formats,
    "export-wrong": _wrong,
    "export-running": _running,
    "export-written": _written,
    "export-card": _card,
}
"""The module's name puts them after those that make the identity and the sessions."""
