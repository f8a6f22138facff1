"""Opens sessions for a job that runs long, each as a short piece of work of the vault, so that the
vault stays free for the rest of the window between them."""

from __future__ import annotations

import queue
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal

from recorder.session.journal import session_path
from recorder.session.reader import Session
from recorder.vault.keeper_client import Keeper
from studio.export_plan import Open
from studio.gui.context import AppContext
from studio.gui.jobs import Cancelled, Progress
from studio.gui.words import tr
from studio.reviewed import Reviewed

_ASK_AGAIN_S = 0.1
Answer = Session | Exception


@dataclass(frozen=True, slots=True)
class _Request:
    """One session that a job waits for."""

    reviewed: Reviewed
    session: str
    progress: Progress
    ask: bool
    answers: queue.Queue[Answer] = field(default_factory=lambda: queue.Queue(maxsize=1))


class Supply(QObject):
    """Belongs to the GUI thread; what `opening` gives is called in a job."""

    _wanted = Signal(object)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted.connect(self._on_wanted, Qt.ConnectionType.QueuedConnection)

    def opening(self, progress: Progress, *, ask: bool) -> Open:
        """How a job opens a session; with `ask` the person may be asked for the passphrase.

        Raises, when it is called:
            Cancelled: the job is no longer wanted, or the person would rather not unlock.
            CandorError: the session cannot be opened.
        """

        def open_one(reviewed: Reviewed, session: str) -> Session:
            request = _Request(reviewed, session, progress, ask)
            self._wanted.emit(request)
            while True:
                progress.check()
                try:
                    answer = request.answers.get(timeout=_ASK_AGAIN_S)
                except queue.Empty:
                    continue
                if isinstance(answer, Exception):
                    raise answer
                return answer

        return open_one

    def _on_wanted(self, request: _Request) -> None:
        if request.progress.cancel.is_set():
            return
        path = session_path(self._context.home.sessions, request.session)

        def work(keeper: Keeper, _progress: Progress) -> Session:
            request.progress.check()
            return request.reviewed.read(keeper, path)

        self._context.vault.run(
            tr("Open a session for an export"),
            work,
            request.answers.put_nowait,
            request.answers.put_nowait,
            cancelled=lambda: request.answers.put_nowait(Cancelled()),
            owner=self,
            quiet=True,
            ask=request.ask,
        )
