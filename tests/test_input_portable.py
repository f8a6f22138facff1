"""Windows and macOS input: what pynput reports becomes the same raw input. No system is asked."""

from __future__ import annotations

from enum import Enum
from types import SimpleNamespace

import pytest

from recorder.capture.hotkeys import parse_chord
from recorder.capture.hotkeys_portable import pynput_chord
from recorder.capture.input import RawInput, RawKind
from recorder.capture.input_portable import PortableInput, PortableKeyboard, describe_key
from recorder.capture.keycodes_portable import UNKNOWN_KEY, mac_key, symbol_of, windows_key
from recorder.capture.translator import Translator
from recorder.session.events import KeyEvent, ScrollEvent


class Key(Enum):
    """Named keys the way pynput has them."""

    shift = SimpleNamespace(vk=1)
    ctrl_l = SimpleNamespace(vk=2)
    cmd = SimpleNamespace(vk=3)
    space = SimpleNamespace(vk=4)
    enter = SimpleNamespace(vk=5)


def letter(character: str | None, vk: int = 65, *, is_dead: bool = False) -> SimpleNamespace:
    return SimpleNamespace(char=character, vk=vk, is_dead=is_dead)


@pytest.fixture
def hooked() -> tuple[PortableInput, list[RawInput]]:
    raw: list[RawInput] = []
    source = PortableInput(keys=True, mouse=True)
    source._sink = raw.append
    return source, raw


def typed(raw: list[RawInput]) -> list[tuple[str, str | None]]:
    translator = Translator(PortableKeyboard())
    events = [event for one in raw for event in translator.translate(one)]
    return [(e.symbol, e.text) for e in events if isinstance(e, KeyEvent) and e.pressed]


def test_letters_names_and_punctuation(hooked: tuple[PortableInput, list[RawInput]]) -> None:
    source, raw = hooked

    for key in (letter("a"), letter("!", 49), letter("ж", 66), Key.space, Key.enter):
        source.press(key)
        source.release(key)

    assert typed(raw) == [
        ("a", "a"), ("exclam", "!"), ("U0436", "ж"), ("space", " "), ("Return", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("modifier", [Key.ctrl_l, Key.cmd])
def test_chords_type_nothing(hooked: tuple[PortableInput, list[RawInput]], modifier: Key) -> None:
    source, raw = hooked

    source.press(modifier)
    source.press(letter("c"))
    source.release(letter("c"))
    source.release(modifier)
    source.press(letter("c"))

    assert [text for symbol, text in typed(raw) if symbol == "c"] == ["", "c"]


def test_a_control_character_is_its_letter_without_text() -> None:
    assert describe_key(letter("\x03"))[1:] == ("c", "")


def test_the_letter_after_a_dead_key_is_not_guessed(
    hooked: tuple[PortableInput, list[RawInput]],
) -> None:
    source, raw = hooked

    for key in (letter("^", 10, is_dead=True), letter("e"), letter("x", 12)):
        source.press(key)
        source.release(key)

    assert typed(raw) == [("dead_asciicircum", ""), ("e", None), ("x", "x")]


def test_a_key_without_a_character_is_unknown_and_not_invented() -> None:
    assert describe_key(letter(None))[1:] == ("VoidSymbol", None)


def test_buttons_and_wheel_get_the_numbers_of_x(
    hooked: tuple[PortableInput, list[RawInput]],
) -> None:
    source, raw = hooked

    source.move(3.6, -2)
    for name in ("left", "right", "x1", "button10"):
        source.click(5, 6, SimpleNamespace(name=name), True)
    buttons = [one.detail for one in raw[1:]]
    source.scroll(7, 8, 1, -2)
    translator = Translator(None)
    scrolls = [e for one in raw[5:] for e in translator.translate(one)]

    assert raw[0][1:5] == (RawKind.MOVE, 0, 4, -2)
    assert buttons == [1, 3, 8, 17]
    assert [(e.dx, e.dy) for e in scrolls if isinstance(e, ScrollEvent)] == [
        (0, -1), (0, -1), (1, 0),
    ]  # fmt: skip


def test_physical_keys_are_evdev_codes() -> None:
    assert windows_key(0x41, 0x1E) == 30
    assert windows_key(0x25, 0xE04B) == 105
    assert windows_key(0xAD, 0xE020) == UNKNOWN_KEY + 0xAD
    assert mac_key(0) == 30
    assert mac_key(36) == 28
    assert mac_key(200) == UNKNOWN_KEY + 200


def test_no_two_mac_keys_share_a_code() -> None:
    from recorder.capture.keycodes_portable import MAC_KEYS

    assert len(set(MAC_KEYS.values())) == len(MAC_KEYS)


def test_symbols_have_the_names_of_xkb() -> None:
    assert [symbol_of(c) for c in "aZ9 ~é"] == ["a", "Z", "9", "space", "asciitilde", "U00E9"]


def test_a_chord_in_the_notation_of_pynput() -> None:
    assert pynput_chord(parse_chord("ctrl+super+f9")) == "<ctrl>+<cmd>+<f9>"
