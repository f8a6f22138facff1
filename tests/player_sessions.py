"""Painted sessions for the tests of the player: small, made once, written by the real writer."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from benchmarks.made_session import made_meta, write_made
from benchmarks.office import Office
from recorder.consent.register import Register
from recorder.session.journal import JournalWriter
from recorder.session.layout import RecordType
from recorder.session.model import Scope
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.packing import Contents
from recorder.vault.recording_key import load_recording_key
from recorder.vault.unlock import Unlock

SIZE = (322, 202)
SCOPES = frozenset({Scope.SCREEN, Scope.KEYSTROKES, Scope.MOUSE, Scope.WINDOW_TITLES})


@cache
def office(seconds: float = 12.0) -> Office:
    """Work of some seconds in a small picture; the same for all tests of a run."""
    made = Office(*SIZE)
    made.work(seconds)
    return made


def consented(home: Home) -> None:
    """Make the identity, with the passphrase file of the tests, and give consent."""
    with Keeper(home) as keeper:
        keeper.make_identity(file=Unlock.default().passphrase_file)
        Register(home).give(SCOPES, keeper.sign)


def write_session(
    home: Home, task: str = "Write to the supplier", seconds: float = 12.0, times: int = 1
) -> Path:
    """A complete session in a home that has consent."""
    receipt, key = Register(home).current(), load_recording_key(home)
    return write_made(home.sessions, receipt, key, office(seconds), times, task)


def begin_session(home: Home, task: str = "Not stopped", seconds: float = 12.0) -> JournalWriter:
    """A session that is still being written: its events are there, its end is not."""
    meta, now = made_meta(*SIZE, task), datetime.now(UTC)
    receipt, key = Register(home).current(), load_recording_key(home)
    writer = JournalWriter(home.sessions, receipt, key, meta, now)
    writer.append_events(office(seconds).events)
    for chunk in office(seconds).chunks:
        writer.append_media(chunk)
    writer.sync()
    return writer


class PlainSource:
    """A session opened by its parts, without keeper or file, for what stands above them."""

    def __init__(self, contents: Contents, payloads: list[bytes]) -> None:
        self.contents = contents
        self.payloads = payloads
        self.read_places: list[int] = []

    def read(self, wanted: tuple[int, ...] | list[int]):
        for place in wanted:
            self.read_places.append(place)
            yield self.payloads[place]

    def media_read(self) -> list[int]:
        """Which records of video were read, in their order."""
        places = self.contents.places(RecordType.MEDIA)
        return [places.index(place) for place in self.read_places if place in places]
