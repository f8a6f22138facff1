"""What holds for every stream of events, however strange: accounting, order, observations."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from recorder.session.events import Event, GestureEvent
from replay.action_types import LeftOut
from replay.actions import Reducer, reduce
from replay.steps import steps_of
from tests.replay_script import play

TOKENS = (
    "@5,5 @7,7 @60,60 @-9,400 L+ L- L R+ R- L-! v1 ^1 <2 v0 a b a+ a- a* 'hi' n? bs bs? enter "
    "Down Down+ Down* Down- ctrl+ ctrl- shift+ shift- altgr+ altgr- caps acute é z+ z- "
    "win:a win:b screen screen:0,0,9,9 same gap gap- mark own:1 own:3 done desktop "
    "~1 ~300 ~700 ~1500 ~3500 ~9000"
)
SCRIPTS = st.lists(st.sampled_from(TOKENS.split()), max_size=60).map(" ".join)


@st.composite
def streams(draw: st.DrawFn) -> list[Event]:
    """Events of any script, some of them stored up to 250 ms late."""
    events = play(draw(SCRIPTS))
    late = draw(
        st.lists(st.sampled_from((0, 0, 0, 250)), min_size=len(events), max_size=len(events))
    )
    keyed = zip(events, late, strict=True)
    order = sorted(keyed, key=lambda pair: pair[0].t_ns + pair[1] * 1_000_000)
    numbers = {event.seq: seq for seq, (event, _) in enumerate(order, 1)}
    return [_numbered(event, numbers) for event, _ in order]


def _numbered(event: Event, numbers: dict[int, int]) -> Event:
    if isinstance(event, GestureEvent):
        event = replace(event, seqs=tuple(numbers[seq] for seq in event.seqs))
    return replace(event, seq=numbers[event.seq])


@given(streams())
def test_every_event_has_exactly_one_owner_or_reason(events: list[Event]):
    reduction = reduce(events)
    assert reduction.owner.keys() == {event.seq for event in events}
    assert reduction.used + sum(reduction.left_out.values()) == len(events)
    ids = {found.id for found in reduction.found}
    owners = {owner for owner in reduction.owner.values() if not isinstance(owner, LeftOut)}
    assert owners == ids
    assert all(reduction.owner[found.seq] == found.id for found in reduction.found)


@given(streams(), st.lists(st.integers(0, 60), max_size=5))
def test_the_result_is_the_same_however_the_stream_is_split(events: list[Event], cuts: list[int]):
    reducer, found = Reducer(), []
    bounds = [0, *sorted(min(cut, len(events)) for cut in cuts), len(events)]
    for start, stop in pairwise(bounds):
        for event in events[start:stop]:
            found += reducer.feed(event)
    found += reducer.finish()
    assert reducer.account(found) == reduce(events)


@given(streams())
def test_actions_come_in_the_order_they_began_and_do_not_end_before(events: list[Event]):
    actions = [found.action for found in reduce(events).found]
    begins = [action.t_start_ns for action in actions]
    assert begins == sorted(begins)
    assert all(action.t_end_ns >= action.t_start_ns for action in actions)


@settings(max_examples=200)
@given(streams())
def test_no_frame_before_an_action_is_later_than_its_begin(events: list[Event]):
    complete_ns = {e.frame: e.t_ns for e in events if hasattr(e, "frame")}  # pyright: ignore
    for step in steps_of(events, reduce(events)):
        if step.before is not None:
            assert step.before.lag_ns >= 0
            assert complete_ns[step.before.frame] <= step.before.t_ns <= step.action.t_start_ns
        if step.after is not None:
            assert step.after.t_ns >= step.action.t_end_ns
