"""Patterns over text, matched by RE2, so that no text can make them slow.

A rule is data; the packs hold them. A text is looked at in windows, because memory is bounded too.
"""
# RE2 ships no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from annotate.detect.checks import Check
from annotate.detect.model import Answer, Finding, Kind, Ready, Unavailable

TEXT_MAX: Final = 4 * 1024 * 1024
WINDOW: Final = 16 * 1024
OVERLAP: Final = 4 * 1024
NEAR_BEFORE: Final = 60
NEAR_AFTER: Final = 30
FINDINGS_MAX: Final = 10_000


@dataclass(frozen=True, slots=True)
class Rule:
    """What to look for. The finding is the group named `it`, or else everything that matched.

    `check` says how much of it counts. `near` is a pattern that must stand close by.
    `confidence` is by how it is known: 0.99 by a check digit, 0.9 by its form, 0.7 by the words
    around it, 0.5 by looking random.
    """

    kind: Kind
    pattern: str
    confidence: float
    check: Check | None = None
    near: str | None = None


@dataclass(frozen=True, slots=True)
class PatternDetector:
    """Finds what a pack of rules describes."""

    name: str
    rules: tuple[Rule, ...]

    def find(self, text: str) -> Answer:
        if len(text) > TEXT_MAX:
            return Unavailable(self.name, f"A text is longer than {TEXT_MAX:,} characters.")
        try:
            found = [finding for rule in self.rules for finding in self._findings(rule, text)]
        except ImportError:
            return Unavailable(self.name, "google-re2 is not installed.")
        # A check is arithmetic on what a stranger wrote; whatever it stumbles over, it did not run.
        except Exception as error:  # noqa: BLE001
            return Unavailable(self.name, f"A rule ended with {type(error).__name__}.")
        if len(found) > FINDINGS_MAX:
            return Unavailable(self.name, f"More than {FINDINGS_MAX:,} findings in one text.")
        return Ready(strongest(found))

    def _findings(self, rule: Rule, text: str) -> Iterator[Finding]:
        for begin in range(0, max(1, len(text) - OVERLAP), WINDOW - OVERLAP):
            window = text[begin : begin + WINDOW]
            for start, end in _matches(rule, window):
                yield Finding(rule.kind, begin + start, begin + end, self.name, rule.confidence)


def strongest(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings in order, without those that lie inside a surer or longer one."""
    kept: list[Finding] = []
    order = sorted(
        found, key=lambda one: (-(one.confidence or 0.0), one.start - one.end, one.start)
    )
    for one in order:
        if not any(other.start <= one.start and one.end <= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end)))


def _matches(rule: Rule, window: str) -> Iterator[tuple[int, int]]:
    pattern, at = compiled(rule.pattern), 0
    group = pattern.groupindex.get("it", 0)
    while at <= len(window):
        match = pattern.search(window, at)
        if match is None:
            return
        start, end = match.span(group)
        if start >= 0:
            end = start + rule.check(window[start:end]) if rule.check else end
        if 0 <= start < end and _is_near(rule, window, start, end):
            yield start, end
            at = end
        else:
            at = match.start() + 1


def _is_near(rule: Rule, window: str, start: int, end: int) -> bool:
    if rule.near is None:
        return True
    around = window[max(0, start - NEAR_BEFORE) : start] + " " + window[end : end + NEAR_AFTER]
    return compiled(rule.near).search(around) is not None


@cache
def compiled(pattern: str) -> Any:
    """A pattern, compiled once."""
    import re2

    options = re2.Options()
    # It would write the pattern to stderr; the exception says it too.
    options.log_errors = False
    return re2.compile(pattern, options)
