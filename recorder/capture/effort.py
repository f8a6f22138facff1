"""How hard the encoder tries: two sets of x264 options, and the rule that chooses between them.

The rule is pure: it sees what each frame cost and gave, and says when to change.
"""

from __future__ import annotations

from dataclasses import dataclass

WINDOW_NS = 1_000_000_000
# The share of one core that encoding may take while frames come at the full rate.
CORE_SHARE = 0.6
BUSY_BYTES_PER_S = 100_000
CALM_BYTES_PER_S = 30_000
AFTER_CALM_NS = 5_000_000_000
AFTER_TOO_DEAR_NS = 60_000_000_000
PIXELS_1080P = 1920 * 1080


@dataclass(frozen=True, slots=True)
class Effort:
    """One set of x264 options."""

    name: str
    x264: str

    @property
    def options(self) -> dict[str, str]:
        return {"preset": "ultrafast", "tune": "zerolatency", "x264-params": self.x264}


# Key frames are asked for by the encoder, never by x264. Arithmetic coding (cabac) and a better
# search than that of ultrafast cost little and save a third; see docs/adr/0022.
_ALWAYS = "keyint=infinite:min-keyint=1:scenecut=0:ref=1:cabac=1:me=hex"
CHEAP = Effort("cheap", f"{_ALWAYS}:partitions=p8x8")
SMALL = Effort("small", f"{_ALWAYS}:partitions=i4x4:subme=2:aq-mode=1:aq-strength=1.3")


class EffortRule:
    """Tries `SMALL` where many bytes can be saved, as long as the machine affords it.

    On a calm screen the two differ by a few bytes, so the cheaper one is used.
    """

    def __init__(self, pixels: int, fps: int) -> None:
        self._budget_ns = CORE_SHARE * 1e9 / fps
        self._scale = pixels / PIXELS_1080P
        self._small_from_ns = 0
        self._began_ns: int | None = None
        self._cost_ns = self._bytes = self._frames = 0
        self.effort = CHEAP

    def saw(self, cost_ns: int, size: int, t_ns: int, *, is_key: bool) -> bool:
        """Take in one frame; true if the effort has changed, so that a new stream must begin.

        Key frames do not count: they cost and weigh much with either.
        """
        if self._began_ns is None:
            self._began_ns = t_ns
        if not is_key:
            self._cost_ns += cost_ns
            self._bytes += size
            self._frames += 1
        elapsed_ns = t_ns - self._began_ns
        if elapsed_ns < WINDOW_NS or not self._frames:
            return False
        chosen = self._choose(elapsed_ns, t_ns)
        changed = chosen is not self.effort
        self.effort = chosen
        self._began_ns = t_ns
        self._cost_ns = self._bytes = self._frames = 0
        return changed

    def _choose(self, elapsed_ns: int, t_ns: int) -> Effort:
        bytes_per_s = self._bytes * 1e9 / elapsed_ns / self._scale
        if self.effort is CHEAP:
            busy = bytes_per_s > BUSY_BYTES_PER_S
            return SMALL if busy and t_ns >= self._small_from_ns else CHEAP
        if self._cost_ns / self._frames > self._budget_ns:
            self._small_from_ns = t_ns + AFTER_TOO_DEAR_NS
            return CHEAP
        if bytes_per_s < CALM_BYTES_PER_S:
            self._small_from_ns = t_ns + AFTER_CALM_NS
            return CHEAP
        return SMALL
