"""What is compared: Candor, and ffmpeg's x11grab with the same rate, size, quality and threads.

A `Recorder` says which command records a desktop for some seconds and how to read what came of
it; starting, timing and measuring is the same for all and done in `measure`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from benchmarks.workloads import HEIGHT, WIDTH
from recorder.session.events import Event, KeyEvent, MoveEvent, ScreenEvent
from recorder.session.journal import session_path
from recorder.session.reader import Session
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.reading import read_whole
from recorder.vault.unlock import Unlock
from studio.scripted_person import KEY_PRESS, KEY_RELEASE, MOTION

FPS = 30


@dataclass(frozen=True, slots=True)
class Kept:
    """What a recording kept. `inputs` holds (kind, detail, x, y, monotonic ns) where asked for."""

    frames: int
    dropped: int
    video_bytes: int
    first_frame_ns: int | None = None
    inputs: list[tuple[int, int, int, int, int]] | None = None
    notes: list[str] = field(default_factory=list)


class Recorder(Protocol):
    """One way to record. The command ends by itself after `seconds`, or at SIGINT."""

    name: str

    def command(self, display: str, seconds: float, out: Path) -> list[str]: ...

    def read(self, out: Path, log: str) -> Kept: ...


class Ffmpeg:
    """x11grab and libx264 ultrafast: the yardstick. 4:2:0 as Candor records, so pictures are equal.

    Without `-pix_fmt` ffmpeg would choose 4:4:4, which costs it more.
    """

    name = "ffmpeg"

    def command(self, display: str, seconds: float, out: Path) -> list[str]:
        return [
            "ffmpeg", "-v", "info", "-nostdin", "-f", "x11grab", "-framerate", str(FPS),
            "-video_size", f"{WIDTH}x{HEIGHT}", "-draw_mouse", "0", "-i", display,
            "-t", str(seconds), "-c:v", "libx264", "-preset", "ultrafast", "-crf", "23",
            "-threads", "1", "-pix_fmt", "yuv420p", str(out / "ffmpeg.mkv"),
        ]  # fmt: skip

    def read(self, out: Path, log: str) -> Kept:
        film = out / "ffmpeg.mkv"
        counted = subprocess.run(
            ["ffprobe", "-v", "error", "-count_packets", "-select_streams", "v", "-show_entries",
             "stream=nb_read_packets", "-of", "csv=p=0", str(film)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        drops = [word for word in log.split() if word.startswith("drop=")]
        dropped = int(drops[-1].removeprefix("drop=")) if drops else 0
        return Kept(int(counted.stdout.split(",")[0]), dropped, film.stat().st_size)


class Candor:
    """`candor record`, consent, gate and journal included, into a data folder made beforehand."""

    name = "candor"

    def __init__(self, home: Path, passphrase_file: Path) -> None:
        self._env = {"CANDOR_HOME": str(home), "CANDOR_PASSPHRASE_FILE": str(passphrase_file)}
        self._home = Home(home)
        self._passphrase_file = passphrase_file
        run = (sys.executable, "-m", "studio", "consent", "give", "--all", "--yes")
        subprocess.run(run, env=os.environ | self._env, capture_output=True, check=True)

    def command(self, display: str, seconds: float, out: Path) -> list[str]:
        env = [f"{name}={value}" for name, value in (self._env | {"DISPLAY": display}).items()]
        return [
            "env", *env, sys.executable, "-m", "studio", "record", "--task", "benchmark",
            "--fps", str(FPS), "--for", str(seconds), "--json",
        ]  # fmt: skip

    def read(self, out: Path, log: str) -> Kept:
        """Open what was recorded. Its times are put back on the monotonic clock."""
        (line,) = [line for line in log.splitlines() if line.startswith("{")]
        status = json.loads(line)
        session = self._open(status["session"])
        begin_ns = _monotonic(session.meta.started_at)
        frames = [event.t_ns for event in session.events if isinstance(event, ScreenEvent)]
        return Kept(
            frames=len(frames),
            dropped=status["dropped"],
            video_bytes=status["bytes"],
            first_frame_ns=begin_ns + frames[0] if frames else None,
            inputs=[_input(event, begin_ns) for event in session.events if _is_input(event)],
        )

    def _open(self, session: str) -> Session:
        with Keeper(self._home) as keeper:
            keeper.unlock(Unlock(self._passphrase_file))
            return read_whole(keeper, session_path(self._home.sessions, session))


def _monotonic(started_at: str) -> int:
    """The monotonic time of a moment of the wall clock, as the two stand now."""
    began_ns = int(datetime.fromisoformat(started_at).timestamp() * 1e9)
    return began_ns - time.time_ns() + time.monotonic_ns()


def _is_input(event: Event) -> bool:
    return isinstance(event, MoveEvent) or (isinstance(event, KeyEvent) and not event.synthetic)


def _input(event: Event, begin_ns: int) -> tuple[int, int, int, int, int]:
    if isinstance(event, MoveEvent):
        return MOTION, 0, event.x, event.y, begin_ns + event.t_ns
    assert isinstance(event, KeyEvent)
    kind = KEY_PRESS if event.pressed else KEY_RELEASE
    return kind, event.key, 0, 0, begin_ns + event.t_ns
