"""Events as they are after a plan: texts replaced, key events of redacted text gone, spans cut,
typing times rounded. Pure; no pictures, no files.

Every text of every event is rewritten, whatever its kind: what is left alone is named here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Any, Final, TypeVar

import msgspec

from annotate.redact.composed import Presses, moved_along, span_ns, without_orphans
from annotate.redact.matching import replaced, spans_of
from annotate.redact.plan import Everywhere, Text, placeholder
from annotate.redact.spans import Spans
from recorder.session.events import (
    ButtonEvent,
    ComposedEvent,
    ConfirmEvent,
    DesktopEvent,
    Event,
    GapEvent,
    GapReason,
    GestureEvent,
    Hidden,
    KeyEvent,
    MoveEvent,
    OutcomeEvent,
    ScreenEvent,
    WindowEvent,
)

T = TypeVar("T")
Words = Text | Everywhere

# Words of the format, which no person and no program chooses.
VOCABULARY: Final = frozenset(
    {
        (ButtonEvent, "button"),
        (KeyEvent, "symbol"),
        (GestureEvent, "verb"),
        (OutcomeEvent, "outcome"),
    }
)
TYPING_GRID_NS: Final = 50_000_000
NO_KEY: Final = 0
_MODIFIERS: Final = ("Shift", "ISO_Level", "Caps_Lock", "Mode_switch")
_BACK: Final = "BackSpace"


def rewrite_texts(events: Iterable[Event], words: Sequence[Words]) -> list[Event]:
    """Replace the texts in everything but what was typed key by key, and in that."""
    events = list(events)
    found = _without_keys_of(events, [_rewritten(event, words) for event in events])
    for each in words:
        found = _without_typed(found, each)
    return without_orphans(found)


def rewritten_word(word: str, words: Iterable[Words]) -> str:
    """A text that belongs to no event, such as the task."""
    for each in words:
        if isinstance(each, Everywhere) or not each.seqs:
            word = replaced(word, each.text, placeholder(each.kind))
    return word


def texts_in(event: Event) -> Iterable[str]:
    """Every text of an event that is not a word of the format."""
    for field in dataclasses.fields(event):
        if (type(event), field.name) not in VOCABULARY:
            yield from strings_in(getattr(event, field.name))


def strings_in(value: object) -> Iterable[str]:
    """Every string in a value, however deep."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield from strings_in(key)  # pyright: ignore[reportUnknownArgumentType]
            yield from strings_in(item)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            yield from strings_in(item)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from strings_in(getattr(value, name))
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings_in(getattr(value, field.name))


def typed_streams(events: Iterable[Event]) -> tuple[str, str]:
    """What was typed in the whole session: each key as it gave, and with what was taken back
    gone."""
    events = list(events)
    return _text_of(_keys_as_typed(events)), _text_of(_keys_as_left(events))


def quantise_typing(events: Sequence[Event]) -> list[Event]:
    """Round the times of keys down to a grid, never before what came earlier in `seq` order."""
    done: list[Event] = []
    moved: dict[int, int] = {}
    earliest_ns = -(1 << 62)
    for event in events:
        if isinstance(event, KeyEvent):
            rounded_ns = event.t_ns - event.t_ns % TYPING_GRID_NS
            to_ns = moved[event.t_ns] = max(rounded_ns, min(earliest_ns, event.t_ns))
            event = dataclasses.replace(event, t_ns=to_ns)
            earliest_ns = max(earliest_ns, event.t_ns)
        elif not isinstance(event, MoveEvent | ScreenEvent | ConfirmEvent):
            earliest_ns = max(earliest_ns, event.t_ns)
        done.append(event)
    return moved_along(done, moved)


def cut_spans(events: Iterable[Event], spans: Spans, whole: ScreenEvent | None) -> list[Event]:
    """Take out what lies in the spans and say each as a gap; move up what follows a cut.

    Of what `whole` covers, the first frame after a span may differ everywhere.
    """
    events = list(events)
    removed: list[list[Event]] = [[] for _ in spans.spans]
    kept: dict[int, Event] = {}
    pressed: set[int | str] = set()
    for event in events:
        if isinstance(event, ComposedEvent) and _reaches_into(event, spans):
            continue
        place = spans.place_of(event.t_ns)
        if place is None or isinstance(event, GapEvent | DesktopEvent | OutcomeEvent):
            if _is_loose(event, pressed):
                continue
            kept[event.seq] = event
        else:
            removed[place].append(event)
            _remember(event, pressed)
    for place, gone in enumerate(removed):
        for event in _told(spans.spans[place][:2], gone, kept):
            kept[event.seq] = event
    ordered = [kept[seq] for seq in sorted(kept)]
    if whole is not None:
        ordered = _after_spans_all_changed(ordered, spans, whole)
    return [dataclasses.replace(event, t_ns=spans.moved(event.t_ns)) for event in ordered]


def _rewritten(event: Event, words: Sequence[Words]) -> Event:
    """The event with its texts replaced; of a key that holds one, nothing else is left."""
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(event):
        if (type(event), field.name) in VOCABULARY:
            continue
        value = getattr(event, field.name)
        for each in words:
            if _is_within(event.seq, each):
                value = _mapped(value, lambda text, each=each: _say(text, each))
        if value != getattr(event, field.name):
            changed[field.name] = value
    if not changed:
        return event
    if isinstance(event, KeyEvent):
        changed |= {"key": NO_KEY, "symbol": ""}
    return dataclasses.replace(event, **changed)


def _without_keys_of(before: list[Event], after: list[Event]) -> list[Event]:
    """The events with each run of keys turned into one whose composed text was rewritten."""
    for old, new in zip(before, list(after), strict=True):
        if isinstance(new, ComposedEvent) and new != old:
            span = Presses(after).of(new)
            after = [event for event in after if event.seq != new.seq]
            if span is not None:
                after = _one_placeholder(after, *span, new.text)
    return after


def _reaches_into(event: ComposedEvent, spans: Spans) -> bool:
    """Whether a key of a composed text, or its reading, lies in a span or across one."""
    first_ns, _ = span_ns(event)
    return any(first_ns < until and event.t_ns >= begin for begin, until, _ in spans.spans)


def _say(text: str, word: Words) -> str:
    return replaced(text, word.text, placeholder(word.kind))


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """A value with each string in it changed."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return change(value)
    if isinstance(value, list | tuple):
        return type(value)(_mapped(item, change) for item in value)  # pyright: ignore
    if isinstance(value, dict):
        return {_mapped(k, change): _mapped(v, change) for k, v in value.items()}  # pyright: ignore
    if isinstance(value, msgspec.Struct):
        fields = value.__struct_fields__
        return msgspec.structs.replace(
            value, **{name: _mapped(getattr(value, name), change) for name in fields}
        )
    return value


def _is_within(seq: int, word: Words) -> bool:
    if isinstance(word, Everywhere) or not word.seqs:
        return True
    return any(first <= seq <= last for first, last in word.seqs)


def _keys_as_typed(events: Iterable[Event]) -> list[tuple[str, int, int]]:
    """Each character, and from which to which event it came about."""
    events = list(events)
    presses = Presses(events)
    return [
        (letter, *(span or (event.seq, event.seq)))
        for event in events
        if isinstance(event, ComposedEvent)
        or (isinstance(event, KeyEvent) and event.pressed and event.symbol != _BACK)
        for span in [presses.of(event) if isinstance(event, ComposedEvent) else None]
        for letter in event.text or ""
        if letter.isprintable() or letter.isspace()
    ]


def _keys_as_left(events: Iterable[Event]) -> list[tuple[str, int, int]]:
    """As `_keys_as_typed`, but what Backspace took back belongs to the character after it."""
    left: list[tuple[str, int, int]] = []
    since: int | None = None
    for event in events:
        if not (isinstance(event, KeyEvent) and event.pressed):
            continue
        if event.symbol == _BACK and left:
            _, first, _ = left.pop()
            since = first if since is None else min(since, first)
            continue
        for letter in event.text or "":
            if letter.isprintable() or letter.isspace():
                left.append((letter, event.seq if since is None else since, event.seq))
                since = None
    return left


def _text_of(keys: Iterable[tuple[str, int, int]]) -> str:
    return "".join(letter for letter, _, _ in keys)


def _without_typed(events: list[Event], word: Words) -> list[Event]:
    """The events with each place where the word was typed turned into one placeholder."""
    inside = [event for event in events if _is_within(event.seq, word)]
    places: list[tuple[int, int]] = []
    for keys in (_keys_as_typed(inside), _keys_as_left(inside)):
        for start, end in spans_of(_text_of(keys), word.text):
            part = keys[start:end]
            places.append((min(first for _, first, _ in part), part[-1][2]))
    for first, last in _joined(places):
        events = _one_placeholder(events, first, last, placeholder(word.kind))
    return events


def _joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(places):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _one_placeholder(events: list[Event], first: int, last: int, words: str) -> list[Event]:
    """Replace the keys pressed between two events, and their releases, by one press and release
    that name no key."""
    gone = _keys_of(events, first, last)
    keep = [event for event in events if event.seq not in gone]
    removed = [event for event in events if event.seq in gone]
    # The typing began where its first character was, which gives the step its number.
    press = next(event for event in removed if event.seq == first)
    keep.append(KeyEvent(first, press.t_ns, True, NO_KEY, "", words))
    if removed[-1].seq > first:
        until = removed[-1]
        keep.append(KeyEvent(until.seq, until.t_ns, False, NO_KEY, "", ""))
    return sorted(keep, key=lambda event: event.seq)


def _keys_of(events: list[Event], first: int, last: int) -> set[int]:
    """The numbers of all key events that belong to what was pressed from `first` to `last`."""
    gone: set[int] = set()
    down: set[int] = set()
    shift: KeyEvent | None = None
    for event in events:
        if not isinstance(event, KeyEvent):
            continue
        if event.pressed and event.seq < first:
            shift = event if event.symbol.startswith(_MODIFIERS) else None
        elif shift is not None and event.key == shift.key and event.seq < first:
            shift = None
        elif event.pressed and event.seq <= last:
            if event.seq == first and shift is not None:
                gone.add(shift.seq)
                down.add(shift.key)
            gone.add(event.seq)
            down.add(event.key)
        elif not event.pressed and event.key in down and event.seq > first:
            gone.add(event.seq)
            down.discard(event.key)
        elif event.pressed:
            # A key pressed again has its own release from here on.
            down.discard(event.key)
    return gone


def _is_loose(event: Event, pressed: set[int | str]) -> bool:
    """Whether this is the release of what was pressed within a span; it goes as well."""
    if isinstance(event, KeyEvent | ButtonEvent):
        name = event.key if isinstance(event, KeyEvent) else event.button
        if not event.pressed and name in pressed:
            pressed.discard(name)
            return True
        if event.pressed:
            pressed.discard(name)
    return False


def _remember(event: Event, pressed: set[int | str]) -> None:
    if isinstance(event, KeyEvent | ButtonEvent):
        name = event.key if isinstance(event, KeyEvent) else event.button
        (pressed.add if event.pressed else pressed.discard)(name)


def _told(span: tuple[int, int], gone: list[Event], kept: dict[int, Event]) -> Iterable[Event]:
    """What stands for a span: its gap, releases of what was held into it, and which window was
    active behind it. The numbers are those of events that are gone; without two there was nothing
    to hide."""
    if len(gone) < 2:
        return
    from_ns, until_ns = span
    yield GapEvent(gone[0].seq, from_ns, True, Hidden.ALL, GapReason.REDACTED)
    yield GapEvent(gone[-1].seq, until_ns, False, Hidden.ALL, GapReason.REDACTED)
    windows = [event for event in gone[1:-1] if isinstance(event, WindowEvent)]
    if windows:
        yield dataclasses.replace(windows[-1], t_ns=until_ns, title=None)
    held = _held_into(gone[0].seq, kept)
    for event in gone[1:-1]:
        if isinstance(event, KeyEvent | ButtonEvent) and not event.pressed:
            name = event.key if isinstance(event, KeyEvent) else event.button
            if name in held:
                held.discard(name)
                yield dataclasses.replace(event, t_ns=from_ns, synthetic=True)


def _held_into(seq: int, kept: dict[int, Event]) -> set[int | str]:
    held: set[int | str] = set()
    for event in kept.values():
        if event.seq < seq and isinstance(event, KeyEvent | ButtonEvent):
            name = event.key if isinstance(event, KeyEvent) else event.button
            (held.add if event.pressed else held.discard)(name)
    return held


def _after_spans_all_changed(events: list[Event], spans: Spans, whole: ScreenEvent) -> list[Event]:
    """The first frame after a span may differ anywhere from the last one before it."""
    due = [until for _, until, _ in spans.spans]
    done: list[Event] = []
    for event in events:
        if isinstance(event, ScreenEvent) and due and event.t_ns >= due[0]:
            event = dataclasses.replace(event, changed=whole.changed)
            due = [until for until in due if until > event.t_ns]
        done.append(event)
    return done
