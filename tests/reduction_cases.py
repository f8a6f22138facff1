"""What the reductions of other tools get wrong, with the right answer; and all cases together.

Each case is its name, its script (see `replay_script`) and the actions that are right. The tools
are named as in the notes on formats: AgentNet, openadapt-capture, OpenAdapt, DuckTrack, PC Tracker.
"""

from __future__ import annotations

from tests.reduction_cases_keyboard import KEYS, TYPING
from tests.reduction_cases_pointer import CLICKS, DRAGS, MODIFIERS, SCROLLS
from tests.reduction_cases_session import GAPS, GESTURES, HOVER_WAIT_FINISH

OTHERS = [
    # AgentNet
    ("AgentNet: a long press is flattened to a click", "@5,5 L+ ~900 L-", ["hold left"]),
    ("AgentNet: clicks minutes apart are a double click", "L ~120000 L", ["left click 0,0"] * 2),
    ("AgentNet: two clicks in one place with typing between", "L 'a' L",
     ["left click 0,0", "type 'a'", "left click 0,0"]),
    ("AgentNet: a right double click becomes one click", "R R", ["right double 0,0"]),
    ("AgentNet: drags with the left button only", "R+ @60,0 R-", ["right drag 0,0>60,0"]),
    ("AgentNet: opposite notches cancel", "v2 ^2", ["scroll 0,-2 0,0", "scroll 0,2 0,0"]),
    ("AgentNet: two notches sideways scroll nothing", ">1 >1", ["scroll 2,0 0,0"]),
    ("AgentNet: modifiers of clicks are dropped", "ctrl+ L ctrl- shift+ @60,0 L shift-",
     ["left click 0,0 +ctrl", "left click 60,0 +shift"]),
    ("AgentNet: places off the first display are clamped", "@-1200,2000 L",
     ["left click -1200,2000"]),
    ("AgentNet: vote becomes paste", "L+ @60,0 L- 'vote'", ["left drag 0,0>60,0", "type 'vote'"]),
    ("AgentNet: copper becomes copy", "L+ @60,0 L- 'copper'",
     ["left drag 0,0>60,0", "type 'copper'"]),
    ("AgentNet: a dollar breaks the text", "'$HOME$'", ["type '$HOME$'"]),
    ("AgentNet: the first side button is a left click", "X", ["back click 0,0"]),
    ("AgentNet: the second side button ends the export", "F", ["forward click 0,0"]),
    ("AgentNet: the name of caps lock within a text", "'caps_lock'", ["type 'caps lock'"]),
    ("AgentNet: an unknown letter in a shift combo loses the session", "shift+ 'Ж' shift- 'и'",
     ["type 'Жи'"]),
    ("AgentNet: the outcome is always success", "L failed", ["left click 0,0", "finish failure"]),
    # openadapt-capture
    ("openadapt: 8 px of drag become a click", "@9,9 L+ @17,9 L-", ["left drag 9,9>17,9"]),
    ("openadapt: a triple click is a double and a click", "L L L", ["left triple 0,0"]),
    ("openadapt: presses 5 px apart are one double click", "L @5,0 L",
     ["left click 0,0", "left click 5,0"]),
    ("openadapt: -3 and +3 ten seconds later are nothing", "v3 ~10000 ^3",
     ["scroll 0,-3 0,0", "scroll 0,3 0,0"]),
    ("openadapt: scrolls are summed without a limit of time", "v1 ~9000 v1",
     ["scroll 0,-1 0,0"] * 2),
    ("openadapt: any movement splits a scroll", "@5,5 v1 @6,5 v1", ["scroll 0,-2 5,5"]),
    ("openadapt: up is down", "^1", ["scroll 0,1 0,0"]),
    ("openadapt: hello is five steps", "h e l l o", ["type 'hello'"]),
    ("openadapt: hello with rollover is two steps", "h+ e+ h- e- l+ l- l+ l- o+ o-",
     ["type 'hello'"]),
    ("openadapt: Backspace is not applied", "'tset' bs bs bs 'est'", ["type 'test'"]),
    ("openadapt: ctrl held for A and C types ac", "ctrl+ a c ctrl-", ["key ctrl+a", "key ctrl+c"]),
    ("openadapt: ctrl click is three steps", "ctrl+ @5,5 L ctrl-", ["left click 5,5 +ctrl"]),
    ("openadapt: a shortcut becomes a click", "ctrl+ shift+ T shift- ctrl-",
     ["key ctrl+shift+t"]),
    ("openadapt: a right click becomes a left one", "R", ["right click 0,0"]),
    ("openadapt: a drag needs a move before its release", "@0,0 L+ L- @60,0 L",
     ["left click 0,0", "left click 60,0"]),
    ("openadapt: the window ends at its border", "win:a@0,0,90,90 @400,9 L", ["left click 400,9"]),
    # OpenAdapt
    ("OpenAdapt: only left clicks are clicks", "M M", ["middle double 0,0"]),
    ("OpenAdapt: shift splits a drag", "shift+ L+ @60,0 L- shift-", ["left drag 0,0>60,0 +shift"]),
    ("OpenAdapt: named keys split typing", "'a' shift+ B shift- 'c'", ["type 'aBc'"]),
    # DuckTrack
    ("DuckTrack: nothing is merged", "@1,1 @2,2 @3,3 L 'ab' v1 v1",
     ["left click 3,3", "type 'ab'", "scroll 0,-2 3,3"]),
    # PC Tracker
    ("PC Tracker: a double click must not move a pixel", "@5,5 L @6,5 L", ["left double 5,5"]),
    ("PC Tracker: 3 px of trembling are a drag", "@5,5 L+ @8,5 L-", ["left click 5,5"]),
    ("PC Tracker: 4 px across and 4 px down are a click", "L+ @4,4 L-", ["left drag 0,0>4,4"]),
    ("PC Tracker: a drag that ends where it began is a click", "L+ @90,0 @0,0 L-",
     ["left drag 0,0>0,0"]),
    ("PC Tracker: a scroll has no place", "@40,50 v2", ["scroll 0,-2 40,50"]),
    ("PC Tracker: scrolls go on until a click", "v1 ~700 v1 L",
     ["scroll 0,-1 0,0", "scroll 0,-1 0,0", "left click 0,0"]),
    ("PC Tracker: one letter is no text", "L 'a' L",
     ["left click 0,0", "type 'a'", "left click 0,0"]),
    ("PC Tracker: only 17 chords exist", "super+ shift+ S shift- super-", ["key shift+super+s"]),
    ("PC Tracker: modifiers on a click do not exist", "alt+ R alt-", ["right click 0,0 +alt"]),
    ("PC Tracker: idling is a wait every 6 s", "L ~20000 L", ["left click 0,0"] * 2),
    ("PC Tracker: an input method is not supported", "n? i?", ["type None"]),
    ("PC Tracker: a failed task is deleted", "'a' failed", ["type 'a'", "finish failure"]),
    # UI-TARS, OSWorld and the rest of the notes
    ("a hold has no word: a key held for a second", "Right+ ~1000 Right-", ["hold right"]),
    ("a press that trembles while it is held", "@5,5 L+ ~600 @6,6 @5,5 L-", ["hold left"]),
]  # fmt: skip

CASES = [
    *OTHERS, *CLICKS, *MODIFIERS, *DRAGS, *SCROLLS, *TYPING, *KEYS, *GAPS, *GESTURES,
    *HOVER_WAIT_FINISH,
]  # fmt: skip
