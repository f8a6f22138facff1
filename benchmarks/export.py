"""Exporting a long session against a plain loop: `python -m benchmarks.export`.

The session is painted. The loop is what people write: for each step seek in the video, decode to
its frame, pack a PNG as OpenCV does, in two processes. Both write the same pictures in this run.
"""

from __future__ import annotations

import argparse
import bisect
import multiprocessing
import resource
import tempfile
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import cv2

from benchmarks.made_session import made_meta, repeat
from benchmarks.office import Office
from recorder.session.events import ButtonEvent, Event, ScreenEvent
from recorder.session.model import Chunk
from replay.export.registry import find_format
from replay.export.writer import export_sessions
from replay.steps import trajectory_of

PAINTED_S = 120.0
NS = Fraction(1, 1_000_000)
PROCESSES = 2


class Session:
    """A painted session in memory, as an exporter takes it."""

    state = "complete"

    def __init__(self, minutes: float, steps: int) -> None:
        office = Office(1920, 1080)
        office.work(PAINTED_S)
        times = max(1, round(minutes * 60e9 / office.t_ns))
        parts = list(repeat(office, times))
        events = [event for part, _ in parts for event in part]
        self.duration_ns = office.t_ns * times
        self.chunks: tuple[Chunk, ...] = tuple(chunk for _, part in parts for chunk in part)
        self.meta = made_meta(1920, 1080)
        self.id = self.meta.session
        self.header = self
        self.consent, self.origin, self.worker = None, None, "benchmark"
        self.events = tuple(events)
        missing = steps - len(trajectory_of(self).steps)
        self.events = with_clicks(events, self.duration_ns, missing)


def with_clicks(events: list[Event], duration_ns: int, count: int) -> tuple[Event, ...]:
    """More clicks at even distances, so that a session has as many steps as asked for."""
    clicks: list[Event] = []
    for number in range(max(0, count)):
        t_ns = (number + 1) * duration_ns // (count + 1)
        place = (40 + number * 37 % 1800, 40 + number * 53 % 1000)
        clicks.append(ButtonEvent(0, t_ns, True, "left", *place))
        clicks.append(ButtonEvent(0, t_ns + 40_000_000, False, "left", *place))
    order = sorted([*events, *clicks], key=lambda event: event.t_ns)
    return tuple(replace(event, seq=number + 1) for number, event in enumerate(order))


def write_video(session: Session, path: Path) -> None:
    """The video as people have it: a file to seek in."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream("h264", rate=30)
        stream.width, stream.height = 1920, 1080
        stream.codec_context.time_base = NS
        stream.time_base = NS
        for chunk in session.chunks:
            start = 0
            for _, t_ns, is_key, size in chunk.frames:
                packet = av.Packet(chunk.data[start : start + size])
                packet.stream, packet.time_base = stream, NS
                packet.pts = packet.dts = t_ns // 1000
                packet.is_keyframe = is_key
                file.mux(packet)
                start += size


def plain_loop(job: tuple[str, str, list[tuple[int, int]]]) -> None:
    """Seek, decode, pack, write: one picture after another."""
    video, out, wanted = job
    with av.open(video) as file:
        stream = file.streams.video[0]
        assert stream.time_base is not None
        for number, t_us in wanted:
            file.seek(int(t_us / 1_000_000 / stream.time_base), stream=stream)
            for frame in file.decode(stream):
                if frame.time is not None and round(frame.time * 1e6) >= t_us - 500:
                    picture = frame.to_ndarray(format="bgr24")
                    data = cv2.imencode(".png", picture)[1].tobytes()
                    Path(out, f"{number:06d}.png").write_bytes(data)
                    break


def wanted_frames(session: Session) -> list[tuple[int, int]]:
    """The pictures of all steps, before and after, in the order of the steps."""
    times = {e.frame: e.t_ns for e in session.events if isinstance(e, ScreenEvent)}
    seen = [s for step in trajectory_of(session).steps for s in (step.before, step.after) if s]
    frames = dict.fromkeys(one.frame for one in seen)
    return [(frame, times[frame] // 1000) for frame in frames]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.export", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--steps", type=int, default=400)
    options = parser.parse_args()
    session = Session(options.minutes, options.steps)
    steps, frames = len(trajectory_of(session).steps), wanted_frames(session)
    total = sum(len(chunk.frames) for chunk in session.chunks)
    minutes = session.duration_ns / 60e9
    print(f"{minutes:.1f} min, {steps} steps, {len(frames)} of {total} frames, 1920 x 1080")
    with tempfile.TemporaryDirectory(prefix="candor-bench-") as folder:
        before_s = _processor_s()
        ours_s = _ours(session, Path(folder))
        between_s = _processor_s()
        loop_s = _loop(session, Path(folder), frames)
        ours_cpu_s, loop_cpu_s = between_s - before_s, _processor_s() - between_s
    print(f"plain loop, {PROCESSES} processes {loop_s:7.1f} s  {steps / loop_s:6.1f} steps/s")
    print(f"candor, 2 processes     {ours_s:7.1f} s  {steps / ours_s:6.1f} steps/s")
    # Where others use the machine too, only the second figure is to be trusted.
    print(f"candor is {loop_s / ours_s:.2f} times as fast, with {ours_cpu_s:.1f} s of processor")
    print(f"time against {loop_cpu_s:.1f} s: {loop_cpu_s / ours_cpu_s:.1f} times less")
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak_mb:.0f} MB")


def _processor_s() -> float:
    """The processor time of this process and of the children that ended."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(who) for who in both]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _ours(session: Session, folder: Path) -> float:
    began = time.perf_counter()
    export_sessions([session], folder / "ours", find_format("jsonl"))
    return time.perf_counter() - began


def _loop(session: Session, folder: Path, frames: list[tuple[int, int]]) -> float:
    video, out = folder / "video.mp4", folder / "loop"
    out.mkdir()
    write_video(session, video)
    cut = bisect.bisect_left(range(len(frames)), len(frames) // PROCESSES)
    jobs = [(str(video), str(out), part) for part in (frames[:cut], frames[cut:])]
    began = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        pool.map(plain_loop, jobs)
    took_s = time.perf_counter() - began
    written = len(list(out.glob("*.png")))
    assert written == len(frames), f"The loop wrote {written} of {len(frames)} pictures."
    return took_s


if __name__ == "__main__":
    main()
