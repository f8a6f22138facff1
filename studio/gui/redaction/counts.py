"""How often a string stands in each carrier of a session. Pure; it shows nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotate.redact.burn_events import typed_streams
from annotate.redact.masks import lines_showing
from annotate.redact.matching import spans_of
from annotate.redact.reading import Seen
from recorder.session.events import ElementEvent, Event, MarkEvent, WindowEvent
from studio.gui.redaction.proposed import Carrier

TEXTS = (Carrier.TYPED, Carrier.TITLE, Carrier.NAME, Carrier.MARK, Carrier.TASK)


def texts_by_carrier(events: Sequence[Event], task: str) -> dict[Carrier, tuple[str, ...]]:
    """The texts of a session, the same title or name only once for each time in a row."""
    return {
        Carrier.TYPED: (typed_streams(events)[1],),
        Carrier.TITLE: tuple(e.title for e in events if isinstance(e, WindowEvent) and e.title),
        Carrier.NAME: tuple(e.name for e in events if isinstance(e, ElementEvent) and e.name),
        Carrier.MARK: tuple(e.text for e in events if isinstance(e, MarkEvent) and e.text),
        Carrier.TASK: (task,),
    }


def counted(texts: Mapping[Carrier, Iterable[str]], wanted: str) -> dict[Carrier, int]:
    """How often a string occurs in each carrier of texts."""
    return {
        carrier: sum(sum(1 for _ in spans_of(text, wanted)) for text in each)
        for carrier, each in texts.items()
    }


def counted_in_pictures(lines: Sequence[Seen], wanted: str) -> int:
    """In how many lines on the screen a string can be read."""
    return len(lines_showing(lines, wanted))
