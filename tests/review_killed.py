"""Edits a review in a window's desk until it is killed: prints the number of each saved edit.

python -m tests.review_killed SESSION
"""

from __future__ import annotations

import sys

from annotate.edits import SetTask
from recorder.session.journal import session_path
from recorder.vault.home import Home
from studio.gui.app import make_app, make_context
from studio.gui.review.desk import Desk


def main() -> None:
    """Word the task anew as soon as the last wording is on the disk."""
    app = make_app()
    context = make_context(app, Home.default())
    desk = Desk(context)
    number = 0

    def go_on() -> None:
        nonlocal number
        if desk.is_saving:
            return
        if number:
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
        number += 1
        desk.apply(SetTask(f"wording {number}"))

    desk.opened.connect(go_on)
    desk.saving.connect(go_on)
    desk.open(sys.argv[1], session_path(context.home.sessions, sys.argv[1]))
    app.exec()


if __name__ == "__main__":
    main()
