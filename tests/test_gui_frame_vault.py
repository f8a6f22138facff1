"""The vault in the window: a real keeper, asked for in one lane, unlocked by file or by asking."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from recorder.errors import CandorError, Locked, WrongUse
from recorder.vault.keeper_client import Keeper
from studio.gui.context import AppContext
from studio.gui.jobs import Progress
from studio.gui.vault import VaultState
from tests.conftest import PASSPHRASE
from tests.gui_helpers import gui_context

WAIT_MS = 20_000


@pytest.fixture
def context(qapp: QApplication, candor_home: Path) -> Iterator[AppContext]:
    with gui_context(candor_home) as made:
        yield made


@pytest.fixture
def identity(context: AppContext, qtbot: QtBot) -> AppContext:
    """A context whose person has an identity, locked by a passphrase, and a locked vault."""
    made: list[object] = []
    context.vault.make_identity(PASSPHRASE, made.append, made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=WAIT_MS)
    context.vault.lock()
    qtbot.waitUntil(lambda: context.vault.state is VaultState.LOCKED, timeout=WAIT_MS)
    return context


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file unlocks the vault, so the person has to."""
    monkeypatch.delenv("CANDOR_PASSPHRASE_FILE")


def process_of(keeper: Keeper, _progress: Progress) -> int:
    return keeper.process_state()[1]


def test_without_an_identity_there_is_no_vault(context: AppContext) -> None:
    assert context.vault.state is VaultState.NONE


def test_making_an_identity_leaves_the_vault_open(context: AppContext, qtbot: QtBot) -> None:
    made: list[object] = []

    context.vault.make_identity(PASSPHRASE, made.append, made.append)
    qtbot.waitUntil(lambda: context.vault.state is VaultState.UNLOCKED, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bool(made), timeout=WAIT_MS)

    assert not isinstance(made[0], Exception)
    assert context.home.vault.exists()


def test_two_jobs_share_one_keeper(identity: AppContext, qtbot: QtBot) -> None:
    processes: list[int] = []

    for _ in range(2):
        identity.vault.run("ask", process_of, processes.append)
    qtbot.waitUntil(lambda: len(processes) == 2, timeout=WAIT_MS)

    assert processes[0] == processes[1]
    assert identity.vault.state is VaultState.UNLOCKED


def test_locking_ends_the_keeper(identity: AppContext, qtbot: QtBot) -> None:
    processes: list[int] = []
    identity.vault.run("ask", process_of, processes.append)
    qtbot.waitUntil(lambda: bool(processes), timeout=WAIT_MS)

    identity.vault.lock()
    qtbot.waitUntil(lambda: identity.vault.state is VaultState.LOCKED, timeout=WAIT_MS)

    assert not Path(f"/proc/{processes[0]}").exists()


def test_a_keeper_that_was_killed_is_replaced(identity: AppContext, qtbot: QtBot) -> None:
    processes: list[int] = []
    identity.vault.run("ask", process_of, processes.append)
    qtbot.waitUntil(lambda: len(processes) == 1, timeout=WAIT_MS)
    os.kill(processes[0], signal.SIGKILL)

    identity.vault.run("ask again", process_of, processes.append)
    qtbot.waitUntil(lambda: len(processes) == 2, timeout=WAIT_MS)

    assert processes[0] != processes[1]


@pytest.mark.usefixtures("asked")
def test_a_wrong_passphrase_is_asked_for_again(identity: AppContext, qtbot: QtBot) -> None:
    reasons: list[str] = []
    answers = iter(["not this one", PASSPHRASE])

    def answer(reason: str) -> None:
        reasons.append(reason)
        identity.vault.give_passphrase(next(answers))

    identity.vault.passphrase_wanted.connect(answer)
    processes: list[int] = []
    identity.vault.run("ask", process_of, processes.append)
    qtbot.waitUntil(lambda: bool(processes), timeout=WAIT_MS)

    assert reasons[0] == ""
    assert "passphrase is wrong" in reasons[1]


@pytest.mark.usefixtures("asked")
def test_who_would_rather_not_unlock_is_left_alone(identity: AppContext, qtbot: QtBot) -> None:
    heard: list[object] = []
    identity.vault.passphrase_wanted.connect(lambda _reason: identity.vault.give_passphrase(None))

    identity.vault.run(
        "ask", process_of, heard.append, heard.append, cancelled=lambda: heard.append("cancelled")
    )
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT_MS)

    assert heard == ["cancelled"]
    assert identity.vault.state is VaultState.LOCKED


@pytest.mark.usefixtures("asked")
def test_quiet_work_never_asks(identity: AppContext, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    asked: list[str] = []
    identity.vault.passphrase_wanted.connect(asked.append)

    identity.vault.run("thumbnails", process_of, lambda _v: None, errors.append, ask=False)
    qtbot.waitUntil(lambda: bool(errors), timeout=WAIT_MS)

    assert isinstance(errors[0], Locked)
    assert asked == []


@pytest.mark.usefixtures("asked")
def test_closing_ends_a_job_that_waits_for_a_passphrase(identity: AppContext, qtbot: QtBot) -> None:
    asked: list[str] = []
    identity.vault.passphrase_wanted.connect(asked.append)
    identity.vault.run("ask", process_of, lambda _value: None)
    qtbot.waitUntil(lambda: bool(asked), timeout=WAIT_MS)

    identity.jobs.close()

    assert identity.jobs.active() == ()


def test_an_idle_vault_is_kept_awake_and_then_locked(identity: AppContext, qtbot: QtBot) -> None:
    identity.vault.lock_after_min = 3
    processes: list[int] = []
    identity.vault.run("ask", process_of, processes.append)
    qtbot.waitUntil(lambda: identity.vault.state is VaultState.UNLOCKED, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not identity.jobs.active(), timeout=WAIT_MS)

    identity.vault.pass_idle_time()
    qtbot.waitUntil(lambda: not identity.jobs.active(), timeout=WAIT_MS)
    assert identity.vault.state is VaultState.UNLOCKED
    assert Path(f"/proc/{processes[0]}").exists()

    identity.vault.pass_idle_time()
    qtbot.waitUntil(lambda: identity.vault.state is VaultState.LOCKED, timeout=WAIT_MS)
    assert not Path(f"/proc/{processes[0]}").exists()


def test_an_identity_is_restored_from_its_key(
    identity: AppContext, qtbot: QtBot, candor_home: Path
) -> None:
    keys: list[str] = []
    identity.vault.run("key", lambda keeper, _p: keeper.recovery_key(), keys.append)
    qtbot.waitUntil(lambda: bool(keys), timeout=WAIT_MS)
    (candor_home / "vault.bin").unlink()
    heard: list[object] = []

    identity.vault.make_identity(
        "another passphrase", heard.append, heard.append, recovery_key=keys[0]
    )
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT_MS)

    assert not isinstance(heard[0], CandorError)
    assert (candor_home / "vault.bin").exists()


def test_a_second_identity_is_refused(identity: AppContext, qtbot: QtBot) -> None:
    heard: list[object] = []

    identity.vault.make_identity(PASSPHRASE, heard.append, heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT_MS)

    assert isinstance(heard[0], WrongUse)
