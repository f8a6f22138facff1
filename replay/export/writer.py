"""An export from beginning to end: sessions one by one, frames in order, everything accounted for.

Memory does not grow with the number of sessions. The same sessions give the same bytes. The
folder appears whole or not at all.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from recorder.errors import CandorError, FormatError, WrongUse
from recorder.session.model import Chunk
from replay import frames
from replay.export.card import write_card
from replay.export.files import one_line
from replay.export.losses import LossReport
from replay.export.manifest import MANIFEST, VERSION, write_sums
from replay.export.model import (
    SUBMITTED,
    UNSUBMITTED,
    Episode,
    Exportable,
    Format,
    Image,
    Sees,
    Shot,
    Sink,
    Written,
    carries_labels,
    status_of,
    submission_of,
)
from replay.export.pictures import Sizes, write_in_halves
from replay.export.statistics import Statistics
from replay.export.where import Moment, Wanted
from replay.frames import PictureSource
from replay.grammar.common import Loss
from replay.plain import plain_folder, write_private
from replay.steps import trajectory_of
from replay.trajectory import Step, Trajectory

Draw = Callable[[Sequence[int], PictureSource, Path, tuple[Chunk, ...]], Sizes]
"""Writes frames of a session as files."""

FRAMES = "frames"
PROVENANCE = "provenance.jsonl"


@dataclass(slots=True)
class ExportReport:
    """What was written."""

    sessions: list[str] = field(default_factory=list[str])
    steps: int = 0
    frames: int = 0
    left_out: int = 0
    filtered: int = 0
    corrected: int = 0
    losses: Counter[str] = field(default_factory=Counter[str])
    actions: Counter[str] = field(default_factory=Counter[str])
    splits: Counter[str] = field(default_factory=Counter[str])
    status: str = SUBMITTED
    """Unsubmitted as soon as one session is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the sessions is exported: which steps, and into which set each session goes."""

    wanted: Wanted | None = None
    where: str | None = None
    split_of: Callable[[Exportable], str] | None = None
    split: str | None = None


def export_sessions(
    sessions: Iterable[Exportable],
    out: Path,
    form: Format,
    *,
    variant: str | None = None,
    choice: Choice | None = None,
    force: bool = False,
    pictures: Callable[[tuple[Chunk, ...]], PictureSource] | None = None,
    did_write: Callable[[str], None] | None = None,
    trajectory: Callable[[Exportable], Trajectory] = trajectory_of,
    draw: Draw = write_in_halves,
) -> ExportReport:
    """Write sessions to a folder in one format; `did_write` hears of each session.

    `trajectory` gives the steps of a session: as they were computed, or as a person corrected
    them; `draw` its pictures.

    Raises:
        WrongUse: others can read the folder, it is not empty, or the variant is not known.
        Damaged: a frame cannot be decoded; then nothing is written.
    """
    variant = variant or form.variants[0]
    if variant not in form.variants:
        known = ", ".join(form.variants)
        raise WrongUse(f"The format {form.name} has no variant {variant!r}; it has {known}.")
    with plain_folder(out, force=force, empty=True) as staging:
        export = _Export(staging, form, variant, choice or Choice(), trajectory, draw)
        try:
            for session in sessions:
                if session.id not in export.report.sessions:
                    export.take(session, (pictures or frames.pictures_of)(session.chunks))
                    if did_write is not None:
                        did_write(session.id)
            export.finish()
        finally:
            export.let_go()
    return export.report


class _Export:
    """The state of one export while it goes on."""

    def __init__(
        self,
        staging: Path,
        form: Format,
        variant: str,
        choice: Choice,
        trajectory: Callable[[Exportable], Trajectory],
        draw: Draw,
    ) -> None:
        self.report = ExportReport()
        self.losses = LossReport(staging / "losses.json", form.name, variant)
        self._staging = staging
        self._form, self._variant, self._choice = form, variant, choice
        self._trajectory, self._draw = trajectory, draw
        self._sinks: dict[str | None, Sink] = {}
        self._statistics = Statistics()

    def take(self, session: Exportable, pictures: PictureSource) -> None:
        """Write one session."""
        if not session.id or not all(
            c.isascii() and (c.isalnum() or c in "-_") for c in session.id
        ):
            raise FormatError("The session's id cannot be part of a file name.")
        self.report.sessions.append(session.id)
        if status_of(session) == UNSUBMITTED:
            self.report.status = UNSUBMITTED
        split = self._choice.split_of(session) if self._choice.split_of else None
        folder = self._staging / split if split else self._staging
        if split not in self._sinks:
            folder.mkdir(mode=0o700, exist_ok=True)
            self._sinks[split] = self._form.open(folder, self._variant)
        trajectory = self._trajectory(session)
        steps = self._chosen(session, trajectory)
        shown, written_frames = self._shots(session, steps, pictures, folder)
        episode = Episode(session, trajectory, shown, folder, split, pictures)
        if steps:
            self._account(episode, self._sinks[split].write(episode))
            self.report.frames += written_frames
            self.report.splits[split or "all"] += 1
        if self._form.packs:
            shutil.rmtree(folder / FRAMES, ignore_errors=True)

    def finish(self) -> None:
        """Write the ends of all files, the data card and the sums."""
        if not self._sinks:
            self._sinks[None] = self._form.open(self._staging, self._variant)
        splits = sorted(name for name in self._sinks if name is not None)
        while self._sinks:
            _, sink = self._sinks.popitem()
            sink.close()
        self.losses.close(self.report.filtered)
        report = self.report
        report.left_out, report.losses = self.losses.left_out, self.losses.counts
        write_card(self._staging, self._form, self._variant, self._statistics, report, splits)
        manifest: dict[str, Any] = {
            "candor_export": VERSION,
            "format": self._form.name,
            "variant": self._variant,
            "status": report.status,
            "where": self._choice.where,
            "split": self._choice.split,
            "folders": splits or ["."],
            "sessions": len(report.sessions),
            "steps": report.steps,
            "corrected": report.corrected,
            "near_duplicates": self._statistics.near_duplicates(),
        }
        text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        write_private(self._staging / MANIFEST, text + b"\n")
        write_sums(self._staging)

    def let_go(self) -> None:
        """Close every file, also where the export failed and what they hold is thrown away."""
        self.losses.abandon()
        for sink in self._sinks.values():
            with suppress(CandorError, OSError):
                sink.close()
        self._sinks.clear()

    def _chosen(self, session: Exportable, trajectory: Trajectory) -> tuple[Step, ...]:
        wanted = self._choice.wanted
        if wanted is None:
            return trajectory.steps
        steps = tuple(
            step for step in trajectory.steps if wanted(Moment(session, trajectory, step))
        )
        self.report.filtered += len(trajectory.steps) - len(steps)
        return steps

    def _shots(
        self, session: Exportable, steps: tuple[Step, ...], pictures: PictureSource, folder: Path
    ) -> tuple[tuple[Shot, ...], int]:
        # In order, so that no group of the video is decoded twice.
        order = sorted(seen_frames(steps, self._form.sees(self._variant)))
        place = f"{FRAMES}/{session.id}"
        sizes = self._draw(order, pictures, folder / place, session.chunks)
        images = {frame: Image(f"{place}/{frame:06d}.png", *size) for frame, size in sizes.items()}
        shots = tuple(
            Shot(
                index,
                step,
                images.get(step.before.frame) if step.before else None,
                images.get(step.after.frame) if step.after else None,
            )
            for index, step in enumerate(steps)
        )
        return shots, len(images)

    def _account(self, episode: Episode, written: Iterable[Written]) -> None:
        descriptor = os.open(
            episode.folder / PROVENANCE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600
        )
        count = 0
        with open(descriptor, "ab") as lines:
            for one in written:
                if one.shot.step.labels and not carries_labels(self._form):
                    one = replace(one, losses=(*one.losses, Loss.LABELS))
                self.losses.add(episode, one)
                line = provenance_line(episode, one)
                lines.write(one_line(line) + b"\n")
                count += 1
                if one.index is not None:
                    self.report.steps += 1
                    self.report.corrected += one.shot.step.corrected
                    self.report.actions[line["action"]["type"]] += 1
                    self._statistics.add(episode, one.shot)
        self._statistics.end(episode)
        assert count == len(episode.shots), "Every step is accounted for."


def seen_frames(steps: tuple[Step, ...], sees: Sees) -> set[int]:
    """The frames that become files of pictures."""
    if sees == "none":
        return set()
    shown = {step.before.frame for step in steps if step.before}
    last = steps if sees == "both" else steps[-1:] if sees == "before and last" else ()
    return shown | {step.after.frame for step in last if step.after}


def labels_of(episode: Episode, step: Step) -> dict[str, Any]:
    """What annotators said of a step and of its session; nothing where they said nothing."""
    found = {"labels": step.labels, "session_labels": episode.trajectory.labels}
    return {name: [each.document for each in labels] for name, labels in found.items() if labels}


def provenance_line(episode: Episode, written: Written) -> dict[str, Any]:
    """Where one step comes from, and the step itself as it was recorded or corrected."""
    session, step = episode.session, written.shot.step
    left, top = episode.origin
    width, height = episode.size
    before = step.before
    return {
        "session": session.id,
        "step": step.id,
        "index": written.index,
        "recorded_index": step.index,
        "split": episode.split,
        "events": list(step.seqs),
        "corrected": step.corrected,
        "lag_ns": before.lag_ns if before else None,
        "status": status_of(session),
        "submission": submission_of(session),
        "state": str(session.state),
        "campaign": session.meta.campaign,
        "consent": session.header.consent,
        "origin": session.header.origin,
        "licence": None,
        "redactions": [],
        "program": session.meta.program,
        "platform": session.meta.platform,
        "image": {"x": left, "y": top, "width": width, "height": height},
        "space": written.space.document if written.space else None,
        "lost": [str(loss) for loss in written.losses],
        **labels_of(episode, step),
        "action": msgspec.to_builtins(step.action),
    }
