"""What kind of desktop this is, and the sentence that refuses the ones that would be half."""

from __future__ import annotations

import pytest

from recorder.capture.platform import (
    NO_DISPLAY_REFUSAL,
    WAYLAND_REFUSAL,
    refusal,
    session_kind,
)
from studio.virtual_desktop import virtual_desktop
from tests.input_helpers import plain_server


def test_no_display_is_refused() -> None:
    assert session_kind({}) == "none"
    assert refusal({}) == NO_DISPLAY_REFUSAL


@pytest.mark.parametrize(
    "environ",
    [
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"XDG_SESSION_TYPE": "wayland"},
        {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":4711"},
    ],
)
def test_wayland_is_refused_with_its_reason(environ: dict[str, str]) -> None:
    assert session_kind(environ) == "wayland"
    assert refusal(environ) == WAYLAND_REFUSAL


def test_a_display_that_does_not_answer_is_refused() -> None:
    sentence = refusal({"DISPLAY": ":4711"})

    assert sentence is not None
    assert ":4711 cannot be reached" in sentence


@pytest.mark.display
def test_an_x_server_of_its_own_is_fine_even_within_a_wayland_session() -> None:
    with plain_server() as desktop:
        nested = {"DISPLAY": desktop.display, "WAYLAND_DISPLAY": "wayland-0"}

        assert session_kind({"DISPLAY": desktop.display}) == "x11"
        assert session_kind(nested) == "x11"
        assert refusal(nested) is None


@pytest.mark.display
def test_a_server_without_record_is_refused_by_name() -> None:
    with virtual_desktop(
        "640x480",
        window_manager=False,
        accessibility=False,
        server_options=("-extension", "RECORD"),
    ) as desktop:
        sentence = refusal({"DISPLAY": desktop.display})

    assert sentence is not None
    assert "lacks RECORD" in sentence
