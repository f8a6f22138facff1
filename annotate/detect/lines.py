"""Lines of text in a part of a picture, and what detectors say of them. Each line is read once.

What was read is kept by a keyed hash of its pixels, in memory and only for one scan.
"""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
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

CACHED_LINES: Final = 20_000
SHADES: Final = 16
EDGE_PX: Final = 2
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
        self._key = secrets.token_bytes(32)
        self._known: OrderedDict[bytes, str] = OrderedDict()
        self.read = 0
        self.known = 0

    def lines(self, bgr: Picture, area: Rect) -> tuple[SeenLine, ...]:
        """The lines in this part of a picture, in which something was found.

        Raises:
            CandorError: text cannot be read.
        """
        cut = bgr[area.y : area.y + area.height, area.x : area.x + area.width]
        rgb = np.ascontiguousarray(cut[:, :, ::-1])
        lines = [
            (
                self._text(_crop(rgb, box)),
                Rect(box.x + area.x, box.y + area.y, box.width, box.height),
            )
            for box in ocr.find_lines(rgb)
        ]
        return tuple(line for row in rows(lines) for line in self._in_row(row))

    def _text(self, crop: Picture) -> str:
        digest = hmac.digest(self._key, repr(crop.shape).encode() + _shades(crop), "sha256")
        if digest in self._known:
            self.known += 1
            self._known.move_to_end(digest)
            return self._known[digest]
        self.read += 1
        ((text, confidence),) = ocr.read_lines((crop,))
        text = text if confidence >= ocr.CONFIDENCE_MIN else ""
        self._known[digest] = text
        if len(self._known) > CACHED_LINES:
            self._known.popitem(last=False)
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


def rows(lines: Sequence[tuple[str, Rect]]) -> list[list[tuple[str, Rect]]]:
    """Lines that stand side by side, from left to right."""
    done: list[list[tuple[str, Rect]]] = []
    for line in sorted(lines, key=lambda one: one[1].x):
        for row in done:
            if _continues(row[-1][1], line[1]):
                row.append(line)
                break
        else:
            done.append([line])
    return done


def _continues(last: Rect, rect: Rect) -> bool:
    shared = min(last.y + last.height, rect.y + rect.height) - max(last.y, rect.y)
    gap = rect.x - (last.x + last.width)
    height = min(last.height, rect.height)
    return shared >= 0.6 * height and -height <= gap <= GAP_LINES * height


def _crop(rgb: Picture, box: Rect) -> Picture:
    return rgb[box.y : box.y + box.height, box.x : box.x + box.width]


def _shades(crop: Picture) -> bytes:
    """A picture in few shades, which what the encoder does to it changes less."""
    return (crop[:, :, 1] // SHADES).tobytes()
