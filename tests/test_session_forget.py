"""Forgetting: what was taken back is gone from the file, and the rest is still a whole session."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recorder.session import events as ev
from recorder.session.codec import decode_events
from recorder.session.journal import Ending
from recorder.session.layout import RecordType
from recorder.session.model import Chunk
from recorder.session.reader import decode
from recorder.session.scan import SessionState
from tests.session_helpers import (
    SECOND,
    Worker,
    begin,
    encoded,
    make_worker,
    of_stream,
    plain_records,
    read,
    scan,
    shown,
)

CANARY = "hunter2-canary"


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Worker:
    return make_worker(tmp_path_factory.mktemp("worker") / "candor")


def test_a_number_is_never_used_twice_also_not_after_forgetting(worker: Worker) -> None:
    journal = begin(worker)
    journal.append_events([ev.ConfirmEvent(4, SECOND), ev.ConfirmEvent(7, 2 * SECOND)])
    journal.forget(0, 3 * SECOND)

    for seq in (4, 7):
        with pytest.raises(ValueError, match="twice"):
            journal.append_events([ev.ConfirmEvent(seq, 3 * SECOND)])
    journal.append_events([ev.ConfirmEvent(8, 3 * SECOND)])
    journal.end("stopped", 4 * SECOND)

    session = read(journal.path, worker)
    assert (session.state, [event.seq for event in session.events]) == ("complete", [8])


def test_forgetting_truncates_at_the_boundary_before_and_says_so(worker: Worker) -> None:
    journal = begin(worker)
    journal.append_events([shown(0, 0, 0), ev.ConfirmEvent(1, 2 * SECOND)])
    journal.append_media(encoded([0]))
    boundary = journal.size
    # A frame that began before the boundary in time lies behind it in the file: it goes as well.
    journal.append_events([ev.MarkEvent(2, 5 * SECOND, CANARY), shown(3, 1, 5 * SECOND)])
    journal.append_media(of_stream(encoded([1], start_ns=3 * SECOND), 1))
    long_before = journal.size
    journal.append_events([ev.MarkEvent(4, 8 * SECOND, CANARY)])
    forgotten_bytes = journal.path.read_bytes()[boundary:]

    kept = journal.forget(4 * SECOND, 9 * SECOND)

    assert (kept.kept_until_ns, kept.held, kept.gaps) == (2 * SECOND, (), ())
    assert journal.kept == (2, 1)
    raw = journal.path.read_bytes()
    assert len(raw) == journal.size < long_before
    assert forgotten_bytes[:64] not in raw
    assert forgotten_bytes[-64:] not in raw
    journal.append_events([ev.ConfirmEvent(5, 9 * SECOND)])
    journal.end("stopped", 9 * SECOND)
    session = read(journal.path, worker)
    assert (session.state, session.problem) == (SessionState.COMPLETE, None)
    assert [event.seq for event in session.events] == [0, 1, 5]
    assert [record.type for record in plain_records(journal.path, worker)] == [1, 2, 3, 4, 2, 5]


def test_forgetting_everything_leaves_the_description(worker: Worker) -> None:
    journal = begin(worker)
    for seq in range(3):
        journal.append_events([ev.ConfirmEvent(seq, seq * SECOND)])

    assert journal.forget(0, 3 * SECOND).kept_until_ns == 0
    journal.end("stopped", 3 * SECOND)

    session = read(journal.path, worker)
    assert (session.state, session.events) == (SessionState.COMPLETE, ())


def test_forgetting_again_and_again_keeps_the_chain(worker: Worker) -> None:
    journal = begin(worker)
    seq = 0
    for _ in range(5):
        for _ in range(3):
            journal.append_events([ev.ConfirmEvent(seq, seq * SECOND)])
            seq += 1
        journal.forget((seq - 2) * SECOND, seq * SECOND)
        journal.forget((seq - 2) * SECOND, seq * SECOND)
    journal.end("stopped", seq * SECOND)

    session = read(journal.path, worker)
    assert (session.state, session.problem) == (SessionState.COMPLETE, None)
    assert [event.seq for event in session.events] == [0, 3, 6, 9, 12]


def test_forgetting_returns_what_is_still_down_and_which_gaps_are_open(worker: Worker) -> None:
    down, up = ev.KeyEvent(0, 0, True, 29, "Control_L", ""), ev.KeyEvent(1, 1, True, 30, "a", "a")
    button = ev.ButtonEvent(2, 2, True, "left", 1, 1)
    gap = ev.GapEvent(5, 5, True, ev.Hidden.KEYS, ev.GapReason.PASSWORD)
    journal = begin(worker)
    journal.append_events([down, up, button, replace(down, seq=3, t_ns=3, repeat=True)])
    journal.append_events([replace(up, seq=4, t_ns=4, pressed=False), gap])
    journal.append_events(
        [
            replace(down, seq=6, t_ns=SECOND, pressed=False),
            replace(gap, seq=7, t_ns=SECOND, begins=False),
        ]
    )

    kept = journal.forget(SECOND, 2 * SECOND)
    journal.discard()

    assert kept.held == (down, button)
    assert kept.gaps == (gap,)


def test_a_kill_between_truncating_and_the_forget_record_reads_as_interrupted(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begin(worker)
    journal.append_events([ev.ConfirmEvent(0, 0)])
    journal.append_events([ev.MarkEvent(1, SECOND, CANARY)])

    def killed(offset: int, data: bytes) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(journal._file, "append", killed)
    with pytest.raises(KeyboardInterrupt):
        journal.forget(SECOND, SECOND)
    journal.close()

    session = read(journal.path, worker)
    assert (session.state, len(session.events)) == (SessionState.INTERRUPTED, 1)


ACTS = st.lists(
    st.tuples(st.sampled_from(["events", "media", "forget"]), st.integers(0, 9)), max_size=12
)


@settings(max_examples=60)
@given(acts=ACTS)
def test_after_any_history_what_stands_is_what_came_before_the_last_boundary(
    worker: Worker, acts: list[tuple[str, int]]
) -> None:
    journal, chunk = begin(worker), encoded([0])
    ((_, _, is_key, size),) = chunk.frames
    stands: list[tuple[int, str, int]] = []
    for number, (act, second) in enumerate(acts):
        if act == "events":
            journal.append_events([ev.ConfirmEvent(number, second)])
            stands.append((second, act, number))
        elif act == "media":
            frames = ((number, second, is_key, size),)
            journal.append_media(msgspec.structs.replace(chunk, frames=frames))
            stands.append((second, act, number))
        else:
            late = [at for at, (t_ns, _, _) in enumerate(stands) if t_ns >= second]
            del stands[min(late, default=len(stands)) :]
            assert journal.forget(second, 99).kept_until_ns == max(
                (t_ns for t_ns, _, _ in stands), default=0
            )
    journal.end("stopped", 99)

    records = list(plain_records(journal.path, worker))
    events = [seq for _, act, seq in stands if act == "events"]
    frames = [index for _, act, index in stands if act == "media"]
    assert [event.seq for record in records if record.type == RecordType.EVENTS
            for event in decode_events(record.payload)] == events  # fmt: skip
    assert [decode(record.payload, Chunk).frames[0][0] for record in records
            if record.type == RecordType.MEDIA] == frames  # fmt: skip
    ending = decode(records[-1].payload, Ending)
    assert (ending.events, ending.frames) == (len(events), len(frames))
    assert scan(journal.path)[0] == SessionState.COMPLETE
    journal.path.unlink()
