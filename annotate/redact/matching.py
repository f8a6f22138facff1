"""Finding a string in texts: exactly but for case in events, and as a reader of pictures may have
misread it in pixels. Pure.
"""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

# What OCR takes for one another, all said as one of them.
_LOOKALIKES: Final = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "8": "b", "2": "z", "9": "g"}
    | {"q": "g", "6": "b", "©": "c", "€": "e", "“": '"', "”": '"', "’": "'", "–": "-", "—": "-"}
)
MISREAD_EVERY: Final = 7
"""One misread character is forgiven for each so many."""
PART_OF_SECRET: Final = 0.7
"""A piece this long, as a part of the whole, already tells it."""
RAW_BYTES_MIN: Final = 6
"""Shorter strings occur in compressed pictures by chance."""


def spans_of(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where a string occurs in a text, whatever its case; from and to, without overlaps."""
    folded, places = _folded(text)
    sought, _ = _folded(wanted)
    at = folded.find(sought) if sought else -1
    while at >= 0:
        yield places[at], places[at + len(sought) - 1] + 1
        at = folded.find(sought, at + len(sought))


def holds(text: str, wanted: str) -> bool:
    return next(spans_of(text, wanted), None) is not None


def replaced(text: str, wanted: str, by: str) -> str:
    """The text with every occurrence replaced."""
    out, last = "", 0
    for start, end in spans_of(text, wanted):
        out, last = out + text[last:start] + by, end
    return out + text[last:]


@lru_cache(maxsize=1 << 14)
def as_read(text: str) -> str:
    """A text without what OCR gets wrong: spaces, case, accents, lookalikes."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(c for c in plain if not c.isspace() and not unicodedata.combining(c))
    return kept.replace("rn", "m").replace("vv", "w").translate(_LOOKALIKES)


@lru_cache(maxsize=1 << 16)
def reads(line: str, wanted: str) -> bool:
    """Whether a line that was read in a picture may show the string, or most of it."""
    text, sought = as_read(line), as_read(wanted)
    if not sought or not text:
        return False
    if sought in text:
        return True
    misread = len(sought) // MISREAD_EVERY
    if misread and _distance_within(text, sought) <= misread:
        return True
    part = max(4, round(len(sought) * PART_OF_SECRET))
    return part < len(sought) and any(
        sought[at : at + part] in text for at in range(len(sought) - part + 1)
    )


@lru_cache(maxsize=1 << 16)
def begins(line: str, wanted: str, length_min: int = 3) -> bool:
    """Whether a line ends with the beginning of the string, as while it is being typed."""
    text, sought = as_read(line).rstrip("|l_"), as_read(wanted)
    return any(
        text.endswith(sought[:length].rstrip("|l_"))
        for length in range(length_min, len(sought) + 1)
    )


def encodings(wanted: str) -> Iterator[bytes]:
    """The bytes that a string may lie in: UTF-8, UTF-16, hexadecimal, base64 at any offset."""
    plain = wanted.encode("utf-8", "surrogatepass")
    for raw in (plain, *(wanted.encode(each, "surrogatepass") for each in _WIDE)):
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for offset in range(3):
            # Only the characters that no neighbouring byte has a part in.
            coded = base64.b64encode(bytes(offset) + raw).rstrip(b"=")
            first = (offset * 8 + 5) // 6
            yield coded[first : (offset + len(raw)) * 8 // 6]


_WIDE: Final = ("utf-16-le", "utf-16-be")


def _distance_within(text: str, sought: str) -> int:
    """The fewest changes that make some part of the text the string (Sellers, 1980)."""
    row = list(range(len(sought) + 1))
    best = row[-1]
    for letter in text:
        before, row[0] = row[0], 0
        for at, other in enumerate(sought, 1):
            here = min(row[at] + 1, row[at - 1] + 1, before + (letter != other))
            before, row[at] = row[at], here
        best = min(best, row[-1])
    return best


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case, and for each of its characters where it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for each in " " if letter.isspace() else letter.casefold():
            letters.append(each)
            places.append(place)
    return "".join(letters), places
