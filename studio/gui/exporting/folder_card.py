"""The last part of an export: into which sets, and into which folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from recorder.errors import CandorError, WrongUse
from replay.plain import NotEmpty, OthersCanRead, refusal_of
from studio.gui.context import AppContext
from studio.gui.exporting.wording import SPLITS
from studio.gui.jobs import Progress
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import Banner, Card, button, column, label, row
from studio.gui.words import tr

LANE = "export-folder"
REST_MS = 250


class FolderCard(Card):
    """`changed` tells that sets or folder are others, or that the folder was looked at."""

    changed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(space=Space.M)
        self._context = context
        self._is_own = False
        self._refusal: Exception | None = None
        self._looked_at: Path | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._look)
        self.split = QComboBox()
        self.split.setObjectName("export-split")
        self.split.setAccessibleName(tr("Sets for training, validation and test"))
        for name, words in SPLITS:
            self.split.addItem(tr(words), name)
        self.split.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.path = QLineEdit()
        self.path.setObjectName("export-folder")
        self.path.setAccessibleName(tr("Folder to write to"))
        self.path.textEdited.connect(lambda _text: self._on_edited())
        self.path.textChanged.connect(lambda _text: self._on_text())
        self.choose = button(
            tr("Choose…"),
            icon="folder",
            name="export-choose",
            clicked=lambda: context.actions.trigger("export.choose"),
        )
        self.refusal = Banner("warning", "")
        self.refusal.setObjectName("export-refusal")
        self.refusal.hide()
        self.force = QCheckBox(tr("Write there all the same"))
        self.force.setObjectName("export-force")
        self.force.setAccessibleName(tr("Write there all the same"))
        self.force.toggled.connect(lambda _on: self.changed.emit())
        self.force.hide()
        self.body.addWidget(label(tr("Sets and folder"), "subtitle"))
        self.body.addWidget(self.split)
        self.body.addLayout(row(self.path, self.choose))
        self.body.addLayout(column(self.refusal, self.force, space=Space.S))

    @property
    def split_by(self) -> str | None:
        return str(self.split.currentData()) or None

    @property
    def folder(self) -> Path | None:
        """The folder, or None while none is named in full."""
        text = self.path.text().strip()
        path = Path(text).expanduser() if text else None
        return path if path is not None and path.is_absolute() else None

    @property
    def is_forced(self) -> bool:
        return self.force.isVisibleTo(self) and self.force.isChecked()

    @property
    def is_right(self) -> bool:
        """Whether an export may begin into this folder, as far as is known."""
        if self.folder is None or self.folder != self._looked_at:
            return False
        return self._refusal is None or self.is_forced

    def suggest(self, form: str) -> None:
        """Name a folder after the format, unless the person named one."""
        if not self._is_own:
            self.path.setText(str(Path.home() / f"candor-{form}-{date.today():%Y-%m-%d}"))

    def take(self, folder: Path) -> None:
        """Use the folder that the person chose."""
        self._is_own = True
        self.path.setText(str(folder))

    def look_again(self) -> None:
        """Look at the folder, which may have changed."""
        self._looked_at = None
        self._rest.start()

    def show_refusal(self, error: Exception) -> None:
        """Say why nothing was written; the person can write all the same where that is sensible."""
        self._refusal = error
        self.refusal.text.setText(refusal_words(error, self.folder))
        self.refusal.show()
        self.force.setVisible(isinstance(error, OthersCanRead | NotEmpty))
        self.path.setAccessibleDescription(self.refusal.text.text())
        self.changed.emit()

    def _on_edited(self) -> None:
        self._is_own = bool(self.path.text())

    def _on_text(self) -> None:
        self._refusal = None
        self.force.setChecked(False)
        self._clear()
        self.look_again()
        self.changed.emit()

    def _clear(self) -> None:
        self._refusal = None
        self.refusal.hide()
        self.force.hide()
        self.path.setAccessibleDescription("")

    def _look(self) -> None:
        folder = self.folder
        if folder is None:
            if self.path.text().strip():
                self.show_refusal(WrongUse(tr("Name the folder from its root on.")))
            return

        def work(_progress: Progress) -> WrongUse | None:
            return refusal_of(folder, empty=True)

        self._context.jobs.run(
            tr("Look at the folder"),
            work,
            lambda refusal: self._on_looked(folder, refusal),
            lambda error: self._on_looked(folder, error),
            owner=self,
            lane=LANE,
            replaces=True,
            quiet=True,
        )

    def _on_looked(self, folder: Path, refusal: Exception | None) -> None:
        if folder != self.folder:
            return
        self._looked_at = folder
        if refusal is None:
            self._clear()
            self.changed.emit()
        else:
            self.show_refusal(refusal)


def refusal_words(error: Exception, folder: Path | None) -> str:
    """Why a folder does not do, in the words of the window."""
    name = folder.name if folder is not None else ""
    match error:
        case OthersCanRead():
            return tr(
                "Other people on this machine can open the folder {folder}, and what is written "
                "there is in the clear. Name another folder, or make this one private."
            ).format(folder=name)
        case NotEmpty():
            return tr(
                "Files are in the folder {folder} already; those of the same name would be "
                "replaced."
            ).format(folder=name)
        case CandorError():
            return said(str(error))
    return tr("The folder could not be looked at.")
