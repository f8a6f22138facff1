"""From findings to redactions that a person may accept: a text in all carriers, a rectangle in
the frames where it was read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from annotate.detect.model import (
    ElementName,
    Marker,
    Pixels,
    Sighting,
    Task,
    TypedText,
    WindowTitle,
)
from annotate.redact.plan import (
    KIND_CHARS_MAX,
    TEXT_CHARS_MIN,
    Redaction,
    Region,
    Text,
    new_redaction_id,
)
from recorder.session.events import Event, ScreenEvent
from recorder.session.model import Rect

# Antialiasing and the encoder carry a letter's edge a little beyond its box.
MARGIN_PX: Final = 3


def proposals(
    sightings: Sequence[Sighting], events: Sequence[Event], end_ns: int
) -> tuple[Redaction, ...]:
    """One redaction for each secret text, and one for each line on the screen that shows one.

    `end_ns` is when the session ends.
    """
    screens = [event for event in events if isinstance(event, ScreenEvent)]
    done: list[Redaction] = [*_texts(sightings)]
    seen: set[tuple[Rect, int, int]] = set()
    for one in sightings:
        if isinstance(one.place, Pixels):
            key = (one.place.rect, one.place.first, one.place.last)
            # A line may hold several secrets; it is painted over once.
            if key not in seen:
                seen.add(key)
                done.append(_region(one, one.place, screens, end_ns))
    return tuple(done)


def _texts(sightings: Sequence[Sighting]) -> list[Text]:
    by_text: dict[str, Text] = {}
    for one in sightings:
        secret = one.secret.strip()
        if isinstance(one.place, Pixels) or len(secret) < TEXT_CHARS_MIN or secret in by_text:
            continue
        kind = one.finding.kind.value[:KIND_CHARS_MAX]
        why = f"{one.finding.detector}, in {place_word(one.place)}"
        by_text[secret] = Text(
            new_redaction_id(), secret, kind=kind, reason=why, origin=one.finding.detector
        )
    return list(by_text.values())


def _region(one: Sighting, place: Pixels, screens: Sequence[ScreenEvent], end_ns: int) -> Region:
    """The whole line, for as long as its frames were on the screen."""
    first = bisect_left(screens, place.first, key=lambda event: event.frame)
    after = bisect_left(screens, place.last + 1, key=lambda event: event.frame)
    rect = place.rect
    return Region(
        new_redaction_id(),
        Rect(
            rect.x - MARGIN_PX,
            rect.y - MARGIN_PX,
            rect.width + 2 * MARGIN_PX,
            rect.height + 2 * MARGIN_PX,
        ),
        screens[first].t_ns,
        screens[after].t_ns if after < len(screens) else end_ns + 1,
        kind=one.finding.kind.value,
        reason=f"{one.finding.detector}, read on the screen",
        origin=one.finding.detector,
    )


def place_word(place: object) -> str:
    """A place in words for people; never what was found there."""
    match place:
        case TypedText(step=step):
            return f"what step {step} typed"
        case WindowTitle():
            return "a window title"
        case ElementName():
            return "the name of an element"
        case Task():
            return "the task"
        case Marker():
            return "a mark"
        case Pixels(first=first, last=last):
            return f"frame {first}" if first == last else f"frames {first} to {last}"
        case _:
            return "an unknown place"
