"""openadapt-capture's databases become sessions, and hostile ones are refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from recorder.errors import FormatError
from recorder.session.events import WindowEvent
from replay.steps import trajectory_of
from tests.foreign_recordings import openadapt
from tests.load_helpers import imported, said
from tests.session_helpers import Worker, make_worker
from tests.test_load_ducktrack import STEPS


@pytest.fixture
def worker(tmp_path: Path) -> Worker:
    return make_worker(tmp_path / "home")


def changed(folder: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(folder / "recording.db")) as database, database:
        for statement in statements:
            database.execute(statement)
    return folder


@pytest.mark.parametrize("seen", ["video", "screenshots", "nothing"])
def test_a_database_gives_the_steps_that_were_done(
    tmp_path: Path, worker: Worker, seen: str
) -> None:
    session, account = imported(openadapt(tmp_path / "capture", seen=seen), worker)
    windows = [event.title for event in session.events if isinstance(event, WindowEvent)]

    assert said(trajectory_of(session)) == STEPS
    assert windows == ["Mail", "Report"]
    assert account.left_out == {"the window that was active already": 1}
    assert session.meta.started_at.startswith("2024-11-19T")
    assert session.meta.task == "Send it"
    assert account.frames == {"video": 24, "screenshots": 5, "nothing": 0}[seen]


def test_points_of_a_mac_become_pixels_by_the_scale_it_tells(
    tmp_path: Path, worker: Worker
) -> None:
    folder = openadapt(tmp_path / "capture", platform="darwin", ratio=1.5)
    session, _ = imported(folder, worker)

    assert said(trajectory_of(session))[0] == "click left x2 30,31"


def test_a_mac_without_a_scale_is_refused(tmp_path: Path, worker: Worker) -> None:
    with pytest.raises(FormatError, match="pixel_ratio"):
        imported(openadapt(tmp_path / "capture", platform="darwin", ratio=None), worker)


def test_rows_out_of_order_and_disabled_rows_are_told(tmp_path: Path, worker: Worker) -> None:
    folder = changed(
        openadapt(tmp_path / "capture"),
        "update action_event set disabled = 1 where name = 'scroll'",
        "update action_event set id = 900 where id = 1",
    )
    session, account = imported(folder, worker)

    assert account.left_out["a row that the source says is disabled"] == 3
    assert any("out of order" in note for note in account.notes)
    assert said(trajectory_of(session))[0] == "click left x2 20,20"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("update action_event set mouse_x = 'left' where id = 2", "action_event 2: “mouse_x”"),
        ("update action_event set timestamp = x'00' where id = 3", "action_event 3: “timestamp”"),
        ("update recording set monitor_width = null", "monitor_width"),
        ("update recording set monitor_width = 1000000000", "monitor_width"),
        ("delete from recording", "0 recordings"),
        ("drop table action_event", "no table “action_event”"),
    ],
)
def test_bad_rows_are_one_sentence_and_leave_nothing(
    tmp_path: Path, worker: Worker, statement: str, words: str
) -> None:
    folder = changed(openadapt(tmp_path / "capture"), statement)

    with pytest.raises(FormatError, match=words):
        imported(folder, worker)
    assert not worker.home.sessions.exists() or not list(worker.home.sessions.iterdir())


def test_a_view_that_never_ends_is_not_a_table(tmp_path: Path, worker: Worker) -> None:
    folder = changed(
        openadapt(tmp_path / "capture"),
        "drop table action_event",
        "create view action_event as with recursive n(name) as "
        "(select 1 union all select name + 1 from n) select name, name timestamp from n",
    )

    with pytest.raises(FormatError, match="no table"):
        imported(folder, worker)


def test_a_missing_video_and_rows_beside_the_database_are_refused(
    tmp_path: Path, worker: Worker
) -> None:
    folder = openadapt(tmp_path / "capture")
    (folder / "recording.db-wal").write_bytes(b"rows")
    with pytest.raises(FormatError, match="close it first"):
        imported(folder, worker)
    (folder / "recording.db-wal").unlink()
    next(folder.glob("*.mp4")).unlink()
    with pytest.raises(FormatError, match="is missing"):
        imported(folder, worker)


def test_a_torn_database_is_one_sentence(tmp_path: Path, worker: Worker) -> None:
    folder = openadapt(tmp_path / "capture")
    file = folder / "recording.db"
    file.write_bytes(file.read_bytes()[:5000])

    with pytest.raises(FormatError, match="damaged"):
        imported(folder, worker)
