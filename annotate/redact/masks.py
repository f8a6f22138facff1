"""Which boxes are filled in which frames: regions of the plan, and lines that show a string."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotate.redact.frames import Timed, grown
from annotate.redact.matching import begins, reads
from annotate.redact.plan import Everywhere, Region
from annotate.redact.reading import Seen, is_beside, rows_at, states
from recorder.session.model import Rect

AROUND_PX = 4
SAME_LEFT_PX = 12


@dataclass(frozen=True, slots=True)
class Mask:
    """A box in pixels of the frames `first` to `last`, both included."""

    rect: Rect
    first: int
    last: int


def masks_of_lines(lines: Sequence[Seen], words: Iterable[Everywhere]) -> list[Mask]:
    """Whole lines that may show one of the strings, and what was there while it was typed: from its
    first letter, and at once as wide as it became, because a box that grows tells how many letters
    there are, and how wide each is."""
    masks: list[Mask] = []
    for word in words:
        shown = lines_showing(lines, word.text)
        hits = [*shown, *(line for line in lines if _grows_into(line, shown, word.text))]
        hits += _first_letters(lines, hits, word.text)
        for hit in hits:
            wide = _as_wide_as(hit, hits)
            masks.append(Mask(grown(wide, AROUND_PX, AROUND_PX), hit.first, hit.last))
    return masks


def lines_showing(lines: Sequence[Seen], text: str) -> list[Seen]:
    """The lines that may show a string: alone, beside each other, or broken into two rows."""
    found = {id(line): line for line in lines if reads(line.text, text)}
    for together in states(lines):
        rows = rows_at(together)
        for above, row in zip([[], *rows], rows, strict=False):
            for parts in (row, [*above[-1:], *row[:1]]):
                known = len(parts) < 2 or any(id(line) in found for line in parts)
                if not known and reads("".join(line.text for line in parts), text):
                    found |= {id(line): line for line in parts}
    return list(found.values())


def boxes_of_region(region: Region, shown: Timed, corner: tuple[int, int]) -> Iterable[Rect]:
    """Where a region lies in a frame, in its pixels, at any time while the frame was shown."""
    if shown.until_ns <= region.from_ns or shown.t_ns >= region.until_ns:
        return
    left, top = corner
    width, height = region.rect.width, region.rect.height
    if not region.keyframes:
        yield Rect(region.rect.x - left, region.rect.y - top, width, height)
        return
    ends = [frame.t_ns for frame in region.keyframes[1:]] + [region.until_ns]
    starts = [region.from_ns] + [frame.t_ns for frame in region.keyframes[1:]]
    for frame, start_ns, end_ns in zip(region.keyframes, starts, ends, strict=True):
        visible = frame.x is not None and frame.y is not None
        if visible and start_ns < shown.until_ns and shown.t_ns < end_ns:
            yield Rect(frame.x - left, frame.y - top, width, height)  # pyright: ignore


def _first_letters(lines: Sequence[Seen], hits: Sequence[Seen], text: str) -> Iterable[Seen]:
    """The lines that became one of those while its first letters were typed: too few to be known
    for them elsewhere."""
    found = {id(hit): hit for hit in hits}
    waiting = list(hits)
    while waiting:
        later = waiting.pop()
        for line in lines:
            if id(line) in found or not _is_same_line(line, later):
                continue
            if line.last == later.first - 1 and begins(line.text, text, 1):
                found[id(line)] = line
                waiting.append(line)
                yield line


def _as_wide_as(hit: Seen, hits: Iterable[Seen]) -> Rect:
    """The place of a line, up to where the furthest of those in its place ends."""
    right = max(each.rect.x + each.rect.width for each in hits if _is_same_line(each, hit))
    left = min(each.rect.x for each in hits if _is_same_line(each, hit))
    return Rect(left, hit.rect.y, right - left, hit.rect.height)


def _is_same_line(one: Seen, other: Seen) -> bool:
    """Whether two lines begin at the same place of the screen."""
    return (
        one.stream == other.stream
        and abs(one.rect.x - other.rect.x) <= SAME_LEFT_PX
        and is_beside(one.rect, other.rect)
    )


def _grows_into(line: Seen, shown: Sequence[Seen], text: str) -> bool:
    """Whether the line ends with the beginning of the string, in a place where it was shown."""
    return begins(line.text, text) and any(
        line.stream == whole.stream and line.rect.intersect(whole.rect) for whole in shown
    )
