"""What a session holds, in numbers and names: for lists and for `candor show`. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from recorder.session.events import Event, GapEvent, ScreenEvent, WindowEvent
from recorder.session.model import Chunk, SessionMeta
from replay.steps import Recorded


class Stored(Recorded, Protocol):
    """A session that was read, as replay needs it."""

    @property
    def state(self) -> str: ...
    @property
    def chunks(self) -> tuple[Chunk, ...]: ...
    @property
    def duration_ns(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """A gap: why, what it hid and when. `t_end_ns` is None where its end is not recorded."""

    reason: str
    hidden: str
    t_start_ns: int
    t_end_ns: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A session at a glance. `windows` are the active windows in the order they first came."""

    meta: SessionMeta
    state: str
    duration_ns: int
    events: dict[str, int]
    frames: int
    gaps: tuple[Stretch, ...]
    windows: tuple[tuple[str | None, str | None], ...]


def summary_of(session: Stored) -> Summary:
    """Count what a session holds."""
    events = session.events
    kinds = Counter(type(event).__name__.removesuffix("Event").lower() for event in events)
    windows = {(event.app, event.title) for event in events if isinstance(event, WindowEvent)}
    order = [(event.app, event.title) for event in events if isinstance(event, WindowEvent)]
    return Summary(
        meta=session.meta,
        state=str(session.state),
        duration_ns=session.duration_ns,
        events=dict(sorted(kinds.items())),
        frames=sum(isinstance(event, ScreenEvent) for event in events),
        gaps=gaps_of(events),
        windows=tuple(sorted(windows, key=order.index)),
    )


def gaps_of(events: tuple[Event, ...]) -> tuple[Stretch, ...]:
    """The gaps of a session in the order they began."""
    begun: dict[tuple[str, str], int] = {}
    gaps: list[Stretch] = []
    for event in events:
        if not isinstance(event, GapEvent):
            continue
        what = (event.reason.value, event.hidden.value)
        if event.begins:
            begun.setdefault(what, event.t_ns)
        else:
            gaps.append(Stretch(*what, begun.pop(what, event.t_ns), event.t_ns))
    gaps += [Stretch(*what, t_ns, None) for what, t_ns in begun.items()]
    return tuple(sorted(gaps, key=lambda gap: gap.t_start_ns))


def summary_document(summary: Summary) -> dict[str, Any]:
    """The summary as plain data for JSON."""
    return {
        "session": summary.meta.session,
        "state": summary.state,
        "duration_ns": summary.duration_ns,
        "meta": msgspec.to_builtins(summary.meta),
        "events": summary.events,
        "frames": summary.frames,
        "gaps": [msgspec.to_builtins(gap) for gap in summary.gaps],
        "windows": [{"app": app, "title": title} for app, title in summary.windows],
    }
