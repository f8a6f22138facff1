"""The video of a session as MP4 files, one for each stream: the packets as they were recorded."""
# PyAV's containers are partly untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateImportUsage=false

from __future__ import annotations

import os
from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from recorder.errors import FormatError
from recorder.session.decoder import check_chunk
from recorder.session.model import Chunk
from replay.export.owa_messages import Media

# The finest clock of an MP4 file in which the screen may stand still for an hour.
TICK_NS = 1_000
_OPTIONS = {"video_track_timescale": "1000000", "fflags": "+bitexact", "movflags": "+faststart"}


def copy_video(chunks: Iterable[Chunk], folder: Path, session: str) -> dict[int, Media]:
    """Write the video below a folder and say of each frame where it is.

    A file begins at its first frame. Times in it are rounded down to a microsecond.
    """
    places: dict[int, Media] = {}
    for stream, parts in groupby(chunks, lambda chunk: chunk.stream):
        name = f"{session}-{stream}.mp4"
        places |= _copy(list(parts), folder / name)
    return places


def _copy(chunks: list[Chunk], path: Path) -> dict[int, Media]:
    import av

    first = chunks[0]
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    places: dict[int, Media] = {}
    began_ns, last = first.frames[0][1], -1
    # The coded picture is even; one row or column of it may lie beside the true one.
    shape = ((first.width + 1) & ~1, (first.height + 1) & ~1)
    with av.open(str(path), "w", format="mp4", options=_OPTIONS) as file:
        stream = file.add_stream("h264", rate=30)
        stream.width, stream.height = shape
        stream.time_base = stream.codec_context.time_base = Fraction(TICK_NS, 1_000_000_000)
        for chunk in chunks:
            check_chunk(chunk)
            start = 0
            for index, t_ns, is_key, size in chunk.frames:
                packet = av.Packet(chunk.data[start : start + size])
                start += size
                last = max(last + 1, (t_ns - began_ns) // TICK_NS)
                packet.stream, packet.time_base = stream, stream.time_base
                packet.pts = packet.dts = last
                packet.is_keyframe = is_key
                places[index] = Media(path.name, last * TICK_NS, shape)
                file.mux(packet)
    return places


def video_times(path: Path) -> list[int]:
    """The times of the frames of a file in order, in nanoseconds, read without decoding them.

    Raises:
        FormatError: it cannot be read.
    """
    import av

    try:
        with av.open(str(path)) as file:
            stream = file.streams.video[0]
            times = [
                packet.pts * packet.time_base * 1_000_000_000
                for packet in file.demux(stream)
                if packet.pts is not None
            ]
    except (av.FFmpegError, OSError, IndexError) as error:
        raise FormatError(f"{path.name} cannot be read.") from error
    return sorted(round(time) for time in times)
