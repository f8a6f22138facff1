"""Lines of text that a screen shows, known again by their pixels where they stayed, moved, were
scrolled or came back. Only what is new is handed to a reader. Pictures are kept in memory only.
"""
# OpenCV's results are partly untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from annotate.detect.regions import grown, merged
from annotate.detect.tiles import SHADES_MIN, TILE_PX, ink_tiles, is_alike, unlike_tiles
from recorder.session.model import Rect

Grey = NDArray[np.uint8]
Tiles = NDArray[np.bool_]

MARGIN_X_PX: Final = 48
MARGIN_Y_PX: Final = 12
SCREENS_MAX: Final = 6
PLACES_MAX: Final = 24
# A change of this share of the picture is worth keeping the screen that was there before.
LARGE_SHARE: Final = 0.06
SHIFTS_MAX: Final = 4
INK_SHADES_MIN: Final = 24
# In how many of them something that moved is looked for.
SCREENS_MOVED: Final = 2
# Fewer tiles are read sooner than looked for elsewhere.
SHIFT_TILES_MIN: Final = 12
PATCH: Final = (320, 48)
ALIKE_MIN: Final = 0.9


@dataclass(frozen=True, slots=True)
class Known:
    """A line of text in a picture. `marks` are the middles of its characters, from its left edge;
    none where the reader does not tell."""

    text: str = field(repr=False)
    rect: Rect
    marks: tuple[float, ...] = ()

    def moved(self, dx: int, dy: int) -> Known:
        rect = self.rect
        return replace(self, rect=Rect(rect.x + dx, rect.y + dy, rect.width, rect.height))

    def within(self, picture: Rect) -> Known | None:
        """What is still in sight of a line that was moved over the edge: no reader would know it
        from there, so its text stays."""
        rect = self.rect.intersect(picture)
        if rect is None or rect == self.rect:
            return None if rect is None else self
        return Known(self.text, rect)


ReadArea = Callable[[Rect], Sequence[Known]]


@dataclass(frozen=True, slots=True)
class _Page:
    """A part of a picture as it was, and its lines, both in pixels of the picture."""

    rect: Rect
    grey: Grey = field(repr=False)
    lines: tuple[Known, ...]


class Memory:
    """What the screen shows now, line by line. It counts lines that were read and known again."""

    def __init__(self) -> None:
        self.lines: tuple[Known, ...] = ()
        self.read = 0
        self.known = 0
        self._grey: Grey | None = None
        self._screens: deque[_Page] = deque(maxlen=SCREENS_MAX)
        self._places: deque[_Page] = deque(maxlen=PLACES_MAX)

    def changed(self, grey: Grey) -> list[Rect]:
        """Where a picture differs from what was looked at last, however slowly it came to that."""
        if self._grey is None or self._grey.shape != grey.shape:
            return [Rect(0, 0, grey.shape[1], grey.shape[0])]
        tiles = unlike_tiles(self._grey, grey)
        return list(_boxes(tiles, Rect(0, 0, grey.shape[1], grey.shape[0])))

    def look(self, grey: Grey, changed: Sequence[Rect], read: ReadArea) -> list[Rect]:
        """Bring the lines up to date where a picture changed; the areas that were looked at.

        Whatever `read` raises goes through.
        """
        if self._grey is None or self._grey.shape != grey.shape:
            self._grey, self.lines = np.zeros_like(grey), ()
            self._screens.clear()
            self._places.clear()
            changed = [Rect(0, 0, grey.shape[1], grey.shape[0])]
        areas = self._areas(changed, grey)
        for area in areas:
            before = _Page(area, _cut(self._grey, area).copy(), self._lines_in(area))
            lines = self._lines_now(grey, area, before, read)
            self.lines = (*(one for one in self.lines if not one.rect.intersect(area)), *lines)
            self._keep(before, grey)
            _cut(self._grey, area)[:] = _cut(grey, area)
        return areas

    def _areas(self, changed: Sequence[Rect], grey: Grey) -> list[Rect]:
        """The changed places with all lines that they touch, whole."""
        height, width = grey.shape
        areas = [grown(rect, MARGIN_X_PX, MARGIN_Y_PX, width, height) for rect in changed]
        while True:
            areas = merged(areas)
            wider = [self._with_lines(area, width, height) for area in areas]
            if wider == areas:
                return areas
            areas = wider

    def _with_lines(self, area: Rect, width: int, height: int) -> Rect:
        for line in self.lines:
            if line.rect.intersect(area):
                area = area.union(grown(line.rect, 4, 2, width, height))
        return area

    def _lines_in(self, area: Rect) -> tuple[Known, ...]:
        return tuple(one for one in self.lines if one.rect.intersect(area))

    def _keep(self, before: _Page, grey: Grey) -> None:
        is_large = before.grey.size >= LARGE_SHARE * grey.size
        (self._screens if is_large else self._places).append(before)

    def _lines_now(self, grey: Grey, area: Rect, before: _Page, read: ReadArea) -> list[Known]:
        recall = _Recall(grey, area)
        for page in (before, *reversed(self._places), *reversed(self._screens)):
            if not recall.open.any():
                break
            recall.match(page, 0, 0)
        for page in (before, *list(reversed(self._screens))[:SCREENS_MOVED]):
            for dx, dy in recall.shifts_from(page):
                recall.match(page, dx, dy)
        self.known += len(recall.lines)
        lines = list(recall.lines)
        for rect, touched in recall.left(before):
            lines = [one for one in lines if one not in touched]
            new = list(_continued(recall, before, rect, touched, read))
            self.read += len(new)
            lines += new
        return lines


class _Recall:
    """One area of a picture, compared with pages until no ink in it is unknown."""

    def __init__(self, grey: Grey, area: Rect) -> None:
        self.picture = Rect(0, 0, grey.shape[1], grey.shape[0])
        self.area = area
        self.grey = _cut(grey, area)
        self.open: Tiles = ink_tiles(self.grey)
        self.lines: list[Known] = []
        self.has_moved = False

    def match(self, page: _Page, dx: int, dy: int) -> bool:
        """Take over what is the same in a page that is moved by this much; whether any was."""
        rect = page.rect
        shared = Rect(rect.x + dx, rect.y + dy, rect.width, rect.height).intersect(self.area)
        if shared is None:
            return False
        here = self._inside(shared)
        there = Rect(shared.x - dx - rect.x, shared.y - dy - rect.y, shared.width, shared.height)
        mine, theirs = _cut(self.grey, here), _cut(page.grey, there)
        alike = np.zeros_like(self.open)
        left, top = -(-here.x // TILE_PX), -(-here.y // TILE_PX)
        skip_x, skip_y = left * TILE_PX - here.x, top * TILE_PX - here.y
        if skip_x < mine.shape[1] and skip_y < mine.shape[0]:
            found = ~unlike_tiles(theirs[skip_y:, skip_x:], mine[skip_y:, skip_x:])
            # A tile at the edge counts only where the area ends, too.
            bottom = found.shape[0] - (here.y + here.height < self.grey.shape[0])
            right = found.shape[1] - (here.x + here.width < self.grey.shape[1])
            alike[top : top + bottom, left : left + right] = found[:bottom, :right]
        taken: list[Known] = []
        for line in page.lines:
            line = line.moved(dx, dy).within(self.picture)
            box = None if line is None else line.rect.intersect(self.area)
            if line is None or box is None or not self.open[_tiles(self._inside(box))].any():
                continue
            if self._is_there(line, page, dx, dy):
                taken.append(line)
            else:
                alike[_tiles(self._inside(box))] = False
        taken = [
            one for one in taken if not any(one.rect.intersect(each.rect) for each in self.lines)
        ]
        gained = bool((self.open & alike).any())
        self.has_moved |= gained and (dx, dy) != (0, 0)
        self.lines += taken
        self.open &= ~alike
        return gained

    def shifts_from(self, page: _Page) -> Iterator[tuple[int, int]]:
        """How far what is unknown here was moved since the page; tried where most is unknown."""
        tried = np.zeros_like(self.open)
        seen: set[tuple[int, int]] = set()
        for _ in range(SHIFTS_MAX):
            if int((self.open & ~tried).sum()) < SHIFT_TILES_MIN:
                return
            patch = self._patch_of(self.open & ~tried)
            tried[_tiles(patch)] = True
            shift = self._shift(page, patch)
            if shift is not None and shift not in seen:
                seen.add(shift)
                yield shift

    def _shift(self, page: _Page, patch: Rect) -> tuple[int, int] | None:
        cut = np.ascontiguousarray(_cut(self.grey, patch))
        too_small = page.grey.shape[0] < patch.height or page.grey.shape[1] < patch.width
        if too_small or int(cut.max()) - int(cut.min()) < INK_SHADES_MIN:
            return None
        _, best, _, (x, y) = cv2.minMaxLoc(cv2.matchTemplate(page.grey, cut, cv2.TM_CCOEFF_NORMED))
        if best < ALIKE_MIN:
            return None
        return (
            patch.x + self.area.x - x - page.rect.x,
            patch.y + self.area.y - y - page.rect.y,
        )

    def left(self, before: _Page) -> Iterator[tuple[Rect, list[Known]]]:
        """The places that must be read, with the known lines that lie in them."""
        height, width = self.grey.shape
        near = cv2.dilate(self.open.astype(np.uint8), np.ones((1, 3), np.uint8)) > 0
        boxes = list(_boxes(near, Rect(0, 0, width, height)))
        lines = [self._inside(one.rect) for one in self.lines]
        if not self.has_moved:
            # In place, only rows that changed are new; a line that changed is read as a whole.
            boxes = [self._changed_rows(before, box) for box in boxes]
            lines += [self._inside(one.rect) for one in before.lines if one not in self.lines]
        rects = [grown(box, 4, 4, width, height) for box in boxes]
        while True:
            rects = merged(rects)
            wider = [_around(rect, lines, width, height) for rect in rects]
            if wider == rects:
                break
            rects = wider
        for rect in rects:
            placed = Rect(rect.x + self.area.x, rect.y + self.area.y, rect.width, rect.height)
            yield placed, [one for one in self.lines if one.rect.intersect(placed)]

    def _changed_rows(self, before: _Page, box: Rect) -> Rect:
        differs = cv2.absdiff(_cut(before.grey, box), _cut(self.grey, box)) > SHADES_MIN
        ys = np.flatnonzero(differs.any(axis=1))
        if not len(ys):
            return box
        return Rect(box.x, box.y + int(ys[0]), box.width, int(ys[-1] - ys[0]) + 1)

    def is_as_before(self, before: _Page, rect: Rect, until_x: int) -> bool:
        """Whether nothing changed in the part of a rectangle that lies before a column."""
        inside = self._inside(Rect(rect.x, rect.y, max(0, until_x - rect.x), rect.height))
        return is_alike(_cut(before.grey, inside), _cut(self.grey, inside))

    def _is_there(self, line: Known, page: _Page, dx: int, dy: int) -> bool:
        box = self._inside(line.rect)
        there = Rect(
            line.rect.x - dx - page.rect.x,
            line.rect.y - dy - page.rect.y,
            box.width,
            box.height,
        )
        height, width = page.grey.shape
        whole = Rect(0, 0, self.grey.shape[1], self.grey.shape[0])
        if box.intersect(whole) != box or there.intersect(Rect(0, 0, width, height)) != there:
            return False
        return is_alike(_cut(page.grey, there), _cut(self.grey, box))

    def _inside(self, rect: Rect) -> Rect:
        return Rect(rect.x - self.area.x, rect.y - self.area.y, rect.width, rect.height)

    def _patch_of(self, unknown: Tiles) -> Rect:
        """Where most is unknown."""
        height, width = self.grey.shape
        wide, high = min(PATCH[0], width), min(PATCH[1], height)
        kernel = (max(1, wide // TILE_PX), max(1, high // TILE_PX))
        edge = cv2.BORDER_CONSTANT
        dense = cv2.boxFilter(
            unknown.astype(np.float32), -1, kernel, normalize=False, borderType=edge
        )
        row, column = np.unravel_index(int(dense.argmax()), dense.shape)
        x = min(max(0, int(column) * TILE_PX - wide // 2), width - wide)
        y = min(max(0, int(row) * TILE_PX - high // 2), height - high)
        return Rect(x, y, wide, high)


def _continued(
    recall: _Recall, before: _Page, rect: Rect, touched: Sequence[Known], read: ReadArea
) -> Sequence[Known]:
    """What is to be read; a line that only changed further on is read from there."""
    broken = {*touched, *(one for one in before.lines if one.rect.intersect(rect))}
    line = next(iter(broken), None)
    if line is None or len(broken) != 1 or not line.marks:
        return read(rect)
    cut = _cut_of(recall, before, line)
    if cut is None:
        return read(rect)
    place, kept = cut
    left = line.rect.x + place
    if left >= rect.x + rect.width or not recall.is_as_before(before, rect, left):
        return read(rect)
    rest = Rect(left, rect.y, rect.x + rect.width - left, rect.height)
    found = list(read(rest))
    if len(found) != 1 or not _is_beside(line.rect, found[0].rect):
        return read(rect)
    new = found[0]
    joint = " " if " " in line.text[kept - 1 : kept + 1] else ""
    text = line.text[:kept].rstrip() + joint
    marks = line.marks[: len(text.rstrip())] + ((float(place),) if joint else ())
    whole = line.rect.union(new.rect)
    if whole.x != line.rect.x:
        return read(rect)
    marks += tuple(mark + new.rect.x - whole.x for mark in new.marks)
    return [Known(text + new.text, whole, marks)]


def _cut_of(recall: _Recall, before: _Page, line: Known) -> tuple[int, int] | None:
    """Where a line can be cut, from its left edge, and how many characters lie before."""
    x, y = line.rect.x - recall.area.x, line.rect.y - recall.area.y
    if x < 0 or y < 0:
        return None
    box = (slice(y, y + line.rect.height), slice(x, x + line.rect.width))
    now, then = recall.grey[box], before.grey[box]
    unlike = cv2.absdiff(now, then).max(axis=0) > max(10, int(np.ptp(then)) // 6)
    first = int(np.flatnonzero(unlike)[0]) if unlike.any() else line.rect.width
    paper = np.ptp(now, axis=0) < max(10, int(np.ptp(then)) // 6)
    empty = max(3, line.rect.height // 5)
    run = 0
    best: int | None = None
    for column in range(first - 2):
        run = run + 1 if paper[column] else 0
        if run >= empty:
            best = column - run // 2
    if best is None or best < 2 * line.rect.height:
        return None
    kept = sum(mark < best for mark in line.marks)
    return (best, kept) if 0 < kept < len(line.text) else None


def _is_beside(one: Rect, other: Rect) -> bool:
    shared = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return 2 * shared >= min(one.height, other.height)


def _around(rect: Rect, lines: Sequence[Rect], width: int, height: int) -> Rect:
    for line in lines:
        if line.intersect(rect):
            wider = grown(line, 4, 2, width, height).intersect(Rect(0, 0, width, height))
            rect = rect.union(wider) if wider is not None else rect
    return rect


def _boxes(tiles: Tiles, within: Rect) -> Iterator[Rect]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(tiles.astype(np.uint8), connectivity=8)
    for number in range(1, count):
        x, y, wide, high = (int(value) * TILE_PX for value in stats[number][:4])
        box = Rect(x, y, wide, high).intersect(within)
        if box is not None:
            yield box


def _tiles(box: Rect) -> tuple[slice, slice]:
    """The tiles that a box of an area touches."""
    return (
        slice(max(0, box.y) // TILE_PX, (box.y + box.height - 1) // TILE_PX + 1),
        slice(max(0, box.x) // TILE_PX, (box.x + box.width - 1) // TILE_PX + 1),
    )


def _cut(grey: Grey, box: Rect) -> Grey:
    return grey[box.y : box.y + box.height, box.x : box.x + box.width]
