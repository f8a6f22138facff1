"""The commands that read a session: what they refuse in a sentence, and that they leave nothing."""

from __future__ import annotations

import secrets
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recorder.consent.register import Register
from recorder.errors import CandorError, Locked, NotOurs, WrongUse
from recorder.session.journal import JournalWriter, new_session_id
from recorder.vault.home import Home
from recorder.vault.recording_key import load_recording_key
from studio.cli import cli
from tests.player_sessions import SCOPES, consented
from tests.session_helpers import (
    SECOND,
    encoded,
    make_meta,
    make_worker,
    shown,
    typed,
    write_session,
)
from tests.test_engine_canary import holding

READING = (
    ("verify",), ("show",), ("steps",), ("detect",),
    ("frames", "--step", "e1", "--out", "pictures"),
    ("export", "--format", "jsonl", "--out", "steps"),
)  # fmt: skip


@pytest.fixture
def home(candor_home: Path) -> Home:
    """A home whose worker agreed and has a passphrase."""
    home = Home(candor_home)
    consented(home)
    return home


def write_typed(home: Home, text: str) -> str:
    """A session whose task is this text, which was typed; returns its id."""
    meta = make_meta(tuple(SCOPES), task=text)
    receipt, key = Register(home).current(), load_recording_key(home)
    journal = JournalWriter(home.sessions, receipt, key, meta, datetime.now(UTC))
    journal.append_events([shown(0, 0, 0), *typed(text, 1, SECOND)])
    journal.append_media(encoded([0]))
    journal.end("stopped", 3 * SECOND)
    return meta.session


def run(command: tuple[str, ...], *session: str) -> Result:
    return CliRunner().invoke(cli, [command[0], *session, *command[1:]])


# Looking through all that lies in the folders for temporary files takes as long as it takes.
@pytest.mark.timeout(300)
def test_what_was_read_of_a_session_is_in_no_file(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = time.time() - 1
    secret = "canary" + secrets.token_hex(8)
    session = write_typed(home, secret)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CANDOR_DEBUG", "1")
    monkeypatch.chdir(tmp_path)
    said = [run(("sessions", "--unlock", "--json"))]
    said += [run(command, session) for command in (*READING[:3], READING[4])]

    assert [each.exit_code for each in said] == [0] * len(said), [each.output for each in said]
    # The list and the look at it name the task, the steps what was typed.
    assert [secret in each.stdout for each in said] == [True, False, True, True, False]
    assert list((tmp_path / "pictures").iterdir())
    assert not holding(secret, since, tmp_path, home.root.parent)


def test_a_session_that_cannot_be_opened_is_one_sentence_for_each_command(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    session = write_typed(home, "a note")
    foreign = write_session(make_worker(tmp_path / "other"))
    shutil.copy(foreign, home.sessions)
    wrong = tmp_path / "passphrase"
    wrong.touch(mode=0o600)
    wrong.write_text("something else entirely\n")

    for command in READING:
        assert isinstance(refusal(command, foreign.stem), NotOurs)
        assert isinstance(refusal(command, new_session_id()), WrongUse)
    monkeypatch.setenv("CANDOR_PASSPHRASE_FILE", str(wrong))
    for command in READING:
        assert isinstance(refusal(command, session), Locked)
    assert not {path.name for path in tmp_path.iterdir()} & {"pictures", "steps"}


def refusal(command: tuple[str, ...], session: str) -> CandorError:
    """The sentence with which a command refuses a session."""
    result = run(command, session)
    assert isinstance(result.exception, CandorError), result.output
    assert result.stdout == ""
    assert "\n" not in str(result.exception)
    return result.exception
