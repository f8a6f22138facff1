"""`candor agreement`: how far annotators agree, question by question, and where they do not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from studio.commands.at_broker import at_option

if TYPE_CHECKING:
    from annotate.agreement import Agreement
    from studio.counter import Counter


@click.command()
@click.argument("submissions", nargs=-1, metavar="[SUBMISSION]…")
@click.option("--role", help="As whom, when you are in several roles.")
@click.option("--purpose", help="What for, when the campaign has several purposes.")
@at_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def agreement(
    submissions: tuple[str, ...],
    role: str | None,
    purpose: str | None,
    at: str | None,
    as_json: bool,
) -> None:
    """Show how far annotators agree: Cohen's kappa of two, Krippendorff's alpha of any number.

    Over all submissions that have labels, unless some are named. Each set of labels that is read
    is an opening like any other.
    """
    from annotate.agreement import agreement as agreement_of
    from annotate.label_work import LabelDesk, labels_by_session
    from recorder.custody.catalogue import State
    from studio.commands.at_broker import counter, find_row

    with counter(at) as found:
        rows = found.broker.submissions(State.SUBMITTED)
        reader = found.reader(role, purpose)
        desk = LabelDesk(found.home, reader, found.campaign, found.roster, found.person.sign)
        names = [find_row(rows, each).submission for each in submissions]
        chosen = names or list(labels_by_session(rows))
        sets = [each for name in chosen for each in desk.sets(rows, name)]
        told = agreement_of(desk.schema, sets)
        if as_json:
            click.echo(json.dumps([_facts(each) for each in told], indent=2))
        else:
            _show(told, found)


def _facts(each: Agreement) -> dict[str, Any]:
    from annotate.label_set import plain

    return {
        "question": each.question,
        "items": each.items,
        "annotators": each.annotators,
        "kappa": each.kappa,
        "alpha": each.alpha,
        "level": each.level,
        "overlap": each.overlap,
        "differences": [
            {
                "submission": one.submission,
                "step": one.place[1] or None,
                "said": {who: plain(value) for who, value in one.said.items()},
            }
            for one in each.differences
        ],
    }


def _show(told: tuple[Agreement, ...], found: Counter) -> None:
    from studio.commands.steps_table import safe

    click.echo(f"{'question':<16}{'n':>6}{'people':>8}{'kappa':>8}{'alpha':>8}{'overlap':>9}")
    for each in told:
        numbers = f"{_number(each.kappa)}{_number(each.alpha)} {_number(each.overlap)}"
        click.echo(f"{each.question:<16}{each.items:>6}{each.annotators:>8}{numbers}")
    for each in told:
        for one in each.differences:
            said = "; ".join(f"{found.name(who)}: {value}" for who, value in one.said.items())
            where = " ".join(filter(None, (one.submission[:8], one.place[1])))
            click.echo(f"{where}  {each.question}: {safe(said)}")


def _number(value: float | None) -> str:
    return f"{'-':>8}" if value is None else f"{value:>8.3f}"
