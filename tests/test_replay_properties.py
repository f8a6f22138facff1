"""What holds for every stream of events, however strange: accounting, order, observations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from recorder.session.events import ConfirmEvent, Event, GestureEvent, ScreenEvent
from replay.action_types import Found, LeftOut
from replay.actions import Reducer, reduce
from replay.steps import steps_of
from tests.reduction_cases import CASES
from tests.replay_script import MS, play

TOKENS = (
    "@5,5 @7,7 @60,60 @-9,400 L+ L- L R+ R- R L-! R-! v1 ^1 <2 v0 a b a+ a- a* 'hi' n? bs bs? c: "
    "enter enter+ enter-! Down Down+ Down* Down- Down-! ctrl+ ctrl- ctrl-! shift+ shift- alt+ alt- "
    "altgr+ altgr- caps acute é z+ z- nowin win:a win:b win:a@9,9,50,50/x screen screen:0,0,9,9 "
    "same gap gap- gap:keys gap-:keys gap:frames gap-:frames gap:forgotten gap-:forgotten "
    "came:1/п came:2/пр came:3/при "
    "mark own:1 own:3 owns:2 done desktop ~1 ~300 ~700 ~1500 ~3500 ~9000"
)
SCRIPTS = st.one_of(
    st.lists(st.sampled_from(TOKENS.split()), max_size=60).map(" ".join),
    # Cases one after the other: each begins in the state that the ones before it left behind.
    st.lists(st.sampled_from([script for _, script, _ in CASES]), max_size=6).map(" ".join),
)
LATE_MS = (0, 0, 0, 250)


@st.composite
def streams(draw: st.DrawFn, late_ms: tuple[int, ...] = LATE_MS) -> list[Event]:
    """Events of any script, some of them stored late, as keys that wait for a verdict are."""
    events = play(draw(SCRIPTS))
    late = draw(st.lists(st.sampled_from(late_ms), min_size=len(events), max_size=len(events)))
    keyed = zip(events, late, strict=True)
    order = sorted(keyed, key=lambda pair: pair[0].t_ns + pair[1] * MS)
    return numbered(event for event, _ in order)


def numbered(events: Iterable[Event]) -> list[Event]:
    """The events with numbers that rise, and gestures that still name the same events."""
    events = list(events)
    numbers = {event.seq: seq for seq, event in enumerate(events, 1)}
    return [renumbered(event, numbers) for event in events]


def renumbered(event: Event, numbers: dict[int, int]) -> Event:
    if isinstance(event, GestureEvent):
        event = replace(event, seqs=tuple(numbers[seq] for seq in event.seqs))
    return replace(event, seq=numbers[event.seq])


def fed(reducer: Reducer, events: Iterable[Event]) -> list[Found]:
    return [found for event in events for found in reducer.feed(event)]


@given(streams())
def test_every_event_has_exactly_one_owner_or_reason(events: list[Event]):
    reduction = reduce(events)
    assert reduction.owner.keys() == {event.seq for event in events}
    assert reduction.used + sum(reduction.left_out.values()) == len(events)
    ids = {found.id for found in reduction.found}
    owners = {owner for owner in reduction.owner.values() if not isinstance(owner, LeftOut)}
    assert owners == ids
    assert all(reduction.owner[found.seq] == found.id for found in reduction.found)


@given(streams((0, 0, 1000, 5000)))
def test_events_that_come_far_too_late_are_accounted_for_as_well(events: list[Event]):
    reduction = reduce(events)
    assert reduction.used + sum(reduction.left_out.values()) == len(events)
    assert len({found.id for found in reduction.found}) == len(reduction.found)


@given(streams(), st.lists(st.integers(0, 60), max_size=5))
def test_the_result_is_the_same_however_the_stream_is_split(events: list[Event], cuts: list[int]):
    reducer, found = Reducer(), []
    bounds = [0, *sorted(min(cut, len(events)) for cut in cuts), len(events)]
    for start, stop in pairwise(bounds):
        found += fed(reducer, events[start:stop])
    found += reducer.finish()
    assert reducer.account(found) == reduce(events)


@given(streams(), streams())
def test_two_reducers_at_once_know_nothing_of_each_other(one: list[Event], two: list[Event]):
    reducers, found = (Reducer(), Reducer()), ([], [])
    for index in range(max(len(one), len(two))):
        for events, reducer, mine in zip((one, two), reducers, found, strict=True):
            mine += fed(reducer, events[index : index + 1])
    for events, reducer, mine in zip((one, two), reducers, found, strict=True):
        mine += reducer.finish()
        assert reducer.account(mine) == reduce(events)


@given(streams(), st.integers(0, 200))
def test_what_was_given_once_never_changes(events: list[Event], cut: int):
    given_early = fed(Reducer(), events[:cut])
    assert list(reduce(events).found[: len(given_early)]) == given_early


@given(streams())
def test_actions_come_in_the_order_they_began_and_do_not_end_before(events: list[Event]):
    actions = [found.action for found in reduce(events).found]
    begins = [action.t_start_ns for action in actions]
    assert begins == sorted(begins)
    assert all(action.t_end_ns >= action.t_start_ns for action in actions)


@given(streams(), st.lists(st.integers(0, 200), max_size=8))
def test_confirmations_change_no_action(events: list[Event], places: list[int]):
    more = events.copy()
    for number, place in enumerate(sorted(places)):
        index = min(place, len(events))
        t_ns = events[index - 1].t_ns if index else 0
        more.insert(index + number, ConfirmEvent(-1 - number, t_ns))
    numbers = {event.seq: seq for seq, event in enumerate(more, 1)}
    plain = reduce(events)
    confirmed = reduce([renumbered(event, numbers) for event in more])
    assert [found.action for found in confirmed.found] == [found.action for found in plain.found]
    assert [found.seq for found in confirmed.found] == [numbers[f.seq] for f in plain.found]


@settings(max_examples=200)
@given(streams())
@example(play("screen L+ screen L- gap:frames screen gap-:frames"))
def test_no_frame_before_an_action_is_later_than_its_begin(events: list[Event]):
    complete_ns = {event.frame: event.t_ns for event in events if isinstance(event, ScreenEvent)}
    for step in steps_of(events, reduce(events)):
        if step.before is not None:
            assert step.before.lag_ns >= 0
            assert complete_ns[step.before.frame] <= step.before.t_ns <= step.action.t_start_ns
        if step.after is not None:
            assert step.after.t_ns >= step.action.t_end_ns
