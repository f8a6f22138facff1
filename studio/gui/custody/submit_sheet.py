"""The submit sheet: what holds, exactly what would leave and to whom, and two buttons of equal
weight; then the upload, the broker's signed word, and what becomes of the original.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from annotate.submit import Ready
from annotate.submitted import Kept, Submitted
from recorder.errors import CandorError
from recorder.session.journal import session_path
from recorder.vault.keeper_client import Keeper
from studio.gui.context import AppContext
from studio.gui.custody.counters import Counters, Visit
from studio.gui.custody.receipts import save_receipt
from studio.gui.custody.submit_parts import (
    AcceptedView,
    LeavesView,
    SendingView,
    lights_card,
)
from studio.gui.jobs import Job, Progress
from studio.gui.redaction.proof_sheet import ProofSheet
from studio.gui.sentences import said
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import Banner, Mood, button, column, label
from studio.gui.words import tr
from studio.session_tasks import task_of
from studio.submitting import Looked, Preview, look, previewed, send, shred_original


@dataclass(frozen=True, slots=True)
class _Seen:
    """A candidate that was looked at, with its task in its worker's words."""

    looked: Looked
    task: str


class SubmitSheet(Sheet):
    """Over one candidate. `submitted` comes with what is kept of an accepted submission."""

    submitted = Signal(object)

    def __init__(self, context: AppContext, candidate: Path, parent: QWidget | None = None) -> None:
        super().__init__("submit-sheet", tr("Submit this session?"), parent, width_px=720)
        self._context, self._candidate = context, candidate
        self._counters = Counters(context, self)
        self._seen: _Seen | None = None
        self._preview: Preview | None = None
        self._done: Submitted | None = None
        self._job: Job | None = None
        self.task = label("", "subtitle", wrap=True)
        self.task.setObjectName("submit-task")
        self.terms = label("", tone="soft", wrap=True)
        self._banners = column(space=Space.S)
        self._parts = column(space=Space.L)
        self.sending = SendingView(self.cancel)
        self.accepted_view: AcceptedView | None = None
        self._waiting = label(tr("Looking at the copy…"), tone="soft", wrap=True)
        self.add(column(self.task, self.terms, space=Space.XS), self._banners, self._waiting)
        self.body.addLayout(self._parts)
        self.add(self.sending)
        self.body.addStretch(1)
        self.sending.hide()
        self.terms.hide()
        self.task.hide()
        self._build_foot()
        self.finished.connect(self._on_finished)
        self.look()

    @property
    def can_submit(self) -> bool:
        return self.submit_button.isEnabled() and not self.submit_button.isHidden()

    def look(self) -> None:
        """Look at the candidate, then ask its broker who would read what."""
        self._clear()
        self._waiting.show()
        home, path = self._context.home, self._candidate

        def work(keeper: Keeper, _progress: Progress) -> _Seen:
            return _Seen(look(home, path, keeper), task_of(keeper, path))

        self._context.vault.run(
            tr("Look at the copy"),
            work,
            self._on_looked,
            self._on_failed,
            cancelled=self.reject,
            owner=self,
        )

    def submit(self) -> None:
        """Send what is shown."""
        seen, shown = self._seen, self._preview
        if seen is None or shown is None or seen.looked.ready is None or self._job is not None:
            return
        ready, total = seen.looked.ready, max(1, shown.size_bytes)

        def work(visit: Visit, progress: Progress) -> Submitted:
            so_far = 0

            def sent(count: int) -> None:
                nonlocal so_far
                so_far += count
                progress.tell(min(1.0, so_far / total))

            with visit.go(ready.campaign.terms.id) as at:
                return send(at, ready, shown, sent)

        self._show_sending(total)
        self._job = self._counters.run(
            tr("Submit a session"),
            work,
            self._on_accepted,
            self._on_send_failed,
            cancelled=self._on_cancelled,
            owner=self,
        )

    def cancel(self) -> None:
        """Stop sending; nothing is submitted then."""
        if self._job is not None:
            self._job.cancel()

    def shred(self) -> None:
        """Delete the unredacted original for good."""
        assert self._done is not None
        home, session = self._context.home, self._done.session
        # Whoever shows it lets go of it first; the vault's lane comes after their last work there.
        self._context.frame.session_ends.emit(session)
        self._context.vault.run(
            tr("Delete the original"),
            lambda keeper, _progress: shred_original(home, session, keeper.settle),
            lambda _found: self._told_original(tr("The original is deleted for good."), "ok"),
            lambda error: self._told_original(
                tr("The original is still here: {why}").format(why=_why(error)), "danger"
            ),
            owner=self,
        )

    def keep(self) -> None:
        """Leave the original where it is."""
        self._told_original(tr("The original stays here, sealed so that only you open it."), "info")

    # What comes

    def _on_looked(self, seen: _Seen) -> None:
        self._seen = seen
        self._show_looked(seen)
        if seen.looked.ready is not None:
            self._ask_readers(seen.looked.ready)

    def _show_looked(self, seen: _Seen) -> None:
        looked = seen.looked
        self.task.setText(seen.task or tr("A session without a task"))
        self.task.show()
        if looked.campaign is not None:
            terms = looked.campaign.terms
            self.terms.setText(
                tr("Under {title}, version {version}").format(
                    title=tr(terms.title), version=terms.version
                )
            )
            self.terms.show()
        self._parts.addWidget(lights_card(looked, self._show_proof))
        if looked.ready is None:
            self._waiting.hide()
            self._say("danger", tr("This copy stays here, for the reasons below."))
            self._reason.setText(tr("Nothing leaves."))

    def _ask_readers(self, ready: Ready) -> None:
        self._waiting.setText(tr("Asking who would read it…"))

        def work(visit: Visit, _progress: Progress) -> Preview:
            with visit.go(ready.campaign.terms.id) as at:
                return previewed(at, ready)

        self._counters.run(
            tr("Ask who would read it"),
            work,
            self._on_previewed,
            self._on_failed,
            cancelled=self.reject,
            owner=self,
        )

    def _on_previewed(self, preview: Preview) -> None:
        assert self._seen is not None
        self._preview = preview
        self._waiting.hide()
        self._parts.addWidget(LeavesView(self._seen.looked, preview, self))
        if preview.notice:
            self._say("info", said(preview.notice))
        self.submit_button.setEnabled(True)
        self._refuse.setFocus()
        self.fit()

    def _on_failed(self, error: Exception) -> None:
        self._waiting.hide()
        self._say("danger", _why(error))
        self._reason.setText(tr("Nothing leaves."))
        self.again.show()

    def _on_send_failed(self, error: Exception) -> None:
        self._back()
        happened = _why(error)
        safe = tr("No acceptance came. The copy and the original are here as they were.")
        advice = tr("Submit it once more: it goes on where it broke off, and is never made twice.")
        self._say("danger", f"{happened} {safe} {advice}")

    def _on_cancelled(self) -> None:
        """Stopped; unless the broker had answered before that was noticed."""
        home, candidate = self._context.home, self._candidate.stem

        def work(_progress: Progress) -> Submitted | None:
            found = (each for each in Kept(home).all() if each.candidate == candidate)
            return next((each for each in found if each.acceptance and not each.death), None)

        def done(accepted: Submitted | None) -> None:
            if accepted is not None:
                self._on_accepted(accepted)
            else:
                self._say_stopped()

        self._context.jobs.run(
            tr("Look whether it was accepted"),
            work,
            done,
            self._on_send_failed,
            owner=self,
            quiet=True,
        )

    def _say_stopped(self) -> None:
        self._back()
        self._say("info", tr("Not submitted. The copy and the original are here as they were."))

    def _on_accepted(self, done: Submitted) -> None:
        self._job, self._done = None, done
        self._clear()
        self.sending.hide()
        self.heading.setText(tr("Submitted"))
        is_here = session_path(self._context.home.sessions, done.session).exists()
        view = AcceptedView(done, is_here, self.shred, self.keep, self._choose_file)
        self.accepted_view = view
        self._parts.addWidget(view)
        # The keyboard can only be given to what is shown.
        view.show()
        for each in (self._refuse, self.submit_button, self.again):
            each.hide()
        self.close_button.show()
        (view.shred_button if is_here else self.close_button).setFocus()
        self.fit()
        self.submitted.emit(done)

    # Showing

    def _build_foot(self) -> None:
        self._reason = label("", tone="soft", wrap=True)
        self._refuse = button(tr("&Not now"), name="submit-not-now", clicked=self.reject)
        self.submit_button = button(tr("&Submit"), name="submit-confirm", clicked=self.submit)
        self.again = button(tr("Try again"), icon="refresh", name="submit-again", clicked=self.look)
        self.close_button = button(tr("Close"), "primary", name="submit-close", clicked=self.accept)
        width = max(self._refuse.sizeHint().width(), self.submit_button.sizeHint().width(), 120)
        for each in (self._refuse, self.submit_button):
            each.setMinimumWidth(width)
        self.foot.addWidget(self._reason, 1)
        for each in (self.again, self._refuse, self.submit_button, self.close_button):
            self.foot.addWidget(each)
        self.again.hide()
        self.close_button.hide()
        self.submit_button.setEnabled(False)

    def _show_sending(self, total: int) -> None:
        self._drop(self._banners)
        self.heading.setText(tr("Submitting"))
        for each in self._widgets(self._parts):
            each.hide()
        self.sending.begin(total)
        self.sending.show()
        self._refuse.hide()
        self.submit_button.hide()
        self.sending.stop.setFocus()
        self._context.jobs.changed.connect(self._on_job)

    def _back(self) -> None:
        """What was shown before it was sent."""
        self._job = None
        self._context.jobs.changed.disconnect(self._on_job)
        self.heading.setText(tr("Submit this session?"))
        self.sending.hide()
        for each in (*self._widgets(self._parts), self._refuse, self.submit_button):
            each.show()
        self.submit_button.setFocus()

    def _on_job(self, job: Job) -> None:
        if job is self._job:
            self.sending.show_progress(job.fraction)

    def _say(self, mood: Mood, text: str) -> None:
        self._banners.addWidget(Banner(mood, text))
        self._area.verticalScrollBar().setValue(0)

    def _told_original(self, text: str, mood: Mood) -> None:
        if self.accepted_view is not None:
            self.accepted_view.told(mood, text)
            self.close_button.setFocus()

    def _clear(self) -> None:
        for each in (self._banners, self._parts):
            self._drop(each)
        self._reason.setText("")
        self.again.hide()
        self.submit_button.setEnabled(False)

    def _drop(self, layout: QVBoxLayout) -> None:
        for each in self._widgets(layout):
            layout.removeWidget(each)
            each.hide()
            each.deleteLater()

    def _widgets(self, layout: QVBoxLayout) -> list[QWidget]:
        items = (layout.itemAt(at) for at in range(layout.count()))
        return [widget for item in items if item and (widget := item.widget())]

    def _show_proof(self) -> None:
        if self._seen is not None and self._seen.looked.proof is not None:
            ProofSheet(self._seen.looked.proof, self).open()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Save the acceptance"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("candor-acceptance.dsse")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def save_to(self, target: Path) -> None:
        """Save the broker's signed word."""
        assert self._done is not None
        assert self._done.acceptance is not None
        save_receipt(self._context, self._done.acceptance, target)

    def _on_finished(self, _result: int) -> None:
        """A sheet that closes while it sends stops that: nothing leaves unseen."""
        self.cancel()


def _why(error: Exception) -> str:
    if isinstance(error, CandorError):
        return said(str(error))
    return tr("Something in Candor failed.")
