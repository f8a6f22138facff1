"""The scenes of looking back: the list, empty, locked and searched, and the player."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import cast

import msgspec
from PySide6.QtWidgets import QWidget

from benchmarks.made_session import made_meta
from benchmarks.office import Office
from recorder.vault.import_key import importing_key
from recorder.vault.keeper_client import Keeper
from replay.load.bundle import Bundle, import_bundle, origin_of, pack_bundle, read_bundle
from studio.gui.jobs import Progress
from studio.gui.sessions.place import SessionsPlace
from studio.gui.vault import VaultState
from tests.screenshots import Scene, Stage

TASKS = (
    "Reconcile the March invoices with the orders",
    "Answer the supplier about the missing delivery note",
    "Book the train to Leipzig and file the receipt",
    "Prepare the slides for the quarterly review",
    "Sort the support inbox and answer the three oldest requests",
)
BROKEN_OFF = 1
WORK_S = 40.0


def _place(stage: Stage) -> SessionsPlace:
    stage.window.show_place("sessions")
    return cast(SessionsPlace, stage.window.place("sessions"))


@cache
def _work() -> bytes:
    office = Office(1920, 1080, seed=3)
    office.work(WORK_S)
    meta = made_meta(1920, 1080)
    return pack_bundle(meta, office.events, office.chunks, office.t_ns, "stopped")


def _bundles() -> list[Bundle]:
    """A session for each task, some days apart."""
    bundle, now = read_bundle(_work()), datetime.now(UTC)
    return [
        msgspec.structs.replace(
            bundle,
            meta=msgspec.structs.replace(
                bundle.meta,
                task=task,
                started_at=(now - timedelta(days=number * 1.4, hours=number)).isoformat(),
            ),
        )
        for number, task in enumerate(TASKS)
    ]


def filled(stage: Stage) -> SessionsPlace:
    """The place with sessions in it; they are made once."""
    place = _place(stage)
    if _is_there(place, TASKS[0]):
        return place
    home, done = stage.context.home, list[object]()

    def work(keeper: Keeper, _progress: Progress) -> bool:
        now = datetime.now(UTC)
        key = importing_key(home, keeper.sign, now)
        for number, bundle in enumerate(_bundles()):
            origin = origin_of(bundle.meta.task.encode(), "screenshots", key.worker)
            path = import_bundle(bundle, home.sessions, origin, key, now)
            if number == BROKEN_OFF:
                os.truncate(path, path.stat().st_size * 3 // 4)
        return True

    stage.context.vault.run("Paint sessions", work, done.append)
    stage.wait(lambda: done)
    stage.context.actions.trigger("sessions.refresh")
    stage.wait(lambda: all(_is_there(place, task) for task in TASKS))
    stage.settle()
    return place


def _opened(stage: Stage, share: float = 0.22) -> SessionsPlace:
    place = filled(stage)
    entry = next(each for each in place.shelf.entries if each.task == TASKS[0])
    place.open_session(entry.session)
    player = place.page.player
    stage.wait(lambda: player.steps and player.picture)
    player.seek(int(player.head.duration_ns * share))
    stage.settle()
    stage.afterwards.append(place.leave_player)
    return place


def _is_there(place: SessionsPlace, task: str) -> bool:
    return any(entry.task == task for entry in place.shelf.entries)


def _empty(stage: Stage) -> QWidget:
    place = _place(stage)
    stage.settle()
    place.list.hide_deleted(frozenset(entry.session for entry in place.shelf.entries))
    stage.afterwards.append(lambda: place.list.hide_deleted(frozenset()))
    return stage.window


def _list(stage: Stage) -> QWidget:
    place = filled(stage)
    model = place.list.model
    stage.wait(lambda: all(model.thumbnail(entry.session) for entry in place.shelf.entries))
    return stage.window


def _found_nothing(stage: Stage) -> QWidget:
    place = filled(stage)
    place.list.search.setText("holiday")
    stage.afterwards.append(place.list.search.clear)
    return stage.window


def _locked(stage: Stage) -> QWidget:
    place = filled(stage)
    stage.context.vault.lock()
    stage.wait(lambda: stage.context.vault.state is VaultState.LOCKED and place.shelf.is_locked)
    stage.afterwards.append(lambda: stage.context.actions.trigger("sessions.unlock"))
    return stage.window


def _player(stage: Stage) -> QWidget:
    _opened(stage)
    return stage.window


def _closer(stage: Stage) -> QWidget:
    place = _opened(stage, 0.35)
    place.page.picture.zoom_to(1.0)
    place.page.timeline.zoom_by(7)
    stage.settle()
    return stage.window


def _gap(stage: Stage) -> QWidget:
    place = _opened(stage)
    track = place.page.player.track
    assert track is not None
    place.page.player.seek(track.gaps[0].t_start_ns + 500_000_000)
    return stage.window


def _player_locked(stage: Stage) -> QWidget:
    place = _opened(stage)
    stage.context.vault.lock()
    stage.wait(lambda: place.page.player.is_locked)
    return stage.window


SCENES: dict[str, Scene] = {
    "sessions-empty": _empty,
    "sessions": _list,
    "sessions-found-nothing": _found_nothing,
    "sessions-locked": _locked,
    "player": _player,
    "player-closer": _closer,
    "player-gap": _gap,
    "player-locked": _player_locked,
}
