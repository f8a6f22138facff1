"""The playhead: how it moves, where it stops, and how a time is written and read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay import player
from replay.player import Loop, Playhead

S = 1_000_000_000
HEAD = Playhead(duration_ns=10 * S)


def test_play_at_the_end_begins_again() -> None:
    at_end = player.seek(HEAD, 99 * S)

    assert at_end.t_ns == 10 * S
    assert player.play_or_pause(at_end).t_ns == 0
    assert player.play_or_pause(player.play_or_pause(HEAD)) == HEAD


def test_it_stops_at_either_end() -> None:
    forward = player.advance(player.shuttle(player.seek(HEAD, 9 * S), 1), 5 * S)
    back = player.advance(player.shuttle(player.seek(HEAD, 1 * S), -1), 5 * S)

    assert (forward.t_ns, forward.moving) == (10 * S, False)
    assert (back.t_ns, back.moving) == (0, False)


def test_a_shuttle_doubles_and_turns_round() -> None:
    twice = player.shuttle(player.shuttle(HEAD, 1), 1)
    many = HEAD
    for _ in range(12):
        many = player.shuttle(many, 1)

    assert (twice.pace, many.pace) == (2.0, player.SHUTTLE_MAX)
    assert player.shuttle(many, -1).pace == -1.0


def test_a_chosen_speed_changes_what_plays_now() -> None:
    playing = player.play_or_pause(HEAD)

    assert player.choose_speed(playing, 4.0).pace == 4.0
    assert player.choose_speed(HEAD, 4.0).pace == 0.0
    assert player.play_or_pause(player.choose_speed(HEAD, 0.5)).pace == 0.5


def test_a_selection_is_looped() -> None:
    head = player.set_out(player.seek(player.set_in(player.seek(HEAD, 2 * S)), 4 * S))
    looped = player.play_or_pause(replace(head, loop=Loop.SELECTION))

    assert (head.in_ns, head.out_ns) == (2 * S, 4 * S)
    assert looped.t_ns == 2 * S
    assert player.advance(looped, 3 * S).t_ns == 2 * S
    assert player.advance(looped, 3 * S).moving


def test_points_that_cross_drop_the_older_one() -> None:
    head = player.set_out(player.seek(player.set_in(player.seek(HEAD, 6 * S)), 3 * S))

    assert (head.in_ns, head.out_ns) == (None, 3 * S)
    assert player.set_out(head).out_ns is None
    assert player.set_in(player.seek(head, 8 * S)).out_ns is None


def test_hops_stand_at_the_next_and_never_stay() -> None:
    times = [1 * S, 4 * S, 4 * S, 9 * S]

    assert player.hop(player.seek(HEAD, 1 * S), times, 1).t_ns == 4 * S
    assert player.hop(player.seek(HEAD, 4 * S), times, -1).t_ns == 1 * S
    assert player.hop(player.seek(HEAD, 9 * S), times, 1).t_ns == 9 * S
    assert not player.hop(player.shuttle(HEAD, 1), times, 1).moving


@given(st.integers(0, 100 * 3600 * 1000))
def test_a_written_time_reads_back(t_ms: int) -> None:
    t_ns = t_ms * 1_000_000

    assert player.parse_clock(player.clock(t_ns)) == t_ns


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("83", 83), ("1:23", 83), (" 1:23,5 ", 83.5), ("1:02:03", 3723), ("0", 0)],
)
def test_a_person_may_write_a_time_in_several_ways(text: str, seconds: float) -> None:
    assert player.parse_clock(text) == round(seconds * S)


@pytest.mark.parametrize("text", ["", "soon", "1:", ":3", "1.5:3", "1:2:3:4", "-3", "1e3", "²"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert player.parse_clock(text) is None


@given(
    st.integers(0, 10 * S),
    st.floats(-16, 16),
    st.sampled_from(Loop),
    st.none() | st.integers(0, 10 * S),
    st.none() | st.integers(0, 10 * S),
    st.integers(0, 60 * S),
)
def test_it_never_leaves_the_session(
    t_ns: int, pace: float, loop: Loop, in_ns: int | None, out_ns: int | None, elapsed_ns: int
) -> None:
    head = Playhead(10 * S, t_ns, pace, 1.0, in_ns, out_ns, loop)

    assert 0 <= player.advance(head, elapsed_ns).t_ns <= 10 * S
