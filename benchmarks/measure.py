"""Runs one recorder on one desktop and measures it: CPU of all its processes, memory, times.

CPU is what the system accounts to the command and to every child it waited for, start and stop
included. Memory is sampled: the sum of what its processes hold for themselves or share.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.recorders import Kept, Recorder

SAMPLE_S = 0.25
LATE_S = 60.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One run. `cpu_s` is of the recorder, `server_cpu_s` of the X server in the same time."""

    recorder: str
    seconds: float
    cpu_s: float
    server_cpu_s: float
    peak_memory: int
    start_s: float | None
    stop_s: float
    kept: Kept

    @property
    def bytes_per_minute(self) -> float:
        return self.kept.video_bytes * 60 / self.seconds


def measure(
    recorder: Recorder,
    display: str,
    env: Mapping[str, str],
    seconds: float,
    *,
    meanwhile: Callable[[], None] | None = None,
) -> Measured:
    """Record for some seconds and measure. `meanwhile` runs once, while it records."""
    server = _server(display)
    with tempfile.TemporaryDirectory(prefix="candor-bench-") as folder:
        out = Path(folder)
        with (out / "log").open("w") as log:
            server_before = _cpu(server)
            began, began_ns = time.monotonic(), time.monotonic_ns()
            child = subprocess.Popen(
                recorder.command(display, seconds, out),
                env=dict(env) | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
            memory = _Memory(child.pid)
            if meanwhile:
                meanwhile()
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            took = time.monotonic() - began
            peak = memory.stop()
            server_cpu = _cpu(server) - server_before
        text = (out / "log").read_text(errors="replace")
        if child.returncode:
            raise RuntimeError(f"{recorder.name} ended with {child.returncode}: {text[-800:]}")
        kept = recorder.read(out, text)
    start_s = None if kept.first_frame_ns is None else (kept.first_frame_ns - began_ns) / 1e9
    return Measured(
        recorder.name, seconds, usage.ru_utime + usage.ru_stime, server_cpu, peak,
        start_s, took - seconds - (start_s or 0.0), kept,
    )  # fmt: skip


class _Memory:
    """Watches a process and its children until told to stop."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> int:
        """The largest sum seen, in bytes."""
        self._ended.set()
        self._thread.join()
        return self._peak

    def _watch(self) -> None:
        while not self._ended.wait(SAMPLE_S):
            try:
                process = psutil.Process(self._pid)
                family = [process, *process.children(recursive=True)]
                self._peak = max(self._peak, sum(one.memory_info().rss for one in family))
            except psutil.Error:
                continue


def _server(display: str) -> psutil.Process:
    """The X server of a display that this process started."""
    number = display.removeprefix(":").split(".")[0]
    socket = f"/tmp/.X11-unix/X{number}"
    for child in psutil.Process().children():
        if child.name() == "Xvfb" and any(c.laddr == socket for c in child.net_connections("unix")):
            return child
    raise RuntimeError(f"The X server of {display} is not a child of this process.")


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system
