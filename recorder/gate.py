"""The gate: lets an input through only when the place it went to is known to be public.

Pure state without a clock, threads or I/O: every time is a parameter (monotonic nanoseconds). A
hidden input is dropped here and not counted; what comes out is a gap with its reason. One thread
calls it. The rules themselves are in `recorder.gate_rules`.

A key waits until an answer that was asked for at least `settle_ns` after the key called its focus
public, and at most `hold_ns`. Bad news hides every key that still waits, because news of a focus
come late; good news never brings back a key that was typed before them. A place that was left
before anybody could say what it is stays hidden, too, and so does the end of a line in a terminal
that was over before anybody could ask (`recorder.gate_echo`).

A press of the pointer waits as long, until it is known which windows there were (`gate_sight`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Sequence
from typing import Generic

from recorder.capture.context import Answer, FocusFact, LockFact
from recorder.gate_decisions import Decision, GapChange, Held, Item, Kind, Publish, Waiting
from recorder.gate_echo import Echo
from recorder.gate_moves import Moves
from recorder.gate_rules import PUBLIC, UNKNOWN, AppRules, Verdict, judge
from recorder.gate_sight import Sight
from recorder.session.events import GapReason, Hidden
from recorder.session.model import Rect

MARGIN_NS = 20_000_000
SETTLE_NS = 100_000_000
HOLD_NS = 250_000_000
ASK_EVERY_NS = 40_000_000
RETRY_NS = 1_000_000_000
BURST_NS = 20_000_000
"""Keys that come so close to each other are answered for by one question, after the last."""


class Gate(Generic[Item]):
    """Decides on each input, in the order in which they were put.

    The caller puts every input, also while paused, and then calls `release`; it calls `release`
    again at `next_ns`, and asks the context for a new answer whenever `wants_answer` says so.
    """

    def __init__(
        self,
        rules: AppRules,
        *,
        margin_ns: int = MARGIN_NS,
        settle_ns: int = SETTLE_NS,
        hold_ns: int = HOLD_NS,
    ) -> None:
        self._rules = rules
        self._margin_ns, self._settle_ns, self._hold_ns = margin_ns, settle_ns, hold_ns
        self._fact: FocusFact | None = None
        self._paused = self._locked = False
        self._masks: tuple[Rect, ...] = ()
        self._mask_reason: GapReason | None = None
        self._verdict = PUBLIC
        self._public_since_ns: int | None = None
        self._pending_since_ns: int | None = None
        self._shown_since_ns = -1
        self._confirmed_ns = -1
        self._asked_ns = -ASK_EVERY_NS
        self._echo, self._moves = Echo(), Moves()
        self._retry_ns: int | None = None
        self._waiting: deque[Waiting[Item]] = deque()
        self._out: list[Decision[Item]] = []
        self._last_key_ns = self._last_ns = -1
        self._held = Held()
        self._sight = Sight()
        self._unseen_end_ns = -1
        self._begun = False

    # What is known.

    def begin(self, at_ns: int) -> None:
        """The recording begins; until the first answer everything typed is hidden."""
        self._begun = True
        self._last_key_ns = self._last_ns = at_ns - 1
        self._decide(at_ns, at_ns)

    def focus(self, fact: FocusFact) -> None:
        """The context answered."""
        key, before = self._oldest_key(), self._fact
        if key is not None and fact.known_ns - key.at_ns >= self._hold_ns:
            self._give_up(fact.known_ns)
        self._fact = fact
        self._moves.know(fact)
        if not self._pending():
            self._pending_since_ns = None
        elif self._pending_since_ns is None:
            self._pending_since_ns = fact.asked_ns
        elif before is not None and before.epoch != fact.epoch:
            self._leave_unanswered(self._pending_since_ns, fact.asked_ns)
            self._pending_since_ns = fact.asked_ns
        self._decide(fact.asked_ns, fact.known_ns)
        believed = self._moves.are_told(fact.asked_ns)
        if believed and self._verdict is PUBLIC and not self._pending():
            self._confirmed_ns = max(self._confirmed_ns, fact.asked_ns)
            self._echo.shows(fact.asked_ns, fact.known_ns)

    def lock(self, fact: LockFact) -> None:
        """The screen was locked or opened."""
        self._locked = fact.locked
        self._decide(fact.at_ns, fact.at_ns)

    def pause(self, at_ns: int) -> None:
        self._paused = True
        self._decide(at_ns, at_ns)

    def resume(self, at_ns: int) -> None:
        self._paused = False
        self._decide(at_ns, at_ns)

    def mask(
        self,
        at_ns: int,
        masks: Sequence[Rect],
        reason: GapReason | None = GapReason.APP_NOT_ALLOWED,
    ) -> None:
        """These rectangles are painted over from now on; pointer input inside them is hidden.

        `reason` is that of the gap; None where nothing of the work is hidden.
        """
        old, new = self._mask_reason, reason if masks else None
        if old != new:
            if old is not None:
                self._out.append(GapChange(at_ns, False, Hidden.PIXELS, old))
            if new is not None:
                self._out.append(GapChange(at_ns, True, Hidden.PIXELS, new))
        self._masks, self._mask_reason = tuple(masks), new
        for waiting in self._waiting:
            if waiting.acts is not None and not self._sight.reaches(waiting.at_ns):
                waiting.doomed |= self._is_masked(waiting.acts)

    def saw(self, until_ns: int) -> None:
        """All windows up to this time are known, and `mask` was told what must be hidden."""
        self._sight.saw(until_ns)

    def forget(self) -> None:
        """Drop what waits, and everything that is down: its press is not in the record any more."""
        self._waiting.clear()
        self._out.clear()
        self._held.forget()

    # What happened.

    def put(
        self,
        item: Item,
        at_ns: int,
        kind: Kind,
        *,
        control: Hashable | None = None,
        pressed: bool = False,
        place: tuple[int, int] | None = None,
        acts: bool = False,
        ends_line: bool = False,
        moves_focus: bool = False,
    ) -> None:
        """An input of `at_ns`. `control` names the key or button that it presses or releases.

        An auto-repeat is a further press of the same control. `place` is where the pointer was,
        and `acts` whether it did something there. `ends_line` tells whether a terminal takes it
        for the end of a line, `moves_focus` whether a form takes it for a step to another field.
        """
        if moves_focus:
            self._moves.pressed(at_ns)
        doomed = self._is_hidden(at_ns, kind, place)
        in_terminal = kind is Kind.KEY and self._is_terminal()
        if ends_line:
            for waiting in self._waiting:
                if waiting.ended_ns is None:
                    waiting.ended_ns = at_ns
        self._waiting.append(
            Waiting(
                item, at_ns, kind, control, pressed, doomed, in_terminal, place if acts else None
            )
        )
        if in_terminal and pressed:
            self._echo.pressed(at_ns)
        if doomed and kind is Kind.KEY and self._retry_ns is None and self._verdict == UNKNOWN:
            # A program that hung for a moment is asked again while somebody types into it, at
            # the next full second: the end of the gap must not say when that was.
            self._retry_ns = (at_ns // RETRY_NS + 1) * RETRY_NS

    def release(self, now_ns: int) -> list[Decision[Item]]:
        """What can be written now, in order."""
        while self._waiting:
            head = self._waiting[0]
            if head.kind is Kind.KEY and not head.doomed and not self._is_confirmed(head):
                if now_ns - head.at_ns < self._hold_ns:
                    break
                self._give_up(now_ns)
            elif self._is_unseen(head):
                if now_ns - head.at_ns < self._hold_ns:
                    break
                self._leave_unseen(now_ns)
            elif not head.doomed and not self._was_shown(head):
                self._leave_unshown(head)
            self._pass(self._waiting.popleft())
        out, self._out = self._out, []
        return out

    def finish(self, at_ns: int) -> list[Decision[Item]]:
        """The recording ends: keys without an answer are hidden, what is down is closed."""
        out = self.release(at_ns)
        if self._waiting:
            self._fact = None
            self._decide(at_ns, at_ns)
            self._leave_unseen(at_ns)
        out += self.release(at_ns)
        self._out += self._held.close_all(at_ns, Hidden.ALL)
        self._begun = False
        self._end_gap(self._verdict, max(at_ns, self._last_ns + 1))
        self._verdict = PUBLIC
        self.mask(at_ns, ())
        return out + self.release(at_ns)

    # When to come back.

    def wants_answer(self, now_ns: int) -> bool:
        """Whether the context shall be asked now. Saying yes counts as asked."""
        key_ns, echo_ns = self._answer_due_ns(), self._echo.due_ns(self._asked_ns)
        rested = now_ns - self._asked_ns >= ASK_EVERY_NS
        again = rested and self._retry_ns is not None and now_ns >= self._retry_ns
        settled = rested and key_ns is not None and now_ns >= key_ns
        if not (again or settled or (echo_ns is not None and now_ns >= echo_ns)):
            return False
        self._asked_ns, self._retry_ns = now_ns, None
        self._echo.asked(now_ns)
        return True

    def wants_sight(self, now_ns: int) -> bool:
        """Whether the context shall look for windows now. Saying yes counts as asked."""
        unseen = self._oldest_unseen()
        due_ns = None if unseen is None else self._sight.due_ns(unseen.at_ns)
        if due_ns is None or now_ns < due_ns:
            return False
        self._sight.asked(now_ns)
        return True

    def next_ns(self) -> int | None:
        """When `release`, `wants_answer` and `wants_sight` are due again; None while nothing is
        open."""
        key, echo_ns, rested_ns = (
            self._oldest_key(), self._echo.due_ns(self._asked_ns), self._asked_ns + ASK_EVERY_NS,
        )  # fmt: skip
        due: list[int] = []
        if echo_ns is not None:
            due.append(echo_ns)
        if self._retry_ns is not None:
            due.append(max(self._retry_ns, rested_ns))
        if key is not None:
            settled_ns = self._answer_due_ns() or rested_ns
            due.append(min(max(settled_ns, rested_ns), key.at_ns + self._hold_ns))
        if (unseen := self._oldest_unseen()) is not None:
            sight_ns = self._sight.due_ns(unseen.at_ns)
            late_ns = unseen.at_ns + self._hold_ns
            due.append(late_ns if sight_ns is None else min(sight_ns, late_ns))
        return min(due, default=None)

    def _oldest_key(self) -> Waiting[Item] | None:
        return next((w for w in self._waiting if w.kind is Kind.KEY and not w.doomed), None)

    def _answer_due_ns(self) -> int | None:
        """When an answer counts for the oldest key and those that came close after it."""
        keys = [w.at_ns for w in self._waiting if w.kind is Kind.KEY and not w.doomed]
        close = [at_ns for at_ns in keys if at_ns <= keys[0] + BURST_NS]
        return max(close) + self._settle_ns if close else None

    def _oldest_unseen(self) -> Waiting[Item] | None:
        return next((waiting for waiting in self._waiting if self._is_unseen(waiting)), None)

    def _is_unseen(self, waiting: Waiting[Item]) -> bool:
        """Whether this press may be one into a window that nobody has told of yet."""
        is_known = waiting.doomed or waiting.acts is None
        return not is_known and not self._sight.reaches(waiting.at_ns)

    def _is_masked(self, place: tuple[int, int]) -> bool:
        return any(mask.contains(*place) for mask in self._masks)

    def _is_terminal(self) -> bool:
        return self._fact is not None and self._fact.echo is not Answer.NONE

    def _pending(self) -> bool:
        return judge(self._fact, self._rules, paused=self._paused, locked=self._locked) is None

    def _is_confirmed(self, waiting: Waiting[Item]) -> bool:
        return waiting.at_ns + self._settle_ns <= self._confirmed_ns

    def _was_shown(self, waiting: Waiting[Item]) -> bool:
        """Whether a terminal, if it is one, showed what this key typed."""
        if waiting.kind is not Kind.KEY or not waiting.pressed:
            return True
        if not waiting.in_terminal and not self._is_terminal():
            return True
        return self._echo.was_shown(waiting.at_ns, waiting.ended_ns)

    def _is_hidden(self, at_ns: int, kind: Kind, place: tuple[int, int] | None) -> bool:
        if self._verdict.hidden is Hidden.ALL:
            return True
        if kind is Kind.POINTER:
            if at_ns < self._shown_since_ns:
                return True
            return place is not None and self._is_masked(place)
        return self._public_since_ns is None or at_ns - self._margin_ns < self._public_since_ns

    def _decide(self, asked_ns: int, known_ns: int) -> None:
        """Take over the verdict of what is known now."""
        verdict = judge(self._fact, self._rules, paused=self._paused, locked=self._locked)
        if verdict is None:
            # The last verdict on keys stands while a question is open: nothing typed since can
            # pass without an answer.
            verdict = UNKNOWN if self._verdict.hidden is Hidden.ALL else self._verdict
        if not self._begun:
            return
        if verdict is PUBLIC:
            if self._public_since_ns is None:
                self._public_since_ns = known_ns
        else:
            self._public_since_ns, self._confirmed_ns = None, -1
            for waiting in self._waiting:
                waiting.doomed |= waiting.kind is Kind.KEY or verdict.hidden is Hidden.ALL
        self._change_gap(verdict, asked_ns, known_ns)

    def _give_up(self, now_ns: int) -> None:
        """No answer came in time, and that is an answer: unknown, since the last one."""
        since_ns = max(self._confirmed_ns - self._settle_ns, self._public_since_ns or 0)
        self._fact = None
        self._decide(since_ns + self._hold_ns, now_ns)

    def _leave_unanswered(self, since_ns: int, until_ns: int) -> None:
        """The focus moved on before anybody said what its place was: what was typed there since
        is hidden. What was typed before may still be answered for."""
        if self._verdict is not PUBLIC:
            return
        self._public_since_ns = until_ns
        late = [
            waiting
            for waiting in self._waiting
            if waiting.kind is Kind.KEY and waiting.at_ns >= since_ns - self._margin_ns
        ]
        for waiting in late:
            waiting.doomed = True
        if late:
            begin_ns = max(self._last_key_ns + 1, since_ns - self._margin_ns)
            self._out.append(GapChange(begin_ns, True, Hidden.KEYS, GapReason.UNKNOWN))
            self._end_gap(UNKNOWN, max(begin_ns, until_ns + self._margin_ns))

    def _leave_unshown(self, first: Waiting[Item]) -> None:
        """The line of a terminal ended before it was known whether this key was shown there:
        what was typed of it since is hidden."""
        ended_ns = first.at_ns if first.ended_ns is None else first.ended_ns
        for waiting in self._waiting:
            if waiting.ended_ns is not None and waiting.ended_ns <= ended_ns:
                waiting.doomed |= waiting.kind is Kind.KEY
        begin_ns = max(self._last_key_ns + 1, ended_ns - self._hold_ns)
        self._out.append(GapChange(begin_ns, True, Hidden.KEYS, GapReason.UNKNOWN))
        self._end_gap(UNKNOWN, ended_ns)

    def _leave_unseen(self, now_ns: int) -> None:
        """It is not known which windows there were: what the pointer did since then is hidden."""
        unseen = [waiting for waiting in self._waiting if self._is_unseen(waiting)]
        for waiting in unseen:
            waiting.doomed = True
        if unseen and self._mask_reason is None:
            known_ns = max(self._sight.until_ns, self._unseen_end_ns)
            begin_ns = max(known_ns + 1, unseen[0].at_ns - self._margin_ns)
            self._unseen_end_ns = max(begin_ns, now_ns)
            for at_ns, begins in ((begin_ns, True), (self._unseen_end_ns, False)):
                self._out.append(GapChange(at_ns, begins, Hidden.PIXELS, GapReason.UNSEEN))

    def _change_gap(self, verdict: Verdict, asked_ns: int, known_ns: int) -> None:
        old, self._verdict = self._verdict, verdict
        if old == verdict:
            return
        # A gap begins where the oldest key that could be hidden by it may lie, whether or not
        # there was one: its begin must not say when somebody typed.
        last_ns = self._last_ns if verdict.hidden is Hidden.ALL else self._last_key_ns
        at_ns = max(last_ns + 1, asked_ns - self._hold_ns)
        if old.hidden is not None:
            at_ns = max(last_ns + 1, known_ns + self._margin_ns if verdict is PUBLIC else known_ns)
            self._end_gap(old, at_ns)
        if verdict.hidden is not None and verdict.reason is not None:
            self._out += self._held.close_all(at_ns, verdict.hidden)
            self._out.append(GapChange(at_ns, True, verdict.hidden, verdict.reason))

    def _end_gap(self, verdict: Verdict, at_ns: int) -> None:
        if verdict.hidden is None or verdict.reason is None:
            return
        self._out.append(GapChange(at_ns, False, verdict.hidden, verdict.reason))
        self._last_key_ns = self._last_ns = max(self._last_ns, at_ns)
        if verdict.hidden is Hidden.ALL:
            self._shown_since_ns = at_ns

    def _pass(self, waiting: Waiting[Item]) -> None:
        """Publish or drop one input."""
        said = self._held.take(waiting)
        if isinstance(said, Publish):
            self._last_ns = max(self._last_ns, waiting.at_ns)
            if waiting.kind is Kind.KEY:
                self._last_key_ns = max(self._last_key_ns, waiting.at_ns)
        if said is not None:
            self._out.append(said)
