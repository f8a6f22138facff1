"""What is compared: Candor, and ffmpeg's x11grab with the same rate, size, quality and threads.

A `Recorder` says which command records a desktop for some seconds and how to read what came of
it; starting, timing and measuring is the same for all and done in `measure`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from benchmarks.workloads import HEIGHT, WIDTH

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


class CaptureOnly:
    """Candor's screen, encoder and input without consent, gate and journal; see `driver`."""

    name = "candor (capture only)"

    def command(self, display: str, seconds: float, out: Path) -> list[str]:
        return [
            sys.executable, "-m", "benchmarks.driver",
            "--display", display, "--seconds", str(seconds), "--out", str(out),
        ]  # fmt: skip

    def read(self, out: Path, log: str) -> Kept:
        return Kept(**json.loads((out / "driver.json").read_text()))
