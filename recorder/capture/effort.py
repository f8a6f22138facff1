"""How hard the encoder tries: the settings to choose from, and the rule that chooses.

The rule is pure: it sees what each frame cost and says when to change.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """One set of x264 options."""

    name: str
    options: dict[str, str]


_COMMON = "keyint=infinite:min-keyint=1:scenecut=0:ref=1"
SMALL = Effort(
    "small",
    {"preset": "veryfast", "tune": "zerolatency+fastdecode", "x264-params": _COMMON},
)
CHEAP = Effort(
    "cheap",
    {"preset": "ultrafast", "tune": "zerolatency+fastdecode", "x264-params": _COMMON},
)


class EffortRule:
    """Chooses between `SMALL` and `CHEAP` for pictures of a given size."""

    def __init__(self, pixels: int) -> None:
        self._budget_ns = 11_000_000 * pixels // (1920 * 1080)
        self._average_ns = 0.0
        self.effort = SMALL

    def saw(self, cost_ns: int, t_ns: int, *, is_key: bool) -> bool:
        """Take in the cost of one frame; True if the effort has changed."""
        return False
