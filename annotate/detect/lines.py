"""Lines of text in a part of a picture, and what detectors say of them. Each line is read once,
and known again by its pixels (`memory`).
"""
# OpenCV's results are partly untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from annotate.detect import ocr
from annotate.detect.memory import Known, Memory
from annotate.detect.model import Finding
from annotate.detect.pack_people import MISREAD
from annotate.detect.rules import PatternDetector
from recorder.session.model import Rect

Picture = NDArray[np.uint8]
Find = Callable[[str], tuple[Finding, ...]]

ANSWERS_MAX: Final = 5000
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
        self._memory = Memory()
        self._answers: OrderedDict[str, tuple[Finding, ...]] = OrderedDict()

    @property
    def read(self) -> int:
        return self._memory.read

    @property
    def known(self) -> int:
        return self._memory.known

    def lines(self, bgr: Picture, changed: Sequence[Rect]) -> tuple[SeenLine, ...]:
        """The lines in which something was found, of rows that lie in the changed places.

        Raises:
            CandorError: text cannot be read.
        """
        grey = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY)
        self._memory.look(np.asarray(grey, np.uint8), changed, lambda area: read_area(bgr, area))
        by_place = {line.rect: line.text for line in self._memory.lines}
        seen: list[SeenLine] = []
        for row in rows(tuple(by_place)):
            if any(one.intersect(rect) for one in row for rect in changed):
                seen += self._in_row([(by_place[rect], rect) for rect in row])
        return tuple(seen)

    def _in_row(self, row: Sequence[tuple[str, Rect]]) -> list[SeenLine]:
        """The lines of a row that hold a part of a finding; a row is one text to the detectors."""
        text = "  ".join(part for part, _ in row)
        found = self._found(text)
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

    def _found(self, text: str) -> tuple[Finding, ...]:
        """What is found in a row; the same row is asked about once."""
        found = self._answers.get(text)
        if found is None:
            found = self._answers[text] = found_in_read(text, self._find)
            if len(self._answers) > ANSWERS_MAX:
                self._answers.popitem(last=False)
        return found


def read_area(bgr: Picture, area: Rect) -> list[Known]:
    """The lines in a part of a picture of rows of blue, green, red.

    Raises:
        CandorError: text cannot be read.
    """
    cut = bgr[area.y : area.y + area.height, area.x : area.x + area.width]
    return read_rgb(np.ascontiguousarray(cut[:, :, ::-1]), area.x, area.y)


def read_rgb(rgb: Picture, left: int, top: int) -> list[Known]:
    """The lines in a picture of red, green, blue, whose corner lies there in a larger one.

    Raises:
        CandorError: text cannot be read.
    """
    known: list[Known] = []
    for box in ocr.find_lines(rgb):
        read = ocr.read_line(rgb[box.y : box.y + box.height, box.x : box.x + box.width])
        placed = Rect(box.x + left, box.y + top, box.width, box.height)
        is_read = read.confidence >= ocr.CONFIDENCE_MIN
        known.append(Known(read.text, placed, read.marks) if is_read else Known("", placed))
    return known


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
