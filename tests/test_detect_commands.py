"""`candor detect` and `candor words`: what they print, and what they never print."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recorder.consent.register import Register
from recorder.session.events import MarkEvent
from recorder.session.journal import JournalWriter
from recorder.session.model import Scope
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.recording_key import load_recording_key
from recorder.vault.unlock import Unlock
from studio.cli import cli
from tests.session_helpers import make_meta

MAIL = "anna.keller@example.org"
CUSTOMER = "Acme Works"


def run(*words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(cli, list(words), input=stdin)


@pytest.fixture
def session(candor_home: Path) -> str:
    """A session with an address in a mark and a customer in the task."""
    home = Home.default()
    with Keeper(home) as keeper:
        keeper.make_identity(file=Unlock.default().passphrase_file)
        Register(home).give(frozenset(Scope), keeper.sign)
    meta = make_meta(task=f"Write to {CUSTOMER}")
    receipt, key = Register(home).current(), load_recording_key(home)
    journal = JournalWriter(home.sessions, receipt, key, meta, datetime.now(UTC))
    journal.append_events([MarkEvent(1, 5, f"mail to {MAIL}")])
    journal.end("stopped", 9)
    return meta.session


def test_findings_are_told_by_kind_and_place_and_not_shown(session: str) -> None:
    result = run("detect", session)

    assert result.exit_code == 1
    assert "email in a mark" in result.output
    assert "names" in result.output
    assert MAIL not in result.output


def test_show_prints_what_was_found(session: str) -> None:
    assert MAIL in run("detect", session, "--show").output


def test_json_holds_places_and_states_and_no_secret(session: str) -> None:
    result = run("detect", session, "--json")

    document = json.loads(result.stdout)
    (finding,) = document["findings"]
    assert finding["kind"] == "email"
    assert finding["place"] == {"in": "mark", "seq": 1}
    assert MAIL not in result.output
    states = {one["name"]: one["unavailable"] for one in document["detectors"]}
    assert states["people"] is None
    assert states["names"] is not None


def test_words_of_the_list_are_found_and_lie_sealed(session: str, candor_home: Path) -> None:
    assert run("words", "set", "-", stdin=f"# customers\n{CUSTOMER}\n").exit_code == 0

    assert run("words", "show").output.strip() == CUSTOMER
    assert "word of yours in the task" in run("detect", session).output
    for path in candor_home.rglob("*"):
        if path.is_file():
            assert CUSTOMER.encode() not in path.read_bytes(), path.name


def test_a_list_that_does_not_work_leaves_the_old_one(session: str) -> None:
    run("words", "set", "-", stdin="Keller\n")

    assert run("words", "set", "-", stdin="x\n").exit_code != 0
    assert run("words", "show").output.strip() == "Keller"
