"""Spans of time that are taken out: joined, in order, and what time it is without them. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from annotate.redact.plan import Keep, Span


@dataclass(frozen=True, slots=True)
class Spans:
    """From, until and what is kept, in order and without overlaps."""

    spans: tuple[tuple[int, int, Keep], ...]

    def place_of(self, t_ns: int) -> int | None:
        """Which span a moment lies in, if any."""
        place = bisect_right(self.spans, t_ns, key=lambda span: span[0]) - 1
        return place if place >= 0 and t_ns < self.spans[place][1] else None

    def moved(self, t_ns: int) -> int:
        """When a moment is once the spans of which nothing is kept are gone."""
        gone_ns = 0
        for from_ns, until_ns, keep in self.spans:
            if keep is Keep.NOTHING and t_ns > from_ns:
                gone_ns += min(t_ns, until_ns) - from_ns
        return t_ns - gone_ns


def joined_spans(spans: Iterable[Span]) -> Spans:
    """Overlapping and nested spans become one; of it nothing is kept where one said so."""
    joined: list[tuple[int, int, Keep]] = []
    for span in sorted(spans, key=lambda each: (each.from_ns, each.until_ns)):
        if joined and span.from_ns <= joined[-1][1]:
            from_ns, until_ns, keep = joined[-1]
            keep = Keep.NOTHING if Keep.NOTHING in (keep, span.keep) else Keep.GAP
            joined[-1] = (from_ns, max(until_ns, span.until_ns), keep)
        else:
            joined.append((span.from_ns, span.until_ns, span.keep))
    return Spans(tuple(joined))
