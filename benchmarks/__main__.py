"""`python -m benchmarks`: each workload with Candor and with ffmpeg, one after the other; a table.

Nothing here is part of the tests: the figures are those of this machine on this day.
"""

from __future__ import annotations

import argparse
import os
import platform
import time

import psutil
from rich.console import Console
from rich.table import Table

from benchmarks import inputs, workloads
from benchmarks.measure import Measured, measure
from benchmarks.recorders import Candor, Ffmpeg
from studio.virtual_desktop import VirtualDesktop, virtual_desktop

SETTLE_S = 1.5
LEAD_S = 2.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="length of each recording")
    parser.add_argument(
        "--workload", action="append", choices=(*workloads.NAMES, *workloads.MORE_NAMES, "input"),
        help="only this one (may be repeated); the default is all but terminal",
    )  # fmt: skip
    arguments = parser.parse_args()
    chosen = arguments.workload or [*workloads.NAMES, "input"]
    console = Console(width=None if os.isatty(1) else 160)
    memory = psutil.virtual_memory().total / 2**30
    console.print(
        f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}, "
        f"{workloads.WIDTH}x{workloads.HEIGHT} at 30 frames a second, {arguments.seconds:g} s each."
    )
    table = _table()
    for name in chosen:
        if name != "input":
            ours, theirs = _pair(name, arguments.seconds)
            _add(table, name, ours, theirs)
    if table.row_count:
        console.print(table)
    if "input" in chosen:
        console.print(_inputs(arguments.seconds))


def _pair(name: str, seconds: float) -> tuple[Measured, Measured]:
    with virtual_desktop(f"{workloads.WIDTH}x{workloads.HEIGHT}") as desktop:
        workloads.start_workload(name, desktop)
        time.sleep(SETTLE_S)
        ours = measure(_candor(desktop), desktop.display, desktop.env, seconds)
        theirs = measure(Ffmpeg(), desktop.display, desktop.env, seconds)
    return ours, theirs


def _candor(desktop: VirtualDesktop) -> Candor:
    passphrase = desktop.home / "passphrase"
    passphrase.touch(mode=0o600)
    passphrase.write_text("only for a benchmark\n")
    return Candor(desktop.home / "candor", passphrase)


def _table() -> Table:
    table = Table(title="Recording, beside ffmpeg x11grab (libx264 ultrafast, crf 23, 1 thread)")
    for heading in (
        "workload", "recorder", "CPU s", "ratio", "X server s", "frames", "dropped", "MB/min",
        "ratio", "peak MB", "first frame s", "stop s",
    ):  # fmt: skip
        left = heading in ("workload", "recorder")
        table.add_column(heading, justify="left" if left else "right", no_wrap=True)
    return table


def _add(table: Table, name: str, ours: Measured, theirs: Measured) -> None:
    for run in (ours, theirs):
        mine = run is ours
        table.add_row(
            name if mine else "",
            run.recorder,
            f"{run.cpu_s:.2f}",
            f"{ours.cpu_s / theirs.cpu_s:.2f}" if mine else "",
            f"{run.server_cpu_s:.2f}",
            str(run.kept.frames),
            str(run.kept.dropped),
            f"{run.bytes_per_minute / 1e6:.2f}",
            f"{ours.bytes_per_minute / theirs.bytes_per_minute:.2f}" if mine else "",
            f"{run.peak_memory / 1e6:.0f}",
            "" if run.start_s is None else f"{run.start_s:.2f}",
            f"{run.stop_s:.2f}",
            end_section=not mine,
        )
    for note in ours.kept.notes:
        table.caption = f"{table.caption or ''}{name}: {note}. "


def _inputs(seconds: float) -> str:
    """Inject while the screen moves too, so that the encoder is at work beside the input."""
    injected: list[inputs.Injected] = []
    with virtual_desktop(f"{workloads.WIDTH}x{workloads.HEIGHT}") as desktop:
        workloads.start_workload("idle", desktop)

        def type_and_move() -> None:
            time.sleep(LEAD_S)
            injected.extend(inputs.inject(desktop.display, seconds - 2 * LEAD_S))

        candor = _candor(desktop)
        run = measure(candor, desktop.display, desktop.env, seconds, meanwhile=type_and_move)
    assert run.kept.inputs is not None
    result = inputs.compare(injected, [tuple(one) for one in run.kept.inputs])
    return (
        f"Input, 1000 moves and 40 keys a second: {result.injected} injected, {result.lost} lost; "
        f"time error p50 {result.error_p50_ms:.2f} ms, p99 {result.error_p99_ms:.2f} ms."
    )


if __name__ == "__main__":
    main()
