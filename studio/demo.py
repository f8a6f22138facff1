"""The demo: the whole path from consent to an export, with the commands that a person would use.

Everything happens on a virtual desktop with a home of its own. What comes of it is checked: the
steps against what was done, every file for the password that was typed, and the redacted copy for
the secrets that were shown.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recorder.errors import CandorError, WrongUse
from recorder.session.journal import session_path
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.reading import read_whole
from recorder.vault.unlock import Unlock
from replay.frames import pictures_of, write_step_pictures
from replay.steps import trajectory_of
from studio.demo_redact import redact_and_prove
from studio.demo_report import Report, write_report
from studio.demo_script import PASSWORD, SECRETS, SEEN, TASK, Steering, perform, set_the_table
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until

MARK = "report.html"
FORMATS = ("jsonl", "anthropic", "osworld", "messages", "html")
PASSPHRASE_FILE = "passphrase.txt"
PASSPHRASE = "the demo keeps no secrets"
COMMAND_S = 60.0
REDACT_S = 900.0
CANDOR = (sys.executable, "-m", "studio")
Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Stage:
    """The desktop of the demo and where its results go."""

    desktop: VirtualDesktop
    out: Path
    env: dict[str, str]

    def candor(self, *words: str, ends: tuple[int, ...] = (0,)) -> str:
        """Run a command to its end and return what it printed; `ends` are the codes it may end
        with.

        Raises:
            CandorError: it did not end well.
        """
        done = subprocess.run(
            (*CANDOR, *words), env=self.env, capture_output=True, text=True, timeout=REDACT_S
        )
        if done.returncode not in ends:
            raise CandorError(f"candor {words[0]} failed in the demo: {done.stderr.strip()}")
        return done.stdout

    def read(self, *words: str) -> Any:
        return json.loads(self.candor(*words, "--json"))


def run_demo(out: Path, say: Say) -> None:
    """Play the demo and leave its results in a folder; a former demo there is replaced.

    Raises:
        WrongUse: the folder holds something else.
        CandorError: something did not come out as it should; the sentence says what.
    """
    _clear(out)
    with virtual_desktop() as desktop:
        stage = _stage(desktop, out.absolute())
        say("A virtual desktop stands; your own is not touched.")
        stage.candor("consent", "give", "--all", "--yes")
        say("Consent is given: a signed receipt, and an identity that the session is sealed to.")
        set_the_table(desktop)
        session = _record(stage, say)
        report = _look_back(stage, session, say)
        report.redacted = redact_and_prove(
            stage.candor,
            session,
            Home(stage.out / "home"),
            stage.out / PASSPHRASE_FILE,
            SECRETS,
            say,
        )
        _check(report, (out, desktop.home.parent), say)
    write_report(report, out)
    say(f"Look at {out / MARK}.")


def _stage(desktop: VirtualDesktop, out: Path) -> Stage:
    home = out / "home"
    home.mkdir(mode=0o700, parents=True)
    passphrase = out / PASSPHRASE_FILE
    passphrase.touch(mode=0o600)
    passphrase.write_text(PASSPHRASE + "\n")
    env = dict(desktop.env) | {
        "CANDOR_HOME": str(home),
        "CANDOR_PASSPHRASE_FILE": str(passphrase),
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
    }
    return Stage(desktop, out, env)


def _record(stage: Stage, say: Say) -> str:
    """Record the task and return the session's id."""
    recording = stage.desktop.start(
        *CANDOR, "record", "--task", TASK, env=stage.env, stderr=subprocess.PIPE
    )
    assert recording.stderr is not None
    running = stage.out / "home" / "run" / "recording.json"
    wait_until(lambda: running.exists() or recording.poll() is not None, "the recording", COMMAND_S)
    if recording.poll() is not None:
        raise CandorError(f"The recording did not begin: {recording.stderr.read().decode()}")
    recording.stderr.readline()
    say("It records. A scripted person works in an editor and two terminals…")
    perform(
        stage.desktop,
        Steering(
            mark=lambda text: stage.candor("mark", text),
            pause=lambda: stage.candor("pause"),
            resume=lambda: stage.candor("resume"),
        ),
    )
    session = stage.candor("stop", "--outcome", "success").strip()
    with recording.stderr as words:
        if recording.wait(COMMAND_S):
            raise CandorError(f"The recording did not end well: {words.read().decode()}")
    say(f"Recorded {session}, sealed from the first byte.")
    return session


def _look_back(stage: Stage, session: str, say: Say) -> Report:
    sealed = stage.read("verify", session, "--sealed")
    opened = stage.read("verify", session)
    say(
        f"Verified: {opened['state']}, {opened['records']} records, {opened['events']} events, "
        f"{opened['frames']} frames."
    )
    shown = stage.read("show", session)
    trajectory = stage.read("steps", session)
    say("Its steps:")
    say(stage.candor("steps", session).rstrip())
    _write_pictures(stage, session)
    for form in FORMATS:
        folder = str(stage.out / "exports" / form)
        stage.candor("export", "--format", form, "--out", folder, session)
        say(stage.candor("export", "--check", folder).replace(folder, form).rstrip())
    return Report(session, TASK, sealed, opened, shown, trajectory)


def _write_pictures(stage: Stage, session: str) -> None:
    """What `candor frames` does for one step, for all of them at one opening."""
    home = Home(stage.out / "home")
    path = session_path(home.sessions, session)
    with Keeper(home) as keeper:
        keeper.unlock(Unlock(stage.out / PASSPHRASE_FILE))
        stored = read_whole(keeper, path)
    trajectory, pictures = trajectory_of(stored), pictures_of(stored.chunks)
    for step in trajectory.steps:
        if step.before or step.after:
            write_step_pictures(trajectory, step.id, pictures, stage.out / "steps" / step.id)


def _check(report: Report, places: tuple[Path, ...], say: Say) -> None:
    """Hold the steps to what was done, and every file to what was hidden.

    Raises:
        CandorError: they do not agree.
    """
    typed = " ".join(str(step["action"].get("text")) for step in report.trajectory["steps"])
    missing = [text for text in SEEN if text not in typed]
    if missing:
        raise CandorError(f"These texts were typed and are in no step: {', '.join(missing)}.")
    files = holding = 0
    for content in _contents(places):
        files += 1
        holding += any(PASSWORD.encode(code) in content for code in ("utf-8", "utf-16-le"))
    if holding:
        raise CandorError(f"The password that was typed is in {holding} of {files} files.")
    report.searched = files
    say(f"The password that was typed is in 0 of {files} files, and in no step.")


def _contents(places: tuple[Path, ...]) -> Iterator[bytes]:
    for place in places:
        for path in place.rglob("*"):
            if path.is_file() and not path.is_symlink():
                yield path.read_bytes()


def _clear(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir() or (any(out.iterdir()) and not (out / MARK).exists()):
        raise WrongUse(f"{out} is there and is not a former demo; name a new folder.")
    shutil.rmtree(out)
