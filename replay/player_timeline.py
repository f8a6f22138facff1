"""The timeline as numbers: which part is in view, its ruler, how dense the input was. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from replay.player_track import Times

MS: Final = 1_000_000
SPAN_MIN_NS: Final = 100 * MS
TICKS_MS: Final = (
    10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000,
    300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """The part of a session that fills `width_px`."""

    from_ns: int
    span_ns: int
    duration_ns: int
    width_px: int

    @property
    def until_ns(self) -> int:
        return self.from_ns + self.span_ns

    @property
    def is_whole(self) -> bool:
        return self.span_ns >= self.duration_ns

    def x(self, t_ns: int) -> float:
        """Where a time lies, in pixels."""
        return (t_ns - self.from_ns) * self.width_px / self.span_ns

    def t_ns(self, x: float) -> int:
        """Which time lies at a pixel."""
        return self.from_ns + round(x * self.span_ns / max(1, self.width_px))

    def sees(self, begin_ns: int, end_ns: int) -> bool:
        return end_ns >= self.from_ns and begin_ns <= self.until_ns


def whole(duration_ns: int, width_px: int) -> View:
    """All of the session."""
    return View(0, max(duration_ns, SPAN_MIN_NS), duration_ns, max(1, width_px))


def zoomed(view: View, factor: float, at_x: float) -> View:
    """Nearer (factor above 1) or farther; the time under `at_x` stays where it is."""
    longest = max(view.duration_ns, SPAN_MIN_NS)
    span_ns = min(max(round(view.span_ns / factor), SPAN_MIN_NS), longest)
    under_ns = view.t_ns(at_x)
    from_ns = under_ns - round(at_x * span_ns / max(1, view.width_px))
    return _inside(View(from_ns, span_ns, view.duration_ns, view.width_px))


def scrolled(view: View, by_ns: int) -> View:
    return _inside(View(view.from_ns + by_ns, view.span_ns, view.duration_ns, view.width_px))


def resized(view: View, duration_ns: int, width_px: int) -> View:
    """The same part in another width or a session of another length; the whole stays the whole."""
    if view.is_whole:
        return whole(duration_ns, width_px)
    span_ns = min(view.span_ns, max(duration_ns, SPAN_MIN_NS))
    return _inside(View(view.from_ns, span_ns, duration_ns, max(1, width_px)))


def following(view: View, t_ns: int) -> View:
    """A page further when the playhead leaves the part in view."""
    if view.from_ns <= t_ns <= view.until_ns:
        return view
    return scrolled(view, t_ns - view.from_ns - view.span_ns // 20)


def ticks(view: View, apart_px: int) -> Iterator[tuple[int, bool]]:
    """The times of the ruler's lines, and which of them are written out."""
    least_ms = view.span_ns * apart_px / max(1, view.width_px) / MS
    step = next((step for step in TICKS_MS if step >= least_ms), TICKS_MS[-1]) * MS
    minor = step // (4 if step % (4 * MS) == 0 and step // MS not in (10, 50, 500) else 5)
    t_ns = view.from_ns - view.from_ns % minor
    while t_ns <= view.until_ns:
        if t_ns >= 0:
            yield t_ns, t_ns % step == 0
        t_ns += minor


def density(times_ns: Times, view: View) -> NDArray[np.float64]:
    """How much happened in each pixel of the view, from 0 to 1, softened to its neighbours."""
    edges = view.from_ns + np.arange(view.width_px + 1) * (view.span_ns / view.width_px)
    counts = np.diff(np.searchsorted(times_ns, edges)).astype(np.float64)
    kernel = np.array([1.0, 2.0, 3.0, 2.0, 1.0]) / 9.0
    soft = np.convolve(counts, kernel, mode="same") if len(counts) >= len(kernel) else counts
    most = soft.max(initial=0.0)
    # The square root lets a single click be seen beside a moving pointer.
    return np.sqrt(soft / most) if most > 0 else soft


def _inside(view: View) -> View:
    last_ns = max(0, view.duration_ns - view.span_ns)
    from_ns = min(max(view.from_ns, 0), last_ns)
    return View(from_ns, view.span_ns, view.duration_ns, view.width_px)
