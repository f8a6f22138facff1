"""Export to OWAMcap: the events themselves, as messages of the schemas `desktop/*`, and the video.

The video is copied packet by packet, never encoded again. Places are pixels of the picture. Needs
mcap, which the extra `owamcap` installs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from recorder.errors import FormatError
from recorder.session.events import Event
from replay.action_types import Click, Drag, Hold, Type
from replay.export.model import Episode, Sees, Shot, Written, status_of
from replay.export.owa_file import Message, read_messages, require_mcap, write_messages
from replay.export.owa_messages import BUTTONS, Messages
from replay.export.owa_video import copy_video, video_times
from replay.export.reading import provenance
from replay.grammar.common import Loss


class OwaMcap:
    """A file of messages and one of video for each session."""

    name = "owamcap"
    title = "OWAMcap: every event with its exact time, and the video beside it"
    variants: tuple[str, ...] = ("0.6",)
    packs = False

    def sees(self, variant: str) -> Sees:
        return "none"

    def data(self, variant: str) -> str:
        return "*.mcap"

    def says(self, variant: str) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
        from replay.grammar.table import SAMPLES

        return {name: (True, _lost(action)) for name, action in SAMPLES.items()}

    def open(self, folder: Path, variant: str) -> _Sink:
        require_mcap()
        return _Sink(folder)

    def check(self, folder: Path, variant: str) -> Iterator[str]:
        require_mcap()
        lines: dict[str, list[Any]] = {}
        for line in provenance(folder):
            lines.setdefault(line["session"], []).append(line)
        for session, steps in lines.items():
            yield from _problems(folder, session, steps)


class _Sink:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, episode: Episode) -> Iterable[Written]:
        session = episode.session
        videos = copy_video(session.chunks, self._folder, session.id)
        began = began_ns(session.meta.started_at)
        messages = Messages(episode.origin, began, videos)
        for event in chosen_events(episode):
            messages.take(event)
        details = {
            "session": session.id,
            "began_ns": str(began),
            "task": episode.trajectory.task,
            "outcome": episode.outcome or "",
            "status": status_of(session),
            "consent": session.header.consent or "",
            "origin": session.header.origin or "",
            "program": session.meta.program,
            "platform": session.meta.platform,
        }
        write_messages(self._folder / f"{session.id}.mcap", messages.finish(), details)
        for index, shot in enumerate(episode.shots):
            yield Written(shot, (*_lost(shot.step.action), *_unseen(shot, bool(videos))), index)

    def close(self) -> None:
        """Every session has its own files, which are closed already."""


def began_ns(started_at: str) -> int:
    """The wall clock at the begin of a session, in whole microseconds, as nanoseconds."""
    try:
        moment = datetime.fromisoformat(started_at)
        epoch = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
        passed = moment - epoch
    except (ValueError, TypeError) as error:
        raise FormatError("The session does not say when it began.") from error
    return ((passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds) * 1_000


def chosen_events(episode: Episode) -> Iterator[Event]:
    """The events of a session without those meant for Candor; where only some of its steps are
    wanted, of the input only what belongs to them."""
    from recorder.session.events import (
        ButtonEvent,
        GestureEvent,
        KeyEvent,
        MoveEvent,
        ScrollEvent,
    )

    events = episode.session.events
    own = {seq for event in events if isinstance(event, GestureEvent) for seq in event.seqs}
    some = len(episode.shots) < len(episode.trajectory.steps)
    wanted = [shot.step.seqs for shot in episode.shots]
    for event in sorted(events, key=lambda event: (event.t_ns, event.seq)):
        if isinstance(event, KeyEvent | ButtonEvent | MoveEvent | ScrollEvent):
            if event.seq in own:
                continue
            if some and not any(first <= event.seq <= last for first, last in wanted):
                continue
        yield event


def _lost(action: Any) -> tuple[Loss, ...]:
    """What the messages do not carry of an action."""
    if isinstance(action, Type):
        return (Loss.TYPED,)
    if isinstance(action, Click | Drag | Hold) and action.button is not None:
        return () if action.button in BUTTONS else (Loss.BUTTON,)
    return ()


def _unseen(shot: Shot, has_video: bool) -> tuple[Loss, ...]:
    before = (Loss.BEFORE,) if shot.step.before is None or not has_video else ()
    return before + ((Loss.NOT_SEEN,) if getattr(shot.step.action, "modifiers", ()) is None else ())


def _problems(folder: Path, session: str, steps: list[Any]) -> Iterator[str]:
    """What the messages of a session do not say of its steps, or say of no video."""
    found, details = read_messages(folder / f"{session}.mcap")
    times = [message.t_ns for message in found]
    if times != sorted(times):
        yield f"The messages of {session} are out of order."
    if details.get("session") != session:
        yield f"The messages of {session} do not name it."
    heard = _Heard(found, int(details["began_ns"]))
    for line in steps:
        if not heard.has(line["action"], line["image"]):
            yield f"Step {line['step']} of {session} is not in the messages as it was recorded."
    yield from _media_problems(folder, session, found)


class _Heard:
    """The messages of a session, to look actions up in."""

    def __init__(self, found: list[Message], base: int) -> None:
        self._base = base
        self._at: dict[int, list[Message]] = {}
        for message in found:
            if message.topic in ("mouse", "keyboard"):
                self._at.setdefault(message.t_ns, []).append(message)
        self._scrolls = [m for m in found if m.content.get("event_type") == "scroll"]

    def has(self, action: Any, image: Any) -> bool:
        """Whether an action is there at its very time and place."""
        start = self._base + action["t_start_ns"]
        end = self._base + action["t_end_ns"]
        left, top = image["x"], image["y"]
        match action["type"]:
            case "click" | "drag":
                return self._click(start, action, action["x"] - left, action["y"] - top, True) and (
                    action["type"] == "click"
                    or self._click(end, action, action["x2"] - left, action["y2"] - top, False)
                )
            case "hold" if action["button"] is not None:
                return self._click(start, action, action["x"] - left, action["y"] - top, True)
            case "scroll":
                turns = [m.content for m in self._scrolls if start <= m.t_ns <= end]
                return all(sum(turn[way] for turn in turns) == action[way] for way in ("dx", "dy"))
            case "type" | "key" | "hold":
                return any(m.topic == "keyboard" for m in self._at.get(start, []))
            case _:
                return True

    def _click(self, t_ns: int, action: Any, x: int, y: int, pressed: bool) -> bool:
        wanted = {"button": BUTTONS.get(action["button"], "unknown"), "pressed": pressed}
        wanted |= {"event_type": "click", "x": x, "y": y}
        return any(wanted.items() <= m.content.items() for m in self._at.get(t_ns, []))


def _media_problems(folder: Path, session: str, found: list[Message]) -> Iterator[str]:
    shown: dict[str, list[int]] = {}
    for message in found:
        if message.topic == "screen":
            where = message.content["media_ref"]
            shown.setdefault(str(where["uri"]), []).append(int(where["pts_ns"]))
    for name, times in shown.items():
        if not name.startswith(f"{session}-") or "/" in name or "\\" in name:
            yield f"A frame of {session} refers to another file than its own video."
        elif video_times(folder / name) != sorted(times):
            yield f"The frames of {name} are not those that the messages of {session} name."


OWAMCAP = OwaMcap()
