"""Export to one JSON line per step beside its pictures. The plainest form, and a lossless one.

The same sessions give the same bytes. Sessions are taken one by one, so memory does not grow
with their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import msgspec

from recorder.errors import FormatError
from recorder.session.model import Chunk, Rect
from replay.frames import Picture, PictureSource, pictures_of, png
from replay.plain import plain_folder, write_private
from replay.session_view import Stored
from replay.steps import trajectory_of
from replay.trajectory import Step, Trajectory, step_document


class Provenance(Protocol):
    """Where a session comes from: the hash of its consent receipt or of its import origin."""

    @property
    def consent(self) -> str | None: ...
    @property
    def origin(self) -> str | None: ...


class Exportable(Stored, Protocol):
    """A session with its header."""

    @property
    def header(self) -> Provenance: ...


@dataclass(slots=True)
class ExportReport:
    """What was written."""

    sessions: list[str] = field(default_factory=list[str])
    steps: int = 0
    frames: int = 0
    actions: Counter[str] = field(default_factory=Counter[str])


def export_jsonl(
    sessions: Iterable[Exportable],
    out: Path,
    *,
    force: bool = False,
    pictures: Callable[[tuple[Chunk, ...]], PictureSource] = pictures_of,
) -> ExportReport:
    """Write `steps.jsonl`, `frames/` and a data card to a folder.

    Raises:
        WrongUse: others can read the folder, or it is not empty.
        Damaged: a frame cannot be decoded; then nothing is written.
    """
    report = ExportReport()
    with plain_folder(out, force=force, empty=True) as staging:
        for session in sessions:
            if session.id in report.sessions:
                continue
            report.sessions.append(session.id)
            _write_session(session, pictures(session.chunks), staging, report)
        write_private(staging / "README.md", data_card(report).encode())
    return report


def _write_session(
    session: Exportable, pictures: PictureSource, staging: Path, report: ExportReport
) -> None:
    if not all(c.isalnum() or c in "-_" for c in session.id):
        raise FormatError("The session's id cannot be part of a file name.")
    trajectory = trajectory_of(session)
    images = _Images(pictures, staging, session.id)
    # The staging folder is private already, so the file needs no mode of its own.
    with open(staging / "steps.jsonl", "ab") as lines:
        for step in trajectory.steps:
            line = step_line(session, trajectory, step, images)
            lines.write(msgspec.json.encode(line) + b"\n")
            report.actions[line["action"]["type"]] += 1
    report.steps += len(trajectory.steps)
    report.frames += len(images.written)


class _Images:
    """The frames of one session as files, each written once."""

    def __init__(self, pictures: PictureSource, staging: Path, session: str) -> None:
        self._pictures = pictures
        self._staging = staging
        self._session = session
        self.written: dict[int, dict[str, Any]] = {}

    def image(self, frame: int) -> dict[str, Any]:
        """The file and the size of a frame."""
        if frame not in self.written:
            picture: Picture = self._pictures.frame(frame)
            name = f"frames/{self._session}/{frame:06d}.png"
            write_private(self._staging / name, png(picture))
            size = {"width": int(picture.shape[1]), "height": int(picture.shape[0])}
            self.written[frame] = {"file": name} | size
        return self.written[frame]


def step_line(
    session: Exportable, trajectory: Trajectory, step: Step, images: _Images
) -> dict[str, Any]:
    """One line: the step, its pictures, the space of its coordinates, and where it comes from."""
    line = step_document(step)
    for name, seen in (("before", step.before), ("after", step.after)):
        if seen is not None:
            line[name] |= {"image": images.image(seen.frame)}
    captured: Rect = session.meta.captured
    return {
        "session": session.id,
        "task": trajectory.task,
        **line,
        "space": {"unit": "pixel of the desktop", "image_origin": [captured.x, captured.y]},
        "provenance": {
            "status": "unsubmitted",
            "state": str(session.state),
            "events": list(step.seqs),
            "campaign": session.meta.campaign,
            "consent": session.header.consent,
            "origin": session.header.origin,
            "program": session.meta.program,
            "platform": session.meta.platform,
        },
    }


def data_card(report: ExportReport) -> str:
    """The README of an export: what is in it, how to read it, what it may not be used for."""
    mix = "\n".join(f"| {name} | {count} |" for name, count in sorted(report.actions.items()))
    return f"""# Steps exported by Candor

**Unsubmitted.** These are a worker's own recordings, not redacted and not reviewed by anybody.
They may show private content: do not pass them on and do not train on them.

| What | Count |
|---|---|
| sessions | {len(report.sessions)} |
| steps | {report.steps} |
| frames | {report.frames} |

| Action | Steps |
|---|---|
{mix}

- `steps.jsonl` has one step per line, in order; `index` counts from 0 in each session.
- Places are pixels of the recorded desktop. In a picture subtract `space.image_origin`.
- Times are nanoseconds since the start of the session. `before.lag_ns` is how long before the
  action the screen was last known to look like its picture. A null means: not known.
- `before` was complete before the action began; `after` is the first that stayed 300 ms.
- `provenance` names the events, the consent receipt (its hash) and the program of each step.
- Nothing is left out: this format can say every kind of action.
"""
