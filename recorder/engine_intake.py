"""The intake of a recording: raw input and facts go in, events that may be recorded come out.

One thread owns the gate and runs here; everybody else only puts something into its queue. Times
are those of the monotonic clock.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Protocol

from recorder.capture.context import (
    Context,
    Fact,
    FocusFact,
    LockFact,
    SeenFact,
    StackFact,
    WindowInfo,
)
from recorder.capture.input import RawInput
from recorder.capture.translator import InputEvent, Translator
from recorder.engine_pictures import Pictures
from recorder.errors import CaptureError, InputLost
from recorder.gate import MARGIN_NS, Gate
from recorder.gate_decisions import Close, Decision, GapChange, Kind, Publish
from recorder.gate_echo import ends_line
from recorder.gate_moves import MOVING
from recorder.gate_rules import AppRules, judge_window, masks
from recorder.gate_sites import BrowserWindows
from recorder.session.events import (
    ButtonEvent,
    ConfirmEvent,
    Event,
    GapEvent,
    GapReason,
    Hidden,
    KeyEvent,
    MoveEvent,
    ScrollEvent,
    WindowEvent,
)
from recorder.timeline import UNNUMBERED, Timeline

WAITING_MAX = 200_000
IDLE_S = 0.5
ORDER_S = 5.0
FOREVER_NS = 1 << 62
NO_WINDOW = (None, None, None, None, None)

Order = Callable[[int], None]
"""Something to do on the intake's thread; it is told the time."""

Inbox = queue.SimpleQueue[RawInput | Fact | Order | None]
"""What the intake takes from: raw input, facts, orders, and None for the end."""


class Listener(Protocol):
    """Is told by the intake's thread what happens, and works on its own. It never blocks."""

    def know(self, fact: FocusFact | StackFact) -> None:
        """What the context told."""
        ...

    def pressed(self, event: InputEvent) -> None:
        """This was done; the gate has not said anything about it."""
        ...

    def published(self, event: InputEvent) -> None:
        """The gate let this through."""
        ...

    def forget(self) -> None:
        """Nothing of what was done so far may be written any more."""
        ...


class Intake:
    """Translates, asks the gate, and puts what may be recorded on the timeline."""

    def __init__(
        self,
        timeline: Timeline,
        rules: AppRules,
        context: Context,
        pictures: Pictures | None,
        translator: Translator | None,
        inbox: Inbox,
        *,
        windows: bool,
        listeners: tuple[Listener, ...] = (),
        clock_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """`translator` is None where no input is granted, `windows` tells whether the active
        window may be recorded."""
        self._timeline = timeline
        self._rules = rules
        self._context = context
        self._pictures = pictures
        self._windows = windows
        self._listeners = listeners
        self._clock_ns = clock_ns
        self._gate: Gate[InputEvent] = Gate(rules)
        self._translator = translator
        self._queue = inbox
        self._begin_ns = self._seen_ns = 0
        self._ending = False
        self._paused = self._locked = False
        self._active: WindowInfo | None = None
        self._stack: tuple[WindowInfo, ...] = ()
        self._browsers = BrowserWindows(rules.sites)
        self._told: tuple[object, ...] | None = None
        self._symbols: dict[int, str] = {}
        self._place = (0, 0)
        self._gaps: dict[tuple[Hidden, GapReason], None] = {}

    @property
    def hiding(self) -> tuple[str, ...]:
        """Why something is hidden now, for people to see: each reason once, as the gate ranks
        them."""
        reasons = {reason for _, reason in list(self._gaps)}
        if self._pictures is not None and self._pictures.losing:
            reasons.add(GapReason.UNSEEN)
        return tuple(reason.value for reason in GapReason if reason in reasons)

    @property
    def gaps(self) -> frozenset[tuple[Hidden, GapReason]]:
        """The gaps that are open on the timeline."""
        return frozenset(self._gaps)

    def run(self, begin_ns: int) -> None:
        """Work until `end`; what happened before `begin_ns` is left out.

        Raises:
            InputLost: far more came in than could be taken.
        """
        self._begin_ns = begin_ns
        self._gate.begin(begin_ns)
        while self._work():
            pass

    def end(self) -> None:
        """Let `run` take what is in the queue, close what is open, and return."""
        self._queue.put(None)

    def order(self, order: Order, timeout_s: float = ORDER_S) -> None:
        """Have something done on the intake's thread, and wait for it.

        Raises:
            CaptureError: it was not done in time.
        """
        done = threading.Event()

        def act(now_ns: int) -> None:
            order(now_ns)
            done.set()

        self._queue.put(act)
        if not done.wait(timeout_s):
            raise CaptureError("The recording did not answer in time.")

    def pause(self, at_ns: int) -> None:
        """Hide everything from now on; on the intake's thread."""
        self._paused = True
        self._look_away(at_ns)
        self._gate.pause(at_ns)

    def resume(self, at_ns: int) -> None:
        self._paused = False
        self._gate.resume(at_ns)
        self._look_away(at_ns)

    def forget(self, at_ns: int) -> None:
        """Drop what waits: it lies in the stretch that is forgotten."""
        self._publish(self._gate.release(at_ns))
        self._gate.forget()
        for listener in self._listeners:
            listener.forget()
        self._timeline.clear()
        self._begin_ns = at_ns
        self._told = None

    def _work(self) -> bool:
        """Take what has come, or wait a little; False when the end was reached."""
        item = self._next()
        going = True
        while item is not None and going:
            going = self._take(*item)
            item = self._next(wait=False)
        now_ns = self._clock_ns()
        self._ending = not going
        self._publish(self._gate.release(now_ns) if going else self._gate.finish(now_ns))
        if going and self._gate.wants_answer(now_ns):
            self._context.ask()
        if going and self._gate.wants_sight(now_ns):
            self._context.see()
        return going

    def _next(self, *, wait: bool = True) -> tuple[RawInput | Fact | Order | None] | None:
        """The next thing in the queue, in a tuple because the end is None too."""
        due_ns = self._gate.next_ns()
        timeout_s = IDLE_S if due_ns is None else max(0.0, (due_ns - self._clock_ns()) / 1e9)
        try:
            return (self._queue.get(block=wait, timeout=timeout_s if wait else None),)
        except queue.Empty:
            return None

    def _take(self, item: RawInput | Fact | Order | None) -> bool:
        if item is None:
            return False
        if isinstance(item, FocusFact | StackFact):
            for listener in self._listeners:
                listener.know(item)
        if isinstance(item, RawInput):
            self._take_raw(item)
        elif isinstance(item, FocusFact):
            self._gate.focus(item)
            self._active = item.window
            if self._browsers.learn(item, self._stack):
                self._cover(item.asked_ns)
            self.tell_window(item.known_ns)
        elif isinstance(item, StackFact):
            self._take_stack(item)
        elif isinstance(item, SeenFact):
            self._gate.saw(item.until_ns)
            if self._pictures is not None:
                self._pictures.saw(item.until_ns)
        elif isinstance(item, LockFact):
            self._locked = item.locked
            self._gate.lock(item)
            self._look_away(item.at_ns)
        else:
            item(self._clock_ns())
        return True

    def _take_raw(self, raw: RawInput) -> None:
        if self._translator is None:
            return
        if self._queue.qsize() > WAITING_MAX:
            raise InputLost("More input arrived than can be taken in; the recording ended.")
        for event in self._translator.translate(raw):
            kind, control, pressed, place = _traits(event)
            acts = kind is Kind.POINTER and (pressed or isinstance(event, ScrollEvent))
            # A release still tells the gate that what was down before is not down any more.
            if event.t_ns < self._begin_ns and (control is None or pressed):
                continue
            for listener in self._listeners:
                listener.pressed(event)
            self._gate.put(
                event, event.t_ns, kind, control=control, pressed=pressed, place=place,
                acts=acts and self._pictures is not None, ends_line=pressed and _ends_line(event),
                moves_focus=pressed and isinstance(event, KeyEvent) and event.symbol in MOVING,
            )  # fmt: skip

    def _take_stack(self, fact: StackFact) -> None:
        self._stack = fact.windows
        self._cover(fact.at_ns)

    def _cover(self, at_ns: int) -> None:
        """Have the windows painted over that may not be seen from a time on."""
        if self._pictures is None:
            return
        hidden = masks(self._stack, self._rules, self._browsers)
        found = [judge_window(window, self._rules, self._browsers) for window in self._stack]
        # A window of Candor itself is left out too, but it is no gap in the work.
        reasons = [reason for reason in found if reason not in (None, GapReason.OWN_WINDOW)]
        self._pictures.mask(at_ns, hidden)
        at_ns = max(at_ns, self._begin_ns)
        self._gate.mask(at_ns, hidden, reasons[-1] if reasons else None)

    def _look_away(self, at_ns: int) -> None:
        if self._pictures is not None:
            # The gap that ends now ends with the gate's margin, and no frame may lie in it.
            hidden = self._paused or self._locked
            self._pictures.blind_until_ns = FOREVER_NS if hidden else at_ns + MARGIN_NS
        self.tell_window(at_ns)

    def tell_window(self, at_ns: int) -> None:
        """Put the active window on the timeline when it changed and may be recorded."""
        if not self._windows or self._paused or self._locked:
            return
        window = self._active
        if window is None or self._is_hidden(window):
            told: tuple[object, ...] = NO_WINDOW
        else:
            told = (window.title, window.app, window.window_class, window.pid, window.bounds)
        if told != self._told:
            self._told = told
            at_ns = max(at_ns, self._begin_ns)
            self._timeline.put([WindowEvent(UNNUMBERED, at_ns, *told)])  # pyright: ignore[reportArgumentType]

    def _is_hidden(self, window: WindowInfo) -> bool:
        """Whether nothing may be said of the active window, not even its title."""
        frame = self._browsers.frame_of(window, self._stack)
        return judge_window(frame, self._rules, self._browsers) is not None

    def _publish(self, decisions: list[Decision[InputEvent]]) -> None:
        events: list[Event] = []
        for decision in decisions:
            match decision:
                case Publish(item):
                    events += self._observed(item)
                    events.append(item)
                    for listener in self._listeners:
                        listener.published(item)
                case Close():
                    events.append(self._closing(decision))
                case GapChange():
                    events.append(self._gap(decision))
        if events:
            self._timeline.put(events)

    def _observed(self, event: InputEvent) -> list[Event]:
        """How the screen was last seen before a press, so that its step can tell the lag."""
        if isinstance(event, KeyEvent) and event.pressed:
            self._symbols[event.key] = event.symbol
        elif isinstance(event, ButtonEvent | ScrollEvent | MoveEvent):
            self._place = (event.x, event.y)
        acts = isinstance(event, ScrollEvent) or (
            isinstance(event, KeyEvent | ButtonEvent) and event.pressed
        )
        if not acts or self._pictures is None:
            return []
        confirmed_ns = self._pictures.confirm_before(event.t_ns)
        return [] if confirmed_ns is None else [ConfirmEvent(UNNUMBERED, confirmed_ns)]

    def _closing(self, close: Close) -> Event:
        match close.kind:
            case Kind.KEY:
                assert isinstance(close.control, int)
                symbol = self._symbols.get(close.control, "")
                return KeyEvent(
                    UNNUMBERED, close.at_ns, False, close.control, symbol, "", synthetic=True
                )
            case Kind.POINTER:
                button = str(close.control)
                return ButtonEvent(
                    UNNUMBERED, close.at_ns, False, button, *self._place, synthetic=True
                )

    def _gap(self, change: GapChange) -> Event:
        if change.begins:
            self._gaps[change.hidden, change.reason] = None
        else:
            self._gaps.pop((change.hidden, change.reason), None)
        at_ns = change.at_ns
        if change.hidden is Hidden.PIXELS and self._pictures is not None:
            at_ns = self._with_margin(change, self._pictures.margin_ns)
        return GapEvent(UNNUMBERED, at_ns, change.begins, change.hidden, change.reason)

    def _with_margin(self, change: GapChange, margin_ns: int) -> int:
        """When a gap of pixels begins or ends in the pictures, which are painted over somewhat
        longer than the gate says."""
        if change.begins:
            return max(change.at_ns - margin_ns, self._seen_ns + 1, self._begin_ns)
        self._seen_ns = change.at_ns if self._ending else change.at_ns + margin_ns
        return self._seen_ns


def _ends_line(event: InputEvent) -> bool:
    return isinstance(event, KeyEvent) and ends_line(event.symbol, event.text)


def _traits(event: InputEvent) -> tuple[Kind, int | str | None, bool, tuple[int, int] | None]:
    """What the gate wants to know of an event: kind, control, whether it presses, and where."""
    match event:
        case KeyEvent():
            return Kind.KEY, event.key, event.pressed, None
        case ButtonEvent():
            return Kind.POINTER, event.button, event.pressed, (event.x, event.y)
        case MoveEvent() | ScrollEvent():
            return Kind.POINTER, None, False, (event.x, event.y)
