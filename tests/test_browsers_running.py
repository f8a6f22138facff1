"""What `candor doctor` says of the browsers that run: do they tell what they show?"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from subprocess import Popen

import pytest

from recorder.capture.browsers_x11 import running_browsers
from recorder.preflight import SPEAKING_CHROMIUM, SPEAKING_FIREFOX, State
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests.browser_programs import chromium, firefox
from tests.checkout import ROOT
from tests.context_helpers import form, plain_client


@pytest.fixture
def desktop() -> Iterator[VirtualDesktop]:
    with virtual_desktop("1024x768") as desktop:
        yield desktop


def said_of(desktop: VirtualDesktop, app: str) -> dict[str, str] | None:
    """What the doctor says of a program, if anything."""
    answer = subprocess.run(
        [sys.executable, "-m", "studio", "doctor", "--json"],
        env=dict(desktop.env) | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
    )  # fmt: skip
    found = {check["name"]: check for check in json.loads(answer.stdout)["checks"]}
    return found.get(app)


def test_a_browser_that_tells_nothing_is_named_with_what_is_lost(desktop: VirtualDesktop) -> None:
    with plain_client(desktop) as client:
        client.window(10, 10, 200, 100, name="Firefox")
        wait_until(lambda: bool(running_browsers(desktop.display)), "the window")
        (browser,) = running_browsers(desktop.display)
        said = said_of(desktop, browser.app)

    assert (browser.is_browser, browser.is_chromium, browser.tells) == (True, False, False)
    assert said is not None
    assert said["state"] == State.WARNING
    assert "painted over" in said["says"]
    assert SPEAKING_FIREFOX in said["says"]


def test_of_a_program_that_is_no_browser_nothing_is_said(desktop: VirtualDesktop) -> None:
    with form(desktop):
        assert running_browsers(desktop.display) == ()


Start = Callable[[VirtualDesktop, Path], AbstractContextManager[Popen[bytes]]]


@pytest.mark.prove
@pytest.mark.parametrize(
    ("start", "state", "advice"),
    [
        (firefox, State.FINE, ""),
        (chromium, State.FINE, ""),
        (partial(chromium, speaks=False), State.WARNING, SPEAKING_CHROMIUM),
    ],
    ids=["firefox", "chromium", "deaf chromium"],
)
def test_a_real_browser_is_told_from_one_that_says_nothing(
    desktop: VirtualDesktop,
    tmp_path: Path,
    start: Start,
    state: State,
    advice: str,
) -> None:
    with start(desktop, tmp_path):
        wait_until(lambda: bool(running_browsers(desktop.display)), "the browser")
        app = running_browsers(desktop.display)[0].app

        def is_said() -> bool:
            said = said_of(desktop, app)
            return said is not None and said["state"] == state and advice in said["says"]

        wait_until(is_said, f"that the doctor says {state}")
