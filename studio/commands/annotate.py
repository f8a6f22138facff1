"""`candor annotate`: answer what a campaign asks about a submission, decide, or report it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from recorder.errors import WrongUse
from studio.commands.at_broker import at_option

if TYPE_CHECKING:
    from annotate.adjudication import Dispute
    from annotate.label_set import Place, Work
    from annotate.label_work import LabelDesk
    from recorder.consent.label_schema import LabelSchema
    from recorder.custody.catalogue import Row
    from replay.trajectory import Trajectory
    from studio.counter import Counter


@click.command()
@click.argument("submission")
@click.option("--answers", metavar="FILE", help="A JSON document of answers, or - for stdin.")
@click.option("--suggest", metavar="FILE", help="A JSON document of what a model proposes.")
@click.option("--model", metavar="NAME", help="The name of that model.")
@click.option("--finish", is_flag=True, help="Hand the labels in, sealed.")
@click.option(
    "--report",
    metavar="WORDS",
    help="Report a privacy problem: close the submission, and tell its worker this.",
)
@click.option("--role", help="As whom, annotator or adjudicator, when you are both.")
@click.option("--purpose", help="What for, when the campaign has several purposes.")
@at_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def annotate(
    submission: str,
    answers: str | None,
    suggest: str | None,
    model: str | None,
    finish: bool,
    report: str | None,
    role: str | None,
    purpose: str | None,
    at: str | None,
    as_json: bool,
) -> None:
    """Label a submission that is assigned to you; as adjudicator, decide where labels differ.

    Without options it prints the steps and what is asked of them. Answers are kept here, sealed,
    until you hand them in with --finish. The document holds `session` (answers by question) and
    `steps` (such by step id).
    """
    if (suggest is None) != (model is None):
        raise WrongUse("--suggest and --model belong together.")
    from annotate.label_document import DOCUMENT_MAX
    from annotate.label_work import check_labelled
    from recorder.custody.catalogue import State
    from studio.annotating import label_desk
    from studio.commands.at_broker import counter, find_row
    from studio.commands.common import read_document

    given = None if answers is None else read_document(answers, DOCUMENT_MAX)
    proposed = None if suggest is None else read_document(suggest, DOCUMENT_MAX)
    with counter(at) as found:
        row = find_row(found.broker.submissions(*State), submission)
        if report is not None:
            _report(found, row, report, role, purpose)
            return
        check_labelled(row)
        desk = label_desk(found, role, purpose)
        work, seen = _looked_at(desk, row, is_shown=given is None and proposed is None)
        work = _taken(desk, row, work, given, (proposed, model or ""))
        if finish:
            _finish(desk, row, work)
        elif seen is not None:
            decided = _disputes(found, desk, row)
            _show(desk.schema, work, seen, decided, found, as_json)
    if not finish and seen is None:
        click.echo(f"{len(work.answers)} answers are kept here, sealed.", err=True)


def _looked_at(desk: LabelDesk, row: Row, *, is_shown: bool) -> tuple[Work, Trajectory | None]:
    """The work so far, and the steps when they are to be shown or were never looked at."""
    from dataclasses import replace

    from annotate.opened import steps_of

    schema, work = desk.schema, desk.work(row.submission)
    assert schema.questions, "a campaign that asks has a question"
    if work.steps and not is_shown:
        return work, None
    trajectory = steps_of(desk.reader.open(row)).trajectory
    looked = replace(work, steps=tuple(step.id for step in trajectory.steps))
    if looked != work:
        desk.keep(row.submission, looked)
    return looked, trajectory if is_shown else None


def _taken(
    desk: LabelDesk,
    row: Row,
    work: Work,
    given: bytes | None,
    proposed: tuple[bytes | None, str],
) -> Work:
    from annotate.label_document import with_answers, with_suggestions

    document, model = proposed
    after = work
    if document is not None:
        after = with_suggestions(document, model, desk.schema, after)
    if given is not None:
        after = with_answers(given, desk.schema, after)
    if after != work:
        desk.keep(row.submission, after)
    return after


def _finish(desk: LabelDesk, row: Row, work: Work) -> None:
    from datetime import UTC, datetime

    done = desk.finish(row, work, datetime.now(UTC))
    click.echo(done.submission)
    click.echo("Handed in; take it back with: candor withdraw.", err=True)


def _report(found: Counter, row: Row, words: str, role: str | None, purpose: str | None) -> None:
    from datetime import UTC, datetime

    from annotate.report import report

    told = report(found.reader(role, purpose or ""), row, words, datetime.now(UTC))
    click.echo("Closed to everybody; its worker sees that it was reported.", err=True)
    if words.strip() and not told:
        click.echo("Your words could not be sent: the submission names no key for them.", err=True)


def _disputes(found: Counter, desk: LabelDesk, row: Row) -> tuple[Dispute, ...]:
    """What an adjudicator has to decide; nothing for annotators, who do not see others' labels."""
    from annotate.adjudication import disputes
    from recorder.custody.catalogue import State
    from recorder.custody.labelling import ADJUDICATOR

    if desk.reader.role != ADJUDICATOR:
        return ()
    rows = found.broker.submissions(State.SUBMITTED)
    return disputes(desk.schema, desk.sets(rows, row.submission))


def _show(
    schema: LabelSchema,
    work: Work,
    trajectory: Trajectory,
    decided: tuple[Dispute, ...],
    found: Counter,
    as_json: bool,
) -> None:
    if as_json:
        click.echo(json.dumps(_document(schema, work, trajectory, decided), indent=2))
        return
    from studio.commands.steps_table import safe

    click.echo(f"Task  {safe(trajectory.task or 'not told')}")
    for name, text in [(each.id, each.question) for each in schema.questions]:
        click.echo(f"{name:<12} {text}  [{_takes(schema, name)}]")
    for place in [(each.id, "") for each in schema.questions if each.per == "session"]:
        _show_place(place, work)
    for step in trajectory.steps:
        click.echo(f"{step.id}  {safe(step.sentence)}")
        for each in schema.questions:
            if each.per == "step":
                _show_place((each.id, step.id), work)
    for each in decided:
        said = "; ".join(f"{found.name(one.annotator)}: {one.value}" for one in each.said)
        click.echo(f"To decide: {' of '.join(filter(None, each.place))}: {safe(said)}")


def _show_place(place: Place, work: Work) -> None:
    from studio.commands.steps_table import safe

    answer = work.answers.get(place)
    if answer is not None:
        click.echo(f"    {place[0]}: {safe(str(answer.said))}")
    for each in work.proposed(place):
        click.echo(f"    {place[0]}? {safe(str(each.answer.said))} (proposed by {each.model})")


def _takes(schema: LabelSchema, name: str) -> str:
    asked = schema.question(name)
    assert asked is not None, "the question is one of these"
    words = ", ".join(asked.allowed) or (
        f"{asked.low} to {asked.high}" if asked.numbers else asked.kind
    )
    return f"per {asked.per}{', required' if asked.required else ''}: {words}"


def _document(
    schema: LabelSchema, work: Work, trajectory: Trajectory, decided: tuple[Dispute, ...]
) -> dict[str, Any]:
    import msgspec

    from annotate.label_set import plain
    from replay.trajectory import trajectory_document

    return {
        "questions": msgspec.to_builtins(schema.questions),
        "trajectory": trajectory_document(trajectory),
        "answers": msgspec.to_builtins(tuple(work.answers.values())),
        "suggestions": msgspec.to_builtins(dict(work.suggestions)),
        "to_decide": [
            {
                "question": each.place[0],
                "step": each.place[1] or None,
                "said": {one.annotator: plain(one.value) for one in each.said},
            }
            for each in decided
        ],
    }
