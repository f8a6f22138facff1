"""Opening and scrubbing a long session in the real player: `python -m benchmarks.player`.

The session is painted (`office`), written by the recorder's own writer, and opened through a real
keeper in the real window, which is painted but not put on a screen.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.made_session import write_made
from benchmarks.office import Office
from recorder.consent.register import Register
from recorder.session.model import Scope
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.recording_key import load_recording_key

PASSPHRASE = "correct horse battery staple"
SCOPES = frozenset({Scope.SCREEN, Scope.KEYSTROKES, Scope.MOUSE, Scope.WINDOW_TITLES})
PAINTED_S = 180.0
HEARTBEAT_MS = 5


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.player", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--positions", type=int, default=150)
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.into:
        _write(Home(options.into), options.minutes)
        return
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="candor-bench-") as folder:
        home = prepared_home(Path(folder))
        # In a process of its own, so that its memory is not counted.
        again = (sys.executable, "-m", "benchmarks.player", "--minutes", str(options.minutes))
        subprocess.run((*again, "--into", str(home.root)), check=True)
        path = next(home.sessions.glob("*.candor"))
        print(f"{options.minutes:g} min, {path.stat().st_size / 1e6:.0f} MB")
        _measure(home, path, options.positions)


def prepared_home(folder: Path) -> Home:
    """A home with an identity, consent, and a passphrase file that unlocks it."""
    passphrase = folder / "passphrase"
    passphrase.touch(mode=0o600)
    passphrase.write_text(PASSPHRASE)
    os.environ["CANDOR_PASSPHRASE_FILE"] = str(passphrase)
    home = Home(folder / "candor")
    with Keeper(home) as keeper:
        keeper.make_identity(file=passphrase)
        Register(home).give(SCOPES, keeper.sign)
    return home


def _write(home: Home, minutes: float) -> None:
    office = Office(1920, 1080)
    office.work(PAINTED_S)
    times = max(1, round(minutes * 60e9 / office.t_ns))
    receipt, key = Register(home).current(), load_recording_key(home)
    write_made(home.sessions, receipt, key, office, times)


def _measure(home: Home, path: Path, positions: int) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from studio.gui.app import close_context, make_app, make_context
    from studio.gui.main_window import MainWindow
    from studio.gui.rail import PlaceRow

    app = make_app()
    context = make_context(app, home)
    row = PlaceRow("sessions", "Sessions", "sessions", "studio.gui.sessions.place:SessionsPlace")
    window = MainWindow(context, (row,))
    window.resize(1600, 1000)
    window.show()
    window.show_place("sessions")
    wait(lambda: not context.jobs.active())
    place = window.place("sessions")
    player = place.page.player  # pyright: ignore[reportAttributeAccessIssue]
    beat = Heartbeat(QTimer(window))

    began = time.perf_counter()
    place.open_session(path.stem)  # pyright: ignore[reportAttributeAccessIssue]
    wait(lambda: player.picture is not None)
    say("first picture", time.perf_counter() - began)
    wait(lambda: player.track is not None)
    say("timeline whole", time.perf_counter() - began)
    say("worst heartbeat while opening", beat.worst_s())
    wait(lambda: player.steps)
    say("steps found", time.perf_counter() - began)
    say("worst heartbeat meanwhile", beat.worst_s())

    _scrub("random positions, previews not made yet", player, positions)
    say("worst heartbeat", beat.worst_s())
    wait(lambda: player._feed.previews.done, 600)
    say("previews made", time.perf_counter() - began)
    say("worst heartbeat meanwhile", beat.worst_s())
    _scrub("random positions", player, positions)
    say("worst heartbeat", beat.worst_s())
    _near(player, positions)
    _drag(player)
    say("worst heartbeat", beat.worst_s())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory of the window':42} {peak:8.0f} MB")
    window.close_for_good()
    close_context(context)
    QApplication.processEvents()


def _scrub(name: str, player, positions: int) -> None:
    """Jump to places; how long until any picture of it is shown, and until the frame itself."""
    chance = random.Random(4)
    first: list[float] = []
    exact: list[float] = []
    pictured: list[float] = []
    player.pictured.connect(lambda _picture: pictured.append(time.perf_counter()))
    for _ in range(positions):
        pictured.clear()
        began = time.perf_counter()
        player.seek(chance.randrange(player.head.duration_ns))
        wait(lambda: pictured and player.picture is not None and not player.picture.is_preview)
        first.append(pictured[0] - began)
        exact.append(pictured[-1] - began)
    for what, times in (("shown", first), ("exact", exact)):
        _say_times(f"{name}, {what}", times)


def _near(player, positions: int) -> None:
    """Hop by one frame; how long until that frame is shown."""
    pictured: list[float] = []
    player.pictured.connect(lambda _picture: pictured.append(time.perf_counter()))
    for name, direction in (("next frame", 1), ("previous frame", -1)):
        times: list[float] = []
        player.seek(player.head.duration_ns // 2)
        _settle(player)
        for _ in range(positions):
            pictured.clear()
            began = time.perf_counter()
            player.hop_frame(direction)
            wait(lambda: pictured and player.picture is not None and not player.picture.is_preview)
            times.append(pictured[-1] - began)
        _say_times(name, times)


def _settle(player) -> None:
    """Wait until nothing is under way."""
    wait(lambda: not player._feed.busy and player.picture is not None)


def _say_times(name: str, times: list[float]) -> None:
    p50, p95, most = np.percentile(np.array(times) * 1e3, [50, 95, 100])
    print(f"{name:42} p50 {p50:5.1f}  p95 {p95:5.1f}  max {most:5.1f} ms")


def _drag(player) -> None:
    """Drag across two minutes in two seconds; how long after each move its picture is shown."""
    shown: list[float] = []
    waiting: list[float] = []

    def on_picture(_picture: object) -> None:
        if waiting:
            shown.append(time.perf_counter() - waiting.pop())
            waiting.clear()

    player.pictured.connect(on_picture)
    start_ns = player.head.duration_ns // 3
    began = time.perf_counter()
    while (elapsed := time.perf_counter() - began) < 2.0:
        if not waiting:
            waiting.append(time.perf_counter())
        player.seek(start_ns + int(elapsed * 60e9))
        until = time.perf_counter() + 0.016
        wait(lambda until=until: time.perf_counter() > until)
    p50, p95 = np.percentile(np.array(shown) * 1e3, [50, 95])
    print(
        f"{'drag, picture after a move':42} p50 {p50:5.0f}  p95 {p95:5.0f} ms, {len(shown)} shown"
    )


class Heartbeat:
    """A timer on the GUI thread; the longest pause between two beats is how long it was blocked."""

    def __init__(self, timer) -> None:
        self._last = time.perf_counter()
        self._worst = 0.0
        timer.timeout.connect(self._beat)
        timer.start(HEARTBEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self._worst = max(self._worst, now - self._last)
        self._last = now

    def worst_s(self) -> float:
        """The worst since last asked, without the timer's own interval."""
        worst, self._worst = self._worst - HEARTBEAT_MS / 1000, 0.0
        return max(0.0, worst)


def wait(condition: Callable[[], object], timeout_s: float = 60.0) -> None:
    from PySide6.QtCore import QCoreApplication, QEventLoop

    # Waiting must not spin, or it would take the interpreter from the jobs it waits for; the
    # heartbeat ends the waiting.
    end, flags = time.monotonic() + timeout_s, QEventLoop.ProcessEventsFlag
    while not condition():
        QCoreApplication.processEvents(flags.AllEvents | flags.WaitForMoreEvents)
        if time.monotonic() > end:
            raise TimeoutError("the player did not come to what was waited for")


def say(what: str, seconds: float) -> None:
    print(f"{what:42} {seconds * 1e3:8.0f} ms")


if __name__ == "__main__":
    main()
