"""Jobs: values come back on the GUI thread, lanes keep order, cancelling and errors are told."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from recorder.errors import StorageError
from studio.gui.jobs import Cancelled, Job, Jobs, JobState, Progress


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


class Held:
    """Work that waits until the test lets it go, so that nothing happens too early."""

    def __init__(self, value: object = None) -> None:
        self.go, self.begun = threading.Event(), threading.Event()
        self.value = value

    def __call__(self, progress: Progress) -> object:
        self.begun.set()
        while not self.go.wait(0.01):
            progress.check()
        return self.value


def test_work_runs_elsewhere_and_its_value_comes_back_here(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[object, threading.Thread]] = []
    worker: list[threading.Thread] = []

    def work(_progress: Progress) -> int:
        worker.append(threading.current_thread())
        return 42

    jobs.run("count", work, lambda value: seen.append((value, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [(42, threading.main_thread())]
    assert worker[0] is not threading.main_thread()


def test_progress_is_told_and_never_floods(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[float | None] = []
    jobs.changed.connect(lambda job: heard.append(job.fraction))

    def work(progress: Progress) -> None:
        for step in range(10_000):
            progress.tell(step / 10_000, f"step {step}")
        progress.tell(1.0, "all")

    job = jobs.run("many steps", work, lambda _nothing: None)
    qtbot.waitUntil(lambda: job.is_over)

    assert job.fraction == 1.0
    assert job.text == "all"
    assert len(heard) < 1_000


def test_an_error_of_ours_reaches_the_asker(jobs: Jobs, qtbot: QtBot) -> None:
    errors: list[Exception] = []

    def work(_progress: Progress) -> None:
        raise StorageError("The disk is full.")

    job = jobs.run("write", work, lambda _nothing: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))

    assert str(errors[0]) == "The disk is full."
    assert job.state is JobState.FAILED


def test_an_error_that_nobody_takes_is_announced(jobs: Jobs, qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise StorageError("The disk is full.")

    with qtbot.waitSignal(jobs.failed) as heard:
        jobs.run("write", work, lambda _nothing: None)

    job, error = heard.args or (None, None)
    assert isinstance(job, Job)
    assert isinstance(error, StorageError)


def test_a_strange_error_is_logged_without_its_words(
    jobs: Jobs, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_progress: Progress) -> None:
        raise ValueError("hunter2")

    errors: list[Exception] = []
    jobs.run("fail", work, lambda _nothing: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))

    assert "ValueError" in caplog.text
    assert "hunter2" not in caplog.text


def test_a_cancelled_job_calls_back_only_that(jobs: Jobs, qtbot: QtBot) -> None:
    work, called = Held(), []
    job = jobs.run(
        "long",
        work,
        lambda _value: called.append("done"),
        lambda _error: called.append("failed"),
        cancelled=lambda: called.append("cancelled"),
    )
    qtbot.waitUntil(work.begun.is_set)

    job.cancel()
    qtbot.waitUntil(lambda: job.is_over)

    assert job.state is JobState.CANCELLED
    assert called == ["cancelled"]


def test_a_result_that_comes_after_cancelling_is_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    go, called = threading.Event(), []
    job = jobs.run("deaf", lambda _progress: go.wait(10), lambda _value: called.append("done"))

    job.cancel()
    go.set()
    qtbot.waitUntil(lambda: job.is_over)

    assert called == []


def test_a_lane_runs_one_at_a_time_in_order(jobs: Jobs, qtbot: QtBot) -> None:
    first, order = Held(), []
    jobs.run("first", first, lambda _value: order.append("first"), lane="one")
    second = jobs.run("second", lambda _p: None, lambda _v: order.append("second"), lane="one")
    qtbot.waitUntil(first.begun.is_set)

    assert second.state is JobState.WAITING
    first.go.set()
    qtbot.waitUntil(lambda: second.is_over)

    assert order == ["first", "second"]


def test_urgent_work_goes_before_what_waits(jobs: Jobs, qtbot: QtBot) -> None:
    first, order = Held(), []
    jobs.run("first", first, lambda _value: order.append("first"), lane="one")
    last = jobs.run("patient", lambda _p: None, lambda _v: order.append("patient"), lane="one")
    jobs.run("urgent", lambda _p: None, lambda _v: order.append("urgent"), lane="one", urgent=True)

    first.go.set()
    qtbot.waitUntil(lambda: last.is_over)

    assert order == ["first", "urgent", "patient"]


def test_the_newest_replaces_what_waits_in_its_lane(jobs: Jobs, qtbot: QtBot) -> None:
    first, shown = Held(), []
    jobs.run("0", first, shown.append, lane="frames")
    older = [
        jobs.run(str(at), lambda _p, at=at: at, shown.append, lane="frames", replaces=True)
        for at in range(1, 50)
    ]

    first.go.set()
    qtbot.waitUntil(lambda: older[-1].is_over)

    assert shown == [None, 49]
    assert {job.state for job in older[:-1]} == {JobState.CANCELLED}


def test_nothing_is_called_once_the_owner_is_gone(jobs: Jobs, qtbot: QtBot) -> None:
    work, owner, called = Held(), QObject(), []
    job = jobs.run("for a view", work, lambda _value: called.append("done"), owner=owner)
    qtbot.waitUntil(work.begun.is_set)

    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    work.go.set()
    qtbot.waitUntil(lambda: job.is_over)

    assert called == []


def test_closing_ends_work_that_looks_at_its_progress(qtbot: QtBot) -> None:
    jobs, work = Jobs(), Held()
    jobs.run("long", work, lambda _value: None)
    waiting = jobs.run("never", lambda _p: None, lambda _v: None, lane="one")
    qtbot.waitUntil(work.begun.is_set)

    jobs.close()

    assert not work.go.is_set()
    assert jobs.active() == ()
    assert waiting.state in (JobState.WAITING, JobState.RUNNING)


def test_telling_a_cancelled_job_ends_it(qtbot: QtBot) -> None:
    progress = Progress(lambda _fraction, _text: None)
    progress.cancel.set()

    with pytest.raises(Cancelled):
        progress.tell(0.5)
