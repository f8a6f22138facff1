"""What every place is given: the one object of each kind that the window has."""

from __future__ import annotations

from dataclasses import dataclass

from recorder.vault.home import Home
from studio.gui.actions import Actions
from studio.gui.consent.consents import Consents
from studio.gui.document import Document
from studio.gui.frame import Frame
from studio.gui.jobs import Jobs
from studio.gui.settings import Settings
from studio.gui.theme import Theme
from studio.gui.vault import Vault


@dataclass(frozen=True, slots=True)
class AppContext:
    """Passed to the constructor of every place and dialog."""

    home: Home
    jobs: Jobs
    settings: Settings
    theme: Theme
    document: Document
    actions: Actions
    vault: Vault
    consents: Consents
    frame: Frame
