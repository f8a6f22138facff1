"""The data card of an export: what is in it, how to read it, what it may not be used for.

Nothing that a person typed and no title of a window stands in it; names of programs do.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from replay.export.model import Episode, Format, Shot
from replay.export.plots import bars, heat
from replay.grammar.common import places_of
from replay.plain import write_private

if TYPE_CHECKING:
    from replay.export.writer import ExportReport

GRID = (48, 27)
APPS_MAX = 12
LENGTHS = (5, 10, 20, 50, 100, 200, 500)
LAGS_MS = (17, 34, 50, 100, 250, 1000)


class Statistics:
    """Counts over all sessions, of a size that does not depend on their number."""

    def __init__(self) -> None:
        self.actions: Counter[str] = Counter()
        self.apps: Counter[str] = Counter()
        self.lengths: Counter[str] = Counter()
        self.lags: Counter[str] = Counter()
        self.places = [[0] * GRID[0] for _ in range(GRID[1])]

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


def _bucket(value: int, edges: tuple[int, ...], unit: str) -> str:
    edge = next((edge for edge in edges if value <= edge), None)
    return f"over {edges[-1]:,}{unit}" if edge is None else f"up to {edge:,}{unit}"


def _ordered(counts: Counter[str], edges: tuple[int, ...], unit: str) -> dict[str, int]:
    names = [f"up to {edge:,}{unit}" for edge in edges] + [f"over {edges[-1]:,}{unit}"]
    return {name: counts[name] for name in names if counts[name]}


def _unknown(counts: Counter[str]) -> dict[str, int]:
    return {"no picture": counts["no picture"]} if counts["no picture"] else {}


def write_card(
    folder: Path,
    form: Format,
    variant: str,
    statistics: Statistics,
    report: ExportReport,
    splits: list[str],
) -> None:
    """Write `README.md` and its plots."""
    for name, plot in statistics.plots().items():
        write_private(folder / "card" / name, plot.encode())
    write_private(folder / "README.md", card(form, variant, report, splits).encode())


def card(form: Format, variant: str, report: ExportReport, splits: list[str]) -> str:
    """The text of a data card."""
    lost = "\n".join(f"| {name} | {count:,} |" for name, count in sorted(report.losses.items()))
    mix = "\n".join(f"| {name} | {count:,} |" for name, count in sorted(report.actions.items()))
    sets = "\n".join(f"| in `{name}` | {report.splits[name]:,} sessions |" for name in splits)
    forms = f" ({variant})" if len(form.variants) > 1 else ""
    return f"""{_front_matter(form, variant, splits)}# Steps exported by Candor

**Unsubmitted.** These are a worker's own recordings, not redacted and not reviewed by anybody.
They may show private content: do not pass them on and do not train on them.

Format: **{form.name}**{forms}. {form.title}.

| What | Count |
|---|---|
| sessions | {len(report.sessions):,} |
{sets + chr(10) if sets else ""}| steps | {report.steps:,} |
| frames | {report.frames:,} |
| steps that this format cannot say, left out | {report.left_out:,} |
| steps that were not asked for | {report.filtered:,} |

![Actions](card/actions.svg)
![Steps in a session](card/steps.svg)
![Applications](card/applications.svg)
![Pointer](card/pointer.svg)
![Lag](card/lag.svg)

| Action | Steps |
|---|---|
{mix}

## What was lost

| This format does not carry | Steps |
|---|---|
{lost or "| (nothing was lost) | 0 |"}

`losses.json` names each step of which something is missing, and what.

## How to read it

- `provenance.jsonl` has a line for each recorded step, also for those left out (`index` is null):
  its session, its events, the hash of the consent receipt, licence (null: none was given),
  redactions, what was lost, and the action exactly as it was recorded.
- Places in `action` are pixels of the recorded desktop; `image` is where the pictures lie on it.
  The numbers in the format's own files are in the space that `space` names.
- Times are nanoseconds since the start of the session. `lag_ns` is how long before the action the
  screen was last known to look like its picture. A null means: not known.
- A picture *before* was complete before the action began; the one *after* is the first that stayed
  300 ms, else the last before the next action.
- `index` counts from 0 in each session and has no gaps.
- `candor export --check` on this folder reads everything again; `sha256sum -c SHA256SUMS` does
  without Candor.
"""


def _front_matter(form: Format, variant: str, splits: list[str]) -> str:
    """What dataset loaders read at the head of a card."""
    pattern = form.data(variant)
    if not pattern:
        return ""
    sets = splits or ["train"]
    lines = [
        line
        for name in sets
        for line in (
            f"  - split: {name}",
            f'    path: "{name + "/" if splits else ""}{pattern}"',
        )
    ]
    return (
        "\n".join(["---", "configs:", "- config_name: default", "  data_files:", *lines, "---"])
        + "\n\n"
    )
