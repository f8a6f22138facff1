"""Raw input becomes events: pairs, repeats, scrolls, and nothing that was not there."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from recorder.capture.input import Held, RawInput, RawKind, Typed
from recorder.capture.translator import Translator, button_name
from recorder.session.events import ButtonEvent, KeyEvent, MoveEvent, ScrollEvent


class Letters:
    """A keyboard whose keycode 38 types a, 39 b, and so on; it counts reloads."""

    def __init__(self) -> None:
        self.reloads = 0

    def press(self, raw: RawInput) -> Typed:
        letter = chr(ord("a") + raw.detail - 38)
        return Typed(letter, letter)

    def reload(self) -> None:
        self.reloads += 1

    def close(self) -> None: ...


def raw(kind: RawKind, detail: int = 0, at_ns: int = 0, x: int = 0, y: int = 0) -> RawInput:
    return RawInput(at_ns, kind, detail, x, y, 0)


def test_a_key_is_a_press_with_text_and_a_release_without() -> None:
    translator = Translator(Letters())

    down = translator.translate(raw(RawKind.KEY_DOWN, 38, 5))
    up = translator.translate(raw(RawKind.KEY_UP, 38, 9))

    assert down == [KeyEvent(-1, 5, True, 30, "a", "a")]
    assert up == [KeyEvent(-1, 9, False, 30, "a", "")]


def test_a_press_of_a_key_that_is_down_is_a_repeat() -> None:
    translator = Translator(Letters())
    translator.translate(raw(RawKind.KEY_DOWN, 38))

    (again,) = translator.translate(raw(RawKind.KEY_DOWN, 38))

    assert isinstance(again, KeyEvent)
    assert again.repeat
    assert again.text == "a"


def test_buttons_have_names_and_places() -> None:
    translator = Translator(None)

    events = [
        *translator.translate(raw(RawKind.MOVE, x=-7, y=3)),
        *translator.translate(raw(RawKind.BUTTON_DOWN, 8, x=4, y=5)),
        *translator.translate(raw(RawKind.BUTTON_UP, 8, x=6, y=7)),
    ]

    assert events == [
        MoveEvent(-1, 0, -7, 3),
        ButtonEvent(-1, 0, True, "back", 4, 5),
        ButtonEvent(-1, 0, False, "back", 6, 7),
    ]
    names = [button_name(number) for number in (1, 2, 3, 8, 9, 10, 11)]
    assert names == ["left", "middle", "right", "back", "forward", "button10", "button11"]


def test_a_notch_of_the_wheel_is_one_scroll() -> None:
    translator = Translator(None)

    events = [
        event
        for button in (4, 5, 6, 7)
        for kind in (RawKind.BUTTON_DOWN, RawKind.BUTTON_UP)
        for event in translator.translate(raw(kind, button, x=1, y=2))
    ]

    assert [(e.dx, e.dy) for e in events if isinstance(e, ScrollEvent)] == [
        (0, 1), (0, -1), (-1, 0), (1, 0),
    ]  # fmt: skip
    assert len(events) == 4


def test_what_was_down_before_is_left_out_until_it_is_released() -> None:
    translator = Translator(Letters(), Held(frozenset({38}), frozenset({1})))

    before = [
        *translator.translate(raw(RawKind.KEY_DOWN, 38)),
        *translator.translate(raw(RawKind.KEY_UP, 38)),
        *translator.translate(raw(RawKind.BUTTON_UP, 1)),
    ]
    after = translator.translate(raw(RawKind.KEY_DOWN, 38))

    assert before == []
    assert after == [KeyEvent(-1, 0, True, 30, "a", "a")]


def test_closing_releases_the_latest_press_first_and_says_it_is_synthetic() -> None:
    translator = Translator(Letters())
    for code in (38, 39):
        translator.translate(raw(RawKind.KEY_DOWN, code))
    translator.translate(raw(RawKind.BUTTON_DOWN, 1, x=10, y=20))
    translator.translate(raw(RawKind.MOVE, x=30, y=40))
    down = translator.down

    events = translator.closing(77)

    assert down == Held(frozenset({38, 39}), frozenset({1}))
    assert events == [
        ButtonEvent(-1, 77, False, "left", 30, 40, synthetic=True),
        KeyEvent(-1, 77, False, 31, "b", "", synthetic=True),
        KeyEvent(-1, 77, False, 30, "a", "", synthetic=True),
    ]


def test_a_key_held_over_a_pause_does_not_come_back_by_repeating() -> None:
    translator = Translator(Letters())
    translator.translate(raw(RawKind.KEY_DOWN, 38))
    translator.closing(1)

    repeated = translator.translate(raw(RawKind.KEY_DOWN, 38))

    assert repeated == []
    assert translator.down == Held()


def test_a_new_layout_is_read_and_is_no_event() -> None:
    keyboard = Letters()

    events = Translator(keyboard).translate(raw(RawKind.LAYOUT))

    assert events == []
    assert keyboard.reloads == 1


codes = st.integers(38, 41)
buttons = st.integers(1, 9)
anything = st.one_of(
    st.tuples(st.sampled_from([RawKind.KEY_DOWN, RawKind.KEY_UP]), codes),
    st.tuples(st.sampled_from([RawKind.BUTTON_DOWN, RawKind.BUTTON_UP]), buttons),
    st.tuples(st.just(RawKind.MOVE), st.just(0)),
    st.tuples(st.just("pause"), st.just(0)),
)


@given(st.frozensets(codes), st.frozensets(buttons), st.lists(anything, max_size=60))
def test_every_press_has_exactly_one_release_from_any_state(
    held_keys: frozenset[int],
    held_buttons: frozenset[int],
    inputs: list[tuple[RawKind | str, int]],
) -> None:
    translator = Translator(Letters(), Held(held_keys, held_buttons))

    events = []
    for kind, detail in inputs:
        if isinstance(kind, RawKind):
            events += translator.translate(raw(kind, detail))
        else:
            events += translator.closing(0)
    events += translator.closing(0)

    down: Counter[int | str] = Counter()
    for event in events:
        if isinstance(event, KeyEvent | ButtonEvent):
            name = event.key if isinstance(event, KeyEvent) else event.button
            if isinstance(event, KeyEvent) and event.repeat:
                assert down[name] == 1
            else:
                down[name] += 1 if event.pressed else -1
            assert down[name] in (0, 1)
    assert not +down
    assert translator.down == Held()
