"""Sessions made by hand, for the tests of what stands on them: no journal, painted frames."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recorder.session.events import Event
from recorder.session.model import Chunk, Desktop, Display, Rect, Scope, SessionMeta
from replay.frames import Picture

DESKTOP = Desktop(64, 48, (Display(0, 0, 0, 64, 48),))


@dataclass(frozen=True, slots=True)
class MadeHeader:
    consent: str | None = "c0ffee"
    origin: str | None = None
    worker: str = "ada"


@dataclass(frozen=True, slots=True)
class MadeSession:
    events: tuple[Event, ...]
    id: str = "5e55"
    state: str = "complete"
    header: MadeHeader = MadeHeader()
    chunks: tuple[Chunk, ...] = ()
    duration_ns: int = 7_000_000_000

    @property
    def meta(self) -> SessionMeta:
        return SessionMeta(
            self.id, "Write a note", "2026-01-02T03:04:05Z", DESKTOP, Rect(0, 0, 64, 48),
            30, (Scope.SCREEN, Scope.KEYSTROKES, Scope.MOUSE), "personal", "linux", "candor 0.1.0",
        )  # fmt: skip


class PaintedFrames:
    """Frame n is painted with the grey n."""

    def __init__(self) -> None:
        self.decoded: list[int] = []

    def frame(self, index: int) -> Picture:
        self.decoded.append(index)
        return np.full((48, 64, 3), index, np.uint8)
