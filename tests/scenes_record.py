"""The scenes of recording: before it, its small windows, while it runs, after it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import cast

import msgspec
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from recorder.preflight import Check
from recorder.preflight import State as Light
from studio.gui.record.choice import AreaKind
from studio.gui.record.place import RecordPlace
from studio.gui.settings_table import COUNTDOWN_S, MINIMISE
from tests.gui_helpers import child
from tests.screenshots import Stage

TASK = "Write a packing list and count its lines"
PROGRAMS = (
    ("mousepad",),
    ("xterm", "-geometry", "70x14+60+420", "-title", "Terminal", "-e", "bash", "--norc"),
    ("xterm", "-geometry", "60x14+700+470", "-title", "Notes", "-e", "bash", "--norc"),
)


def _place(stage: Stage) -> RecordPlace:
    stage.window.show_place("record")
    return cast(RecordPlace, stage.window.place("record"))


def _ready(stage: Stage) -> RecordPlace:
    """The place with a desktop to look at, and a task."""
    subprocess.run(("xsetroot", "-solid", "#33475b"), check=False)
    running = [
        subprocess.Popen(each, cwd=Path.home(), stderr=subprocess.DEVNULL) for each in PROGRAMS
    ]
    stage.afterwards.append(lambda: [each.kill() and each.wait() for each in running])
    place = _place(stage)
    stage.wait(lambda: place.setup.area.map.look and len(place.setup.area.map.look.windows) >= 3)
    stage.wait(lambda: place.checks.results is not None and not place.checks.under_way)
    place.setup.terms.task.setText(TASK)
    child(place, QPushButton, "look-behind").click()
    stage.wait(lambda: (look := place.setup.area.map.look) and look.own and not look.unseen)
    return place


def _choose(stage: Stage, kind: AreaKind) -> RecordPlace:
    place = _ready(stage)
    child(place, QPushButton, f"area-{kind}").click()
    return place


def _empty(stage: Stage) -> QWidget:
    place = _place(stage)
    place.setup.terms.task.clear()
    stage.wait(lambda: place.checks.results is not None and not place.checks.under_way)
    return stage.window


def _everything(stage: Stage) -> QWidget:
    _choose(stage, AreaKind.EVERYTHING)
    return stage.window


def _region(stage: Stage) -> QWidget:
    _choose(stage, AreaKind.REGION)
    return stage.window


def _window(stage: Stage) -> QWidget:
    _choose(stage, AreaKind.WINDOW)
    return stage.window


def _lights(stage: Stage) -> QWidget:
    place = _choose(stage, AreaKind.EVERYTHING)
    child(place, QPushButton, "checks-toggle").click()
    stage.afterwards.append(child(place, QPushButton, "checks-toggle").click)
    return stage.window


def _problem(stage: Stage) -> QWidget:
    """A machine with a full disk, without accessibility, and with a taken hotkey."""
    place = _choose(stage, AreaKind.EVERYTHING)
    results = place.checks.results
    assert results is not None
    bad = {
        "disk": (Light.PROBLEM, "The disk has 12 MB left and a recording needs 64. Make room."),
        "accessibility": (Light.WARNING, "no accessibility bus answers, so typing stays hidden"),
        "hotkey pause": (Light.WARNING, "Another program holds ctrl+alt+shift+p."),
    }
    place.checks.results = tuple(
        Check(each.name, *bad[each.name]) if each.name in bad else each for each in results
    )
    place.checks.changed.emit()
    stage.afterwards.append(place.checks.run)
    return stage.window


def _countdown(stage: Stage) -> QWidget:
    place = _ready(stage)
    stage.context.settings.choose(MINIMISE, False)
    place.record()
    stage.afterwards.append(place.conductor.countdown.cancel)
    return place.conductor.countdown


def _recording(stage: Stage) -> RecordPlace:
    place = _choose(stage, AreaKind.EVERYTHING)
    stage.context.settings.choose(COUNTDOWN_S, 0)
    stage.context.settings.choose(MINIMISE, False)
    place.record()
    stage.wait(lambda: place.conductor.recording.state == "recording")
    stage.wait(lambda: (status := place.conductor.recording.status) and status.frames)
    stage.afterwards.append(lambda: _stop(stage, place))
    return place


def _stop(stage: Stage, place: RecordPlace) -> None:
    place.conductor.recording.stop()
    stage.wait(lambda: not place.conductor.recording.runs)
    place.show_setup()


def _bar(stage: Stage) -> QWidget:
    bar = _recording(stage).conductor.bar
    assert bar is not None
    return bar


def _bar_paused(stage: Stage) -> QWidget:
    place = _recording(stage)
    place.conductor.pause_or_resume()
    stage.wait(lambda: place.conductor.recording.state == "paused")
    assert place.conductor.bar is not None
    return place.conductor.bar


def _bar_hiding(stage: Stage) -> QWidget:
    bar = _bar(stage)
    place = cast(RecordPlace, stage.window.place("record"))
    status = place.conductor.recording.status
    assert status is not None
    hiding = msgspec.structs.replace(status, hiding="password field")
    place.conductor.recording.status = hiding
    place.conductor.recording.changed.emit()
    return bar


def _note(stage: Stage) -> QWidget:
    place = _recording(stage)
    place.conductor.mark()
    return _top("note-window")


def _discard(stage: Stage) -> QWidget:
    _recording(stage).conductor.discard()
    return stage.dialog("discard-question")


def _running(stage: Stage) -> QWidget:
    _recording(stage)
    return stage.window


def _running_paused(stage: Stage) -> QWidget:
    _bar_paused(stage)
    return stage.window


def _summary(stage: Stage) -> QWidget:
    place = _recording(stage)
    place.conductor.stop("success")
    stage.wait(lambda: not place.conductor.recording.runs)
    return stage.window


def _top(name: str) -> QWidget:
    tops = QApplication.topLevelWidgets()
    return next(each for each in tops if each.objectName() == name and each.isVisible())


SCENES = {
    "record-empty": _empty,
    "record": _everything,
    "record-region": _region,
    "record-window": _window,
    "record-lights": _lights,
    "record-problem": _problem,
    "record-countdown": _countdown,
    "recording-bar": _bar,
    "recording-bar-paused": _bar_paused,
    "recording-bar-hiding": _bar_hiding,
    "recording-note": _note,
    "recording-discard": _discard,
    "recording": _running,
    "recording-paused": _running_paused,
    "recording-summary": _summary,
}
