"""The place Sessions in the real window: what is listed, deleted, brought back, taken along."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from recorder.vault.deletion import Deletions
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import Unlock
from studio.gui.frame import Problem
from studio.gui.sessions.model import ENTRY_ROLE, THUMBNAIL_ROLE
from studio.gui.vault import VaultState
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, settle
from tests.player_sessions import begin_session, consented, write_session
from tests.sessions_window import Window, window_over

Key = Qt.Key
SIZES = ((620, 380), (853, 533), (1280, 800), (1920, 1080), (3840, 2160))


def thumbnails(window: Window) -> int:
    model = window.list.model
    rows = range(model.rowCount())
    return sum(model.index(row, 0).data(THUMBNAIL_ROLE) is not None for row in rows)


def test_sessions_are_listed_with_task_picture_and_state(candor_home: Path, qtbot: QtBot) -> None:
    with window_over(candor_home, qtbot, "First", "Second") as window:
        window.until(lambda: set(window.tasks) == {"First", "Second"})
        window.until(lambda: thumbnails(window) == 2)

        assert "2 session" in window.list.header.subtitle.text()
        assert window.list.detail.task.text() in ("First", "Second")
        assert not window.list.unlock.isVisible()
        assert_accessible(window.main)


def test_an_empty_library_names_the_next_action_and_offers_the_demo(
    candor_home: Path, qtbot: QtBot
) -> None:
    with window_over(candor_home, qtbot) as window:
        window.rest()
        wanted: list[object] = []
        frame = window.context.frame
        frame.wanted_place.disconnect(window.main.show_place)
        frame.wanted_place.connect(lambda place, _what: wanted.append(place))
        buttons = {each.objectName(): each for each in _buttons(window)}
        buttons["empty-record"].click()

        assert wanted == ["record"]
        assert buttons["empty-demo"].isVisible()
        assert_nothing_clipped(window.main)


def test_the_demo_session_comes_once_and_opens(candor_home: Path, qtbot: QtBot) -> None:
    with Keeper(Home(candor_home).ensure()) as keeper:
        keeper.make_identity(file=Unlock.default().passphrase_file)
    with window_over(candor_home, qtbot) as window:
        window.rest()
        window.context.actions.trigger("sessions.demo")
        player = window.page.player
        window.until(lambda: player.steps and player.picture)
        assert player.meta is not None
        assert player.meta.task.startswith("Demo")

        window.press(Key.Key_Escape)
        window.context.actions.trigger("sessions.demo")
        window.until(lambda: player.steps and player.picture)
        assert len(list(window.context.home.sessions.iterdir())) == 1


def test_a_locked_list_shows_what_needs_no_key_and_unlocks_on_request(
    candor_home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with window_over(candor_home, qtbot, "canary") as window:
        window.until(lambda: window.tasks == ["canary"])
        window.until(lambda: thumbnails(window) == 1)
        window.context.vault.lock()
        window.until(lambda: window.context.vault.state is VaultState.LOCKED)
        window.until(lambda: window.tasks == ["Sealed"])
        assert thumbnails(window) == 0
        assert "canary" not in window.list.detail.task.text()
        assert window.list.model.index(0, 2).data() != "–"
        assert_nothing_clipped(window.main)

        window.list.unlock.click()
        window.until(lambda: window.tasks == ["canary"])
        window.until(lambda: thumbnails(window) == 1)


def test_a_vault_that_only_a_passphrase_opens_is_not_asked_for_by_the_list(
    candor_home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(candor_home)
    consented(home)
    write_session(home)
    monkeypatch.delenv("CANDOR_PASSPHRASE_FILE")
    with window_over(candor_home, qtbot) as window:
        asked: list[str] = []
        window.context.vault.passphrase_wanted.connect(asked.append)
        window.until(lambda: window.list.unlock.isVisible())

        assert window.tasks == ["Sealed"]
        assert asked == []


def test_searching_shows_what_matches_and_says_when_nothing_does(
    candor_home: Path, qtbot: QtBot
) -> None:
    with window_over(candor_home, qtbot, "Write a letter", "Book the train") as window:
        window.until(lambda: "Book the train" in window.tasks)
        window.press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.focusWidget() is window.list.search
        QTest.keyClicks(window.list.search, "train")
        assert window.tasks == ["Book the train"]
        assert window.list.detail.task.text() == "Book the train"
        QTest.keyClicks(window.list.search, " tomorrow")
        assert window.tasks == []
        assert_nothing_clipped(window.main)
        QTest.keyClick(window.list.search, Key.Key_Escape)
        assert len(window.tasks) == 2


def test_a_session_is_deleted_brought_back_and_deleted_for_good_by_keyboard(
    candor_home: Path, qtbot: QtBot
) -> None:
    with window_over(candor_home, qtbot, "Keep", "Delete") as window:
        window.until(lambda: set(window.tasks) == {"Keep", "Delete"})
        window.list.table.setFocus()
        window.list.table.select_row(window.tasks.index("Delete"))
        gone = window.list.selected()[0].session
        window.press(Key.Key_Delete)
        assert window.tasks == ["Keep"]
        assert window.list.selected()[0].task == "Keep"
        window.rest()
        assert Deletions(window.context.home).noted() == {gone}

        window.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert set(window.tasks) == {"Keep", "Delete"}
        window.rest()
        assert Deletions(window.context.home).noted() == frozenset()

        window.list.table.select_row(window.tasks.index("Delete"))
        window.press(Key.Key_Delete)
        path = window.context.home.sessions / f"{gone}.candor"
        assert path.exists()
    assert not path.exists()
    assert not Home(candor_home).deletions.exists()


def test_what_was_deleted_before_a_crash_is_shredded_at_the_next_start(
    candor_home: Path, qtbot: QtBot
) -> None:
    home = Home(candor_home)
    consented(home)
    kept, gone = write_session(home, "Kept"), write_session(home, "Gone")
    Deletions(home).note({gone.stem})
    with window_over(candor_home, qtbot) as window:
        window.until(lambda: not gone.exists())
        window.until(lambda: window.tasks == ["Kept"])

    assert kept.exists()


def test_a_recording_that_broke_off_is_told_once(candor_home: Path, qtbot: QtBot) -> None:
    home = Home(candor_home)
    consented(home)
    begin_session(home, "Broken off").close()
    with window_over(candor_home, qtbot) as window:
        window.until(lambda: window.tasks == ["Broken off"])
        assert window.list.recovered.isVisible()
        assert "broke off" in window.list.recovered.text.text()
        buttons = {each.objectName(): each for each in _buttons(window)}
        buttons["recovered-close"].click()
        window.rest()
        assert not window.list.recovered.isVisible()
        window.context.actions.trigger("sessions.refresh")
        window.rest()
        assert not window.list.recovered.isVisible()


def test_a_running_recording_is_listed_and_cannot_be_deleted(
    candor_home: Path, qtbot: QtBot
) -> None:
    home = Home(candor_home)
    consented(home)
    writer = begin_session(home)
    with window_over(candor_home, qtbot) as window:
        window.until(lambda: window.list.model.rowCount() == 1)
        window.list.table.select_row(0)
        window.context.actions.trigger("sessions.delete")

        assert window.list.model.rowCount() == 1
        assert window.list.model.index(0, 4).data() == "Recording"
        assert not window.list.recovered.isVisible()
    writer.close()
    assert writer.path.exists()


def test_a_session_that_cannot_be_read_is_shown_with_the_reason(
    candor_home: Path, qtbot: QtBot
) -> None:
    home = Home(candor_home)
    consented(home)
    path = write_session(home)
    raw = bytearray(path.read_bytes())
    raw[2000] ^= 1
    path.write_bytes(raw)
    with window_over(candor_home, qtbot) as window:
        problems: list[Problem] = []
        window.context.frame.problem.connect(problems.append)
        window.until(lambda: window.tasks == ["Cannot be read"])
        entry = window.list.model.index(0, 0).data(ENTRY_ROLE)
        assert window.list.detail.problem.text.text() == entry.title.problem

        window.context.actions.trigger("sessions.open")
        window.until(lambda: problems)
        window.rest()
        assert window.list.isVisible()
        assert problems[0].happened


def test_a_damaged_session_opens_up_to_its_damage_and_says_so(
    candor_home: Path, qtbot: QtBot
) -> None:
    home = Home(candor_home)
    consented(home)
    path = write_session(home, "Torn")
    raw = bytearray(path.read_bytes())
    raw[len(raw) * 3 // 4] ^= 1
    path.write_bytes(raw)
    with window_over(candor_home, qtbot) as window:
        page = window.open("Torn")

        assert page.state.text == "Damaged"
        assert page.banner.isVisible()
        assert page.player.track is not None


def test_own_data_leave_as_sealed_copies_and_by_the_place_of_exports(
    candor_home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    with window_over(candor_home, qtbot, "Mine") as window:
        window.until(lambda: window.tasks == ["Mine"])
        window.list.table.select_row(0)
        session = window.list.selected()[0].session
        window.place.copy_to(tmp_path)
        window.rest()
        wanted: list[object] = []
        frame = window.context.frame
        frame.wanted_place.disconnect(window.main.show_place)
        frame.wanted_place.connect(lambda place, what: wanted.append((place, what)))
        window.context.actions.trigger("sessions.export")

        assert (tmp_path / f"{session}.candor").exists()
        assert wanted == [("export", (session,))]


def test_a_list_that_is_built_in_a_narrow_window_leaves_the_detail_out(
    candor_home: Path, qtbot: QtBot
) -> None:
    with window_over(candor_home, qtbot, "First", size=(853, 533)) as window:
        window.until(lambda: window.tasks == ["First"])

        assert not window.list.detail.isVisible()
        window.main.resize(1280, 800)
        assert window.list.detail.isVisible()


def test_the_list_fits_at_every_size_and_in_both_themes(candor_home: Path, qtbot: QtBot) -> None:
    with window_over(
        candor_home, qtbot, "A task with quite a long name that must be shortened"
    ) as w:
        w.until(lambda: thumbnails(w) == 1)
        for theme in ("light", "dark"):
            w.context.theme.choose(theme)  # pyright: ignore[reportArgumentType]
            for width, height in SIZES:
                w.main.resize(width, height)
                settle()
                assert_nothing_clipped(w.main)


def _buttons(window: Window):
    from PySide6.QtWidgets import QPushButton

    return window.place.findChildren(QPushButton)
