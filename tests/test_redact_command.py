"""`candor redact` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotate.redact.candidates import candidates_folder
from annotate.redact.masks import Mask
from annotate.redact.plan import Everywhere, Plan, Region, encode_plan
from annotate.redact.reading import Seen
from recorder.consent.register import Register
from recorder.session.model import Rect, Scope
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.recording_key import load_recording_key
from recorder.vault.unlock import Unlock
from studio.cli import cli
from tests.redact_sessions import desk_with, write_desk

SECRET = "jo.miller@example.org"


@pytest.fixture
def home(candor_home: Path) -> Home:
    home = Home(candor_home)
    with Keeper(home) as keeper:
        keeper.make_identity(file=Unlock.default().passphrase_file)
        Register(home).give(frozenset(Scope), keeper.sign)
    return home


@pytest.fixture
def session(home: Home) -> str:
    receipt, key = Register(home).current(), load_recording_key(home)
    return write_desk(home.sessions, receipt, key, desk_with(SECRET)).stem


def test_a_plan_from_standard_input_gives_a_proven_candidate(home: Home, session: str) -> None:
    plan = encode_plan(Plan(session, (Everywhere("r1", SECRET, "email"),)))

    done = CliRunner().invoke(cli, ["redact", session[:8], "--plan", "-"], input=plan)

    assert done.exit_code == 0, done.output
    name = done.stdout.strip()
    assert (candidates_folder(home) / f"{name}.candor").exists()
    shown = CliRunner().invoke(cli, ["redact", name[:8], "--report"])
    assert shown.exit_code == 0
    assert "**Proven.**" in shown.stdout
    assert SECRET not in done.output + shown.output


def test_accepting_all_redacts_what_the_detectors_find(home: Home, session: str) -> None:
    done = CliRunner().invoke(cli, ["redact", session, "--accept-all", "--json"])

    document = json.loads(done.stdout)
    assert document["passed"], document
    assert document["proof"]["redactions"]["email"] >= 1
    assert SECRET not in done.output


def test_what_a_proof_finds_is_redacted_too_and_burnt_again(
    home: Home, session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotate.redact import burn

    real, rounds = burn.masks_of_lines, list[int]()

    def forgetful(lines: list[Seen], words: tuple[Everywhere, ...]) -> list[Mask]:
        rounds.append(len(words))
        return real(lines, words) if len(rounds) > 2 else []

    monkeypatch.setattr(burn, "masks_of_lines", forgetful)

    done = CliRunner().invoke(cli, ["redact", session, "--accept-all", "--json"])

    document = json.loads(done.stdout)
    assert document["passed"], document
    # The second burning filled the places of the lines, though the reading had named none.
    assert len(rounds) == 2
    assert [path.stem for path in candidates_folder(home).glob("*.candor")] == [
        document["candidate"]
    ]


def test_what_cannot_be_hidden_is_said_after_a_bounded_number_of_burnings(
    home: Home, session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotate.redact import burn, burn_pictures

    rounds: list[int] = []

    def none(lines: object, words: tuple[Everywhere, ...]) -> list[Mask]:
        rounds.append(len(words))
        return []

    monkeypatch.setattr(burn, "masks_of_lines", none)
    monkeypatch.setattr(burn_pictures, "boxes_of_region", lambda *_: ())

    done = CliRunner().invoke(cli, ["redact", session, "--accept-all"])

    assert done.exit_code == 1
    assert "Not proven" in done.stderr
    assert 1 < len(rounds) <= 3
    assert len(list(candidates_folder(home).glob("*.candor"))) == 1


def test_what_nobody_redacted_fails_the_proof_with_exit_code_1(home: Home, session: str) -> None:
    plan = encode_plan(Plan(session, (Region("r1", Rect(0, 0, 8, 8), 0, 10**12),)))

    done = CliRunner().invoke(cli, ["redact", session, "--plan", "-"], input=plan)

    assert done.exit_code == 1
    assert "detector people: found something" in done.stderr
    assert SECRET not in done.output


def test_what_a_person_left_does_not_fail_the_proof(home: Home, session: str) -> None:
    plan = encode_plan(Plan(session, left=(SECRET, "jo.miller", "miller@example.org")))

    done = CliRunner().invoke(cli, ["redact", session, "--plan", "-"], input=plan)

    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("options", [[], ["--accept-all", "--report"]])
def test_it_wants_one_thing_at_a_time(home: Home, options: list[str]) -> None:
    done = CliRunner().invoke(cli, ["redact", "5e55", *options])

    assert done.exit_code != 0
