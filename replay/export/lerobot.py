"""Export to LeRobotDataset v3: an episode per session, its screen and input at ten rows a second.

What people do does not come ten times a second, so the column `steps` holds the steps that began
within a row as JSON, with their exact times. Needs pyarrow, which the extra `parquet` installs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from recorder.errors import CandorError
from recorder.session.events import ScreenEvent
from replay.export.lerobot_files import LeRobotFiles
from replay.export.lerobot_reading import dataset_problems
from replay.export.lerobot_rows import Row, rows_of
from replay.export.model import Episode, Sees, Shot, Written
from replay.export.owamcap import chosen_events
from replay.export.parquet import pyarrow_of
from replay.export.saying import lossless
from replay.grammar.common import Loss


class LeRobot:
    """A dataset of episodes with one camera, the screen."""

    name = "lerobot"
    title = "LeRobotDataset v3: the screen as a camera, the input as its action, ten rows a second"
    variants: tuple[str, ...] = ("v3.0",)
    packs = False

    def sees(self, variant: str) -> Sees:
        return "none"

    def data(self, variant: str) -> str:
        return "data/*/*.parquet"

    def says(self, variant: str) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
        return lossless()

    def open(self, folder: Path, variant: str) -> _Sink:
        pyarrow_of()
        return _Sink(folder)

    def check(self, folder: Path, variant: str) -> Iterator[str]:
        pyarrow_of()
        yield from dataset_problems(folder)


class _Sink:
    def __init__(self, folder: Path) -> None:
        self._files = LeRobotFiles(folder)

    def write(self, episode: Episode) -> Iterable[Written]:
        shown = [e for e in episode.session.events if isinstance(e, ScreenEvent)]
        first_ns = min((event.t_ns for event in shown), default=None)
        written: list[Written] = []
        kept: list[Shot] = []
        for shot in episode.shots:
            lost = _lost(shot)
            if first_ns is None or shot.step.action.t_start_ns < first_ns:
                written.append(Written(shot, lost, None))
                continue
            written.append(Written(shot, lost, len(kept)))
            kept.append(shot)
        if first_ns is not None:
            self._add(episode, kept, first_ns)
        return written

    def close(self) -> None:
        self._files.close()

    def _add(self, episode: Episode, kept: list[Shot], first_ns: int) -> None:
        size = (episode.size[0] + 1) & ~1, (episode.size[1] + 1) & ~1
        if self._files.size not in (None, size):
            raise CandorError(
                f"The pictures of {episode.session.id} have another size than those before, and "
                "a LeRobot dataset has one; export them apart."
            )
        steps = [
            (shot.step.action.t_start_ns, msgspec.to_builtins(shot.step.action), number)
            for number, shot in enumerate(kept)
        ]
        rows: list[Row] = rows_of(
            list(chosen_events(episode)), steps, first_ns, episode.origin, episode.size
        )
        self._files.add(episode.session.id, episode.trajectory.task, rows, episode.pictures, size)


def _lost(shot: Shot) -> tuple[Loss, ...]:
    before = (Loss.BEFORE,) if shot.step.before is None else ()
    return before + ((Loss.NOT_SEEN,) if getattr(shot.step.action, "modifiers", ()) is None else ())


LEROBOT = LeRobot()
