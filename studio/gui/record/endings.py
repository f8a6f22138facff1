"""What to tell a person when a recording ended otherwise than they wished. Words only."""

from __future__ import annotations

from recorder.session.model import EndReason
from studio.gui.frame import Problem
from studio.gui.record.recording import Ending
from studio.gui.record.sayings import clock_text
from studio.gui.sentences import said
from studio.gui.words import tr


def problem_of(ending: Ending) -> Problem | None:
    """The error dialog that an ending deserves, or None."""
    if ending.session is None:
        return _not_begun(ending)
    if ending.killed:
        safe = tr("What it had written until then is kept, sealed: about {length}.")
        return Problem(
            tr("The recorder was ended from outside, and the recording with it."),
            safe.format(length=clock_text(ending.elapsed_s)),
            tr("Look at it in Sessions. Then you can record again."),
            ending.details,
        )
    # Who withdrew consent knows why it ended; the summary says it again.
    if ending.problem is None or ending.reason == EndReason.CONSENT_ENDED:
        return None
    return Problem(
        said(ending.problem),
        tr("What was recorded before is kept, sealed."),
        tr("When the cause is removed you can record again."),
        ending.reason,
    )


def _not_begun(ending: Ending) -> Problem | None:
    if ending.problem is not None:
        return Problem(said(ending.problem), tr("Nothing was recorded."), details=ending.details)
    return Problem(
        tr("The recorder could not begin."),
        tr("Nothing was recorded."),
        tr("Try it again. If it fails again, look at what is checked before a recording."),
        ending.details,
    )
