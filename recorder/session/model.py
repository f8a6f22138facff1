"""What surrounds the events of a session: desktop, scopes, description. Plain data; no I/O, no Qt.

Coordinates are physical pixels of the recorded virtual desktop, negative allowed.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Scope(StrEnum):
    """What a person can agree to have recorded; each is a choice of its own."""

    SCREEN = "screen"
    KEYSTROKES = "keystrokes"
    MOUSE = "mouse"
    WINDOW_TITLES = "window_titles"
    ACCESSIBILITY = "accessibility"


class EndReason(StrEnum):
    """Why a recording ended. The words are the format."""

    STOPPED = "stopped"
    TIME_OVER = "time over"
    SIGNAL = "signal"
    WINDOW_GONE = "window gone"
    CONSENT_ENDED = "consent ended"
    DISK = "disk"
    DESKTOP = "desktop"
    INPUT_LOST = "input lost"
    FAULT = "fault"


class Rect(msgspec.Struct, frozen=True, array_like=True):
    """A rectangle in desktop pixels."""

    x: int
    y: int
    width: int
    height: int

    def contains(self, x: int, y: int) -> bool:
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height

    def intersect(self, other: Rect) -> Rect | None:
        left, top = max(self.x, other.x), max(self.y, other.y)
        right = min(self.x + self.width, other.x + other.width)
        bottom = min(self.y + self.height, other.y + other.height)
        if right <= left or bottom <= top:
            return None
        return Rect(left, top, right - left, bottom - top)

    def union(self, other: Rect) -> Rect:
        left, top = min(self.x, other.x), min(self.y, other.y)
        right = max(self.x + self.width, other.x + other.width)
        bottom = max(self.y + self.height, other.y + other.height)
        return Rect(left, top, right - left, bottom - top)


class Display(msgspec.Struct, frozen=True):
    """One monitor. `scale` is None where the system does not say it."""

    id: int
    x: int
    y: int
    width: int
    height: int
    scale: float | None = None

    @property
    def bounds(self) -> Rect:
        return Rect(self.x, self.y, self.width, self.height)


class Desktop(msgspec.Struct, frozen=True):
    """The virtual desktop: its size and its monitors."""

    width: int
    height: int
    displays: tuple[Display, ...]


class Lineage(msgspec.Struct, frozen=True, array_like=True):
    """What a redacted session was made of: which original, as it stood, by which plan (hashes in
    hexadecimal)."""

    session: str
    chain: str
    plan: str


class Chosen(msgspec.Struct, frozen=True, array_like=True):
    """The frames of one step as they were chosen when the times of keys were still exact: frame,
    t_ns and lag_ns before it, frame and t_ns after it."""

    step: str
    before: tuple[int, int, int] | None
    after: tuple[int, int] | None


class SessionMeta(msgspec.Struct, frozen=True, omit_defaults=True):
    """The first sealed record of a session: what was asked, and of which machine.

    `started_at` is the wall clock (ISO 8601, UTC) at session time 0; every other time in a
    session is `t_ns`, integer nanoseconds since then on one monotonic clock. `lineage` and
    `chosen` are there in redacted sessions only.
    """

    session: str
    task: str
    started_at: str
    desktop: Desktop
    captured: Rect
    fps: int
    scopes: tuple[Scope, ...]
    campaign: str
    platform: str
    program: str
    lineage: Lineage | None = None
    chosen: tuple[Chosen, ...] = ()


class Chunk(msgspec.Struct, frozen=True, array_like=True):
    """One media record: consecutive encoded frames of one H.264 stream.

    `stream` counts encoder starts (each begins with a key frame). `width` and `height` are those
    of the captured rectangle; the coded picture may be one pixel larger to be even. `frames`
    holds (frame index, t_ns, is_key, size in bytes) for each packet in `data`, laid end to end.
    """

    stream: int
    width: int
    height: int
    frames: tuple[tuple[int, int, bool, int], ...]
    data: bytes
