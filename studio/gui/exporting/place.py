"""The place Export: put together, written, looked at. The rules of an export are `replay`'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from recorder.errors import WrongUse
from replay.export.check import Checked, check_export
from replay.export.writer import ExportReport
from studio.export_plan import Wish, write_export
from studio.gui.actions import ActionRow
from studio.gui.context import AppContext
from studio.gui.exporting.counting import Counting
from studio.gui.exporting.outcome import Outcome, read_outcome
from studio.gui.exporting.result_page import ResultPage
from studio.gui.exporting.running_page import RunningPage
from studio.gui.exporting.setup_page import SetupPage
from studio.gui.exporting.supply import Supply
from studio.gui.frame import Problem
from studio.gui.jobs import Job, Progress
from studio.gui.place import Place
from studio.gui.sessions.shelf import Shelf
from studio.gui.widgets import column
from studio.gui.words import tr

CAN_BEGIN, RUNS, HAS_RESULT = "export_can_begin", "export_runs", "export_has_result"
CHECKING = "export_checks"
LANE, CHECK_LANE = "export", "export-check"


class ExportPlace(Place):
    """Three pages: what is put together, what is being written, what was written."""

    place_id = "export"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.shelf = Shelf(context, self)
        self.supply = Supply(context, self)
        self.counting = Counting(context, self.supply, self)
        self.outcomes: list[Outcome] = []
        self._shown: Outcome | None = None
        self._job: Job | None = None
        self._setup: SetupPage | None = None
        self._running: RunningPage | None = None
        self._result: ResultPage | None = None
        self._pages = QStackedWidget()
        self.setLayout(column(self._pages))
        context.jobs.changed.connect(self._on_job)
        # In parts, so that the window is never kept waiting for long.
        QTimer.singleShot(0, self, self._make_setup)
        QTimer.singleShot(0, self, lambda: self.setup and None)

    @property
    def setup(self) -> SetupPage:
        """The page on which an export is put together, built when it is first wanted."""
        made = self._make_setup()
        made.build()
        return made

    @property
    def running(self) -> RunningPage:
        if self._running is None:
            self._running = RunningPage(self.context)
            self._pages.addWidget(self._running)
        return self._running

    @property
    def result(self) -> ResultPage:
        if self._result is None:
            self._result = ResultPage(self.context)
            self._pages.addWidget(self._result)
        return self._result

    def _make_setup(self) -> SetupPage:
        if self._setup is None:
            self._setup = SetupPage(self.context, self.shelf, self.counting)
            self._pages.addWidget(self._setup)
            self._setup.changed.connect(self._on_setup)
            self._setup.leaves.wanted_past.connect(lambda at: self._show(self.outcomes[at]))
        return self._setup

    def action_rows(self) -> tuple[ActionRow, ...]:
        setup, result = (f"!{RUNS}", f"!{HAS_RESULT}"), (HAS_RESULT,)
        rows = (
            ("begin", tr("Export"), "export", "Ctrl+Return", (CAN_BEGIN, *setup), True),
            ("cancel", tr("Cancel the export"), "close", "Escape", (RUNS,), False),
            ("search", tr("Search the sessions to export"), "search", "Ctrl+F", setup, True),
            ("all", tr("Pick all sessions that are shown"), "check", "Ctrl+Shift+A", setup, False),
            ("none", tr("Pick no session that is shown"), "", "Ctrl+Shift+D", setup, False),
            ("format", tr("Choose the format"), "", "Ctrl+T", setup, False),
            ("filter", tr("Choose the steps"), "filter", "Ctrl+L", setup, False),
            ("choose", tr("Choose the folder…"), "folder", "Ctrl+O", setup, False),
            ("unlock", tr("Unlock to count"), "unlock", "Ctrl+U", setup, False),
            ("count", tr("Count again"), "refresh", "F5", setup, False),
            ("check", tr("Check the export again"), "refresh", "Ctrl+Shift+K",
             (*result, f"!{CHECKING}"), True),
            ("open", tr("Open the folder of the export"), "folder", "Ctrl+Shift+O", result, False),
            ("new", tr("New export"), "plus", "Ctrl+N", result, False),
        )  # fmt: skip
        return tuple(
            ActionRow(
                f"export.{name}",
                text,
                icon,
                keys,
                self.place_id,
                needs,
                menu="session",
                starts_group=group,
            )
            for name, text, icon, keys, needs, group in rows
        )

    def callbacks(self) -> Mapping[str, Callable[[], None]]:
        return {
            "export.begin": self.begin,
            "export.cancel": self._cancel,
            "export.search": lambda: self.setup.sessions.search.setFocus(),
            "export.all": lambda: self.setup.sessions.model.pick_shown(True),
            "export.none": lambda: self.setup.sessions.model.pick_shown(False),
            "export.format": lambda: self.setup.formats.list.setFocus(),
            "export.filter": lambda: self.setup.filter.expression.setFocus(),
            "export.choose": self._choose_folder,
            "export.unlock": lambda: self.context.vault.unlock(self.setup.count_again) and None,
            "export.count": lambda: self.setup.count_again(),
            "export.check": self._check,
            "export.open": self._open_folder,
            "export.new": self._new,
        }

    def entered(self) -> None:
        self.shelf.refresh()
        self.setup.load_formats()
        self.setup.folder.look_again()
        if self._shown is None and self._job is None:
            self._pages.setCurrentWidget(self.setup)
            self.setup.sessions.search.setFocus()

    def show_what(self, what: object) -> None:
        """Put together an export of these sessions."""
        if isinstance(what, tuple | list | frozenset):
            sessions = [str(each) for each in what]
            if self._job is None:
                self._new()
            self.setup.sessions.search.clear()
            self.setup.sessions.model.pick(sessions)

    def why_not_close(self) -> str | None:
        if self._job is None:
            return None
        return tr("Give up the export and close? Nothing of it stays in the folder.")

    def close_down(self) -> None:
        self.counting.stop()
        self.shelf.close()
        self._cancel()

    # What a person does

    def begin(self) -> None:
        """Write what was counted."""
        wish, count, folder = self.setup.wish, self.setup.counted, self.setup.folder.folder
        if wish is None or count is None or folder is None or self._job is not None:
            return
        # What cannot be opened was said to stay out.
        wish, force = replace(wish, sessions=tuple(count.readable)), self.setup.folder.is_forced
        self.context.actions.set_fact(RUNS, True)
        self._pages.setCurrentWidget(self.running)
        self.running.begin(wish.form, str(folder))
        written: list[Outcome] = []

        def work(progress: Progress) -> Outcome:
            written.append(self._write(wish, folder, force, count.pictures, progress))
            return written[0]

        def cancelled() -> None:
            # Too late: everything was in its place when it was asked for.
            if written:
                self._on_written(written[0])
            else:
                self._on_cancelled()

        self._job = self.context.jobs.run(
            tr("Export steps"),
            work,
            self._on_written,
            self._on_failed,
            cancelled=cancelled,
            owner=self,
            lane=LANE,
        )

    def _write(
        self, wish: Wish, folder: Path, force: bool, pictures: int, progress: Progress
    ) -> Outcome:
        """Runs in the job."""
        total, done, decoded = len(wish.sessions), 0, 0

        def tell() -> None:
            share = max(done / total, min(decoded / pictures, 1.0) if pictures else 0.0)
            words = tr("%n of {total} session(s)", done).format(total=total)
            progress.tell(share, words)

        def will_decode() -> None:
            nonlocal decoded
            decoded += 1
            tell()

        def did_write(_session: str) -> None:
            nonlocal done
            done += 1
            tell()

        report: ExportReport = write_export(
            wish,
            self.context.home,
            self.supply.opening(progress, ask=True),
            folder,
            force=force,
            did_write=did_write,
            will_decode=will_decode,
        )
        return read_outcome(wish, folder, report)

    def _on_written(self, outcome: Outcome) -> None:
        self._end()
        self.outcomes.insert(0, outcome)
        self.setup.leaves.show_past(self.outcomes)
        self.context.frame.say(
            tr("%n step(s) were exported to {folder}.", outcome.report.steps).format(
                folder=outcome.folder.name
            )
        )
        self._show(outcome)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._pages.setCurrentWidget(self.setup)
        if isinstance(error, WrongUse):
            self.setup.folder.show_refusal(error)
            self.setup.folder.path.setFocus()
            return
        safe = tr("Nothing was written. Your sessions are as they were.")
        self.context.frame.show_problem(Problem.of(error, safe))

    def _on_cancelled(self) -> None:
        self._end()
        self._pages.setCurrentWidget(self.setup)
        self.setup.leaves.begin.setFocus()
        self.context.frame.say(tr("The export was given up. Nothing of it was written."))

    def _end(self) -> None:
        self._job = None
        self.context.actions.set_fact(RUNS, False)
        self.setup.folder.look_again()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.running.words.setText(tr("Giving up…"))

    def _show(self, outcome: Outcome) -> None:
        self._shown = outcome
        self.context.actions.set_fact(HAS_RESULT, True)
        self.result.show_outcome(outcome)
        self._pages.setCurrentWidget(self.result)
        self.result.check.setFocus()

    def _new(self) -> None:
        self._shown = None
        self.context.actions.set_fact(HAS_RESULT, False)
        self._pages.setCurrentWidget(self.setup)
        self.setup.sessions.search.setFocus()

    def _check(self) -> None:
        outcome = self._shown
        if outcome is None:
            return
        self.context.actions.set_fact(CHECKING, True)
        self.result.show_checking()

        def show(checked: Checked | None, error: Exception | None = None) -> None:
            self.context.actions.set_fact(CHECKING, False)
            # Another export may be shown by now; then the answer is not about it.
            same = outcome is self._shown
            self.result.show_checked(checked if same else None, error if same else None)

        self.context.jobs.run(
            tr("Check an export"),
            lambda _progress: check_export(outcome.folder),
            show,
            lambda error: show(None, error),
            cancelled=lambda: show(None),
            owner=self,
            lane=CHECK_LANE,
        )

    def _open_folder(self) -> None:
        if self._shown is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._shown.folder)))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, tr("Choose the folder to write to"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.setup.folder.take(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_setup(self) -> None:
        self.context.actions.set_fact(CAN_BEGIN, self.setup.can_begin)

    def _on_job(self, job: Job) -> None:
        if job is self._job and not job.is_over:
            self.running.show_progress(job.fraction, job.text)
