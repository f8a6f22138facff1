"""What a person did, from what was observed: one line per case (see `replay_script`)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from replay.action_types import LeftOut
from replay.actions import reduce
from tests.replay_script import brief, play

CASES = [
    # Clicks
    ("one click", "@10,20 L", ["left click 10,20"]),
    ("right click", "@10,20 R", ["right click 10,20"]),
    ("middle click", "@10,20 M", ["middle click 10,20"]),
    ("the back button", "@10,20 X", ["back click 10,20"]),
    ("negative places are kept", "@-1200,-5 L", ["left click -1200,-5"]),
    ("double click", "@10,20 L L", ["left double 10,20"]),
    ("triple click", "@10,20 L L L", ["left triple 10,20"]),
    ("a fourth click is a new one", "@9,9 L L L L", ["left triple 9,9", "left click 9,9"]),
    ("right double click", "@10,20 R R", ["right double 10,20"]),
    ("middle double click", "@10,20 M M", ["middle double 10,20"]),
    ("double click within 4 px", "@10,20 L @14,16 L", ["left double 10,20"]),
    ("5 px apart are two", "@10,20 L @15,20 L", ["left click 10,20", "left click 15,20"]),
    ("0.5 s apart is double", "L+ L- ~480 L", ["left double 0,0"]),
    ("0.6 s apart are two", "L ~600 L", ["left click 0,0"] * 2),
    ("ten seconds apart are never a double click", "L ~10000 L", ["left click 0,0"] * 2),
    ("two buttons are no double click", "L R", ["left click 0,0", "right click 0,0"]),
    ("a key between them", "L a L", ["left click 0,0", "type 'a'", "left click 0,0"]),
    ("the first click raises the window", "win:a L win:b L", ["left double 0,0"]),
    ("a modifier for one of two", "L ctrl+ L ctrl-", ["left click 0,0", "left click 0,0 +ctrl"]),
    ("both buttons, the last of them held", "L+ R+ R- L- ~9000 a",
     ["left click 0,0", "right click 0,0", "type 'a'"]),
    ("both buttons at once", "L+ R+ R- L-", ["left click 0,0", "right click 0,0"]),
    ("4 px of trembling is a click", "@10,10 L+ @14,10 L-", ["left click 10,10"]),
    # Modifiers
    ("ctrl click", "ctrl+ @5,6 L ctrl-", ["left click 5,6 +ctrl"]),
    ("shift double click", "shift+ L L shift-", ["left double 0,0 +shift"]),
    ("one order of modifiers", "super+ shift+ alt+ ctrl+ L",
     ["left click 0,0 +ctrl+alt+shift+super"]),
    ("ctrl for two clicks", "ctrl+ @1,1 L @50,50 L ctrl-",
     ["left click 1,1 +ctrl", "left click 50,50 +ctrl"]),
    ("a lone modifier is no step", "ctrl+ ctrl-", []),
    ("a long lone modifier is no step", "shift+ ~2000 shift-", []),
    ("right ctrl is ctrl", "rctrl+ L rctrl-", ["left click 0,0 +ctrl"]),
    # Drags and holds
    ("drag", "@10,10 L+ @40,10 @90,30 L-", ["left drag 10,10>90,30"]),
    ("drag of 5 px", "@10,10 L+ @13,14 L-", ["left drag 10,10>13,14"]),
    ("right drag", "@10,10 R+ @90,30 R-", ["right drag 10,10>90,30"]),
    ("drag there and back", "@10,10 L+ @90,10 @10,10 L-", ["left drag 10,10>10,10"]),
    ("ctrl drag", "ctrl+ @1,1 L+ @90,1 L- ctrl-", ["left drag 1,1>90,1 +ctrl"]),
    ("ctrl at the drop", "@1,1 L+ @90,1 ctrl+ L- ctrl-", ["left drag 1,1>90,1 +ctrl"]),
    ("held press that moved 3 px", "@1,1 L+ ~600 @4,1 L-", ["left drag 1,1>4,1"]),
    ("held press", "@1,1 L+ ~600 L-", ["hold left"]),
    ("held press that trembled", "@1,1 L+ ~600 @2,1 L-", ["hold left"]),
    ("click, then drag", "L L+ @60,0 L-", ["left click 0,0", "left drag 0,0>60,0"]),
    ("Escape in a drag", "L+ @60,0 esc @90,0 L-", ["left drag 0,0>90,0", "key escape"]),
    ("a synthetic release closes a drag", "L+ @60,0 L-!", ["left drag 0,0>60,0"]),
    ("scroll in a drag", "L+ @60,0 v1 L-", ["left drag 0,0>60,0", "scroll 0,-1 60,0"]),
    # Scrolling
    ("scroll", "@5,5 v1 v1 v1", ["scroll 0,-3 5,5"]),
    ("opposite directions never cancel", "v3 ^3", ["scroll 0,-3 0,0", "scroll 0,3 0,0"]),
    ("directions apart in time", "v3 ~10000 ^3", ["scroll 0,-3 0,0", "scroll 0,3 0,0"]),
    ("sideways", ">1 >1 <1", ["scroll 2,0 0,0", "scroll -1,0 0,0"]),
    ("across and down are two", ">1 v1", ["scroll 1,0 0,0", "scroll 0,-1 0,0"]),
    ("a pause ends a run", "v1 ~600 v1", ["scroll 0,-1 0,0"] * 2),
    ("a move of 8 px does not end a run", "@5,5 v1 @13,5 v1", ["scroll 0,-2 5,5"]),
    ("a move of 9 px ends a run", "@5,5 v1 @14,5 v1", ["scroll 0,-1 5,5", "scroll 0,-1 14,5"]),
    ("zoom", "ctrl+ ^1 ^1 ctrl-", ["scroll 0,2 0,0 +ctrl"]),
    ("zoom ends with ctrl", "ctrl+ ^1 ctrl- ^1", ["scroll 0,1 0,0 +ctrl", "scroll 0,1 0,0"]),
    # Typing
    ("hello is one step", "'hello'", ["type 'hello'"]),
    ("rollover", "h+ e+ h- l+ e- l- l+ o+ l- o-", ["type 'hello'"]),
    ("a space is text", "'hello_world'", ["type 'hello world'"]),
    ("capitals", "shift+ H shift- 'ello'", ["type 'Hello'"]),
    ("a vote is no paste", "'vote'", ["type 'vote'"]),
    ("dollars are text", "'$5_{x}'", ["type '$5 {x}'"]),
    ("caps lock", "caps 'HI' caps 'there'", ["type 'HIthere'"]),
    ("Backspace takes back", "'helo' bs 'lo'", ["type 'hello'"]),
    ("Backspace at once again", "'abc' bs bs bs", []),
    ("Backspace before any text", "bs", ["key backspace"]),
    ("more Backspaces than text", "'a' bs bs bs", ["key backspace x2"]),
    ("held Backspace", "'abcd' bs+ bs* bs* bs-", ["type 'a'"]),
    ("Enter is a key of its own", "'ls' enter 'pwd' enter",
     ["type 'ls'", "key enter", "type 'pwd'", "key enter"]),
    ("Tab is a key of its own", "'a' tab 'b'", ["type 'a'", "key tab", "type 'b'"]),
    ("shift Tab", "shift+ backtab shift-", ["key shift+tab"]),
    ("a short pause goes on", "'ab' ~2900 'cd'", ["type 'abcd'"]),
    ("a long pause ends", "'ab' ~3100 'cd'", ["type 'ab'", "type 'cd'"]),
    ("a click ends", "'ab' L 'cd'", ["type 'ab'", "left click 0,0", "type 'cd'"]),
    ("another window ends", "win:a 'ab' win:b 'cd'", ["type 'ab'", "type 'cd'"]),
    ("a new title does not end", "win:a/x 'ab' win:a/x* 'cd'", ["type 'abcd'"]),
    ("a moved pointer ends", "@5,5 'ab' @50,50 'cd'", ["type 'ab'", "type 'cd'"]),
    ("a trembling pointer does not end", "@5,5 'ab' @7,7 'cd'", ["type 'abcd'"]),
    ("a gap ends", "'ab' gap ~100 gap- 'cd'", ["type 'ab'", "type 'cd'"]),
    ("a marker does not end", "'ab' mark 'cd'", ["type 'abcd'"]),
    ("frames do not end", "'ab' screen same 'cd'", ["type 'abcd'"]),
    ("held letter", "a+ a* a* a* a-", ["type 'aaaa'"]),
    ("dead accent", "acute 'é'", ["type 'é'"]),
    ("dead accent in a word", "'caf' acute 'é' bs 'e'", ["type 'cafe'"]),
    ("a composed letter is one", "'caf' acute 'é' bs bs", ["type 'ca'"]),
    ("a dead accent alone typed nothing", "acute", []),
    ("compose key", "compose 'é'", ["type 'é'"]),
    ("AltGr", "altgr+ '@' altgr-", ["type '@'"]),
    ("Cyrillic", "'привет'", ["type 'привет'"]),
    ("an input method", "n? i? h? a? o?", ["type None"]),
    ("known, then unknown", "'ab' n? i? 'c'", ["type 'ab'", "type None", "type 'c'"]),
    ("Backspace in the unknown", "n? bs? i?", ["type None"]),
    # Keys and chords
    ("chord", "ctrl+ c ctrl-", ["key ctrl+c"]),
    ("chord of three", "ctrl+ shift+ T shift- ctrl-", ["key ctrl+shift+t"]),
    ("two chords under one ctrl", "ctrl+ a c ctrl-", ["key ctrl+a", "key ctrl+c"]),
    ("a chord with a text from the layout", "alt+ F4 alt-", ["key alt+f4"]),
    ("repeated chord", "ctrl+ z z z ctrl-", ["key ctrl+z x3"]),
    ("repeated chord, each whole", "ctrl+ z ctrl- ctrl+ z ctrl-", ["key ctrl+z x2"]),
    ("slow chords are two", "ctrl+ z ~1500 z ctrl-", ["key ctrl+z", "key ctrl+z"]),
    ("ctrl released first", "ctrl+ c+ ctrl- c-", ["key ctrl+c"]),
    ("held chord", "ctrl+ z+ ~600 z* z* z- ctrl-", ["key ctrl+z x3"]),
    ("super with a letter", "super+ d super-", ["key super+d"]),
    ("arrows", "Down Down Left", ["key down x2", "key left"]),
    ("shift arrow", "shift+ Right shift-", ["key shift+right"]),
    ("page down", "pgdn", ["key pagedown"]),
    ("ctrl Backspace", "'ab' ctrl+ bs ctrl-", ["type 'ab'", "key ctrl+backspace"]),
    ("a chord ends typing", "'ab' ctrl+ s ctrl- 'c'", ["type 'ab'", "key ctrl+s", "type 'c'"]),
    ("ctrl plus", "ctrl+ plus ctrl-", ["key ctrl++"]),
    ("alt Tab Tab", "alt+ tab tab alt-", ["key alt+tab x2"]),
    ("held arrow", "Down+ ~500 Down* Down* Down-", ["hold down x3"]),
    ("held F5 without repeats", "F5+ ~700 F5-", ["hold f5"]),
    ("a synthetic release closes a hold", "Down+ ~700 Down-!", ["hold down"]),
    ("a media key", "XF86AudioMute", ["key xf86audiomute"]),
    ("a chord under an input method", "ctrl+ c? ctrl-", ["key ctrl+c"]),
    ("a key down at the end", "'a' enter+", ["type 'a'", "key enter"]),
    # Own gestures
    ("own gesture", "ctrl+ alt+ F9+ own:3 F9- alt- ctrl-", []),
    ("typing around a gesture", "'ab' ctrl+ F9+ own:2 F9- ctrl- 'c'", ["type 'abc'"]),
    # Hover, wait, finish
    ("hover that opened a menu", "@5,5 screen:0,10,90,90 ~600 @60,60 L",
     ["move 5,5", "left click 60,60"]),
    ("hover after a pause is no wait", "L ~2000 @50,5 screen:0,10,90,90 ~2000 @60,60 L",
     ["left click 0,0", "move 50,5", "left click 60,60"]),
    ("hover after typing", "@5,5 a @30,9 screen:0,10,90,90 ~600 @60,60 L",
     ["type 'a'", "move 30,9", "left click 60,60"]),
    ("text that appears at the pointer", "@5,5 a @7,7 screen:0,0,90,90 ~600 @60,60 L",
     ["type 'a'", "left click 60,60"]),
    ("a page that loads after a click", "@5,5 L @6,6 screen ~600 @60,60 L",
     ["left click 5,5", "left click 60,60"]),
    ("a drop that is worked on", "L+ @90,90 L- @91,91 screen ~600 @5,5 R",
     ["left drag 0,0>90,90", "right click 5,5"]),
    ("hover without a change", "@5,5 ~600 @60,60 L", ["left click 60,60"]),
    ("a change far from the pointer", "@5,5 screen:500,500,9,9 ~600 @60,60 L",
     ["left click 60,60"]),
    ("the highlight of what is clicked", "@5,5 screen:0,0,20,20 ~600 L", ["left click 5,5"]),
    ("movement alone", "@5,5 @9,9 @80,80", []),
    ("wait", "L ~2000 screen ~2000 L", ["left click 0,0", "wait", "left click 0,0"]),
    ("thinking is no wait", "L ~4000 L", ["left click 0,0"] * 2),
    ("a blinking cursor is no wait", "L ~2000 screen:5,5,2,16 ~2000 L", ["left click 0,0"] * 2),
    ("a prompt answer is no wait", "L screen ~4000 L", ["left click 0,0"] * 2),
    ("success", "L done", ["left click 0,0", "finish success"]),
    ("failure", "failed", ["finish failure"]),
]  # fmt: skip


@pytest.mark.parametrize(("script", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_actions_of_a_script_are_what_was_done(script: str, expected: list[str]):
    reduction = reduce(play(script))
    assert [brief(found.action) for found in reduction.found] == expected


LEFT_OUT = [
    ("L- a-", {LeftOut.NO_PRESS: 2}),
    ("L+", {LeftOut.NO_RELEASE: 1}),
    ("ctrl+ ctrl-", {LeftOut.LONE_MODIFIER: 2}),
    ("caps", {LeftOut.LOCK_KEY: 2}),
    ("'a' bs", {LeftOut.TAKEN_BACK: 4}),
    ("@5,5 @6,6", {LeftOut.MOVED_ON: 2}),
    ("v0", {LeftOut.NO_NOTCH: 1}),
    ("screen same", {LeftOut.OBSERVATION: 2}),
    ("win:a desktop", {LeftOut.CONTEXT: 2}),
    ("gap gap- mark", {LeftOut.GAP: 2, LeftOut.MARK: 1}),
    ("ctrl+ F9+ own:2 F9- ctrl-", {LeftOut.OWN_GESTURE: 5}),
]


@pytest.mark.parametrize(("script", "counts"), LEFT_OUT, ids=[c[0] for c in LEFT_OUT])
def test_events_without_an_action_are_left_out_for_a_reason(script: str, counts: dict[str, int]):
    reduction = reduce(play(script))
    assert reduction.left_out == {reason.value: count for reason, count in counts.items()}
    assert reduction.used == 0


def test_an_action_is_named_after_its_press_and_owns_the_way_to_it():
    reduction = reduce(play("@1,1 @5,5 ctrl+ L ctrl-"))
    assert [found.id for found in reduction.found] == ["e4"]
    assert reduction.owner == dict.fromkeys(range(1, 7), "e4")


def test_a_shared_modifier_is_owned_by_the_first_action_that_used_it():
    reduction = reduce(play("ctrl+ a c ctrl-"))
    assert reduction.owner[1] == reduction.owner[6] == "e2"
    assert reduction.owner[4] == "e4"


def test_a_drag_keeps_its_path_and_times():
    (found,) = reduce(play("@10,10 L+ @40,10 @90,30 L-")).found
    ms = 1_000_000
    path = ((10, 10, 40 * ms), (40, 10, 60 * ms), (90, 30, 80 * ms), (90, 30, 100 * ms))
    assert found.action.path == path  # pyright: ignore[reportAttributeAccessIssue]


def test_keys_that_were_stored_late_come_in_their_place():
    events = play("a b ~10 L c ~9000 d")
    late = [*events[:2], *events[4:6], *events[2:4], *events[6:]]
    reduction = reduce([replace(event, seq=seq) for seq, event in enumerate(late, 1)])
    expected = ["type 'ab'", "left click 0,0", "type 'c'", "type 'd'"]
    assert [brief(found.action) for found in reduction.found] == expected


def test_a_keyboard_action_before_any_movement_has_no_place():
    (found,) = reduce(play("'a'")).found
    assert (found.action.x, found.action.y) == (None, None)  # pyright: ignore[reportAttributeAccessIssue]
