"""`candor identity`, `campaign` and `consent`, as a person at a terminal or a script uses them."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from recorder.consent.campaign import PERSONAL
from recorder.consent.receipt import load_receipt
from recorder.consent.register import Register
from recorder.errors import CandorError, ConsentError, Damaged, Locked, WrongUse
from recorder.vault.home import Home
from recorder.vault.identity import load_public
from studio.commands.campaign import campaign
from studio.commands.consent import consent
from studio.commands.identity import identity

COMMANDS = click.Group("candor", commands=[campaign, consent, identity])


def run(*words: str | Path, stdin: str = "") -> Result:
    """Run a command; a CandorError is raised as it reaches the command line's own handler."""
    result = CliRunner().invoke(COMMANDS, [str(word) for word in words], input=stdin)
    if isinstance(result.exception, CandorError):
        raise result.exception
    return result


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, candor_home: Path) -> Path:
    """A campaign file by a steward with a home of their own."""
    terms, file = tmp_path / "terms.json", tmp_path / "team.campaign"
    terms.write_text(run("campaign", "new", "--example").stdout)
    monkeypatch.setenv("CANDOR_HOME", str(tmp_path / "steward"))
    run("identity", "new")
    run("campaign", "new", "--terms", terms, "--out", file)
    monkeypatch.setenv("CANDOR_HOME", str(candor_home))
    return file


def test_giving_consent_shows_the_terms_and_makes_the_identity(candor_home: Path) -> None:
    result = run("consent", "give", "--scope", "screen", "--scope", "mouse")

    assert result.exit_code == 0
    assert PERSONAL.voluntary in result.stderr
    assert "You agree to:    mouse, screen" in result.stderr
    receipt = Register(Home(candor_home)).current()
    assert receipt.digest.hex() == result.stdout.strip()
    assert {each.value for each in receipt.scopes} == {"mouse", "screen"}


def test_all_is_all_that_is_offered(candor_home: Path) -> None:
    run("consent", "give", "--all")

    assert Register(Home(candor_home)).current().scopes == PERSONAL.offered


@pytest.mark.parametrize("words", [(), ("--all", "--scope", "screen")])
def test_consent_without_a_clear_choice_is_wrong_use(words: tuple[str, ...]) -> None:
    with pytest.raises(WrongUse):
        run("consent", "give", *words)


def test_an_unknown_scope_is_refused_with_the_names_there_are() -> None:
    result = run("consent", "give", "--scope", "microphone")

    assert result.exit_code == 2
    assert "keystrokes" in result.stderr


def test_consent_shows_as_json_and_as_a_list() -> None:
    assert json.loads(run("consent", "show", "--json").stdout) == {"receipts": []}
    digest = run("consent", "give", "--all").stdout.strip()

    (entry,) = json.loads(run("consent", "show", "--json").stdout)["receipts"]
    assert (entry["digest"], entry["state"]) == (digest, "given")
    assert entry["receipt"]["conformsTo"].endswith("#receipt-eu-gdpr")
    assert "given" in run("consent", "show").stdout


def test_withdrawing_needs_no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    run("consent", "give", "--all")
    monkeypatch.delenv("CANDOR_PASSPHRASE_FILE")

    assert run("consent", "withdraw").exit_code == 0
    (entry,) = json.loads(run("consent", "show", "--json").stdout)["receipts"]
    assert entry["state"] == "withdrawn"
    with pytest.raises(ConsentError, match="no consent"):
        run("consent", "withdraw")


def test_withdrawing_works_without_the_recording_key(candor_home: Path) -> None:
    run("consent", "give", "--all")
    Home(candor_home).recording_key.unlink()

    run("consent", "withdraw")
    with pytest.raises(ConsentError, match="withdrawn"):
        Register(Home(candor_home)).current()


def test_a_campaign_is_agreed_to_with_its_stewards_fingerprint_shown(
    team: Path, candor_home: Path, tmp_path: Path
) -> None:
    steward = load_public(Home(tmp_path / "steward")).worker
    result = run("consent", "give", "--all", "--campaign", team, "--save", tmp_path / "mine.dsse")

    assert f"Compare the fingerprint with what the steward told you by another way: {steward}" in (
        result.stderr
    )
    public = load_public(Home(candor_home))
    saved = load_receipt((tmp_path / "mine.dsse").read_bytes(), public.sign)
    assert saved.campaign_id == "team-2026"
    assert json.loads(run("campaign", "verify", team, "--json").stdout)["pinned"] is True
    assert "new here" not in run("consent", "give", "--all", "--campaign", team).stderr


def test_an_altered_campaign_is_refused_and_leaves_nothing(team: Path, candor_home: Path) -> None:
    raw = bytearray(team.read_bytes())
    raw[len(raw) // 2] ^= 1
    team.write_bytes(raw)

    for words in (("consent", "give", "--all", "--campaign"), ("campaign", "verify")):
        with pytest.raises((Damaged, CandorError)):
            run(*words, team)
    assert not candor_home.exists()


def test_the_fingerprint_of_the_identity_shows_as_json() -> None:
    with pytest.raises(Locked, match="candor identity new"):
        run("identity", "show")
    made = run("identity", "new").stdout.strip()

    assert json.loads(run("identity", "show", "--json").stdout)["worker"] == made
    assert run("identity", "show").stdout.strip() == made
    with pytest.raises(WrongUse, match="already"):
        run("identity", "new")


def test_a_recovery_key_brings_the_identity_back(candor_home: Path) -> None:
    made = run("identity", "new").stdout
    key = run("identity", "recovery").stdout
    Home(candor_home).vault.unlink()

    assert run("identity", "new", "--recover", stdin=key).stdout == made
    assert run("identity", "recovery").stdout == key


def test_without_a_terminal_or_a_file_the_ways_to_a_passphrase_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CANDOR_PASSPHRASE_FILE")

    with pytest.raises(WrongUse, match="CANDOR_PASSPHRASE_FILE"):
        run("identity", "new")


def test_a_locked_vault_without_a_way_in_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    run("identity", "new")
    monkeypatch.delenv("CANDOR_PASSPHRASE_FILE")

    with pytest.raises(Locked, match="CANDOR_PASSPHRASE_FILE"):
        run("identity", "recovery")
