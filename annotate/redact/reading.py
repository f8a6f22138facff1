"""Which lines of text were on the screen from which frame to which, read in memory.

Only what changed is read again, with the whole lines around it. It draws no conclusions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from annotate.redact.frames import Shown, as_rgb, changed_boxes, copy_of, grown
from recorder.media.slots import Picture
from recorder.session.model import Rect

MARGIN_X_PX = 48
MARGIN_Y_PX = 12
FAR_NS = 1 << 62


@dataclass(slots=True)
class Seen:
    """A line of text, in pixels of its frames, from the frame `first` to the frame `last`."""

    text: str = field(repr=False)
    rect: Rect
    first: int
    last: int
    stream: int


ReadText = Callable[[Picture, Rect], list[tuple[str, Rect]]]


def read_with_ocr(picture: Picture, box: Rect) -> list[tuple[str, Rect]]:
    """The lines in a part of a picture, in pixels of the picture.

    Raises:
        OcrMissing: text cannot be read here.
    """
    from annotate.detect.ocr import read_text

    left, top = box.x & ~1, box.y & ~1
    lines = read_text(as_rgb(picture, box))
    return [
        (line.text, Rect(line.rect.x + left, line.rect.y + top, line.rect.width, line.rect.height))
        for line in lines
    ]


def seen_lines(
    frames: Iterable[Shown],
    read: ReadText = read_with_ocr,
    did_frame: Callable[[int], None] = lambda index: None,
) -> list[Seen]:
    """Every line that could be read, with the frames that showed it."""
    done: list[Seen] = []
    current: list[Seen] = []
    before: Picture | None = None
    stream = -1
    for shown in frames:
        if shown.stream != stream:
            done, current, before, stream = done + current, [], None, shown.stream
        for dirty in _regions(changed_boxes(before, shown.picture), current, shown):
            gone = [line for line in current if line.rect.intersect(dirty)]
            current = [line for line in current if not line.rect.intersect(dirty)]
            done += gone
            current += [
                Seen(text, rect, shown.index, shown.index, stream)
                for text, rect in read(shown.picture, dirty)
            ]
        for line in current:
            line.last = shown.index
        before = copy_of(shown.picture)
        did_frame(shown.index)
    return done + current


def rows_at(lines: Iterable[Seen]) -> list[list[Seen]]:
    """Lines that lie beside each other, from left to right; the rows from above."""
    rows: list[list[Seen]] = []
    for line in sorted(lines, key=lambda each: (each.rect.y, each.rect.x)):
        row = next((row for row in reversed(rows) if _is_beside(row[0].rect, line.rect)), None)
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


def _regions(boxes: list[Rect], lines: list[Seen], shown: Shown) -> list[Rect]:
    """What to read again: the boxes with whole lines around them, joined where they touch."""
    whole = Rect(0, 0, shown.width, shown.height)
    regions: list[Rect] = []
    for box in boxes:
        region = grown(box, MARGIN_X_PX, MARGIN_Y_PX)
        region = _with_lines(region, lines)
        regions = _merged(regions, region)
    clipped = (region.intersect(whole) for region in regions)
    return [region for region in clipped if region is not None]


def _with_lines(region: Rect, lines: list[Seen]) -> Rect:
    """The region with all lines that it touches, whole, and those that these touch."""
    while True:
        wider = region
        for line in lines:
            if line.rect.intersect(wider):
                wider = wider.union(grown(line.rect, 4, 2))
        if wider == region:
            return region
        region = wider


def _merged(regions: list[Rect], region: Rect) -> list[Rect]:
    apart = [each for each in regions if not each.intersect(region)]
    for each in regions:
        if each.intersect(region):
            region = region.union(each)
    return [*apart, region] if len(apart) == len(regions) else _merged(apart, region)


def _is_beside(one: Rect, other: Rect) -> bool:
    """Whether two lines share at least half of their height."""
    shared = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return 2 * shared >= min(one.height, other.height)
