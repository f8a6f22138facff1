"""The streams of a submission: what each tells, and that none tells of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings

from annotate.opened import review_of
from annotate.streams import TEXT, Parted, join, part
from recorder.errors import CandorError, Damaged
from recorder.session import events as ev
from recorder.session.layout import Header
from recorder.session.reader import Session
from recorder.session.scan import SessionState
from replay.action_types import Click, Key, Type
from replay.actions import reduce
from replay.correction_types import Delete, Labels, Overlay, Retype, Split
from replay.corrections import corrected_session
from replay.steps import trajectory_of
from tests.redact_sessions import Desk, written
from tests.session_helpers import make_meta, make_worker
from tests.test_replay_properties import streams as event_streams

STREAMS = ("video", "actions", "text", "context", "labels")


def session_typing(folder: Path, *texts: str) -> Session:
    """A window, a press, texts with pauses between, a command, a mark."""
    desk = Desk()
    desk.window("Notes")
    desk.write(0, "Monthly orders")
    desk.wait(400)
    desk.add(ev.ButtonEvent, True, "left", 20, 30)
    desk.wait(40)
    desk.add(ev.ButtonEvent, False, "left", 20, 30)
    for text in texts:
        desk.wait(3000)
        desk.type(text, row=2)
    desk.wait(3000)
    for pressed, (key, symbol) in zip(
        (True, True, False, False), ((29, "Control_L"), (99, "s"), (99, "s"), (29, "Control_L")),
        strict=True,
    ):  # fmt: skip
        desk.wait(30)
        desk.add(ev.KeyEvent, pressed, key, symbol, "")
    desk.wait(500)
    desk.add(ev.MarkEvent, "done")
    desk.cut()
    return written(make_worker(folder), desk)


def opened(parted: Parted, *streams: str) -> Session:
    return join("5" * 32, "worker", "c" * 64, {each: parted.content(each) for each in streams})


def test_all_streams_together_give_the_same_steps(tmp_path: Path) -> None:
    session = session_typing(tmp_path, "dear Anna", "bye")

    together = opened(part(session), *STREAMS)

    before, after = trajectory_of(session), trajectory_of(together)
    assert [step.action for step in after.steps] == [step.action for step in before.steps]
    assert [step.before for step in after.steps] == [step.before for step in before.steps]
    assert [step.window for step in after.steps] == [step.window for step in before.steps]
    assert (after.task, together.chunks) == (before.task, session.chunks)


def test_actions_and_video_alone_give_the_steps_without_what_was_typed(tmp_path: Path) -> None:
    parted = part(session_typing(tmp_path, "dear Anna", "bye"))

    steps = trajectory_of(opened(parted, "actions", "video")).steps

    assert [type(step.action) for step in steps] == [Click, Type, Type, Key]
    assert [step.action.text for step in steps if isinstance(step.action, Type)] == [None, None]
    assert all(step.before is not None for step in steps)


def test_steps_have_the_same_names_with_and_without_text(tmp_path: Path) -> None:
    parted = part(session_typing(tmp_path, "dear Anna", "bye"))

    names = [step.id for step in trajectory_of(opened(parted, *STREAMS)).steps]

    assert names == [step.id for step in trajectory_of(opened(parted, "actions", "video")).steps]


def test_actions_tell_the_same_of_a_short_text_and_a_long_one(tmp_path: Path) -> None:
    short = part(session_typing(tmp_path / "a", "Hi"))
    long = part(session_typing(tmp_path / "b", "Hello to everyone"))

    for parted in (short, long):
        typed = [each for each in parted.events["actions"] if isinstance(each, ev.KeyEvent)]
        assert [(each.symbol, each.text) for each in typed[:2]] == [("", None), ("", None)]
    assert [each.seq for each in short.events["actions"]] == [
        each.seq for each in long.events["actions"]
    ]
    assert [each.seq for each in short.events["context"]] == [
        each.seq for each in long.events["context"]
    ]


def test_no_key_that_typed_lies_outside_of_text(tmp_path: Path) -> None:
    session = session_typing(tmp_path, "dear Anna")
    typed = {
        each.key for each in session.events
        if isinstance(each, ev.KeyEvent) and each.symbol in "dearAnna"
    }  # fmt: skip

    parted = part(session)

    others = [each for name in STREAMS if name != TEXT for each in parted.events[name]]
    assert not [each for each in others if isinstance(each, ev.KeyEvent) and each.key in typed]


def test_what_was_taken_back_leaves_no_trace_outside_of_text(tmp_path: Path) -> None:
    desk = Desk()
    desk.write(0, "x")
    for symbol, text in (("a", "a"), ("BackSpace", "\b")):
        desk.wait(100)
        desk.add(ev.KeyEvent, True, 30, symbol, text)
        desk.wait(30)
        desk.add(ev.KeyEvent, False, 30, symbol, "")
    desk.cut()

    parted = part(written(make_worker(tmp_path), desk))

    assert not [each for each in parted.events["actions"] if isinstance(each, ev.KeyEvent)]


def test_streams_of_two_sessions_are_refused(tmp_path: Path) -> None:
    one, other = (part(session_typing(tmp_path / name, "Hi")) for name in "ab")

    with pytest.raises(Damaged, match="different sessions"):
        join("5" * 32, "w", "c", {"video": one.content("video"), "text": other.content("text")})


def as_recorded(events: Iterable[ev.Event]) -> list[ev.Event]:
    """Events without the numbers that they have in one place or the other."""
    bare = [replace(each, seq=0) for each in events]
    return [replace(each, seqs=()) if isinstance(each, ev.GestureEvent) else each for each in bare]


@given(event_streams())
@settings(max_examples=150)
def test_any_events_are_the_same_when_all_streams_are_joined(events: list[ev.Event]) -> None:
    session = session_of(events)

    joined = opened(part(session), *STREAMS)

    assert as_recorded(joined.events) == as_recorded(events)
    after = [found.action for found in reduce(joined.events).found]
    assert after == [found.action for found in reduce(events).found]


@given(event_streams())
@example([ev.KeyEvent(1, 0, True, 30, "a", "a"), ev.GestureEvent(2, 1, "pause", (1,))])
@settings(max_examples=150)
def test_whatever_was_typed_is_in_no_stream_but_text(events: list[ev.Event]) -> None:
    parted = part(session_of(events))

    for name in STREAMS:
        keys = [each for each in parted.events[name] if isinstance(each, ev.KeyEvent)]
        if name != TEXT:
            assert all(not each.text or not each.text.isprintable() for each in keys)
    reduce(opened(parted, "actions", "video").events)


def session_of(events: list[ev.Event]) -> Session:
    meta = make_meta()
    header = Header(meta.session, meta.started_at, "w", "", "", "", "c" * 64)
    return Session(meta.session, header, SessionState.COMPLETE, meta, tuple(events), ())


@pytest.mark.parametrize(
    "change", [lambda raw: raw[:-1], lambda raw: raw[1:], lambda raw: b"", lambda raw: b"x" * 40]
)
def test_a_stream_that_is_none_is_refused(tmp_path: Path, change: object) -> None:
    raw = b"".join(part(session_typing(tmp_path, "Hi")).content("actions"))

    with pytest.raises(CandorError):
        join("5" * 32, "w", "c", {"actions": pieces(change(raw))})  # pyright: ignore


def pieces(raw: bytes) -> Iterable[bytes]:
    return (raw[at : at + 7] for at in range(0, len(raw), 7))


def test_corrections_and_the_outcome_leave_with_the_labels_and_words_of_a_review_do_not(
    tmp_path: Path,
) -> None:
    whole = session_typing(tmp_path, "dear Anna", "bye")
    computed = trajectory_of(whole).steps
    click, typed = computed[0], next(each for each in computed if isinstance(each.action, Type))
    hidden = f"e{typed.seqs[0] + 1}"
    assert isinstance(typed.action, Type)
    named = msgspec.structs.replace(typed.action, text="CANARY")
    review = Overlay(
        (
            Delete(click.id),
            Split(typed.id, hidden),
            Retype(typed.id, named),
        ),
        Labels(task="CANARY", outcome="failure", steps={typed.id: "CANARY"}),
    )

    parted = part(whole, review)

    assert b"CANARY" not in b"".join(b"".join(parted.content(each)) for each in STREAMS)
    seen = opened(parted, *STREAMS)
    left = review_of(seen)
    assert left.labels == Labels(outcome="failure")
    assert [type(each) for each in left.corrections] == [Delete]
    steps = corrected_session(seen, left)
    assert steps.trajectory.outcome == "failure"
    assert not steps.not_applicable
    assert len(steps.trajectory.steps) == len(trajectory_of(seen).steps) - 1
    assert review_of(opened(parted, "actions")) == Overlay()


def test_a_session_without_a_review_is_the_same_bytes_as_before(tmp_path: Path) -> None:
    whole = session_typing(tmp_path, "dear Anna", "bye")

    for stream in STREAMS:
        assert list(part(whole).content(stream)) == list(part(whole, Overlay()).content(stream))
        assert b"version\x01" in next(iter(part(whole).content(stream)))
