"""Detectors over a session of office work: `python -m benchmarks.detect --minutes 1`.

The session is painted (`office`) and encoded as in a recording; what is timed is the whole scan.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass

from annotate.detect.ocr import check_ocr
from annotate.detect.scan import Panel, scan_session
from annotate.detect.texts import text_detectors
from benchmarks.made_session import made_meta
from benchmarks.office import Office
from recorder.session.events import Event
from recorder.session.model import SessionMeta
from replay.frames import pictures_of

TARGET = 0.5
LINES = (
    "Dear Mrs Keller, the order of 25 November is on its way to you.",
    "From: anna.keller@example.org",
    "2026-11-25 10:11:12 INFO 3f786850e387550fdab836ed7e6dc881de23001b merged",
    "Total 1.234,56 EUR",
)


@dataclass(frozen=True)
class _Painted:
    """A session that was painted and not written."""

    meta: SessionMeta
    events: tuple[Event, ...]

    @property
    def id(self) -> str:
        return self.meta.session


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.detect", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--width", type=int, default=1920)
    parser.add_argument("--height", type=int, default=1080)
    options = parser.parse_args()
    check_ocr()
    _strings()
    office = Office(options.width, options.height)
    office.work(options.minutes * 60)
    session = _Painted(made_meta(options.width, options.height), tuple(office.events))
    pictures = pictures_of(tuple(office.chunks))
    begun, used = time.perf_counter(), time.process_time()
    scan = scan_session(session, pictures, detectors=text_detectors(("Keller",)))
    took, used = time.perf_counter() - begun, time.process_time() - used
    length = office.t_ns / 1e9
    print(f"session {length:.0f} s, {office.frames} frames, {len(scan.sightings)} findings")
    for state in scan.states:
        print(f"  {state.name}: {state.looked_at} looked at; {state.unavailable or 'ran'}")
    print(f"scan    {took:.1f} s = {took / length:.2f} of its length (at most {TARGET})")
    print(f"        {used:.1f} s of processor = {used / 2 / length:.2f} of it on two cores")


def _strings() -> None:
    panel = Panel(text_detectors(("Keller",)))
    panel.find("warm up")
    begun = time.perf_counter()
    for _ in range(100):
        for line in LINES:
            panel.find(line)
    print(f"string  {(time.perf_counter() - begun) / 100 / len(LINES) * 1e3:.2f} ms each")


if __name__ == "__main__":
    main()
