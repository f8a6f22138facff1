"""What the tests of reviews share: a session of many steps, and corrections of it by name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from recorder.consent.register import Register
from recorder.session.events import ScreenEvent
from recorder.session.journal import JournalWriter
from recorder.session.model import Scope
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.recording_key import load_recording_key
from replay.correction_types import Correction, Labels, Overlay
from replay.corrections import Corrected, corrected, subject_of
from replay.parts import Subject
from replay.trajectory import Step
from tests.export_sessions import Made
from tests.replay_script import play
from tests.session_helpers import encoded, make_meta

PASSPHRASE = "spring in the air"
WORK = """
screen win:Editor/note @0,20 'hello' screen ~3500 'there' screen ~700 L L L screen ~900
@5,40 v1 v1 v1 screen ~700 v1 v1 screen ~900 ctrl+ z z z ctrl- screen ~900 @9,20 L+ @28,50 L- ~900
screen ~900 done screen ~900 same
"""


def worked(script: str = WORK) -> Made:
    """A session in which texts, clicks, scrolls and chords can be divided and joined."""
    session = Made(tuple(play(script)))
    session.meta = msgspec.structs.replace(session.meta, scopes=tuple(Scope))
    return session


def subject(script: str = WORK) -> Subject:
    return subject_of(worked(script))


def step_of(subject: Subject, kind: str, number: int = 0) -> Step:
    """The computed step of this kind, counted from 0."""
    found = [step for step in subject.computed.steps if kind_of(step) == kind]
    return found[number]


def kind_of(step: Step) -> str:
    return type(step.action).__name__.lower()


def part_of(subject: Subject, step: Step, number: int) -> str:
    """The id of the step that begins at a part of another."""
    return subject.evidence.parts_of(step)[number].id


def after(subject: Subject, *corrections: Correction, labels: Labels | None = None) -> Corrected:
    return corrected(subject, Overlay(corrections, labels or Labels()))


def sentences(found: Corrected) -> list[str]:
    return [step.sentence for step in found.trajectory.steps]


def made_home(folder: Path) -> Home:
    """A home with an identity, whose passphrase lies beside it, and one session of `WORK`."""
    home = Home(folder / "home")
    (folder / "passphrase").write_text(PASSPHRASE)
    (folder / "passphrase").chmod(0o600)
    with Keeper(home) as keeper:
        keeper.make_identity(PASSPHRASE)
        receipt = Register(home).give(frozenset(Scope), keeper.sign)
    meta, key = make_meta(task="Write"), load_recording_key(home)
    journal = JournalWriter(home.sessions, receipt, key, meta, datetime.now(UTC))
    events = play(WORK)
    frames = [each.frame for each in events if isinstance(each, ScreenEvent)]
    journal.append_events(events)
    journal.append_media(encoded(frames))
    journal.end("stopped", 20_000_000_000)
    return home


def session_in(home: Home) -> str:
    """The id of the one session in a home."""
    (path,) = home.sessions.glob("*.candor")
    return path.stem
