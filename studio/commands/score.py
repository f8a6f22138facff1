"""`candor score`: what a model predicted against what was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from replay.score.model import Gold, Scores


@click.command()
@click.argument("predictions", type=click.Path(path_type=Path))
@click.argument("recorded", metavar="[SESSION|FOLDER]...", nargs=-1)
@click.option(
    "--rules",
    type=click.Choice(["strict", "agentnetbench"]),
    default="strict",
    help="Our own rules, or those of AgentNetBench with their defects.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def score(predictions: Path, recorded: tuple[str, ...], rules: str, as_json: bool) -> None:
    """Score a file of PREDICTIONS against sessions, or against exports by their folders."""
    from replay.score.model import scores_document
    from replay.score.reading import read_rows
    from replay.score.scoring import score_rows

    scores = score_rows(read_rows(predictions), _gold(recorded), rules)
    if as_json:
        import json

        click.echo(json.dumps(scores_document(scores), indent=2))
        return
    _tell(scores)


def _gold(recorded: tuple[str, ...]) -> Iterator[Gold]:
    """The recorded steps; the name of a folder is an export, any other a session."""
    from replay.score.reading import gold_in, gold_of
    from studio.commands.common import open_reviewed

    for name in recorded:
        if Path(name).is_dir():
            yield from gold_in(Path(name))
        else:
            session, corrected = open_reviewed(name)
            yield from gold_of(session, corrected.trajectory)


def _tell(scores: Scores) -> None:
    from rich.console import Console
    from rich.table import Table

    if scores.mean is None:
        click.echo("There is nothing to score.")
        return
    console = Console(highlight=False)
    console.print(f"Score {scores.mean:.3f} over {len(scores.steps)} steps, {scores.rules} rules.")
    if scores.missing:
        console.print(f"{scores.missing} steps had no prediction and count as 0.")
    if scores.unscored:
        console.print(f"{scores.unscored} steps hold text that nobody knows and do not count.")
    kinds = Table("Kind", "Score", box=None, pad_edge=False)
    for kind, value in (scores.groups | scores.kinds).items():
        kinds.add_row(kind, f"{value:.3f}")
    console.print(kinds)
    if scores.confusion:
        _print_confusion(console, scores.confusion)
    for why, count in scores.reasons.items():
        console.print(f"{count} × {why}")


def _print_confusion(console: Console, confusion: dict[str, dict[str, int]]) -> None:
    from rich.table import Table

    columns = sorted({kind for row in confusion.values() for kind in row})
    table = Table("Recorded \\ predicted", *columns, box=None, pad_edge=False)
    for kind, row in confusion.items():
        table.add_row(kind, *(str(row.get(column, "")) for column in columns))
    console.print(table)
