"""`candor redact`: burn a plan into a candidate, prove it, show the proof."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import click

from recorder.errors import WrongUse

if TYPE_CHECKING:
    from annotate.redact.burn import Progress
    from annotate.redact.candidates import Candidate
    from annotate.redact.plan import Plan
    from annotate.redact.proof import Proof
    from annotate.redact.prove import Tools
    from recorder.vault.home import Home
    from recorder.vault.keeper_client import Keeper

# The keeper ends when nobody asks it anything; a long proof is no such silence.
STAY_S = 30.0
ROUNDS_MAX = 3


@click.command()
@click.argument("session")
@click.option("--plan", "plan_file", type=click.File("rb"), help="The plan; - is standard input.")
@click.option("--accept-all", is_flag=True, help="Redact everywhere all that the detectors find.")
@click.option("--report", is_flag=True, help="Show the proof of a candidate, named by its id.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def redact(
    session: str, plan_file: BinaryIO | None, accept_all: bool, report: bool, as_json: bool
) -> None:
    """Make a redacted copy of a session and prove it; prints the candidate's id.

    The original stays as it is; a candidate can be redacted further in the same way. The exit code
    is 1 if the proof failed: then something was found again, or something could not be looked at.
    With --accept-all, what the proof finds is redacted too and all is burnt again, up to three
    times.
    """
    if sum((plan_file is not None, accept_all, report)) != 1:
        raise WrongUse("Name one of --plan FILE, --accept-all and --report.")
    if report:
        name, proof = _kept(session)
        _say_report(proof, as_json)
    else:
        name, proof = _made(session, plan_file.read() if plan_file else None)
        _say(name, proof, as_json)
    sys.exit(0 if proof.passed else 1)


def _made(name: str, raw_plan: bytes | None) -> tuple[str, Proof]:
    from annotate.redact.burn import lines_of
    from annotate.redact.candidates import redact as make
    from annotate.redact.plan import decode_plan
    from annotate.redact.propose import plan_of_findings
    from annotate.redact.prove import Tools
    from recorder.session.reader import read_session
    from recorder.session.scan import Scanner
    from recorder.vault.home import Home
    from studio.commands.identity import unlocked_keeper
    from studio.redacting import detectors_of, sealing_of

    home = Home.default()
    path = _found(home, name)
    plan = None if raw_plan is None else decode_plan(raw_plan)
    with Scanner(path) as scanner:
        header = scanner.head.header
    sealing = sealing_of(home, header)
    with unlocked_keeper(home) as keeper, _progress(keeper) as progress:
        tools = Tools(detectors_of(home, keeper))
        session = read_session(header, keeper.read_session(path))
        lines = lines_of(session, tools.read, progress) if plan is None else None

        def burnt(plan: Plan) -> Candidate:
            return make(
                home,
                path,
                session,
                plan,
                sealing,
                tools,
                keeper.read_session,
                keeper.sign,
                lines=lines,
                progress=progress,
            )

        if plan is not None:
            done = burnt(plan)
        else:
            plan = plan_of_findings(session, tools.detectors, tools.read, lines)
            done = until_proven(plan, burnt, keeper.read_session, tools)
    return done.path.stem, done.proof


def _found(home: Home, name: str) -> Path:
    """The session of this name, else the candidate: an original may be deleted by now, and what was
    made of it can be redacted further.

    Raises:
        WrongUse: there is neither.
    """
    from annotate.redact.candidates import find_candidate
    from studio.commands.common import find_session

    try:
        return find_session(home, name)
    except WrongUse as error:
        try:
            return find_candidate(home, name)
        except WrongUse:
            raise error from None


def until_proven(
    plan: Plan, burn: Callable[[Plan], Candidate], read: Callable[[Path], Any], tools: Tools
) -> Candidate:
    """Burn again with what the proof found, `ROUNDS_MAX` times in all; the last candidate stays."""
    from annotate.redact.candidates import discard_candidate
    from annotate.redact.propose import widened
    from recorder.session.reader import read_session
    from recorder.session.scan import Scanner

    done = burn(plan)
    for _ in range(ROUNDS_MAX - 1):
        if done.proof.passed:
            break
        with Scanner(done.path) as scanner:
            header = scanner.head.header
        candidate = read_session(header, read(done.path))
        wider = widened(plan, candidate, tools.detectors, tools.read)
        if wider == plan:
            break
        before, plan = done, wider
        done = burn(plan)
        discard_candidate(before.path)
    return done


def _kept(name: str) -> tuple[str, Proof]:
    from annotate.redact.candidates import find_candidate
    from annotate.redact.proof import load_proof
    from recorder.vault.home import Home
    from recorder.vault.identity import load_public

    home = Home.default()
    path = find_candidate(home, name)
    return path.stem, load_proof(path, load_public(home).sign)


@contextmanager
def _progress(keeper: Keeper) -> Generator[Progress]:
    """A bar for each part of the work, and a keeper that stays awake meanwhile."""
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import TaskID, TimeRemainingColumn

    talk = Console(stderr=True)
    awake_s = time.monotonic()
    tasks: dict[str, TaskID] = {}
    columns = (*Bar.get_default_columns()[:-1], TimeRemainingColumn())
    with Bar(*columns, console=talk, disable=not talk.is_terminal, transient=True) as bar:

        def show(what: str, done: int, total: int) -> None:
            nonlocal awake_s
            if time.monotonic() - awake_s > STAY_S:
                keeper.process_state()
                awake_s = time.monotonic()
            if what not in tasks:
                tasks[what] = bar.add_task(what.capitalize(), total=total)
            bar.update(tasks[what], completed=done)

        yield show


def _say(name: str, proof: Proof, as_json: bool) -> None:
    from annotate.redact.proof import State

    if as_json:
        _say_json(proof)
        return
    click.echo(name)
    for check in proof.checks:
        if check.state in (State.FOUND, State.COULD_NOT_RUN):
            click.echo(f"{check.name}: {check.state} ({check.found}). {check.note}", err=True)
    verdict = "Proven" if proof.passed else "Not proven"
    click.echo(f"{verdict}; see candor redact {name[:8]} --report.", err=True)


def _say_report(proof: Proof, as_json: bool) -> None:
    from annotate.redact.proof import as_page

    if as_json:
        _say_json(proof)
    else:
        click.echo(as_page(proof))


def _say_json(proof: Proof) -> None:
    import json

    import msgspec

    document = {"candidate": proof.candidate, "passed": proof.passed}
    proof_fields = cast("dict[str, object]", msgspec.to_builtins(proof))
    click.echo(json.dumps(document | {"proof": proof_fields}, indent=2))
