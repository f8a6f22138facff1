"""Lines of text in a part of a picture, and what detectors say of them. Each line is read once.

A line is known again by its pixels, which are kept in memory and only for one scan.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotate.detect import ocr
from annotate.detect.model import Finding
from annotate.detect.pack_people import MISREAD
from annotate.detect.rules import PatternDetector
from recorder.session.model import Rect

Picture = NDArray[np.uint8]
Find = Callable[[str], tuple[Finding, ...]]

KNOWN_LINES: Final = 3000
# One letter for another changes some pixel by more, in every font that was tried.
ENCODER_ERROR: Final = 40
# A label and its value stand in one row, with this many heights of a line between them at most.
GAP_LINES: Final = 12
_LOOKALIKES: Final = str.maketrans("OoQlI|!SB", "000111158")
_misread = PatternDetector("people", MISREAD)


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line in a picture with what was found in it; findings are places in its text."""

    text: str = field(repr=False)
    rect: Rect
    findings: tuple[Finding, ...]


class LineReader:
    """Reads lines and asks the detectors. It counts what it read and what it knew."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._known: dict[tuple[int, ...], list[tuple[NDArray[np.int16], str]]] = {}
        self._order: deque[tuple[int, ...]] = deque()
        self.read = 0
        self.known = 0

    def lines(
        self, bgr: Picture, area: Rect, changed: Sequence[Rect] | None = None
    ) -> tuple[SeenLine, ...]:
        """The lines in this part of a picture, in which something was found; of rows that lie in
        none of the `changed` places nothing is read.

        Raises:
            CandorError: text cannot be read.
        """
        cut = bgr[area.y : area.y + area.height, area.x : area.x + area.width]
        rgb = np.ascontiguousarray(cut[:, :, ::-1])
        seen: list[SeenLine] = []
        for row in rows(ocr.find_lines(rgb)):
            placed = [Rect(box.x + area.x, box.y + area.y, box.width, box.height) for box in row]
            if changed is None or any(one.intersect(rect) for one in placed for rect in changed):
                texts = [self._text(_crop(rgb, box)) for box in row]
                seen += self._in_row(list(zip(texts, placed, strict=True)))
        return tuple(seen)

    def _text(self, crop: Picture) -> str:
        ink = _ink(crop)
        alike = self._known.setdefault(ink.shape, [])
        for other, text in alike:
            if _is_alike(ink, other):
                self.known += 1
                return text
        self.read += 1
        ((text, confidence),) = ocr.read_lines((crop,))
        text = text if confidence >= ocr.CONFIDENCE_MIN else ""
        alike.append((ink, text))
        self._order.append(ink.shape)
        if len(self._order) > KNOWN_LINES:
            self._known[self._order.popleft()].pop(0)
        return text

    def _in_row(self, row: Sequence[tuple[str, Rect]]) -> list[SeenLine]:
        """The lines of a row that hold a part of a finding; a row is one text to the detectors."""
        text = "  ".join(part for part, _ in row)
        found = found_in_read(text, self._find)
        seen: list[SeenLine] = []
        begin = 0
        for part, rect in row:
            end = begin + len(part)
            inside = tuple(
                replace(one, start=max(one.start, begin) - begin, end=min(one.end, end) - begin)
                for one in found
                if one.start < end and one.end > begin
            )
            if inside:
                seen.append(SeenLine(part, rect, inside))
            begin = end + 2
        return seen


def found_in_read(text: str, find: Find) -> tuple[Finding, ...]:
    """What detectors find in a text from a picture, in which letters may stand for digits."""
    found = list(find(text))
    for told in (text, text.translate(_LOOKALIKES)):
        answer = _misread.find(told)
        found += getattr(answer, "findings", ())
    if (told := text.translate(_LOOKALIKES)) != text:
        found += [one for one in find(told) if (one.confidence or 0) >= 0.95]
    kept: list[Finding] = []
    for one in found:
        if not any(other.start <= one.start and one.end <= other.end for other in kept):
            kept.append(one)
    return tuple(kept)


def rows(boxes: Sequence[Rect]) -> list[list[Rect]]:
    """Boxes of lines that stand side by side, from left to right."""
    done: list[list[Rect]] = []
    for box in sorted(boxes, key=lambda one: one.x):
        for row in done:
            if _continues(row[-1], box):
                row.append(box)
                break
        else:
            done.append([box])
    return done


def _continues(last: Rect, rect: Rect) -> bool:
    shared = min(last.y + last.height, rect.y + rect.height) - max(last.y, rect.y)
    gap = rect.x - (last.x + last.width)
    height = min(last.height, rect.height)
    return shared >= 0.6 * height and -height <= gap <= GAP_LINES * height


def _crop(rgb: Picture, box: Rect) -> Picture:
    return rgb[box.y : box.y + box.height, box.x : box.x + box.width]


def _ink(crop: Picture) -> NDArray[np.int16]:
    """What is written, without the paper around it, so that a box may lie a pixel off."""
    gray = crop[:, :, 1].astype(np.int16)
    if not gray.size:
        return gray
    away = np.abs(gray - int(np.median(gray)))
    drawn = away >= max(1, int(away.max()) // 2)
    ys, xs = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    if not len(ys):
        return gray
    return gray[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]


def _is_alike(one: NDArray[np.int16], other: NDArray[np.int16]) -> bool:
    """Whether two lines differ by no more than the encoder's own error, nowhere."""
    return bool(np.abs(one - other).max(initial=0) <= ENCODER_ERROR)
