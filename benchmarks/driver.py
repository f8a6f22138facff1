"""Screen, encoder and input in threads of one process, without consent, gate and journal.

It shows what capture itself costs, to tune it; what a person runs is `candor record`.
"""

from __future__ import annotations

import argparse
import json
import queue
import signal
import sys
import threading
import time
from pathlib import Path

from recorder.capture.encoder import Encoder
from recorder.capture.input import RawInput, open_input
from recorder.capture.screen import Changed, Pace, Screen, open_screen

FPS = 30


def main() -> None:
    sys.setswitchinterval(0.0005)
    parser = argparse.ArgumentParser()
    parser.add_argument("--display", required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()

    ended = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: ended.set())
    inputs: list[RawInput] = []
    source = open_input(keys=True, mouse=True, display=arguments.display)
    source.start(inputs.append)
    listening = threading.Thread(target=source.run)
    listening.start()

    screen = open_screen(arguments.display, None)
    screen.start()
    encoder = Encoder(screen.captured, fps=FPS)
    frames: queue.SimpleQueue[Changed | None] = queue.SimpleQueue()
    facts = {"frames": 0, "dropped": 0, "video_bytes": 0, "first_frame_ns": None, "notes": []}
    encoding = threading.Thread(target=_encode, args=(encoder, frames, arguments.out, facts))
    encoding.start()

    end = time.monotonic() + arguments.seconds
    facts["dropped"] = _capture(screen, frames, ended, end)
    source.stop()
    listening.join()
    frames.put(None)
    encoding.join()
    screen.stop()
    facts["inputs"] = [(int(i.kind), i.detail, i.x, i.y, i.at_ns) for i in inputs]
    (arguments.out / "driver.json").write_text(json.dumps(facts))


def _capture(screen: Screen, frames: queue.SimpleQueue, ended: threading.Event, end: float) -> int:
    """Tick until the end; returns how many frames no slot was free for."""
    pace = Pace(FPS)
    due = time.monotonic()
    while time.monotonic() < end and not ended.is_set():
        tick = screen.tick(())
        pace.saw(tick)
        if isinstance(tick, Changed):
            frames.put(tick)
        due = max(due + pace.interval_ns / 1e9, time.monotonic())
        ended.wait(max(0.0, due - time.monotonic()))
    return pace.skipped


def _encode(encoder: Encoder, frames: queue.SimpleQueue, out: Path, facts: dict) -> None:
    written = time.monotonic()
    with (out / "driver.h264").open("wb") as film:
        while (changed := frames.get()) is not None:
            encoder.encode(changed.slot.picture, facts["frames"], changed.t_ns)
            changed.slot.release()
            facts["first_frame_ns"] = facts["first_frame_ns"] or changed.t_ns
            facts["frames"] += 1
            if time.monotonic() - written >= 1:
                written = time.monotonic()
                facts["video_bytes"] += _write(encoder, film)
        facts["video_bytes"] += _write(encoder, film)
    facts["notes"].append(f"encoding {encoder.cpu_ns / 1e6 / max(1, facts['frames']):.1f} ms/frame")


def _write(encoder: Encoder, film) -> int:
    size = 0
    while (chunk := encoder.take_chunk()) is not None:
        film.write(chunk.data)
        size += len(chunk.data)
    film.flush()
    return size


if __name__ == "__main__":
    main()
