"""The panel of work under way: what, how far, and a way to end it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from recorder.errors import CandorError
from studio.gui.jobs import Job, Jobs, JobState
from studio.gui.theme import Space
from studio.gui.widgets import column, icon_button, label, row, set_tone
from studio.gui.words import tr

WIDTH_PX = 300
KEPT = 6


class JobsPanel(QFrame):
    """Jobs that wait or run, and the last few that ended."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("jobs", True)
        self.setObjectName("jobs-panel")
        self.setFixedWidth(WIDTH_PX)
        self._jobs = jobs
        self._items: dict[int, _Item] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.M)
        self._empty = label(tr("Nothing is under way."), tone="soft")
        close = icon_button("close", tr("Close the jobs panel"), clicked=self.hide, size_px=16)
        head = row(label(tr("Jobs"), "subtitle"), 1, close)
        self.setLayout(column(head, self._empty, self._list, 1, margin=Space.L))
        jobs.changed.connect(self._show)

    def _show(self, job: Job) -> None:
        if job.quiet:
            return
        if job.number not in self._items:
            item = _Item(job)
            self._items[job.number] = item
            self._list.insertWidget(0, item)
        self._items[job.number].refresh()
        self._forget_old()
        self._empty.setVisible(not self._items)

    def _forget_old(self) -> None:
        over = [number for number, item in self._items.items() if item.job.is_over]
        for number in over[: max(0, len(over) - KEPT)]:
            item = self._items.pop(number)
            self._list.removeWidget(item)
            item.deleteLater()


class _Item(QWidget):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job
        self._state = label("", "caption", "soft", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(job.title)
        self._cancel = icon_button(
            "close", tr("Cancel {job}").format(job=job.title), clicked=job.cancel, size_px=16
        )
        title = label(job.title, wrap=True)
        self.setLayout(column(row(title, self._cancel), self._bar, self._state, space=Space.XS))
        head = self.layout()
        assert isinstance(head, QVBoxLayout)
        self.refresh()

    def refresh(self) -> None:
        job = self.job
        self._cancel.setVisible(not job.is_over)
        self._bar.setVisible(not job.is_over)
        # A bar without an end would move all the time; it stays empty until something is known.
        self._bar.setRange(0, 1000)
        self._bar.setValue(round((job.fraction or 0) * 1000))
        self._state.setText(_words(job))
        set_tone(self._state, "danger" if job.state is JobState.FAILED else "soft")


def _words(job: Job) -> str:
    match job.state:
        case JobState.WAITING:
            return tr("Waiting")
        case JobState.RUNNING:
            return job.text or tr("Under way")
        case JobState.DONE:
            return tr("Done")
        case JobState.CANCELLED:
            return tr("Cancelled")
        case JobState.FAILED:
            return str(job.error) if isinstance(job.error, CandorError) else tr("Failed")
