"""The data card of an export: what is in it, how to read it, what it may not be used for.

Nothing that a person typed and no title of a window stands in it; names of programs do.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from replay.export.model import SUBMITTED, UNSUBMITTED, Format
from replay.export.statistics import STATISTICS, Statistics
from replay.plain import write_private

if TYPE_CHECKING:
    from replay.export.writer import ExportReport

GROUPS_MAX = 20
_STATUS = {
    UNSUBMITTED: """**Unsubmitted.** These are a worker's own recordings, not redacted, and not
reviewed by anybody. They may show private content: do not pass them on, do not train on them.""",
    SUBMITTED: """**Submitted.** Their workers redacted these sessions and gave them away, under the
consents that `provenance.jsonl` names. What was withdrawn since must go: make the export anew.""",
}


def write_card(
    folder: Path,
    form: Format,
    variant: str,
    statistics: Statistics,
    report: ExportReport,
    splits: list[str],
) -> None:
    """Write `README.md`, its plots and its numbers."""
    numbers = msgspec.json.format(msgspec.json.encode(statistics.document), indent=2)
    write_private(folder / STATISTICS, numbers + b"\n")
    for name, plot in statistics.plots().items():
        write_private(folder / "card" / name, plot.encode())
    write_private(folder / "README.md", card(form, variant, report, splits, statistics).encode())


def card(
    form: Format,
    variant: str,
    report: ExportReport,
    splits: list[str],
    statistics: Statistics,
) -> str:
    """The text of a data card."""
    lost = "\n".join(f"| {name} | {count:,} |" for name, count in sorted(report.losses.items()))
    mix = "\n".join(f"| {name} | {count:,} |" for name, count in sorted(report.actions.items()))
    sets = "\n".join(f"| in `{name}` | {report.splits[name]:,} sessions |" for name in splits)
    alike = statistics.near_duplicates()
    forms = f" ({variant})" if len(form.variants) > 1 else ""
    return f"""{_front_matter(form, variant, splits)}# Steps exported by Candor

{_STATUS[report.status]}

Format: **{form.name}**{forms}. {form.title}.

| What | Count |
|---|---|
| sessions | {len(report.sessions):,} |
{sets + chr(10) if sets else ""}| steps | {report.steps:,} |
| frames | {report.frames:,} |
| steps that this format cannot say, left out | {report.left_out:,} |
| steps that were not asked for | {report.filtered:,} |
| steps that a person corrected in a review | {report.corrected:,} |
| sessions that are nearly the same as another | {sum(map(len, alike)):,} |

![Actions](card/actions.svg)
![Steps in a session](card/steps.svg)
![Applications](card/applications.svg)
![Pointer](card/pointer.svg)
![Lag](card/lag.svg)
{_alike(alike)}
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
  redactions, what was lost, and the action exactly as it was recorded; where `corrected` is true,
  as a person corrected it.
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


def _alike(groups: list[list[str]]) -> str:
    """The near duplicates by name."""
    if not groups:
        return ""
    lines = [f"- {', '.join(f'`{name}`' for name in group)}" for group in groups[:GROUPS_MAX]]
    more = [f"- and {len(groups) - GROUPS_MAX:,} more"] if len(groups) > GROUPS_MAX else []
    head = "## Near duplicates\n\nOne task, done in nearly the same steps; kept in one set:\n\n"
    return "\n" + head + "\n".join([*lines, *more]) + "\n\n## Actions\n"


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
