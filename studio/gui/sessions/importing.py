"""Brings recordings of other programs into the list: what to import is asked, what came is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from recorder.vault.keeper_client import Keeper
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.jobs import Progress
from studio.gui.sentences import said
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import button, label, picture_label, row
from studio.gui.words import tr

if TYPE_CHECKING:
    from replay.load.entering import Entry
    from replay.load.source import Source

TASK_MAX = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: the new session, the program it is from, and its account."""

    session: str
    source: str
    sentences: tuple[str, ...]


class ImportSheet(Sheet):
    """Asks what to import. `wanted` carries the path, and the task where one was given."""

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("import-sheet", tr("Import a recording"), parent)
        self._task = QLineEdit()
        self._task.setObjectName("import-task")
        self._task.setMaxLength(TASK_MAX)
        self._task.setAccessibleName(tr("What was done"))
        self._task.setPlaceholderText(tr("Only where the recording does not say it itself"))
        self.add(
            label(
                tr(
                    "A recording that another program made becomes a session here, sealed so that "
                    "only you can open it. What kind it is, is found out. It cannot be submitted, "
                    "because no consent stands behind it."
                ),
                wrap=True,
            ),
            label(tr("What was done"), "strong"),
            self._task,
        )
        file = button(tr("Choose a file…"), "primary", "import", name="import-file")
        folder = button(tr("Choose a folder…"), name="import-folder")
        cancel = button(tr("Cancel"), "quiet", name="import-cancel", clicked=self.reject)
        file.clicked.connect(lambda: self._ask(QFileDialog.FileMode.ExistingFile))
        folder.clicked.connect(lambda: self._ask(QFileDialog.FileMode.Directory))
        self.foot.addWidget(cancel)
        self.foot.addStretch(1)
        self.foot.addWidget(folder)
        self.foot.addWidget(file)
        self._task.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, path: Path) -> None:
        """Import what lies there."""
        self.wanted.emit(path, self._task.text().strip())
        self.accept()

    def _ask(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, tr("Import a recording"))
        dialog.setFileMode(mode)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, mode is QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.choose(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class AccountSheet(Sheet):
    """Tells what was imported and what was left out. `look_wanted` carries the session."""

    look_wanted = Signal(str)

    def __init__(self, imported: Imported, parent: QWidget | None = None) -> None:
        super().__init__("import-account", tr("Imported"), parent)
        head = row(picture_label("ok", 28, "ok"), space=Space.M)
        source = tr("The recording of {program} is in your list now.")
        head.addWidget(label(source.format(program=imported.source), wrap=True), 1)
        self.add(head)
        for sentence in imported.sentences:
            self.add(label(said(sentence), "body", "soft", wrap=True))
        close = button(tr("Close"), "plain", name="import-close", clicked=self.accept)
        look = button(tr("Look at it"), "primary", "play", name="import-look")
        look.clicked.connect(lambda: self._look(imported.session))
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.foot.addWidget(look)

    def _look(self, session: str) -> None:
        self.look_wanted.emit(session)
        self.accept()


def import_recording(
    context: AppContext, path: Path, task: str, done: Callable[[Imported], None]
) -> None:
    """Bring what lies at a path into the library. Only its signing needs the keeper, so that a
    long import keeps nobody from reading meanwhile."""
    home = context.home

    def find(_progress: Progress) -> Source:
        from replay.load.registry import find_loader
        from replay.load.source import Source

        source = Source.at(path)
        find_loader(source)
        return source

    def sign(source: Source) -> None:
        def work(keeper: Keeper, _progress: Progress) -> Entry:
            from studio.commands.import_ import entry_of

            return entry_of(source, home.ensure(), keeper)

        context.vault.run(title, work, lambda entry: write(source, entry), failed, quiet=True)

    def write(source: Source, entry: Entry) -> None:
        context.jobs.run(
            title, lambda progress: _written(source, entry, task, progress), done, failed
        )

    def failed(error: Exception) -> None:
        context.frame.show_problem(Problem.of(error, safe=tr("Your sessions are as they were.")))

    title = tr("Import a recording")
    context.jobs.run(tr("Look at the recording"), find, sign, failed)


def _written(source: Source, entry: Entry, task: str, progress: Progress) -> Imported:
    """In the job: read it and write it as a session."""
    from replay.load.entering import enter
    from replay.load.registry import find_loader
    from studio.picture_coder import PictureCoder

    foreign = find_loader(source).load(source)
    if task:
        foreign.task = task

    def did_reach(at_ns: int, all_ns: int) -> None:
        progress.tell(min(1.0, at_ns / all_ns) if all_ns > 0 else None)

    session = enter(foreign, entry, PictureCoder, did_reach).stem
    return Imported(session, foreign.source, tuple(foreign.account.sentences()))
