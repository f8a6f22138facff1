"""The library index: what it says without unlocking, what it never says, and how it heals."""

from __future__ import annotations

import logging
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recorder.consent.register import Register
from recorder.errors import StorageError
from recorder.session.journal import JournalWriter, new_session_id
from recorder.session.model import Desktop, Rect, Scope, SessionMeta
from recorder.vault.home import Home
from recorder.vault.identity import Identity
from recorder.vault.library import Library, SessionRow, describe_session
from recorder.vault.recording_key import load_recording_key

WORKER = Identity.generate()
TASK = "canary-task-title"
SCOPES = frozenset({Scope.SCREEN})


@pytest.fixture
def home(candor_home: Path) -> Home:
    home = Home(candor_home)
    WORKER.publish(home)
    Register(home).give(SCOPES, WORKER.envelope)
    return home


@pytest.fixture
def record(home: Home) -> Callable[[], JournalWriter]:
    def begin() -> JournalWriter:
        now = datetime.now(UTC)
        meta = SessionMeta(
            session=new_session_id(),
            task=TASK,
            started_at=now.isoformat(),
            desktop=Desktop(8, 8, ()),
            captured=Rect(0, 0, 8, 8),
            fps=30,
            scopes=tuple(SCOPES),
            campaign="personal",
            platform="test",
            program="test",
        )
        key = load_recording_key(home)
        return JournalWriter(home.sessions, Register(home).current(), key, meta, now)

    return begin


def test_states_are_read_without_unlocking(home: Home, record: Callable[[], JournalWriter]) -> None:
    complete, cut, altered, running = (record() for _ in range(4))
    complete.end("stopped", 1)
    for writer in (complete, cut, altered):
        writer.close()
    raw = bytearray(altered.path.read_bytes())
    raw[-100] ^= 1
    altered.path.write_bytes(raw)

    library = Library(home)
    library.refresh()
    states = {row.session: row.state for row in library.rows()}
    running.close()

    assert states == {
        complete.path.stem: "complete",
        cut.path.stem: "interrupted",
        altered.path.stem: "damaged",
        running.path.stem: "recording",
    }
    library.refresh()
    after = {row.session: row.state for row in library.rows()}
    assert after[running.path.stem] == "interrupted"


def test_a_file_that_is_no_session_is_listed_as_damaged(home: Home) -> None:
    (home.sessions / "torn.candor").write_bytes(b"torn")

    row = describe_session(home.sessions / "torn.candor")

    assert (row.state, row.started_at, row.worker) == ("damaged", None, None)


def test_only_journals_that_changed_are_read_again(
    home: Home, record: Callable[[], JournalWriter]
) -> None:
    read: list[str] = []

    def describe(path: Path) -> SessionRow:
        read.append(path.stem)
        return describe_session(path)

    library = Library(home, describe)
    first = record()
    first.close()
    library.refresh()
    second = record()
    second.close()
    library.refresh()
    library.refresh()

    assert read == [first.path.stem, second.path.stem]


def test_a_session_that_is_gone_leaves_the_list(
    home: Home, record: Callable[[], JournalWriter]
) -> None:
    library, writer = Library(home), record()
    writer.close()
    library.refresh()
    writer.path.unlink()
    library.refresh()

    assert library.rows() == ()
    assert writer.path.stem.encode() not in home.index.read_bytes()


@pytest.mark.parametrize("untrusted", [b"not a database" * 99, b"SQLite format 3\0" + bytes(99)])
def test_a_corrupt_index_is_put_aside_and_rebuilt_from_the_journals(
    home: Home,
    record: Callable[[], JournalWriter],
    caplog: pytest.LogCaptureFixture,
    untrusted: bytes,
) -> None:
    library, writer = Library(home), record()
    writer.close()
    library.refresh()
    before = library.rows()
    home.index.write_bytes(untrusted)

    with caplog.at_level(logging.WARNING):
        assert library.rows() == before
    assert "rebuilt" in caplog.text
    assert home.index.with_suffix(".damaged").read_bytes() == untrusted


def test_an_index_of_another_shape_is_rebuilt(
    home: Home, record: Callable[[], JournalWriter], caplog: pytest.LogCaptureFixture
) -> None:
    writer = record()
    writer.close()
    with sqlite3.connect(home.index) as other:
        other.execute("create table sessions (something text)")
        other.execute("pragma user_version = 99")
    other.close()

    assert [row.session for row in Library(home).rows()] == [writer.path.stem]
    assert "rebuilt" in caplog.text


def test_an_index_in_use_is_not_taken_for_a_corrupt_one(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(home)
    library.refresh()
    monkeypatch.setattr("recorder.vault.library._BUSY_MAX_S", 0.01)
    other = sqlite3.connect(home.index, isolation_level=None)
    other.execute("begin exclusive")

    with pytest.raises(StorageError, match="locked"):
        library.rows()
    other.close()
    assert not home.index.with_suffix(".damaged").exists()


def test_no_title_is_in_the_index_and_a_sealed_one_survives_a_refresh(
    home: Home, record: Callable[[], JournalWriter]
) -> None:
    library, writer = Library(home), record()
    writer.close()
    library.refresh()
    library.keep_sealed(writer.path.stem, b"sealed by the keeper")
    assert TASK.encode() not in home.index.read_bytes()

    before = library.rows()[0]
    library.refresh()
    assert library.rows() == (before,)
    library.rebuild()
    assert library.rows() == (replace(before, sealed=None),)


def test_the_index_is_the_owners_alone(home: Home) -> None:
    Library(home).refresh()

    assert stat.S_IMODE(home.index.stat().st_mode) == 0o600
