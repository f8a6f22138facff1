"""The steps of a session as a table in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from replay.trajectory import Step, Trajectory


def print_steps(trajectory: Trajectory) -> None:
    """Print a table of steps, and under it the account of the events."""
    console = Console()
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


def _row(step: Step) -> tuple[Text, ...]:
    """One line. Recorded words go in as plain text, so that brackets in them are no markup."""
    at = f"{step.action.t_start_ns / 1e9:.3f} s"
    lag = f"{step.before.lag_ns / 1e6:.0f} ms" if step.before else "no frame"
    after = f"+{(step.after.t_ns - step.action.t_end_ns) / 1e9:.2f} s" if step.after else "no frame"
    return tuple(Text(safe(each)) for each in (step.id, at, step.sentence, lag, after))


def safe(words: str) -> str:
    """Recorded words without control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() else "�" for c in words)
