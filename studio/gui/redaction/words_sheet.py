"""The worker's own words: names, customers, projects that detectors look for. Kept sealed."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotate.detect.word_list import keep_words, load_words
from recorder.vault.keeper_client import Keeper
from studio.gui.context import AppContext
from studio.gui.jobs import Progress
from studio.gui.sentences import said
from studio.gui.sheet import Sheet
from studio.gui.widgets import button, label
from studio.gui.words import tr

TALL_PX = 220


class WordsSheet(Sheet):
    """One word or phrase a line. Nothing is kept before Save."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__("words-sheet", tr("Words of yours"), parent)
        self._context = context
        self.text = QPlainTextEdit()
        self.text.setObjectName("words")
        self.text.setAccessibleName(tr("Words of yours, one a line"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(TALL_PX)
        self.text.setEnabled(False)
        why = label(
            tr(
                "Names of people, customers and projects that no pattern can know: one a line. "
                "Detectors look for them in texts and pictures. The list is sealed to you and "
                "never leaves this machine."
            ),
            "body",
            "soft",
            wrap=True,
        )
        self._problem = label("", "body", "danger", wrap=True)
        self._problem.hide()
        self.add(why, self.text, self._problem)
        self.save = button(tr("Save"), "primary", "save", name="save-words", clicked=self._save)
        self.save.setEnabled(False)
        self.foot.addStretch(1)
        self.foot.addWidget(button(tr("Cancel"), name="cancel", clicked=self.reject))
        self.foot.addWidget(self.save)
        home = context.home
        context.vault.run(
            tr("Open your words"),
            lambda keeper, _progress: load_words(home, keeper),
            self._show,
            self._say,
            cancelled=self.reject,
            owner=self,
            quiet=True,
        )

    @property
    def problem(self) -> str:
        """Why the list was not opened or kept; empty for nothing."""
        return self._problem.text()

    def _show(self, words: tuple[str, ...]) -> None:
        self.text.setPlainText("\n".join(words))
        self.text.setEnabled(True)
        self.save.setEnabled(True)
        self.text.setFocus()

    def _save(self) -> None:
        home, lines = self._context.home, self.text.toPlainText()

        def work(keeper: Keeper, _progress: Progress) -> int:
            return keep_words(home, keeper, lines)

        self.save.setEnabled(False)
        self._context.vault.run(
            tr("Seal your words"), work, self._saved, self._say, owner=self, quiet=True
        )

    def _saved(self, count: int) -> None:
        self._context.frame.say(tr("%n word(s) are looked for.", count))
        self.accept()

    def _say(self, error: Exception) -> None:
        self._problem.setText(said(str(error)))
        self._problem.show()
        self.save.setEnabled(self.text.isEnabled())
