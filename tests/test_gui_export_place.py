"""The place Export in the real window: put together, counted, written, looked at, given up."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from pytestqt.qtbot import QtBot

from replay.export.check import check_export
from studio.gui.exporting.card_view import CardView
from studio.gui.jobs import Job
from tests.export_window import export_window
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, gui_context, settle

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
SIZES = ((620, 380), (853, 533), (1280, 800), (1920, 1080), (3840, 2160))


@contextmanager
def _files_end_at(size: int) -> Iterator[None]:
    """Writing past this size fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_whole_export_is_made_by_the_keyboard(
    candor_home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with export_window(candor_home, qtbot, "First task", "Second task") as window:
        window.counted()
        assert window.setup.sessions.search.hasFocus()
        window.type("second")
        window.press(Key.Key_Down)
        window.press(Key.Key_D, Ctrl | Qt.KeyboardModifier.ShiftModifier)
        window.press(Key.Key_Space)
        window.press(Key.Key_Space)
        window.until(lambda: len(window.setup.sessions.model.picked()) == 1)
        window.press(Key.Key_T, Ctrl)
        window.press(Key.Key_Down)
        assert window.setup.formats.form == "jsonl"
        window.press(Key.Key_L, Ctrl)
        window.type('type == "click"')
        window.press(Key.Key_Tab)
        window.press(Key.Key_Tab)
        assert window.setup.folder.path.hasFocus()
        window.press(Key.Key_A, Ctrl)
        window.type(str(out))
        window.until(lambda: window.can("begin"))
        window.press(Key.Key_Return, Ctrl)
        window.until(lambda: window.result.isVisible())
        window.press(Key.Key_K, Ctrl | Qt.KeyboardModifier.ShiftModifier)
        window.until(lambda: window.result.right.isVisible())

        assert not check_export(out).problems
        assert check_export(out).steps == window.place.outcomes[0].report.steps > 0
        assert window.place.outcomes[0].report.filtered > 0
        assert "Unsubmitted" in window.result.card.toPlainText()
        assert_accessible(window.main)


def test_the_count_follows_what_is_chosen(candor_home: Path, qtbot: QtBot) -> None:
    with export_window(candor_home, qtbot, "One", "Two") as window:
        window.counted()
        everything = window.setup.counted
        assert everything is not None
        assert everything.sessions == 2
        window.setup.filter.field.setCurrentIndex(0)
        window.setup.filter.add_comparison()
        window.counted()
        clicks = window.setup.counted
        assert clicks is not None
        window.setup.folder.split.setCurrentIndex(1)
        window.counted()
        sets = window.setup.counted

        assert window.setup.filter.where == 'type == "click"'
        assert 0 < clicks.steps < everything.steps
        assert clicks.filtered == everything.steps - clicks.steps
        assert sets is not None
        assert sets.sets.total() == 2
        window.until(lambda: "does not choose" in window.leaves.left_out.text())


def test_what_cannot_be_opened_stays_out_and_is_named(
    candor_home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    with export_window(candor_home, qtbot, "Whole", "Broken") as window:
        window.counted()
        model = window.setup.sessions.model
        broken = next(each for each in model.visible_entries() if each.task == "Broken")
        os.truncate(window.context.home.sessions / f"{broken.session}.candor", 40)
        window.do("count")
        window.counted()
        assert window.setup.counted is not None
        assert list(window.setup.counted.unreadable) == [broken.session]
        window.until(lambda: "Left out: “" in window.leaves.left_out.text())
        window.write(tmp_path / "out")

        assert len(window.place.outcomes[0].report.sessions) == 1


def test_a_wrong_expression_is_said_where_it_stands_and_nothing_can_begin(
    candor_home: Path, qtbot: QtBot
) -> None:
    with export_window(candor_home, qtbot, "One") as window:
        window.counted()
        window.until(lambda: window.can("begin"))
        window.setup.filter.expression.setText('type == "click" and')

        assert not window.can("begin")
        assert "needs a field" in window.setup.filter.problem.text()
        assert window.setup.filter.problem.isVisible()
        assert window.setup.filter.expression.accessibleDescription()

        window.setup.filter.expression.setText('type == "click"')
        window.counted()
        window.until(lambda: window.can("begin"))
        assert not window.setup.filter.problem.isVisible()


def test_a_folder_that_others_can_open_is_refused_unless_the_person_insists(
    candor_home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "open"
    out.mkdir()
    out.chmod(0o755)
    with export_window(candor_home, qtbot, "One") as window:
        window.counted()
        window.setup.folder.take(out)
        window.until(lambda: window.setup.folder.refusal.isVisible())
        assert "Other people" in window.setup.folder.refusal.text.text()
        assert not window.can("begin")

        window.setup.folder.force.setChecked(True)
        window.write(out)

        assert (out / "candor.json").exists()


def test_a_folder_that_is_full_by_the_time_of_the_export_is_refused_without_a_trace(
    candor_home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "late"
    with export_window(candor_home, qtbot, "One") as window:
        window.counted()
        window.setup.folder.take(out)
        window.until(lambda: window.can("begin"))
        out.mkdir(mode=0o700)
        (out / "mine").touch()
        window.do("begin")
        window.until(lambda: window.setup.folder.refusal.isVisible())

        window.until(lambda: not window.can("begin"))
        assert [path.name for path in out.iterdir()] == ["mine"]
        assert not window.problems


def test_a_full_disk_leaves_nothing_and_is_said(
    candor_home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with export_window(candor_home, qtbot, "One", "Two") as window:
        window.counted()
        window.setup.folder.take(out)
        window.until(lambda: window.can("begin"))
        with _files_end_at(2_000):
            window.do("begin")
            window.until(lambda: window.problems)

        assert "could not be written" in window.problems[0].happened
        window.until(lambda: window.setup.isVisible())
        assert not out.exists()


def test_an_export_that_is_given_up_leaves_nothing(
    candor_home: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with export_window(candor_home, qtbot, "One", "Two") as window:
        window.counted()
        window.setup.folder.take(out)
        window.until(lambda: window.can("begin"))
        window.do("begin")
        window.press(Key.Key_Escape)
        window.until(lambda: window.setup.isVisible())
        window.rest()

        assert not out.exists()
        assert not window.place.outcomes
        assert not window.problems
        window.until(lambda: window.can("begin"))


def test_sessions_that_were_picked_elsewhere_are_picked_here(
    candor_home: Path, qtbot: QtBot
) -> None:
    with export_window(candor_home, qtbot, "One", "Two", "Three") as window:
        window.counted()
        model = window.setup.sessions.model
        chosen = next(each for each in model.visible_entries() if each.task == "Two")
        window.context.frame.go("export", (chosen.session,))
        window.counted()

        assert model.picked() == (chosen.session,)
        assert window.setup.counted is not None
        assert window.setup.counted.readable == [chosen.session]


def test_an_export_of_before_is_shown_again_and_its_folder_opened(
    candor_home: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    with export_window(candor_home, qtbot, "One") as window:
        window.counted()
        window.write(tmp_path / "first")
        window.do("new")
        window.counted()
        window.write(tmp_path / "second")
        window.do("new")
        assert window.leaves.past.count() == 2
        window.leaves.past.setFocus()
        window.leaves.past.setCurrentRow(1)
        window.press(Key.Key_Return)
        window.until(lambda: window.result.isVisible())
        window.do("open")

        assert opened == [str(tmp_path / "first")]


def test_a_check_names_what_was_changed_since(
    candor_home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with export_window(candor_home, qtbot, "One") as window:
        window.counted()
        window.write(out)
        (out / "losses.json").write_text("{}")
        window.do("check")
        window.until(lambda: window.result.wrong.isVisible())

        assert "losses.json was changed" in window.result.wrong.text.text()
        assert not window.result.right.isVisible()


def test_without_sessions_nothing_is_counted_and_nothing_can_begin(
    candor_home: Path, qtbot: QtBot
) -> None:
    with export_window(candor_home, qtbot) as window:
        window.until(lambda: window.setup.formats.form)
        window.rest()

        window.until(lambda: "no session" in window.setup.sessions.words.text())
        assert not window.can("begin")


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_clipped_at_any_size(
    size: tuple[int, int], candor_home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    with export_window(candor_home, qtbot, "One", "Two", size=size) as window:
        window.counted()
        for name in ("osworld", "openai", "html"):
            window.setup.formats.choose(name)
            window.counted()
            settle()
            assert_nothing_clipped(window.main)
        window.write(tmp_path / "out")
        settle()
        assert_nothing_clipped(window.main)
        assert_accessible(window.main)


def test_a_locked_vault_is_not_opened_to_count_until_the_person_wants_it(
    candor_home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with export_window(candor_home, qtbot, "One") as window:
        window.counted()
        passphrase_file = os.environ["CANDOR_PASSPHRASE_FILE"]
        monkeypatch.delenv("CANDOR_PASSPHRASE_FILE")
        window.context.vault.lock()
        window.rest()
        window.do("count")
        window.until(lambda: window.leaves.unlock.isVisible())
        assert not window.can("begin")

        monkeypatch.setenv("CANDOR_PASSPHRASE_FILE", passphrase_file)
        window.leaves.unlock.click()
        window.until(lambda: window.setup.counted is not None)

        assert not window.leaves.unlock.isVisible()


def test_the_vault_serves_others_while_sessions_are_counted(
    candor_home: Path, qtbot: QtBot
) -> None:
    with export_window(candor_home, qtbot, *(f"Task {number}" for number in range(4))) as window:
        window.counted()
        order: list[str] = []

        def put_in(job: Job) -> None:
            """Behind the first session that is opened, before the count asks for the next."""
            if job.title == "Open a session for an export":
                window.context.jobs.changed.disconnect(put_in)
                window.context.vault.run(
                    "Something else",
                    lambda _keeper, _progress: None,
                    lambda _none: order.append("else"),
                )

        window.context.jobs.changed.connect(put_in)
        window.do("count")
        window.place.counting.changed.connect(lambda: order.append("counted"))
        window.until(lambda: len(order) == 2)

        assert order == ["else", "counted"]


def test_only_the_formats_that_lack_something_say_so_and_cannot_begin(
    candor_home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with export_window(candor_home, qtbot, "One") as window:
        window.counted()
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
        window.setup.formats.choose("parquet")
        window.until(lambda: window.setup.formats.lacks.isVisible())
        window.counted()

        assert "extra `parquet`" in window.setup.formats.lacks.text.text()
        assert not window.can("begin")
        window.setup.formats.choose("html")
        window.until(lambda: window.can("begin"))
        assert not window.setup.formats.lacks.isVisible()


def test_a_card_opens_no_file_and_follows_no_link(qtbot: QtBot, tmp_path: Path) -> None:
    with gui_context(tmp_path / "home"):
        picture = QImage(4, 4, QImage.Format.Format_RGB32)
        secret = tmp_path / "secret.png"
        picture.save(str(secret))
        view = CardView()
        qtbot.addWidget(view)
        view.show_card(
            f"![a](card/a.svg) ![b]({secret}) [c](file://{secret})", {"card/a.svg": picture}
        )

        assert view.loadResource(2, QUrl("card/a.svg")) == picture
        assert view.loadResource(2, QUrl.fromLocalFile(str(secret))) is None
        assert not view.openLinks()
