"""Recordings of other programs come into the list from the window, with their account."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from recorder.vault.home import Home
from studio.gui.frame import Problem
from studio.gui.sessions.importing import AccountSheet, ImportSheet
from tests import foreign_recordings as foreign
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, child
from tests.player_sessions import consented
from tests.sessions_window import Window, window_over


def sheet(window: Window, kind: type) -> ImportSheet | AccountSheet:
    def found() -> list[ImportSheet | AccountSheet]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]

    window.until(lambda: [each for each in found() if each.isVisible()])
    return found()[0]


def test_a_foreign_recording_becomes_a_session_and_its_account_is_told(
    candor_home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    consented(Home(candor_home).ensure())
    path = foreign.pctracker(tmp_path / "theirs")
    with window_over(candor_home, qtbot) as window:
        window.rest()
        window.context.actions.trigger("sessions.import")
        asked = sheet(window, ImportSheet)
        assert isinstance(asked, ImportSheet)
        assert_nothing_clipped(asked)
        assert_accessible(asked)
        child(asked, QLineEdit, "import-task").setText("Their task")
        asked.choose(path)

        told = sheet(window, AccountSheet)
        texts = "\n".join(each.text() for each in told.findChildren(QLabel))
        assert "PC Tracker" in texts
        assert "events." in texts
        assert_nothing_clipped(told)
        assert_accessible(told)
        window.until(lambda: len(window.tasks) == 1)
        child(told, QPushButton, "import-look").click()
        window.until(lambda: window.page.player.steps and window.page.player.picture)


def test_what_is_no_recording_is_refused_and_nothing_changes(
    candor_home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    consented(Home(candor_home).ensure())
    (tmp_path / "letter.txt").write_text("Dear all,")
    with window_over(candor_home, qtbot) as window:
        window.rest()
        problems: list[Problem] = []
        window.context.frame.problem.connect(problems.append)
        window.place.import_from(tmp_path / "letter.txt")

        window.until(lambda: problems)
        assert "no recording that can be imported" in problems[0].happened
        assert problems[0].safe == "Your sessions are as they were."
        assert window.tasks == []
