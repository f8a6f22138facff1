"""The GUI thread neither decodes, reads nor waits: each such call is watched meanwhile."""

from __future__ import annotations

import builtins
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from recorder.session import decoder, survey
from recorder.vault import keeper_client, wire
from replay import player_frames, player_previews
from tests.sessions_window import Window, window_over

NONE = Qt.KeyboardModifier.NoModifier
TASK = "Write to the supplier"


@pytest.fixture
def window(candor_home: Path, qtbot: QtBot) -> Iterator[Window]:
    with window_over(candor_home, qtbot, TASK) as made:
        yield made


@pytest.fixture
def slow_calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The slow things that the GUI thread was caught at."""
    caught: list[str] = []
    places = (
        (decoder, "decode_packet"),
        (decoder, "to_bgra"),
        (player_frames, "decode_packet"),
        (player_frames, "to_bgra"),
        (player_previews, "decode_packet"),
        (survey, "survey"),
        (wire, "receive_reply"),
        (keeper_client.subprocess, "Popen"),
        (sqlite3, "connect"),
        (threading.Thread, "join"),
    )
    for owner, name in places:
        monkeypatch.setattr(owner, name, _watched(getattr(owner, name), name, caught))
    real_open = builtins.open

    def watched_open(file: object, *arguments: object, **more: object) -> object:
        if threading.current_thread() is threading.main_thread() and str(file).endswith(".candor"):
            caught.append(f"open {Path(str(file)).suffix}")
        return real_open(file, *arguments, **more)  # pyright: ignore

    monkeypatch.setattr(builtins, "open", watched_open)
    return caught


def _watched(call: Callable[..., object], name: str, caught: list[str]) -> Callable[..., object]:
    def watched(*arguments: object, **more: object) -> object:
        if threading.current_thread() is threading.main_thread():
            caught.append(name)
        return call(*arguments, **more)

    return watched


def test_looking_back_keeps_the_gui_thread_free(window: Window, slow_calls: list[str]) -> None:
    window.context.actions.trigger("sessions.refresh")
    window.rest()
    page = window.open(TASK)
    player = page.player
    for share in (0.9, 0.1, 0.5):
        player.seek(int(player.head.duration_ns * share))
        window.until(lambda: player.picture and not player.picture.is_preview)
    timeline = page.timeline
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, NONE, QPoint(200, 60))
    for x in range(200, 700, 50):
        QTest.mouseMove(timeline, QPoint(x, 60))
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, NONE, QPoint(680, 60))
    window.press(Qt.Key.Key_Space)
    window.until(lambda: player.head.t_ns == player.head.duration_ns)
    window.press(Qt.Key.Key_1)
    window.press(Qt.Key.Key_Escape)
    window.list.search.setText("supplier")
    window.list.search.clear()
    window.context.actions.trigger("sessions.delete")
    window.context.document.stack.undo()
    window.rest()

    assert slow_calls == []


def test_the_watch_sees_what_it_is_for(window: Window, slow_calls: list[str]) -> None:
    window.until(lambda: window.place.shelf.entries)
    survey.survey(window.context.home.sessions / f"{window.place.shelf.entries[0].session}.candor")

    assert {"survey", "open .candor"} <= set(slow_calls)
