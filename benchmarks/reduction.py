"""How fast events become actions, on one core: `python -m benchmarks.reduction`.

The time is that of the processor, so that what else the machine does is not counted.
"""

from __future__ import annotations

import time

from recorder.session.events import (
    ButtonEvent,
    Event,
    KeyEvent,
    MoveEvent,
    ScreenEvent,
    ScrollEvent,
)
from recorder.session.model import Rect
from replay.actions import reduce
from replay.steps import steps_of

MS = 1_000_000


def office_hour(seconds: int = 3600) -> list[Event]:
    """An hour of work: 125 moves a second, two keys, frames, and a click or a scroll."""
    events: list[Event] = []

    def add(kind: type, t_ns: int, *fields: object) -> None:
        events.append(kind(len(events) + 1, t_ns, *fields))

    for second in range(seconds):
        start = second * 1000 * MS
        for tick in range(125):
            add(MoveEvent, start + tick * 8 * MS, (second * 7 + tick) % 1920, tick % 1080)
            if tick % 40 == 0:
                code = 30 + (second + tick) % 8
                letter = "asdfghjk"[code - 30]
                add(KeyEvent, start + tick * 8 * MS, True, code, letter, letter)
                add(KeyEvent, start + tick * 8 * MS + MS, False, code, letter, "")
                add(ScreenEvent, start + tick * 8 * MS + 2 * MS, tick, Rect(5, 5, 90, 20), 5 * MS)
        end = start + 999 * MS
        if second % 2:
            add(ButtonEvent, end, True, "left", 5, 5)
            add(ButtonEvent, end, False, "left", 5, 5)
        else:
            add(ScrollEvent, end, 5, 5, 0, -1)
    return events


def main() -> None:
    events = office_hour()
    started = time.process_time()
    reduction = reduce(events)
    reduced = time.process_time()
    steps = steps_of(events, reduction)
    done = time.process_time()
    rate = len(events) / (reduced - started)
    print(f"{len(events)} events, {len(steps)} steps")
    print(f"reduction    {reduced - started:6.2f} s  {rate:10,.0f} events/s")
    print(f"observation  {done - reduced:6.2f} s")


if __name__ == "__main__":
    main()
