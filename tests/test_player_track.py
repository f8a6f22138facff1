"""What lies over the picture and along the timeline, from scripted input."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from recorder.session.codec import encode_events
from recorder.session.columns import Columns
from recorder.session.events import Event
from replay.player_overlay import RIPPLE_NS, Overlays
from replay.player_timeline import View, density, following, resized, ticks, whole, zoomed
from replay.player_track import FOREVER_NS, Track, track_of
from tests.replay_script import MS, play

S = 1000 * MS


def columns_of(events: list[Event]) -> Columns:
    columns = Columns()
    columns.take(encode_events(events))
    return columns


def track(script: str, duration_ns: int = 60 * S) -> Track:
    return track_of(columns_of(play(script)), duration_ns)


def labels(script: str, after_ns: int = 0) -> list[str]:
    """The keys that are shown after the last event of a script."""
    events = play(script)
    found = track_of(columns_of(events), 60 * S)
    overlay = Overlays(found).at(events[-1].t_ns + after_ns)
    return [cap.label for cap in overlay.keys]


def test_the_pointer_is_where_moves_clicks_and_the_wheel_say() -> None:
    overlays = Overlays(track("@10,20 @30,40 ~500 L @50,60 ^1"))

    assert overlays.pointer(0) is None
    assert overlays.pointer(20 * MS) == (10, 20)
    assert overlays.pointer(300 * MS) == (30, 40)
    assert overlays.pointer(50 * S) == (50, 60)


def test_a_ring_grows_from_a_press_and_goes() -> None:
    overlays = Overlays(track("@10,20 L"))
    (young,) = overlays.at(45 * MS).ripples
    (old,) = overlays.at(40 * MS + RIPPLE_NS * 3 // 4).ripples

    assert (young.x, young.y, young.button, young.held) == (10, 20, "left", True)
    assert young.grown < old.grown < 1
    assert not old.held
    assert overlays.at(40 * MS + RIPPLE_NS + MS).ripples == ()


def test_a_held_button_follows_the_pointer() -> None:
    overlays = Overlays(track("@10,20 R+ ~2000 @300,20 ~2000 R-"))
    (dragged,) = overlays.at(3 * S).ripples

    assert (dragged.x, dragged.button, dragged.held) == (300, "right", True)


def test_a_button_that_never_came_up_is_held_to_the_end() -> None:
    assert track("L+").presses[0].end_ns == FOREVER_NS


def test_turns_of_the_wheel_add_up_while_they_follow_each_other() -> None:
    overlays = Overlays(track("@5,5 v1 v1 v1 ~1000 ^1"))

    wheel = overlays.at(90 * MS).wheel
    assert wheel is not None
    assert (wheel.dx, wheel.dy) == (0, -3)
    assert overlays.at(600 * MS).wheel is None


def test_typed_text_stands_in_one_box_and_keys_in_their_own() -> None:
    assert labels("'hey'") == ["hey"]
    assert labels("'hey' enter") == ["hey", "Enter"]
    assert labels("ctrl+ s ctrl-") == ["Ctrl+S"]
    assert labels("ctrl+ shift+ t shift- ctrl-") == ["Ctrl+Shift+T"]


def test_keys_go_after_a_while_and_a_pause_begins_anew() -> None:
    assert labels("'hey'", after_ns=5 * S) == []
    assert labels("'old' ~4000 'new'") == ["new"]


def test_modifiers_that_are_held_are_told() -> None:
    overlays = Overlays(track("ctrl+ ~500 ctrl-"))

    assert overlays.at(100 * MS).held == ("ctrl",)
    assert overlays.at(2 * S).held == ()


def test_a_gesture_to_candor_is_neither_shown_nor_counted() -> None:
    plain, own = track("ctrl+ p ctrl-"), track("ctrl+ p ctrl- own:4")

    assert [stroke.label for stroke in plain.strokes] == ["Ctrl+P"]
    assert own.strokes == ()
    assert len(own.input_t_ns) == 0


def test_windows_follow_each_other_to_the_end() -> None:
    spans = track("win:writer/Letter ~1000 win:sheet/Orders", 9 * S).windows

    assert [(span.app, span.title) for span in spans] == [("writer", "Letter"), ("sheet", "Orders")]
    assert spans[0].end_ns == spans[1].t_ns
    assert spans[1].end_ns == 9 * S


def test_density_is_where_input_was() -> None:
    found = track("~1000 'aaaa' ~20000 L", 30 * S)
    heights = density(found.input_t_ns, whole(30 * S, 300))

    assert heights.max() == 1.0
    assert heights[10] > heights[212] > 0
    assert heights[100] == 0
    assert density(np.array([], np.int64), whole(30 * S, 300)).max() == 0


def test_zoom_keeps_the_time_under_the_pointer() -> None:
    view = whole(60 * S, 600)
    near = zoomed(view, 8, 150)

    assert abs(near.t_ns(150) - view.t_ns(150)) < 20 * MS
    assert near.span_ns == view.span_ns // 8
    assert zoomed(near, 1 / 100, 10) == view


def test_a_view_never_leaves_the_session() -> None:
    view = zoomed(whole(60 * S, 600), 10, 600)

    assert view.until_ns <= 60 * S
    assert following(view, 1 * S).from_ns >= 0
    assert following(view, 1 * S).sees(1 * S, 1 * S)
    assert resized(view, 60 * S, 300).span_ns == view.span_ns
    assert resized(whole(60 * S, 600), 90 * S, 300) == whole(90 * S, 300)


def test_written_ticks_stand_apart() -> None:
    for span_ns in (200 * MS, 3 * S, 47 * S, 1800 * S, 5 * 3600 * S):
        view = View(0, span_ns, span_ns, 900)
        written = [view.x(t_ns) for t_ns, is_written in ticks(view, 88) if is_written]

        assert len(written) >= 2
        assert min(after - before for before, after in pairwise(written)) >= 88
