"""The pictures of one session as PNG files: frames in order, half of them by a second process.

The two halves part where the video begins anew, so no group of it is decoded twice. The second
process gets what it needs through its standard input and ends with its half.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

import replay
from recorder.errors import CandorError, Damaged, StorageError
from recorder.session.model import Chunk
from replay.export.png import PngWriter
from replay.frames import PictureSource
from replay.plain import write_private

# Below this a second process costs more than it brings.
FRAMES_MIN = 24
Sizes = dict[int, tuple[int, int]]


class Half(msgspec.Struct, frozen=True):
    """The work of the second process."""

    folder: str
    frames: tuple[int, ...]
    chunks: tuple[Chunk, ...]


class Done(msgspec.Struct, frozen=True):
    """What came of it: the size of each picture, or why there are none."""

    sizes: Sizes
    damaged: str | None = None
    refused: str | None = None


def write_pictures(frames: Sequence[int], source: PictureSource, folder: Path) -> Sizes:
    """Write frames, in rising order, to `NNNNNN.png`; returns width and height of each.

    Raises:
        Damaged: a frame cannot be decoded.
    """
    writer, sizes = PngWriter(), Sizes()
    for frame in frames:
        picture = source.frame(frame)
        write_private(folder / f"{frame:06d}.png", writer.png(picture))
        sizes[frame] = (int(picture.shape[1]), int(picture.shape[0]))
    return sizes


def write_in_halves(
    frames: Sequence[int], source: PictureSource, folder: Path, chunks: tuple[Chunk, ...]
) -> Sizes:
    """The same by two processes, where there is enough to do and a second processor.

    Raises:
        Damaged: a frame cannot be decoded.
        StorageError: the disk refused.
        CandorError: the second process could not do its half.
    """
    cut = _cut(frames, chunks)
    if cut is None or (os.cpu_count() or 1) < 2:
        return write_pictures(frames, source, folder)
    theirs = frames[cut:]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    process = _start(Half(str(folder), tuple(theirs), _needed(theirs, chunks)))
    try:
        sizes = write_pictures(frames[:cut], source, folder)
        assert process.stdout is not None
        return sizes | _answer(process.stdout.read())
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _cut(frames: Sequence[int], chunks: tuple[Chunk, ...]) -> int | None:
    """Where the second half begins: the nearest to the middle at which the video begins anew."""
    if len(frames) < FRAMES_MIN:
        return None
    keys = [index for chunk in chunks for index, _, is_key, _ in chunk.frames if is_key]
    wanted = [
        place
        for place in range(1, len(frames))
        if any(frames[place - 1] < key <= frames[place] for key in keys)
    ]
    return min(wanted, key=lambda place: abs(place - len(frames) // 2), default=None)


def _needed(frames: Sequence[int], chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """The chunks from the group of the first frame to the last one."""
    keys = [index for chunk in chunks for index, _, is_key, _ in chunk.frames if is_key]
    begin = max(key for key in keys if key <= frames[0])
    return tuple(
        kept
        for chunk in chunks
        if chunk.frames[-1][0] >= begin and chunk.frames[0][0] <= frames[-1]
        for kept in [_from(chunk, begin)]
    )


def _from(chunk: Chunk, begin: int) -> Chunk:
    """A chunk without the frames before the one at which a decoder can begin."""
    skipped = [frame for frame in chunk.frames if frame[0] < begin]
    start = sum(size for _, _, _, size in skipped)
    rest = chunk.frames[len(skipped) :]
    return msgspec.structs.replace(chunk, frames=rest, data=chunk.data[start:])


def _start(half: Half) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environment["PYTHONPATH"] = str(Path(replay.__file__).resolve().parent.parent)
    try:
        process = subprocess.Popen(
            (sys.executable, "-P", "-m", "replay.export.pictures"),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment,
        )  # fmt: skip
        assert process.stdin is not None
        with process.stdin as pipe:
            pipe.write(msgspec.msgpack.encode(half))
    except OSError as error:
        raise CandorError("The second process that packs pictures did not start.") from error
    return process


def _answer(data: bytes) -> Sizes:
    try:
        done = msgspec.msgpack.decode(data, type=Done)
    except msgspec.DecodeError as error:
        raise CandorError("The second process that packs pictures ended early.") from error
    if done.refused is not None:
        raise StorageError(done.refused)
    if done.damaged is not None:
        raise Damaged(done.damaged)
    return done.sizes


def main() -> None:
    """The second process: read the half, write its pictures, say what came of it."""
    from recorder.hardening import forbid_dumps
    from recorder.session.decoder import Pictures

    forbid_dumps()
    half = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Half)
    done: Any
    try:
        done = Done(write_pictures(half.frames, Pictures(half.chunks), Path(half.folder)))
    except CandorError as error:
        done = Done({}, damaged=str(error))
    except OSError as error:
        done = Done({}, refused=f"The folder could not be written: {error.strerror}.")
    sys.stdout.buffer.write(msgspec.msgpack.encode(done))


if __name__ == "__main__":
    main()
