"""May this be recorded? The rules of the gate as pure functions over facts. No time, no state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recorder.capture.browsers import is_browser
from recorder.capture.context import Answer, FocusFact, WindowInfo
from recorder.gate_names import is_sensitive
from recorder.gate_sites import ALL_SITES, BrowserWindows, SiteRules, judge_page
from recorder.session.events import GapReason, Hidden
from recorder.session.model import Rect

ANY_APP = "*"


@dataclass(frozen=True, slots=True)
class AppRules:
    """Which programs may be recorded: names of program files or window classes, in any case.

    `allowed` holds names, or "*" for all; `never` wins over it. `without_accessibility` are those
    whose keys may be recorded although nothing says where the password fields are. `own_pids`
    are the processes of Candor itself.
    """

    allowed: frozenset[str]
    never: frozenset[str] = frozenset()
    without_accessibility: frozenset[str] = frozenset()
    own_pids: frozenset[int] = frozenset()
    sites: SiteRules = ALL_SITES

    @classmethod
    def of(
        cls,
        allowed: Iterable[str],
        never: Iterable[str] = (),
        without_accessibility: Iterable[str] = (),
        own_pids: Iterable[int] = (),
        sites: SiteRules | None = None,
    ) -> AppRules:
        """Rules from names as people write them."""
        return cls(
            _names(allowed),
            _names(never),
            _names(without_accessibility),
            frozenset(own_pids),
            ALL_SITES if sites is None else sites,
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is hidden and why; nothing (`PUBLIC`) when both are None."""

    hidden: Hidden | None
    reason: GapReason | None


PUBLIC = Verdict(None, None)
UNKNOWN = Verdict(Hidden.KEYS, GapReason.UNKNOWN)
PASSWORD = Verdict(Hidden.KEYS, GapReason.PASSWORD)
SENSITIVE = Verdict(Hidden.KEYS, GapReason.SENSITIVE_FIELD)
PAUSED = Verdict(Hidden.ALL, GapReason.PAUSED)
LOCKED = Verdict(Hidden.ALL, GapReason.LOCKED)


def judge(
    fact: FocusFact | None, rules: AppRules, *, paused: bool = False, locked: bool = False
) -> Verdict | None:
    """The verdict on input, first match wins; None while the answer is still pending."""
    if paused:
        return PAUSED
    if locked:
        return LOCKED
    if fact is None or fact.window is None:
        return UNKNOWN
    if reason := judge_app(fact.window, rules):
        return Verdict(Hidden.ALL, reason)
    unseen = bool(_identity(fact.window) & rules.without_accessibility)
    if is_browser(fact.window) and not (unseen and fact.page is None):
        if fact.page is None and fact.field is Answer.PENDING:
            return None
        if reason := judge_page(fact.page, rules.sites):
            return Verdict(Hidden.ALL, reason)
    if fact.label is not None and fact.field is Answer.PUBLIC and is_sensitive(fact.label):
        return SENSITIVE
    answers = (fact.field, fact.echo)
    for answer, verdict in (
        (Answer.SECRET, PASSWORD),
        (Answer.UNKNOWN, UNKNOWN),
        (Answer.PENDING, None),
        (Answer.PUBLIC, PUBLIC),
    ):
        if answer in answers:
            return verdict
    return PUBLIC if unseen else UNKNOWN


def judge_app(window: WindowInfo, rules: AppRules) -> GapReason | None:
    """Why nothing of this window's program may be recorded, or None if it may."""
    if window.pid is not None and window.pid in rules.own_pids:
        return GapReason.OWN_WINDOW
    names = _identity(window)
    if names & rules.never:
        return GapReason.APP_NOT_ALLOWED
    everything = ANY_APP in rules.allowed
    # A program without a name may be any program: also one that must never be recorded.
    if not names and (rules.never or not everything):
        return GapReason.UNKNOWN
    return None if everything or names & rules.allowed else GapReason.APP_NOT_ALLOWED


def judge_window(
    window: WindowInfo, rules: AppRules, browsers: BrowserWindows | None
) -> GapReason | None:
    """Why nothing of this window may be seen, or None if it may."""
    reason = judge_app(window, rules)
    if reason is None and browsers is not None:
        reason = browsers.reason(window)
        if reason is GapReason.UNKNOWN and _identity(window) & rules.without_accessibility:
            return None
    return reason


def masks(
    stack: Sequence[WindowInfo], rules: AppRules, browsers: BrowserWindows | None = None
) -> tuple[Rect, ...]:
    """The rectangles to paint over, for windows from the lowest to the highest.

    A window that may not be recorded adds its rectangle; one that may takes its own away, unless
    what lies below can shine through. The rectangles do not overlap.
    """
    masked: list[Rect] = []
    for window in stack:
        if window.bounds is None:
            continue
        hidden = judge_window(window, rules, browsers) is not None
        if hidden or window.opaque:
            masked = [part for rect in masked for part in _subtract(rect, window.bounds)]
        if hidden:
            masked.append(window.bounds)
    return tuple(masked)


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


def _identity(window: WindowInfo) -> frozenset[str]:
    return _names(name for name in (window.app, window.window_class) if name)


def _subtract(rect: Rect, cover: Rect) -> Iterable[Rect]:
    """What is left of `rect` outside `cover`: at most four rectangles."""
    common = rect.intersect(cover)
    if common is None:
        yield rect
        return
    right, bottom = rect.x + rect.width, rect.y + rect.height
    common_right, common_bottom = common.x + common.width, common.y + common.height
    if common.y > rect.y:
        yield Rect(rect.x, rect.y, rect.width, common.y - rect.y)
    if common.x > rect.x:
        yield Rect(rect.x, common.y, common.x - rect.x, common.height)
    if common_right < right:
        yield Rect(common_right, common.y, right - common_right, common.height)
    if common_bottom < bottom:
        yield Rect(rect.x, common_bottom, rect.width, bottom - common_bottom)
