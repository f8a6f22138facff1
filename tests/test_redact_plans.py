"""Whatever a plan holds, what comes of it is a session that reads, with nothing of its texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.redact.burn import burnt_events, orders_of
from annotate.redact.burn_events import texts_in, typed_streams
from annotate.redact.matching import holds
from annotate.redact.plan import (
    Everywhere,
    Keep,
    Plan,
    Redaction,
    Region,
    Span,
    Text,
    WholeStep,
    decode_plan,
    encode_plan,
    salted,
)
from recorder.session.codec import decode_events, encode_events
from recorder.session.events import ButtonEvent, GapEvent, KeyEvent, ScreenEvent
from recorder.session.journal import gaps_after, held_after
from recorder.session.model import Rect
from recorder.session.reader import Session
from replay.steps import trajectory_of
from tests.redact_sessions import desk_with, written
from tests.session_helpers import make_worker

SECRET = "jo.miller@example.org"
WORDS = (SECRET, "miller", "dear", "Notes", "llo", "letter to", "o.m", "xample")
_times = st.integers(-(10**9), 7 * 10**9)
_sides = st.integers(1, 900)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    worker = make_worker(tmp_path_factory.mktemp("plans") / "home")
    return written(worker, desk_with(SECRET), f"Write to {SECRET}")


def redactions(number: int) -> st.SearchStrategy[Redaction]:
    name = f"r{number}"
    words = st.sampled_from(WORDS)
    rects = st.builds(Rect, st.integers(-500, 900), st.integers(-500, 900), _sides, _sides)
    spans = st.tuples(_times, st.integers(1, 10**9))
    return st.one_of(
        st.builds(lambda text: Everywhere(name, text, "Z"), words),
        st.builds(lambda text: Text(name, text, "Z"), words),
        st.builds(
            lambda span, keep: Span(name, span[0], span[0] + span[1], keep=keep),
            spans,
            st.sampled_from(Keep),
        ),
        st.builds(lambda rect, span: Region(name, rect, span[0], sum(span)), rects, spans),
        st.builds(lambda step: WholeStep(name, step), st.sampled_from(["e5", "e8"])),
    )


@st.composite
def plans(draw: st.DrawFn) -> tuple[Redaction, ...]:
    return tuple(draw(redactions(number)) for number in range(draw(st.integers(0, 5))))


@settings(max_examples=40)
@given(plans())
def test_any_plan_leaves_a_session_that_reads_without_its_texts(
    session: Session, redactions: tuple[Redaction, ...]
) -> None:
    plan = salted(Plan(session.id, redactions))
    orders = orders_of(plan, session)

    events = burnt_events(session, orders)

    assert decode_plan(encode_plan(plan)) == plan
    assert decode_events(encode_events(events)) == tuple(events)
    assert {event.seq for event in events} <= {event.seq for event in session.events}
    texts = [text for event in events for text in texts_in(event)] + list(typed_streams(events))
    assert not [word for word in orders.words if any(holds(text, word.text) for text in texts)]
    assert gaps_after((), events) == ()
    gaps = [event for event in events if isinstance(event, GapEvent)]
    assert [gap.begins for gap in gaps] == [True, False] * (len(gaps) // 2)
    _nothing_is_held(events)
    cut = [orders.spans.place_of(e.t_ns) for e in session.events if isinstance(e, ScreenEvent)]
    kept = sum(isinstance(event, ScreenEvent) for event in events)
    assert kept == cut.count(None)


def _nothing_is_held(events: Sequence[object]) -> None:
    inputs = [event for event in events if isinstance(event, KeyEvent | ButtonEvent)]
    assert held_after((), inputs) == ()


def test_the_session_of_these_tests_has_the_steps_they_name(session: Session) -> None:
    assert {"e5", "e8"} <= {step.id for step in trajectory_of(session).steps}


def test_plans_are_known_by_their_hash_and_salted_once(tmp_path: Path) -> None:
    plan = salted(Plan("5e55", (Everywhere("r1", SECRET, "email"),)))

    assert salted(plan) == plan
    assert plan.digest != salted(Plan("5e55", plan.redactions)).digest
