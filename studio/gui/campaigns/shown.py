"""Whether the place Campaigns is in the rail: for whom its roles give it, or who switched it on."""

from __future__ import annotations

from PySide6.QtCore import QObject

from recorder.errors import CandorError
from studio.gui.context import AppContext
from studio.gui.jobs import Progress
from studio.gui.settings_table import CAMPAIGNS
from studio.gui.words import tr
from studio.steward_desk import oversees

FACT = "campaigns_shown"


class CampaignsShown(QObject):
    """Keeps the fact `campaigns_shown`."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._oversees = False
        context.settings.changed.connect(lambda key: key == CAMPAIGNS.key and self._tell())
        self._tell()

    def look(self) -> None:
        """See in a job whether this person's roles give them the place."""
        home = self._context.home

        def work(_progress: Progress) -> bool:
            try:
                return oversees(home)
            except CandorError:
                return False

        self._context.jobs.run(
            tr("Look for your roles"), work, self._take, owner=self, lane="campaigns", quiet=True
        )

    def _take(self, oversees_: bool) -> None:
        self._oversees = oversees_
        self._tell()

    def _tell(self) -> None:
        chosen = self._context.settings.get(CAMPAIGNS)
        self._context.actions.set_fact(FACT, chosen or self._oversees)
