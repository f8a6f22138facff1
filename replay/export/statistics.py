"""What a set holds, in numbers: counted while it is written, of a size that hardly grows with it.

Nothing that a person typed and no title of a window is in it; names of programs are.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import median_low
from typing import Any

import msgspec

from recorder.errors import WrongUse
from replay.export.duplicates import NearDuplicates, sketch_of
from replay.export.model import Episode, Shot
from replay.export.plots import bars, heat
from replay.grammar.common import places_of

STATISTICS = "statistics.json"
GRID = (48, 27)
APPS_MAX = 12
LENGTHS = (5, 10, 20, 50, 100, 200, 500)
LAGS_MS = (17, 34, 50, 100, 250, 1000)


class Statistics:
    """Counts over all sessions; of each session only its length and its sketch are kept."""

    def __init__(self) -> None:
        self.actions: Counter[str] = Counter()
        self.apps: Counter[str] = Counter()
        self.lengths: Counter[str] = Counter()
        self.lags: Counter[str] = Counter()
        self.places = [[0] * GRID[0] for _ in range(GRID[1])]
        self._steps: list[int] = []
        self._spans_ms: list[int] = []
        self._alike = NearDuplicates()

    def add(self, episode: Episode, shot: Shot) -> None:
        """Count one step."""
        step = shot.step
        self.actions[type(step.action).__name__.lower()] += 1
        app = step.window.app if step.window else None
        self.apps[app or "not known"] += 1
        if step.before is None:
            self.lags["no picture"] += 1
        else:
            self.lags[_bucket(step.before.lag_ns // 1_000_000, LAGS_MS, " ms")] += 1
        for x, y in places_of(step.action)[:1]:
            column = (x - episode.origin[0]) * GRID[0] // max(1, episode.size[0])
            row = (y - episode.origin[1]) * GRID[1] // max(1, episode.size[1])
            if 0 <= column < GRID[0] and 0 <= row < GRID[1]:
                self.places[row][column] += 1

    def end(self, episode: Episode) -> None:
        """Count one session."""
        self.lengths[_bucket(len(episode.shots), LENGTHS, "")] += 1
        self._steps.append(len(episode.shots))
        self._spans_ms.append(episode.session.duration_ns // 1_000_000)
        self._alike.take(sketch_of(episode.trajectory, episode.session.meta.captured))

    def near_duplicates(self) -> list[list[str]]:
        """Groups of sessions that are nearly the same."""
        return self._alike.groups()

    @property
    def document(self) -> dict[str, Any]:
        """The numbers as plain data for JSON."""
        return {
            "sessions": len(self._steps),
            "steps": sum(self._steps),
            "steps_per_session": _range(self._steps),
            "session_ms": _range(self._spans_ms),
            "actions": dict(sorted(self.actions.items())),
            "applications": dict(sorted(self.apps.items())),
            "lag": _ordered(self.lags, LAGS_MS, " ms") | _unknown(self.lags),
            "near_duplicates": self.near_duplicates(),
        }

    def plots(self) -> dict[str, str]:
        """The plots by file name."""
        apps = dict(sorted(self.apps.items(), key=lambda item: (-item[1], item[0]))[:APPS_MAX])
        rest = sum(self.apps.values()) - sum(apps.values())
        actions = dict(sorted(self.actions.items(), key=lambda item: (-item[1], item[0])))
        return {
            "actions.svg": bars("Actions", actions),
            "applications.svg": bars("Applications", apps | ({"others": rest} if rest else {})),
            "steps.svg": bars("Steps in a session", _ordered(self.lengths, LENGTHS, "")),
            "lag.svg": bars(
                "Time from the last sight of the screen to the action",
                _ordered(self.lags, LAGS_MS, " ms") | _unknown(self.lags),
            ),
            "pointer.svg": heat("Where the pointer acted", self.places),
        }


class _Numbers(msgspec.Struct, frozen=True):
    """What a file of statistics holds; it may come from anybody."""

    sessions: int
    steps: int
    steps_per_session: dict[str, int] | None
    session_ms: dict[str, int] | None
    actions: dict[str, int]
    applications: dict[str, int]
    lag: dict[str, int]
    near_duplicates: list[list[str]]


def read_statistics(folder: Path) -> dict[str, Any]:
    """The numbers of an export.

    Raises:
        WrongUse: the folder has none that can be read.
    """
    try:
        content = (folder / STATISTICS).read_bytes()
        return msgspec.to_builtins(msgspec.json.decode(content, type=_Numbers))
    except (OSError, msgspec.DecodeError) as error:
        raise WrongUse(f"{folder} holds no numbers of an export of Candor.") from error


def _bucket(value: int, edges: tuple[int, ...], unit: str) -> str:
    edge = next((edge for edge in edges if value <= edge), None)
    return f"over {edges[-1]:,}{unit}" if edge is None else f"up to {edge:,}{unit}"


def _ordered(counts: Counter[str], edges: tuple[int, ...], unit: str) -> dict[str, int]:
    names = [f"up to {edge:,}{unit}" for edge in edges] + [f"over {edges[-1]:,}{unit}"]
    return {name: counts[name] for name in names if counts[name]}


def _unknown(counts: Counter[str]) -> dict[str, int]:
    return {"no picture": counts["no picture"]} if counts["no picture"] else {}


def _range(values: list[int]) -> dict[str, int] | None:
    """The least, the middle and the greatest; None where there is nothing."""
    if not values:
        return None
    return {"least": min(values), "median": median_low(values), "most": max(values)}
