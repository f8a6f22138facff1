"""The list of sessions with 2,000 of them in the real window: `python -m benchmarks.library`.

The journals are as small as journals can be; their titles and thumbnails are sealed in the index
as after a first look. What is timed is what a person waits for.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import cv2
import msgspec
import numpy as np

from benchmarks.made_session import made_meta
from benchmarks.player import Heartbeat, prepared_home, say, wait
from recorder.consent.register import Register
from recorder.session.journal import JournalWriter
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.library import Library
from recorder.vault.recording_key import load_recording_key
from recorder.vault.unlock import Unlock
from studio.session_glance import Glance, keep_glance
from studio.session_list import Title

WORDS = ("invoice", "supplier", "train", "slides", "inbox", "price list", "contract", "holiday")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.library", description=__doc__)
    parser.add_argument("--sessions", type=int, default=2000)
    options = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="candor-bench-") as folder:
        home = prepared_home(Path(folder))
        _fill(home, options.sessions)
        _measure(home, options.sessions)


def _fill(home: Home, count: int) -> None:
    receipt, key = Register(home).current(), load_recording_key(home)
    library, now = Library(home), datetime.now(UTC)
    for number in range(count):
        at = now - timedelta(hours=number)
        task = f"{WORDS[number % len(WORDS)]} number {number}".capitalize()
        meta = msgspec.structs.replace(made_meta(640, 480, task), started_at=at.isoformat())
        JournalWriter(home.sessions, receipt, key, meta, now).end("stopped", 60_000_000_000)
    library.refresh()
    with Keeper(home) as keeper:
        keeper.unlock(Unlock.default())
        picture = _picture()
        for number, row in enumerate(library.rows()):
            task = f"{WORDS[number % len(WORDS)]} number {number}".capitalize()
            title = Title(task, 60_000_000_000, ("mousepad", "gnumeric"))
            keep_glance(keeper, library, row.session, Glance(title, picture))


def _picture() -> bytes:
    """A thumbnail as large as one of text on a screen."""
    noise = np.random.default_rng(1).integers(0, 255, (90, 160, 3), np.uint8)
    large = cv2.resize(noise, (480, 270), interpolation=cv2.INTER_LINEAR)
    return cv2.imencode(".jpg", large, [cv2.IMWRITE_JPEG_QUALITY, 70])[1].tobytes()


def _measure(home: Home, count: int) -> None:
    from PySide6.QtCore import QTimer

    from studio.gui.app import close_context, make_app, make_context
    from studio.gui.main_window import PLACES, MainWindow
    from studio.gui.sessions.place import SessionsPlace

    app = make_app()
    context = make_context(app, home)
    window = MainWindow(context, tuple(each for each in PLACES if each.place_id == "sessions"))
    window.resize(1600, 1000)
    window.show()
    beat = Heartbeat(QTimer(window))
    done: list[bool] = []
    context.vault.unlock(lambda: done.append(True))
    wait(lambda: done)
    beat.worst_s()

    # As the studio does after its first place is shown: the others are made when nothing is to do.
    began = time.perf_counter()
    place = window.place("sessions")
    assert isinstance(place, SessionsPlace)
    wait(lambda: place.is_built)
    window.load_the_rest()
    say("place made beforehand", time.perf_counter() - began)
    say("worst heartbeat meanwhile", beat.worst_s())
    began = time.perf_counter()
    window.show_place("sessions")
    page = place.list
    wait(lambda: page.model.rowCount() == count)
    say(f"list of {count} shown", time.perf_counter() - began)
    wait(lambda: page.model.index(count - 1, 0).data().endswith(str(count - 1)))
    say("with their tasks", time.perf_counter() - began)
    say("worst heartbeat meanwhile", beat.worst_s())
    wait(lambda: not context.jobs.active())

    times: list[float] = []
    for text in ("t", "tr", "tra", "trai", "train", "train ", "train 1", "train 12", "", "inbox"):
        began = time.perf_counter()
        page.search.setText(text)
        page.table.viewport().repaint()
        times.append(time.perf_counter() - began)
    p50, most = np.percentile(np.array(times) * 1e3, [50, 100])
    print(f"{'search, after each letter':42} p50 {p50:5.0f}  max {most:5.0f} ms")
    page.search.clear()
    began = time.perf_counter()
    page.table.sortByColumn(0, page.table.horizontalHeader().sortIndicatorOrder())
    say("sort by task", time.perf_counter() - began)
    say("worst heartbeat", beat.worst_s())
    window.close_for_good()
    close_context(context)


if __name__ == "__main__":
    main()
