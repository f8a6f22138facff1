"""What cannot be recorded is refused in one sentence, and leaves no file behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from recorder.consent.register import Register
from recorder.vault.home import Home
from recorder.vault.identity import Identity
from studio.virtual_desktop import VirtualDesktop
from tests.engine_helpers import start
from tests.session_helpers import Worker, make_worker

REFUSALS = [
    (["--monitor", "7"], 2, "There is no monitor 7"),
    (["--region", "0,0,99999,10"], 2, "does not lie on the desktop"),
    (["--region", "0,0,wide"], 2, "is not a region"),
    (["--region", "0,0,10,10", "--monitor", "0"], 2, "not both"),
    (["--fps", "0"], 2, "1 to 120 frames"),
    (["--for", "0"], 2, "more than 0"),
    (["--campaign", "nowhere.campaign"], 1, "There is no file nowhere.campaign"),
]


def refused(desktop: VirtualDesktop, worker: Worker, *options: str) -> tuple[int, str]:
    """The exit code and the words of a recording that does not begin."""
    process = start(desktop, worker, *options)
    _, words = process.communicate(timeout=60)
    assert not [path for path in worker.home.sessions.glob("*") if path.suffix != ".candor"]
    assert not list(worker.home.sessions.glob("*.candor"))
    assert not (worker.home.run / "recording.json").exists()
    return process.returncode, words.decode()


@pytest.mark.parametrize(("options", "code", "words"), REFUSALS)
def test_a_wish_that_cannot_be_met_is_refused(
    session_desktop: VirtualDesktop, tmp_path: Path, options: list[str], code: int, words: str
) -> None:
    returned, said = refused(session_desktop, make_worker(tmp_path), *options)

    assert (returned, said.count("\n")) == (code, 1)
    assert words in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"DISPLAY": None}, "There is no display to record"),
        ({"DISPLAY": ":4242"}, "cannot be reached"),
        ({"DISPLAY": None, "WAYLAND_DISPLAY": "wayland-0"}, "This is a Wayland session"),
    ],
)
def test_without_an_x11_desktop_it_says_why(
    session_desktop: VirtualDesktop, tmp_path: Path, change: dict[str, str | None], words: str
) -> None:
    env = {name: value for name, value in session_desktop.env.items() if name not in change}
    env |= {name: value for name, value in change.items() if value is not None}
    elsewhere = VirtualDesktop(session_desktop.display, session_desktop.home, env)
    returned, said = refused(elsewhere, make_worker(tmp_path))

    assert returned == 1
    assert words in said
    assert said.count("\n") == 1


def without_consent(home: Home) -> None:
    for path in home.receipts.iterdir():
        path.unlink()


def altered_consent(home: Home) -> None:
    (path,) = home.receipts.iterdir()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def withdrawn_consent(home: Home) -> None:
    register = Register(home)
    register.withdraw(register.current())


def altered_key(home: Home) -> None:
    content = bytearray(home.recording_key.read_bytes())
    content[-20] ^= 1
    home.recording_key.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (without_consent, "No consent was given"),
        (altered_consent, "was altered"),
        (withdrawn_consent, "was withdrawn"),
        (altered_key, "was altered"),
        (lambda home: home.recording_key.chmod(0o644), "open to others"),
        (lambda home: home.recording_key.unlink(), "No consent was given"),
        (lambda home: home.identity_public.unlink(), "There is no identity here yet"),
    ],
)
def test_without_sound_consent_nothing_begins(
    session_desktop: VirtualDesktop, tmp_path: Path, harm: Callable[[Home], object], words: str
) -> None:
    worker = make_worker(tmp_path)
    harm(worker.home)
    returned, said = refused(session_desktop, worker)

    assert returned == 1
    assert words in said
    assert said.count("\n") == 1


def test_expired_consent_is_refused(session_desktop: VirtualDesktop, tmp_path: Path) -> None:
    identity, home = Identity.generate(), Home(tmp_path)
    identity.publish(home)
    long_ago = datetime.now(UTC) - timedelta(days=1000)
    receipt = Register(home, lambda: long_ago).give(
        make_worker(tmp_path / "other").receipt.scopes, identity.envelope
    )
    returned, said = refused(session_desktop, Worker(identity, home, receipt))

    assert returned == 1
    assert "has expired" in said


def test_a_data_folder_that_cannot_be_used_is_one_sentence(
    session_desktop: VirtualDesktop, tmp_path: Path
) -> None:
    worker = make_worker(tmp_path)
    worker.home.sessions.rmdir()
    worker.home.sessions.touch()
    returned, said = refused(session_desktop, worker)

    assert returned == 1
    assert said.count("\n") == 1
    assert "could not be made" in said
