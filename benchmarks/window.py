"""Recording while the window is open and in use: `python -m benchmarks.window`.

The same input is recorded twice, alone and while the window scrolls its list of sessions and scrubs
through another session. The window takes no focus, so that the keys go where they went before.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import inputs, library, workloads
from benchmarks.made_session import write_made
from benchmarks.measure import measure
from benchmarks.office import Office
from benchmarks.player import prepared_home, wait
from benchmarks.recorders import Candor
from recorder.consent.register import Register
from recorder.control import Request, ask
from recorder.errors import CandorError
from recorder.vault.home import Home
from recorder.vault.recording_key import load_recording_key
from studio.virtual_desktop import virtual_desktop, wait_until

SESSIONS, SCRUBBED_S = 300, 60.0
SPARE_S, PAUSE_S = 12.0, 0.02
PATIENCE_S = 300.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.window", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--use", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--session", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.use:
        _use(Home(options.use), options.session)
        return
    with tempfile.TemporaryDirectory(prefix="candor-bench-") as folder:
        home = prepared_home(Path(folder))
        office = Office(1920, 1080)
        office.work(SCRUBBED_S)
        key = load_recording_key(home)
        path = write_made(home.sessions, Register(home).current(), key, office)
        library._fill(home, SESSIONS)
        print("alone:        ", _record(options.seconds, ()))
        again = (sys.executable, "-m", "benchmarks.window", "--use", str(home.root))
        used = (*again, "--session", path.stem)
        print("window in use:", _record(options.seconds, used))


def _record(seconds: float, window: tuple[str, ...]) -> str:
    injected: list[inputs.Injected] = []
    with virtual_desktop(f"{workloads.WIDTH}x{workloads.HEIGHT}") as desktop:
        workloads.start_workload("idle", desktop)
        passphrase = desktop.home / "passphrase"
        passphrase.touch(mode=0o600)
        passphrase.write_text("only for a benchmark\n")
        recorder = Candor(desktop.home / "candor", passphrase)

        def type_and_move() -> None:
            wait_until(lambda: _frames(Home(desktop.home / "candor")), "the first frame", 60.0)
            injected.extend(inputs.inject(desktop.display, seconds))

        user = None
        if window:
            env = dict(desktop.env) | {
                "CANDOR_PASSPHRASE_FILE": os.environ["CANDOR_PASSPHRASE_FILE"],
                "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
            }
            user = subprocess.Popen(window, env=env, text=True, stdout=subprocess.PIPE)
            assert user.stdout is not None
            assert user.stdout.readline(), "the window did not open"
        try:
            run = measure(
                recorder, desktop.display, desktop.env, seconds + SPARE_S, meanwhile=type_and_move
            )
        finally:
            if user is not None:
                user.terminate()
                user.wait()
    assert run.kept.inputs is not None
    result = inputs.compare(injected, run.kept.inputs)
    return (
        f"{run.kept.frames} frames, {run.kept.dropped} dropped; {result.injected} inputs, "
        f"{result.lost} lost; time error p99 {result.error_p99_ms:.1f} ms; "
        f"{run.cpu_s / run.seconds:.2f} cores"
    )


def _frames(home: Home) -> int:
    try:
        return ask(home, Request("status")).frames
    except (CandorError, OSError):
        return 0


def _use(home: Home, session: str) -> None:
    """Open the window and use it until it is ended."""
    from PySide6.QtCore import Qt

    from studio.gui.app import make_app, make_context
    from studio.gui.main_window import PLACES, MainWindow
    from studio.gui.sessions.place import SessionsPlace

    context = make_context(make_app(), home)
    window = MainWindow(context, tuple(each for each in PLACES if each.place_id == "sessions"))
    window.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
    window.resize(1500, 950)
    window.show()
    window.show_place("sessions")
    place = window.place("sessions")
    assert isinstance(place, SessionsPlace)
    # The first look at every session takes long on a busy machine.
    wait(lambda: place.list.model.rowCount() > SESSIONS, PATIENCE_S)
    wait(lambda: not context.jobs.active(), PATIENCE_S)
    print("used", flush=True)
    chance = random.Random(1)
    while True:
        bar = place.list.table.verticalScrollBar()
        for _ in range(100):
            bar.setValue(chance.randrange(bar.maximum() + 1))
            _pass()
        place.open_session(session)
        wait(lambda: place.page.player.picture is not None, PATIENCE_S)
        for _ in range(200):
            place.page.player.seek(chance.randrange(place.page.player.head.duration_ns))
            _pass()
        place.leave_player()


def _pass() -> None:
    until = time.perf_counter() + PAUSE_S
    wait(lambda: time.perf_counter() > until)


if __name__ == "__main__":
    main()
