"""What came of an export: the report and the data card, read by a job so that no view reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from recorder.vault.home import read_bounded
from replay.export.statistics import read_statistics
from replay.export.writer import ExportReport
from studio.export_plan import Wish

CARD, PLOTS = "README.md", "card"
CARD_MAX, PLOT_MAX = 1 << 20, 1 << 20
_SHARPER = 2
_FENCE = "---\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished export. `plots` are painted, by the names that the card has for them."""

    wish: Wish
    folder: Path
    at: datetime
    report: ExportReport
    card: str
    plots: dict[str, QImage]
    alike: list[list[str]]


def read_outcome(wish: Wish, folder: Path, report: ExportReport) -> Outcome:
    """Read what was written for people; slow, for a job.

    Raises:
        CandorError: it cannot be read.
    """
    text = (read_bounded(folder / CARD, CARD_MAX) or b"").decode("utf-8", "replace")
    plots: dict[str, QImage] = {}
    for path in sorted((folder / PLOTS).glob("*.svg")):
        plots[f"{PLOTS}/{path.name}"] = _painted(read_bounded(path, PLOT_MAX) or b"")
    alike = read_statistics(folder)["near_duplicates"]
    return Outcome(wish, folder, datetime.now(), report, _without_front(text), plots, alike)


def _without_front(text: str) -> str:
    """A card without what only dataset loaders read."""
    if not text.startswith(_FENCE):
        return text
    end = text.find(f"\n{_FENCE}", len(_FENCE))
    return text if end < 0 else text[end + len(_FENCE) + 1 :].lstrip()


def _painted(svg: bytes) -> QImage:
    drawing = QSvgRenderer(QByteArray(svg))
    image = QImage(drawing.defaultSize() * _SHARPER, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    image.setDevicePixelRatio(_SHARPER)
    return image
