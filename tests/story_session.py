"""Leaves a small recorded session in the data folder: the worker of `docs/story.sh`, without a
desktop.

`python -m tests.story_session CAMPAIGN`
"""

from __future__ import annotations

import sys

from recorder.consent.register import Register
from recorder.vault.home import Home
from recorder.vault.recording_key import load_recording_key
from tests.redact_sessions import desk_with, write_desk

SECRET = "jo.miller@example.org"


def main() -> None:
    home = Home.default()
    receipt, key = Register(home).current(sys.argv[1]), load_recording_key(home)
    write_desk(home.sessions, receipt, key, desk_with(SECRET))


if __name__ == "__main__":
    main()
