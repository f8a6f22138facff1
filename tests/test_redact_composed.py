"""What an input method composed, in a redacted session: text and keys go together."""

from __future__ import annotations

from annotate.redact.burn_events import (
    NO_KEY,
    cut_spans,
    quantise_typing,
    rewrite_texts,
    texts_in,
    typed_streams,
)
from annotate.redact.plan import Everywhere, Span
from annotate.redact.spans import joined_spans
from recorder.session.events import ComposedEvent, Event, KeyEvent
from replay.actions import reduce
from tests.replay_script import MS, brief, play

SECRET = "jo@x.org"
WORD = Everywhere("r1", SECRET, "email")


def steps(events: list[Event]) -> list[str]:
    return [brief(found.action) for found in reduce(events).found]


def composed(events: list[Event]) -> list[ComposedEvent]:
    return [event for event in events if isinstance(event, ComposedEvent)]


def test_keys_of_a_redacted_text_become_one_that_names_no_key() -> None:
    events = play(f"'a' L m? a? i? l? x? came:5/mail_{SECRET}_ok L 'b'")

    done = rewrite_texts(events, [WORD])

    keys = [event for event in done if isinstance(event, KeyEvent)]
    assert {event.symbol for event in keys} == {"a", "b", ""}
    assert {event.key for event in keys if not event.symbol} == {NO_KEY}
    assert not composed(done)
    assert SECRET not in " ".join(text for event in done for text in texts_in(event))
    assert steps(done) == [
        "type 'a'", "left click 0,0", "type 'mail [email] ok'", "left click 0,0", "type 'b'",
    ]  # fmt: skip


def test_a_string_across_two_composed_texts_is_found_as_well() -> None:
    events = play("j? o? came:2/jo@ ~4000 x? y? came:2/x.org")

    done = rewrite_texts(events, [WORD])

    assert not composed(done)
    assert typed_streams(done)[0] == "[email]"
    assert steps(done) == ["type '[email]'"]


def test_texts_without_the_string_stay_with_their_keys() -> None:
    events = play("n? i? came:2/你 L 'x'")

    assert rewrite_texts(events, [WORD]) == events


def test_rounded_times_leave_a_text_with_its_keys() -> None:
    events = play("~33 n? ~37 i? ~911 h? came:3/你 L 'x'")

    done = quantise_typing(events)

    assert done != events
    assert steps(done) == steps(events) == ["type '你'", "left click 0,0", "type 'x'"]


def test_a_cut_through_the_keys_takes_the_text_with_it() -> None:
    events = play("n? i? came:2/你 L")
    for begin, end in ((10, 30), (50, 65), (95, 110)):
        spans = joined_spans([Span("r1", begin * MS, end * MS)])

        assert not composed(cut_spans(events, spans, None))


def test_a_cut_beside_a_text_leaves_it() -> None:
    events = play("~500 n? i? came:2/你 L ~2000 L ~2000 L")

    done = cut_spans(events, joined_spans([Span("r1", 0, 400 * MS)]), None)

    assert steps(done)[0] == "type '你'"


def test_a_text_that_no_step_shows_is_not_handed_on():
    events = play("n? i? h? came:2/你 L")

    assert not composed(rewrite_texts(events, []))
