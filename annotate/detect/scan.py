"""All detectors over all carriers of one session: what was found where, and what could not run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from annotate.detect.model import Detector, Finding, Pixels, Place, Ready, Sighting
from annotate.detect.screen import Frames, scan_screen, screen_events
from annotate.detect.texts import text_detectors, texts_of
from recorder.errors import CandorError
from replay.steps import Recorded, trajectory_of

SCREEN: Final = "screen"
BUDGET_S: Final = 600.0


@dataclass(frozen=True, slots=True)
class DetectorState:
    """How a detector fared: how many texts or frames it looked at, how often it found something,
    and why it could not run; None means that it did."""

    name: str
    looked_at: int
    findings: int
    unavailable: str | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """What a session was found to hold. `states` has each detector, also one that could not run."""

    session: str
    sightings: tuple[Sighting, ...] = field(repr=False)
    states: tuple[DetectorState, ...]

    @property
    def unavailable(self) -> tuple[DetectorState, ...]:
        return tuple(state for state in self.states if state.unavailable is not None)


class Panel:
    """Asks several detectors and remembers which failed. One that failed once is not asked again,
    but what it found until then is kept."""

    def __init__(
        self,
        detectors: Iterable[Detector],
        budget_s: float = BUDGET_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._detectors = tuple(detectors)
        self._failed: dict[str, str] = {}
        self._counts = {one.name: [0, 0] for one in self._detectors}
        self._left_s = {one.name: budget_s for one in self._detectors}
        self._clock = clock

    def find(self, text: str) -> tuple[Finding, ...]:
        """What those that run find in a text."""
        found: list[Finding] = []
        for detector in self._detectors:
            if detector.name not in self._failed:
                found += self._ask(detector, text)
        return tuple(found)

    def states(self) -> tuple[DetectorState, ...]:
        return tuple(
            DetectorState(name, looked_at, findings, self._failed.get(name))
            for name, (looked_at, findings) in self._counts.items()
        )

    def _ask(self, detector: Detector, text: str) -> tuple[Finding, ...]:
        name, begun = detector.name, self._clock()
        try:
            answer = detector.find(text)
        # A detector may be a customer's own; whatever it raises, it could not run.
        except Exception as error:  # noqa: BLE001
            self._failed[name] = f"It ended with {type(error).__name__}."
            return ()
        self._left_s[name] -= self._clock() - begun
        if not isinstance(answer, Ready):
            self._failed[name] = answer.why
            return ()
        if self._left_s[name] < 0:
            self._failed[name] = "It took longer than it may, and did not see everything."
        count = self._counts[name]
        count[0] += 1
        count[1] += len(answer.findings)
        return answer.findings


def scan_session(
    session: Recorded,
    frames: Frames | None,
    *,
    detectors: Sequence[Detector] | None = None,
    progress: Callable[[float], None] = lambda share: None,
    check: Callable[[], None] = lambda: None,
) -> Scan:
    """Look through a session's texts, and its pictures where `frames` are given.

    `check` is called often and may raise to stop it; `progress` is told a share from 0 to 1.
    """
    panel = Panel(text_detectors(()) if detectors is None else detectors)
    sightings = list(scan_texts(texts_of(trajectory_of(session), session.events), panel, check))
    screens = tuple(screen_events(session.events))
    screen, state = _screen(screens, frames, session, panel, progress, check)
    # Names, for example, are missing even in a session without any text.
    panel.find("")
    return Scan(session.id, (*sightings, *screen), (*panel.states(), state))


def scan_texts(
    texts: Iterable[tuple[Place, str]], panel: Panel, check: Callable[[], None] = lambda: None
) -> Iterable[Sighting]:
    """What the detectors of a panel find in texts."""
    for place, text in texts:
        check()
        for finding in strongest_of(panel.find(text)):
            yield Sighting(place, finding, text)


def strongest_of(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Of findings that are the same characters, the surest; others all stay."""
    best: dict[tuple[int, int], Finding] = {}
    for one in found:
        known = best.get((one.start, one.end))
        if known is None or (one.confidence or 0) > (known.confidence or 0):
            best[one.start, one.end] = one
    return tuple(sorted(best.values(), key=lambda one: (one.start, one.end)))


def _screen(
    screens: Sequence[object],
    frames: Frames | None,
    session: Recorded,
    panel: Panel,
    progress: Callable[[float], None],
    check: Callable[[], None],
) -> tuple[tuple[Sighting, ...], DetectorState]:
    events = tuple(screen_events(screens))
    if not events:
        return (), DetectorState(SCREEN, 0, 0)
    if frames is None:
        return (), DetectorState(SCREEN, 0, 0, "The pictures were not looked at.")
    try:
        found = scan_screen(
            events, frames, session.meta.captured, panel.find, progress, _only(check)
        )
    except Stopped as stopped:
        raise stopped.cause from None
    except CandorError as error:
        return (), DetectorState(SCREEN, 0, 0, str(error))
    found = tuple(one for one in found if isinstance(one.place, Pixels))
    return found, DetectorState(SCREEN, len(events), len(found))


class Stopped(Exception):
    """Carries what `check` raised past the place where errors of the screen are caught."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__()
        self.cause = cause


def _only(check: Callable[[], None]) -> Callable[[], None]:
    def checked() -> None:
        try:
            check()
        except Exception as error:
            raise Stopped(error) from error

    return checked
