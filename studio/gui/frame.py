"""What places ask of the window around them: go elsewhere, say something, show a problem.

Only signals and the data they carry; the main window answers them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from recorder.errors import CandorError
from studio.gui.sentences import said
from studio.gui.words import tr


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong, for the person. `details` may be copied; no field holds content.

    `happened` is a sentence; `safe` says what was not lost; `advice` what to do.
    """

    happened: str
    safe: str = ""
    advice: str = ""
    details: str = ""

    @staticmethod
    def of(error: Exception, safe: str = "", advice: str = "") -> Problem:
        """The problem behind an error. Only our own errors speak; others give their type."""
        if isinstance(error, CandorError):
            return Problem(said(str(error)), safe, advice, type(error).__name__)
        return Problem(tr("Something in Candor failed."), safe, advice, type(error).__name__)


class Frame(QObject):
    """The window as places see it."""

    wanted_place = Signal(str, object)
    said = Signal(str)
    problem = Signal(object)
    wanted_consent = Signal(object)
    wanted_campaign_file = Signal(object)
    session_ends = Signal(str)
    """A session is about to be deleted for good: whoever shows it lets go of it."""

    def go(self, place: str, what: object = None) -> None:
        """Show another place; `what` reaches its `show_what`, for example a session's id."""
        self.wanted_place.emit(place, what)

    def say(self, text: str) -> None:
        """Write a passing sentence into the status line."""
        self.said.emit(text)

    def show_problem(self, problem: Problem) -> None:
        """Open the error dialog."""
        self.problem.emit(problem)

    def open_campaign(self, path: Path) -> None:
        """Read a campaign file and open its consent sheet."""
        self.wanted_campaign_file.emit(path)

    def ask_consent(self, campaign: object = None) -> None:
        """Open the consent sheet for a campaign (a `SignedCampaign`; None is *Personal*)."""
        self.wanted_consent.emit(campaign)
