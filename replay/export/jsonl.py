"""Export to one JSON line per step beside its pictures. The plainest form, and a lossless one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from replay.export.files import Lines, image_problems, rows
from replay.export.model import Episode, Image, Sees, Shot, Written, status_of
from replay.export.reading import provenance
from replay.export.saying import keep_all, lossless
from replay.export.writer import labels_of
from replay.grammar.common import Loss
from replay.trajectory import step_document

FILE = "steps.jsonl"
_SAME = ("session", "index", "action")


class Jsonl:
    """One step per line, with everything that is known of it."""

    name = "jsonl"
    title = "One JSON line per step, with everything that is known of it, beside its pictures"
    variants: tuple[str, ...] = ("steps",)
    packs = False
    carries_labels = True

    def sees(self, variant: str) -> Sees:
        return "both"

    def data(self, variant: str) -> str:
        return FILE

    def says(self, variant: str) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
        return lossless()

    def open(self, folder: Path, variant: str) -> _Sink:
        return _Sink(folder)

    def check(self, folder: Path, variant: str) -> Iterator[str]:
        lines = (line for line in provenance(folder) if line["index"] is not None)
        for number, line in rows(folder / FILE):
            known = next(lines, None)
            if known is None or any(line[key] != known[key] for key in _SAME):
                yield f"Line {number} is not the step that was recorded."
            for seen in (line["before"], line["after"]):
                if seen is not None:
                    yield from image_problems(folder, seen["image"], f"line {number}")
        if next(lines, None) is not None:
            yield "Steps of the provenance are in no line."


class _Sink:
    def __init__(self, folder: Path) -> None:
        self._lines = Lines(folder / FILE)

    def write(self, episode: Episode) -> Iterable[Written]:
        for shot in episode.shots:
            self._lines.write(step_line(episode, shot))
        return keep_all(episode.shots)

    def close(self) -> None:
        self._lines.close()


def step_line(episode: Episode, shot: Shot) -> dict[str, Any]:
    """One line: the step, its pictures, the space of its coordinates, and where it comes from."""
    session, step = episode.session, shot.step
    line = step_document(step) | {"index": shot.index}
    _show(line, "before", shot.before)
    _show(line, "after", shot.after)
    return {
        "session": session.id,
        "task": episode.trajectory.task,
        **labels_of(episode, step),
        **line,
        "space": {"unit": "pixel of the desktop", "image_origin": list(episode.origin)},
        "provenance": {
            "status": status_of(session),
            "state": str(session.state),
            "events": list(step.seqs),
            "campaign": session.meta.campaign,
            "consent": session.header.consent,
            "origin": session.header.origin,
            "program": session.meta.program,
            "platform": session.meta.platform,
        },
    }


def _show(line: dict[str, Any], when: str, image: Image | None) -> None:
    if image is not None:
        line[when] |= {"image": image.document}


JSONL = Jsonl()
