"""Importing in tests: a worker of their own, the real writer and encoder, no keeper process."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from recorder.session.reader import Session
from recorder.vault.import_key import importing_key
from replay.action_types import Action, Click, Drag, Key, Scroll, Type
from replay.load.entering import Entry, enter
from replay.load.foreign import Account
from replay.load.registry import find_loader
from replay.load.source import Source
from replay.trajectory import Trajectory
from studio.picture_coder import PictureCoder
from tests.session_helpers import Worker, read


def imported(path: Path, worker: Worker) -> tuple[Session, Account]:
    """What comes of a recording: the session as it reads afterwards, and the account."""
    source = Source.at(path)
    foreign = find_loader(source).load(source)
    now = datetime.now(UTC)
    key = importing_key(worker.home, worker.identity.envelope, now)
    entry = Entry(worker.home.sessions, source.digest, worker.id, key, now, "candor test")
    written = enter(foreign, entry, PictureCoder)
    return read(written, worker), foreign.account


def said(trajectory: Trajectory) -> list[str]:
    """Each step in a few words."""
    return [_words(step.action) for step in trajectory.steps]


def _words(action: Action) -> str:
    match action:
        case Click():
            held = "+".join((*(action.modifiers or ()), action.button))
            return f"click {held} x{action.count} {action.x},{action.y}"
        case Drag():
            return f"drag {action.button} {action.x},{action.y} {action.x2},{action.y2}"
        case Scroll():
            return f"scroll {action.dx},{action.dy} at {action.x},{action.y}"
        case Type():
            return f"type {action.text}"
        case Key():
            return f"key {'+'.join(action.keys)} x{action.repeat}"
        case _:
            return type(action).__name__.lower()
