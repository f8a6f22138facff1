"""What is left of events after a plan: nothing of the text, and everything else."""

from __future__ import annotations

import dataclasses
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.redact.burn_events import (
    NO_KEY,
    TYPING_GRID_NS,
    VOCABULARY,
    cut_spans,
    quantise_typing,
    rewrite_texts,
    texts_in,
    typed_streams,
)
from annotate.redact.matching import as_read, encodings, holds, reads
from annotate.redact.plan import Everywhere, Keep, Span, Text
from annotate.redact.spans import joined_spans
from recorder.session import events as ev
from replay.actions import reduce
from tests.session_helpers import SECOND, typed

SECRET = "jo@x.org"
WORD = Everywhere("r1", SECRET, "email")
MS = 1_000_000


def pressed(seq: int, text: str, symbol: str | None = None, key: int = 40) -> list[ev.Event]:
    at = seq * 20 * MS
    name = text if symbol is None else symbol
    return [
        ev.KeyEvent(seq, at, True, key, name, text),
        ev.KeyEvent(seq + 1, at + 9 * MS, False, key, name, ""),
    ]


def texts_of(events: list[ev.Event]) -> str:
    return " ".join(text for event in events for text in texts_in(event))


def kinds_with_text() -> list[tuple[type[ev.Event], str]]:
    found: list[tuple[type[ev.Event], str]] = []
    for kind in typing.get_args(ev.Event):
        hints = typing.get_type_hints(kind)
        found += [
            (kind, field.name)
            for field in dataclasses.fields(kind)
            if hints[field.name] in (str, str | None)
        ]
    return found


@pytest.mark.parametrize(("kind", "name"), kinds_with_text())
def test_every_text_of_every_kind_of_event_is_rewritten_or_a_word_of_the_format(
    kind: type[ev.Event], name: str
) -> None:
    values = {
        field.name: 1 if field.name == "seq" or field.name.endswith("_ns") else None
        for field in dataclasses.fields(kind)
    }
    event = kind(**values | {name: f"say {SECRET} now"})  # pyright: ignore

    found = rewrite_texts([event], [WORD])

    if (kind, name) in VOCABULARY:
        return
    if kind is ev.ComposedEvent:
        # It goes with its keys, of which there are none here.
        assert not found
        return
    (done,) = found
    assert getattr(done, name) == "say [email] now"


def test_typed_text_becomes_one_key_that_names_no_key() -> None:
    events = [
        *typed("mail ", 0, SECOND),
        *typed(SECRET, 20, 2 * SECOND),
        *typed(" ok", 60, 3 * SECOND),
    ]

    done = rewrite_texts(events, [WORD])

    (left,) = [
        event
        for event in done
        if isinstance(event, ev.KeyEvent) and event.key == NO_KEY and event.pressed
    ]
    assert (left.seq, left.text, left.symbol) == (20, "[email]", "")
    assert typed_streams(done)[0] == "mail [email] ok"
    found = [item.action for item in reduce(done).found]
    assert [getattr(action, "text", None) for action in found] == ["mail [email] ok"]


def test_what_was_typed_wrong_and_taken_back_is_found_as_well() -> None:
    events: list[ev.Event] = []
    for place, letter in enumerate(["j", "q", None, *SECRET[1:]]):
        events += pressed(place * 2, letter or "", "BackSpace" if letter is None else letter)

    done = rewrite_texts(events, [WORD])

    assert typed_streams(done) == ("[email]", "[email]")
    assert {event.key for event in done if isinstance(event, ev.KeyEvent)} == {NO_KEY}


def test_the_shift_that_made_the_first_letter_large_goes_too() -> None:
    events: list[ev.Event] = [ev.KeyEvent(0, 0, True, 42, "Shift_L", "")]
    events += pressed(1, "J", "J", key=36)
    events += [ev.KeyEvent(3, 100 * MS, False, 42, "Shift_L", "")]
    for place, letter in enumerate(SECRET[1:]):
        events += pressed(6 + 2 * place, letter, key=50 + place)

    done = rewrite_texts(events, [WORD])

    assert not {42, 36} & {event.key for event in done if isinstance(event, ev.KeyEvent)}


def test_a_text_limited_to_some_events_is_left_in_the_others() -> None:
    events = [ev.MarkEvent(1, 1, SECRET), ev.MarkEvent(2, 2, SECRET)]

    done = rewrite_texts(events, [Text("r1", SECRET, "email", seqs=((2, 2),))])

    assert [texts_of([event]) for event in done] == [SECRET, "[email]"]


def test_typing_times_are_rounded_and_stay_in_order() -> None:
    events = [
        ev.KeyEvent(1, 1_240 * MS, True, 30, "a", "a"),
        ev.ButtonEvent(2, 1_260 * MS, True, "left", 1, 1),
        ev.KeyEvent(3, 1_270 * MS, False, 30, "a", ""),
        ev.KeyEvent(4, 1_344 * MS, True, 31, "b", "b"),
    ]

    done = [event.t_ns // MS for event in quantise_typing(events)]

    assert done == [1_200, 1_260, 1_260, 1_300]


@given(st.lists(st.integers(0, 10**10), min_size=1, max_size=40))
def test_rounded_times_never_lie_later_and_never_turn_around(times: list[int]) -> None:
    events = [ev.KeyEvent(n, t, True, 30, "a", "a") for n, t in enumerate(sorted(times))]

    done = quantise_typing(events)

    assert all(
        new.t_ns <= old.t_ns < new.t_ns + TYPING_GRID_NS
        for new, old in zip(done, events, strict=True)
    )
    assert [event.t_ns for event in done] == sorted(event.t_ns for event in done)


def test_a_span_becomes_a_gap_and_what_was_held_into_it_is_released() -> None:
    events: list[ev.Event] = [
        ev.KeyEvent(1, 1 * SECOND, True, 30, "a", "a"),
        ev.MarkEvent(2, 3 * SECOND, "within"),
        ev.KeyEvent(3, 4 * SECOND, False, 30, "a", ""),
        ev.KeyEvent(4, 4 * SECOND, True, 31, "b", "b"),
        ev.KeyEvent(5, 6 * SECOND, False, 31, "b", ""),
        ev.MarkEvent(6, 7 * SECOND, "after"),
    ]
    spans = joined_spans([Span("s", 2 * SECOND, 5 * SECOND)])

    done = cut_spans(events, spans, None)

    assert [(type(event).__name__, event.seq, event.t_ns // SECOND) for event in done] == [
        ("KeyEvent", 1, 1), ("GapEvent", 2, 2), ("KeyEvent", 3, 2), ("GapEvent", 4, 5),
        ("MarkEvent", 6, 7),
    ]  # fmt: skip
    assert all(
        event.reason is ev.GapReason.REDACTED for event in done if isinstance(event, ev.GapEvent)
    )


def test_overlapping_and_nested_spans_become_one_and_what_follows_moves_up() -> None:
    spans = joined_spans(
        [Span("a", 20, 50), Span("b", 30, 40), Span("c", 45, 60, keep=Keep.NOTHING)]
    )
    events = [ev.MarkEvent(seq, 10 * seq, "x") for seq in range(1, 9)]

    done = cut_spans(events, spans, None)

    assert spans.spans == ((20, 60, Keep.NOTHING),)
    assert [(type(e).__name__, e.t_ns) for e in done] == [
        ("MarkEvent", 10), ("GapEvent", 20), ("GapEvent", 20), ("MarkEvent", 20),
        ("MarkEvent", 30), ("MarkEvent", 40),
    ]  # fmt: skip


_letters = st.text("abjo@x.rg ", max_size=12)


@given(st.lists(_letters, max_size=5), st.text("abjo@x.rg", min_size=3, max_size=6))
def test_no_plan_leaves_its_text_in_any_event(parts: list[str], secret: str) -> None:
    events: list[ev.Event] = []
    for part in parts:
        seq = len(events)
        events += typed(part + secret, 10 * seq, seq * SECOND)
        last = events[-1].seq
        events.append(ev.MarkEvent(last + 1, last + 1, part + secret + part))
        events.append(ev.WindowEvent(last + 2, last + 2, secret, part, secret, None, None))

    done = rewrite_texts(events, [Everywhere("r", secret, "Z")])

    assert not any(holds(text, secret) for event in done for text in texts_in(event))
    assert not any(holds(stream, secret) for stream in typed_streams(done))
    assert {event.seq for event in done} <= {event.seq for event in events}


@pytest.mark.parametrize(
    "line", ["Contact JO.MlLLER@examp1e.org", "jo.mi ller@example.org.", "x.miller@example.org"]
)
def test_a_misread_line_still_shows_the_string(line: str) -> None:
    assert reads(line, "jo.miller@example.org")


@pytest.mark.parametrize("line", ["Monthly orders", "jo", "example", "", "org"])
def test_a_harmless_line_does_not(line: str) -> None:
    assert not reads(line, "jo.miller@example.org")


def test_lookalikes_are_read_as_one() -> None:
    assert as_read("CORN l0I|") == as_read("com ioli")


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_a_string_is_found_in_base64_at_any_offset(before: str) -> None:
    import base64

    raw = base64.b64encode((before + SECRET + "after").encode())

    assert any(each in raw for each in encodings(SECRET) if len(each) >= 8)
