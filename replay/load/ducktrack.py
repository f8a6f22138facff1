"""DuckTrack folders: every raw event of pynput with OBS's video, and AgentNet's raw sessions,
which are the same with more beside it. Only `events.jsonl` is taken, never what was derived of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from recorder.errors import FormatError
from recorder.session.events import GapEvent, GapReason, Hidden
from replay.load.foreign import UNNUMBERED, Account, Foreign, Picture, checked_screen
from replay.load.input import RawInput
from replay.load.keys import pynput_key
from replay.load.pictures import fitted_all, video_frames
from replay.load.source import Row, Source

EVENTS, METADATA = "events.jsonl", "metadata.json"
DERIVED = frozenset({"event_buffer.jsonl", "reduced_events_complete.jsonl", "task_name.json"})
UNKNOWN_ACTION = "an action that is not known"
SECOND_PAUSE = "a pause or its end that was said twice"
STARTED = "OBS_WEBSOCKET_OUTPUT_STARTED"


class DuckTrack:
    """A folder `recording-…`."""

    name = "ducktrack"
    title = "DuckTrack recordings"
    cannot: tuple[str, ...] = ("windows", "physical keys", "dead keys", "the wall clock")

    def fits(self, source: Source) -> bool:
        names = set(source.names())
        return _is_raw(source) and not names & DERIVED

    def load(self, source: Source) -> Foreign:
        metadata = source.document(METADATA)
        timings = metadata.inner("obs_record_state_timings") if _has_timings(metadata) else None
        start = None if timings is None else _first(timings, STARTED)
        foreign = _loaded(source, metadata, start, "DuckTrack")
        foreign.task = _description(source)
        return foreign


class AgentNet:
    """A folder of AgentNet's recording tool, before its reduction."""

    name = "agentnet"
    title = "AgentNet raw sessions"
    cannot: tuple[str, ...] = ("windows", "physical keys", "dead keys", "the wall clock")

    def fits(self, source: Source) -> bool:
        return _is_raw(source) and bool(set(source.names()) & DERIVED)

    def load(self, source: Source) -> Foreign:
        metadata = source.document(METADATA)
        name = "video_start_timestamp"
        start = metadata.time_ns(name) if metadata.has(name) else None
        foreign = _loaded(source, metadata, start, "AgentNet raw session")
        foreign.task = _task_name(source)
        return foreign


def _is_raw(source: Source) -> bool:
    return source.named is None and {EVENTS, METADATA} <= set(source.names())


def _loaded(source: Source, metadata: Row, start_ns: int | None, title: str) -> Foreign:
    width = metadata.whole("screen_width", 1, 1 << 20)
    height = metadata.whole("screen_height", 1, 1 << 20)
    screen = checked_screen(width, height, METADATA)
    foreign = Foreign(title, screen, screen.width, screen.height, Account())
    if metadata.has("system"):
        system = metadata.text("system")
        foreign.platform = system if system in ("Windows", "Darwin", "Linux") else "unknown"
    if metadata.has("start_time"):
        foreign.account.note("The start is told in local time without a zone: it stays unknown.")
    video = _video(source)
    if start_ns is not None and video is None:
        raise FormatError("The video (*.mp4) is missing; nothing was imported.")
    rows, moved = _in_order(source)
    if moved:
        foreign.account.note(f"{moved} rows of {EVENTS} were out of order and were sorted by time.")
    _take(foreign, rows)
    if video is not None and start_ns is None:
        foreign.account.note("Nothing says when the video began, so it was left out.")
    elif video is not None and start_ns is not None:
        foreign.pictures = lambda: _pictures(source, video, start_ns, foreign)
        foreign.account.note("The video begins when its recorder said; that may be 0.5 s off.")
    return foreign


def _pictures(source: Source, video: str, start_ns: int, foreign: Foreign) -> Iterator[Picture]:
    found = video_frames(source, video)
    for t_ns, image in fitted_all(found, foreign.screen, video):
        yield start_ns + t_ns, image


def _video(source: Source) -> str | None:
    videos = [name for name in source.names() if name.lower().endswith((".mp4", ".mkv", ".mov"))]
    if len(videos) > 1:
        raise FormatError("There are several videos; which one belongs to it is not said.")
    return videos[0] if videos else None


def _in_order(source: Source) -> tuple[list[tuple[int, Row]], int]:
    """The rows by time, and how many stood too late in the file."""
    rows = [(row.time_ns("time_stamp"), row) for row in source.rows(EVENTS)]
    moved = sum(after[0] < before[0] for before, after in pairwise(rows))
    rows.sort(key=lambda item: item[0])
    return rows, moved


def _take(foreign: Foreign, rows: list[tuple[int, Row]]) -> None:
    raw, account, paused = RawInput(foreign), foreign.account, False
    for t_ns, row in rows:
        match row.text("action"):
            case "move":
                raw.move(t_ns, row.place_px("x"), row.place_px("y"))
            case "click":
                place = row.place_px("x"), row.place_px("y")
                raw.button(t_ns, row.text("button"), row.flag("pressed"), *place)
            case "scroll":
                raw.scroll(t_ns, row.place_px("x"), row.place_px("y"), row, ("dx", "dy"))
            case "press" | "release" as kind:
                raw.key(t_ns, pynput_key(_key_name(row)), kind == "press")
            case "pause" | "resume" as kind if paused != (kind == "pause"):
                paused = kind == "pause"
                raw.close(t_ns)
                foreign.add(GapEvent(UNNUMBERED, t_ns, paused, Hidden.ALL, GapReason.PAUSED))
                account.use()
            case "pause" | "resume":
                account.leave_out(SECOND_PAUSE)
            case _:
                account.leave_out(UNKNOWN_ACTION)
    if rows:
        raw.close(rows[-1][0])


def _key_name(row: Row) -> str | None:
    """What pynput said of the key: AgentNet keeps its own words beside the shorter name."""
    name = row.text("name") if row.has("name") else None
    return row.text("pynput_key") if not name and row.has("pynput_key") else name


def _has_timings(metadata: Row) -> bool:
    return bool(metadata.fields.get("obs_record_state_timings"))


def _first(timings: Row, name: str) -> int | None:
    """The first of the times of an event of OBS."""
    found = timings.fields.get(name)
    if not found:
        return None
    if not isinstance(found, list):
        raise timings.wrong(name, "a list of times")
    return Row({name: found[0]}, timings.place).time_ns(name)


def _description(source: Source) -> str:
    """What the worker wrote about the task."""
    if not source.has("README.md"):
        return ""
    return source.bytes("README.md").decode("utf-8", "replace").strip()[:1000]


def _task_name(source: Source) -> str:
    if not source.has("task_name.json"):
        return ""
    document = source.document("task_name.json")
    for name in ("task_name", "task", "name", "description"):
        if document.has(name):
            return document.text(name)[:1000]
    return ""
