"""Pictures as they are after a plan: decoded, filled, encoded again by an encoder that never saw
what was filled. Frames keep their index and their time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from annotate.redact.frames import Timed, evened, shown_frames, timed_frames
from annotate.redact.masks import Mask, boxes_of_region
from annotate.redact.plan import Region
from annotate.redact.spans import Spans
from recorder.media.encoder import SETTINGS, Encoder
from recorder.session.events import DesktopEvent, Event, ScreenEvent
from recorder.session.model import Chunk, Rect
from recorder.session.reader import Session

# Of 96 painted frames the worst keeps 50.7 dB at this, for 1.4 times the bytes of a recording.
QUALITY: Final[Mapping[str, str]] = {**SETTINGS, "crf": "8"}
CHUNK_NS: Final = 1_000_000_000


@dataclass(slots=True)
class Filled:
    """The boxes that were filled, by the index of the frame, in its pixels."""

    boxes: dict[int, tuple[Rect, ...]] = field(default_factory=dict[int, tuple[Rect, ...]])


class Corners:
    """Where the corner of a frame lies on the desktop."""

    def __init__(self, session: Session) -> None:
        self._captured = session.meta.captured
        self._desktops = [event for event in session.events if isinstance(event, DesktopEvent)]

    def of(self, shown: Timed) -> tuple[int, int]:
        """The captured corner, or that of the displays once they changed."""
        later = [event.desktop for event in self._desktops if event.t_ns <= shown.t_ns]
        size = self._captured.width, self._captured.height
        if not later or not later[-1].displays or (shown.width, shown.height) == size:
            return self._captured.x, self._captured.y
        displays = later[-1].displays
        return min(each.x for each in displays), min(each.y for each in displays)


def burnt_chunks(
    session: Session,
    regions: Sequence[Region],
    masks: Sequence[Mask],
    spans: Spans,
    filled: Filled,
    did_frame: Callable[[int], None] = lambda index: None,
) -> Iterator[Chunk]:
    """The video anew; `filled` learns which boxes were filled.

    Raises:
        Damaged: a frame of the original cannot be decoded.
        CaptureError: the encoder failed.
    """
    corners = Corners(session)
    encoder: Encoder | None = None
    began_ns = 0
    stream = -1
    for shown in shown_frames(session.chunks, session.duration_ns):
        if spans.place_of(shown.t_ns) is not None:
            continue
        boxes = tuple(_boxes(shown, regions, masks, corners.of(shown)))
        for box in boxes:
            shown.picture.paint(box)
        if boxes:
            filled.boxes[shown.index] = boxes
        size = Rect(0, 0, shown.width, shown.height)
        if encoder is None:
            encoder = Encoder(size, fps=session.meta.fps, settings=QUALITY)
        if began_ns and shown.t_ns - began_ns >= CHUNK_NS:
            yield from iter(encoder.take_chunk, None)
            began_ns = shown.t_ns
        encoder.turn_to(size)
        encoder.encode(
            shown.picture,
            shown.index,
            spans.moved(shown.t_ns),
            force_key=shown.stream != stream,
        )
        began_ns, stream = began_ns or shown.t_ns, shown.stream
        did_frame(shown.index)
    if encoder is not None:
        yield from iter(encoder.take_chunk, None)


def without_traces(
    events: Sequence[Event],
    session: Session,
    regions: Sequence[Region],
    masks: Sequence[Mask],
    spans: Spans,
) -> list[Event]:
    """The events, with nothing said of where the screen changed below a box: where a letter came
    up tells how wide it is. Where a box comes or goes the screen did change."""
    corners, before = Corners(session), frozenset[Rect]()
    hidden: dict[int, tuple[frozenset[Rect], frozenset[Rect]]] = {}
    for timed in timed_frames(session.chunks, session.duration_ns):
        if spans.place_of(timed.t_ns) is None:
            left, top = corners.of(timed)
            now = frozenset(
                Rect(box.x + left, box.y + top, box.width, box.height)
                for box in _boxes(timed, regions, masks, (left, top))
            )
            hidden[timed.index] = (now & before, now ^ before)
            before = now
    return [
        replace(event, changed=_told(event.changed, *hidden[event.frame]))
        if isinstance(event, ScreenEvent) and event.frame in hidden
        else event
        for event in events
    ]


def _told(changed: Rect, stay: Iterable[Rect], come_or_go: Iterable[Rect]) -> Rect:
    """What may be said of a change: all of each box that it touches, and of a box that stays and
    has all of it inside no more than a corner, because nothing changed there."""
    for box in come_or_go:
        changed = changed.union(box)
    for box in stay:
        if changed.intersect(box) == changed:
            return Rect(box.x, box.y, 1, 1)
    for box in stay:
        changed = changed.union(box) if changed.intersect(box) else changed
    return changed


def _boxes(
    shown: Timed, regions: Sequence[Region], masks: Sequence[Mask], corner: tuple[int, int]
) -> Iterator[Rect]:
    """Even boxes inside the picture."""
    raw = [box for region in regions for box in boxes_of_region(region, shown, corner)]
    raw += [mask.rect for mask in masks if mask.first <= shown.index <= mask.last]
    seen: set[Rect] = set()
    for box in raw:
        even = evened(box, shown.width + shown.width % 2, shown.height + shown.height % 2)
        if even is not None and even not in seen:
            seen.add(even)
            yield even
