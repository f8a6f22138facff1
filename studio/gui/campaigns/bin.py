"""Drafts that were discarded: the history of the list, so that discarding needs no question."""

from __future__ import annotations

from collections.abc import Callable

from studio.gui.context import AppContext
from studio.gui.words import tr
from studio.steward_desk import Draft, drop_draft, save_draft


class Bin:
    """Discards drafts and brings them back until the window closes. `changed` is called after."""

    def __init__(self, context: AppContext, changed: Callable[[], None]) -> None:
        self._context = context
        self._changed = changed
        self._gone: list[Draft] = []
        self._back: list[Draft] = []

    @property
    def undo_name(self) -> str:
        return tr("discarding a draft") if self._gone else ""

    @property
    def redo_name(self) -> str:
        return tr("discarding a draft") if self._back else ""

    def discard(self, draft: Draft) -> None:
        self._back.clear()
        self._drop(draft)

    def undo(self) -> None:
        if self._gone:
            draft = self._gone.pop()
            self._back.append(draft)
            self._run(tr("Bring back a draft"), lambda: save_draft(self._context.home, draft))

    def redo(self) -> None:
        if self._back:
            self._drop(self._back.pop())

    def _drop(self, draft: Draft) -> None:
        self._gone.append(draft)
        self._run(tr("Discard a draft"), lambda: drop_draft(self._context.home, draft.name))

    def _run(self, title: str, work: Callable[[], None]) -> None:
        self._context.jobs.run(
            title,
            lambda _progress: work(),
            lambda _nothing: self._changed(),
            lane="campaigns",
            quiet=True,
        )
