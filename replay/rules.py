"""The constants of the reduction, each with its source. Times in nanoseconds, lengths in pixels."""

from __future__ import annotations

MS = 1_000_000

# Double click: the defaults of GTK, Qt and Windows are 400-500 ms and 4-5 px.
MULTI_CLICK_NS = 500 * MS
MULTI_CLICK_PX = 4
MULTI_CLICK_MAX = 3

# Drag: GTK starts one at 8 px, Windows at 4, Qt at 10. Smaller drags (sliders, splitters) are
# work too, and a click hardly ever moves 5 px between press and release.
DRAG_PX = 5

# A press held longer than this is a hold, and a drag when the pointer moved at all meanwhile;
# one pixel of trembling is not counted.
HOLD_NS = 500 * MS
HELD_DRAG_PX = 2

# Scrolling: one turn of the hand gives notches well under half a second apart.
SCROLL_PAUSE_NS = 500 * MS
SCROLL_PX = 8

# Typing: thinking between words is the same sentence, three seconds are a new thought.
TYPING_PAUSE_NS = 3_000 * MS
TYPING_PX = 4

# The same key or chord again (undo, undo, undo).
KEY_REPEAT_PAUSE_NS = 1_000 * MS

# Hover: tooltips open after 500 ms; what opens lies at the pointer or beside it.
HOVER_REST_NS = 500 * MS
HOVER_NEAR_PX = 48
HOVER_LEAVE_PX = 8
# A text cursor blinks once in 1.0 (Qt) to 1.2 s (GTK): what did so before the pointer came is no
# answer to it.
HOVER_BEFORE_NS = 2_000 * MS

# Wait: the screen went on by itself a second after the last input, in an area larger than a
# text cursor or a clock, and the next input came no sooner than three seconds after it.
WAIT_NS = 3_000 * MS
WAIT_AFTER_NS = 1_000 * MS
WAIT_AREA_PX = 64 * 64

# How long an event waits for its place: keys may be stored 250 ms late (they wait for the
# verdict on their focus), and a gesture names the keys it was made of after they came.
LOOKBACK_NS = 2_000 * MS

# A press brings the window below it to the front, and the context tells some 100 ms later.
RAISE_NS = 300 * MS

# The after frame: the first one that stays for this long.
SETTLE_NS = 300 * MS
