"""How submitting begins from a session: with its newest proven copy, or word that there is none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio.gui.context import AppContext
from studio.gui.jobs import Progress
from studio.gui.words import tr


def submit_session(context: AppContext, session: str, over: QWidget) -> None:
    """Open the submit sheet over the newest proven copy of a session."""
    home = context.home

    def work(_progress: Progress) -> tuple[Path, ...]:
        from studio.submitting import proven_candidates

        return proven_candidates(home, session)

    def done(found: tuple[Path, ...]) -> None:
        if not found:
            context.frame.say(
                tr("There is no proven copy of this session yet: review it and make one.")
            )
            return
        from studio.gui.custody.submit_sheet import SubmitSheet

        SubmitSheet(context, found[0], over).open()

    context.jobs.run(tr("Look for a proven copy"), work, done, owner=over, quiet=True)
