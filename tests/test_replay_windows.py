"""Which window a step was meant for: the active one, the one that was clicked, or nobody knows."""

from __future__ import annotations

import pytest

from replay.steps import trajectory_of
from tests.replay_script import play
from tests.replay_sessions import MadeSession

WINDOWS = [
    ("within the active one", "win:a@0,0,90,90 @5,5 L", "a"),
    ("outside of the active one", "win:a@0,0,90,90 @200,5 L", None),
    ("raised by the press", "win:a@0,0,90,90 @200,5 L ~100 win:b@150,0,90,90", "b"),
    ("raised while the button is down", "win:a@0,0,90,90 @200,5 L+ win:b@150,0,90,90 L-", "b"),
    ("raised, then another came", "win:a@0,0,90,90 @200,5 L win:b@150,0,90,90 win:c", "b"),
    ("another one came to the front", "win:a@0,0,90,90 @200,5 L win:b@0,0,50,50", None),
    ("too late for the press", "win:a@0,0,90,90 @200,5 L ~400 win:b@150,0,90,90", None),
    ("within, though another window follows", "win:a@0,0,90,90 @5,5 L win:b@0,0,90,90", "a"),
    ("after a window that may not be known", "nowin @5,5 L win:b@0,0,90,90", "b"),
    ("before any window was told", "@5,5 L ~9000 win:b@0,0,90,90", None),
    ("dragged from the window below", "win:a@0,0,90,90 @200,5 L+ win:b@150,0,90,90 @9,9 L-", "b"),
    ("held on the window below", "win:a@0,0,90,90 @200,5 R+ win:b@150,0,90,90 ~900 R-", "b"),
    ("scrolled beside the active one", "win:a@0,0,90,90 @200,5 v1", None),
    ("typed with the pointer elsewhere", "win:a@0,0,90,90 @200,5 'x'", "a"),
    ("a key held with the pointer elsewhere", "win:a@0,0,90,90 @200,5 Down+ ~900 Down-", "a"),
]


@pytest.mark.parametrize(("script", "app"), [c[1:] for c in WINDOWS], ids=[c[0] for c in WINDOWS])
def test_the_window_of_a_step_is_the_one_it_was_meant_for(script: str, app: str | None):
    step = trajectory_of(MadeSession(tuple(play(script)))).steps[0]
    assert (step.window and step.window.app) == app
    assert step.sentence.endswith(f" in {app}") if app else " in " not in step.sentence
