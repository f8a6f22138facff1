"""What this is, which release, and where its files lie."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from recorder.vault.home import Home
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import button, label, picture_label, row
from studio.gui.words import tr


class AboutDialog(Sheet):
    """Closed with Esc."""

    def __init__(self, home: Home, parent: QWidget | None = None) -> None:
        super().__init__("about-dialog", tr("About Candor"), parent, width_px=480)
        head = row(picture_label("shield", 40, "accent_text"), space=Space.M)
        promise = tr("Records work with consent, sealed before it reaches the disk.")
        head.addWidget(label(promise, wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
        self.add(head)
        self.add(label(tr("Release {number}").format(number=release()), tone="soft"))
        absent = tr("It sends nothing anywhere, runs no service, and asks for no account.")
        self.add(label(absent, tone="soft", wrap=True))
        self.add(
            label(
                tr("The typeface is Inter, under the SIL Open Font License."),
                "caption",
                "soft",
                wrap=True,
            )
        )
        folder = button(tr("Open the data folder"), "quiet", "folder", name="open-folder")
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(home.root))))
        self.foot.addWidget(folder)
        self.foot.addStretch(1)
        self.foot.addWidget(button(tr("Close"), "primary", name="close", clicked=self.accept))


def release() -> str:
    """The release that runs."""
    try:
        return version("candor")
    except PackageNotFoundError:
        return tr("unknown")
