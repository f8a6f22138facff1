"""The file under a journal: whole or not at all, its owner's alone, on full and broken disks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from recorder.errors import StorageError
from recorder.session import disk
from recorder.session import events as ev
from recorder.session.disk import is_being_written
from recorder.session.scan import SessionState
from tests.checkout import ROOT
from tests.session_helpers import (
    SECOND,
    Worker,
    begin,
    make_meta,
    make_worker,
    read,
    scan,
)

CANARY = "hunter2-canary"

WRITE_UNTIL_FULL = """
import sys
from pathlib import Path
from recorder.errors import StorageError
from recorder.session import events as ev
from tests.session_helpers import begin, make_worker, read
if sys.argv[2] == "limit":
    import resource
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
worker = make_worker(Path(sys.argv[1]))
journal = begin(worker)
acknowledged = 0
try:
    while True:
        journal.append_events([ev.MarkEvent(acknowledged, acknowledged, "x" * 1500)])
        journal.sync()
        acknowledged += 1
except StorageError as error:
    print(error)
try:
    journal.end("disk", acknowledged)
except StorageError:
    journal.close()
session = read(journal.path, worker)
print(session.state, session.problem, len(session.events) == acknowledged > 5)
"""


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Worker:
    return make_worker(tmp_path_factory.mktemp("worker") / "candor")


@pytest.fixture(autouse=True)
def _nothing_half_written_is_left(worker: Worker) -> Iterator[None]:
    yield
    assert not [path for path in worker.home.sessions.iterdir() if path.suffix != ".candor"]


def files(worker: Worker) -> set[Path]:
    return set(worker.home.sessions.iterdir())


def test_a_journal_is_its_owners_alone_and_others_can_tell_that_it_is_written(
    worker: Worker,
) -> None:
    journal = begin(worker)
    assert is_being_written(journal.path)
    assert journal.path.stat().st_mode & 0o777 == 0o600
    assert journal.size == journal.path.stat().st_size

    journal.close()

    assert not is_being_written(journal.path)
    assert scan(journal.path) == (SessionState.INTERRUPTED, 1)


def test_a_file_appears_only_when_its_head_is_whole(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def refuse(fd: int) -> None:
        seen.append(any(path.suffix == ".candor" for path in files(worker) - before))
        raise OSError(28, "No space left on device")

    before = files(worker)
    monkeypatch.setattr(disk.os, "fsync", refuse)
    with pytest.raises(StorageError, match="No space left"):
        begin(worker)

    assert seen == [False]
    assert files(worker) == before


def test_a_session_is_never_overwritten(worker: Worker) -> None:
    meta = make_meta()
    first = begin(worker, meta=meta)
    first.end("stopped", 0)
    raw = first.path.read_bytes()

    with pytest.raises(StorageError, match="already"):
        begin(worker, meta=meta)
    assert first.path.read_bytes() == raw


def test_a_forget_that_the_disk_refuses_changes_nothing(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begin(worker)
    journal.append_events([ev.ConfirmEvent(0, 0)])
    journal.append_events([ev.ConfirmEvent(1, SECOND)])

    with monkeypatch.context() as patch:
        patch.setattr(disk.os, "ftruncate", _broken)
        with pytest.raises(StorageError, match="Input/output"):
            journal.forget(0, SECOND)
    journal.end("disk", SECOND)

    session = read(journal.path, worker)
    assert (session.state, len(session.events)) == (SessionState.COMPLETE, 2)


def _broken(*_: object) -> int:
    raise OSError(5, "Input/output error")


def test_a_write_that_fails_in_the_middle_leaves_the_good_prefix(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, journal = os.write, begin(worker)
    journal.append_events([ev.ConfirmEvent(0, 0)])

    def half(fd: int, data: memoryview) -> int:
        if len(data) > 1000:
            return real(fd, data[:1000])
        raise OSError(28, "No space left on device")

    for cut in (True, False):
        with monkeypatch.context() as patch:
            patch.setattr(disk.os, "write", half)
            if not cut:
                patch.setattr(disk.os, "ftruncate", _broken)
            with pytest.raises(StorageError, match="What was written is kept"):
                journal.append_events([ev.ConfirmEvent(1, 1)])
        assert scan(journal.path) == (SessionState.INTERRUPTED, 2)
    journal.append_events([ev.ConfirmEvent(2, 2)])
    journal.end("disk", 3)

    assert read(journal.path, worker).state == SessionState.COMPLETE


def test_a_disk_that_does_not_sync_ends_the_recording_with_a_sentence(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begin(worker)
    monkeypatch.setattr(disk.os, "fdatasync", _broken)
    with pytest.raises(StorageError, match="Input/output"):
        journal.sync()
    journal.close()


@pytest.mark.parametrize("way", ["limit", "full"])
def test_a_full_disk_ends_the_recording_and_what_was_written_stays_readable(
    way: str, tmp_path: Path
) -> None:
    program = [sys.executable, "-c", WRITE_UNTIL_FULL, str(tmp_path / "candor"), way]
    if way == "full":
        # A small disk of its own, which goes away with the process.
        if not shutil.which("unshare") or subprocess.run(["unshare", "-m", "true"]).returncode:
            pytest.skip("making a small disk needs root")
        mount = f"mount -t tmpfs -o size=64k none {tmp_path} && exec"
        program = ["unshare", "-m", "sh", "-c", f'{mount} "$@"', "sh", *program]
    done = subprocess.run(
        program, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )

    sentence, ended = done.stdout.splitlines()
    assert sentence.startswith("The session could not be written: "), done.stderr
    assert sentence.endswith("What was written is kept.")
    assert ended in ("interrupted None True", "complete None True")


def test_discarding_leaves_nothing(worker: Worker) -> None:
    before = files(worker)
    journal = begin(worker)
    journal.append_events([ev.MarkEvent(0, 0, CANARY)])
    journal.sync()

    journal.discard()

    assert files(worker) == before


def test_nothing_is_written_after_the_end(worker: Worker) -> None:
    journal = begin(worker)
    journal.end("stopped", 0)
    raw = journal.path.read_bytes()

    with pytest.raises(StorageError):
        journal.append_events([ev.ConfirmEvent(0, 0)])
    assert journal.path.read_bytes() == raw
