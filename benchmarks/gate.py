"""`python -m benchmarks.gate`: what the gate costs while somebody types, and how soon it knows.

The context, the input and the gate run as in a recording, without its pictures and its journal;
the CPU is that of the threads of context and gate. Keys reach their programs by the X server alone,
so the gate cannot delay them.
"""

from __future__ import annotations

import argparse
import os
import queue
import threading
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from recorder.capture.context import Answer, Fact, FocusFact, open_context
from recorder.capture.input import RawInput, RawKind, open_input
from recorder.gate import Gate
from recorder.gate_decisions import Kind, Publish
from recorder.gate_rules import AppRules
from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, virtual_desktop

PROGRAMS = {"xterm": ("xterm", "-e", "cat"), "mousepad": ("mousepad",)}
SETTLE_S = 4.0
RETURN = 36


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10, help="how long to type")
    parser.add_argument("--keys-per-second", type=float, default=10)
    arguments = parser.parse_args()
    table = Table(title=f"The gate at {arguments.keys_per_second:g} keys a second")
    for heading in ("program", "CPU % of a core", "verdict p50 ms", "p95 ms", "typed", "passed"):
        table.add_column(heading, justify="right")
    for name, command in PROGRAMS.items():
        with virtual_desktop("1280x720") as desktop:
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = desktop.env["DBUS_SESSION_BUS_ADDRESS"]
            desktop.start(*command)
            time.sleep(SETTLE_S)
            row = _measure(desktop, arguments.seconds, 1 / arguments.keys_per_second)
            table.add_row(name, *row)
    Console(width=100).print(table)


def _measure(desktop: VirtualDesktop, seconds: float, pause_s: float) -> tuple[str, ...]:
    inbox: queue.SimpleQueue[Fact | RawInput | None] = queue.SimpleQueue()
    context = open_context(desktop.display, titles=False, accessibility=False)
    source = open_input(keys=True, mouse=False, display=desktop.display)
    context.start(inbox.put)
    source.start(inbox.put)
    took: list[float] = []
    passed: list[int] = []
    cpu_s: list[float] = []

    def counted(work: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            work()
            cpu_s.append(time.thread_time())

        return run

    gating = counted(lambda: _gate(inbox, context.ask, took, passed))
    work = (counted(context.run), source.run, gating)
    threads = [threading.Thread(target=each) for each in work]
    for thread in threads:
        thread.start()
    person = ScriptedPerson(desktop.display, pause_s=pause_s)
    time.sleep(1)
    took.clear()
    typed, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        person.type("e")
        typed += 1
    time.sleep(0.5)
    source.stop()
    context.stop()
    inbox.put(None)
    for thread in threads:
        thread.join()
    person.close()
    took.sort()
    return (
        f"{100 * sum(cpu_s) / seconds:.1f}",
        f"{_share(took, 0.5):.1f}", f"{_share(took, 0.95):.1f}", str(typed), str(len(passed)),
    )  # fmt: skip


def _gate(
    inbox: queue.SimpleQueue[Fact | RawInput | None],
    ask: Callable[[], None],
    took: list[float],
    passed: list[int],
) -> None:
    gate: Gate[RawInput] = Gate(AppRules.of(["*"]))
    gate.begin(time.monotonic_ns())
    while True:
        due_ns = gate.next_ns()
        wait_s = 0.5 if due_ns is None else max(0.0, (due_ns - time.monotonic_ns()) / 1e9)
        try:
            item = inbox.get(timeout=wait_s)
        except queue.Empty:
            item = ()
        if item is None:
            return
        if isinstance(item, FocusFact):
            if item.field is not Answer.PENDING:
                took.append((item.known_ns - item.asked_ns) / 1e6)
            gate.focus(item)
        elif isinstance(item, RawInput) and item.kind in (RawKind.KEY_DOWN, RawKind.KEY_UP):
            down = item.kind is RawKind.KEY_DOWN
            ends = down and item.detail == RETURN
            gate.put(
                item, item.at_ns, Kind.KEY, control=item.detail, pressed=down, ends_line=ends
            )  # fmt: skip
        now_ns = time.monotonic_ns()
        for decision in gate.release(now_ns):
            if isinstance(decision, Publish) and decision.item.kind is RawKind.KEY_DOWN:
                passed.append(decision.item.detail)
        if gate.wants_answer(now_ns):
            ask()


def _share(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


if __name__ == "__main__":
    main()
