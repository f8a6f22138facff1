"""Which lines of text were on the screen from which frame to which, read in memory.

Every frame is looked at; only what is new in it is read. It draws no conclusions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotate.detect.memory import Known, Memory
from annotate.redact.frames import Shown, as_rgb
from recorder.media.slots import Picture
from recorder.session.model import Rect


@dataclass(slots=True)
class Seen:
    """A line of text, in pixels of its frames, from the frame `first` to the frame `last`."""

    text: str = field(repr=False)
    rect: Rect
    first: int
    last: int
    stream: int


ReadText = Callable[[Picture, Rect], Sequence[Known]]


def read_with_ocr(picture: Picture, box: Rect) -> Sequence[Known]:
    """The lines in a part of a picture, in pixels of the picture.

    Raises:
        OcrMissing: text cannot be read here.
    """
    from annotate.detect.lines import read_rgb

    return read_rgb(as_rgb(picture, box), box.x & ~1, box.y & ~1)


def seen_lines(
    frames: Iterable[Shown],
    read: ReadText = read_with_ocr,
    did_frame: Callable[[int], None] = lambda index: None,
) -> list[Seen]:
    """Every line that could be read, with the frames that showed it."""
    done: list[Seen] = []
    current: dict[Known, Seen] = {}
    memory, stream = Memory(), -1
    for shown in frames:
        if shown.stream != stream:
            done, current = [*done, *current.values()], {}
            memory, stream = Memory(), shown.stream
        picture = shown.picture
        memory.look(
            picture.planes[0],
            memory.changed(picture.planes[0]),
            lambda box, picture=picture: read(picture, box),
        )
        now = {line: current.get(line) for line in memory.lines}
        done += [seen for line, seen in current.items() if line not in now]
        current = {
            line: seen or Seen(line.text, line.rect, shown.index, shown.index, stream)
            for line, seen in now.items()
        }
        for seen in current.values():
            seen.last = shown.index
        did_frame(shown.index)
    return [*done, *current.values()]


def rows_at(lines: Iterable[Seen]) -> list[list[Seen]]:
    """Lines that lie beside each other, from left to right; the rows from above."""
    rows: list[list[Seen]] = []
    for line in sorted(lines, key=lambda each: (each.rect.y, each.rect.x)):
        row = next((row for row in reversed(rows) if is_beside(row[0].rect, line.rect)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    return [sorted(row, key=lambda each: each.rect.x) for row in rows]


def states(lines: Iterable[Seen]) -> Iterator[list[Seen]]:
    """The sets of lines that were on the screen together, one for each time they changed."""
    lines = list(lines)
    for first in sorted({line.first for line in lines}):
        yield [line for line in lines if line.first <= first <= line.last]


def is_beside(one: Rect, other: Rect) -> bool:
    """Whether two lines share at least half of their height."""
    shared = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return 2 * shared >= min(one.height, other.height)
