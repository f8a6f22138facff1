"""The steps of a session as a table in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from replay.corrections import Corrected
from replay.trajectory import Step


def print_steps(found: Corrected) -> None:
    """Print a table of steps, and under it the account of the events and of the review."""
    console, trajectory = Console(), found.trajectory
    table = Table(box=None, pad_edge=False)
    for heading, justify in (("Step", "left"), ("At", "right"), ("What", "left"), ("Lag", "right")):
        table.add_column(heading, justify=justify, no_wrap=heading != "What")  # pyright: ignore[reportArgumentType]
    table.add_column("After", no_wrap=True)
    for step in trajectory.steps:
        table.add_row(*_row(step))
    console.print(table)
    left_out = ", ".join(f"{count} {reason}" for reason, count in trajectory.left_out.items())
    account = f"{trajectory.total} events: {trajectory.used} used"
    console.print(Text(f"{account}; left out: {left_out or 'none'}."))
    for line in _review_lines(found):
        console.print(Text(safe(line)))


def _review_lines(found: Corrected) -> list[str]:
    """What a review changed, and what of it does not fit the steps any more."""
    lines = [f"Not applied: {refused.sentence}" for refused in found.not_applicable]
    corrected, deleted = found.steps_corrected, len(found.deleted)
    if corrected or deleted:
        lines.insert(
            0, f"{corrected} of the steps are corrected (marked *), {deleted} were deleted."
        )
    return lines


def _row(step: Step) -> tuple[Text, ...]:
    """One line. Recorded words go in as plain text, so that brackets in them are no markup."""
    at = f"{step.action.t_start_ns / 1e9:.3f} s"
    lag = f"{step.before.lag_ns / 1e6:.0f} ms" if step.before else "no frame"
    after = f"+{(step.after.t_ns - step.action.t_end_ns) / 1e9:.2f} s" if step.after else "no frame"
    name = f"{step.id}*" if step.corrected else step.id
    what = f"{step.sentence} – {step.description}" if step.description else step.sentence
    return tuple(Text(safe(each)) for each in (name, at, what, lag, after))


def safe(words: str) -> str:
    """Recorded words without control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() else "�" for c in words)
