"""Stored frames as pictures. Decoded in memory; a file is written only where a person said."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from recorder.errors import CandorError, Damaged, WrongUse
from recorder.session.model import Chunk
from replay.plain import plain_folder, write_private
from replay.trajectory import Step, Trajectory

Picture = NDArray[np.uint8]

# Fast rather than small: level 1 is several times as fast as the default and little larger.
PNG_LEVEL = 1
CACHED_FRAMES = 8


class PictureSource(Protocol):
    """Decodes frames by their index: rows of blue, green, red. Raises Damaged."""

    def frame(self, index: int) -> Picture: ...


class FrameCache:
    """A picture source that remembers the last few frames."""

    def __init__(self, source: PictureSource, size: int = CACHED_FRAMES) -> None:
        self._source = source
        self._size = size
        self._pictures: OrderedDict[int, Picture] = OrderedDict()

    def frame(self, index: int) -> Picture:
        """The picture of a frame.

        Raises:
            Damaged: its record cannot be decoded.
        """
        if index in self._pictures:
            self._pictures.move_to_end(index)
            return self._pictures[index]
        picture = self._source.frame(index)
        self._pictures[index] = picture
        if len(self._pictures) > self._size:
            self._pictures.popitem(last=False)
        return picture


def pictures_of(chunks: tuple[Chunk, ...]) -> PictureSource:
    """The frames of a session, decoded when they are asked for."""
    from recorder.session.decoder import Pictures

    return FrameCache(Pictures(chunks))


def png(picture: Picture) -> bytes:
    """A picture as a PNG file, without loss; the same picture gives the same bytes."""
    import cv2

    done, data = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, PNG_LEVEL])
    if not done:
        raise Damaged("A frame could not be written as a picture.")
    return data.tobytes()


def step_pictures(step: Step, pictures: PictureSource) -> dict[str, bytes]:
    """The pictures of a step by file name: `before.png` and `after.png`, where there are any."""
    shown = {"before.png": step.before, "after.png": step.after}
    return {name: png(pictures.frame(seen.frame)) for name, seen in shown.items() if seen}


def write_step_pictures(
    trajectory: Trajectory, step_id: str, pictures: PictureSource, out: Path, *, force: bool = False
) -> tuple[Path, ...]:
    """Write the pictures of one step to a folder and return their paths.

    Raises:
        WrongUse: there is no such step, or others can read the folder.
        CandorError: the step has no pictures.
    """
    step = trajectory.step(step_id)
    if step is None:
        raise WrongUse(f"The session has no step {step_id!r}; `candor steps` lists them.")
    files = step_pictures(step, pictures)
    if not files:
        raise CandorError(f"No frame of the screen belongs to step {step_id}; nothing was written.")
    with plain_folder(out, force=force) as staging:
        for name, content in files.items():
            write_private(staging / name, content)
    return tuple(out / name for name in files)
