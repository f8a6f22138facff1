"""The journey of a worker in the real program, without a mouse: agree, record, look back, withdraw.

The window runs as people start it, under a window manager, while a second program is recorded.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest

from recorder.capture.bus import Bus
from recorder.session.model import Rect
from tests.checkout import ROOT
from tests.journey_helpers import PASSPHRASE, STEP_S, Journey, journeying

TASK = "count the lines"
CHORD = ("ctrl", "alt", "shift")
ITEM, PROPERTIES = "/StatusNotifierItem", "org.freedesktop.DBus.Properties"
MENU = ("/MenuBar", "com.canonical.dbusmenu")


@pytest.fixture
def journey() -> Iterator[Journey]:
    with journeying() as made:
        made.desktop.start("xterm", "-geometry", "60x20+300+300", "-e", "cat")
        yield made


@pytest.fixture
def agreed(journey: Journey) -> Journey:
    """Somebody who agreed before, and wants no countdown."""
    journey.candor("consent", "give", "--all", "--yes")
    journey.choose(countdown_s=0)
    return journey


@pytest.mark.timeout(300)
def test_a_worker_agrees_records_looks_back_deletes_and_withdraws_by_keyboard(
    journey: Journey, tmp_path: Path
) -> None:
    journey.open_window()

    _make_identity(journey)
    _agree(journey)
    session, own = _record(journey)
    _look_back(journey, session)
    _check(journey, session, own, tmp_path)
    _delete_and_withdraw(journey)

    journey.person.chord("ctrl", "q")
    assert journey.window.wait(STEP_S) == 0
    assert journey.read("sessions") == {"sessions": []}


@pytest.mark.timeout(180)
def test_a_window_that_freezes_ends_the_recording_and_says_so_when_it_thaws(
    agreed: Journey,
) -> None:
    session = _start(agreed)
    agreed.window.send_signal(signal.SIGSTOP)
    try:
        agreed.wait_for_end()
        assert _states(agreed) == {session: "complete"}
    finally:
        agreed.window.send_signal(signal.SIGCONT)

    agreed.wait_for("This window did not answer the recorder for five seconds.")


@pytest.mark.timeout(180)
def test_a_killed_window_ends_the_recording(agreed: Journey) -> None:
    session = _start(agreed)
    agreed.window.kill()

    agreed.wait_for_end()
    assert _states(agreed) == {session: "complete"}


@pytest.mark.timeout(180)
def test_a_click_on_the_bar_leaves_the_keyboard_where_it_was(agreed: Journey) -> None:
    _start(agreed)
    agreed.until(lambda: agreed.active() == "XTerm", "the terminal to get the keys")
    (bar,) = agreed.own_windows()
    places = [agreed.reader.extents(each) for each in agreed.reader.shown() if each.name == "Pause"]
    x, y, width, height = next(each for each in places if bar.contains(*each[:2]))

    agreed.person.click(x + width // 2, y + height // 2)

    agreed.wait_for_state("paused")
    assert agreed.active() == "XTerm"


@pytest.mark.timeout(180)
def test_the_tray_tells_the_state_and_has_the_same_verbs(agreed: Journey) -> None:
    env = agreed.env
    host = agreed.desktop.start(
        *(sys.executable, "-m", "tests.tray_host"), env=env, cwd=ROOT, stdout=subprocess.PIPE
    )
    assert host.stdout is not None
    assert host.stdout.readline() == b"ready\n"
    agreed.open_window()
    sign = host.stdout.readline().decode().strip()
    host.stdout.close()
    bus = Bus(env["DBUS_SESSION_BUS_ADDRESS"])
    try:
        assert _tooltip(bus, sign) == "Candor: Not recording"
        _record_a_task(agreed)
        agreed.until(lambda: _tooltip(bus, sign) == "Candor: Recording", "the sign")
        assert _click(bus, sign, "Pause")
        agreed.wait_for_state("paused")
        agreed.until(lambda: _tooltip(bus, sign) == "Candor: Paused", "the sign")
        assert _click(bus, sign, "Stop")
        agreed.wait_for_end()
    finally:
        bus.close()


def _make_identity(journey: Journey) -> None:
    person = journey.person
    journey.wait_for_focus("Continue")
    person.chord("Return")
    journey.wait_for("Passphrase")
    journey.tab_to("Passphrase")
    person.type(PASSPHRASE)
    journey.tab_to("The same again")
    person.type(PASSPHRASE + "\n")
    journey.until(lambda: journey.home.identity_public.exists(), "the identity")
    journey.wait_for("Done")
    journey.tab_to("Done")
    person.chord("Return")
    journey.until(lambda: not journey.reader.sees("Done"), "the wizard to close")


def _agree(journey: Journey) -> None:
    person = journey.person
    journey.wait_for("Read the terms…")
    journey.tab_to("Read the terms…")
    person.chord("Return")
    for scope in ("Screen", "Keystrokes", "Mouse", "Window titles"):
        journey.tab_to(scope)
        person.chord("space")
    journey.tab_to("Agree")
    assert not journey.receipts(".dsse")
    person.chord("Return")
    journey.until(lambda: journey.receipts(".dsse"), "the receipt")
    journey.wait_for_focus("Close")
    person.chord("Return")
    journey.wait_for("You agreed")


def _record(journey: Journey) -> tuple[str, list[Rect]]:
    """Record, after a second thought; returns the session, and where the bar lay."""
    person = journey.person
    person.chord("ctrl", "1")
    journey.wait_for_focus("What are you about to do?")
    person.type(TASK)
    person.chord("ctrl", "r")
    journey.wait_for_focus("Cancel")
    person.chord("Escape")
    journey.wait_for_focus("Record")
    assert journey.status() is None
    person.chord("Return")
    journey.wait_for_state("recording")

    # The window made room, and the work goes on where it was.
    journey.until(lambda: journey.active() == "XTerm", "the terminal to get the keys")
    journey.wait_for_events(1)
    own = journey.own_windows()
    assert len(own) == 1, "the bar alone is seen, not the outline of the whole desktop"
    _type(journey, "hello\n")
    person.chord(*CHORD, "p")
    journey.wait_for_state("paused")
    person.type("secret\n")
    person.chord(*CHORD, "p")
    journey.wait_for_state("recording")
    journey.wait_for_events(1)
    _type(journey, "world\n")
    status = journey.status()
    assert status is not None
    person.chord(*CHORD, "s")
    journey.wait_for_end()
    return status.session, own


def _type(journey: Journey, text: str) -> None:
    """Type a text, and wait until its presses and releases are in the recording."""
    before = journey.status()
    assert before is not None
    journey.person.type(text)
    journey.wait_for_events(before.events + 2 * len(text))


def _look_back(journey: Journey, session: str) -> None:
    person = journey.person
    journey.wait_for_focus("Look at it")
    person.chord("ctrl", "shift", "l")
    journey.wait_for("Locked. Unlock the vault")
    person.chord("Return")
    journey.wait_for_focus("Passphrase")
    person.type(PASSPHRASE + "\n")
    journey.wait_for("4 steps")
    assert journey.reader.sees(TASK)
    person.chord("alt", "Right")
    journey.until(
        lambda: any("hello" in each.name for each in journey.reader.shown()), "the first step"
    )
    person.chord("End")
    person.chord("Escape")
    journey.wait_for_focus("Sessions")


def _check(journey: Journey, session: str, own: list[Rect], folder: Path) -> None:
    """What was recorded is what was done, and Candor is not in it."""
    assert _states(journey) == {session: "complete"}
    steps = journey.read("steps", session)["steps"]
    typed = [step["action"]["text"] for step in steps if step["action"]["type"] == "type"]
    assert typed == ["hello", "world"]
    journey.candor("frames", session, "--step", steps[0]["id"], "--out", str(folder))
    bar = max(own, key=lambda each: each.width * each.height)
    for file in folder.glob("*.png"):
        picture = cv2.imread(str(file))
        assert picture is not None
        inside = picture[bar.y + 4 : bar.y + bar.height - 4, bar.x + 4 : bar.x + bar.width - 4]
        assert inside.size
        assert inside.max() < 8
        assert picture.max() > 200


def _delete_and_withdraw(journey: Journey) -> None:
    person = journey.person
    person.chord("Delete")
    journey.wait_for("No sessions yet")
    person.chord("ctrl", "shift", "c")
    journey.wait_for("Withdraw")
    journey.tab_to("Withdraw")
    person.chord("Return")
    journey.until(lambda: journey.receipts(".withdrawn.dsse"), "the withdrawal")


def _start(journey: Journey) -> str:
    """Open the window and record; returns the session."""
    journey.open_window()
    _record_a_task(journey)
    status = journey.status()
    assert status is not None
    return status.session


def _record_a_task(journey: Journey) -> None:
    journey.wait_for("You agreed")
    journey.wait_for_focus("What are you about to do?")
    journey.person.type(TASK + "\n")
    journey.wait_for_state("recording")


def _states(journey: Journey) -> dict[str, str]:
    return {each["session"]: each["state"] for each in journey.read("sessions")["sessions"]}


def _tooltip(bus: Bus, sign: str) -> str:
    place = (sign, ITEM, PROPERTIES)
    answer = bus.call(place, "Get", "ss", "org.kde.StatusNotifierItem", "ToolTip", timeout_s=3.0)
    return answer[0][1][2]


def _click(bus: Bus, sign: str, text: str) -> bool:
    """Choose an entry of the sign's menu."""
    place = (sign, *MENU)
    bus.call(place, "AboutToShow", "i", 0, timeout_s=3.0)
    layout = bus.call(place, "GetLayout", "iias", 0, -1, [], timeout_s=3.0)
    for _, (number, facts, _children) in layout[1][2]:
        if facts.get("label", ("s", ""))[1].replace("_", "") == text:
            bus.call(place, "Event", "isvu", number, "clicked", ("s", ""), 0, timeout_s=3.0)
            return True
    return False
