"""Shows the recovery key, to be put on paper. It is asked of the keeper and not kept."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from recorder.errors import StorageError
from studio.gui.context import AppContext
from studio.gui.jobs import Progress
from studio.gui.theme import Space
from studio.gui.widgets import Banner, Card, button, column, label, row
from studio.gui.words import tr

_GROUPS_PER_LINE = 5


class RecoveryPage(QWidget):
    """The key in groups, with ways to paper."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._key = ""
        self._shown = QLabel(tr("Asking the vault."))
        self._shown.setObjectName("recovery-key-shown")
        self._shown.setTextFormat(self._shown.textFormat().PlainText)
        self._shown.setFont(_typewriter(context.theme.px(1.25)))
        self._print = button(tr("Print…"), icon="print", name="print-key", clicked=self._to_paper)
        self._save = button(
            tr("Save as text…"), icon="save", name="save-key", clicked=self._to_file
        )
        warning = tr(
            "Whoever holds this key can read all your sessions. Without it, a forgotten passphrase "
            "or a broken disk loses them for ever."
        )
        card = Card(self._shown, margin=Space.XL)
        self.setLayout(
            column(
                label(tr("Put it on paper and keep it where you keep such things."), wrap=True),
                card,
                Banner("warning", warning),
                row(self._print, self._save, 1),
                1,
                space=Space.L,
            )
        )
        self._follow()

    def ask(self) -> None:
        """Get the key from the keeper."""
        self._context.vault.run(
            tr("Get the recovery key"),
            lambda keeper, _progress: keeper.recovery_key(),
            self._show,
            owner=self,
        )

    def _show(self, key: str) -> None:
        self._key = key
        self._shown.setText(in_lines(key))
        self._follow()

    def _follow(self) -> None:
        for each in (self._print, self._save):
            each.setEnabled(bool(self._key))

    def _to_paper(self) -> None:
        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        dialog.finished.connect(lambda result: self._document().print_(printer) if result else None)
        dialog.show()

    def _document(self) -> QTextDocument:
        document = QTextDocument()
        document.setPlainText(_sheet_of_paper(self._key))
        return document

    def _to_file(self) -> None:
        dialog = QFileDialog(self, tr("Save the recovery key"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("candor-recovery-key.txt")
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()

    def save_to(self, target: Path) -> None:
        """Write the key into a file that only its owner can read."""
        text = _sheet_of_paper(self._key)

        def write(_progress: Progress) -> None:
            write_private(target, text)

        self._context.jobs.run(
            tr("Save the recovery key"),
            write,
            lambda _nothing: self._context.frame.say(
                tr("Saved. Move the file to where only you can reach it.")
            ),
            owner=self,
        )


def in_lines(key: str) -> str:
    """The key in short lines, for eyes and paper."""
    groups = key.split("-")
    starts = range(0, len(groups), _GROUPS_PER_LINE)
    return "\n".join("  ".join(groups[start : start + _GROUPS_PER_LINE]) for start in starts)


def write_private(target: Path, text: str) -> None:
    """Write a text that its owner alone can read, whatever was there before.

    Raises:
        StorageError: the disk refused.
    """
    try:
        target.unlink(missing_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
    except OSError as error:
        raise StorageError(f"{target.name} could not be written: {error.strerror}.") from error


def _sheet_of_paper(key: str) -> str:
    head = tr("Candor: recovery key")
    foot = tr("Whoever holds it can read all sessions that are sealed to this identity.")
    return f"{head}\n\n{in_lines(key)}\n\n{foot}\n"


def _typewriter(size_px: int) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(size_px)
    return font
