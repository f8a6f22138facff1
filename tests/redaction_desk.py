"""A redaction panel over a real sealed session with a secret in every carrier, for its tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from annotate.redact.candidates import candidates_folder
from recorder.consent.register import Register
from recorder.session.model import Scope
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.recording_key import load_recording_key
from recorder.vault.unlock import Unlock
from studio.gui.player.picture_view import PictureView
from studio.gui.player.timeline import Timeline
from studio.gui.redaction.panel import RedactionPanel
from tests.redact_sessions import Desk as Worked
from tests.redact_sessions import desk_with, write_desk
from tests.review_desk import AtDesk, desk_over

READ_MS = 150_000
SECRET = "anna.berg@example.org"


class AtPanel:
    """A panel with the picture and the timeline that it belongs to."""

    def __init__(self, at: AtDesk) -> None:
        self.at, self.desk, self.context = at, at.open(), at.context
        theme = at.context.theme
        self.picture, self.timeline = PictureView(), Timeline(theme)
        self.picture.resize(600, 300)
        self.timeline.resize(700, self.timeline.height())
        self.panel = RedactionPanel(at.context, self.desk, self.picture, self.timeline)
        self.panel.resize(420, 640)
        meta = self.desk.player.meta
        assert meta is not None
        self.picture.show_captured(meta.captured)
        self.until, self.rest, self.bot = at.until, at.rest, at.bot

    def show(self) -> None:
        for widget in (self.picture, self.panel):
            with self.at.bot.waitExposed(widget):
                widget.show()

    def scan(self, *, pictures: bool = False) -> None:
        self.panel.scanning.run(pictures=pictures)
        self.until(lambda: self.panel.scanning.is_done)

    def until_read(self, condition) -> None:
        """Until something is so that reading pictures has to come before."""
        self.bot.waitUntil(lambda: bool(condition()), timeout=READ_MS)

    @property
    def left(self) -> list[str]:
        """What lies in the folder of candidates."""
        folder = candidates_folder(self.context.home)
        return sorted(each.name for each in folder.iterdir()) if folder.exists() else []

    def close(self) -> None:
        self.rest()
        for widget in (self.panel, self.panel.lane, self.picture, self.timeline):
            widget.close()
            widget.deleteLater()


def plain_desk() -> Worked:
    """A short session: few frames, a secret typed and in a title."""
    worked = Worked()
    worked.window("Notes")
    worked.write(0, "Orders")
    worked.wait(400)
    worked.type(SECRET)
    worked.wait(500)
    worked.window(f"To {SECRET}, copy to bo@example.org")
    worked.write(2, "Total 1200")
    worked.wait(500)
    worked.cut()
    return worked


def made_session(home: Home, worked: Worked) -> Path:
    """A home with identity and consent, and one session in it."""
    with Keeper(home) as keeper:
        keeper.make_identity(file=Unlock.default().passphrase_file)
        receipt = Register(home).give(frozenset(Scope), keeper.sign)
    return write_desk(home.sessions, receipt, load_recording_key(home), worked, "Write a note")


@contextmanager
def panel_over(folder: Path, bot: QtBot, *, whole: bool = False) -> Iterator[AtPanel]:
    """A panel over a short session, or over one that shows the secret too."""
    made_session(Home(folder), desk_with(SECRET) if whole else plain_desk())
    with desk_over(folder, bot) as at:
        panel = AtPanel(at)
        try:
            yield panel
        finally:
            panel.close()
